//! What filters, numbers and dates need to know of every entry.
//!
//! Takes a set, gives JSON (FORMAT.md), columns by entry: they are packed better than rows. `15-index.js` reads it.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde_json::{Value, json};

use super::records::{EntryRecord, SearchSet};

/// The facts of a set; `areas` has the titles of areas by their names.
pub fn write_facts(set: &SearchSet, areas: &BTreeMap<String, String>) -> Vec<u8> {
    let column = |of: &dyn Fn(&EntryRecord) -> Value| set.entries.iter().map(of).collect::<Value>();
    let parts = set.parts.iter().map(|part| {
        let parent = part.parent.map_or(-1, place);
        json!([*part.key, *part.number, *part.title, parent])
    });
    let types = names(set.entries.iter().map(|entry| &entry.type_word));
    let audiences = names(set.entries.iter().flat_map(|entry| &entry.audience));
    let area_names = names(set.entries.iter().flat_map(|entry| &entry.areas));
    let titled = |names: &[&str], titles: &BTreeMap<String, String>| -> Value {
        let title = |name: &str| titles.get(name).cloned().unwrap_or_else(|| in_words(name));
        names.iter().map(|name| json!([name, title(name)])).collect()
    };
    let facts = json!({
        "numbers": column(&|entry| json!(*entry.number)),
        "parts": parts.collect::<Value>(),
        "part": column(&|entry| json!(entry.part.map_or(-1, place))),
        "types": types,
        "type": column(&|entry| json!(place_of(&types, &entry.type_word))),
        "audiences": titled(&audiences, &BTreeMap::new()),
        "audience": column(&|entry| entry.audience.iter().map(|name| place_of(&audiences, name)).collect()),
        "areas": titled(&area_names, areas),
        "area": column(&|entry| entry.areas.iter().map(|name| place_of(&area_names, name)).collect()),
        "changed": column(&|entry| json!(day(entry.changed, i32::MIN))),
        "from": column(&|entry| json!(day(entry.from, i32::MIN))),
        "until": column(&|entry| json!(day(entry.until, i32::MAX))),
    });
    facts.to_string().into_bytes()
}

/// Names without repetitions, in order.
fn names<'s>(all: impl Iterator<Item = &'s Arc<str>>) -> Vec<&'s str> {
    let mut names: Vec<&str> = all.map(AsRef::as_ref).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn place_of(names: &[&str], name: &str) -> i64 {
    names.binary_search(&name).map_or(-1, place)
}

fn place(place: usize) -> i64 {
    i64::try_from(place).unwrap_or(-1)
}

/// A name in words: `family-support` as "Family support".
fn in_words(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Days since 1970-01-01.
fn day(day: Option<Date>, absent: i32) -> i32 {
    day.map_or(absent, |day| {
        let days = (day - Date::constant(1970, 1, 1)).get_days();
        days.clamp(i32::MIN + 1, i32::MAX - 1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_from_1970() {
        let of = |text: &str| day(Some(text.parse().unwrap()), 0);
        assert_eq!((of("1970-01-01"), of("2026-11-15"), of("1969-12-31")), (0, 20_772, -1));
    }

    #[test]
    fn names_are_written_in_words() {
        assert_eq!(in_words("family-support"), "Family support");
    }
}
