//! The registers as entries that can be searched: contacts, the glossary, law and guidance; a section for each of their
//! entries, with the anchor that it has on its page.
//!
//! Takes the site, gives records. The order is that of the pages, and so are the words.

use jiff::civil::Date;

use super::records::SectionRecord;
use crate::model::reference_standing::replacement;
use crate::model::site::Site;
use crate::parse::registers::{Contact, DeprecatedTerm, REFERENCE_KINDS, Reference, Term};

/// A register's page: its address, its title, and its entries as sections. Those without entries are left out.
pub fn registers(site: &Site) -> Vec<(&'static str, &str, Vec<SectionRecord>)> {
    let all = [
        ("register/contacts", site.words.say("contacts"), contacts(site)),
        ("register/glossary", site.words.say("glossary"), glossary(site)),
        ("register/references", site.words.say("law_and_guidance"), references(site)),
    ];
    let filled = all.into_iter().filter(|(_, _, entries)| !entries.is_empty());
    filled
        .map(|(address, title, mut entries)| {
            // The numbers are asked for by what they are, and not by the name of their page alone.
            let also = if address == "register/contacts" { site.words.say("contacts_found_by") } else { "" };
            entries.insert(0, SectionRecord { also: also.into(), ..SectionRecord::default() });
            (address, title, entries)
        })
        .collect()
}

/// The deprecated words of a term that are known on the day that the manual is shown as at: a record tells nothing of
/// later days.
pub fn known_deprecated<'a>(site: &'a Site, term: &'a Term) -> impl Iterator<Item = &'a DeprecatedTerm> {
    term.deprecated.iter().filter(|old| !site.frozen || old.since.is_none_or(|since| since <= site.today))
}

fn section(id: &str, heading: &str, lines: &[String]) -> SectionRecord {
    // A word from a register stands on one line, whatever its author typed.
    let lines = lines.iter().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    let lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    SectionRecord {
        anchor: id.into(),
        heading: heading.split_whitespace().collect::<Vec<_>>().join(" ").into(),
        text: lines.join("\n").into(),
        ..SectionRecord::default()
    }
}

fn contacts(site: &Site) -> Vec<SectionRecord> {
    let (contacts, words) = (&site.registers.contacts, &site.words);
    let record = |contact: &Contact| {
        let later = contact.out_of_hours.as_ref().and_then(|id| contacts.get(id));
        let later_number = later.and_then(|later| later.telephone.as_ref());
        let later_number = later_number.map(|number| format!(", {number}")).unwrap_or_default();
        let said =
            |label: &str, value: &Option<String>| value.as_ref().map(|value| format!("{} {value}", words.say(label)));
        let lines = [
            said("telephone", &contact.telephone),
            said("email", &contact.email),
            said("hours", &contact.hours),
            later.map(|later| format!("{} {}{later_number}", words.say("outside_hours"), later.name)),
        ];
        section(&contact.id, &contact.name, &lines.into_iter().flatten().collect::<Vec<_>>())
    };
    contacts.all.iter().map(record).collect()
}

fn glossary(site: &Site) -> Vec<SectionRecord> {
    let words = &site.words;
    let mut terms: Vec<&Term> = site.registers.glossary.all.iter().collect();
    terms.sort_by_cached_key(|term| term.term.to_lowercase());
    let record = |term: &Term| {
        let mut lines = vec![term.definition.clone()];
        if !term.aliases.is_empty() {
            lines.push(format!("{}: {}", words.say("also_called"), term.aliases.join("; ")));
        }
        lines.extend(known_deprecated(site, term).map(|old| {
            let note = old.note.as_ref().map(|note| format!(". {note}")).unwrap_or_default();
            let since = old.since.map(|since| words.tell("not_used_from", &[("day", words.date(since).into())]));
            format!("{}: {}{note}", since.as_deref().unwrap_or(words.say("no_longer_used")), old.term)
        }));
        let short = term.abbreviation.as_ref().map(|short| format!(" ({short})")).unwrap_or_default();
        section(&term.id, &format!("{}{short}", term.term), &lines)
    };
    terms.into_iter().map(record).collect()
}

fn references(site: &Site) -> Vec<SectionRecord> {
    let words = &site.words;
    let mut references: Vec<&Reference> = site.registers.references.all.iter().collect();
    references.sort_by_cached_key(|reference| (reference.kind, reference.title.to_lowercase()));
    let known = |day: &Date| !site.frozen || *day <= site.today;
    let record = |reference: &Reference| {
        let kind = REFERENCE_KINDS.iter().find(|(_, kind)| *kind == reference.kind).map_or("", |(word, _)| word);
        let from = reference.in_force_from.filter(known);
        let until = reference.in_force_until.filter(known);
        let kind = words.tell("reference_kind", &[("kind", kind.into())]);
        let date = reference.date.filter(|day| Some(*day) != from).map(|day| words.date(day));
        let in_force = match (from.map(|day| words.date(day)), until.map(|day| words.date(day))) {
            (Some(from), Some(until)) => {
                Some(words.tell("law_from_until", &[("from", from.into()), ("until", until.into())]))
            }
            (Some(from), None) => Some(words.tell("law_from", &[("from", from.into())])),
            (None, Some(until)) => Some(words.tell("law_until", &[("until", until.into())])),
            (None, None) => None,
        };
        let replaced = replacement(&site.registers.references, reference);
        let replaced = replaced.filter(|(_, from)| from.as_ref().is_none_or(known));
        let lines = [
            Some([Some(kind), date].into_iter().flatten().collect::<Vec<_>>().join(", ")),
            in_force,
            replaced.map(|(by, _)| {
                let by = words.tell("replaced_by", &[("reference", by.title.as_str().into())]);
                format!("{} {by}", words.say("mark_replaced"))
            }),
        ];
        section(&reference.id, &reference.title, &lines.into_iter().flatten().collect::<Vec<_>>())
    };
    references.into_iter().map(record).collect()
}
