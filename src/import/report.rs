//! What an import did, as values: for people as lines, for programs as JSON by its fields. Decides nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::pair::{Ambiguity, Means};
use crate::data::dates::long_date;

/// What was found in one snapshot, and how it stands to the one before.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SnapshotReport {
    /// Its day.
    pub date: String,
    /// What it was taken from.
    pub name: String,
    /// How many of its files are chapters.
    pub documents: usize,
    /// How many are introductions of folders.
    pub introductions: usize,
    /// How many are pictures and attachments.
    pub attachments: usize,
    /// How many chapters were paired with earlier ones, by what.
    pub paired: BTreeMap<Means, usize>,
    /// Paths of chapters that are new in it, the first snapshot aside.
    pub added: Vec<String>,
    /// Paths of chapters that the snapshot before had and it has not.
    pub removed: Vec<String>,
    /// Paths of chapters that came back.
    pub returned: Vec<String>,
    /// Paths of chapters whose text changed.
    pub changed: Vec<String>,
    /// Those among them in which only quotation marks, dashes, spaces or line breaks changed.
    pub typography_only: Vec<String>,
    /// Chapters whose text did not change; nothing of them is an edition.
    pub unchanged: usize,
    /// Paths of chapters of which only the front matter changed: the newer one is kept.
    pub front_matter_only: Vec<String>,
    /// Files that were not taken over, each with the reason.
    pub left_out: Vec<(String, String)>,
}

/// Two files that were paired by the likeness of their titles, for looking at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LikePair {
    /// The day of the newer one.
    pub date: String,
    /// The older file.
    pub old: String,
    /// The newer file.
    pub new: String,
}

/// One edition of a chapter.
#[derive(Clone, Debug, Serialize)]
pub struct EditionReport {
    /// From which day.
    pub from: String,
    /// The file it was written to, relative to the content folder.
    pub file: String,
    /// The files it was taken from, one for each snapshot that had this text.
    pub sources: Vec<String>,
    /// Until which day, where a later snapshot did not have the chapter.
    pub withdrawn_on: Option<String>,
}

/// One chapter.
#[derive(Clone, Debug, Serialize)]
pub struct ChapterReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its editions, oldest first.
    pub editions: Vec<EditionReport>,
}

/// The whole of an import.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ImportReport {
    /// Snapshots, oldest first.
    pub snapshots: Vec<SnapshotReport>,
    /// Chapters in the order of their files.
    pub chapters: Vec<ChapterReport>,
    /// Pairs by likeness.
    pub alike: Vec<LikePair>,
    /// What was left undecided.
    pub ambiguous: Vec<Ambiguity>,
    /// Targets of links that were written anew.
    pub links_rewritten: usize,
    /// Targets of links that no file of their snapshot has; they stay as they are.
    pub links_astray: Vec<(String, String)>,
    /// Files whose front matter could not be read; it is kept under `extra`.
    pub unread_front_matter: Vec<String>,
    /// Introductions that an earlier snapshot had otherwise: only the newest is kept.
    pub introductions_changed: Vec<String>,
    /// Introductions that the manual has already: its own stay, and these were left out.
    pub introductions_left: Vec<String>,
    /// Files to be written.
    pub files: usize,
}

fn count(number: usize, word: &str) -> String {
    format!("{number} {word}{}", if number == 1 { "" } else { "s" })
}

/// The report as lines for people.
pub fn report_lines(report: &ImportReport) -> String {
    let mut text = String::new();
    for (place, snapshot) in report.snapshots.iter().enumerate() {
        snapshot_lines(&mut text, snapshot, place == 0);
    }
    for pair in &report.alike {
        let _ = writeln!(text, "paired by likeness of title only ({}): {} and {}", pair.date, pair.old, pair.new);
    }
    for ambiguity in &report.ambiguous {
        let date = report.snapshots.get(ambiguity.snapshot).map_or("", |snapshot| snapshot.date.as_str());
        let _ = writeln!(text, "not decided ({date}): {} is that of {}", ambiguity.what, ambiguity.files.join(", "));
    }
    if !report.ambiguous.is_empty() || !report.alike.is_empty() {
        text.push_str(
            "help: where two files are one chapter, or not, say so: --pair OLD=NEW, --pair-by id,number,path\n",
        );
    }
    for path in &report.unread_front_matter {
        let _ = writeln!(text, "front matter that cannot be read, kept under `extra`: {path}");
    }
    for path in &report.introductions_changed {
        let _ = writeln!(text, "an introduction has no editions, the newest is kept: {path}");
    }
    for path in &report.introductions_left {
        let _ = writeln!(text, "the manual has an introduction there, this one is left out: {path}");
    }
    let astray = report.links_astray.len();
    if report.links_rewritten + astray > 0 {
        let _ = writeln!(text, "{} rewritten, {astray} leading nowhere", count(report.links_rewritten, "link"));
    }
    let editions: usize = report.chapters.iter().map(|chapter| chapter.editions.len()).sum();
    let several = report.chapters.iter().filter(|chapter| chapter.editions.len() > 1).count();
    let _ = writeln!(
        text,
        "{} with {}; {several} with more than one; {}",
        count(report.chapters.len(), "chapter"),
        count(editions, "edition"),
        count(report.files, "file"),
    );
    text
}

fn snapshot_lines(text: &mut String, snapshot: &SnapshotReport, first: bool) {
    let _ = write!(text, "{}: {}", snapshot.name, count(snapshot.documents, "document"));
    if snapshot.name != snapshot.date {
        let date = snapshot.date.parse().map_or_else(|_| snapshot.date.clone(), long_date);
        let _ = write!(text, " of {date}");
    }
    text.push('\n');
    if !first {
        let paired: usize = snapshot.paired.values().sum();
        let words = |means: &Means| match means {
            Means::Told => "as told",
            Means::Id => "by id",
            Means::Number => "by number",
            Means::Path => "by path",
            Means::Likeness => "by likeness of title",
        };
        let by: Vec<String> =
            snapshot.paired.iter().map(|(means, number)| format!("{number} {}", words(means))).collect();
        let _ =
            writeln!(text, "  paired: {paired} ({})", if by.is_empty() { "none".to_owned() } else { by.join(", ") });
        let typography = snapshot.typography_only.len();
        let of_them = if typography > 0 { format!(" ({typography} in typography only)") } else { String::new() };
        let _ = writeln!(
            text,
            "  changed: {}{of_them}, unchanged: {}, added: {}, returned: {}, removed: {}",
            snapshot.changed.len(),
            snapshot.unchanged,
            snapshot.added.len(),
            snapshot.returned.len(),
            snapshot.removed.len(),
        );
        let front = snapshot.front_matter_only.len();
        if front > 0 {
            let _ = writeln!(text, "  front matter alone changed in {front}: the newer one is kept");
        }
    }
    if !snapshot.left_out.is_empty() {
        let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
        for (path, _) in &snapshot.left_out {
            let name = path.rsplit('/').next().unwrap_or(path);
            *kinds.entry(name.rsplit_once('.').map_or(name, |(_, ending)| ending)).or_insert(0) += 1;
        }
        let kinds: Vec<String> = kinds.iter().map(|(kind, number)| format!("{number} {kind}")).collect();
        let _ = writeln!(text, "  left out: {}", kinds.join(", "));
    }
}
