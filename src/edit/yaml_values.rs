//! Values as an author would write them in front matter. Takes a value, gives its YAML, and the tree that reading it
//! must give.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::yaml_lines::Form;
use crate::data::node::Node;
use crate::parse::yaml::read_yaml;

/// The most YAML that one value can be.
const LARGEST: usize = 64 * 1024;

/// Words that some readers of YAML take for yes or no.
const FLAGS: &[&str] = &["y", "n", "yes", "no", "on", "off"];

/// A value without parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// A day.
    Date(Date),
    /// Yes or no.
    Flag(bool),
    /// A word such as an id: bare where YAML allows it.
    Word(String),
    /// Words for readers: always in quotation marks.
    Text(String),
    /// A version or a number: as bare or as quoted as the one that it replaces, quoted where it is new.
    Label(String),
}

impl Scalar {
    /// Its words.
    pub fn words(&self) -> String {
        match self {
            Scalar::Date(date) => date.to_string(),
            Scalar::Flag(flag) => flag.to_string(),
            Scalar::Word(text) | Scalar::Text(text) | Scalar::Label(text) => text.clone(),
        }
    }

    /// Its YAML in the place of an older value, given by its form and text.
    pub fn in_place_of(&self, form: Form, old: &str) -> String {
        let words = self.words();
        let single = old.starts_with('\'') && !words.chars().any(char::is_control);
        match (self, form) {
            (Scalar::Flag(_), _) => words,
            (_, Form::Quoted) if single => format!("'{}'", words.replace('\'', "''")),
            (_, Form::Quoted) => quoted(&words),
            (Scalar::Label(_), Form::Plain) if is_bare_label(&words) => words,
            _ => self.yaml(),
        }
    }

    /// Its YAML where there was none.
    pub fn yaml(&self) -> String {
        match self {
            Scalar::Date(date) => date.to_string(),
            Scalar::Flag(flag) => flag.to_string(),
            Scalar::Word(word) => bare_or_quoted(word),
            Scalar::Text(text) | Scalar::Label(text) => quoted(text),
        }
    }
}

/// A value of a group: one, or a list of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// One value.
    One(Scalar),
    /// A list of words, in brackets.
    List(Vec<String>),
}

impl Value {
    fn yaml(&self) -> String {
        match self {
            Value::One(scalar) => scalar.yaml(),
            Value::List(words) => flow_list(words),
        }
    }
}

/// Words in brackets.
pub fn flow_list(words: &[String]) -> String {
    let words: Vec<String> = words.iter().map(|word| bare_or_quoted(word)).collect();
    format!("[{}]", words.join(", "))
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A word.
    Word(String),
    /// A group of keys.
    Group(Vec<(&'static str, Value)>),
}

impl Item {
    /// Its YAML on one line.
    pub fn flow(&self) -> String {
        match self {
            Item::Word(word) => bare_or_quoted(word),
            Item::Group(keys) => {
                let keys: Vec<String> = keys.iter().map(|(key, value)| format!("{key}: {}", value.yaml())).collect();
                format!("{{{}}}", keys.join(", "))
            }
        }
    }

    /// Its lines behind a dash: `indent` before the dash, `gap` between the dash and the first key.
    pub fn block(&self, indent: &str, gap: &str) -> String {
        match self {
            Item::Word(_) => format!("{indent}-{gap}{}\n", self.flow()),
            Item::Group(keys) => {
                let inner = format!("{indent} {}", " ".repeat(gap.len()));
                let lead = format!("{indent}-{gap}");
                let mut text = String::new();
                for (index, (key, value)) in keys.iter().enumerate() {
                    text.push_str(if index == 0 { &lead } else { &inner });
                    let _ = writeln!(text, "{key}: {}", value.yaml());
                }
                text
            }
        }
    }

    /// What reading it gives.
    pub fn node(&self) -> Option<Node> {
        read_yaml(&self.flow(), LARGEST).ok()
    }
}

/// The lines of a group below its key.
pub fn group_lines(keys: &[(&'static str, Scalar)], indent: &str) -> String {
    let mut lines = String::new();
    for (key, value) in keys {
        let _ = writeln!(lines, "{indent}{key}: {}", value.yaml());
    }
    lines
}

/// What reading a piece of YAML gives.
pub fn node_of(yaml: &str) -> Option<Node> {
    read_yaml(yaml, LARGEST).ok()
}

/// A word without quotation marks where YAML reads it as that word, in a list too.
pub fn bare_or_quoted(word: &str) -> String {
    let plain = !word.is_empty()
        && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '.' | '@' | ' '))
        && word.starts_with(|c: char| c.is_alphanumeric())
        && !word.ends_with(' ')
        && !FLAGS.contains(&word.to_lowercase().as_str());
    if plain && read_yaml(word, LARGEST).is_ok_and(|node| node == Node::Text(word.to_owned())) {
        return word.to_owned();
    }
    quoted(word)
}

/// Whether a label can stand bare: the reader of labels takes a number as it is written.
fn is_bare_label(words: &str) -> bool {
    let plain = !words.is_empty() && words.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let read = read_yaml(words, LARGEST).ok();
    plain
        && words.starts_with(|c: char| c.is_ascii_alphanumeric())
        && matches!(read, Some(Node::Text(_) | Node::Integer(_) | Node::Decimal(_)))
}

/// Text in double quotation marks.
pub fn quoted(text: &str) -> String {
    let mut yaml = String::with_capacity(text.len() + 2);
    yaml.push('"');
    for letter in text.chars() {
        match letter {
            '"' => yaml.push_str("\\\""),
            '\\' => yaml.push_str("\\\\"),
            '\n' => yaml.push_str("\\n"),
            '\t' => yaml.push_str("\\t"),
            control if control.is_control() => {
                let _ = write!(yaml, "\\u{:04X}", u32::from(control));
            }
            other => yaml.push(other),
        }
    }
    yaml.push('"');
    yaml
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_yaml_would_take_for_something_else_are_quoted() {
        for (word, yaml) in [("visits", "visits"), ("no", "\"no\""), ("12", "\"12\""), ("a: b", "\"a: b\"")] {
            assert_eq!(bare_or_quoted(word), yaml);
            assert_eq!(node_of(yaml), Some(Node::Text(word.to_owned())));
        }
    }

    #[test]
    fn text_comes_back_as_it_was() {
        for text in ["Plain.", "\"why\" & how: a\\b # c", "two\nlines\tand \u{7}", "it's"] {
            assert_eq!(node_of(&quoted(text)), Some(Node::Text(text.to_owned())));
            let single = Scalar::Text(text.to_owned()).in_place_of(Form::Quoted, "'x'");
            assert_eq!(node_of(&single), Some(Node::Text(text.to_owned())));
        }
    }
}
