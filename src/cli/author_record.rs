//! The record of editions when an author's command changes files. Takes the manual before and after, gives the lines
//! that keep the record true: texts that were moved or written out, chapters with another id, editions now closed.

use jiff::civil::Date;

use super::author::refusal;
use super::failure::Failure;
use crate::diagnostics::place::Span;
use crate::model::record::{Recorded, has_been_in_force, recorded_hash};
use crate::model::site::Site;
use crate::parse::editions_lock::{LockEvent, LockKind, LockedChange};

/// What a command does to the record besides following its files.
#[derive(Clone, Debug, Default)]
pub struct RecordChange {
    /// A chapter gets another id: the old one, the new one.
    pub renamed: Option<(String, String)>,
    /// An edition is closed, and recorded if it has been in force: its chapter's id and its name.
    pub closed: Option<(String, String)>,
    /// An edition's text was corrected: its chapter's id, its name, and who corrected it and why.
    pub corrected: Option<(String, String, String)>,
}

/// The lines to add.
///
/// # Errors
/// When the record cannot be read and would have to be written.
pub fn record_events(
    before: &Site,
    after: &Site,
    change: &RecordChange,
    today: Date,
) -> Result<Vec<LockEvent>, Failure> {
    let unreadable = before.registers.file("editions").is_some() && before.registers.lock.is_none();
    let recorded = Recorded::of_site(before);
    let mut events = Vec::new();
    let mut add = |what: LockedChange| events.push(LockEvent { on: today, what, span: Span::default() });
    let old_id = |id: &str| match &change.renamed {
        Some((from, to)) if to == id => from.clone(),
        _ => id.to_owned(),
    };
    if let Some((from, to)) = change.renamed.as_ref().filter(|(from, _)| recorded.chapters.contains_key(from.as_str()))
    {
        add(LockedChange::Renamed { from: from.clone(), to: to.clone() });
    }
    for chapter in &after.chapters {
        let was = old_id(&chapter.id);
        for edition in &chapter.editions {
            let is = |named: &(String, String)| named.0 == *chapter.id && named.1 == *edition.name;
            let text = |kind, note: &str| LockedChange::Text {
                kind,
                id: chapter.id.to_string(),
                edition: edition.name.to_string(),
                hash: recorded_hash(&edition.text.passage),
                note: note.to_owned(),
            };
            if let Some((_, _, note)) =
                change.corrected.as_ref().filter(|(id, name, _)| *id == *chapter.id && *name == *edition.name)
            {
                add(text(LockKind::Corrected, note));
                continue;
            }
            let Some((hash, _)) = recorded.get(&was, &edition.name) else {
                if change.closed.as_ref().is_some_and(is) && (has_been_in_force(edition)) {
                    add(text(LockKind::Recorded, ""));
                }
                continue;
            };
            let then =
                before.chapter(&was).and_then(|old| old.editions.iter().find(|other| other.name == edition.name));
            // A text that had been altered before is not made good by moving it.
            let was_true = then.is_some_and(|then| recorded_hash(&then.text.passage) == hash);
            if was_true && recorded_hash(&edition.text.passage) != hash {
                add(text(LockKind::Moved, ""));
            }
        }
    }
    if unreadable && !events.is_empty() {
        return refusal(
            "registers/editions.lock cannot be read, so it could not be kept true; nothing was changed\n\
             help: chapterhouse check says what is wrong with it",
        );
    }
    Ok(events)
}
