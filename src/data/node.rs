//! A tree of values as an author wrote them, and paths into it. Knows no syntax.

use crate::diagnostics::place::Span;

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// Nothing: `~`, or nothing after the colon.
    Null,
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Decimal(f64),
    /// Text.
    Text(String),
    /// A list.
    List(Vec<Node>),
    /// Keys with their values, in the author's order, repeated keys included.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// What the value is, in an author's words.
    pub fn kind(&self) -> &'static str {
        match self {
            Node::Null => "nothing",
            Node::Flag(_) => "yes or no (true or false)",
            Node::Integer(_) | Node::Decimal(_) => "a number",
            Node::Text(_) => "text",
            Node::List(_) => "a list",
            Node::Map(_) => "a group of keys",
        }
    }
}

/// One step into a tree.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// To the value of a key; the number says which, where a key stands more than once (from 0).
    Key(String, usize),
    /// To an item of a list (from 0).
    Item(usize),
}

/// A way from the root of a tree to a value.
pub type KeyPath = Vec<Step>;

/// The path of one key of the root.
pub fn key_path(key: &str) -> KeyPath {
    vec![Step::Key(key.to_owned(), 0)]
}

/// Finds places in the text that a tree was read from. It may be slow: it is asked only when something is wrong.
pub trait Locate {
    /// Where the value at a path stands.
    fn value(&self, path: &[Step]) -> Span;
    /// Where the last key of a path stands.
    fn key(&self, path: &[Step]) -> Span;
    /// The value's text exactly as written.
    fn raw(&self, path: &[Step]) -> Option<String>;
    /// Where some words of a value stand, if they stand there as they read.
    fn words(&self, _path: &[Step], _words: &str) -> Option<Span> {
        None
    }
}
