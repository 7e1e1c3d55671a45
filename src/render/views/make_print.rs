//! The model as the views of several chapters on one page: for printing, and as a single file.

use std::collections::HashSet;

use super::chapter::{BodyView, ContactView};
use super::lists::{PrintView, PrintedChapterView};
use super::make_banners::banners;
use super::make_chapter::{cited_as, contacts, facts, ring_first};
use super::make_page::Surroundings;
use super::make_reviews::told_extension;
use super::page::LinkView;
use crate::model::chapter::{Chapter, Part};
use crate::render::downloads::{MANUAL_FILE, are_offered, has_manual_file, part_file};
use crate::render::hrefs::joined_anchor;
use crate::render::plan::print_address;

/// `print.html` and `manual-file.html`: the chapters of a part, or of the whole manual.
pub fn print_view(around: &Surroundings<'_>, part: Option<&Part>, for_printing: bool) -> PrintView {
    let site = around.site;
    let whole = site.chapters.len() <= site.config.print_whole_up_to;
    let mut title = match part {
        Some(part) => format!("{} {}", part.number, part.title),
        None => site.config.title.clone(),
    };
    if for_printing {
        title = around.words().tell("title_for_printing", &[("title", title.into())]);
    }
    let mut page = around.page(&title);
    page.noindex = true;
    let (mut parts, mut one_part) = (Vec::new(), Vec::new());
    if part.is_none() && (for_printing || !whole) {
        let outermost = site.parts.iter().filter(|part| part.parent.is_none());
        let links = outermost.map(|part| LinkView {
            url: around.standpoint().page(&print_address(part.address.folder())),
            ..around.part_link(part)
        });
        if whole { one_part.extend(links) } else { parts.extend(links) }
    }
    let range = part.map_or(0..site.chapters.len(), |part| part.all_chapters.clone());
    let mut last_part = None;
    let mut chapters = Vec::with_capacity(range.len());
    let mut all_contacts = Contacts::default();
    for chapter in site.chapters.get(range).unwrap_or_default() {
        let Some(edition) = chapter.shown().filter(|_| is_printed(chapter, !parts.is_empty())) else { continue };
        let begins = chapter.part.filter(|part| last_part != Some(*part)).and_then(|part| site.parts.get(part));
        last_part = chapter.part;
        let contacts = if chapter.has_ended() { Vec::new() } else { contacts(around, edition) };
        let ring = ring_first(around.words(), &contacts);
        all_contacts.add(contacts);
        chapters.push(PrintedChapterView {
            anchor: joined_anchor(&chapter.id, None),
            number: chapter.number.to_string(),
            title: edition.title.to_string(),
            part: begins.map(|part| format!("{} {}", part.number, part.title)).unwrap_or_default(),
            cited_as: cited_as(around, chapter, edition),
            state: edition.state.word().to_owned(),
            banners: banners(around, chapter, chapter.shown, edition),
            left_out: chapter.has_ended(),
            facts: facts(around, chapter, edition, true),
            extension: told_extension(around, chapter),
            ring,
            duties: Vec::new(),
            scope: edition.front().scope.clone().unwrap_or_default(),
            body: BodyView::default(),
        });
    }
    let holds = around.words().tell("print_holds", &[("n", chapters.len().into())]);
    let built_on = around.words().date(site.built_on);
    let copy_of = around.words().tell("copy_of", &[("n", chapters.len().into()), ("day", built_on.into())]);
    let download = download(around, part);
    let contacts = all_contacts.listed;
    PrintView { page, holds, copy_of, words: Vec::new(), contacts, chapters, download, parts, one_part }
}

/// The contacts of several chapters, each once.
#[derive(Default)]
struct Contacts {
    listed: Vec<ContactView>,
    known: HashSet<String>,
}

impl Contacts {
    /// Takes those of a chapter. What one of them is to that chapter is nothing to the others.
    fn add(&mut self, contacts: Vec<ContactView>) {
        let new = contacts.into_iter().filter(|contact| self.known.insert(contact.id.clone()));
        self.listed.extend(new.map(|contact| ContactView { role: String::new(), ..contact }));
    }
}

/// The single file of a part, or of the whole manual; empty if there is none.
pub fn download(around: &Surroundings<'_>, part: Option<&Part>) -> String {
    match part {
        Some(part) if are_offered(around.site) => around.file(&part_file(part)),
        None if has_manual_file(around.site) => around.file(MANUAL_FILE),
        _ => String::new(),
    }
}

/// Whether a chapter stands on a page for printing: where that names the parts' own pages, only if it is in no part.
pub fn is_printed(chapter: &Chapter, by_part: bool) -> bool {
    !by_part || chapter.part.is_none()
}
