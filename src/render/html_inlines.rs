//! Running text into HTML: marks, links, pictures, footnotes. The other half of [`super::html`], whose writer it extends.
//!
//! Takes the places of links as [`super::hrefs`] worked them out; must not know how an address comes about.

use super::escape::{escaped, push_href, push_text};
use super::hrefs::Reach;
use super::html::{Here, Writer};
use crate::compare::flatten::picture_words;
use crate::data::telephone::read_telephone;
use crate::model::passage::Target;
use crate::parse::block::Inline;

/// The fewest digits of a number that is one to ring: a shorter one may be any.
const FEWEST_DIGITS: usize = 8;

/// Whether running text says a number before its next link, or in that.
fn says(text: &[Inline], number: &str, here: Here<'_>) -> bool {
    text.iter()
        .find_map(|inline| match inline {
            Inline::Variable(index) => {
                let value = here.passage.variables.get(*index as usize)?.as_deref()?;
                (value == number).then_some(true)
            }
            Inline::Link(index, _) => Some(here.hrefs.hrefs.get(*index as usize)?.text.as_deref() == Some(number)),
            _ => None,
        })
        .unwrap_or(false)
}

impl<'a> Writer<'a> {
    pub(super) fn inlines(&mut self, inlines: &'a [Inline], here: Here<'a>) {
        for (place, inline) in inlines.iter().enumerate() {
            // A mark goes on over the end of a line, and ends before anything else.
            if !matches!(inline, Inline::Text(_) | Inline::Resolved(_) | Inline::SoftBreak) {
                self.marker.close(&mut self.out);
            }
            match inline {
                Inline::Link(index, inner) => {
                    let behind = inlines.get(place + 1..).unwrap_or_default();
                    self.link(*index, inner, here, behind);
                }
                _ => self.inline(inline, here),
            }
        }
        self.marker.close(&mut self.out);
    }

    /// A piece of text in which terms are marked, or changes.
    fn words(&mut self, text: &str, piece: u32, here: Here<'a>) {
        match &mut self.overlay {
            Some(overlay) => overlay.write(&mut self.out, text),
            None => self.marker.write(&mut self.out, text, piece, here.terms),
        }
    }

    /// A piece of text in which no term is marked.
    fn plain(&mut self, text: &str) {
        match &mut self.overlay {
            Some(overlay) => overlay.write(&mut self.out, text),
            None => push_text(&mut self.out, text),
        }
    }

    /// Before an element opens: what was taken out here is no part of it.
    fn settle(&mut self) {
        if let Some(overlay) = &mut self.overlay {
            overlay.settle(&mut self.out);
        }
    }

    fn wrapped(&mut self, tag: &str, inner: &'a [Inline], here: Here<'a>) {
        self.settle();
        self.out.push('<');
        self.out.push_str(tag);
        self.out.push('>');
        self.inlines(inner, here);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
    }

    fn inline(&mut self, inline: &'a Inline, here: Here<'a>) {
        match inline {
            Inline::Text(span) => {
                let text = here.passage.document.text.get(span.range()).unwrap_or("");
                self.words(text, span.start, here);
            }
            Inline::Resolved(piece) => self.words(piece, piece.span.start, here),
            Inline::Code(text) => {
                self.settle();
                self.out.push_str("<code>");
                self.plain(text);
                self.out.push_str("</code>");
            }
            Inline::Emphasis(inner) => self.wrapped("em", inner, here),
            Inline::Strong(inner) => self.wrapped("strong", inner, here),
            Inline::Strikethrough(inner) => self.wrapped("del", inner, here),
            Inline::Link(index, inner) => self.link(*index, inner, here, &[]),
            Inline::Image(index, alternative) => self.image(*index, alternative, here),
            Inline::FootnoteMark(index) => self.footnote_mark(*index, here),
            Inline::Variable(index) => {
                if let Some(Some(value)) = here.passage.variables.get(*index as usize) {
                    self.variable(value);
                }
            }
            Inline::Html(html) => self.out.push_str(html),
            Inline::SoftBreak => self.out.push('\n'),
            Inline::HardBreak => self.out.push_str("<br />\n"),
        }
    }

    /// What a variable says. A telephone number is one press away, wherever it stands.
    fn variable(&mut self, value: &str) {
        let is_long = value.chars().filter(char::is_ascii_digit).count() >= FEWEST_DIGITS;
        let number = if is_long && !self.linked { read_telephone(value, self.manner.home).ok() } else { None };
        let Some(number) = number else { return self.plain(value) };
        self.settle();
        self.push(format_args!("<a class=\"reach\" href=\"{}\">", escaped(&number.address())));
        self.plain(value);
        self.out.push_str("</a>");
    }

    /// Writes a link. `behind` is what follows it in its text.
    fn link(&mut self, index: u32, inner: &'a [Inline], here: Here<'a>, behind: &[Inline]) {
        let written = here.passage.document.body.links.get(index as usize);
        let (Some(link), Some(href)) = (written, here.hrefs.hrefs.get(index as usize)) else {
            return self.inlines(inner, here);
        };
        self.settle();
        let open = !href.address.is_empty();
        if let Some(Target::Term(entry)) = here.passage.targets.get(index as usize) {
            self.marker.link(*entry);
        }
        if open {
            self.out.push_str("<a href=\"");
            push_href(&mut self.out, &href.address);
            self.out.push('"');
            if !link.title.is_empty() {
                self.out.push_str(" title=\"");
                push_text(&mut self.out, &link.title);
                self.out.push('"');
            }
            // On paper a contact that the author gave other words has its number behind them, unless the text goes on to say it.
            if let Some(reach) = href.reach.as_ref().filter(|reach| !link.automatic && !says(behind, &reach.text, here))
            {
                self.out.push_str(" data-reach=\"");
                push_text(&mut self.out, &reach.text);
                self.out.push('"');
            }
            self.out.push_str(if href.outside { " class=\"outside\">" } else { ">" });
        }
        let outer = self.linked;
        self.linked |= open;
        match (&href.text, &mut self.overlay) {
            (Some(text), Some(overlay)) if link.automatic => {
                overlay.write_in_place(&mut self.out, index, here.passage, text);
            }
            (Some(text), None) if link.automatic => push_text(&mut self.out, text),
            _ => self.inlines(inner, here),
        }
        self.linked = outer;
        if open {
            self.out.push_str("</a>");
        }
        if let Some(reach) = href.reach.as_ref().filter(|_| link.automatic) {
            self.reach(reach);
        }
    }

    /// How a contact is reached, behind its name.
    fn reach(&mut self, reach: &Reach) {
        self.out.push_str(" (");
        if !reach.address.is_empty() {
            self.out.push_str("<a class=\"reach\" href=\"");
            push_href(&mut self.out, &reach.address);
            self.out.push_str("\">");
        }
        push_text(&mut self.out, &reach.text);
        self.out.push_str(if reach.address.is_empty() { ")" } else { "</a>)" });
    }

    pub(super) fn image(&mut self, index: u32, alternative: &str, here: Here<'a>) {
        let written = here.passage.document.body.links.get(index as usize);
        let Some(href) = here.hrefs.hrefs.get(index as usize).filter(|href| !href.address.is_empty()) else {
            return push_text(&mut self.out, alternative);
        };
        if let Some(overlay) = &mut self.overlay {
            overlay.pass(&mut self.out, &picture_words(alternative));
        }
        self.out.push_str("<img src=\"");
        push_href(&mut self.out, &href.address);
        self.out.push_str("\" alt=\"");
        push_text(&mut self.out, alternative);
        if let Some(title) = written.map(|link| &link.title).filter(|title| !title.is_empty()) {
            self.out.push_str("\" title=\"");
            push_text(&mut self.out, title);
        }
        // The browser keeps its place: nothing that is read moves when it comes.
        if let Some(size) = href.size {
            self.push(format_args!("\" width=\"{}\" height=\"{}", size.width, size.height));
        }
        self.out.push_str("\" loading=\"lazy\" />");
    }

    pub(super) fn footnote_mark(&mut self, index: u32, here: Here<'a>) {
        let Some(footnote) = here.passage.document.body.footnotes.get(index as usize) else { return };
        let next = self.notes.len();
        let place = *self.note_places.entry(std::ptr::from_ref(footnote)).or_insert(next);
        if place == next {
            self.notes.push((here, footnote, 0));
        }
        let mut mark = 1;
        if let Some((_, _, marks)) = self.notes.get_mut(place) {
            *marks += 1;
            mark = *marks;
        }
        let (prefix, number) = (self.manner.prefix, place + 1);
        let again = if mark > 1 { format!("-{mark}") } else { String::new() };
        let name = escaped(&self.manner.words.tell("note_number", &[("n", number.into())]));
        self.push(format_args!(
            "<sup class=\"footnote-mark\"><a id=\"{prefix}note-mark-{number}{again}\" href=\"#{prefix}note-{number}\" aria-label=\"{name}\">{number}</a></sup>"
        ));
    }

    pub(super) fn footnotes(&mut self) {
        if self.notes.is_empty() {
            return;
        }
        let prefix = self.manner.prefix;
        // Where several chapters share a page, landmarks of one name would be no help to find the way.
        let (open, close) = match prefix {
            "" => {
                let name = escaped(self.manner.words.say("notes"));
                (format!("<section class=\"footnotes\" aria-label=\"{name}\">"), "</section>")
            }
            _ => ("<div class=\"footnotes\">".to_owned(), "</div>"),
        };
        self.out.push_str(&open);
        self.out.push_str("\n<ol>\n");
        // A footnote can itself hold a mark, which adds to the list while it is written.
        self.marker.begin_section();
        let mut index = 0;
        while let Some((here, footnote, _)) = self.notes.get(index).copied() {
            let number = index + 1;
            self.push(format_args!("<li id=\"{prefix}note-{number}\">\n"));
            self.nested(&footnote.blocks, here);
            let words = self.manner.words;
            let (back, name) =
                (escaped(words.say("back_to_text")), words.tell("back_from_note", &[("n", number.into())]));
            let name = escaped(&name);
            self.push(format_args!(
                "<p><a href=\"#{prefix}note-mark-{number}\" aria-label=\"{name}\">{back}</a></p>\n</li>\n"
            ));
            index += 1;
        }
        self.out.push_str("</ol>\n");
        self.out.push_str(close);
        self.out.push('\n');
    }
}
