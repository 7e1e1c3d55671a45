//! What the rules that compare editions share: each edition with the one before it, and the amendments that are its own.

use crate::compare::comparison::Comparison;
use crate::compare::comparisons::Comparisons;
use crate::data::node::Step;
use crate::diagnostics::place::Place;
use crate::model::chapter::Edition;
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::front_matter::{AmendmentEntry, AmendmentKind};

/// An edition, the one before it, and how they differ.
pub struct Neighbouring<'a> {
    /// The edition before it.
    pub older: &'a Edition,
    /// The edition.
    pub newer: &'a Edition,
    /// How they differ.
    pub comparison: &'a Comparison,
}

/// Every edition that has one before it, in reading order, of the chapters that are to be looked at.
pub fn neighbouring<'a>(
    site: &'a Site,
    comparisons: &'a Comparisons,
    scope: &'a Scope,
) -> impl Iterator<Item = Neighbouring<'a>> {
    scope.places(site).filter_map(|place| Some((place, site.chapters.get(place)?))).flat_map(|(place, chapter)| {
        comparisons.neighbours(place).iter().filter_map(|pair| {
            let (older, newer) = (chapter.editions.get(pair.older)?, chapter.editions.get(pair.newer)?);
            Some(Neighbouring { older, newer, comparison: &pair.comparison })
        })
    })
}

/// The amendments that came with an edition or later, with their places in its list; those of earlier editions that were
/// left in the list aside.
pub fn own_amendments(edition: &Edition) -> impl Iterator<Item = (usize, &AmendmentEntry)> {
    let from = edition.effective_from();
    edition.front().amendments.iter().enumerate().filter(move |(_, amendment)| {
        let within = amendment.date.is_none_or(|date| from.is_none_or(|from| date >= from));
        within || amendment.kind == Some(AmendmentKind::Correction)
    })
}

/// The place of a key of an amendment.
pub fn amendment_place(edition: &Edition, index: usize, key: &str) -> Place {
    let path = [Step::Key("amendments".to_owned(), 0), Step::Item(index), Step::Key(key.to_owned(), 0)];
    edition.document().place_of(&path)
}

/// The place of a section that an amendment names.
pub fn section_place(edition: &Edition, index: usize, item: usize) -> Place {
    let key = |key: &str| Step::Key(key.to_owned(), 0);
    edition.document().place_of(&[key("amendments"), Step::Item(index), key("sections"), Step::Item(item)])
}
