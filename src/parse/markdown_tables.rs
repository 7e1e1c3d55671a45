//! Tables with their captions, and lists of definitions, out of the events of Markdown. Takes the events from the builder, gives
//! blocks; what stands in a cell or a definition it leaves to the builder.

use std::ops::Range;

use pulldown_cmark::{Alignment as CmarkAlignment, Event, Tag};

use super::block::{Alignment, Block, Definition, Inline, Table};
use super::inlines::cut_front;
use super::markdown::Builder;
use crate::diagnostics::codes;

impl<'s, I: Iterator<Item = (Event<'s>, Range<usize>)>> Builder<'s, I> {
    pub(super) fn table(
        &mut self,
        alignments: Vec<CmarkAlignment>,
        range: &Range<usize>,
        depth: usize,
        blocks: &mut Vec<Block>,
    ) {
        let mut head = Vec::new();
        let mut rows = Vec::new();
        let around = self.innermost.clone();
        while let Some((event, row)) = self.events.next() {
            self.innermost = row.clone();
            match event {
                Event::Start(Tag::TableHead) => head = self.cells(depth).0,
                Event::Start(Tag::TableRow) => {
                    let (cells, end) = self.cells(depth);
                    self.report_short_row(&cells, alignments.len(), &row);
                    rows.push(cells);
                    self.report_lost_cells(end, &row);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        self.innermost = around;
        let alignments = alignments
            .into_iter()
            .map(|alignment| match alignment {
                CmarkAlignment::None => Alignment::None,
                CmarkAlignment::Left => Alignment::Left,
                CmarkAlignment::Center => Alignment::Center,
                CmarkAlignment::Right => Alignment::Right,
            })
            .collect();
        let caption = take_caption(blocks, self.text);
        blocks.push(Block::Table(Box::new(Table { caption, alignments, head, rows, span: self.span(range) })));
    }

    /// The cells of a row, and where the last of them ends.
    fn cells(&mut self, depth: usize) -> (Vec<Vec<Inline>>, usize) {
        let mut cells = Vec::new();
        let mut last = 0;
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => {
                    last = range.end;
                    cells.push(self.inlines(depth, true));
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        (cells, last)
    }

    /// Reports a row whose cells are more than the columns: Markdown drops the rest without a word.
    fn report_lost_cells(&mut self, end: usize, row: &Range<usize>) {
        let rest = self.source(&(end..row.end));
        let lost = rest.trim_matches(|c: char| c == '|' || c.is_whitespace());
        if end > 0 && !lost.is_empty() {
            let at = end + rest.find(lost).unwrap_or(0);
            let message =
                "this row has more cells than the table has columns, and the rest would not be shown".to_owned();
            let help =
                "add a column to the table's first two rows, or put a backslash before a | that is text".to_owned();
            self.fault(&codes::TABLE_CELL_LOST, &(at..at + lost.len()), message, Some(help));
        }
    }

    pub(super) fn definition_list(&mut self, depth: usize) -> Vec<Definition> {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let term = self.inlines(depth, true);
                    definitions.push(Definition { term, descriptions: Vec::new() });
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let blocks = self.blocks(depth + 1);
                    if let Some(definition) = definitions.last_mut() {
                        definition.descriptions.push(blocks);
                    }
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        definitions
    }
}

/// Takes the paragraph "Table: …" off the end of the blocks, as the caption of the table that follows.
fn take_caption(blocks: &mut Vec<Block>, source: &str) -> Option<Vec<Inline>> {
    let Some(Block::Paragraph(inlines)) = blocks.last_mut() else { return None };
    let first = inlines.first_mut()?;
    let rest: Box<str> = first.as_text(source)?.strip_prefix("Table:")?.trim_start().into();
    cut_front(first, source, &rest);
    match blocks.pop() {
        Some(Block::Paragraph(caption)) => Some(caption),
        _ => None,
    }
}
