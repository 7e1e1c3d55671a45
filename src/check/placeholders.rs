//! Words that `new` and `amend` wrote for the author to replace, left standing in an edition that is no draft.

use crate::data::node::Step;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::chapter::State;
use crate::model::site::Site;

/// How those words begin.
const BEGINNINGS: &[&str] = &["Say here ", "Say in one or two sentences who and what "];

/// Checks the scope and the notes of every edition that is no draft.
pub fn check_placeholders(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let left = |text: &Option<String>| {
        text.as_ref().is_some_and(|text| BEGINNINGS.iter().any(|beginning| text.starts_with(beginning)))
    };
    for edition in site.chapters.iter().flat_map(|chapter| &chapter.editions) {
        if edition.state == State::Draft {
            continue;
        }
        let document = edition.document();
        if left(&edition.front().scope) {
            let message = "the scope is still the sentence that stood there for you to replace";
            let fault = Diagnostic::new(&codes::PLACEHOLDER_TEXT, document.place_of_key("scope"), message)
                .help("say who and what the chapter covers, or take `scope` out");
            diagnostics.push(fault);
        }
        for (index, amendment) in edition.front().amendments.iter().enumerate() {
            if left(&amendment.note) {
                let path = [Step::Key("amendments".to_owned(), 0), Step::Item(index), Step::Key("note".to_owned(), 0)];
                let message = "the note of this amendment is still the sentence that stood there for you to replace";
                let fault = Diagnostic::new(&codes::PLACEHOLDER_TEXT, document.place_of(&path), message)
                    .help("say what readers now do differently");
                diagnostics.push(fault);
            }
        }
    }
}
