//! The review register: every chapter that somebody has to look at again, by its owner, in the order of the days.
//!
//! Takes chapters and the registers, gives places in them. Chapters in force are in it, and those that have expired with
//! nothing in their place. Withdrawn ones, drafts, and texts that are not in force yet have no review to be late for.

use std::collections::HashMap;

use jiff::Span as Length;
use jiff::civil::Date;

use super::chapter::{Chapter, State};
use super::registers::Registers;
use super::review::ReviewState;
use crate::memo::ContentHash;
use crate::parse::front_matter::bad_id;

/// The reviews of a manual on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewRegister {
    /// Owners by their names; chapters that name none come last.
    pub owners: Vec<OwnerReviews>,
}

/// The chapters of one owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnerReviews {
    /// The owner: a contact's id, or what stands in its place; nothing for chapters without one.
    pub owner: Option<String>,
    /// Chapters by the day on which they are due; those without a day come last.
    pub reviews: Vec<Review>,
}

/// A chapter in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Review {
    /// The chapter, by its place in the site.
    pub chapter: usize,
    /// How it stands.
    pub standing: ReviewStanding,
}

/// How a chapter stands in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewStanding {
    /// It is in force, and this is how its review stands.
    InForce(ReviewState),
    /// It is past its last day, and nothing took its place.
    Expired,
}

impl ReviewStanding {
    /// The word for it in files for machines.
    pub fn word(self) -> &'static str {
        match self {
            ReviewStanding::InForce(state) => state.word(),
            ReviewStanding::Expired => "expired",
        }
    }

    /// The words for it on pages.
    pub fn label(self) -> &'static str {
        match self {
            ReviewStanding::InForce(ReviewState::Unplanned) => "No date",
            ReviewStanding::InForce(ReviewState::UpToDate) => "Up to date",
            ReviewStanding::InForce(ReviewState::DueSoon) => "Due soon",
            ReviewStanding::InForce(ReviewState::Overdue) => "Overdue",
            ReviewStanding::Expired => "Expired",
        }
    }

    /// Whether somebody has to do something about it now.
    pub fn is_urgent(self) -> bool {
        !matches!(self, ReviewStanding::InForce(ReviewState::UpToDate | ReviewState::Unplanned))
    }
}

/// How many chapters stand in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReviewCounts {
    /// Past their date.
    pub overdue: usize,
    /// Due within the time that the site calls soon.
    pub due_soon: usize,
    /// Not yet due.
    pub up_to_date: usize,
    /// Without a date.
    pub unplanned: usize,
    /// Expired.
    pub expired: usize,
}

impl ReviewCounts {
    /// Counts reviews.
    pub fn of<'a>(reviews: impl IntoIterator<Item = &'a Review>) -> Self {
        let mut counts = ReviewCounts::default();
        for review in reviews {
            let count = match review.standing {
                ReviewStanding::InForce(ReviewState::Overdue) => &mut counts.overdue,
                ReviewStanding::InForce(ReviewState::DueSoon) => &mut counts.due_soon,
                ReviewStanding::InForce(ReviewState::UpToDate) => &mut counts.up_to_date,
                ReviewStanding::InForce(ReviewState::Unplanned) => &mut counts.unplanned,
                ReviewStanding::Expired => &mut counts.expired,
            };
            *count += 1;
        }
        counts
    }
}

impl ReviewRegister {
    /// The register on a day.
    pub fn of(chapters: &[Chapter], registers: &Registers, today: Date, due_soon: Length) -> Self {
        let mut places: HashMap<Option<&str>, usize> = HashMap::new();
        let mut owners: Vec<OwnerReviews> = Vec::new();
        for (place, chapter) in chapters.iter().enumerate() {
            let standing = match chapter.state {
                State::Current => ReviewStanding::InForce(chapter.review.state(today, due_soon)),
                State::Expired => ReviewStanding::Expired,
                _ => continue,
            };
            let owner = chapter.shown().and_then(|edition| edition.front().owner.as_deref());
            let group = *places.entry(owner).or_insert_with(|| {
                owners.push(OwnerReviews { owner: owner.map(str::to_owned), reviews: Vec::new() });
                owners.len() - 1
            });
            if let Some(group) = owners.get_mut(group) {
                group.reviews.push(Review { chapter: place, standing });
            }
        }
        for group in &mut owners {
            let due = |review: &Review| chapters.get(review.chapter).and_then(|chapter| chapter.review.due);
            group.reviews.sort_by_key(|review| (due(review).is_none(), due(review), review.chapter));
        }
        owners.sort_by_cached_key(|group| {
            (group.owner.is_none(), group.name(registers).to_lowercase(), group.owner.clone())
        });
        ReviewRegister { owners }
    }

    /// Every review with its owner, in the order of the register.
    pub fn all(&self) -> impl Iterator<Item = (&OwnerReviews, &Review)> {
        self.owners.iter().flat_map(|group| group.reviews.iter().map(move |review| (group, review)))
    }
}

impl OwnerReviews {
    /// The owner's name, or what stands in its place.
    pub fn name<'a>(&'a self, registers: &'a Registers) -> &'a str {
        match &self.owner {
            Some(id) => registers.contacts.get(id).map_or(id.as_str(), |contact| contact.name.as_str()),
            None => "No owner",
        }
    }

    /// The owner's name in addresses: its id. What is no id (where the check of ids is switched off) is hashed.
    pub fn address_name(&self) -> String {
        match &self.owner {
            Some(id) if bad_id(id).is_none() => id.clone(),
            Some(other) => format!("owner-{}", ContentHash::of(other.as_bytes()).hex().get(..8).unwrap_or_default()),
            None => "without-owner".to_owned(),
        }
    }
}
