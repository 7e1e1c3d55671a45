//! The sections of a text: its headings with their anchors and numbers, as the field numbers them.
//!
//! Takes headings in order, gives sections. A text whose author typed numbers keeps exactly those; any other is counted:
//! 1, 1.1, 1.1.1 for the second, third and fourth level.

use std::collections::{HashMap, HashSet};

use super::block::Heading;
use super::slug::anchor_of;
use crate::diagnostics::place::Span;

/// A heading with what stands under it.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its anchor, unique within the chapter.
    pub anchor: Box<str>,
    /// Its number, without a closing dot; `None` if it has none.
    pub number: Option<Box<str>>,
    /// Its title.
    pub title: Box<str>,
    /// Its level: 2 to 6.
    pub level: u8,
    /// Whether the author chose the anchor.
    pub chosen: bool,
    /// Where its heading stands, in the file that holds it.
    pub span: Span,
}

/// Numbers the headings of one text and gives each its anchor.
pub fn number_sections<'a>(headings: impl Iterator<Item = &'a Heading> + Clone) -> Vec<Section> {
    let typed = headings.clone().any(|heading| heading.typed_number.is_some());
    let chosen: HashSet<&str> = headings.clone().filter_map(|heading| heading.id.as_deref()).collect();
    let mut taken = TakenAnchors::default();
    let mut counter = Counter::default();
    headings
        .map(|heading| {
            let anchor = match &heading.id {
                Some(id) => id.to_string(),
                None => taken.free(&anchor_of(&heading.text), &chosen),
            };
            taken.anchors.insert(anchor.clone());
            let count = counter.next(heading);
            let number = if typed { heading.typed_number.clone() } else { count.map(Into::into) };
            Section {
                anchor: anchor.into(),
                number,
                title: heading.text.clone(),
                level: heading.level.max(2),
                chosen: heading.id.is_some(),
                span: heading.span,
            }
        })
        .collect()
}

/// Anchors that are given away.
#[derive(Default)]
struct TakenAnchors {
    anchors: HashSet<String>,
    /// The last number that was put behind an anchor: a text of a thousand equal headings must not count from 2 for each.
    numbers: HashMap<String, usize>,
}

impl TakenAnchors {
    fn free(&mut self, wanted: &str, chosen: &HashSet<&str>) -> String {
        let free = |anchor: &str| !self.anchors.contains(anchor) && !chosen.contains(anchor);
        if free(wanted) {
            return wanted.to_owned();
        }
        let number = self.numbers.entry(wanted.to_owned()).or_insert(1);
        loop {
            *number += 1;
            let anchor = format!("{wanted}-{number}");
            if free(&anchor) {
                return anchor;
            }
        }
    }
}

/// Counts headings of levels 2 to 4. Below an unnumbered heading nothing is numbered.
#[derive(Default)]
struct Counter {
    counts: [u32; 3],
    silent_from: Option<u8>,
}

impl Counter {
    fn next(&mut self, heading: &Heading) -> Option<String> {
        let level = heading.level.max(2);
        if self.silent_from.is_some_and(|from| level > from) {
            return None;
        }
        self.silent_from = heading.unnumbered.then_some(level);
        if heading.unnumbered || level > 4 {
            return None;
        }
        let depth = usize::from(level - 2);
        for (index, count) in self.counts.iter_mut().enumerate() {
            match index.cmp(&depth) {
                // A level that was left out is a fault of its own; its count must not be 0.
                std::cmp::Ordering::Less => *count = (*count).max(1),
                std::cmp::Ordering::Equal => *count += 1,
                std::cmp::Ordering::Greater => *count = 0,
            }
        }
        let numbers: Vec<String> = self.counts.iter().take(depth + 1).map(u32::to_string).collect();
        Some(numbers.join("."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading(level: u8, text: &str, typed: Option<&str>, unnumbered: bool) -> Heading {
        Heading {
            level,
            id: None,
            unnumbered,
            typed_number: typed.map(Into::into),
            content: Vec::new(),
            text: text.into(),
            span: Span::default(),
        }
    }

    fn numbers(headings: &[Heading]) -> Vec<String> {
        number_sections(headings.iter())
            .iter()
            .map(|section| format!("{}#{}", section.number.as_deref().unwrap_or("-"), section.anchor))
            .collect()
    }

    #[test]
    fn counts_and_lets_headings_opt_out() {
        let headings = [
            heading(2, "Aims", None, false),
            heading(3, "Why", None, false),
            heading(2, "Aside", None, true),
            heading(3, "Under it", None, false),
            heading(2, "Aims", None, false),
        ];
        assert_eq!(numbers(&headings), ["1#aims", "1.1#why", "-#aside", "-#under-it", "2#aims-2"]);
    }

    #[test]
    fn keeps_typed_numbers_and_adds_none() {
        let headings = [heading(2, "Aims", Some("2"), false), heading(3, "Being safe", None, false)];
        assert_eq!(numbers(&headings), ["2#aims", "-#being-safe"]);
    }
}
