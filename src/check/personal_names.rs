//! Names of persons where a role or team belongs: in the register of contacts, and in the e-mail addresses of texts. People
//! move on, and the manual would send readers to somebody who has left.

use std::collections::HashSet;

use super::first_names::{person_in, person_of_address, person_of_id};
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::in_force::texts_in_force;
use crate::model::link_sections::visit_links;
use crate::model::passage::{PageText, Target};
use crate::model::scope::Scope;
use crate::model::site::Site;

/// Checks contacts, and the addresses that texts link to.
pub fn check_personal_names(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    if let Some(file) = site.registers.file("contacts") {
        let places = file.places();
        for contact in &site.registers.contacts.all {
            if let Some(person) = person_in(&contact.name) {
                let message = format!("\"{person}\" seems to be a person; a contact is a role or a team");
                let help = "give the name of the role that this person holds: people move on, the role stays";
                diagnostics.push(warn(places.value(&contact.id, "name"), message, help));
            } else if let Some(person) = person_of_id(&contact.id) {
                let message = format!("the id `{}` seems to be the name of a person, {person}", contact.id);
                let help = "give the role its own id, and name that one in the chapters: an id is for ever";
                diagnostics.push(warn(places.entry(&contact.id), message, help));
            }
            if let Some(person) = contact.email.as_deref().and_then(person_of_address) {
                let message = format!("this seems to be the address of a person, {person}");
                let help = "give the address of the team's shared mailbox: somebody reads it when this person is away";
                diagnostics.push(warn(places.value(&contact.id, "email"), message, help));
            }
        }
    }
    let mut seen = HashSet::new();
    // Most texts link to nobody's address.
    let may_link = |text: &PageText| text.passage.document.hints.reach || !text.passage.includes.is_empty();
    for text in texts_in_force(site, scope).filter(|text| may_link(text.text)) {
        visit_links(text.text, |target| *target == Target::Outside, &mut |link| {
            let Some(address) = link.link.destination.strip_prefix("mailto:") else { return };
            let Some(person) = person_of_address(address.split('?').next().unwrap_or("")) else { return };
            // A passage that several chapters include is one text.
            if seen.insert((link.document.path.to_string(), link.link.span.start)) {
                let message = format!("this seems to be the address of a person, {person}");
                let help = "put the team into registers/contacts.yml with its shared mailbox, and link to that: [](contact:ID)";
                diagnostics.push(warn(link.document.place(link.link.span), message, help));
            }
        });
    }
}

fn warn(place: Place, message: String, help: &str) -> Diagnostic {
    Diagnostic::new(&codes::PERSONAL_NAME, place, message).help(help)
}
