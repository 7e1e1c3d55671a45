//! When an approved text is in force: from a day that it names, and not before it was approved.
//!
//! A text without a day counts as in force on every day: a manual as it stood years ago would hold what was written today.

use crate::data::dates::long_date;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::parse::document::Document;

/// Checks the first day of a text that is approved.
pub fn check_effective_dates(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let front = &document.front_matter;
    if !document.understood || front.draft || front.prospective {
        return;
    }
    match (front.effective_from, front.approved_on) {
        // What is no day was reported as that.
        (None, _) if !document.has_key("effective_from") || document.leaves_empty("effective_from") => {
            let key = ["approved_on", "approved_by", "ratified_on", "ratified_by"]
                .into_iter()
                .find(|key| document.has_key(key));
            let Some(key) = key else { return };
            diagnostics.push(
                Diagnostic::new(
                    &codes::NO_EFFECTIVE_DATE,
                    document.place_of_key(key),
                    "this text is approved and does not say from when it is in force: it counts as in force on every day, in records of \
                     earlier years too",
                )
                .help("add `effective_from:` with its first day, or `prospective: true` until the day is known"),
            );
        }
        (Some(from), Some(approved)) if approved > from && !front.retrospective => {
            let day = if document.has_key("approved_on") { "approved_on" } else { "ratified_on" };
            let message = format!(
                "this text was approved on {}, after it came into force on {}",
                long_date(approved),
                long_date(from)
            );
            diagnostics.push(
                Diagnostic::new(&codes::APPROVED_LATE, document.place_of_key(day), message).help(
                    "put the wrong one of the two dates right; if it was followed before it was approved, say so with `retrospective: true`",
                ),
            );
        }
        _ => {}
    }
}
