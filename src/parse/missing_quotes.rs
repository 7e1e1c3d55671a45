//! Takes YAML that cannot be read, gives the changes after which it can, where quotation marks are all that is wrong: they are
//! curly, as a word processor puts them, or a text that holds a colon has none.

use std::ops::Range;

use super::yaml::{YamlFault, read_yaml};
use crate::data::certain::without_curly_quotes;

/// The most values that are changed in one text.
const MOST: usize = 20;

/// Straight quotation marks for the values that keep YAML from being read; nothing where it cannot be read even so.
pub fn straightened(yaml: &str, first: usize) -> Vec<(Range<usize>, String)> {
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    let mut text = yaml.to_owned();
    let mut at = first;
    while changes.len() < MOST {
        let Some((range, straight)) = value_at(&text, at) else { return Vec::new() };
        // What was changed before stands further up, and may have become longer or shorter.
        let moved = |at: usize| {
            let of = |(old, new): &(Range<usize>, String)| old.len().cast_signed() - new.len().cast_signed();
            at.saturating_add_signed(changes.iter().map(of).sum())
        };
        changes.push((moved(range.start)..moved(range.end), straight.clone()));
        text.replace_range(range, &straight);
        match read_yaml(&text, text.len()) {
            Ok(_) => return changes,
            Err(YamlFault::Syntax { at: next, .. }) => at = next,
            Err(YamlFault::TooLarge { .. }) => return Vec::new(),
        }
    }
    Vec::new()
}

/// The value that is to stand in straight marks: on the line of a fault, or on the line before, where reading stopped only
/// after it.
fn value_at(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |line| line + 1);
    let before = text.get(..start.saturating_sub(1))?.rfind('\n').map_or(0, |line| line + 1);
    [start, before].into_iter().find_map(|start| {
        let mut lines = text.get(start..)?.lines();
        let line = lines.next()?;
        let (key, value) = line.split_once(": ")?;
        // In brackets, a value may end anywhere; on a further line, it goes on.
        let plain_key =
            key.trim_start_matches([' ', '-']).bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b));
        let goes_on = lines
            .next()
            .is_some_and(|next| next.starts_with([' ', '\t']) && !next.trim().is_empty() && !next.contains(':'));
        if !plain_key || goes_on {
            return None;
        }
        let written = value.trim();
        let inner = without_curly_quotes(written).or_else(|| bare_text(written))?;
        let from = start + key.len() + 2 + value.find(written)?;
        Some((from..from + written.len(), format!("\"{inner}\"")))
    })
}

/// A text that holds a colon and a space, and is certainly one text: it opens with no sign that means something, holds no
/// marks or notes, and no word of it before a colon can be a key of its own.
fn bare_text(value: &str) -> Option<&str> {
    let opens = value.starts_with(|c: char| c.is_alphabetic());
    let signs = value.contains(['"', '\\']) || value.contains(" #");
    let mut words = value.match_indices(": ").filter_map(|(at, _)| value.get(..at)?.split(' ').next_back());
    (opens && !signs && value.contains(": ") && !words.any(is_known_key)).then_some(value)
}

/// Whether a word is, or looks like, a key that front matter or a register has.
pub(super) fn is_known_key(word: &str) -> bool {
    let keys = [
        "id", "title", "number", "order", "type", "scope", "owner", "author", "version", "draft", "name", "date",
        "note",
    ];
    keys.contains(&word) || word.contains('_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mended(yaml: &str) -> String {
        let Err(YamlFault::Syntax { at, .. }) = read_yaml(yaml, 1 << 16) else { return "it can be read".to_owned() };
        let mut text = yaml.to_owned();
        for (range, new) in straightened(yaml, at).into_iter().rev() {
            text.replace_range(range, &new);
        }
        text
    }

    #[test]
    fn curly_marks_become_straight_where_nothing_else_is_wrong() {
        assert_eq!(mended("a: “b: c”\nd: ‘e: f’\ng: “h”\n"), "a: \"b: c\"\nd: \"e: f\"\ng: “h”\n");
        assert_eq!(mended("a: “b: c”\nd: [e\n"), "a: “b: c”\nd: [e\n");
        assert_eq!(mended("a: “b”\n"), "it can be read");
        assert_eq!(mended("a: “b”: “c”\n"), "a: “b”: “c”\n");
        assert_eq!(mended("{a: “b: c”}\n"), "{a: “b: c”}\n");
    }

    #[test]
    fn a_text_with_a_colon_gets_marks_where_it_is_certainly_one_text() {
        assert_eq!(mended("title: Visits: the basics\nb: c\n"), "title: \"Visits: the basics\"\nb: c\n");
        assert_eq!(mended("a:\n  - note: New: all of it\n    b: c\n"), "a:\n  - note: \"New: all of it\"\n    b: c\n");
        assert_eq!(mended("a: B: c\nd: “e: f”\ng: H: i\n"), "a: \"B: c\"\nd: \"e: f\"\ng: \"H: i\"\n");
        for unsure in [
            "title: Visits owner: duty-team\n",
            "title: Visits: the basics # a note\n",
            "title: Visits: the\n  basics\n",
            "title: [Visits: the: basics\n",
            "title: \"Visits\": the basics\n",
            "title: Visits next_review_on: 2026-01-05\n",
        ] {
            assert_eq!(mended(unsure), unsure);
        }
    }
}
