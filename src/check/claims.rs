//! What sentences claim of days, held against today and against front matter: statements whose day has passed, promises of
//! review that front matter does not know or contradicts.
//!
//! Takes what the rules of single documents found and remembered, and the site. Reads no text.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;

use crate::data::dates::{long_date, month_name};
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::chapter::{Edition, State};
use crate::model::review::ReviewPlan;
use crate::model::scope::Scope;
use crate::model::site::Site;

/// What a sentence claims of a day.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Where it stands.
    pub place: Place,
    /// The words concerned.
    pub words: String,
    /// What it claims.
    pub kind: ClaimKind,
}

/// The kinds of claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimKind {
    /// That something is still to come: true to this day.
    ToCome(Date),
    /// That the text is reviewed within these days; nothing where it names none.
    Review(Option<(Date, Date)>),
}

/// Checks the claims of a manual.
pub fn check_claims<'a>(
    site: &Site,
    scope: &Scope,
    claims: impl Iterator<Item = &'a Claim>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut by_file: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
    for claim in claims {
        by_file.entry(&claim.place.file).or_default().push(claim);
    }
    if by_file.is_empty() {
        return;
    }
    // Nobody mends the statements of a text that is no longer, or not yet, part of the manual.
    let mut settled: HashSet<&str> = site.unpublished.iter().map(|document| document.path.as_ref()).collect();
    for chapter in scope.chapters(site) {
        for edition in &chapter.editions {
            let path: &str = &edition.document().path;
            if matches!(edition.state, State::Superseded | State::Withdrawn | State::Expired) {
                settled.insert(path);
            } else if let Some(claims) = by_file.get(path) {
                check_promises(site, edition, claims, diagnostics);
            }
        }
    }
    for (path, claims) in by_file {
        if settled.contains(path) {
            continue;
        }
        for claim in claims {
            match claim.kind {
                ClaimKind::ToCome(last) if last < site.built_on => {
                    let message =
                        format!("this speaks of something still to come \"{}\", which has passed", claim.words);
                    let help = "say what has happened since, or take the sentence out";
                    diagnostics.push(Diagnostic::new(&codes::STALE_STATEMENT, claim.place.clone(), message).help(help));
                }
                _ => {}
            }
        }
    }
}

fn check_promises(site: &Site, edition: &Edition, claims: &[&Claim], diagnostics: &mut Vec<Diagnostic>) {
    let document = edition.document();
    if !document.understood {
        return;
    }
    let plan = ReviewPlan::of(edition.front(), &site.config);
    let promises = claims.iter().filter_map(|claim| match claim.kind {
        ClaimKind::Review(days) => Some((claim, days)),
        ClaimKind::ToCome(_) => None,
    });
    for (claim, days) in promises {
        match (plan.due, days) {
            (None, _) => {
                // A date that stands there and cannot be read was reported as that.
                if ["next_review_on", "review_in"].into_iter().any(|key| document.has_key(key)) {
                    return;
                }
                let help = match days {
                    Some((_, last)) => {
                        format!("add `next_review_on: {last}` to the front matter, and take it out here")
                    }
                    None => {
                        "add `last_reviewed_on:` and `review_in:` (as in `review_in: 12 months`) to the front matter"
                            .to_owned()
                    }
                };
                let message = "this names a review that only a reader of this line knows of: no list of reviews and no \
                               reminder has it";
                diagnostics.push(Diagnostic::new(&codes::REVIEW_ONLY_IN_TEXT, claim.place.clone(), message).help(help));
                return;
            }
            (Some(due), Some((first, last))) if due < first || due > last => {
                let planned = plan.planned.is_some_and(|planned| planned >= first && planned <= last);
                if planned {
                    continue;
                }
                let key =
                    ["review_extension", "next_review_on", "review_in"].into_iter().find(|key| document.has_key(key));
                let message = format!(
                    "the text says that the review is {}, and the front matter says {}",
                    spelt(first, last),
                    long_date(due)
                );
                let help = "take the date out of the text: the page shows the one of the front matter by itself";
                let mut fault = Diagnostic::new(&codes::REVIEW_DATES_DIFFER, claim.place.clone(), message).help(help);
                if let Some(key) = key {
                    fault = fault.related(document.place_of_key(key), "the front matter's date");
                }
                diagnostics.push(fault);
            }
            _ => {}
        }
    }
}

/// Days as a sentence names them: "on 1 March 2027", "in March 2027", "in 2027".
fn spelt(first: Date, last: Date) -> String {
    if first == last {
        format!("on {}", long_date(first))
    } else if first.first_of_month() == last.first_of_month() {
        format!("in {} {}", month_name(first.month()), first.year())
    } else if last.year() == first.year() && first.day_of_year() == 1 && last == last.last_of_year() {
        format!("in {}", first.year())
    } else {
        format!("between {} and {}", long_date(first), long_date(last))
    }
}
