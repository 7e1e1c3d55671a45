//! The manual as a whole. Made by [`super::assemble`], never changed.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::amendments::AmendmentBook;
use super::chapter::{Chapter, Edition, Part};
use super::lexicon::Lexicon;
use super::passage::{Attachment, PageText};
use super::proposals::Proposals;
use super::redirects::Redirects;
use super::referrals::Referral;
use super::registers::Registers;
use super::review_register::ReviewRegister;
use super::scope::Scope;
use super::sisters::Sisters;
use crate::config::site_config::SiteConfig;
use crate::language::words::Words;
use crate::memo::ContentHash;
use crate::parse::document::Document;

/// What stands in a part, by its place in the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// A chapter.
    Chapter(usize),
    /// A part within it.
    Part(usize),
}

/// A manual on a day.
#[derive(Clone, Debug)]
pub struct Site {
    /// The manual's settings.
    pub config: Arc<SiteConfig>,
    /// What the program itself says, in the manual's language.
    pub words: Arc<Words>,
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
    /// What refers to the home page.
    pub home_referred_from: Arc<[Referral]>,
    /// Parts in reading order.
    pub parts: Vec<Part>,
    /// Chapters in reading order.
    pub chapters: Vec<Arc<Chapter>>,
    /// Every recorded change, by update.
    pub amendments: Arc<AmendmentBook>,
    /// What differs from what is in force today. Only a site for review has them: it is for those who decide whether that
    /// may go live, and nobody is to follow or find it.
    pub proposals: Option<Arc<Proposals>>,
    /// The registers.
    pub registers: Arc<Registers>,
    /// The sister manuals whose inventories are named.
    pub sisters: Sisters,
    /// The old addresses of what stands in the manual. A record of an earlier day has none: nobody comes to it by them.
    pub redirects: Arc<Redirects>,
    /// The terms of the glossary, ready to be found in texts.
    pub lexicon: Arc<Lexicon>,
    /// Pictures and attachments.
    pub attachments: Arc<[Attachment]>,
    /// The places of everything that can be linked to by path, for finding what an author may have meant.
    pub paths: Arc<[Arc<str>]>,
    /// The paths of shared passages.
    pub shared: Arc<[Arc<str>]>,
    /// Files of the source that look like chapters but are in no edition that readers see.
    pub unpublished: Vec<Arc<Document>>,
    /// When which chapter is reviewed, by owner.
    pub reviews: Arc<ReviewRegister>,
    /// The hash of all that links can lead to: while it stays, what is changed in a text changes no other page's links.
    pub links_key: ContentHash,
    /// The places of chapters by their ids.
    pub places: Arc<HashMap<Arc<str>, usize>>,
}

impl Site {
    /// Whether it is for those who review what is to come, and not for use.
    pub fn is_for_review(&self) -> bool {
        self.proposals.is_some()
    }

    /// A chapter by its id.
    pub fn chapter(&self, id: &str) -> Option<&Chapter> {
        self.chapters.get(*self.places.get(id)?).map(AsRef::as_ref)
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

    /// What stands directly in a part, in reading order.
    pub fn held_by(&self, part: &Part) -> Vec<Held> {
        // Chapters are numbered as they are passed; a part begins before the first that it holds, or would hold.
        let begins = |place: usize| Some((self.parts.get(place)?.all_chapters.start, 0, Held::Part(place)));
        let chapters = part.chapters.iter().map(|place| (*place, 1, Held::Chapter(*place)));
        let mut held: Vec<(usize, u8, Held)> =
            part.parts.iter().filter_map(|place| begins(*place)).chain(chapters).collect();
        held.sort_by_key(|(chapter, behind, _)| (*chapter, *behind));
        held.into_iter().map(|(_, _, held)| held).collect()
    }

    /// Editions in force and those to come: what authors still change. Those of drafts being previewed are among them.
    pub fn living_editions(&self) -> impl Iterator<Item = (&Chapter, &Edition)> {
        Scope::Whole.living_editions(self)
    }

    /// The texts that authors still change: introductions, and editions in force or to come, each with its chapter.
    pub fn living_texts(&self) -> impl Iterator<Item = (&PageText, Option<(&Chapter, &Edition)>)> {
        Scope::Whole.living_texts(self)
    }

    /// Every text of the site that readers can see, with the path of its file.
    pub fn texts(&self) -> impl Iterator<Item = &PageText> {
        Scope::Whole.texts(self)
    }
}
