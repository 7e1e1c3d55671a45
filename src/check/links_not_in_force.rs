//! Links from texts in force to chapters that are withdrawn: a reader who follows one is told to do what no longer counts.

use super::links::relative;
use super::own_site::file_of;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::passage::{Passage, Target};
use crate::model::scope::Scope;
use crate::model::site::Site;

/// Checks the links, and the chapters named as related, of every text that is in force or will be.
pub fn check_links_not_in_force(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    if !site.chapters.iter().any(|chapter| chapter.state == State::Withdrawn) {
        return;
    }
    for (text, owner) in scope.living_texts(site) {
        check_passage(site, &text.passage, owner, diagnostics);
    }
    for (chapter, edition) in scope.living_editions(site) {
        let document = edition.document();
        for (index, id) in edition.front().related.iter().enumerate() {
            let withdrawn = site.chapter(id).filter(|found| found.state == State::Withdrawn);
            if let Some(found) = withdrawn.filter(|found| !takes_its_place(site, (chapter, edition), found)) {
                diagnostics.push(warn(site, found, document.place_of_item("related", index), false));
            }
        }
    }
}

fn check_passage(
    site: &Site,
    passage: &Passage,
    owner: Option<(&Chapter, &Edition)>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let document = &passage.document;
    for (link, target) in document.body.links.iter().zip(&passage.targets) {
        // A link to a certain edition means the text as it was.
        let Target::Chapter(place, _) = target else { continue };
        let Some(found) = site.chapters.get(*place as usize) else { continue };
        let meant = owner.is_some_and(|owner| takes_its_place(site, owner, found));
        if found.state == State::Withdrawn && !meant {
            diagnostics.push(warn(site, found, document.place(link.span), true));
        }
    }
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        check_passage(site, inner, owner, diagnostics);
    }
}

/// Whether a chapter replaces a withdrawn one: such a chapter may well tell where the old text is.
fn takes_its_place(site: &Site, (chapter, edition): (&Chapter, &Edition), withdrawn: &Chapter) -> bool {
    let replacement = withdrawn.withdrawal.as_ref().and_then(|withdrawal| site.chapters.get(withdrawal.replaced_by?));
    replacement.is_some_and(|replacement| replacement.id == chapter.id)
        || edition.front().supersedes.iter().any(|id| *id == *withdrawn.id)
}

fn warn(site: &Site, found: &Chapter, place: Place, is_link: bool) -> Diagnostic {
    let withdrawal = found.withdrawal.as_ref();
    let since = withdrawal.map(|withdrawal| format!(" since {}", withdrawal.on)).unwrap_or_default();
    let message = format!("\"{}\" is withdrawn{since}", found.title());
    let help = match withdrawal.and_then(|withdrawal| site.chapters.get(withdrawal.replaced_by?)) {
        Some(new) => {
            // What can be written where the old name stands.
            let file = file_of(new).map(|file| relative(file, &place.file)).unwrap_or_default();
            let name = if is_link { file } else { new.id.to_string() };
            format!("`{name}` takes its place: check that it says what you need here, then name that")
        }
        None if is_link => {
            "nothing takes its place: take the link out, or link to what readers should follow now".to_owned()
        }
        None => "nothing takes its place: take it out of the list".to_owned(),
    };
    Diagnostic::new(&codes::LINK_NOT_IN_FORCE, place, message).help(help)
}
