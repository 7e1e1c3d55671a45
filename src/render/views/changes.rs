//! The page of an edition to come with everything marked in its text that differs from the edition in force.

use serde::Serialize;

use super::chapter::{AmendmentView, BodyView, ContentsView};
use super::compare::{ChangedFactView, ComparedView};
use super::page::{LinkView, PageView};
use super::words::WordView;

/// Everything that `changes.html` shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ChangesView {
    /// Head and surroundings.
    pub page: PageView,
    /// The chapter's number.
    pub number: String,
    /// Its title in the edition to come.
    pub title: String,
    /// The chapter's own page.
    pub chapter: LinkView,
    /// The edition in force before.
    pub older: ComparedView,
    /// The edition to come.
    pub newer: ComparedView,
    /// The page that compares the two section by section, or empty.
    pub compare: String,
    /// What would go live.
    pub review: LinkView,
    /// What stands at the foot of every sheet.
    pub sheet: String,
    /// How much changes, in a sentence.
    pub sentence: String,
    /// Sections in which something changes.
    pub changed: Vec<LinkView>,
    /// What front matter says otherwise.
    pub facts: Vec<ChangedFactView>,
    /// Law and guidance that is cited newly.
    pub cited: Vec<String>,
    /// Law and guidance that is no longer cited.
    pub no_longer_cited: Vec<String>,
    /// The amendments that explain the change, newest first.
    pub amendments: Vec<AmendmentView>,
    /// The sections of the edition to come.
    pub contents: Vec<ContentsView>,
    /// The text, as HTML.
    pub body: BodyView,
    /// The words that it explains.
    pub words: Vec<WordView>,
}
