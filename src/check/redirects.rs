//! Old ids and old paths that can lead nowhere: unsafe ones, those of pages that exist, and those that two texts claim.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::redirects::{Claim, RedirectFault};
use crate::model::site::Site;

/// Reports every claim to an old address that cannot be met.
pub fn check_redirects(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.extend(site.redirects.faults.iter().map(|(claim, fault)| diagnose(claim, fault)));
}

fn diagnose(claim: &Claim, fault: &RedirectFault) -> Diagnostic {
    let (key, written) = (claim.key, claim.written());
    let place = place_of(claim);
    let what = if key == "old_ids" { "id" } else { "path" };
    let say = |message: String| Diagnostic::new(&codes::BAD_REDIRECT, place.clone(), message);
    match fault {
        RedirectFault::Unsafe(why, meant) => {
            let fault = say(format!("`{written}` cannot be an old {what}: {why}"));
            match meant {
                Some(meant) => fault.help(format!("write `{meant}`")).mend(place, meant.clone()),
                None if key == "old_ids" => fault.help("write the id as it was, such as `home-visits`"),
                None => {
                    fault.help("write the path as it stood behind the site's address, such as `procedures/visits.html`")
                }
            }
        }
        RedirectFault::Itself => {
            say(format!("`{written}` is the {what} that this page has now, so it would lead to itself"))
                .help("take the line out: only an earlier one leads on")
        }
        RedirectFault::Exists(page, file) => {
            let fault = say(format!("`{written}` is the address of {page}, so it cannot lead here"));
            let fault = fault.help("take the line out, or give the other page another address first");
            match file {
                Some(file) => fault.related(Place::file(file), "what stands there"),
                None => fault,
            }
        }
        RedirectFault::Claimed(other) => {
            let file = &other.document.path;
            let message = if other.document.path == claim.document.path {
                format!("`{written}` stands in the way of `{}` of the same file", other.written())
            } else {
                format!("{file} claims the old {what} `{written}` too: it can lead to one page only")
            };
            say(message)
                .help("keep the line in the file to which readers of the old page should come, and take out the other")
                .related(place_of(other), "the other line")
        }
        RedirectFault::NoIds => say(format!("only chapters have ids, so `{written}` leads nowhere"))
            .help("for the old address of a part write old_paths: [part/OLD-NAME/]"),
    }
}

/// Where a claim stands: a single text in place of a list is an item of it.
fn place_of(claim: &Claim) -> Place {
    let item = claim.document.place_of_item(claim.key, claim.index);
    if item.span.end > item.span.start { item } else { claim.document.place_of_key(claim.key) }
}
