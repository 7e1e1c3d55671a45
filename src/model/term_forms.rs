//! The forms in which the terms of a glossary stand in a text: the terms themselves, their abbreviations and aliases, the
//! words no longer used, and the plural of each.
//!
//! Takes the entries of the glossary, gives forms with what a text must fulfil to be one. Irregular plurals (children) are
//! the author's to name as aliases; the possessive needs no form, because an apostrophe ends a word.

use super::folded_words::{Capitals, FoldedText, Gap, Word};
use crate::parse::registers::Term;

/// The longest that a form may be, in bytes and in words: what is longer is a sentence, which no text repeats.
const LONGEST: usize = 200;
/// The same in words.
const MOST_WORDS: usize = 24;

/// Words that stand between the noun of a term and what belongs to it: "heads of service", "children in need".
const LINKS: &[&str] =
    &["about", "after", "at", "by", "for", "from", "in", "of", "on", "to", "under", "who", "with", "without"];

/// Words that say nothing by themselves.
const COMMON: &[&str] = &[
    "a", "an", "and", "any", "are", "as", "at", "be", "but", "by", "can", "do", "for", "from", "has", "have", "he",
    "her", "his", "if", "in", "is", "it", "its", "may", "must", "no", "not", "of", "on", "or", "our", "she", "should",
    "so", "that", "the", "their", "them", "they", "this", "to", "us", "was", "we", "were", "when", "who", "will",
    "with", "you", "your",
];

/// Why a word cannot be looked for in texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// It has neither letters nor digits.
    Signs,
    /// It is a single letter.
    Letter,
    /// It is a word of every other sentence.
    Common,
    /// No text would repeat it.
    Long,
}

/// Why a word of the glossary cannot be looked for in texts; `text` is the word, folded.
pub fn unfit(text: &FoldedText, word: &str) -> Option<Unfit> {
    let words = text.words();
    match words {
        [] => Some(Unfit::Signs),
        [one] if one.capitals != Capitals::Others && text.folded_word(one).chars().count() == 1 => Some(Unfit::Letter),
        [one] if one.capitals != Capitals::Others && COMMON.contains(&text.folded_word(one)) => Some(Unfit::Common),
        _ if word.len() > LONGEST || words.len() > MOST_WORDS => Some(Unfit::Long),
        _ => None,
    }
}

/// What a form says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FormKind {
    /// A word of today.
    Current,
    /// A word no longer used, by its place in its entry's list.
    Deprecated(u32),
}

/// A form of a term.
#[derive(Clone, Debug)]
pub struct Form {
    /// The entry, by its place in the glossary.
    pub entry: u32,
    /// Whether it is still used.
    pub kind: FormKind,
    /// Whether it is a plural that we made.
    pub plural: bool,
    /// What its words must be: letter for letter this, where there is something.
    pub exact: Box<[Option<Box<str>>]>,
    /// Which of its words have a hyphen before them; a blank of the term may be a hyphen in the text.
    pub hyphens: u32,
}

/// How the terms of a glossary are written: "Family time" at the head of an entry does not mean that the capital belongs
/// to the word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Style {
    /// The first word has a capital, whatever it is.
    first: bool,
    /// Each word has.
    each: bool,
}

impl Style {
    fn of(terms: &[Term]) -> Self {
        let (mut firsts, mut plain, mut eaches, mut firsts_only) = (0_usize, 0_usize, 0_usize, 0_usize);
        for term in terms {
            let text = FoldedText::of(&term.term);
            match text.words().first().map(|word| word.capitals) {
                Some(Capitals::First) => firsts += 1,
                Some(Capitals::None) => plain += 1,
                _ => continue,
            }
            if let Some(second) = text.words().get(1) {
                *(if second.capitals == Capitals::First { &mut eaches } else { &mut firsts_only }) += 1;
            }
        }
        // A handful of entries may well be names, all of them.
        let first = firsts > 2 && firsts > 2 * plain;
        Style { first, each: first && eaches > 2 && eaches > 2 * firsts_only }
    }
}

/// All forms of a glossary, each with the string that the texts are searched for: those that authors wrote before the
/// plurals that we made.
pub fn forms_of(terms: &[Term]) -> Vec<(String, Form)> {
    let style = Style::of(terms);
    let mut written = Vec::new();
    let mut made = Vec::new();
    for (entry, term) in terms.iter().enumerate() {
        let entry = u32::try_from(entry).unwrap_or(u32::MAX);
        let current = std::iter::once(&term.term).chain(&term.abbreviation).chain(&term.aliases);
        let current = current.map(|text| (text.as_str(), FormKind::Current));
        let deprecated = term.deprecated.iter().zip(0_u32..);
        let deprecated = deprecated.map(|(old, place)| (old.term.as_str(), FormKind::Deprecated(place)));
        for (text, kind) in current.chain(deprecated) {
            if unfit(&FoldedText::of(text), text).is_some() {
                continue;
            }
            let form = |text: &str, plural| form_of(text, entry, kind, style, plural);
            written.extend(form(text, false));
            made.extend(plurals(text).iter().filter_map(|text| form(text, true)));
        }
    }
    written.append(&mut made);
    written
}

fn form_of(text: &str, entry: u32, kind: FormKind, style: Style, plural: bool) -> Option<(String, Form)> {
    let folded = FoldedText::of(text);
    let words = folded.words();
    if words.is_empty() || words.len() > MOST_WORDS {
        return None;
    }
    let need = |(place, word): (usize, &Word)| {
        let of_style = if place == 0 { style.first } else { style.each };
        let letters = folded.letters_of(word)?;
        let free = of_style && word.capitals == Capitals::First && letters.len() > 1;
        (!free).then(|| Box::from(letters))
    };
    let hyphens =
        words.iter().enumerate().filter(|(_, word)| word.gap == Gap::Hyphen).fold(0, |set, (at, _)| set | 1 << at);
    let exact = words.iter().enumerate().map(need).collect();
    Some((folded.folded().to_owned(), Form { entry, kind, plural, exact, hyphens }))
}

/// The plurals of a term: of its last word, and of the noun before "of", "in" and their like.
fn plurals(text: &str) -> Vec<String> {
    let folded = FoldedText::of(text);
    let words = folded.words();
    let Some(last) = words.len().checked_sub(1) else { return Vec::new() };
    let link = words.iter().skip(1).position(|word| LINKS.contains(&folded.folded_word(word)));
    let mut heads = vec![last];
    heads.extend(link.filter(|head| *head != last));
    let plural = |head: usize| {
        let word = words.get(head)?;
        let (start, end) = (word.start.offset as usize, word.end.offset as usize);
        let plural = plural_of(text.get(start..end)?, word.capitals == Capitals::Others)?;
        Some([text.get(..start)?, &plural, text.get(end..)?].concat())
    };
    heads.into_iter().filter_map(plural).collect()
}

/// The regular plural of a word; `None` for what has none, or has it already.
fn plural_of(word: &str, abbreviation: bool) -> Option<String> {
    let mut letters = word.chars().rev();
    let last = letters.next().filter(|letter| letter.is_alphabetic())?;
    let before = letters.next().unwrap_or(' ');
    if abbreviation {
        return (last != 's').then(|| format!("{word}s"));
    }
    match (before, last) {
        ('s' | 'z', 's' | 'z') | (_, 'x') | ('c' | 's', 'h') => Some(format!("{word}es")),
        (_, 's') => None,
        (before, 'y') if !matches!(before, 'a' | 'e' | 'i' | 'o' | 'u' | ' ') => {
            Some(format!("{}ies", word.strip_suffix('y')?))
        }
        _ => Some(format!("{word}s")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_noun_of_a_term_takes_the_plural() {
        for (term, expected) in [
            ("pathway plan", &["pathway plans"][..]),
            ("head of service", &["head of services", "heads of service"]),
            ("IRO", &["IROs"]),
            ("case summary", &["case summaries"]),
            ("working day", &["working days"]),
            ("legal process", &["legal processes"]),
            ("foster carers", &[]),
            ("section 47", &[]),
            ("", &[]),
        ] {
            assert_eq!(plurals(term), expected, "{term}");
        }
    }
}
