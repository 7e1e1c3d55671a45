//! A section's terms as one string for each field, made in parallel ahead of the index, which only takes them apart again:
//! tantivy reads one document after the other, and would keep one thread busy with what many can do.
//!
//! Takes records, gives strings; and the tokenizer that takes them apart. A coded text is terms (QUERY.md 2), each with its
//! end behind it, and before it a sign for every place that it is further on than the one before.

use std::ops::Range;
use std::sync::Arc;

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::analysis::{Analyzer, Reader};
use super::records::{EntryRecord, SectionRecord};

/// One place further on. Neither sign stands in any term: words hold letters and digits, and ids no control characters.
const STEP: char = '\u{1}';
/// The end of a term.
const END: char = '\u{0}';

/// Some sections, coded one behind the other: one buffer for all of them, to be filled again when it has been read.
#[derive(Debug, Default)]
pub struct CodedSections {
    terms: String,
    places: Vec<Places>,
}

/// Where a section's fields stand.
#[derive(Clone, Debug)]
struct Places {
    title: Range<usize>,
    heading: Range<usize>,
    all: Range<usize>,
}

/// A section's fields, coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodedSection<'a> {
    /// The entry's title.
    pub title: &'a str,
    /// The section's heading, and what else it is found by.
    pub heading: &'a str,
    /// Everything.
    pub all: &'a str,
}

impl CodedSections {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// One of them.
    pub fn get(&self, at: usize) -> Option<CodedSection<'_>> {
        let places = self.places.get(at)?;
        let terms = |range: &Range<usize>| self.terms.get(range.clone());
        Some(CodedSection { title: terms(&places.title)?, heading: terms(&places.heading)?, all: terms(&places.all)? })
    }

    /// Forgets them, and keeps their memory for others.
    pub fn clear(&mut self) {
        self.terms.clear();
        self.places.clear();
    }

    fn copy(&mut self, range: &Range<usize>, scratch: &mut String) {
        scratch.clear();
        scratch.push_str(self.terms.get(range.clone()).unwrap_or(""));
        self.terms.push_str(scratch);
    }
}

/// Codes entries, one after the other.
pub struct Coder<'a> {
    reader: Reader<'a>,
    /// By the number of a folded word: the last section that held it, and how many did.
    seen: Vec<(u32, u32)>,
    /// How many sections were coded.
    sections: u32,
    scratch: String,
}

impl<'a> Coder<'a> {
    /// A coder that has met no word yet.
    pub fn new(analyzer: &'a Analyzer) -> Self {
        Coder { reader: Reader::new(analyzer), seen: Vec::new(), sections: 0, scratch: String::new() }
    }

    /// Puts the sections of an entry, in order, behind those that are there.
    pub fn code(&mut self, entry: &EntryRecord, coded: &mut CodedSections) {
        let title = coded.terms.len();
        let mut title_words = Vec::new();
        self.reader.read(&entry.title);
        push_terms(&self.reader, &mut coded.terms);
        self.reader.visit_words(|number| title_words.push(number));
        let title = title..coded.terms.len();
        for section in &entry.sections {
            self.section(section, &title, &title_words, coded);
        }
    }

    /// The different words of all that was coded, with the number of sections that hold each.
    pub fn into_words(self) -> Vec<(Arc<str>, u32)> {
        let counted = |(word, number): (&Arc<str>, u32)| {
            let (_, count) = *self.seen.get(number as usize)?;
            Some((Arc::clone(word), count))
        };
        self.reader.known_words().filter_map(counted).collect()
    }

    fn section(
        &mut self,
        section: &SectionRecord,
        title: &Range<usize>,
        title_words: &[u32],
        coded: &mut CodedSections,
    ) {
        self.sections = self.sections.wrapping_add(1);
        let heading = coded.terms.len();
        for number in title_words {
            count_word(&mut self.seen, self.sections, *number);
        }
        self.put_text(&section.heading, heading, coded);
        self.put_text(&section.also, heading, coded);
        let heading = heading..coded.terms.len();
        let all = heading.end;
        coded.copy(title, &mut self.scratch);
        if !heading.is_empty() {
            push_break(&mut coded.terms, all);
            coded.copy(&heading, &mut self.scratch);
        }
        self.put_text(&section.text, all, coded);
        coded.places.push(Places { title: title.clone(), heading, all: all..coded.terms.len() });
    }

    /// Puts a text's terms on a new line of the field that begins at a byte, and counts those words that the section has
    /// not had.
    fn put_text(&mut self, text: &str, field: usize, coded: &mut CodedSections) {
        self.reader.read(text);
        if self.reader.is_empty() {
            return;
        }
        push_break(&mut coded.terms, field);
        push_terms(&self.reader, &mut coded.terms);
        let (seen, section) = (&mut self.seen, self.sections);
        self.reader.visit_words(|number| count_word(seen, section, number));
    }
}

fn push_terms(reader: &Reader<'_>, terms: &mut String) {
    reader.visit_terms(|steps, term| {
        for _ in 0..steps {
            terms.push(STEP);
        }
        if let Some(term) = term {
            terms.push_str(term);
            terms.push(END);
        }
    });
}

/// Counts a word if it is the first of its kind in a section.
fn count_word(seen: &mut Vec<(u32, u32)>, section: u32, number: u32) {
    let number = number as usize;
    if number >= seen.len() {
        seen.resize(number + 1, (0, 0));
    }
    if let Some((last, count)) = seen.get_mut(number)
        && *last != section
    {
        *last = section;
        *count += 1;
    }
}

/// A line break: one place at which nothing stands. At the beginning of a field there is none.
fn push_break(terms: &mut String, field: usize) {
    if terms.len() > field {
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
    use crate::search::word_list::WordList;

    fn terms(coded: &str) -> String {
        let mut tokenizer = CodedTokenizer::default();
        let mut stream = tokenizer.token_stream(coded);
        let mut terms = Vec::new();
        while let Some(token) = stream.next() {
            terms.push(format!("{}@{}", token.text, token.position));
        }
        terms.join(" ")
    }

    fn coded(title: &str, sections: &[(&str, &str, &str)]) -> CodedSections {
        let analyzer = Analyzer::new(true, &[(Arc::from("lac"), vec![Arc::from("looked after")])]);
        let section = |(heading, also, text): &(&str, &str, &str)| SectionRecord {
            heading: Box::from(*heading),
            also: Box::from(*also),
            text: Box::from(*text),
            ..SectionRecord::default()
        };
        let entry = EntryRecord::test(title, sections.iter().map(section).collect());
        let mut buffer = CodedSections::default();
        let mut coder = Coder::new(&analyzer);
        // What was there before changes nothing.
        coder.code(&EntryRecord::test("Before family visits", vec![SectionRecord::default()]), &mut buffer);
        buffer.clear();
        coder.code(&entry, &mut buffer);
        buffer
    }

    fn each<'a>(coded: &'a CodedSections, field: impl Fn(CodedSection<'a>) -> &'a str) -> Vec<&'a str> {
        (0..coded.len()).map(|at| field(coded.get(at).unwrap())).collect()
    }

    #[test]
    fn all_is_title_heading_and_text_with_line_breaks_between() {
        let coded = coded(
            "Family time",
            &[("", "contact", "Looked after:\nfollow-up"), ("Visits", "", "time’s up"), ("", "", "")],
        );
        let all: Vec<String> = each(&coded, |section| section.all).into_iter().map(terms).collect();
        assert_eq!(
            all,
            [
                "famili@0 time@1 contact@3 look@5 after@6 =lac@6 follow@8 up@9 followup@9",
                "famili@0 time@1 visit@3 time@5 up@6",
                "famili@0 time@1",
            ]
        );
        let headings: Vec<String> = each(&coded, |section| section.heading).into_iter().map(terms).collect();
        assert_eq!(headings, ["contact@0", "visit@0", ""]);
        let joined = "Family time\ncontact\nLooked after:\nfollow-up";
        let whole = coded_title(joined);
        assert_eq!(terms(&whole), all[0]);
    }

    fn coded_title(text: &str) -> String {
        coded(text, &[("", "", "")]).get(0).unwrap().title.to_owned()
    }

    #[test]
    fn each_word_is_counted_once_in_a_section() {
        let analyzer = Analyzer::new(true, &[]);
        let section =
            |text: &str| SectionRecord { heading: "Time".into(), text: text.into(), ..SectionRecord::default() };
        let sections = vec![section("times TIME follow-up, section 47"), section("")];
        let mut coder = Coder::new(&analyzer);
        coder.code(&EntryRecord::test("Family time", sections), &mut CodedSections::default());
        let words = WordList::of(coder.into_words());
        let words: Vec<(&str, u32)> = words.beginning_with("").collect();
        let twice = [("family", 2), ("time", 2)];
        let once = ["47", "follow", "followup", "s47", "section", "times", "up"].map(|word| (word, 1));
        let mut all = [&twice[..], &once[..]].concat();
        all.sort_unstable();
        assert_eq!(words, all);
    }

    #[test]
    fn a_word_that_is_too_long_keeps_its_place() {
        let long = "x".repeat(41);
        assert_eq!(terms(&coded_title(&format!("a {long} b {long}\nc"))), "a@0 b@2 c@5");
        let analyzer = Analyzer::new(true, &[]);
        let mut coder = Coder::new(&analyzer);
        coder.code(&EntryRecord::test(&long, vec![SectionRecord::default()]), &mut CodedSections::default());
        assert_eq!(coder.into_words(), []);
    }
}
