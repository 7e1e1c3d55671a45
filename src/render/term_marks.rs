//! Marks in a text: the first use of each term in each section, as a link to where the page explains it.
//!
//! Takes pieces of text as they are written and where the terms stand in them, gives text with links. A link and no button:
//! what copies, simplifies or reads out a page keeps the words of a link. Without script it leads to the list at the end
//! of the text; with it the explanation opens beside the word (`site.js`). Knows no block of the text.

use std::collections::HashSet;
use std::sync::Arc;

use super::escape::{push_href, push_text};
use crate::model::folded_words::TextPoint;
use crate::model::lexicon::Lexicon;
use crate::model::passage::Passage;
use crate::model::term_uses::{ExplainedUse, TermUses};
use crate::parse::registers::Term;

/// What stands before the id of an entry where the page explains it. No heading's anchor has such a sign.
pub const EXPLANATION: &str = "word:";

/// Where terms stand in a passage and in those that it includes, side by side with them.
#[derive(Debug, Default)]
pub struct TermTable {
    uses: Arc<TermUses>,
    includes: Vec<TermTable>,
}

impl TermTable {
    /// The terms of a passage.
    pub fn of(passage: &Passage, lexicon: &Lexicon) -> Self {
        if lexicon.is_empty() {
            return TermTable::default();
        }
        let inner = |include: &Result<Passage, _>| match include {
            Ok(passage) => TermTable::of(passage, lexicon),
            Err(_) => TermTable::default(),
        };
        TermTable { uses: lexicon.uses_in(&passage.document), includes: passage.includes.iter().map(inner).collect() }
    }

    /// The terms of an included passage; of a table that holds nothing, nothing.
    pub fn include(&self, index: usize) -> &TermTable {
        self.includes.get(index).unwrap_or(self)
    }

    /// The uses that begin in a piece of text.
    fn uses_in(&self, piece: u32) -> &[ExplainedUse] {
        let all = &self.uses.explained;
        let first = all.partition_point(|found| found.start.piece < piece);
        let after = all.partition_point(|found| found.start.piece <= piece);
        all.get(first..after).unwrap_or_default()
    }
}

/// Writes text and marks terms in it.
pub struct TermMarker<'a> {
    /// The entries.
    glossary: &'a [Term],
    /// Entries explained in this section.
    explained: HashSet<u32>,
    /// Entries in the order of their first uses, and the same as a set.
    words: Vec<u32>,
    known: HashSet<u32>,
    /// Where the mark ends that is open.
    open: Option<TextPoint>,
}

impl<'a> TermMarker<'a> {
    /// A marker at the beginning of a text.
    pub fn new(glossary: &'a [Term]) -> Self {
        TermMarker { glossary, explained: HashSet::new(), words: Vec::new(), known: HashSet::new(), open: None }
    }

    /// A section begins: in it each term is explained again.
    pub fn begin_section(&mut self) {
        self.explained.clear();
    }

    /// The author links to an entry: that explains it in this section.
    pub fn link(&mut self, entry: u32) {
        self.explained.insert(entry);
        self.add(entry);
    }

    /// The entries that the text refers to, in the order of their first uses.
    pub fn into_words(self) -> Vec<u32> {
        self.words
    }

    fn add(&mut self, entry: u32) {
        if self.known.insert(entry) {
            self.words.push(entry);
        }
    }

    /// Ends the mark that is open, if one is.
    pub fn close(&mut self, out: &mut String) {
        if self.open.take().is_some() {
            out.push_str("</a>");
        }
    }

    /// Writes a piece of text; `piece` is the number by which `terms` knows it.
    pub fn write(&mut self, out: &mut String, text: &str, piece: u32, terms: &TermTable) {
        let mut rest = text;
        let mut at = 0;
        if let Some(end) = self.open.filter(|end| end.piece == piece) {
            rest = write_up_to(out, rest, end.offset as usize);
            at = end.offset as usize;
            self.close(out);
        }
        for found in terms.uses_in(piece) {
            let start = found.start.offset as usize;
            let Some(before) = start.checked_sub(at).filter(|before| rest.is_char_boundary(*before)) else { continue };
            if self.open.is_some() || !self.begin(out, found.entry, before, &mut rest) {
                continue;
            }
            at = start;
            self.open = Some(found.end);
            if found.end.piece == piece {
                rest = write_up_to(out, rest, found.end.offset as usize - at);
                at = found.end.offset as usize;
                self.close(out);
            }
        }
        push_text(out, rest);
    }

    /// Writes what stands before a use and opens its mark, if it is the first in its section.
    fn begin(&mut self, out: &mut String, entry: u32, before: usize, rest: &mut &str) -> bool {
        // An entry that says nothing explains nothing.
        let explains = |term: &&Term| !term.definition.trim().is_empty();
        let Some(Term { id, .. }) = self.glossary.get(entry as usize).filter(explains) else { return false };
        if !self.explained.insert(entry) {
            return false;
        }
        self.add(entry);
        *rest = write_up_to(out, rest, before);
        out.push_str("<a class=\"term\" role=\"doc-glossref\" href=\"#");
        out.push_str(EXPLANATION);
        push_href(out, id);
        out.push_str("\">");
        true
    }
}

/// Writes the first bytes of a text, gives the rest.
fn write_up_to<'t>(out: &mut String, text: &'t str, end: usize) -> &'t str {
    let (before, after) = text.split_at_checked(end).unwrap_or((text, ""));
    push_text(out, before);
    after
}
