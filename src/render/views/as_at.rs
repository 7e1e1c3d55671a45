//! The page that shows the manual as at a date, and the cover of a record.

use serde::Serialize;

use super::chapter::FactView;
use super::page::{LinkView, PageView};

/// `as-at.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AsAtView {
    /// Head and surroundings.
    pub page: PageView,
    /// The first day on which anything was in force, written out, or empty.
    pub first: String,
    /// The same day, year-month-day.
    pub first_iso: String,
    /// The last day that can be asked for: the last one on which a change is known, or the day of the build.
    pub last_iso: String,
    /// Whether the days are those of named updates.
    pub named: bool,
    /// Whether each day lists all that was in force, and not only what had changed.
    pub whole: bool,
    /// The days, newest first.
    pub updates: Vec<UpdateDayView>,
}

/// A day of the list that needs no script.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct UpdateDayView {
    /// Its anchor.
    pub anchor: String,
    /// The update's name, or the day.
    pub title: String,
    /// The day, written out.
    pub day: String,
    /// The day, year-month-day.
    pub iso: String,
    /// What was in force, or what had changed.
    pub lines: Vec<StandingView>,
    /// That lines are left out, or empty.
    pub more: String,
}

/// How a chapter stood.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct StandingView {
    /// The text that was in force, or the last one.
    pub link: LinkView,
    /// "edition of 1 May 2024".
    pub edition: String,
    /// "New", "Changed", "Withdrawn", "Expired", or empty.
    pub badge: String,
}

/// The cover of a record: the manual as it stood on a day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct CoverView {
    /// What it is made from.
    pub facts: Vec<FactView>,
    /// Texts that were published after the day.
    pub retrospective: Vec<RetrospectiveView>,
    /// The page that prints the whole of it.
    pub print_url: String,
}

/// A text that was in force before readers could see it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct RetrospectiveView {
    /// Its page.
    pub link: LinkView,
    /// From when it was in force, and when it was published.
    pub told: String,
    /// The edition that readers saw instead; without an address if there was none.
    pub saw: LinkView,
}
