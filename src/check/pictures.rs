//! Pictures have a text that says what they show, for readers who do not see them (WCAG 2.2, success criterion 1.1.1).

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::assemble::visit_inlines;
use crate::parse::block::Inline;
use crate::parse::document::Document;

/// Checks the pictures of a document.
pub fn check_pictures(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    if document.body.links.iter().all(|link| !link.picture) {
        return;
    }
    let mut check = |inline: &Inline| {
        let Inline::Image(index, alternative) = inline else { return };
        let Some(link) = document.body.links.get(*index as usize).filter(|_| alternative.trim().is_empty()) else {
            return;
        };
        let help = format!("say what it shows: ![…]({})", link.destination);
        diagnostics.push(
            Diagnostic::new(&codes::IMAGE_WITHOUT_TEXT, document.place(link.span), "this picture has no text")
                .help(help),
        );
    };
    visit_inlines(&document.body.blocks, &mut check);
    for footnote in &document.body.footnotes {
        visit_inlines(&footnote.blocks, &mut check);
    }
}
