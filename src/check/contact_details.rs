//! Telephone numbers that no telephone dials and e-mail addresses that no letter reaches, in the register and in links; and
//! contacts with neither, to which a text sends its readers.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::data::telephone::{home_of, read_telephone};
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::in_force::texts_in_force;
use crate::model::link_sections::visit_links;
use crate::model::passage::{PageText, Target};
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::document::Document;
use crate::parse::registers::Contact;

/// Checks the numbers and addresses that texts link to.
pub fn check_contact_links(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    let home = home_of(&site.config.language);
    let mut seen: HashSet<(*const Document, u32)> = HashSet::new();
    // Most texts link to no number and no address.
    let may_reach = |text: &PageText| text.passage.document.hints.reach || !text.passage.includes.is_empty();
    for text in texts_in_force(site, scope).filter(|text| may_reach(text.text)) {
        visit_links(text.text, |target| *target == Target::Outside, &mut |link| {
            let place = || link.document.place(link.link.span);
            let written = link.link.destination.as_ref();
            let fault = if let Some(number) = strip_scheme(written, "tel:") {
                read_telephone(&number, home).err().map(|why| bad_telephone(place(), &number, &why))
            } else if let Some(address) = strip_scheme(written, "mailto:") {
                // `mailto:?subject=…` leaves the reader to say to whom, and several may be written to at once.
                let mut bad = address.split(',').filter(|one| !one.is_empty() && bad_email(one.trim()).is_some());
                bad.next().and_then(|one| Some(email_fault(place(), one, &bad_email(one.trim())?)))
            } else {
                None
            };
            // A passage that several chapters include is one text.
            diagnostics.extend(fault.filter(|_| seen.insert((Arc::as_ptr(link.document), link.link.span.start))));
        });
    }
}

/// Checks the numbers and addresses of the register, and that it has one where texts send their readers.
pub fn check_contact_register(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let home = home_of(&site.config.language);
    let sent = first_links(site);
    let Some(file) = site.registers.file("contacts") else { return };
    let places = file.places();
    for (index, contact) in (0_u32..).zip(&site.registers.contacts.all) {
        let telephone = contact.telephone.as_ref();
        if let Some((number, why)) = telephone.and_then(|number| Some((number, read_telephone(number, home).err()?))) {
            diagnostics.push(bad_telephone(places.value(&contact.id, "telephone"), number, &why));
        }
        if let Some((address, why)) = contact.email.as_ref().and_then(|email| Some((email, bad_email(email)?))) {
            diagnostics.push(email_fault(places.value(&contact.id, "email"), address, &why));
        }
        if let (None, None, Some(from)) = (telephone, &contact.email, sent.get(&index)) {
            let message = format!("texts send readers to {}, which has neither telephone nor e-mail", contact.name);
            let help = format!("add `telephone:` or `email:` to `{}`", contact.id);
            let fault = Diagnostic::new(&codes::UNREACHABLE_CONTACT, places.entry(&contact.id), message).help(help);
            diagnostics.push(fault.related(from.clone(), "here, for one"));
        }
    }
}

/// Where texts first link to contacts that have neither number nor address. Most manuals have no such contact.
fn first_links(site: &Site) -> HashMap<u32, Place> {
    let mut sent: HashMap<u32, Place> = HashMap::new();
    let contacts = &site.registers.contacts.all;
    let is_silent = |contact: &Contact| contact.telephone.is_none() && contact.email.is_none();
    let silent: Vec<bool> = contacts.iter().map(is_silent).collect();
    if !silent.contains(&true) {
        return sent;
    }
    let wanted = |target: &Target| match target {
        Target::Contact(place) => silent.get(*place as usize).copied().unwrap_or(false),
        _ => false,
    };
    for text in texts_in_force(site, &Scope::Whole) {
        visit_links(text.text, wanted, &mut |link| {
            if let Target::Contact(contact) = link.target {
                sent.entry(*contact).or_insert_with(|| link.document.place(link.link.span));
            }
        });
    }
    sent
}

/// What stands behind a scheme, without what follows a question mark.
fn strip_scheme(written: &str, scheme: &str) -> Option<String> {
    let start = written.get(..scheme.len()).filter(|start| start.eq_ignore_ascii_case(scheme))?;
    let rest = written.get(start.len()..)?.split('?').next().unwrap_or("");
    let rest = if scheme == "tel:" { rest.split(';').next().unwrap_or("") } else { rest };
    Some(percent_decode_str(rest).decode_utf8_lossy().into_owned()).filter(|rest| !rest.is_empty())
}

fn bad_telephone(place: Place, number: &str, why: &str) -> Diagnostic {
    let message = format!("\"{number}\" cannot be dialled: {why}");
    let help = "write one whole number as it is dialled, such as 01632 960001 or 01632 960001 ext. 12; say anything else in `hours` or in the text";
    Diagnostic::new(&codes::BAD_TELEPHONE, place, message).help(help)
}

fn email_fault(place: Place, address: &str, why: &str) -> Diagnostic {
    let message = format!("\"{address}\" is not an e-mail address: {why}");
    Diagnostic::new(&codes::BAD_EMAIL, place, message).help("write one address, such as duty@council.example")
}

/// Why something is no e-mail address, if it is none. No more is asked than what a typing error breaks.
fn bad_email(address: &str) -> Option<String> {
    let bad_sign = |c: &char| c.is_whitespace() || matches!(c, ',' | ';' | '<' | '>' | '(' | ')' | '"' | '[' | ']');
    if let Some(sign) = address.chars().find(bad_sign) {
        return Some(if sign.is_whitespace() {
            "a space stands in it".to_owned()
        } else {
            format!("\"{sign}\" stands in it")
        });
    }
    if address.to_ascii_lowercase().starts_with("mailto:") {
        return Some("`mailto:` is put before it by Chapterhouse".to_owned());
    }
    let Some((name, host)) = address.split_once('@') else { return Some("it has no @".to_owned()) };
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-') && !label.starts_with('-')
    };
    if host.contains('@') {
        Some("it has two @".to_owned())
    } else if name.is_empty() || name.starts_with('.') || name.ends_with('.') || name.contains("..") {
        Some("what stands before the @ cannot be".to_owned())
    } else if !host.contains('.') || !host.split('.').all(label) {
        Some(format!("\"{host}\" is not the name of a mail host"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_can_be_written_to_pass() {
        for address in ["duty@council.example", "a.b+c@x.gov.uk", "o'brien_team@mail-1.example", "тест@пример.example"]
        {
            assert_eq!(bad_email(address), None, "{address}");
        }
        for address in
            ["duty", "duty@council", "a@@b.c", "duty @b.c", "duty@b.c, d@b.c", ".a@b.c", "@b.c", "mailto:a@b.c"]
        {
            assert!(bad_email(address).is_some(), "{address}");
        }
    }
}
