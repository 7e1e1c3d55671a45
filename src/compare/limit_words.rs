//! Where a text says by when, or for how long: lengths of time, times of the clock, days, "the same day", "at once". And whether
//! it says what must or need not be done, or whom to ring.
//!
//! Takes words, gives the places behind what they say of time. It is generous: a sentence that is shown without need costs a
//! line, one that is left out costs a limit. Must not know what the words are for.

use super::comparison::Matter;
use super::matters::{NUMBERS, TENS, find_matters};
use super::text::Text;
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

/// Words that may stand before a limit and belong to it: "within one day", "at the latest by day 2".
const BEFORE: &[&str] = &[
    "within", "in", "by", "before", "after", "at", "on", "the", "up", "to", "no", "not", "later", "than", "least",
    "most", "about", "working", "o", "fewn", "erbyn", "cyn", "ar", "yr", "y", "dim", "hwyrach", "na", "gwaith",
    "ymhen",
];
/// So many of them.
const MOST_BEFORE: usize = 4;
/// Units so long that they are ages more often than limits.
const LONG_UNITS: &[&str] =
    &["year", "years", "blwyddyn", "flwyddyn", "blynedd", "flynedd", "mlynedd", "morning", "evening", "night", "shift"];
/// What says that something must be done or not be done, or when it is or need not be.
const DUTIES: &[&[&str]] = &[
    &["must"],
    &["mustn't"],
    &["shall"],
    &["cannot"],
    &["can't"],
    &["may", "not"],
    &["need", "not"],
    &["needn't"],
    &["do", "not"],
    &["does", "not"],
    &["don't"],
    &["have", "to"],
    &["has", "to"],
    &["never"],
    &["only"],
    &["if"],
    &["unless"],
    &["except"],
    // Welsh.
    &["rhaid"],
    &["raid"],
    &["ni", "chaiff"],
    &["ni", "cheir"],
    &["ni", "chaniateir"],
    &["ni", "all"],
    &["ni", "allwch"],
    &["nid", "oes", "angen"],
    &["gofynnol"],
    &["ofynnol"],
    &["peidiwch"],
    &["peidio"],
    &["byth"],
    &["dim", "ond"],
    &["os"],
    &["oni"],
    &["ac", "eithrio"],
    &["heblaw"],
];
/// Numbers of few digits that people ring.
const SHORT_NUMBERS: &[&str] = &["999", "112", "101", "111"];
/// So many digits in a row, spaces aside, are a telephone number.
const LEAST_DIGITS: usize = 8;

/// Whether a text says what must, must not or need not be done.
pub fn asks(text: &Text) -> bool {
    let words: Vec<String> = (0..text.words.len()).map(|index| text.folded(index)).collect();
    DUTIES
        .iter()
        .any(|duty| words.windows(duty.len()).any(|some| some.iter().zip(*duty).all(|(one, other)| one == other)))
}

/// Whether a text names a number to ring.
pub fn names_number(text: &str) -> bool {
    let short = text.split(|c: char| !c.is_alphanumeric()).any(|word| SHORT_NUMBERS.contains(&word));
    let mut digits = 0;
    short
        || text.chars().any(|c| {
            digits = if c.is_ascii_digit() {
                digits + 1
            } else if matches!(c, ' ' | '\u{a0}' | '-') {
                digits
            } else {
                0
            };
            digits >= LEAST_DIGITS
        })
}

/// Whether a text begins with a limit: "within five working days", "day 2 at the latest"; not with an age.
pub fn opens_with_limit(text: &Text) -> bool {
    let words: Vec<String> = (0..text.words.len()).map(|index| text.folded(index)).collect();
    let lead = words.iter().take(MOST_BEFORE).take_while(|word| BEFORE.contains(&word.as_str())).count();
    (0..=lead).filter_map(|at| words.get(at..)).any(|rest| {
        let limit = limit_length(rest).and_then(|length| rest.get(..length)).unwrap_or_default();
        !limit.is_empty() && !limit.iter().any(|word| LONG_UNITS.contains(&word.as_str()))
    })
}

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
    fn what_must_and_need_not_be_done_is_told_from_the_rest() {
        for (text, told) in [
            ("You must ring.", true),
            ("It need not where a court has said otherwise.", true),
            ("A parent cannot prevent it", true),
            ("Unless they agree", true),
            ("They may not go", true),
            ("They may go", false),
            ("Mustard", false),
            ("Rhaid ffonio", true),
            ("oni bai bod llys", true),
            ("", false),
        ] {
            assert_eq!(asks(&Text::plain(text)), told, "{text}");
        }
    }

    #[test]
    fn numbers_to_ring_are_seen() {
        for (text, rung) in [
            ("rings the police on 101, or on 999", true),
            ("on 01632 960 002 after five", true),
            ("1999 children, in 2026 and 2027", false),
            ("10 November 2026", false),
            ("", false),
        ] {
            assert_eq!(names_number(text), rung, "{text}");
        }
    }

    #[test]
    fn a_cell_that_is_a_limit_begins_with_it() {
        for (text, opens) in [
            ("5 working days", true),
            ("Within five working days", true),
            ("Every six weeks", true),
            ("Day 2", true),
            ("Working day 3", true),
            ("The same day", true),
            ("By the end of one week", false),
            ("16 years 6 months", false),
            ("Was eligible", false),
            ("One visit within one week", false),
            ("20 beds", false),
            ("", false),
        ] {
            assert_eq!(opens_with_limit(&Text::plain(text)), opens, "{text}");
        }
    }

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
