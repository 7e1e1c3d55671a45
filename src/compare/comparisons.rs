//! The comparisons of a whole manual, each made once: remembered by all that it is made from.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::comparison::Comparison;
use super::editions::compare_read;
use super::facts::{facts_of, named_law};
use super::flatten::{SectionText, sections_of};
use super::names::link_to;
use crate::memo::{ContentHash, KeyHasher, Memo};
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::passage::Passage;
use crate::model::site::Site;
use crate::parse::sections::Section;

/// What a comparison depends on, for every edition that readers see; and the comparisons of neighbours.
#[derive(Clone)]
pub struct Comparisons {
    chapters: Vec<Arc<Compared>>,
}

/// The comparisons of one chapter.
#[derive(Default)]
struct Compared {
    /// What each edition brings to a comparison.
    keys: Vec<ContentHash>,
    /// Each edition with the one before it.
    neighbours: Vec<Neighbours>,
}

/// An edition with the one before it.
pub struct Neighbours {
    /// The place of the older edition.
    pub older: usize,
    /// The place of the newer edition.
    pub newer: usize,
    /// How the one became the other.
    pub comparison: Arc<Comparison>,
}

impl Comparisons {
    /// Compares every edition that readers see and that has been or will be in force with the one before it.
    pub fn of(site: &Site, memory: &Memo<Comparison>) -> Self {
        let none = Arc::default();
        let compared = |chapter: &Arc<Chapter>| {
            if has_several(chapter) { Arc::new(compare_chapter(site, chapter, memory)) } else { Arc::clone(&none) }
        };
        Comparisons { chapters: site.chapters.par_iter().map(compared).collect() }
    }

    /// Compares the editions of some chapters again, of which an edition was rewritten.
    #[must_use]
    pub fn again(mut self, site: &Site, chapters: &[usize], memory: &Memo<Comparison>) -> Self {
        for place in chapters {
            let chapter = site.chapters.get(*place).filter(|chapter| has_several(chapter));
            if let (Some(chapter), Some(compared)) = (chapter, self.chapters.get_mut(*place)) {
                *compared = Arc::new(compare_chapter(site, chapter, memory));
            }
        }
        self
    }

    /// The comparisons of a chapter's neighbouring editions, oldest first.
    pub fn neighbours(&self, chapter: usize) -> &[Neighbours] {
        self.chapters.get(chapter).map(|compared| compared.neighbours.as_slice()).unwrap_or_default()
    }

    /// What the comparison of two editions of a chapter depends on; `None` where readers see fewer than two.
    pub fn key(&self, chapter: usize, older: usize, newer: usize) -> Option<ContentHash> {
        let keys = &self.chapters.get(chapter)?.keys;
        Some(pair_key(keys.get(older)?, keys.get(newer)?))
    }
}

fn has_several(chapter: &Chapter) -> bool {
    chapter.editions.iter().filter(|edition| edition.visible).count() > 1
}

fn compare_chapter(site: &Site, chapter: &Chapter, memory: &Memo<Comparison>) -> Compared {
    let keys: Vec<ContentHash> = chapter.editions.iter().map(|edition| edition_key(site, edition)).collect();
    // The text that was the newer one is the older one of the next pair.
    let mut last: Option<(usize, Vec<SectionText>)> = None;
    let pairs = neighbours(chapter).into_iter().filter_map(|(older, newer)| {
        let key = pair_key(keys.get(older)?, keys.get(newer)?);
        let (before, after) = (chapter.editions.get(older)?, chapter.editions.get(newer)?);
        let comparison = memory.recall(key, || {
            let read = last.take().filter(|(place, _)| *place == older).map(|(_, read)| read);
            let read = read.unwrap_or_else(|| sections_of(site, &before.text));
            let next = sections_of(site, &after.text);
            let comparison = compare_read(site, (before, &read), (after, &next));
            last = Some((newer, next));
            comparison
        });
        Some(Neighbours { older, newer, comparison })
    });
    let neighbours = pairs.collect();
    Compared { keys, neighbours }
}

fn pair_key(older: &ContentHash, newer: &ContentHash) -> ContentHash {
    ContentHash::of_all([*older, *newer])
}

/// The places of editions that follow each other in force, for readers: drafts, and texts without a day, aside.
fn neighbours(chapter: &Chapter) -> Vec<(usize, usize)> {
    let counts = |edition: &Edition| edition.visible && !matches!(edition.state, State::Draft | State::Prospective);
    let places: Vec<usize> =
        chapter.editions.iter().enumerate().filter(|(_, edition)| counts(edition)).map(|(place, _)| place).collect();
    places.iter().copied().zip(places.iter().copied().skip(1)).collect()
}

/// The hash of everything of an edition that a comparison shows: its text with all that was written into it, where its
/// links lead and what that is called, and its facts.
fn edition_key(site: &Site, edition: &Edition) -> ContentHash {
    let mut gathered = KeyHasher::default();
    put_passage(site, &edition.text.passage, &edition.text.sections, &mut gathered);
    site.config.areas.hash(&mut gathered);
    (facts_of(site, edition), named_law(site, edition)).hash(&mut gathered);
    gathered.key()
}

fn put_passage(site: &Site, passage: &Passage, own: &[Section], gathered: &mut KeyHasher) {
    gathered.write(passage.document.hash.bytes());
    passage.variables.hash(gathered);
    for (written, target) in passage.document.body.links.iter().zip(&passage.targets) {
        link_to(site, written, target, own).hash(gathered);
    }
    gathered.write_usize(passage.includes.len());
    for include in &passage.includes {
        match include {
            Ok(inner) => put_passage(site, inner, own, gathered),
            Err(_) => gathered.write(b"missing"),
        }
    }
}
