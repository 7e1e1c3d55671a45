//! One message: what is said, with places for what is given to it and choices between forms.
//!
//! Takes the syntax tree of Fluent, gives a tree of our own that holds only what files of words may use: text, values that are given,
//! and choices by number or by name. The tree, and no finished text, because three readers need it: pages take it whole, templates in
//! pieces with markup between them, scripts with its places left open.

use std::borrow::Cow;
use std::collections::BTreeSet;

use icu_plurals::{PluralCategory, PluralRules};

/// A value that is given to a message.
#[derive(Clone, Debug)]
pub enum Given<'a> {
    /// A text, as it is.
    Text(Cow<'a, str>),
    /// A number, which chooses between forms.
    Number(u64),
}

impl<'a> From<&'a str> for Given<'a> {
    fn from(text: &'a str) -> Self {
        Given::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Given<'a> {
    fn from(text: &'a String) -> Self {
        Given::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Given<'_> {
    fn from(text: String) -> Self {
        Given::Text(Cow::Owned(text))
    }
}

impl From<usize> for Given<'_> {
    fn from(number: usize) -> Self {
        Given::Number(number as u64)
    }
}

impl From<u64> for Given<'_> {
    fn from(number: u64) -> Self {
        Given::Number(number)
    }
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Message(pub(super) Vec<Piece>);

/// What a message is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Words.
    Text(String),
    /// The place of a value.
    Place(String),
    /// Forms to choose from, by a value; and which of them is meant where none fits.
    Choice { of: String, cases: Vec<(String, Message)>, other: usize },
}

/// A piece of a message for whoever puts markup around what is given: words, or the name of what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Words.
    Text(String),
    /// The name of a value.
    Place(String),
}

impl Message {
    /// The message with its values, by the plural rules of its language. An empty text is the case `none`.
    pub(super) fn tell(&self, given: &[(&str, Given<'_>)], rules: Option<&PluralRules>, out: &mut String) {
        let find = |name: &str| given.iter().find(|(own, _)| *own == name).map(|(_, value)| value);
        for piece in &self.0 {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Place(name) => match find(name) {
                    Some(Given::Text(text)) => out.push_str(text),
                    Some(Given::Number(number)) => out.push_str(&number.to_string()),
                    None => {}
                },
                Piece::Choice { of, cases, other } => {
                    let named = |name: &str| cases.iter().find(|(case, _)| case == name);
                    let chosen = match find(of) {
                        Some(Given::Text(text)) => named(if text.is_empty() { "none" } else { text }),
                        Some(Given::Number(number)) => named(&number.to_string())
                            .or_else(|| named(class_word(rules.map(|rules| rules.category_for(*number))?))),
                        None => None,
                    };
                    if let Some((_, message)) = chosen.or_else(|| cases.get(*other)) {
                        message.tell(given, rules, out);
                    }
                }
            }
        }
    }

    /// The words of a message to which nothing is given.
    pub(super) fn alone(&self) -> Option<&str> {
        match self.0.as_slice() {
            [Piece::Text(text)] => Some(text),
            [] => Some(""),
            _ => None,
        }
    }

    /// The message in pieces, with what is given already in its place; nothing if it chooses by what is not.
    pub(super) fn parts(&self, given: &[(&str, Given<'_>)], rules: Option<&PluralRules>) -> Option<Vec<Part>> {
        let is_given = |name: &str| given.iter().any(|(own, _)| *own == name);
        let mut parts: Vec<Part> = Vec::new();
        for piece in &self.0 {
            match piece {
                Piece::Place(name) if !is_given(name) => parts.push(Part::Place(name.clone())),
                Piece::Choice { of, .. } if !is_given(of) => return None,
                Piece::Choice { cases, .. }
                    if !cases.iter().all(|(_, case)| case.names().into_iter().all(is_given)) =>
                {
                    return None;
                }
                piece => {
                    let mut text = String::new();
                    Message(vec![piece.clone()]).tell(given, rules, &mut text);
                    match parts.last_mut() {
                        Some(Part::Text(last)) => last.push_str(&text),
                        _ => parts.push(Part::Text(text)),
                    }
                }
            }
        }
        Some(parts)
    }

    /// What is given to the message.
    pub(super) fn names(&self) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(_) => {}
                Piece::Place(name) => {
                    names.insert(name.as_str());
                }
                Piece::Choice { of, cases, .. } => {
                    names.insert(of);
                    names.extend(cases.iter().flat_map(|(_, message)| message.names()));
                }
            }
        }
        names
    }

    /// The message as scripts fill it: every place as `{name}`, every choice as it is for a class of numbers.
    pub(super) fn with_class(&self, class: &str) -> String {
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(words) => text.push_str(words),
                Piece::Place(name) => {
                    text.push('{');
                    text.push_str(name);
                    text.push('}');
                }
                Piece::Choice { cases, other, .. } => {
                    let found = cases.iter().find(|(case, _)| case == class).or_else(|| cases.get(*other));
                    text.push_str(&found.map(|(_, message)| message.with_class(class)).unwrap_or_default());
                }
            }
        }
        text
    }
}

/// The name of a class of numbers, as CLDR and the files of words have it.
fn class_word(class: PluralCategory) -> &'static str {
    match class {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}
