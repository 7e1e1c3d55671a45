//! Which files of the source a page is made of, and what it is called. Takes a site, gives what the preview says of its pages;
//! keeps nothing else of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::config::page_files::without_index;
use crate::model::chapter::{Chapter, Part};
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

/// The pages whose text is written in one of some files: home, parts, chapters.
pub fn faces_of(site: &Site, files: &BTreeSet<Arc<str>>) -> Vec<Face> {
    if files.is_empty() {
        return Vec::new();
    }
    let written = |text: &PageText| is_written_in(&text.passage, files);
    let home = site.home.iter().filter(|(_, text)| written(text)).map(|(_, text)| home_face(text));
    let parts = site.parts.iter().filter(|part| part.text.as_ref().is_some_and(written)).map(part_face);
    let chapters = site.chapters.iter().filter(|chapter| chapter.editions.iter().any(|edition| written(&edition.text)));
    home.chain(parts).chain(chapters.map(|chapter| chapter_face(chapter))).collect()
}

/// The page that a path of the site belongs to: a chapter's history and editions are the chapter's.
pub fn face_at(site: &Site, path: &str) -> Option<Face> {
    if without_index(path).is_empty() {
        return site.home.as_ref().map(|(_, text)| home_face(text));
    }
    if let Some(rest) = path.strip_prefix("chapter/") {
        return site.chapter(rest.split('/').next()?).map(chapter_face);
    }
    let fits = |part: &&Part| path.starts_with(part.address.folder());
    site.parts.iter().filter(fits).max_by_key(|part| part.address.folder().len()).map(part_face)
}

fn home_face(text: &PageText) -> Face {
    Face { title: "Home".to_owned(), folder: String::new(), files: files_of([text]) }
}

fn part_face(part: &Part) -> Face {
    let title = format!("{} {}", part.number, part.title).trim().to_owned();
    Face { title, folder: part.address.folder().to_owned(), files: files_of(&part.text) }
}

fn chapter_face(chapter: &Chapter) -> Face {
    let title = format!("{} {}", chapter.number, chapter.title()).trim().to_owned();
    let files = files_of(chapter.editions.iter().map(|edition| &edition.text));
    Face { title, folder: chapter.address.folder().to_owned(), files }
}

fn is_written_in(passage: &Passage, files: &BTreeSet<Arc<str>>) -> bool {
    let included = || passage.includes.iter().flatten().any(|inner| is_written_in(inner, files));
    files.contains(&passage.document.path) || included()
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
    use crate::config::site_config::SiteConfig;
    use crate::memo::ContentHash;
    use crate::model::assemble::{Parts, assemble_site};
    use crate::model::editions::{Audience, Vantage};
    use crate::model::sisters::Sisters;
    use crate::parse::document::{parse_document, parse_passage};
    use crate::source::source_tree::SourceText;

    fn site() -> Site {
        let page = |path: &str, text: &str| {
            Arc::new(parse_document(&SourceText::new(path, &format!("---\ntitle: T\n---\n\n{text}\n"))).value)
        };
        let shared = Arc::new(parse_passage(&SourceText::new("content/shared/end.md", "An end.\n")).value);
        let parts = Parts {
            documents: vec![
                page("content/1-one/1-two.md", "A text."),
                page("content/1-one/2-two-more.md", "{{#include ../shared/end.md}}"),
                page("content/1-one/index.md", "An introduction."),
                page("content/index.md", "A beginning."),
            ],
            passages: vec![shared],
            registers: Vec::new(),
            attachments: Vec::new(),
            sisters: Sisters::default(),
            config: Arc::new(SiteConfig::defaults("site.toml".into())),
            words: Arc::new(crate::language::words::Words::builtin("en")),
            vantage: Vantage::on(jiff::civil::date(2026, 11, 15)),
            audience: Audience::default(),
            review: false,
            lexicon: Arc::default(),
            source: ContentHash::of(&[]),
            shared: ContentHash::of(&[]),
            texts: Arc::default(),
        };
        assemble_site(parts).value
    }

    #[test]
    fn a_page_below_a_chapter_is_the_chapters() {
        let site = site();
        let found = |path: &str| face_at(&site, path).map(|face| face.folder);
        assert_eq!(found("chapter/two/history/index.html").as_deref(), Some("chapter/two/"));
        assert_eq!(found("chapter/two-more/").as_deref(), Some("chapter/two-more/"));
        assert_eq!(found("part/one/index.html").as_deref(), Some("part/one/"));
        assert_eq!(found("index.html").as_deref(), Some(""));
        assert_eq!(found("a-to-z/"), None);
    }

    #[test]
    fn a_passage_is_written_on_every_page_that_includes_it() {
        let site = site();
        let found = |path: &str| {
            let faces = faces_of(&site, &BTreeSet::from([Arc::from(path)]));
            faces.into_iter().map(|face| face.folder).collect::<Vec<_>>()
        };
        assert_eq!(found("content/shared/end.md"), ["chapter/two-more/"]);
        assert_eq!(found("content/1-one/index.md"), ["part/one/"]);
        assert_eq!(found("content/index.md"), [""]);
        assert_eq!(found("content/registers/contacts.yml"), Vec::<String>::new());
    }
}
