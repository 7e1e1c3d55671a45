//! A question is asked of one set: words to terms, terms to scores, scores to entries in their order.
//!
//! Takes an index with the records that it was made of, gives answers. What each step means stands in QUERY.md.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::analysis::{Analysis, Analyzer};
use super::answer::{Answer, Exact, Question};
use super::exact::{is_number_alone, numbered};
use super::expand::near_words;
use super::filters::{Passes, passes};
use super::grouping::{FoundEntry, found_entry, put_in_order};
use super::index::{IndexError, SetIndex};
use super::lookup::Lookup;
use super::question::{content_stems, read_loosely, read_question};
use super::reading::{Reading, read};
use super::records::{EntryKind, SearchSet};
use super::score::score_sections;
use super::snippet::{Snippet, marks_in, shown_text, snippet};

/// A set that can be asked.
pub struct Asker<'a> {
    set: &'a SearchSet,
    analyzer: Analyzer,
    lookup: Lookup<'a>,
    /// By entry: the ordinal of its first section.
    first: Vec<u32>,
    /// By the content stems of titles: the entries that have them.
    titles: OnceLock<HashMap<Vec<Arc<str>>, Vec<usize>>>,
}

/// The answer to one question. For several, an [`Asker`] keeps what they share.
///
/// # Errors
/// When the index cannot be read.
pub fn ask(index: &SetIndex, set: &SearchSet, question: &Question) -> Result<Answer, IndexError> {
    Asker::new(index, set).ask(question)
}

impl<'a> Asker<'a> {
    /// Asks an index, with the records that it was made of.
    pub fn new(index: &'a SetIndex, set: &'a SearchSet) -> Self {
        let mut next = 0_u32;
        let mut first = Vec::with_capacity(set.entries.len());
        for entry in &set.entries {
            first.push(next);
            next = next.saturating_add(u32::try_from(entry.sections.len()).unwrap_or(u32::MAX));
        }
        let (analyzer, lookup) = (Analyzer::of(set), Lookup::of(index));
        Asker { set, analyzer, lookup, first, titles: OnceLock::new() }
    }

    /// The answer to a question.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ask(&self, question: &Question) -> Result<Answer, IndexError> {
        self.answer(question).map_err(|source| IndexError::new("read", source))
    }

    /// The section with an ordinal: its entry's place, and its own in the entry.
    pub fn section(&self, ordinal: u32) -> (usize, usize) {
        let entry = self.first.partition_point(|first| *first <= ordinal).saturating_sub(1);
        let first = self.first.get(entry).copied().unwrap_or(0);
        (entry, ordinal.saturating_sub(first) as usize)
    }

    /// Words of the set that are like those of a question that it does not hold: up to so many of each, the nearest first, of these the
    /// more frequent.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn near_words(&self, typed: &str, most: usize) -> Result<Vec<String>, IndexError> {
        let asked = read_loosely(&self.analyzer, typed).rest;
        near_words(&self.lookup, &asked, most).map_err(|source| IndexError::new("read", source))
    }

    fn answer(&self, question: &Question) -> tantivy::Result<Answer> {
        let mut asked = read_question(&self.analyzer, &question.words);
        let mut reading = read(&self.lookup, &self.analyzer, &asked, question.unfinished)?;
        let mut scores = self.scores(&reading)?;
        let loosened = scores.is_none();
        let loose = read_loosely(&self.analyzer, &question.words);
        if loosened {
            asked = loose.clone();
            reading = read(&self.lookup, &self.analyzer, &asked, question.unfinished)?;
            scores = self.scores(&reading)?;
        }
        let numbered = numbered(self.set, &question.words);
        let mut found = self.found(&scores.unwrap_or_default(), &numbered, self.titled(&loose.rest));
        if !numbered.is_empty() && is_number_alone(&question.words) {
            found.retain(|found| found.hit.exact == Exact::Number);
        }
        let Reading { repairs, missing, terms, .. } = reading;
        let terms = terms.into_iter().collect();
        let answer = Answer { repairs, missing, loosened, terms, ..Answer::default() };
        Ok(self.filtered(answer, found, question))
    }

    /// The snippet of a section, by its ordinal in the set.
    pub fn snippet(&self, ordinal: u32, terms: &[String]) -> Snippet {
        let (entry, place) = self.section(ordinal);
        let Some(entry) = self.set.entries.get(entry) else { return Snippet::default() };
        let opening = entry.kind == EntryKind::Register;
        let section = entry.sections.get(place);
        section.map_or_else(Snippet::default, |section| {
            let weights: Vec<u32> = terms.iter().map(|term| self.lookup.weight(term)).collect();
            snippet(&self.analyzer, &shown_text(&section.text), terms, &weights, opening)
        })
    }

    /// The words of a title or heading that match.
    pub fn marks_in(&self, text: &str, terms: &[String]) -> Vec<(usize, usize)> {
        marks_in(&self.analyzer, text, terms)
    }

    fn scores(&self, reading: &Reading) -> tantivy::Result<Option<Vec<f32>>> {
        score_sections(&self.lookup, &reading.units, &reading.phrases, reading.title)
    }

    /// The entries whose title has the content words of a question.
    fn titled(&self, question: &Analysis) -> &[usize] {
        let Some(stems) = content_stems(question, self.analyzer.english()) else { return &[] };
        let titles = self.titles.get_or_init(|| {
            let mut titles: HashMap<Vec<Arc<str>>, Vec<usize>> = HashMap::new();
            for (place, entry) in self.set.entries.iter().enumerate() {
                let mut title = self.analyzer.read(&entry.title);
                title.words.retain(|word| !word.stem.is_empty());
                if let Some(stems) = content_stems(&title, self.analyzer.english()) {
                    titles.entry(stems).or_default().push(place);
                }
            }
            titles
        });
        titles.get(&stems).map_or(&[], Vec::as_slice)
    }

    /// The entries that answer, in reading order.
    fn found(&self, scores: &[f32], numbered: &[(usize, usize)], titled: &[usize]) -> Vec<FoundEntry> {
        let mut found = Vec::new();
        let entries = self.set.entries.iter().zip(&self.first).enumerate();
        for (place, (entry, first)) in entries {
            let number = numbered.binary_search_by_key(&place, |(place, _)| *place).ok();
            let meant = number.and_then(|at| numbered.get(at)).map(|(_, section)| *section);
            let exact = match meant {
                Some(_) => Exact::Number,
                None if titled.binary_search(&place).is_ok() => Exact::Title,
                None => Exact::No,
            };
            let from = *first as usize;
            let scores = scores.get(from..from + entry.sections.len()).unwrap_or_default();
            found.extend(found_entry(place, exact, meant, *first, scores));
        }
        found
    }

    /// Leaves entries out, counts, and puts the rest in order.
    fn filtered(&self, mut answer: Answer, mut found: Vec<FoundEntry>, question: &Question) -> Answer {
        let aside = |found: &FoundEntry| self.set.entries.get(found.hit.entry).is_some_and(|entry| entry.aside);
        answer.unfiltered = found.iter().filter(|found| question.filters.aside || !aside(found)).count();
        found.retain(|found| {
            let Some(entry) = self.set.entries.get(found.hit.entry) else { return false };
            let passes = passes(self.set, entry, &question.filters);
            answer.aside += usize::from(passes == Passes::Aside);
            passes == Passes::Shown
        });
        answer.entries = found.len();
        answer.sections = found.iter().map(|found| found.sections).sum();
        put_in_order(&mut found);
        answer.hits = found.into_iter().take(question.limit).map(|found| found.hit).collect();
        answer
    }
}
