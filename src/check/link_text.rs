//! A link's text says where it goes: readers who listen hear links out of their sentence (WCAG 2.2, success criterion
//! 2.4.4), and readers on paper see nothing but the text.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::assemble::visit_inlines;
use crate::parse::block::{Inline, plain_text};
use crate::parse::document::Document;

/// Texts that say nothing.
pub const VAGUE: &[&str] = &[
    "click here",
    "click",
    "here",
    "this",
    "this link",
    "this page",
    "link",
    "more",
    "read more",
    "more information",
    "see here",
    "this document",
    "see this",
    "download",
    "page",
    "website",
];

/// Checks the texts of a document's links.
pub fn check_link_text(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    if document.body.links.is_empty() {
        return;
    }
    visit_inlines(&document.body.blocks, &mut |inline| {
        let Inline::Link(index, content) = inline else { return };
        let Some(link) = document.body.links.get(*index as usize) else { return };
        let text =
            plain_text(content, &document.text).trim().trim_end_matches(['.', ':', '>', '»']).trim().to_lowercase();
        if VAGUE.contains(&text.as_str()) {
            let message = format!("the link text \"{text}\" does not say where the link goes");
            let inside = link.destination.split('#').next().is_some_and(|path| path.rsplit('.').next() == Some("md"));
            let help = if inside {
                format!("name the page, or leave the text to Chapterhouse: [§]({})", link.destination)
            } else {
                "make the name of the page the link's text".to_owned()
            };
            diagnostics.push(Diagnostic::new(&codes::VAGUE_LINK_TEXT, document.place(link.span), message).help(help));
        }
    });
}
