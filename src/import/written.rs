//! Takes an edition and where it is to stand, gives its file: our front matter, keys from elsewhere under `extra` as they
//! were written, and the text. Decides nothing.

use std::fmt::Write as _;

use super::editions::ImportedEdition;
use super::foreign::ForeignFile;
use super::front_keys::{Entry, ForeignFront};
use super::names::Target;
use crate::data::dates::long_date;
use crate::data::node::Node;
use crate::parse::yaml::read_yaml;

/// The most YAML that is read again, to see that `extra` says what it said.
const LARGEST: usize = 64 * 1024;

/// The file of an edition; `version` counts from 1.
pub fn edition_text(edition: &ImportedEdition<'_>, target: &Target, version: usize) -> String {
    let Some(file) = edition.newest() else { return String::new() };
    let mut text = String::from("---\n");
    if target.id_written {
        let _ = writeln!(text, "id: {}", target.id);
    }
    head_lines(&mut text, file);
    let _ = write!(text, "version: \"{version}\"\neffective_from: {}\n", edition.from);
    if file.front.draft {
        text.push_str("draft: true\n");
    }
    for lines in &file.front.ours {
        text.push_str(lines);
    }
    if let Some(on) = edition.withdrawn_on {
        let _ = writeln!(text, "withdrawn: {{on: {on}, reason: {}}}", quoted(&gone_note(on)));
    }
    text.push_str("amendments:\n");
    let _ = writeln!(
        text,
        "  - date: {}\n    type: {}\n    note: {}",
        edition.from,
        edition.change.kind(),
        quoted(&edition.note)
    );
    if let Some(on) = edition.withdrawn_on {
        let _ = writeln!(text, "  - date: {on}\n    type: withdrawn\n    note: {}", quoted(&gone_note(on)));
    }
    text.push_str(&extra(&file.front));
    finish(text, &edition.body)
}

fn gone_note(on: jiff::civil::Date) -> String {
    format!("Not in the manual of {}.", long_date(on))
}

/// The file of an introduction, which has no editions.
pub fn introduction_text(file: &ForeignFile, body: &str) -> String {
    let mut text = String::from("---\n");
    head_lines(&mut text, file);
    text.push_str(&extra(&file.front));
    finish(text, body)
}

/// The file of an introduction that nobody wrote.
pub fn empty_introduction(title: &str) -> String {
    format!("---\ntitle: {}\n---\n", quoted(title))
}

fn head_lines(text: &mut String, file: &ForeignFile) {
    let _ = writeln!(text, "title: {}", quoted(&file.title));
    if let Some(number) = &file.number {
        let _ = writeln!(text, "number: {}", quoted(number));
    }
}

fn finish(mut text: String, body: &str) -> String {
    text.push_str("---\n");
    if !body.is_empty() {
        text.push('\n');
        text.push_str(body);
        text.push('\n');
    }
    text
}

/// Text in quotation marks, as YAML and JSON both read it.
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() || c == '\u{FEFF}' || c == '\u{2028}' || c == '\u{2029}' => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// The free keys, with a line `extra:` above them; empty without any.
fn extra(front: &ForeignFront) -> String {
    let comments = front.comments.iter().fold(String::new(), |lines, comment| lines + comment + "\n");
    if let Some(unread) = &front.unread {
        return format!("{comments}extra:\n  front_matter: {}\n", quoted(unread));
    }
    if front.extra.is_empty() {
        return comments;
    }
    let as_written = extra_as_written(&front.extra).map(|lines| format!("extra:\n{lines}"));
    let as_values = || {
        front.extra.iter().fold("extra:\n".to_owned(), |mut lines, entry| {
            let _ = writeln!(lines, "  {}: {}", quoted(&entry.key), flow_of(&entry.value));
            lines
        })
    };
    comments + &as_written.filter(|text| says_the_same(text, &front.extra)).unwrap_or_else(as_values)
}

/// The lines of keys as they were, two places further in.
fn extra_as_written(entries: &[Entry]) -> Option<String> {
    let mut lines = String::new();
    for entry in entries {
        for line in entry.lines.as_ref()?.lines() {
            if line.trim().is_empty() {
                lines.push('\n');
            } else {
                let _ = writeln!(lines, "  {line}");
            }
        }
    }
    Some(lines.trim_end().to_owned() + "\n")
}

fn says_the_same(text: &str, entries: &[Entry]) -> bool {
    let Ok(Node::Map(map)) = read_yaml(text, LARGEST) else { return false };
    let Some((_, Node::Map(extra))) = map.first() else { return false };
    map.len() == 1
        && extra.len() == entries.len()
        && extra.iter().zip(entries).all(|((key, value), entry)| *key == entry.key && *value == entry.value)
}

/// A value on one line.
fn flow_of(value: &Node) -> String {
    match value {
        Node::Null => "null".to_owned(),
        Node::Flag(flag) => flag.to_string(),
        Node::Integer(number) => number.to_string(),
        Node::Decimal(number) if number.is_finite() => format!("{number:?}"),
        Node::Decimal(number) => quoted(&number.to_string()),
        Node::Text(text) => quoted(text),
        Node::List(items) => format!("[{}]", items.iter().map(flow_of).collect::<Vec<_>>().join(", ")),
        Node::Map(map) => {
            let entries: Vec<String> =
                map.iter().map(|(key, value)| format!("{}: {}", quoted(key), flow_of(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::front_keys::{KnownIds, read_foreign_front};

    fn extra_of(yaml: &str) -> String {
        extra(&read_foreign_front(yaml, jiff::civil::date(2025, 1, 1), &KnownIds::default()))
    }

    #[test]
    fn keys_from_elsewhere_stay_as_written() {
        let yaml = "kind: AR # why\nlegal: 0601.20\ntags:\n- a\n- \"b\"\nnote: |\n  two\n\n  lines\n";
        assert_eq!(
            extra_of(yaml),
            "extra:\n  kind: AR # why\n  legal: 0601.20\n  tags:\n  - a\n  - \"b\"\n  note: |\n    two\n\n    lines\n"
        );
    }

    #[test]
    fn what_cannot_be_moved_as_text_is_moved_as_value() {
        assert_eq!(extra_of("{kind: AR, legal: [x, 1.5]}"), "extra:\n  \"kind\": \"AR\"\n  \"legal\": [\"x\", 1.5]\n");
        assert_eq!(extra_of("a: 'x\n\ty'\nb: 1\n").lines().next(), Some("extra:"));
        assert_eq!(extra_of("a: [b"), "extra:\n  front_matter: \"a: [b\"\n");
    }
}
