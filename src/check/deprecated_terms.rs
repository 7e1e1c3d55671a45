//! Words that the glossary says are no longer used, in texts that are new enough to do without them.
//!
//! An edition is asked from the day on which the word was given up; earlier ones stand as they were written. Quoted law
//! (`VERBATIM`), quotations, code, the names of what others wrote, and words between quotation marks are left alone, and
//! so are the notes of amendments: they tell what was changed.

use std::collections::HashSet;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::data::dates::long_date;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::chapter::State;
use crate::model::passage::Passage;
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::model::term_uses::{DeprecatedUse, deprecated_in};
use crate::parse::document::Document;
use crate::parse::registers::{DeprecatedTerm, Term};

/// Checks every text that is in force or is to be.
pub fn check_deprecated_terms(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    let any = site.registers.glossary.all.iter().any(|term| !term.deprecated.is_empty());
    if !any || site.lexicon.is_empty() {
        return;
    }
    let mut asker = Asker { site, shared: HashSet::new(), diagnostics };
    let of_today = |state| matches!(state, State::Current | State::Future | State::Draft | State::Prospective);
    // Reading the texts is the work; it is shared, and remembered for the questions below and for the pages.
    let chapters: Vec<_> = scope.chapters(site).collect();
    chapters.par_iter().flat_map_iter(|chapter| &chapter.editions).for_each(|edition| {
        if of_today(edition.state) {
            site.lexicon.uses_in(edition.document());
        }
    });
    for edition in scope.editions(site) {
        if of_today(edition.state) {
            asker.ask_document(edition.document(), edition.effective_from());
            asker.ask_shared(&edition.text.passage);
        }
    }
    for text in scope.introductions(site) {
        asker.ask_document(&text.passage.document, None);
        asker.ask_shared(&text.passage);
    }
}

struct Asker<'a> {
    site: &'a Site,
    /// Shared passages that were asked already.
    shared: HashSet<&'a str>,
    diagnostics: &'a mut Vec<Diagnostic>,
}

impl<'a> Asker<'a> {
    /// Asks the title, the scope and the text of a document that is in force from a day on.
    fn ask_document(&mut self, document: &Document, from: Option<Date>) {
        let front = &document.front_matter;
        for (key, text) in [("title", &front.title), ("scope", &front.scope)] {
            for (found, word) in text.iter().flat_map(|text| deprecated_in(&self.site.lexicon, text)) {
                if let Some((term, old)) = self.given_up(&found, from) {
                    let place = document.place_of_key(key);
                    self.diagnostics.push(warn(term, old, &word, found.plural, place));
                }
            }
        }
        self.ask_text(document, from);
    }

    fn ask_text(&mut self, document: &Document, from: Option<Date>) {
        for found in &self.site.lexicon.uses_in(document).deprecated {
            let Some((term, old)) = self.given_up(found, from) else { continue };
            let word = document.text.get(found.span.range()).unwrap_or("");
            let place = document.place(found.span);
            // Markup within the word, or a line's end, is not what the author is asked about.
            let plain = word.split_whitespace().collect::<Vec<_>>().join(" ").replace(['*', '_'], "");
            let mend = certain_mend(term, old, word);
            let mut fault = warn(term, old, &plain, found.plural, place.clone());
            if let Some(mend) = mend {
                fault = fault.mend(place, mend);
            }
            self.diagnostics.push(fault);
        }
    }

    /// Asks the passages that a text includes, each once, at its own place. They have no date: they are of today.
    fn ask_shared(&mut self, passage: &'a Passage) {
        for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
            if self.shared.insert(&inner.document.path) {
                self.ask_text(&inner.document, None);
                self.ask_shared(inner);
            }
        }
    }

    /// The word's entries, if it was given up by the first day of a text; of one without a date, by today.
    fn given_up(&self, found: &DeprecatedUse, from: Option<Date>) -> Option<(&'a Term, &'a DeprecatedTerm)> {
        let term = self.site.registers.glossary.all.get(found.entry as usize)?;
        let old = term.deprecated.get(found.old as usize)?;
        let day = from.unwrap_or(self.site.today);
        old.since.is_none_or(|since| since <= day).then_some((term, old))
    }
}

fn warn(term: &Term, old: &DeprecatedTerm, word: &str, plural: bool, place: Place) -> Diagnostic {
    let since = old.since.map_or_else(
        || "is no longer used".to_owned(),
        |since| format!("has not been used since {}", long_date(since)),
    );
    let form = if plural { " in its plural" } else { "" };
    let message = format!("\"{word}\" {since}: write \"{}\"{form}", term.term);
    let note = old.note.as_deref().unwrap_or("").trim();
    let end = if note.is_empty() || note.ends_with(['.', '!', '?']) { "" } else { "." };
    let space = if note.is_empty() { "" } else { " " };
    let help = format!(
        "{note}{end}{space}If the sentence is about the word itself, put the word in quotation marks; law that is quoted \
         word for word belongs in a VERBATIM box"
    );
    Diagnostic::new(&codes::DEPRECATED_TERM, place, message).help(help)
}

/// What can stand in a word's place whatever the sentence: only another way to write the same letters, as "whistleblower"
/// for "whistle-blower". Any other word may need another article or another verb.
fn certain_mend(term: &Term, old: &DeprecatedTerm, word: &str) -> Option<String> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let small = |text: &str| letters(text).to_lowercase();
    if small(&term.term) != small(&old.term) || letters(word).len() != word.chars().filter(|c| !is_link(*c)).count() {
        return None;
    }
    if word == old.term {
        return Some(term.term.clone());
    }
    let capital = |text: &str| {
        let mut rest = text.chars();
        rest.next().into_iter().flat_map(char::to_uppercase).chain(rest).collect::<String>()
    };
    (word == capital(&old.term)).then(|| capital(&term.term))
}

/// What may stand between the letters of one word.
fn is_link(c: char) -> bool {
    matches!(c, ' ' | '-' | '\'' | '\u{2019}')
}
