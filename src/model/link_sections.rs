//! The links of a text with the section that each stands in.
//!
//! Takes a text whose links are resolved, calls back for each link that is asked for, in the order of the text, those of
//! included passages where they stand. Costs as much as the text has links and headings, and knows no register.

use std::sync::Arc;

use super::passage::{PageText, Passage, Target};
use crate::parse::block::Block;
use crate::parse::document::{Document, LinkUse};
use crate::parse::sections::Section;

/// A link and where it stands.
#[derive(Clone, Copy)]
pub struct PlacedLink<'a> {
    /// The file that it is written in.
    pub document: &'a Arc<Document>,
    /// The link as written.
    pub link: &'a LinkUse,
    /// Its place among the links of its file.
    pub index: usize,
    /// Where it leads.
    pub target: &'a Target,
    /// The section of the page that it stands in; `None` before the first heading.
    pub section: Option<&'a Section>,
    /// Whether it stands in a passage that the page includes.
    pub included: bool,
}

/// Visits the links of a text whose targets are `wanted`.
pub fn visit_links<'a>(text: &'a PageText, wanted: impl Fn(&Target) -> bool, visit: &mut impl FnMut(PlacedLink<'a>)) {
    let mut walk = Walk { text, next: 0, wanted, visit, depth: 0 };
    walk.passage(&text.passage, None, false);
}

struct Walk<'a, 'v, W, V> {
    text: &'a PageText,
    /// The place of the next heading among the page's sections.
    next: usize,
    wanted: W,
    visit: &'v mut V,
    depth: usize,
}

/// What moves the walk on besides links, by where it stands in the file.
#[derive(Clone, Copy)]
enum Mark {
    Heading,
    /// A passage by its place, and whether its headings make sections: not in a list or a container.
    Include(usize, bool),
}

impl<'a, W: Fn(&Target) -> bool, V: FnMut(PlacedLink<'a>)> Walk<'a, '_, W, V> {
    /// Walks a passage that begins in a section; gives the one that it ends in. In a `nested` one no heading makes a section.
    fn passage(&mut self, passage: &'a Passage, mut section: Option<usize>, nested: bool) -> Option<usize> {
        let document = &passage.document;
        let body = &document.body;
        let mut links: Vec<usize> = passage
            .targets
            .iter()
            .enumerate()
            .filter(|(_, target)| (self.wanted)(target))
            .map(|(index, _)| index)
            .collect();
        if links.is_empty() && passage.includes.is_empty() {
            if !nested {
                self.next += document.sections.len();
            }
            let any = !nested && !document.sections.is_empty();
            return if any { self.next.checked_sub(1) } else { section };
        }
        // A footnote's links come where it is first pointed to; its text may stand elsewhere.
        let start = |index: usize| body.links.get(index).map_or(0, |link| link.span.start);
        links.sort_by_key(|index| start(*index));
        let mut links = links.into_iter().peekable();
        for (at, mark) in marks(passage) {
            while let Some(index) = links.next_if(|index| start(*index) < at) {
                self.link(passage, index, section);
            }
            match mark {
                Mark::Heading if nested => {}
                Mark::Heading => {
                    section = Some(self.next);
                    self.next += 1;
                }
                Mark::Include(index, top) => {
                    if let Some(Ok(inner)) = passage.includes.get(index) {
                        self.depth += 1;
                        let ended = self.passage(inner, section, nested || !top);
                        self.depth -= 1;
                        section = if top { ended } else { section };
                    }
                }
            }
        }
        for index in links {
            self.link(passage, index, section);
        }
        section
    }

    fn link(&mut self, passage: &'a Passage, index: usize, section: Option<usize>) {
        let (Some(link), Some(target)) = (passage.document.body.links.get(index), passage.targets.get(index)) else {
            return;
        };
        let section = section.and_then(|section| self.text.sections.get(section));
        let document = &passage.document;
        (self.visit)(PlacedLink { document, link, index, target, section, included: self.depth > 0 });
    }
}

/// The headings and passages of a file, in order.
fn marks(passage: &Passage) -> Vec<(u32, Mark)> {
    let body = &passage.document.body;
    let mut top = vec![false; passage.includes.len()];
    let mut marks = Vec::new();
    for block in &body.blocks {
        match block {
            Block::Heading(heading) => marks.push((heading.span.start, Mark::Heading)),
            Block::Include(index) => {
                if let Some(top) = top.get_mut(*index as usize) {
                    *top = true;
                }
            }
            _ => {}
        }
    }
    let includes = body.includes.iter().zip(top).enumerate();
    marks.extend(includes.map(|(index, (used, top))| (used.span.start, Mark::Include(index, top))));
    marks.sort_by_key(|(at, _)| *at);
    marks
}
