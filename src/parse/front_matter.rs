//! Takes a Markdown file's text, gives what its front matter says (product terms, checked one by one), where the text
//! proper begins, and everything wrong with the keys. Cross-checks with other files belong to later rooms.

use std::ops::Range;

use jiff::Span as Length;
use jiff::civil::Date;

use super::front_matter_bounds::{closing_line, long_closing, misplaced_front_matter, unopened_front_matter};
use super::front_matter_keys::read_keys;
use super::missing_quotes::straightened;
use super::yaml::{YamlFault, YamlPlaces, read_yaml};
use super::yaml_advice::{Advice, advise};
use crate::data::node::Node;
use crate::data::reading::Reading;
use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::source::source_tree::SourceText;

/// The most front matter that is read, in bytes.
const LARGEST: usize = 32 * 1024;

/// What kind of chapter it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum ChapterKind {
    /// What the body has decided.
    Policy,
    /// What it stands for.
    Values,
    /// What to do.
    #[default]
    Procedure,
    /// How to do it well.
    Guidance,
    /// Something to fill in.
    Form,
    /// Something to know for a time.
    Notice,
}

/// The words for the kinds of chapter.
pub const CHAPTER_KINDS: &[(&str, ChapterKind)] = &[
    ("policy", ChapterKind::Policy),
    ("values", ChapterKind::Values),
    ("procedure", ChapterKind::Procedure),
    ("guidance", ChapterKind::Guidance),
    ("form", ChapterKind::Form),
    ("notice", ChapterKind::Notice),
];

impl ChapterKind {
    /// The word that front matter uses.
    pub fn word(self) -> &'static str {
        CHAPTER_KINDS.iter().find(|(_, kind)| *kind == self).map_or("procedure", |(word, _)| word)
    }
}

/// What kind of change an amendment records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AmendmentKind {
    /// A new chapter.
    New,
    /// A change that readers must know.
    Major,
    /// A change that alters nothing for readers.
    Minor,
    /// A review that found nothing to change.
    Review,
    /// A mistake put right.
    Correction,
    /// Taken out of force.
    Withdrawn,
    /// Put back into force.
    Reinstated,
}

/// The words for the kinds of amendment.
pub const AMENDMENT_KINDS: &[(&str, AmendmentKind)] = &[
    ("new", AmendmentKind::New),
    ("major", AmendmentKind::Major),
    ("minor", AmendmentKind::Minor),
    ("review", AmendmentKind::Review),
    ("correction", AmendmentKind::Correction),
    ("withdrawn", AmendmentKind::Withdrawn),
    ("reinstated", AmendmentKind::Reinstated),
];

impl AmendmentKind {
    /// The word that front matter uses.
    pub fn word(self) -> &'static str {
        AMENDMENT_KINDS.iter().find(|(_, kind)| *kind == self).map_or("major", |(word, _)| word)
    }
}

/// How much a reader should read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reread {
    /// The whole chapter.
    Full,
    /// The sections named.
    Sections,
    /// Nothing.
    None,
}

/// One recorded change, as written.
#[derive(Clone, Debug, PartialEq)]
pub struct AmendmentEntry {
    /// The day of the change.
    pub date: Option<Date>,
    /// What kind it is.
    pub kind: Option<AmendmentKind>,
    /// What readers are told.
    pub note: Option<String>,
    /// The sections concerned, by their anchors.
    pub sections: Vec<String>,
    /// How much to read again.
    pub reread: Option<Reread>,
    /// Why: law, inspection, audit …
    pub driver: Option<String>,
    /// Who approved it: a contact.
    pub approved_by: Option<String>,
}

/// A later review date than planned, with its reason.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewExtension {
    /// The new date.
    pub to: Option<Date>,
    /// Who allowed it: a contact.
    pub by: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// That a chapter is no longer in force.
#[derive(Clone, Debug, PartialEq)]
pub struct WithdrawalEntry {
    /// From which day.
    pub on: Option<Date>,
    /// Why.
    pub reason: Option<String>,
    /// The chapter that replaces it.
    pub replaced_by: Option<String>,
}

/// Everything that front matter can say. What is absent or faulty is `None` or empty.
#[derive(Clone, Debug, Default, PartialEq)]
#[expect(
    missing_docs,
    reason = "each field is the front-matter key of its name; the keys are documented in the schema"
)]
pub struct FrontMatter {
    pub id: Option<String>,
    pub title: Option<String>,
    pub number: Option<String>,
    pub order: Option<i64>,
    pub kind: Option<ChapterKind>,
    pub scope: Option<String>,
    pub owner: Option<String>,
    pub author: Option<String>,
    pub approved_by: Option<String>,
    pub approved_on: Option<Date>,
    pub version: Option<String>,
    pub effective_from: Option<Date>,
    pub published_on: Option<Date>,
    pub retrospective: bool,
    pub last_reviewed_on: Option<Date>,
    pub review_in: Option<(LengthValue, String)>,
    pub next_review_on: Option<Date>,
    pub review_extension: Option<ReviewExtension>,
    pub expires_on: Option<Date>,
    pub draft: bool,
    pub prospective: bool,
    pub withdrawn: Option<WithdrawalEntry>,
    pub audience: Vec<String>,
    pub applies_to: Vec<String>,
    pub legislation: Vec<String>,
    pub guidance: Vec<String>,
    pub related: Vec<String>,
    pub forms: Vec<String>,
    pub supersedes: Vec<String>,
    pub keywords: Vec<String>,
    pub old_ids: Vec<String>,
    pub old_paths: Vec<String>,
    pub amendments: Vec<AmendmentEntry>,
    pub equality_impact: Option<String>,
    pub protective_marking: Option<String>,
    /// The codes from which the whole file is exempted, and whether it says why.
    pub allow: Vec<(&'static Code, bool)>,
}

impl FrontMatter {
    /// The day of the last review that it tells of: `last_reviewed_on`, or an amendment of the type `review` that is newer.
    pub fn last_review(&self) -> Option<Date> {
        let reviews = self.amendments.iter().filter(|amendment| amendment.kind == Some(AmendmentKind::Review));
        reviews.filter_map(|amendment| amendment.date).chain(self.last_reviewed_on).max()
    }
}

/// A length of time that can be compared field by field.
#[derive(Clone, Copy, Debug)]
pub struct LengthValue(pub Length);

impl PartialEq for LengthValue {
    fn eq(&self, other: &Self) -> bool {
        self.0.fieldwise() == other.0.fieldwise()
    }
}

/// Front matter with where it ended.
pub struct FrontMatterRead {
    /// What it says.
    pub front_matter: FrontMatter,
    /// Where its YAML stands; `None` if there is none.
    pub yaml: Option<Range<usize>>,
    /// Where the text proper begins.
    pub body_start: usize,
    /// Whether it could be read.
    pub understood: bool,
}

/// Reads the front matter of a file.
pub fn read_front_matter(source: &SourceText, diagnostics: &mut Vec<Diagnostic>) -> FrontMatterRead {
    let text: &str = &source.text;
    let mut read =
        FrontMatterRead { front_matter: FrontMatter::default(), yaml: None, body_start: 0, understood: true };
    let first = text.lines().next().unwrap_or("");
    if first.trim_end() != "---" {
        if let Some((opening, end)) = misplaced_front_matter(text) {
            let fault = Diagnostic::new(
                &codes::FRONT_MATTER_UNCLOSED,
                Place::new(&source.path, Span::new(opening.clone())),
                "the front matter does not begin with three dashes on the file's first line",
            )
            .help(if text.get(opening).is_some_and(str::is_ascii) {
                "let the first line of the file be three dashes (---), and the line after the last key too"
            } else {
                "let the first line of the file be three hyphens (---), and the line after the last key too: a word \
                 processor makes one long dash of them"
            });
            diagnostics.push(fault);
            read.body_start = end;
            read.understood = false;
        } else if let Some(end) = unopened_front_matter(text) {
            let fault = Diagnostic::new(
                &codes::FRONT_MATTER_UNCLOSED,
                Place::file(&source.path),
                "the front matter is not opened",
            )
            .help("put a line of three dashes (---) before the first key")
            .mend(Place::file(&source.path), "---\n");
            diagnostics.push(fault);
            read.body_start = end;
            read.understood = false;
        }
        return read;
    }
    let start = first.len() + 1;
    let Some((end, body_start)) = closing_line(text, start) else {
        read.understood = false;
        if let Some((line, end)) = long_closing(text, start) {
            let message = "the front matter is not closed: this line is not three hyphens";
            let fault =
                Diagnostic::new(&codes::FRONT_MATTER_UNCLOSED, Place::new(&source.path, Span::new(line)), message)
                    .help("write it as three hyphens (---): a word processor makes one long dash of them");
            diagnostics.push(fault);
            read.body_start = end;
            return read;
        }
        let fault = Diagnostic::new(
            &codes::FRONT_MATTER_UNCLOSED,
            Place::new(&source.path, Span::new(0..3)),
            "the front matter is not closed",
        )
        .help("put a line of three dashes (---) after its last key");
        diagnostics.push(fault);
        read.body_start = text.len();
        return read;
    };
    read.body_start = body_start;
    read.yaml = Some(start..end);
    let yaml = text.get(start..end).unwrap_or("");
    let node = match read_yaml(yaml, LARGEST) {
        Ok(Node::Null) => Node::Map(Vec::new()),
        Ok(node) => node,
        Err(fault) => {
            diagnostics.push(yaml_diagnostic(source, start..end, fault));
            read.understood = false;
            return read;
        }
    };
    let places = YamlPlaces::new(text, start..end);
    let reading = Reading::of_yaml(&source.path, &places);
    read.understood = matches!(node, Node::Map(_));
    read.front_matter = read_keys(&reading, &node);
    diagnostics.extend(reading.into_faults());
    read
}

/// A fault of YAML as a diagnostic, with what an author who is no programmer can do.
pub fn yaml_diagnostic(source: &SourceText, Range { start, end }: Range<usize>, fault: YamlFault) -> Diagnostic {
    let yaml = source.text.get(start..end).unwrap_or("");
    let (code, place, message, help, straight) = match fault {
        YamlFault::TooLarge { at, message } => {
            let help = "take out what does not belong here; text belongs below the front matter";
            (&codes::FRONT_MATTER_TOO_LARGE, at..at + 1, message, help.to_owned(), Vec::new())
        }
        YamlFault::Syntax { at, message } => {
            let Advice { place, message, help } = advise(yaml, at, &message);
            let message = format!("this cannot be read: {message}");
            (&codes::FRONT_MATTER_SYNTAX, place, message, help, straightened(yaml, at))
        }
    };
    let place = start + place.start..start + place.end;
    let fault = Diagnostic::new(code, Place::new(&source.path, Span::new(place)), message).help(help);
    straight.into_iter().fold(fault, |fault, (range, text)| {
        let range = start + range.start..start + range.end;
        fault.mend(Place::new(&source.path, Span::new(range)), text)
    })
}

/// Why a text cannot be an id, if so: ids become folders and addresses on every system.
pub fn bad_id(id: &str) -> Option<&'static str> {
    if id.is_empty() || id.len() > 100 {
        return Some("an id has 1 to 100 characters");
    }
    if id.bytes().any(|b| b.is_ascii_uppercase()) {
        return Some("an id has no capital letters");
    }
    if !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        return Some("only letters a to z, digits and hyphens can stand in an id");
    }
    if id.starts_with('-') || id.ends_with('-') {
        return Some("an id begins and ends with a letter or digit");
    }
    crate::source::file_names::unsafe_name(id).map(|_| "this name is reserved on Windows")
}
