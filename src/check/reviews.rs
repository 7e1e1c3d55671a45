//! Reviews that are overdue or due soon, chapters that name no review, and chapters that have expired.

use crate::data::dates::long_date;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::chapter::{Chapter, State};
use crate::model::review::ReviewState;
use crate::model::site::Site;
use crate::parse::document::Document;
use crate::parse::front_matter::FrontMatter;

/// Checks the reviews of every chapter in force.
pub fn check_reviews(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for chapter in &site.chapters {
        let Some(edition) = chapter.shown() else { continue };
        let document = edition.document();
        let front = edition.front();
        // An end before the beginning was reported as that.
        let possible = front.effective_from.is_none_or(|from| front.expires_on.is_none_or(|last| last >= from));
        if chapter.state == State::Expired && possible {
            let last = front.expires_on.map(long_date).unwrap_or_default();
            let message = format!("this chapter expired on {last}, and no edition replaces it");
            let help = "publish the text that replaces it, or withdraw it";
            diagnostics.push(Diagnostic::new(&codes::EXPIRED, document.place_of_key("expires_on"), message).help(help));
        }
        if chapter.state != State::Current || !document.understood {
            continue;
        }
        let key =
            ["review_extension", "next_review_on", "review_in", "last_reviewed_on"].into_iter().find(
                |key| match *key {
                    "review_extension" => front.review_extension.is_some(),
                    "next_review_on" => front.next_review_on.is_some(),
                    "review_in" => front.review_in.is_some(),
                    _ => front.last_reviewed_on.is_some(),
                },
            );
        report_outdated_extension(chapter, document, diagnostics);
        let place = || key.map_or_else(|| Place::file(&document.path), |key| document.place_of_key(key));
        let due = || chapter.review.due.map(long_date).unwrap_or_default();
        match chapter.review.state(site.today, site.config.due_soon) {
            ReviewState::Overdue => {
                let message = format!("the review was due by {}", due());
                let help = done_already(chapter, front).unwrap_or_else(|| {
                    let (ask, record) = what_to_do(chapter, front);
                    format!("{ask} to review the chapter; then record it: {record}")
                });
                diagnostics.push(Diagnostic::new(&codes::REVIEW_OVERDUE, place(), message).help(help));
            }
            ReviewState::DueSoon => {
                let message = format!("the review is due by {}", due());
                let help = done_already(chapter, front).unwrap_or_else(|| {
                    let (ask, record) = what_to_do(chapter, front);
                    format!("{ask} to review the chapter by then, and record it: {record}")
                });
                diagnostics.push(Diagnostic::new(&codes::REVIEW_DUE_SOON, place(), message).help(help));
            }
            // A date that stands there and cannot be read was reported as that.
            ReviewState::Unplanned if ["next_review_on", "review_in"].into_iter().any(|key| document.has_key(key)) => {}
            ReviewState::Unplanned => {
                let (message, help) = if front.last_review().is_some() {
                    let message = "this chapter says when it was reviewed, and not when it will be next";
                    (message, "add `review_in: 12 months` (or how long it may stand), or `next_review_on:` with a date")
                } else {
                    let message = "this chapter says nothing of its next review";
                    (message, "add `last_reviewed_on:` and `review_in: 12 months`, or `next_review_on:`")
                };
                diagnostics.push(Diagnostic::new(&codes::NO_REVIEW_DATE, place(), message).help(help));
            }
            ReviewState::UpToDate => {}
        }
    }
}

/// What to do where the review that is asked for is recorded, and a date that is written out was not moved with it.
fn done_already(chapter: &Chapter, front: &FrontMatter) -> Option<String> {
    let (last, next) = (chapter.review.last?, front.next_review_on?);
    (chapter.review.due == Some(next) && last >= next).then(|| {
        format!("a review is recorded on {last}: let `next_review_on` be the day of the one after it, or write `review_in: 12 months` in its place")
    })
}

/// Whom to ask, and the command that records what they find. Without an owner the command still says what to type, and the
/// words say what it stands for.
fn what_to_do(chapter: &Chapter, front: &FrontMatter) -> (String, String) {
    let (ask, by) = match front.owner.as_deref() {
        Some(owner) => (format!("ask {owner}"), format!("--by {owner}")),
        None => ("ask whoever answers for it".to_owned(), "--by ROLE, with the id of their role".to_owned()),
    };
    (ask, format!("chapterhouse review done {} {by}", chapter.id))
}

/// An extension that was left standing when the review was done: it would hide why the new date is what it is.
fn report_outdated_extension(chapter: &Chapter, document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let front = &document.front_matter;
    let to = front.review_extension.as_ref().and_then(|extension| extension.to);
    // Against a date that is written out it was held when the file was read.
    if let (Some(to), Some(due), None) = (to, chapter.review.due, front.next_review_on)
        && to < due
    {
        let message = format!("the extension ({to}) ends before the review is due ({due})");
        let help = "if the review is done, take `review_extension` out; else check both dates";
        let place = document.place_of_key("review_extension");
        diagnostics.push(Diagnostic::new(&codes::DATES_OUT_OF_ORDER, place, message).help(help));
    }
}
