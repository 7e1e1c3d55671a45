//! The record of editions: takes the text of `registers/editions.lock`, gives its events and everything wrong with it.
//! Whether the texts still are what was recorded is for the checks to say.
//!
//! The file is a ledger. Its first line is its name and version, `chapterhouse editions 1`; each line after it is one
//! event, and nothing in it is ever rewritten: the last event of an edition counts. Lines that begin with `#` are notes.
//!
//! ```text
//! 2026-11-15 recorded  ID EDITION HASH
//! 2026-12-01 corrected ID EDITION HASH by CONTACT: the reason
//! 2026-12-02 moved     ID EDITION HASH
//! 2026-12-02 renamed   OLD-ID NEW-ID
//! ```
//!
//! EDITION is the edition's name in addresses: its first day, or `undated`. HASH is BLAKE3 in 64 hexadecimal digits; of
//! what, `model::record` says. Two branches of a manual that both add lines are merged by keeping the lines of both.

use jiff::civil::Date;

use crate::data::dates::parse_date;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::diagnostics::reported::Reported;
use crate::parse::front_matter::bad_id;
use crate::source::source_tree::SourceText;

/// The first line of the file, without its version.
const NAME: &str = "chapterhouse editions ";

/// The version of the file that is written.
pub const VERSION: u32 = 1;

/// The name of the file in the registers' folder.
pub const FILE: &str = "editions.lock";

/// The head of a new file.
pub const HEAD: &str = "chapterhouse editions 1\n\
    # Every edition that has been in force, with the BLAKE3 hash of its text. Chapterhouse adds lines; change none.\n\
    # When two branches both added lines, keep the lines of both.\n";

/// The record of editions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EditionsLock {
    /// What was recorded, in the file's order.
    pub events: Vec<LockEvent>,
}

/// One line of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockEvent {
    /// The day on which it was written.
    pub on: Date,
    /// What happened.
    pub what: LockedChange,
    /// The line in the file.
    pub span: Span,
}

/// What a line records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LockedChange {
    /// An edition's text.
    Text {
        /// Why the line was written.
        kind: LockKind,
        /// The chapter.
        id: String,
        /// The edition's name in addresses.
        edition: String,
        /// The hash of its text in 64 hexadecimal digits.
        hash: String,
        /// Who corrected it and why, as written; empty for other kinds.
        note: String,
    },
    /// A chapter has another id from here on.
    Renamed {
        /// The old id.
        from: String,
        /// The new one.
        to: String,
    },
}

/// Why a text was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockKind {
    /// It had come into force.
    Recorded,
    /// A mistake in it was put right openly.
    Corrected,
    /// Its links follow files that moved, or shared text was written out into it.
    Moved,
}

const KINDS: &[(&str, LockKind)] =
    &[("recorded", LockKind::Recorded), ("corrected", LockKind::Corrected), ("moved", LockKind::Moved)];

impl LockEvent {
    /// The line as it is written, with its line end.
    pub fn line(&self) -> String {
        match &self.what {
            LockedChange::Text { kind, id, edition, hash, note } => {
                let word = KINDS.iter().find(|(_, other)| other == kind).map_or("recorded", |(word, _)| word);
                // A line is a line, whatever a reason holds.
                let note = note.split_whitespace().collect::<Vec<_>>().join(" ");
                let note = if note.is_empty() { note } else { format!(" {note}") };
                format!("{} {word} {id} {edition} {hash}{note}\n", self.on)
            }
            LockedChange::Renamed { from, to } => format!("{} renamed {from} {to}\n", self.on),
        }
    }
}

/// Reads the record.
pub fn parse_editions_lock(source: &SourceText) -> Reported<EditionsLock> {
    let mut diagnostics = Vec::new();
    let mut lock = EditionsLock::default();
    let mut at = 0;
    for (index, whole) in source.text.split_inclusive('\n').enumerate() {
        let line = whole.trim();
        let span = Span::new(at..at + whole.trim_end().len());
        at += whole.len();
        let fault = |code, message: String, help: &str| {
            Diagnostic::new(code, Place::new(&source.path, span), message).help(help)
        };
        if index == 0 {
            match line.strip_prefix(NAME).map(str::parse::<u32>) {
                Some(Ok(VERSION)) => {}
                Some(Ok(newer)) if newer > VERSION => {
                    let message = format!("this record is of version {newer}; this program knows version {VERSION}");
                    diagnostics.push(fault(&codes::LOCK_NEWER, message, "use the newer program"));
                    return Reported::new(lock, diagnostics);
                }
                _ => {
                    let message = format!("the record of editions does not begin with `{NAME}{VERSION}`");
                    let help = "take the file back from version control; nothing is written to it until it can be read";
                    diagnostics.push(fault(&codes::LOCK_DAMAGED, message, help));
                    return Reported::new(lock, diagnostics);
                }
            }
            continue;
        }
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match read_event(line) {
            Ok((on, what)) => lock.events.push(LockEvent { on, what, span }),
            Err(why) => {
                let conflict = ["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark));
                let help = if conflict {
                    "two branches both added lines: keep the lines of both and take the marks out"
                } else {
                    "take the line back from version control; nothing is written to this file until it can be read"
                };
                diagnostics.push(fault(
                    &codes::LOCK_DAMAGED,
                    format!("this line of the record cannot be read: {why}"),
                    help,
                ));
            }
        }
    }
    if source.text.is_empty() {
        let message = format!("the record of editions is empty; it begins with `{NAME}{VERSION}`");
        let fault = Diagnostic::new(&codes::LOCK_DAMAGED, Place::file(&source.path), message)
            .help("take the file back from version control, or delete it if no edition was recorded yet");
        diagnostics.push(fault);
    }
    Reported::new(lock, diagnostics)
}

fn read_event(line: &str) -> Result<(Date, LockedChange), String> {
    let mut words = line.split_whitespace();
    let on = parse_date(words.next().unwrap_or("")).map_err(|why| format!("it does not begin with a day ({why})"))?;
    let word = words.next().ok_or("it says nothing but a day")?;
    let mut id = || -> Result<String, String> {
        let id = words.next().ok_or("the chapter's id is missing")?;
        bad_id(id).map_or(Ok(id.to_owned()), |why| Err(format!("`{id}` is no id: {why}")))
    };
    if word == "renamed" {
        return Ok((on, LockedChange::Renamed { from: id()?, to: id()? }));
    }
    let kind = KINDS.iter().find(|(known, _)| *known == word).map(|(_, kind)| *kind);
    let kind = kind.ok_or_else(|| format!("`{word}` is not recorded, corrected, moved or renamed"))?;
    let id = id()?;
    let edition = words.next().ok_or("the edition is missing")?.to_owned();
    let hash = words.next().ok_or("the hash is missing")?.to_owned();
    if hash.len() != 64 || !hash.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte)) {
        return Err("the hash is not 64 hexadecimal digits".to_owned());
    }
    Ok((on, LockedChange::Text { kind, id, edition, hash, note: words.collect::<Vec<_>>().join(" ") }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Reported<EditionsLock> {
        parse_editions_lock(&SourceText::new("content/registers/editions.lock", text))
    }

    #[test]
    fn what_is_written_is_read() {
        let hash = "0123456789abcdef".repeat(4);
        let lines = [
            format!("2026-11-15 recorded home-visits 2024-05-01 {hash}\n"),
            format!("2026-12-01 corrected home-visits 2024-05-01 {hash} by duty-team: two words were swapped\n"),
            "2026-12-02 renamed home-visits visits\n".to_owned(),
        ];
        let found = read(&format!("{HEAD}{}", lines.concat()));
        assert!(found.diagnostics.is_empty(), "{:?}", found.diagnostics);
        assert_eq!(found.value.events.iter().map(LockEvent::line).collect::<Vec<_>>(), lines);
    }

    #[test]
    fn every_damaged_line_is_told_and_the_others_are_read() {
        let hash = "0".repeat(64);
        let text = format!(
            "{HEAD}<<<<<<< ours\n2026-11-15 recorded a 2024-05-01 {hash}\n=======\n2026-02-30 recorded a 2024-05-01 {hash}\n\
             2026-11-15 recorded A 2024-05-01 {hash}\n2026-11-15 recorded a 2024-05-01 12\n2026-11-15 forgotten a\n"
        );
        let found = read(&text);
        assert_eq!((found.value.events.len(), found.diagnostics.len()), (1, 6), "{:?}", found.diagnostics);
        assert_eq!(read("chapterhouse editions 2\nwhatever\n").diagnostics[0].code.name, "lock-newer");
        assert_eq!(read("").diagnostics[0].code.name, "lock-damaged");
        assert_eq!(read("version = 3\n").diagnostics[0].code.name, "lock-damaged");
    }
}
