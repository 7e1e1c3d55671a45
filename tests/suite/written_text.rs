//! One Markdown text into HTML with no manual around it: links lead where they are written, variables say nothing.
//!
//! For tests that ask what becomes of Markdown itself. It must not know what they expect.

use std::collections::BTreeMap;
use std::sync::Arc;

use chapterhouse::check::run::check_document;
use chapterhouse::config::site_config::Writing;
use chapterhouse::diagnostics::diagnostic::Diagnostic;
use chapterhouse::language::words::Words;
use chapterhouse::model::passage::{IncludeFault, PageText, Passage, Target};
use chapterhouse::parse::document::{Document, parse_document};
use chapterhouse::render::hrefs::{Href, HrefTable};
use chapterhouse::render::html::{Manner, write_text};
use chapterhouse::source::source_tree::SourceText;

/// Reads a file, front matter and all, and writes its text.
pub(crate) fn write_document(text: &str) -> (String, Vec<Diagnostic>) {
    let read = parse_document(&SourceText::new("content/a.md", text));
    // The rules of one document read the same text; what they say is tested elsewhere.
    let found = check_document(&read.value, &Writing::of_language("en-GB"));
    let inside = |fault: &Diagnostic| fault.place.span.end as usize <= text.len();
    assert!(found.diagnostics.iter().all(inside), "a place outside of {text:?}");
    (write_parsed(Arc::new(read.value)), read.diagnostics)
}

/// Writes the text of a document.
pub(crate) fn write_parsed(document: Arc<Document>) -> String {
    let body = &document.body;
    let href =
        |address: &str| Href { address: address.to_owned(), text: None, outside: false, reach: None, size: None };
    let hrefs = body.links.iter().map(|link| href(if link.refused { "" } else { &link.destination }));
    let table = HrefTable { hrefs: hrefs.collect(), includes: vec![HrefTable::default(); body.includes.len()] };
    let passage = Passage {
        targets: vec![Target::Outside; body.links.len()],
        variables: vec![None; body.variables.len()],
        includes: vec![Err(IncludeFault::Outside); body.includes.len()],
        document,
    };
    let areas = BTreeMap::new();
    let words = Words::builtin("en");
    let manner = Manner {
        prefix: "",
        lower_headings: 0,
        heading_links: false,
        areas: &areas,
        words: &words,
        home: Some("44"),
        title: "",
    };
    write_text(&PageText::new(passage), &table, manner)
}
