//! Changes marked in running text while it is written as the chapter's page writes it, links, stress and all.
//!
//! Takes the runs of a comparison and the same text piece by piece, gives the pieces with `<ins>` around what was put in and
//! `<del>` where something was taken out. An element never reaches over the end of a piece, so that whatever the piece
//! stands in stays well formed. The words come from the text itself: if a run did not fit, its mark would be lost, never
//! a word.

use super::compare_html::write_runs_alone;
use super::compare_words::said;
use super::escape::push_text;
use crate::compare::comparison::{Fate, Run};
use crate::compare::names::link_to;
use crate::compare::text::composed;
use crate::model::passage::Passage;
use crate::model::site::Site;
use crate::parse::sections::Section;

/// What is marked in a line of running text, and how far it is written.
pub struct ChangeOverlay<'a> {
    site: &'a Site,
    /// The sections of the text.
    own: &'a [Section],
    runs: &'a [Run],
    /// The run that comes next, and how much of it is written.
    next: usize,
    at: usize,
    /// Whether the word for the ear before the insertion was written, and not yet the one behind it.
    announced: bool,
}

/// What is open within a piece.
#[derive(Clone, Copy, Default)]
struct Open {
    insertion: bool,
    mark: bool,
}

impl<'a> ChangeOverlay<'a> {
    /// The runs of a line, at its beginning.
    pub fn new(site: &'a Site, own: &'a [Section], runs: &'a [Run]) -> Self {
        ChangeOverlay { site, own, runs, next: 0, at: 0, announced: false }
    }

    fn run(&self) -> Option<&'a Run> {
        self.runs.get(self.next)
    }

    fn rest(&self) -> &'a str {
        self.run().and_then(|run| run.text.get(self.at..)).unwrap_or("").trim_start()
    }

    /// Goes on to the next run where one is written; gives whether there was a next.
    fn advance(&mut self) -> bool {
        let done = self.rest().is_empty() && self.next < self.runs.len();
        if done {
            self.next += 1;
            self.at = 0;
        }
        done
    }

    /// Whether what comes next was put in.
    fn is_insertion(&self) -> bool {
        self.run().is_some_and(|run| run.fate == Fate::Added)
    }

    /// Writes what was taken out here.
    pub fn settle(&mut self, out: &mut String) {
        self.settle_within(out, &mut Open::default());
    }

    fn settle_within(&mut self, out: &mut String, open: &mut Open) {
        let mut wrote = false;
        while self.advance() || self.run().is_some_and(|run| run.fate == Fate::Removed) {
            let Some(run) = self.run().filter(|run| run.fate == Fate::Removed) else { continue };
            self.close(out, open);
            let stretch = self.runs.iter().skip(self.next).take_while(|run| run.fate == Fate::Removed).count();
            if (run.space || wrote) && !out.ends_with(char::is_whitespace) {
                out.push(' ');
            }
            out.push_str(&write_runs_alone(
                self.site.words.as_ref(),
                self.runs.get(self.next..self.next + stretch).unwrap_or_default(),
            ));
            self.next += stretch;
            self.at = 0;
            wrote = true;
        }
        // What was put in for it must not stick to what was taken out.
        if wrote && self.run().is_some_and(|next| next.space || next.fate == Fate::Added) {
            out.push(' ');
        }
        if !self.is_insertion() {
            self.close(out, open);
        }
    }

    /// Writes a piece of the text.
    pub fn write(&mut self, out: &mut String, piece: &str) {
        let mut open = Open::default();
        let mut buffer = [0; 4];
        for c in composed(piece).chars() {
            if c.is_whitespace() {
                self.before_space(out, &mut open);
            } else {
                self.settle_within(out, &mut open);
                self.open(out, &mut open);
                if self.rest().starts_with(c) {
                    let skipped = self.run().map_or(0, |run| run.text.len() - self.rest().len());
                    self.at = skipped + c.len_utf8();
                }
            }
            push_text(out, c.encode_utf8(&mut buffer));
        }
        self.pause(out, open);
    }

    /// A space belongs to what goes on behind it; before it stands what was taken out without one.
    fn before_space(&mut self, out: &mut String, open: &mut Open) {
        if !self.rest().is_empty() {
            return;
        }
        let next = self.runs.get(self.next + 1);
        match next.map(|run| (run.fate, run.space)) {
            Some((Fate::Removed, false)) => {
                self.close(out, open);
                self.advance();
                let stretch = self.runs.iter().skip(self.next).take_while(|run| run.fate == Fate::Removed).count();
                out.push_str(&write_runs_alone(
                    self.site.words.as_ref(),
                    self.runs.get(self.next..self.next + stretch).unwrap_or_default(),
                ));
                self.next += stretch;
                self.at = 0;
            }
            Some((Fate::Added, _)) => unmark(out, open),
            _ => self.close(out, open),
        }
    }

    /// Writes words that the page shows in another form than the comparison knows them in: a link that is called as its
    /// target is.
    pub fn write_in_place(&mut self, out: &mut String, link: u32, passage: &Passage, shown: &str) {
        let place = link as usize;
        let named = passage.document.body.links.get(place).zip(passage.targets.get(place));
        let name =
            named.map_or_else(String::new, |(written, target)| link_to(self.site, written, target, self.own).name);
        let mut open = Open::default();
        self.settle_within(out, &mut open);
        self.open(out, &mut open);
        push_text(out, shown);
        self.skip(&name);
        self.pause(out, open);
    }

    /// Passes over something that is no text to the page, as the comparison reads it.
    pub fn pass(&mut self, out: &mut String, words: &str) {
        self.settle(out);
        self.skip(words);
    }

    fn skip(&mut self, words: &str) {
        for c in composed(words).chars().filter(|c| !c.is_whitespace()) {
            self.advance();
            if self.rest().starts_with(c) {
                self.at = self.run().map_or(0, |run| run.text.len() - self.rest().len()) + c.len_utf8();
            }
        }
    }

    fn open(&mut self, out: &mut String, open: &mut Open) {
        let Some(run) = self.run().filter(|run| run.fate == Fate::Added) else { return };
        if !open.insertion {
            out.push_str("<ins>");
            open.insertion = true;
            if !self.announced {
                out.push_str("<span class=\"said\"> [");
                push_text(out, said(&self.site.words, Fate::Added).0);
                out.push_str(": </span>");
                self.announced = true;
            }
        }
        if open.mark && self.at == 0 {
            unmark(out, open);
        }
        if run.matter.is_some() && !open.mark {
            out.push_str("<mark>");
            open.mark = true;
        }
    }

    /// Ends an insertion: no more of it comes.
    fn close(&mut self, out: &mut String, open: &mut Open) {
        unmark(out, open);
        if std::mem::take(&mut open.insertion) {
            self.end_words(out);
            out.push_str("</ins>");
        }
    }

    fn end_words(&mut self, out: &mut String) {
        if std::mem::take(&mut self.announced) {
            out.push_str("<span class=\"said\"> ");
            push_text(out, said(&self.site.words, Fate::Added).1);
            out.push_str("] </span>");
        }
    }

    /// Ends a piece: what is open goes on in the next, or ends here.
    fn pause(&mut self, out: &mut String, mut open: Open) {
        let ends = self.rest().is_empty() && self.runs.get(self.next + 1).is_none_or(|next| next.fate != Fate::Added);
        if ends {
            return self.close(out, &mut open);
        }
        unmark(out, &mut open);
        if open.insertion {
            out.push_str("</ins>");
        }
    }

    /// Writes what was taken out at the end of the line.
    pub fn finish(mut self, out: &mut String) {
        self.settle(out);
    }
}

fn unmark(out: &mut String, open: &mut Open) {
    if std::mem::take(&mut open.mark) {
        out.push_str("</mark>");
    }
}
