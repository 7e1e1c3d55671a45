//! A result together with everything found wrong while making it.

use super::diagnostic::Diagnostic;

/// What a stage gives: a value that is always usable, and the faults met on the way to it.
#[derive(Clone, Debug)]
pub struct Reported<T> {
    /// The result, with holes where the source was broken.
    pub value: T,
    /// What was wrong, in no particular order; the pipeline sorts.
    pub diagnostics: Vec<Diagnostic>,
}

impl<T> Reported<T> {
    /// A value and what was found wrong with its source.
    pub fn new(value: T, diagnostics: Vec<Diagnostic>) -> Self {
        Reported { value, diagnostics }
    }

    /// The value, its diagnostics moved to the end of `report`.
    pub fn take(self, report: &mut Vec<Diagnostic>) -> T {
        report.extend(self.diagnostics);
        self.value
    }
}
