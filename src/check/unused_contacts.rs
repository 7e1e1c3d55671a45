//! Contacts that nothing names: a team that closed, or one that was put into the register and forgotten. Readers would
//! still ring it, for every contact stands on the page of contacts.
//!
//! What only earlier editions name is not reported: readers of those need it, and it cannot be taken out.

use std::collections::HashSet;

use super::typed_contacts::typed_contacts;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::chapter::Edition;
use crate::model::passage::{Passage, Target};
use crate::model::site::Site;
use crate::parse::document::Document;

/// Checks the register of contacts.
pub fn check_unused_contacts(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let registers = &site.registers;
    let Some(file) = registers.file("contacts") else { return };
    let mut used: HashSet<&str> = HashSet::new();
    used.extend(site.config.accessibility.contact.as_deref());
    used.extend(registers.contacts.all.iter().filter_map(|contact| contact.out_of_hours.as_deref()));
    for text in site.texts() {
        put_links(site, &text.passage, &mut used);
    }
    let documents = site.chapters.iter().flat_map(|chapter| chapter.editions.iter().map(Edition::document));
    for document in documents.chain(&site.unpublished) {
        // Front matter that cannot be read may name any of them.
        if !document.understood {
            return;
        }
        put_front_matter(document, &mut used);
    }
    // A draft that is left out of the site has links as written, and no targets.
    for document in &site.unpublished {
        let links = document.body.links.iter().filter_map(|link| link.destination.strip_prefix("contact:"));
        used.extend(links.map(|id| id.split('#').next().unwrap_or(id)));
    }
    let mut unused: Vec<_> =
        registers.contacts.all.iter().filter(|contact| !used.contains(contact.id.as_str())).collect();
    if unused.is_empty() {
        return;
    }
    // Whoever has a number typed into a text is needed there; that is another fault.
    let typed = typed_contacts(site);
    unused.retain(|contact| !typed.contains(contact.id.as_str()));
    let places = file.places();
    for contact in unused {
        let message = format!("nothing in the manual names `{}`, {}", contact.id, contact.name);
        let help = "take it out if the team is gone; or name it where staff need it, as in [](contact:ID)"
            .replace("ID", &contact.id);
        diagnostics.push(Diagnostic::new(&codes::UNUSED_CONTACT, places.entry(&contact.id), message).help(help));
    }
}

fn put_links<'a>(site: &'a Site, passage: &Passage, used: &mut HashSet<&'a str>) {
    for target in &passage.targets {
        if let Target::Contact(place) = target {
            used.extend(site.registers.contacts.all.get(*place as usize).map(|contact| contact.id.as_str()));
        }
    }
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        put_links(site, inner, used);
    }
}

fn put_front_matter<'a>(document: &'a Document, used: &mut HashSet<&'a str>) {
    let front = &document.front_matter;
    let extended = front.review_extension.as_ref().and_then(|extension| extension.by.as_ref());
    let amended = front.amendments.iter().filter_map(|amendment| amendment.approved_by.as_ref());
    let named = [&front.owner, &front.author, &front.approved_by].into_iter().flatten();
    used.extend(named.chain(extended).chain(amended).map(String::as_str));
}
