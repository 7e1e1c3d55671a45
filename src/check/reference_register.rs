//! The register of references by itself: circles of replacements, dates the wrong way round, one document twice.

use std::collections::HashMap;

use crate::data::dates::long_date;
use crate::data::web_address::same_page;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::registers::Entries;
use crate::model::site::Site;
use crate::parse::registers::{Reference, ReferenceKind, RegisterPlaces};

/// The most entries of a circle that a message names.
const NAMED: usize = 8;

/// Checks the register of references.
pub fn check_reference_register(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let Some(file) = site.registers.file("references") else { return };
    let references = &site.registers.references;
    let places = file.places();
    for reference in &references.all {
        check_dates(reference, &places, diagnostics);
    }
    check_circles(references, &places, diagnostics);
    check_duplicates(references, &places, diagnostics);
}

fn check_dates(reference: &Reference, places: &RegisterPlaces<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let fault = |key: &str, message: String, help: &str| {
        let place = places.value(&reference.id, key);
        Diagnostic::new(&codes::DATES_OUT_OF_ORDER, place, message).help(help)
    };
    if let (Some(from), Some(until)) = (reference.in_force_from, reference.in_force_until)
        && until < from
    {
        let message = format!("`in_force_until`, {}, is before `in_force_from`, {}", long_date(until), long_date(from));
        diagnostics.push(fault("in_force_until", message, "check both dates; one of them is wrong"));
    }
    // Guidance is dated by its newest version, and may have been in force in an older one before.
    let enacted = matches!(reference.kind, ReferenceKind::Act | ReferenceKind::Regulation);
    if let (Some(date), Some(from), true) = (reference.date, reference.in_force_from, enacted)
        && from < date
    {
        let what = if reference.kind == ReferenceKind::Act { "the Act was passed" } else { "it was made" };
        let message = format!("`in_force_from`, {}, is before `date`, {}", long_date(from), long_date(date));
        let help =
            format!("`date` is the day on which {what}, and nothing can be in force before it: check both dates");
        diagnostics.push(fault("in_force_from", message, &help));
    }
}

/// Reports each circle once, at its first entry in the file.
fn check_circles(references: &Entries<Reference>, places: &RegisterPlaces<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let next =
        |place: usize| references.all.get(place).and_then(|entry| references.position(entry.replaced_by.as_deref()?));
    // The walk, by its first entry, that came to each entry: an entry that the same walk meets again lies on a circle.
    let mut walks: Vec<Option<usize>> = vec![None; references.all.len()];
    for start in 0..references.all.len() {
        let mut at = Some(start);
        while let Some(place) = at.filter(|place| walks.get(*place) == Some(&None)) {
            if let Some(walk) = walks.get_mut(place) {
                *walk = Some(start);
            }
            at = next(place);
        }
        let Some(meeting) = at.filter(|place| walks.get(*place) == Some(&Some(start))) else { continue };
        let mut circle = vec![meeting];
        let mut at = next(meeting);
        while let Some(place) = at.filter(|place| *place != meeting) {
            circle.push(place);
            at = next(place);
        }
        let first = circle.iter().copied().min().and_then(|first| circle.iter().position(|place| *place == first));
        circle.rotate_left(first.unwrap_or(0));
        let ids: Vec<&str> =
            circle.iter().filter_map(|place| references.all.get(*place)).map(|entry| entry.id.as_str()).collect();
        let Some(first) = ids.first() else { continue };
        let (message, help) = if ids.len() == 1 {
            let message = format!("`{first}` is replaced by itself");
            (message, "name what replaced it, or take `replaced_by` out")
        } else {
            let more = if ids.len() > NAMED { " → …" } else { "" };
            let chain = ids.iter().take(NAMED).copied().collect::<Vec<_>>().join(" → ");
            let message = format!("these references replace each other in a circle: {chain}{more} → {first}");
            (message, "take `replaced_by` out of the one that is in force now")
        };
        let place = places.value(first, "replaced_by");
        diagnostics.push(Diagnostic::new(&codes::REPLACEMENT_CYCLE, place, message).help(help));
    }
}

fn check_duplicates(references: &Entries<Reference>, places: &RegisterPlaces<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let mut chains = Chains::of(references);
    let mut seen: HashMap<(ReferenceKind, String), usize> = HashMap::new();
    for (place, entry) in references.all.iter().enumerate() {
        let letters: String =
            entry.title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let title = (!letters.is_empty()).then(|| ("title", format!("title {letters}")));
        // Part of a page, named by its fragment, is a document of its own.
        let page = entry.url.as_deref().and_then(same_page);
        let page = page.map(|page| ("url", format!("page {}#{}", page.page, page.fragment)));
        let mut told = false;
        for (key, name) in title.into_iter().chain(page) {
            let first = *seen.entry((entry.kind, name)).or_insert(place);
            // Each version of guidance often stands at the address of the one before it.
            if told || first == place || chains.root(first) == chains.root(place) {
                continue;
            }
            let Some(other) = references.all.get(first) else { continue };
            told = true;
            let what = if key == "title" { "title" } else { "address" };
            let message = format!("`{}` has the same {what} as `{}`", entry.id, other.id);
            let help = format!(
                "if it is another version, say which replaced which, as in `replaced_by: {}` under `{}`; if it is the same document, cite only one of the two and take the other out",
                entry.id, other.id
            );
            let fault = Diagnostic::new(&codes::DUPLICATE_REFERENCE, places.value(&entry.id, key), message).help(help);
            diagnostics.push(fault.related(places.value(&other.id, key), format!("the {what} of `{}`", other.id)));
        }
    }
}

/// Which entries are versions of one document, as `replaced_by` says.
struct Chains(Vec<usize>);

impl Chains {
    fn of(references: &Entries<Reference>) -> Self {
        let mut chains = Chains((0..references.all.len()).collect());
        for (place, entry) in references.all.iter().enumerate() {
            let next = entry.replaced_by.as_deref().and_then(|id| references.position(id));
            if let Some(next) = next {
                let (a, b) = (chains.root(place), chains.root(next));
                if let Some(above) = chains.0.get_mut(a) {
                    *above = b;
                }
            }
        }
        chains
    }

    fn root(&mut self, mut place: usize) -> usize {
        while let Some(above) = self.0.get(place).copied().filter(|above| *above != place) {
            // Each step halves the way for those that come after.
            let further = self.0.get(above).copied().unwrap_or(above);
            if let Some(slot) = self.0.get_mut(place) {
                *slot = further;
            }
            place = further;
        }
        place
    }
}
