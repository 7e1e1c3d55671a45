//! Telephone numbers and e-mail addresses typed into a text though a contact of the register has them: when the team moves,
//! the register is put right and the text is forgotten.
//!
//! Only what is exactly the number or address of one contact is reported: then the mend shows the same words as before.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::plain_text::{quoted_links, visit_plain_text, written_link};
use crate::data::telephone::{home_of, read_telephone};
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::model::in_force::{TextInForce, texts_in_force};
use crate::model::passage::{Passage, Target};
use crate::model::record::RecordedTexts;
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::document::Document;
use crate::parse::registers::Contact;

/// The most bytes that a telephone number takes, with everything between its digits.
const LONGEST: usize = 32;

/// Checks texts in force.
pub fn check_typed_contacts(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    let recorded = RecordedTexts::of(site);
    // What a newer edition takes the place of, and is on record, nobody is to change any more.
    let is_open = |text: &TextInForce<'_>| {
        let Some((chapter, place)) = text.edition else { return true };
        let document = &text.text.passage.document;
        place + 1 >= chapter.editions.len() || !recorded.holds_text(&document.path)
    };
    visit_typed_contacts(site, scope, &is_open, &mut |typed| diagnostics.push(warn(typed)));
}

/// The ids of the contacts whose numbers or addresses are typed into texts in force.
pub fn typed_contacts(site: &Site) -> HashSet<&str> {
    let mut ids = HashSet::new();
    visit_typed_contacts(site, &Scope::Whole, &|_| true, &mut |typed| {
        ids.insert(typed.contact.id.as_str());
    });
    ids
}

fn visit_typed_contacts<'a>(
    site: &'a Site,
    scope: &'a Scope,
    is_wanted: &dyn Fn(&TextInForce<'a>) -> bool,
    visit: &mut impl FnMut(Typed<'a>),
) {
    let known = Known::of(site);
    if known.by_detail.is_empty() {
        return;
    }
    let mut seen = HashSet::new();
    for text in texts_in_force(site, scope).filter(|text| is_wanted(text)) {
        known.check_passage(&text.text.passage, &mut seen, visit);
    }
}

/// A detail of a contact that was typed.
struct Typed<'a> {
    contact: &'a Contact,
    detail: Detail,
    place: Place,
    /// What takes which place instead.
    mend: (Place, String),
}

/// What of a contact was typed.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Detail {
    Telephone,
    Email,
}

/// The details of contacts: each with the contact that alone has it.
struct Known<'a> {
    home: Option<&'static str>,
    by_detail: HashMap<(Detail, String), Option<&'a Contact>>,
}

impl<'a> Known<'a> {
    fn of(site: &'a Site) -> Self {
        let mut known = Known { home: home_of(&site.config.language), by_detail: HashMap::new() };
        for contact in &site.registers.contacts.all {
            let number = contact.telephone.as_ref().and_then(|number| known.number(number));
            let email = contact.email.as_ref().map(|email| (Detail::Email, email.to_lowercase()));
            for key in number.into_iter().chain(email) {
                // What two contacts have is the matter of neither.
                known.by_detail.entry(key).and_modify(|one| *one = None).or_insert(Some(contact));
            }
        }
        known
    }

    /// A number as a key; none with an extension, and none that is short: 999 is everybody's.
    fn number(&self, text: &str) -> Option<(Detail, String)> {
        let number = read_telephone(text, self.home).ok()?;
        (number.extension.is_empty() && number.digits.len() > 6).then_some((Detail::Telephone, number.digits))
    }

    fn find(&self, key: &(Detail, String)) -> Option<(&'a Contact, Detail)> {
        self.by_detail.get(key).copied().flatten().map(|contact| (contact, key.0))
    }

    fn check_passage(&self, passage: &Passage, seen: &mut HashSet<*const Document>, visit: &mut impl FnMut(Typed<'a>)) {
        let document = &passage.document;
        // A passage that several chapters include is one text.
        if !seen.insert(Arc::as_ptr(document)) {
            return;
        }
        if document.hints.details {
            self.check_text(document, visit);
        }
        if document.hints.reach {
            self.check_links(passage, visit);
        }
        for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
            self.check_passage(inner, seen, visit);
        }
    }

    fn check_text(&self, document: &Document, visit: &mut impl FnMut(Typed<'a>)) {
        visit_plain_text(document, &mut |span, text| {
            let mut found = self.numbers(text);
            found.extend(self.addresses(text));
            for (start, end, contact, detail) in found {
                let at = span.start as usize;
                let place = document.place(Span::new(at + start..at + end));
                visit(Typed { contact, detail, mend: (place.clone(), shown(contact, detail)), place });
            }
        });
    }

    fn check_links(&self, passage: &Passage, visit: &mut impl FnMut(Typed<'a>)) {
        let document = &passage.document;
        let mut quoted: Option<HashSet<usize>> = None;
        for (index, (link, target)) in document.body.links.iter().zip(&passage.targets).enumerate() {
            if *target != Target::Outside {
                continue;
            }
            let Some((contact, detail)) = self.key_of_link(&link.destination).and_then(|key| self.find(&key)) else {
                continue;
            };
            if quoted.get_or_insert_with(|| quoted_links(document)).contains(&index) {
                continue;
            }
            let place = document.place(link.span);
            let Some(written) = written_link(document, link.span, &link.destination) else { continue };
            // Text that is the number itself would go stale in its turn.
            let own = self.number(written.text).or_else(|| Some((Detail::Email, written.text.to_lowercase())));
            let same = own.and_then(|key| self.find(&key)).is_some_and(|(other, _)| other.id == contact.id);
            let mend = match written.target {
                Some(target) if !same => (document.place(target), target_of(contact, detail)),
                _ => (place.clone(), shown(contact, detail)),
            };
            visit(Typed { contact, detail, place, mend });
        }
    }

    fn key_of_link(&self, destination: &str) -> Option<(Detail, String)> {
        let (scheme, rest) = destination.split_once(':')?;
        let rest = percent_decode_str(rest).decode_utf8_lossy();
        match scheme.to_ascii_lowercase().as_str() {
            "tel" => self.number(&rest),
            "mailto" => Some((Detail::Email, rest.to_lowercase())),
            _ => None,
        }
    }

    /// The numbers of contacts in a piece of text: first byte, one past the last.
    fn numbers(&self, text: &str) -> Vec<(usize, usize, &'a Contact, Detail)> {
        let mut found = Vec::new();
        let mut free = 0;
        // This runs for every byte of a manual.
        for (at, byte) in text.bytes().enumerate() {
            // Where numbers are at home they begin with 0; elsewhere nobody knows.
            let first = matches!(byte, b'0' | b'+' | b'(') || (self.home.is_none() && byte.is_ascii_digit());
            if !first || at < free {
                continue;
            }
            let before = text.get(..at).and_then(|before| before.chars().next_back()).unwrap_or(' ');
            if before.is_alphanumeric() || matches!(before, '+' | '-' | '.' | '/') {
                continue;
            }
            if let Some((end, contact, detail)) = self.number_at(text, at) {
                found.push((at, end, contact, detail));
                free = end;
            }
        }
        found
    }

    /// The longest number of a contact that begins at a byte.
    fn number_at(&self, text: &str, at: usize) -> Option<(usize, &'a Contact, Detail)> {
        let rest = text.get(at..)?;
        let written = |c: char| {
            c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '-' | '(' | ')' | '.' | '+' | '\u{2010}'..='\u{2013}')
        };
        let length = rest
            .char_indices()
            .find(|(place, c)| !written(*c) || *place >= LONGEST)
            .map_or(rest.len(), |(place, _)| place);
        let mut run = rest.get(..length)?;
        // "01632 960001x" is another thing.
        let joined = rest.get(length..).is_some_and(|after| after.starts_with(char::is_alphanumeric));
        if joined && run.ends_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        while let Some(last) = run.rfind(|c: char| c.is_ascii_digit()) {
            run = run.get(..=last)?;
            if let Some((contact, detail)) = self.number(run).and_then(|key| self.find(&key)) {
                return Some((at + run.len(), contact, detail));
            }
            // The next shorter group of digits.
            run = run.trim_end_matches(|c: char| c.is_ascii_digit());
        }
        None
    }

    /// The e-mail addresses of contacts in a piece of text.
    fn addresses(&self, text: &str) -> Vec<(usize, usize, &'a Contact, Detail)> {
        let inside = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '\'');
        let around = |(at, _): (usize, &str)| {
            let (before, after) = (text.get(..at)?, text.get(at + 1..)?);
            let start =
                before.char_indices().rev().take_while(|(_, c)| inside(*c)).last().map_or(at, |(place, _)| place);
            let length = after.find(|c| !inside(c)).unwrap_or(after.len());
            let end = at + 1 + after.get(..length)?.trim_end_matches(['.', '-', '\'']).len();
            let (contact, detail) = self.find(&(Detail::Email, text.get(start..end)?.to_lowercase()))?;
            Some((start, end, contact, detail))
        };
        text.match_indices('@').filter_map(around).collect()
    }
}

/// The target of a link to a detail of a contact.
fn target_of(contact: &Contact, detail: Detail) -> String {
    match detail {
        Detail::Telephone => format!("contact:{}#telephone", contact.id),
        Detail::Email => format!("contact:{}#email", contact.id),
    }
}

/// What shows a detail of a contact.
fn shown(contact: &Contact, detail: Detail) -> String {
    format!("[]({})", target_of(contact, detail))
}

fn warn(typed: Typed<'_>) -> Diagnostic {
    let Typed { contact, detail, place, mend: (mended, text) } = typed;
    let what = match detail {
        Detail::Telephone => "the number",
        Detail::Email => "the address",
    };
    let message = format!("{what} of {} is typed here; it stands in registers/contacts.yml", contact.name);
    let help = format!(
        "write {}, which shows it as the register has it, or [](contact:{}), which shows the name too: then it is right when the team moves",
        shown(contact, detail),
        contact.id
    );
    Diagnostic::new(&codes::TYPED_CONTACT, place, message).help(help).mend(mended, text)
}
