//! Every place where a text that staff follow cites an entry of the references: for the rules that ask whether it may.
//!
//! Takes the site, calls back for each citation. Costs as much as the manual has links and ids in front matter.

use std::collections::HashSet;

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::in_force::{TextInForce, texts_in_force};
use crate::model::link_sections::{PlacedLink, visit_links};
use crate::model::passage::Target;
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::registers::Reference;
use crate::parse::sections::Section;

/// That a text cites an entry.
#[derive(Clone, Copy)]
pub struct Citation<'a> {
    /// The entry.
    pub reference: &'a Reference,
    /// The text that cites it.
    pub text: TextInForce<'a>,
    at: At<'a>,
}

#[derive(Clone, Copy)]
enum At<'a> {
    /// In a list of the front matter: its key, and the place in it.
    Listed(&'static str, usize),
    /// In the text.
    Linked(PlacedLink<'a>),
}

/// Visits every citation of the texts in force and to come, in reading order.
fn visit_citations<'a>(site: &'a Site, scope: &'a Scope, mut visit: impl FnMut(Citation<'a>)) {
    let references = &site.registers.references;
    for text in texts_in_force(site, scope) {
        let front = &text.text.passage.document.front_matter;
        for (key, ids) in [("legislation", &front.legislation), ("guidance", &front.guidance), ("forms", &front.forms)]
        {
            for (index, id) in ids.iter().enumerate() {
                if let Some(reference) = references.get(id) {
                    visit(Citation { reference, text, at: At::Listed(key, index) });
                }
            }
        }
        visit_links(text.text, |target| matches!(target, Target::Reference(_)), &mut |link| {
            let Target::Reference(place) = link.target else { return };
            if let Some(reference) = references.all.get(*place as usize) {
                visit(Citation { reference, text, at: At::Linked(link) });
            }
        });
    }
}

/// Reports what a rule finds wrong with citations. A passage is one text, however many chapters include it: what is wrong
/// in it is said once.
pub fn report_citations(
    site: &Site,
    scope: &Scope,
    fault_of: impl Fn(&Site, &Citation<'_>) -> Option<Diagnostic>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut told = HashSet::new();
    visit_citations(site, scope, |citation| {
        let Some(fault) = fault_of(site, &citation) else { return };
        let passage = citation.passage().map(|(path, at)| (path.to_owned(), at));
        if passage.is_none_or(|passage| told.insert(passage)) {
            diagnostics.push(fault);
        }
    });
}

impl Citation<'_> {
    /// Where it stands.
    pub fn place(&self) -> Place {
        match &self.at {
            At::Listed(key, index) => self.text.text.passage.document.place_of_item(key, *index),
            At::Linked(link) => link.document.place(link.link.span),
        }
    }

    /// What cites, as the beginning of a sentence: "section 3, Timescales, cites".
    pub fn words(&self) -> String {
        match &self.at {
            At::Listed(key, _) => format!("`{key}` lists"),
            // A passage stands in several chapters, each time in another section.
            At::Linked(link) if link.included => "this passage cites".to_owned(),
            At::Linked(link) => match link.section {
                Some(section) => format!("{} cites", section_words(section)),
                None => "the text cites".to_owned(),
            },
        }
    }

    /// Where it stands if it is in a passage: that is said once, however many chapters include it.
    pub fn passage(&self) -> Option<(&str, u32)> {
        match &self.at {
            At::Linked(link) if link.included => Some((&link.document.path, link.link.span.start)),
            _ => None,
        }
    }
}

/// A section in a sentence: "section 3, Timescales,", or its title in quotation marks.
fn section_words(section: &Section) -> String {
    match &section.number {
        // "When is it stopped?, cites" would read badly.
        Some(number) if section.title.ends_with(['?', '!', '.', ':']) => {
            format!("section {number}, \"{}\",", section.title)
        }
        Some(number) => format!("section {number}, {},", section.title),
        None => format!("the section \"{}\"", section.title),
    }
}
