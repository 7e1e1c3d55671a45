//! Shared passages that cannot be had.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::nearest;
use crate::model::passage::{IncludeFault, Passage};
use crate::model::site::Site;

use super::links::relative;

/// Checks every `{{#include …}}`.
pub fn check_includes(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for text in site.texts() {
        check_passage(site, &text.passage, diagnostics);
    }
}

fn check_passage(site: &Site, passage: &Passage, diagnostics: &mut Vec<Diagnostic>) {
    let document = &passage.document;
    for (used, include) in document.body.includes.iter().zip(&passage.includes) {
        let place = document.place(used.span);
        match include {
            Ok(inner) => check_passage(site, inner, diagnostics),
            Err(IncludeFault::Outside) => {
                let message = format!("`{}` lies outside the content folder", used.name);
                diagnostics.push(
                    Diagnostic::new(&codes::INCLUDE_OUTSIDE, place, message)
                        .help("put the passage into the folder `shared` of the content"),
                );
            }
            Err(IncludeFault::Missing(path)) => {
                let shared = site.shared.iter().map(AsRef::as_ref);
                let near =
                    nearest(path, shared).map(|near| format!("did you mean `{}`?", relative(near, &document.path)));
                let message = format!("there is no shared passage `{path}`");
                let help =
                    near.unwrap_or_else(|| "shared passages stand in the folder `shared` of the content".to_owned());
                diagnostics.push(Diagnostic::new(&codes::INCLUDE_MISSING, place, message).help(help));
            }
            Err(IncludeFault::Cycle(chain)) => {
                let chain: Vec<&str> = chain.iter().map(AsRef::as_ref).collect();
                let message = format!("shared passages include each other: {}", chain.join(" → "));
                diagnostics.push(
                    Diagnostic::new(&codes::INCLUDE_CYCLE, place, message).help("take one of these includes out"),
                );
            }
        }
    }
}
