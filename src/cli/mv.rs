//! `chapterhouse mv`: gives a chapter another place, another name or another id, and lets every link follow.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::author::{Author, refusal};
use super::author_args::MvArguments;
use super::author_record::RecordChange;
use super::changes::planned::FileChange;
use super::failure::Failure;
use super::new::split_name;
use super::report::say;
use crate::data::node::Step;
use crate::diagnostics::suggest::did_you_mean;
use crate::edit::front_matter::{Change, edit};
use crate::edit::links::{Moves, Unsure, link_splices, relinked};
use crate::edit::manuscript::Manuscript;
use crate::edit::yaml_values::{Item, Scalar};
use crate::model::chapter::Chapter;
use crate::parse::document::{Document, parse_document, parse_passage};
use crate::parse::front_matter::bad_id;

/// Moves the chapter.
///
/// # Errors
/// When the new place or id cannot be had, a link cannot be changed for sure, or the machine will not write.
pub fn run(typed: &MvArguments) -> Result<bool, Failure> {
    let author = Author::open(&typed.author)?;
    let chapter = author.chapter(&typed.id)?;
    let moves = match &typed.place {
        Some(place) => moves(&author, chapter, place)?,
        None => Moves { content: author.content().to_owned(), ..Moves::default() },
    };
    let new_id = typed.new_id.as_deref().map(|id| checked_id(&author, chapter, id)).transpose()?;
    if moves.files.is_empty() && new_id.is_none() {
        return refusal(
            "nothing to do: the chapter has this place or id already\nhelp: give a new place, PART/NAME, or a new id, --id NEW-ID",
        );
    }
    let files = changed_files(&author, chapter, &moves, new_id)?;
    let mut changes: Vec<FileChange> = files.into_values().collect();
    for (from, to) in &moves.folders {
        changes.push(FileChange::MoveFolder { from: from.clone(), to: to.clone() });
    }
    let renamed = new_id.map(|new| (chapter.id.to_string(), new.to_owned()));
    let record = RecordChange { renamed, ..RecordChange::default() };
    let done = author.complete(&format!("mv {}", chapter.id), changes, &record)?;
    if done && !author.is_dry_run() {
        match new_id {
            Some(new) => say(&format!(
                "the chapter is now at chapter/{new}/; its old address, chapter/{}/, leads on to it",
                chapter.id
            )),
            None => say(&format!("the chapter keeps its id and its address, chapter/{}/", chapter.id)),
        }
    }
    Ok(done)
}

/// Where the files of a chapter go.
fn moves(author: &Author, chapter: &Chapter, place: &str) -> Result<Moves, Failure> {
    let content = author.content();
    let (part, name) = split_name(place, content, |part| author.root().join(content).join(part).is_dir())?;
    if !author.site.parts.iter().any(|known| known.folder == part) {
        let known = author.site.parts.iter().map(|known| known.folder.as_str());
        let help =
            did_you_mean(part, known).unwrap_or_else(|| format!("make the folder {part} with its index.md first"));
        return refusal(format!("there is no part `{part}`\nhelp: {help}"));
    }
    let inside = |path: &str| format!("{content}/{path}").trim_start_matches('/').to_owned();
    let mut moves = Moves { content: content.to_owned(), ..Moves::default() };
    let mut stems: BTreeMap<String, String> = BTreeMap::new();
    for edition in &chapter.editions {
        let path: &str = &edition.document().path;
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = author.name_of(path).stem;
        let rest = file.strip_prefix(stem.as_str()).unwrap_or(".md");
        let to = inside(&format!("{part}/{name}{rest}"));
        if to != path {
            moves.files.insert(path.to_owned(), to);
            stems.insert(format!("{folder}/{stem}"), inside(&format!("{part}/{name}")));
        }
    }
    let taken = author.sources().pages.iter().find(|page| {
        let path: &str = &page.path;
        let own = chapter.editions.iter().any(|edition| edition.document().path.as_ref() == path);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        !own && author.name_of(path).stem == name && folder == inside(part)
    });
    if let Some(other) = taken.filter(|_| !moves.files.is_empty()) {
        return refusal(format!("{} is there already; nothing was changed\nhelp: choose another name", other.path));
    }
    for (from, to) in stems {
        let is_part = author.site.parts.iter().any(|part| inside(&part.folder) == from);
        if !is_part && author.root().join(&from).is_dir() {
            moves.folders.push((from, to));
        }
    }
    Ok(moves)
}

/// An id that the chapter can have.
fn checked_id<'a>(author: &Author, chapter: &Chapter, id: &'a str) -> Result<&'a str, Failure> {
    if let Some(why) = bad_id(id) {
        return refusal(format!(
            "--id {id}: {why}\nhelp: write lower-case letters, digits and hyphens, as in `home-visits`"
        ));
    }
    if id == chapter.id.as_ref() {
        return refusal(format!("--id {id}: the chapter has this id already"));
    }
    if let Some(other) = author.site.chapter(id) {
        let path = other.editions.first().map(|edition| edition.document().path.to_string()).unwrap_or_default();
        return refusal(format!("--id {id}: {path} has this id already\nhelp: choose another id"));
    }
    let had = |other: &&Arc<Chapter>| {
        other.id != chapter.id
            && other.editions.iter().any(|edition| edition.front().old_ids.iter().any(|old| old == id))
    };
    if let Some(other) = author.site.chapters.iter().find(had) {
        return refusal(format!(
            "--id {id}: the chapter `{}` had this id before, and what was written down of it still leads there\nhelp: choose another id",
            other.id
        ));
    }
    Ok(id)
}

/// Every file that changes, by its old path.
fn changed_files(
    author: &Author,
    chapter: &Chapter,
    moves: &Moves,
    new_id: Option<&str>,
) -> Result<BTreeMap<String, FileChange>, Failure> {
    let own: HashMap<&str, bool> = chapter
        .editions
        .iter()
        .map(|edition| {
            let path: &str = &edition.document().path;
            (path, author.name_of(path).edition.is_none())
        })
        .collect();
    let mut files = BTreeMap::new();
    let mut unsure: Vec<Unsure> = Vec::new();
    let pages = author.sources().pages.iter().map(|text| (text, true));
    let passages = author.sources().passages.iter().map(|text| (text, false));
    for (source, page) in pages.chain(passages) {
        let document = Arc::new(if page { parse_document(source) } else { parse_passage(source) }.value);
        let keys = key_changes(author, chapter, &document, moves, new_id, &own);
        let path: &str = &source.path;
        let to = moves.after(path);
        // Most files have nothing to do with the chapter: those are not even read again.
        let touched = to != *path || !keys.is_empty() || leads_to_moved(&document, moves);
        if !touched {
            continue;
        }
        let old = author.manuscript(&document)?;
        let linked = match relinked(&old, &to, moves) {
            Ok(linked) => linked,
            Err(found) => {
                unsure.extend(found);
                continue;
            }
        };
        let new: Manuscript = edit(&linked, &keys)?;
        let (old_bytes, new_bytes) = (old.raw().as_bytes().to_vec(), new.raw().as_bytes().to_vec());
        let change = if to == *path {
            FileChange::Replace { path: to, old: old_bytes, new: new_bytes }
        } else {
            FileChange::Move { from: path.to_owned(), to, old: old_bytes, new: new_bytes }
        };
        files.insert(path.to_owned(), change);
    }
    if unsure.is_empty() {
        return Ok(files);
    }
    let lines: Vec<String> = unsure
        .iter()
        .map(|link| format!("  {}:{}: {} would have to be {}", link.path, link.line, link.from, link.to))
        .collect();
    refusal(format!(
        "these links cannot be changed for sure, so nothing was changed:\n{}\n\
         help: write each as [text](target.md), on one line, and run the command again",
        lines.join("\n")
    ))
}

/// Whether a link or include of a document may have to be changed.
fn leads_to_moved(document: &Document, moves: &Moves) -> bool {
    if moves.files.is_empty() {
        return false;
    }
    let file = Manuscript::new(&document.path, document.text.to_string());
    link_splices(&file, &document.path, moves).map_or(true, |splices| !splices.is_empty())
}

/// What changes in a document's front matter.
fn key_changes(
    author: &Author,
    chapter: &Chapter,
    document: &Document,
    moves: &Moves,
    new_id: Option<&str>,
    own: &HashMap<&str, bool>,
) -> Vec<Change> {
    let front = &document.front_matter;
    let mut changes = Vec::new();
    let old = chapter.id.as_ref();
    let is_plain = own.get(document.path.as_ref()).copied();
    match (new_id, is_plain) {
        (Some(new), Some(plain)) => {
            let slug = author.name_of(&moves.after(&document.path)).slug;
            if front.id.is_some() || (plain && slug != new) {
                changes.push(Change::Set("id", Scalar::Word(new.to_owned())));
            }
            let again = front.old_ids.iter().position(|id| id == new);
            if let Some(index) = again {
                // The chapter gets back an id that it had: the two change places.
                let path = vec![Step::Key("old_ids".to_owned(), 0), Step::Item(index)];
                changes.push(Change::Replace(path, old.to_owned()));
            } else if plain && !front.old_ids.iter().any(|id| id == old) {
                changes.push(Change::AddItem("old_ids", Item::Word(old.to_owned()), true));
            }
        }
        (None, Some(true)) if front.id.is_none() && author.name_of(&moves.after(&document.path)).slug != old => {
            changes.push(Change::Set("id", Scalar::Word(old.to_owned())));
        }
        _ => {}
    }
    let Some(new) = new_id else { return changes };
    let key = |key: &str| Step::Key(key.to_owned(), 0);
    for (name, ids) in [("related", &front.related), ("supersedes", &front.supersedes)] {
        let places = ids.iter().enumerate().filter(|(_, id)| *id == old);
        changes.extend(places.map(|(index, _)| Change::Replace(vec![key(name), Step::Item(index)], new.to_owned())));
    }
    if front.withdrawn.as_ref().and_then(|entry| entry.replaced_by.as_deref()) == Some(old) {
        changes.push(Change::Replace(vec![key("withdrawn"), key("replaced_by")], new.to_owned()));
    }
    changes
}
