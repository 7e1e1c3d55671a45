//! What a text asks of its reader, and by when: duties in law, steps with a time limit, tables of time limits.
//!
//! The other half of [`super::html`], whose writer notes them as it passes them, so that the list on top of a chapter and the
//! anchors in its text cannot differ. Takes blocks, gives plain words; must not know how the list looks.

use super::duty_words::{Told, bounds_time, plain_words, shorten_behind, split_sentence, tell};
use super::html::{Here, Writer};
use crate::parse::block::{Block, Container, ContainerKind, Inline, Table};
use crate::parse::limit_columns::{ActionColumn, find_action};

/// What stands before the number of a duty in its anchor. No heading's anchor has such a sign.
const ANCHOR: &str = "do:";
/// The most letters of what a row of a table is of.
const LONGEST_CELL: usize = 100;
/// The most letters of what is to be done by then. A longer cell ends with a sentence of it, where it can.
const LONGEST_ACTION: usize = 160;
/// So many rows of a table are listed, and one more if it is the last: it takes the room of the line that would say so.
const MOST_ROWS: usize = 6;

/// One thing that a text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What it is.
    pub kind: DutyKind,
    /// Its anchor.
    pub anchor: String,
    /// The number and the title of the section that it stands in; empty before the first.
    pub section: (String, String),
}

/// What asks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DutyKind {
    /// A duty in law: what is repeated of it.
    Must(Told),
    /// Steps with a time limit.
    Steps(Steps),
    /// A table of time limits.
    Table(LimitTable),
}

/// What is repeated of steps: the first, and each that names a number or a contact, or bounds time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Steps {
    /// Their time limit.
    pub limit: String,
    /// Each with its number, if they are counted.
    pub shown: Vec<(Option<u64>, Told)>,
    /// How many more there are.
    pub more: usize,
}

/// What is repeated of a table of time limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitTable {
    /// Its caption, or empty.
    pub caption: String,
    /// Its first rows that hold a time limit.
    pub rows: Vec<LimitRow>,
    /// How many more of them there are.
    pub more: usize,
}

/// A row of a table of time limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitRow {
    /// What it is of: the first cell that is no time limit; empty if there is none.
    pub what: String,
    /// What is to be done by then, where another cell says so; else empty.
    pub action: String,
    /// Its time limits, each with the name of its column.
    pub limits: Vec<(String, String)>,
}

impl<'a> Writer<'a> {
    /// Notes a container that asks for something, and gives its anchor.
    pub(super) fn note_container(&mut self, container: &'a Container, here: Here<'a>) -> Option<String> {
        let kind = match container.kind {
            ContainerKind::Must => DutyKind::Must(tell(&container.blocks, here).0),
            ContainerKind::Steps if !container.argument.is_empty() => {
                let limit = container.said(&here.passage.variables).into_owned();
                DutyKind::Steps(told_steps(limit, &container.blocks, here))
            }
            _ => return None,
        };
        Some(self.note(kind))
    }

    /// Notes a table with a column of time limits, and gives its anchor.
    pub(super) fn note_table(
        &mut self,
        table: &'a Table,
        names: &[String],
        limits: &[bool],
        here: Here<'a>,
    ) -> Option<String> {
        limits.contains(&true).then(|| {
            let caption = table.caption.as_ref().map(|caption| plain_words(caption, here)).unwrap_or_default();
            let action = find_action(names, limits);
            let rows = table.rows.iter().filter_map(|row| limit_row(table, row, limits, action, here));
            let mut rows: Vec<LimitRow> = rows.collect();
            let all = rows.len();
            rows.truncate(if all == MOST_ROWS + 1 { all } else { MOST_ROWS });
            let more = all - rows.len();
            self.note(DutyKind::Table(LimitTable { caption, rows, more }))
        })
    }

    fn note(&mut self, kind: DutyKind) -> String {
        let anchor = format!("{}{ANCHOR}{}", self.manner.prefix, self.duties.len() + 1);
        let section = self
            .section
            .map(|section| (section.number.as_deref().unwrap_or_default().to_owned(), section.title.to_string()));
        self.duties.push(Duty { kind, anchor: anchor.clone(), section: section.unwrap_or_default() });
        anchor
    }
}

/// What is repeated of the lists in some blocks.
fn told_steps(limit: String, blocks: &[Block], here: Here<'_>) -> Steps {
    let mut steps = Steps { limit, shown: Vec::new(), more: 0 };
    for block in blocks {
        let Block::List(list) = block else { continue };
        for (number, item) in (0..).zip(&list.items) {
            let (told, matters) = tell(&item.blocks, here);
            if matters || steps.shown.is_empty() {
                steps.shown.push((list.start.map(|start| start + number), told));
            } else {
                steps.more += 1;
            }
        }
    }
    steps
}

/// A row's time limits, and what they are of; nothing of a row that holds none.
fn limit_row(
    table: &Table,
    row: &[Vec<Inline>],
    limits: &[bool],
    action: Option<ActionColumn>,
    here: Here<'_>,
) -> Option<LimitRow> {
    let is_limit = |column: usize| limits.get(column).copied().unwrap_or_default();
    let words = |cell: &[Inline]| plain_words(cell, here).trim().to_owned();
    let name = |column: usize| table.head.get(column).map(|name| words(name)).unwrap_or_default();
    let bounds = row.iter().enumerate().filter(|(column, _)| is_limit(*column));
    let bounds = bounds.map(|(column, cell)| (name(column), shorten_behind(&words(cell), LONGEST_CELL)));
    let limits: Vec<(String, String)> = bounds.filter(|(_, limit)| !limit.is_empty()).collect();
    if limits.is_empty() {
        return None;
    }
    let others = row.iter().enumerate().filter(|(column, _)| !is_limit(*column));
    let others = others.map(|(column, cell)| (column, words(cell)));
    let (first, what) = others.into_iter().find(|(_, what)| !what.is_empty()).unwrap_or_default();
    let cell = |action: &ActionColumn| row.get(action.column).map(|cell| words(cell)).filter(|words| !words.is_empty());
    // A row without its first cell says what is to be done in place of it.
    let action = action.filter(|action| action.column != first).and_then(|action| Some((action, cell(&action)?)));
    let action = action.map(|(action, said)| {
        let lead = if action.with_name { format!("{}: ", name(action.column)) } else { String::new() };
        format!("{lead}{}", shorten_action(&said))
    });
    Some(LimitRow { what: shorten_behind(&what, LONGEST_CELL), action: action.unwrap_or_default(), limits })
}

/// What is to be done, as far as there is room: up to the end of a sentence, if there is one.
fn shorten_action(text: &str) -> String {
    if text.chars().nth(LONGEST_ACTION).is_none() {
        return text.to_owned();
    }
    let short = shorten_behind(text, LONGEST_ACTION);
    let (first, rest) = split_sentence(text);
    // What is said of time stands in what was cut between words; a sentence that ends before it would lose it.
    if rest.is_empty() || first.len() > short.len() || bounds_time(rest) {
        return short;
    }
    format!("{first} …")
}
