//! What is known of each different word: folded, stemmed, and the parts that it can play. Each is worked out once.
//!
//! Takes words as written, gives numbers by which they are known. Belongs to one thread.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::RandomState;
use frostem::Algorithm;

use super::glossary_forms::GlossaryForms;
use super::words::{LONGEST_WORD, RawWords, fold_word};

/// Plurals that no ending makes, and what they are plurals of, in the order of bytes: people who ask for one mean the other
/// (QUERY.md 2.3).
pub const PLURALS: &[(&str, &str)] = &[
    ("analyses", "analysis"),
    ("children", "child"),
    ("crises", "crisis"),
    ("criteria", "criterion"),
    ("diagnoses", "diagnosis"),
    ("feet", "foot"),
    ("grandchildren", "grandchild"),
    ("men", "man"),
    ("midwives", "midwife"),
    ("people", "person"),
    ("schoolchildren", "schoolchild"),
    ("stepchildren", "stepchild"),
    ("teeth", "tooth"),
    ("wives", "wife"),
    ("women", "woman"),
];

/// Stems words, if they are in English.
pub struct Stemmer {
    english: Option<frostem::Stemmer>,
}

impl Stemmer {
    /// A stemmer for a manual.
    pub fn new(english: bool) -> Self {
        Stemmer { english: english.then(|| frostem::Stemmer::new(Algorithm::English)) }
    }

    /// The stem of a folded word.
    pub fn stem<'w>(&self, folded: &'w str) -> Cow<'w, str> {
        match &self.english {
            Some(stemmer) if folded.bytes().all(|byte| byte.is_ascii_lowercase()) => stemmer.stem(singular_of(folded)),
            _ => Cow::Borrowed(folded),
        }
    }
}

fn singular_of(folded: &str) -> &str {
    let found = PLURALS.binary_search_by_key(&folded, |(plural, _)| plural).ok();
    found.and_then(|at| PLURALS.get(at)).map_or(folded, |(_, singular)| singular)
}

/// The words of a text, folded; `None` for one that is too long.
pub fn folded_words(text: &str) -> impl Iterator<Item = Option<String>> {
    let folded = RawWords::of(text).map(|word| fold_word(word.text)).filter(|word| !word.is_empty());
    folded.map(|word| fits(&word).then_some(word))
}

/// Whether a folded word is short enough to be indexed.
pub fn fits(folded: &str) -> bool {
    folded.len() <= LONGEST_WORD || folded.chars().count() <= LONGEST_WORD
}

/// The part that a word can play in compounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// None.
    Plain,
    /// It names a kind of provision, which law is cited by: the short form of it.
    Provision(&'static str),
    /// Digits and then letters or none.
    Number,
    /// What somebody must, or may.
    Duty,
    /// "not".
    Not,
    /// "cannot".
    Cannot,
}

fn part_of(folded: &str) -> Part {
    match folded {
        "section" | "sections" | "sec" | "s" | "ss" => Part::Provision("s"),
        "regulation" | "regulations" | "reg" | "regs" => Part::Provision("reg"),
        "article" | "articles" | "art" => Part::Provision("art"),
        "schedule" | "schedules" | "sch" => Part::Provision("sch"),
        "must" | "should" | "may" | "shall" | "can" => Part::Duty,
        "not" => Part::Not,
        "cannot" => Part::Cannot,
        _ => {
            let letters = folded.trim_start_matches(|c: char| c.is_ascii_digit());
            let number = letters.len() < folded.len() && letters.bytes().all(|byte| byte.is_ascii_lowercase());
            if number { Part::Number } else { Part::Plain }
        }
    }
}

/// What is known of a word.
#[derive(Clone, Debug)]
pub struct WordInfo {
    /// Folded.
    pub folded: Arc<str>,
    /// The number of the folded word: words that differ only in case or accents have one.
    pub number: u32,
    /// Its stem.
    pub stem: Arc<str>,
    /// Whether it is indexed; if not, it is too long.
    pub indexed: bool,
    /// What it can be in compounds.
    pub part: Part,
    /// The number of its stem among those of glossary forms; 0: in none.
    pub form_stem: u32,
    /// Whether a form begins with it.
    pub begins_form: bool,
}

/// The words that one thread has met.
pub struct Vocabulary<'a> {
    english: bool,
    forms: &'a GlossaryForms,
    stemmer: Stemmer,
    /// Words as written, by their places in `infos`; `None` for what is no word.
    written: HashMap<Box<str>, Option<u32>, RandomState>,
    infos: Vec<WordInfo>,
    /// Folded words, by their numbers.
    folded: HashMap<Arc<str>, (u32, Arc<str>), RandomState>,
}

impl<'a> Vocabulary<'a> {
    /// An empty vocabulary.
    pub fn new(english: bool, forms: &'a GlossaryForms) -> Self {
        let stemmer = Stemmer::new(english);
        let (written, folded) = (HashMap::default(), HashMap::default());
        Vocabulary { english, forms, stemmer, written, infos: Vec::new(), folded }
    }

    /// The place of a word as written; `None` for what is no word.
    pub fn place_of(&mut self, written: &str) -> Option<u32> {
        if let Some(known) = self.written.get(written) {
            return *known;
        }
        let folded = fold_word(written);
        let place = (!folded.is_empty()).then(|| self.learn(&folded));
        self.written.insert(Box::from(written), place);
        place
    }

    fn learn(&mut self, folded: &str) -> u32 {
        let indexed = fits(folded);
        let (number, folded, stem) =
            if indexed { self.folded(folded) } else { (u32::MAX, Arc::from(""), Arc::from("")) };
        let (form_stem, begins_form) = if indexed { self.forms.number_of(&stem) } else { (0, false) };
        let part = if self.english && indexed { part_of(&folded) } else { Part::Plain };
        let place = u32::try_from(self.infos.len()).unwrap_or(u32::MAX);
        self.infos.push(WordInfo { folded, number, stem, indexed, part, form_stem, begins_form });
        place
    }

    /// The number of a folded word, the word itself and its stem.
    pub fn folded(&mut self, folded: &str) -> (u32, Arc<str>, Arc<str>) {
        if let Some((folded, (number, stem))) = self.folded.get_key_value(folded) {
            return (*number, Arc::clone(folded), Arc::clone(stem));
        }
        let stem = self.stemmer.stem(folded);
        let word: Arc<str> = Arc::from(folded);
        let stem = if stem == folded { Arc::clone(&word) } else { Arc::from(stem) };
        let number = u32::try_from(self.folded.len()).unwrap_or(u32::MAX);
        self.folded.insert(Arc::clone(&word), (number, Arc::clone(&stem)));
        (number, word, stem)
    }

    /// Every folded word with its number, in no order.
    pub fn folded_words(&self) -> impl Iterator<Item = (&Arc<str>, u32)> {
        self.folded.iter().map(|(word, (number, _))| (word, *number))
    }

    /// What is known of a word, by its place.
    pub fn info(&self, place: u32) -> Option<&WordInfo> {
        self.infos.get(place as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_that_no_ending_makes_are_found_by_their_singulars() {
        assert!(PLURALS.is_sorted(), "they are looked up by halves");
        let english = Stemmer::new(true);
        for (plural, singular) in PLURALS {
            assert_eq!(english.stem(plural), english.stem(singular), "{plural}");
        }
        assert_eq!(english.stem("specimen"), "specimen");
        assert_eq!(Stemmer::new(false).stem("children"), "children");
    }
}
