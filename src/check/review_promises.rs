//! Sentences and lines that say when a chapter is reviewed: "This policy will be reviewed annually", "Review date: March
//! 2027".
//!
//! Takes a stretch of text, gives what it promises. Knows no front matter: [`super::claims`] compares. Manuals of this
//! field are full of other reviews (of plans, of placements), so that only a text that names itself, or a line that is
//! nothing but a label and a date, counts.

use std::ops::Range;

use jiff::civil::Date;

use super::prose::{Form, Stretch};
use super::prose_dates::{month_of, prose_dates};

/// A promise of review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promise {
    /// The days that it names, first and last; nothing for "annually".
    pub days: Option<(Date, Date)>,
    /// Where it stands in the text.
    pub range: Range<usize>,
}

/// Labels of a date of review, in small letters, the longer before those that they begin with.
const LABELS: &[&str] = &[
    "next review date",
    "next review due",
    "next review by",
    "next review",
    "date of next review",
    "date for next review",
    "date for review",
    "review date",
    "review due date",
    "review due",
    "review by",
    "due for review",
    "to be reviewed by",
    "to be reviewed in",
    "to be reviewed on",
    "to be reviewed",
    "policy review date",
    "next policy review",
];
/// What a manual calls its own texts.
const TEXTS: &[&str] = &[
    "policy",
    "policies",
    "procedure",
    "procedures",
    "guidance",
    "document",
    "chapter",
    "guideline",
    "guidelines",
    "manual",
    "protocol",
    "handbook",
    "guide",
    "statement",
    "strategy",
];
/// Words that say how often.
const OFTEN: &[&str] = &[
    "annually",
    "yearly",
    "biennially",
    "every year",
    "each year",
    "every two years",
    "every three years",
    "every 2 years",
    "every 3 years",
    "every 12 months",
    "every six months",
    "every 6 months",
    "once a year",
    "annual basis",
    "every twelve months",
    "every 24 months",
    "every 36 months",
    "every five years",
    "every 5 years",
    "every other year",
    "every 18 months",
    "quarterly",
    "every four years",
    "bi-annually",
    "on a yearly basis",
];

/// What a stretch of text promises, if anything: the first promise.
pub fn find_promise(stretch: &Stretch<'_>, sentences: &[Range<usize>]) -> Option<Promise> {
    let text = stretch.text;
    if stretch.setting.quoted || !(text.contains("eview") || text.contains("EVIEW")) {
        return None;
    }
    if stretch.setting.form == Form::Row {
        return labelled(text, 0..text.len());
    }
    sentences.iter().find_map(|sentence| labelled(text, sentence.clone()).or_else(|| promised(text, sentence.clone())))
}

/// A label and a date behind it: "Review date: March 2027", "| Next review | 01/03/2027 |".
fn labelled(text: &str, range: Range<usize>) -> Option<Promise> {
    let line = text.get(range.clone())?;
    // Small letters of ASCII stand in the same bytes.
    let lower =
        line.char_indices().nth(60).map_or(line, |(end, _)| line.get(..end).unwrap_or(line)).to_ascii_lowercase();
    let label = LABELS.iter().find(|label| lower.starts_with(**label))?;
    let value = line.get(label.len()..)?;
    let trimmed =
        value.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '|' | '-' | '–' | '—' | '='));
    // A label that runs on ("next review conference") is a sentence about something else.
    if trimmed.len() == value.len()
        || value.starts_with(' ')
            && !value.trim_start().starts_with([':', '|', '-', '–', '—', '='])
            && !begins_with_date(trimmed)
    {
        return None;
    }
    let value_at = range.start + line.len() - trimmed.len();
    let first_cell = trimmed.split(['|', '\n', ';']).next().unwrap_or("");
    if first_cell.trim().len() > 40 {
        return None;
    }
    let end = value_at + first_cell.trim_end().len();
    let days = days_of(first_cell);
    let often = OFTEN.iter().any(|often| first_cell.to_ascii_lowercase().contains(often));
    (days.is_some() || often).then_some(Promise { days, range: range.start..end })
}

fn begins_with_date(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    month_of(word).is_some() || (word.starts_with(|c: char| c.is_ascii_digit()) && days_of(text).is_some())
}

/// The days that a short text names: a date in words, in figures (day first), or a year.
fn days_of(text: &str) -> Option<(Date, Date)> {
    if let Some(date) = prose_dates(text).next() {
        return Some((date.first, date.last));
    }
    let word = text.split_whitespace().next()?;
    let parts: Vec<i16> = word.split(['/', '.', '-']).map(str::parse).collect::<Result<_, _>>().ok()?;
    let month = |month: i16| i8::try_from(month).ok();
    let century = |year: i16| if year < 100 { 2000 + year } else { year };
    match parts.as_slice() {
        [year @ 1990..=2099, m, d] => Date::new(*year, month(*m)?, month(*d)?).ok().map(|day| (day, day)),
        [d, m, year] => {
            let day = Date::new(century(*year), month(*m)?, month(*d)?).ok()?;
            // Where the month may stand first, both are meant.
            let other = Date::new(century(*year), month(*d)?, month(*m)?).unwrap_or(day);
            Some((day.min(other), day.max(other)))
        }
        [m @ 1..=12, year @ 1990..=2099] => {
            let first = Date::new(*year, month(*m)?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        _ => None,
    }
}

/// A sentence in which a text of the manual names its own review.
fn promised(text: &str, range: Range<usize>) -> Option<Promise> {
    let sentence = text.get(range.clone())?;
    if !sentence.contains("eview") || sentence.len() > 400 {
        return None;
    }
    let lower = sentence.to_ascii_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !(c.is_alphanumeric() || c == '\'')).filter(|word| !word.is_empty()).collect();
    // "this policy", "the procedures", "this safeguarding policy": the text by its own name, with a word or two between.
    let own = words.windows(2).enumerate().find_map(|(at, pair)| match pair {
        ["this" | "these", _] => {
            let near = words.iter().skip(at + 1).take(3);
            near.enumerate().find(|(_, word)| TEXTS.contains(word)).map(|(step, _)| (at, at + 1 + step))
        }
        ["the", word] if TEXTS.contains(word) => Some((at, at + 1)),
        _ => None,
    })?;
    let (named, own) = own;
    let after: Vec<&str> = words.iter().skip(own + 1).copied().collect();
    // "Requirements for those who break this policy will be reviewed" is not about the policy.
    let passive = named <= 1
        && after.windows(3).take(6).any(|three| {
            matches!(three, ["will" | "shall" | "should" | "must" | "to", "be", "reviewed"])
                || matches!(three, ["is" | "are", "reviewed", _])
        });
    let before: Vec<&str> = words.iter().take(own).rev().take(5).copied().collect();
    let active = before.iter().any(|word| matches!(*word, "review" | "reviews" | "reviewed"))
        && !before
            .iter()
            .any(|word| matches!(*word, "has" | "was" | "have" | "when" | "after" | "if" | "please" | "staff"));
    if !passive && !active {
        return None;
    }
    let days = prose_dates(sentence).last().filter(|date| date.exact).map(|date| (date.first, date.last));
    let often = OFTEN.iter().any(|often| lower.contains(often));
    (days.is_some() || often).then_some(Promise { days, range })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[expect(clippy::option_option, reason = "no promise, one without a date, one with")]
    fn line(text: &str) -> Option<Option<(Date, Date)>> {
        labelled(text, 0..text.len()).map(|found| found.days)
    }

    #[test]
    fn a_label_with_its_date_is_a_promise() {
        let march = Some(Some((date(2027, 3, 1), date(2027, 3, 31))));
        assert_eq!(line("Review date: March 2027"), march);
        assert_eq!(line("Next review | March 2027 | "), march);
        assert_eq!(line("Date of next review – 2027-03-04"), Some(Some((date(2027, 3, 4), date(2027, 3, 4)))));
        assert_eq!(line("Review Date: annually"), Some(None));
        for text in ["Next review conference: March 2027", "Review the plan in March 2027", "Review date: see the plan"]
        {
            assert_eq!(line(text), None, "{text}");
        }
    }

    #[test]
    fn a_text_that_names_its_own_review_makes_a_promise() {
        let promise = |text: &str| promised(text, 0..text.len()).is_some();
        assert!(promise("This policy will be reviewed annually."));
        assert!(promise("The Board will review this procedure every two years."));
        assert!(promise("These complaints procedures are to be reviewed in March 2027."));
        for text in [
            "The care plan will be reviewed every six months.",
            "This policy was reviewed in March 2024.",
            "The requirements for those who break this policy will be reviewed annually.",
            "This policy explains how plans are reviewed and by whom.",
            "Staff must review this policy annually.",
        ] {
            assert!(!promise(text), "{text}");
        }
    }
}
