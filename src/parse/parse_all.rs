//! Takes the texts of many files, gives their documents in the same order: each read by itself and in parallel, and not again
//! while its text stays as it was. What is wrong with a text is told each time.

use std::sync::Arc;

use rayon::prelude::*;

use super::document::Document;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::reported::Reported;
use crate::memo::Memo;
use crate::source::source_tree::SourceText;

/// How a file is read.
pub type ParseFile = fn(&SourceText) -> Reported<Document>;

/// Reads texts; `step` is told of each that is done.
pub fn parse_all(
    texts: &[SourceText],
    parse: ParseFile,
    memory: &Memo<Reported<Arc<Document>>>,
    step: &(dyn Fn() + Sync),
    report: &mut Vec<Diagnostic>,
) -> Vec<Arc<Document>> {
    let parsed: Vec<Arc<Reported<Arc<Document>>>> = texts
        .par_iter()
        .map(|text| {
            let found = memory.recall(text.hash, || {
                let Reported { mut value, mut diagnostics } = parse(text);
                // Of a file of which nothing could be read, nothing is said but that.
                if !text.whole && text.text.is_empty() {
                    value.understood = false;
                    diagnostics.clear();
                }
                Reported::new(Arc::new(value), diagnostics)
            });
            step();
            found
        })
        .collect();
    parsed
        .into_iter()
        .map(|reported| {
            report.extend(reported.diagnostics.iter().cloned());
            Arc::clone(&reported.value)
        })
        .collect()
}
