//! Where in the author's files a section that was found stands.
//!
//! Takes the site and records, gives files and lines.

use std::sync::Arc;

use crate::diagnostics::lines::LineIndex;
use crate::diagnostics::place::Place;
use crate::model::passage::{PageText, Passage};
use crate::model::site::Site;
use crate::parse::block::Block;
use crate::parse::document::Document;
use crate::search::records::{EntryKind, EntryRecord};

/// A file, relative to the manual's folder, and a line in it, from 1.
pub struct SourceLine {
    /// The file.
    pub file: Arc<str>,
    /// The line.
    pub line: usize,
}

/// Where the section of an entry with an anchor stands; `None` where no author wrote it.
pub fn source_line(site: &Site, entry: &EntryRecord, anchor: &str) -> Option<SourceLine> {
    match entry.kind {
        EntryKind::Chapter => {
            let chapter = site.chapter(&entry.id)?;
            let shown = chapter.shown().filter(|_| entry.address == chapter.address);
            let edition = shown.or_else(|| chapter.editions.iter().find(|edition| edition.address == entry.address));
            line_of(&edition?.text, anchor)
        }
        EntryKind::Home => line_of(&site.home.as_ref()?.1, anchor),
        EntryKind::Part => {
            let part = site.parts.iter().find(|part| part.address == entry.address)?;
            line_of(part.text.as_ref()?, anchor)
        }
        EntryKind::Register => {
            let name = entry.address.folder().trim_end_matches('/').rsplit('/').next()?;
            let file = site.registers.file(name)?;
            let place = if anchor.is_empty() { Place::file(&file.path) } else { file.places().entry(anchor) };
            Some(line_in(&file.path, &file.text, place.span.start))
        }
    }
}

fn line_of(text: &PageText, anchor: &str) -> Option<SourceLine> {
    let mut files = Vec::new();
    heading_files(&text.passage, &mut files);
    let at = text.sections.iter().position(|section| *section.anchor == *anchor);
    let section = at.and_then(|at| Some((text.sections.get(at)?, *files.get(at)?)));
    let Some((section, file)) = section else {
        let own = &text.passage.document;
        return anchor.is_empty().then(|| SourceLine { file: Arc::clone(&own.path), line: 1 });
    };
    Some(line_in(&file.path, &file.text, section.span.start))
}

/// The file of each heading of a text, those of included passages among them.
fn heading_files<'a>(passage: &'a Passage, files: &mut Vec<&'a Document>) {
    for block in &passage.document.body.blocks {
        match block {
            Block::Heading(_) => files.push(&passage.document),
            Block::Include(index) => {
                if let Some(Ok(inner)) = passage.includes.get(*index as usize) {
                    heading_files(inner, files);
                }
            }
            _ => {}
        }
    }
}

fn line_in(file: &Arc<str>, text: &Arc<str>, offset: u32) -> SourceLine {
    let line = LineIndex::new(Arc::clone(text)).position(offset as usize).line;
    SourceLine { file: Arc::clone(file), line }
}
