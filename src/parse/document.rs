//! What one Markdown file says, as values; and the function that reads one.
//!
//! Takes a text, gives a [`Document`] and what is wrong with it. Knows no other file: links and includes are kept as
//! written.

use std::collections::HashMap;
use std::hash::Hash;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::block::{Block, Heading};
use super::exemptions::{Exemption, may_exempt};
use super::front_matter::{FrontMatter, read_front_matter};
use super::hints::Hints;
use super::markdown::read_markdown;
use super::sections::{Section, number_sections};
use super::shape::shape_of;
use super::yaml::YamlPlaces;
use crate::data::node::{Locate, Step};
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::diagnostics::reported::Reported;
use crate::memo::{ContentHash, KeyHasher};
use crate::source::source_tree::SourceText;

/// A Markdown file, read.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its path relative to the site's root.
    pub path: Arc<str>,
    /// The whole text of the file.
    pub text: Arc<str>,
    /// The hash of path and text: two documents with one hash are equal.
    pub hash: ContentHash,
    /// What its front matter says; empty where it has none.
    pub front_matter: FrontMatter,
    /// Where the YAML between the `---` lines stands; `None` without front matter.
    pub yaml: Option<Range<usize>>,
    /// Whether an exemption may stand in a comment of it.
    pub exempts: bool,
    /// Whether the front matter could be read; if not, nothing is said of what it lacks.
    pub understood: bool,
    /// The text.
    pub body: Body,
    /// Its sections, counted as if nothing were included.
    pub sections: Arc<[Section]>,
    /// What it may hold, at a glance.
    pub hints: Hints,
    /// The hash of its sections and of what it includes: all that a link into it depends on.
    pub outline: ContentHash,
    /// The hash of everything but the words of its text (see `parse::shape`).
    pub shape: ContentHash,
    /// The hash of its text as the record of editions keeps it, once somebody asked (see `model::record`).
    pub recorded: OnceLock<ContentHash>,
    /// The places of front-matter keys, once somebody asked.
    pub asked_places: AskedPlaces,
}

/// Places that were looked up. The same faults are told in every build until somebody mends them: each is looked up once.
#[derive(Debug, Default)]
pub struct AskedPlaces(Mutex<HashMap<String, Span>>);

impl Clone for AskedPlaces {
    fn clone(&self) -> Self {
        AskedPlaces::default()
    }
}

impl AskedPlaces {
    fn recall(&self, key: &str, find: impl FnOnce() -> Span) -> Span {
        let mut asked = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(span) = asked.get(key) {
            return *span;
        }
        let span = find();
        asked.insert(key.to_owned(), span);
        span
    }
}

/// The text of a document, and what its blocks refer to by number.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The text.
    pub blocks: Vec<Block>,
    /// Links and pictures in the order of the text.
    pub links: Vec<LinkUse>,
    /// Footnotes in the order in which the text first points to them.
    pub footnotes: Vec<Footnote>,
    /// Shared passages.
    pub includes: Vec<Use>,
    /// Variables.
    pub variables: Vec<Use>,
    /// Single words in double braces, shown as text: one may be the name of a variable.
    pub braced_words: Vec<Use>,
    /// Whether any raw HTML stands in it.
    pub raw_html: bool,
    /// What its author leaves as it is, with reasons.
    pub exemptions: Vec<Exemption>,
}

/// A link or picture as written.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkUse {
    /// The target as written, entities and escapes resolved.
    pub destination: Box<str>,
    /// The title as written.
    pub title: Box<str>,
    /// Whether it is a picture.
    pub picture: bool,
    /// Whether its kind is not allowed: it was reported and leads nowhere.
    pub refused: bool,
    /// Whether the author left the text to Chapterhouse: empty, or "§".
    pub automatic: bool,
    /// Where it stands.
    pub span: Span,
}

/// A footnote.
#[derive(Clone, Debug, PartialEq)]
pub struct Footnote {
    /// Its label as written.
    pub label: Box<str>,
    /// Its text.
    pub blocks: Vec<Block>,
    /// How many marks point to it.
    pub marks: u32,
}

/// A name used in the text: a variable, or the path of a passage.
#[derive(Clone, Debug, PartialEq)]
pub struct Use {
    /// The name.
    pub name: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// Reads one Markdown file that is a page: a chapter, or the index of a part or of the manual.
pub fn parse_document(source: &SourceText) -> Reported<Document> {
    let mut reported = parse_passage(source);
    let document = &reported.value;
    if document.understood && document.front_matter.title.is_none() && !document.has_key("title") {
        let first = headings(&document.body.blocks).find(|heading| !heading.text.is_empty());
        let title = first.map_or("…", |heading| &heading.text);
        let help = match document.yaml {
            Some(_) if document.has_key("name") => "if `name:` holds the title, write `title:` instead".to_owned(),
            Some(_) => format!("add `title: {title}` to the front matter"),
            None => format!("begin the file with front matter: a line `---`, a line `title: {title}`, a line `---`"),
        };
        let fault =
            Diagnostic::new(&codes::MISSING_KEY, Place::file(&document.path), "this page has no title").help(help);
        reported.diagnostics.push(fault);
    }
    reported
}

/// Reads one Markdown file that stands in other pages: it needs no front matter.
pub fn parse_passage(source: &SourceText) -> Reported<Document> {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    let front = read_front_matter(source, &mut diagnostics);
    let body = read_markdown(&source.path, &source.text, front.body_start, &mut diagnostics);
    let sections: Arc<[Section]> = number_sections(headings(&body.blocks)).into();
    let hints = Hints::of(&source.text, front.body_start, &body);
    let outline = outline_hash(&sections, &body.includes);
    let shape = shape_of(&source.text, front.yaml.as_ref(), front.understood, &sections, &body);
    let yaml = front.yaml.clone().and_then(|range| source.text.get(range));
    let document = Document {
        path: Arc::clone(&source.path),
        text: Arc::clone(&source.text),
        hash: source.hash,
        front_matter: front.front_matter,
        exempts: yaml.is_some_and(may_exempt),
        yaml: front.yaml,
        understood: front.understood,
        body,
        sections,
        hints,
        outline,
        shape,
        recorded: OnceLock::new(),
        asked_places: AskedPlaces::default(),
    };
    Reported::new(document, diagnostics)
}

fn outline_hash(sections: &[Section], includes: &[Use]) -> ContentHash {
    let mut hasher = KeyHasher::default();
    for section in sections {
        (&section.anchor, &section.number, &section.title).hash(&mut hasher);
    }
    for used in includes {
        used.name.hash(&mut hasher);
    }
    hasher.key()
}

/// The headings that make sections: those that stand in the text itself, not in a list or a container.
pub fn headings(blocks: &[Block]) -> impl Iterator<Item = &Heading> + Clone {
    blocks.iter().filter_map(|block| match block {
        Block::Heading(heading) => Some(heading.as_ref()),
        _ => None,
    })
}

impl Document {
    /// Whether a key stands on the first level of the front matter, whatever its value.
    pub fn has_key(&self, key: &str) -> bool {
        let yaml = self.yaml.clone().and_then(|range| self.text.get(range)).unwrap_or("");
        yaml.lines().any(|line| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':')))
    }

    /// Whether a key stands in the front matter with nothing behind it.
    pub fn leaves_empty(&self, key: &str) -> bool {
        let yaml = self.yaml.clone().and_then(|range| self.text.get(range)).unwrap_or("");
        let value = |line: &str| Some(line.strip_prefix(key)?.trim_start().strip_prefix(':')?.trim().to_owned());
        yaml.lines()
            .find_map(value)
            .is_some_and(|value| matches!(value.as_str(), "" | "~" | "null") || value.starts_with('#'))
    }

    /// The place of a front-matter value, for a fault found later. Looked up in the text again: for faults only.
    pub fn place_of(&self, path: &[Step]) -> Place {
        match &self.yaml {
            Some(range) => Place::new(&self.path, YamlPlaces::new(&self.text, range.clone()).value(path)),
            None => Place::file(&self.path),
        }
    }

    /// The place of a key of the front matter's first level.
    pub fn place_of_key(&self, key: &str) -> Place {
        let Some(range) = &self.yaml else { return Place::file(&self.path) };
        let find = || YamlPlaces::new(&self.text, range.clone()).value(&crate::data::node::key_path(key));
        Place::new(&self.path, self.asked_places.recall(key, find))
    }

    /// The place of an item of a list in the front matter.
    pub fn place_of_item(&self, key: &str, index: usize) -> Place {
        self.place_of(&[Step::Key(key.to_owned(), 0), Step::Item(index)])
    }

    /// A place in this file.
    pub fn place(&self, span: Span) -> Place {
        Place::new(&self.path, span)
    }
}
