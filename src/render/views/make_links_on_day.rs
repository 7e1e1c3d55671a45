//! Where the links of a text lead on its first day: to something that is in force then, or not.
//!
//! Takes a text to come and a day, gives what its readers would find wrong, in words. What is wrong today already, the
//! checks say.

use jiff::civil::Date;

use crate::language::words::Words;
use crate::model::chapter::{Chapter, Edition};
use crate::model::passage::{Passage, Target};
use crate::model::reference_standing::{ReferenceStanding, standing_on};
use crate::model::site::Site;
use crate::model::timeline::Standing;
use crate::parse::registers::Reference;

/// Every link of an edition, and every law that it names, that leads to nothing in force on a day; each once. `own` is the
/// chapter's place.
pub fn find_dead_ends(site: &Site, own: usize, edition: &Edition, day: Date) -> Vec<String> {
    let mut found = Vec::new();
    walk(site, own, &edition.text.passage, day, &mut found);
    let front = edition.front();
    for id in front.legislation.iter().chain(&front.guidance) {
        found.extend(site.registers.references.get(id).and_then(|entry| law_fault(site, entry, day)));
    }
    let related = front.related.iter().filter_map(|id| site.places.get(id.as_str()));
    found.extend(related.filter_map(|place| chapter_fault(&site.words, site.chapters.get(*place)?, None, day)));
    let mut once = std::collections::HashSet::new();
    found.retain(|words| once.insert(words.clone()));
    found
}

/// Whether the text of a chapter that is in force on a day has a link to another chapter, by its place.
pub fn leads_to(chapter: &Chapter, other: usize, day: Date) -> bool {
    fn links(passage: &Passage, other: usize) -> bool {
        let leads = |target: &Target| match target {
            Target::Chapter(place, _) | Target::Edition(place, ..) => *place as usize == other,
            _ => false,
        };
        passage.targets.iter().any(leads) || passage.includes.iter().flatten().any(|inner| links(inner, other))
    }
    let Standing::InForce(edition) = chapter.timeline.on(day) else { return false };
    chapter.editions.get(edition).is_some_and(|edition| links(&edition.text.passage, other))
}

fn walk(site: &Site, own: usize, passage: &Passage, day: Date, found: &mut Vec<String>) {
    let words = &site.words;
    for (written, target) in passage.document.body.links.iter().zip(&passage.targets) {
        found.extend(match target {
            Target::Broken(_) => Some(words.tell("dead_link", &[("link", written.destination.as_ref().into())])),
            // A link to a certain edition means the text as it was.
            Target::Edition(..) if written.destination.contains('@') => None,
            Target::Chapter(place, anchor) | Target::Edition(place, _, anchor) if *place as usize != own => site
                .chapters
                .get(*place as usize)
                .and_then(|chapter| chapter_fault(words, chapter, anchor.as_deref(), day)),
            Target::Reference(place) => {
                site.registers.references.all.get(*place as usize).and_then(|entry| law_fault(site, entry, day))
            }
            _ => None,
        });
    }
    for inner in passage.includes.iter().flatten() {
        walk(site, own, inner, day, found);
    }
}

fn chapter_fault(words: &Words, chapter: &Chapter, anchor: Option<&str>, day: Date) -> Option<String> {
    let name = format!("{} {}", chapter.number, chapter.title());
    let name = name.trim();
    let told = |fault: &str| Some(words.tell(fault, &[("chapter", name.into())]));
    match chapter.timeline.on(day) {
        Standing::InForce(place) => {
            let sections = chapter.editions.get(place).map(|edition| &edition.text.sections);
            let anchor = anchor.filter(|anchor| {
                !sections.is_some_and(|all| all.iter().any(|section| section.anchor.as_ref() == *anchor))
            })?;
            Some(words.tell("dead_section", &[("chapter", name.into()), ("anchor", anchor.into())]))
        }
        Standing::NotYet => told("dead_not_yet"),
        Standing::Withdrawn(_) => told("dead_withdrawn"),
        Standing::Expired(_) => told("dead_expired"),
    }
}

fn law_fault(site: &Site, entry: &Reference, day: Date) -> Option<String> {
    let words = &site.words;
    let told = |fault: &str, day: Date| {
        words.tell(fault, &[("title", (&entry.title).into()), ("day", words.date(day).into())])
    };
    match standing_on(&site.registers.references, entry, day) {
        ReferenceStanding::InForce | ReferenceStanding::ToBeReplaced(..) => None,
        ReferenceStanding::NotYet(from) => Some(told("dead_law_not_yet", from)),
        ReferenceStanding::Ended(until) => Some(told("dead_law_ended", until)),
        ReferenceStanding::Replaced(new, _) => {
            Some(words.tell("dead_law_replaced", &[("title", (&entry.title).into()), ("new", (&new.title).into())]))
        }
    }
}
