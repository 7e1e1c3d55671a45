//! What a browser has to fetch to keep the manual on a device: `keep.json` says how much it is, `keep-files.json` lists it, and `keep.js` is
//! the worker that gives it back.
//!
//! Takes the files of a finished site, gives the two lists. Knows nothing of how a browser keeps them.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;
use serde::Serialize;

use super::downloads::are_offered;
use super::plan::{PageKind, PlannedPage, file_of};
use super::views::page::SiteView;
use crate::memo::ContentHash;
use crate::model::chapter::State;
use crate::model::site::Site;

/// The form of both files. A script that knows another keeps nothing.
const FORMAT: u32 = 1;
/// A file of more bytes is large: it is kept only by who asks for it.
const LARGE: usize = 1_000_000;
/// How many bytes of a SHA-256 tell a file from what it was: a browser fetches what differs.
const HASH_LENGTH: usize = 6;

/// What a build says of itself.
pub const HEAD: &str = "keep.json";
/// The files that are to be kept, each with its hash and size.
pub const LIST: &str = "keep-files.json";
/// The worker.
pub const WORKER: &str = "keep.js";

/// What stands in the place of the worker where nothing is kept, so that one that was left by an earlier site goes.
pub const LEAVING_WORKER: &str = include_str!("leaving_worker.js");

/// Whether a site has one of these files. No record has one, nor a site for review; a site that is no longer to be kept has the worker
/// that goes.
pub fn has(site: &Site, path: &str) -> bool {
    match path {
        HEAD | LIST => are_offered(site),
        WORKER => !site.frozen && !site.is_for_review(),
        _ => false,
    }
}

/// What is published of a file of the theme, by its path in the site: the worker goes where nothing is kept.
pub fn published<'a>(site: &Site, path: &str, bytes: &'a [u8]) -> Option<&'a [u8]> {
    match path {
        WORKER if !has(site, WORKER) => None,
        WORKER if !are_offered(site) => Some(LEAVING_WORKER.as_bytes()),
        _ => Some(bytes),
    }
}

#[derive(Serialize)]
struct Head<'a> {
    format: u32,
    /// Tells this build from all others.
    stamp: &'a str,
    /// The version of the theme, as it stands in addresses.
    version: &'a str,
    title: &'a str,
    language: &'a str,
    /// The days of the build as they are written on its pages: a page that differs from an earlier one only in these is not fetched.
    days: [&'a str; 3],
    /// How many files are to be kept, without large ones, and how many bytes they hold.
    files: usize,
    bytes: usize,
    large: Large,
    /// The hash of the list.
    list: &'a str,
}

#[derive(Default, Serialize)]
struct Large {
    files: usize,
    bytes: usize,
    /// Files of more bytes are large.
    over: usize,
}

/// A file of the site: its path, its SHA-256, how many bytes it has.
pub type Published<'a> = (&'a str, &'a [u8; 32], usize);

/// The two lists, by their paths. `hash` gives the SHA-256 of a text.
pub fn keep_files<'a>(
    site: &Site,
    view: &SiteView,
    plan: &[PlannedPage],
    files: impl Iterator<Item = Published<'a>>,
    hash: &dyn Fn(&str) -> [u8; 32],
) -> Vec<(String, String)> {
    if !are_offered(site) {
        return Vec::new();
    }
    let mut pages: HashSet<String> =
        plan.iter().filter(|page| is_kept(site, &page.kind)).map(|page| file_of(site, page)).collect();
    // An old address is kept with the page that it leads to.
    let old: Vec<String> =
        plan.iter().filter(|page| leads_into(site, &page.kind, &pages)).map(|page| file_of(site, page)).collect();
    pages.extend(old);
    let is_loaded = |path: &str| ["theme/", "files/", "search/now/"].iter().any(|folder| path.starts_with(folder));
    let mut lines = Vec::new();
    let (mut count, mut bytes, mut large) = (0, 0, Large { over: LARGE, ..Large::default() });
    for (path, sum, size) in files.filter(|(path, ..)| is_loaded(path) || pages.contains(*path)) {
        lines.push(serde_json::to_string(&(path, short_hash(sum), size)).unwrap_or_default());
        let (files, sizes) = if size > LARGE { (&mut large.files, &mut large.bytes) } else { (&mut count, &mut bytes) };
        *files += 1;
        *sizes += size;
    }
    let list = format!("{{\"format\":{FORMAT},\"files\":[\n{}\n]}}\n", lines.join(",\n"));
    let stamp = ContentHash::of(list.as_bytes()).hex();
    let head = Head {
        format: FORMAT,
        stamp: stamp.get(..16).unwrap_or(&stamp),
        version: &view.version,
        title: &site.config.title,
        language: &site.config.language,
        days: [&view.built_on_iso, &view.built_on, &view.stale_from],
        files: count,
        bytes,
        large,
        list: &short_hash(&hash(&list)),
    };
    let head = serde_json::to_string_pretty(&head).unwrap_or_default() + "\n";
    vec![(HEAD.to_owned(), head), (LIST.to_owned(), list)]
}

/// Whether a page leads readers of an old address to one of some pages.
fn leads_into(site: &Site, kind: &PageKind, pages: &HashSet<String>) -> bool {
    let PageKind::Redirect(place) = kind else { return false };
    site.redirects.pages.get(*place).is_some_and(|redirect| pages.contains(&redirect.to.file(site.config.pages)))
}

fn short_hash(sum: &[u8; 32]) -> String {
    URL_SAFE.encode(sum.get(..HASH_LENGTH).unwrap_or(sum))
}

/// Whether a page is for reading what applies and what is to come. What is of the past, and what holds the same text once more, is left
/// where there is a network.
fn is_kept(site: &Site, kind: &PageKind) -> bool {
    match kind {
        PageKind::Edition(chapter, edition) => {
            let found = site.chapters.get(*chapter).and_then(|chapter| chapter.editions.get(*edition));
            found.is_some_and(|edition| matches!(edition.state, State::Future | State::Prospective))
        }
        PageKind::Home
        | PageKind::Part(_)
        | PageKind::Chapter(_)
        | PageKind::Amendments(_)
        | PageKind::Search
        | PageKind::AToZ
        | PageKind::Keep
        | PageKind::References
        | PageKind::Forms
        | PageKind::Contacts
        | PageKind::Glossary
        | PageKind::Reviews(_)
        | PageKind::Accessibility => true,
        PageKind::History(_)
        | PageKind::Compare(..)
        | PageKind::GoingLive
        | PageKind::Changes(..)
        | PageKind::AsAt
        | PageKind::Print(_)
        | PageKind::ChapterFile(_)
        | PageKind::ManualFile(_)
        | PageKind::Redirect(_)
        | PageKind::NotFound => false,
    }
}
