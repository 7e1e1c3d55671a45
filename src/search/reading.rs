//! What a question stands for in one set: its units with their expansions and repairs, its phrases, and what is marked (QUERY.md 3).
//!
//! Takes a question's words and an index, gives terms. Scores nothing.

use std::collections::BTreeSet;

use super::analysis::{Analyzer, CompoundKind, Word};
use super::answer::Repair;
use super::expand::{Repaired, Unknown, begun, is_dropped, may_be_unfinished, may_be_wrong, repaired};
use super::lookup::Lookup;
use super::question::ReadQuestion;
use super::stop_words::is_stop_word;
use super::units::{Phrase, Unit, Way};

/// How much it counts besides that a form of the same entry of the glossary stands there, whichever.
const ENTRY: f32 = 0.5;

/// How much titles count in short questions, and in long ones.
const TITLE: f32 = 1.0;
const TITLE_OF_LONG: f32 = 0.3;

/// The fewest characters of a word in the midst of a question that may stand for what it begins.
const SHORTENED: usize = 4;

/// The most content words of a short question.
const SHORT: usize = 4;

/// What a question stands for.
#[derive(Debug, Default)]
pub struct Reading {
    /// Its units.
    pub units: Vec<Unit>,
    /// Its phrases.
    pub phrases: Vec<Phrase>,
    /// The words that were repaired.
    pub repairs: Vec<Repair>,
    /// The words that no section holds, and that stand for nothing else.
    pub missing: Vec<String>,
    /// What is marked.
    pub terms: BTreeSet<String>,
    /// How much titles count.
    pub title: f32,
}

/// A word that may have to be repaired, and the unit that waits for it.
struct Wrong {
    unit: usize,
    typed: String,
    folded: std::sync::Arc<str>,
    /// Whether it may not be finished: it is the last, and nothing stands behind it.
    open: bool,
}

/// Makes out what a question stands for. `unfinished`: it is still being typed.
///
/// # Errors
/// When the index cannot be read.
pub fn read(
    lookup: &Lookup<'_>,
    analyzer: &Analyzer,
    question: &ReadQuestion,
    unfinished: bool,
) -> tantivy::Result<Reading> {
    let mut making = Making { lookup, analyzer, reading: Reading::default(), wrong: Vec::new() };
    let words = &question.rest.words;
    let mut dropped = Vec::with_capacity(words.len());
    for word in words {
        dropped.push(is_dropped(lookup, analyzer, &word.folded, &word.stem)?);
    }
    let last = words.len().checked_sub(1).filter(|_| question.open);
    let mut content = 0;
    let mut entries =
        question.rest.compounds.iter().filter(|found| matches!(found.kind, CompoundKind::Entry(_))).peekable();
    let mut at = 0;
    while let (Some(word), Some(is_dropped)) = (words.get(at), dropped.get(at)) {
        if let Some(form) = entries.peek().filter(|form| form.first == at).copied() {
            let mut ids = Vec::new();
            while let Some(found) = entries.next_if(|found| found.first == at) {
                ids.push(&*found.term);
            }
            let inside = words.iter().zip(&dropped).take(form.last + 1).skip(at);
            let inside: Vec<(&Word, bool)> = inside.map(|(word, dropped)| (word, *dropped)).collect();
            content += inside.iter().filter(|(_, dropped)| !dropped).count();
            making.put_form(&inside, &ids);
            at = form.last + 1;
            continue;
        }
        if !is_dropped {
            content += 1;
            let typed = question.text.get(word.start..word.end).unwrap_or("");
            making.put_word(word, typed, last == Some(at), unfinished)?;
        }
        at += 1;
    }
    for found in &question.rest.compounds {
        let is_entry = matches!(found.kind, CompoundKind::Entry(_));
        if !is_entry && lookup.frequency(&found.term)? > 0 {
            making.reading.units.push(Unit { ways: vec![Way::one(1.0, &*found.term)] });
        }
    }
    for phrase in &question.phrases {
        making.put_phrase(&phrase.words);
    }
    if making.reading.units.is_empty() && making.reading.phrases.is_empty() {
        content = words.len();
        let ways = words.iter().map(|word| Unit { ways: vec![Way::one(1.0, &*word.stem)] });
        making.reading.units.extend(ways);
    }
    making.repair()?;
    making.reading.title = if content > SHORT { TITLE_OF_LONG } else { TITLE };
    making.mark(question)?;
    Ok(making.reading)
}

struct Making<'a> {
    lookup: &'a Lookup<'a>,
    analyzer: &'a Analyzer,
    reading: Reading,
    wrong: Vec<Wrong>,
}

impl Making<'_> {
    fn put_form(&mut self, words: &[(&Word, bool)], ids: &[&str]) {
        let all = words.iter().all(|(_, dropped)| *dropped);
        let kept = words.iter().filter(|(_, dropped)| all || !dropped);
        let terms = kept.map(|(word, _)| Box::from(&*word.stem)).collect();
        self.reading.units.push(Unit { ways: vec![Way { factor: 1.0, terms }] });
        self.reading.units.push(Unit { ways: ids.iter().map(|id| Way::one(ENTRY, *id)).collect() });
    }

    fn put_word(&mut self, word: &Word, typed: &str, open: bool, unfinished: bool) -> tantivy::Result<()> {
        let mut ways = vec![Way::one(1.0, &*word.stem)];
        if open && unfinished && may_be_unfinished(&word.folded) {
            ways.extend(begun(self.lookup, self.analyzer, &word.folded, &word.stem).ways);
        }
        if ways.len() == 1 && may_be_unfinished(&word.folded) && self.lookup.frequency(&word.stem)? == 0 {
            let folded = std::sync::Arc::clone(&word.folded);
            self.wrong.push(Wrong { unit: self.reading.units.len(), typed: typed.to_owned(), folded, open });
        }
        self.reading.units.push(Unit { ways });
        Ok(())
    }

    fn put_phrase(&mut self, words: &[Word]) {
        let first = words.first().map_or(0, |word| word.place);
        let stem = |word: &Word| (!word.stem.is_empty()).then(|| Box::from(&*word.stem));
        let stems = words.iter().map(|word| (word.place - first, stem(word))).collect();
        self.reading.phrases.push(Phrase { stems });
    }

    /// Repairs the words that no section holds.
    fn repair(&mut self) -> tantivy::Result<()> {
        if self.wrong.is_empty() {
            return Ok(());
        }
        let is_repaired = |wrong: &Wrong| may_be_wrong(&wrong.folded);
        let finish = |wrong: &Wrong| {
            let may_be_short = wrong.open || wrong.folded.chars().nth(SHORTENED - 1).is_some();
            if may_be_short && is_repaired(wrong) {
                begun(self.lookup, self.analyzer, &wrong.folded, "")
            } else {
                Repaired::default()
            }
        };
        let finished: Vec<Repaired> = self.wrong.iter().map(finish).collect();
        let others = {
            let all = self.wrong.iter().zip(&finished);
            all.filter(|(wrong, finished)| finished.ways.is_empty() && is_repaired(wrong)).map(|(wrong, _)| wrong)
        };
        let asked: Vec<Unknown<'_>> =
            others.map(|wrong| Unknown { typed: &wrong.typed, folded: &wrong.folded }).collect();
        let mut repairs = repaired(self.lookup, self.analyzer, &asked, false)?;
        let nothing = finished.iter().chain(&repairs).all(|found| found.ways.is_empty());
        if nothing && !asked.is_empty() && !self.finds_anything()? {
            repairs = repaired(self.lookup, self.analyzer, &asked, true)?;
        }
        let mut repairs = repairs.into_iter();
        for (wrong, finished) in self.wrong.iter().zip(finished) {
            let is_other = finished.ways.is_empty() && is_repaired(wrong);
            let found = if is_other { repairs.next().unwrap_or_default() } else { finished };
            let Repaired { shown, ways } = found;
            if let Some(unit) = self.reading.units.get_mut(wrong.unit) {
                unit.ways.extend(ways);
            }
            let asked = wrong.folded.to_string();
            let Reading { repairs, missing, .. } = &mut self.reading;
            if repairs.iter().any(|repair| repair.asked == asked) || missing.contains(&asked) {
                continue;
            }
            if shown.is_empty() {
                missing.push(asked);
            } else {
                repairs.push(Repair { asked, shown });
            }
        }
        Ok(())
    }

    /// Whether any section holds any term of any unit, or any phrase.
    fn finds_anything(&self) -> tantivy::Result<bool> {
        for term in self.reading.units.iter().flat_map(|unit| &unit.ways).flat_map(|way| &way.terms) {
            if self.lookup.frequency(term)? > 0 {
                return Ok(true);
            }
        }
        for phrase in &self.reading.phrases {
            if let Some(stems) = phrase.whole()
                && !self.lookup.phrase(&stems)?.is_empty()
            {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Gathers what is marked: what any section holds of it.
    fn mark(&mut self, question: &ReadQuestion) -> tantivy::Result<()> {
        let units = self.reading.units.iter().flat_map(|unit| &unit.ways).flat_map(|way| &way.terms);
        let mut terms: BTreeSet<String> = units.map(ToString::to_string).collect();
        for phrase in &question.phrases {
            let is_stop = |word: &&Word| is_stop_word(self.analyzer.english(), &word.folded);
            let all = phrase.words.iter().all(|word| is_stop(&word));
            terms.extend(phrase.words.iter().filter(|word| all || !is_stop(word)).map(|word| word.stem.to_string()));
        }
        for term in terms {
            if self.lookup.frequency(&term)? > 0 {
                self.reading.terms.insert(term);
            }
        }
        Ok(())
    }
}
