//! Pages that list things: home, parts, A to Z, registers, the page for printing, and the pages every site needs.

use serde::Serialize;

use super::as_at::CoverView;
use super::chapter::{BannerView, BodyView, ContactView, ExtensionView, FactView, ReferenceView};
use super::duties::DutyView;
use super::page::{LinkView, PageView};
use super::referred::ReferredView;
use super::words::WordView;

/// A part with what it holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PartListView {
    /// The part.
    pub part: LinkView,
    /// Its chapters, and parts within it, in their order.
    pub lines: Vec<ChapterLineView>,
}

/// What stands together on a part's page: a part within it, or chapters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct GroupView {
    /// Its heading's anchor.
    pub anchor: String,
    /// The part; nothing for chapters.
    pub part: Option<LinkView>,
    /// How many of the page's chapters stand in groups before it.
    pub before: usize,
    /// The chapters; of a part, what it holds.
    pub lines: Vec<ChapterLineView>,
}

/// A chapter in a list, or a part.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ChapterLineView {
    /// The chapter, or the part.
    pub link: LinkView,
    /// Who and what it covers, or empty.
    pub scope: String,
    /// "New", "Updated", "Withdrawn", "Future", or empty.
    pub badge: String,
    /// The day from which "New" or "Updated" no longer counts, year-month-day; else empty.
    pub badge_until: String,
}

/// `home.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct HomeView {
    /// Head and surroundings.
    pub page: PageView,
    /// The cover of a record of the manual as it stood on a day.
    pub cover: Option<CoverView>,
    /// The text, as HTML.
    pub body: BodyView,
    /// The words that it explains.
    pub words: Vec<WordView>,
    /// The parts, with their chapters where the manual is small enough to list them.
    pub parts: Vec<PartListView>,
    /// Chapters in no part.
    pub chapters: Vec<ChapterLineView>,
    /// Whether the first of them stands before all parts.
    pub chapters_first: bool,
    /// The newest amendments: at most eight.
    pub recent: Vec<RecentView>,
    /// The page of all of them.
    pub changes: String,
    /// The whole manual as a single file, or empty.
    pub download: String,
    /// Editions that take effect soon.
    pub coming: Vec<RecentView>,
    /// What refers to it.
    pub referred_from: Vec<ReferredView>,
}

/// A change in the list of what is new.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct RecentView {
    /// The chapter.
    pub link: LinkView,
    /// The day, written out.
    pub date: String,
    /// The day, year-month-day.
    pub iso: String,
    /// What changed.
    pub note: String,
}

/// `part.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PartView {
    /// Head and surroundings.
    pub page: PageView,
    /// Its number.
    pub number: String,
    /// Its introduction, as HTML.
    pub body: BodyView,
    /// The words that it explains.
    pub words: Vec<WordView>,
    /// What it holds, in its order: chapters that follow each other, and parts within it, each with what that holds.
    pub groups: Vec<GroupView>,
    /// The page that prints it.
    pub print_url: String,
    /// The part as a single file, or empty.
    pub download: String,
    /// What refers to it.
    pub referred_from: Vec<ReferredView>,
}

/// `a-to-z.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AToZView {
    /// Head and surroundings.
    pub page: PageView,
    /// The letters that have entries.
    pub letters: Vec<LetterView>,
}

/// A letter with its entries.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LetterView {
    /// The letter, or "0–9".
    pub letter: String,
    /// Its anchor.
    pub anchor: String,
    /// Its entries.
    pub entries: Vec<IndexEntryView>,
}

/// An entry of the A to Z.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct IndexEntryView {
    /// The words.
    pub words: String,
    /// "see" another name, where the words are not the chapter's title; else empty.
    pub see: String,
    /// The chapter.
    pub link: LinkView,
}

/// `print.html`: several chapters on one page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PrintView {
    /// Head and surroundings.
    pub page: PageView,
    /// How many chapters the page holds, as a sentence.
    pub holds: String,
    /// The same, as what a single file is a copy of.
    pub copy_of: String,
    /// The words that the chapters' texts explain.
    pub words: Vec<WordView>,
    /// Whom to ring: every contact that the chapters name, in their order.
    pub contacts: Vec<ContactView>,
    /// The chapters; their text is written when the page is made.
    pub chapters: Vec<PrintedChapterView>,
    /// The same chapters as a single file, or empty.
    pub download: String,
    /// Pages that print the parts, where the whole is too large for one page.
    pub parts: Vec<LinkView>,
    /// The same pages beside the whole, for who needs less of it.
    pub one_part: Vec<LinkView>,
}

/// A chapter on the page for printing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PrintedChapterView {
    /// Its anchor.
    pub anchor: String,
    /// Its number.
    pub number: String,
    /// Its title.
    pub title: String,
    /// The title of its part, where the part begins with it; else empty.
    pub part: String,
    /// What it is called in a citation, and so at the foot of its sheets.
    pub cited_as: String,
    /// How it stands.
    pub state: String,
    /// What a reader must know first.
    pub banners: Vec<BannerView>,
    /// Whether its text is left out: it is not to be followed any more.
    pub left_out: bool,
    /// Version, in force from, reviews, owner.
    pub facts: Vec<FactView>,
    /// That its review was put off, if it was.
    pub extension: Option<ExtensionView>,
    /// Whom to ring first; nobody where it is not to be followed any more.
    pub ring: Vec<ContactView>,
    /// What it asks of its reader, and by when; empty where that is little.
    pub duties: Vec<DutyView>,
    /// Who and what it covers, or empty.
    pub scope: String,
    /// The text, as HTML.
    pub body: BodyView,
}

/// `references.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReferencesView {
    /// Head and surroundings.
    pub page: PageView,
    /// The references by kind.
    pub groups: Vec<ReferenceGroupView>,
}

/// References of one kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ReferenceGroupView {
    /// The kind as a heading: "Acts".
    pub title: String,
    /// Its anchor.
    pub anchor: String,
    /// The references with the chapters that cite them.
    pub references: Vec<CitedReferenceView>,
}

/// A reference with the texts that cite it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct CitedReferenceView {
    /// The reference.
    pub reference: ReferenceView,
    /// How many chapters and introductions in force cite it: "Cited by 3 chapters"; or that none does.
    pub count: String,
    /// Those texts.
    pub cited_by: Vec<UseView>,
}

/// A text in force that uses an entry of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct UseView {
    /// The chapter, part or home page.
    pub page: LinkView,
    /// The sections of it that name the entry; none where only the front matter does, or the text before all headings.
    pub sections: Vec<LinkView>,
}

/// `contacts.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ContactsView {
    /// Head and surroundings.
    pub page: PageView,
    /// The contacts.
    pub contacts: Vec<UsedContactView>,
}

/// A contact with what names it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct UsedContactView {
    /// The contact.
    pub contact: ContactView,
    /// The texts in force that name it.
    pub used_in: Vec<UseView>,
    /// The chapters that it answers for.
    pub owner_of: Vec<LinkView>,
}

/// `glossary.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct GlossaryView {
    /// Head and surroundings.
    pub page: PageView,
    /// The terms in alphabetical order, by their letters; under one without a name where they are few.
    pub letters: Vec<TermsView>,
}

/// The terms that begin with a letter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct TermsView {
    /// The letter, or empty.
    pub letter: String,
    /// The anchor of its heading.
    pub anchor: String,
    /// The terms.
    pub terms: Vec<TermView>,
}

/// A term.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct TermView {
    /// Its id.
    pub id: String,
    /// The term.
    pub term: String,
    /// Its abbreviation, or empty.
    pub abbreviation: String,
    /// What it means.
    pub definition: String,
    /// Other words for it.
    pub aliases: Vec<String>,
    /// Words no longer used.
    pub deprecated: Vec<DeprecatedTermView>,
}

/// A word no longer used.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct DeprecatedTermView {
    /// The word.
    pub term: String,
    /// The day from which it is no longer used, written out, or empty.
    pub since: String,
    /// The same day, year-month-day, or empty.
    pub iso: String,
    /// Why, or empty.
    pub note: String,
}

/// `accessibility.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AccessibilityView {
    /// Head and surroundings.
    pub page: PageView,
    /// Whom to turn to, if the site says.
    pub contact: Option<ContactView>,
    /// What is known not to work.
    pub known_problems: Vec<String>,
    /// When the statement was last checked, written out, or empty.
    pub checked_on: String,
}

/// `not-found.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct NotFoundView {
    /// Head and surroundings.
    pub page: PageView,
}
