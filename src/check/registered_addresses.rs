//! Web addresses in the text that the register of references knows: cited by its id, the document is listed with the
//! chapter, and the author is told when it is replaced.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::plain_text::{quoted_links, visit_plain_text, written_link};
use crate::data::web_address::same_page;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::model::in_force::texts_in_force;
use crate::model::passage::{Passage, Target};
use crate::model::reference_standing::{ReferenceStanding, standing_on};
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::document::Document;
use crate::parse::registers::Reference;

/// Checks the addresses in texts in force.
pub fn check_registered_addresses(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    let known = Known::of(site);
    if known.pages.is_empty() {
        return;
    }
    let mut seen = HashSet::new();
    for text in texts_in_force(site, scope) {
        check_passage(&known, &text.text.passage, &mut seen, diagnostics);
    }
}

/// The documents of the register by their addresses.
struct Known<'a> {
    site: &'a Site,
    pages: HashMap<String, Vec<(&'a Reference, String)>>,
}

impl<'a> Known<'a> {
    fn of(site: &'a Site) -> Self {
        let mut pages: HashMap<String, Vec<(&Reference, String)>> = HashMap::new();
        for reference in &site.registers.references.all {
            if let Some(page) = reference.url.as_deref().and_then(same_page) {
                pages.entry(page.page).or_default().push((reference, page.fragment));
            }
        }
        Known { site, pages }
    }

    /// What the register holds at an address, and whether citing it says the same.
    fn find(&self, address: &str) -> Option<(&'a Reference, bool)> {
        let page = same_page(address)?;
        let held = self.pages.get(&page.page)?;
        let exact: Vec<_> = held.iter().filter(|(_, fragment)| *fragment == page.fragment).collect();
        let found: Vec<&(&Reference, String)> = if exact.is_empty() { held.iter().collect() } else { exact };
        // Each version of guidance often stands at the address of the one before it.
        let stands = |found: &&&(&Reference, String)| {
            let standing = standing_on(&self.site.registers.references, found.0, self.site.today);
            matches!(standing, ReferenceStanding::InForce | ReferenceStanding::ToBeReplaced(..))
        };
        let in_force: Vec<_> = found.iter().filter(stands).collect();
        match (found.as_slice(), in_force.as_slice()) {
            ([(one, fragment)], _) | (_, [(one, fragment)]) => Some((one, *fragment == page.fragment)),
            ([(first, _), ..], _) => Some((first, false)),
            ([], _) => None,
        }
    }
}

fn check_passage(
    known: &Known<'_>,
    passage: &Passage,
    seen: &mut HashSet<*const Document>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let document = &passage.document;
    // A passage that several chapters include is one text.
    if !seen.insert(Arc::as_ptr(document)) {
        return;
    }
    check_links(known, passage, diagnostics);
    visit_plain_text(document, &mut |span, text| {
        for (at, address) in addresses(text) {
            if let Some((reference, same)) = known.find(address) {
                let start = span.start as usize + at;
                let place = document.place(Span::new(start..start + address.len()));
                let mend = same.then(|| (place.clone(), format!("[](ref:{})", reference.id)));
                diagnostics.push(warn(reference, place, mend, None));
            }
        }
    });
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        check_passage(known, inner, seen, diagnostics);
    }
}

fn check_links(known: &Known<'_>, passage: &Passage, diagnostics: &mut Vec<Diagnostic>) {
    let document = &passage.document;
    let mut quoted: Option<HashSet<usize>> = None;
    for (index, (link, target)) in document.body.links.iter().zip(&passage.targets).enumerate() {
        if *target != Target::Outside || link.picture {
            continue;
        }
        let Some((reference, same)) = known.find(&link.destination) else { continue };
        if quoted.get_or_insert_with(|| quoted_links(document)).contains(&index) {
            continue;
        }
        let written = written_link(document, link.span, &link.destination);
        // An address is no text for readers: the document's title takes its place.
        let words = written.as_ref().filter(|written| written.target.is_some() && same_page(written.text).is_none());
        let text = words.map(|written| written.text);
        let mend = written.as_ref().filter(|_| same).map(|written| match written.target.filter(|_| words.is_some()) {
            Some(target) => (document.place(target), format!("ref:{}", reference.id)),
            None => (document.place(link.span), format!("[](ref:{})", reference.id)),
        });
        diagnostics.push(warn(reference, document.place(link.span), mend, text));
    }
}

fn warn(reference: &Reference, place: Place, mend: Option<(Place, String)>, text: Option<&str>) -> Diagnostic {
    let id = &reference.id;
    let message = format!("this is the address of {}, which the register holds as `{id}`", reference.title);
    let text = text.filter(|text| text.len() <= 60 && !text.contains('\n')).unwrap_or("");
    let more = match mend {
        Some(_) => "",
        None => "; name the place in it, or the version, in words",
    };
    let help = format!(
        "cite it by its id, [{text}](ref:{id}){more}: then it is listed under Law and guidance, and you are told when it is replaced"
    );
    let fault = Diagnostic::new(&codes::REGISTERED_ADDRESS, place, message).help(help);
    match mend {
        Some((place, text)) => fault.mend(place, text),
        None => fault,
    }
}

/// The web addresses in a piece of text, each with where it begins.
fn addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("http").filter_map(|(at, _)| {
        let rest = text.get(at..)?;
        if !(rest.starts_with("https://") || rest.starts_with("http://")) {
            return None;
        }
        let inside = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"' | '|' | '“' | '”' | '’');
        let address = rest.get(..rest.find(inside).unwrap_or(rest.len()))?;
        Some((at, address.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '\''])))
    })
}
