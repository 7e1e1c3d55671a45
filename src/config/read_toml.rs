//! Takes TOML text, gives a [`Node`] tree whose places can be found, and every syntax fault in it.

use std::collections::HashMap;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::data::certain::without_curly_quotes;
use crate::data::node::{KeyPath, Locate, Node, Step};
use crate::diagnostics::place::Span;

/// The deepest nesting of brackets that is read; people need three.
const DEEPEST: usize = 64;

/// A tree read from TOML, and the places of its keys and values.
pub struct TomlTree {
    /// The values.
    pub root: Node,
    keys: HashMap<KeyPath, Span>,
    values: HashMap<KeyPath, Span>,
    text: String,
}

/// A fault in the syntax: what, and where.
pub struct TomlFault {
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Span,
}

/// Reads TOML. What could be read is in the tree even if there are faults.
pub fn read_toml(text: &str) -> (TomlTree, Vec<TomlFault>) {
    let mut tree =
        TomlTree { root: Node::Map(Vec::new()), keys: HashMap::new(), values: HashMap::new(), text: text.to_owned() };
    if let Some(at) = too_deep(text) {
        let message = format!("brackets are nested more than {DEEPEST} deep");
        return (tree, vec![TomlFault { message, span: Span::new(at..at + 1) }]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut path = Vec::new();
    tree.root = tree.read_table(table.get_ref(), &mut path);
    let faults = errors
        .iter()
        .map(|error| TomlFault {
            message: error.message().to_owned(),
            span: error.span().map(Span::new).unwrap_or_default(),
        })
        .collect();
    (tree, faults)
}

/// The value on the line of a fault in straight quotation marks, where curly ones about it are all that is wrong there: a
/// word processor puts them in.
pub fn straightened(text: &str, fault: Span) -> Option<(Span, String)> {
    let start = text.get(..fault.range().start)?.rfind('\n').map_or(0, |line| line + 1);
    let line = text.get(start..)?.lines().next()?;
    let (key, value) = line.split_once('=')?;
    let written = value.trim();
    let straight = format!("\"{}\"", without_curly_quotes(written)?);
    DeTable::parse(&format!("{key}= {straight}")).ok()?;
    let from = start + key.len() + 1 + value.find(written)?;
    Some((Span::new(from..from + written.len()), straight))
}

/// Where brackets or dotted keys first nest deeper than [`DEEPEST`].
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut dots) = (0_usize, 0_usize);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'.' => dots += 1,
            b'\n' | b'"' | b'\'' | b' ' => dots = 0,
            _ => {}
        }
        if depth > DEEPEST || dots > DEEPEST {
            return Some(at);
        }
    }
    None
}

impl TomlTree {
    fn read_table(&mut self, table: &DeTable<'_>, path: &mut KeyPath) -> Node {
        let mut entries: Vec<(usize, String, Node)> = Vec::new();
        for (key, value) in table {
            path.push(Step::Key(key.get_ref().to_string(), 0));
            self.keys.insert(path.clone(), Span::new(key.span()));
            let node = self.read_value(value, path);
            entries.push((key.span().start, key.get_ref().to_string(), node));
            path.pop();
        }
        entries.sort_by_key(|(at, _, _)| *at);
        Node::Map(entries.into_iter().map(|(_, key, node)| (key, node)).collect())
    }

    fn read_value(&mut self, value: &Spanned<DeValue<'_>>, path: &mut KeyPath) -> Node {
        self.values.insert(path.clone(), Span::new(value.span()));
        match value.get_ref() {
            DeValue::String(text) => Node::Text(text.to_string()),
            DeValue::Integer(number) => {
                let digits = number.as_str().replace('_', "");
                i64::from_str_radix(&digits, number.radix()).map_or(Node::Decimal(f64::NAN), Node::Integer)
            }
            DeValue::Float(number) => Node::Decimal(number.as_str().replace('_', "").parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(flag) => Node::Flag(*flag),
            DeValue::Datetime(date) => Node::Text(date.to_string()),
            DeValue::Array(items) => {
                let mut list = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    path.push(Step::Item(index));
                    list.push(self.read_value(item, path));
                    path.pop();
                }
                Node::List(list)
            }
            DeValue::Table(table) => self.read_table(table, path),
        }
    }
}

impl Locate for TomlTree {
    fn value(&self, path: &[Step]) -> Span {
        self.values.get(path).copied().unwrap_or_default()
    }

    fn key(&self, path: &[Step]) -> Span {
        self.keys.get(path).copied().unwrap_or_else(|| self.value(path))
    }

    fn raw(&self, path: &[Step]) -> Option<String> {
        self.text.get(self.values.get(path)?.range()).map(str::to_owned)
    }
}
