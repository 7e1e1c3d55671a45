//! The words that a page explains: `partials/words.html`.

use serde::Serialize;

use crate::model::site::Site;

/// A word and what it means.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct WordView {
    /// The id of its entry.
    pub id: String,
    /// The term.
    pub term: String,
    /// Its abbreviation, or empty.
    pub abbreviation: String,
    /// What it means.
    pub definition: String,
    /// Its entry in the glossary, from this page.
    pub url: String,
}

/// The views of some entries of the glossary, by the alphabet. `glossary` is the glossary's address from the page.
pub fn word_views(site: &Site, entries: &[u32], glossary: &str) -> Vec<WordView> {
    let found = entries.iter().filter_map(|entry| site.registers.glossary.all.get(*entry as usize));
    let mut words: Vec<WordView> = found
        .filter(|term| !term.definition.trim().is_empty())
        .map(|term| WordView {
            id: term.id.clone(),
            term: term.term.clone(),
            abbreviation: term.abbreviation.clone().unwrap_or_default(),
            definition: term.definition.clone(),
            url: format!("{glossary}#{}", term.id),
        })
        .collect();
    words.sort_by_cached_key(|word| (site.words.alphabet.sort_key(&word.term), word.id.clone()));
    words.dedup_by(|one, other| one.id == other.id);
    words
}
