//! From the filters that were typed to those of a question: each value is one that the manual knows, or the nearest is named.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::failure::Failure;
use super::search_args::AskArguments;
use crate::data::dates::parse_date;
use crate::diagnostics::suggest::did_you_mean;
use crate::model::site::Site;
use crate::search::answer::Filters;
use crate::search::records::{EntryRecord, SearchSet};

/// The filters that were typed.
///
/// # Errors
/// When a value is none that the manual knows.
pub fn read_filters(typed: &AskArguments, site: &Site, set: &SearchSet) -> Result<Filters, Failure> {
    let words = |of: fn(&EntryRecord) -> &[std::sync::Arc<str>]| -> BTreeSet<&str> {
        set.entries.iter().flat_map(of).map(AsRef::as_ref).collect()
    };
    let kinds = set.entries.iter().map(|entry| entry.type_word.as_ref()).collect();
    let mut areas = words(|entry| &entry.areas);
    areas.extend(site.config.areas.keys().map(String::as_str));
    Ok(Filters {
        part: typed.part.as_deref().map(|part| read_part(part, set)).transpose()?,
        type_word: known("--type", typed.type_word.as_deref(), &kinds)?,
        audience: known("--audience", typed.audience.as_deref(), &words(|entry| &entry.audience))?,
        area: known("--area", typed.area.as_deref(), &areas)?,
        changed_since: day("--changed-since", typed.changed_since.as_deref())?,
        as_at: day("--as-at", typed.as_at.as_deref())?,
        aside: typed.aside,
    })
}

/// A part by its number or its key.
fn read_part(typed: &str, set: &SearchSet) -> Result<String, Failure> {
    let asked = typed.trim_matches('/');
    let is_it = |key: &str, number: &str| key == asked || (number == asked && !number.is_empty());
    if let Some(part) = set.parts.iter().find(|part| is_it(&part.key, &part.number)) {
        return Ok(part.key.to_string());
    }
    let keys: BTreeSet<&str> = set.parts.iter().map(|part| part.key.as_ref()).collect();
    Err(unknown("--part", typed, &keys))
}

fn known(option: &str, typed: Option<&str>, words: &BTreeSet<&str>) -> Result<Option<String>, Failure> {
    match typed {
        Some(word) if !words.contains(word) => Err(unknown(option, word, words)),
        _ => Ok(typed.map(str::to_owned)),
    }
}

fn unknown(option: &str, typed: &str, words: &BTreeSet<&str>) -> Failure {
    let all: Vec<&str> = words.iter().copied().take(20).collect();
    let help = did_you_mean(typed, words.iter().copied()).unwrap_or_else(|| match all.as_slice() {
        [] => "nothing in the manual can be told apart by it; leave it out".to_owned(),
        _ => format!("the manual has {}", all.join(", ")),
    });
    Failure::Usage(format!("{option} {typed}: nothing in the manual is of that name\nhelp: {help}"))
}

fn day(option: &str, typed: Option<&str>) -> Result<Option<Date>, Failure> {
    let wrong = |typed: &str, why| Failure::Usage(format!("{option} {typed}: {why}"));
    typed.map(|typed| parse_date(typed).map_err(|why| wrong(typed, why))).transpose()
}
