//! A section's terms as one string for each field, made in parallel ahead of the index, which only takes them apart again:
//! tantivy reads one document after the other, and would keep one thread busy with what many can do.
//!
//! Takes records, gives strings; and the tokenizer that takes them apart. A coded text is terms (QUERY.md 2), each with its
//! end behind it, and before it a sign for every place that it is further on than the one before.

use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::analysis::{Analyzer, Reader};
use super::records::{EntryRecord, SectionRecord};

/// One place further on. Neither sign stands in any term: words hold letters and digits, and ids no control characters.
const STEP: char = '\u{1}';
/// The end of a term.
const END: char = '\u{0}';

/// A section's fields, coded.
#[derive(Clone, Debug)]
pub struct CodedSection {
    /// The entry's title.
    pub title: Arc<str>,
    /// The section's heading, and what else it is found by.
    pub heading: String,
    /// Everything.
    pub all: String,
    /// Every different word, unstemmed.
    pub words: String,
}

/// Codes entries, one after the other.
pub struct Coder<'a> {
    reader: Reader<'a>,
    /// By the number of a folded word: the last section that held it.
    seen: Vec<u32>,
    /// How many sections were coded.
    sections: u32,
}

impl<'a> Coder<'a> {
    /// A coder that has met no word yet.
    pub fn new(analyzer: &'a Analyzer) -> Self {
        Coder { reader: Reader::new(analyzer), seen: Vec::new(), sections: 0 }
    }

    /// The sections of an entry, in order, behind those that are there.
    pub fn code(&mut self, entry: &EntryRecord, coded: &mut Vec<CodedSection>) {
        let mut title = String::new();
        let mut title_words = Vec::new();
        self.reader.read(&entry.title);
        self.push_terms(&mut title);
        self.reader.visit_words(|number, word| title_words.push((number, Arc::clone(word))));
        let title: Arc<str> = title.into();
        coded.extend(entry.sections.iter().map(|section| self.section(section, &title, &title_words)));
    }

    fn section(&mut self, section: &SectionRecord, title: &Arc<str>, title_words: &[(u32, Arc<str>)]) -> CodedSection {
        self.sections = self.sections.wrapping_add(1);
        let mut coded = CodedSection {
            title: Arc::clone(title),
            heading: String::new(),
            all: String::with_capacity(title.len() + section.text.len() * 5 / 4),
            words: String::with_capacity(section.text.len() / 2),
        };
        for (number, word) in title_words {
            put_word(&mut self.seen, self.sections, (*number, word), &mut coded.words);
        }
        self.put_text(&section.heading, &mut coded.heading, &mut coded.words);
        self.put_text(&section.also, &mut coded.heading, &mut coded.words);
        coded.all.push_str(title);
        if !coded.heading.is_empty() {
            push_break(&mut coded.all);
            coded.all.push_str(&coded.heading);
        }
        self.put_text(&section.text, &mut coded.all, &mut coded.words);
        coded
    }

    /// Puts a text's terms on a new line, and with the words those that the section has not had.
    fn put_text(&mut self, text: &str, terms: &mut String, words: &mut String) {
        self.reader.read(text);
        if self.reader.is_empty() {
            return;
        }
        push_break(terms);
        self.push_terms(terms);
        let (seen, section) = (&mut self.seen, self.sections);
        self.reader.visit_words(|number, word| put_word(seen, section, (number, word), words));
    }

    fn push_terms(&self, terms: &mut String) {
        self.reader.visit_terms(|steps, term| {
            terms.extend(std::iter::repeat_n(STEP, steps));
            if let Some(term) = term {
                terms.push_str(term);
                terms.push(END);
            }
        });
    }
}

/// Puts a word with those of a section if it is the first of its kind there.
fn put_word(seen: &mut Vec<u32>, section: u32, (number, word): (u32, &str), words: &mut String) {
    let number = number as usize;
    if number >= seen.len() {
        seen.resize(number + 1, 0);
    }
    if let Some(last) = seen.get_mut(number)
        && *last != section
    {
        *last = section;
        words.push_str(word);
        words.push(END);
    }
}

/// A line break: one place at which nothing stands. At the beginning there is none.
fn push_break(terms: &mut String) {
    if !terms.is_empty() {
        terms.push(STEP);
    }
}

/// Takes a coded text apart.
#[derive(Clone, Default)]
pub struct CodedTokenizer {
    token: Token,
}

/// The terms of a coded text.
pub struct CodedTerms<'a> {
    rest: &'a str,
    token: &'a mut Token,
    /// The place behind that of the last term.
    next: usize,
}

impl Tokenizer for CodedTokenizer {
    type TokenStream<'a> = CodedTerms<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> CodedTerms<'a> {
        self.token.reset();
        CodedTerms { rest: text, token: &mut self.token, next: 0 }
    }
}

impl TokenStream for CodedTerms<'_> {
    fn advance(&mut self) -> bool {
        let term = self.rest.trim_start_matches(STEP);
        self.next += self.rest.len() - term.len();
        let Some((term, rest)) = term.split_once(END) else { return false };
        self.rest = rest;
        self.token.position = self.next.saturating_sub(1);
        self.token.text.clear();
        self.token.text.push_str(term);
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(coded: &str) -> String {
        let mut tokenizer = CodedTokenizer::default();
        let mut stream = tokenizer.token_stream(coded);
        let mut terms = Vec::new();
        while let Some(token) = stream.next() {
            terms.push(format!("{}@{}", token.text, token.position));
        }
        terms.join(" ")
    }

    fn coded(title: &str, sections: &[(&str, &str, &str)]) -> Vec<CodedSection> {
        let analyzer = Analyzer::new(true, &[(Arc::from("lac"), vec![Arc::from("looked after")])]);
        let section = |(heading, also, text): &(&str, &str, &str)| SectionRecord {
            heading: Box::from(*heading),
            also: Box::from(*also),
            text: Box::from(*text),
            ..SectionRecord::default()
        };
        let entry = EntryRecord::test(title, sections.iter().map(section).collect());
        let mut coded = Vec::new();
        Coder::new(&analyzer).code(&entry, &mut coded);
        coded
    }

    #[test]
    fn all_is_title_heading_and_text_with_line_breaks_between() {
        let coded = coded(
            "Family time",
            &[("", "contact", "Looked after:\nfollow-up"), ("Visits", "", "time’s up"), ("", "", "")],
        );
        let all: Vec<String> = coded.iter().map(|section| terms(&section.all)).collect();
        assert_eq!(
            all,
            [
                "famili@0 time@1 contact@3 look@5 after@6 =lac@6 follow@8 up@9 followup@9",
                "famili@0 time@1 visit@3 time@5 up@6",
                "famili@0 time@1",
            ]
        );
        let headings: Vec<String> = coded.iter().map(|section| terms(&section.heading)).collect();
        assert_eq!(headings, ["contact@0", "visit@0", ""]);
        let joined = "Family time\ncontact\nLooked after:\nfollow-up";
        let whole = coded_title(joined);
        assert_eq!(terms(&whole), all[0]);
    }

    fn coded_title(text: &str) -> String {
        coded(text, &[("", "", "")])[0].title.to_string()
    }

    #[test]
    fn each_word_stands_once_among_the_words() {
        let coded = coded("Family time", &[("Time", "", "times TIME follow-up, section 47"), ("Time", "", "")]);
        let words: Vec<String> = coded.iter().map(|section| section.words.replace(END, " ")).collect();
        assert_eq!(words, ["family time times follow up section 47 followup s47 ", "family time "]);
    }

    #[test]
    fn a_word_that_is_too_long_keeps_its_place() {
        let long = "x".repeat(41);
        assert_eq!(terms(&coded_title(&format!("a {long} b {long}\nc"))), "a@0 b@2 c@5");
        assert_eq!(coded("a", &[("", "", &long)])[0].words, format!("a{END}"));
    }
}
