//! Text becomes terms (QUERY.md 2): the same for what is searched and for what is asked.
//!
//! Takes text, gives words with their places and where they stand, and compounds. Knows no index.

use std::sync::Arc;

use super::glossary_forms::GlossaryForms;
use super::records::SearchSet;
use super::vocabulary::{Part, Vocabulary, WordInfo, fits};
use super::words::RawWords;

/// The most words that hyphens join to one.
const MOST_JOINED: usize = 4;

/// How the texts of a set, and questions to it, become terms.
#[derive(Debug, Default)]
pub struct Analyzer {
    english: bool,
    forms: GlossaryForms,
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// Its place, from 0.
    pub place: usize,
    /// Folded; empty if it is too long to be found.
    pub folded: Arc<str>,
    /// Its stem; empty if it is too long to be found.
    pub stem: Arc<str>,
}

/// What a compound is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CompoundKind {
    /// Words with hyphens between them.
    Hyphen,
    /// A provision with its number.
    Law,
    /// A duty with "not".
    Duty,
    /// A form of the glossary entry at this place in the register.
    Entry(u32),
}

/// A term that several words make (or "cannot" alone).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compound {
    /// What it is made of.
    pub kind: CompoundKind,
    /// The term: a stem, `must_not`, `=ID`.
    pub term: Arc<str>,
    /// The same before it was stemmed, if it is among the words that can be completed and repaired: hyphen and law.
    pub word: Option<Arc<str>>,
    /// Its first word, by its place in [`Analysis::words`].
    pub first: usize,
    /// Its last word.
    pub last: usize,
}

/// A text as terms.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// Its words in order, those too long to be found among them.
    pub words: Vec<Word>,
    /// Its compounds, by their last words, then by kind; no term twice at one place.
    pub compounds: Vec<Compound>,
}

impl Analyzer {
    /// For a manual's language and the forms of its glossary: each entry's id, and its forms as written.
    pub fn new(english: bool, entries: &[(Arc<str>, Vec<Arc<str>>)]) -> Self {
        Analyzer { english, forms: GlossaryForms::of(english, entries) }
    }

    /// For a set.
    pub fn of(set: &SearchSet) -> Self {
        Analyzer::new(set.english, &set.terms)
    }

    /// Whether texts are in English.
    pub fn english(&self) -> bool {
        self.english
    }

    /// The forms of the glossary.
    pub fn forms(&self) -> &GlossaryForms {
        &self.forms
    }

    /// A text as terms. For many texts, a [`Reader`] remembers the words that it has met.
    pub fn read(&self, text: &str) -> Analysis {
        Reader::new(self).analysis(text)
    }

    /// The stem of a folded word.
    pub fn stem(&self, folded: &str) -> String {
        super::vocabulary::Stemmer::new(self.english).stem(folded).into_owned()
    }
}

/// A word in a text that is being read.
#[derive(Clone, Copy, Debug)]
struct Token {
    start: usize,
    end: usize,
    place: usize,
    /// Its place in the vocabulary.
    word: u32,
    broken: bool,
    hyphen: bool,
}

/// A compound in a text that is being read, by its words' places among the tokens.
#[derive(Clone, Debug)]
struct Found {
    kind: CompoundKind,
    term: Arc<str>,
    /// Its number as a folded word, and the word.
    word: Option<(u32, Arc<str>)>,
    first: usize,
    last: usize,
}

/// Reads many texts, one after the other.
pub struct Reader<'a> {
    forms: &'a GlossaryForms,
    vocabulary: Vocabulary<'a>,
    tokens: Vec<Token>,
    compounds: Vec<Found>,
}

impl<'a> Reader<'a> {
    /// A reader that has met no word yet.
    pub fn new(analyzer: &'a Analyzer) -> Self {
        let vocabulary = Vocabulary::new(analyzer.english, &analyzer.forms);
        Reader { forms: &analyzer.forms, vocabulary, tokens: Vec::new(), compounds: Vec::new() }
    }

    /// A text as terms.
    pub fn analysis(&mut self, text: &str) -> Analysis {
        self.read(text);
        let words = self.tokens.iter().filter_map(|token| {
            let info = self.vocabulary.info(token.word)?;
            let (folded, stem) = (Arc::clone(&info.folded), Arc::clone(&info.stem));
            Some(Word { start: token.start, end: token.end, place: token.place, folded, stem })
        });
        let words = words.collect();
        let compounds = self.compounds.drain(..).map(|found| Compound {
            kind: found.kind,
            term: found.term,
            word: found.word.map(|(_, word)| word),
            first: found.first,
            last: found.last,
        });
        Analysis { words, compounds: compounds.collect() }
    }

    /// Whether the text that was read last holds no word.
    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// Reads a text, for the visits below.
    pub(super) fn read(&mut self, text: &str) {
        self.tokens.clear();
        self.compounds.clear();
        let (mut next, mut broken, mut skipped) = (0, false, false);
        for raw in RawWords::of(text) {
            broken |= raw.broken;
            let Some(word) = self.vocabulary.place_of(raw.text) else {
                skipped = true;
                continue;
            };
            let broken_here = broken && !self.tokens.is_empty();
            let place = next + usize::from(broken_here);
            let hyphen = raw.hyphen && !skipped;
            self.tokens.push(Token { start: raw.start, end: raw.end, place, word, broken: broken_here, hyphen });
            (next, broken, skipped) = (place + 1, false, false);
        }
        self.find_joined();
        self.find_pairs();
        self.find_forms();
        if self.compounds.len() > 1 {
            self.compounds.sort_by_key(|found| (found.last, found.kind));
            // "s-47" is one by its hyphen, and one by law.
            self.compounds.dedup_by(|later, first| later.last == first.last && later.term == first.term);
        }
    }

    /// The terms in the order of their places: how much further on each place is than the one before it (the first by one
    /// more than its own), with the term, or without one where a word is too long.
    pub(super) fn visit_terms(&self, mut sink: impl FnMut(usize, Option<&str>)) {
        let mut compounds = self.compounds.iter().peekable();
        let mut next = 0;
        for (at, token) in self.tokens.iter().enumerate() {
            let info = self.vocabulary.info(token.word).filter(|info| info.indexed);
            sink(token.place + 1 - next, info.map(|info| info.stem.as_ref()));
            next = token.place + 1;
            while let Some(found) = compounds.next_if(|found| found.last == at) {
                sink(0, Some(&found.term));
            }
        }
    }

    /// The words that can be completed and repaired, by the numbers that the vocabulary gives them; with repetitions.
    pub(super) fn visit_words(&self, mut sink: impl FnMut(u32)) {
        for token in &self.tokens {
            if let Some(info) = self.vocabulary.info(token.word).filter(|info| info.indexed) {
                sink(info.number);
            }
        }
        for (number, _) in self.compounds.iter().filter_map(|found| found.word.as_ref()) {
            sink(*number);
        }
    }

    /// The folded words that were met so far, each with its number, in no order.
    pub(super) fn known_words(&self) -> impl Iterator<Item = (&Arc<str>, u32)> {
        self.vocabulary.folded_words()
    }

    fn info(&self, token: usize) -> Option<&WordInfo> {
        self.vocabulary.info(self.tokens.get(token)?.word)
    }

    /// Words with hyphens between them.
    fn find_joined(&mut self) {
        let mut last = 0;
        while let Some(at) = self.tokens.iter().skip(last + 1).position(|token| token.hyphen) {
            let first = last + at;
            last = first + self.tokens.iter().skip(first + 1).take_while(|token| token.hyphen).count();
            let joined = first..=last;
            if last - first < MOST_JOINED && joined.clone().all(|at| self.info(at).is_some_and(|info| info.indexed)) {
                let word: String = joined.filter_map(|at| self.info(at)).map(|info| info.folded.as_ref()).collect();
                self.put_word(CompoundKind::Hyphen, &word, first, last);
            }
        }
    }

    /// Provisions with their numbers, duties with "not".
    fn find_pairs(&mut self) {
        let mut before = Part::Plain;
        for at in 0..self.tokens.len() {
            let (Some(token), Some(info)) = (self.tokens.get(at), self.info(at)) else { continue };
            if token.broken {
                before = Part::Plain;
            }
            let part = info.part;
            match (before, part) {
                (Part::Provision(short), Part::Number) => {
                    let word = [short, &info.folded].concat();
                    self.put_word(CompoundKind::Law, &word, at - 1, at);
                }
                (Part::Duty, Part::Not) => {
                    let duty = self.info(at - 1).map(|duty| Arc::from([&duty.folded, "_not"].concat()));
                    self.put_duty(duty, at - 1, at);
                }
                (_, Part::Cannot) => self.put_duty(Some(Arc::from("can_not")), at, at),
                _ => {}
            }
            before = part;
        }
    }

    fn put_word(&mut self, kind: CompoundKind, word: &str, first: usize, last: usize) {
        if fits(word) {
            let (number, word, term) = self.vocabulary.folded(word);
            self.compounds.push(Found { kind, term, word: Some((number, word)), first, last });
        }
    }

    fn put_duty(&mut self, term: Option<Arc<str>>, first: usize, last: usize) {
        let duty = term.map(|term| Found { kind: CompoundKind::Duty, term, word: None, first, last });
        self.compounds.extend(duty);
    }

    /// Forms of glossary entries, from left to right.
    fn find_forms(&mut self) {
        let mut free = 0;
        for first in 0..self.tokens.len() {
            if first < free || !self.info(first).is_some_and(|info| info.begins_form) {
                continue;
            }
            let here = self.tokens.iter().enumerate().skip(first);
            let here = here.take_while(|(at, token)| *at == first || !token.broken);
            let stems = here.map(|(_, token)| self.vocabulary.info(token.word).map_or(0, |info| info.form_stem));
            let Some((count, entries)) = self.forms.longest(stems) else { continue };
            free = first + count;
            for entry in entries {
                let Some(term) = self.forms.term(*entry) else { continue };
                let (kind, term) = (CompoundKind::Entry(*entry), Arc::clone(term));
                self.compounds.push(Found { kind, term, word: None, first, last: free - 1 });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn analyzer(english: bool) -> Analyzer {
        let entry = |id: &str, forms: &[&str]| (Arc::from(id), forms.iter().map(|form| Arc::from(*form)).collect());
        let entries = [
            entry("cared-for-child", &["cared for child", "CIC", "looked after child", "LAC", "looked after"]),
            entry("review", &["LAC review", "looked after child's review", "statutory review"]),
            entry("other", &["statutory reviews", "of the", "IT", "it to"]),
        ];
        Analyzer::new(english, &entries)
    }

    /// Words as `stem@place`, then compounds as `term@place`.
    fn terms(english: bool, text: &str) -> String {
        let found = analyzer(english).read(text);
        let words = found.words.iter().map(|word| format!("{}@{}", word.stem, word.place));
        let place = |compound: &Compound| found.words[compound.last].place;
        let compounds = found.compounds.iter().map(|compound| format!("{}@{}", compound.term, place(compound)));
        words.chain(compounds).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn words_are_stemmed_in_english_only() {
        assert_eq!(
            terms(true, "Visiting the children's Café-owners"),
            "visit@0 the@1 child@2 cafe@3 owner@4 cafeown@4"
        );
        assert_eq!(terms(false, "Gwasanaethau'r plant"), "gwasanaethaur@0 plant@1");
        assert_eq!(
            terms(false, "visiting section 47, must not, cannot"),
            "visiting@0 section@1 47@2 must@3 not@4 cannot@5"
        );
        assert_eq!(terms(true, "COVID19 visits2"), "covid19@0 visits2@1");
    }

    #[test]
    fn a_line_break_takes_one_place_however_many_there_are() {
        assert_eq!(terms(true, "\none\ntwo\n\n \nthree four"), "one@0 two@2 three@4 four@5");
        assert_eq!(
            terms(true, "section\n47 must\nnot looked\nafter follow-\nup"),
            "section@0 47@2 must@3 not@5 look@6 after@8 follow@9 up@11"
        );
    }

    #[test]
    fn hyphens_join_two_to_four_words() {
        assert_eq!(terms(true, "follow-up"), "follow@0 up@1 followup@1");
        assert_eq!(terms(true, "a‐b‑c-d"), "a@0 b@1 c@2 d@3 abcd@3");
        assert_eq!(terms(true, "a-b-c-d-e x--y z -w"), "a@0 b@1 c@2 d@3 e@4 x@5 y@6 z@7 w@8");
        assert_eq!(terms(false, "e-bost"), "e@0 bost@1 ebost@1");
        assert_eq!(terms(true, "re-visits, well-being"), "re@0 visit@1 well@2 be@3 revisit@1 wellb@3");
        // A mark alone is no word, and joins nothing.
        assert_eq!(terms(true, "a-\u{301}-b"), "a@0 b@1");
    }

    #[test]
    fn provisions_and_duties_are_terms() {
        assert_eq!(terms(true, "Section 47"), "section@0 47@1 s47@1");
        assert_eq!(terms(true, "s47 s.47 s-47"), "s47@0 s@1 47@2 s@3 47@4 s47@2 s47@4");
        assert_eq!(
            terms(true, "Regs 12a; art 8, sch. 2 sections A"),
            "reg@0 12a@1 art@2 8@3 sch@4 2@5 section@6 a@7 reg12a@1 art8@3 sch2@5"
        );
        assert_eq!(
            terms(true, "must not cannot can't should, not"),
            "must@0 not@1 cannot@2 cant@3 should@4 not@5 must_not@1 can_not@2 should_not@5"
        );
        assert_eq!(terms(true, "must never not"), "must@0 never@1 not@2");
    }

    #[test]
    fn the_longest_form_of_a_term_counts() {
        let cared = "=cared-for-child";
        assert_eq!(terms(true, "LACs"), format!("lac@0 {cared}@0"));
        assert_eq!(terms(true, "looked-after children"), format!("look@0 after@1 child@2 lookedaft@1 {cared}@2"));
        assert_eq!(terms(true, "LAC reviews"), "lac@0 review@1 =review@1");
        assert_eq!(terms(true, "looked after child's reviewing"), "look@0 after@1 child@2 review@3 =review@3");
        assert_eq!(terms(true, "statutory review"), "statutori@0 review@1 =review@1 =other@1");
        assert_eq!(terms(true, "of the IT it to"), "of@0 the@1 it@2 it@3 to@4");
        assert_eq!(terms(false, "IT"), "it@0 =other@0");
    }

    #[test]
    fn long_words_keep_their_place_and_match_nothing() {
        let (long, most) = ("x".repeat(41), "é".repeat(40));
        let found = analyzer(true).read(&format!("a {long} b {most} {long}-c"));
        let places: Vec<(usize, &str)> = found.words.iter().map(|word| (word.place, word.stem.as_ref())).collect();
        assert_eq!(places, [(0, "a"), (1, ""), (2, "b"), (3, "e".repeat(40).as_str()), (4, ""), (5, "c")]);
        assert_eq!(found.compounds, []);
        assert_eq!(terms(true, &format!("{0}-{0}", "x".repeat(30))).matches('@').count(), 2);
    }

    #[test]
    fn other_scripts_and_signs() {
        assert_eq!(terms(true, "שלום עולם 👩‍👧 東京"), "שלום@0 עולם@1 東京@2");
        assert_eq!(terms(true, "<script>alert(1)</script>"), "script@0 alert@1 1@2 script@3");
        assert_eq!(terms(true, "… \u{301} 👍"), "");
    }

    proptest! {
        #[test]
        fn never_panics_and_ranges_are_of_characters(
            text in "(?s)([a-c'’\u{301}\u{2bc}\\-‐ \\n]|section|47|must|not|looked|after|\\PC|.){0,60}",
            english in any::<bool>(),
        ) {
            let found = analyzer(english).read(&text);
            let mut place = None;
            for word in &found.words {
                prop_assert!(text.get(word.start..word.end).is_some_and(|word| !word.is_empty()));
                prop_assert!(place < Some(word.place));
                place = Some(word.place);
            }
            for compound in &found.compounds {
                prop_assert!(compound.first <= compound.last && compound.last < found.words.len());
                let (first, last) = (found.words[compound.first].place, found.words[compound.last].place);
                prop_assert_eq!(last - first, compound.last - compound.first);
            }
        }
    }
}
