//! What leaves entries out of an answer.
//!
//! Takes the records of a set and filters, gives yes or no of an entry. Knows neither words nor scores.

use super::answer::Filters;
use super::records::{EntryRecord, SearchSet};

/// How an entry passes the filters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passes {
    /// It is shown.
    Shown,
    /// It would be shown, were it not for an audience that is set aside.
    Aside,
    /// It is left out.
    No,
}

/// Whether an entry is shown.
pub fn passes(set: &SearchSet, entry: &EntryRecord, filters: &Filters) -> Passes {
    let is = |asked: &Option<String>, word: &str| asked.as_deref().is_none_or(|asked| asked == word);
    let among = |asked: &Option<String>, words: &[std::sync::Arc<str>]| {
        words.is_empty() || asked.as_deref().is_none_or(|asked| words.iter().any(|word| word.as_ref() == asked))
    };
    let in_part = filters.part.as_deref().is_none_or(|part| is_in_part(set, entry.part, part));
    let since = filters.changed_since.is_none_or(|day| entry.changed.is_some_and(|changed| changed >= day));
    let in_force = filters
        .as_at
        .is_none_or(|day| entry.from.is_none_or(|from| from <= day) && entry.until.is_none_or(|until| day < until));
    let passes = in_part
        && since
        && in_force
        && is(&filters.type_word, &entry.type_word)
        && among(&filters.audience, &entry.audience)
        && among(&filters.area, &entry.areas);
    if !passes {
        Passes::No
    } else if entry.aside && filters.audience.is_none() && !filters.aside {
        Passes::Aside
    } else {
        Passes::Shown
    }
}

/// Whether a part is one, or lies within it.
fn is_in_part(set: &SearchSet, part: Option<usize>, asked: &str) -> bool {
    let mut next = part;
    // A part lies in another no deeper than there are parts.
    for _ in 0..=set.parts.len() {
        let Some(part) = next.and_then(|place| set.parts.get(place)) else { return false };
        if part.key.as_ref() == asked {
            return true;
        }
        next = part.parent;
    }
    false
}
