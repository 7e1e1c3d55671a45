//! Files that look like chapters and that no reader sees, although nobody said so: their day is still to come, or
//! another file stands in their place. A draft is not reported, as it says itself that it is one.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::site::Site;

/// Checks the documents that are left out of the site.
pub fn check_unpublished(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for document in site.unpublished.iter().filter(|document| !document.front_matter.draft) {
        let until = document.front_matter.published_on.filter(|day| *day > site.today);
        let fault = match until {
            Some(day) => Diagnostic::new(
                &codes::UNPUBLISHED_CHAPTER,
                document.place_of_key("published_on"),
                format!("readers do not see this text before {day}"),
            )
            .help("correct the date, or build again on that day; --future shows it before"),
            None => Diagnostic::new(
                &codes::UNPUBLISHED_CHAPTER,
                Place::file(&document.path),
                "readers do not see this text: another file of the folder is its introduction",
            )
            .help("keep one of the two, or give this file the name of a chapter"),
        };
        diagnostics.push(fault);
    }
}
