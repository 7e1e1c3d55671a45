//! A manual put together again after some of its sentences were rewritten: the site of before with the new texts in their places.
//!
//! Takes what the manual is made from and how it was put together before; gives the same site as [`super::assemble`] would, or
//! nothing where more than words was changed (see `parse::shape`). Resolves no link and looks nothing up: where the words alone
//! differ, each link leads where it led.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::assemble::{Parts, SourceFile};
use super::editions::{Audience, Vantage};
use super::passage::{PageText, Passage};
use super::scope::Rewritten;
use super::site::Site;
use crate::config::site_config::SiteConfig;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::memo::ContentHash;
use crate::parse::document::Document;

/// The page that a document stands on.
#[derive(Clone, Copy)]
enum Place {
    Home,
    Part(usize),
    /// A chapter's place, and its edition's.
    Edition(usize, usize),
}

type Places = HashMap<Arc<str>, Place>;

/// A manual that was put together, and what it was made from.
pub struct Assembled {
    /// The manual.
    pub site: Site,
    /// What was found wrong with its order.
    pub report: Vec<Diagnostic>,
    documents: Vec<Arc<Document>>,
    passages: Vec<Arc<Document>>,
    attachments: Vec<SourceFile>,
    config: Arc<SiteConfig>,
    shared: ContentHash,
    /// The hash of what the program itself says.
    words: ContentHash,
    vantage: Vantage,
    audience: Audience,
    places: Arc<OnceLock<Places>>,
}

impl Assembled {
    /// Notes what a manual is made from, so that it can be put together again: gives what takes the site, and what was found wrong
    /// with its order. Not for a record of an earlier day, nor for a site for those who review what is to come: their texts hang
    /// together in other ways.
    pub fn of(parts: &Parts) -> impl FnOnce(Site, Vec<Diagnostic>) -> Self + use<> {
        let (documents, passages) = (parts.documents.clone(), parts.passages.clone());
        let (attachments, config, shared) = (parts.attachments.clone(), Arc::clone(&parts.config), parts.shared);
        let (vantage, audience, words, places) = (parts.vantage, parts.audience, parts.words.hash, Arc::default());
        move |site, report| Assembled {
            site,
            report,
            documents,
            passages,
            attachments,
            config,
            shared,
            words,
            vantage,
            audience,
            places,
        }
    }

    /// Whether a site that is seen from a day by an audience is this one, in whatever words.
    pub fn is_seen_from(&self, vantage: Vantage, audience: Audience) -> bool {
        self.vantage == vantage && self.audience == audience
    }

    /// The manual with the texts that it is made from now, and which of them are others; nothing if more than words was changed.
    pub fn again(&self, parts: &Parts) -> Option<(Self, Rewritten)> {
        let same_settings =
            Arc::ptr_eq(&self.config, &parts.config) || self.config.fingerprint() == parts.config.fingerprint();
        let same = self.is_seen_from(parts.vantage, parts.audience)
            && self.shared == parts.shared
            && self.words == parts.words.hash
            && self.attachments == parts.attachments
            && same_settings
            && self.documents.len() == parts.documents.len()
            && self.passages.len() == parts.passages.len();
        let alike = |(old, new): (&Arc<Document>, &Arc<Document>)| Arc::ptr_eq(old, new) || old.hash == new.hash;
        if !same || !self.passages.iter().zip(&parts.passages).all(alike) {
            return None;
        }
        let mut site = self.site.clone();
        let mut rewritten = Rewritten::default();
        for (old, new) in self.documents.iter().zip(&parts.documents).filter(|pair| !alike(*pair)) {
            if old.path != new.path || old.shape != new.shape || old.understood != new.understood {
                return None;
            }
            let place = self.places.get_or_init(|| places_of(&self.site)).get(&old.path)?;
            rewrite(&mut site, *place, new, &mut rewritten)?;
            let hints = [old.hints, new.hints];
            rewritten.details |= hints.iter().any(|hints| hints.details || hints.reach);
        }
        rewritten.parts.sort_unstable();
        rewritten.chapters.sort_unstable();
        rewritten.chapters.dedup();
        let again = Assembled {
            site,
            report: self.report.clone(),
            documents: parts.documents.clone(),
            passages: parts.passages.clone(),
            attachments: self.attachments.clone(),
            config: Arc::clone(&parts.config),
            shared: self.shared,
            words: self.words,
            vantage: self.vantage,
            audience: self.audience,
            places: Arc::clone(&self.places),
        };
        Some((again, rewritten))
    }
}

/// Where each text of a site stands. A file that is left out of it has no place.
fn places_of(site: &Site) -> Places {
    let path = |text: &PageText| Arc::clone(&text.passage.document.path);
    let home = site.home.iter().map(|(_, text)| (path(text), Place::Home));
    let parts = site.parts.iter().enumerate();
    let parts = parts.filter_map(|(place, part)| Some((path(part.text.as_ref()?), Place::Part(place))));
    let chapters = site.chapters.iter().enumerate().flat_map(|(chapter, found)| {
        let editions = found.editions.iter().enumerate();
        editions.map(move |(place, edition)| (path(&edition.text), Place::Edition(chapter, place)))
    });
    home.chain(parts).chain(chapters).collect()
}

/// Puts a new text in the place of an old one.
fn rewrite(site: &mut Site, place: Place, new: &Arc<Document>, rewritten: &mut Rewritten) -> Option<()> {
    let text = match place {
        Place::Home => {
            rewritten.home = true;
            &mut site.home.as_mut()?.1
        }
        Place::Part(part) => {
            rewritten.parts.push(part);
            site.parts.get_mut(part)?.text.as_mut()?
        }
        Place::Edition(chapter, edition) => {
            rewritten.chapters.push(chapter);
            &mut Arc::make_mut(site.chapters.get_mut(chapter)?).editions.get_mut(edition)?.text
        }
    };
    let Passage { targets, variables, includes, .. } = text.passage.as_ref();
    let (targets, variables, includes) = (targets.clone(), variables.clone(), includes.clone());
    *text = PageText::new(Passage { document: Arc::clone(new), targets, variables, includes });
    Some(())
}
