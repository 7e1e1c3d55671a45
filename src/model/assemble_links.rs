//! What links can lead to: takes the order of the manual, gives the index in which every link is looked up.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rayon::prelude::*;

use super::assemble::{Parts, SourceFile};
use super::assemble_parts::{ChapterFiles, Outline, inside_content};
use super::editions::EditionPlan;
use super::passage::{Attachment, sections_with_includes};
use super::registers::Registers;
use super::resolve::{Entries, Entry, LinkIndex};
use crate::config::site_config::SiteConfig;
use crate::memo::{ContentHash, KeyHasher};
use crate::parse::document::Document;

/// Where some pictures and attachments are published.
pub fn place_attachments(files: &[SourceFile], config: &SiteConfig) -> Vec<Attachment> {
    let place = |(source, size): &SourceFile| Attachment {
        source: Arc::clone(source),
        path: Arc::from(format!("files/{}", inside_content(source, config))),
        size: *size,
        held_back: false,
    };
    files.iter().map(place).collect()
}

/// Indexes everything that links can lead to.
pub fn index_links<'a>(
    parts: &'a Parts,
    registers: &'a Registers,
    outline: &Outline,
    plans: &'a [EditionPlan],
    attachments: &[Attachment],
) -> LinkIndex<'a> {
    let Parts { documents, passages, sisters, config, .. } = parts;
    let small = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let key = index_key(parts, outline, plans);
    let passages: HashMap<Arc<str>, Arc<Document>> =
        passages.iter().map(|passage| (Arc::clone(&passage.path), Arc::clone(passage))).collect();
    let mut entries: Entries =
        documents.iter().map(|document| (Arc::clone(&document.path), Entry::Unpublished)).collect();
    for (chapter, plan) in plans.iter().enumerate() {
        for (edition, document) in plan.documents.iter().enumerate() {
            // The plain file stands for the chapter, whichever edition it holds.
            let plain = outline.chapters.get(chapter).and_then(|files| files.documents.first());
            let is_plain = plain.is_some_and(|plain| plain.path == document.path);
            if is_plain {
                entries.insert(Arc::clone(&document.path), Entry::Chapter(small(chapter)));
            } else if plan.visible.get(edition).copied().unwrap_or(false) {
                entries.insert(Arc::clone(&document.path), Entry::Edition(small(chapter), small(edition)));
            }
        }
    }
    for (place, part) in outline.parts.iter().enumerate() {
        if let Some(document) = &part.index {
            entries.insert(Arc::clone(&document.path), Entry::Part(small(place)));
        }
        let folder =
            if config.content.is_empty() { part.folder.clone() } else { format!("{}/{}", config.content, part.folder) };
        entries.insert(Arc::from(folder), Entry::Part(small(place)));
    }
    entries.insert(Arc::from(config.content.as_str()), Entry::Home);
    if let Some(document) = &outline.home {
        entries.insert(Arc::clone(&document.path), Entry::Home);
    }
    for (place, attachment) in attachments.iter().enumerate() {
        entries.insert(Arc::clone(&attachment.source), Entry::Attachment(small(place)));
    }
    let mut index = LinkIndex {
        config,
        registers,
        sisters,
        entries,
        folded: std::sync::OnceLock::new(),
        passages,
        chapter_sections: Vec::new(),
        timelines: plans.iter().map(|plan| (&plan.timeline, small(plan.shown))).collect(),
        part_sections: Vec::new(),
        home_sections: None,
        key,
        texts: &parts.texts,
    };
    let sections = |document: &Document| {
        let included = |document: &Document, place: usize| {
            let used = document.body.includes.get(place)?;
            let path = index.path_of(&document.path, &used.name)?;
            index.passages.get(path.as_str()).map(AsRef::as_ref)
        };
        sections_with_includes(document, &included)
    };
    let chapter_sections =
        plans.iter().map(|plan| plan.documents.iter().map(|document| sections(document)).collect()).collect();
    let part_sections =
        outline.parts.iter().map(|part| part.index.as_ref().map(|document| sections(document))).collect();
    let home_sections = outline.home.as_ref().map(|document| sections(document));
    index.chapter_sections = chapter_sections;
    index.part_sections = part_sections;
    index.home_sections = home_sections;
    index
}

/// The hash of everything that the index is made from: paths and sections of all files, what is included, the order of the
/// manual, the days of its editions, registers and settings. Of a page's text only the sections count: a sentence that is
/// changed changes no link of another page.
fn index_key(parts: &Parts, outline: &Outline, plans: &[EditionPlan]) -> ContentHash {
    let of_document = |document: &Arc<Document>, hasher: &mut KeyHasher| {
        document.path.hash(hasher);
        hasher.write(document.outline.bytes());
    };
    let of_chapter = |(plan, files): (&EditionPlan, &ChapterFiles)| {
        let mut hasher = KeyHasher::default();
        plan.documents.iter().for_each(|document| of_document(document, &mut hasher));
        (&plan.visible, plan.shown, &plan.timeline).hash(&mut hasher);
        files.documents.first().map(|plain| &plain.path).hash(&mut hasher);
        hasher.key()
    };
    let chapters: Vec<ContentHash> = plans.par_iter().zip(&outline.chapters).map(of_chapter).collect();
    let mut hasher = KeyHasher::default();
    parts.config.fingerprint().hash(&mut hasher);
    hasher.write(parts.shared.bytes());
    for document in &parts.passages {
        hasher.write(document.hash.bytes());
    }
    // Those that are in no edition too: a link to one of them is told so.
    for document in &parts.documents {
        document.path.hash(&mut hasher);
    }
    parts.attachments.hash(&mut hasher);
    for chapter in &chapters {
        hasher.write(chapter.bytes());
    }
    for part in &outline.parts {
        part.folder.hash(&mut hasher);
        part.index.iter().for_each(|document| of_document(document, &mut hasher));
    }
    outline.home.iter().for_each(|document| of_document(document, &mut hasher));
    hasher.key()
}
