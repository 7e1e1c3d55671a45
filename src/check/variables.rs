//! Variables that `site.toml` does not define, and variables that lack their `var.`.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::Patience;
use crate::model::passage::Passage;
use crate::model::scope::Scope;
use crate::model::site::Site;

/// Shorter words in braces are too much like each other.
const LEAST: usize = 4;

/// Checks every `{{ var.… }}`, and every single word in double braces.
pub fn check_variables(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    let patience = Patience::default();
    for text in scope.texts(site) {
        check_passage(site, &text.passage, &patience, diagnostics);
    }
}

fn check_passage(site: &Site, passage: &Passage, patience: &Patience, diagnostics: &mut Vec<Diagnostic>) {
    let document = &passage.document;
    for (used, value) in document.body.variables.iter().zip(&passage.variables) {
        if value.is_none() {
            let near = patience.nearest(&used.name, site.config.variables.keys().map(String::as_str));
            let help = match near {
                Some(near) => format!("did you mean `{{{{ var.{near} }}}}`?"),
                None => format!("add `{} = \"…\"` under [variables] in site.toml", used.name),
            };
            let message = format!("site.toml defines no variable `{}`", used.name);
            diagnostics
                .push(Diagnostic::new(&codes::UNDEFINED_VARIABLE, document.place(used.span), message).help(help));
        }
    }
    for used in &document.body.braced_words {
        let word: &str = &used.name;
        let names = || site.config.variables.keys().map(String::as_str);
        let near = || patience.nearest(word, names()).filter(|_| word.len() >= LEAST);
        if let Some(name) = names().find(|name| *name == word).or_else(near) {
            let message = format!("`{{{{ {word} }}}}` is not a variable and would be shown as it stands");
            let help = format!("did you mean `{{{{ var.{name} }}}}`?");
            diagnostics.push(Diagnostic::new(&codes::VARIABLE_AS_TEXT, document.place(used.span), message).help(help));
        }
    }
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        check_passage(site, inner, patience, diagnostics);
    }
}
