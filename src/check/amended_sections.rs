//! An amendment that names a section which is in its edition word for word as in the one before it.

use super::neighbours::{neighbouring, own_amendments, section_place};
use crate::compare::comparisons::Comparisons;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::chapter::edition_words;
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::front_matter::AmendmentKind;

/// Checks that the sections that amendments name did change. What is not there is a fault of its own.
pub fn check_amended_sections(
    site: &Site,
    comparisons: &Comparisons,
    scope: &Scope,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for pair in neighbouring(site, comparisons, scope) {
        for (index, amendment) in own_amendments(pair.newer) {
            // These three say nothing of what the edition before it said.
            if matches!(amendment.kind, Some(AmendmentKind::New | AmendmentKind::Withdrawn | AmendmentKind::Review)) {
                continue;
            }
            for (item, anchor) in amendment.sections.iter().enumerate() {
                if pair.comparison.touched(anchor) != Some(false) {
                    continue;
                }
                let message = format!(
                    "this amendment names the section `{anchor}`, which is the same as in the {}",
                    edition_words(&pair.older.name)
                );
                diagnostics.push(
                    Diagnostic::new(
                        &codes::AMENDMENT_SECTION_UNCHANGED,
                        section_place(pair.newer, index, item),
                        message,
                    )
                    .help(format!("take `{anchor}` out of its `sections`, or name the section that changed")),
                );
            }
        }
    }
}
