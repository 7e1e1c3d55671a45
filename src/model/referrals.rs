//! What refers to what, section by section. Takes the finished chapters, parts and home page; gives each the list of the
//! sections that link to it or to a section of it.
//!
//! Counted are the texts that readers have before them: the edition that a chapter's page shows, unless the chapter is
//! withdrawn, and the introductions. A passage counts for every page that includes it. Each link is looked at once.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::chapter::{Chapter, Part, State};
use super::passage::{PageText, Passage, Target};
use crate::parse::block::Block;
use crate::parse::sections::Section;

/// A text that links stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Referrer {
    /// The home page.
    Home,
    /// The introduction of a part, by the part's place.
    Part(u32),
    /// A chapter, by its place.
    Chapter(u32),
}

/// That a section refers to a page, or to a section of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Referral {
    /// The section that is referred to, by its place in the page; `None` for the page as a whole.
    pub to: Option<u32>,
    /// The text that refers to it.
    pub from: Referrer,
    /// The section of that text, by its place; `None` for what stands before its first heading.
    pub section: Option<u32>,
}

/// A page that a link leads to, of those that are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    /// The home page.
    Home,
    /// A part, by its place.
    Part(u32),
    /// A chapter, by its place.
    Chapter(u32),
}

/// A link of a text to a page of the manual.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageReference {
    /// The page.
    pub to: Goal,
    /// The anchor that it names.
    pub anchor: Option<Box<str>>,
    /// The section of the text that it stands in, by its place; `None` for what stands before its first heading.
    pub section: Option<u32>,
}

/// The links of a text to pages of the manual, in its order.
pub fn references_of(passage: &Passage) -> Vec<PageReference> {
    let mut found = Vec::new();
    let mut walk = Walk {
        section: None,
        next: 0,
        visit: &mut |section, target: &Target| {
            let (to, anchor) = match target {
                Target::Chapter(to, anchor) | Target::Edition(to, _, anchor) => (Goal::Chapter(*to), anchor),
                Target::Part(to, anchor) => (Goal::Part(*to), anchor),
                Target::Home(anchor) => (Goal::Home, anchor),
                _ => return,
            };
            found.push(PageReference { to, anchor: anchor.clone(), section });
        },
    };
    walk.passage(passage);
    found
}

/// A link that was found: the anchor that it leads to, the text that it stands in, the section of that text.
type Link<'a> = (Option<&'a str>, Referrer, Option<u32>);

/// What was found, by the page that it leads to.
struct Found<'a> {
    home: Vec<Link<'a>>,
    parts: Vec<Vec<Link<'a>>>,
    chapters: Vec<Vec<Link<'a>>>,
}

impl<'a> Found<'a> {
    /// Notes what a text that stands on a page of its own refers to, besides itself.
    fn note(&mut self, from: Referrer, own: Goal, text: &'a PageText) {
        for reference in text.references.iter().filter(|reference| reference.to != own) {
            let list = match reference.to {
                Goal::Home => Some(&mut self.home),
                Goal::Part(place) => self.parts.get_mut(place as usize),
                Goal::Chapter(place) => self.chapters.get_mut(place as usize),
            };
            if let Some(list) = list {
                list.push((reference.anchor.as_deref(), from, reference.section));
            }
        }
    }
}

/// Fills in what refers to each chapter and part, and gives what refers to the home page. Each list has the page as a whole
/// first, then its sections in order, and for each what refers to it in reading order.
pub fn refer_back(chapters: &mut [Chapter], parts: &mut [Part], home: Option<&PageText>) -> Vec<Referral> {
    let small = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    // What texts refer to does not change while it is noted where that is.
    let texts: Vec<Option<PageText>> = chapters
        .iter()
        .map(|chapter| chapter.shown().filter(|_| chapter.state != State::Withdrawn).map(|shown| shown.text.clone()))
        .collect();
    let introductions: Vec<Option<PageText>> = parts.iter().map(|part| part.text.clone()).collect();
    let mut found =
        Found { home: Vec::new(), parts: vec![Vec::new(); parts.len()], chapters: vec![Vec::new(); chapters.len()] };
    if let Some(text) = home {
        found.note(Referrer::Home, Goal::Home, text);
    }
    for (place, text) in introductions.iter().enumerate() {
        if let Some(text) = text {
            found.note(Referrer::Part(small(place)), Goal::Part(small(place)), text);
        }
    }
    for (place, text) in texts.iter().enumerate() {
        if let Some(text) = text {
            found.note(Referrer::Chapter(small(place)), Goal::Chapter(small(place)), text);
        }
    }
    chapters.par_iter_mut().zip(&found.chapters).for_each(|(chapter, links)| {
        let sections = chapter.shown().map(|edition| Arc::clone(&edition.text.sections));
        chapter.referred_from = sorted(links, sections.as_deref().unwrap_or_default());
    });
    for (part, links) in parts.iter_mut().zip(&found.parts) {
        let sections = part.text.as_ref().map(|text| Arc::clone(&text.sections));
        part.referred_from = sorted(links, sections.as_deref().unwrap_or_default());
    }
    sorted(&found.home, home.map(|text| text.sections.as_ref()).unwrap_or_default())
}

/// What was found of one page, each once, its sections by their places. A link to a section that only another edition has
/// counts for the page as a whole.
fn sorted(found: &[Link<'_>], sections: &[Section]) -> Vec<Referral> {
    if found.is_empty() {
        return Vec::new();
    }
    let mut places: HashMap<&str, u32> = HashMap::new();
    let named = found.iter().any(|(anchor, ..)| anchor.is_some());
    for (place, section) in sections.iter().enumerate().filter(|_| named) {
        places.entry(&section.anchor).or_insert(u32::try_from(place).unwrap_or(u32::MAX));
    }
    let place_of = |anchor: Option<&str>| anchor.and_then(|anchor| places.get(anchor).copied());
    let mut referrals: Vec<Referral> = found
        .iter()
        .map(|(anchor, from, section)| Referral { to: place_of(*anchor), from: *from, section: *section })
        .collect();
    // The order of what refers to one thing is that of reading, in which it was found; equal ones stand together.
    referrals.sort_by_key(|referral| referral.to);
    referrals.dedup();
    referrals
}

/// Calls `visit` with the section that each link of a text stands in, by its place, and where the link leads.
struct Walk<'v, V> {
    section: Option<u32>,
    next: u32,
    visit: &'v mut V,
}

impl<'a, V: FnMut(Option<u32>, &'a Target)> Walk<'_, V> {
    /// Headings make sections where they stand in the text itself, as [`PageText`] counts them.
    fn passage(&mut self, passage: &'a Passage) {
        let body = &passage.document.body;
        let mut links = body.links.iter().zip(&passage.targets).peekable();
        let mut includes = body.includes.iter().zip(&passage.includes).enumerate().peekable();
        for block in &body.blocks {
            let (at, place) = match block {
                Block::Heading(heading) => (heading.span.start, None),
                Block::Include(place) => {
                    let Some(used) = body.includes.get(*place as usize) else { continue };
                    (used.span.start, Some(*place as usize))
                }
                _ => continue,
            };
            while let Some((_, target)) = links.next_if(|(link, _)| link.span.start < at) {
                (self.visit)(self.section, target);
            }
            while let Some((_, (_, inner))) = includes.next_if(|(_, (used, _))| used.span.start < at) {
                self.nested(inner.as_ref().ok());
            }
            match place {
                None => self.open_section(),
                Some(place) => {
                    if let Some((_, (_, Ok(inner)))) = includes.next_if(|(index, _)| *index == place) {
                        self.passage(inner);
                    }
                }
            }
        }
        for (_, target) in links {
            (self.visit)(self.section, target);
        }
        for (_, (_, inner)) in includes {
            self.nested(inner.as_ref().ok());
        }
    }

    /// A passage that stands in a list or a container: its headings make no sections.
    fn nested(&mut self, passage: Option<&'a Passage>) {
        let Some(passage) = passage else { return };
        for target in &passage.targets {
            (self.visit)(self.section, target);
        }
        for inner in &passage.includes {
            self.nested(inner.as_ref().ok());
        }
    }

    fn open_section(&mut self) {
        self.section = Some(self.next);
        self.next = self.next.saturating_add(1);
    }
}
