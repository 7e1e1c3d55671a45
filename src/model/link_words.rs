//! What readers see where an author left the text of a link to Chapterhouse.
//!
//! Takes a link's target, gives words: those that a page shows and those by which its text is searched are the same.

use super::chapter::Chapter;
use super::passage::{LinkFault, PageText, Target};
use super::site::Site;
use crate::language::words::Words;
use crate::parse::document::LinkUse;
use crate::parse::registers::Contact;
use crate::parse::sections::Section;

/// The text of a link, from its target; `own` are the sections of the text that the link stands in. `None` where nothing
/// can be said.
pub fn link_words(site: &Site, link: &LinkUse, target: &Target, own: &[Section]) -> Option<String> {
    let (registers, words) = (&site.registers, site.words.as_ref());
    match target {
        Target::Chapter(place, anchor) => {
            let chapter = site.chapters.get(*place as usize)?;
            Some(chapter_words(words, chapter, chapter.shown, anchor.as_deref()))
        }
        Target::Edition(place, edition, anchor) => {
            let chapter = site.chapters.get(*place as usize)?;
            chapter.editions.get(*edition as usize)?;
            Some(chapter_words(words, chapter, *edition as usize, anchor.as_deref()))
        }
        Target::Part(place, anchor) => {
            let part = site.parts.get(*place as usize)?;
            Some(page_words(words, &part.number, &part.title, part.text.as_ref(), anchor.as_deref()))
        }
        Target::Home(anchor) => {
            let text = site.home.as_ref().map(|(_, text)| text);
            Some(page_words(words, "", &site.config.title, text, anchor.as_deref()))
        }
        Target::Here(anchor) => {
            let section = own.iter().find(|section| section.anchor == *anchor);
            Some(section.map_or_else(|| format!("#{anchor}"), |section| section_words(words, section)))
        }
        Target::Attachment(place) => {
            let file = site.attachments.get(*place as usize)?;
            Some(file.path.rsplit('/').next().unwrap_or("").to_owned())
        }
        Target::Reference(place) => registers.references.all.get(*place as usize).map(|found| found.title.clone()),
        Target::Contact(place) => {
            let contact = registers.contacts.all.get(*place as usize)?;
            match one_detail(link) {
                Some(Detail::Telephone) => contact.telephone.clone(),
                Some(Detail::Email) => contact.email.clone(),
                None => Some(contact.name.clone()),
            }
        }
        Target::Term(place) => registers.glossary.all.get(*place as usize).map(|found| found.term.clone()),
        Target::Sister(sister) => Some(sister.text.to_string()),
        Target::Outside | Target::Broken(LinkFault::NoAnchor(..) | LinkFault::NoFile(_) | LinkFault::Case(_)) => {
            Some(link.destination.to_string())
        }
        // A team that was there when the edition was in force keeps its name, so far as its id tells it.
        Target::Broken(LinkFault::NoEntry(_, id)) => Some(id.split('#').next().unwrap_or(id).replace('-', " ")),
        Target::Broken(_) => None,
    }
}

/// What of a contact a link may ask for alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// The number.
    Telephone,
    /// The address.
    Email,
}

/// What of a contact a link asks for alone: `contact:duty-team#telephone`.
pub fn one_detail(link: &LinkUse) -> Option<Detail> {
    match link.destination.rsplit_once('#') {
        Some((_, "telephone")) => Some(Detail::Telephone),
        Some((_, "email")) => Some(Detail::Email),
        _ => None,
    }
}

/// How a contact is reached, as it stands behind its name: its number, or where it has none its e-mail address.
pub fn reach_words(contact: &Contact) -> Option<&str> {
    contact.telephone.as_deref().or(contact.email.as_deref())
}

/// "2.2 section 3, Timescales", or "2.2 Deciding the level of help".
fn chapter_words(words: &Words, chapter: &Chapter, edition: usize, anchor: Option<&str>) -> String {
    let shown = chapter.editions.get(edition);
    let section =
        anchor.and_then(|anchor| shown?.text.sections.iter().find(|section| section.anchor.as_ref() == anchor));
    match section {
        Some(section) => format!("{} {}", chapter.number, section_words(words, section)),
        None => format!("{} {}", chapter.number, shown.map_or("", |edition| &edition.title)),
    }
}

/// "2 First contact", or "2 First contact, section 1, Who this is for".
fn page_words(words: &Words, number: &str, title: &str, text: Option<&PageText>, anchor: Option<&str>) -> String {
    let sections = text.map(|text| text.sections.as_ref()).unwrap_or_default();
    let section = anchor.and_then(|anchor| sections.iter().find(|section| section.anchor.as_ref() == anchor));
    let section = section.map(|section| format!(", {}", section_words(words, section))).unwrap_or_default();
    format!("{number} {title}{section}").trim_start().to_owned()
}

/// "section 3, Timescales".
pub fn section_words(words: &Words, section: &Section) -> String {
    let title = ("title", section.title.as_ref().into());
    match &section.number {
        Some(number) => words.tell("section_named", &[("number", number.as_ref().into()), title]),
        None => words.tell("title_quoted", &[title]),
    }
}
