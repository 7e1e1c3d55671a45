//! A text that changed from one edition to the next, and no amendment that says so.

use super::neighbours::{neighbouring, own_amendments};
use crate::compare::comparisons::Comparisons;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::language::words::Words;
use crate::model::chapter::edition_words;
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::front_matter::AmendmentKind;

/// What front matter holds of the text on record, and what it is called in a sentence.
const NAMES: &[(&str, &str)] = &[("Title", "title"), ("Scope", "scope"), ("Applies to", "list of areas")];

/// Checks that every edition whose text differs from the one before it has an amendment.
pub fn check_unrecorded_changes(
    site: &Site,
    comparisons: &Comparisons,
    scope: &Scope,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for pair in neighbouring(site, comparisons, scope) {
        // A review found nothing to change, and a withdrawal is of the chapter, not of its words.
        let says =
            |kind: Option<AmendmentKind>| !matches!(kind, Some(AmendmentKind::Review | AmendmentKind::Withdrawn));
        let said = own_amendments(pair.newer).any(|(_, amendment)| says(amendment.kind));
        let facts: Vec<&str> = pair
            .comparison
            .recorded_facts()
            .map(|fact| {
                NAMES.iter().find_map(|(name, words)| (*name == fact.name).then_some(*words)).unwrap_or_default()
            })
            .collect();
        if said || (facts.is_empty() && !pair.comparison.is_different()) {
            continue;
        }
        let document = pair.newer.document();
        let place = if document.front_matter.amendments.is_empty() {
            Place::file(&document.path)
        } else {
            document.place_of_key("amendments")
        };
        let mut differs = Vec::new();
        if pair.comparison.is_different() {
            differs.push(lower_first(&pair.comparison.summary.sentence(Words::english())));
        }
        if !facts.is_empty() {
            differs.push(format!("another {}", facts.join(", another ")));
        }
        let message = format!(
            "this edition differs from the {}, and no amendment of its own says so: {}",
            edition_words(&pair.older.name),
            differs.join("; ")
        );
        let help = match pair.newer.effective_from() {
            Some(from) => format!("add an amendment dated {from} that tells readers what changed"),
            None => "add an amendment that tells readers what changed".to_owned(),
        };
        diagnostics.push(
            Diagnostic::new(&codes::AMENDMENT_MISSING, place, message)
                .help(help)
                .related(Place::file(&pair.older.document().path), "the edition before it"),
        );
    }
}

/// A sentence as the second half of another, without its closing point.
fn lower_first(sentence: &str) -> String {
    let mut letters = sentence.trim_end_matches('.').chars();
    let first = letters.next().map(|c| c.to_lowercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}
