//! The web addresses in raw HTML: `<a href="https://…">`.
//!
//! Takes a document, gives each address with its place. Raw HTML keeps no places of its own: an address is looked for in
//! the text behind the one before it.

use crate::diagnostics::place::Span;
use crate::parse::block::{Block, Inline};
use crate::parse::document::Document;

/// The addresses in a document's raw HTML.
pub fn raw_addresses(document: &Document) -> Vec<(String, Span)> {
    let body = &document.body;
    if !body.raw_html {
        return Vec::new();
    }
    let mut found = Vec::new();
    read_blocks(&body.blocks, &mut found);
    for footnote in &body.footnotes {
        read_blocks(&footnote.blocks, &mut found);
    }
    let mut from = document.yaml.as_ref().map_or(0, |yaml| yaml.end);
    let mut placed = Vec::with_capacity(found.len());
    for address in found {
        // Footnotes are read last and may stand anywhere.
        let start = document.text.get(from..).and_then(|rest| rest.find(&address)).map(|at| from + at);
        let Some(start) = start.or_else(|| document.text.find(&address)) else { continue };
        let end = start + address.len();
        from = from.max(end);
        placed.push((address, Span::new(start..end)));
    }
    placed
}

fn read_blocks(blocks: &[Block], found: &mut Vec<String>) {
    for block in blocks {
        match block {
            Block::Html(html) => read_html(html, found),
            Block::Paragraph(inlines) | Block::Plain(inlines) => read_inlines(inlines, found),
            Block::Heading(heading) => read_inlines(&heading.content, found),
            Block::List(list) => list.items.iter().for_each(|item| read_blocks(&item.blocks, found)),
            Block::Table(table) => {
                table.caption.iter().for_each(|caption| read_inlines(caption, found));
                let rows = std::iter::once(&table.head).chain(&table.rows);
                rows.flatten().for_each(|cell| read_inlines(cell, found));
            }
            Block::Quote(inner) => read_blocks(inner, found),
            Block::Container(container) => read_blocks(&container.blocks, found),
            Block::Definitions(definitions) => {
                for definition in definitions {
                    read_inlines(&definition.term, found);
                    definition.descriptions.iter().for_each(|blocks| read_blocks(blocks, found));
                }
            }
            Block::Code { .. } | Block::Rule | Block::Include(_) => {}
        }
    }
}

fn read_inlines(inlines: &[Inline], found: &mut Vec<String>) {
    for inline in inlines {
        match inline {
            Inline::Html(html) => read_html(html, found),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) | Inline::Link(_, inner) => {
                read_inlines(inner, found);
            }
            _ => {}
        }
    }
}

/// The values of `href` that are web addresses. Without quotation marks, an address ends where the tag or a word does.
fn read_html(html: &str, found: &mut Vec<String>) {
    let mut rest = html;
    while let Some((_, after)) = rest.split_once("href").or_else(|| rest.split_once("HREF")) {
        rest = after;
        let Some(value) = after.trim_start().strip_prefix('=').map(str::trim_start) else { continue };
        let bare = value.trim_start_matches(['"', '\'']);
        let end = bare.find(|c: char| matches!(c, '"' | '\'' | '>') || c.is_whitespace()).unwrap_or(bare.len());
        let address = bare.get(..end).unwrap_or("");
        if ["http://", "https://"].iter().any(|scheme| address.starts_with(scheme)) && !address.contains('&') {
            found.push(address.to_owned());
        }
        rest = value.get(end..).unwrap_or("");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::document::parse_passage;
    use crate::source::source_tree::SourceText;

    #[test]
    fn finds_addresses_where_they_stand() {
        let text = "Code: `<a href=\"https://no.example/\">`.\n\n> Go <a title=\"x\" href='https://a.example/1'>there</a> \
                    or <a href=https://b.example/>there</a>.\n\n<a href=\"https://c.example/\">\nx\n</a>\n\n\
                    <a href=\"mailto:x@a.example\">y</a>\n";
        let document = parse_passage(&SourceText::new("content/a.md", text)).value;
        let found = raw_addresses(&document);
        let shown: Vec<&str> = found.iter().map(|(_, span)| text.get(span.range()).unwrap()).collect();
        assert_eq!(shown, ["https://a.example/1", "https://b.example/", "https://c.example/"]);
    }
}
