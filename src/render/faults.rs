//! What was found wrong with a manual, as a page tells it: with the line, and without a place in the source.
//!
//! Takes a finished report and the texts that it speaks of, gives plain data.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::Serialize;

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::lines::{LineIndex, Position};
use crate::model::proposals::Proposals;

/// So many faults of the rest of the manual are told.
const MOST_ELSEWHERE: usize = 50;

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

/// What reviewers are told of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ToldFaults {
    /// How many errors there are.
    pub errors: usize,
    /// What is wrong with each file of a text that is not in force yet.
    pub of_texts: BTreeMap<Arc<str>, Vec<FaultView>>,
    /// What is wrong elsewhere: the first of it.
    pub elsewhere: Vec<FaultView>,
    /// How much more is wrong there.
    pub more: usize,
}

impl ToldFaults {
    /// What is told of a finished report; `text` gives the text of a file by its path. Lines are counted only for what is
    /// told: a large manual may have many warnings.
    pub fn of(report: &[Diagnostic], proposals: &Proposals, text: impl Fn(&str) -> Option<Arc<str>>) -> Self {
        let mut told = ToldFaults::default();
        let mut files: HashMap<Arc<str>, LineIndex> = HashMap::new();
        for fault in report {
            told.errors += usize::from(fault.is_error());
            let file = &fault.place.file;
            let own = proposals.holds(file);
            if !own && told.elsewhere.len() == MOST_ELSEWHERE {
                told.more += 1;
                continue;
            }
            let lines = files
                .entry(Arc::clone(file))
                .or_insert_with(|| LineIndex::new(text(file).unwrap_or_else(|| Arc::from(""))));
            let view = fault_view(fault, lines.position(fault.place.span.start as usize));
            if own {
                told.of_texts.entry(Arc::clone(file)).or_default().push(view);
            } else {
                told.elsewhere.push(view);
            }
        }
        told
    }
}

fn fault_view(fault: &Diagnostic, position: Position) -> FaultView {
    FaultView {
        code: fault.code.name.to_owned(),
        severity: fault.severity.word().to_owned(),
        message: fault.message.clone(),
        help: fault.help.clone().unwrap_or_default(),
        file: fault.place.file.to_string(),
        line: position.line,
        column: position.column,
    }
}
