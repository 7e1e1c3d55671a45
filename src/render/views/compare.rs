//! The page that compares two editions of a chapter.

use serde::Serialize;

use super::chapter::{AmendmentView, BodyView};
use super::page::{LinkView, PageView};

/// Everything that `compare.html` shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct CompareView {
    /// Head and surroundings.
    pub page: PageView,
    /// The chapter's number.
    pub number: String,
    /// The chapter's title.
    pub title: String,
    /// The chapter's own page.
    pub chapter: LinkView,
    /// The older edition.
    pub older: ComparedView,
    /// The newer edition.
    pub newer: ComparedView,
    /// What stands at the foot of every sheet.
    pub sheet: String,
    /// The comparison in a sentence.
    pub sentence: String,
    /// What to look at first, by kind.
    pub first: Vec<MatterView>,
    /// Sections that are new or gone and hold something that matters.
    pub whole: Vec<WholeView>,
    /// What front matter says otherwise.
    pub facts: Vec<ChangedFactView>,
    /// Law and guidance that is cited newly.
    pub cited: Vec<String>,
    /// Law and guidance that is no longer cited.
    pub no_longer_cited: Vec<String>,
    /// The amendments that explain the change, newest first.
    pub amendments: Vec<AmendmentView>,
    /// The sections, as HTML.
    pub body: BodyView,
    /// The other comparisons of the chapter's editions.
    pub others: Vec<LinkView>,
}

/// One of the two editions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ComparedView {
    /// Its version, as words: "version 2.0"; or empty.
    pub version: String,
    /// From when it is in force, written out, or its name.
    pub from: String,
    /// The day, year-month-day, or empty.
    pub iso: String,
    /// How it stands: "superseded".
    pub state: String,
    /// Its own page.
    pub url: String,
}

/// Changes that matter for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct MatterView {
    /// The reason: "Time limits".
    pub title: String,
    /// The changes.
    pub points: Vec<PointView>,
}

/// A change that matters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PointView {
    /// What changed, and how many times: "“5 days” is now “3 days” (2 times)".
    pub words: String,
    /// The words with those around them.
    pub context: String,
    /// The section.
    pub section: LinkView,
}

/// A section that only one of the editions has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct WholeView {
    /// The section.
    pub section: LinkView,
    /// Whether it is new.
    pub added: bool,
    /// What it holds: "3 time limits and 2 other numbers".
    pub holds: String,
}

/// A fact that is different.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ChangedFactView {
    /// What it is: "Owner".
    pub name: String,
    /// Its words with what was taken out and put in, as HTML.
    pub words: BodyView,
}
