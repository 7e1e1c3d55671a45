//! Texts that cite law or guidance which is not in force: its last day has passed and nothing replaced it, or its first
//! is still to come. What was replaced is the matter of another rule.

use super::citations::{Citation, report_citations};
use crate::data::dates::long_date;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::reference_standing::{ReferenceStanding, standing_on};
use crate::model::scope::Scope;
use crate::model::site::Site;

/// Checks what texts in force cite.
pub fn check_references_in_force(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    report_citations(site, scope, fault_of, diagnostics);
}

/// What is wrong on the first day, from today on, on which the text counts: an edition may well be prepared for a law that
/// begins on its day.
fn fault_of(site: &Site, citation: &Citation<'_>) -> Option<Diagnostic> {
    let reference = citation.reference;
    let title = &reference.title;
    let (state, help) = match standing_on(&site.registers.references, reference, citation.text.from) {
        ReferenceStanding::Ended(until) => (
            format!("which has not been in force since {}", long_date(until.tomorrow().ok()?)),
            format!(
                "say what staff go by now; if something took its place, name it in the register: `replaced_by:` under `{}`",
                reference.id
            ),
        ),
        ReferenceStanding::NotYet(from) if citation.text.is_dated() => (
            format!("which is not in force before {}", long_date(from)),
            format!("leave it out until then, or put it into an edition with `effective_from: {from}`"),
        ),
        _ => return None,
    };
    let message = format!("{} {title}, {state}", citation.words());
    Some(Diagnostic::new(&codes::REFERENCE_NOT_IN_FORCE, citation.place(), message).help(help))
}
