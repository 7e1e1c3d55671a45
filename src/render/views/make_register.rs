//! Entries of the registers as chapters and lists show them.
//!
//! Takes an entry, gives plain data; where its page stands is told by whoever asks.
//!
//! A page is read long after it was built: what an entry's dates say stands there in words that stay true, and the mark
//! beside them carries the days on which it counts.

use jiff::civil::Date;

use super::chapter::{ContactView, MarkView, ReferenceView};
use crate::model::reference_standing::{ReferenceStanding, replacement, standing_on};
use crate::model::site::Site;
use crate::parse::registers::{Contact, REFERENCE_KINDS, Reference, ReferenceKind};
use crate::render::hrefs::reach_by_telephone;

/// A reference for readers; `url` gives the address of an entry by its id.
pub fn reference_view(site: &Site, reference: &Reference, url: impl Fn(&str) -> String) -> ReferenceView {
    let (references, words) = (&site.registers.references, &site.words);
    // A record shows nothing that is dated later.
    let known = |day: &Date| !site.frozen || *day <= site.today;
    let replaced = replacement(references, reference).filter(|(_, from)| from.as_ref().is_none_or(known));
    // What stands in its place by now, at the end of the chain; else what will.
    let by = replaced.map(|(next, _)| match standing_on(references, reference, site.today) {
        ReferenceStanding::Replaced(last, _) => last,
        _ => next,
    });
    let on = replaced.and_then(|(_, from)| from);
    let from = reference.in_force_from.filter(known);
    let until = reference.in_force_until.filter(known);
    ReferenceView {
        id: reference.id.clone(),
        title: reference.title.clone(),
        kind: words.tell("reference_kind", &[("kind", kind_word(reference.kind).into())]),
        date: reference.date.filter(|day| Some(*day) != from).map(|day| words.date(day)).unwrap_or_default(),
        url: url(&reference.id),
        outside: reference.url.clone().unwrap_or_default(),
        in_force: match (from, until) {
            (Some(from), Some(until)) => {
                let given = [("from", words.date(from).into()), ("until", words.date(until).into())];
                words.tell("law_from_until", &given)
            }
            (Some(from), None) => words.tell("law_from", &[("from", words.date(from).into())]),
            (None, Some(until)) => words.tell("law_until", &[("until", words.date(until).into())]),
            (None, None) => String::new(),
        },
        marks: marks(site, from, until, replaced.is_some(), on),
        replaced_by: by.map(|by| by.title.clone()).unwrap_or_default(),
        replaced_url: by.map(|by| url(&by.id)).unwrap_or_default(),
        replaced_on: on.map(|day| words.date(day)).unwrap_or_default(),
    }
}

/// The marks of an entry from today on: whether it is `replaced` or will be, and `on` which day if that is known.
fn marks(site: &Site, from: Option<Date>, until: Option<Date>, replaced: bool, on: Option<Date>) -> Vec<MarkView> {
    let today = site.today;
    let mut marks = Vec::new();
    let mut put = |label: &str, from: Option<Date>, until: Option<Date>| {
        if until.is_none_or(|until| until > today) && from.is_none_or(|from| until.is_none_or(|until| from < until)) {
            let from = from.filter(|from| *from > today).map(|day| day.to_string()).unwrap_or_default();
            let until = until.map(|day| day.to_string()).unwrap_or_default();
            marks.push(MarkView { label: site.words.say(label).to_owned(), from, until });
        }
    };
    if from.is_some() {
        put("badge_not_yet", None, from);
    }
    if replaced {
        if on.is_some() {
            put("mark_to_be_replaced", from, on);
        }
        put("mark_replaced", on, None);
    } else if let Some(after) = until.and_then(|until| until.tomorrow().ok()) {
        put("mark_no_longer_in_force", Some(after), None);
    }
    marks
}

/// The days on which what pages say of an entry changes by itself.
pub fn days_of_reference(site: &Site, reference: &Reference) -> impl Iterator<Item = Date> {
    let replaced = replacement(&site.registers.references, reference);
    let ended = reference.in_force_until.filter(|_| replaced.is_none()).and_then(|until| until.tomorrow().ok());
    [reference.in_force_from, replaced.and_then(|(_, from)| from), ended].into_iter().flatten()
}

/// The register's own word for a kind of reference.
fn kind_word(kind: ReferenceKind) -> &'static str {
    REFERENCE_KINDS.iter().find(|(_, other)| *other == kind).map_or("", |(word, _)| word)
}

/// A contact for readers; `url` gives the address of an entry by its id.
pub fn contact_view(site: &Site, contact: &Contact, url: impl Fn(&str) -> String) -> ContactView {
    let later = contact.out_of_hours.as_ref().and_then(|id| site.registers.contacts.get(id));
    let rung = |contact: &Contact| {
        let reach = reach_by_telephone(contact, &site.config.language);
        let bare = |address: String| address.strip_prefix("tel:").unwrap_or_default().to_owned();
        reach.map_or_else(Default::default, |reach| (reach.text, bare(reach.address)))
    };
    let (telephone, telephone_link) = rung(contact);
    let (out_of_hours_telephone, out_of_hours_link) = later.map(rung).unwrap_or_default();
    ContactView {
        id: contact.id.clone(),
        name: contact.name.clone(),
        telephone,
        telephone_link,
        email: contact.email.clone().unwrap_or_default(),
        hours: contact.hours.clone().unwrap_or_default(),
        url: url(&contact.id),
        out_of_hours: later.map(|later| later.name.clone()).unwrap_or_default(),
        out_of_hours_url: later.map(|later| url(&later.id)).unwrap_or_default(),
        out_of_hours_telephone,
        out_of_hours_link,
        when: String::new(),
        role: String::new(),
    }
}
