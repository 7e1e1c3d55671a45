//! What is said of a text that nobody changes any more.
//!
//! A superseded edition stays as it was in force for ever. How it is written cannot be mended, so it is not questioned.

use std::collections::HashSet;

use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::chapter::State;
use crate::model::scope::Scope;
use crate::model::site::Site;

/// The codes that are about how a text is written.
static WRITING: &[&Code] = &[
    &codes::AMBIGUOUS_DATE,
    &codes::LONG_DUTY,
    &codes::READING_AGE,
    &codes::HEADING_CAPITALS,
    &codes::HEADING_PUNCTUATION,
    &codes::LONG_HEADING,
    &codes::EMPTY_SECTION,
    &codes::SECTION_NUMBERS,
    &codes::LIST_MISSING,
    &codes::LIST_NUMBERS,
    &codes::SAME_LINK_TEXT,
    &codes::ADDRESS_AS_TEXT,
    &codes::TABLE_CAPTION,
    &codes::LIMIT_NAME,
    &codes::TABLE_ROW_SHORT,
    &codes::VALUE_CUT_SHORT,
    &codes::HEADING_AS_TEXT,
    &codes::TABLE_AS_TEXT,
    &codes::LIST_AS_TEXT,
    &codes::VARIABLE_AS_TEXT,
    &codes::MARKUP_AS_TEXT,
    &codes::SEVERAL_IN_ONE,
    &codes::UNKNOWN_CLASS,
];

/// Takes out of a report what is said of the writing of editions that are no longer in force.
pub fn drop_settled(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    if !diagnostics.iter().any(|fault| WRITING.contains(&fault.code)) {
        return;
    }
    let settled: HashSet<&str> = scope
        .editions(site)
        .filter(|edition| matches!(edition.state, State::Superseded | State::Withdrawn | State::Expired))
        .map(|edition| edition.document().path.as_ref())
        .collect();
    if !settled.is_empty() {
        diagnostics.retain(|fault| !(WRITING.contains(&fault.code) && settled.contains(fault.place.file.as_ref())));
    }
}
