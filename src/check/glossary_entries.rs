//! Words of the glossary that cannot do their work: one that stands in two entries, one that every sentence holds, one
//! that is written twice.

use std::collections::HashMap;

use crate::data::node::Step;
use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::folded_words::{Capitals, FoldedText};
use crate::model::site::Site;
use crate::model::term_forms::{Unfit, unfit};
use crate::parse::registers::{Register, RegisterFile, Term};

/// The most faults of one kind that are told: each place is looked up in the register's text again.
const MOST: usize = 50;

/// A word of the glossary and where it stands.
#[derive(Clone, Copy)]
struct Written<'a> {
    file: &'a RegisterFile,
    term: &'a Term,
    word: &'a str,
    key: &'static str,
    /// Its place in the list of its key.
    item: Option<usize>,
}

/// Checks the words of the glossary.
pub fn check_glossary_entries(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut report = Report { told: HashMap::new(), diagnostics };
    let mut first: HashMap<String, Written<'_>> = HashMap::new();
    for file in &site.registers.files {
        let Register::Glossary(terms) = &file.register else { continue };
        for written in terms.iter().flat_map(|term| words_of(file, term)) {
            let folded = FoldedText::of(written.word);
            if let Some(why) = unfit(&folded, written.word).map(told) {
                report.tell(&codes::UNSUITABLE_TERM, || {
                    let message = format!("\"{}\" in the entry `{}` {}", written.word, written.term.id, why.0);
                    Diagnostic::new(&codes::UNSUITABLE_TERM, written.place(), message).help(why.1)
                });
                continue;
            }
            match first.get(&spelling(&folded)) {
                None => {
                    first.insert(spelling(&folded), written);
                }
                Some(before) => report.tell(&codes::AMBIGUOUS_TERM, || clash(before, &written)),
            }
        }
    }
    report.finish();
}

fn words_of<'a>(file: &'a RegisterFile, term: &'a Term) -> impl Iterator<Item = Written<'a>> {
    let written = move |key, item, word: &'a String| Written { file, term, word, key, item };
    let aliases = term.aliases.iter().enumerate();
    let deprecated = term.deprecated.iter().enumerate();
    std::iter::once(written("term", None, &term.term))
        .chain(term.abbreviation.iter().map(move |word| written("abbreviation", None, word)))
        .chain(aliases.map(move |(item, word)| written("aliases", Some(item), word)))
        .chain(deprecated.map(move |(item, old)| written("deprecated", Some(item), &old.term)))
}

impl Written<'_> {
    fn place(&self) -> Place {
        let key = |key: &str| Step::Key(key.to_owned(), 0);
        let mut path = vec![key(&self.term.id), key(self.key)];
        path.extend(self.item.map(Step::Item));
        if self.key == "deprecated" {
            path.push(key("term"));
        }
        self.file.place_at(&path)
    }

    fn is_deprecated(&self) -> bool {
        self.key == "deprecated"
    }

    /// Where it stands, in words.
    fn standing(&self) -> String {
        format!("in the entry `{}` ({})", self.term.id, self.key)
    }
}

/// One spelling of a word; capitals count where they are not only the first letter's, as in IT and it.
fn spelling(text: &FoldedText) -> String {
    let mut spelling = text.folded().to_owned();
    for word in text.words().iter().filter(|word| word.capitals == Capitals::Others) {
        spelling.push_str(text.letters_of(word).unwrap_or(""));
    }
    spelling
}

/// What is wrong with a word that cannot be looked for in texts, and what to do about it.
fn told(unfit: Unfit) -> (&'static str, &'static str) {
    match unfit {
        Unfit::Signs => ("has neither letters nor digits", "write the word as it stands in texts, or take it out"),
        Unfit::Letter => ("is a single letter, which would be found everywhere", "write the word out, or take it out"),
        Unfit::Common => {
            ("is a word of every other sentence, and would be found everywhere", "write more of it, or take it out")
        }
        Unfit::Long => (
            "is too long to be found in a text",
            "a term is at most 24 words and 200 letters; say the rest in its `definition`",
        ),
    }
}

fn clash(before: &Written<'_>, again: &Written<'_>) -> Diagnostic {
    let word = again.word;
    let same = before.term.id == again.term.id;
    let (here, there) = (again.standing(), before.standing());
    let (message, help) = match (same, before.is_deprecated() == again.is_deprecated()) {
        (true, true) => {
            (format!("\"{word}\" stands twice in the entry `{}`", again.term.id), "take one of the two out".to_owned())
        }
        (_, true) => (
            format!("\"{word}\" stands {here}, and already {there}"),
            "readers are given one explanation only, the first: take the word out of one of the two".to_owned(),
        ),
        (_, false) => (
            format!("\"{word}\" is both used and no longer used: it stands {here}, and {there}"),
            "decide whether the word is still used, and take it out of one of the two".to_owned(),
        ),
    };
    Diagnostic::new(&codes::AMBIGUOUS_TERM, again.place(), message)
        .help(help)
        .related(before.place(), "it stands here too")
}

/// A report that does not grow beyond what anyone reads.
struct Report<'a> {
    told: HashMap<&'static str, (usize, Option<Diagnostic>)>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl Report<'_> {
    fn tell(&mut self, code: &'static Code, fault: impl FnOnce() -> Diagnostic) {
        let (count, last) = self.told.entry(code.name).or_default();
        *count += 1;
        if *count <= MOST {
            self.diagnostics.extend(last.replace(fault()));
        }
    }

    /// Says of the last one how many there are besides.
    fn finish(self) {
        for (count, last) in self.told.into_values() {
            let more = count.saturating_sub(MOST);
            self.diagnostics.extend(last.map(|mut last| {
                if more > 0 {
                    last.message = format!("{}; {more} more words of the glossary have the same fault", last.message);
                }
                last
            }));
        }
    }
}
