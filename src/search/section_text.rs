//! A text as its sections, in plain words: what readers see of it, a line for each paragraph, item, cell or caption.
//!
//! Takes a text of the model with everything in it resolved, gives records. Where an anchor stands on the page and which
//! heading makes a section, `render::html` decides in the same way. Footnotes stand in the section that points to them.

use std::collections::HashSet;

use super::html_words::{is_line_break, words_of_html};
use super::records::SectionRecord;
use crate::model::link_words::{link_words, one_detail, reach_words};
use crate::model::passage::{PageText, Passage, Target};
use crate::model::site::Site;
use crate::parse::block::{Block, Container, ContainerKind, Definition, Heading, Inline, Table};
use crate::parse::document::Footnote;
use crate::parse::sections::Section;

/// The sections of a text under a title, which its first heading may repeat. `opening` stands before everything.
pub fn sections_of(site: &Site, text: &PageText, title: &str, opening: &str) -> Vec<SectionRecord> {
    let mut writer = Writer {
        site,
        own: &text.sections,
        next: 0,
        title: title.trim(),
        empty: true,
        nested: 0,
        out: String::new(),
        line: 0,
        sections: vec![SectionRecord::default()],
        noted: HashSet::new(),
        notes: Vec::new(),
    };
    writer.push(opening);
    writer.end_line();
    writer.passage(&text.passage);
    writer.end_section();
    writer.sections
}

struct Writer<'a> {
    site: &'a Site,
    own: &'a [Section],
    /// The section that the next heading begins.
    next: usize,
    title: &'a str,
    /// Whether nothing of the text has been written.
    empty: bool,
    /// How many lists, quotations and containers are open: headings in them make no sections.
    nested: usize,
    /// The text of the section that is being written, and where its last line begins.
    out: String,
    line: usize,
    sections: Vec<SectionRecord>,
    /// The footnotes that a mark has been seen of, and those that are still to be written.
    noted: HashSet<*const Footnote>,
    notes: Vec<(&'a Passage, &'a Footnote)>,
}

impl<'a> Writer<'a> {
    /// Puts words on the line that is being written. A tab is kept for what belongs together.
    fn push(&mut self, words: &str) {
        let words = if self.out.len() == self.line { words.trim_start() } else { words };
        let is_space = |c: char| c == '\t' || is_line_break(c);
        if words.contains(is_space) {
            self.out.extend(words.chars().map(|c| if is_space(c) { ' ' } else { c }));
        } else {
            self.out.push_str(words);
        }
    }

    fn end_line(&mut self) {
        let bare = self.out.trim_end_matches([' ', '\n']).len().max(self.line);
        self.out.truncate(bare);
        if self.out.len() > self.line {
            self.out.push('\n');
        }
        self.line = self.out.len();
    }

    /// What was written behind a place belongs to the line that ends there: a tab at its end says so.
    fn belongs_to(&mut self, before: usize) {
        if self.out.len() > before && before > 0 {
            self.out.insert(before - 1, '\t');
            self.line += 1;
        }
    }

    /// Ends a section with its footnotes; a footnote can point to more.
    fn end_section(&mut self) {
        self.end_line();
        while !self.notes.is_empty() {
            for (passage, note) in std::mem::take(&mut self.notes) {
                self.nested(&note.blocks, passage);
            }
        }
        if let Some(section) = self.sections.last_mut() {
            section.text = Box::from(self.out.trim_end_matches('\n'));
        }
        self.out.clear();
        self.line = 0;
    }

    fn passage(&mut self, passage: &'a Passage) {
        self.blocks(&passage.document.body.blocks, passage);
    }

    fn blocks(&mut self, blocks: &'a [Block], passage: &'a Passage) {
        for block in blocks {
            self.block(block, passage);
            self.empty &= matches!(block, Block::Include(_));
        }
    }

    fn nested(&mut self, blocks: &'a [Block], passage: &'a Passage) {
        self.nested += 1;
        self.blocks(blocks, passage);
        self.nested -= 1;
    }

    fn block(&mut self, block: &'a Block, passage: &'a Passage) {
        match block {
            Block::Paragraph(inlines) | Block::Plain(inlines) => self.inlines(inlines, passage),
            Block::Heading(heading) if self.nested == 0 => return self.heading(heading, passage),
            Block::Heading(heading) => self.inlines(&heading.content, passage),
            Block::List(list) => list.items.iter().for_each(|item| self.nested(&item.blocks, passage)),
            Block::Table(table) => self.table(table, passage),
            Block::Quote(blocks) => self.nested(blocks, passage),
            Block::Container(container) => self.container(container, passage),
            Block::Code { text, .. } => self.lines(text),
            Block::Definitions(definitions) => self.definitions(definitions, passage),
            Block::Html(html) => self.lines(&words_of_html(html)),
            Block::Rule => {}
            Block::Include(index) => {
                if let Some(Ok(inner)) = passage.includes.get(*index as usize) {
                    self.passage(inner);
                }
            }
        }
        self.end_line();
    }

    fn lines(&mut self, text: &str) {
        for line in text.lines() {
            self.push(line);
            self.end_line();
        }
    }

    fn heading(&mut self, heading: &'a Heading, passage: &'a Passage) {
        let section = self.own.get(self.next);
        self.next += 1;
        if heading.level == 1 && self.empty && heading.text.trim() == self.title {
            return;
        }
        self.end_section();
        self.inlines(&heading.content, passage);
        self.end_line();
        self.sections.push(SectionRecord {
            anchor: section.map(|section| section.anchor.clone()).unwrap_or_default(),
            number: section.and_then(|section| section.number.clone()).unwrap_or_default(),
            heading: Box::from(self.out.trim_end_matches('\n')),
            ..SectionRecord::default()
        });
        self.out.clear();
        self.line = 0;
    }

    fn table(&mut self, table: &'a Table, passage: &'a Passage) {
        if let Some(caption) = &table.caption {
            self.inlines(caption, passage);
            self.end_line();
        }
        for row in std::iter::once(&table.head).chain(&table.rows) {
            let start = self.out.len();
            for cell in row {
                let before = self.out.len();
                self.inlines(cell, passage);
                self.end_line();
                if before > start {
                    self.belongs_to(before);
                }
            }
        }
    }

    fn container(&mut self, container: &'a Container, passage: &'a Passage) {
        self.push(container.kind.label());
        let source = container.source.and_then(|index| self.automatic_text(index, passage));
        let said = match source {
            Some(source) => source,
            None if container.kind == ContainerKind::Local => {
                let areas = &self.site.config.areas;
                let names = container.argument.split(',').map(str::trim);
                names.map(|area| areas.get(area).map_or(area, String::as_str)).collect::<Vec<_>>().join(", ")
            }
            None => container.said(&passage.variables).into_owned(),
        };
        if !said.is_empty() {
            self.push(": ");
            self.push(&said);
        }
        self.end_line();
        let before = self.out.len();
        self.nested(&container.blocks, passage);
        self.belongs_to(before);
    }

    fn definitions(&mut self, definitions: &'a [Definition], passage: &'a Passage) {
        for definition in definitions {
            self.inlines(&definition.term, passage);
            self.end_line();
            let before = self.out.len();
            for description in &definition.descriptions {
                self.nested(description, passage);
            }
            self.belongs_to(before);
        }
    }

    /// What a link says whose text the author left to Chapterhouse.
    fn automatic_text(&self, index: u32, passage: &Passage) -> Option<String> {
        let written = passage.document.body.links.get(index as usize).filter(|link| link.automatic)?;
        let target = passage.targets.get(index as usize)?;
        let mut words = link_words(self.site, written, target, self.own)?;
        if let Target::Contact(place) = target
            && one_detail(written).is_none()
            && let Some(reach) = self.site.registers.contacts.all.get(*place as usize).and_then(reach_words)
        {
            words = format!("{words} ({reach})");
        }
        Some(words)
    }

    fn inlines(&mut self, inlines: &'a [Inline], passage: &'a Passage) {
        for inline in inlines {
            match inline {
                Inline::Text(_) | Inline::Resolved(_) => {
                    self.push(inline.as_text(&passage.document.text).unwrap_or(""));
                }
                Inline::Code(text) | Inline::Image(_, text) => self.push(text),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                    self.inlines(inner, passage);
                }
                Inline::Link(index, inner) => match self.automatic_text(*index, passage) {
                    Some(text) => self.push(&text),
                    None => self.inlines(inner, passage),
                },
                Inline::Variable(index) => {
                    if let Some(Some(value)) = passage.variables.get(*index as usize) {
                        self.push(value);
                    }
                }
                Inline::FootnoteMark(index) => {
                    if let Some(note) = passage.document.body.footnotes.get(*index as usize)
                        && self.noted.insert(std::ptr::from_ref(note))
                    {
                        self.notes.push((passage, note));
                    }
                }
                Inline::Html(html) => {
                    if !words_of_html(html).is_empty() {
                        self.push(" ");
                    }
                }
                Inline::SoftBreak => self.push(" "),
                Inline::HardBreak => self.end_line(),
            }
        }
    }
}
