//! Amendments: each is dated within its edition, and names sections that are there.

use super::neighbours::section_place;
use crate::data::node::Step;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::nearest;
use crate::model::chapter::{Chapter, Edition, State, edition_words};
use crate::model::site::Site;
use crate::parse::front_matter::AmendmentKind;

/// Checks the amendments of every edition.
pub fn check_amendments(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for chapter in &site.chapters {
        for (place, edition) in chapter.editions.iter().enumerate() {
            check_edition(chapter, place, edition, diagnostics);
        }
    }
}

fn check_edition(chapter: &Chapter, place: usize, edition: &Edition, diagnostics: &mut Vec<Diagnostic>) {
    let document = edition.document();
    let from = edition.effective_from();
    // A draft takes nobody's place.
    let counts = |edition: &&Edition| !matches!(edition.state, State::Draft | State::Prospective);
    let next = chapter.editions.get(place + 1..).and_then(|later| later.iter().find(counts));
    let until = next.and_then(Edition::effective_from);
    for (index, amendment) in document.front_matter.amendments.iter().enumerate() {
        let at = |key: &str| {
            document.place_of(&[Step::Key("amendments".to_owned(), 0), Step::Item(index), Step::Key(key.to_owned(), 0)])
        };
        if let (Some(date), Some(from)) = (amendment.date, from) {
            // A mistake can be put right openly in a text that is no longer in force.
            let corrects = amendment.kind == Some(AmendmentKind::Correction);
            let late = until.filter(|until| date >= *until && !corrects);
            if date < from || late.is_some() {
                let bound = match late {
                    Some(until) => format!("the next edition took its place on {until}"),
                    None => format!("this edition begins on {from}"),
                };
                let fault = Diagnostic::new(
                    &codes::AMENDMENT_OUTSIDE_EDITION,
                    at("date"),
                    format!("this amendment is dated {date}, but {bound}"),
                )
                .help("date it within the edition, or move it to the edition that it belongs to");
                diagnostics.push(fault);
            }
        }
        for (item, anchor) in amendment.sections.iter().enumerate() {
            let sections = &edition.text.sections;
            if !sections.iter().any(|section| section.anchor.as_ref() == anchor) {
                let near = nearest(anchor, sections.iter().map(|section| section.anchor.as_ref()));
                let help = near.map_or_else(
                    || "name a section by its anchor: its heading in small letters with hyphens".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                let before = place.checked_sub(1).and_then(|place| chapter.editions.get(place));
                let was = before
                    .filter(|before| before.text.sections.iter().any(|section| section.anchor.as_ref() == anchor));
                let (message, help) = match was {
                    Some(before) => (
                        format!(
                            "this edition has no section `{anchor}`: it is in the {} and was taken out",
                            edition_words(&before.name)
                        ),
                        format!("take `{anchor}` out of `sections`, and say in the note that the section is gone"),
                    ),
                    None => (format!("this chapter has no section `{anchor}`"), help),
                };
                let place = section_place(edition, index, item);
                diagnostics.push(Diagnostic::new(&codes::BROKEN_ANCHOR, place, message).help(help));
            }
        }
    }
}
