//! Editions against the record of them: none that has been in force is altered, lost or left out of it.
//!
//! A record that cannot be read was reported where it was read, and nothing is said here that would follow from that.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::chapter::{Chapter, Edition, State, edition_words};
use crate::model::record::{Recorded, RecordedTexts, has_been_in_force, recorded_hash};
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::document::Document;
use crate::parse::editions_lock::{FILE, LockEvent};

/// How many editions one message names.
const NAMED: usize = 5;

/// Checks the editions of every chapter against the record.
pub fn check_record(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    // A manual as it stood is compared with nothing: the record of today was not there yet.
    if site.frozen {
        return;
    }
    let registers = &site.registers;
    let file = registers.file("editions");
    if file.is_some() && registers.lock.is_none() {
        return;
    }
    let recorded = Recorded::of_site(site);
    let path: Arc<str> = file.map_or_else(
        || Arc::from(format!("{}/registers/{FILE}", site.config.content).trim_start_matches('/')),
        |file| Arc::clone(&file.path),
    );
    let chapters: Vec<_> = scope.chapters(site).collect();
    let altered = chapters.par_iter().flat_map_iter(|chapter| {
        chapter
            .editions
            .iter()
            .filter_map(|edition| check_text(chapter, edition, &recorded, &path, site.config.understood))
    });
    diagnostics.extend(altered.collect::<Vec<_>>());
    if *scope != Scope::Whole {
        // What follows is of the record and of the files that there are, not of what stands in them.
        return;
    }
    for event in &recorded.contradictions {
        let message = "this edition was recorded before, with another hash";
        let fault = Diagnostic::new(&codes::LOCK_DAMAGED, Place::new(&path, event.span), message)
            .help("take this line out: what was recorded first stands, and only `chapterhouse correct` may change it");
        diagnostics.push(fault);
    }
    let found_again = check_lost(site, &recorded, &path, diagnostics);
    check_unrecorded(site, &recorded, &found_again, &path, diagnostics);
}

/// Says of faults that bring their own mend, in texts that are on record, how such a text is mended.
pub fn tell_of_record(site: &Site, diagnostics: &mut [Diagnostic]) {
    if site.frozen || diagnostics.iter().all(|fault| fault.mends.is_empty()) {
        return;
    }
    let recorded = RecordedTexts::of(site);
    for fault in diagnostics {
        let Some((id, name)) = fault.mends.iter().find_map(|mend| recorded.edition_at(&mend.place)) else { continue };
        let how = format!(
            "this text is on record: change it only for a mistake, and record that: `chapterhouse correct {id} {name} --by \
             CONTACT --reason \"…\"`"
        );
        fault.help = Some(fault.help.take().map_or(how.clone(), |help| format!("{help}; {how}")));
    }
}

fn check_text(
    chapter: &Chapter,
    edition: &Edition,
    recorded: &Recorded<'_>,
    lock: &Arc<str>,
    understood: bool,
) -> Option<Diagnostic> {
    let (before, event) = recorded.get(&chapter.id, &edition.name)?;
    let document = edition.document();
    let passage = &edition.text.passage;
    // Of what could not be read, or lacks a passage or what a variable says, there is no text to compare. Settings that were not
    // understood may say anything.
    let settings_stand_in_it = !passage.variables.is_empty() || !passage.includes.is_empty();
    if !document.understood || !passage.is_whole() || (settings_stand_in_it && !understood) {
        return None;
    }
    let words = edition_words(&edition.name);
    if matches!(edition.state, State::Draft | State::Prospective) {
        let message = format!("the {words} of `{}` has been in force and is now a draft", chapter.id);
        let fault = Diagnostic::new(&codes::EDITION_LOST, Place::file(&document.path), message)
            .help("take `draft` or `prospective` out again; a new text is a new edition: chapterhouse amend")
            .related(Place::new(lock, event.span), "recorded here");
        return Some(fault);
    }
    if !edition.visible {
        let message = format!("the {words} of `{}` has been in force and is no longer published", chapter.id);
        let fault = Diagnostic::new(&codes::EDITION_LOST, document.place_of_key("published_on"), message)
            .help("take back the day of its publication: what readers have seen stays on record")
            .related(Place::new(lock, event.span), "recorded here");
        return Some(fault);
    }
    let now = recorded_hash(passage);
    if now == before {
        return None;
    }
    let shared = if passage.includes.is_empty() && passage.variables.is_empty() {
        ""
    } else {
        "; it includes shared passages or variables, which may be what changed"
    };
    let message = format!(
        "the {words} of `{}` was altered after it came into force: recorded {}…, now {}…{shared}",
        chapter.id,
        first_digits(before),
        first_digits(&now)
    );
    let help = format!(
        "if its meaning changes, take the text back from version control and run `chapterhouse amend {id}`; if a mistake \
         in it was put right, record that: `chapterhouse correct {id} {name} --by CONTACT --reason \"…\"`",
        id = chapter.id,
        name = edition.name
    );
    let place = Place::file(&document.path);
    let fault = Diagnostic::new(&codes::EDITION_ALTERED, place, message).help(help);
    Some(fault.related(Place::new(lock, event.span), "recorded here"))
}

/// As many digits of a hash as tell two apart; the whole stands in the record.
fn first_digits(hash: &str) -> &str {
    hash.get(..12).unwrap_or(hash)
}

/// Says what is lost, and gives the files of texts that are there under another id: they are on record once the old one is named.
fn check_lost(
    site: &Site,
    recorded: &Recorded<'_>,
    lock: &Arc<str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> HashSet<Arc<str>> {
    let mut found_again = HashSet::new();
    let unreadable = site.unpublished.iter().any(|document| !document.understood);
    let mut renamed: Option<HashMap<String, &Edition>> = None;
    for (id, editions) in &recorded.chapters {
        let chapter = site.chapter(id);
        for (name, event) in editions {
            let there = chapter.is_some_and(|chapter| chapter.editions.iter().any(|edition| *edition.name == **name));
            // A file whose front matter cannot be read may be the one.
            let broken = |chapter: &Chapter| chapter.editions.iter().any(|edition| !edition.document().understood);
            if there || chapter.map_or(unreadable, broken) {
                continue;
            }
            let found = match (chapter, recorded.get(id, name)) {
                // Nothing is read again where nothing is lost.
                (None, Some((hash, _))) => renamed.get_or_insert_with(|| unrecorded_texts(site, recorded)).get(hash),
                _ => None,
            };
            diagnostics.push(match found {
                Some(edition) => {
                    found_again.insert(Arc::clone(&edition.document().path));
                    renamed_by_hand(edition, id, name, lock, event)
                }
                None => lost(chapter, id, name, lock, event),
            });
        }
    }
    found_again
}

/// The texts that have been in force and are not on record, by the hash that they would have there.
fn unrecorded_texts<'a>(site: &'a Site, recorded: &Recorded<'_>) -> HashMap<String, &'a Edition> {
    let mut texts = HashMap::new();
    for chapter in &site.chapters {
        for edition in &chapter.editions {
            if recorded.get(&chapter.id, &edition.name).is_none() && edition.document().understood {
                texts.entry(recorded_hash(&edition.text.passage)).or_insert(edition);
            }
        }
    }
    texts
}

/// A chapter whose very text is in the manual under another id.
fn renamed_by_hand(edition: &Edition, id: &str, name: &str, lock: &Arc<str>, event: &LockEvent) -> Diagnostic {
    let document = edition.document();
    let message = format!(
        "the chapter `{id}` has been in force ({}), and its text is in {}, under another id",
        edition_words(name),
        document.path
    );
    let help = format!(
        "put `old_ids: [{id}]` into the front matter of that file: what was recorded, and every link to the old address, then goes to it"
    );
    let place = if document.has_key("id") { document.place_of_key("id") } else { Place::file(&document.path) };
    Diagnostic::new(&codes::EDITION_LOST, Place::new(lock, event.span), message).help(help).related(place, "the text")
}

fn lost(chapter: Option<&Chapter>, id: &str, name: &str, lock: &Arc<str>, event: &LockEvent) -> Diagnostic {
    let message = match chapter {
        Some(_) => format!("the {} of `{id}` has been in force, and there is no file of it", edition_words(name)),
        None => format!("the chapter `{id}` has been in force ({}), and there is no such chapter", edition_words(name)),
    };
    let help = match chapter {
        Some(_) => "take the file back from version control, with its old date",
        None => &format!(
            "if it has another id now, put `old_ids: [{id}]` into its front matter; else take its files back from version \
                 control, and take it out of force with `chapterhouse withdraw`"
        ),
    };
    Diagnostic::new(&codes::EDITION_LOST, Place::new(lock, event.span), message).help(help)
}

/// Whether it is known what a text is called and from which day it was in force, if from any. A record of what cannot be read would
/// be one of nothing.
fn is_known(document: &Document) -> bool {
    let front = &document.front_matter;
    document.understood
        && front.title.is_some()
        && (front.effective_from.is_some() || !document.has_key("effective_from"))
}

fn check_unrecorded(
    site: &Site,
    recorded: &Recorded<'_>,
    found_again: &HashSet<Arc<str>>,
    lock: &Arc<str>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let kept = site.registers.lock.is_some();
    // Without a record, a young manual whose every text is in force has nothing to keep yet.
    let old = |edition: &Edition| has_been_in_force(edition) && (kept || edition.state != State::Current);
    let mut missing = site.chapters.iter().flat_map(|chapter| {
        let left_out = |edition: &&Edition| {
            let document = edition.document();
            old(edition)
                && recorded.get(&chapter.id, &edition.name).is_none()
                && is_known(document)
                && !found_again.contains(&document.path)
        };
        chapter.editions.iter().filter(left_out).map(|edition| format!("{} {}", chapter.id, edition.name))
    });
    let named: Vec<String> = missing.by_ref().take(NAMED).collect();
    let more = missing.count();
    if named.is_empty() {
        return;
    }
    let count = named.len() + more;
    let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
    let (verb, it) = if count == 1 { ("edition has", "is") } else { ("editions have", "are") };
    let message = format!("{count} {verb} been in force and {it} not recorded: {}{rest}", named.join(", "));
    let fault = Diagnostic::new(&codes::EDITION_NOT_RECORDED, Place::file(lock), message)
        .help("once the site is published, run `chapterhouse lock`, so that nobody can alter them unseen");
    diagnostics.push(fault);
}
