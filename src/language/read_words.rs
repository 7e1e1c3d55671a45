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
/// How deeply braces and brackets may stand in one another: the parser goes down with them, and a thread has no more than its stack.
const DEEPEST_BRACES: usize = 64;
/// The longest message, in bytes and pieces, with all that it takes from others: a few that double each other would fill the memory.
const LONGEST: usize = 20_000;

/// The messages of a file, with the place of each name, and the faults: where, and what.
#[derive(Debug, Default)]
pub struct ReadWords {
    /// The messages by name.
    pub messages: BTreeMap<String, Message>,
    /// Where their names stand, and those of messages that cannot be said.
    pub places: BTreeMap<String, Range<usize>>,
    /// What cannot be understood.
    pub faults: Vec<(Range<usize>, String)>,
}

impl ReadWords {
    /// Where the name of a message stands.
    pub fn place_of(&self, name: &str) -> Range<usize> {
        self.places.get(name).cloned().unwrap_or(0..0)
    }
}

/// Reads the text of a file of words.
pub fn read_words(text: &str) -> ReadWords {
    let mut read = ReadWords::default();
    if let Some(at) = too_deep(text) {
        read.faults.push((at..at + 1, "braces stand in one another more deeply than words need".to_owned()));
        return read;
    }
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
    read.places = places_of_names(text);
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
        let mut expansion = Expansion { all: &patterns, left: LONGEST };
        match expansion.message_of(pattern, 0) {
            Ok(message) => {
                read.messages.insert(name.clone(), message);
            }
            Err(why) => read.faults.push((read.place_of(name), format!("`{name}` cannot be said: {why}"))),
        }
    }
    read
}

/// Where braces, and brackets within them, stand too deeply in one another, if they do. Each message begins anew.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    let mut begins = true;
    for (at, byte) in text.bytes().enumerate() {
        if std::mem::replace(&mut begins, byte == b'\n') {
            quoted = false;
            if byte.is_ascii_alphabetic() || byte == b'-' {
                depth = 0;
            }
        }
        if quoted {
            quoted = escaped || byte != b'"';
            escaped = !escaped && byte == b'\\';
            continue;
        }
        match byte {
            b'"' if depth > 0 => quoted = true,
            b'{' => depth += 1,
            b'(' if depth > 0 => depth += 1,
            b'}' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST_BRACES {
            return Some(at);
        }
    }
    None
}

/// Where each message's name stands: at the beginning of a line, before an equals sign. The first counts.
fn places_of_names(text: &str) -> BTreeMap<String, Range<usize>> {
    let mut places = BTreeMap::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some((name, _)) = line.split_once('=') {
            let name = name.trim_end();
            if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                places.entry(name.to_owned()).or_insert(at..at + name.len());
            }
        }
        at += line.len();
    }
    places
}

fn lower_first(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_lowercase).chain(letters).collect()
}

type Patterns<'a> = BTreeMap<String, &'a Pattern<&'a str>>;

/// One message on the way from the syntax tree, with all that it takes from others.
struct Expansion<'a> {
    all: &'a Patterns<'a>,
    /// What may still be added to it.
    left: usize,
}

impl Expansion<'_> {
    fn message_of(&mut self, pattern: &Pattern<&str>, depth: usize) -> Result<Message, String> {
        if depth > DEEPEST {
            return Err("messages stand in one another without end".to_owned());
        }
        let mut pieces: Vec<Piece> = Vec::with_capacity(pattern.elements.len());
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.put_text(value, &mut pieces)?,
                PatternElement::Placeable { expression } => self.put_expression(expression, depth, &mut pieces)?,
            }
        }
        Ok(Message(pieces))
    }

    /// Takes a part of what may be added.
    fn spend(&mut self, length: usize) -> Result<(), String> {
        let left = self.left.checked_sub(length + 1);
        self.left = left.ok_or_else(|| format!("with all that stands in it, it is longer than {LONGEST} bytes"))?;
        Ok(())
    }

    fn put_text(&mut self, text: &str, pieces: &mut Vec<Piece>) -> Result<(), String> {
        self.spend(text.len())?;
        push_text(pieces, text);
        Ok(())
    }

    fn put_expression(
        &mut self,
        expression: &Expression<&str>,
        depth: usize,
        pieces: &mut Vec<Piece>,
    ) -> Result<(), String> {
        let (selector, variants) = match expression {
            Expression::Inline(inline) => return self.put_inline(inline, depth, pieces),
            Expression::Select { selector, variants } => (selector, variants),
        };
        let InlineExpression::VariableReference { id } = selector else {
            return Err("a choice is made by a value that is given, as in `$n`".to_owned());
        };
        let mut cases = Vec::with_capacity(variants.len());
        for variant in variants {
            let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) = &variant.key;
            self.spend(name.len())?;
            cases.push(((*name).to_owned(), self.message_of(&variant.value, depth + 1)?));
        }
        let other = variants.iter().position(|variant| variant.default).unwrap_or_default();
        pieces.push(Piece::Choice { of: id.name.to_owned(), cases, other });
        Ok(())
    }

    fn put_inline(
        &mut self,
        inline: &InlineExpression<&str>,
        depth: usize,
        pieces: &mut Vec<Piece>,
    ) -> Result<(), String> {
        match inline {
            InlineExpression::StringLiteral { value } => {
                self.put_text(&fluent_syntax::unicode::unescape_unicode_to_string(value), pieces)
            }
            InlineExpression::NumberLiteral { value } => self.put_text(value, pieces),
            InlineExpression::VariableReference { id } => {
                self.spend(id.name.len())?;
                pieces.push(Piece::Place(id.name.to_owned()));
                Ok(())
            }
            InlineExpression::MessageReference { id, attribute: None } => self.put_named(id.name, depth, pieces),
            InlineExpression::TermReference { id, attribute: None, arguments: None } => {
                self.put_named(&format!("-{}", id.name), depth, pieces)
            }
            InlineExpression::Placeable { expression } => self.put_expression(expression, depth, pieces),
            InlineExpression::FunctionReference { id, .. } => Err(format!("it calls the function {}", id.name)),
            _ => Err("attributes and terms with arguments are not used in files of words".to_owned()),
        }
    }

    fn put_named(&mut self, name: &str, depth: usize, pieces: &mut Vec<Piece>) -> Result<(), String> {
        self.spend(0)?;
        let pattern = *self.all.get(name).ok_or_else(|| format!("there is no `{name}`"))?;
        for piece in self.message_of(pattern, depth + 1)?.0 {
            match piece {
                Piece::Text(text) => push_text(pieces, &text),
                piece => pieces.push(piece),
            }
        }
        Ok(())
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    if let Some(Piece::Text(last)) = pieces.last_mut() {
        last.push_str(text);
    } else if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
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
        let places: Vec<&str> = read.faults.iter().skip(1).filter_map(|(place, _)| text.get(place.clone())).collect();
        assert_eq!(places, ["bad", "lost", "round"]);
        assert!(read.faults[0].1.starts_with("this is no message of Fluent: "), "{}", read.faults[0].1);
    }

    #[test]
    fn no_file_takes_more_than_there_is() {
        for open in ["{", "{ F(", "{ $x ->\n *[a] "] {
            let read = read_words(&format!("fine = yes\nm = {}", open.repeat(200_000)));
            assert!(read.faults[0].1.starts_with("braces stand in one another"), "{open}: {:?}", read.faults);
        }
        let doubled: Vec<String> =
            (1..=7).map(|n| format!("-t{n} = {}", format!("{{ -t{} }}", n - 1).repeat(30))).collect();
        let doubled = doubled.join("\n");
        for first in ["lol", "{ \"\" }", "{ $x }"] {
            let read = read_words(&format!("-t0 = {first}\n{doubled}\nm = {{ -t7 }}\ngood = yes\n"));
            assert_eq!(read.messages.keys().collect::<Vec<_>>(), ["good"]);
            assert!(read.faults[0].1.ends_with("is longer than 20000 bytes"), "{:?}", read.faults);
        }
    }

    #[test]
    fn braces_in_quotation_marks_are_no_braces() {
        let text = format!("m = {}", "{ \"{\" }{ \"\\\"(\" }".repeat(100));
        assert!(told(&text, &[]).starts_with("{\"({\"("));
    }
}
