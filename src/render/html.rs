//! Blocks into HTML.
//!
//! Takes a text whose links are resolved, gives the HTML of its body. Pure: equal texts and links give equal bytes.
//! Every piece of an author's text passes [`super::escape`]; raw HTML passes [`super::sanitize`] as well. Running text,
//! links, pictures and footnotes are written in `html_inlines.rs`.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use super::change_overlay::ChangeOverlay;
use super::duties::Duty;
use super::escape::{escaped, push_href, push_text};
use super::hrefs::HrefTable;
use super::number_runs::set_numbers_apart;
use super::sanitize::clean;
use super::term_marks::{TermMarker, TermTable};
use crate::language::words::Words;
use crate::model::passage::{PageText, Passage};
use crate::parse::block::{Block, Container, ContainerKind, Definition, Heading, List};
use crate::parse::document::Footnote;
use crate::parse::registers::Term;
use crate::parse::sections::Section;

/// How a text is written.
#[derive(Clone, Copy, Debug)]
pub struct Manner<'a> {
    /// What stands before every anchor: empty on a page of its own.
    pub prefix: &'a str,
    /// How many levels headings move down: 0 on a page of its own, 1 where several chapters share one.
    pub lower_headings: u8,
    /// Whether headings carry links to themselves.
    pub heading_links: bool,
    /// Names of areas, for local passages.
    pub areas: &'a BTreeMap<String, String>,
    /// What the program itself says.
    pub words: &'a Words,
    /// The dialling code of the manual's country, by which numbers are read; `None` where nothing tells it.
    pub home: Option<&'static str>,
    /// A title that the text may repeat as its first heading; it is left out there.
    pub title: &'a str,
}

/// A text, written.
pub struct Written {
    /// Its HTML.
    pub html: String,
    /// The entries of the glossary that it refers to, by their places, in the order of their first uses.
    pub words: Vec<u32>,
    /// What it asks of its reader, in order.
    pub duties: Vec<Duty>,
}

/// Writes a text in which no term is marked.
pub fn write_text(text: &PageText, hrefs: &HrefTable, manner: Manner<'_>) -> String {
    write_explained(text, hrefs, &TermTable::default(), &[], manner).html
}

/// Writes a text and marks the first use of each term in each section. `terms` says where they stand; `glossary` are the
/// entries that they name.
pub fn write_explained(
    text: &PageText,
    hrefs: &HrefTable,
    terms: &TermTable,
    glossary: &[Term],
    manner: Manner<'_>,
) -> Written {
    let mut writer = Writer::new(text, glossary, manner);
    writer.passage(&text.passage, hrefs, terms);
    writer.finish()
}

/// A passage with its links, where the writer stands.
#[derive(Clone, Copy)]
pub(super) struct Here<'a> {
    pub(super) passage: &'a Passage,
    pub(super) hrefs: &'a HrefTable,
    pub(super) terms: &'a TermTable,
}

pub(super) struct Writer<'a> {
    pub(super) out: String,
    pub(super) manner: Manner<'a>,
    sections: std::slice::Iter<'a, Section>,
    /// What is marked as changed in the running text that is being written.
    pub(super) overlay: Option<ChangeOverlay<'a>>,
    /// Which terms are explained already.
    pub(super) marker: TermMarker<'a>,
    pub(super) raw_html: bool,
    /// Whether a link is open: no other may stand in it.
    pub(super) linked: bool,
    /// Footnotes of all passages, in the order in which they are numbered.
    pub(super) notes: Vec<(Here<'a>, &'a Footnote, u32)>,
    /// Where each footnote stands in `notes`, by its address: a passage that is included twice has each note once.
    pub(super) note_places: HashMap<*const Footnote, usize>,
    /// How many lists, quotations and containers are open: headings in them make no sections.
    pub(super) nested: usize,
    /// The section that is being written.
    pub(super) section: Option<&'a Section>,
    /// What the text asks for, as far as it is written.
    pub(super) duties: Vec<Duty>,
}

impl<'a> Writer<'a> {
    /// A writer at the beginning of a text.
    pub(super) fn new(text: &'a PageText, glossary: &'a [Term], manner: Manner<'a>) -> Self {
        Writer {
            out: String::with_capacity(text.passage.document.text.len() * 5 / 4),
            manner,
            sections: text.sections.iter(),
            overlay: None,
            marker: TermMarker::new(glossary),
            raw_html: false,
            linked: false,
            notes: Vec::new(),
            note_places: HashMap::new(),
            nested: 0,
            section: None,
            duties: Vec::new(),
        }
    }

    /// What was written, with its footnotes.
    pub(super) fn finish(mut self) -> Written {
        self.footnotes();
        let (words, duties) = (self.marker.into_words(), self.duties);
        let html = if self.raw_html { clean(&self.out) } else { self.out };
        let apart = match set_numbers_apart(&html, self.manner.words.direction() == "rtl") {
            Cow::Owned(apart) => Some(apart),
            Cow::Borrowed(_) => None,
        };
        Written { html: apart.unwrap_or(html), words, duties }
    }

    fn passage(&mut self, passage: &'a Passage, hrefs: &'a HrefTable, terms: &'a TermTable) {
        self.raw_html |= passage.document.body.raw_html;
        self.blocks(&passage.document.body.blocks, Here { passage, hrefs, terms });
    }

    fn blocks(&mut self, blocks: &'a [Block], here: Here<'a>) {
        for block in blocks {
            self.block(block, here);
        }
    }

    pub(super) fn nested(&mut self, blocks: &'a [Block], here: Here<'a>) {
        self.nested += 1;
        self.blocks(blocks, here);
        self.nested -= 1;
    }

    pub(super) fn block(&mut self, block: &'a Block, here: Here<'a>) {
        match block {
            Block::Paragraph(inlines) => {
                self.out.push_str("<p>");
                self.inlines(inlines, here);
                self.out.push_str("</p>\n");
            }
            Block::Plain(inlines) => self.inlines(inlines, here),
            Block::Heading(heading) => self.heading(heading, here),
            Block::List(list) => self.list(list, here),
            Block::Table(table) => self.table(table, here),
            Block::Quote(blocks) => {
                self.out.push_str("<blockquote>\n");
                self.nested(blocks, here);
                self.out.push_str("</blockquote>\n");
            }
            Block::Container(container) => self.container(container, here),
            Block::Code { language, text } => {
                self.out.push_str("<pre><code");
                if !language.is_empty() {
                    self.out.push_str(" class=\"language-");
                    push_text(&mut self.out, language);
                    self.out.push('"');
                }
                self.out.push('>');
                push_text(&mut self.out, text);
                self.out.push_str("</code></pre>\n");
            }
            Block::Definitions(definitions) => self.definitions(definitions, here),
            Block::Html(html) => self.out.push_str(html),
            Block::Rule => self.out.push_str("<hr />\n"),
            Block::Include(index) => {
                let passage = here.passage.includes.get(*index as usize);
                if let (Some(Ok(inner)), Some(hrefs)) = (passage, here.hrefs.includes.get(*index as usize)) {
                    self.passage(inner, hrefs, here.terms.include(*index as usize));
                }
            }
        }
    }

    pub(super) fn heading(&mut self, heading: &'a Heading, here: Here<'a>) {
        let section = if self.nested == 0 { self.sections.next() } else { None };
        if self.nested == 0 {
            self.marker.begin_section();
            self.section = section;
        }
        let first = self.out.is_empty();
        if heading.level == 1 && first && self.nested == 0 && heading.text.trim() == self.manner.title.trim() {
            return;
        }
        let level = (heading.level.max(2) + self.manner.lower_headings).min(6);
        let level = char::from(b'0' + level);
        self.out.push_str("<h");
        self.out.push(level);
        if let Some(section) = section {
            self.out.push_str(" id=\"");
            push_text(&mut self.out, self.manner.prefix);
            push_text(&mut self.out, &section.anchor);
            self.out.push('"');
        }
        self.out.push('>');
        let from = self.out.len();
        if let Some(number) = section.and_then(|section| section.number.as_ref()) {
            self.out.push_str("<span class=\"number\">");
            push_text(&mut self.out, number);
            self.out.push_str("</span> ");
        }
        self.inlines(&heading.content, here);
        if let Some(section) = section.filter(|_| self.manner.heading_links) {
            self.heading_link(section, from);
        }
        self.out.push_str("</h");
        self.out.push(level);
        self.out.push_str(">\n");
    }

    /// Makes what was written of a heading the link to its section, which is copied from there: it is heard once, and its name is
    /// the section's. No link stands in another, so that a heading with links of its own has its link behind them.
    fn heading_link(&mut self, section: &Section, from: usize) {
        let mut href = String::from("#");
        push_text(&mut href, self.manner.prefix);
        push_href(&mut href, &section.anchor);
        if self.out.get(from..).is_some_and(|written| !written.contains("<a ")) {
            self.out.insert_str(from, &format!("<a class=\"here\" href=\"{href}\">"));
            self.out.push_str("</a>");
        } else {
            let name = escaped(&link_name(self.manner.words, section));
            self.push(format_args!(" <a class=\"section-link here\" href=\"{href}\" aria-label=\"{name}\">§</a>"));
        }
    }

    fn list(&mut self, list: &'a List, here: Here<'a>) {
        let tasks = list.items.iter().any(|item| item.task.is_some());
        match list.start {
            Some(1) => self.out.push_str("<ol>\n"),
            Some(start) => {
                self.out.push_str("<ol start=\"");
                self.out.push_str(&start.to_string());
                self.out.push_str("\">\n");
            }
            None if tasks => self.out.push_str("<ul class=\"tasks\">\n"),
            None => self.out.push_str("<ul>\n"),
        }
        for item in &list.items {
            self.out.push_str("<li>");
            // A box that readers tick on paper: on the screen it is a sign, not a control that forgets.
            match item.task {
                Some(true) => self.out.push_str("<span class=\"box\" aria-hidden=\"true\">☑</span> "),
                Some(false) => self.out.push_str("<span class=\"box\" aria-hidden=\"true\">☐</span> "),
                None => {}
            }
            let tight = matches!(item.blocks.first(), Some(Block::Plain(_)) | None);
            if !tight {
                self.out.push('\n');
            }
            self.nested += 1;
            for (index, block) in item.blocks.iter().enumerate() {
                let after_text = index > 0 && matches!(item.blocks.get(index - 1), Some(Block::Plain(_)));
                if after_text {
                    self.out.push('\n');
                }
                self.block(block, here);
            }
            self.nested -= 1;
            self.out.push_str("</li>\n");
        }
        self.out.push_str(if list.start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    /// Writes something put together; a string takes all that is written to it.
    pub(super) fn push(&mut self, pieces: std::fmt::Arguments<'_>) {
        let _ = std::fmt::Write::write_fmt(&mut self.out, pieces);
    }

    fn container(&mut self, container: &'a Container, here: Here<'a>) {
        let class = container.kind.word();
        self.out.push_str("<div class=\"callout ");
        self.out.push_str(class);
        if let Some(anchor) = self.note_container(container, here) {
            self.push(format_args!("\" id=\"{anchor}"));
        }
        self.out.push_str("\">\n<p class=\"callout-label\">");
        push_text(&mut self.out, &container_words(self.manner.words, container.kind));
        let source = container.source.and_then(|index| here.hrefs.hrefs.get(index as usize));
        if container.kind == ContainerKind::Local {
            self.out.push_str(": ");
            for (index, area) in container.argument.split(',').map(str::trim).enumerate() {
                if index > 0 {
                    self.out.push_str(", ");
                }
                push_text(&mut self.out, self.manner.areas.get(area).map_or(area, String::as_str));
            }
        } else if let Some(source) = source {
            self.out.push_str(": <a href=\"");
            push_href(&mut self.out, &source.address);
            self.out.push_str("\">");
            push_text(&mut self.out, source.text.as_deref().unwrap_or(&container.argument));
            self.out.push_str("</a>");
        } else if container.kind == ContainerKind::Steps && !container.argument.is_empty() {
            self.out.push_str(": <b class=\"limit\">");
            push_text(&mut self.out, &container.said(&here.passage.variables));
            self.out.push_str("</b>");
        } else if !container.argument.is_empty() {
            self.out.push_str(": ");
            push_text(&mut self.out, &container.said(&here.passage.variables));
        }
        self.out.push_str("</p>\n");
        if container.kind == ContainerKind::Verbatim {
            self.out.push_str("<blockquote>\n");
        }
        self.nested(&container.blocks, here);
        if container.kind == ContainerKind::Verbatim {
            self.out.push_str("</blockquote>\n");
        }
        self.out.push_str("</div>\n");
    }

    fn definitions(&mut self, definitions: &'a [Definition], here: Here<'a>) {
        self.out.push_str("<dl>\n");
        for definition in definitions {
            self.out.push_str("<dt>");
            self.inlines(&definition.term, here);
            self.out.push_str("</dt>\n");
            for description in &definition.descriptions {
                self.out.push_str("<dd>");
                self.nested(description, here);
                self.out.push_str("</dd>\n");
            }
        }
        self.out.push_str("</dl>\n");
    }
}

/// What stands at the head of a container.
pub fn container_words(words: &Words, kind: ContainerKind) -> String {
    words.tell("container", &[("kind", kind.word().into())])
}

/// What the link to a section is called: as short as it can be told from the others of its page.
fn link_name(words: &Words, section: &Section) -> String {
    match &section.number {
        Some(number) => words.tell("link_to_section", &[("number", number.as_ref().into())]),
        None => words.tell("link_to_titled", &[("title", section.title.as_ref().into())]),
    }
}
