//! Headings: one main heading, no level left out, none empty, no anchor twice. A reader who listens to a page moves by
//! its headings (WCAG 2.2, success criteria 1.3.1 and 2.4.6).

use std::collections::HashMap;

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::{Diagnostic, Mend};
use crate::diagnostics::place::Span;
use crate::parse::block::{Block, Heading, Inline};
use crate::parse::document::{Document, headings};

/// Checks the headings of a document.
pub fn check_headings(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let mut level = 1;
    let mut lowered = false;
    let mut anchors: HashMap<&str, &Heading> = HashMap::new();
    let title = document.front_matter.title.as_deref().unwrap_or("").trim();
    let alone = || headings(&document.body.blocks).filter(|heading| heading.level == 1).count() == 1;
    let mut sections = 0;
    for (heading, boxed) in all_headings(&document.body.blocks) {
        let index = sections;
        sections += usize::from(!boxed);
        let place = || document.place(heading.span);
        let text = heading.text.trim();
        if text.is_empty() && heading.content.is_empty() {
            diagnostics.push(
                Diagnostic::new(&codes::EMPTY_HEADING, place(), "this heading has no text")
                    .help("write its text, or delete it"),
            );
        }
        if let Some(what) = left_out(&heading.content).filter(|_| !boxed) {
            let message = format!(
                "this heading holds {what}, and only the heading itself shows what it says: lists of contents, links to the section and \
                 the search leave it out"
            );
            diagnostics.push(
                Diagnostic::new(&codes::HEADING_VARIABLE, place(), message)
                    .help("write the words themselves, or put it into the text under the heading"),
            );
        }
        // A file without a title is told of that alone: its first main heading becomes the title.
        if boxed {
            // It is no section, and to whoever listens a heading among the others all the same.
            diagnostics.extend(skipped(document, heading, level));
            level = heading.level.max(2);
            continue;
        }
        if heading.level == 1 && !(index == 0 && title.is_empty()) {
            diagnostics.push(if index == 0 && !title.is_empty() && is_filled_in(text) {
                let message = format!("\"{text}\" would be shown as it stands: another program put the title here");
                Diagnostic::new(&codes::HEADING_ONE, place(), message)
                    .help("delete this line: the title of the front matter stands above the text already")
                    .mend(document.place(line_of(document, heading)), "")
            } else if index == 0 && !title.is_empty() && text.to_lowercase() == title.to_lowercase() {
                Diagnostic::new(&codes::REPEATED_TITLE, place(), "the chapter's title stands above the text already")
                    .help("delete this line")
                    .mend(document.place(line_of(document, heading)), "")
            } else if index == 0 && alone() {
                // It may be the page's title in other words, or its first section.
                Diagnostic::new(&codes::HEADING_ONE, place(), format!("\"{text}\" is a second main heading")).help(
                    "the title in the front matter is the main heading already: if this is the better title, write it \
                     there and delete this line; if it begins a section, write ## instead of #",
                )
            } else {
                let mut fault =
                    Diagnostic::new(&codes::HEADING_ONE, place(), format!("\"{text}\" is a second main heading"))
                        .help("the title in the front matter is the main heading; begin sections with ##");
                if !std::mem::replace(&mut lowered, true) {
                    fault.mends = lower_all(document);
                }
                fault
            });
        } else {
            diagnostics.extend(skipped(document, heading, level));
        }
        level = heading.level;
        if let Some(id) = heading.id.as_deref() {
            if let Some(first) = anchors.get(id) {
                let fault =
                    Diagnostic::new(&codes::DUPLICATE_ANCHOR, place(), format!("the anchor {{#{id}}} stands twice"))
                        .help("give one of the two another anchor")
                        .related(document.place(first.span), "the first");
                diagnostics.push(fault);
            }
            anchors.entry(id).or_insert(heading);
        }
    }
}

/// A heading that leaves a level out below the one before it, which is on `level`.
fn skipped(document: &Document, heading: &Heading, level: u8) -> Option<Diagnostic> {
    let next = level.max(1) + 1;
    if heading.level <= next {
        return None;
    }
    let (is, should) = ("#".repeat(usize::from(heading.level)), "#".repeat(usize::from(next)));
    let message = format!("\"{}\" is on level {}, and level {next} is left out", heading.text.trim(), heading.level);
    let fault = Diagnostic::new(&codes::HEADING_SKIP, document.place(heading.span), message);
    Some(fault.help(format!("write {should} instead of {is}")))
}

/// Every heading in the order in which it is met, and whether it stands in a list or a box.
fn all_headings(blocks: &[Block]) -> Vec<(&Heading, bool)> {
    fn gather<'a>(blocks: &'a [Block], boxed: bool, all: &mut Vec<(&'a Heading, bool)>) {
        for block in blocks {
            match block {
                Block::Heading(heading) => all.push((heading, boxed)),
                Block::Quote(inner) => gather(inner, true, all),
                Block::Container(container) => gather(&container.blocks, true, all),
                Block::List(list) => list.items.iter().for_each(|item| gather(&item.blocks, true, all)),
                Block::Definitions(definitions) => {
                    definitions.iter().flat_map(|one| &one.descriptions).for_each(|inner| gather(inner, true, all));
                }
                _ => {}
            }
        }
    }
    let mut all = Vec::new();
    gather(blocks, false, &mut all);
    all
}

/// What a heading holds whose words are known only where it is shown.
fn left_out(content: &[Inline]) -> Option<&'static str> {
    content.iter().find_map(|inline| match inline {
        Inline::Variable(_) => Some("a variable"),
        Inline::Link(_, inner) if inner.is_empty() => Some("a link without a text of its own"),
        Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) | Inline::Link(_, inner) => {
            left_out(inner)
        }
        _ => None,
    })
}

/// Whether a heading is nothing but the place where another program fills in the page's title.
fn is_filled_in(text: &str) -> bool {
    let marks = [("<%=", "%>"), ("{{", "}}")];
    let inside = marks.iter().find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    inside.is_some_and(|inside| inside.to_lowercase().contains("title") && !inside.contains(['<', '{']))
}

/// A heading's lines with the empty line that follows.
fn line_of(document: &Document, heading: &Heading) -> Span {
    let start = heading.span.range().start;
    let text = document.text.get(heading.span.range()).unwrap_or("").trim_end();
    let mut end = start + text.len();
    for _ in 0..2 {
        let rest = document.text.get(end..).unwrap_or("");
        let line = rest.find('\n').map_or(rest.len(), |at| at + 1);
        if rest.get(..line).is_some_and(|line| line.trim().is_empty()) {
            end += line;
        }
    }
    Span::new(start..end)
}

/// Every heading one level lower, so that each stays below the one that it is below: what an author meant who began the
/// sections of a titled text with one `#`. Nothing where a heading cannot go lower, or is not written with `#`.
fn lower_all(document: &Document) -> Vec<Mend> {
    let title = document.front_matter.title.as_deref().unwrap_or("").trim();
    // The main heading of a text without a title may be its title.
    if title.is_empty() {
        return Vec::new();
    }
    let mut mends = Vec::new();
    for (index, heading) in headings(&document.body.blocks).enumerate() {
        if index == 0
            && heading.level == 1
            && (heading.text.trim().to_lowercase() == title.to_lowercase() || is_filled_in(heading.text.trim()))
        {
            continue;
        }
        let written = document.text.get(heading.span.range()).is_some_and(|text| text.starts_with('#'));
        if !written || heading.level > 5 {
            return Vec::new();
        }
        let start = heading.span.range().start;
        mends.push(Mend { place: document.place(Span::new(start..start)), text: "#".to_owned() });
    }
    mends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::document::parse_document;
    use crate::source::source_tree::SourceText;

    fn found(text: &str) -> Vec<Diagnostic> {
        let source = SourceText::new("content/a.md", text);
        let mut found = Vec::new();
        check_headings(&parse_document(&source).value, &mut found);
        found
    }

    #[test]
    fn what_it_proposes_leaves_nothing_to_say() {
        let text =
            "---\ntitle: Visits\n---\n\n# Visits\n\n# Before\n\n## Ring\n\nText.\n\n# After #\n\n### Write {#write}\n";
        let expected =
            "---\ntitle: Visits\n---\n\n## Before\n\n### Ring\n\nText.\n\n## After #\n\n#### Write {#write}\n";
        let mut mends: Vec<Mend> = found(text).into_iter().flat_map(|fault| fault.mends).collect();
        mends.sort_by_key(|mend| std::cmp::Reverse(mend.place.span));
        let mut mended = text.to_owned();
        for mend in mends {
            mended.replace_range(mend.place.span.range(), &mend.text);
        }
        assert_eq!(mended, expected);
        let codes: Vec<&str> = found(&mended).iter().map(|fault| fault.code.name).collect();
        assert_eq!(codes, ["heading-skip"], "a level that was left out is the author's to find");
    }

    #[test]
    fn a_title_that_another_program_fills_in_is_taken_out() {
        for filled in ["<%= current_page.data.title %>", "{{ page.title }}"] {
            let text = format!("---\ntitle: A\n---\n\n# {filled}\n\n## B\n\nText.\n");
            let found = found(&text);
            let [fault] = found.as_slice() else { panic!("{found:?}") };
            let [mend] = fault.mends.as_slice() else { panic!("{fault:?}") };
            let mut mended = text.clone();
            mended.replace_range(mend.place.span.range(), &mend.text);
            assert_eq!(mended, "---\ntitle: A\n---\n\n## B\n\nText.\n");
        }
        let own = found("---\ntitle: A\n---\n\n# {{ var.council }}\n\nText.\n");
        assert!(own.iter().all(|fault| fault.mends.iter().all(|mend| mend.text == "#")), "{own:?}");
    }

    #[test]
    fn proposes_nothing_where_it_cannot_be_sure() {
        let deep = "---\ntitle: A\n---\n\n# B\n\n###### C\n";
        let retitled = "---\ntitle: A\n---\n\n# The same as A\n\n## B\n\nText.\n";
        let untitled = "# A\n\nText.\n\n# B\n\nText.\n";
        let underlined = "---\ntitle: A\n---\n\nB\n===\n\nText.\n";
        for text in [deep, retitled, untitled, underlined] {
            assert!(found(text).iter().all(|fault| fault.mends.is_empty()), "{text}");
        }
    }
}
