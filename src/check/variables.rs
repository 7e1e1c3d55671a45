//! Variables that `site.toml` does not define.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::nearest;
use crate::model::passage::Passage;
use crate::model::scope::Scope;
use crate::model::site::Site;

/// Checks every `{{ var.… }}`.
pub fn check_variables(site: &Site, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    for text in scope.texts(site) {
        check_passage(site, &text.passage, diagnostics);
    }
}

fn check_passage(site: &Site, passage: &Passage, diagnostics: &mut Vec<Diagnostic>) {
    let document = &passage.document;
    for (used, value) in document.body.variables.iter().zip(&passage.variables) {
        if value.is_none() {
            let near = nearest(&used.name, site.config.variables.keys().map(String::as_str));
            let help = match near {
                Some(near) => format!("did you mean `{{{{ var.{near} }}}}`?"),
                None => format!("add `{} = \"…\"` under [variables] in site.toml", used.name),
            };
            let message = format!("site.toml defines no variable `{}`", used.name);
            diagnostics
                .push(Diagnostic::new(&codes::UNDEFINED_VARIABLE, document.place(used.span), message).help(help));
        }
    }
    for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
        check_passage(site, inner, diagnostics);
    }
}
