//! Lists and groups under a key: the rest of what [`Fields`] can be asked for.

use super::fields::Fields;
use super::node::{Node, Step};

impl<'a> Fields<'a> {
    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&mut self, key: &'static str) -> Vec<String> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node::Text(text)) => {
                self.question_commas(key, text.trim());
                vec![text.trim().to_owned()]
            }
            Some(Node::List(items)) => {
                let mut texts = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    match item {
                        Node::Text(text) if !text.trim().is_empty() => texts.push(text.trim().to_owned()),
                        Node::Integer(number) => texts.push(number.to_string()),
                        other => {
                            let mut path = self.path_of(key);
                            path.push(Step::Item(index));
                            let message = match other {
                                Node::Text(_) => format!("an item of `{key}` is empty"),
                                _ => format!("each item of `{key}` must be text, not {}", other.kind()),
                            };
                            self.reading.fault(self.reading.wrong, &path, message, None);
                        }
                    }
                }
                texts
            }
            Some(other) => {
                self.wrong(key, "a list", other, None);
                Vec::new()
            }
        }
    }

    /// The groups in a list, each with its place in it.
    pub fn groups(&mut self, key: &'static str) -> Vec<Fields<'a>> {
        match self.node(key) {
            None => Vec::new(),
            Some(Node::List(items)) => items
                .iter()
                .enumerate()
                .filter_map(|(index, item)| {
                    let mut path = self.path_of(key);
                    path.push(Step::Item(index));
                    Fields::of_map(self.reading, item, path)
                })
                .collect(),
            Some(other) => {
                self.wrong(key, "a list (each item begins with a dash)", other, None);
                Vec::new()
            }
        }
    }

    /// A group under a key.
    pub fn group(&mut self, key: &'static str) -> Option<Fields<'a>> {
        let node = self.node(key)?;
        Fields::of_map(self.reading, node, self.path_of(key))
    }
}
