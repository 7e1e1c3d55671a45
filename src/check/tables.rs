//! Every column of a table has a name: on a phone each cell is led by it, and a reader who listens hears it (WCAG 2.2,
//! success criterion 1.3.1).

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::parse::block::{Block, Inline, Table};
use crate::parse::document::Document;

/// Checks the tables of a document.
pub fn check_tables(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    visit_tables(&document.body.blocks, &mut |table| {
        let nameless: Vec<String> = table
            .head
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.is_empty())
            .map(|(column, _)| (column + 1).to_string())
            .collect();
        if !nameless.is_empty() {
            let (columns, have) = if nameless.len() == 1 { ("column", "has") } else { ("columns", "have") };
            let message = format!("{columns} {} of this table {have} no name", nameless.join(", "));
            // A head of nothing, and names in bold below it: the way to a table without a head in other programs.
            let first = table.rows.first().filter(|_| nameless.len() == table.head.len());
            let bold = |cell: &Vec<Inline>| matches!(cell.as_slice(), [Inline::Strong(_)]);
            let help = if first.is_some_and(|row| row.iter().all(bold)) {
                "the row below looks like the names: move it up, in place of the empty row above the dashes"
            } else {
                "give each column a name in the table's first row"
            };
            diagnostics
                .push(Diagnostic::new(&codes::TABLE_HEADER_EMPTY, document.place(table.span), message).help(help));
        }
    });
}

/// Visits the tables among some blocks, and in them.
pub(super) fn visit_tables(blocks: &[Block], visit: &mut impl FnMut(&Table)) {
    for block in blocks {
        match block {
            Block::Table(table) => visit(table),
            Block::List(list) => list.items.iter().for_each(|item| visit_tables(&item.blocks, visit)),
            Block::Quote(inner) => visit_tables(inner, visit),
            Block::Container(container) => visit_tables(&container.blocks, visit),
            Block::Definitions(definitions) => {
                definitions
                    .iter()
                    .flat_map(|definition| &definition.descriptions)
                    .for_each(|blocks| visit_tables(blocks, visit));
            }
            _ => {}
        }
    }
}
