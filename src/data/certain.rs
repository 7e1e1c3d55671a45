//! What an author can only have meant. Takes a word as it was written, gives the word that was meant, and nothing wherever
//! something else could be meant too: a guess belongs into a message, not into a file.

use super::dates::{month_name, parse_date};

/// Marks that a word processor puts in the place of straight quotation marks.
const CURLY: [char; 6] = ['“', '”', '„', '‘', '’', '‚'];
/// From so many letters on, two slips are still one word.
const LONG: usize = 8;
/// Shorter keys are too much alike.
const LEAST: usize = 4;

/// A text without the curly quotation marks that stand about the whole of it; nothing where there are none.
pub fn without_curly_quotes(text: &str) -> Option<&str> {
    let inner = text.trim().strip_prefix(CURLY)?.strip_suffix(CURLY)?.trim();
    (!inner.is_empty() && !inner.contains(CURLY) && !inner.contains(['"', '\\'])).then_some(inner)
}

/// The key that was meant by one that is not known: the only one that is nearly the same, or that goes on where it ends.
pub fn meant_key<'a>(key: &str, known: &[&'a str]) -> Option<&'a str> {
    let plain = key.trim_matches(['"', '\'']).trim_matches(CURLY).trim();
    let word = plain.to_lowercase().replace(['-', ' '], "_");
    let only = |fits: &dyn Fn(&str) -> bool| {
        let mut found = known.iter().filter(|other| fits(other));
        found.next().filter(|_| found.next().is_none()).copied()
    };
    let length = word.chars().count();
    if let Some(same) = only(&|other| other == word) {
        return Some(same);
    }
    if length < LEAST {
        return None;
    }
    let most = if length >= LONG { 2 } else { 1 };
    let near = |other: &str| other.chars().count() >= LEAST && strsim::damerau_levenshtein(&word, other) <= most;
    let goes_on = |other: &str| other.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with('_'));
    match (known.iter().any(|other| near(other)), known.iter().any(|other| goes_on(other))) {
        (true, false) => only(&near),
        (false, true) => only(&goes_on),
        // Two ways of reading it are no certainty, unless both lead to one key.
        _ => None,
    }
}

/// The date that was meant, as dates are written: year first, or a day that can be no month, or the month in words.
pub fn meant_date(text: &str) -> Option<String> {
    let text = without_curly_quotes(text).unwrap_or(text).trim();
    let parts: Vec<&str> = text.split(['-', '/', '.', ' ']).collect();
    let [first, second, third] = parts.as_slice() else { return None };
    let digits = |part: &str, most: usize| {
        (!part.is_empty() && part.len() <= most && part.bytes().all(|b| b.is_ascii_digit()))
            .then(|| part.parse::<u16>().ok())?
    };
    let year = |part: &str| digits(part, 4).filter(|_| part.len() == 4);
    let (year, month, day) = if let Some(year) = year(first) {
        (year, digits(second, 2)?, digits(third, 2)?)
    } else {
        let (day, year) = (digits(first, 2)?, year(third)?);
        match digits(second, 2) {
            // 3/4/2026 is one day in Leeds and another in Boston.
            Some(month) if day > 12 => (year, month, day),
            Some(_) => return None,
            None => (year, month_of(second)?, day),
        }
    };
    let meant = format!("{year:04}-{month:02}-{day:02}");
    (meant != text && parse_date(&meant).is_ok())
        .then_some(meant)
        .or_else(|| parse_date(text).ok().map(|_| text.to_owned()))
}

/// The number of a month by its name, or by its first three letters.
fn month_of(word: &str) -> Option<u16> {
    let word = word.to_lowercase();
    let names = (1_i8..=12).map(|month| (month, month_name(month).to_lowercase()));
    let mut found = names.filter(|(_, name)| *name == word || name.get(..3) == Some(word.as_str()));
    found.next().and_then(|(month, _)| u16::try_from(month).ok())
}

/// The id that was meant by one with capitals, spaces, underscores or quotation marks: the only one that is the same
/// without.
pub fn meant_id<'a>(id: &str, ids: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |id: &str| id.trim_matches(CURLY).trim().to_lowercase().replace([' ', '_'], "-");
    let word = plain(id);
    let mut found = ids.into_iter().filter(|other| *other != id && plain(other) == word);
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEYS: [&str; 12] = [
        "title",
        "id",
        "note",
        "review_in",
        "review_extension",
        "next_review_on",
        "last_reviewed_on",
        "effective_from",
        "approved_by",
        "approved_on",
        "in_force_from",
        "in_force_until",
    ];

    #[test]
    fn a_key_is_meant_only_where_no_other_can_be() {
        for (written, meant) in [
            ("reveiw_in", Some("review_in")),
            ("next_review", Some("next_review_on")),
            ("effective", Some("effective_from")),
            ("Title", Some("title")),
            ("“title”", Some("title")),
            ("Next-Review-On", Some("next_review_on")),
            ("last_reveiwd_on", Some("last_reviewed_on")),
            ("tilte", Some("title")),
            // Two keys could be meant, or none.
            ("approved", None),
            ("approved_bn", None),
            ("review", None),
            ("in_force", None),
            ("not", None),
            ("ix", None),
            ("colour", None),
        ] {
            assert_eq!(meant_key(written, &KEYS), meant, "{written}");
        }
    }

    #[test]
    fn a_date_is_meant_only_where_no_other_can_be() {
        for (written, meant) in [
            ("2026-2-3", Some("2026-02-03")),
            ("2026/02/03", Some("2026-02-03")),
            ("31/12/2026", Some("2026-12-31")),
            ("3 February 2026", Some("2026-02-03")),
            ("13 sep 2026", Some("2026-09-13")),
            ("“2026-01-05”", Some("2026-01-05")),
            ("3/4/2026", None),
            ("31/12/26", None),
            ("2026-2-30", None),
            ("2026-13-2", None),
            ("February 2026", None),
            ("soon", None),
        ] {
            assert_eq!(meant_date(written).as_deref(), meant, "{written}");
        }
    }

    #[test]
    fn an_id_is_meant_only_where_no_other_can_be() {
        let ids = ["duty-team", "night-team", "a-b", "a_b"];
        assert_eq!(meant_id("Duty-Team", ids), Some("duty-team"));
        assert_eq!(meant_id("Duty Team", ids), Some("duty-team"));
        assert_eq!(meant_id("“duty-team”", ids), Some("duty-team"));
        assert_eq!(meant_id("duty-taem", ids), None);
        assert_eq!(meant_id("A-B", ids), None);
        assert_eq!(without_curly_quotes("“a” and “b”"), None);
    }
}
