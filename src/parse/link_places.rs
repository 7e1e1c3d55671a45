//! Takes Markdown, gives where the target of each link and picture is written, byte for byte, so that it can be replaced
//! and nothing else. Knows nothing of where links lead. Targets in raw HTML are not among them.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::markdown::options;

/// Where a target is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkPlace {
    /// The bytes of the target as written, angle brackets included.
    pub range: Range<usize>,
    /// The target with entities and escapes resolved.
    pub target: String,
}

/// The places of all targets behind byte `start`, in the order of the text: those of links written out, and those of
/// link definitions.
pub fn link_places(text: &str, start: usize) -> Vec<LinkPlace> {
    let markdown = text.get(start..).unwrap_or("");
    let mut events = Parser::new_ext(markdown, options()).into_offset_iter();
    let mut places = Vec::new();
    let mut open: Vec<(Option<String>, Range<usize>, usize)> = Vec::new();
    for (event, range) in events.by_ref() {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                let target = (link_type == LinkType::Inline).then(|| dest_url.to_string());
                let words = range.start + 1;
                open.push((target, range, words));
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                let Some((target, whole, words)) = open.pop() else { continue };
                if let Some(outer) = open.last_mut() {
                    outer.2 = outer.2.max(whole.end);
                }
                let found = target.and_then(|target| {
                    let rest = markdown.get(words..whole.end)?;
                    let at = words + rest.find("](")? + 2;
                    Some(LinkPlace { range: written_target(markdown, at, whole.end)?, target })
                });
                places.extend(found);
            }
            _ => {
                if let Some(inner) = open.last_mut() {
                    inner.2 = inner.2.max(range.end);
                }
            }
        }
    }
    for (_, definition) in events.reference_definitions().iter() {
        let span = definition.span.clone();
        let found = markdown.get(span.clone()).and_then(|whole| {
            let at = span.start + whole.find("]:")? + 2;
            Some(LinkPlace { range: written_target(markdown, at, span.end)?, target: definition.dest.to_string() })
        });
        places.extend(found);
    }
    places.sort_by_key(|place| place.range.start);
    for place in &mut places {
        place.range = place.range.start + start..place.range.end + start;
    }
    places
}

/// The range of a target that begins at or behind a byte, white space aside.
fn written_target(markdown: &str, from: usize, end: usize) -> Option<Range<usize>> {
    let rest = markdown.get(from..end)?;
    let at = from + (rest.len() - rest.trim_start().len());
    let rest = markdown.get(at..end)?;
    let (mut depth, mut escaped) = (0_usize, false);
    let pointed = rest.starts_with('<');
    for (offset, c) in rest.char_indices() {
        let ends =
            if pointed { c == '>' && !escaped } else { c.is_whitespace() || (c == ')' && !escaped && depth == 0) };
        if ends {
            let length = if pointed { offset + 1 } else { offset };
            return Some(at..at + length);
        }
        match c {
            '(' if !escaped => depth += 1,
            ')' if !escaped => depth = depth.saturating_sub(1),
            _ => {}
        }
        escaped = c == '\\' && !escaped;
    }
    (!pointed && !rest.is_empty()).then_some(at..end)
}

/// A target written so that Markdown reads it as it is.
pub fn write_target(path: &str) -> String {
    let mut written = String::with_capacity(path.len());
    for c in path.chars() {
        match c {
            ' ' => written.push_str("%20"),
            '(' => written.push_str("%28"),
            ')' => written.push_str("%29"),
            '<' => written.push_str("%3C"),
            '>' => written.push_str("%3E"),
            '%' => written.push_str("%25"),
            '#' => written.push_str("%23"),
            '?' => written.push_str("%3F"),
            '\\' => written.push_str("%5C"),
            c => written.push(c),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_targets_as_they_are_written() {
        let text = "---\n\n[a](b.md) ![p](<x y.png> \"t\") [r][d] [![i](in.png)](out.md#s) [e\\](](f(1).md)\n\n`[no](no.md)`\n\n[d]: ../d.md 'title'\n";
        let found: Vec<(&str, String)> =
            link_places(text, 4).into_iter().map(|place| (text.get(place.range).unwrap(), place.target)).collect();
        let expected = [
            ("b.md", "b.md"),
            ("<x y.png>", "x y.png"),
            ("in.png", "in.png"),
            ("out.md#s", "out.md#s"),
            ("f(1).md", "f(1).md"),
            ("../d.md", "../d.md"),
        ];
        assert_eq!(found, expected.map(|(written, target)| (written, target.to_owned())));
    }
}
