//! Tables that stand one behind the other: a reader who listens hears only "table" before each, and cannot tell which is
//! which without a caption (WCAG 2.2, success criterion 1.3.1). One that a heading or a paragraph introduces is told by it.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::parse::block::Block;
use crate::parse::document::Document;

/// Checks that every table that follows another at once has a caption.
pub fn check_table_captions(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let mut before: Option<&Block> = None;
    for block in &document.body.blocks {
        if let (Some(Block::Table(_)), Block::Table(table)) = (before, block)
            && table.caption.is_none()
        {
            let message = "this table follows another with nothing between them that says what it holds";
            let help = "write a caption before it, on a line of its own: Table: what it holds";
            let fault = Diagnostic::new(&codes::TABLE_CAPTION, document.place(table.span), message);
            diagnostics.push(fault.help(help));
        }
        before = Some(block);
    }
}
