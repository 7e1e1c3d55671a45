//! Chapters in force that cite law or guidance which was replaced.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::chapter::State;
use crate::model::site::Site;
use crate::parse::registers::Reference;

/// Checks the references of every chapter in force.
pub fn check_replaced_references(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let references = &site.registers.references;
    for chapter in site.chapters.iter().filter(|chapter| chapter.state == State::Current) {
        let Some(edition) = chapter.shown() else { continue };
        let document = edition.document();
        let front = &document.front_matter;
        for (key, ids) in [("legislation", &front.legislation), ("guidance", &front.guidance)] {
            for (index, id) in ids.iter().enumerate() {
                if let Some((old, new)) = replaced(site, id) {
                    diagnostics.push(warn(old, new, document.place_of_item(key, index)));
                }
            }
        }
        for link in &document.body.links {
            let id = link.destination.strip_prefix("ref:").filter(|id| references.get(id).is_some());
            if let Some((old, new)) = id.and_then(|id| replaced(site, id)) {
                diagnostics.push(warn(old, new, document.place(link.span)));
            }
        }
    }
}

/// A reference and what stands in its place at the end of the chain of replacements.
fn replaced<'a>(site: &'a Site, id: &str) -> Option<(&'a Reference, &'a Reference)> {
    let references = &site.registers.references;
    let old = references.get(id)?;
    let mut new = references.get(old.replaced_by.as_ref()?)?;
    // A chain that leads back to itself ends here; it is a fault of the register.
    for _ in 0..20 {
        match new.replaced_by.as_ref().and_then(|id| references.get(id)) {
            Some(next) => new = next,
            None => break,
        }
    }
    Some((old, new))
}

fn warn(old: &Reference, new: &Reference, place: Place) -> Diagnostic {
    let message = format!("{} was replaced by {}", old.title, new.title);
    let help = format!("check what changed, then cite `{}`", new.id);
    Diagnostic::new(&codes::REPLACED_REFERENCE, place, message).help(help)
}
