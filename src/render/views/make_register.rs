//! Entries of the registers as chapters and lists show them.
//!
//! Takes an entry, gives plain data; where its page stands is told by whoever asks.

use super::chapter::{ContactView, ReferenceView};
use crate::data::dates::long_date;
use crate::model::site::Site;
use crate::parse::registers::{Contact, REFERENCE_KINDS, Reference, ReferenceKind};

/// A reference for readers; `replaced` is what replaced it.
pub fn reference_view(reference: &Reference, url: String, replaced: Option<&Reference>) -> ReferenceView {
    ReferenceView {
        id: reference.id.clone(),
        title: reference.title.clone(),
        kind: kind_word(reference.kind).to_owned(),
        date: reference.date.map(long_date).unwrap_or_default(),
        url,
        outside: reference.url.clone().unwrap_or_default(),
        replaced_by: replaced.map(|replaced| replaced.title.clone()).unwrap_or_default(),
    }
}

/// The word for a kind of reference.
pub fn kind_word(kind: ReferenceKind) -> &'static str {
    REFERENCE_KINDS.iter().find(|(_, other)| *other == kind).map_or("", |(word, _)| word)
}

/// A contact for readers.
pub fn contact_view(site: &Site, contact: &Contact, url: impl Fn(&str) -> String) -> ContactView {
    let telephone = contact.telephone.clone().unwrap_or_default();
    let digits: String = telephone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    let later = contact.out_of_hours.as_ref().and_then(|id| site.registers.contacts.get(id));
    ContactView {
        id: contact.id.clone(),
        name: contact.name.clone(),
        telephone_link: digits,
        telephone,
        email: contact.email.clone().unwrap_or_default(),
        hours: contact.hours.clone().unwrap_or_default(),
        url: url(&contact.id),
        out_of_hours: later.map(|later| later.name.clone()).unwrap_or_default(),
        out_of_hours_url: later.map(|later| url(&later.id)).unwrap_or_default(),
    }
}
