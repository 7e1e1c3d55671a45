//! Where a text says by when, or for how long: lengths of time, times of the clock, days, "the same day", "at once".
//!
//! Takes words, gives the places behind what they say of time. It is generous: a sentence that is shown without need costs a
//! line, one that is left out costs a limit. Must not know what the words are for.

use crate::compare::comparison::Matter;
use crate::compare::matters::{NUMBERS, TENS, find_matters};
use crate::compare::text::Text;
use crate::data::dates::MONTHS;

/// Units of time, and parts of a day, in the forms in which they follow a number. Welsh changes their first letters.
const UNITS: &[&str] = &[
    "minute",
    "minutes",
    "hour",
    "hours",
    "day",
    "days",
    "week",
    "weeks",
    "fortnight",
    "month",
    "months",
    "year",
    "years",
    "weekday",
    "weekdays",
    "morning",
    "afternoon",
    "evening",
    "night",
    "shift",
    "munud",
    "funud",
    "munudau",
    "funudau",
    "awr",
    "oriau",
    "diwrnod",
    "ddiwrnod",
    "niwrnod",
    "diwrnodau",
    "ddiwrnodau",
    "dydd",
    "ddydd",
    "wythnos",
    "wythnosau",
    "mis",
    "fis",
    "misoedd",
    "blwyddyn",
    "flwyddyn",
    "blynedd",
    "flynedd",
    "mlynedd",
];
/// What counts units, or says which one is meant, besides numbers in digits and in English words.
const COUNTS: &[&str] = &[
    "half", "few", "several", "same", "next", "first", "each", "every", "that", "un", "dau", "dwy", "ddau", "ddwy",
    "tri", "tair", "pedwar", "pedair", "pum", "pump", "chwe", "chwech", "saith", "wyth", "naw", "deg", "deng", "ddeg",
    "ddeng", "deuddeg", "pymtheg", "ugain", "hanner", "pob", "bob",
];
/// So many words may stand between what counts and the unit: "three clear working days", "half an hour".
const BETWEEN: usize = 2;
/// The months in Welsh, with which dates end, too.
const WELSH_MONTHS: &[&str] = &[
    "ionawr",
    "chwefror",
    "mawrth",
    "ebrill",
    "mai",
    "mehefin",
    "gorffennaf",
    "awst",
    "medi",
    "hydref",
    "tachwedd",
    "rhagfyr",
];
/// What bounds time and names no number.
const PHRASES: &[&[&str]] = &[
    &["as", "soon", "as"],
    &["on", "the", "day"],
    &["within", "the", "hour"],
    &["right", "away"],
    &["straightaway"],
    &["promptly"],
    &["forthwith"],
    &["urgently"],
    &["today"],
    &["tonight"],
    &["tomorrow"],
    &["noon"],
    &["midday"],
    &["midnight"],
    &["birthday"],
    // Welsh.
    &["ar", "unwaith"],
    &["cyn", "gynted"],
    &["heb", "oedi"],
    &["ar", "y", "diwrnod"],
    &["diwrnod", "gwaith", "nesaf"],
    &["hanner", "nos"],
];

/// The places in [`Text::shown`] behind everything that it says of time, in order.
pub fn limit_ends(text: &Text) -> Vec<usize> {
    let words: Vec<String> = (0..text.words.len()).map(|index| text.folded(index)).collect();
    let known = find_matters(text).into_iter().filter(|found| found.matter == Matter::TimeLimit);
    let mut ends: Vec<usize> = known.map(|found| found.words.end).collect();
    ends.extend((0..words.len()).filter_map(|at| Some(at + limit_length(words.get(at..)?)?)));
    ends.sort_unstable();
    ends.dedup();
    ends.into_iter().filter_map(|end| text.words.get(end.checked_sub(1)?)).map(|word| text.end_of(word)).collect()
}

fn is_month(word: &str) -> bool {
    MONTHS.iter().any(|month| month.eq_ignore_ascii_case(word)) || WELSH_MONTHS.contains(&word)
}

/// How many of the words are a time limit that begins with the first of them.
fn limit_length(words: &[String]) -> Option<usize> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    if let Some(phrase) = PHRASES.iter().find(|phrase| phrase.iter().enumerate().all(|(at, one)| word(at) == *one)) {
        return Some(phrase.len());
    }
    let first = word(0);
    let digits = first.starts_with(|c: char| c.is_ascii_digit());
    // "17:00", "5pm".
    if digits && (first.contains(':') || first.ends_with("am") || first.ends_with("pm")) {
        return Some(1);
    }
    // "9.30 pm", "31 March".
    if digits && (matches!(word(1), "am" | "pm" | "o'clock") || is_month(word(1))) {
        return Some(2);
    }
    // "By day 2", "week 6".
    if UNITS.contains(&first) && word(1).starts_with(|c: char| c.is_ascii_digit()) {
        return Some(2);
    }
    let counts = digits || COUNTS.contains(&first) || NUMBERS.contains(&first) || TENS.contains(&first);
    let unit = (1..=BETWEEN + 1).find(|at| UNITS.contains(&word(*at)));
    unit.filter(|_| counts).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_bounds_time_is_found_to_its_end() {
        for (text, behind) in [
            ("They ring within four working days of that", &["They ring within four working days"][..]),
            ("Three clear working days before", &["Three clear working days"]),
            ("by 17:00, and not later", &["by 17:00"]),
            ("before 9.30 pm or so", &["before 9.30 pm"]),
            ("before 5pm or so", &["before 5pm"]),
            ("by 31 March each time", &["by 31 March"]),
            ("by day 2 of it", &["by day 2"]),
            ("the same evening, and at once", &["the same evening", "the same evening, and at once"]),
            ("after half an hour of it", &["after half an hour"]),
            ("as soon as they can", &["as soon as"]),
            ("ring immediately, then write", &["ring immediately"]),
            ("o fewn pum niwrnod gwaith", &["o fewn pum niwrnod"]),
            ("ar unwaith", &["ar unwaith"]),
            ("Ring all five people, then page 3 of the form", &[]),
            ("In the course of a day", &[]),
            ("Day and overnight care, in evenings and at weekends", &[]),
            ("", &[]),
        ] {
            let text = Text::plain(text);
            let ends: Vec<&str> = limit_ends(&text).into_iter().map(|end| text.shown.get(..end).unwrap()).collect();
            assert_eq!(ends, behind);
        }
    }
}
