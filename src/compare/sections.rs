//! Which section of one edition is which of the other: by anchor, by title, by what stands in it. Each is matched once;
//! a section in another order is moved, and neither removed nor added.

use std::collections::HashMap;
use std::hash::Hash;

use super::align::rising;
use super::flatten::SectionText;
use super::likeness::Profile;

/// Sections whose texts are less alike than this, in thousandths, are two sections.
const ALIKE: u32 = 450;
/// With more sections than this left over, likeness is looked for only among the nearest.
const MOST: usize = 60;

/// A section of either edition or of both, by its places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// Its place in the older edition.
    pub older: Option<usize>,
    /// Its place in the newer edition.
    pub newer: Option<usize>,
    /// Whether it stands in another order.
    pub moved: bool,
}

/// Pairs the sections of two editions; in the order of the newer, removed ones where they stood.
pub fn pair_sections(older: &[SectionText], newer: &[SectionText]) -> Vec<Pairing> {
    let mut matching = Matching { newer_of: vec![None; older.len()], older_of: vec![None; newer.len()] };
    // What stands before the first heading is the same section in every text, unless its heading came or went.
    if introductions_belong(older, newer) {
        matching.pair(0, 0);
    }
    let title = |section: &SectionText| section.title.keys();
    let anchor = |section: &SectionText| section.name.anchor.clone();
    matching.by(older, newer, |section| section.chosen.then(|| anchor(section)));
    matching.by(older, newer, |section| Some((title(section), section.hash())));
    matching.by_unique(older, newer, |section| (anchor(section), title(section)));
    matching.by(older, newer, |section| Some(title(section)));
    matching.by_unique(older, newer, anchor);
    matching.by_likeness(older, newer);
    if matching.is_free(0) && matching.is_free_newer(0) {
        matching.pair(0, 0);
    }
    let moved = moved(&matching, older, newer);
    order(&matching, &moved)
}

/// Whether what stands before the first heading of one text is what stands there in the other, by its words.
fn introductions_belong(older: &[SectionText], newer: &[SectionText]) -> bool {
    let (Some(older), Some(newer)) = (older.first(), newer.first()) else { return true };
    if older.nodes.is_empty() && newer.nodes.is_empty() {
        return true;
    }
    Profile::of(&older.nodes).likeness(&Profile::of(&newer.nodes)) >= ALIKE
}

struct Matching {
    newer_of: Vec<Option<usize>>,
    older_of: Vec<Option<usize>>,
}

impl Matching {
    fn pair(&mut self, older: usize, newer: usize) {
        if let (Some(to), Some(from)) = (self.newer_of.get_mut(older), self.older_of.get_mut(newer)) {
            (*to, *from) = (Some(newer), Some(older));
        }
    }

    fn is_free(&self, older: usize) -> bool {
        self.newer_of.get(older).is_some_and(Option::is_none)
    }

    fn is_free_newer(&self, newer: usize) -> bool {
        self.older_of.get(newer).is_some_and(Option::is_none)
    }

    /// Pairs sections of one key, the first with the first.
    fn by<K: Hash + Eq>(
        &mut self,
        older: &[SectionText],
        newer: &[SectionText],
        key: impl Fn(&SectionText) -> Option<K>,
    ) {
        let mut waiting: HashMap<K, std::collections::VecDeque<usize>> = HashMap::new();
        for (place, section) in newer.iter().enumerate() {
            if let (true, Some(key)) = (place > 0 && self.is_free_newer(place), key(section)) {
                waiting.entry(key).or_default().push_back(place);
            }
        }
        for (place, section) in older.iter().enumerate() {
            // What stands before the first heading has no name to be known by.
            if place == 0 || !self.is_free(place) {
                continue;
            }
            let found = key(section).and_then(|key| waiting.get_mut(&key)?.pop_front());
            if let Some(found) = found {
                self.pair(place, found);
            }
        }
    }

    /// Pairs sections whose key nothing else in either text has.
    fn by_unique<K: Hash + Eq>(
        &mut self,
        older: &[SectionText],
        newer: &[SectionText],
        key: impl Fn(&SectionText) -> K,
    ) {
        let mut counts: HashMap<K, usize> = HashMap::new();
        for section in older {
            *counts.entry(key(section)).or_default() += 1;
        }
        let mut after: HashMap<K, usize> = HashMap::new();
        for section in newer {
            *after.entry(key(section)).or_default() += 1;
        }
        let once = |key: &K| counts.get(key).is_some_and(|count| *count == 1) && after.get(key) == Some(&1);
        self.by(older, newer, |section| Some(key(section)).filter(&once));
    }

    /// Pairs what is left by what stands in it, the most alike first.
    fn by_likeness(&mut self, older: &[SectionText], newer: &[SectionText]) {
        let faces = |sections: &[SectionText], free: &dyn Fn(usize) -> bool| {
            let left = sections.iter().enumerate().filter(|(place, _)| free(*place));
            left.map(|(place, section)| (place, Face::of(section))).collect::<Vec<_>>()
        };
        let before = faces(older, &|place| self.is_free(place));
        let after = faces(newer, &|place| self.is_free_newer(place));
        let few = before.len().max(after.len()) <= MOST;
        let mut found: Vec<(u32, usize, usize)> = Vec::new();
        for (at, (a, x)) in before.iter().enumerate() {
            let from = if few { 0 } else { at.saturating_sub(MOST / 4) };
            for (b, y) in after.iter().skip(from).take(if few { MOST } else { MOST / 2 }) {
                let alike = x.likeness(y);
                if alike >= ALIKE {
                    found.push((alike, *a, *b));
                }
            }
        }
        found.sort_by_key(|(alike, a, b)| (std::cmp::Reverse(*alike), a.abs_diff(*b), a + b));
        for (_, a, b) in found {
            if self.is_free(a) && self.is_free_newer(b) {
                self.pair(a, b);
            }
        }
    }
}

/// What a section is recognised by.
struct Face {
    text: Profile,
    /// Nothing for the text before the first heading.
    title: Option<Profile>,
}

impl Face {
    fn of(section: &SectionText) -> Self {
        let title = (!section.name.anchor.is_empty()).then(|| Profile::of_keys(section.title.keys()));
        Face { text: Profile::of(&section.nodes), title }
    }

    fn likeness(&self, other: &Face) -> u32 {
        let titles = match (&self.title, &other.title) {
            (Some(title), Some(other)) => title.likeness(other),
            // A heading that came or went says nothing.
            _ => return self.text.likeness(&other.text),
        };
        match (self.text.total(), other.text.total()) {
            // Headings without a text of their own are known by their words alone.
            (0, 0) => titles.saturating_sub(150),
            (0, _) | (_, 0) => 0,
            _ => (4 * self.text.likeness(&other.text) + titles) / 5,
        }
    }
}

/// Which sections of the older edition stand in another order in the newer. What only went along with the section that it
/// stands under has not moved.
fn moved(matching: &Matching, older: &[SectionText], newer: &[SectionText]) -> Vec<bool> {
    let pairs: Vec<(usize, usize)> =
        matching.newer_of.iter().enumerate().filter_map(|(place, to)| Some((place, (*to)?))).collect();
    let stays = rising(&pairs.iter().map(|(_, to)| *to).collect::<Vec<_>>());
    let mut moved = vec![false; older.len()];
    let (above_before, above_after) = (parents(older), parents(newer));
    for ((from, to), stays) in pairs.into_iter().zip(stays) {
        let above = above_before.get(from).copied().flatten();
        let with = above.is_some_and(|above| {
            moved.get(above).copied().unwrap_or(false)
                && matching.newer_of.get(above).copied().flatten() == above_after.get(to).copied().flatten()
        });
        // Below a section that went along, everything else did too.
        let along = above.is_some_and(|above| went_along(above, &moved, matching, &above_before, &above_after));
        if let Some(flag) = moved.get_mut(from) {
            *flag = !stays && !with && !along;
        }
    }
    moved
}

/// Whether a section hangs, through sections that hang the same way in both texts, on one that moved.
fn went_along(
    section: usize,
    moved: &[bool],
    matching: &Matching,
    above_before: &[Option<usize>],
    above_after: &[Option<usize>],
) -> bool {
    let mut next = Some(section);
    while let Some(place) = next {
        if moved.get(place).copied().unwrap_or(false) {
            return true;
        }
        let to = matching.newer_of.get(place).copied().flatten();
        let above = above_before.get(place).copied().flatten();
        let same = above.and_then(|above| matching.newer_of.get(above).copied().flatten())
            == to.and_then(|to| above_after.get(to).copied().flatten());
        next = above.filter(|_| same);
    }
    false
}

/// The section that each stands under.
fn parents(sections: &[SectionText]) -> Vec<Option<usize>> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    let mut parents = Vec::with_capacity(sections.len());
    for (place, section) in sections.iter().enumerate() {
        let level = section.name.level;
        while open.last().is_some_and(|(_, above)| *above >= level) {
            open.pop();
        }
        parents.push(open.last().map(|(above, _)| *above));
        if !section.name.anchor.is_empty() {
            open.push((place, level));
        }
    }
    parents
}

fn order(matching: &Matching, moved: &[bool]) -> Vec<Pairing> {
    let is_moved = |place: usize| moved.get(place).copied().unwrap_or(false);
    // Removed sections stand behind the one that stood before them and is still in its order.
    let mut behind: HashMap<usize, Vec<usize>> = HashMap::new();
    let mut last = 0;
    for (place, to) in matching.newer_of.iter().enumerate() {
        match to {
            Some(to) if !is_moved(place) => last = *to,
            Some(_) => {}
            None => behind.entry(last).or_default().push(place),
        }
    }
    let mut pairings = Vec::new();
    for (place, from) in matching.older_of.iter().enumerate() {
        let moved = from.is_some_and(is_moved);
        pairings.push(Pairing { older: *from, newer: Some(place), moved });
        let removed = behind.remove(&place).unwrap_or_default();
        pairings.extend(removed.into_iter().map(|older| Pairing { older: Some(older), newer: None, moved: false }));
    }
    pairings
}
