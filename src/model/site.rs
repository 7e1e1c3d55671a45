//! The manual as a whole. Made by [`super::assemble`], never changed.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::amendments::AmendmentBook;
use super::chapter::{Chapter, Part};
use super::passage::{Attachment, PageText};
use super::registers::Registers;
use super::review_register::ReviewRegister;
use crate::config::site_config::SiteConfig;
use crate::memo::ContentHash;
use crate::parse::document::Document;

/// A manual on a day.
#[derive(Clone, Debug)]
pub struct Site {
    /// The manual's settings.
    pub config: Arc<SiteConfig>,
    /// The day that the manual is shown as at.
    pub today: Date,
    /// The day on which the site is built; another than `today` only for a manual as it stood.
    pub built_on: Date,
    /// Whether the manual is shown as it stood on `today`, without what came after: for a record, not for work.
    pub frozen: bool,
    /// The hash of the whole source, which a record names.
    pub source: ContentHash,
    /// The title and text of the home page, if an author wrote one.
    pub home: Option<(Arc<str>, PageText)>,
    /// Parts in reading order.
    pub parts: Vec<Part>,
    /// Chapters in reading order.
    pub chapters: Vec<Chapter>,
    /// Every recorded change, by update.
    pub amendments: AmendmentBook,
    /// The registers.
    pub registers: Registers,
    /// Pictures and attachments.
    pub attachments: Vec<Attachment>,
    /// The places of everything that can be linked to by path, for finding what an author may have meant.
    pub paths: Vec<Arc<str>>,
    /// The paths of shared passages.
    pub shared: Vec<Arc<str>>,
    /// Files of the source that look like chapters but are in no edition that readers see.
    pub unpublished: Vec<Arc<Document>>,
    /// When which chapter is reviewed, by owner.
    pub reviews: ReviewRegister,
    /// The places of chapters by their ids.
    pub places: HashMap<Arc<str>, usize>,
}

impl Site {
    /// A chapter by its id.
    pub fn chapter(&self, id: &str) -> Option<&Chapter> {
        self.chapters.get(*self.places.get(id)?)
    }

    /// The parts above a part or chapter, outermost first, the given part last.
    pub fn lineage(&self, part: Option<usize>) -> Vec<&Part> {
        let mut line = Vec::new();
        let mut next = part;
        while let Some(found) = next.and_then(|index| self.parts.get(index)) {
            line.push(found);
            next = found.parent;
        }
        line.reverse();
        line
    }

    /// Every text of the site that readers can see, with the path of its file.
    pub fn texts(&self) -> impl Iterator<Item = &PageText> {
        let home = self.home.iter().map(|(_, text)| text);
        let parts = self.parts.iter().filter_map(|part| part.text.as_ref());
        let editions = self.chapters.iter().flat_map(|chapter| chapter.editions.iter().map(|edition| &edition.text));
        home.chain(parts).chain(editions)
    }
}
