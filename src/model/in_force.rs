//! The texts of a manual that staff follow: those in force, and those that are to be.
//!
//! Takes a site, gives each such text with the days on which it counts. What is out of force is left out: it is a record,
//! which nobody may mend.
//!
//! An edition that is to come counts as one in force: it will be, and until then it can still be put right without an
//! amendment. So does one that was approved without a date. A draft does not: its author is not done with it.

use jiff::civil::Date;

use super::chapter::{Chapter, Edition, State};
use super::passage::PageText;
use super::scope::Scope;
use super::site::Site;
use super::timeline::Standing;

/// A text that staff follow, or will.
#[derive(Clone, Copy)]
pub struct TextInForce<'a> {
    /// The text.
    pub text: &'a PageText,
    /// The first day, from today on, on which it is in force.
    pub from: Date,
    /// The chapter and the edition's place in it; `None` for the home page and introductions to parts, which always count.
    pub edition: Option<(&'a Chapter, usize)>,
}

impl<'a> TextInForce<'a> {
    /// The edition, where the text is a chapter's.
    pub fn found(&self) -> Option<&'a Edition> {
        self.edition.and_then(|(chapter, place)| chapter.editions.get(place))
    }

    /// Whether the text is in force on a day or becomes so after it.
    pub fn counts_on(&self, day: Date) -> bool {
        let Some((chapter, place)) = self.edition else { return true };
        // Nobody knows when an edition without a date will take effect.
        chapter.editions.get(place).is_some_and(|edition| edition.state == State::Prospective)
            || chapter.timeline.on(day.max(self.from)) == Standing::InForce(place)
    }

    /// Whether the day from which it is in force is known.
    pub fn is_dated(&self) -> bool {
        self.found().is_none_or(|edition| edition.state != State::Prospective)
    }
}

/// The texts of a manual that staff follow or will, in reading order, of those that are to be looked at.
pub fn texts_in_force<'a>(site: &'a Site, scope: &'a Scope) -> impl Iterator<Item = TextInForce<'a>> {
    let always = |text| TextInForce { text, from: site.today, edition: None };
    let editions = scope.chapters(site).flat_map(move |chapter| {
        let counts = |edition: &&Edition| matches!(edition.state, State::Current | State::Future | State::Prospective);
        let counted = chapter.editions.iter().enumerate().filter(move |(_, edition)| counts(edition));
        counted.map(move |(place, edition)| {
            let from = edition.effective_from().map_or(site.today, |from| from.max(site.today));
            TextInForce { text: &edition.text, from, edition: Some((chapter, place)) }
        })
    });
    scope.introductions(site).map(always).chain(editions)
}
