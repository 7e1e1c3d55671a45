//! The whole text of an edition as its chapter's page shows it, with everything marked in it that differs from an older
//! edition: for those who read it once, from top to bottom, and decide.
//!
//! Takes the newer text and its comparison with the older one, gives HTML. What is in both is written by [`super::html`],
//! what was taken out by [`super::compare_html`]. The comparison's blocks stand in the order of the newer text, a block for
//! each that holds a word; where one should not fit, it is written as the page of the comparison writes it.

use super::change_overlay::ChangeOverlay;
use super::compare_html::{
    section_id, write_blocks_alone, write_container_label, write_link_alone, write_matters, write_runs_alone,
};
use super::compare_words::{history, labels, section_title};
use super::escape::push_text;
use super::hrefs::HrefTable;
use super::html::{Here, Manner, Writer, Written};
use super::term_marks::TermTable;
use crate::compare::comparison::{Change, Comparison, Fate, Role, Run, SectionChange};
use crate::compare::flatten::has_words;
use crate::language::words::Words;
use crate::model::passage::{PageText, Passage};
use crate::model::site::Site;
use crate::parse::block::{Block, Heading, Inline};
use crate::parse::sections::Section;

/// Writes the newer text of a comparison with its changes.
pub fn write_changes(
    site: &Site,
    text: &PageText,
    hrefs: &HrefTable,
    comparison: &Comparison,
    manner: Manner<'_>,
) -> Written {
    let terms = TermTable::of(&text.passage, &site.lexicon);
    let mut pieces = vec![Piece::default()];
    gather(Here { passage: &text.passage, hrefs, terms: &terms }, &mut pieces);
    let writer = Writer::new(text, &site.registers.glossary.all, manner);
    let mut changes = ChangeWriter { writer, site, own: &text.sections, level: 1 };
    changes.writer.raw_html = holds_raw_html(&text.passage);
    changes.sections(pieces, comparison);
    changes.writer.finish()
}

fn holds_raw_html(passage: &Passage) -> bool {
    passage.document.body.raw_html || passage.includes.iter().flatten().any(holds_raw_html)
}

/// A section of the newer text: its heading, and what stands under it.
#[derive(Default)]
struct Piece<'a> {
    heading: Option<(&'a Heading, Here<'a>)>,
    blocks: Vec<Told<'a>>,
}

/// A block with the passage that it stands in.
pub(super) type Told<'a> = (&'a Block, Here<'a>);

/// Divides a text into its sections; passages that it includes are part of it.
fn gather<'a>(here: Here<'a>, pieces: &mut Vec<Piece<'a>>) {
    for block in &here.passage.document.body.blocks {
        match block {
            Block::Heading(heading) => pieces.push(Piece { heading: Some((heading, here)), blocks: Vec::new() }),
            Block::Include(index) => {
                if let Some(inner) = included(here, *index) {
                    gather(inner, pieces);
                }
            }
            block => {
                if let Some(piece) = pieces.last_mut() {
                    piece.blocks.push((block, here));
                }
            }
        }
    }
}

fn included(here: Here<'_>, index: u32) -> Option<Here<'_>> {
    let passage = here.passage.includes.get(index as usize)?.as_ref().ok()?;
    Some(Here { passage, hrefs: here.hrefs.includes.get(index as usize)?, terms: here.terms.include(index as usize) })
}

/// Blocks with those of the passages that they include.
pub(super) fn flat<'a>(blocks: &'a [Block], here: Here<'a>) -> Vec<Told<'a>> {
    let mut all = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Include(index) => {
                if let Some(inner) = included(here, *index) {
                    all.extend(flat(&inner.passage.document.body.blocks, inner));
                }
            }
            block => all.push((block, here)),
        }
    }
    all
}

/// Writes a text with its changes.
pub(super) struct ChangeWriter<'a> {
    pub(super) writer: Writer<'a>,
    site: &'a Site,
    own: &'a [Section],
    /// The level of the heading written last.
    level: u8,
}

impl<'a> ChangeWriter<'a> {
    /// What the program itself says.
    pub(super) fn words(&self) -> &'a Words {
        &self.site.words
    }

    pub(super) fn push(&mut self, markup: &str) {
        self.writer.out.push_str(markup);
    }

    fn sections(&mut self, pieces: Vec<Piece<'a>>, comparison: &'a Comparison) {
        let mut pieces = pieces.into_iter().peekable();
        let begins = |change: &SectionChange| change.newer.as_ref().is_some_and(|name| name.anchor.is_empty());
        if !comparison.sections.iter().any(begins)
            && let Some(piece) = pieces.next()
        {
            self.plain(&piece.blocks);
        }
        for change in &comparison.sections {
            match (&change.newer, change.newer.as_ref().and_then(|_| pieces.next())) {
                (Some(_), Some(piece)) => self.section(&piece, change),
                (None, _) => self.removed_section(change),
                (Some(_), None) => {}
            }
        }
        for piece in pieces {
            self.heading(&piece);
            self.plain(&piece.blocks);
        }
    }

    fn heading(&mut self, piece: &Piece<'a>) {
        if let Some((heading, here)) = piece.heading {
            self.writer.heading(heading, here);
            self.level = heading.level.clamp(2, 6);
        }
    }

    fn plain(&mut self, blocks: &[Told<'a>]) {
        for (block, here) in blocks {
            self.writer.block(block, *here);
        }
    }

    fn section(&mut self, piece: &Piece<'a>, change: &'a SectionChange) {
        self.heading(piece);
        self.section_note(change);
        if change.blocks.is_empty() {
            self.plain(&piece.blocks);
        } else {
            let notes = change.blocks.iter().rev().take_while(|block| block.role == Role::Note).count();
            let (blocks, notes) = change.blocks.split_at_checked(change.blocks.len() - notes).unwrap_or_default();
            self.blocks(&piece.blocks, blocks);
            // The notes themselves stand at the end of the text, as they do on the chapter's page.
            for note in notes.iter().filter(|note| note.fate != Fate::Same) {
                self.removed(note);
            }
        }
        for link in &change.links {
            self.push(&write_link_alone(self.words(), link));
        }
    }

    /// What became of a section as a whole.
    fn section_note(&mut self, change: &SectionChange) {
        let told: Vec<&str> = labels(change).into_iter().filter(|label| *label != "section_changed").collect();
        let history = history(self.words(), change);
        if told.is_empty() && history.is_empty() {
            return;
        }
        self.push("<p class=\"quiet\">");
        for label in told {
            self.push("<span class=\"badge\">");
            let told = self.words().say(label);
            push_text(&mut self.writer.out, told);
            self.push("</span> ");
        }
        push_text(&mut self.writer.out, &history.join(" "));
        self.push("</p>\n");
    }

    fn removed_section(&mut self, change: &SectionChange) {
        let Some(name) = &change.older else { return };
        if !name.anchor.is_empty() {
            // Where it stood under a heading that is gone too, no level is left out.
            self.level = name.level.clamp(2, 6).min(self.level + 1);
            let level = self.level;
            self.writer.push(format_args!("<h{level} id=\""));
            push_text(&mut self.writer.out, &section_id(name, false));
            self.push("\">");
            let number = name.number.as_deref().map(|number| format!("{number} ")).unwrap_or_default();
            let run = |text: String| Run { fate: Fate::Removed, space: false, text, matter: None };
            self.push(&write_runs_alone(
                self.words(),
                &[run(format!("{number}{}", section_title(self.words(), name)))],
            ));
            self.writer.push(format_args!("</h{level}>\n"));
        }
        self.section_note(change);
        self.push(&write_blocks_alone(self.words(), &change.blocks));
    }

    /// What was taken out, or what cannot be marked in the text.
    pub(super) fn removed(&mut self, change: &Change) {
        self.push(&write_blocks_alone(self.words(), std::slice::from_ref(change)));
    }

    /// Blocks of the newer text with the changes that stand beside them.
    pub(super) fn blocks(&mut self, blocks: &[Told<'a>], changes: &'a [Change]) {
        let mut changes = changes.iter().peekable();
        for (block, here) in blocks {
            if !has_words(self.site, self.own, here.passage, block) {
                self.writer.block(block, *here);
                continue;
            }
            while let Some(change) = changes.next_if(|change| change.fate == Fate::Removed) {
                self.removed(change);
            }
            match changes.next() {
                Some(change) => self.block(block, *here, change),
                None => self.writer.block(block, *here),
            }
        }
        for change in changes.filter(|change| change.fate == Fate::Removed) {
            self.removed(change);
        }
    }

    /// The same within a list, a quotation or a box.
    pub(super) fn nested(&mut self, blocks: &'a [Block], here: Here<'a>, changes: &'a [Change]) {
        self.writer.nested += 1;
        self.blocks(&flat(blocks, here), changes);
        self.writer.nested -= 1;
    }

    fn block(&mut self, block: &'a Block, here: Here<'a>, change: &'a Change) {
        match (block, change.role) {
            _ if change.fate == Fate::Same => self.writer.block(block, here),
            (Block::Paragraph(inlines), Role::Paragraph) => {
                self.push("<p>");
                self.line(inlines, here, change);
                self.push("</p>\n");
            }
            (Block::Plain(inlines), Role::Paragraph) => self.line(inlines, here, change),
            (Block::List(list), Role::List { .. }) => self.list(list, here, change),
            (Block::Table(table), Role::Table) => self.table(table, here, change),
            (Block::Definitions(definitions), Role::Definitions) => self.definitions(definitions, here, change),
            (Block::Quote(blocks), Role::Quote) => {
                self.push("<blockquote>\n");
                self.nested(blocks, here, &change.children);
                self.push("</blockquote>\n");
            }
            (Block::Container(container), Role::Container(kind)) => {
                self.push("<div class=\"callout ");
                self.push(kind.word());
                self.push("\">\n<p class=\"callout-label\">");
                self.push(&write_container_label(self.words(), change, kind));
                self.push("</p>\n");
                let arguments = change.children.iter().take_while(|child| child.role == Role::Argument).count();
                self.nested(&container.blocks, here, change.children.get(arguments..).unwrap_or_default());
                self.push("</div>\n");
            }
            _ => self.removed(change),
        }
    }

    /// Running text with its changes, and what they matter for.
    pub(super) fn line(&mut self, inlines: &'a [Inline], here: Here<'a>, change: &'a Change) {
        if change.fate == Fate::Same || change.runs.is_empty() {
            return self.writer.inlines(inlines, here);
        }
        self.writer.overlay = Some(ChangeOverlay::new(self.site, self.own, &change.runs));
        self.writer.inlines(inlines, here);
        if let Some(overlay) = self.writer.overlay.take() {
            overlay.finish(&mut self.writer.out);
        }
        if change.fate == Fate::Changed {
            self.push(&write_matters(self.words(), &change.runs));
        }
    }
}
