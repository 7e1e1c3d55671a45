//! The text of an edition as it is recorded, and what the record says of each edition.
//!
//! What is hashed is made from the source by simple rules, so that anyone can make it again without this program, and so
//! that no newer parser can change it:
//!
//! ```text
//! chapterhouse edition 1
//! title: TITLE
//! effective_from: DATE          (an empty DATE where there is none)
//! scope: SCOPE                  (only where there is one)
//! applies_to: AREA, AREA        (only where there are some)
//!                               (an empty line)
//! the text below the front matter, line ends as \n, without white space before and after it, and a line end
//! ```
//!
//! Values stand on one line, each run of white space as one space. In the text each `{{#include}}` stands as the text of
//! the passage by the same rule, and each variable as what it says: what readers saw is what is recorded. Comments that
//! exempt from a check (`<!-- allow … -->`) are left out with the space or the line that they take. Dates of review,
//! owners and amendments are no part of it: they go on while a text stays in force.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use super::chapter::{Edition, State};
use super::passage::Passage;
use super::site::Site;
use crate::diagnostics::place::Place;
use crate::memo::ContentHash;
use crate::parse::document::Document;
use crate::parse::editions_lock::{EditionsLock, LockEvent, LockKind, LockedChange};

/// The text that is hashed.
pub fn recorded_text(passage: &Passage) -> String {
    let front = &passage.document.front_matter;
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let from = front.effective_from.map(|day| day.to_string()).unwrap_or_default();
    let mut text = format!(
        "chapterhouse edition 1\ntitle: {}\neffective_from: {from}\n",
        one_line(front.title.as_deref().unwrap_or(""))
    );
    if let Some(scope) = &front.scope {
        let _ = writeln!(text, "scope: {}", one_line(scope));
    }
    if !front.applies_to.is_empty() {
        let _ = writeln!(text, "applies_to: {}", front.applies_to.join(", "));
    }
    text.push('\n');
    text.push_str(written_out(passage).trim());
    text.push('\n');
    text
}

/// The hash of the text that is recorded, in 64 hexadecimal digits.
pub fn recorded_hash(passage: &Passage) -> String {
    // Most editions share nothing with other files: theirs is worked out once for as long as the file is remembered.
    let body = &passage.document.body;
    let make = || ContentHash::of(recorded_text(passage).as_bytes());
    let own = body.includes.is_empty() && body.variables.is_empty();
    if own { *passage.document.recorded.get_or_init(make) } else { make() }.hex()
}

/// The text below the front matter, with passages and variables written out.
pub fn written_out(passage: &Passage) -> String {
    let document = &passage.document;
    let start = body_start(document);
    let source: &str = &document.text;
    let includes = document.body.includes.iter().zip(&passage.includes).map(|(used, found)| {
        // The line end after the include is the text's own.
        let range = used.span.range();
        let line = source.get(range.clone()).map_or(range.len(), |text| text.trim_end().len());
        let inner = found.as_ref().map(|inner| written_out(inner).trim().to_owned());
        (range.start..range.start + line, inner.unwrap_or_default())
    });
    let variables = document
        .body
        .variables
        .iter()
        .zip(&passage.variables)
        .map(|(used, found)| (used.span.range(), found.as_deref().unwrap_or_default().to_owned()));
    let exemptions = document.body.exemptions.iter().map(|found| (without(source, found.span.range()), String::new()));
    let mut pieces: Vec<_> = includes.chain(variables).chain(exemptions).collect();
    pieces.sort_by_key(|(range, _)| range.start);
    let mut text = String::with_capacity(source.len());
    let mut at = start;
    for (range, replacement) in pieces {
        // A place that lies in front matter, or in one already written out, is none of the text's.
        if range.start < at {
            continue;
        }
        text.push_str(source.get(at..range.start).unwrap_or(""));
        text.push_str(&replacement);
        at = range.end;
    }
    text.push_str(source.get(at..).unwrap_or(""));
    text
}

/// What goes with an exemption, so that a text is the same with it and without: the white space before it, or, where it
/// stands on lines of its own, these lines, and the empty line behind them if another stands before them.
fn without(source: &str, comment: Range<usize>) -> Range<usize> {
    let before = source.get(..comment.start).unwrap_or("");
    let rest = source.get(comment.end..).unwrap_or("").trim_start_matches([' ', '\t']);
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    // A quotation's own marks belong to the line.
    let opens = before.get(line..).is_some_and(|start| start.trim_matches([' ', '\t', '>']).is_empty());
    if !opens || !(rest.is_empty() || rest.starts_with('\n')) {
        return before.trim_end_matches([' ', '\t']).len()..comment.end;
    }
    let mut end = source.len() - rest.len() + usize::from(!rest.is_empty());
    let above = before.get(..line).unwrap_or("");
    if above.ends_with("\n\n") && source.get(end..).is_some_and(|rest| rest.starts_with('\n')) {
        end += 1;
    }
    line..end
}

/// Where the text begins: behind the line that closes the front matter.
pub fn body_start(document: &Document) -> usize {
    let Some(yaml) = &document.yaml else { return 0 };
    let rest = document.text.get(yaml.end..).unwrap_or("");
    yaml.end + rest.find('\n').map_or(rest.len(), |line| line + 1)
}

/// What the record says, by chapter and edition.
#[derive(Debug, Default)]
pub struct Recorded<'a> {
    /// The last event of each edition, by its name, for each chapter by its present id.
    pub chapters: BTreeMap<&'a str, BTreeMap<&'a str, &'a LockEvent>>,
    /// Lines that record an edition a second time with another hash: they count for nothing.
    pub contradictions: Vec<&'a LockEvent>,
}

impl<'a> Recorded<'a> {
    /// Reads the ledger from its first line to its last: a chapter that was given a new id takes its editions with it.
    pub fn of(lock: &'a EditionsLock) -> Self {
        let mut chapters: BTreeMap<&str, BTreeMap<&str, &LockEvent>> = BTreeMap::new();
        let mut contradictions = Vec::new();
        let mut texts: HashSet<(&str, &str, &str)> = HashSet::new();
        for event in &lock.events {
            match &event.what {
                LockedChange::Text { kind, id, edition, hash, .. } => {
                    let known = chapters.entry(id).or_default();
                    let before = known.get(edition.as_str()).map(|event| &event.what);
                    let first = matches!(before, Some(LockedChange::Text { hash: before, .. }) if before != hash);
                    if first && *kind == LockKind::Recorded {
                        // After a correction, a branch may still bring the line that recorded the text at first.
                        if !texts.contains(&(id, edition, hash)) {
                            contradictions.push(event);
                        }
                        continue;
                    }
                    texts.insert((id, edition, hash));
                    known.insert(edition, event);
                }
                LockedChange::Renamed { from, to } => {
                    let moved = chapters.remove(from.as_str()).unwrap_or_default();
                    chapters.entry(to).or_default().extend(moved);
                }
            }
        }
        Recorded { chapters, contradictions }
    }

    /// The record of a site. A chapter whose id was changed by hand takes the editions of its `old_ids` with it; what is
    /// recorded under its present id counts before them.
    pub fn of_site(site: &'a Site) -> Self {
        let Some(lock) = &site.registers.lock else { return Recorded::default() };
        let mut recorded = Recorded::of(lock);
        let given_up = |id: &&str| site.chapter(id).is_none() && site.redirects.chapter_of_old_id(id).is_some();
        let old: Vec<&str> = recorded.chapters.keys().copied().filter(given_up).collect();
        for id in old {
            let chapter = site.redirects.chapter_of_old_id(id).and_then(|place| site.chapters.get(place));
            let (Some(chapter), Some(moved)) = (chapter, recorded.chapters.remove(id)) else { continue };
            let own = recorded.chapters.entry(&chapter.id).or_default();
            for (name, event) in moved {
                own.entry(name).or_insert(event);
            }
        }
        recorded
    }

    /// What is recorded of an edition: the hash of its text, and the line that says so.
    pub fn get(&self, id: &str, edition: &str) -> Option<(&'a str, &'a LockEvent)> {
        let event = self.chapters.get(id)?.get(edition).copied()?;
        match &event.what {
            LockedChange::Text { hash, .. } => Some((hash, event)),
            LockedChange::Renamed { .. } => None,
        }
    }
}

/// Where the texts of a manual stand that are on record: nothing may be changed there but openly.
#[derive(Clone, Debug, Default)]
pub struct RecordedTexts {
    /// By file: where the text begins, the chapter's id and the edition's name.
    texts: HashMap<Arc<str>, (usize, Arc<str>, Arc<str>)>,
}

impl RecordedTexts {
    /// Those of a site.
    pub fn of(site: &Site) -> Self {
        let recorded = Recorded::of_site(site);
        if recorded.chapters.is_empty() {
            return RecordedTexts::default();
        }
        let mut texts = HashMap::new();
        for chapter in &site.chapters {
            for edition in chapter.editions.iter().filter(|edition| recorded.get(&chapter.id, &edition.name).is_some())
            {
                let document = edition.document();
                let about = (body_start(document), Arc::clone(&chapter.id), Arc::clone(&edition.name));
                texts.insert(Arc::clone(&document.path), about);
            }
        }
        RecordedTexts { texts }
    }

    /// Whether a place lies in such a text. Most of a file's front matter is none of it.
    pub fn holds(&self, place: &Place) -> bool {
        self.edition_at(place).is_some()
    }

    /// Whether the text of a file is on record.
    pub fn holds_text(&self, path: &str) -> bool {
        self.texts.contains_key(path)
    }

    /// The chapter and the edition whose text a place lies in.
    pub fn edition_at(&self, place: &Place) -> Option<(&str, &str)> {
        let (start, id, edition) = self.texts.get(&place.file)?;
        (place.span.start as usize >= *start).then_some((id, edition))
    }
}

/// Whether an edition has been in force by the day that a site shows.
pub fn has_been_in_force(edition: &Edition) -> bool {
    matches!(edition.state, State::Current | State::Superseded | State::Withdrawn | State::Expired) && edition.visible
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::editions_lock::{HEAD, parse_editions_lock};
    use crate::source::source_tree::SourceText;

    #[test]
    fn an_exemption_is_no_part_of_the_text() {
        let bare = |text: &str| {
            let open = text.find("<!--").unwrap();
            let cut = without(text, open..text.find("-->").unwrap() + 3);
            [text.get(..cut.start).unwrap(), text.get(cut.end..).unwrap()].concat()
        };
        assert_eq!(bare("One.\n\n<!-- allow x: y -->\nTwo.\n"), "One.\n\nTwo.\n");
        assert_eq!(bare("One.\n\n<!-- allow x: y -->\n\nTwo.\n"), "One.\n\nTwo.\n");
        assert_eq!(bare("One.\n<!-- allow x:\n y -->\nTwo.\n"), "One.\nTwo.\n");
        assert_eq!(bare("> [!MUST]\n> <!-- allow x: y -->\n> Two.\n"), "> [!MUST]\n> Two.\n");
        assert_eq!(bare("- One <!-- allow x: y -->\n- Two\n"), "- One\n- Two\n");
        assert_eq!(bare("One <!-- allow x: y --> two"), "One two");
    }

    #[test]
    fn an_id_that_was_given_away_takes_its_editions_with_it() {
        let hash = |digit: &str| digit.repeat(64);
        let text = format!(
            "{HEAD}2026-01-01 recorded a 2025-01-01 {}\n2026-02-01 renamed a b\n2026-03-01 recorded a 2026-02-02 {}\n\
             2026-04-01 corrected b 2025-01-01 {} by x: y\n",
            hash("1"),
            hash("2"),
            hash("3")
        );
        let lock = parse_editions_lock(&SourceText::new("e", &text)).value;
        let recorded = Recorded::of(&lock);
        let found = |id, edition| recorded.get(id, edition).and_then(|(hash, _)| hash.chars().next());
        assert_eq!(found("b", "2025-01-01"), Some('3'));
        assert_eq!(found("a", "2026-02-02"), Some('2'));
        assert_eq!(found("a", "2025-01-01"), None);
    }
}
