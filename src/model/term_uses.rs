//! Where the terms of a glossary stand in a document: what readers are to have explained, and what authors are to be
//! asked about.
//!
//! Takes a document and a lexicon, gives the first use of each term in each section, and every use of a word that is no
//! longer used. Looks at no other file: what a document includes is looked at by itself, and a page that shows both must
//! leave out what it has explained already.

use std::collections::HashSet;

use super::folded_words::{FoldedText, TextPoint};
use super::lexicon::{Found, Lexicon};
use super::term_forms::FormKind;
use super::term_sieve::Piece;
use crate::diagnostics::place::Span;
use crate::parse::block::{Block, ContainerKind, Inline};
use crate::parse::document::Document;

/// What was found in a document.
#[derive(Debug, Default)]
pub struct TermUses {
    /// First uses of terms, in the order of their places.
    pub explained: Vec<ExplainedUse>,
    /// Words no longer used, in the order of their places.
    pub deprecated: Vec<DeprecatedUse>,
}

/// The first use of a term in a section. A piece of text has the place of its first byte in the file for a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExplainedUse {
    /// Where it begins.
    pub start: TextPoint,
    /// Where it ends.
    pub end: TextPoint,
    /// The entry, by its place in the glossary.
    pub entry: u32,
}

/// A word no longer used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeprecatedUse {
    /// The entry that says so, by its place in the glossary.
    pub entry: u32,
    /// The word, by its place in the entry's list.
    pub old: u32,
    /// Whether it stands in a plural that the glossary does not name.
    pub plural: bool,
    /// Where it stands in the file.
    pub span: Span,
}

/// Elements of raw HTML in which nothing is marked: links and their like, headings, code.
const CLOSED: &[&str] = &[
    "a", "summary", "code", "kbd", "samp", "pre", "del", "s", "dfn", "h1", "h2", "h3", "h4", "h5", "h6", "th", "dt",
    "caption", "label", "button",
];

/// Finds the uses of terms in a document.
pub fn find_uses(lexicon: &Lexicon, document: &Document) -> TermUses {
    let mut finder = Finder {
        lexicon,
        source: &document.text,
        text: FoldedText::default(),
        pieces: Vec::new(),
        resolved: Vec::new(),
        links: Vec::new(),
        explained_here: HashSet::new(),
        raw: 0,
        uses: TermUses::default(),
    };
    finder.blocks(document, &document.body.blocks, true, false);
    for footnote in &document.body.footnotes {
        finder.explained_here.clear();
        finder.blocks(document, &footnote.blocks, false, false);
    }
    let mut uses = finder.uses;
    uses.explained.sort_by_key(|found| found.start);
    uses.deprecated.sort_by_key(|found| found.span);
    uses
}

/// The words no longer used in a text that stands alone, each with its letters; their places are those in the text.
pub fn deprecated_in(lexicon: &Lexicon, text: &str) -> Vec<(DeprecatedUse, String)> {
    let folded = FoldedText::of(text);
    let place = |found: Found| {
        let FormKind::Deprecated(old) = found.kind else { return None };
        let (first, last) = (folded.words().get(found.first)?, folded.words().get(found.last)?);
        let span = Span { start: first.start.offset, end: last.end.offset };
        let mentioned = first.after_quote && last.before_quote;
        let found = DeprecatedUse { entry: found.entry, old, plural: found.plural, span };
        (!mentioned).then(|| Some((found, text.get(span.range())?.to_owned())))?
    };
    lexicon.find(&folded).into_iter().filter_map(place).collect()
}

/// What may be done with the terms of a text.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Allowed {
    /// They may be explained.
    explain: bool,
    /// They may be questioned.
    question: bool,
}

struct Finder<'a> {
    lexicon: &'a Lexicon,
    source: &'a str,
    text: FoldedText,
    /// The text that is being read.
    pieces: Vec<Piece<'a>>,
    /// Pieces whose escapes were resolved: their bytes are not those of the file.
    resolved: Vec<Span>,
    /// The texts of links in the text that is being read, and whether their words are the author's.
    links: Vec<(&'a [Inline], bool)>,
    /// Entries already explained in this section.
    explained_here: HashSet<u32>,
    /// How many elements of raw HTML are open in which nothing is marked.
    raw: usize,
    uses: TermUses,
}

impl<'a> Finder<'a> {
    fn blocks(&mut self, document: &'a Document, blocks: &'a [Block], outer: bool, quoted: bool) {
        let body = Allowed { explain: true, question: !quoted };
        let head = Allowed { explain: false, question: !quoted };
        for block in blocks {
            match block {
                Block::Paragraph(inlines) | Block::Plain(inlines) => self.run(document, inlines, body),
                Block::Heading(heading) => {
                    if outer {
                        self.explained_here.clear();
                    }
                    self.run(document, &heading.content, head);
                }
                Block::List(list) => {
                    list.items.iter().for_each(|item| self.blocks(document, &item.blocks, false, quoted));
                }
                Block::Table(table) => {
                    table.caption.iter().chain(&table.head).for_each(|cell| self.run(document, cell, head));
                    table.rows.iter().flatten().for_each(|cell| self.run(document, cell, body));
                }
                Block::Quote(inner) => self.blocks(document, inner, false, true),
                Block::Container(container) if container.kind == ContainerKind::Verbatim => {}
                Block::Container(container) => self.blocks(document, &container.blocks, false, quoted),
                Block::Definitions(definitions) => {
                    for definition in definitions {
                        self.run(document, &definition.term, head);
                        definition.descriptions.iter().for_each(|blocks| self.blocks(document, blocks, false, quoted));
                    }
                }
                Block::Html(html) => self.raw_tags(html),
                // A section may end in what is included.
                Block::Include(_) => self.explained_here.clear(),
                Block::Code { .. } | Block::Rule => {}
            }
        }
    }

    /// Reads one text, and then the links in it, each by itself.
    fn run(&mut self, document: &'a Document, inlines: &'a [Inline], allowed: Allowed) {
        self.pieces.clear();
        self.resolved.clear();
        self.gather(document, inlines);
        self.record(allowed);
        while let Some((inner, own)) = self.links.pop() {
            self.pieces.clear();
            self.resolved.clear();
            self.gather(document, inner);
            self.record(Allowed { explain: false, question: allowed.question && own });
        }
    }

    fn gather(&mut self, document: &'a Document, inlines: &'a [Inline]) {
        for inline in inlines {
            match inline {
                _ if self.raw > 0 && !matches!(inline, Inline::Html(_)) => self.pieces.push(Piece::Break),
                Inline::Text(span) => {
                    self.pieces.push(Piece::Text(span.start, self.source.get(span.range()).unwrap_or("")));
                }
                Inline::Resolved(piece) => {
                    self.resolved.push(piece.span);
                    self.pieces.push(Piece::Text(piece.span.start, piece));
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.gather(document, inner),
                Inline::SoftBreak => self.pieces.push(Piece::Space),
                Inline::Html(html) => {
                    self.raw_tags(html);
                    self.pieces.push(Piece::Break);
                }
                Inline::Link(index, inner) => {
                    self.pieces.push(Piece::Break);
                    let link = document.body.links.get(*index as usize);
                    // The names of what others wrote are theirs.
                    let foreign =
                        |to: &str| ["ref:", "sister:", "http:", "https:"].iter().any(|kind| to.starts_with(kind));
                    if let Some(link) = link.filter(|link| !link.automatic) {
                        self.links.push((inner, !foreign(&link.destination)));
                    }
                }
                Inline::Code(_)
                | Inline::Strikethrough(_)
                | Inline::Image(..)
                | Inline::FootnoteMark(_)
                | Inline::Variable(_)
                | Inline::HardBreak => self.pieces.push(Piece::Break),
            }
        }
    }

    fn record(&mut self, allowed: Allowed) {
        if !self.lexicon.may_hold(&self.pieces) {
            return;
        }
        self.text.clear();
        self.text.push_all(&self.pieces);
        self.text.finish();
        for found in self.lexicon.find(&self.text) {
            let words = self.text.words();
            let (Some(first), Some(last)) = (words.get(found.first), words.get(found.last)) else { continue };
            let (start, end) = (first.start, last.end);
            // Between quotation marks a word is spoken of, not used.
            let mentioned = first.after_quote && last.before_quote;
            match found.kind {
                FormKind::Current => {
                    if allowed.explain && self.explained_here.insert(found.entry) {
                        self.uses.explained.push(ExplainedUse { start, end, entry: found.entry });
                    }
                }
                FormKind::Deprecated(old) if allowed.question && !mentioned => {
                    let span = self.span_of(start, end);
                    let Found { entry, plural, .. } = found;
                    self.uses.deprecated.push(DeprecatedUse { entry, old, plural, span });
                }
                FormKind::Deprecated(_) => {}
            }
        }
    }

    /// Where some text stands in the file; of text whose escapes were resolved, the piece that holds it.
    fn span_of(&self, start: TextPoint, end: TextPoint) -> Span {
        let piece = |point: TextPoint| self.resolved.iter().find(|span| span.start == point.piece);
        let from = piece(start).map_or(start.piece + start.offset, |span| span.start);
        let to = piece(end).map_or(end.piece + end.offset, |span| span.end);
        Span { start: from, end: to.max(from) }
    }

    /// Counts the elements that raw HTML opens and closes.
    fn raw_tags(&mut self, html: &str) {
        for tag in html.split('<').skip(1) {
            let (closing, tag) = tag.strip_prefix('/').map_or((false, tag), |tag| (true, tag));
            let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
            if !CLOSED.iter().any(|closed| closed.eq_ignore_ascii_case(&name)) {
                continue;
            }
            self.raw = if closing { self.raw.saturating_sub(1) } else { self.raw + 1 };
        }
    }
}
