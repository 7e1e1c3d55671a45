//! Shared passages that cannot be had.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::passage::{DEEPEST_INCLUDES, IncludeFault, MOST_INCLUDES, Passage};
use crate::model::scope::Scope;
use crate::model::site::Site;

use super::links::{nearest_by_name, relative};

/// Checks every `{{#include …}}`.
pub fn check_includes(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    let mut ways = None;
    for text in scope.texts(site) {
        check_passage(site, &text.passage, &mut ways, diagnostics);
    }
}

/// By which files a reader of the manual comes first to each shared passage, its own file last.
type Ways = HashMap<Arc<str>, Vec<Arc<str>>>;

/// The ways of the whole manual: whichever of its pages were asked, a fault says the same.
fn ways_of(site: &Site) -> Ways {
    let mut ways = Ways::new();
    for text in site.texts() {
        note_ways(&text.passage, &mut vec![Arc::clone(&text.passage.document.path)], &mut ways);
    }
    ways
}

fn note_ways(passage: &Passage, way: &mut Vec<Arc<str>>, ways: &mut Ways) {
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        way.push(Arc::clone(&inner.document.path));
        ways.entry(Arc::clone(&inner.document.path)).or_insert_with(|| way.clone());
        note_ways(inner, way, ways);
        way.pop();
    }
}

fn check_passage(site: &Site, passage: &Passage, ways: &mut Option<Ways>, diagnostics: &mut Vec<Diagnostic>) {
    let document = &passage.document;
    for (used, include) in document.body.includes.iter().zip(&passage.includes) {
        let place = document.place(used.span);
        match include {
            Ok(inner) => check_passage(site, inner, ways, diagnostics),
            Err(IncludeFault::Outside) => {
                let message = format!("`{}` lies outside the content folder", used.name);
                diagnostics.push(
                    Diagnostic::new(&codes::INCLUDE_OUTSIDE, place, message)
                        .help("put the passage into the folder `shared` of the content"),
                );
            }
            Err(IncludeFault::Missing(path)) => {
                let near = nearest_by_name(path, &site.shared)
                    .map(|near| format!("did you mean `{}`?", relative(near, &document.path)));
                let mut message = format!("there is no shared passage `{path}`");
                if let Some(way) = ways.get_or_insert_with(|| ways_of(site)).get(&document.path) {
                    let _ = write!(message, "; it is asked for by way of {}", way.join(" → "));
                }
                let help =
                    near.unwrap_or_else(|| "shared passages stand in the folder `shared` of the content".to_owned());
                diagnostics.push(Diagnostic::new(&codes::INCLUDE_MISSING, place, message).help(help));
            }
            Err(IncludeFault::TooMany) => {
                let message = format!(
                    "shared passages stand more than {DEEPEST_INCLUDES} deep in each other, or more than {MOST_INCLUDES} on one page"
                );
                diagnostics.push(
                    Diagnostic::new(&codes::NESTED_TOO_DEEPLY, place, message).help("take some of these includes out"),
                );
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
