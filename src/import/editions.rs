//! Takes the files of one chapter, snapshot by snapshot, gives its editions: the texts that differ from the one before,
//! the days on which the chapter was missing, and the amendment that says so. Front matter alone makes no edition.

use jiff::civil::Date;

use super::foreign::ForeignFile;
use super::likeness::plain_typography;
use crate::data::dates::long_date;

/// A chapter's file in one snapshot, its links already following their targets.
pub struct Appearance<'a> {
    /// Which snapshot.
    pub snapshot: usize,
    /// The file.
    pub file: &'a ForeignFile,
    /// Its text.
    pub body: String,
    /// How many of its links were written anew.
    pub rewritten: usize,
}

/// How an edition came about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// The chapter is new.
    New,
    /// Its text changed.
    Text,
    /// Only quotation marks, dashes, spaces or line breaks changed.
    Typography,
    /// It was missing, and came back.
    Returned,
}

impl Change {
    /// The type of the amendment that records it.
    pub fn kind(self) -> &'static str {
        match self {
            Change::New => "new",
            // What is only typography is for the author to call minor.
            Change::Text | Change::Typography => "major",
            Change::Returned => "reinstated",
        }
    }
}

/// One edition.
pub struct ImportedEdition<'a> {
    /// From which day.
    pub from: Date,
    /// How it came about.
    pub change: Change,
    /// What readers are told of it.
    pub note: String,
    /// The appearances that have this text, oldest first: snapshot and file.
    pub seen: Vec<(usize, &'a ForeignFile)>,
    /// Its text.
    pub body: String,
    /// How many of its links were written anew.
    pub rewritten: usize,
    /// The day of the first snapshot that did not have the chapter any more.
    pub withdrawn_on: Option<Date>,
}

impl<'a> ImportedEdition<'a> {
    /// The newest file that has this text: its front matter is kept.
    pub fn newest(&self) -> Option<&'a ForeignFile> {
        self.seen.last().map(|(_, file)| *file)
    }
}

/// The editions of a chapter, oldest first. `days` are those of the snapshots.
pub fn find_editions<'a>(appearances: Vec<Appearance<'a>>, days: &[Date]) -> Vec<ImportedEdition<'a>> {
    let mut editions: Vec<ImportedEdition<'a>> = Vec::new();
    let mut last = 0;
    for appearance in appearances {
        let Some(day) = days.get(appearance.snapshot).copied() else { continue };
        let before = days.get(appearance.snapshot.wrapping_sub(1)).copied();
        let missed = days.get(last + 1).copied().filter(|_| !editions.is_empty() && appearance.snapshot > last + 1);
        last = appearance.snapshot;
        let change = match editions.last_mut() {
            None => Change::New,
            Some(edition) if missed.is_some() => {
                edition.withdrawn_on = missed;
                Change::Returned
            }
            Some(edition) => {
                let Some(change) = compare(edition, &appearance) else {
                    edition.seen.push((appearance.snapshot, appearance.file));
                    continue;
                };
                change
            }
        };
        let note = note(change, day, before);
        editions.push(ImportedEdition {
            from: day,
            change,
            note,
            seen: vec![(appearance.snapshot, appearance.file)],
            body: appearance.body,
            rewritten: appearance.rewritten,
            withdrawn_on: None,
        });
    }
    if let Some(edition) = editions.last_mut() {
        edition.withdrawn_on = days.get(last + 1).copied();
    }
    editions
}

/// How a text differs from the edition before; nothing if it is the same.
fn compare(edition: &ImportedEdition<'_>, appearance: &Appearance<'_>) -> Option<Change> {
    let before = edition.newest()?;
    let after = appearance.file;
    // A draft is never in force: it must not be taken for the text that is, nor the text for a draft.
    let same_standing = before.front.draft == after.front.draft;
    if same_standing && before.title == after.title && edition.body == appearance.body {
        return None;
    }
    let alike = plain_typography(&before.title) == plain_typography(&after.title)
        && plain_typography(&edition.body) == plain_typography(&appearance.body);
    Some(if alike && same_standing { Change::Typography } else { Change::Text })
}

fn note(change: Change, day: Date, before: Option<Date>) -> String {
    let (day, earlier) = (long_date(day), before.map(long_date).unwrap_or_default());
    match change {
        Change::New if before.is_none() => format!("In the manual of {day}, the first that was imported."),
        Change::New => format!("New in the manual of {day}; not in that of {earlier}."),
        Change::Text => format!("Changed between the manual of {earlier} and that of {day}."),
        Change::Typography => {
            format!("Changed between the manual of {earlier} and that of {day}, in typography only.")
        }
        Change::Returned => format!("Back in the manual of {day}; not in that of {earlier}."),
    }
}
