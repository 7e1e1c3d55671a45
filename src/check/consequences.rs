//! Faults that only follow from a bigger one: told once, or not at all, so that the one to mend is seen.

use std::collections::HashSet;
use std::sync::Arc;

use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::{Diagnostic, sort_diagnostics};
use crate::model::site::Site;

/// Takes out of a report what follows from settings that could not be read, and what follows from a register that is
/// not there: of those, the first place remains and says how many there are.
pub fn drop_consequences(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    if !site.config.understood {
        let follows: [&Code; 3] = [&codes::UNDEFINED_VARIABLE, &codes::UNKNOWN_SISTER, &codes::UNKNOWN_AREA];
        diagnostics.retain(|diagnostic| !follows.contains(&diagnostic.code));
    }
    // Whoever renames an id in the register is told of every place that has the old one: of the new one, nothing yet.
    if diagnostics.iter().any(|diagnostic| diagnostic.code == &codes::UNKNOWN_CONTACT) {
        diagnostics.retain(|diagnostic| diagnostic.code != &codes::UNUSED_CONTACT);
    }
    // A review that stands in the text alone is told there, and that no key names one is the same fault.
    let told: HashSet<Arc<str>> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.code == &codes::REVIEW_ONLY_IN_TEXT)
        .map(|diagnostic| Arc::clone(&diagnostic.place.file))
        .collect();
    if !told.is_empty() {
        diagnostics.retain(|fault| fault.code != &codes::NO_REVIEW_DATE || !told.contains(&fault.place.file));
    }
    for (register, code) in [
        ("contacts", &codes::UNKNOWN_CONTACT),
        ("references", &codes::UNKNOWN_REFERENCE),
        ("glossary", &codes::UNKNOWN_TERM),
    ] {
        if site.registers.file(register).is_none() {
            keep_first(diagnostics, code, register);
        }
    }
}

fn keep_first(diagnostics: &mut Vec<Diagnostic>, code: &'static Code, register: &str) {
    let count = diagnostics.iter().filter(|diagnostic| diagnostic.code == code).count();
    if count < 2 {
        return;
    }
    sort_diagnostics(diagnostics);
    let mut first = true;
    diagnostics.retain_mut(|diagnostic| {
        if diagnostic.code != code {
            return true;
        }
        if !std::mem::take(&mut first) {
            return false;
        }
        diagnostic.message =
            format!("the manual has no registers/{register}.yml, and {count} places refer to it: this is the first");
        diagnostic.help = Some(format!("add the file registers/{register}.yml; its name is in small letters"));
        true
    });
}
