//! What a page of the preview is told of itself and of the manual: what is wrong, which view it is in, and where the
//! reviewer's pages of it are. Takes a revision and a page, gives JSON.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;

use super::faces::Face;
use super::notices::{Notices, Sorted};
use super::revision::Revision;
use super::view::View;

/// The page of everything that would go live.
const LIVE: &str = "review/";
/// The page of a chapter's text with its changes marked, below the chapter's own.
const CHANGES: &str = "changes/";

#[derive(Serialize)]
struct State<'a> {
    number: u64,
    /// The day that the manual is shown as on.
    day: String,
    /// What is today.
    today: String,
    /// Whether the newest text is what is shown.
    current: bool,
    view: ViewState,
    errors: usize,
    warnings: usize,
    trouble: Option<&'a str>,
    notices: Sorted,
    ways: Vec<Way>,
}

#[derive(Serialize)]
struct ViewState {
    prefix: String,
    drafts: bool,
    future: bool,
    as_at: Option<String>,
    /// The page, as every view has it.
    page: String,
}

/// A page that is offered.
#[derive(Serialize)]
struct Way {
    title: &'static str,
    href: String,
    here: bool,
}

/// The state of a page as JSON.
pub fn page_state(revision: &Revision, view: View, page: &str, root: &Path) -> String {
    let report = revision.report(view);
    let (errors, warnings) = report.counts();
    let nothing = BTreeSet::new();
    let face = revision.face_at(page);
    let own = face.as_ref().map_or(&nothing, |face| &face.files);
    let state = State {
        number: revision.number,
        day: view.as_at.unwrap_or(revision.today).to_string(),
        today: revision.today.to_string(),
        current: report.has_site,
        view: ViewState {
            prefix: view.prefix(),
            drafts: view.drafts,
            future: view.future,
            as_at: view.as_at.map(|day| day.to_string()),
            page: page.to_owned(),
        },
        errors,
        warnings,
        trouble: report.trouble.as_deref(),
        notices: Notices::of(&report, &revision.editor).sorted(own, root),
        ways: ways(revision, view, page, face.as_ref()),
    };
    serde_json::to_string(&state).unwrap_or_default()
}

/// The reviewer's pages: what would go live, and what would change in the chapter that a page is of.
fn ways(revision: &Revision, view: View, page: &str, face: Option<&Face>) -> Vec<Way> {
    let prefix = View::REVIEW.prefix();
    let way = |title, folder: &str| Way {
        title,
        here: view == View::REVIEW && page.starts_with(folder),
        href: format!("/{prefix}{folder}"),
    };
    let mut ways = vec![way("What would go live", LIVE)];
    if let Some(face) = face.filter(|face| revision.has_changes(&face.folder)) {
        ways.push(way("Changes in this chapter", &format!("{}{CHANGES}", face.folder)));
    }
    ways
}
