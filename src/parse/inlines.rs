//! Running text: marks, links, footnote marks, variables. The other half of [`super::markdown`], whose builder it extends.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use super::block::{ContainerKind, Inline, Resolved, plain_text};
use super::containers::Marker;
use super::document::{LinkUse, Use};
use super::html_policy::{ALLOWED_SCHEMES, link_scheme};
use super::markdown::{Builder, DEEPEST, is_comment};
use super::slug::split_number;
use crate::diagnostics::codes;
use crate::diagnostics::place::Span;

/// The schemes that Chapterhouse itself gives a meaning to.
pub const OWN_SCHEMES: &[&str] = &["ref", "contact", "term", "sister"];

impl<'s, I: Iterator<Item = (Event<'s>, Range<usize>)>> Builder<'s, I> {
    /// Running text up to the end of the open element, which is taken (`closed`), or up to the next block, which is not.
    pub(super) fn inlines(&mut self, depth: usize, closed: bool) -> Vec<Inline> {
        let mut inlines = Vec::new();
        let mut text = String::new();
        let mut text_at = 0..0;
        loop {
            match self.events.peek() {
                None => break,
                Some((Event::End(tag), range)) => {
                    // A mark that stands within a container's marker closes nothing else.
                    if range.end <= self.marker_end && is_mark_end(*tag) {
                        self.events.next();
                        continue;
                    }
                    if closed {
                        self.events.next();
                    }
                    break;
                }
                Some((Event::Start(tag), _)) if !closed && starts_block(tag) => break,
                Some((Event::Rule, _)) if !closed => break,
                Some(_) => {}
            }
            let Some((event, mut range)) = self.events.next() else { break };
            self.read_to = range.end;
            if range.end <= self.marker_end {
                continue;
            }
            if let Event::Text(piece) = &event {
                if text.is_empty() {
                    text_at = range.clone();
                }
                text_at.end = range.end;
                // A piece of text can begin inside a container's marker and go on behind it.
                let inside = self.marker_end.saturating_sub(range.start);
                text.push_str(piece.get(inside..).unwrap_or(piece));
                continue;
            }
            let opens = inlines.is_empty() && text.trim().is_empty();
            if opens && matches!(event, Event::SoftBreak) {
                text.clear();
                continue;
            }
            self.flush(&mut text, &text_at, &mut inlines);
            range.start = range.start.max(self.marker_end);
            self.inline(event, &range, depth, &mut inlines);
        }
        self.flush(&mut text, &text_at, &mut inlines);
        inlines.shrink_to_fit();
        inlines
    }

    fn inline(&mut self, event: Event<'s>, range: &Range<usize>, depth: usize, inlines: &mut Vec<Inline>) {
        match event {
            Event::Start(tag) => self.mark(tag, range, depth, inlines),
            Event::Code(text) => {
                self.no_text.push(range.clone());
                inlines.push(Inline::Code(text.as_ref().into()));
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                self.no_text.push(range.clone());
                self.report_html(&html, range);
                if html.starts_with("<!--") {
                    let block = self.innermost.clone();
                    self.note_exemptions(range, Some(&block));
                }
                if !is_comment(&html) {
                    self.body.raw_html = true;
                    inlines.push(Inline::Html(html.as_ref().into()));
                }
            }
            Event::FootnoteReference(label) => {
                let index = self.footnote_mark(&label);
                inlines.push(Inline::FootnoteMark(index));
            }
            Event::SoftBreak => inlines.push(Inline::SoftBreak),
            Event::HardBreak => inlines.push(Inline::HardBreak),
            Event::TaskListMarker(done) => {
                if let Some(task) = self.tasks.last_mut() {
                    *task = Some(done);
                }
            }
            _ => {}
        }
    }

    fn mark(&mut self, tag: Tag<'s>, range: &Range<usize>, depth: usize, inlines: &mut Vec<Inline>) {
        if depth >= 2 * DEEPEST {
            self.skip_element();
            return;
        }
        match tag {
            Tag::Emphasis => inlines.push(Inline::Emphasis(self.inlines(depth + 1, true))),
            Tag::Strong => inlines.push(Inline::Strong(self.inlines(depth + 1, true))),
            Tag::Strikethrough => inlines.push(Inline::Strikethrough(self.inlines(depth + 1, true))),
            Tag::Link { link_type, dest_url, title, .. } => {
                let destination =
                    if link_type == LinkType::Email { format!("mailto:{dest_url}") } else { dest_url.to_string() };
                let index = self.link(&destination, &title, false, range);
                let content = self.inlines(depth + 1, true);
                let text = plain_text(&content, self.text);
                let shows = content.iter().any(|inline| matches!(inline, Inline::Image(..) | Inline::Variable(_)));
                if let Some(link) = self.body.links.get_mut(index as usize) {
                    link.automatic = !shows && matches!(text.trim(), "" | "§");
                }
                inlines.push(Inline::Link(index, content));
            }
            Tag::Image { dest_url, title, .. } => {
                let index = self.link(&dest_url, &title, true, range);
                let alternative = plain_text(&self.inlines(depth + 1, true), self.text);
                inlines.push(Inline::Image(index, alternative.into()));
            }
            _ => inlines.extend(self.inlines(depth + 1, true)),
        }
    }

    pub(super) fn link(&mut self, destination: &str, title: &str, picture: bool, range: &Range<usize>) -> u32 {
        let index = u32::try_from(self.body.links.len()).unwrap_or(u32::MAX);
        let span = self.span(range);
        let mut refused = false;
        // Of the two signs that Windows puts before the name of a machine, Markdown takes the first for an escape.
        if destination.starts_with('\\') {
            self.refuse_own_file(destination, range);
            refused = true;
        } else if let Some(scheme) = link_scheme(destination) {
            let own = !picture && OWN_SCHEMES.contains(&scheme.as_str());
            let web = picture && matches!(scheme.as_str(), "http" | "https");
            let allowed = !picture && ALLOWED_SCHEMES.contains(&scheme.as_str());
            if web {
                let help = Some(
                    "put the picture's file beside the chapter: readers' pages load nothing from elsewhere".to_owned(),
                );
                self.fault(
                    &codes::UNSAFE_LINK,
                    range,
                    "a picture from another site would not be shown".to_owned(),
                    help,
                );
                refused = true;
            } else if !own && !allowed {
                // `S:\\Forms` has the drive's letter for its kind.
                if scheme == "file" || scheme.len() == 1 {
                    self.refuse_own_file(destination, range);
                } else {
                    let message = format!("a link of the kind `{scheme}:` is not allowed");
                    let help = "a link goes to a chapter, or to an address that begins with https:, mailto: or tel:";
                    self.fault(&codes::UNSAFE_LINK, range, message, Some(help.to_owned()));
                }
                refused = true;
            }
        }
        self.body.links.push(LinkUse {
            destination: destination.into(),
            title: title.into(),
            picture,
            refused,
            automatic: false,
            span,
        });
        index
    }

    /// Reports a link to a file that only its author can open.
    fn refuse_own_file(&mut self, destination: &str, range: &Range<usize>) {
        let escaped = destination.starts_with('\\') && self.source(range).contains("\\\\");
        let written = if escaped { format!("\\{destination}") } else { destination.to_owned() };
        let message =
            format!("`{written}` is a file on one machine, drive or network, which readers elsewhere do not have");
        let help = "put the file into the content folder, and link to it there";
        self.fault(&codes::UNSAFE_LINK, range, message, Some(help.to_owned()));
    }

    /// The variables behind a container's kind; an area and the id of a law are none.
    pub(super) fn variables_of_label(&mut self, marker: &Marker<'_>, at: &Range<usize>) -> Vec<(u32, Span)> {
        let mut found = Vec::new();
        if matches!(marker.kind(), None | Some(ContainerKind::Local | ContainerKind::Verbatim)) {
            return found;
        }
        let label = marker.argument;
        let start = at.start + self.source(at).find(label).unwrap_or(0);
        let mut from = 0;
        while let Some((before, name, length)) = label.get(from..).and_then(find_variable) {
            let inside = from + before..from + before + length;
            let index = u32::try_from(self.body.variables.len()).unwrap_or(u32::MAX);
            let place = start + inside.start..start + inside.end;
            self.body.variables.push(Use { name: name.into(), span: self.span(&place) });
            from = inside.end;
            found.push((index, Span::new(inside)));
        }
        found
    }

    /// Turns gathered text into inlines: the variables in it become their own.
    fn flush(&mut self, text: &mut String, range: &Range<usize>, inlines: &mut Vec<Inline>) {
        if text.is_empty() {
            return;
        }
        let verbatim = self.markdown.get(range.clone()) == Some(text.as_str());
        let (first, start) = (self.start, range.start + self.start);
        let text: &str = &std::mem::take(text);
        // `seen` is the place in the source up to which a resolved text was read.
        let piece = |from: usize, to: usize, seen: Range<usize>| {
            if verbatim {
                Some(Inline::Text(Span::new(start + from..start + to)))
            } else {
                let span = Span::new(first + seen.start..first + seen.end);
                text.get(from..to).map(|piece| Inline::Resolved(Resolved { text: piece.into(), span }))
            }
        };
        self.report_leftovers(text, range);
        let mut from = 0;
        // Where in the source the next variable is looked for: the text is shorter where escapes were resolved.
        let mut seen = range.start;
        while let Some((before, name, length)) = text.get(from..).and_then(find_variable) {
            let at = from + before;
            if before > 0 {
                inlines.extend(piece(from, at, seen..range.end));
            }
            let index = u32::try_from(self.body.variables.len()).unwrap_or(u32::MAX);
            let written = find_variable(self.source(&(seen..range.end))).filter(|(_, written, _)| *written == name);
            let place = written.map_or_else(|| range.clone(), |(at, _, length)| seen + at..seen + at + length);
            seen = if written.is_some() { place.end } else { (seen + 1).min(range.end) };
            self.body.variables.push(Use { name: name.into(), span: self.span(&place) });
            inlines.push(Inline::Variable(index));
            from = at + length;
        }
        if from < text.len() {
            inlines.extend(piece(from, text.len(), seen..range.end));
        }
    }
}

fn is_mark_end(tag: TagEnd) -> bool {
    matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

/// Whether an element is a block and not a mark within a line.
pub(super) fn starts_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. }
            | Tag::Image { .. }
    )
}

/// The first `{{ var.NAME }}` in a text: the bytes before it, the name, its length.
fn find_variable(text: &str) -> Option<(usize, &str, usize)> {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("{{")) {
        let at = from + found;
        let inner = text.get(at + 2..)?;
        if let Some(name) = inner.trim_start_matches(' ').strip_prefix("var.") {
            let length =
                name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '-')).unwrap_or(name.len());
            let (name, after) = name.split_at_checked(length)?;
            let closed = after.trim_start_matches(' ');
            if let (false, Some(rest)) = (name.is_empty(), closed.strip_prefix("}}")) {
                return Some((at, name, text.len() - at - rest.len()));
            }
        }
        from = at + 2;
    }
    None
}

/// Takes a typed number ("3.1 ") off the front of a heading's content; `source` is the text of the file.
pub(super) fn take_typed_number(content: &mut [Inline], source: &str) -> Option<Box<str>> {
    let first = content.first_mut()?;
    let (number, rest) = split_number(first.as_text(source)?)?;
    let (number, rest): (Box<str>, Box<str>) = (number.into(), rest.into());
    cut_front(first, source, &rest);
    Some(number)
}

/// Shortens a piece of text to its end `rest`.
pub(super) fn cut_front(inline: &mut Inline, source: &str, rest: &str) {
    let cut = inline.as_text(source).map_or(0, |text| text.len() - rest.len());
    match inline {
        Inline::Text(span) => *span = Span::new(span.start as usize + cut..span.end as usize),
        Inline::Resolved(piece) => piece.text = rest.into(),
        _ => {}
    }
}
