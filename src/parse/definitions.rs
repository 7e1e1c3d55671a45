//! Link definitions: `[label]: target.md "title"`. Takes a text, gives those that links can use, with their places.
//!
//! A document does not keep them: links hold their destinations already. Whoever changes where links lead needs the
//! places.

use pulldown_cmark::Parser;

use super::markdown::options;
use crate::diagnostics::place::Span;

/// A link definition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkDefinition {
    /// Its label, as written.
    pub label: Box<str>,
    /// Its target, entities and escapes resolved.
    pub destination: Box<str>,
    /// Where it stands, title and all.
    pub span: Span,
}

/// The link definitions of a text from byte `start` on, in their order. Of two with one label, the first.
pub fn link_definitions(text: &str, start: usize) -> Vec<LinkDefinition> {
    let parser = Parser::new_ext(text.get(start..).unwrap_or(""), options());
    let mut found: Vec<LinkDefinition> = parser
        .reference_definitions()
        .iter()
        .map(|(label, definition)| LinkDefinition {
            label: label.into(),
            destination: definition.dest.as_ref().into(),
            span: Span::new(definition.span.start + start..definition.span.end + start),
        })
        .collect();
    found.sort_by_key(|definition| definition.span);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_definitions_where_they_stand() {
        let text = "skip\n\nSee [a] and [b].\n\n[b]: <y z.md> \"why\"\n[a]: x.md#one\n[a]: other.md\n";
        let found = link_definitions(text, 6);
        let read: Vec<(&str, &str, &str)> = found
            .iter()
            .map(|found| {
                (found.label.as_ref(), found.destination.as_ref(), text.get(found.span.range()).unwrap().trim())
            })
            .collect();
        assert_eq!(read, [("b", "y z.md", "[b]: <y z.md> \"why\""), ("a", "x.md#one", "[a]: x.md#one")]);
    }
}
