//! Takes YAML text, gives a [`Node`] tree, or the fault that stopped it; and finds places in the text afterwards.
//!
//! Places are not kept: the text is read again when one is wanted, which is only when something is wrong.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_yaml::Deserializer as YamlDeserializer;

use super::yaml_entries::{Rereading, YamlEntries, token_length};
use crate::data::node::{Locate, Node, Step};
use crate::diagnostics::place::Span;

/// The deepest nesting of brackets that is read.
const DEEPEST: usize = 48;

/// Why YAML could not be read.
pub enum YamlFault {
    /// Too large or too deep to be meant.
    TooLarge {
        /// Where the bound was passed.
        at: usize,
        /// Which bound.
        message: String,
    },
    /// Not YAML.
    Syntax {
        /// Where, in bytes of the YAML.
        at: usize,
        /// What the reader of YAML says.
        message: String,
    },
}

/// Reads YAML of at most `most` bytes.
///
/// # Errors
/// The first fault in the syntax (YAML cannot be read past it).
pub fn read_yaml(text: &str, most: usize) -> Result<Node, YamlFault> {
    if text.len() > most {
        let message = format!("this is {} KiB long; {} KiB is the most", text.len() / 1024, most / 1024);
        return Err(YamlFault::TooLarge { at: 0, message });
    }
    if let Some(at) = too_deep(text) {
        let message = format!("brackets or dashes are nested more than {DEEPEST} deep");
        return Err(YamlFault::TooLarge { at, message });
    }
    NodeSeed.deserialize(YamlDeserializer::from_str(text)).map_err(|error| {
        let message = error.to_string();
        let at = opening(text, &message).or_else(|| Some(error.location()?.index())).unwrap_or(0);
        let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
        YamlFault::Syntax { at: at.min(text.len()), message }
    })
}

/// Where a quotation mark or bracket opens that is never closed: the end, where reading stopped, helps nobody.
fn opening(text: &str, message: &str) -> Option<usize> {
    let (_, context) = message
        .split_once("while scanning a quoted scalar at line ")
        .or_else(|| message.split_once("while parsing a flow mapping at line "))
        .or_else(|| message.split_once("while parsing a flow sequence at line "))?;
    let (line, column) = context.split_once(" column ")?;
    let digits = column.find(|c: char| !c.is_ascii_digit()).unwrap_or(column.len());
    let (line, column): (usize, usize) = (line.parse().ok()?, column.get(..digits)?.parse().ok()?);
    let start: usize = text.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let within = text.get(start..)?.char_indices().nth(column.checked_sub(1)?)?.0;
    Some(start + within)
}

/// Where brackets, or markers at the start of one line, first nest deeper than [`DEEPEST`].
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut markers, mut leading) = (0_usize, 0_usize, true);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'\n' => (markers, leading) = (0, true),
            b'-' | b'?' if leading => markers += 1,
            b' ' => {}
            _ => leading = false,
        }
        if depth > DEEPEST || markers > DEEPEST {
            return Some(at);
        }
    }
    None
}

struct NodeSeed;

impl<'de> DeserializeSeed<'de> for NodeSeed {
    type Value = Node;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }
}

struct NodeVisitor;

impl<'de> Visitor<'de> for NodeVisitor {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_bool<E>(self, value: bool) -> Result<Node, E> {
        Ok(Node::Flag(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Node, E> {
        Ok(Node::Integer(value))
    }

    #[expect(clippy::cast_precision_loss, reason = "such numbers only ever appear in a message")]
    fn visit_u64<E>(self, value: u64) -> Result<Node, E> {
        Ok(i64::try_from(value).map_or(Node::Decimal(value as f64), Node::Integer))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Node, E> {
        Ok(Node::Decimal(value))
    }

    fn visit_str<E>(self, value: &str) -> Result<Node, E> {
        Ok(Node::Text(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_none<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Node, D::Error> {
        deserializer.deserialize_any(NodeVisitor)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(NodeSeed)? {
            list.push(item);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut map = Vec::new();
        while let Some(key) = entries.next_key_seed(NodeSeed)? {
            let value = entries.next_value_seed(NodeSeed)?;
            map.push((key_text(key), value));
        }
        Ok(Node::Map(map))
    }
}

/// A key as text, whatever YAML takes it for (`no:`, `2026-11:`, `12:`).
fn key_text(key: Node) -> String {
    match key {
        Node::Text(text) => text,
        Node::Flag(flag) => flag.to_string(),
        Node::Integer(number) => number.to_string(),
        Node::Decimal(number) => number.to_string(),
        Node::Null => "~".to_owned(),
        Node::List(_) | Node::Map(_) => "(a list or group as a key)".to_owned(),
    }
}

/// So far into a value, in bytes, words of it are looked for.
const FURTHEST: usize = 2000;

/// Finds places in YAML that stands within a file.
pub struct YamlPlaces<'a> {
    file: &'a str,
    yaml: Range<usize>,
    /// Made when the first place is looked for: most files have no fault.
    entries: OnceCell<YamlEntries<'a>>,
    again: Rereading,
}

impl<'a> YamlPlaces<'a> {
    /// For the YAML in a range of a file's text.
    pub fn new(file: &'a str, yaml: Range<usize>) -> Self {
        YamlPlaces { file, again: Rereading::of(yaml.len()), yaml, entries: OnceCell::new() }
    }

    fn text(&self) -> &'a str {
        self.file.get(self.yaml.clone()).unwrap_or("")
    }

    /// Reads the text again and stops on purpose at the wanted place; the reader says where it stopped. The entry of the
    /// first level that holds it is enough, where it can be read by itself.
    fn find(&self, path: &[Step], at_key: bool) -> Span {
        let text = self.text();
        let entry = match path.first() {
            Some(Step::Key(key, nth)) => self.entries.get_or_init(|| YamlEntries::of(text)).range(key, *nth),
            _ => None,
        };
        let held = entry.clone().unwrap_or(0..text.len());
        if !self.again.spend(held.len()) {
            return Span::new(self.yaml.start + held.start..self.yaml.start + held.start);
        }
        let alone = entry.and_then(|range| {
            let mut path = path.to_vec();
            if let Some(Step::Key(_, nth)) = path.first_mut() {
                *nth = 0;
            }
            let (at, on_purpose) = probe(text.get(range.clone())?, &path, at_key)?;
            on_purpose.then_some(range.start + at)
        });
        let at = alone.or_else(|| probe(text, path, at_key).map(|(at, _)| at)).unwrap_or(0).min(text.len());
        // Only in brackets does a comma or a bracket end a value.
        let before = text.get(held.start..at).unwrap_or("");
        let count = |signs: [char; 2]| before.matches(signs).count();
        let length = token_length(text.get(at..).unwrap_or(""), at_key, count(['[', '{']) > count([']', '}']));
        Span::new(self.yaml.start + at..self.yaml.start + at + length)
    }
}

/// Where reading along a path stopped, and whether it stopped there on purpose.
fn probe(text: &str, path: &[Step], at_key: bool) -> Option<(usize, bool)> {
    let error = Probe { path, at_key }.deserialize(YamlDeserializer::from_str(text)).err()?;
    let on_purpose = error.to_string().contains(HERE);
    Some((error.location().map_or(0, |location| location.index()), on_purpose))
}

impl Locate for YamlPlaces<'_> {
    fn value(&self, path: &[Step]) -> Span {
        self.find(path, false)
    }

    fn key(&self, path: &[Step]) -> Span {
        self.find(path, true)
    }

    fn raw(&self, path: &[Step]) -> Option<String> {
        self.file.get(self.find(path, false).range()).map(str::to_owned)
    }

    fn words(&self, path: &[Step], words: &str) -> Option<Span> {
        let start = Some(self.find(path, false).range()).filter(|range| !range.is_empty())?.start;
        let rest = self.file.get(start..self.yaml.end)?;
        // A value may be longer where it stands, with its escapes and line ends, than it reads: but not by much, and what
        // follows is not looked through for each of many.
        let most = rest.len().min(words.len() + FURTHEST);
        let near = (most.saturating_sub(3)..=most).rev().find_map(|end| rest.get(..end))?;
        let at = start + near.find(words)?;
        Some(Span::new(at..at + words.len()))
    }
}

/// Walks along a path and fails at its end.
#[derive(Clone, Copy)]
struct Probe<'a> {
    path: &'a [Step],
    at_key: bool,
}

const HERE: &str = "the wanted place";

impl<'de> DeserializeSeed<'de> for Probe<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Probe<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the wanted value")
    }

    fn visit_bool<E: serde::de::Error>(self, _: bool) -> Result<(), E> {
        Err(E::custom(HERE))
    }

    fn visit_i64<E: serde::de::Error>(self, _: i64) -> Result<(), E> {
        Err(E::custom(HERE))
    }

    fn visit_u64<E: serde::de::Error>(self, _: u64) -> Result<(), E> {
        Err(E::custom(HERE))
    }

    fn visit_f64<E: serde::de::Error>(self, _: f64) -> Result<(), E> {
        Err(E::custom(HERE))
    }

    fn visit_str<E: serde::de::Error>(self, _: &str) -> Result<(), E> {
        Err(E::custom(HERE))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        Err(E::custom(HERE))
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        Err(E::custom(HERE))
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Some((Step::Item(wanted), rest)) = self.path.split_first() else { return Err(A::Error::custom(HERE)) };
        for _ in 0..*wanted {
            if items.next_element::<IgnoredAny>()?.is_none() {
                return Err(A::Error::custom(HERE));
            }
        }
        let found = items.next_element_seed(Probe { path: rest, at_key: self.at_key })?;
        found.ok_or_else(|| A::Error::custom(HERE))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<(), A::Error> {
        let Some((Step::Key(wanted, nth), rest)) = self.path.split_first() else { return Err(A::Error::custom(HERE)) };
        let mut seen = 0;
        let stop_at_key = self.at_key && rest.is_empty();
        while let Some(found) = entries.next_key_seed(KeyProbe { wanted, stop: stop_at_key && seen == *nth })? {
            if found && seen == *nth {
                return entries.next_value_seed(Probe { path: rest, at_key: self.at_key });
            }
            seen += usize::from(found);
            entries.next_value::<IgnoredAny>()?;
        }
        Err(A::Error::custom(HERE))
    }
}

/// Reads a key, says whether it is the wanted one, and fails there when it must.
struct KeyProbe<'a> {
    wanted: &'a str,
    stop: bool,
}

impl<'de> DeserializeSeed<'de> for KeyProbe<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl KeyProbe<'_> {
    fn judge<E: serde::de::Error>(&self, key: Node) -> Result<bool, E> {
        let found = key_text(key) == self.wanted;
        if found && self.stop { Err(E::custom(HERE)) } else { Ok(found) }
    }
}

impl<'de> Visitor<'de> for KeyProbe<'_> {
    type Value = bool;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: serde::de::Error>(self, key: &str) -> Result<bool, E> {
        self.judge(Node::Text(key.to_owned()))
    }

    fn visit_bool<E: serde::de::Error>(self, key: bool) -> Result<bool, E> {
        self.judge(Node::Flag(key))
    }

    fn visit_i64<E: serde::de::Error>(self, key: i64) -> Result<bool, E> {
        self.judge(Node::Integer(key))
    }

    fn visit_u64<E: serde::de::Error>(self, key: u64) -> Result<bool, E> {
        self.judge(i64::try_from(key).map_or(Node::Null, Node::Integer))
    }

    fn visit_f64<E: serde::de::Error>(self, key: f64) -> Result<bool, E> {
        self.judge(Node::Decimal(key))
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<bool, E> {
        self.judge(Node::Null)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<bool, A::Error> {
        while items.next_element::<IgnoredAny>()?.is_some() {}
        Ok(false)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<bool, A::Error> {
        while entries.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::node::key_path;

    const TEXT: &str = "title: Å fine day\nroles:\n  - name: a\n  - name: \"b\"\nversion: 2.10 # why\ntitle: again\n";

    fn at(span: Span) -> &'static str {
        TEXT.get(span.range()).unwrap()
    }

    #[test]
    fn finds_values_and_keys_again() {
        let places = YamlPlaces::new(TEXT, 0..TEXT.len());
        assert_eq!(at(places.value(&key_path("title"))), "Å fine day");
        assert_eq!(at(places.value(&key_path("version"))), "2.10");
        let name = [Step::Key("roles".into(), 0), Step::Item(1), Step::Key("name".into(), 0)];
        assert_eq!(at(places.value(&name)), "\"b\"");
        assert_eq!(at(places.key(&name)), "name");
        let again = places.key(&[Step::Key("title".into(), 1)]);
        assert_eq!(again.start as usize, TEXT.rfind("title").unwrap());
    }

    #[test]
    fn a_comma_ends_a_value_in_brackets_only() {
        let text = "on: November 4, 2026\nlist: [a, b]\nnext: {on: x, of: [c]}\n";
        let places = YamlPlaces::new(text, 0..text.len());
        let item = [Step::Key("list".into(), 0), Step::Item(0)];
        let inner = [Step::Key("next".into(), 0), Step::Key("on".into(), 0)];
        assert_eq!(places.raw(&key_path("on")).as_deref(), Some("November 4, 2026"));
        assert_eq!(places.raw(&item).as_deref(), Some("a"));
        assert_eq!(places.raw(&inner).as_deref(), Some("x"));
    }

    #[test]
    fn places_are_looked_up_again_a_bounded_number_of_times() {
        let text = format!("first: x\nlist: [{}]\n", "a, ".repeat(2000));
        let places = YamlPlaces::new(&text, 0..text.len());
        let found = |item: usize| places.value(&[Step::Key("list".into(), 0), Step::Item(item)]).range();
        let exact = (0..2000).filter(|item| found(*item).len() == 1).count();
        assert!((50..200).contains(&exact), "{exact}");
        // What is not looked up is told at its entry, and has no letters that could be replaced.
        assert_eq!(found(1999), 9..9);
    }

    #[test]
    fn refuses_what_would_take_for_ever() {
        let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nh: [*g,*g,*g,*g,*g,*g,*g,*g,*g]\n";
        assert!(read_yaml(bomb, 32 * 1024).is_err());
        assert!(read_yaml(&"[".repeat(100_000), 1 << 20).is_err());
        assert!(read_yaml(&"? ".repeat(10_000), 1 << 20).is_err());
        assert!(read_yaml(&"{a: ".repeat(5_000), 1 << 20).is_err());
    }
}
