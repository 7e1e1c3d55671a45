//! Chapters, their editions, and the parts that hold them.

use std::sync::Arc;

use jiff::civil::Date;

use super::address::Address;
use super::passage::PageText;
use super::referrals::Referral;
use super::review::ReviewPlan;
use super::timeline::Timeline;
use crate::parse::document::Document;
use crate::parse::front_matter::FrontMatter;

/// How an edition or a chapter stands on a day. Always derived, never written by an author.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Being written.
    Draft,
    /// Approved, without a date.
    Prospective,
    /// In force from a later day.
    Future,
    /// In force.
    Current,
    /// Replaced by a later edition.
    Superseded,
    /// Taken out of force.
    Withdrawn,
    /// Past its last day.
    Expired,
}

impl State {
    /// Whether it is out of force: its text is a record, which nobody may mend any more.
    pub fn is_past(self) -> bool {
        matches!(self, State::Superseded | State::Withdrawn | State::Expired)
    }

    /// The word for it, in files for machines and in class names.
    pub fn word(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Prospective => "prospective",
            State::Future => "future",
            State::Current => "current",
            State::Superseded => "superseded",
            State::Withdrawn => "withdrawn",
            State::Expired => "expired",
        }
    }
}

/// The text of one chapter from one date on.
#[derive(Clone, Debug)]
pub struct Edition {
    /// The text with its links resolved.
    pub text: PageText,
    /// Its title.
    pub title: Arc<str>,
    /// How it stands today.
    pub state: State,
    /// Its name in addresses and commands, for ever: its day, or what it is where it has none.
    pub name: Arc<str>,
    /// The page that shows it for ever, whether it is in force or not.
    pub address: Address,
    /// Whether readers may see it today.
    pub visible: bool,
}

impl Edition {
    /// Its source.
    pub fn document(&self) -> &Arc<Document> {
        &self.text.passage.document
    }

    /// What its front matter says.
    pub fn front(&self) -> &FrontMatter {
        &self.document().front_matter
    }

    /// The day from which it is in force.
    pub fn effective_from(&self) -> Option<Date> {
        self.front().effective_from
    }
}

/// An edition by its name, in a sentence: "edition of 2024-05-01", "undated edition".
pub fn edition_words(name: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("edition of {name}")
    } else {
        format!("{name} edition")
    }
}

/// That a chapter is out of force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withdrawal {
    /// From which day.
    pub on: Date,
    /// The edition that says so, by its place.
    pub edition: usize,
    /// Why.
    pub reason: String,
    /// The chapter that replaces it, by its place in the site.
    pub replaced_by: Option<usize>,
}

/// A procedure, policy, guidance, form or notice.
#[derive(Clone, Debug)]
pub struct Chapter {
    /// Its permanent id.
    pub id: Arc<str>,
    /// Its number as shown: "2.4".
    pub number: Arc<str>,
    /// The part that holds it, by its place in the site.
    pub part: Option<usize>,
    /// Its editions, by the day from which they are in force; prospective ones and drafts last.
    pub editions: Vec<Edition>,
    /// What of it is in force when.
    pub timeline: Timeline,
    /// The edition that the chapter's page shows, by its place.
    pub shown: usize,
    /// How the chapter stands today.
    pub state: State,
    /// That it is or will be out of force.
    pub withdrawal: Option<Withdrawal>,
    /// When the shown edition is reviewed.
    pub review: ReviewPlan,
    /// Its page.
    pub address: Address,
    /// What refers to it, section by section.
    pub referred_from: Vec<Referral>,
}

impl Chapter {
    /// The edition that the chapter's page shows.
    pub fn shown(&self) -> Option<&Edition> {
        self.editions.get(self.shown)
    }

    /// Whether it is withdrawn, or its last day has passed: it is told of, and its text is not put on paper with others.
    pub fn has_ended(&self) -> bool {
        matches!(self.state, State::Withdrawn | State::Expired)
    }

    /// The chapter's title: that of the edition shown.
    pub fn title(&self) -> &str {
        self.shown().map_or("", |edition| &edition.title)
    }

    /// The editions that have a page of comparison, in pairs of places, the older first: each that readers see with the one
    /// before it, and with the one shown.
    pub fn compared_pairs(&self) -> Vec<(usize, usize)> {
        let visible: Vec<usize> =
            self.editions.iter().enumerate().filter(|(_, edition)| edition.visible).map(|(place, _)| place).collect();
        let mut pairs: Vec<(usize, usize)> = visible.iter().copied().zip(visible.iter().copied().skip(1)).collect();
        if visible.contains(&self.shown) {
            let others = visible.iter().filter(|place| **place != self.shown);
            pairs.extend(others.map(|place| (self.shown.min(*place), self.shown.max(*place))));
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The page that compares two of its editions, by their places.
    pub fn comparison_address(&self, older: usize, newer: usize) -> Option<Address> {
        let (older, newer) = (self.editions.get(older)?, self.editions.get(newer)?);
        Some(Address::comparison(&self.id, &older.name, &newer.name))
    }

    /// The next edition that readers can already see but that is not yet in force.
    pub fn coming(&self) -> Option<&Edition> {
        self.editions
            .iter()
            .enumerate()
            .find(|(index, edition)| *index != self.shown && edition.state == State::Future && edition.visible)
            .map(|(_, edition)| edition)
    }
}

/// A folder of chapters.
#[derive(Clone, Debug)]
pub struct Part {
    /// Its folder in the source, relative to the content folder.
    pub folder: String,
    /// Its title.
    pub title: Arc<str>,
    /// Its number as shown: "2".
    pub number: Arc<str>,
    /// The part that holds it, by its place in the site.
    pub parent: Option<usize>,
    /// Parts within it, in order.
    pub parts: Vec<usize>,
    /// Chapters directly in it, in order.
    pub chapters: Vec<usize>,
    /// Its chapters and those of all parts within it, which stand together in reading order.
    pub all_chapters: std::ops::Range<usize>,
    /// Its introduction.
    pub text: Option<PageText>,
    /// Its page.
    pub address: Address,
    /// What refers to it, section by section.
    pub referred_from: Vec<Referral>,
}
