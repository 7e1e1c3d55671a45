//! The page of what has changed in the manual, and the pages of the years before.

use serde::Serialize;

use super::chapter::AmendmentView;
use super::page::{LinkView, PageView};

/// `amendments.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AmendmentsView {
    /// Head and surroundings.
    pub page: PageView,
    /// The year, on the page of a year; else empty.
    pub year: String,
    /// The page of the newest updates, on the page of a year.
    pub newest: Option<LinkView>,
    /// The updates listed here that readers must know, as links within the page.
    pub index: Vec<LinkView>,
    /// The pages of years, newest first.
    pub years: Vec<LinkView>,
    /// What is not yet in force.
    pub coming: Vec<AmendedView>,
    /// That more are to come than the page lists, or empty.
    pub coming_left_out: String,
    /// The updates, newest first.
    pub updates: Vec<UpdateView>,
}

/// An update with its changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct UpdateView {
    /// Its title.
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// Its day, written out; empty for a month between updates.
    pub date: String,
    /// Its day, year-month-day.
    pub iso: String,
    /// What it was about, or empty.
    pub summary: String,
    /// New chapters; chapters updated, corrected and reinstated; chapters withdrawn. Without empty ones.
    pub lists: Vec<AmendedListView>,
    /// What nobody needs to read.
    pub minor: Vec<AmendedView>,
    /// That the page leaves changes out, as the words of the link to all of them; or empty.
    pub left_out: String,
    /// Where all of them stand, if some are left out.
    pub all: String,
}

/// Changes of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AmendedListView {
    /// "Updated".
    pub title: String,
    /// The changes in reading order.
    pub amended: Vec<AmendedView>,
}

/// A change in the list of an update.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AmendedView {
    /// The chapter, with the page of the edition that the change belongs to.
    pub link: LinkView,
    /// The change.
    pub amendment: AmendmentView,
    /// The day on which readers were told of it, year-month-day, or empty for what is to come.
    pub told: String,
    /// Whether its word is to be said: not where the list's title says it already.
    pub labelled: bool,
    /// Whether its day is to be said: not where it is that of the update.
    pub dated: bool,
    /// That it was in force before readers could see it, as a sentence, or empty.
    pub retrospective: String,
}
