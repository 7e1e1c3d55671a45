//! Comparisons of editions in a build: each is made once and remembered, and has a page where there is one to be read.
//!
//! Takes small manuals, and two chapters of `../shared/corpora/seeds-manual` where these may be used. It must not know how
//! two texts are compared.

use std::path::Path;

use chapterhouse::compare::comparison::{Fate, SectionKind};
use chapterhouse::compare::editions::compare_editions;
use chapterhouse::memory::Memory;
use chapterhouse::model::assemble::{Parts, assemble_site};
use chapterhouse::model::editions::{Audience, Vantage};
use chapterhouse::parse::document::parse_document;
use chapterhouse::source::source_tree::SourceText;
use jiff::civil::date;
use tempfile::tempdir;

use crate::built_manual::{build, build_with, page, write_files};

const FILES: &[(&str, &str)] = &[
    ("site.toml", "[site]\ntitle = \"Procedures\"\n"),
    ("content/registers/contacts.yml", "duty-team: {name: Duty team}\n"),
    ("content/01-part/index.md", "---\ntitle: The first part\n---\n"),
    (
        "content/01-part/01-visits@2024-01-01.md",
        "---\ntitle: Visits\nowner: duty-team\nnext_review_on: 2027-11-01\neffective_from: 2024-01-01\n---\n\nWithin 5 days.\n",
    ),
    (
        "content/01-part/01-visits@2025-01-01.md",
        "---\ntitle: Visits\nowner: duty-team\nnext_review_on: 2027-11-01\neffective_from: 2025-01-01\n---\n\nWithin 4 days.\n",
    ),
    (
        "content/01-part/01-visits.md",
        "---\ntitle: Visits\nowner: duty-team\nnext_review_on: 2027-11-01\neffective_from: 2026-01-01\n---\n\nWithin 3 days.\n",
    ),
    (
        "content/01-part/02-calls.md",
        "---\ntitle: Calls\nowner: duty-team\nnext_review_on: 2027-11-01\neffective_from: 2026-01-01\n---\n\nSee [](01-visits.md).\n",
    ),
];

#[test]
fn nothing_is_compared_twice() {
    let folder = tempdir().unwrap();
    write_files(folder.path(), FILES.iter().copied());
    let memory = Memory::default();
    assert!(build_with(folder.path(), &memory).value.is_some());
    let first = memory.comparisons_made();
    assert!(first >= 2, "each edition is compared with the one before it: {first}");
    assert!(build_with(folder.path(), &memory).value.is_some());
    assert_eq!(memory.comparisons_made(), first, "nothing changed, and something was compared again");
    // Another chapter, and the look of every page: the texts are as they were.
    write_files(folder.path(), [FILES[6]].map(|(path, text)| (path, text)));
    write_files(folder.path(), [("site.toml", "[site]\ntitle = \"Other procedures\"\n")]);
    assert!(build_with(folder.path(), &memory).value.is_some());
    assert_eq!(memory.comparisons_made(), first);
    // The newest edition: what it is compared with, and nothing else.
    let newest = FILES[5].1.replace("3 days", "2 days");
    write_files(folder.path(), [(FILES[5].0, newest.as_str())]);
    assert!(build_with(folder.path(), &memory).value.is_some());
    let again = memory.comparisons_made() - first;
    assert!((1..first).contains(&again) || again == first && first == 2, "{again} of {first} compared again");
}

/// The pages of comparison of a chapter, by the names of their folders.
fn compared(folder: &Path) -> Vec<String> {
    let output = build(folder);
    let folders = output.iter().filter_map(|(path, _)| {
        let (_, rest) = path.split_once("chapter/visits/compare/")?;
        Some(rest.trim_end_matches("/index.html").to_owned())
    });
    folders.collect()
}

#[test]
fn neighbours_and_each_to_the_current_one_have_pages() {
    let folder = tempdir().unwrap();
    write_files(folder.path(), FILES.iter().copied());
    let future = FILES[5].1.replace("2026-01-01", "2027-01-01");
    write_files(folder.path(), [("content/01-part/01-visits@2027-01-01.md", future.as_str())]);
    assert_eq!(
        compared(folder.path()),
        ["2024-01-01...2025-01-01", "2024-01-01...2026-01-01", "2025-01-01...2026-01-01", "2026-01-01...2027-01-01"]
    );
    let output = build(folder.path());
    assert!(output.iter().all(|(path, _)| !path.contains("chapter/calls/compare")));
    let html = page(&output, "chapter/visits/compare/2025-01-01...2026-01-01/index.html");
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(html.contains("<del><span class=\"said\"> [removed: </span><mark>4</mark>"), "{html}");
    let chapter = page(&output, "chapter/visits/index.html");
    assert!(chapter.contains("compare/2026-01-01...2027-01-01/index.html\">See what changes"), "{chapter}");
    let old = page(&output, "chapter/visits/edition/2024-01-01/index.html");
    assert!(old.contains("compare/2024-01-01...2026-01-01/index.html\">See what changed since"), "{old}");
    assert!(chapter.contains("compare/2025-01-01...2026-01-01/index.html\">What changed<"), "{chapter}");
}

#[test]
fn real_chapters_show_what_changed_and_not_their_typography() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/seeds-manual");
    let read = |start: &str, from: &str, path: &str| {
        let found = std::fs::read_dir(&corpus).ok()?.map(|entry| entry.unwrap().path());
        let mut found = found.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(start));
        let text = std::fs::read_to_string(found.next()?).unwrap();
        let (_, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
        let text = format!("---\ntitle: Principles\neffective_from: {from}\n---\n{body}");
        Some(std::sync::Arc::new(parse_document(&SourceText::new(path, &text)).value))
    };
    let older = read("002", "2017-05-01", "content/a@2017-05-01.md");
    let (Some(older), Some(newer)) = (older, read("003", "2024-05-01", "content/a.md")) else {
        println!("skipped: the two chapters are not in {}", corpus.display());
        return;
    };
    let parts = Parts {
        documents: vec![older, newer],
        passages: Vec::new(),
        registers: Vec::new(),
        sisters: chapterhouse::model::sisters::Sisters::default(),
        attachments: Vec::new(),
        config: std::sync::Arc::new(chapterhouse::config::site_config::SiteConfig::defaults("site.toml".into())),
        words: std::sync::Arc::new(chapterhouse::language::words::Words::builtin("en")),
        vantage: Vantage::on(date(2026, 11, 15)),
        audience: Audience::default(),
        review: false,
        lexicon: std::sync::Arc::default(),
        source: chapterhouse::memo::ContentHash::of(&[]),
        shared: chapterhouse::memo::ContentHash::of(&[]),
        texts: std::sync::Arc::default(),
    };
    let site = assemble_site(parts).value;
    let editions = &site.chapters[0].editions;
    let comparison = compare_editions(&site, &editions[0], &editions[1]);
    let section = |title: &str| {
        let found = comparison.sections.iter().find(|section| section.name().unwrap().title == title);
        found.unwrap_or_else(|| panic!("no section {title}"))
    };
    assert_eq!(section("Corporate Parenting").kind, SectionKind::Added);
    assert_eq!(section("Being healthy").kind, SectionKind::Removed);
    let introduction = section("Introduction");
    let said: Vec<&str> = introduction
        .blocks
        .iter()
        .flat_map(|block| &block.runs)
        .filter(|run| run.fate == Fate::Removed)
        .map(|run| run.text.as_str())
        .collect();
    assert!(said.contains(&"Looked After Children"), "{said:?}");
    let apostrophes = said.iter().filter(|words| words.contains('’') && words.split(' ').count() < 4);
    assert_eq!(apostrophes.count(), 0, "{said:?}");
}
