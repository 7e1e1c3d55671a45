//! Sentences that speak of a day to come which may have come by now: "will report in 2024", "from April 2025 the council
//! will …", "currently (2022)".
//!
//! Takes a sentence, gives the last day on which it is true. Knows no today: what it finds is remembered with the
//! document, and [`super::claims`] holds it against the day. Precision first: a year is read only where a preposition
//! ties it to a verb that speaks of the future.

use std::ops::Range;

use jiff::civil::Date;

use super::prose_dates::{ProseDate, prose_dates};

/// Words that tie a date to what happens then.
const PREPOSITIONS: &[&str] = &["in", "by", "from", "until", "till", "before", "during", "on"];
/// What may stand between a preposition and its date.
const BETWEEN: &[&str] =
    &["the", "end", "start", "beginning", "middle", "of", "early", "late", "mid", "summer", "autumn", "at"];
/// What can stand behind a date that is not part of a name ("the 2024 guidance").
const BEHIND: &[&str] = &[
    "and",
    "or",
    "to",
    "when",
    "as",
    "at",
    "with",
    "for",
    "following",
    "by",
    "on",
    "unless",
    "if",
    "in",
    "the",
    "it",
    "we",
    "they",
    "all",
    "this",
    "these",
    "a",
    "an",
    "but",
    "so",
    "that",
    "there",
    "you",
    "our",
    "staff",
];
/// Words behind which a date belongs to something else than the verb before it.
const BARRIERS: &[&str] = &[
    "which",
    "that",
    "who",
    "whose",
    "made",
    "published",
    "issued",
    "dated",
    "under",
    "carried",
    "since",
    "as",
    "where",
    "after",
    "introduced",
    "agreed",
    "signed",
    "enacted",
    "updated",
    "revised",
    "adopted",
    "born",
    "because",
    "if",
    "when",
    "replaced",
    "started",
    "began",
    "set",
];
/// Words behind which a verb is not that of the date which opened the sentence.
const PAST: &[&str] = &["was", "were", "had", "has", "have", "did", "became", "began", "and", "but"];
/// How many words may stand between the verb and the date.
const NEAR: usize = 10;

/// A statement of something to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Its last day.
    pub last: Date,
    /// Where its date stands in the text, preposition and all.
    pub range: Range<usize>,
}

/// The first statement of something to come in a sentence, which stands at `sentence` in `text`.
pub fn find_statement(text: &str, sentence: &Range<usize>) -> Option<Statement> {
    let words = text.get(sentence.clone())?;
    prose_dates(words).find_map(|date| {
        let start = anchor(words, &date).filter(|_| stands_alone(words, &date));
        let found = match start {
            Some(start) if start_of_sentence(words, start) => speaks_of_future(words.get(date.range.end..)?, true),
            Some(start) => speaks_of_future(words.get(..start)?, false),
            None => false,
        };
        let present = is_present(words, &date);
        let start = if found { start } else { present };
        start.map(|start| Statement { last: date.last, range: sentence.start + start..sentence.start + date.range.end })
    })
}

/// Where the preposition before a date begins.
fn anchor(words: &str, date: &ProseDate) -> Option<usize> {
    let mut before = words.get(..date.range.start)?;
    for _ in 0..6 {
        let trimmed = before.trim_end();
        let start = trimmed
            .rfind(|c: char| !(c.is_alphanumeric() || c == '-'))
            .map_or(0, |at| at + trimmed.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8));
        let word = trimmed.get(start..)?.to_ascii_lowercase();
        if PREPOSITIONS.contains(&word.as_str()) {
            return Some(start);
        }
        if !BETWEEN.contains(&word.trim_end_matches('-')) {
            return None;
        }
        before = trimmed.get(..start)?;
    }
    None
}

/// Whether a date ends its phrase, so that it is no name.
fn stands_alone(words: &str, date: &ProseDate) -> bool {
    let after = words.get(date.range.end..).unwrap_or("");
    let next = after.trim_start();
    if next.is_empty() || !after.starts_with(' ') {
        return !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | '–' | '\'' | '’'));
    }
    let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    word.is_empty() || BEHIND.contains(&word.to_ascii_lowercase().as_str()) || date.exact
}

fn start_of_sentence(words: &str, start: usize) -> bool {
    start <= 20 && words.get(..start).is_some_and(|before| !before.contains(char::is_alphanumeric))
}

/// Whether the nearest verb in a piece of a sentence speaks of the future: behind a date that opens the sentence, or before
/// a date.
fn speaks_of_future(piece: &str, forward: bool) -> bool {
    let trim = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase();
    let mut followed = String::new();
    let judge = |word: &str, next: &str| match word {
        "will" | "shall" | "won't" => true,
        "is" | "are" | "be" => matches!(next, "expected" | "due" | "planned" | "scheduled" | "anticipated" | "to"),
        _ => false,
    };
    if forward {
        let list: Vec<&str> = piece.split_ascii_whitespace().take(NEAR + 2).collect();
        for (at, word) in list.iter().enumerate() {
            let next = list.get(at + 1).map(|next| trim(next)).unwrap_or_default();
            if judge(&trim(word), &next) {
                return true;
            }
            // What was already done, or another sentence, stands between: the verb is not the date's.
            let past = trim(word).ends_with("ed") || PAST.contains(&trim(word).as_str());
            if past {
                return false;
            }
            // The comma behind the date itself is part of the form.
            if word.ends_with([';', ':', ')']) || (at > 0 && BARRIERS.contains(&trim(word).as_str())) {
                return false;
            }
        }
        return false;
    }
    for word in piece.split_ascii_whitespace().rev().take(NEAR) {
        let plain = trim(word);
        if word.ends_with([',', ';', ':', ')']) || BARRIERS.contains(&plain.as_str()) {
            return false;
        }
        if judge(&plain, &followed) {
            return true;
        }
        // "(in 2014" begins something of its own.
        if word.starts_with('(') {
            return false;
        }
        followed = plain;
    }
    false
}

/// Where "currently (2022)" or "this year (2022)" begins.
fn is_present(words: &str, date: &ProseDate) -> Option<usize> {
    let before = words.get(..date.range.start)?.strip_suffix('(')?.trim_end();
    let closed = words.get(date.range.end..)?.starts_with(')');
    let mut near = before.len().saturating_sub(40)..before.len();
    let lower = near.find_map(|from| before.get(from..)).unwrap_or("").to_ascii_lowercase();
    let word =
        ["currently", "at present", "this year", "at the time of writing"].iter().find(|word| lower.ends_with(**word));
    word.filter(|_| closed).map(|word| before.len() - word.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stale(text: &str) -> Option<&str> {
        find_statement(text, &(0..text.len())).map(|found| text.get(found.range).unwrap())
    }

    #[test]
    fn what_was_to_come_is_found() {
        assert_eq!(stale("The inquiry will report in 2024."), Some("in 2024"));
        assert_eq!(stale("From April 2025 the council will pay the fee."), Some("From April 2025"));
        assert_eq!(stale("The team is to move by the end of 2023."), Some("by the end of 2023"));
        assert_eq!(stale("New guidance is expected in Spring 2025 and we will say so."), Some("in Spring 2025"));
        assert_eq!(stale("There are currently (2022) four teams."), Some("currently (2022"));
    }

    #[test]
    fn what_was_is_left_alone() {
        for text in [
            "The Children Act 1989 will apply.",
            "Staff will follow the guidance published in 2018.",
            "In 2010, we re-structured the teams and their role will be wider.",
            "In 2014 the Board decided that staff wear badges.",
            "The team was set up in 2019 and will visit.",
            "You will find it in the 2016 guidance.",
            "Workers will read Working Together 2018.",
            "The plan, which will be read by all, was made in 2017.",
            "Records made before 1 March 2014 are kept.",
            "This policy is in force from 1 April 2025.",
        ] {
            assert_eq!(stale(text), None, "{text}");
        }
    }
}
