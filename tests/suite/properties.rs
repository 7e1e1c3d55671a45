//! Laws that hold for every manual and every text, tried with invented ones.
//!
//! A rebuild gives what a first build gives; neither threads nor folders show in a site; no text brings the reader down,
//! breaks out of its page, or costs more than its length. `PROPTEST_CASES` sets how many are tried.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use chapterhouse::config::settings::parse_site_config;
use chapterhouse::diagnostics::diagnostic::Diagnostic;
use chapterhouse::diagnostics::reported::Reported;
use chapterhouse::memory::Memory;
use chapterhouse::model::editions::Audience;
use chapterhouse::pipeline::build_site;
use chapterhouse::publish::output_tree::OutputTree;
use chapterhouse::source::source_tree::{SourceText, SourceTree, ThemeFile};
use chapterhouse::stages::NoObserver;
use jiff::civil::date;
use proptest::prelude::*;
use proptest::test_runner::Config;

use crate::built_manual::{build, request};
use crate::page_reader::{Piece, pieces, unbalanced};
use crate::written_text::write_document;

fn cases(usual: u32) -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual);
    Config { cases, failure_persistence: None, ..Config::default() }
}

/// A small manual, as choices from the lists below: few enough that edits meet each other.
#[derive(Clone, Debug)]
struct Manual {
    /// Path in the content folder, front matter, paragraphs.
    chapters: BTreeMap<&'static str, (usize, Vec<usize>)>,
    settings: usize,
    contacts: usize,
    shared: usize,
    partial: usize,
    day: usize,
    drafts: bool,
    review: bool,
}

const PATHS: &[&str] =
    &["a/01-one.md", "a/02-two.md", "a/two.md", "b/01-three.md", "b/four.md", "a/01-one@2024-01-01.md"];

const FRONTS: &[&str] = &[
    "title: A chapter\nowner: duty\nnext_review_on: 2027-06-01\n",
    "title: Another & longer\nowner: duty\nnext_review_on: 2026-12-01\neffective_from: 2026-01-01\namendments:\n  - {date: 2026-11-20, type: major, note: \"a < b\", reread: full}\n  - {date: 2026-01-01, type: minor}\n",
    "title: To come\nowner: duty\neffective_from: 2027-01-01\nnext_review_on: 2028-01-01\n",
    "title: Gone\nowner: duty\nwithdrawn: {on: 2026-02-01, reason: old, replaced_by: four}\n",
    "title: Dated\nowner: duty\neffective_from: 2024-01-01\nnext_review_on: 2027-06-01\nversion: \"1\"\namendments:\n  - {date: 2024-01-01, type: new, note: New, approved_by: duty}\n",
    "title: Dated\nowner: duty\neffective_from: 2024-01-01\nnext_review_on: 2027-06-01\nversion: \"1\"\namendments:\n  - {date: 2024-01-01, type: new, note: \"New, said otherwise\", approved_by: duty}\nrelated: [two]\n",
    "title: Law\nowner: duty\nid: four\nnext_review_on: 2027-06-01\nrelated: [two]\n",
    "title: Draft\nowner: nobody\ndraft: true\n",
    "title: Broken\n  owner: [duty\n",
    "titel: Misspelt\n",
    "",
];

const TEXTS: &[&str] = &[
    "Plain words.",
    "## A heading {#heading}\n\nUnder it.",
    "See [two](../a/02-two.md) and [§](../b/four.md).",
    "See [the heading](#heading) and [duty](contact:duty).",
    "{{#include ../shared/passage.md}}",
    "At {{ var.council }}[^1].\n\n[^1]: A note.",
    "> [!STEPS Today]\n> 1. Ring.",
    "Table: Who\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "<b>raw</b> & *marked*",
    "### Too deep",
    "[nowhere](missing.md)",
];

const SETTINGS: &[&str] = &[
    "[site]\ntitle = \"M\"\n[variables]\ncouncil = \"C\"\n",
    "[site]\ntitle = \"N\"\nbase_url = \"https://n.example\"\n[variables]\ncouncil = \"D\"\n",
    "[site]\ntitle = \"M\"\n[checks]\nbroken-link = \"warning\"\nheading-skip = \"off\"\n[variables]\ncouncil = \"C\"\n",
    "[site]\ntitle = \"M\"\n[output]\nurls = \"directory\"\n[variables]\ncouncil = \"C\"\n",
    "[site]\ntitle = \"M\"\ntitel = \"M\"\n",
];

const CONTACTS: &[&str] =
    &["duty: {name: Duty team}\n", "duty: {name: Night team, telephone: \"1\"}\n", "x: {name: X}\n"];

const SHARED: &[&str] = &["Shared words.", "## Shared heading\n\nSee [§](../b/four.md).", "{{#include passage.md}}"];

const PARTIALS: &[Option<&str>] =
    &[None, Some("<footer>{{ site.title }}</footer>\n"), Some("<footer>{{ page.title }}</footer>\n"), Some("{% if %}")];

#[derive(Clone, Debug)]
enum Edit {
    Write(usize, usize, Vec<usize>),
    Say(usize, usize),
    Front(usize, usize),
    Delete(usize),
    Rename(usize, usize),
    Settings(usize),
    Contacts(usize),
    Shared(usize),
    Partial(usize),
    Day(usize),
    Drafts(bool),
    Review(bool),
}

/// One of a list, the first ones more often: a manual that is never whole would prove little.
fn choice(length: usize) -> impl Strategy<Value = usize> {
    prop_oneof![2 => 0..length.min(2), 3 => 0..length.div_ceil(2), 1 => 0..length]
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = || 0..PATHS.len();
    let texts = proptest::collection::vec(choice(TEXTS.len()), 0..4);
    prop_oneof![
        3 => (path(), choice(FRONTS.len()), texts).prop_map(|(path, front, texts)| Edit::Write(path, front, texts)),
        3 => (path(), choice(TEXTS.len())).prop_map(|(path, text)| Edit::Say(path, text)),
        3 => (path(), choice(FRONTS.len())).prop_map(|(path, front)| Edit::Front(path, front)),
        2 => path().prop_map(Edit::Delete),
        2 => (path(), path()).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => choice(SETTINGS.len()).prop_map(Edit::Settings),
        1 => choice(CONTACTS.len()).prop_map(Edit::Contacts),
        1 => choice(SHARED.len()).prop_map(Edit::Shared),
        1 => choice(PARTIALS.len()).prop_map(Edit::Partial),
        1 => (0..3_usize).prop_map(Edit::Day),
        1 => any::<bool>().prop_map(Edit::Drafts),
        2 => any::<bool>().prop_map(Edit::Review),
    ]
}

impl Manual {
    fn new() -> Self {
        let chapters = BTreeMap::from([
            ("a/01-one.md", (0, vec![0, 1, 3, 6])),
            ("a/02-two.md", (1, vec![4, 5])),
            ("b/four.md", (0, vec![2, 7])),
        ]);
        Manual { chapters, settings: 0, contacts: 0, shared: 0, partial: 0, day: 0, drafts: false, review: false }
    }

    fn make(&mut self, edit: &Edit) {
        match edit {
            Edit::Write(path, front, texts) => {
                self.chapters.insert(PATHS[*path], (*front, texts.clone()));
            }
            Edit::Say(path, text) => {
                self.chapters.entry(PATHS[*path]).and_modify(|(_, texts)| texts.push(*text));
            }
            Edit::Front(path, to) => {
                self.chapters.entry(PATHS[*path]).and_modify(|(front, _)| *front = *to);
            }
            Edit::Delete(path) => {
                self.chapters.remove(PATHS[*path]);
            }
            Edit::Rename(from, to) => {
                if let Some(chapter) = self.chapters.remove(PATHS[*from]) {
                    self.chapters.insert(PATHS[*to], chapter);
                }
            }
            Edit::Settings(to) => self.settings = *to,
            Edit::Contacts(to) => self.contacts = *to,
            Edit::Shared(to) => self.shared = *to,
            Edit::Partial(to) => self.partial = *to,
            Edit::Day(to) => self.day = *to,
            Edit::Drafts(to) => self.drafts = *to,
            Edit::Review(to) => self.review = *to,
        }
    }

    fn sources(&self) -> SourceTree {
        let mut pages: Vec<SourceText> = self
            .chapters
            .iter()
            .map(|(path, (front, texts))| {
                let texts: Vec<&str> = texts.iter().map(|text| TEXTS[*text]).collect();
                let text = format!("---\n{}---\n\n{}\n", FRONTS[*front], texts.join("\n\n"));
                SourceText::new(&format!("content/{path}"), &text)
            })
            .collect();
        for part in ["a", "b"] {
            let text = format!("---\ntitle: Part {part}\n---\n");
            pages.push(SourceText::new(&format!("content/{part}/index.md"), &text));
        }
        pages.sort_by(|one, other| one.path.cmp(&other.path));
        let partial = PARTIALS[self.partial].map(|text| {
            let path = Arc::from("themes/default/templates/partials/footer.html");
            ("templates/partials/footer.html".to_owned(), ThemeFile { path, bytes: Arc::from(text.as_bytes()) })
        });
        SourceTree {
            sisters: std::collections::BTreeMap::new(),
            config: Some(SourceText::new("site.toml", SETTINGS[self.settings])),
            content: "content".to_owned(),
            pages,
            passages: vec![SourceText::new("content/shared/passage.md", SHARED[self.shared])],
            registers: vec![SourceText::new("content/registers/contacts.yml", CONTACTS[self.contacts])],
            assets: Vec::new(),
            theme: partial.into_iter().collect(),
        }
    }

    fn build(&self, memory: &Memory) -> (Option<OutputTree>, Vec<Diagnostic>) {
        let config = parse_site_config(&Arc::from("site.toml"), SETTINGS[self.settings]);
        let mut request = request([date(2026, 11, 15), date(2026, 12, 2), date(2027, 1, 1)][self.day]);
        request.audience = Audience { drafts: self.drafts, future: self.review };
        request.review = self.review;
        let Reported { value, diagnostics } =
            build_site(&self.sources(), &Arc::new(config.value), &request, memory, &NoObserver, config.diagnostics);
        (value, diagnostics)
    }
}

/// The first file in which two sites differ, for a message that can be read.
fn difference(one: Option<&OutputTree>, other: Option<&OutputTree>) -> Option<String> {
    let (one, other) = match (one, other) {
        (Some(one), Some(other)) => (one, other),
        (None, None) => return None,
        (one, _) => {
            return Some(format!("only the {} build has a site", if one.is_some() { "first" } else { "second" }));
        }
    };
    let paths = one.iter().chain(other).map(|(path, _)| path);
    let path = paths.into_iter().find(|path| one.get(path) != other.get(path))?;
    let text = |tree: &OutputTree| tree.get(path).map(|file| String::from_utf8_lossy(file.bytes()).into_owned());
    Some(format!("{path} differs:\n{:?}\n{:?}", text(one), text(other)))
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn a_rebuild_gives_what_a_first_build_gives(edits in proptest::collection::vec(edit(), 1..9)) {
        let mut manual = Manual::new();
        let memory = Memory::default();
        let (first, faults) = manual.build(&memory);
        prop_assert!(first.is_some(), "{faults:#?}");
        for edit in &edits {
            manual.make(edit);
            let (warm, warm_faults) = manual.build(&memory);
            let (cold, cold_faults) = manual.build(&Memory::default());
            prop_assert_eq!(warm_faults, cold_faults, "after {:?}", edit);
            let differs = difference(warm.as_ref(), cold.as_ref());
            prop_assert!(differs.is_none(), "after {:?}: {}", edit, differs.unwrap_or_default());
        }
    }
}

/// Pieces that mean something to YAML, to Markdown, to HTML or to Chapterhouse.
const FRAGMENTS: &[&str] = &[
    "---\n",
    "title: x\n",
    "\n",
    "\n\n",
    "# ",
    "## ",
    "- ",
    "1. ",
    "> ",
    "> [!NOTE]\n",
    "> [!STEPS a]\n",
    "    ",
    "\t",
    "|",
    "|---|\n",
    "| a | b |\n",
    "Table: ",
    ": ",
    "*",
    "**",
    "_",
    "`",
    "```\n",
    "~~",
    "[",
    "]",
    "(",
    ")",
    "[^1]",
    "[^1]: ",
    "![",
    "](a.md)",
    "](javascript:x)",
    "<",
    ">",
    "</",
    "<b>",
    "</div>",
    "<div>",
    "<script>",
    "</script>",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "-->",
    "<a href=\"javascript:1\">",
    "<table><tr><td>",
    "<p title=\"",
    "\"",
    "'",
    "&",
    "&lt;",
    "&#0;",
    "{{ var.x }}",
    "{{#include a.md}}",
    "{#id .unnumbered}",
    "\\",
    "é",
    "🙂",
    "\u{202e}",
    "[x]",
    "- [ ] ",
    "http://a.b",
    "<http://a.b>",
    "&#x6a;avascript:",
    "on",
    "=",
    "<!-- allow vague-link-text: x -->",
    "\n\n<!-- allow heading-skip",
    "From 1 April 2025 it will ",
    "Review date: 03/04/2027\n\n",
    "This policy will be reviewed annually. ",
    "\n3. ",
    "> [! NOTE] ",
];

/// Text of such pieces; half of it without raw HTML, which would send all of it through the cleaner and hide what the
/// writer lets through.
fn any_text() -> impl Strategy<Value = String> {
    let plain: Vec<&str> = FRAGMENTS.iter().copied().filter(|piece| !piece.contains('<')).collect();
    let plain = [plain, vec!["\\<script>", "&lt;script>", "`<script>`", "\"><script>", "<https://a\"b>"]].concat();
    let text = |fragments: Vec<&'static str>| {
        let fragment = proptest::sample::select(fragments).prop_map(str::to_owned);
        let piece = prop_oneof![6 => fragment, 1 => "[a-z ]{1,6}", 1 => "[^<]{0,5}"];
        proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
    };
    prop_oneof![text(FRAGMENTS.to_vec()), text(plain)]
}

/// What in a page could act, if anything.
fn acts(html: &str) -> Option<String> {
    const FORBIDDEN: &[&str] =
        &["script", "iframe", "object", "embed", "style", "form", "svg", "math", "base", "meta", "link"];
    pieces(html).into_iter().find_map(|piece| {
        let Piece::Open(name, attributes) = piece else { return None };
        let (name, attributes) = (name.to_lowercase(), attributes.to_lowercase());
        // Every second piece between quotation marks is a value.
        let mut parts = attributes.split('"');
        while let (Some(names), value) = (parts.next(), parts.next()) {
            let handler = names.split_whitespace().any(|name| name.starts_with("on") || name.starts_with("style"));
            let link = names.trim_end().ends_with("href=") || names.trim_end().ends_with("src=");
            let script = value.is_some_and(|value| value.trim_start().starts_with("javascript:"));
            if handler || (link && script) {
                return Some(format!("<{name}{attributes}>"));
            }
        }
        FORBIDDEN.contains(&name.as_str()).then_some(name)
    })
}

proptest! {
    #![proptest_config(cases(4_000))]

    #[test]
    fn no_text_breaks_its_reader_or_its_page(text in any_text()) {
        let (html, _) = write_document(&text);
        prop_assert_eq!(unbalanced(&html), None, "{}", html);
        prop_assert_eq!(acts(&html), None, "{}", html);
    }
}

#[test]
fn what_could_act_is_recognised() {
    for html in ["<script>", "<a href=\"javascript:x\">", "<p class=\"x\" onclick=\"y\">", "<p style=\"x\">"] {
        assert!(acts(html).is_some(), "{html}");
    }
    assert_eq!(acts("<a href=\"a\" title=\"on click=javascript:\">"), None);
}

/// Neither how many threads there are nor where the manual lies shows in what is built.
#[test]
fn threads_and_folders_do_not_show() {
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut built = Vec::new();
    for (threads, name) in [(1, "a"), (3, "a longer/name é")] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join(name);
        for entry in walkdir::WalkDir::new(sample.join("content")) {
            let entry = entry.unwrap();
            let to = root.join(entry.path().strip_prefix(sample).unwrap());
            if entry.file_type().is_dir() {
                std::fs::create_dir_all(&to).unwrap();
            } else {
                std::fs::copy(entry.path(), &to).unwrap();
            }
        }
        std::fs::copy(sample.join("site.toml"), root.join("site.toml")).unwrap();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        built.push(pool.install(|| build(&root)));
    }
    let differs = difference(built.first(), built.last());
    assert!(differs.is_none(), "{}", differs.unwrap_or_default());
}

fn each(count: usize, make: impl Fn(usize) -> String) -> String {
    (0..count).map(make).collect::<Vec<_>>().concat()
}

/// The time that this thread has worked: other tests on the same machine do not count.
fn worked() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

fn least_time(text: &str) -> Duration {
    let once = || {
        let start = worked();
        std::hint::black_box(write_document(text));
        worked().saturating_sub(start)
    };
    (0..3).map(|_| once()).min().unwrap_or_default()
}

/// Four times the text takes about four times as long; work that grows with the square would take sixteen times.
#[test]
fn no_text_costs_more_than_its_length() {
    const MOST: f64 = 8.0;
    type Make = fn(usize) -> String;
    let makers: &[(&str, usize, Make)] = &[
        ("brackets", 4_000, |n| "[".repeat(n)),
        ("brackets of pictures", 4_000, |n| "![a](".repeat(n)),
        ("links", 2_000, |n| "[a](b.md) ".repeat(n)),
        ("footnote marks", 2_000, |n| "[^a] ".repeat(n) + "\n\n[^a]: x"),
        ("footnotes", 1_000, |n| each(n, |i| format!("[^{i}]\n\n[^{i}]: x\n\n"))),
        ("stars", 4_000, |n| "*a ".repeat(n)),
        ("stars that close", 2_000, |n| "*a ".repeat(n) + &"a* ".repeat(n)),
        ("quotations", 4_000, |n| "> ".repeat(n) + "a"),
        ("containers", 1_000, |n| "> [!NOTE]\n> a\n\n".repeat(n)),
        ("backticks", 4_000, |n| (1..n / 20).map(|i| "`".repeat(i % 60) + "a").collect()),
        ("items in items", 4_000, |n| "- ".repeat(n) + "a"),
        ("lists", 2_000, |n| each(n, |i| format!("{}- a\n", "  ".repeat(i % 12)))),
        ("a table", 2_000, |n| "| a | b |\n|---|---|\n".to_owned() + &"| c | d |\n".repeat(n)),
        ("raw elements", 1_000, |n| "<div>\n\n".repeat(n)),
        ("raw elements in a line", 1_000, |n| "<b>a".repeat(n)),
        ("headings of one name", 1_000, |n| "## a\n\n".repeat(n)),
        ("braces", 4_000, |n| "{{ var.".repeat(n)),
        ("entities", 4_000, |n| "&#".repeat(n)),
        ("sentences", 2_000, |n| "Ring us. ".repeat(n)),
        ("dates", 2_000, |n| "in 2024 currently (2024) on 3/4/2024 it will ".repeat(n)),
        ("signs before dates", 2_000, |n| "-.".repeat(n) + &" in 2024".repeat(n)),
        ("reviews", 1_000, |n| "Review date: March 2027.\\\n".repeat(n)),
        ("long duties", 1_000, |n| "> [!MUST]\n> ".to_owned() + &"a, and b; ".repeat(n)),
        ("exemptions", 1_000, |n| "<!-- allow list-missing: x -->\n".repeat(n) + &"Table: a\n\n".repeat(n)),
        ("exemptions of keys", 300, |n| format!("---\n{}a: b\n---\n", "# allow expired: x\n".repeat(n))),
        ("near markers", 1_000, |n| "> [! NOTE\n\n".repeat(n)),
        ("unclosed links", 1_000, |n| "[a](b.md ".repeat(n)),
        ("links the wrong way round", 1_000, |n| "(a)[b.md] ".repeat(n)),
        ("near braces", 1_000, |n| "{{ Var.a ".repeat(n)),
        ("words in braces", 1_000, |n| "{{ a }} ".repeat(n)),
        ("bullets", 1_000, |n| "• a\n\n".repeat(n)),
        ("numbers without a blank", 1_000, |n| "1.Ring\n\n".repeat(n)),
        ("rows of bars", 1_000, |n| "| a |\n".repeat(n)),
        ("number signs", 1_000, |n| "##a `b`\n".repeat(n)),
        ("near boxes", 1_000, |n| "- [] a\n".repeat(n)),
        ("numbers of items", 1_000, |n| "1. a\n3. b\n".repeat(n)),
        ("colons", 1_000, |n| "This is what there is:\n\n## a\n\n".repeat(n)),
        ("keys", 200, |n| format!("---\n{}---\n", each(n, |i| format!("k{i}: v\n")))),
    ];
    let mut slow = Vec::new();
    for (name, size, make) in makers {
        let (small, large) = (make(*size), make(*size * 4));
        // Other work still takes the caches away: only what is always slow is slow.
        let ratios = (0..4).map(|_| least_time(&large).as_secs_f64() / least_time(&small).as_secs_f64());
        let mut least = f64::INFINITY;
        for ratio in ratios {
            least = least.min(ratio);
            if least < MOST {
                break;
            }
        }
        println!("{name}: {least:.1} ({:?})", least_time(&large));
        if least >= MOST {
            slow.push(format!("{name}: four times the text took {least:.1} times as long"));
        }
    }
    assert!(slow.is_empty(), "{slow:#?}");
}
