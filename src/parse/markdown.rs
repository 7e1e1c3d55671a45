//! Takes the text of a Markdown file behind its front matter, gives its blocks and what they refer to, and every fault
//! in the writing. This is the one place that knows pulldown-cmark's events.
//!
//! Recursion follows the nesting of blocks, which is bounded: what is nested deeper than [`DEEPEST`] is reported and
//! left out, so that no later walk over the tree can run out of stack.

use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{BrokenLink, CowStr, Event, LinkType, Options, Parser, Tag};

use super::block::{Block, Container, ContainerKind, Heading, Item, List, plain_text};
use super::containers::read_marker;
use super::document::{Body, Use};
use super::html_policy::find_offences;
use super::inlines::{starts_block, take_typed_number};
use super::unfinished::{TypedNumbers, UNNUMBERED};
use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};

/// The deepest nesting of blocks, and of marks within a line. A list of twelve levels needs 25.
pub const DEEPEST: usize = 64;

pub(super) fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
}

/// Reads the Markdown of `text` from byte `start` on.
pub fn read_markdown(path: &Arc<str>, text: &str, start: usize, diagnostics: &mut Vec<Diagnostic>) -> Body {
    let markdown = text.get(start..).unwrap_or("");
    let mut broken = Vec::new();
    let note_broken = |link: BrokenLink<'_>| {
        broken.push((link.link_type, link.reference.to_string(), link.span));
        None::<(CowStr<'_>, CowStr<'_>)>
    };
    let events = Parser::new_with_broken_link_callback(markdown, options(), Some(note_broken)).into_offset_iter();
    let mut builder = Builder {
        path,
        text,
        markdown,
        start,
        events: events.peekable(),
        body: Body::default(),
        faults: Vec::new(),
        marker_end: 0,
        tasks: Vec::new(),
        footnotes: HashMap::new(),
        definitions: Vec::new(),
        refused: HashMap::new(),
        waiting: Vec::new(),
        captioned: false,
        innermost: 0..0,
        no_text: Vec::new(),
        read_to: 0,
        bullets_to: 0,
        numbered_before: None,
    };
    builder.body.blocks = builder.blocks(0);
    builder.finish_footnotes();
    let Builder { body, faults, .. } = builder;
    diagnostics.extend(faults);
    for (kind, reference, span) in broken {
        let place = Place::new(path, Span::new(span.start + start..span.end + start));
        if !reference.starts_with('^')
            && matches!(
                kind,
                LinkType::Reference | LinkType::ReferenceUnknown | LinkType::Collapsed | LinkType::CollapsedUnknown
            )
        {
            let message = format!("the link definition `[{reference}]` is not there");
            let help = format!(
                "add a line `[{reference}]: target.md`, or write the link as [text](target.md); if the brackets are meant \
                 to be seen, put a backslash before each `[`"
            );
            diagnostics.push(Diagnostic::new(&codes::UNDEFINED_LINK_REFERENCE, place, message).help(help));
        }
    }
    body
}

pub(super) struct Builder<'s, I: Iterator<Item = (Event<'s>, Range<usize>)>> {
    pub(super) path: &'s Arc<str>,
    /// The text of the whole file.
    pub(super) text: &'s str,
    /// The text behind the front matter.
    pub(super) markdown: &'s str,
    pub(super) start: usize,
    pub(super) events: Peekable<I>,
    pub(super) body: Body,
    pub(super) faults: Vec<Diagnostic>,
    /// Events that end at or before this offset belong to a container's marker and are passed over.
    pub(super) marker_end: usize,
    /// For each open list item, whether it is a task.
    pub(super) tasks: Vec<Option<bool>>,
    pub(super) footnotes: HashMap<String, u32>,
    pub(super) definitions: Vec<(String, Vec<Block>, Range<usize>)>,
    /// Elements of raw HTML that were reported and may still be closed.
    refused: HashMap<String, u32>,
    /// Exemptions that stand before the block that they are for, by their places.
    pub(super) waiting: Vec<usize>,
    /// Whether they have been given to a caption, and the table behind it is theirs too.
    pub(super) captioned: bool,
    /// The block that an exemption in running text is for: a paragraph, a heading, an item, a row.
    pub(super) innermost: Range<usize>,
    /// Code and raw HTML in the running text that was read last, in order.
    pub(super) no_text: Vec<Range<usize>>,
    /// Where the running text that was read last ends.
    pub(super) read_to: usize,
    /// Where the last paragraph ends that bullets of a word processor stand in.
    pub(super) bullets_to: usize,
    /// The last paragraph if it is one line that begins like `1.Ring`: the line, and where the paragraph ends.
    pub(super) numbered_before: Option<(Range<usize>, usize)>,
}

impl<'s, I: Iterator<Item = (Event<'s>, Range<usize>)>> Builder<'s, I> {
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        Span::new(range.start + self.start..range.end + self.start)
    }

    pub(super) fn fault(&mut self, code: &'static Code, range: &Range<usize>, message: String, help: Option<String>) {
        let place = Place::new(self.path, self.span(range));
        self.faults.push(Diagnostic::new(code, place, message).maybe_help(help));
    }

    pub(super) fn source(&self, range: &Range<usize>) -> &'s str {
        self.markdown.get(range.clone()).unwrap_or("")
    }

    /// Everything up to the end of the open element, that end included.
    pub(super) fn blocks(&mut self, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let outside = std::mem::take(&mut self.waiting);
        loop {
            match self.events.peek() {
                None => break,
                Some((Event::End(_), _)) => {
                    self.events.next();
                    break;
                }
                Some((Event::Start(tag), range)) if starts_block(tag) => {
                    let range = range.clone();
                    let Some((Event::Start(tag), _)) = self.events.next() else { break };
                    if !matches!(tag, Tag::HtmlBlock) {
                        self.cover(&range);
                    }
                    let around = self.innermost.clone();
                    if matches!(tag, Tag::Paragraph | Tag::Heading { .. }) {
                        self.innermost = range.clone();
                    }
                    self.block(tag, range, depth, &mut blocks);
                    self.innermost = around;
                }
                Some((Event::Rule, range)) => {
                    let range = range.clone();
                    self.cover(&range);
                    self.events.next();
                    blocks.push(Block::Rule);
                }
                Some((Event::Html(_), range)) => {
                    let range = range.clone();
                    let Some((Event::Html(html), _)) = self.events.next() else { break };
                    self.html_block(&html, &range, &mut blocks);
                }
                Some(_) => {
                    let item = self.innermost.clone();
                    self.cover(&item);
                    let from = self.events.peek().map_or(0, |(_, range)| range.start);
                    self.no_text.clear();
                    let inlines = self.inlines(depth, false);
                    self.report_lost_lines(&(from..self.read_to.max(from)));
                    if !inlines.is_empty() {
                        blocks.push(Block::Plain(inlines));
                    }
                }
            }
        }
        self.waiting = outside;
        blocks.shrink_to_fit();
        blocks
    }

    fn block(&mut self, tag: Tag<'s>, range: Range<usize>, depth: usize, blocks: &mut Vec<Block>) {
        if depth >= DEEPEST {
            let message = format!("blocks are nested more than {DEEPEST} deep");
            self.fault(&codes::NESTED_TOO_DEEPLY, &range, message, Some("take some levels out".to_owned()));
            self.skip_element();
            return;
        }
        match tag {
            Tag::Paragraph => {
                if let Some(name) = include_path(self.source(&range)) {
                    self.skip_element();
                    let index = u32::try_from(self.body.includes.len()).unwrap_or(u32::MAX);
                    self.body.includes.push(Use { name: name.into(), span: self.span(&range) });
                    blocks.push(Block::Include(index));
                    return;
                }
                if self.source(&range).starts_with("[!") {
                    self.report_near_marker(&range, false);
                }
                self.no_text.clear();
                let inlines = self.inlines(depth, true);
                self.report_lost_lines(&range);
                if !inlines.is_empty() {
                    blocks.push(Block::Paragraph(inlines));
                }
            }
            Tag::Heading { level, id, classes, attrs } => {
                let mut content = self.inlines(depth, true);
                let typed_number = take_typed_number(&mut content, self.text);
                let text = plain_text(&content, self.text).trim().into();
                let unnumbered = classes.iter().any(|class| matches!(class.as_ref(), UNNUMBERED | "-"));
                if !unnumbered {
                    self.report_near_classes(&classes, &attrs, &range);
                }
                let id = id.map(|id| id.as_ref().into());
                let span = self.span(&range);
                blocks.push(Block::Heading(Box::new(Heading {
                    level: level as u8,
                    id,
                    unnumbered,
                    typed_number,
                    content,
                    text,
                    span,
                })));
            }
            Tag::BlockQuote(_) => self.quotation(&range, depth, blocks),
            Tag::CodeBlock(kind) => {
                if matches!(kind, pulldown_cmark::CodeBlockKind::Fenced(_)) {
                    self.report_open_fence(&range);
                }
                let language = match kind {
                    pulldown_cmark::CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or("").into(),
                    pulldown_cmark::CodeBlockKind::Indented => "".into(),
                };
                let mut text = String::new();
                for (event, _) in self.events.by_ref() {
                    match event {
                        Event::Text(piece) => text.push_str(&piece),
                        Event::End(_) => break,
                        _ => {}
                    }
                }
                blocks.push(Block::Code { language, text: text.into() });
            }
            Tag::HtmlBlock => {
                let mut html = String::new();
                for (event, _) in self.events.by_ref() {
                    match event {
                        Event::Html(piece) | Event::Text(piece) => html.push_str(&piece),
                        Event::End(_) => break,
                        _ => {}
                    }
                }
                self.html_block(&html, &range, blocks);
            }
            Tag::List(start) => {
                let items = self.items(depth, start.is_some());
                blocks.push(Block::List(List { start, items }));
            }
            Tag::Table(alignments) => self.table(alignments, &range, depth, blocks),
            Tag::FootnoteDefinition(label) => {
                let inner = self.blocks(depth + 1);
                self.definitions.push((label.to_string(), inner, range));
            }
            Tag::DefinitionList => {
                let definitions = self.definition_list(depth);
                blocks.push(Block::Definitions(definitions));
            }
            _ => {
                let inner = self.blocks(depth + 1);
                blocks.extend(inner);
            }
        }
    }

    fn html_block(&mut self, html: &str, range: &Range<usize>, blocks: &mut Vec<Block>) {
        self.report_html(html, range);
        let comment = is_comment(html);
        if html.contains("<!--") {
            self.note_exemptions(range, (!comment).then_some(range));
        }
        if !comment {
            self.cover(range);
            self.body.raw_html = true;
            blocks.push(Block::Html(html.into()));
        }
    }

    pub(super) fn report_html(&mut self, html: &str, range: &Range<usize>) {
        for offence in find_offences(html) {
            // The end of an element that was reported at its beginning goes with it.
            if let Some(element) = offence.element {
                let open = self.refused.entry(element).or_insert(0_u32);
                if offence.closing && *open > 0 {
                    *open -= 1;
                    continue;
                }
                *open += u32::from(!offence.closing);
            }
            let at = (range.start + offence.at).min(self.markdown.len());
            self.fault(&codes::UNSAFE_HTML, &(at..at + 1), offence.message, Some(offence.help.to_owned()));
        }
    }

    fn quotation(&mut self, range: &Range<usize>, depth: usize, blocks: &mut Vec<Block>) {
        let Some(marker) = read_marker(self.source(range)) else {
            self.report_near_marker(range, true);
            let inner = self.blocks(depth + 1);
            blocks.push(Block::Quote(inner));
            return;
        };
        let at = range.start + marker.start..range.start + marker.end;
        self.marker_end = self.marker_end.max(at.end);
        let told = self.faults.len();
        let variables = self.variables_of_label(&marker, &at);
        let inner = self.blocks(depth + 1);
        let Some(kind) = marker.kind() else {
            self.unknown_container(&marker, &at);
            blocks.push(Block::Quote(inner));
            return;
        };
        let argument = marker.argument.into();
        let span = self.span(&at);
        // A list that was told of as lost is not missing.
        let lost =
            self.faults.get(told..).is_some_and(|new| new.iter().any(|fault| fault.code == &codes::LIST_AS_TEXT));
        if !lost {
            self.report_missing_list(kind, &inner, &at);
        }
        let source = (kind == ContainerKind::Verbatim && !marker.argument.is_empty()).then(|| {
            let index = self.link(marker.argument, "", false, &at);
            if let Some(link) = self.body.links.get_mut(index as usize) {
                link.automatic = true;
            }
            index
        });
        blocks.push(Block::Container(Box::new(Container { kind, argument, variables, source, blocks: inner, span })));
    }

    fn items(&mut self, depth: usize, numbered: bool) -> Vec<Item> {
        let mut items = Vec::new();
        let mut numbers = TypedNumbers::default();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    self.tasks.push(None);
                    if numbered {
                        numbers.read(self.source(&range), range.start);
                    }
                    self.report_near_box(&range);
                    let around = std::mem::replace(&mut self.innermost, range);
                    let blocks = self.blocks(depth + 1);
                    self.innermost = around;
                    items.push(Item { task: self.tasks.pop().flatten(), blocks });
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        self.report_numbers(numbers);
        items
    }

    /// Passes over the rest of the element whose start was just taken, without recursion.
    pub(super) fn skip_element(&mut self) {
        let mut open = 1_usize;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => break,
            }
        }
    }
}

/// Whether raw HTML is nothing but one comment.
pub(super) fn is_comment(html: &str) -> bool {
    let html = html.trim();
    html.starts_with("<!--") && html.find("-->") == Some(html.len().saturating_sub(3))
}

/// The path in `{{#include PATH}}`, if that is all that a paragraph holds.
fn include_path(paragraph: &str) -> Option<&str> {
    let path = paragraph.trim().strip_prefix("{{#include")?.strip_suffix("}}")?;
    (path.starts_with(' ') && !path.contains(['\n', '}'])).then(|| path.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(markdown: &str) -> (Body, Vec<&'static str>) {
        let mut faults = Vec::new();
        let body = read_markdown(&Arc::from("a.md"), markdown, 0, &mut faults);
        (body, faults.iter().map(|fault| fault.code.name).collect())
    }

    #[test]
    fn containers_lose_their_marker_and_keep_their_text() {
        let source =
            "> [!STEPS Within *one* day]\n> 1. Ring\n> 2. Write\n\n> [!must]\n> You must.\n>\n> > [!NOTE]\n> > Inner\n";
        let (body, faults) = read(source);
        assert_eq!(faults, [""; 0]);
        let [Block::Container(steps), Block::Container(must)] = body.blocks.as_slice() else { panic!("{body:?}") };
        assert_eq!((steps.kind, steps.argument.as_ref()), (ContainerKind::Steps, "Within *one* day"));
        assert!(matches!(steps.blocks.as_slice(), [Block::List(_)]));
        let [Block::Paragraph(text), Block::Container(note)] = must.blocks.as_slice() else { panic!("{must:?}") };
        assert_eq!(plain_text(text, source), "You must.");
        let [Block::Paragraph(inner)] = note.blocks.as_slice() else { panic!("{note:?}") };
        assert_eq!(plain_text(inner, source), "Inner");
    }

    #[test]
    fn faults_of_writing_are_all_found() {
        let (_, faults) = read("a[^1] [b][c]\n\n> [!MUSTT]\n> x\n\n[^2]: unused\n\n<script>\n");
        assert_eq!(
            faults,
            ["undefined-footnote", "unknown-container", "unsafe-html", "unused-footnote", "undefined-link-reference"]
        );
    }

    #[test]
    fn deep_nesting_is_bounded() {
        let (_, faults) = read(&("> ".repeat(5_000) + "x"));
        assert_eq!(faults, ["nested-too-deeply"]);
        let (body, faults) = read(&("*a ".repeat(20_000) + &"a*".repeat(20_000)));
        assert!(faults.len() <= 1 && !body.blocks.is_empty());
        let (_, faults) = read(&"- ".repeat(12).add_text("deep"));
        assert_eq!(faults, [""; 0]);
    }

    trait AddText {
        fn add_text(self, text: &str) -> String;
    }

    impl AddText for String {
        fn add_text(mut self, text: &str) -> String {
            self.push_str(text);
            self
        }
    }

    #[test]
    fn tables_take_their_captions() {
        let source = "Table: Who *decides*\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n";
        let (body, _) = read(source);
        let [Block::Table(table)] = body.blocks.as_slice() else { panic!("{body:?}") };
        assert_eq!(plain_text(table.caption.as_deref().unwrap_or_default(), source), "Who decides");
        assert_eq!((table.head.len(), table.rows.len()), (2, 1));
    }

    #[test]
    fn a_label_says_what_its_variables_say() {
        let body =
            read("Within {{ var.a }}.\n\n> [!STEPS Within {{ var.days }} of {{var.what}}]\n> 1. See {{ var.b }}.\n").0;
        let names: Vec<&str> = body.variables.iter().map(|used| used.name.as_ref()).collect();
        assert_eq!(names, ["a", "days", "what", "b"]);
        let Block::Container(steps) = &body.blocks[1] else { panic!("no container") };
        let values = [Some("x".into()), Some("5 days".into()), None, Some("y".into())];
        assert_eq!(steps.said(&values), "Within 5 days of {{var.what}}");
    }

    #[test]
    fn variables_and_includes_are_told_from_other_braces() {
        let source = "At {{ var.council }} {% x %} {{y}}\n\n{{#include ../shared/a_b.md}}\n";
        let (body, faults) = read(source);
        assert_eq!(faults, [""; 0]);
        assert_eq!(body.variables[0].name.as_ref(), "council");
        assert_eq!(body.includes[0].name.as_ref(), "../shared/a_b.md");
        let Block::Paragraph(inlines) = &body.blocks[0] else { panic!() };
        assert_eq!(plain_text(inlines, source), "At  {% x %} {{y}}");
    }
}
