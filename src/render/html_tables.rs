//! Tables as HTML: every cell says which column it is in, so that a row can stand as a card on a phone; columns of time limits
//! are marked. Takes a table where the writer stands; knows nothing of what stands around it.

use super::escape::push_text;
use super::html::{Here, Writer};
use crate::parse::block::{Alignment, Inline, Table, plain_text};
use crate::parse::limit_columns::is_limit;

/// The most columns that a sheet has room for: the rows of a wider table are stacked everywhere, as they are on a phone.
const MOST_COLUMNS: usize = 10;

/// The same where words are so long that they would leave the other columns nothing.
const MOST_LONG_COLUMNS: usize = 5;

/// The most letters of a word that a column is made wide enough for: in a table with a longer one, words break where they must.
const LONGEST_WORD: usize = 24;

/// Whether a cell holds a word that is too long for a column.
fn has_long_word(table: &Table, here: Here<'_>) -> bool {
    let text = &here.passage.document.text;
    let mut cells = std::iter::once(&table.head).chain(&table.rows).flatten();
    cells.any(|cell| plain_text(cell, text).split_whitespace().any(|word| word.chars().count() > LONGEST_WORD))
}

impl<'a> Writer<'a> {
    pub(super) fn table(&mut self, table: &'a Table, here: Here<'a>) {
        let labels: Vec<String> = table.head.iter().map(|cell| Self::cell_text(cell, here)).collect();
        let limits: Vec<bool> = labels.iter().map(|name| is_limit(name)).collect();
        let many = match has_long_word(table, here) {
            long if table.head.len() > if long { MOST_LONG_COLUMNS } else { MOST_COLUMNS } => " class=\"many\"",
            true => " class=\"long\"",
            false => "",
        };
        match self.note_table(table, &labels, &limits, here) {
            Some(anchor) => self.push(format_args!("<table id=\"{anchor}\"{many}>\n")),
            None => self.push(format_args!("<table{many}>\n")),
        }
        if let Some(caption) = &table.caption {
            self.out.push_str("<caption>");
            self.inlines(caption, here);
            self.out.push_str("</caption>\n");
        }
        self.out.push_str("<thead>\n<tr>");
        for (index, cell) in table.head.iter().enumerate() {
            self.out.push_str("<th scope=\"col\"");
            self.cell_class(table, index, false);
            self.out.push('>');
            self.inlines(cell, here);
            self.out.push_str("</th>");
        }
        self.out.push_str("</tr>\n</thead>\n");
        if !table.rows.is_empty() {
            self.out.push_str("<tbody>\n");
            for row in &table.rows {
                self.out.push_str("<tr>");
                for (index, cell) in row.iter().enumerate() {
                    self.out.push_str("<td");
                    self.cell_class(table, index, limits.get(index).copied().unwrap_or_default());
                    if let Some(label) = labels.get(index).filter(|label| !label.is_empty()) {
                        self.out.push_str(" data-label=\"");
                        self.out.push_str(label);
                        self.out.push('"');
                    }
                    self.out.push('>');
                    self.inlines(cell, here);
                    self.out.push_str("</td>");
                }
                self.out.push_str("</tr>\n");
            }
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table>\n");
    }

    /// A column's name as text for an attribute.
    pub(super) fn cell_text(cell: &[Inline], here: Here<'_>) -> String {
        let mut text = String::new();
        for inline in cell {
            match inline {
                Inline::Variable(index) => {
                    if let Some(Some(value)) = here.passage.variables.get(*index as usize) {
                        push_text(&mut text, value);
                    }
                }
                other => push_text(&mut text, &plain_text(std::slice::from_ref(other), &here.passage.document.text)),
            }
        }
        text
    }

    /// How the text of a cell stands, and whether it is a time limit.
    pub(super) fn cell_class(&mut self, table: &Table, column: usize, limit: bool) {
        let alignment = match table.alignments.get(column) {
            Some(Alignment::Left) => "left",
            Some(Alignment::Center) => "center",
            Some(Alignment::Right) => "right",
            Some(Alignment::None) | None => "",
        };
        let (between, limit) = match (alignment, limit) {
            ("", false) => return,
            (_, false) => ("", ""),
            ("", true) => ("", "limit"),
            (_, true) => (" ", "limit"),
        };
        self.push(format_args!(" class=\"{alignment}{between}{limit}\""));
    }
}
