//! The age at which a reader understands a chapter without effort, estimated by a published formula.
//!
//! The formula is the Flesch–Kincaid grade level: 0.39 × words per sentence + 11.8 × syllables per word − 15.59 (Kincaid,
//! Fishburne, Rogers and Chissom, "Derivation of new readability formulas for Navy enlisted personnel", Research Branch
//! Report 8-75, 1975). A grade is a school year of the United States; its pupils are five years older than its number. It
//! holds for English alone. Quotations and tables are not the author's sentences and are left out; an item of a list
//! counts as a sentence.

use std::ops::Range;

use super::prose::{Form, Stretch};
use super::sentences::words;
use super::syllables::{count_syllables, most_syllables};
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Span;
use crate::parse::document::Document;

/// The fewest words that an estimate can be made from.
const FEWEST_WORDS: usize = 150;
/// The fewest sentences.
const FEWEST_SENTENCES: usize = 8;
/// How many of the longest sentences are named.
const NAMED: usize = 3;

/// How a word's syllables are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// The most that there can be: enough to see that a text is easy, and cheap.
    AtMost,
    /// By the rules.
    Each,
}

/// What is counted in a chapter.
pub struct ReadingAge {
    count: Count,
    words: usize,
    sentences: usize,
    syllables: usize,
    /// The longest sentences with their numbers of words, the longest first.
    longest: Vec<(usize, Span)>,
}

impl ReadingAge {
    /// Nothing counted yet.
    pub fn new(count: Count) -> Self {
        ReadingAge { count, words: 0, sentences: 0, syllables: 0, longest: Vec::new() }
    }

    /// Whether a chapter may be harder to read than the site wishes.
    #[expect(clippy::cast_precision_loss, reason = "an age has two digits")]
    pub fn may_exceed(&self, most: i64) -> bool {
        self.years().is_some_and(|years| years.round() > most as f64)
    }

    /// Counts a stretch of text.
    pub fn read(&mut self, stretch: &Stretch<'_>, sentences: &[Range<usize>]) {
        if stretch.setting.quoted || stretch.setting.form == Form::Row {
            return;
        }
        for range in sentences {
            let sentence = stretch.text.get(range.clone()).unwrap_or("");
            let mut count = 0;
            for word in words(sentence) {
                count += 1;
                // An address is no word to be spoken.
                self.syllables += match self.count {
                    _ if word.len() > 30 => 1,
                    Count::AtMost => most_syllables(word),
                    Count::Each => count_syllables(word),
                };
            }
            if count == 0 {
                continue;
            }
            self.words += count;
            self.sentences += 1;
            if self.count == Count::AtMost {
                continue;
            }
            if self.longest.len() < NAMED || self.longest.last().is_some_and(|(least, _)| count > *least) {
                let place = self.longest.partition_point(|(more, _)| *more >= count);
                self.longest.insert(place, (count, stretch.span(range.clone())));
                self.longest.truncate(NAMED);
            }
        }
    }

    /// The age in years; nothing for a text too short to judge.
    #[expect(clippy::cast_precision_loss, reason = "no chapter has so many words that a unit more or less is seen")]
    pub fn years(&self) -> Option<f64> {
        if self.words < FEWEST_WORDS || self.sentences < FEWEST_SENTENCES {
            return None;
        }
        let (words, sentences, syllables) = (self.words as f64, self.sentences as f64, self.syllables as f64);
        Some(0.39 * (words / sentences) + 11.8 * (syllables / words) - 15.59 + 5.0)
    }

    /// Reports a chapter that is harder to read than the site wishes.
    #[expect(clippy::cast_precision_loss, reason = "an age has two digits")]
    pub fn report(&self, document: &Document, most: i64, diagnostics: &mut Vec<Diagnostic>) {
        let Some(years) = self.years().filter(|years| years.round() > most as f64) else { return };
        let message = format!("this reads like a text for readers of {years:.0} years and over; {most} is the most");
        let longest: Vec<String> = self.longest.iter().map(|(count, _)| count.to_string()).collect();
        let help = format!(
            "split long sentences and take plainer words; its longest sentences have {} words",
            joined(&longest)
        );
        let place = document.place_of_key("title");
        let mut fault = Diagnostic::new(&codes::READING_AGE, place, message).help(help);
        for (count, span) in &self.longest {
            fault = fault.related(document.place(*span), format!("a sentence of {count} words"));
        }
        diagnostics.push(fault);
    }
}

fn joined(words: &[String]) -> String {
    match words {
        [before @ .., last] if !before.is_empty() => format!("{} and {last}", before.join(", ")),
        _ => words.concat(),
    }
}
