//! Dates in figures that two readers read as two days: 03/04/2026.

use jiff::civil::Date;

use super::prose::Stretch;
use crate::data::dates::{long_date, month_name};
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::parse::document::Document;

/// Checks a stretch of text. `month_first` says how the site's own readers write dates.
pub fn check_ambiguous_dates(
    document: &Document,
    stretch: &Stretch<'_>,
    month_first: bool,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if stretch.setting.quoted || !stretch.text.contains('/') {
        return;
    }
    let mut from = 0;
    while let Some(slash) = stretch.text.get(from..).and_then(|rest| rest.find('/')).map(|at| from + at) {
        from = slash + 1;
        let Some((start, end, figures)) = figures_around(stretch.text, slash) else { continue };
        from = end;
        let [first, second, year] = figures;
        let day = |day: i16, month: i16| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok();
        let (Some(british), Some(american)) = (day(first, second), day(second, first)) else { continue };
        if first == second {
            continue;
        }
        let spelt = |date: Date| format!("{} {}", date.day(), month_name(date.month()));
        let written = stretch.text.get(start..end).unwrap_or("");
        let message = format!("{written} is {} to some readers and {} to others", spelt(british), spelt(american));
        let meant = if month_first { american } else { british };
        let help = format!("write the month as a word: {}, if that is what you mean", long_date(meant));
        let place = document.place(stretch.span(start..end));
        diagnostics.push(Diagnostic::new(&codes::AMBIGUOUS_DATE, place, message).help(help));
    }
}

/// The three figures of `3/4/2026` whose first slash is given, and where they begin and end; nothing for paths, fractions
/// and years of two digits that may be something else.
fn figures_around(text: &str, slash: usize) -> Option<(usize, usize, [i16; 3])> {
    let before = text.get(..slash)?;
    let start = before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let apart =
        !before.get(..start)?.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '.' | '=' | '_'));
    let first = before.get(start..)?;
    let rest = text.get(slash + 1..)?;
    let (second, rest) = rest.split_once('/')?;
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (year, after) = rest.split_at_checked(digits)?;
    let day = |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    let ends = !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '_'));
    if !apart
        || !ends
        || !day(first)
        || !day(second)
        || !(year.len() == 4 || (year.len() == 2 && first.len() == 2 && second.len() == 2))
    {
        return None;
    }
    let number: i16 = year.parse().ok()?;
    let year_number = if year.len() == 2 { 2000 + number } else { number };
    let figures = [first.parse().ok()?, second.parse().ok()?, year_number];
    (1990..2100).contains(&year_number).then_some((start, slash + 1 + second.len() + 1 + year.len(), figures))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_told_from_paths() {
        let read = |text: &str| figures_around(text, text.find('/')?).map(|(_, _, figures)| figures);
        assert_eq!(read("on 3/4/2026."), Some([3, 4, 2026]));
        assert_eq!(read("on 03/04/26"), Some([3, 4, 2026]));
        for text in ["a/3/4/2026", "1/2/24", "24/7", "2024/03/04", "3/4/2026/x", "x03/04/2026"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
