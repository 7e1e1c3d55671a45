//! Texts in force, and those to come, that cite law or guidance which was replaced or will be.
//!
//! A replacement that is to come is told beforehand, where the text will still be in force on its day: that is the time to
//! prepare an edition. What is out of force by then is left alone, and so is every earlier edition.

use super::citations::{Citation, report_citations};
use crate::data::dates::long_date;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::reference_standing::{ReferenceStanding, replacement, standing_on};
use crate::model::scope::Scope;
use crate::model::site::Site;

/// Checks what texts in force cite.
pub fn check_replaced_references(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    report_citations(site, scope, fault_of, diagnostics);
}

fn fault_of(site: &Site, citation: &Citation<'_>) -> Option<Diagnostic> {
    let references = &site.registers.references;
    let old = citation.reference;
    let (_, from) = replacement(references, old)?;
    let (words, title) = (citation.words(), &old.title);
    // Whatever stands in the way of its coming into force, a replaced entry is asked about as one.
    let day = old.in_force_from.map_or(site.today, |from| from.max(site.today));
    match standing_on(references, old, day) {
        ReferenceStanding::Replaced(new, _) if from.is_none_or(|from| from <= site.today) => {
            let on = from.map(|day| format!(" on {}", long_date(day))).unwrap_or_default();
            let message = format!("{words} {title}, which was replaced by {}{on}", new.title);
            let help = format!("check what changed, then cite `{}`", new.id);
            Some(Diagnostic::new(&codes::REPLACED_REFERENCE, citation.place(), message).help(help))
        }
        ReferenceStanding::Replaced(new, Some(on)) | ReferenceStanding::ToBeReplaced(new, on) => {
            // Of a text without a date nobody knows whether it will be in force by then.
            if !citation.text.is_dated() || !citation.text.counts_on(on) {
                return None;
            }
            let message = format!("{words} {title}, which will be replaced by {} on {}", new.title, long_date(on));
            let help = format!("check what will change, and prepare an edition for that day which cites `{}`", new.id);
            Some(Diagnostic::new(&codes::REPLACED_REFERENCE, citation.place(), message).help(help))
        }
        _ => None,
    }
}
