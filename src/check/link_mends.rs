//! Where the target of a link is written, and how it is to be written instead. Takes a link and what it leads to, gives the
//! change of the source; nothing where it cannot be told for sure which bytes are meant. No rule stands here.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::diagnostics::diagnostic::Mend;
use crate::diagnostics::place::{Place, Span};
use crate::parse::definitions::{LinkDefinition, link_definitions};
use crate::parse::document::{Document, LinkUse};

/// The change of a link's target, if it is written once and as it is read: without entities, escapes or angle brackets.
pub fn target_mend(document: &Document, link: &LinkUse, new: impl FnOnce(&str) -> Option<String>) -> Option<Mend> {
    let target: &str = &link.destination;
    let range = link.span.range();
    let whole = document.text.get(range.clone())?;
    let opening = format!("]({target}");
    let at = whole.rfind(&opening)?;
    let rest = whole.get(at + opening.len()..)?;
    let alone = rest.starts_with(')') || rest.starts_with(char::is_whitespace);
    // Words that look like the target of a link within the link's own text are no target.
    if !alone || whole.matches(&opening).count() != 1 {
        return None;
    }
    let from = range.start + at + 2;
    let place = document.place(Span::new(from..from + target.len()));
    new(target).map(|text| Mend { place, text })
}

/// The link definitions of a document by where they lead, if only one leads there: looked up when a link needs one.
pub type Definitions = OnceCell<HashMap<Box<str>, Option<LinkDefinition>>>;

/// Where the target of a link is written that stands apart from it, `[text][label]` and further down `[label]: target`; if
/// only one definition leads there.
pub fn defined_target(document: &Document, link: &LinkUse, definitions: &Definitions) -> Option<Place> {
    let whole = document.text.get(link.span.range())?;
    if !whole.starts_with('[') || !whole.ends_with(']') {
        return None;
    }
    let all = definitions.get_or_init(|| {
        let start = document.yaml.as_ref().map_or(0, |yaml| yaml.end);
        let mut all: HashMap<Box<str>, Option<LinkDefinition>> = HashMap::new();
        for definition in link_definitions(&document.text, start) {
            let key = definition.destination.clone();
            all.entry(key).and_modify(|one| *one = None).or_insert(Some(definition));
        }
        all
    });
    let definition = all.get(&link.destination)?.as_ref()?;
    let range = definition.span.range();
    let written = document.text.get(range.clone())?;
    let target: &str = &link.destination;
    let from = written.find("]:").map(|at| at + 2)?;
    let behind = written.get(from..)?;
    let at = behind.len() - behind.trim_start().len();
    let rest = behind.get(at..)?.strip_prefix(target)?;
    let alone = rest.is_empty() || rest.starts_with(char::is_whitespace);
    let start = range.start + from + at;
    alone.then(|| document.place(Span::new(start..start + target.len())))
}

/// A target with the capital letters of the path that it leads to; its way there and its anchor as they were.
pub fn with_case_of(target: &str, actual: &str) -> Option<String> {
    let (path, anchor) = target.split_at(target.find('#').unwrap_or(target.len()));
    let mut names: Vec<&str> = path.split('/').collect();
    let mut real = actual.rsplit('/');
    for name in names.iter_mut().rev().take_while(|name| !matches!(**name, "" | "." | "..")) {
        let right = real.next()?;
        if right.to_lowercase() != name.to_lowercase() {
            return None;
        }
        *name = right;
    }
    let new = names.join("/") + anchor;
    (new != target).then_some(new)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_letters_change() {
        let actual = "content/02-first-contact/01-Enquiries.md";
        for (target, new) in [
            ("01-enquiries.md", Some("01-Enquiries.md")),
            ("../02-First-contact/01-enquiries.md#When", Some("../02-first-contact/01-Enquiries.md#When")),
            ("/02-first-contact/01-ENQUIRIES.md", Some("/02-first-contact/01-Enquiries.md")),
            ("01-Enquiries.md", None),
            ("01%2Denquiries.md", None),
        ] {
            assert_eq!(with_case_of(target, actual).as_deref(), new, "{target}");
        }
    }
}
