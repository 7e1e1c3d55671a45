//! The pages that mark changes in a text: what they show without what was taken out is the text to come, word for word, and
//! without what was put in it is the one before.
//!
//! Takes invented texts, builds them for review, and compares words. It must not know how a change is found.

use std::fmt::Write as _;

use chapterhouse::config::settings::parse_site_config;
use chapterhouse::memory::Memory;
use chapterhouse::pipeline::build_site;
use chapterhouse::publish::output_tree::OutputTree;
use chapterhouse::source::source_tree::{SourceText, SourceTree};
use chapterhouse::stages::NoObserver;
use proptest::prelude::*;
use proptest::test_runner::Config;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::built_manual::{TODAY, page, review_request};
use crate::page_reader::{inside, unbalanced, visible_text};

const SETTINGS: &str = "[site]\ntitle = \"M\"\n[areas]\nvale = \"Vale\"\n[variables]\ncouncil = \"The council\"\n";

fn build(older: &str, newer: &str, memory: &Memory) -> OutputTree {
    let edition = |path: &str, from: &str, text: &str| {
        let front = format!("title: A\nowner: duty\neffective_from: {from}\nnext_review_on: 2030-01-01\n");
        SourceText::new(&format!("content/{path}"), &format!("---\n{front}---\n\n{text}\n"))
    };
    let sources = SourceTree {
        sisters: BTreeMap::new(),
        config: Some(SourceText::new("site.toml", SETTINGS)),
        content: "content".to_owned(),
        pages: vec![
            edition("a.md", "2027-01-06", newer),
            edition("a@2024-01-01.md", "2024-01-01", older),
            SourceText::new(
                "content/b.md",
                "---\ntitle: B\nowner: duty\nnext_review_on: 2030-01-01\n---\n\n## Part\n\nB.\n",
            ),
        ],
        passages: vec![SourceText::new("content/shared/passage.md", "Shared words of five days.\n")],
        registers: vec![
            SourceText::new("content/registers/contacts.yml", "duty: {name: Duty team, telephone: \"01632 960001\"}\n"),
            SourceText::new("content/registers/glossary.yml", "team: {term: team, definition: People.}\n"),
        ],
        assets: Vec::new(),
        theme: BTreeMap::new(),
    };
    let config = parse_site_config(&Arc::from("site.toml"), SETTINGS).value;
    let built = build_site(&sources, &Arc::new(config), &review_request(TODAY), memory, &NoObserver, Vec::new());
    built.value.unwrap_or_else(|| panic!("{older}\n===\n{newer}\n{:#?}", built.diagnostics))
}

/// HTML without the elements that begin with `open`, each up to its own `close`; none of them holds another of its kind.
fn without(html: &str, open: &str, close: &str) -> String {
    let mut kept = String::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once(open) {
        kept.push_str(before);
        kept.push(' ');
        rest = after.split_once(close).map_or("", |(_, after)| after);
    }
    kept + rest
}

/// The letters of the text of a page, whatever is said about it aside.
fn letters(html: &str, aside: &[(&str, &str)]) -> String {
    let mut text = inside(html, "div", "text").unwrap_or("").to_owned();
    for (open, close) in aside {
        text = without(&text, open, close);
    }
    let text = without(&text, "<section class=\"footnotes\"", "</section>");
    // An accent may be written as part of its letter or behind it.
    visible_text(&text).replace("e\u{301}", "é").chars().filter(|c| !c.is_whitespace()).collect()
}

const SAID: &[(&str, &str)] = &[
    ("<span class=\"said\">", "</span>"),
    ("<div class=\"compared-note\">", "</div>"),
    ("<p class=\"quiet\">", "</p>"),
    ("<span class=\"badge\">", "</span>"),
];

/// What a page of changes shows of the text to come, and that text.
fn both(output: &OutputTree) -> Option<(String, String)> {
    let marked = output.get("chapter/a/changes/index.html").map(|_| page(output, "chapter/a/changes/index.html"))?;
    assert!(unbalanced(&marked).is_none(), "{:?}", unbalanced(&marked));
    let newer = page(output, "chapter/a/edition/2027-01-06/index.html");
    let mut aside = SAID.to_vec();
    aside.push(("<del>", "</del>"));
    // A section that was taken out has its heading too.
    let marked = without_removed_headings(&marked);
    Some((letters(&marked, &aside), letters(&newer, &[("<a class=\"section-link", "</a>")])))
}

fn without_removed_headings(html: &str) -> String {
    (2..=6).fold(html.to_owned(), |html, level| {
        without(&html, &format!("<h{level} id=\"removed-"), &format!("</h{level}>"))
    })
}

fn text() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "must",
        "should",
        "5",
        "five",
        "working",
        "days",
        "within",
        "the",
        "team",
        "child’s",
        "child's",
        "*stressed*",
        "**strong words**",
        "[duty](contact:duty)",
        "[](contact:duty)",
        "[§](b.md#part)",
        "`code`",
        "—",
        "“so”",
        "ring,",
        "{{ var.council }}",
        "e\u{301}te\u{301}",
        "A<B",
        "&",
        "to",
        "Act.",
        "soft\nbreak",
        "\u{ad}hidden",
        "x[^n]",
    ]);
    let line = prop::collection::vec(word, 1..9).prop_map(|words| words.join(" "));
    let block = (0..15_u8, line.clone(), line).prop_map(|(kind, one, two)| {
        let flat = |text: &str| text.replace('\n', " ").replace('|', "");
        match kind {
            0 => format!("## {}\n\n{two}\n", flat(&one).replace("x[^n]", "x")),
            1 => format!("- {}\n- {}\n", flat(&one), flat(&two)),
            2 => format!("> [!STEPS Within {} days]\n> 1. {}\n> 2. {}\n", one.len() % 3, flat(&one), flat(&two)),
            3 => format!("Table: {}\n\n| A | B |\n|---|---|\n| {} | {} |\n", flat(&one), flat(&one), flat(&two)),
            4 => format!("- {}\n  - {}\n", flat(&one), flat(&two)),
            5 => format!("{one}\n\n1. {}\n", flat(&two)),
            6 => format!("> {}\n", flat(&one)),
            7 => format!("Term\n: {}\n", flat(&one)),
            8 => "{{#include shared/passage.md}}\n".to_owned(),
            9 => format!("> [!LOCAL vale]\n> {}\n", flat(&one)),
            10 => format!("- [ ] {}\n\n  {}\n", flat(&one), flat(&two)),
            _ => format!("{one} {two}.\n"),
        }
    });
    prop::collection::vec(block, 0..7).prop_map(|blocks| {
        let mut text = blocks.join("\n");
        if text.contains("[^n]") {
            let _ = write!(text, "\n\n[^n]: A note of {} days.\n", text.len());
        }
        text
    })
}

fn cases(usual: u32) -> Config {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(usual);
    Config { cases, failure_persistence: None, ..Config::default() }
}

proptest! {
    #![proptest_config(cases(30))]

    #[test]
    fn what_is_marked_is_the_text_to_come(older in text(), newer in text()) {
        let memory = Memory::default();
        let output = build(&older, &newer, &memory);
        let (marked, newer_text) = both(&output).expect("a page of changes");
        prop_assert_eq!(marked, newer_text, "{}\n===\n{}", older, newer);
    }
}

#[test]
fn without_what_was_put_in_it_is_the_text_before() {
    let older =
        "Ring the [duty team](contact:duty) within five days.\n\n- One\n- Two\n\n| A | B |\n|---|---|\n| 1 | 2 |\n";
    let newer = "Ring *the* [duty](contact:duty) at once, within six days.\n\n- One\n- Other\n- Two\n\n| A | B |\n|---|---|\n| 1 | 3 |\n";
    let output = build(older, newer, &Memory::default());
    let mut aside = SAID.to_vec();
    aside.push(("<ins>", "</ins>"));
    let before = letters(&page(&output, "chapter/a/changes/index.html"), &aside);
    assert_eq!(before, letters(&page(&output, "chapter/a/index.html"), &[("<a class=\"section-link", "</a>")]));
}
