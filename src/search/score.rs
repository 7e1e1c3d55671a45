//! The score of every section for the units and phrases of a question.
//!
//! Takes what a question stands for and an index, gives a score for each section, 0 for those that do not answer. Adds in
//! the order of the specification.

use super::lookup::Lookup;
use super::units::{Phrase, Unit};

/// A sum over sections, and which of them have been added to.
struct Sums {
    scores: Vec<f32>,
    touched: Vec<u32>,
}

impl Sums {
    fn new(sections: u32) -> Self {
        Sums { scores: vec![0.0; sections as usize], touched: Vec::new() }
    }

    fn change(&mut self, section: u32, change: impl FnOnce(f32) -> f32) {
        if let Some(score) = self.scores.get_mut(section as usize) {
            if *score == 0.0 {
                self.touched.push(section);
            }
            *score = change(*score);
        }
    }

    /// Gives what has been gathered, and begins anew.
    fn drain(&mut self, mut give: impl FnMut(u32, f32)) {
        for section in self.touched.drain(..) {
            if let Some(score) = self.scores.get_mut(section as usize) {
                // A section that was touched while it stood at nothing is listed twice.
                if *score != 0.0 {
                    give(section, std::mem::take(score));
                }
            }
        }
    }
}

/// The scores of all sections; `None` if there are phrases and no section holds them all. `title` is what titles count.
///
/// # Errors
/// When the index cannot be read.
pub fn score_sections(
    lookup: &Lookup<'_>,
    units: &[Unit],
    phrases: &[Phrase],
    title: f32,
) -> tantivy::Result<Option<Vec<f32>>> {
    let sections = lookup.sections();
    let mut total = Sums::new(sections);
    let (mut unit_sums, mut way_sums) = (Sums::new(sections), Sums::new(sections));
    for unit in units {
        for way in &unit.ways {
            for term in &way.terms {
                for (section, score) in lookup.scores(term, title)? {
                    way_sums.change(section, |sum| sum + score);
                }
            }
            way_sums.drain(|section, sum| unit_sums.change(section, |best| best.max(sum * way.factor)));
        }
        unit_sums.drain(|section, best| total.change(section, |sum| sum + best));
    }
    let mut held = vec![0_usize; if phrases.is_empty() { 0 } else { sections as usize }];
    for phrase in phrases {
        let Some(stems) = phrase.whole() else { return Ok(None) };
        for (section, score) in lookup.phrase(&stems)? {
            total.change(section, |sum| sum + score);
            if let Some(count) = held.get_mut(section as usize) {
                *count += 1;
            }
        }
    }
    let mut scores = total.scores;
    if !phrases.is_empty() {
        for (score, count) in scores.iter_mut().zip(&held) {
            if *count < phrases.len() {
                *score = 0.0;
            }
        }
        if scores.iter().all(|score| *score == 0.0) {
            return Ok(None);
        }
    }
    Ok(Some(scores))
}
