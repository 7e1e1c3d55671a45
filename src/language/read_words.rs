//! The text of a file of words as messages, and what is wrong with it.
//!
//! Takes text in the syntax of Fluent (projectfluent.org), of which files of words use messages, terms, values and choices. Gives
//! messages by their names. Knows neither which are needed nor in what language they are.

use std::collections::BTreeMap;
use std::ops::Range;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse_runtime;

use super::message::{Message, Piece};

/// How deeply messages may stand in one another: far more than words need, and an end to circles.
const DEEPEST: usize = 8;

/// The messages of a file, with the place of each name, and the faults: where, and what.
#[derive(Debug, Default)]
pub struct ReadWords {
    /// The messages by name.
    pub messages: BTreeMap<String, Message>,
    /// What cannot be understood.
    pub faults: Vec<(Range<usize>, String)>,
}

type Patterns<'a> = BTreeMap<String, &'a Pattern<&'a str>>;

/// Reads the text of a file of words.
pub fn read_words(text: &str) -> ReadWords {
    let mut read = ReadWords::default();
    let resource = match parse_runtime(text) {
        Ok(resource) => resource,
        Err((resource, errors)) => {
            let fault = |error: &fluent_syntax::parser::ParserError| {
                (error.pos.clone(), format!("this is no message of Fluent: {}", lower_first(&error.to_string())))
            };
            read.faults.extend(errors.iter().map(fault));
            resource
        }
    };
    let mut patterns = Patterns::new();
    for entry in &resource.body {
        match entry {
            Entry::Message(message) => {
                if let Some(value) = &message.value {
                    patterns.insert(message.id.name.to_owned(), value);
                }
            }
            Entry::Term(term) => {
                patterns.insert(format!("-{}", term.id.name), &term.value);
            }
            _ => {}
        }
    }
    for (name, pattern) in patterns.iter().filter(|(name, _)| !name.starts_with('-')) {
        match message_of(pattern, &patterns, 0) {
            Ok(message) => {
                read.messages.insert(name.clone(), message);
            }
            Err(why) => read.faults.push((place_of(text, name), format!("`{name}` cannot be said: {why}"))),
        }
    }
    read
}

/// Where a message begins.
pub(super) fn place_of(text: &str, name: &str) -> Range<usize> {
    let begins = |line: &str| line.strip_prefix(name).is_some_and(|rest| rest.trim_start().starts_with('='));
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if begins(line) {
            return at..at + name.len();
        }
        at += line.len();
    }
    0..0
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

fn message_of(pattern: &Pattern<&str>, all: &Patterns<'_>, depth: usize) -> Result<Message, String> {
    if depth > DEEPEST {
        return Err("messages stand in one another without end".to_owned());
    }
    let mut pieces: Vec<Piece> = Vec::with_capacity(pattern.elements.len());
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => push_text(&mut pieces, value),
            PatternElement::Placeable { expression } => put_expression(expression, all, depth, &mut pieces)?,
        }
    }
    Ok(Message(pieces))
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        last.push_str(text);
    } else if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
}

fn put_expression(
    expression: &Expression<&str>,
    all: &Patterns<'_>,
    depth: usize,
    pieces: &mut Vec<Piece>,
) -> Result<(), String> {
    match expression {
        Expression::Inline(inline) => put_inline(inline, all, depth, pieces),
        Expression::Select { selector, variants } => {
            let InlineExpression::VariableReference { id } = selector else {
                return Err("a choice is made by a value that is given, as in `$n`".to_owned());
            };
            let mut cases = Vec::with_capacity(variants.len());
            for variant in variants {
                let name = match &variant.key {
                    VariantKey::Identifier { name } => *name,
                    VariantKey::NumberLiteral { value } => *value,
                };
                cases.push((name.to_owned(), message_of(&variant.value, all, depth + 1)?));
            }
            let other = variants.iter().position(|variant| variant.default).unwrap_or_default();
            pieces.push(Piece::Choice { of: id.name.to_owned(), cases, other });
            Ok(())
        }
    }
}

fn put_inline(
    inline: &InlineExpression<&str>,
    all: &Patterns<'_>,
    depth: usize,
    pieces: &mut Vec<Piece>,
) -> Result<(), String> {
    let put_named = |name: &str, pieces: &mut Vec<Piece>| -> Result<(), String> {
        let pattern = all.get(name).ok_or_else(|| format!("there is no `{name}`"))?;
        for piece in message_of(pattern, all, depth + 1)?.0 {
            match piece {
                Piece::Text(text) => push_text(pieces, &text),
                piece => pieces.push(piece),
            }
        }
        Ok(())
    };
    match inline {
        InlineExpression::StringLiteral { value } => {
            push_text(pieces, &fluent_syntax::unicode::unescape_unicode_to_string(value));
        }
        InlineExpression::NumberLiteral { value } => push_text(pieces, value),
        InlineExpression::VariableReference { id } => pieces.push(Piece::Place(id.name.to_owned())),
        InlineExpression::MessageReference { id, attribute: None } => put_named(id.name, pieces)?,
        InlineExpression::TermReference { id, attribute: None, arguments: None } => {
            put_named(&format!("-{}", id.name), pieces)?;
        }
        InlineExpression::Placeable { expression } => put_expression(expression, all, depth, pieces)?,
        InlineExpression::FunctionReference { id, .. } => return Err(format!("it calls the function {}", id.name)),
        _ => return Err("attributes and terms with arguments are not used in files of words".to_owned()),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::message::Given;

    fn told(text: &str, given: &[(&str, Given<'_>)]) -> String {
        let read = read_words(text);
        assert!(read.faults.is_empty(), "{:?}", read.faults);
        let mut out = String::new();
        read.messages["m"].tell(given, None, &mut out);
        out
    }

    #[test]
    fn values_choices_and_other_messages() {
        assert_eq!(told("m = a { $x } b", &[("x", "1".into())]), "a 1 b");
        assert_eq!(told("-t = T\nn = N\nm = { -t }{ n }{ \" \" }.", &[]), "TN .");
        let choice = "m = { $x ->\n    [none] nothing\n    [two] 2\n   *[other] { $x } more\n }";
        for (given, said) in [("", "nothing"), ("two", "2"), ("9", "9 more")] {
            assert_eq!(told(choice, &[("x", given.into())]), said);
        }
    }

    #[test]
    fn what_cannot_be_said_is_told_with_its_place() {
        let text = "good = yes\nbad = { NUMBER($n) }\nround = { round }\nlost = { nothing }\nno message\n";
        let read = read_words(text);
        assert_eq!(read.messages.keys().collect::<Vec<_>>(), ["good"]);
        let places: Vec<&str> = read.faults.iter().skip(1).map(|(place, _)| text.get(place.clone()).unwrap()).collect();
        assert_eq!(places, ["bad", "lost", "round"]);
        assert!(read.faults[0].1.starts_with("this is no message of Fluent: "), "{}", read.faults[0].1);
    }
}
