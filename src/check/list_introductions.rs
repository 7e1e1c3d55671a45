//! A paragraph that ends with a colon announces something. Where nothing follows, a list was lost or forgotten.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Span;
use crate::parse::block::{Block, Inline};
use crate::parse::document::Document;

/// Checks that something follows every paragraph that ends with a colon.
pub fn check_list_introductions(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    check_blocks(document, &document.body.blocks, diagnostics);
}

fn check_blocks(document: &Document, blocks: &[Block], diagnostics: &mut Vec<Diagnostic>) {
    let mut level = 1;
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Heading(heading) => level = heading.level,
            Block::Paragraph(inlines) => {
                let next = blocks.get(at + 1);
                let missing = match next {
                    None => Some("and nothing follows"),
                    // The sections below may be what is announced.
                    Some(Block::Heading(next)) if next.level > level => None,
                    Some(Block::Heading(_)) => Some("and a heading follows"),
                    Some(Block::Rule) => Some("and nothing follows before the line across the page"),
                    Some(_) => None,
                };
                if let (Some(what), Some(span)) = (missing, announcing(document, inlines)) {
                    let message = format!("this paragraph announces something with its colon, {what}");
                    let help = match next {
                        Some(Block::Heading(_)) => {
                            "write what it announces, or end it with a full stop; if it announces the sections that \
                             follow, give their headings one # more"
                        }
                        _ => "write what it announces, or end it with a full stop",
                    };
                    diagnostics.push(Diagnostic::new(&codes::LIST_MISSING, document.place(span), message).help(help));
                }
            }
            Block::Container(container) => check_blocks(document, &container.blocks, diagnostics),
            _ => {}
        }
    }
}

/// Where the last words of a paragraph stand, if they end with a colon. A label alone ("Signed:") announces what is
/// filled in by hand.
fn announcing(document: &Document, inlines: &[Inline]) -> Option<Span> {
    let Inline::Text(span) = inlines.last()? else { return None };
    let text = document.text.get(span.range())?.trim_end();
    let words = text.split_whitespace().count();
    let alone = inlines.len() == 1 && words < 5;
    (text.ends_with(':') && !alone).then(|| {
        let end = span.start as usize + text.len();
        let line = document.text.get(..end).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        Span::new(line.max(span.start as usize)..end)
    })
}
