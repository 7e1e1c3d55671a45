//! What a link is called on its page: one name for one target, and a name that is words. Readers who listen hear a page's
//! links as a list (WCAG 2.2, success criterion 2.4.4).

use std::collections::HashMap;

use super::link_text::VAGUE;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Span;
use crate::model::assemble::visit_inlines;
use crate::parse::block::{Inline, plain_text};
use crate::parse::document::Document;

/// The longest address that is fit to be read out and typed off paper.
const LONGEST_ADDRESS: usize = 60;
/// Endings of files that a text can be the mere name of.
const FILES: &[&str] =
    &[".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".ods", ".md", ".csv", ".zip"];

/// Checks the names of a document's links.
pub fn check_link_names(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    if document.body.links.is_empty() {
        return;
    }
    let mut named: HashMap<String, (&str, Span)> = HashMap::new();
    visit_inlines(&document.body.blocks, &mut |inline| {
        let Inline::Link(index, content) = inline else { return };
        let Some(link) = document.body.links.get(*index as usize) else { return };
        if link.automatic || link.refused || link.destination.is_empty() {
            return;
        }
        let text = plain_text(content, &document.text);
        let text = text.trim();
        check_address(document, text, link.span, diagnostics);
        let name = text.to_lowercase();
        let target = page_of(&link.destination);
        // A text that says nothing is told as that, and a term is explained wherever it stands.
        // So is a letter or a number, which belongs to what stands around it.
        let passed = name.chars().count() < 4 || VAGUE.contains(&name.as_str()) || target.starts_with("term:");
        if name.is_empty() || is_address(text) || target.is_empty() || passed {
            return;
        }
        let (first, first_span) = *named.entry(name).or_insert((target, link.span));
        if first != target {
            let message =
                format!("two links of this page are called \"{text}\" and lead to two places: {first} and {target}");
            let help = "give each a text that says what only it leads to";
            let fault = Diagnostic::new(&codes::SAME_LINK_TEXT, document.place(link.span), message).help(help);
            diagnostics.push(fault.related(document.place(first_span), "the first"));
        }
    });
}

/// The page that a target is on: without section, query and the address's own ending, which do not make it another.
fn page_of(destination: &str) -> &str {
    let page = destination.split(['#', '?']).next().unwrap_or(destination);
    // A browser takes a third slash for the second.
    let address = page.strip_prefix("https://").or_else(|| page.strip_prefix("http://"));
    let page = address.map_or(page, |address| address.trim_start_matches('/'));
    page.strip_prefix("./").unwrap_or(page).trim_end_matches('/')
}

fn is_address(text: &str) -> bool {
    !text.contains(' ') && (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
}

fn check_address(document: &Document, text: &str, span: Span, diagnostics: &mut Vec<Diagnostic>) {
    let lower = text.to_ascii_lowercase();
    let (message, help) = if is_address(text) && text.len() > LONGEST_ADDRESS {
        (
            format!(
                "this link's text is its address, of {} characters: nobody reads it, and a screen reader spells it out",
                text.len()
            ),
            "make the name of the page the link's text: [name](address); on paper the address is printed behind it",
        )
    } else if !text.contains(' ') && !is_address(text) && FILES.iter().any(|file| lower.ends_with(file)) {
        (
            format!("this link's text is the name of a file, \"{text}\""),
            "make the title of the document the link's text",
        )
    } else {
        return;
    };
    diagnostics.push(Diagnostic::new(&codes::ADDRESS_AS_TEXT, document.place(span), message).help(help));
}
