//! What results show of entries, in pieces: an entry's sections up to some kilobytes, each piece with what is said of the
//! entry as a whole, so that a result costs one small file.
//!
//! Takes entries, gives JSON (FORMAT.md). `15-index.js` reads it.

use std::ops::Range;

use super::records::{EntryKind, EntryRecord};
use super::snippet::shown_text;

/// About how much text, in bytes, a piece holds; a section is in one piece, however long it is.
const PIECE: usize = 3600;
/// Up to so many sections an entry may have for each of its pieces to name them all, so that one file shows a result with what
/// else is found in it.
const NAMED: usize = 40;

/// The sections of each piece of an entry, by their places in it. Pieces have equally many, as nearly as can be, so that their number
/// says where each begins.
pub fn pieces(entry: &EntryRecord) -> Vec<Range<usize>> {
    let sections = entry.sections.len();
    let size: usize = entry.sections.iter().map(|section| section.text.len() + section.heading.len() + 40).sum();
    // The nearest number: two halves of a chapter are better than a whole and a crumb.
    let count = ((size + PIECE / 2) / PIECE).min(sections).max(1);
    let start = |piece: usize| piece * sections / count;
    (0..count).map(|piece| start(piece)..start(piece + 1)).collect()
}

/// The name of an entry's piece.
pub fn piece_name(entry: usize, piece: usize) -> String {
    if piece == 0 { format!("f/{entry}") } else { format!("f/{entry}-{piece}") }
}

/// A piece of an entry, whose page's address ends in `page`.
pub fn write_piece(entry: &EntryRecord, sections: &Range<usize>, page: &str) -> Vec<u8> {
    let day = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let own = entry.sections.get(sections.clone()).unwrap_or_default();
    let named = if entry.sections.len() > NAMED { own } else { &entry.sections };
    let headings: Vec<[&str; 3]> = named.iter().map(|of| [&*of.anchor, &*of.number, &*of.heading]).collect();
    let texts: Vec<String> = own.iter().map(|section| shown_text(&section.text)).collect();
    let url = format!("{}{page}", entry.address.folder());
    let (number, title, kind, state) = (&*entry.number, &*entry.title, kind_word(entry.kind), entry.state.word());
    let (from, until, changed) = (day(entry.from), day(entry.until), day(entry.changed));
    let is_new = u8::from(entry.is_new);
    let piece = (number, title, url, kind, state, from, until, changed, is_new, headings, texts);
    // Nothing but a map with keys that are no texts can fail to be JSON.
    serde_json::to_vec(&piece).unwrap_or_default()
}

fn kind_word(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::Chapter => "chapter",
        EntryKind::Part => "part",
        EntryKind::Home => "home",
        EntryKind::Register => "register",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::records::SectionRecord;

    fn entry(lengths: &[usize]) -> EntryRecord {
        let section = |length: &usize| SectionRecord { text: "x".repeat(*length).into(), ..SectionRecord::default() };
        EntryRecord::test("Title", lengths.iter().map(section).collect())
    }

    #[test]
    fn a_section_is_in_one_piece() {
        let ends = |lengths: &[usize]| pieces(&entry(lengths)).iter().map(|piece| piece.end).collect::<Vec<_>>();
        assert_eq!(ends(&[10, 20]), [2]);
        assert_eq!(ends(&[2000, 3000]), [2]);
        assert_eq!(ends(&[1500, 1500, 9000, 10, 10]), [1, 3, 5]);
        assert_eq!(ends(&[9000]), [1]);
    }

    #[test]
    fn a_piece_says_what_is_shown() {
        let piece = String::from_utf8(write_piece(&entry(&[2, 3]), &(1..2), "index.html")).unwrap();
        let expected = r#"["1.1","Title","chapter/test/index.html","chapter","current","","","",0,[["","",""],["","",""]],["xxx"]]"#;
        assert_eq!(piece, expected);
    }
}
