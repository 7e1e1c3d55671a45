//! The entry that a question names by its number, and the section in it.
//!
//! Takes a question as typed and numbers as shown, gives places. Knows no words.

use super::records::{EntryRecord, SearchSet};

/// The words that may stand before a number.
const BEFORE: [&str; 3] = ["chapter ", "section ", "part "];

/// The entries whose number the whole question is, each with the place of the section meant: the first where none is named.
pub fn numbered(set: &SearchSet, words: &str) -> Vec<(usize, usize)> {
    let asked = plain(words);
    let asked = BEFORE.iter().find_map(|before| asked.strip_prefix(before)).unwrap_or(&asked);
    // No number of a chapter is a sentence.
    if asked.len() > 64 || !asked.bytes().any(|byte| byte.is_ascii_digit()) {
        return Vec::new();
    }
    let entries = set.entries.iter().enumerate();
    entries.filter_map(|(place, entry)| Some((place, section_meant(entry, asked)?))).collect()
}

/// Whether a question that is the number of an entry can be nothing else: not if it is digits alone.
pub fn is_number_alone(words: &str) -> bool {
    words.chars().any(|c| !c.is_ascii_digit() && !c.is_whitespace())
}

/// The section of an entry that is meant, if the entry is.
fn section_meant(entry: &EntryRecord, asked: &str) -> Option<usize> {
    let number = plain(&entry.number);
    let rest = asked.strip_prefix(number.as_str()).filter(|_| !number.is_empty())?;
    if rest.is_empty() {
        return Some(0);
    }
    let section = rest.strip_prefix(" section ").or_else(|| rest.strip_prefix('.'))?;
    let is_it = |shown: &str| {
        let shown = plain(shown);
        let alone = shown.strip_prefix(number.as_str()).and_then(|rest| rest.strip_prefix('.'));
        shown == section || alone == Some(section)
    };
    entry.sections.iter().position(|record| !record.number.is_empty() && is_it(&record.number))
}

/// ASCII letters made small, runs of white space one space, none at the ends.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !plain.is_empty() {
            plain.push(' ');
        }
        plain.push_str(word);
    }
    plain.make_ascii_lowercase();
    plain
}
