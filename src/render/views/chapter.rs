//! The page of a chapter or of one edition of it.

use serde::Serialize;

use super::duties::DutyView;
use super::page::{LinkView, PageView};
use super::referred::ReferredView;
use super::words::WordView;
use crate::render::key::Shared;

/// Everything that `chapter.html` shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ChapterView {
    /// Head and surroundings.
    pub page: PageView,
    /// The chapter's id.
    pub id: String,
    /// Its number.
    pub number: String,
    /// Its type: "procedure".
    pub kind: String,
    /// How the edition on this page stands: "current".
    pub state: String,
    /// What a reader must know before anything else, or nothing: not in force, withdrawn, coming.
    pub banners: Vec<BannerView>,
    /// What it is called in a citation: number, title, version and first day.
    pub cited_as: String,
    /// Version, in force from, last reviewed, next review, owner: for under the title.
    pub facts: Vec<FactView>,
    /// That its review was put off, if it was.
    pub extension: Option<ExtensionView>,
    /// Whom the chapter is for, or empty.
    pub audience: Vec<String>,
    /// The areas that it applies to, or empty for all.
    pub areas: Vec<String>,
    /// Whether the page is that of an edition, for ever.
    pub is_edition: bool,
    /// On the permanent page of the edition that the chapter's own page shows: where that page is.
    pub permanent: Option<PermanentView>,
    /// The newest amendment that readers must know, or an earlier one that they are to read again.
    pub amendment: Option<AmendmentView>,
    /// Newer amendments that readers must know and that ask nothing of them, newest first.
    pub newer_amendments: Vec<AmendmentView>,
    /// A newer amendment that they need not know, as a line, or empty: "Reviewed on 20 April 2026."
    pub since_amendment: String,
    /// A few earlier amendments, newest first.
    pub earlier_amendments: Vec<AmendmentView>,
    /// Who and what the chapter covers, or empty.
    pub scope: String,
    /// What it asks of its reader, and by when; empty where that is little.
    pub duties: Vec<DutyView>,
    /// Its sections.
    pub contents: Vec<ContentsView>,
    /// The text, as HTML.
    pub body: BodyView,
    /// The words that it explains.
    pub words: Vec<WordView>,
    /// Law and guidance that it cites.
    pub law: Vec<ReferenceView>,
    /// Forms that belong to it.
    pub forms: Vec<ReferenceView>,
    /// Chapters that belong with it.
    pub related: Vec<LinkView>,
    /// Chapters that it supersedes.
    pub supersedes: Vec<LinkView>,
    /// What refers to it: to the whole of it first, then to its sections.
    pub referred_from: Vec<ReferredView>,
    /// Its editions that readers can see, newest first, if there are several.
    pub editions: Vec<EditionView>,
    /// The page of its history.
    pub history: String,
    /// The chapter as a single file, on its own page; else empty.
    pub download: String,
    /// The document-control table.
    pub control: Vec<FactView>,
    /// The chapter before it; on a permanent page the edition before it.
    pub previous: Option<LinkView>,
    /// The chapter after it; on a permanent page the edition after it.
    pub next: Option<LinkView>,
    /// The part that holds it.
    pub part: Option<LinkView>,
    /// The chapters and parts of that part, without withdrawn ones.
    pub siblings: Shared<Vec<LinkView>>,
    /// How many they are; of many, only those near the chapter are given.
    pub siblings_in_all: usize,
    /// The chapter's own address among them.
    pub here: String,
    /// Whom to ring first: those of the contacts that can be rung, at most three.
    pub ring: Vec<ContactView>,
    /// Whom to ring: every contact that the text names, in its order, and the owner.
    pub contacts: Vec<ContactView>,
}

/// The text of a page: written when the page is made, not when its view is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct BodyView(pub String);

/// A notice above the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct BannerView {
    /// Its kind, for its looks: "withdrawn", "future", "superseded", "overdue", "expired", "draft", "prospective".
    pub kind: String,
    /// Its label: "Withdrawn".
    pub label: String,
    /// What it says.
    pub text: String,
    /// What stands before its links: "Current text", or empty.
    pub lead: String,
    /// Where to go instead, or what to read.
    pub links: Vec<LinkView>,
    /// What a reader in a hurry need not know, behind the links: why it was withdrawn. Or empty.
    pub more: String,
    /// The day from which the reader's browser shows it, year-month-day; empty for what is true as the page is built.
    pub from: String,
    /// The day from which it is no longer true, or empty.
    pub until: String,
}

/// What a permanent page says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PermanentView {
    /// Whose address it is: "the edition in force since 1 May 2024".
    pub of: String,
    /// The chapter's own page.
    pub chapter: LinkView,
    /// The day from which the edition stands otherwise, year-month-day, or empty.
    pub until: String,
}

/// A name and a value, perhaps with a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct FactView {
    /// What it is: "In force from".
    pub name: String,
    /// What it says.
    pub value: String,
    /// Its date as year-month-day, if it is one.
    pub iso: String,
    /// Where more is said, or empty.
    pub url: String,
    /// A mark for its looks: "overdue", or empty.
    pub mark: String,
    /// The day from which the reader's browser shows the mark, year-month-day; empty for a mark that counts already.
    pub from: String,
    /// The day from which the mark no longer counts, or empty.
    pub until: String,
}

/// That a review was put off: until when, by whom and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ExtensionView {
    /// The day that was planned, written out, or empty.
    pub from: String,
    /// The same, year-month-day.
    pub from_iso: String,
    /// The day by which it is due now, written out.
    pub to: String,
    /// The same, year-month-day.
    pub to_iso: String,
    /// Who allowed it: the contact's name, or empty.
    pub by: String,
    /// That contact's entry, or empty.
    pub by_url: String,
    /// Why, or empty.
    pub reason: String,
}

/// An amendment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AmendmentView {
    /// Its day, written out, or empty where none is set yet.
    pub date: String,
    /// Its day, year-month-day, or empty.
    pub iso: String,
    /// Its type: "major".
    pub kind: String,
    /// The word for it, to stand before its day: "Amended", "To be amended".
    pub label: String,
    /// What readers are told.
    pub note: String,
    /// What to read again, as a whole sentence, or empty.
    pub reread: String,
    /// The same where chapter and day are named already: "Re-read in full."
    pub reread_brief: String,
    /// The sections concerned.
    pub sections: Vec<LinkView>,
    /// Why, or empty.
    pub driver: String,
    /// Who approved it, or empty.
    pub approved_by: String,
}

/// A section in the contents list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ContentsView {
    /// Its number, or empty.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its anchor, with `#`.
    pub url: String,
    /// Numbered sections under it.
    pub sections: Vec<ContentsView>,
}

/// Law, guidance, a standard or a form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReferenceView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its kind: "act".
    pub kind: String,
    /// Its date, written out, or empty; empty too where it came into force on that day, which `in_force` says.
    pub date: String,
    /// Its entry in the register, from this page.
    pub url: String,
    /// Its own address, or empty.
    pub outside: String,
    /// When it is in force, or empty: "in force from 1 April 2011 until 1 May 2024".
    pub in_force: String,
    /// How it stands where it is not simply in force, each for its days: "Replaced", "Not yet in force".
    pub marks: Vec<MarkView>,
    /// What replaced it or will, or empty.
    pub replaced_by: String,
    /// That entry in the register, from this page.
    pub replaced_url: String,
    /// The day of that, written out, or empty.
    pub replaced_on: String,
}

/// A mark that counts for some days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct MarkView {
    /// What it says.
    pub label: String,
    /// The day from which the reader's browser shows it, year-month-day; empty for what is true as the page is built.
    pub from: String,
    /// The day from which it is no longer true, or empty.
    pub until: String,
}

/// A contact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ContactView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its telephone number as people read it, or empty.
    pub telephone: String,
    /// The number for a `tel:` link; empty for one that cannot be dialled.
    pub telephone_link: String,
    /// Its e-mail address, or empty.
    pub email: String,
    /// Its hours, or empty.
    pub hours: String,
    /// Its entry in the register, from this page.
    pub url: String,
    /// Whom to ring outside its hours: the name, or empty.
    pub out_of_hours: String,
    /// That contact's entry.
    pub out_of_hours_url: String,
    /// That contact's telephone number as people read it, or empty.
    pub out_of_hours_telephone: String,
    /// The number for a `tel:` link, or empty.
    pub out_of_hours_link: String,
    /// Among the numbers on top of a chapter: when it is the one to ring; empty for any time that its hours say.
    pub when: String,
    /// What it does for the chapter besides what the text says, or empty: "answers for this chapter".
    pub role: String,
}

/// An edition in the list of editions.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct EditionView {
    /// "Version 2.0, in force from 5 November 2025".
    pub name: String,
    /// What is said behind "What changed": "with version 2.0".
    pub changed_with: String,
    /// How it stands: "superseded".
    pub state: String,
    /// Its address from this page.
    pub url: String,
    /// Whether it is the edition on this page.
    pub here: bool,
    /// The page that says what changed with it, or empty.
    pub compare: String,
}
