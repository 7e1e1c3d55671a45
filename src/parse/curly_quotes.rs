//! Takes YAML that cannot be read, gives the changes after which it can, where curly quotation marks are all that is wrong:
//! a word processor puts them in the place of straight ones.

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
        // What was changed before stands further up: a straight mark is shorter than a curly one by as many bytes each.
        let Some((range, straight)) = value_at(&text, at) else { return Vec::new() };
        let gone: usize = changes.iter().map(|(old, new)| old.len() - new.len()).sum();
        changes.push((range.start + gone..range.end + gone, straight.clone()));
        text.replace_range(range, &straight);
        match read_yaml(&text, yaml.len()) {
            Ok(_) => return changes,
            Err(YamlFault::Syntax { at: next, .. }) => at = next,
            Err(YamlFault::TooLarge { .. }) => return Vec::new(),
        }
    }
    Vec::new()
}

/// The value between curly marks on the line of a fault, or on the line before where reading stopped only after it.
fn value_at(text: &str, at: usize) -> Option<(Range<usize>, String)> {
    let start = text.get(..at)?.rfind('\n').map_or(0, |line| line + 1);
    let before = text.get(..start.saturating_sub(1))?.rfind('\n').map_or(0, |line| line + 1);
    [start, before].into_iter().find_map(|start| {
        let line = text.get(start..)?.lines().next()?;
        let from = line.find(": ").map(|colon| colon + 2)?;
        let value = line.get(from..)?.trim();
        let inner = without_curly_quotes(value)?;
        let from = start + from + line.get(from..)?.find(value)?;
        Some((from..from + value.len(), format!("\"{inner}\"")))
    })
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
    }
}
