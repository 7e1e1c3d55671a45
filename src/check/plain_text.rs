//! The running text of a document as its author typed it: what rules look through for what should stand in a register.
//!
//! Takes a document, calls back for each piece of text with its place. Left out is what nobody should rewrite: quoted law,
//! code, the texts of links, and headings, whose words give sections their anchors. So is a piece with escapes or
//! entities, in which places in the text are no places in the file.

use std::collections::HashSet;

use crate::diagnostics::place::Span;
use crate::parse::block::{Block, ContainerKind, Inline};
use crate::parse::document::Document;
use crate::parse::link_places::link_places;

/// Visits the pieces of running text of a document, passages that it includes aside.
pub fn visit_plain_text(document: &Document, visit: &mut impl FnMut(Span, &str)) {
    let mut walk = |inlines: &[Inline], quoted: bool| {
        if !quoted {
            visit_pieces(inlines, document, visit);
        }
    };
    visit_texts(&document.body.blocks, false, &mut walk);
    for footnote in &document.body.footnotes {
        visit_texts(&footnote.blocks, false, &mut walk);
    }
}

/// The places of the links that stand in quoted law.
pub fn quoted_links(document: &Document) -> HashSet<usize> {
    let mut links = HashSet::new();
    visit_texts(&document.body.blocks, false, &mut |inlines, quoted| {
        if quoted {
            put_links(inlines, &mut links);
        }
    });
    links
}

/// Visits the running text of blocks, headings aside, and says whether it is quoted law.
fn visit_texts(blocks: &[Block], quoted: bool, visit: &mut impl FnMut(&[Inline], bool)) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Plain(inlines) => visit(inlines, quoted),
            Block::List(list) => list.items.iter().for_each(|item| visit_texts(&item.blocks, quoted, visit)),
            Block::Table(table) => {
                let cells = table.head.iter().chain(table.rows.iter().flatten());
                table.caption.iter().chain(cells).for_each(|cell| visit(cell, quoted));
            }
            Block::Quote(inner) => visit_texts(inner, quoted, visit),
            Block::Container(container) => {
                let quoted = quoted || container.kind == ContainerKind::Verbatim;
                visit_texts(&container.blocks, quoted, visit);
            }
            Block::Definitions(definitions) => {
                for definition in definitions {
                    visit(&definition.term, quoted);
                    definition.descriptions.iter().for_each(|blocks| visit_texts(blocks, quoted, visit));
                }
            }
            Block::Heading(_) | Block::Code { .. } | Block::Html(_) | Block::Rule | Block::Include(_) => {}
        }
    }
}

fn visit_pieces(inlines: &[Inline], document: &Document, visit: &mut impl FnMut(Span, &str)) {
    for inline in inlines {
        match inline {
            Inline::Text(span) => {
                if let Some(text) = document.text.get(span.range()) {
                    visit(*span, text);
                }
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                visit_pieces(inner, document, visit);
            }
            _ => {}
        }
    }
}

fn put_links(inlines: &[Inline], links: &mut HashSet<usize>) {
    for inline in inlines {
        match inline {
            Inline::Link(index, inner) => {
                links.insert(*index as usize);
                put_links(inner, links);
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => put_links(inner, links),
            _ => {}
        }
    }
}

/// How a link is written: its text, and where its target stands.
pub struct WrittenLink<'a> {
    /// The text between the square brackets, or the address between angle brackets.
    pub text: &'a str,
    /// Where the target is written; `None` where text and target are one: `<https://…>`.
    pub target: Option<Span>,
}

/// How the link at a place is written; nothing for one whose target stands elsewhere in the text.
pub fn written_link<'a>(document: &'a Document, span: Span, destination: &str) -> Option<WrittenLink<'a>> {
    let range = span.range();
    let whole = document.text.get(range.clone())?;
    if let Some(text) = whole.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        return Some(WrittenLink { text, target: None });
    }
    // The link alone is read again, not the text that it stands in.
    let places = link_places(document.text.get(..range.end)?, range.start);
    let place = places.into_iter().rfind(|place| place.target == destination)?;
    let before = document.text.get(range.start..place.range.start)?;
    let text = before.get(1..before.rfind("](")?)?;
    Some(WrittenLink { text, target: Some(Span::new(place.range)) })
}
