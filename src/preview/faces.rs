//! Which files of the source a page is made of, and what a chapter is called. Takes a site, gives what the preview says of
//! its pages; keeps nothing else of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::model::passage::{PageText, Passage};
use crate::model::site::Site;

/// A page as the preview speaks of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Face {
    /// What it is called: "2.1 Enquiries".
    pub title: String,
    /// Its folder in the site, ending in `/`; empty for the home page.
    pub folder: String,
    /// The files that its text is written in.
    pub files: BTreeSet<Arc<str>>,
}

/// The pages of a site that have files of their own: home, parts, chapters, registers.
pub fn faces(site: &Site) -> Vec<Face> {
    let mut faces = Vec::new();
    if let Some((_, text)) = &site.home {
        faces.push(Face { title: "Home".to_owned(), folder: String::new(), files: files_of([text]) });
    }
    for part in &site.parts {
        let title = format!("{} {}", part.number, part.title).trim().to_owned();
        faces.push(Face { title, folder: part.address.folder().to_owned(), files: files_of(&part.text) });
    }
    for chapter in &site.chapters {
        let title = format!("{} {}", chapter.number, chapter.title()).trim().to_owned();
        let files = files_of(chapter.editions.iter().map(|edition| &edition.text));
        faces.push(Face { title, folder: chapter.address.folder().to_owned(), files });
    }
    faces
}

/// The page that a path of the site belongs to: a chapter's history and editions are the chapter's.
pub fn face_of<'a>(faces: &'a [Face], path: &str) -> Option<&'a Face> {
    let fits = |face: &&Face| match face.folder.as_str() {
        "" => matches!(path, "" | "index.html"),
        folder => path.starts_with(folder),
    };
    faces.iter().filter(fits).max_by_key(|face| face.folder.len())
}

fn files_of<'a>(texts: impl IntoIterator<Item = &'a PageText>) -> BTreeSet<Arc<str>> {
    let mut files = BTreeSet::new();
    for text in texts {
        add_files(&text.passage, &mut files);
    }
    files
}

fn add_files(passage: &Passage, files: &mut BTreeSet<Arc<str>>) {
    files.insert(Arc::clone(&passage.document.path));
    for included in passage.includes.iter().flatten() {
        add_files(included, files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_below_a_chapter_is_the_chapters() {
        let face = |folder: &str| Face { title: folder.to_owned(), folder: folder.to_owned(), files: BTreeSet::new() };
        let faces = [face(""), face("part/one/"), face("chapter/two/"), face("chapter/two-more/")];
        let found = |path: &str| face_of(&faces, path).map(|face| face.title.as_str());
        assert_eq!(found("chapter/two/history/index.html"), Some("chapter/two/"));
        assert_eq!(found("chapter/two-more/"), Some("chapter/two-more/"));
        assert_eq!(found("index.html"), Some(""));
        assert_eq!(found("a-to-z/"), None);
    }
}
