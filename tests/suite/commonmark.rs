//! The examples of the `CommonMark` specification, each read and written by Chapterhouse.
//!
//! Takes `spec.txt` of the npm package `commonmark-spec` from `target/commonmark-spec/` (`npm install --prefix
//! target/commonmark-spec commonmark-spec`), or the file that `CHAPTERHOUSE_COMMONMARK` names; without it the test says so
//! and passes. Every example that comes out otherwise is named in `tests/commonmark-deviations.md` with its reason.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chapterhouse::memo::ContentHash;
use chapterhouse::parse::document::{Document, headings};
use chapterhouse::parse::front_matter::FrontMatter;
use chapterhouse::parse::markdown::read_markdown;
use chapterhouse::parse::sections::number_sections;

use crate::written_text::write_parsed;

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

fn spec() -> Option<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let path = std::env::var_os("CHAPTERHOUSE_COMMONMARK").map(PathBuf::from);
    let path = path.unwrap_or_else(|| root.join("target/commonmark-spec/node_modules/commonmark-spec/spec.txt"));
    let text = fs::read_to_string(&path).ok();
    if text.is_none() {
        println!("skipped: there is no {}", path.display());
    }
    text
}

fn examples(spec: &str) -> Vec<Example> {
    let fence = "`".repeat(32);
    let mut found = Vec::new();
    for part in spec.split(&format!("\n{fence} example\n")).skip(1) {
        let part = part.split(&format!("\n{fence}\n")).next().unwrap_or("");
        let (markdown, html) = part.split_once("\n.").or_else(|| part.split_once(".\n")).unwrap();
        let number = found.len() + 1;
        let plain = |text: &str| text.replace('→', "\t").trim_start_matches('\n').to_owned();
        found.push(Example { number, markdown: markdown.replace('→', "\t") + "\n", html: plain(html) });
    }
    found
}

/// HTML with what no reader sees made equal (the space between blocks, the manner of writing empty elements and quotation
/// marks), and without what Chapterhouse does to every heading and picture: anchors, numbers, a second level for the
/// first, which is the page's title; late loading.
fn normal(html: &str) -> String {
    let plain = html.replace("&quot;", "\"").replace(" loading=\"lazy\"", "").replace(" />", ">").replace("/>", ">");
    let plain = plain.replace("<h1>", "<h2>").replace("</h1>", "</h2>");
    let mut text = String::new();
    let mut parts = plain.split("<h");
    text.push_str(parts.next().unwrap_or(""));
    for part in parts {
        let heading = part.split_once(" id=\"").filter(|(level, _)| level.len() == 1);
        let unmarked = heading.and_then(|(level, rest)| Some((level, rest.split_once("\">")?.1)));
        let (level, rest) = unmarked.map_or(("", part), |(level, rest)| (level, rest));
        let number = rest.strip_prefix("<span class=\"number\">").and_then(|rest| rest.split_once("</span> "));
        let rest = number.map_or(rest, |(_, rest)| rest);
        let _ = write!(text, "<h{level}{}{rest}", if level.is_empty() { "" } else { ">" });
    }
    let lines: Vec<&str> = text.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    lines.join("\n").replace(">\n<", "><").replace("<li>\n", "<li>").replace("\n</li>", "</li>")
}

/// An example as Chapterhouse writes it.
fn written(markdown: &str) -> String {
    let path = Arc::from("content/a.md");
    let body = read_markdown(&path, markdown, 0, &mut Vec::new());
    let sections = number_sections(headings(&body.blocks)).into();
    write_parsed(Arc::new(Document {
        outline: ContentHash::of(&[]),
        shape: ContentHash::of(&[]),
        hints: chapterhouse::parse::hints::Hints::default(),
        recorded: std::sync::OnceLock::new(),
        asked_places: chapterhouse::parse::document::AskedPlaces::default(),
        path,
        text: Arc::from(markdown),
        hash: ContentHash::of(markdown.as_bytes()),
        front_matter: FrontMatter::default(),
        yaml: None,
        exempts: false,
        understood: true,
        body,
        sections,
    }))
}

/// The examples that the list of deviations names.
fn named() -> BTreeSet<usize> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commonmark-deviations.md");
    let text = fs::read_to_string(path).unwrap();
    let mut numbers = BTreeSet::new();
    for paragraph in text.split("\n\n").filter_map(|paragraph| paragraph.trim().strip_prefix("Examples:")) {
        for number in paragraph.split([',', '\n', ' ']).filter(|number| !number.is_empty()) {
            assert!(numbers.insert(number.parse().unwrap()), "example {number} is named twice");
        }
    }
    numbers
}

#[test]
fn examples_of_the_specification_come_out_as_they_should() {
    let Some(spec) = spec() else { return };
    let examples = examples(&spec);
    assert!(examples.len() > 600, "only {} examples", examples.len());
    let named = named();
    let mut wrong = String::new();
    for Example { number, markdown, html } in &examples {
        let ours = written(markdown);
        let deviates = normal(&ours) != normal(html);
        if deviates && !named.contains(number) {
            let _ = writeln!(wrong, "example {number} deviates:\n{markdown}--- is to be\n{html}\n--- is\n{ours}");
        }
        if !deviates && named.contains(number) {
            let _ = writeln!(wrong, "example {number} no longer deviates: take it off the list");
        }
    }
    assert!(wrong.is_empty(), "tests/commonmark-deviations.md does not say what is so:\n{wrong}");
}

#[test]
fn what_is_done_to_every_heading_is_undone() {
    assert_eq!(normal("<h3 id=\"a-b\"><span class=\"number\">1.1</span> A <em>b</em></h3>\n"), "<h3>A <em>b</em></h3>");
    assert_eq!(normal("<h1>A</h1>\n<hr />\n<p>b</p>"), normal("<h2 id=\"a\">A</h2><hr>\n<p>b</p>"));
    assert_ne!(normal("<p>a</p>"), normal("<p>b</p>"));
}
