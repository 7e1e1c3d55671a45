//! What an author began and Markdown took otherwise: a block of code or a comment that is never closed and swallows the
//! rest, the kind of a block written a little wrong, numbers of a list that readers will not see, a row of too few cells.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use super::block::{Block, ContainerKind, Inline};
use super::containers::{KINDS, Marker};
use super::lost_lines::count_cells;
use super::markdown::Builder;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::diagnostics::suggest::{did_you_mean, nearest};

/// The numbers that an author typed before the items of a list, as far as they have been read.
#[derive(Default)]
pub(super) struct TypedNumbers {
    first: Option<u64>,
    count: u64,
    /// Whether all are the same: a habit, and nobody takes them for what readers see.
    same: bool,
    /// The first that readers will see as another: where it stands, as typed, as shown.
    wrong: Option<(Range<usize>, u64, u64)>,
}

impl TypedNumbers {
    /// Reads the number at the start of an item.
    pub(super) fn read(&mut self, item: &str, start: usize) {
        let digits = item.bytes().take_while(u8::is_ascii_digit).count();
        let Some(typed) = item.get(..digits).and_then(|number| number.parse::<u64>().ok()) else { return };
        let first = *self.first.get_or_insert(typed);
        let shown = first + self.count;
        self.same = typed == first && (self.same || self.count == 0);
        self.count += 1;
        if typed != shown && self.wrong.is_none() {
            self.wrong = Some((start..start + digits, typed, shown));
        }
    }
}

impl<'s, I: Iterator<Item = (Event<'s>, Range<usize>)>> Builder<'s, I> {
    /// Reports the first number of a list that readers will not see as it was typed.
    pub(super) fn report_numbers(&mut self, numbers: TypedNumbers) {
        let Some((place, typed, shown)) = numbers.wrong.filter(|_| !numbers.same) else { return };
        // Two lists with nothing between them are one.
        let again = typed < shown && Some(typed) == numbers.first;
        let (message, help) = if again {
            (
                format!(
                    "a list begins anew here and would go on from the one before: this {typed} would be shown as {shown}"
                ),
                "write a line between the two lists that says what the second is about, or number on",
            )
        } else {
            (
                format!(
                    "this is typed as number {typed} and would be shown as {shown}: lists are counted one by one from their first number"
                ),
                "number the items one after the other, and check what refers to them by number",
            )
        };
        self.fault(&codes::LIST_NUMBERS, &place, message, Some(help.to_owned()));
    }

    /// Reports a fence that is opened and not closed.
    pub(super) fn report_open_fence(&mut self, range: &Range<usize>) {
        let source = self.source(range);
        let opening = source.lines().next().unwrap_or("").trim_start();
        let sign = opening.chars().next().unwrap_or('`');
        let length = opening.chars().take_while(|c| *c == sign).count();
        let last = source.trim_end().lines().next_back().unwrap_or("").trim_start_matches([' ', '\t', '>']);
        let closed = source.trim_end().lines().count() > 1
            && last.chars().take_while(|c| *c == sign).count() >= length
            && last.trim_end().chars().all(|c| c == sign);
        if !closed {
            let fence: String = std::iter::repeat_n(sign, length).collect();
            let place = range.start..range.start + opening.len().min(range.len());
            let message =
                "a block of code begins here and never ends: all that follows would be shown as code".to_owned();
            let help = format!("put a line {fence} behind its last line, or take this line out");
            self.fault(&codes::UNCLOSED_BLOCK, &place, message, Some(help));
        }
    }

    /// Reports a comment that is opened at `at` and not closed.
    pub(super) fn report_open_comment(&mut self, at: usize) {
        let message = "a comment begins here and never ends: nothing that follows would be shown".to_owned();
        let help = "put --> where it ends".to_owned();
        self.fault(&codes::UNCLOSED_BLOCK, &(at..at + 4), message, Some(help));
    }

    /// Reports a quotation or a paragraph that begins like a block of a known kind and is none: `> [! NOTE]`, `> [!NOTE`,
    /// `> [NOTE]`, `[!NOTE]` without its `>`.
    pub(super) fn report_near_marker(&mut self, range: &Range<usize>, quoted: bool) {
        let source = self.source(range);
        // What stands in a quotation was judged with it.
        let before = self.markdown.get(..range.start).unwrap_or("");
        let opening = before.get(before.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or("");
        if !quoted && opening.contains('>') {
            return;
        }
        let line = source.lines().next().unwrap_or("");
        let inner = line.trim_start_matches([' ', '\t']);
        let inner = if quoted { inner.strip_prefix('>').unwrap_or(inner).trim_start() } else { inner };
        // `> ![MUST]`: the sign before the bracket.
        let swapped = quoted && inner.starts_with("![");
        let Some(open) = inner.strip_prefix(if swapped { "![" } else { "[" }) else { return };
        let (marked, rest) = open.strip_prefix('!').map_or((swapped, open), |rest| (true, rest));
        let word = rest.trim_start();
        let letters = word.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(word.len());
        let Some((word, after)) = word.split_at_checked(letters) else { return };
        let known = KINDS.iter().find(|(kind, _)| kind.eq_ignore_ascii_case(word)).map(|(kind, _)| *kind);
        let capitals = !word.is_empty() && word.bytes().all(|b| b.is_ascii_uppercase());
        let argument = after.split(']').next().unwrap_or("").trim();
        let closed = after.contains(']');
        // A link or a footnote may have any text.
        let leads = closed && after.split_once(']').is_some_and(|(_, rest)| rest.starts_with(['(', '[', ':']));
        let Some(kind) = known.filter(|_| !leads && (marked || (capitals && closed && argument.is_empty()))) else {
            return;
        };
        let at = range.start + (line.len() - inner.len());
        let end = if closed { inner.find(']').map_or(inner.len(), |end| end + 1) } else { inner.trim_end().len() };
        let written = inner.get(..end).unwrap_or(inner).to_owned();
        let space = if argument.is_empty() { "" } else { " " };
        let meant = format!("[!{kind}{space}{argument}]");
        if quoted {
            let message = format!("`{written}` is not a kind of block: it would be shown as it stands");
            let place = Place::new(self.path, self.span(&(at..at + end)));
            let mut fault = Diagnostic::new(&codes::UNKNOWN_CONTAINER, place.clone(), message);
            fault = fault.help(format!("write {meant}"));
            // Where only the space is too much, or the bracket too little, nothing else can be meant.
            let fault = if marked && (closed || argument.is_empty()) { fault.mend(place, meant) } else { fault };
            self.faults.push(fault);
        } else if marked {
            let message = format!("`{written}` opens a block only in a quotation: here it would be shown as it stands");
            let help = format!("put > before this line and before each line of the block: > {meant}");
            self.fault(&codes::UNKNOWN_CONTAINER, &(at..at + end), message, Some(help));
        }
    }

    /// Reports a block of steps or a checklist that holds no list. What it takes in from elsewhere may hold one.
    pub(super) fn report_missing_list(&mut self, kind: ContainerKind, inner: &[Block], at: &Range<usize>) {
        let numbered = match kind {
            ContainerKind::Steps => true,
            ContainerKind::Checklist => false,
            _ => return,
        };
        if holds_list(inner, numbered) {
            return;
        }
        let (message, help) = if numbered {
            (
                "these are steps, and no numbered list stands in the block: readers would see no numbers",
                "begin each step on a line of its own with its number, a full stop and a blank: 1. Ring the parent",
            )
        } else {
            (
                "this is a checklist, and no list stands in the block: readers would see nothing to tick",
                "begin each item on a line of its own with a hyphen and a box: - [ ] Ring the parent",
            )
        };
        self.fault(&codes::LIST_MISSING, at, message.to_owned(), Some(help.to_owned()));
    }

    /// Reports a block whose kind is none.
    pub(super) fn unknown_container(&mut self, marker: &Marker<'_>, at: &Range<usize>) {
        let words: Vec<String> = KINDS.iter().map(|(word, _)| format!("[!{word}]")).collect();
        let near = did_you_mean(&format!("[!{}]", marker.word), words.iter().map(String::as_str));
        let help = near.unwrap_or_else(|| format!("the kinds are {}", words.join(", ")));
        self.fault(&codes::UNKNOWN_CONTAINER, at, format!("`[!{}]` is not a kind of block", marker.word), Some(help));
    }

    /// Reports words behind a heading that are nearly the one that takes its number away.
    pub(super) fn report_near_classes(
        &mut self,
        classes: &[CowStr<'_>],
        attributes: &[(CowStr<'_>, Option<CowStr<'_>>)],
        range: &Range<usize>,
    ) {
        for class in classes {
            self.report_near_class(class, &format!(".{class}"), range);
        }
        for (word, _) in attributes.iter().filter(|(_, value)| value.is_none()) {
            self.report_near_class(word, word, range);
        }
    }

    /// Reports a word behind a heading that is nearly the one that takes its number away, and takes nothing away.
    fn report_near_class(&mut self, word: &str, written: &str, range: &Range<usize>) {
        if nearest(word, [UNNUMBERED]).is_none() {
            return;
        }
        let Some(at) = self.source(range).rfind(written).map(|at| range.start + at) else { return };
        let place = Place::new(self.path, self.span(&(at..at + written.len())));
        let message = format!("`{written}` says nothing of a heading: it would be numbered like any other");
        let right = format!(".{UNNUMBERED}");
        let fault = Diagnostic::new(&codes::UNKNOWN_CLASS, place.clone(), message)
            .help(format!("did you mean `{right}`?"))
            .mend(place, right);
        self.faults.push(fault);
    }

    /// Reports a row with fewer cells than the table has columns, unless it has only one, which spans a group of rows.
    pub(super) fn report_short_row(&mut self, cells: &[Vec<Inline>], columns: usize, row: &Range<usize>) {
        if !cells.last().is_some_and(Vec::is_empty) {
            return;
        }
        let written = count_cells(self.source(row));
        if written > 1 && written < columns {
            let message = format!(
                "this row has {written} cells and the table {columns} columns, so that the last would be empty"
            );
            let help = "add what is missing, or a | for each cell that is meant to be empty".to_owned();
            let line = row.start..row.start + self.source(row).trim_end().len();
            self.fault(&codes::TABLE_ROW_SHORT, &line, message, Some(help));
        }
    }
}

/// The class of a heading that takes no number.
pub(super) const UNNUMBERED: &str = "unnumbered";

/// Whether a list stands among blocks or in the boxes and quotations among them, or may do so in a passage that they take in.
fn holds_list(blocks: &[Block], numbered: bool) -> bool {
    blocks.iter().any(|block| match block {
        Block::List(list) => !numbered || list.start.is_some(),
        Block::Include(_) | Block::Html(_) => true,
        Block::Quote(inner) => holds_list(inner, numbered),
        Block::Container(container) => holds_list(&container.blocks, numbered),
        _ => false,
    })
}
