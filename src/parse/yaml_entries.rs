//! Takes the text of YAML, gives the ranges of its first-level entries by their keys.
//!
//! A register of thousands of entries can have thousands of faults; looking for each place in the whole text again would
//! cost the square of its length. This reads lines, not YAML: what it does not find must be looked for in the whole.

use std::cell::Cell;
use std::collections::HashMap;
use std::ops::Range;

/// Where the entries of the first level stand.
pub struct YamlEntries<'a> {
    ranges: HashMap<&'a str, Vec<Range<usize>>>,
}

impl<'a> YamlEntries<'a> {
    /// The entries of a text in block style: each begins with its key at the start of a line.
    pub fn of(text: &'a str) -> Self {
        let mut ranges: HashMap<&str, Vec<Range<usize>>> = HashMap::new();
        let mut open: Option<(&str, usize)> = None;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let key = line.split_once(':').map(|(key, _)| key.trim_end());
            let begins = line.starts_with(|c: char| c.is_alphanumeric() || c == '"' || c == '\'');
            let earlier = key.filter(|_| begins).and_then(|key| open.replace((key.trim_matches(['"', '\'']), at)));
            if let Some((key, start)) = earlier {
                ranges.entry(key).or_default().push(start..at);
            }
            at += line.len();
        }
        if let Some((key, start)) = open {
            ranges.entry(key).or_default().push(start..at);
        }
        YamlEntries { ranges }
    }

    /// The range of an entry: the first of its key, or a later one.
    pub fn range(&self, key: &str, nth: usize) -> Option<Range<usize>> {
        self.ranges.get(key)?.get(nth).cloned()
    }
}

/// The length of the key or plain value that begins a text, in bytes.
pub(super) fn token_length(text: &str, key: bool, in_brackets: bool) -> usize {
    let line = text.lines().next().unwrap_or("");
    if let Some(quote @ ('"' | '\'')) = line.chars().next()
        && let Some(close) = line.get(1..).and_then(|rest| rest.find(quote))
    {
        return close + 2;
    }
    let end = if key {
        line.find(':')
    } else {
        let comment = line.find(" #");
        let flow = line.starts_with(['[', '{']).then_some(line.len());
        let bound = if in_brackets { line.find([',', ']', '}']) } else { None };
        flow.or_else(|| [comment, bound].into_iter().flatten().min())
    };
    line.get(..end.unwrap_or(line.len())).unwrap_or(line).trim_end().len()
}

/// So many times the whole of a text may be read again for the places of its faults. What is wrong beyond that, thousands of
/// values of one entry, is told at the beginning of the entry.
const AGAIN: usize = 100;

/// How many bytes of a text may still be read again.
pub(super) struct Rereading(Cell<usize>);

impl Rereading {
    /// For a text of so many bytes.
    pub(super) fn of(length: usize) -> Self {
        Rereading(Cell::new(AGAIN.saturating_mul(length)))
    }

    /// Takes so many bytes, if as many are left.
    pub(super) fn spend(&self, bytes: usize) -> bool {
        let left = self.0.get().checked_sub(bytes);
        self.0.set(left.unwrap_or(0));
        left.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_entries_by_lines() {
        let text = "# first\na: {b: 1}\n\n\"c d\":\n  e: 2\n  a: 3\na: 4\n";
        let entries = YamlEntries::of(text);
        let entry = |key: &str, nth: usize| text.get(entries.range(key, nth)?);
        assert_eq!(entry("a", 0), Some("a: {b: 1}\n\n"));
        assert_eq!(entry("c d", 0), Some("\"c d\":\n  e: 2\n  a: 3\n"));
        assert_eq!(entry("a", 1), Some("a: 4\n"));
        assert_eq!(entry("a", 2).or(entry("e", 0)), None);
    }
}
