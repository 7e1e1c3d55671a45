//! Words that are not finished, and words with a typing error: what they stand for (QUERY.md 3).
//!
//! Takes folded words and an index, gives ways to find them. Knows no question.

use std::collections::HashMap;

use super::analysis::{Analysis, Analyzer, CompoundKind};
use super::lookup::Lookup;
use super::spelling::{Edit, edit};
use super::stop_words::is_stop_word;
use super::units::Way;

/// The most stems that an unfinished word stands for besides its own.
const MOST_BEGUN: usize = 8;

/// The most stems that a word with an error stands for.
const MOST_REPAIRED: usize = 3;

const BEGUN: f32 = 0.5;
const REPAIRED: f32 = 0.6;
const REPAIRED_ENTRY: f32 = 0.48;

/// The most characters of a word in which no letter is taken for another.
const TINY: usize = 3;

/// The most characters of an abbreviation.
const ABBREVIATION: usize = 5;

/// The fewest characters of a word that is taken for unfinished or wrong.
const LEAST: usize = 2;

/// Whether a folded word may be the beginning of another.
pub fn may_be_unfinished(folded: &str) -> bool {
    folded.chars().nth(LEAST - 1).is_some()
}

/// Whether a folded word that no section holds may have an error in it. One that is too long is empty here.
pub fn may_be_wrong(folded: &str) -> bool {
    may_be_unfinished(folded) && !folded.chars().any(char::is_numeric)
}

/// The stems of the words that begin with an unfinished one, its own left out; and the most frequent word of each.
pub fn begun(lookup: &Lookup<'_>, analyzer: &Analyzer, folded: &str, own: &str) -> Repaired {
    let mut stems: Vec<(String, u32, String)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    lookup.words_from(folded, |word, frequency| {
        let stem = analyzer.stem(word);
        if stem == own {
            return;
        }
        let place = *places.entry(stem.clone()).or_insert(stems.len());
        match stems.get_mut(place) {
            None => stems.push((stem, frequency, word.to_owned())),
            Some((_, most, shown)) if frequency > *most => (*most, *shown) = (frequency, word.to_owned()),
            Some(_) => {}
        }
    });
    // The sort is stable: stems that are equally frequent stay in the order of their first words.
    stems.sort_by_key(|(_, frequency, _)| std::cmp::Reverse(*frequency));
    let stems = stems.into_iter().take(MOST_BEGUN);
    let (ways, shown): (Vec<_>, Vec<_>) = stems.map(|(stem, _, word)| (Way::one(BEGUN, stem), word)).unzip();
    Repaired { shown: shown.into_iter().take(MOST_REPAIRED).collect(), ways }
}

/// What a word that is not finished, or has an error, stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Repaired {
    /// The words shown instead, best first.
    pub shown: Vec<String>,
    /// How they are found.
    pub ways: Vec<Way>,
}

/// A word that no section holds.
#[derive(Clone, Copy, Debug)]
pub struct Unknown<'a> {
    /// As it was typed.
    pub typed: &'a str,
    /// Folded.
    pub folded: &'a str,
}

impl Unknown<'_> {
    /// The last of the edits that it may have: a short word becomes any other by an exchange of letters, and an abbreviation is none.
    fn most(self) -> Edit {
        let letters = self.folded.chars().count();
        let capitals = self.typed.chars().filter(|letter| letter.is_uppercase()).count();
        if letters <= ABBREVIATION && capitals > 1 {
            Edit::Swap
        } else if letters <= TINY {
            Edit::Missing
        } else {
            Edit::Other
        }
    }
}

/// What some words stand for that no section holds: words at one edit, with the same first character and such that a question would not
/// drop them; or with `any_first` character, and such that stand nearly everywhere.
///
/// # Errors
/// When the index cannot be read.
pub fn repaired(
    lookup: &Lookup<'_>,
    analyzer: &Analyzer,
    unknown: &[Unknown<'_>],
    any_first: bool,
) -> tantivy::Result<Vec<Repaired>> {
    let mut candidates: Vec<Vec<(u32, String)>> = vec![Vec::new(); unknown.len()];
    let asked: Vec<(Vec<char>, Edit)> =
        unknown.iter().map(|word| (word.folded.chars().collect(), word.most())).collect();
    let mut letters = Vec::new();
    let mut look = |start: &str| {
        lookup.words_from(start, |word, frequency| {
            letters.clear();
            letters.extend(word.chars());
            for ((asked, most), found) in asked.iter().zip(&mut candidates) {
                let first = any_first || asked.first() == letters.first();
                if first && edit(asked, &letters).is_some_and(|edit| edit <= *most) {
                    found.push((frequency, word.to_owned()));
                }
            }
        });
    };
    if any_first {
        look("");
    } else {
        let mut starts: Vec<String> = asked.iter().filter_map(|(word, _)| word.first()).map(char::to_string).collect();
        starts.sort_unstable();
        starts.dedup();
        for start in &starts {
            look(start);
        }
    }
    let best = |mut found: Vec<(u32, String)>| {
        found.sort_by(|(many, one), (few, other)| few.cmp(many).then_with(|| one.cmp(other)));
        let mut kept = Vec::new();
        for (place, (frequency, word)) in found.into_iter().enumerate() {
            let says = if any_first {
                !is_stop_word(analyzer.english(), &word)
            } else {
                !is_dropped(lookup, analyzer, &word, &analyzer.stem(&word))?
            };
            match says {
                false if place == 0 => break,
                false => {}
                true => kept.push((frequency, word)),
            }
        }
        Ok(best_of(kept, analyzer))
    };
    candidates.into_iter().map(best).collect()
}

/// Whether a word says nothing in a manual: a stop word, or one of more than half of all sections.
///
/// # Errors
/// When the index cannot be read.
pub fn is_dropped(lookup: &Lookup<'_>, analyzer: &Analyzer, folded: &str, stem: &str) -> tantivy::Result<bool> {
    Ok(is_stop_word(analyzer.english(), folded)
        || u64::from(lookup.frequency(stem)?) * 2 > u64::from(lookup.sections()))
}

/// Words that are like some that no section holds, though not near enough to be taken for them: up to so many of each, the
/// nearest first.
///
/// # Errors
/// When the index cannot be read.
pub fn near_words(lookup: &Lookup<'_>, asked: &Analysis, most: usize) -> tantivy::Result<Vec<String>> {
    let mut near = Vec::new();
    for word in &asked.words {
        let letters = word.folded.chars().count();
        if !may_be_wrong(&word.folded) || lookup.frequency(&word.stem)? > 0 {
            continue;
        }
        let mut found: Vec<(usize, u32, String)> = Vec::new();
        let first: String = word.folded.chars().take(1).collect();
        lookup.words_from(&first, |known, frequency| {
            let far = letters.abs_diff(known.chars().count());
            if far <= letters / 3 {
                let distance = strsim::osa_distance(&word.folded, known);
                if distance <= letters / 3 {
                    found.push((distance, u32::MAX - frequency, known.to_owned()));
                }
            }
        });
        found.sort_unstable();
        near.extend(found.into_iter().take(most).map(|(_, _, word)| word));
    }
    Ok(near)
}

/// The first three stems among candidates, best first.
fn best_of(candidates: Vec<(u32, String)>, analyzer: &Analyzer) -> Repaired {
    let mut repaired = Repaired::default();
    let mut stems: Vec<String> = Vec::new();
    for (_, word) in candidates {
        let stem = analyzer.stem(&word);
        if stems.contains(&stem) {
            continue;
        }
        if stems.len() == MOST_REPAIRED {
            break;
        }
        repaired.ways.push(Way::one(REPAIRED, stem.as_str()));
        let analysis = analyzer.read(&word);
        let entries = analysis.compounds.iter().filter(|found| matches!(found.kind, CompoundKind::Entry(_)));
        repaired.ways.extend(entries.map(|found| Way::one(REPAIRED_ENTRY, &*found.term)));
        stems.push(stem);
        repaired.shown.push(word);
    }
    repaired
}
