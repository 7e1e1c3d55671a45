//! The terms of a glossary, ready to be found in texts: one pass over a text, however many terms there are.
//!
//! Takes the entries of the glossary and folded texts, gives where which term stands: whole words, each in its own
//! capitals, the longest of those that begin at one word, the leftmost of those that overlap. Remembers what it found in
//! each document for as long as the document is used. Knows no page and no rule.

use std::collections::HashMap;
use std::sync::Arc;

use aho_corasick::automaton::OverlappingState;
use aho_corasick::{AhoCorasick, AhoCorasickKind, Anchored, Input, MatchKind, StartKind};

use super::folded_words::{Capitals, FoldedText, Gap, Word};
use super::term_forms::{Form, FormKind, forms_of};
use super::term_sieve::{Piece, TermSieve};
use super::term_uses::{TermUses, find_uses};
use crate::memo::{ContentHash, Memo};
use crate::parse::document::Document;
use crate::parse::registers::{Register, RegisterFile, Term};

/// The most forms of one spelling that are told apart: by their capitals, by their hyphens.
const MOST_OF_ONE: usize = 8;

/// Small words that go on a name: "Disclosure and Barring Service".
const JOINERS: &[&str] = &["and", "for", "of", "the"];

/// The terms of a glossary.
#[derive(Default)]
pub struct Lexicon {
    /// The hash of the glossary: lexicons with one hash find the same.
    pub hash: Option<ContentHash>,
    automaton: Option<AhoCorasick>,
    /// With which words a term may begin: only there is the automaton asked.
    sieve: TermSieve,
    /// For each spelling how many words it has and which forms are spelled so, in the order in which they are tried.
    spellings: Vec<(usize, Vec<Form>)>,
    found: Memo<TermUses>,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Lexicon").field("hash", &self.hash).finish_non_exhaustive()
    }
}

/// A term in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    /// The entry, by its place in the glossary.
    pub entry: u32,
    /// Whether the word is still used.
    pub kind: FormKind,
    /// Whether it stands in a plural that the glossary does not name.
    pub plural: bool,
    /// Its first word, by its place in the text.
    pub first: usize,
    /// Its last word.
    pub last: usize,
}

impl Lexicon {
    /// The lexicon of what some registers hold, made once for as long as their text is the same.
    pub fn remembered(memory: &Memo<Lexicon>, registers: &[RegisterFile]) -> Arc<Self> {
        let glossaries = registers.iter().filter_map(|file| match &file.register {
            Register::Glossary(terms) => Some((ContentHash::of(file.text.as_bytes()), terms)),
            _ => None,
        });
        let glossaries: Vec<_> = glossaries.collect();
        let hash = ContentHash::of_all(glossaries.iter().map(|(hash, _)| *hash));
        let terms = || glossaries.iter().flat_map(|(_, terms)| terms.iter().cloned()).collect::<Vec<Term>>();
        let lexicon = memory.recall(hash, || Lexicon::of(&terms(), hash));
        // A build begins: what the last one did not ask for is forgotten.
        lexicon.found.forget_unused();
        lexicon
    }

    /// The lexicon of a glossary; `hash` is the glossary's.
    pub fn of(terms: &[Term], hash: ContentHash) -> Self {
        let mut places: HashMap<String, usize> = HashMap::new();
        let mut patterns = Vec::new();
        let mut spellings: Vec<(usize, Vec<Form>)> = Vec::new();
        for (spelling, form) in forms_of(terms) {
            let place = *places.entry(spelling).or_insert_with_key(|spelling| {
                patterns.push(spelling.clone());
                spellings.push((form.exact.len(), Vec::new()));
                spellings.len() - 1
            });
            if let Some((_, forms)) = spellings.get_mut(place).filter(|(_, forms)| forms.len() < MOST_OF_ONE) {
                forms.push(form);
            }
        }
        for (_, forms) in &mut spellings {
            forms.sort_by_key(|form| (form.plural, form.kind != FormKind::Current));
        }
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            // It is asked at few places, and made again for each build of a command: the kind that is made the fastest.
            .kind(Some(AhoCorasickKind::NoncontiguousNFA))
            .start_kind(StartKind::Anchored)
            .prefilter(false)
            .build(&patterns)
            .ok()
            .filter(|_| !patterns.is_empty());
        let sieve = TermSieve::of(patterns.iter().map(String::as_str));
        Lexicon { hash: Some(hash), automaton, sieve, spellings, found: Memo::default() }
    }

    /// Whether there is no term to be found.
    pub fn is_empty(&self) -> bool {
        self.automaton.is_none()
    }

    /// Whether a text may hold a term: most that hold none are known at a glance.
    pub fn may_hold(&self, pieces: &[Piece<'_>]) -> bool {
        self.sieve.may_hold(pieces)
    }

    /// The terms in a text, in its order; none overlaps another.
    pub fn find(&self, text: &FoldedText) -> Vec<Found> {
        let Some(automaton) = &self.automaton else { return Vec::new() };
        let words = text.words();
        let mut candidates: Vec<Found> = Vec::new();
        for (first, word) in words.iter().enumerate() {
            if !self.sieve.may_begin(word.number, words.get(first + 1).map(|next| next.number)) {
                continue;
            }
            let here = Input::new(text.folded()).range(word.at..).anchored(Anchored::Yes);
            let mut state = OverlappingState::start();
            loop {
                automaton.find_overlapping(here.clone(), &mut state);
                let Some(hit) = state.get_match() else { break };
                // What begins at a later word is found there.
                let spelling = self.spellings.get(hit.pattern().as_usize()).filter(|_| hit.start() == word.at);
                let Some((length, forms)) = spelling else { continue };
                let last = first + length - 1;
                if let Some(form) = forms.iter().find(|form| fits(form, text, first, last)) {
                    candidates.push(Found { entry: form.entry, kind: form.kind, plural: form.plural, first, last });
                }
            }
        }
        candidates.sort_by_key(|found| (found.first, std::cmp::Reverse(found.last)));
        let mut free = 0;
        candidates.retain(|found| {
            let takes = found.first >= free;
            if takes {
                free = found.last + 1;
            }
            takes
        });
        candidates
    }

    /// What is to be marked and to be questioned in the text of a document: found once for each document and glossary.
    pub fn uses_in(&self, document: &Document) -> Arc<TermUses> {
        if self.is_empty() {
            return Arc::default();
        }
        self.found.recall(document.hash, || find_uses(self, document))
    }
}

/// Whether the words of a text are a form: in its capitals and hyphens, and not as a part of another word or name.
fn fits(form: &Form, text: &FoldedText, first: usize, last: usize) -> bool {
    let words = text.words();
    let Some(own) = words.get(first..=last) else { return false };
    let (Some(begin), Some(end)) = (own.first(), own.last()) else { return false };
    let mut free_capitals = (false, false);
    for (place, (word, exact)) in own.iter().zip(&form.exact).enumerate() {
        if place > 0 && form.hyphens & (1 << place) != 0 && word.gap != Gap::Hyphen {
            return false;
        }
        match (exact, word.capitals) {
            (Some(exact), _) if text.letters_of(word) != Some(exact) => return false,
            (None, Capitals::Others) => return false,
            (None, Capitals::First) if place == 0 => free_capitals.0 = true,
            (None, Capitals::First) => free_capitals.1 = true,
            _ => {}
        }
    }
    // "short Break" is neither a sentence's beginning nor a title.
    let first_is_small = begin.capitals == Capitals::None;
    if free_capitals.1 && first_is_small {
        return false;
    }
    let (before, after) = (first.checked_sub(1).and_then(|place| words.get(place)), words.get(last + 1));
    // What has capitals of its own is told from its surroundings; other words that hang together are one.
    let unmistakable = own.iter().any(|word| word.capitals == Capitals::Others);
    if begin.glued || matches!(begin.gap, Gap::Apostrophe) || (begin.gap == Gap::Hyphen && !unmistakable) {
        return false;
    }
    if let Some(after) = after {
        let possessive = text.folded_word(after) == "s";
        if after.glued || (after.gap == Gap::Apostrophe && !possessive) || (after.gap == Gap::Hyphen && !unmistakable) {
            return false;
        }
    }
    !(goes_on_as_name(text, end, last) || before.is_some_and(|before| began_as_name(before, begin)))
}

/// Whether a name goes on behind a word: "Disclosure" in "Disclosure and Barring Service".
fn goes_on_as_name(text: &FoldedText, end: &Word, last: usize) -> bool {
    if end.capitals != Capitals::First {
        return false;
    }
    let mut after = text.words().iter().skip(last + 1).take_while(|word| word.gap == Gap::Space);
    let next = after.find(|word| !JOINERS.contains(&text.folded_word(word)) || word.capitals != Capitals::None);
    next.is_some_and(|next| next.capitals == Capitals::First)
}

/// Whether a name began before a word: "Placement" in "the Kent Placement".
fn began_as_name(before: &Word, begin: &Word) -> bool {
    let capitals = (before.capitals, begin.capitals) == (Capitals::First, Capitals::First);
    capitals && begin.gap == Gap::Space && !before.begins
}
