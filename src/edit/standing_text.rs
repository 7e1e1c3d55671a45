//! A text that stands by itself: shared passages and variables written out, so that it reads the same when these change.
//!
//! Takes an edition's file with everything in it resolved, gives the file with that written into it. What comes out is
//! read again and must say what readers saw before, word for word and link for link.

use std::fmt::Write as _;

use percent_encoding::percent_decode_str;

use super::links::{Moves, link_splices};
use super::manuscript::{Manuscript, Splice};
use crate::model::passage::{PageText, Passage};
use crate::model::record::body_start;
use crate::model::resolve::path_within;
use crate::parse::block::{Block, Inline};
use crate::parse::document::{Document, parse_passage};
use crate::parse::sections::Section;

/// Signs that Markdown would not take as they are.
const SPECIAL: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '&', '|', '~', '$'];

/// The file with its shared passages and variables written out; the same file where there are none.
///
/// # Errors
/// Words for the author: what cannot be written out, and what to do.
pub fn written_out(file: &Manuscript, text: &PageText, content: &str) -> Result<Manuscript, String> {
    let passage = &text.passage;
    if passage.includes.is_empty() && passage.variables.is_empty() {
        return Ok(file.clone());
    }
    let moves = Moves { content: content.to_owned(), ..Moves::default() };
    let mut changed = file.spliced(&pieces(passage, file.path(), &moves, false)?);
    let mut after = parse_passage(changed.source()).value;
    let anchors = missing_anchors(&after, &text.sections);
    if !anchors.is_empty() {
        changed = changed.spliced(&anchors);
        after = parse_passage(changed.source()).value;
    }
    let same_place = |(a, b): (&Section, &Section)| (&a.anchor, &a.number, a.level) == (&b.anchor, &b.number, b.level);
    let same_sections =
        after.sections.len() == text.sections.len() && after.sections.iter().zip(text.sections.iter()).all(same_place);
    if !same_sections || said(&after, None, content) != said(&passage.document, Some(passage), content) {
        let path = file.path();
        return Err(format!(
            "{path}: its shared passages or variables cannot be written into it without changing what it says; nothing \
             was changed\nhelp: write the text of each {{{{#include …}}}} and {{{{ var.… }}}} into it by hand, then amend it"
        ));
    }
    Ok(changed)
}

/// What is written into a text in place of passages and variables; of an included one also its links, seen from `home`.
fn pieces(passage: &Passage, home: &str, moves: &Moves, included: bool) -> Result<Vec<Splice>, String> {
    let document = &passage.document;
    let source: &str = &document.text;
    let mut splices = Vec::new();
    for (used, found) in document.body.includes.iter().zip(&passage.includes) {
        let span = used.span.range();
        let inner = found.as_ref().map_err(|_| {
            format!(
                "{}: the passage {} cannot be included; nothing was changed\nhelp: chapterhouse check says why",
                document.path, used.name
            )
        })?;
        let written = inner_text(inner, home, moves)?;
        let line = source.get(..span.start).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
        let lead: String = source
            .get(line..span.start)
            .unwrap_or("")
            .chars()
            .map(|letter| if letter == '>' { '>' } else { ' ' })
            .collect();
        let lines: Vec<String> = written
            .split('\n')
            .enumerate()
            .map(|(index, line)| match (index, line) {
                (0, line) => line.to_owned(),
                (_, "") => lead.trim_end().to_owned(),
                (_, line) => format!("{lead}{line}"),
            })
            .collect();
        let end = if source.get(span.clone()).is_some_and(|text| text.ends_with('\n')) { "\n" } else { "" };
        splices.push(Splice::new(span, format!("{}{end}", lines.join("\n"))));
    }
    for (used, value) in document.body.variables.iter().zip(&passage.variables) {
        let Some(value) = value else { continue };
        let span = used.span.range();
        let whole = source.get(span.clone()).is_some_and(|text| text.starts_with("{{") && text.ends_with("}}"));
        if !whole {
            return Err(format!(
                "{}: the place of {{{{ var.{} }}}} is not sure; nothing was changed\nhelp: write its value in its place by hand",
                document.path, used.name
            ));
        }
        splices.push(Splice::new(span, literal(value)));
    }
    if included {
        let file = Manuscript::new(&document.path, source.to_owned());
        let links = link_splices(&file, home, moves).map_err(|unsure| {
            let line = unsure.first().map_or(1, |link| link.line);
            format!("{}:{line}: this link cannot be written out safely; nothing was changed\nhelp: write it as [text](target.md)", document.path)
        })?;
        let inside =
            |splice: &Splice| document.body.includes.iter().any(|used| used.span.range().contains(&splice.range.start));
        splices.extend(links.into_iter().filter(|splice| !inside(splice)));
        splices.push(Splice::new(0..body_start(document), ""));
    }
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    Ok(splices)
}

/// The text of an included passage, as it stands in another file.
fn inner_text(passage: &Passage, home: &str, moves: &Moves) -> Result<String, String> {
    let file = Manuscript::new(&passage.document.path, passage.document.text.to_string());
    let changed = file.spliced(&pieces(passage, home, moves, true)?);
    Ok(changed.text().trim().to_owned())
}

/// A variable's value as Markdown that says just that.
fn literal(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for letter in value.chars() {
        if SPECIAL.contains(&letter) {
            text.push('\\');
        }
        text.push(letter);
    }
    text
}

/// Anchors for headings that would get others now: a variable in a heading was no part of its anchor.
fn missing_anchors(after: &Document, before: &[Section]) -> Vec<Splice> {
    let changed = after.sections.iter().zip(before).filter(|(now, then)| now.anchor != then.anchor && !now.chosen);
    let mut splices: Vec<Splice> = changed
        .filter_map(|(now, then)| {
            let heading = after.text.get(now.span.range())?;
            let line = heading.lines().next().filter(|line| line.starts_with('#') && !line.ends_with(['}', '#']))?;
            Some(Splice::insert(now.span.range().start + line.len(), format!(" {{#{}}}", then.anchor)))
        })
        .collect();
    splices.sort_by_key(|splice| splice.range.start);
    splices
}

/// Everything that a text says, in one line: words, marks and where links lead.
fn said(document: &Document, passage: Option<&Passage>, content: &str) -> String {
    let mut saying = Saying { content, text: String::new() };
    saying.blocks(&document.body.blocks, document, passage);
    let mut notes: Vec<String> = Vec::new();
    saying.footnotes(document, passage, &mut notes);
    notes.sort();
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let notes: Vec<String> = notes.iter().map(|note| words(note)).collect();
    format!("{}\n{}", words(&saying.text), notes.join("\n"))
}

struct Saying<'a> {
    content: &'a str,
    text: String,
}

impl Saying<'_> {
    fn footnotes(&mut self, document: &Document, passage: Option<&Passage>, notes: &mut Vec<String>) {
        for footnote in &document.body.footnotes {
            let mut own = Saying { content: self.content, text: String::new() };
            own.blocks(&footnote.blocks, document, passage);
            notes.push(own.text);
        }
        for inner in passage.iter().flat_map(|passage| &passage.includes).flatten() {
            self.footnotes(&inner.document, Some(inner), notes);
        }
    }

    fn blocks(&mut self, blocks: &[Block], document: &Document, passage: Option<&Passage>) {
        for block in blocks {
            match block {
                Block::Paragraph(inlines) => {
                    self.text.push_str(" ¶ ");
                    self.inlines(inlines, document, passage);
                }
                Block::Plain(inlines) => self.inlines(inlines, document, passage),
                Block::Heading(heading) => {
                    let _ = write!(self.text, " h{} ", heading.level);
                    self.inlines(&heading.content, document, passage);
                }
                Block::List(list) => {
                    for item in &list.items {
                        let _ = write!(self.text, " •{:?}{:?} ", list.start, item.task);
                        self.blocks(&item.blocks, document, passage);
                    }
                }
                Block::Table(table) => {
                    for cell in table.caption.iter().chain(&table.head).chain(table.rows.iter().flatten()) {
                        self.text.push_str(" | ");
                        self.inlines(cell, document, passage);
                    }
                }
                Block::Quote(inner) => {
                    self.text.push_str(" > ");
                    self.blocks(inner, document, passage);
                }
                Block::Container(container) => {
                    let _ = write!(self.text, " [!{:?} {}] ", container.kind, container.argument);
                    self.blocks(&container.blocks, document, passage);
                }
                Block::Definitions(definitions) => {
                    for definition in definitions {
                        self.text.push_str(" : ");
                        self.inlines(&definition.term, document, passage);
                        definition.descriptions.iter().for_each(|blocks| self.blocks(blocks, document, passage));
                    }
                }
                Block::Code { language, text } => {
                    let _ = write!(self.text, " ```{language} {text} ");
                }
                Block::Html(html) => self.text.push_str(html),
                Block::Rule => self.text.push_str(" --- "),
                Block::Include(index) => {
                    let inner = passage.and_then(|passage| passage.includes.get(*index as usize)?.as_ref().ok());
                    if let Some(inner) = inner {
                        self.blocks(&inner.document.body.blocks, &inner.document, Some(inner));
                    }
                }
            }
        }
    }

    fn inlines(&mut self, inlines: &[Inline], document: &Document, passage: Option<&Passage>) {
        for inline in inlines {
            match inline {
                Inline::Text(_) | Inline::Resolved(_) => {
                    self.text.push_str(inline.as_text(&document.text).unwrap_or(""));
                }
                Inline::Code(text) | Inline::Html(text) => self.text.push_str(text),
                Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                    self.text.push('*');
                    self.inlines(inner, document, passage);
                    self.text.push('*');
                }
                Inline::Link(index, inner) => {
                    self.target(*index, document);
                    self.inlines(inner, document, passage);
                }
                Inline::Image(index, alternative) => {
                    self.target(*index, document);
                    self.text.push_str(alternative);
                }
                Inline::FootnoteMark(_) => self.text.push_str("[^]"),
                Inline::SoftBreak => self.text.push(' '),
                Inline::HardBreak => self.text.push_str(" ↵ "),
                Inline::Variable(index) => {
                    let value = passage.and_then(|passage| passage.variables.get(*index as usize)?.as_deref());
                    self.text.push_str(value.unwrap_or(""));
                }
            }
        }
    }

    /// Where a link leads, whatever file it stands in.
    fn target(&mut self, index: u32, document: &Document) {
        let Some(link) = document.body.links.get(index as usize) else { return };
        let written: &str = &link.destination;
        let (path, rest) = written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
        let decoded = percent_decode_str(path).decode_utf8_lossy();
        let local = crate::parse::html_policy::link_scheme(written).is_none() && !path.is_empty();
        let goal = if local { path_within(self.content, &document.path, &decoded) } else { None };
        let _ = write!(self.text, "→{}{rest} {} ", goal.as_deref().unwrap_or(path), link.title);
    }
}
