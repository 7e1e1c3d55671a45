//! The page of a chapter's history: every edition, and every amendment of each.

use serde::Serialize;

use super::chapter::AmendmentView;
use super::page::{LinkView, PageView};
use super::pictures::TimelineView;

/// `history.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct HistoryView {
    /// Head and surroundings.
    pub page: PageView,
    /// The chapter.
    pub chapter: LinkView,
    /// How the chapter stands today, as a sentence.
    pub standing: String,
    /// Its editions as a picture, where there are several.
    pub timeline: Option<TimelineView>,
    /// Its editions that readers can see: what is not yet in force first, then newest first.
    pub editions: Vec<EditionHistoryView>,
}

/// An edition in the history.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct EditionHistoryView {
    /// Its anchor.
    pub anchor: String,
    /// "Version 2.0", or "Edition".
    pub name: String,
    /// What is said behind "What changed": "with version 2.0".
    pub changed_with: String,
    /// What it is called, where the chapter has another title today, as a sentence; else empty.
    pub called: String,
    /// How it stands: "superseded".
    pub state: String,
    /// From when until when it is in force, as a sentence.
    pub days: String,
    /// What befell it: published late, withdrawn, reinstated, expired.
    pub events: Vec<EventView>,
    /// Who approved it and when, as a sentence, or empty.
    pub approved: String,
    /// The words of the link to its page: "Read version 2.0".
    pub read: String,
    /// Its page.
    pub url: String,
    /// The page that compares it with the edition before it, or empty.
    pub compare: String,
    /// Its amendments, newest first, without minor ones.
    pub amendments: Vec<AmendmentView>,
    /// Minor ones, newest first.
    pub minor: Vec<AmendmentView>,
}

/// Something that befell an edition.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct EventView {
    /// What it was.
    pub text: String,
    /// What stands before the link: "Use instead".
    pub lead: String,
    /// Where to go, if anywhere.
    pub link: Option<LinkView>,
}
