//! Five real chapters, word for word: what other publishers' systems printed must come out whole and in its order.
//!
//! Takes the chapters of `../shared/corpora/seeds-manual`, which lie beside the checkout where they may be used; without
//! them these tests say so and pass. Builds a manual of them, and holds each page against its own source.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chapterhouse::publish::output_tree::OutputTree;
use serde_json::Value;

use crate::built_manual::{build, page, write_files};
use crate::page_reader::{Piece, every, inside, pieces, unbalanced, visible_text};

/// A chapter as its publisher printed it.
struct Seed {
    name: String,
    front: Value,
    body: String,
}

fn text<'a>(front: &'a Value, key: &str) -> Option<&'a str> {
    front.get(key).and_then(Value::as_str)
}

fn read_seeds() -> Option<Vec<Seed>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/seeds-manual");
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("skipped: there is no {}", folder.display());
        return None;
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    let seeds = paths.iter().map(|path| {
        let file = fs::read_to_string(path).unwrap();
        let (front, body) = file.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        Seed { name, front: serde_yaml::from_str(front).unwrap(), body: body.to_owned() }
    });
    Some(seeds.collect())
}

/// The chapter in our own front matter. A text of JSON is a text of YAML.
fn chapter(seed: &Seed) -> String {
    let mut front = String::from("owner: policy-team\nlast_reviewed_on: 2026-10-01\nreview_in: 24 months\n");
    for key in ["title", "number", "scope"] {
        if let Some(value) = seed.front.get(key) {
            let _ = writeln!(front, "{key}: {value}");
        }
    }
    if let Some(amendment) = seed.front.get("amendment") {
        let month = text(amendment, "date").unwrap();
        let note = &amendment["text"];
        let _ = writeln!(front, "amendments:\n  - {{date: {month}-01, type: major, note: {note}}}");
    }
    format!("---\n{front}---\n{}", seed.body)
}

/// The manual of all seeds, built; nothing where they are not to be had.
fn built() -> Option<(Vec<Seed>, OutputTree)> {
    let seeds = read_seeds()?;
    let folder = tempfile::tempdir().unwrap();
    write_files(
        folder.path(),
        [
            ("site.toml", "[site]\ntitle = \"Seeds\"\n"),
            ("content/registers/contacts.yml", "policy-team: {name: Policy team}\n"),
            ("content/01-policies/index.md", "---\ntitle: Policies\n---\n"),
        ],
    );
    for seed in &seeds {
        let path = format!("content/01-policies/{}.md", seed.name);
        write_files(folder.path(), [(path.as_str(), chapter(seed).as_str())]);
    }
    Some((seeds, build(folder.path())))
}

fn chapter_page(output: &OutputTree, seed: &Seed) -> String {
    let id = seed.name.split_once('-').unwrap().1;
    page(output, &format!("chapter/{id}/index.html"))
}

fn words(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

/// Runs a check on every seed's page and the text of its body.
fn for_each_seed(check: impl Fn(&Seed, &str, &str)) {
    let Some((seeds, output)) = built() else { return };
    assert_eq!(seeds.len(), 5);
    for seed in &seeds {
        let html = chapter_page(&output, seed);
        assert_eq!(unbalanced(&html), None, "{}", seed.name);
        check(seed, &html, inside(&html, "div", "text").unwrap());
    }
}

/// A heading: its level, the number that stands before it, its title.
type Heading = (u8, Option<String>, String);

fn headings_of_source(body: &str) -> Vec<Heading> {
    let lines = body.lines().filter(|line| line.starts_with('#'));
    let heading = |line: &str| {
        let title = line.trim_start_matches('#').trim();
        let level = u8::try_from(line.len() - line.trim_start_matches('#').len()).unwrap();
        let (first, rest) = title.split_once(' ').unwrap_or((title, ""));
        let typed = first.contains('.') && first.chars().all(|c| c.is_ascii_digit() || c == '.');
        if typed {
            (level, Some(first.trim_end_matches('.').to_owned()), rest.to_owned())
        } else {
            (level, None, title.to_owned())
        }
    };
    lines.map(heading).collect()
}

fn headings_of_page(body: &str) -> Vec<Heading> {
    let mut found: Vec<(usize, Heading)> = Vec::new();
    for level in 2..=6 {
        for inner in every(body, &format!("h{level}"), "") {
            let number = inside(inner, "span", "number").map(str::to_owned);
            let title = visible_text(inner);
            let title = title.strip_prefix(number.as_deref().unwrap_or("")).unwrap_or(&title).trim().to_owned();
            found.push((inner.as_ptr() as usize, (level, number, title)));
        }
    }
    found.sort();
    found.into_iter().map(|(_, heading)| heading).collect()
}

#[test]
fn headings_keep_the_numbers_that_were_typed_and_get_no_others() {
    for_each_seed(|seed, _, body| {
        let source = headings_of_source(&seed.body);
        assert!(source.len() >= 5, "{}", seed.name);
        assert_eq!(headings_of_page(body), source, "{}", seed.name);
    });
}

/// The first level of the contents list, numbers left out.
fn contents_titles(html: &str) -> Vec<String> {
    let list = inside(html, "nav", "Contents").unwrap();
    let (mut depth, mut titles, mut title) = (0, Vec::new(), None);
    let mut in_number = false;
    for piece in pieces(list) {
        match piece {
            Piece::Open("ol", _) => depth += 1,
            Piece::Close("ol") => depth -= 1,
            Piece::Open("a", _) if depth == 1 => title = Some(String::new()),
            Piece::Close("a") => titles.extend(title.take().map(|title: String| title.trim().to_owned())),
            Piece::Open("span", _) => in_number = true,
            Piece::Close("span") => in_number = false,
            Piece::Text(text) if !in_number => title.iter_mut().for_each(|title| title.push_str(text)),
            _ => {}
        }
    }
    // The list ends with the way to the telephone numbers, which are no heading of the author's.
    titles.retain(|title| title != "Whom to ring: all numbers");
    titles
}

#[test]
fn the_contents_list_is_the_publishers_own() {
    for_each_seed(|seed, html, _| {
        let source: Vec<String> = headings_of_source(&seed.body)
            .into_iter()
            .filter(|(level, ..)| *level == 2)
            .map(|(_, _, title)| title)
            .collect();
        assert_eq!(contents_titles(html), source, "{}", seed.name);
        if let Some(printed) = seed.front.get("contents").and_then(Value::as_array) {
            let printed: Vec<&str> = printed.iter().filter_map(Value::as_str).collect();
            assert_eq!(contents_titles(html), printed, "{}", seed.name);
        }
    });
}

#[test]
fn scope_and_amendment_stand_in_their_boxes() {
    for_each_seed(|seed, html, _| {
        let scope = inside(html, "div", "scope").map(visible_text);
        assert_eq!(scope.is_some(), text(&seed.front, "scope").is_some(), "{}", seed.name);
        if let (Some(scope), Some(written)) = (&scope, text(&seed.front, "scope")) {
            assert_eq!(words(scope)[1..], words(written), "{}", seed.name);
        }
        let amendment = inside(html, "div", "amendment").map(visible_text);
        assert_eq!(amendment.is_some(), seed.front.get("amendment").is_some(), "{}", seed.name);
        if let (Some(amendment), Some(written)) = (&amendment, seed.front.get("amendment")) {
            assert!(words(amendment).ends_with(&words(text(written, "text").unwrap())), "{}: {amendment}", seed.name);
        }
        let title = inside(html, "h1", "").map(visible_text).unwrap();
        let number = text(&seed.front, "number");
        assert!(title.trim().ends_with(text(&seed.front, "title").unwrap()), "{title}");
        assert!(number.is_none_or(|number| title.trim().starts_with(number)), "{title}");
    });
}

/// An item of a list: how deep it stands, whether it is numbered, its first words.
type Item = (usize, bool, String);

fn first_words(text: &str) -> String {
    words(text).into_iter().take(4).collect::<Vec<_>>().join(" ")
}

fn items_of_source(body: &str) -> Vec<Item> {
    let mut open: Vec<usize> = Vec::new();
    let mut items = Vec::new();
    for line in body.lines().filter(|line| !line.trim().is_empty()) {
        let indent = line.len() - line.trim_start().len();
        let Some((marker, rest)) = line.trim_start().split_once(' ') else { continue };
        let numbered = marker.strip_suffix('.').is_some_and(|number| number.parse::<u32>().is_ok());
        if marker == "-" || numbered {
            open.retain(|outer| *outer < indent);
            open.push(indent);
            items.push((open.len(), numbered, first_words(rest)));
        } else if indent == 0 {
            open.clear();
        }
    }
    items
}

fn items_of_page(body: &str) -> Vec<Item> {
    let (mut lists, mut items, mut at) = (Vec::new(), Vec::new(), 0);
    for piece in pieces(body) {
        match piece {
            Piece::Open(name @ ("ol" | "ul"), _) => lists.push(name == "ol"),
            Piece::Close("ol" | "ul") => {
                lists.pop();
            }
            Piece::Open("li", _) => {
                at = items.len();
                items.push((lists.len(), *lists.last().unwrap(), String::new()));
            }
            Piece::Close("li") => at = usize::MAX,
            Piece::Text(_) => {
                let text = visible_text(match piece {
                    Piece::Text(text) => text,
                    _ => "",
                });
                if let Some((_, _, words)) = items.get_mut(at).filter(|(_, _, words)| words.is_empty()) {
                    *words = first_words(&text);
                }
            }
            _ => {}
        }
    }
    items
}

#[test]
fn lists_are_nested_as_they_were_written() {
    for_each_seed(|seed, _, body| {
        let source = items_of_source(&seed.body);
        assert!(source.len() >= 5, "{}", seed.name);
        assert_eq!(items_of_page(body), source, "{}", seed.name);
    });
}

#[test]
fn no_word_is_lost() {
    for_each_seed(|seed, _, body| {
        let mut source = Vec::new();
        for line in seed.body.lines() {
            let heading = line.starts_with('#');
            let mut line = words(line.trim_start_matches('#'));
            match line.first().map(String::as_str) {
                Some("-") => drop(line.remove(0)),
                // A number typed before a heading loses its dot; one before an item is the list's own.
                Some(first) if first.ends_with('.') && first.len() > 1 && first[..1].parse::<u8>().is_ok() => {
                    let number = line.remove(0);
                    if heading {
                        line.insert(0, number.trim_end_matches('.').to_owned());
                    }
                }
                _ => {}
            }
            source.extend(line);
        }
        let shown = words(&visible_text(body));
        let differs = source.iter().zip(&shown).position(|(source, shown)| source != shown);
        let around = |list: &[String]| {
            let at = differs.unwrap_or(list.len().min(source.len()));
            list[at.saturating_sub(5)..(at + 5).min(list.len())].join(" ")
        };
        assert!(differs.is_none(), "{}: …{}… became …{}…", seed.name, around(&source), around(&shown));
        assert_eq!(shown.len(), source.len(), "{}", seed.name);
        assert!(source.len() > 500, "{}", seed.name);
    });
}
