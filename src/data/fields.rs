//! Reads the keys of a group one by one, and reports every key that is unknown, missing, repeated or of the wrong kind.
//!
//! Takes a [`Node`] and a way to find places; gives plain values. The keys that were asked for are the keys that are
//! known, so that no second list can fall behind.

use std::collections::{HashMap, HashSet};

use jiff::Span as Length;
use jiff::civil::Date;

use super::certain::{meant_date, meant_key, without_curly_quotes};
use super::dates::{parse_date, parse_duration};
use super::node::{KeyPath, Node, Step};
use super::reading::Reading;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::{did_you_mean, did_you_mean_key};

/// The keys of one group.
pub struct Fields<'a> {
    pub(super) reading: &'a Reading<'a>,
    entries: &'a [(String, Node)],
    path: KeyPath,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// The keys of a node that must be a group; anything else is reported and read as an empty group.
    pub fn of(reading: &'a Reading<'a>, node: &'a Node, path: KeyPath) -> Self {
        let entries = match node {
            Node::Map(entries) => entries.as_slice(),
            other => {
                let (message, help) = if path.is_empty() {
                    (format!("this must be lines of the form `key: value`, not {}", other.kind()), None)
                } else {
                    let help = "write its keys below it, each on a line of its own and further in".to_owned();
                    (format!("{} must be a group of keys, not {}", name_of(&path), other.kind()), Some(help))
                };
                reading.fault(reading.wrong, &path, message, help);
                &[]
            }
        };
        let fields = Fields { reading, entries, path, known: Vec::new() };
        fields.report_repeated();
        fields
    }

    /// The same, and nothing where the node is no group: what it lacks need not be said.
    pub fn of_map(reading: &'a Reading<'a>, node: &'a Node, path: KeyPath) -> Option<Self> {
        let fields = Fields::of(reading, node, path);
        matches!(node, Node::Map(_)).then_some(fields)
    }

    fn report_repeated(&self) {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (key, _) in self.entries {
            let count = counts.entry(key).or_default();
            let earlier = *count;
            *count += 1;
            if earlier > 0 {
                let (first, again) = (self.step(key, 0), self.step(key, earlier));
                let first = self.reading.place(self.reading.locate.key(&first));
                let again = self.reading.place(self.reading.locate.key(&again));
                let fault = Diagnostic::new(&codes::DUPLICATE_KEY, again, format!("`{key}` stands twice"))
                    .help("keep one of the two")
                    .related(first, format!("the first `{key}`"));
                self.reading.push(fault);
            }
        }
    }

    fn step(&self, key: &str, nth: usize) -> KeyPath {
        let mut path = self.path.clone();
        path.push(Step::Key(key.to_owned(), nth));
        path
    }

    /// The path of a key of this group.
    pub fn path_of(&self, key: &str) -> KeyPath {
        self.step(key, 0)
    }

    /// What the group is called in a message.
    pub fn name(&self) -> String {
        name_of(&self.path)
    }

    /// The reading that this group belongs to.
    pub fn reading(&self) -> &'a Reading<'a> {
        self.reading
    }

    /// The value of a key; nothing when it is absent or `null`.
    pub fn node(&mut self, key: &'static str) -> Option<&'a Node> {
        self.present(key).filter(|node| **node != Node::Null)
    }

    fn present(&mut self, key: &'static str) -> Option<&'a Node> {
        self.known.push(key);
        let found = self.entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)?;
        let items = if let Node::List(items) = found { items.as_slice() } else { std::slice::from_ref(found) };
        for text in items.iter().filter_map(|item| if let Node::Text(text) = item { Some(text) } else { None }) {
            self.question_characters(key, text);
        }
        Some(found)
    }

    /// Characters that no reader sees do not stand in the file where they are written as escapes: only here.
    fn question_characters(&self, key: &str, text: &str) {
        let unseen = |c: &char| c.is_control() && !matches!(c, '\n' | '\t') || matches!(c, '\u{FFFE}' | '\u{FFFF}');
        let turns = |c: &char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
        let found = text.chars().find(unseen).map(|c| (&codes::CONTROL_CHARACTER, "the control character", c));
        let found = found.or(text.chars().find(turns).map(|c| (&codes::HIDDEN_CHARACTER, "a direction override,", c)));
        if let Some((code, what, c)) = found {
            // One that stands in the file itself was reported where it stands.
            if self.reading.locate.raw(&self.path_of(key)).is_some_and(|raw| raw.contains(c)) {
                return;
            }
            let message = format!("`{key}` holds {what} U+{:04X}", u32::from(c));
            self.reading.fault(code, &self.path_of(key), message, Some("take it out".to_owned()));
        }
    }

    /// Whether a key stands there, `null` included.
    pub fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|(name, _)| name == key)
    }

    /// Reports a value that is not of the kind it must be.
    pub(super) fn wrong(&self, key: &str, wanted: &str, found: &Node, help: Option<String>) {
        let message = format!("`{key}` must be {wanted}, not {}", found.kind());
        self.reading.fault(self.reading.wrong, &self.path_of(key), message, help);
    }

    /// A text.
    pub fn text(&mut self, key: &'static str) -> Option<String> {
        match self.node(key)? {
            Node::Text(text) if text.trim().is_empty() => None,
            Node::Text(text) => {
                self.question_marks(key, text);
                Some(text.trim().to_owned())
            }
            other => {
                let raw =
                    self.reading.locate.raw(&self.path_of(key)).filter(|raw| raw.len() < 80 && !raw.contains('\n'));
                let help = match other {
                    Node::List(_) | Node::Map(_) => None,
                    _ => raw.map(|raw| {
                        format!(
                            "if the text {raw} is meant, put it in quotation marks: {key}{} \"{raw}\"",
                            self.reading.sign
                        )
                    }),
                };
                self.wrong(key, "text", other, help);
                None
            }
        }
    }

    /// A text that must be there.
    pub fn required_text(&mut self, key: &'static str, why: &str) -> Option<String> {
        let found = self.present(key).cloned();
        match found {
            Some(Node::Text(text)) if !text.trim().is_empty() => {
                // Other readers of YAML take these for numbers and answers.
                let number = text.bytes().all(|b| b.is_ascii_digit());
                let answer = ["no", "yes", "on", "off"].iter().any(|word| text.eq_ignore_ascii_case(word));
                if (number || answer) && self.is_bare(key, &text) {
                    let help = format!(
                        "if the text {text} is meant, put it in quotation marks: {key}{} \"{text}\"",
                        self.reading.sign
                    );
                    let taken_for = if number { Node::Integer(0) } else { Node::Flag(false) };
                    self.wrong(key, "text", &taken_for, Some(help));
                }
                self.question_marks(key, &text);
                Some(text.trim().to_owned())
            }
            Some(Node::Null | Node::Text(_)) => {
                let message = format!("`{key}` is empty");
                self.reading.fault(self.reading.wrong, &self.path_of(key), message, Some(why.to_owned()));
                None
            }
            Some(_) => self.text(key),
            None => {
                let mut fault = self.reading.place(self.reading.locate.key(&self.path));
                fault.span.end = fault.span.end.max(fault.span.start);
                let message = match self.path.as_slice() {
                    [] => format!("`{key}` is missing"),
                    _ => format!("{} has no `{key}`", self.name()),
                };
                let fault = Diagnostic::new(&codes::MISSING_KEY, fault, message).help(why);
                self.reading.push(fault);
                None
            }
        }
    }

    fn is_bare(&self, key: &str, text: &str) -> bool {
        self.reading.locate.raw(&self.path_of(key)).is_some_and(|raw| raw.trim() == text)
    }

    /// A label that may look like a number (`2.10`, `1`): always the text as written.
    pub fn label(&mut self, key: &'static str) -> Option<String> {
        match self.node(key)? {
            Node::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            Node::Integer(number) => Some(number.to_string()),
            Node::Decimal(number) => Some(
                self.reading.locate.raw(&self.path_of(key)).map_or(number.to_string(), |raw| raw.trim().to_owned()),
            ),
            other => {
                self.wrong(key, "text", other, None);
                None
            }
        }
    }

    /// True or false; absent is `absent`.
    pub fn flag(&mut self, key: &'static str, absent: bool) -> bool {
        match self.node(key) {
            None => absent,
            Some(Node::Flag(flag)) => *flag,
            Some(other) => {
                self.wrong(key, "true or false", other, None);
                absent
            }
        }
    }

    /// A whole number within bounds.
    pub fn integer(&mut self, key: &'static str, bounds: std::ops::RangeInclusive<i64>) -> Option<i64> {
        match self.node(key)? {
            Node::Integer(number) if bounds.contains(number) => Some(*number),
            Node::Integer(number) => {
                let message = format!("`{key}` is {number}; it must be from {} to {}", bounds.start(), bounds.end());
                self.reading.fault(self.reading.wrong, &self.path_of(key), message, None);
                None
            }
            other => {
                self.wrong(key, "a whole number", other, None);
                None
            }
        }
    }

    /// A civil date.
    pub fn date(&mut self, key: &'static str) -> Option<Date> {
        let node = self.node(key)?;
        let Node::Text(text) = node else {
            self.wrong(key, "a date such as 2026-11-04", node, None);
            return None;
        };
        match parse_date(text.trim()) {
            Ok(date) => Some(date),
            Err(why) => {
                let message = format!("`{key}`: {} cannot be read as a date", text.trim());
                let meant = meant_date(text);
                let words = (text.trim(), meant.as_deref());
                self.reading.push(self.reading.mended(&codes::BAD_DATE, &self.path_of(key), message, words).help(why));
                None
            }
        }
    }

    /// A length of time, with the text as written.
    pub fn duration(&mut self, key: &'static str) -> Option<(Length, String)> {
        let node = self.node(key)?;
        let Node::Text(text) = node else {
            self.wrong(key, "a length of time such as \"12 months\"", node, None);
            return None;
        };
        match parse_duration(text) {
            Ok(length) => Some((length, text.trim().to_owned())),
            Err(why) => {
                let message = format!("`{key}`: \"{}\" cannot be read as a length of time", text.trim());
                let small = without_curly_quotes(text).unwrap_or(text.trim()).to_lowercase();
                let meant = Some(small.as_str()).filter(|small| parse_duration(small).is_ok());
                let words = (text.trim(), meant);
                let fault = self.reading.mended(&codes::BAD_DURATION, &self.path_of(key), message, words);
                self.reading.push(fault.help(why));
                None
            }
        }
    }

    /// One of some words.
    pub fn choice<T: Copy>(&mut self, key: &'static str, choices: &[(&'static str, T)]) -> Option<T> {
        let text = self.text(key)?;
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == text) {
            return Some(*value);
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        let choices = format!("choose one of {}", words.join(", "));
        let help = match did_you_mean(&text, words.iter().copied()) {
            Some(near) => format!("{near} {choices}"),
            None => choices,
        };
        let message = format!("`{key}` cannot be \"{text}\"");
        let plain = without_curly_quotes(&text).unwrap_or(&text).to_lowercase();
        let meant = words.iter().copied().find(|word| *word == plain);
        let fault = self.reading.mended(&codes::BAD_CHOICE, &self.path_of(key), message, (&text, meant));
        self.reading.push(fault.help(help));
        None
    }

    /// Every entry of a group whose keys are the author's own, with the key's path; each key counts as known.
    pub fn entries(&self) -> impl Iterator<Item = (&'a str, &'a Node, KeyPath)> + use<'a> {
        let base = self.path.clone();
        self.entries.iter().map(move |(key, node)| {
            let mut path = base.clone();
            path.push(Step::Key(key.clone(), 0));
            (key.as_str(), node, path)
        })
    }

    /// Ends the reading of this group: whatever was never asked for is unknown.
    pub fn finish(self) {
        self.finish_with(&[]);
    }

    /// The same. Of some unknown keys it is known what they are elsewhere: the key, the one of ours that may be meant, and
    /// what to do.
    pub fn finish_with(self, elsewhere: &[(&str, &str, &str)]) {
        let mut seen: HashSet<&str> = HashSet::new();
        for (key, _) in self.entries {
            if self.known.contains(&key.as_str()) || !seen.insert(key) {
                continue;
            }
            let plain = key.trim_matches(['“', '”', '‘', '’', '"', '\'']);
            let help = if self.known.contains(&plain) {
                Some(format!("write the key without quotation marks: `{plain}`"))
            } else {
                did_you_mean_key(key, self.known.iter().copied())
            };
            let once = self.entries.iter().filter(|(other, _)| other == key).count() == 1;
            let meant = meant_key(key, &self.known).filter(|meant| once && !self.has(meant));
            let foreign = elsewhere.iter().find(|(foreign, ours, _)| foreign == key && !self.has(ours));
            let foreign = foreign.filter(|_| meant.is_none());
            let help = foreign.map(|(_, _, words)| (*words).to_owned()).or(help);
            let help = help.or_else(|| {
                let free = self.path.is_empty() && self.known.contains(&"extra");
                free.then(|| {
                    "take it out; or, to keep it, put it below a line `extra:`, two spaces further in".to_owned()
                })
            });
            let help = help.or_else(|| {
                let few = !self.known.is_empty() && self.known.len() <= 16;
                few.then(|| format!("its keys are {}", self.known.join(", ")))
            });
            let message = format!("`{key}` is not a key that {} can have", name_of(&self.path));
            let place = self.reading.place(self.reading.locate.key(&self.step(key, 0)));
            let mut fault = Diagnostic::new(self.reading.unknown, place.clone(), message).maybe_help(help);
            // The key as written, and nothing about it: not one that stands in quotation marks of its own.
            if let Some(meant) = meant.filter(|_| place.span.range().len() == key.len()) {
                fault = fault.mend(place, meant);
            }
            self.reading.push(fault);
        }
    }
}

fn name_of(path: &[Step]) -> String {
    let key = path.iter().rev().find_map(|step| match step {
        Step::Key(key, _) => Some(key.as_str()),
        Step::Item(_) => None,
    });
    match (key, path.last()) {
        (Some(key), Some(Step::Item(index))) => format!("item {} of `{key}`", index + 1),
        (Some(key), _) => format!("`{key}`"),
        (None, _) => "this file".to_owned(),
    }
}
