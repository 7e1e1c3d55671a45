//! What a text asks of its reader, and by when: duties in law, steps with a time limit, tables of time limits.
//!
//! The other half of [`super::html`], whose writer notes them as it passes them, so that the list on top of a chapter and the
//! anchors in its text cannot differ. Takes blocks, gives plain words; must not know how the list looks.

use super::html::{Here, Writer};
use crate::parse::block::{Block, Container, ContainerKind, Inline, Table};

/// What stands before the number of a duty in its anchor. No heading's anchor has such a sign.
const ANCHOR: &str = "do:";
/// The most letters of a duty that the list repeats: most whole sentences of a duty have room.
const LONGEST: usize = 240;
/// The most letters of the first step.
const LONGEST_STEP: usize = 110;
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
    /// A duty: its first sentence. Steps: that of the first. A table: its caption, or empty.
    pub words: String,
}

/// What asks for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DutyKind {
    /// A duty in law.
    Must,
    /// Steps: their time limit, and how many they are.
    Steps(String, usize),
    /// A table: how many rows it has.
    Table(usize),
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
        let words = match kind {
            DutyKind::Must => first_words(&container.blocks, LONGEST, here),
            // What else would tell two lists of steps in one section apart?
            _ => first_step(&container.blocks).map(|step| first_words(step, LONGEST_STEP, here)).unwrap_or_default(),
        };
        Some(self.note(kind, words))
    }

    /// Notes a table with a column of time limits, and gives its anchor.
    pub(super) fn note_table(&mut self, table: &'a Table, limits: &[bool], here: Here<'a>) -> Option<String> {
        limits.contains(&true).then(|| {
            let words = table.caption.as_ref().map(|caption| plain_words(caption, here)).unwrap_or_default();
            self.note(DutyKind::Table(table.rows.len()), words)
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

/// The first sentence of the first paragraph, or as much of it as a list has room for.
fn first_words(blocks: &[Block], most: usize, here: Here<'_>) -> String {
    let paragraph = blocks.iter().find_map(|block| match block {
        Block::Paragraph(inlines) | Block::Plain(inlines) => Some(plain_words(inlines, here)),
        _ => None,
    });
    shorten(first_sentence(paragraph.unwrap_or_default().trim()), most)
}

/// A text up to the first full stop that ends a sentence: one with a capital behind it and no abbreviation before it.
fn first_sentence(text: &str) -> &str {
    for (at, _) in text.match_indices(". ") {
        let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
        let word = before.rsplit(' ').next().unwrap_or_default();
        let capital = after.trim_start_matches(['.', ' ']).chars().next().is_some_and(char::is_uppercase);
        if word.chars().count() > 2 && !word.contains('.') && capital {
            return text.get(..=at).unwrap_or(text);
        }
    }
    text
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
            ("Keep e.g. The form.", "Keep e.g. The form."),
            ("", ""),
        ] {
            assert_eq!(first_sentence(text), first);
        }
    }

    #[test]
    fn a_long_duty_is_cut_between_words() {
        assert_eq!(shorten("one two three", 13), "one two three");
        assert_eq!(shorten("one two, three", 10), "one two …");
        assert_eq!(shorten("éééééé", 3), "ééé …");
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
