//! Civil dates and lengths of time as authors write them.
//!
//! Takes text, gives a date or words that say what is wrong with it. Knows no clock and no time zone.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

/// Reads `2026-11-04` (ISO 8601 calendar date, years 1800 to 2199).
///
/// # Errors
/// Words for an author: what is wrong, and how the date is written.
pub fn parse_date(text: &str) -> Result<Date, String> {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return Err(not_a_date(text)) };
    let digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return Err(not_a_date(text));
    }
    let (Ok(year), Ok(month), Ok(day)) = (year.parse::<i16>(), month.parse::<i8>(), day.parse::<i8>()) else {
        return Err(not_a_date(text));
    };
    if !(1800..2200).contains(&year) {
        return Err(format!("the year {year} is not between 1800 and 2199"));
    }
    if !(1..=12).contains(&month) {
        return Err(format!("there is no month {month}; dates are written year-month-day, as in 2026-11-04"));
    }
    Date::new(year, month, day).map_err(|_| {
        let last = Date::new(year, month, 1).map_or(31, Date::days_in_month);
        format!("{} {year} has {last} days", month_name(month))
    })
}

fn not_a_date(text: &str) -> String {
    let digits: Vec<&str> = text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty()).collect();
    let numbers: Option<Vec<u16>> = digits.iter().map(|part| part.parse().ok()).collect();
    let meant = numbers.and_then(|numbers| match numbers.as_slice() {
        [day @ 1..=31, month @ 1..=12, year @ 0..=99] => Some(format!("20{year:02}-{month:02}-{day:02}")),
        [day @ 1..=31, month @ 1..=12, year @ 1000..=9999] | [year @ 1000..=9999, month @ 1..=12, day @ 1..=31] => {
            Some(format!("{year:04}-{month:02}-{day:02}"))
        }
        _ => None,
    });
    match meant.filter(|meant| parse_date(meant).is_ok()) {
        Some(meant) => format!("write the date as year-month-day: {meant}"),
        None => "write dates as year-month-day, as in 2026-11-04".to_owned(),
    }
}

/// The English names of the months.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The English name of a month, 1 to 12; anything else gives "this month".
pub fn month_name(month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("this month")
}

/// A date as the field writes it: "4 November 2026".
pub fn long_date(date: Date) -> String {
    format!("{} {} {}", date.day(), month_name(date.month()), date.year())
}

/// Reads `48 hours`, `90 days`, `6 weeks`, `12 months`, `2 years` (1 to 999).
///
/// # Errors
/// Words for an author: what is wrong, and how a length of time is written.
pub fn parse_duration(text: &str) -> Result<Span, String> {
    let wrong = || {
        "write a number and a unit, as in \"12 months\"; the units are hours, days, weeks, months and years".to_owned()
    };
    let mut words = text.split_whitespace();
    let (Some(number), Some(unit), None) = (words.next(), words.next(), words.next()) else { return Err(wrong()) };
    let number: i64 = number.parse().map_err(|_| wrong())?;
    if !(1..=999).contains(&number) {
        return Err("the number must be from 1 to 999".to_owned());
    }
    match unit.strip_suffix('s').unwrap_or(unit) {
        "hour" => Ok(number.hours()),
        "day" => Ok(number.days()),
        "week" => Ok(number.weeks()),
        "month" => Ok(number.months()),
        "year" => Ok(number.years()),
        _ => Err(wrong()),
    }
}

/// The same as people type it at a terminal: `30d`, `6w`, `3m`, `2y`, `48h`, `30days`, besides the words of
/// [`parse_duration`]. An `m` is a month: nothing here is counted in minutes.
///
/// # Errors
/// Words: what is wrong, and how a length of time is written.
pub fn parse_typed_duration(text: &str) -> Result<Span, String> {
    let text = text.trim();
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = text.strip_suffix(unit).unwrap_or(text);
    let unit = match unit.trim() {
        "h" => "hours",
        "d" => "days",
        "w" => "weeks",
        "m" => "months",
        "y" => "years",
        other => other,
    };
    parse_duration(&format!("{number} {unit}"))
}

/// A length of time in words: "90 days", "1 month". Of several units the largest comes first.
pub fn written_duration(length: Span) -> String {
    let units = [
        (i64::from(length.get_years()), "year"),
        (i64::from(length.get_months()), "month"),
        (i64::from(length.get_weeks()), "week"),
        (i64::from(length.get_days()), "day"),
        (i64::from(length.get_hours()), "hour"),
    ];
    let words = units.iter().filter(|(number, _)| *number != 0);
    let words: Vec<String> =
        words.map(|(number, unit)| format!("{number} {unit}{}", if *number == 1 { "" } else { "s" })).collect();
    words.join(", ")
}

/// The day that lies a length of time after another; a day that the month does not have becomes its last
/// (31 January + 1 month = 28 or 29 February). Past the calendar's end, the calendar's end.
pub fn add_to_date(date: Date, length: Span) -> Date {
    let days_only = length.get_hours() / 24;
    date.checked_add(length.hours(0)).and_then(|date| date.checked_add(days_only.days())).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn says_what_is_wrong_with_a_date() {
        assert_eq!(parse_date("2026-02-30").unwrap_err(), "February 2026 has 28 days");
        assert_eq!(parse_date("31/12/26").unwrap_err(), "write the date as year-month-day: 2026-12-31");
        assert!(parse_date("soon").is_err());
        assert_eq!(parse_date("2024-02-29"), Ok(date(2024, 2, 29)));
    }

    #[test]
    fn month_arithmetic_clamps() {
        assert_eq!(add_to_date(date(2026, 1, 31), parse_duration("1 month").unwrap()), date(2026, 2, 28));
        assert_eq!(add_to_date(date(2024, 2, 29), parse_duration("12 months").unwrap()), date(2025, 2, 28));
        assert!(parse_duration("a year").is_err());
        assert!(parse_duration("0 days").is_err());
        let months = |from, months: i64| add_to_date(from, months.months());
        assert_eq!(months(date(2024, 2, 29), 48), date(2028, 2, 29));
        assert_eq!(months(date(2026, 8, 31), 6), date(2027, 2, 28));
        assert_eq!(months(date(2027, 8, 31), 6), date(2028, 2, 29));
        assert_eq!(months(date(2026, 12, 31), 2), date(2027, 2, 28));
        // Each is counted from the first day, not from the day that was clamped.
        assert_eq!(months(date(2026, 1, 31), 2), date(2026, 3, 31));
        assert_eq!(add_to_date(date(2024, 2, 29), 1.years()), date(2025, 2, 28));
        assert_eq!(add_to_date(date(2023, 2, 28), 1.years()), date(2024, 2, 28));
        assert_eq!(add_to_date(date(2026, 3, 28), 47.hours()), date(2026, 3, 29));
    }

    #[test]
    fn lengths_of_time_as_they_are_typed() {
        for (typed, words) in [
            ("30d", "30 days"),
            ("30 days", "30 days"),
            ("6 weeks", "6 weeks"),
            ("6w", "6 weeks"),
            (" 3m ", "3 months"),
            ("1 month", "1 month"),
            ("2years", "2 years"),
            ("48h", "48 hours"),
        ] {
            assert_eq!(written_duration(parse_typed_duration(typed).unwrap()), words, "{typed}");
        }
        for typed in
            ["", "30", "d", "-3d", "3.5d", "0d", "1000d", "30 d d", "30x", "half a year", "9999999999999999999d"]
        {
            assert!(parse_typed_duration(typed).is_err(), "{typed}");
        }
    }
}
