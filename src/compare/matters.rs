//! What makes a change matter: time limits, ages, duties, numbers. Takes words, gives where such things stand in them and what
//! they come to, so that "within five working days" and "within 5 working days" are one.

use std::ops::Range;

use super::comparison::Matter;
use super::text::Text;

/// Something that matters, in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its words.
    pub words: Range<usize>,
    /// What it is.
    pub matter: Matter,
    /// What it comes to: equal for equal meanings.
    pub value: String,
}

const UNITS: &[&str] = &["minute", "hour", "day", "week", "fortnight", "month", "year", "weekday"];
const KINDS_OF_DAY: &[&str] =
    &["working", "calendar", "school", "clear", "consecutive", "business", "full", "whole", "more", "further"];
/// What can stand before a length of time and belongs to its meaning; longest first.
const BEFORE: &[&[&str]] = &[
    &["by", "the", "end", "of", "the"],
    &["no", "later", "than"],
    &["not", "later", "than"],
    &["no", "more", "than"],
    &["not", "more", "than"],
    &["no", "longer", "than"],
    &["at", "least"],
    &["at", "most"],
    &["up", "to"],
    &["less", "than"],
    &["more", "than"],
    &["longer", "than"],
    &["within"],
    &["after"],
    &["before"],
    &["every"],
    &["for"],
    &["under"],
    &["over"],
    &["by"],
    &["in"],
];
/// Limits that name no number.
const PHRASES: &[&[&str]] = &[
    &["by", "the", "end", "of", "the", "next", "working", "day"],
    &["by", "the", "end", "of", "the", "same", "working", "day"],
    &["by", "the", "end", "of", "the", "working", "day"],
    &["by", "the", "end", "of", "the", "next", "day"],
    &["by", "the", "end", "of", "the", "same", "day"],
    &["by", "the", "end", "of", "the", "day"],
    &["by", "the", "end", "of", "the", "week"],
    &["by", "the", "end", "of", "the", "month"],
    &["on", "the", "next", "working", "day"],
    &["on", "the", "same", "working", "day"],
    &["the", "next", "working", "day"],
    &["the", "same", "working", "day"],
    &["next", "working", "day"],
    &["same", "working", "day"],
    &["on", "the", "same", "day"],
    &["the", "same", "day"],
    &["the", "next", "day"],
    &["same", "day"],
    &["next", "day"],
    &["as", "soon", "as", "possible"],
    &["as", "soon", "as", "practicable"],
    &["without", "delay"],
    &["straight", "away"],
    &["at", "once"],
    &["immediately"],
    &["daily"],
    &["weekly"],
    &["fortnightly"],
    &["monthly"],
    &["quarterly"],
    &["yearly"],
    &["annually"],
];
const DUTIES: &[&[&str]] = &[
    &["must", "not"],
    &["shall", "not"],
    &["should", "not"],
    &["may", "not"],
    &["need", "not"],
    &["do", "not", "need", "to"],
    &["does", "not", "need", "to"],
    &["have", "to"],
    &["has", "to"],
    &["is", "required", "to"],
    &["are", "required", "to"],
    &["required"],
    &["cannot"],
    &["must"],
    &["mustn't"],
    &["shall"],
    &["should"],
    &["shouldn't"],
    &["may"],
];
/// Small numbers in words, each in the place that is its value.
pub const NUMBERS: &[&str] = &[
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
];
/// Twenty and the tens behind it, in words.
pub const TENS: &[&str] = &["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

/// Everything that matters in a text.
pub fn find_matters(text: &Text) -> Vec<Found> {
    let words: Vec<String> = (0..text.words.len()).map(|index| text.folded(index)).collect();
    let finder = Finder { text, words: &words };
    let mut found: Vec<Found> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match finder.at(at) {
            Some(one) => {
                at = one.words.end.max(at + 1);
                found.push(one);
            }
            None => at += 1,
        }
    }
    found
}

/// Looks for what matters among the words of a text.
pub(super) struct Finder<'a> {
    pub(super) text: &'a Text,
    words: &'a [String],
}

impl Finder<'_> {
    pub(super) fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", String::as_str)
    }

    fn says(&self, at: usize, phrase: &[&str]) -> bool {
        phrase.iter().enumerate().all(|(offset, word)| self.word(at + offset) == *word)
    }

    fn at(&self, at: usize) -> Option<Found> {
        let found = |length: usize, matter: Matter, value: String| Found { words: at..at + length, matter, value };
        if let Some(phrase) = PHRASES.iter().find(|phrase| self.says(at, phrase)) {
            let value: Vec<&str> = phrase.iter().copied().filter(|word| !matches!(*word, "the" | "on")).collect();
            return Some(found(phrase.len(), Matter::TimeLimit, value.join(" ")));
        }
        if let Some((length, value)) = self.age(at) {
            return Some(found(length, Matter::Age, value));
        }
        let before = BEFORE.iter().find(|before| self.says(at, before)).copied().unwrap_or_default();
        if let Some((length, value)) = self.length_of_time(at + before.len()) {
            let value = format!("{} {value}", before.join(" "));
            return Some(found(before.len() + length, Matter::TimeLimit, value.trim().to_owned()));
        }
        if let Some(phrase) = DUTIES.iter().find(|phrase| self.says(at, phrase)) {
            // "May" with a capital letter is the month, unless it is asked: "May I …".
            let month = phrase.first() == Some(&"may")
                && self.text.words.get(at).is_some_and(|word| self.text.word(word).starts_with('M'));
            return (!month).then(|| found(phrase.len(), Matter::Duty, phrase.join(" ")));
        }
        let (length, value) = self.number(at)?;
        (value != "1" || self.word(at) != "one").then(|| found(length, Matter::Number, value))
    }

    /// A length of time: "5 working days", "24-hour", "an hour", "six months".
    fn length_of_time(&self, at: usize) -> Option<(usize, String)> {
        let article = matches!(self.word(at), "a" | "an");
        let (mut length, mut value) = if article { (1, "1".to_owned()) } else { self.number(at)? };
        if matches!(self.word(at + length), "to" | "or")
            && let Some((more, upper)) = self.number(at + length + 1)
        {
            length += 1 + more;
            value = format!("{value}-{upper}");
        }
        length += usize::from(self.is_dash(at + length));
        let kind = self.word(at + length);
        let kind = if KINDS_OF_DAY.contains(&kind) {
            length += 1;
            format!("{kind} ")
        } else {
            String::new()
        };
        if !self.is_unit(at + length) {
            return None;
        }
        let unit = unit_of(self.word(at + length));
        length += 1;
        let aged = self.word(at + length) == "old" || self.says(at + length, &["of", "age"]);
        // "Once a day", "a day at school": a length only where it is counted or bounded.
        let bounded = !article || matches!(self.word(at.wrapping_sub(1)), "within" | "than" | "every" | "in" | "least");
        (!aged && bounded).then(|| (length, format!("{value} {kind}{unit}")))
    }

    /// Whether a word is a unit of time.
    pub(super) fn is_unit(&self, at: usize) -> bool {
        UNITS.contains(&unit_of(self.word(at)))
    }

    /// Whether a dash stands there.
    pub(super) fn is_dash(&self, at: usize) -> bool {
        let dash = |word: &super::text::Word| word.mark && self.text.word(word).starts_with(super::text::is_dash);
        self.text.words.get(at).is_some_and(dash)
    }

    /// A number, with the same in digits behind it: "five (5)".
    pub(super) fn number(&self, at: usize) -> Option<(usize, String)> {
        let (length, value) = self.plain_number(at)?;
        let again =
            self.word(at + length) == "(" && self.word(at + length + 1) == value && self.word(at + length + 2) == ")";
        Some((length + if again { 3 } else { 0 }, value))
    }

    /// A number in digits or words, with what belongs to it: "£5,000", "20%", "9.30 am", "01632 960001", "twenty-one".
    fn plain_number(&self, at: usize) -> Option<(usize, String)> {
        let digits = |at: usize| self.word(at).starts_with(|c: char| c.is_ascii_digit());
        let currency = usize::from(matches!(self.word(at), "£" | "€" | "$"));
        if digits(at + currency) {
            let mut length = currency + 1;
            while digits(at + length) {
                length += 1;
            }
            if matches!(self.word(at + length), "%" | "am" | "pm") {
                length += 1;
            }
            let all = (at..at + length).map(|place| self.word(place)).collect::<Vec<_>>();
            return Some((length, all.concat()));
        }
        let word = self.word(at);
        if word == "half" || word == "twice" {
            return Some((1, word.to_owned()));
        }
        let ten = TENS.iter().position(|ten| *ten == word).map(|place| 20 + 10 * place);
        let small = |word: &str| NUMBERS.iter().position(|number| *number == word);
        if let Some(ten) = ten {
            let dashed = self.text.words.get(at + 1).is_some_and(|word| word.mark && !word.space);
            let after = small(self.word(at + 2)).filter(|unit| dashed && (1..10).contains(unit));
            return Some(match after {
                Some(unit) => (3, (ten + unit).to_string()),
                None => (1, ten.to_string()),
            });
        }
        small(word).map(|number| (1, number.to_string()))
    }
}

/// A unit of time as one of it is called: "days'" is of a day.
fn unit_of(word: &str) -> &str {
    let word = word.strip_suffix("'s").unwrap_or(word);
    word.strip_suffix("s'").or_else(|| word.strip_suffix('s')).unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let text = Text::plain(text);
        let said = |found: &Found| format!("{} {}", found.matter.word(), text.slice(found.words.clone()));
        find_matters(&text).iter().map(said).collect()
    }

    #[test]
    fn finds_what_matters() {
        for (text, expected) in [
            ("Ring within 5 working days.", &["time limit within 5 working days"][..]),
            ("a 24-hour line", &["time limit 24-hour"]),
            ("by the end of the next working day", &["time limit by the end of the next working day"]),
            ("The team must not wait for an hour or more", &["must or should must not"]),
            ("at least every six weeks", &["time limit every six weeks"]),
            ("3 months, then 6 months", &["time limit 3 months", "time limit 6 months"]),
            ("pay £5,000 or 20% to 21 people", &["number £5,000", "number 20%", "number 21"]),
            ("In May 2014 one of them may go", &["number 2014", "must or should may"]),
            ("children aged 5 years", &["age aged 5 years"]),
            ("within five (5) days", &["time limit within five (5) days"]),
            ("twenty-one people", &["number twenty-one"]),
            ("You need not ring. It is required.", &["must or should need not", "must or should required"]),
            ("no later than ten days after", &["time limit no later than ten days"]),
            ("within a week", &["time limit within a week"]),
            ("once a day", &[]),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
