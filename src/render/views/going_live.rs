//! The page of what would go live: for those who decide whether it may.

use serde::Serialize;

use super::chapter::{AmendmentView, FactView};
use super::compare::{ChangedFactView, MatterView, WholeView};
use super::page::{LinkView, PageView};
use crate::render::faults::FaultView;

/// Everything that `going-live.html` shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct GoingLiveView {
    /// Head and surroundings.
    pub page: PageView,
    /// Whether it may go live, in a few words.
    pub label: String,
    /// The kind of the verdict, for its looks: "withdrawn" for no, "interim" for open points, "in-force" for yes.
    pub kind: String,
    /// What would change and what stands against it, in sentences.
    pub verdict: Vec<String>,
    /// The reviewers' checklist over all chapters that can go live.
    pub checklist: Vec<CriterionView>,
    /// What goes live together.
    pub groups: Vec<LiveGroupView>,
    /// Chapters that go by other numbers.
    pub renumbered: Vec<RenumberedView>,
    /// What changes in the registers.
    pub registers: Vec<RegisterChangeView>,
    /// What is wrong elsewhere in the manual: the first of it.
    pub faults: Vec<FaultView>,
    /// How much more is wrong there.
    pub more_faults: usize,
}

/// A point of the checklist.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct CriterionView {
    /// What is asked.
    pub words: String,
    /// Whether it is so for every chapter.
    pub done: bool,
    /// Of how many it is so: "3 of 4"; empty where it is so of all.
    pub count: String,
    /// Where it is not, and why.
    pub open: Vec<OpenView>,
}

/// A point that is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct OpenView {
    /// The chapter, on this page.
    pub link: LinkView,
    /// What is asked.
    pub words: String,
    /// Why it is open.
    pub why: String,
}

/// What goes live together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LiveGroupView {
    /// Its anchor.
    pub anchor: String,
    /// "On 9 December 2026", "Without a date", "Drafts".
    pub title: String,
    /// What the register says of that update, or empty.
    pub summary: String,
    /// How many chapters, in words.
    pub count: String,
    /// The same as a sentence, with the named update of that day.
    pub told: String,
    /// The changes, by part.
    pub parts: Vec<LivePartView>,
}

/// The changes of a part's chapters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LivePartView {
    /// The part; without a title where the chapters are in none.
    pub part: LinkView,
    /// The changes.
    pub proposals: Vec<ProposalView>,
}

/// What happens to a chapter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ProposalView {
    /// Its anchor.
    pub anchor: String,
    /// The chapter's page.
    pub link: LinkView,
    /// What happens: "Changed".
    pub change: String,
    /// What it was called before, as a sentence, if otherwise; else empty.
    pub was: String,
    /// What it was numbered before, as a sentence, if otherwise; else empty.
    pub was_number: String,
    /// Version, days, owner, approval.
    pub facts: Vec<FactView>,
    /// What it covers, of a new chapter.
    pub scope: String,
    /// Why a chapter goes, and what takes its place.
    pub reason: String,
    /// The chapter that takes its place.
    pub replaced_by: Option<LinkView>,
    /// What staff are told.
    pub amendments: Vec<AmendmentView>,
    /// How much changes, in a sentence.
    pub sentence: String,
    /// What changes besides the text, by words.
    pub about: Vec<ChangedFactView>,
    /// Law and guidance that is cited newly.
    pub cited: Vec<String>,
    /// Law and guidance that is no longer cited.
    pub no_longer_cited: Vec<String>,
    /// What to look at first, by kind.
    pub matters: Vec<MatterView>,
    /// Sections that are new or gone and hold something that matters.
    pub whole: Vec<WholeView>,
    /// How many changes that matter are left out here.
    pub more: usize,
    /// The text to come.
    pub read: String,
    /// The same with its changes marked, or empty.
    pub changes: String,
    /// The comparison, or empty.
    pub compare: String,
    /// How many points of the checklist are done: "9 of 10".
    pub done: String,
    /// The points that are open.
    pub open: Vec<OpenView>,
    /// What is wrong with its file.
    pub faults: Vec<FaultView>,
}

/// A chapter that goes by another number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct RenumberedView {
    /// Its number today.
    pub before: String,
    /// The chapter, with its number under review.
    pub link: LinkView,
}

/// Something that changes in a register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct RegisterChangeView {
    /// The day, written out.
    pub day: String,
    /// The day, year-month-day.
    pub iso: String,
    /// The entry.
    pub link: LinkView,
    /// What happens: "is replaced by Children Act 2030".
    pub words: String,
}
