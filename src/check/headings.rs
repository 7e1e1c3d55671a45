//! Headings: one main heading, no level left out, none empty, no anchor twice. A reader who listens to a page moves by
//! its headings (WCAG 2.2, success criteria 1.3.1 and 2.4.6).

use std::collections::HashMap;

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::parse::block::Heading;
use crate::parse::document::{Document, headings};

/// Checks the headings of a document.
pub fn check_headings(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let mut level = 1;
    let mut anchors: HashMap<&str, &Heading> = HashMap::new();
    let title = document.front_matter.title.as_deref().unwrap_or("").trim();
    for (index, heading) in headings(&document.body.blocks).enumerate() {
        let place = || document.place(heading.span);
        let text = heading.text.trim();
        if text.is_empty() && heading.content.is_empty() {
            diagnostics.push(
                Diagnostic::new(&codes::EMPTY_HEADING, place(), "this heading has no text")
                    .help("write its text, or delete it"),
            );
        }
        // A file without a title is told of that alone: its first main heading becomes the title.
        if heading.level == 1 && !(index == 0 && title.is_empty()) {
            diagnostics.push(if index == 0 && !title.is_empty() && text == title {
                Diagnostic::new(&codes::REPEATED_TITLE, place(), "the chapter's title stands above the text already")
                    .help("delete this line")
            } else {
                Diagnostic::new(&codes::HEADING_ONE, place(), format!("\"{text}\" is a second main heading"))
                    .help("the title in the front matter is the main heading; begin sections with ##")
            });
        } else if heading.level > level.max(1) + 1 {
            let (is, should) = ("#".repeat(usize::from(heading.level)), "#".repeat(usize::from(level) + 1));
            let message = format!("\"{text}\" is on level {}, and level {} is left out", heading.level, level + 1);
            diagnostics.push(
                Diagnostic::new(&codes::HEADING_SKIP, place(), message).help(format!("write {should} instead of {is}")),
            );
        }
        level = heading.level;
        if let Some(id) = heading.id.as_deref() {
            if let Some(first) = anchors.get(id) {
                let fault =
                    Diagnostic::new(&codes::DUPLICATE_ANCHOR, place(), format!("the anchor {{#{id}}} stands twice"))
                        .help("give one of the two another anchor")
                        .related(document.place(first.span), "the first");
                diagnostics.push(fault);
            }
            anchors.entry(id).or_insert(heading);
        }
    }
}
