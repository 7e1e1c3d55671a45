//! A text with everything in it resolved: where its links lead, what its variables say, which passages it includes.

use std::sync::Arc;

use super::referrals::{PageReference, references_of};
use crate::data::picture_size::PictureSize;
use crate::parse::block::{Block, Heading};
use crate::parse::document::{Document, headings};
use crate::parse::sections::{Section, number_sections};

/// A document whose references are resolved. The vectors run beside those of [`crate::parse::document::Body`].
#[derive(Clone, Debug)]
pub struct Passage {
    /// The document.
    pub document: Arc<Document>,
    /// Where each link leads.
    pub targets: Vec<Target>,
    /// What each variable says; `None` if the site does not define it.
    pub variables: Vec<Option<Arc<str>>>,
    /// Each included passage; the reason where it cannot be had.
    pub includes: Vec<Result<Passage, IncludeFault>>,
}

impl Passage {
    /// Whether all that readers see of the text is known: every variable and every passage that it includes.
    pub fn is_whole(&self) -> bool {
        let included = |passage: &Result<Passage, IncludeFault>| passage.as_ref().is_ok_and(Passage::is_whole);
        self.variables.iter().all(Option::is_some) && self.includes.iter().all(included)
    }
}

/// The deepest that passages include each other: every walk over a text follows them.
pub const DEEPEST_INCLUDES: usize = 16;
/// The most passages on one page. Two lines that each include two more would otherwise make a page without end.
pub const MOST_INCLUDES: usize = 2_000;

/// Why a passage cannot be included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IncludeFault {
    /// There is no such file; the path as looked for.
    Missing(String),
    /// It lies outside the manual.
    Outside,
    /// It includes itself: the chain of files.
    Cycle(Vec<Arc<str>>),
    /// Passages include each other too deeply, or too many stand on the page.
    TooMany,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A chapter's page, by its place in [`super::site::Site::chapters`], and a section of it.
    Chapter(u32, Option<Box<str>>),
    /// One edition of a chapter, by the places of both.
    Edition(u32, u32, Option<Box<str>>),
    /// A part's page, by its place in [`super::site::Site::parts`].
    Part(u32, Option<Box<str>>),
    /// The home page.
    Home(Option<Box<str>>),
    /// A place on the same page.
    Here(Box<str>),
    /// A picture or attachment, by its place in [`super::site::Site::attachments`].
    Attachment(u32),
    /// An entry of the references, by its place.
    Reference(u32),
    /// A contact, by its place.
    Contact(u32),
    /// A term, by its place.
    Term(u32),
    /// A page of a sister manual.
    Sister(Box<SisterLink>),
    /// An address outside, as written.
    Outside,
    /// Nowhere.
    Broken(LinkFault),
}

/// A link into a sister manual.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SisterLink {
    /// The manual's short name.
    pub manual: Box<str>,
    /// The address; empty where the manual's own is not known.
    pub address: Box<str>,
    /// What it is called where the author left that to us.
    pub text: Box<str>,
    /// What its author should know of it.
    pub note: Option<SisterNote>,
}

/// What the author of a link into a sister manual should know.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SisterNote {
    /// Nothing says under which address the manual stands.
    NoAddress,
    /// The manual has no such page: what was written.
    NoPage(Box<str>),
    /// The page has no such section: the page as written, the anchor.
    NoAnchor(Box<str>, Box<str>),
    /// The chapter has another id now: which.
    Moved(Box<str>),
    /// The chapter is not in force: the page as written.
    NotInForce(Box<str>),
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// Nothing stands behind it.
    Empty,
    /// Its kind is not allowed; already reported.
    Refused,
    /// There is no such file in the manual; the path looked for.
    NoFile(Box<str>),
    /// The file's name is written with other capitals; the path as it is.
    Case(Box<str>),
    /// It leads out of the manual's folder.
    LeadsOut,
    /// The page has no such section: the page's path, the anchor.
    NoAnchor(Box<str>, Box<str>),
    /// The page is not part of the site: a draft, or faulty.
    NotPublished(Box<str>),
    /// The register has no such entry: the kind, the id.
    NoEntry(&'static str, Box<str>),
    /// No sister manual of this name.
    NoSister(Box<str>),
}

/// The text of a page: its passage and its sections.
#[derive(Clone, Debug)]
pub struct PageText {
    /// The text.
    pub passage: Arc<Passage>,
    /// Its sections, those of included passages among them, in order.
    pub sections: Arc<[Section]>,
    /// The pages of the manual that it links to.
    pub references: Arc<[PageReference]>,
}

impl PageText {
    /// A text with its sections counted.
    pub fn new(passage: Passage) -> Self {
        let sections = if passage.includes.is_empty() {
            Arc::clone(&passage.document.sections)
        } else {
            let mut all = Vec::new();
            collect_headings(&passage, &mut all);
            number_sections(all.iter().copied()).into()
        };
        let references = references_of(&passage).into();
        PageText { passage: Arc::new(passage), sections, references }
    }
}

fn collect_headings<'a>(passage: &'a Passage, all: &mut Vec<&'a Heading>) {
    for block in &passage.document.body.blocks {
        match block {
            Block::Heading(heading) => all.push(heading),
            Block::Include(index) => {
                if let Some(Ok(inner)) = passage.includes.get(*index as usize) {
                    collect_headings(inner, all);
                }
            }
            _ => {}
        }
    }
}

/// The sections of a document and of everything it includes, before links are resolved.
pub fn sections_with_includes<'a>(
    document: &'a Document,
    included: &impl Fn(&Document, usize) -> Option<&'a Document>,
) -> Arc<[Section]> {
    if document.body.includes.is_empty() {
        return Arc::clone(&document.sections);
    }
    let mut all: Vec<&'a Heading> = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut left = MOST_INCLUDES;
    gather(document, included, &mut open, &mut left, &mut all);
    number_sections(all.iter().copied()).into()
}

fn gather<'a, 'b>(
    document: &'a Document,
    included: &impl Fn(&Document, usize) -> Option<&'a Document>,
    open: &mut Vec<&'b str>,
    left: &mut usize,
    all: &mut Vec<&'a Heading>,
) where
    'a: 'b,
{
    if open.len() > DEEPEST_INCLUDES || open.contains(&document.path.as_ref()) {
        return;
    }
    open.push(&document.path);
    for block in &document.body.blocks {
        match block {
            Block::Heading(_) => all.extend(headings(std::slice::from_ref(block))),
            Block::Include(index) => {
                if let Some(inner) = included(document, *index as usize).filter(|_| *left > 0) {
                    *left -= 1;
                    gather(inner, included, open, left, all);
                }
            }
            _ => {}
        }
    }
    open.pop();
}

/// A picture or attachment and where it is published.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Its path in the source, relative to the site's root.
    pub source: Arc<str>,
    /// Its path in the site.
    pub path: Arc<str>,
    /// How large it is, of a picture that says so.
    pub size: Option<PictureSize>,
    /// Whether it waits with a text that readers do not see: it is no file of the site.
    pub held_back: bool,
}
