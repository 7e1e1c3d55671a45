//! A chapter's text as a tree of blocks. Plain data: nothing here knows how it was written or how it will look.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::place::Span;

/// A block of text.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// Text that stands directly in an item of a tight list.
    Plain(Vec<Inline>),
    /// A heading.
    Heading(Box<Heading>),
    /// A list.
    List(List),
    /// A table.
    Table(Box<Table>),
    /// A quotation.
    Quote(Vec<Block>),
    /// A quotation that opens with its kind: an alert, a duty, steps.
    Container(Box<Container>),
    /// Code, literally.
    Code {
        /// The language after the fence, or empty.
        language: Box<str>,
        /// The text.
        text: Box<str>,
    },
    /// Terms with their descriptions.
    Definitions(Vec<Definition>),
    /// Raw HTML of several lines.
    Html(Box<str>),
    /// A rule across the page.
    Rule,
    /// A shared passage, by its place in [`super::document::Body::includes`].
    Include(u32),
}

/// A piece of running text.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Text, word for word as it stands in the file: most of every manual, and not worth a copy.
    Text(Span),
    /// Text whose escapes or entities were resolved.
    Resolved(Resolved),
    /// Code, literally.
    Code(Box<str>),
    /// Stress.
    Emphasis(Vec<Inline>),
    /// Importance.
    Strong(Vec<Inline>),
    /// No longer right.
    Strikethrough(Vec<Inline>),
    /// A link, by its place in [`super::document::Body::links`].
    Link(u32, Vec<Inline>),
    /// A picture: its place in the links, and its alternative text.
    Image(u32, Box<str>),
    /// A mark that points to a footnote, by its place in [`super::document::Body::footnotes`].
    FootnoteMark(u32),
    /// A variable of the site, by its place in [`super::document::Body::variables`].
    Variable(u32),
    /// Raw HTML: one tag.
    Html(Box<str>),
    /// The end of a line in the source.
    SoftBreak,
    /// A line break that the author asked for.
    HardBreak,
}

/// Text that does not stand in the file as it reads. It is used as the text that it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    /// The text.
    pub text: Box<str>,
    /// Where it stands in the file; no two pieces begin at one place.
    pub span: Span,
}

impl std::ops::Deref for Resolved {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

/// A heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Heading {
    /// 1 to 6 as written.
    pub level: u8,
    /// The id that the author gave.
    pub id: Option<Box<str>>,
    /// Whether it takes no number.
    pub unnumbered: bool,
    /// The number that the author typed, without it in `content`: "3.1".
    pub typed_number: Option<Box<str>>,
    /// Its text with marks.
    pub content: Vec<Inline>,
    /// Its text alone.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// A list.
#[derive(Clone, Debug, PartialEq)]
pub struct List {
    /// The first number of a numbered list.
    pub start: Option<u64>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// Whether it is a task, and done.
    pub task: Option<bool>,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// How the text of a column stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alignment {
    /// As the page does.
    None,
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its caption: the paragraph "Table: …" before it.
    pub caption: Option<Vec<Inline>>,
    /// One for each column.
    pub alignments: Vec<Alignment>,
    /// The names of the columns.
    pub head: Vec<Vec<Inline>>,
    /// The rows, as many cells in each as there are columns.
    pub rows: Vec<Vec<Vec<Inline>>>,
    /// Where it stands.
    pub span: Span,
}

/// A term with its descriptions.
#[derive(Clone, Debug, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: Vec<Inline>,
    /// What it means.
    pub descriptions: Vec<Vec<Block>>,
}

/// A quotation that opens with its kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Container {
    /// Its kind.
    pub kind: ContainerKind,
    /// What stands behind the kind: a title, a time limit, areas, a reference.
    pub argument: Box<str>,
    /// The variables in it: the place of each in [`super::document::Body::variables`], and its bytes.
    pub variables: Vec<(u32, Span)>,
    /// The reference that quoted law names, by its place in [`super::document::Body::links`].
    pub source: Option<u32>,
    /// What stands in it.
    pub blocks: Vec<Block>,
    /// Where its marker stands.
    pub span: Span,
}

impl Container {
    /// What stands behind the kind, its variables filled in; `variables` are what those of the text say.
    pub fn said(&self, variables: &[Option<Arc<str>>]) -> Cow<'_, str> {
        if self.variables.is_empty() {
            return Cow::Borrowed(&self.argument);
        }
        let (mut said, mut at) = (String::new(), 0);
        for (index, span) in &self.variables {
            let range = span.range();
            let written = self.argument.get(range.clone()).unwrap_or("");
            let value = variables.get(*index as usize).and_then(Option::as_deref);
            said.push_str(self.argument.get(at..range.start).unwrap_or(""));
            said.push_str(value.unwrap_or(written));
            at = range.end;
        }
        said.push_str(self.argument.get(at..).unwrap_or(""));
        Cow::Owned(said)
    }
}

/// The kinds of container.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ContainerKind {
    /// Worth knowing.
    Note,
    /// Helps to do it better.
    Tip,
    /// Needed to do it right.
    Important,
    /// Needs attention now.
    Warning,
    /// Risk of harm.
    Caution,
    /// A duty in law.
    Must,
    /// Numbered actions with a time limit.
    Steps,
    /// Boxes to tick on paper.
    Checklist,
    /// For named areas only.
    Local,
    /// Quoted law, exempt from the terminology check.
    Verbatim,
}

impl ContainerKind {
    /// The word for it, in class names.
    pub fn word(self) -> &'static str {
        self.names().0
    }

    /// What readers see at its head.
    pub fn label(self) -> &'static str {
        self.names().1
    }

    fn names(self) -> (&'static str, &'static str) {
        match self {
            ContainerKind::Note => ("note", "Note"),
            ContainerKind::Tip => ("tip", "Tip"),
            ContainerKind::Important => ("important", "Important"),
            ContainerKind::Warning => ("warning", "Warning"),
            ContainerKind::Caution => ("caution", "Caution"),
            ContainerKind::Must => ("must", "Must"),
            ContainerKind::Steps => ("steps", "Steps"),
            ContainerKind::Checklist => ("checklist", "Checklist"),
            ContainerKind::Local => ("local", "Local"),
            ContainerKind::Verbatim => ("verbatim", "The law says"),
        }
    }
}

impl Inline {
    /// The text of a piece that is nothing but text; `source` is the text of its file.
    pub fn as_text<'a>(&'a self, source: &'a str) -> Option<&'a str> {
        match self {
            Inline::Text(span) => source.get(span.range()),
            Inline::Resolved(text) => Some(text),
            _ => None,
        }
    }
}

/// The text of inlines without marks; pictures by their alternative text, line ends as spaces. Variables are left out.
/// `source` is the text of the file that they stand in.
pub fn plain_text(inlines: &[Inline], source: &str) -> String {
    let mut text = String::new();
    push_plain_text(inlines, source, &mut text);
    text
}

fn push_plain_text(inlines: &[Inline], source: &str, text: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(_) | Inline::Resolved(_) => text.push_str(inline.as_text(source).unwrap_or("")),
            Inline::Code(piece) => text.push_str(piece),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) | Inline::Link(_, inner) => {
                push_plain_text(inner, source, text);
            }
            Inline::Image(_, alternative) => text.push_str(alternative),
            Inline::SoftBreak | Inline::HardBreak => text.push(' '),
            Inline::FootnoteMark(_) | Inline::Variable(_) | Inline::Html(_) => {}
        }
    }
}
