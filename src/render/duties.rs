//! What a text asks of its reader, and by when: duties in law, steps with a time limit, tables of time limits.
//!
//! The other half of [`super::html`], whose writer notes them as it passes them, so that the list on top of a chapter and the
//! anchors in its text cannot differ. Takes blocks, gives plain words; must not know how the list looks.

use super::html::{Here, Writer};
use super::limit_words::limit_ends;
use crate::compare::text::Text;
use crate::parse::block::{Block, Container, ContainerKind, Inline, Table};

/// What stands before the number of a duty in its anchor. No heading's anchor has such a sign.
const ANCHOR: &str = "do:";
/// The most letters of a duty or a step that the list repeats: whole sentences have room. What bounds time has it always.
const LONGEST: usize = 400;
/// The most letters of what a row of a table is of.
const LONGEST_CELL: usize = 100;
/// So many rows of a table are listed, and one more if it is the last: it takes the room of the line that would say so.
const MOST_ROWS: usize = 6;
/// The names of columns that hold time limits, in small letters.
const LIMIT_COLUMNS: &[&str] = &[
    "time limit",
    "time limits",
    "within",
    "within what time",
    "by when",
    "by the end of",
    "by what time",
    "no later than",
    "at the latest",
    "latest",
    "deadline",
    "due",
    "due by",
    "timescale",
    "timescales",
    "time scale",
    "how soon",
    "how quickly",
    // Welsh.
    "terfyn amser",
    "terfynau amser",
    "o fewn",
    "erbyn",
    "erbyn pryd",
    "erbyn diwedd",
    "dim hwyrach na",
    "amserlen",
    "pa mor fuan",
];
/// The ends of such names: "Decides within". "By" is none of them: "Approved by" names a person.
const LIMIT_ENDS: &[&str] = &[" within", " no later than", " o fewn", " erbyn"];

/// One thing that a text asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// What it is.
    pub kind: DutyKind,
    /// Its anchor.
    pub anchor: String,
    /// The number and the title of the section that it stands in; empty before the first.
    pub section: (String, String),
    /// A duty: its first sentence, and the next that bounds time. Steps: the first sentence of the first. A table: its
    /// caption, or empty.
    pub words: String,
}

/// What asks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DutyKind {
    /// A duty in law.
    Must,
    /// Steps: their time limit, and how many they are.
    Steps(String, usize),
    /// A table: its first rows that hold a time limit, and how many more of them there are.
    Table(Vec<LimitRow>, usize),
}

/// A row of a table of time limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitRow {
    /// What is to be done: the first cell that is no time limit; empty if there is none.
    pub what: String,
    /// Its time limits, each with the name of its column.
    pub limits: Vec<(String, String)>,
}

impl<'a> Writer<'a> {
    /// Notes a container that asks for something, and gives its anchor.
    pub(super) fn note_container(&mut self, container: &'a Container, here: Here<'a>) -> Option<String> {
        let kind = match container.kind {
            ContainerKind::Must => DutyKind::Must,
            ContainerKind::Steps if !container.argument.is_empty() => {
                DutyKind::Steps(container.said(&here.passage.variables).into_owned(), count_steps(&container.blocks))
            }
            _ => return None,
        };
        let words = if kind == DutyKind::Must {
            duty_words(first_paragraph(&container.blocks, here).trim())
        } else {
            // What else would tell two lists of steps in one section apart?
            let step = first_step(&container.blocks).map(|step| first_paragraph(step, here)).unwrap_or_default();
            shorten_behind(split_sentence(step.trim()).0, LONGEST)
        };
        Some(self.note(kind, words))
    }

    /// Notes a table with a column of time limits, and gives its anchor.
    pub(super) fn note_table(&mut self, table: &'a Table, limits: &[bool], here: Here<'a>) -> Option<String> {
        limits.contains(&true).then(|| {
            let words = table.caption.as_ref().map(|caption| plain_words(caption, here)).unwrap_or_default();
            let holds = |row: &&Vec<Vec<Inline>>| limit_row(table, row, limits, here).is_some();
            let all = table.rows.iter().filter(holds).count();
            let listed = if all == MOST_ROWS + 1 { all } else { all.min(MOST_ROWS) };
            let rows = table.rows.iter().filter_map(|row| limit_row(table, row, limits, here)).take(listed);
            self.note(DutyKind::Table(rows.collect(), all - listed), words)
        })
    }

    fn note(&mut self, kind: DutyKind, words: String) -> String {
        let anchor = format!("{}{ANCHOR}{}", self.manner.prefix, self.duties.len() + 1);
        let section = self
            .section
            .map(|section| (section.number.as_deref().unwrap_or_default().to_owned(), section.title.to_string()));
        self.duties.push(Duty { kind, anchor: anchor.clone(), section: section.unwrap_or_default(), words });
        anchor
    }
}

/// Which columns of a table hold time limits, by the columns' names.
pub(super) fn limit_columns(names: &[String]) -> Vec<bool> {
    let is_limit = |name: &String| {
        let name = name.trim().to_lowercase();
        LIMIT_COLUMNS.contains(&name.as_str()) || LIMIT_ENDS.iter().any(|end| name.ends_with(end))
    };
    names.iter().map(is_limit).collect()
}

/// The first step of the first list.
fn first_step(blocks: &[Block]) -> Option<&[Block]> {
    blocks.iter().find_map(|block| match block {
        Block::List(list) => list.items.first().map(|item| item.blocks.as_slice()),
        _ => None,
    })
}

fn count_steps(blocks: &[Block]) -> usize {
    let lists = blocks.iter().filter_map(|block| match block {
        Block::List(list) => Some(list.items.len()),
        _ => None,
    });
    lists.sum()
}

/// A row's time limits, and what they are of; nothing of a row that holds none.
fn limit_row(table: &Table, row: &[Vec<Inline>], limits: &[bool], here: Here<'_>) -> Option<LimitRow> {
    let is_limit = |column: usize| limits.get(column).copied().unwrap_or_default();
    let words = |cell: &[Inline]| plain_words(cell, here).trim().to_owned();
    let bounds = row.iter().enumerate().filter(|(column, _)| is_limit(*column)).map(|(column, cell)| {
        let name = table.head.get(column).map(|name| words(name)).unwrap_or_default();
        (name, shorten_behind(&words(cell), LONGEST_CELL))
    });
    let limits: Vec<(String, String)> = bounds.filter(|(_, limit)| !limit.is_empty()).collect();
    let others = row.iter().enumerate().filter(|(column, _)| !is_limit(*column)).map(|(_, cell)| words(cell));
    let what = || others.into_iter().find(|what| !what.is_empty()).unwrap_or_default();
    (!limits.is_empty()).then(|| LimitRow { what: shorten_behind(&what(), LONGEST_CELL), limits })
}

/// The words of the first paragraph.
fn first_paragraph(blocks: &[Block], here: Here<'_>) -> String {
    let paragraph = blocks.iter().find_map(|block| match block {
        Block::Paragraph(inlines) | Block::Plain(inlines) => Some(plain_words(inlines, here)),
        _ => None,
    });
    paragraph.unwrap_or_default()
}

/// The first sentence of a duty, and those behind it that bound time: one if the first does not, others as far as there is room.
fn duty_words(paragraph: &str) -> String {
    let (first, mut rest) = split_sentence(paragraph);
    let mut words = shorten_behind(first, LONGEST);
    let mut bounded = !limit_ends(&Text::plain(first)).is_empty();
    let mut left_out = false;
    while !rest.is_empty() {
        let (sentence, after) = split_sentence(rest);
        rest = after;
        if limit_ends(&Text::plain(sentence)).is_empty() {
            left_out = true;
            continue;
        }
        if bounded && words.chars().count() + sentence.chars().count() > LONGEST {
            words.push_str(" …");
            return words;
        }
        words.push_str(if left_out { " … " } else { " " });
        words.push_str(&shorten_behind(sentence, LONGEST));
        (bounded, left_out) = (true, false);
    }
    words
}

/// A text up to the first mark that ends a sentence, and what follows it. A full stop ends one if a capital stands behind it and no
/// abbreviation before it.
fn split_sentence(text: &str) -> (&str, &str) {
    for (at, mark) in text.match_indices(['.', '?', '!']) {
        let (before, after) = text.split_at_checked(at + mark.len()).unwrap_or((text, ""));
        let next = after.trim_start();
        if !after.starts_with(' ') || !next.starts_with(char::is_uppercase) {
            continue;
        }
        let word = before.rsplit(' ').next().and_then(|word| word.strip_suffix(mark)).unwrap_or_default();
        if mark != "." || (word.chars().count() > 2 && !word.contains('.')) {
            return (before, next);
        }
    }
    (text, "")
}

/// A text of at most so many letters, or of as many as it takes to say all that it says of time.
fn shorten_behind(text: &str, most: usize) -> String {
    if text.chars().nth(most).is_none() {
        return text.to_owned();
    }
    let text = Text::plain(text);
    let last = limit_ends(&text).last().copied().unwrap_or_default();
    // The marks behind a limit belong to it: the next place to cut is the space behind them.
    let rest = text.shown.get(last..).unwrap_or_default();
    let end = rest.find(' ').map_or(text.shown.len(), |space| last + space + 1);
    let needed = text.shown.get(..end).unwrap_or_default().chars().count();
    shorten(&text.shown, most.max(needed))
}

/// A text of at most so many letters, cut between two words.
pub fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => {
            let kept = text.get(..end).unwrap_or(text);
            let kept = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
            format!("{} …", kept.trim_end_matches([',', ';', ':']))
        }
    }
}

/// What readers see of a piece of running text, without marks.
fn plain_words(inlines: &[Inline], here: Here<'_>) -> String {
    let mut words = String::new();
    push_words(inlines, here, &mut words);
    words
}

fn push_words(inlines: &[Inline], here: Here<'_>, words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(_) | Inline::Resolved(_) => {
                words.push_str(inline.as_text(&here.passage.document.text).unwrap_or_default());
            }
            Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                push_words(inner, here, words);
            }
            Inline::Link(index, inner) => {
                let written = here.passage.document.body.links.get(*index as usize);
                let href = here.hrefs.hrefs.get(*index as usize);
                match href.and_then(|href| href.text.as_ref()).filter(|_| written.is_some_and(|link| link.automatic)) {
                    Some(text) => words.push_str(text),
                    None => push_words(inner, here, words),
                }
            }
            Inline::Variable(index) => {
                if let Some(Some(value)) = here.passage.variables.get(*index as usize) {
                    words.push_str(value);
                }
            }
            Inline::SoftBreak | Inline::HardBreak => words.push(' '),
            Inline::Image(..) | Inline::FootnoteMark(_) | Inline::Html(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_readers_end_it() {
        for (text, first) in [
            ("You must ring. Then write.", "You must ring."),
            ("See s. 47 of the Act. Then write.", "See s. 47 of the Act."),
            ("Ring within 1.5 hours. then go on", "Ring within 1.5 hours. then go on"),
            ("No stop", "No stop"),
            ("Is the child safe? Ring.", "Is the child safe?"),
            ("Keep e.g. The form.", "Keep e.g. The form."),
            ("", ""),
        ] {
            assert_eq!(split_sentence(text).0, first);
        }
    }

    #[test]
    fn a_long_duty_is_cut_between_words() {
        assert_eq!(shorten("one two three", 13), "one two three");
        assert_eq!(shorten("one two, three", 10), "one two …");
        assert_eq!(shorten("éééééé", 3), "ééé …");
    }

    #[test]
    fn no_time_limit_is_cut_off() {
        assert_eq!(
            shorten_behind("The manager asks, within four working days, for a worker", 20),
            "The manager asks, within four working days …"
        );
        assert_eq!(shorten_behind("Ring by 17:00 the same working day", 6), "Ring by 17:00 the same working day");
        assert_eq!(shorten_behind("The manager asks for a worker", 20), "The manager asks …");
        assert_eq!(shorten_behind("Short", 5), "Short");
        assert_eq!(shorten_behind("Ask them (in “two days”), and go", 6), "Ask them (in “two days”) …");
    }

    #[test]
    fn a_duty_says_by_when_wherever_its_paragraph_does() {
        let long = "word ".repeat(90);
        for (paragraph, words) in [
            ("You must ring. Be kind.", "You must ring."),
            ("You must ring. Do so within one hour. Be kind.", "You must ring. Do so within one hour."),
            ("You must ring. Be kind. Do so at once.", "You must ring. … Do so at once."),
            ("Ring in one hour. Be kind. Write in two days.", "Ring in one hour. … Write in two days."),
            (&format!("Ring in one hour. Write {long}in two days."), "Ring in one hour. …"),
            (
                &format!("Ring them. Write in two days, {long}too."),
                &format!("Ring them. {} …", format!("Write in two days, {long}").get(..398).unwrap().trim()),
            ),
            ("", ""),
        ] {
            assert_eq!(duty_words(paragraph), words);
        }
    }

    #[test]
    fn columns_of_time_limits_are_known_by_their_names() {
        let names = [
            "Step",
            " Time limit",
            "By when",
            "When",
            "By the end of",
            "Decides within",
            "Approved by",
            "Owned by us",
            "Erbyn",
        ];
        let limits = limit_columns(&names.map(str::to_owned));
        assert_eq!(limits, [false, true, true, false, true, true, false, false, true]);
    }
}
