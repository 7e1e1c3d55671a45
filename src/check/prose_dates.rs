//! Dates as people write them in sentences: "1 April 2025", "April 2025", "spring 2025", "the end of 2023".
//!
//! Takes a text, gives the days that each covers and where it stands. Precision first: a year that may be part of a name
//! ("Children Act 1989", "2024/25") gives nothing.

use std::ops::Range;

use jiff::civil::Date;

use crate::data::dates::MONTHS;

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProseDate {
    /// Its first day.
    pub first: Date,
    /// Its last day.
    pub last: Date,
    /// Where it stands, from its day, month or season on.
    pub range: Range<usize>,
    /// Whether more than a year is written.
    pub exact: bool,
}

/// The dates with a year in four digits, in their order.
pub fn prose_dates(text: &str) -> impl Iterator<Item = ProseDate> {
    years(text).filter_map(|(at, year)| date_at(text, at, year))
}

/// Years from 1990 to 2099 that stand by themselves, with their places.
fn years(text: &str) -> impl Iterator<Item = (usize, i16)> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let starts = memchr_digits(bytes);
    starts.filter_map(move |at| {
        let year: i16 = text.get(at..at + 4)?.parse().ok()?;
        let before = text.get(..at)?.chars().next_back().unwrap_or(' ');
        let after = text.get(at + 4..).unwrap_or("");
        // "2024/25", "2024-25" and "2024–25" are years of account; "12/2024" is told by whoever reads figures.
        let joined =
            after.starts_with(['/', '-', '–', '.', ':']) && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
        let apart = before.is_whitespace() || matches!(before, '(' | ',' | '–' | '—' | '‘' | '“');
        let ends = !after.starts_with(char::is_alphanumeric) && !joined && !digit(at + 4);
        (apart && ends && (1990..2100).contains(&year)).then_some((at, year))
    })
}

/// Where "19" or "20" and two digits more stand.
fn memchr_digits(bytes: &[u8]) -> impl Iterator<Item = usize> {
    bytes
        .windows(4)
        .enumerate()
        .filter(|(_, four)| matches!(four, [b'1', b'9', ..] | [b'2', b'0', ..]) && four.iter().all(u8::is_ascii_digit))
        .map(|(at, _)| at)
}

fn date_at(text: &str, at: usize, year: i16) -> Option<ProseDate> {
    let mut before = Backward::of(text.get(..at)?);
    let end = at + 4;
    let first = Date::new(year, 1, 1).ok()?;
    let month_end = |month: i8| Date::new(year, month, 1).ok().map(Date::last_of_month);
    let whole =
        |start: usize, first: Date, last: Date, exact: bool| Some(ProseDate { first, last, range: start..end, exact });
    let Some((start, word)) = before.next_word() else {
        return whole(at, first, month_end(12)?, false);
    };
    if let Some(month) = month_of(word) {
        let month_first = Date::new(year, month, 1).ok()?;
        if let Some((day_start, day)) = before.next_word().and_then(|(start, word)| Some((start, day_of(word)?))) {
            let date = Date::new(year, month, day).ok()?;
            return whole(day_start, date, date, true);
        }
        return whole(start, month_first, month_end(month)?, true);
    }
    if let (Some(day), Some((month_start, month))) =
        (day_of(word), before.next_word().and_then(|(start, word)| Some((start, month_of(word)?))))
    {
        let date = Date::new(year, month, day).ok()?;
        return whole(month_start, date, date, true);
    }
    // Long, so that nothing is called past that may still be meant.
    let last_month = match word.to_ascii_lowercase().as_str() {
        "spring" | "q2" => Some(6),
        "summer" | "q3" => Some(9),
        "autumn" | "fall" => Some(12),
        "q1" => Some(3),
        _ => None,
    };
    if let Some(month) = last_month {
        return whole(start, first, month_end(month)?, true);
    }
    if word.eq_ignore_ascii_case("winter") {
        return whole(start, first, Date::new(year.checked_add(1)?, 3, 31).ok()?, true);
    }
    whole(at, first, month_end(12)?, false)
}

/// Reads words from the end of a text.
struct Backward<'a> {
    text: &'a str,
}

impl<'a> Backward<'a> {
    fn of(text: &'a str) -> Self {
        Backward { text }
    }

    /// The last word, without a comma, and where it begins; nothing behind another sign.
    fn next_word(&mut self) -> Option<(usize, &'a str)> {
        let trimmed = self.text.trim_end();
        let trimmed = trimmed.strip_suffix(',').unwrap_or(trimmed);
        let start = trimmed
            .rfind(|c: char| !c.is_alphanumeric())
            .map_or(0, |at| at + trimmed.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let word = trimmed.get(start..).filter(|word| !word.is_empty())?;
        self.text = trimmed.get(..start)?;
        Some((start, word))
    }
}

/// A month by its name or its first three letters, 1 to 12.
pub fn month_of(word: &str) -> Option<i8> {
    if !(3..=9).contains(&word.len()) || !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let short = if word.eq_ignore_ascii_case("sept") { "sep" } else { word };
    let begins = |month: &str| month.get(..3).is_some_and(|start| start.eq_ignore_ascii_case(short));
    let place = MONTHS.iter().position(|month| month.eq_ignore_ascii_case(word) || begins(month))?;
    i8::try_from(place + 1).ok()
}

/// A day of a month: "1", "21st".
fn day_of(word: &str) -> Option<i8> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = word.get(digits.len()..)?;
    let plain = digits.len() <= 2 && matches!(ending, "" | "st" | "nd" | "rd" | "th");
    digits.parse().ok().filter(|day| plain && (1..=31).contains(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<(String, String, &str)> {
        prose_dates(text)
            .map(|date| (date.first.to_string(), date.last.to_string(), text.get(date.range.clone()).unwrap()))
            .collect()
    }

    #[test]
    fn dates_are_read_as_they_are_written() {
        let text =
            "On 1 April 2025, in April 2025, by March 3rd, 2026 or spring 2024; in 2023. £2020 and 2024/25, 20256";
        assert_eq!(
            found(text),
            [
                ("2025-04-01".to_owned(), "2025-04-01".to_owned(), "1 April 2025"),
                ("2025-04-01".to_owned(), "2025-04-30".to_owned(), "April 2025"),
                ("2026-03-03".to_owned(), "2026-03-03".to_owned(), "March 3rd, 2026"),
                ("2024-01-01".to_owned(), "2024-06-30".to_owned(), "spring 2024"),
                ("2023-01-01".to_owned(), "2023-12-31".to_owned(), "2023"),
            ]
        );
    }
}
