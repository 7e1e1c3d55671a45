//! Values of front matter that YAML cuts short: in `title: Visits # two` the `#` begins a comment, and the title is "Visits".

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Span;
use crate::parse::document::Document;

/// Keys whose values are sentences, in which nobody comments.
const KEYS: &[&str] = &["title", "scope", "note", "reason", "equality_impact"];

/// Checks the lines of a document's front matter.
pub fn check_cut_values(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let Some(range) = document.yaml.clone() else { return };
    let Some(yaml) = document.text.get(range.clone()).filter(|yaml| yaml.contains(" #")) else { return };
    let mut at = range.start;
    for line in yaml.split_inclusive('\n') {
        if let Some((value, cut)) = cut_value(line.trim_end()) {
            let start = at + cut;
            let lost = line.get(cut..).unwrap_or("").trim_end();
            let whole = line.get(value..).unwrap_or("").trim_end();
            let message = format!("\"{lost}\" is not part of the text: behind a space, # begins a comment");
            let help = format!("put the whole value into quotation marks: \"{}\"", whole.replace('"', "'"));
            let place = document.place(Span::new(start..start + lost.len()));
            diagnostics.push(Diagnostic::new(&codes::VALUE_CUT_SHORT, place, message).help(help));
        }
        at += line.len();
    }
}

/// Where the value of a line begins, and where a `#` cuts it; nothing where it stands in quotation marks.
fn cut_value(line: &str) -> Option<(usize, usize)> {
    let (before, value) = line.split_once(": ")?;
    let key = before.trim_start_matches([' ', '-', '{']).trim();
    let plain = value.trim_start();
    let start = line.len() - plain.len();
    let quoted = plain.starts_with(['"', '\'', '{', '[', '|', '>', '#', '&', '*']);
    let cut = start + plain.find(" #")? + 1;
    let comment = line.get(cut + 1..)?.trim_start();
    (KEYS.contains(&key) && !quoted && !comment.starts_with("allow ")).then_some((start, cut))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sentences_are_cut() {
        assert_eq!(cut_value("title: Visits # two"), Some((7, 14)));
        assert_eq!(cut_value("  note: Form #3 changed"), Some((8, 13)));
        for line in ["title: \"Visits # two\"", "title: C#", "version: 3 # draft", "title: A # allow expired: x"] {
            assert_eq!(cut_value(line), None, "{line}");
        }
    }
}
