//! The forms by which glossary entries are known, found among the stems of a text (QUERY.md 2.5).
//!
//! Takes the numbers of stems, gives the longest form that begins at one. Costs nothing at words with which no form begins.

use std::collections::HashMap;
use std::sync::Arc;

use super::stop_words::is_stop_word;
use super::vocabulary::{Stemmer, folded_words};

/// The most words of a form: no text repeats what is longer.
pub const LONGEST_FORM: usize = 24;

/// The forms of a glossary.
#[derive(Debug, Default)]
pub struct GlossaryForms {
    /// The entries' terms: `=ID`.
    terms: Vec<Arc<str>>,
    /// The number of each stem that a form holds, from 1.
    stems: HashMap<Box<str>, u32>,
    /// From a node (0: none yet) by a stem to the next node, from 1.
    steps: HashMap<(u32, u32), u32>,
    /// By node: the entries that have the form that ends there, by their places; behind the first, which stands for no node.
    ends: Vec<Vec<u32>>,
}

impl GlossaryForms {
    /// The forms of a register's entries, each by its id.
    pub fn of(english: bool, entries: &[(Arc<str>, Vec<Arc<str>>)]) -> Self {
        let stemmer = Stemmer::new(english);
        let mut forms = GlossaryForms { ends: vec![Vec::new()], ..GlossaryForms::default() };
        for (place, (id, written)) in (0_u32..).zip(entries) {
            forms.terms.push(Arc::from(format!("={id}")));
            for form in written {
                let words: Option<Vec<String>> = folded_words(form).collect();
                let Some(words) = words.filter(|words| words.len() <= LONGEST_FORM) else { continue };
                if words.iter().any(|word| !is_stop_word(english, word)) {
                    forms.put(words.iter().map(|word| stemmer.stem(word)), place);
                }
            }
        }
        forms
    }

    fn put<'a>(&mut self, stems: impl Iterator<Item = std::borrow::Cow<'a, str>>, entry: u32) {
        let mut node = 0;
        for stem in stems {
            let next = u32::try_from(self.stems.len()).unwrap_or(u32::MAX).saturating_add(1);
            let number = *self.stems.entry(Box::from(stem)).or_insert(next);
            let free = u32::try_from(self.ends.len()).unwrap_or(u32::MAX);
            node = *self.steps.entry((node, number)).or_insert(free);
            if node == free {
                self.ends.push(Vec::new());
            }
        }
        if let Some(end) = self.ends.get_mut(node as usize)
            && !end.contains(&entry)
        {
            end.push(entry);
        }
    }

    /// The number of a stem, 0 if no form holds it; and whether a form begins with it.
    pub fn number_of(&self, stem: &str) -> (u32, bool) {
        let number = self.stems.get(stem).copied().unwrap_or(0);
        (number, number > 0 && self.steps.contains_key(&(0, number)))
    }

    /// The longest form that begins where some stems do, given by their numbers: how many words it has, and its entries
    /// by their places in the register.
    pub fn longest(&self, stems: impl Iterator<Item = u32>) -> Option<(usize, &[u32])> {
        let mut node = 0;
        let mut found = None;
        for (count, number) in (1..).zip(stems) {
            let Some(next) = self.steps.get(&(node, number)) else { break };
            node = *next;
            found =
                self.ends.get(node as usize).filter(|end| !end.is_empty()).map(|end| (count, end.as_slice())).or(found);
        }
        found
    }

    /// The term of an entry, by its place.
    pub fn term(&self, entry: u32) -> Option<&Arc<str>> {
        self.terms.get(entry as usize)
    }
}
