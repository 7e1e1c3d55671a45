//! Judgement files: questions that readers ask, and the sections that answer them, with grades from 0 to 3.
//!
//! Takes the text of a file, TOML or a JSON object a line, gives its judgements and everything wrong with them. Whether what
//! they name is in the manual, [`super::judged_places`] says. Reads no file.
//!
//! ```toml
//! [[judgement]]
//! query = "how soon visit after referral"
//! sections = {"home-visits#how-soon" = 3, "first-contact" = 1}
//!
//! [[judgement]]
//! query = "s47"
//! answer = "urgent-meetings#enquiries"
//! ```
//!
//! `answer` is the one right section, of grade 3. In JSON Lines the same keys stand in an object a line; `source_pages`, which
//! the maker of known-item judgements writes, says nothing to us.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::Value;

use crate::config::read_toml::read_toml;
use crate::data::fields::Fields;
use crate::data::node::{Locate, Node, Step};
use crate::data::reading::Reading;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::diagnostics::reported::Reported;

/// The highest grade: the right answer.
pub const RIGHT: u8 = 3;

/// The key under which judgements stand in TOML.
const KEY: &str = "judgement";

/// What a judgement looks like, where a file begins otherwise.
const EXAMPLE: &str =
    "a judgement is `[[judgement]]`, `query = \"…\"` and `answer = \"chapter-id#anchor\"`, each on a line of its own";

/// A question and what answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The question, as a reader types it.
    pub query: String,
    /// Where it stands.
    pub place: Place,
    /// What answers it; at least one has a grade above 0.
    pub targets: Vec<Target>,
}

/// What a judgement names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// As written: `family-time#timescales`, `thresholds`, `part/page.md`.
    pub name: String,
    /// From 0 to 3.
    pub grade: u8,
    /// Where it stands.
    pub place: Place,
}

/// Reads a judgement file. What is wrong with one judgement costs no other.
pub fn read_judgements(file: &Arc<str>, text: &str) -> Reported<Vec<Judgement>> {
    let mut diagnostics = Vec::new();
    let (root, locate): (Node, Box<dyn Locate>) = if text.trim_start().starts_with('{') {
        let (root, lines) = read_lines(file, text, &mut diagnostics);
        (root, Box::new(lines))
    } else {
        let (mut tree, faults) = read_toml(text);
        diagnostics.extend(faults.into_iter().map(|fault| {
            Diagnostic::new(
                &codes::BAD_JUDGEMENT,
                Place::new(file, fault.span),
                format!("this cannot be read: {}", fault.message),
            )
            .help("a judgement is `[[judgement]]`, `query = \"…\"` and `sections = {\"chapter#section\" = 3}`")
        }));
        (std::mem::replace(&mut tree.root, Node::Null), Box::new(tree))
    };
    let reading = Reading::of_toml(file, locate.as_ref());
    let mut fields = Fields::of(&reading, &root, Vec::new());
    let groups = fields.groups(KEY);
    let entries = if let Node::Map(entries) = &root { entries.as_slice() } else { &[] };
    let others: Vec<(&str, &str, &str)> = entries.iter().map(|(key, _)| (key.as_str(), "", EXAMPLE)).collect();
    fields.finish_with(&others);
    let mut judgements = Vec::with_capacity(groups.len());
    let mut seen = HashMap::new();
    for group in groups {
        let read = read_judgement(group);
        let Some(judgement) = read else { continue };
        if let Some(first) = seen.insert(judgement.query.clone(), judgement.place.clone()) {
            let fault = Diagnostic::new(
                &codes::BAD_JUDGEMENT,
                judgement.place,
                format!("\"{}\" is asked twice", judgement.query),
            );
            diagnostics.push(fault.help("put all that answers it into one judgement").related(first, "the first time"));
        } else {
            judgements.push(judgement);
        }
    }
    diagnostics.extend(reading.into_faults());
    if judgements.is_empty() && diagnostics.is_empty() {
        let fault = Diagnostic::new(&codes::BAD_JUDGEMENT, Place::file(file), "this file holds no judgements");
        diagnostics.push(fault.help("begin with `[[judgement]]`, `query = \"…\"` and `answer = \"chapter#section\"`"));
    }
    Reported::new(judgements, diagnostics)
}

fn read_judgement(mut group: Fields<'_>) -> Option<Judgement> {
    let reading = group.reading();
    let asked = group.path_of("query");
    let query = group.required_text("query", "write the question as a reader would type it: query = \"…\"");
    let mut targets = Vec::new();
    let mut misread = false;
    if let Some(sections) = group.group("sections") {
        for (name, grade, path) in sections.entries() {
            if let Node::Integer(grade @ 0..=3) = grade {
                let grade = u8::try_from(*grade).unwrap_or(RIGHT);
                targets.push(Target { name: name.trim().to_owned(), grade, place: reading.place_of_key(&path) });
            } else {
                let help = "3 is right, 2 and 1 help, 0 would mislead".to_owned();
                let message = format!("the grade of \"{name}\" must be 0, 1, 2 or 3");
                reading.fault(&codes::BAD_JUDGEMENT, &path, message, Some(help));
                misread = true;
            }
        }
    }
    if let Some(name) = group.text("answer") {
        targets.push(Target { name, grade: RIGHT, place: reading.place_of(&group.path_of("answer")) });
    }
    group.node("note");
    group.node("source_pages");
    group.finish();
    let query = query?;
    if targets.iter().any(|target| target.grade > 0) {
        return Some(Judgement { query, place: reading.place_of(&asked), targets });
    }
    if !misread {
        let help = "name the section that answers it: answer = \"chapter#section\"".to_owned();
        reading.fault(&codes::BAD_JUDGEMENT, &asked, format!("\"{query}\" has no right answer"), Some(help));
    }
    None
}

/// The places of a file of a JSON object a line.
struct Lines {
    text: String,
    /// The bytes of the line of each judgement.
    spans: Vec<Span>,
}

impl Locate for Lines {
    /// The line; of a key or value that is a text the first place in it where that text stands in quotation marks.
    fn value(&self, path: &[Step]) -> Span {
        let item = path.iter().find_map(|step| if let Step::Item(item) = step { Some(*item) } else { None });
        let Some(line) = item.and_then(|item| self.spans.get(item)).copied() else { return Span::default() };
        let (Some(Step::Key(key, _)), Some(text)) = (path.last(), self.text.get(line.range())) else { return line };
        let Some(at) = serde_json::to_string(key).ok().and_then(|key| Some((text.find(&key)?, key.len()))) else {
            return line;
        };
        Span::new(at.0..at.0 + at.1).shifted(line.start)
    }

    fn key(&self, path: &[Step]) -> Span {
        self.value(path)
    }

    fn raw(&self, _: &[Step]) -> Option<String> {
        None
    }
}

/// Reads a JSON object a line, as the tree that TOML would be.
fn read_lines(file: &Arc<str>, text: &str, diagnostics: &mut Vec<Diagnostic>) -> (Node, Lines) {
    let mut items = Vec::new();
    let mut spans = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start..start + line.trim_end().len());
        start += line.len();
        if line.trim().is_empty() {
            continue;
        }
        match serde_json::from_str::<Value>(line) {
            Ok(value) => {
                items.push(node_of(value));
                spans.push(span);
            }
            Err(fault) => {
                // Its column counts bytes, from 1.
                let at = span.range().start + fault.column().saturating_sub(1).min(span.range().len());
                let place = Place::new(file, Span::new(at..at));
                let words = fault.to_string();
                let words = words.split(" at line ").next().unwrap_or_default();
                let fault = Diagnostic::new(&codes::BAD_JUDGEMENT, place, format!("this line is not JSON: {words}"));
                diagnostics
                    .push(fault.help("each line is an object: {\"query\": \"…\", \"answer\": \"chapter#section\"}"));
            }
        }
    }
    (Node::Map(vec![(KEY.to_owned(), Node::List(items))]), Lines { text: text.to_owned(), spans })
}

fn node_of(value: Value) -> Node {
    match value {
        Value::Null => Node::Null,
        Value::Bool(flag) => Node::Flag(flag),
        Value::Number(number) => {
            number.as_i64().map_or_else(|| Node::Decimal(number.as_f64().unwrap_or(f64::NAN)), Node::Integer)
        }
        Value::String(text) => Node::Text(text),
        Value::Array(items) => Node::List(items.into_iter().map(node_of).collect()),
        Value::Object(keys) => Node::Map(keys.into_iter().map(|(key, value)| (key, node_of(value))).collect()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (Vec<Judgement>, Vec<String>) {
        let read = read_judgements(&Arc::from("judgements"), text);
        let place = |span: Span| text.get(span.range()).unwrap_or("?").to_owned();
        let told = read.diagnostics.iter().map(|fault| format!("{}: {}", place(fault.place.span), fault.message));
        (read.value, told.collect())
    }

    #[test]
    fn both_forms_say_the_same() {
        let (toml, told) = read(
            "[[judgement]]\nquery = \"how soon\"\nsections = {\"visits#soon\" = 3, \"thresholds\" = 1}\n\n[[judgement]]\nquery = \"s47\"\nanswer = \"law#s47\"\n",
        );
        assert_eq!(told, [""; 0]);
        let (json, told) = read(
            "{\"query\": \"how soon\", \"sections\": {\"visits#soon\": 3, \"thresholds\": 1}}\n\n{\"query\":\"s47\",\"answer\":\"law#s47\",\"source_pages\":2}",
        );
        assert_eq!(told, [""; 0]);
        let plain = |judgements: &[Judgement]| {
            let targets =
                |one: &Judgement| one.targets.iter().map(|to| (to.name.clone(), to.grade)).collect::<Vec<_>>();
            judgements.iter().map(|one| (one.query.clone(), targets(one))).collect::<Vec<_>>()
        };
        assert_eq!(plain(&toml), plain(&json));
        let grades = [("visits#soon".to_owned(), 3), ("thresholds".to_owned(), 1)];
        assert_eq!(plain(&toml).first(), Some(&("how soon".to_owned(), grades.to_vec())));
    }

    #[test]
    fn who_names_the_table_otherwise_sees_a_judgement() {
        let help = |text: &str| {
            let read = read_judgements(&Arc::from("judgements"), text);
            read.diagnostics.iter().filter_map(|fault| fault.help.clone()).collect::<Vec<_>>().join("\n")
        };
        assert_eq!(help("[[question]]\nquery = \"a\"\nanswer = \"b#c\"\n"), EXAMPLE);
        assert_eq!(help("query = \"a\"\nanswer = \"b#c\"\n"), [EXAMPLE, EXAMPLE].join("\n"));
        assert_eq!(help("[[judgements]]\nquery = \"a\"\nanswer = \"b#c\"\n"), "did you mean `judgement`?");
    }

    #[test]
    fn every_fault_is_told_where_it_stands() {
        let (kept, told) = read(
            "[[judgement]]\nquery = \"a\"\nsections = {\"x#y\" = 4, \"z\" = 2}\n[[judgement]]\nquery = \"b\"\n[[judgement]]\nquery = \"c\"\nsections = {z = 0}\n[[judgement]]\nqeury = \"d\"\nanswer = \"z\"\n[[judgement]]\nquery = \"a\"\nanswer = \"z\"\n",
        );
        assert_eq!(kept.len(), 1);
        assert_eq!(
            told,
            [
                "\"a\": \"a\" is asked twice",
                "4: the grade of \"x#y\" must be 0, 1, 2 or 3",
                "\"b\": \"b\" has no right answer",
                "\"c\": \"c\" has no right answer",
                "[[judgement]]: item 4 of `judgement` has no `query`",
                "qeury: `qeury` is not a key that item 4 of `judgement` can have",
            ]
        );
        let (kept, told) = read(
            "{\"query\": \"a\", \"answer\": \"z\"}\n{\"query\": \"b\", answer}\n{\"query\": \"c\", \"sections\": {\"z\": \"3\"}}\n[1]\n",
        );
        assert_eq!(kept.len(), 1);
        assert_eq!(
            told,
            [
                ": this line is not JSON: key must be a string",
                "[1]: item 3 of `judgement` must be a group of keys, not a list",
                "\"z\": the grade of \"z\" must be 0, 1, 2 or 3",
            ]
        );
        for nothing in ["", "# a note\n", "\u{feff}", "[[judgement]]", "{", "judgement = 7", "{}"] {
            let (kept, told) = read(nothing);
            assert!(kept.is_empty() && !told.is_empty(), "{nothing:?}");
        }
    }
}
