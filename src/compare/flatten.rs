//! A text with everything in it resolved, as sections of blocks that can be compared: included passages and variables
//! written out, footnotes beneath the section that points to them.

use std::collections::HashSet;

use super::comparison::{Role, SectionName};
use super::names::link_to;
use super::text::{Text, TextBuilder, key_of};
use crate::model::passage::{PageText, Passage};
use crate::model::site::Site;
use crate::parse::block::{Block, Container, ContainerKind, Inline, List, Table};
use crate::parse::sections::Section;

/// A block.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub role: Role,
    /// Its words, if it is running text.
    pub text: Text,
    /// The blocks in it.
    pub nodes: Vec<Node>,
    /// Equal for blocks of equal words.
    pub hash: u64,
    /// Equal for blocks that are the same in every respect, typography and links too.
    pub exact: u64,
    /// How many words it has.
    pub size: usize,
}

impl Node {
    /// A block of running text; `marks` is the hash of its emphasis.
    pub fn leaf(role: Role, text: Text, marks: u64) -> Self {
        let hash = key_of(&(role, text.keys()));
        let linked = if text.links.is_empty() { 0 } else { text.words.len() };
        let links: Vec<_> = text.words.iter().take(linked).map(|word| text.link_of(word)).collect();
        let exact = key_of(&(role, text.shown.as_str(), links, marks));
        Node { role, size: text.words.len(), text, nodes: Vec::new(), hash, exact }
    }

    /// A block of blocks.
    pub fn group(role: Role, nodes: Vec<Node>) -> Self {
        let hash = key_of(&(role, nodes.iter().map(|node| node.hash).collect::<Vec<_>>()));
        let exact = key_of(&(role, nodes.iter().map(|node| node.exact).collect::<Vec<_>>()));
        let size = nodes.iter().map(|node| node.size).sum();
        Node { role, text: Text::default(), nodes, hash, exact, size }
    }
}

/// A section.
#[derive(Clone, Debug)]
pub struct SectionText {
    /// What it is called.
    pub name: SectionName,
    /// Whether the author chose its anchor.
    pub chosen: bool,
    /// Its title.
    pub title: Text,
    /// Its text, without the sections under it.
    pub nodes: Vec<Node>,
}

impl SectionText {
    fn new(section: Option<&Section>) -> Self {
        let title = section.map_or("Introduction", |section| &section.title);
        let name = SectionName {
            anchor: section.map(|section| section.anchor.to_string()).unwrap_or_default(),
            number: section.and_then(|section| section.number.as_ref().map(ToString::to_string)),
            title: title.to_owned(),
            level: section.map_or(2, |section| section.level),
        };
        SectionText {
            name,
            chosen: section.is_some_and(|section| section.chosen),
            title: Text::plain(title),
            nodes: Vec::new(),
        }
    }

    /// Equal for sections of equal words, whatever their titles.
    pub fn hash(&self) -> u64 {
        key_of(&self.nodes.iter().map(|node| node.hash).collect::<Vec<_>>())
    }

    /// Equal for sections that are the same in every respect, whatever their titles.
    pub fn exact(&self) -> u64 {
        key_of(&self.nodes.iter().map(|node| node.exact).collect::<Vec<_>>())
    }
}

/// The sections of a text, what stands before the first heading as the first.
pub fn sections_of(site: &Site, text: &PageText) -> Vec<SectionText> {
    let mut writer = Writer {
        site,
        own: &text.sections,
        next: 0,
        sections: vec![SectionText::new(None)],
        noted: HashSet::new(),
        notes: Vec::new(),
    };
    writer.passage(&text.passage);
    writer.finish_section();
    writer.sections
}

/// Whether a comparison of the text knows a block: one without a word is none to it. `own` are the sections of the text.
pub fn has_words(site: &Site, own: &[Section], passage: &Passage, block: &Block) -> bool {
    let mut writer = Writer { site, own, next: 0, sections: Vec::new(), noted: HashSet::new(), notes: Vec::new() };
    let mut nodes = Vec::new();
    writer.block(block, passage, &mut nodes);
    !nodes.is_empty()
}

/// What a comparison reads where a picture stands.
pub fn picture_words(alternative: &str) -> String {
    format!("{PICTURE}{alternative}]")
}

/// Whether words that are a link in a comparison are those of a picture.
pub fn is_picture(words: &str) -> bool {
    words.starts_with(PICTURE)
}

const PICTURE: &str = "[picture: ";

/// A footnote, by the passage that it stands in and its place there.
type NoteAt<'a> = (&'a Passage, usize);

struct Writer<'a> {
    site: &'a Site,
    own: &'a [Section],
    /// The section that the next heading begins.
    next: usize,
    sections: Vec<SectionText>,
    /// Footnotes that a mark has been seen of.
    noted: HashSet<(*const Passage, usize)>,
    /// Those that are still to be written.
    notes: Vec<NoteAt<'a>>,
}

impl<'a> Writer<'a> {
    /// Headings begin sections where they stand in the text itself, in that of an included passage too.
    fn passage(&mut self, passage: &'a Passage) {
        for block in &passage.document.body.blocks {
            match block {
                Block::Heading(_) => {
                    self.finish_section();
                    let section = self.own.get(self.next);
                    self.next += 1;
                    self.sections.push(SectionText::new(section));
                }
                Block::Include(index) => {
                    if let Some(Ok(inner)) = passage.includes.get(*index as usize) {
                        self.passage(inner);
                    }
                }
                block => {
                    let mut nodes = Vec::new();
                    self.block(block, passage, &mut nodes);
                    if let Some(section) = self.sections.last_mut() {
                        section.nodes.append(&mut nodes);
                    }
                }
            }
        }
    }

    /// Writes the footnotes that the section points to; a footnote can point to more.
    fn finish_section(&mut self) {
        let mut written = Vec::new();
        while !self.notes.is_empty() {
            for (passage, index) in std::mem::take(&mut self.notes) {
                let blocks = passage.document.body.footnotes.get(index).map(|note| note.blocks.as_slice());
                let nodes = self.blocks(blocks.unwrap_or_default(), passage);
                written.push(Node::group(Role::Note, nodes));
            }
        }
        if let Some(section) = self.sections.last_mut() {
            section.nodes.append(&mut written);
        }
    }

    fn blocks(&mut self, blocks: &'a [Block], passage: &'a Passage) -> Vec<Node> {
        let mut nodes = Vec::new();
        for block in blocks {
            self.block(block, passage, &mut nodes);
        }
        nodes
    }

    fn block(&mut self, block: &'a Block, passage: &'a Passage, nodes: &mut Vec<Node>) {
        let node = match block {
            Block::Paragraph(inlines) | Block::Plain(inlines) => self.leaf(Role::Paragraph, inlines, passage),
            Block::Heading(heading) => self.leaf(Role::Paragraph, &heading.content, passage),
            Block::List(list) => self.list(list, passage),
            Block::Table(table) => self.table(table, passage),
            Block::Quote(blocks) => Node::group(Role::Quote, self.blocks(blocks, passage)),
            Block::Container(container) => self.container(container, passage),
            Block::Code { text, .. } => Node::leaf(Role::Code, Text::code(text), 0),
            Block::Definitions(definitions) => {
                let mut entries = Vec::with_capacity(definitions.len());
                for definition in definitions {
                    let mut parts = vec![self.leaf(Role::Term, &definition.term, passage)];
                    for description in &definition.descriptions {
                        parts.push(Node::group(Role::Description, self.blocks(description, passage)));
                    }
                    entries.push(Node::group(Role::Definition, parts));
                }
                Node::group(Role::Definitions, entries)
            }
            Block::Html(html) => Node::leaf(Role::Paragraph, Text::plain(&without_tags(html)), key_of(html)),
            Block::Rule => return,
            Block::Include(index) => {
                if let Some(Ok(inner)) = passage.includes.get(*index as usize) {
                    for block in &inner.document.body.blocks {
                        self.block(block, inner, nodes);
                    }
                }
                return;
            }
        };
        if node.size > 0 {
            nodes.push(node);
        }
    }

    fn list(&mut self, list: &'a List, passage: &'a Passage) -> Node {
        let items = list.items.iter().map(|item| Node::group(Role::Item, self.blocks(&item.blocks, passage)));
        let items: Vec<Node> = items.collect();
        Node::group(Role::List { numbered: list.start.is_some() }, items)
    }

    fn table(&mut self, table: &'a Table, passage: &'a Passage) -> Node {
        let mut rows = Vec::with_capacity(table.rows.len() + 2);
        if let Some(caption) = &table.caption {
            rows.push(self.leaf(Role::Caption, caption, passage));
        }
        let head = table.head.iter().map(|cell| self.leaf(Role::Cell, cell, passage)).collect();
        rows.push(Node::group(Role::HeadRow, head));
        for row in &table.rows {
            let cells = row.iter().map(|cell| self.leaf(Role::Cell, cell, passage)).collect();
            rows.push(Node::group(Role::Row, cells));
        }
        Node::group(Role::Table, rows)
    }

    fn container(&mut self, container: &'a Container, passage: &'a Passage) -> Node {
        let mut builder = TextBuilder::default();
        let link = container.source.and_then(|index| self.link(index, passage));
        match link {
            Some(link) => builder.push_whole(&link.name.clone(), &link.identity.clone(), Some(link)),
            None if container.kind == ContainerKind::Local => {
                let areas = &self.site.config.areas;
                let names = container.argument.split(',').map(str::trim);
                let names: Vec<&str> = names.map(|area| areas.get(area).map_or(area, String::as_str)).collect();
                builder.push(&names.join(", "));
            }
            None => builder.push(&container.said(&passage.variables)),
        }
        let argument = Node::leaf(Role::Argument, builder.finish(), 0);
        let mut nodes = Vec::new();
        if argument.size > 0 {
            nodes.push(argument);
        }
        nodes.extend(self.blocks(&container.blocks, passage));
        Node::group(Role::Container(container.kind), nodes)
    }

    fn leaf(&mut self, role: Role, inlines: &'a [Inline], passage: &'a Passage) -> Node {
        let mut builder = TextBuilder::default();
        let mut marks = Vec::new();
        self.inlines(inlines, passage, &mut builder, &mut marks);
        Node::leaf(role, builder.finish(), key_of(&marks))
    }

    fn link(&self, index: u32, passage: &Passage) -> Option<super::text::Link> {
        let written = passage.document.body.links.get(index as usize)?;
        Some(link_to(self.site, written, passage.targets.get(index as usize)?, self.own))
    }

    fn inlines(
        &mut self,
        inlines: &'a [Inline],
        passage: &'a Passage,
        builder: &mut TextBuilder,
        marks: &mut Vec<(u8, usize, usize)>,
    ) {
        for inline in inlines {
            let start = builder.here();
            let mark = match inline {
                Inline::Text(_) | Inline::Resolved(_) => {
                    builder.push(inline.as_text(&passage.document.text).unwrap_or(""));
                    continue;
                }
                Inline::SoftBreak | Inline::HardBreak => {
                    builder.push(" ");
                    continue;
                }
                Inline::Html(html) => {
                    // A line break is a space to those who read words.
                    if html.starts_with("<br") {
                        builder.push(" ");
                    }
                    continue;
                }
                Inline::Variable(index) => {
                    if let Some(Some(value)) = passage.variables.get(*index as usize) {
                        builder.push(value);
                    }
                    continue;
                }
                Inline::FootnoteMark(index) => {
                    let index = *index as usize;
                    if self.noted.insert((std::ptr::from_ref(passage), index)) {
                        self.notes.push((passage, index));
                    }
                    continue;
                }
                Inline::Code(code) => {
                    builder.push(code);
                    1
                }
                Inline::Emphasis(inner) => {
                    self.inlines(inner, passage, builder, marks);
                    2
                }
                Inline::Strong(inner) => {
                    self.inlines(inner, passage, builder, marks);
                    3
                }
                Inline::Strikethrough(inner) => {
                    self.inlines(inner, passage, builder, marks);
                    4
                }
                Inline::Link(index, inner) => {
                    let written = passage.document.body.links.get(*index as usize);
                    match (self.link(*index, passage), written.is_some_and(|written| written.automatic)) {
                        (Some(link), true) => {
                            builder.push_whole(&link.name.clone(), &link.identity.clone(), Some(link));
                        }
                        (Some(link), false) => {
                            self.inlines(inner, passage, builder, marks);
                            builder.link(start, link);
                        }
                        (None, _) => self.inlines(inner, passage, builder, marks),
                    }
                    continue;
                }
                Inline::Image(index, alternative) => {
                    let shown = picture_words(alternative);
                    builder.push_whole(&shown, &shown, self.link(*index, passage));
                    continue;
                }
            };
            marks.push((mark, start, builder.here()));
        }
    }
}

/// The text of raw HTML.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}
