//! Which pictures and attachments readers do not get: those of texts that they do not see.
//!
//! Takes every text of the source and those that readers see, gives the files that wait with the others. What readers may not know before
//! its day is no safer in a file that nothing links to: whoever guesses the address has it, and lists of files name it. A file that no text
//! links to, and that lies in no such chapter's folder, is published: its author may link to it from elsewhere.

use std::collections::HashSet;
use std::sync::Arc;

use super::assemble_parts::FileName;
use super::chapter::{Chapter, Part};
use super::passage::{Attachment, PageText, Passage, Target};
use super::resolve::LinkIndex;
use crate::parse::document::Document;

/// Marks the files that are held back. `seen` are the chapters, the parts and the text of the home page.
pub fn hold_back(
    attachments: &mut [Attachment],
    documents: &[Arc<Document>],
    seen: (&[Chapter], &[Part], Option<&PageText>),
    index: &LinkIndex<'_>,
) {
    if attachments.is_empty() {
        return;
    }
    let (chapters, parts, home) = seen;
    let editions = chapters.iter().flat_map(|chapter| &chapter.editions).filter(|edition| edition.visible);
    let texts = editions.map(|edition| &edition.text).chain(parts.iter().filter_map(|part| part.text.as_ref()));
    let (mut shown, mut waiting) = (HashSet::new(), HashSet::new());
    let mut seen_paths: HashSet<&str> = HashSet::new();
    for passage in texts.chain(home).map(|text| text.passage.as_ref()) {
        seen_paths.insert(&passage.document.path);
        gather(passage, &mut shown);
    }
    let unseen: Vec<&Arc<Document>> =
        documents.iter().filter(|document| !seen_paths.contains(document.path.as_ref())).collect();
    for document in &unseen {
        gather(&index.page_text(document, &[], None).passage, &mut waiting);
    }
    let endings = &index.config.markdown;
    let seen_folders: HashSet<String> = seen_paths.iter().map(|path| folder_of(path, endings)).collect();
    let unseen_folders: HashSet<String> = unseen
        .iter()
        .map(|document| folder_of(&document.path, endings))
        .filter(|folder| !seen_folders.contains(folder))
        .collect();
    let lies_in_one = |file: &str| {
        let mut folders = file.match_indices('/').filter_map(|(end, _)| file.get(..end));
        folders.any(|folder| unseen_folders.contains(folder))
    };
    let logo = index.config.brand.logo.as_ref().map(|logo| logo.file.as_str());
    for (place, file) in attachments.iter_mut().enumerate() {
        let place = u32::try_from(place).unwrap_or(u32::MAX);
        let waits = waiting.contains(&place) || lies_in_one(&file.source);
        file.held_back = waits && !shown.contains(&place) && logo != Some(file.source.as_ref());
    }
}

/// The files that a text links to or shows, and those of all passages that it includes.
fn gather(passage: &Passage, files: &mut HashSet<u32>) {
    for target in &passage.targets {
        if let Target::Attachment(place) = target {
            files.insert(*place);
        }
    }
    for included in passage.includes.iter().flatten() {
        gather(included, files);
    }
}

/// The folder of a chapter's own files: beside its text, and called like it.
fn folder_of(path: &str, endings: &[String]) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = FileName::of(name, endings).stem;
    if folder.is_empty() { stem } else { format!("{folder}/{stem}") }
}
