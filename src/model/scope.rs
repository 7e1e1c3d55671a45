//! Which texts of a manual are to be looked at: all, or those that were rewritten since the manual was put together before.
//!
//! Takes a site, gives its texts in reading order. A chapter is looked at whole, with all its editions: each is held against the
//! one before it.

use std::collections::HashSet;
use std::sync::Arc;

use super::chapter::{Chapter, Edition, Part, State};
use super::passage::PageText;
use super::site::Site;

/// The pages whose texts were rewritten, by their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rewritten {
    /// Whether the home page was.
    pub home: bool,
    /// The parts whose introductions were.
    pub parts: Vec<usize>,
    /// The chapters of which an edition was.
    pub chapters: Vec<usize>,
    /// Whether a text is among them that holds or held a telephone number or an e-mail address.
    pub details: bool,
}

/// Which texts are to be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// All.
    Whole,
    /// Those that were rewritten.
    Only(Rewritten),
}

impl Scope {
    fn only(&self) -> Option<&Rewritten> {
        match self {
            Scope::Whole => None,
            Scope::Only(rewritten) => Some(rewritten),
        }
    }

    /// The text of the home page.
    pub fn home<'a>(&self, site: &'a Site) -> Option<&'a PageText> {
        let looked_at = self.only().is_none_or(|only| only.home);
        site.home.as_ref().filter(|_| looked_at).map(|(_, text)| text)
    }

    /// The parts.
    pub fn parts<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = &'a Part> {
        let all = self.only().is_none().then_some(&site.parts).into_iter().flatten();
        all.chain(self.only().into_iter().flat_map(|only| &only.parts).filter_map(|place| site.parts.get(*place)))
    }

    /// The chapters.
    pub fn chapters<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = &'a Arc<Chapter>> {
        let all = self.only().is_none().then_some(&site.chapters).into_iter().flatten();
        all.chain(self.only().into_iter().flat_map(|only| &only.chapters).filter_map(|place| site.chapters.get(*place)))
    }

    /// The places of the chapters.
    pub fn places(&self, site: &Site) -> impl Iterator<Item = usize> {
        let all = self.only().is_none().then_some(0..site.chapters.len()).into_iter().flatten();
        all.chain(self.only().into_iter().flat_map(|only| only.chapters.iter().copied()))
    }

    /// The home page's text and the introductions of parts.
    pub fn introductions<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = &'a PageText> {
        self.home(site).into_iter().chain(self.parts(site).filter_map(|part| part.text.as_ref()))
    }

    /// Every edition that is there.
    pub fn editions<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = &'a Edition> {
        self.chapters(site).flat_map(|chapter| &chapter.editions)
    }

    /// Every text that is there.
    pub fn texts<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = &'a PageText> {
        self.introductions(site).chain(self.editions(site).map(|edition| &edition.text))
    }

    /// Editions in force and those to come: what authors still change. Those of drafts being previewed are among them.
    pub fn living_editions<'a>(&'a self, site: &'a Site) -> impl Iterator<Item = (&'a Chapter, &'a Edition)> {
        let over = |state: State| matches!(state, State::Withdrawn | State::Superseded);
        let living = self.chapters(site).filter(move |chapter| !over(chapter.state));
        living.flat_map(move |chapter| {
            let editions = chapter.editions.iter().filter(move |edition| edition.visible && !over(edition.state));
            editions.map(move |edition| (chapter.as_ref(), edition))
        })
    }

    /// The texts that authors still change: introductions, and editions in force or to come, each with its chapter.
    pub fn living_texts<'a>(
        &'a self,
        site: &'a Site,
    ) -> impl Iterator<Item = (&'a PageText, Option<(&'a Chapter, &'a Edition)>)> {
        let editions = self.living_editions(site).map(|(chapter, edition)| (&edition.text, Some((chapter, edition))));
        self.introductions(site).map(|text| (text, None)).chain(editions)
    }

    /// The files of these texts.
    pub fn files<'a>(&'a self, site: &'a Site) -> HashSet<&'a str> {
        self.texts(site).map(|text| text.passage.document.path.as_ref()).collect()
    }
}
