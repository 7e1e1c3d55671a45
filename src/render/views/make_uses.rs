//! What in a manual uses which entry of a register: for the pages of registers, and for the blocks that a chapter's page
//! has of what its text cites and whom it names.
//!
//! Takes the site, gives lists by the place of the entry. Each text is walked once, whatever the number of entries.

use std::collections::HashSet;

use super::lists::UseView;
use super::make_page::Surroundings;
use super::page::LinkView;
use crate::model::address::Address;
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::link_sections::visit_links;
use crate::model::passage::{PageText, Target};
use crate::model::site::Site;
use crate::parse::sections::Section;

/// The texts in force that use entries of a register.
pub struct Uses<'a> {
    texts: Vec<UsingText<'a>>,
    /// Of each entry: texts by their place, each with the sections that name it.
    by_entry: Vec<Vec<(usize, Vec<&'a Section>)>>,
}

#[derive(Clone, Copy)]
enum UsingText<'a> {
    Home,
    Part(usize),
    Chapter(&'a Chapter),
}

impl<'a> Uses<'a> {
    /// Finds the uses of a register of `count` entries: `entry` gives the place of the one that a link leads to, `listed`
    /// those that an edition's front matter names.
    pub fn of(
        site: &'a Site,
        count: usize,
        entry: impl Fn(&Target) -> Option<usize>,
        listed: impl Fn(&Edition) -> Vec<usize>,
    ) -> Self {
        let mut uses = Uses { texts: Vec::new(), by_entry: vec![Vec::new(); count] };
        if let Some((_, text)) = &site.home {
            uses.put(UsingText::Home, text, &entry, Vec::new());
        }
        for (place, part) in site.parts.iter().enumerate() {
            if let Some(text) = &part.text {
                uses.put(UsingText::Part(place), text, &entry, Vec::new());
            }
        }
        for chapter in site.chapters.iter().filter(|chapter| chapter.state == State::Current) {
            if let Some(edition) = chapter.shown() {
                uses.put(UsingText::Chapter(chapter), &edition.text, &entry, listed(edition));
            }
        }
        uses
    }

    fn put(
        &mut self,
        using: UsingText<'a>,
        text: &'a PageText,
        entry: &impl Fn(&Target) -> Option<usize>,
        listed: Vec<usize>,
    ) {
        let place = self.texts.len();
        self.texts.push(using);
        for entry in listed {
            self.add(entry, place, None);
        }
        visit_links(text, |target| entry(target).is_some(), &mut |link| {
            if let Some(entry) = entry(link.target) {
                self.add(entry, place, link.section);
            }
        });
    }

    fn add(&mut self, entry: usize, text: usize, section: Option<&'a Section>) {
        let Some(uses) = self.by_entry.get_mut(entry) else { return };
        if uses.last().is_none_or(|(last, _)| *last != text) {
            uses.push((text, Vec::new()));
        }
        if let (Some((_, sections)), Some(section)) = (uses.last_mut(), section) {
            // The links of a text come in its order.
            let again = sections.last().is_some_and(|last| last.anchor == section.anchor);
            sections.extend((!again).then_some(section));
        }
    }

    /// The uses of an entry as a page shows them.
    pub fn views(&self, around: &Surroundings<'_>, entry: usize) -> Vec<UseView> {
        let uses = self.by_entry.get(entry).map(Vec::as_slice).unwrap_or_default();
        let view = |(text, sections): &(usize, Vec<&Section>)| {
            let page = self.texts.get(*text)?.link(around)?;
            let section = |section: &&Section| LinkView {
                number: section.number.as_deref().unwrap_or("").to_owned(),
                title: section.title.to_string(),
                url: format!("{}#{}", page.url, section.anchor),
                ..LinkView::default()
            };
            Some(UseView { sections: sections.iter().map(section).collect(), page })
        };
        uses.iter().filter_map(view).collect()
    }
}

impl UsingText<'_> {
    fn link(self, around: &Surroundings<'_>) -> Option<LinkView> {
        match self {
            UsingText::Home => Some(LinkView {
                title: around.site.home.as_ref().map_or("", |(title, _)| title).to_owned(),
                url: around.standpoint().page(&Address::new("")),
                ..LinkView::default()
            }),
            UsingText::Part(part) => Some(around.part_link(around.site.parts.get(part)?)),
            UsingText::Chapter(chapter) => Some(around.chapter_link(chapter)),
        }
    }
}

/// The entries that a text leads to, each once, in the order of the text.
pub fn named_in(text: &PageText, entry: impl Fn(&Target) -> Option<usize>) -> Vec<usize> {
    let mut seen = HashSet::new();
    let mut named = Vec::new();
    visit_links(text, |target| entry(target).is_some(), &mut |link| {
        named.extend(entry(link.target).filter(|entry| seen.insert(*entry)));
    });
    named
}

/// The place of the reference that a link leads to.
pub fn reference_of(target: &Target) -> Option<usize> {
    match target {
        Target::Reference(place) => Some(*place as usize),
        _ => None,
    }
}

/// The place of the contact that a link leads to.
pub fn contact_of(target: &Target) -> Option<usize> {
    match target {
        Target::Contact(place) => Some(*place as usize),
        _ => None,
    }
}
