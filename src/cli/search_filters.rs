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
    let asked = typed.trim_matches('/').to_lowercase();
    let is_it =
        |key: &str, number: &str| key.to_lowercase() == asked || (number.to_lowercase() == asked && !number.is_empty());
    if let Some(part) = set.parts.iter().find(|part| is_it(&part.key, &part.number)) {
        return Ok(part.key.to_string());
    }
    let keys: BTreeSet<&str> = set.parts.iter().map(|part| part.key.as_ref()).collect();
    Err(unknown("--part", typed, &keys))
}

fn known(option: &str, typed: Option<&str>, words: &BTreeSet<&str>) -> Result<Option<String>, Failure> {
    let Some(typed) = typed else { return Ok(None) };
    // Names differ by more than their case, or else the one that is written so is meant.
    let folded = typed.to_lowercase();
    let alike = || words.iter().find(|word| word.to_lowercase() == folded);
    let found = words.get(typed).or_else(alike);
    found.map(|word| Some((*word).to_owned())).ok_or_else(|| unknown(option, typed, words))
}

fn unknown(option: &str, typed: &str, words: &BTreeSet<&str>) -> Failure {
    let all: Vec<&str> = words.iter().copied().take(20).collect();
    let all = all.join(", ");
    let help = match did_you_mean(typed, words.iter().copied()) {
        Some(near) if words.len() > 1 => format!("{near} The manual has {all}"),
        Some(near) => near,
        None if all.is_empty() => "nothing in the manual can be told apart by it; leave it out".to_owned(),
        None => format!("the manual has {all}"),
    };
    Failure::Usage(format!("{option} {typed}: nothing in the manual is of that name\nhelp: {help}"))
}

fn day(option: &str, typed: Option<&str>) -> Result<Option<Date>, Failure> {
    let wrong = |typed: &str, why| Failure::Usage(format!("{option} {typed}: {why}"));
    typed.map(|typed| parse_date(typed).map_err(|why| wrong(typed, why))).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_known_in_any_case() {
        let words = BTreeSet::from(["form", "vale", "Élan", "town", "Town"]);
        let found = |typed: &str| known("--area", Some(typed), &words).map_err(|failure| failure.to_string());
        for (typed, expected) in
            [("vale", "vale"), ("Vale", "vale"), ("VALE", "vale"), ("élan", "Élan"), ("Town", "Town"), ("town", "town")]
        {
            assert_eq!(found(typed), Ok(Some(expected.to_owned())));
        }
        assert!(
            found("Dale")
                .unwrap_err()
                .ends_with("help: did you mean `vale`? The manual has Town, form, town, vale, Élan")
        );
        assert_eq!(known("--area", None, &words).unwrap(), None);
    }
}
