//! The pages of law and guidance and of contacts, each entry with what uses it.

use super::lists::{CitedReferenceView, ContactsView, ReferenceGroupView, ReferencesView, UseView, UsedContactView};
use super::make_page::Surroundings;
use super::make_uses::{Uses, contact_of, reference_of};
use super::page::LinkView;
use crate::language::words::Words;
use crate::model::chapter::State;
use crate::parse::registers::ReferenceKind;

/// The kinds in the order of the page, with their anchors, by which their headings are known.
const KINDS: [(ReferenceKind, &str); 7] = [
    (ReferenceKind::Act, "acts"),
    (ReferenceKind::Regulation, "regulations"),
    (ReferenceKind::StatutoryGuidance, "statutory-guidance"),
    (ReferenceKind::Guidance, "other-guidance"),
    (ReferenceKind::Case, "cases"),
    (ReferenceKind::Standard, "standards"),
    (ReferenceKind::Form, "forms"),
];

/// `references.html`.
pub fn references_view(around: &Surroundings<'_>) -> ReferencesView {
    let of_kinds = cited_references(around, &KINDS.map(|(kind, _)| kind)).into_iter();
    let groups = of_kinds.zip(KINDS).filter(|(entries, _)| !entries.is_empty()).map(|(references, (_, title))| {
        let told = around.words().tell("reference_group", &[("group", title.into())]);
        ReferenceGroupView { title: told, anchor: format!("kind-{title}"), references }
    });
    ReferencesView { groups: groups.collect(), page: around.page(around.words().say("law_and_guidance")) }
}

/// The references of some kinds with what cites them, kind by kind, each by their titles.
pub fn cited_references(around: &Surroundings<'_>, kinds: &[ReferenceKind]) -> Vec<Vec<CitedReferenceView>> {
    let references = &around.site.registers.references;
    let uses = Uses::of(around.site, references.all.len(), reference_of, |edition| {
        let front = edition.front();
        let ids = front.legislation.iter().chain(&front.guidance).chain(&front.forms);
        ids.filter_map(|id| references.position(id)).collect()
    });
    let cited = kinds.iter().map(|kind| {
        let of_kind = references.all.iter().enumerate().filter(|(_, reference)| reference.kind == *kind);
        let mut entries: Vec<CitedReferenceView> = of_kind
            .filter_map(|(place, reference)| {
                let cited_by = uses.views(around, place);
                let count = count_words(around.words(), &cited_by);
                Some(CitedReferenceView { reference: around.reference(&reference.id)?, count, cited_by })
            })
            .collect();
        entries.sort_by_cached_key(|cited| around.words().alphabet.sort_key(&cited.reference.title));
        entries
    });
    cited.collect()
}

/// "Cited by 3 chapters"; introductions to parts count, and are no chapters.
fn count_words(words: &Words, cited_by: &[UseView]) -> String {
    let pages = cited_by.len();
    let chapters = cited_by.iter().all(|cited| !cited.page.state.is_empty());
    if pages == 0 {
        return words.say("cited_by_none").to_owned();
    }
    words.tell(if chapters { "cited_by_chapters" } else { "cited_by_pages" }, &[("n", pages.into())])
}

/// `contacts.html`.
pub fn contacts_view(around: &Surroundings<'_>) -> ContactsView {
    let contacts = &around.site.registers.contacts;
    let uses = Uses::of(around.site, contacts.all.len(), contact_of, |_| Vec::new());
    let mut chapters: Vec<Vec<LinkView>> = vec![Vec::new(); contacts.all.len()];
    for chapter in around.site.chapters.iter().filter(|chapter| chapter.state == State::Current) {
        let owner = chapter.shown().and_then(|edition| edition.front().owner.as_ref());
        if let Some(of_owner) = owner.and_then(|id| contacts.position(id)).and_then(|place| chapters.get_mut(place)) {
            of_owner.push(around.chapter_link(chapter));
        }
    }
    let entries = contacts.all.iter().zip(chapters).enumerate().filter_map(|(place, (contact, owner_of))| {
        let used_in = uses.views(around, place);
        Some(UsedContactView { contact: around.contact(&contact.id)?, used_in, owner_of })
    });
    ContactsView { contacts: entries.collect(), page: around.page(around.words().say("contacts")) }
}
