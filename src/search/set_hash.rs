//! What a set holds, as a hash: equal sets have equal files and equal indexes.
//!
//! Takes a set, gives the hash. Every field of the records goes into it.

use jiff::civil::Date;
use rayon::prelude::*;

use super::bytes::Bytes;
use super::records::{EntryRecord, PartRecord, SearchSet, SectionRecord};
use crate::memo::ContentHash;

/// The hash of everything that a set holds, and of the program's version.
pub fn hash_set(set: &SearchSet) -> ContentHash {
    let SearchSet { name, english, terms, parts, entries } = set;
    let mut head = Bytes::default();
    head.text(env!("CARGO_PKG_VERSION"));
    head.text(name);
    head.byte(u8::from(*english));
    head.count(terms.len());
    for (id, forms) in terms {
        head.text(id);
        head.count(forms.len());
        head.texts(forms);
    }
    head.count(parts.len());
    for PartRecord { key, number, title, parent } in parts {
        head.texts([key, number, title]);
        head.count(parent.map_or(0, |parent| parent + 1));
    }
    let entries: Vec<ContentHash> = entries.par_iter().map(hash_entry).collect();
    ContentHash::of_all([ContentHash::of(&head.into_bytes())].into_iter().chain(entries))
}

fn hash_entry(entry: &EntryRecord) -> ContentHash {
    let EntryRecord {
        kind,
        id,
        number,
        title,
        address,
        state,
        from,
        until,
        changed,
        is_new,
        part,
        type_word,
        audience,
        areas,
        aside,
        sections,
    } = entry;
    let mut bytes = Bytes::default();
    bytes.byte(*kind as u8);
    bytes.byte(*state as u8);
    bytes.byte(u8::from(*aside) | u8::from(*is_new) << 1);
    bytes.count(part.map_or(0, |part| part + 1));
    bytes.texts([id, number, title, type_word]);
    bytes.text(address.folder());
    for day in [from, until, changed] {
        write_day(*day, &mut bytes);
    }
    for names in [audience, areas] {
        bytes.count(names.len());
        bytes.texts(names);
    }
    for SectionRecord { anchor, number, heading, also, text } in sections {
        bytes.texts([anchor, number, heading, also, text]);
    }
    ContentHash::of(&bytes.into_bytes())
}

fn write_day(day: Option<Date>, bytes: &mut Bytes) {
    bytes.text(&day.map(|day| day.to_string()).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_letter_is_another_set() {
        let set = |heading: &str, text: &str| {
            let section = SectionRecord { heading: heading.into(), text: text.into(), ..SectionRecord::default() };
            SearchSet { name: "now", entries: vec![EntryRecord::test("Title", vec![section])], ..SearchSet::default() }
        };
        assert_eq!(hash_set(&set("one", "two")), hash_set(&set("one", "two")));
        assert_ne!(hash_set(&set("one", "two")), hash_set(&set("on", "etwo")));
        assert_ne!(hash_set(&set("one", "two")), hash_set(&SearchSet { english: true, ..set("one", "two") }));
    }
}
