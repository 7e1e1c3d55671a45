//! The order of the manual: which files make which chapter, which folders make which part, and what number each gets.
//!
//! Takes documents by path, gives an outline; knows nothing of links. A numeric prefix (`03-`) gives the order and is no
//! part of the id; `order` in front matter overrides it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::config::site_config::SiteConfig;
use crate::data::dates::parse_date;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::parse::document::Document;
use crate::parse::slug::anchor_of;

/// A file's name taken apart: `03-family-time@2023-05-01.md`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileName {
    /// The stem with its prefix: what the files of one chapter share.
    pub stem: String,
    /// The number before it.
    pub prefix: Option<i64>,
    /// The name itself, as an id.
    pub slug: String,
    /// What stands behind the `@`.
    pub edition: Option<String>,
}

impl FileName {
    /// Takes a name apart; `endings` are those of Markdown files.
    pub fn of(name: &str, endings: &[String]) -> Self {
        let ending = endings.iter().filter(|ending| name.ends_with(ending.as_str())).max_by_key(|ending| ending.len());
        let bare = ending.and_then(|ending| name.strip_suffix(ending.as_str())).unwrap_or(name);
        let (stem, edition) = match bare.rsplit_once('@') {
            Some((stem, edition)) => (stem, Some(edition.to_owned())),
            None => (bare, None),
        };
        let (prefix, rest) = split_prefix(stem);
        FileName { stem: stem.to_owned(), prefix, slug: anchor_of(rest), edition }
    }
}

/// The number before a name, of up to four digits, and the name: `03-`, `3_`, `3. `. A document's own number such as
/// `0504.82` is its name.
fn split_prefix(name: &str) -> (Option<i64>, &str) {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let Some((number, rest)) = name.split_at_checked(digits) else { return (None, name) };
    let words = rest.trim_start_matches(['-', '_', '.', ' ']);
    let own_number = rest.starts_with('.') && words.starts_with(|c: char| c.is_ascii_digit());
    if digits == 0 || digits > 4 || words.len() == rest.len() || words.is_empty() || own_number {
        return (None, name);
    }
    (number.parse().ok(), words)
}

/// The files of one chapter.
#[derive(Clone, Debug)]
pub struct ChapterFiles {
    /// The chapter's id.
    pub id: Arc<str>,
    /// Its number.
    pub number: Arc<str>,
    /// The part that holds it.
    pub part: Option<usize>,
    /// Its newest edition's file first.
    pub documents: Vec<Arc<Document>>,
}

/// A folder of chapters, before its text is resolved.
#[derive(Clone, Debug)]
pub struct PartOutline {
    /// Its folder relative to the content folder.
    pub folder: String,
    /// Its number.
    pub number: Arc<str>,
    /// The part that holds it.
    pub parent: Option<usize>,
    /// Its address below `part/`.
    pub slug: String,
    /// Its `index.md`.
    pub index: Option<Arc<Document>>,
    /// Parts within it.
    pub parts: Vec<usize>,
    /// Chapters directly in it.
    pub chapters: Vec<usize>,
    /// Its chapters and those of all parts within it, which stand together in reading order.
    pub all_chapters: std::ops::Range<usize>,
}

/// The order of the manual.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    /// The home page's file.
    pub home: Option<Arc<Document>>,
    /// Parts in reading order.
    pub parts: Vec<PartOutline>,
    /// Chapters in reading order.
    pub chapters: Vec<ChapterFiles>,
}

#[derive(Default)]
struct Folder {
    index: Option<Arc<Document>>,
    chapters: BTreeMap<String, Vec<(FileName, Arc<Document>)>>,
    folders: BTreeMap<String, Folder>,
}

/// Whether readers see a chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// They do.
    Yes,
    /// They see it now, but did not yet on the day that is shown: it keeps its number and is left out.
    NotYet,
    /// They do not: it gets no number and is left out.
    No,
}

/// Puts documents in order. `seen` says whether readers see a chapter made of some documents.
pub fn outline(
    documents: &[Arc<Document>],
    config: &SiteConfig,
    seen: &impl Fn(&[Arc<Document>]) -> Seen,
    diagnostics: &mut Vec<Diagnostic>,
) -> Outline {
    let mut root = Folder::default();
    let names: Vec<FileName> = documents
        .par_iter()
        .map(|document| FileName::of(document.path.rsplit('/').next().unwrap_or(""), &config.markdown))
        .collect();
    for (document, file) in documents.iter().zip(names) {
        let inside = inside_content(&document.path, config);
        let mut parts: Vec<&str> = inside.split('/').collect();
        parts.pop();
        let folder = parts.iter().fold(&mut root, |folder, part| folder.folders.entry((*part).to_owned()).or_default());
        let is_index = file.stem.eq_ignore_ascii_case("index") || file.stem.eq_ignore_ascii_case("readme");
        if is_index && file.edition.is_none() {
            // README.md is the index of a folder on code hosts; index.md comes first where both are there.
            if folder.index.is_none() || file.stem.eq_ignore_ascii_case("index") {
                folder.index = Some(Arc::clone(document));
            }
        } else {
            folder.chapters.entry(file.stem.clone()).or_default().push((file, Arc::clone(document)));
        }
    }
    let mut outline = Outline { home: root.index.take(), ..Outline::default() };
    Walk { outline: &mut outline, diagnostics, seen }.folder(root, "", None, "");
    outline
}

/// A path relative to the content folder.
pub fn inside_content<'a>(path: &'a str, config: &SiteConfig) -> &'a str {
    if config.content.is_empty() {
        return path;
    }
    path.strip_prefix(config.content.as_str()).map_or(path, |rest| rest.trim_start_matches('/'))
}

struct Walk<'a, F> {
    outline: &'a mut Outline,
    diagnostics: &'a mut Vec<Diagnostic>,
    seen: &'a F,
}

enum Entry {
    Chapter(Vec<(FileName, Arc<Document>)>),
    Part(String, Folder),
}

impl<F: Fn(&[Arc<Document>]) -> Seen> Walk<'_, F> {
    fn folder(&mut self, folder: Folder, path: &str, part: Option<usize>, number: &str) {
        let mut entries: Vec<(i64, String, Entry)> = Vec::new();
        for (stem, mut files) in folder.chapters {
            files.sort_by(|(a, _), (b, _)| a.edition.cmp(&b.edition));
            let Some((newest, document)) = files.first() else { continue };
            let order = document.front_matter.order.or(newest.prefix).unwrap_or(i64::MAX);
            entries.push((order, stem, Entry::Chapter(files)));
        }
        for (name, inner) in folder.folders {
            let own = inner.index.as_ref().and_then(|index| index.front_matter.order);
            let order = own.or(split_prefix(&name).0).unwrap_or(i64::MAX);
            entries.push((order, name.clone(), Entry::Part(name, inner)));
        }
        entries.sort_by(|a, b| (a.0, &a.1).cmp(&(b.0, &b.1)));
        let mut count = 0_usize;
        for (_, _, entry) in entries {
            let next = |label: Option<&String>| match label {
                Some(label) => label.clone(),
                None if number.is_empty() => (count + 1).to_string(),
                None => format!("{number}.{}", count + 1),
            };
            match entry {
                Entry::Chapter(files) => {
                    let documents: Vec<Arc<Document>> =
                        files.iter().map(|(_, document)| Arc::clone(document)).collect();
                    self.check_names(&files);
                    match (self.seen)(&documents) {
                        Seen::Yes => {}
                        Seen::NotYet => {
                            count += 1;
                            continue;
                        }
                        Seen::No => continue,
                    }
                    let label = documents.first().and_then(|newest| newest.front_matter.number.as_ref());
                    let number = next(label);
                    self.chapter(&files, documents, part, &number);
                }
                Entry::Part(name, inner) => {
                    let label = inner.index.as_ref().and_then(|index| index.front_matter.number.as_ref());
                    let number = next(label);
                    self.part(&name, inner, path, part, &number);
                }
            }
            count += 1;
        }
    }

    fn part(&mut self, name: &str, mut inner: Folder, path: &str, parent: Option<usize>, number: &str) {
        let index = self.outline.parts.len();
        let folder = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
        let own = anchor_of(split_prefix(name).1);
        let above = parent.and_then(|parent| self.outline.parts.get(parent)).map(|part| part.slug.clone());
        let slug = above.map_or(own.clone(), |above| format!("{above}/{own}"));
        self.outline.parts.push(PartOutline {
            folder: folder.clone(),
            number: Arc::from(number),
            parent,
            slug,
            index: inner.index.take(),
            parts: Vec::new(),
            chapters: Vec::new(),
            all_chapters: 0..0,
        });
        if let Some(above) = parent.and_then(|parent| self.outline.parts.get_mut(parent)) {
            above.parts.push(index);
        }
        let first = self.outline.chapters.len();
        self.folder(inner, &folder, Some(index), number);
        let all_chapters = first..self.outline.chapters.len();
        if let Some(part) = self.outline.parts.get_mut(index) {
            part.all_chapters = all_chapters;
        }
    }

    fn chapter(
        &mut self,
        files: &[(FileName, Arc<Document>)],
        documents: Vec<Arc<Document>>,
        part: Option<usize>,
        number: &str,
    ) {
        let index = self.outline.chapters.len();
        let slug = files.first().map_or("chapter", |(file, _)| file.slug.as_str());
        let given = documents.first().and_then(|newest| newest.front_matter.id.as_deref());
        let id = Arc::from(given.unwrap_or(slug));
        if let Some(part) = part.and_then(|part| self.outline.parts.get_mut(part)) {
            part.chapters.push(index);
        }
        self.outline.chapters.push(ChapterFiles { id, number: Arc::from(number), part, documents });
    }

    /// An edition's file name against its own date and the chapter's other files.
    fn check_names(&mut self, files: &[(FileName, Arc<Document>)]) {
        let newest = files.iter().find(|(file, _)| file.edition.is_none());
        if newest.is_none() {
            let introduction = |file: &FileName| matches!(file.stem.to_lowercase().as_str(), "index" | "readme");
            if let Some((_, document)) = files.first().filter(|(file, _)| introduction(file)) {
                let message = "an introduction has no editions: only chapters have";
                let fault = Diagnostic::new(&codes::EDITION_WITHOUT_CHAPTER, Place::file(&document.path), message)
                    .help("take the date out of the file's name, or make a chapter of it");
                self.diagnostics.push(fault);
            } else if let Some((file, document)) = files.first() {
                let message = format!("the chapter of this edition, `{}.md`, is missing", file.stem);
                let help =
                    "rename this file as the chapter's file is called now; the newest edition has no date in its name";
                let fault =
                    Diagnostic::new(&codes::EDITION_WITHOUT_CHAPTER, Place::file(&document.path), message).help(help);
                self.diagnostics.push(fault);
            }
        }
        let mut plain = files.iter().filter(|(file, _)| file.edition.is_none()).map(|(_, document)| document);
        if let (Some(first), Some(second)) = (plain.next(), plain.next()) {
            let message = format!("this file and {} would be one chapter", first.path);
            let fault = Diagnostic::new(&codes::DUPLICATE_ADDRESS, Place::file(&second.path), message)
                .help("rename one of them, or delete it")
                .related(Place::file(&first.path), "the other file");
            self.diagnostics.push(fault);
        }
        for (file, document) in files {
            let Some(written) = &file.edition else { continue };
            let named: Result<Date, String> = parse_date(written);
            let effective = document.front_matter.effective_from;
            let fault = match (named, effective) {
                (Err(why), _) => {
                    Some((Place::file(&document.path), format!("`@{written}` in the file's name is not a date"), why))
                }
                (Ok(named), None) if !document.front_matter.draft => Some((
                    Place::file(&document.path),
                    format!("the file's name says {named}, and the front matter has no `effective_from`"),
                    format!("add `effective_from: {named}`"),
                )),
                (Ok(named), Some(effective)) if named != effective => Some((
                    document.place_of_key("effective_from"),
                    format!("the file's name says {named}, and `effective_from` says {effective}"),
                    "make both the same day".to_owned(),
                )),
                _ => None,
            };
            if let Some((place, message, help)) = fault {
                self.diagnostics.push(Diagnostic::new(&codes::EDITION_DATE_MISMATCH, place, message).help(help));
            }
        }
        for (index, (_, document)) in files.iter().enumerate() {
            let date = document.front_matter.effective_from;
            let twin =
                files.iter().take(index).find(|(_, other)| date.is_some() && other.front_matter.effective_from == date);
            if let (Some((_, twin)), Some(date)) = (twin, date) {
                let fault = Diagnostic::new(
                    &codes::DUPLICATE_EDITION,
                    document.place_of_key("effective_from"),
                    format!("this edition and {} both take effect on {date}", twin.path),
                )
                .help("give one of them another day, or delete it")
                .related(twin.place_of_key("effective_from"), "the other edition");
                self.diagnostics.push(fault);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_file_names_apart() {
        let endings = [".md".to_owned(), ".html.md.erb".to_owned()];
        let name = FileName::of("03-family-time@2023-05-01.md", &endings);
        assert_eq!(
            (name.prefix, name.slug.as_str(), name.edition.as_deref()),
            (Some(3), "family-time", Some("2023-05-01"))
        );
        assert_eq!(FileName::of("401.10 Équipe #1.md", &endings).slug, "401-10-equipe-1");
        assert_eq!(FileName::of("0504.82.md", &endings).slug, "0504-82");
        assert_eq!(FileName::of("3. Équipe.md", &endings).slug, "equipe");
        assert_eq!(FileName::of("page.html.md.erb", &endings).slug, "page");
        assert_eq!(FileName::of("2024.md", &endings).prefix, None);
    }
}
