//! What refers to what, section by section. Takes the finished chapters, parts and home page; gives each the list of the
//! sections that link to it or to a section of it.
//!
//! Counted are the texts that readers have before them: the edition that a chapter's page shows, unless the chapter is
//! withdrawn, and the introductions. A passage counts for every page that includes it. Each link is looked at once.

use std::collections::HashMap;

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

/// Where a link leads, of what is counted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Goal {
    Home,
    Part(u32),
    Chapter(u32),
}

/// A link that was found: the anchor that it leads to, the text that it stands in, the section of that text.
type Link = (Option<Box<str>>, Referrer, Option<u32>);

/// Fills in what refers to each chapter and part, and gives what refers to the home page. Each list has the page as a whole
/// first, then its sections in order, and for each what refers to it in reading order.
pub fn refer_back(chapters: &mut [Chapter], parts: &mut [Part], home: Option<&PageText>) -> Vec<Referral> {
    let mut found: HashMap<Goal, Vec<Link>> = HashMap::new();
    let mut note = |from: Referrer, own: Goal, text: &PageText| {
        visit_links(text, &mut |section, target| {
            let (goal, anchor) = match target {
                Target::Chapter(to, anchor) | Target::Edition(to, _, anchor) => (Goal::Chapter(*to), anchor),
                Target::Part(to, anchor) => (Goal::Part(*to), anchor),
                Target::Home(anchor) => (Goal::Home, anchor),
                _ => return,
            };
            if goal != own {
                found.entry(goal).or_default().push((anchor.clone(), from, section));
            }
        });
    };
    let small = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
    if let Some(text) = home {
        note(Referrer::Home, Goal::Home, text);
    }
    for (place, part) in parts.iter().enumerate() {
        if let Some(text) = &part.text {
            note(Referrer::Part(small(place)), Goal::Part(small(place)), text);
        }
    }
    for (place, chapter) in chapters.iter().enumerate().filter(|(_, chapter)| chapter.state != State::Withdrawn) {
        if let Some(edition) = chapter.shown() {
            note(Referrer::Chapter(small(place)), Goal::Chapter(small(place)), &edition.text);
        }
    }
    let mut take = |goal: Goal, sections: &[Section]| sorted(&found.remove(&goal).unwrap_or_default(), sections);
    for (place, chapter) in chapters.iter_mut().enumerate() {
        let sections = chapter.shown().map(|edition| edition.text.sections.clone());
        chapter.referred_from = take(Goal::Chapter(small(place)), sections.as_deref().unwrap_or_default());
    }
    for (place, part) in parts.iter_mut().enumerate() {
        let sections = part.text.as_ref().map(|text| text.sections.as_ref()).unwrap_or_default();
        part.referred_from = take(Goal::Part(small(place)), sections);
    }
    take(Goal::Home, home.map(|text| text.sections.as_ref()).unwrap_or_default())
}

/// What was found of one page, each once, its sections by their places. A link to a section that only another edition has
/// counts for the page as a whole.
fn sorted(found: &[Link], sections: &[Section]) -> Vec<Referral> {
    if found.is_empty() {
        return Vec::new();
    }
    let mut places: HashMap<&str, u32> = HashMap::new();
    for (place, section) in sections.iter().enumerate() {
        places.entry(&section.anchor).or_insert(u32::try_from(place).unwrap_or(u32::MAX));
    }
    let place_of = |anchor: Option<&str>| anchor.and_then(|anchor| places.get(anchor).copied());
    let mut referrals: Vec<Referral> = found
        .iter()
        .map(|(anchor, from, section)| Referral { to: place_of(anchor.as_deref()), from: *from, section: *section })
        .collect();
    // The order of what refers to one thing is that of reading, in which it was found; equal ones stand together.
    referrals.sort_by_key(|referral| referral.to);
    referrals.dedup();
    referrals
}

/// Calls `visit` with the section that each link of a page stands in, by its place, and where the link leads.
fn visit_links<'a>(text: &'a PageText, visit: &mut impl FnMut(Option<u32>, &'a Target)) {
    let mut walk = Walk { section: None, next: 0, visit };
    walk.passage(&text.passage);
}

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
