//! What of a document the rest of a manual may depend on, as one hash: everything but the words of its text.
//!
//! Takes what was read, gives the hash. While it stays, the document holds the same place in the manual, under the same names and
//! days, with the same sections and links, however its sentences are rewritten. Where something stands in the text does not count;
//! where it stands in the front matter does, for faults are told there.

use std::hash::Hash;
use std::ops::Range;

use super::block::Block;
use super::document::{Body, headings};
use super::sections::Section;
use crate::memo::{ContentHash, KeyHasher};

/// What makes or names a section, or leads somewhere, by its place in the body's lists.
enum Mark {
    Heading,
    Include(usize),
    Link(usize),
}

/// The hash of everything but the words: `yaml` is where the front matter stands in `text`, if there is any.
pub(super) fn shape_of(
    text: &str,
    yaml: Option<&Range<usize>>,
    understood: bool,
    sections: &[Section],
    body: &Body,
) -> ContentHash {
    let mut hasher = KeyHasher::default();
    (yaml.map(|range| (range, text.get(range.clone()))), understood).hash(&mut hasher);
    for section in sections {
        (&section.anchor, &section.number, &section.title, section.level, section.chosen).hash(&mut hasher);
    }
    for used in &body.variables {
        used.name.hash(&mut hasher);
    }
    // A passage whose headings make sections stands between blocks; one in a list or a box makes none.
    let apart: Vec<usize> = body.blocks.iter().filter_map(place_of_include).collect();
    for mark in marks(body) {
        match mark {
            Mark::Heading => 0_u8.hash(&mut hasher),
            Mark::Include(place) => {
                (1_u8, body.includes.get(place).map(|used| &used.name), apart.contains(&place)).hash(&mut hasher);
            }
            Mark::Link(place) => {
                let Some(link) = body.links.get(place) else { continue };
                let kind = (link.picture, link.refused, link.automatic);
                (2_u8, &link.destination, &link.title, kind).hash(&mut hasher);
            }
        }
    }
    // Whatever is named by its first heading.
    for heading in headings(&body.blocks) {
        heading.text.hash(&mut hasher);
    }
    hasher.key()
}

fn place_of_include(block: &Block) -> Option<usize> {
    match block {
        Block::Include(place) => Some(*place as usize),
        _ => None,
    }
}

/// Headings, passages and links in the order of the text.
fn marks(body: &Body) -> impl Iterator<Item = Mark> {
    let starts = headings(&body.blocks).map(|heading| (heading.span.start, Mark::Heading));
    let includes = body.includes.iter().enumerate().map(|(place, used)| (used.span.start, Mark::Include(place)));
    let links = body.links.iter().enumerate().map(|(place, link)| (link.span.start, Mark::Link(place)));
    let mut all: Vec<(u32, Mark)> = starts.chain(includes).chain(links).collect();
    all.sort_by_key(|(start, _)| *start);
    all.into_iter().map(|(_, mark)| mark)
}

#[cfg(test)]
mod tests {
    use crate::memo::ContentHash;
    use crate::parse::document::parse_passage;
    use crate::source::source_tree::SourceText;

    fn shape(text: &str) -> ContentHash {
        parse_passage(&SourceText::new("a.md", text)).value.shape
    }

    #[test]
    fn words_are_no_part_of_it() {
        let text = "---\ntitle: A\n---\n\n## One\n\nSome [link](b.md) here.\n\n## Two\n\nMore.\n";
        let rewritten =
            "---\ntitle: A\n---\n\n## One\n\nOther words,\n\nand a [link like it](b.md).\n\n## Two\n\nLess.\n";
        assert_eq!(shape(text), shape(rewritten));
        for (from, to) in [
            ("title: A", "title: B"),
            ("title: A", "title:  A"),
            ("## One", "## Once"),
            ("## One", "### One"),
            ("b.md", "c.md"),
            ("(b.md)", "(b.md \"Title\")"),
            ("[link](b.md)", "![link](b.md)"),
            ("[link](b.md)", "[](b.md)"),
            ("[link](b.md)", "link"),
            ("More.", "More {{ var.x }}."),
            ("More.", "\n\n{{#include x.md}}"),
        ] {
            assert_ne!(shape(text), shape(&text.replace(from, to)), "{to}");
        }
        // A link that goes to another section refers from there.
        let moved = "---\ntitle: A\n---\n\n## One\n\nSome here.\n\n## Two\n\nMore [link](b.md).\n";
        assert_ne!(shape(text), shape(moved));
    }
}
