//! The review register.

use serde::Serialize;

use super::chapter::{ContactView, ExtensionView};
use super::page::{LinkView, PageView};
use super::pictures::CalendarView;

/// `reviews.html`: the whole register, or the chapters of one owner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReviewsView {
    /// Head and surroundings.
    pub page: PageView,
    /// How all chapters of the page stand, as a sentence.
    pub summary: String,
    /// How many chapters it counts.
    pub count: usize,
    /// The manual's year, on the page of the whole register.
    pub calendar: Option<CalendarView>,
    /// The owners; one on an owner's page.
    pub owners: Vec<OwnerReviewsView>,
    /// The whole register, on the page of one owner.
    pub whole: Option<LinkView>,
    /// The same as files.
    pub files: Vec<LinkView>,
}

/// The chapters of an owner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct OwnerReviewsView {
    /// The anchor of the group.
    pub anchor: String,
    /// The owner's name.
    pub name: String,
    /// How to reach the owner, if the register says.
    pub contact: Option<ContactView>,
    /// What is said of those that need doing: "1 overdue, 2 due soon"; empty where there are none.
    pub urgent_words: String,
    /// Whether one of them is overdue or expired, and not only due soon.
    pub late: bool,
    /// Chapters that are overdue, due soon or expired, by their days.
    pub urgent: Vec<ReviewLineView>,
    /// All others.
    pub rest: Vec<ReviewLineView>,
    /// What is said of the others: "24 chapters up to date, 1 without a date"; empty where there are none.
    pub rest_words: String,
    /// The page that lists the others, where this one does not.
    pub url: String,
}

/// A chapter in the register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReviewLineView {
    /// The chapter.
    pub link: LinkView,
    /// The last review, written out, or empty.
    pub last: String,
    /// The same, year-month-day.
    pub last_iso: String,
    /// The day by which the next is due, written out, or empty.
    pub due: String,
    /// The same, year-month-day.
    pub due_iso: String,
    /// How it stands, in words.
    pub state: String,
    /// The same as a mark for its looks: "overdue".
    pub mark: String,
    /// That the review was put off, if it was.
    pub extension: Option<ExtensionView>,
    /// The last day of an interim text, written out, or empty.
    pub expires: String,
    /// The same, year-month-day.
    pub expires_iso: String,
}
