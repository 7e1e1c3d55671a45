//! What the targets of links and the entries of registers are called, and by what two links to one place are known.

use super::text::Link;
use crate::model::passage::Target;
use crate::model::site::Site;
use crate::parse::document::LinkUse;
use crate::parse::sections::Section;

/// What a link leads to. `own` are the sections of the text that it stands in.
pub fn link_to(site: &Site, written: &LinkUse, target: &Target, own: &[Section]) -> Link {
    let link = |identity: String, name: &str| Link { identity, name: name.to_owned() };
    let plain = || link(written.destination.to_string(), &written.destination);
    let section = |title: &str, sections: &[Section], anchor: Option<&str>| {
        let found = anchor.and_then(|anchor| sections.iter().find(|section| section.anchor.as_ref() == anchor));
        found.map_or_else(|| title.to_owned(), |section| format!("{title}, {}", section.title))
    };
    let chapter = |place: u32, edition: Option<u32>, anchor: Option<&str>| {
        let Some(chapter) = site.chapters.get(place as usize) else { return plain() };
        let found = chapter.editions.get(edition.map_or(chapter.shown, |edition| edition as usize));
        let sections = found.map(|found| found.text.sections.as_ref()).unwrap_or_default();
        let title = found.map_or(chapter.title(), |found| &found.title);
        // A link in an old edition leads to the text of its day; it is the same link, unless it names an edition itself.
        let named = written.destination.split('#').next().filter(|path| path.contains('@'));
        let name = edition.and_then(|_| named.and(found)).map(|found| format!("@{}", found.name)).unwrap_or_default();
        let identity = format!("chapter:{}{name}#{}", chapter.id, anchor.unwrap_or(""));
        Link { identity, name: section(title, sections, anchor) }
    };
    match target {
        Target::Chapter(place, anchor) => chapter(*place, None, anchor.as_deref()),
        Target::Edition(place, edition, anchor) => chapter(*place, Some(*edition), anchor.as_deref()),
        Target::Part(place, anchor) => site.parts.get(*place as usize).map_or_else(plain, |part| {
            let sections = part.text.as_ref().map(|text| text.sections.as_ref()).unwrap_or_default();
            let identity = format!("part:{}#{}", part.folder, anchor.as_deref().unwrap_or(""));
            Link { identity, name: section(&part.title, sections, anchor.as_deref()) }
        }),
        Target::Home(anchor) => link(format!("home:#{}", anchor.as_deref().unwrap_or("")), &site.config.title),
        Target::Here(anchor) => {
            let found = own.iter().find(|section| section.anchor == *anchor);
            link(format!("#{anchor}"), found.map_or(anchor, |section| &section.title))
        }
        Target::Attachment(place) => site.attachments.get(*place as usize).map_or_else(plain, |file| {
            link(format!("file:{}", file.source), file.path.rsplit('/').next().unwrap_or(&file.path))
        }),
        Target::Reference(place) => site
            .registers
            .references
            .all
            .get(*place as usize)
            .map_or_else(plain, |entry| link(format!("ref:{}", entry.id), &entry.title)),
        Target::Contact(place) => site
            .registers
            .contacts
            .all
            .get(*place as usize)
            .map_or_else(plain, |entry| link(format!("contact:{}", entry.id), &entry.name)),
        Target::Term(place) => site
            .registers
            .glossary
            .all
            .get(*place as usize)
            .map_or_else(plain, |entry| link(format!("term:{}", entry.id), &entry.term)),
        Target::Sister(sister) => {
            let name = if written.automatic { &sister.text } else { &sister.address };
            link(format!("sister:{}", sister.address), name)
        }
        Target::Outside | Target::Broken(_) => plain(),
    }
}

/// The title of a reference, by its id; the id itself if there is none.
pub fn reference_title(site: &Site, id: &str) -> String {
    site.registers.references.get(id).map_or_else(|| id.to_owned(), |entry| entry.title.clone())
}

/// The name of a contact, by its id; the id itself if there is none.
pub fn contact_name(site: &Site, id: &str) -> String {
    site.registers.contacts.get(id).map_or_else(|| id.to_owned(), |entry| entry.name.clone())
}
