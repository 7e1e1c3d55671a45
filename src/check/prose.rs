//! The running text of a document, once for all rules that read it: paragraphs, items, rows, each as plain text whose
//! every byte knows its place in the source.
//!
//! Takes a document, gives its stretches of text one by one in buffers that are used again. Must not know what the rules
//! look for.

use crate::diagnostics::place::Span;
use crate::parse::block::{Block, ContainerKind, Inline};
use crate::parse::document::Document;

/// What a stretch of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A paragraph.
    Paragraph,
    /// Text of an item of a list.
    Item,
    /// A row of a table, `|` between its cells.
    Row,
}

/// Where a stretch of text stands.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// What it is.
    pub form: Form,
    /// Whether the words are others': quoted law, or a quotation.
    pub quoted: bool,
    /// The duty or the steps around it.
    pub duty: Option<ContainerKind>,
}

/// Plain text from some byte on, and where it stands in the source.
struct Piece {
    plain: usize,
    source: usize,
    /// Whether it stands in the source byte for byte.
    exact: bool,
}

/// A stretch of running text: marks left out, the end of a line as a space, a break that the author asked for as `\n`, a
/// variable as `…`.
pub struct Stretch<'a> {
    /// The text.
    pub text: &'a str,
    /// Where it stands.
    pub setting: Setting,
    pieces: &'a [Piece],
}

impl Stretch<'_> {
    /// The place in the source of a range of the text. Where escapes were resolved, the nearest that is known.
    pub fn span(&self, range: std::ops::Range<usize>) -> Span {
        let start = self.source(range.start, |plain| plain <= range.start);
        // The end belongs to the piece before it, wherever the next one begins.
        let end = self.source(range.end, |plain| plain < range.end);
        Span::new(start..end.max(start))
    }

    fn source(&self, at: usize, before: impl Fn(usize) -> bool) -> usize {
        let after = self.pieces.partition_point(|piece| before(piece.plain));
        match self.pieces.get(after.saturating_sub(1)) {
            Some(piece) if piece.exact => piece.source + at.saturating_sub(piece.plain),
            Some(piece) => piece.source,
            None => 0,
        }
    }
}

/// Shows every stretch of a document's text, in order; footnotes last.
pub fn visit_stretches(document: &Document, visit: &mut dyn FnMut(&Stretch<'_>)) {
    let setting = Setting { form: Form::Paragraph, quoted: false, duty: None };
    let mut walk = Walk { document, text: String::new(), pieces: Vec::new(), cursor: 0, visit };
    walk.blocks(&document.body.blocks, setting);
    for footnote in &document.body.footnotes {
        walk.cursor = 0;
        walk.blocks(&footnote.blocks, setting);
    }
}

struct Walk<'a> {
    document: &'a Document,
    text: String,
    pieces: Vec<Piece>,
    /// The last known place in the source.
    cursor: usize,
    visit: &'a mut dyn FnMut(&Stretch<'_>),
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block], setting: Setting) {
        for block in blocks {
            match block {
                Block::Paragraph(inlines) | Block::Plain(inlines) => {
                    self.inlines(inlines);
                    self.finish(setting);
                }
                Block::List(list) => {
                    for item in &list.items {
                        self.blocks(&item.blocks, Setting { form: Form::Item, ..setting });
                    }
                }
                Block::Table(table) => {
                    self.cursor = table.span.start as usize;
                    for row in &table.rows {
                        for cell in row {
                            self.inlines(cell);
                            self.text.push_str(" | ");
                        }
                        self.finish(Setting { form: Form::Row, ..setting });
                    }
                }
                Block::Quote(inner) => self.blocks(inner, Setting { quoted: true, ..setting }),
                Block::Container(container) => {
                    self.cursor = container.span.end as usize;
                    let quoted = setting.quoted || container.kind == ContainerKind::Verbatim;
                    let duty = match container.kind {
                        ContainerKind::Must | ContainerKind::Steps | ContainerKind::Checklist => Some(container.kind),
                        _ => setting.duty,
                    };
                    self.blocks(&container.blocks, Setting { quoted, duty, ..setting });
                }
                Block::Definitions(definitions) => {
                    for description in definitions.iter().flat_map(|definition| &definition.descriptions) {
                        self.blocks(description, setting);
                    }
                }
                Block::Heading(heading) => self.cursor = heading.span.end as usize,
                Block::Code { .. } | Block::Html(_) | Block::Rule | Block::Include(_) => {}
            }
        }
    }

    fn finish(&mut self, setting: Setting) {
        if !self.text.is_empty() {
            (self.visit)(&Stretch { text: &self.text, setting, pieces: &self.pieces });
        }
        self.text.clear();
        self.pieces.clear();
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match inline {
                Inline::Text(span) => {
                    self.cursor = span.start as usize;
                    self.piece(true);
                    self.text.push_str(inline.as_text(&self.document.text).unwrap_or(""));
                    self.cursor = span.end as usize;
                }
                Inline::Resolved(text) => {
                    self.find(text);
                    self.piece(false);
                    self.text.push_str(text);
                }
                Inline::Code(text) => {
                    self.find(text);
                    self.piece(false);
                    self.text.push_str(text);
                }
                Inline::Emphasis(inner) | Inline::Strong(inner) => self.inlines(inner),
                // What is struck out is no longer said.
                Inline::Strikethrough(_) | Inline::Image(..) | Inline::FootnoteMark(_) | Inline::Html(_) => {}
                Inline::Link(index, inner) => {
                    if let Some(link) = self.document.body.links.get(*index as usize) {
                        self.cursor = link.span.start as usize;
                        self.inlines(inner);
                        self.cursor = link.span.end as usize;
                    }
                }
                Inline::Variable(index) => {
                    if let Some(used) = self.document.body.variables.get(*index as usize) {
                        self.cursor = used.span.start as usize;
                    }
                    self.piece(false);
                    self.text.push('…');
                }
                Inline::SoftBreak => self.text.push(' '),
                Inline::HardBreak => self.text.push('\n'),
            }
        }
    }

    fn piece(&mut self, exact: bool) {
        self.pieces.push(Piece { plain: self.text.len(), source: self.cursor, exact });
    }

    /// Moves on to where a text whose escapes were resolved is likely to begin: its first word, looked for a little way.
    fn find(&mut self, text: &str) {
        let word = text.split(|c: char| !c.is_ascii_alphanumeric()).find(|word| !word.is_empty()).unwrap_or("");
        let source: &str = &self.document.text;
        let end = (self.cursor..source.len().min(self.cursor + 600)).rev().find(|end| source.is_char_boundary(*end));
        let window = end.and_then(|end| source.get(self.cursor..end)).unwrap_or("");
        if let Some(at) = window.find(word) {
            self.cursor += at;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::document::parse_document;
    use crate::source::source_tree::SourceText;

    #[test]
    fn every_stretch_knows_its_place() {
        let text = "---\ntitle: x\n---\n\nRing *the* [duty\nteam](ref:x) R&amp;D\\\nnow.\n\n> [!MUST]\n> - Go `x` on\n\n| a | b |\n|---|---|\n| Two | **three** |\n";
        let document = parse_document(&SourceText::new("a.md", text)).value;
        let mut seen = Vec::new();
        visit_stretches(&document, &mut |stretch| {
            let place = |word: &str| {
                let at = stretch.text.find(word).unwrap();
                text.get(stretch.span(at..at + word.len()).range()).unwrap_or("").to_owned()
            };
            let known = ["team", "now", "Go", "three"].iter().filter(|word| stretch.text.contains(**word));
            assert!(known.into_iter().all(|word| place(word) == **word));
            seen.push((stretch.text.to_owned(), stretch.setting.form, stretch.setting.duty.is_some()));
        });
        assert_eq!(
            seen,
            [
                ("Ring the duty team R&D\nnow.".to_owned(), Form::Paragraph, false),
                ("Go x on".to_owned(), Form::Item, true),
                ("Two | three | ".to_owned(), Form::Row, false),
            ]
        );
    }
}
