//! Columns whose cells are time limits and whose names do not say so: readers would not find them marked, nor in the list on top
//! of the chapter.

use super::tables::visit_tables;
use crate::compare::limit_words::opens_with_limit;
use crate::compare::text::Text;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::parse::block::{Table, plain_text};
use crate::parse::document::Document;
use crate::parse::limit_columns::{is_length, is_limit};

/// One cell that begins with a length of time may be chance.
const LEAST: usize = 2;

/// Checks the names of the columns of a document's tables.
pub fn check_limit_names(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    visit_tables(&document.body.blocks, &mut |table| {
        for (column, name) in table.head.iter().enumerate() {
            let name = plain_text(name, &document.text);
            if name.trim().is_empty() || is_limit(&name) || is_length(&name) || !holds_limits(document, table, column) {
                continue;
            }
            let message = format!("the column \"{}\" holds time limits, and its name does not say so", name.trim());
            let help = "let its name be one that counts, such as \"By when\", \"How often\" or one that ends with \"within\" or \
                        \"every\": its cells are then marked, and listed on top of the chapter; or let it begin with \"How long\", \
                        if it says how long something lasts";
            diagnostics.push(Diagnostic::new(&codes::LIMIT_NAME, document.place(table.span), message).help(help));
        }
    });
}

/// Whether most cells of a column begin with a time limit.
fn holds_limits(document: &Document, table: &Table, column: usize) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.get(column)).map(|cell| plain_text(cell, &document.text));
    let cells: Vec<String> = cells.filter(|cell| !cell.trim().is_empty()).collect();
    let limits = cells.iter().filter(|cell| opens_with_limit(&Text::plain(cell))).count();
    limits >= LEAST && limits * 2 > cells.len()
}
