//! Takes a Markdown file of a snapshot, gives what identifies it and its text: title, number, id, front matter and body.

use std::sync::Arc;

use jiff::civil::Date;

use super::front_keys::{ForeignFront, KnownIds, read_foreign_front};
use super::numbers::{number_of_both, number_of_stem, number_of_title};
use crate::model::assemble_parts::FileName;
use crate::parse::block::{Block, Inline};
use crate::parse::front_matter::read_front_matter;
use crate::parse::markdown::read_markdown;
use crate::parse::slug::anchor_of;
use crate::source::source_tree::SourceText;

/// A file of a manual that is not ours.
#[derive(Clone, Debug)]
pub struct ForeignFile {
    /// Its path within the snapshot.
    pub path: Arc<str>,
    /// What its readers call it, without its number.
    pub title: String,
    /// Its own number.
    pub number: Option<String>,
    /// What its front matter says.
    pub front: ForeignFront,
    /// Its text, without the heading that was its title.
    pub body: String,
    /// The anchors of a heading that was its title and went.
    pub title_anchors: Vec<String>,
}

/// Reads a file of `day`'s manual.
pub fn read_foreign(source: &SourceText, day: Date, known: &KnownIds, endings: &[String]) -> ForeignFile {
    let mut faults = Vec::new();
    let read = read_front_matter(source, &mut faults);
    let text: &str = &source.text;
    let (front, start) = match &read.yaml {
        Some(yaml) => (read_foreign_front(text.get(yaml.clone()).unwrap_or(""), day, known), read.body_start),
        // A first line of dashes that nothing closes is a rule across the page, not front matter.
        None if read.body_start == text.len() => (ForeignFront::default(), 0),
        None => (misplaced_front(text.get(..read.body_start).unwrap_or(""), day, known), read.body_start),
    };
    let heading = first_heading(source, start);
    let stem = FileName::of(source.path.rsplit('/').next().unwrap_or(""), endings).stem;
    let by_stem = number_of_stem(&stem);
    let given = front.title.clone();
    let named = front.name.clone().filter(|_| heading.as_ref().is_none_or(|heading| !heading.alone));
    let full = given.clone().or(named).or_else(|| heading.as_ref().map(|heading| heading.title.clone()));
    let by_title = full.as_deref().and_then(|full| {
        let own = number_of_title(full).map(|(number, _)| number);
        own.or_else(|| number_of_both(full, &stem)).map(str::to_owned)
    });
    let number = choose_number(front.number.as_ref(), by_title, by_stem.map(|(number, _)| number.to_owned()));
    let title = match &full {
        Some(full) => plain_title(full, number.as_deref()).to_owned(),
        None => title_of_stem(by_stem.map_or_else(|| trim_order(&stem), |(_, words)| words), &stem),
    };
    // One of several headings of the first level may be a section: it goes only if it surely is the title.
    let same = heading.filter(|heading| {
        let is_title = [full.as_deref(), Some(title.as_str())].contains(&Some(heading.title.as_str()));
        let numbered = number.as_deref().is_some_and(|number| heading.title.starts_with(number));
        let as_file = anchor_of(&heading.title) == anchor_of(trim_order(&stem));
        is_title && (given.is_some() || heading.alone || numbered || as_file)
    });
    let (body, title_anchors) = match same {
        Some(heading) => {
            let before = text.get(start..heading.start).unwrap_or("");
            let after = text.get(heading.end..).unwrap_or("");
            (format!("{before}{after}"), heading.anchors)
        }
        None => (text.get(start..).unwrap_or("").to_owned(), Vec::new()),
    };
    ForeignFile { path: Arc::clone(&source.path), title, number, front, body: trim_body(&body), title_anchors }
}

/// Front matter that is not opened, or stands between other lines than three dashes, is read as if it were in order.
/// Another program's, between plus signs, is kept whole.
fn misplaced_front(head: &str, day: Date, known: &KnownIds) -> ForeignFront {
    if head.is_empty() {
        return ForeignFront::default();
    }
    let whole = || ForeignFront { unread: Some(head.to_owned()), ..ForeignFront::default() };
    let dashes = |line: &&str| line.trim().len() >= 2 && line.trim().bytes().all(|byte| byte == b'-');
    if head.trim_start().starts_with("+++") {
        return whole();
    }
    let yaml: String = head.split_inclusive('\n').filter(|line| !dashes(line)).collect();
    let front = read_foreign_front(&yaml, day, known);
    if front.unread.is_some() { whole() } else { front }
}

/// A key that only names part of the number in the title or the file's name gives way to it: a regulation's `policy` is
/// the policy that it belongs to.
fn choose_number(key: Option<&(String, String)>, title: Option<String>, stem: Option<String>) -> Option<String> {
    let found = title.or(stem.clone());
    match (key, found) {
        (None, found) => found,
        (Some((number, key)), found) => {
            let longer = [found, stem].into_iter().flatten().find(|other| {
                other != number
                    && (key == "policy"
                        || other.strip_prefix(number.as_str()).is_some_and(|rest| rest.starts_with('-')))
            });
            longer.or_else(|| Some(number.clone()))
        }
    }
}

/// A title without the number that is shown before it anyway.
fn plain_title<'a>(full: &'a str, number: Option<&str>) -> &'a str {
    let rest = number.and_then(|number| full.strip_prefix(number)).unwrap_or("");
    let words = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '—' | '.'));
    if words.is_empty() || words.len() == rest.len() { full } else { words }
}

fn trim_order(stem: &str) -> &str {
    let words = stem.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '_', '.', ' ']);
    if words.is_empty() { stem } else { words }
}

/// A title made from a file's name, for a file that gives none.
fn title_of_stem(words: &str, stem: &str) -> String {
    let words = words.replace(['-', '_'], " ");
    let words = words.trim();
    let mut letters = if words.is_empty() { stem.chars() } else { words.chars() };
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// Empty lines around a text are not part of it.
fn trim_body(body: &str) -> String {
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        if !line.trim().is_empty() {
            break;
        }
        start += line.len();
    }
    body.get(start..).unwrap_or("").trim_end().to_owned()
}

/// A heading of the first level that opens a text.
struct TitleHeading {
    title: String,
    /// Whether the text has no other of its level.
    alone: bool,
    start: usize,
    end: usize,
    anchors: Vec<String>,
}

/// Only one without links and footnotes: these would be lost with it.
fn first_heading(source: &SourceText, start: usize) -> Option<TitleHeading> {
    let body = read_markdown(&source.path, &source.text, start, &mut Vec::new());
    let Some(Block::Heading(heading)) = body.blocks.first() else { return None };
    if heading.level != 1 || heading.text.is_empty() || !heading.content.iter().all(is_plain) {
        return None;
    }
    let before = source.text.get(start..heading.span.range().start)?;
    if !before.trim().is_empty() {
        return None;
    }
    let title = match &heading.typed_number {
        Some(number) => format!("{number} {}", heading.text),
        None => heading.text.to_string(),
    };
    let range = heading.span.range();
    let anchors =
        [heading.id.as_ref().map(ToString::to_string), Some(anchor_of(&title)), Some(anchor_of(&heading.text))];
    let first = |block: &&Block| matches!(block, Block::Heading(heading) if heading.level == 1);
    let alone = body.blocks.iter().filter(first).count() == 1;
    Some(TitleHeading {
        title,
        alone,
        start: range.start,
        end: range.end,
        anchors: anchors.into_iter().flatten().collect(),
    })
}

fn is_plain(inline: &Inline) -> bool {
    match inline {
        Inline::Text(_) | Inline::Resolved(_) | Inline::Code(_) | Inline::SoftBreak => true,
        Inline::Emphasis(inner) | Inline::Strong(inner) => inner.iter().all(is_plain),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str, text: &str) -> ForeignFile {
        let endings = [".md".to_owned()];
        read_foreign(&SourceText::new(path, text), jiff::civil::date(2025, 1, 1), &KnownIds::default(), &endings)
    }

    #[test]
    fn the_title_is_the_keys_else_the_headings_else_the_files_name() {
        let keyed = read("a.md", "---\ntitle: Visits\n---\n\n# Visits\n\nText.\n");
        assert_eq!((keyed.title.as_str(), keyed.body.as_str()), ("Visits", "Text."));
        let other = read("a.md", "---\ntitle: Visits\n---\n# Aims\nText.\n");
        assert_eq!((other.title.as_str(), other.body.as_str()), ("Visits", "# Aims\nText."));
        let headed = read("0200.06-Vacancies.md", "# 0200.06 Vacancies\n\n  Indented.\n");
        assert_eq!((headed.title.as_str(), headed.number.as_deref()), ("Vacancies", Some("0200.06")));
        assert_eq!(headed.body, "  Indented.");
        let bare = read("03-home_visits.md", "Text.\n");
        assert_eq!((bare.title.as_str(), bare.number), ("Home visits", None));
        let linked = read("a.md", "# See [b](b.md)\n\nText.\n");
        assert!(linked.body.starts_with("# See"));
    }

    #[test]
    fn one_heading_of_several_stays() {
        let several =
            read("retention.md", "name: Data Retention\nacronym: RP\n---\n\n# Appendices\n\nA.\n\n# Scope\n\nB.\n");
        assert_eq!(several.title, "Data Retention");
        assert!(several.body.starts_with("# Appendices") && several.front.extra.len() == 2);
        let file = read("03-our-aims.md", "# Our aims\n\nA.\n\n# Scope\n\nB.\n");
        assert_eq!((file.title.as_str(), file.body.as_str()), ("Our aims", "A.\n\n# Scope\n\nB."));
        let other = read("a.md", "# Aims\n\nA.\n\n# Scope\n\nB.\n");
        assert!(other.title == "Aims" && other.body.starts_with("# Aims"));
    }

    #[test]
    fn a_regulations_policy_is_not_its_own_number() {
        let front = |title: &str| format!("---\npolicy: \"0501.90\"\n{title}---\nText.\n");
        let titled = read("0501.90-AR-07.md", &front("title: 0501.90-AR-07 Schools of choice\n"));
        assert_eq!((titled.number.as_deref(), titled.title.as_str()), (Some("0501.90-AR-07"), "Schools of choice"));
        assert_eq!(read("0501.90-AR-07.md", &front("title: Choice\n")).number.as_deref(), Some("0501.90-AR-07"));
        assert_eq!(read("choice.md", &front("")).number.as_deref(), Some("0501.90"));
    }

    #[test]
    fn front_matter_that_is_none_stays_text() {
        assert_eq!(read("a.md", "---\n\nA rule opens this text.\n").body, "---\n\nA rule opens this text.");
        let toml = read("a.md", "+++\ntitle = \"T\"\n+++\nText.\n");
        assert_eq!((toml.body.as_str(), toml.front.unread.is_some()), ("Text.", true));
    }
}
