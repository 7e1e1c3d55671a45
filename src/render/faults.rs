//! What was found wrong with a manual, as a page tells it: with the line, and without a place in the source.
//!
//! Takes a finished report and the texts that it speaks of, gives plain data.

use std::collections::HashMap;
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::lines::LineIndex;

/// One thing wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct FaultView {
    /// The code's name.
    pub code: String,
    /// "error" or "warning".
    pub severity: String,
    /// What is wrong.
    pub message: String,
    /// How to mend it, or empty.
    pub help: String,
    /// The file, relative to the manual's folder.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
}

impl FaultView {
    /// Whether nothing is published while it is there.
    pub fn is_error(&self) -> bool {
        self.severity == "error"
    }
}

/// The faults of a report in its order; `text` gives the text of a file by its path.
pub fn fault_views<'a>(
    report: impl Iterator<Item = &'a Diagnostic>,
    text: impl Fn(&str) -> Option<Arc<str>>,
) -> Vec<FaultView> {
    let mut files: HashMap<Arc<str>, LineIndex> = HashMap::new();
    let view = |fault: &Diagnostic| {
        let file = &fault.place.file;
        let lines = files
            .entry(Arc::clone(file))
            .or_insert_with(|| LineIndex::new(text(file).unwrap_or_else(|| Arc::from(""))));
        let position = lines.position(fault.place.span.start as usize);
        FaultView {
            code: fault.code.name.to_owned(),
            severity: fault.severity.word().to_owned(),
            message: fault.message.clone(),
            help: fault.help.clone().unwrap_or_default(),
            file: file.to_string(),
            line: position.line,
            column: position.column,
        }
    };
    report.map(view).collect()
}
