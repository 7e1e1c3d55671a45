//! What a chapter asks of its reader, and by when: the list on top of it, `partials/duties.html`.

use serde::Serialize;

use crate::compare::limit_words::opens_with_limit;
use crate::compare::text::Text;
use crate::language::words::Words;
use crate::parse::limit_columns::{is_open, is_plain};
use crate::render::duties::{Duty, DutyKind, LimitRow, Steps};
use crate::render::duty_words::Told;

/// One thing that a chapter asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct DutyView {
    /// "must", "steps" or "table".
    pub kind: String,
    /// The time limit of steps, or the name of the one column of time limits, where it says more than that it is one; else empty.
    pub limit: String,
    /// The steps that are listed, each with its number, if they are several.
    pub steps: Vec<String>,
    /// The rows of a table that are listed.
    pub rows: Vec<LimitRowView>,
    /// What the link to all that is not listed says, or empty.
    pub more: String,
    /// Its place on the page.
    pub url: String,
    /// The number of the section that it stands in, or empty.
    pub number: String,
    /// The title of that section, or empty.
    pub section: String,
    /// A duty in words, the only step that is listed, the caption of a table, or empty.
    pub words: String,
}

/// A row of a table of time limits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LimitRowView {
    /// What the time limits are of, with the mark behind it; or empty.
    pub what: String,
    /// What is to be done by then, or empty.
    pub action: String,
    /// Its time limits.
    pub limits: Vec<LimitView>,
}

/// One time limit of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LimitView {
    /// The name of its column, with the mark behind it, where it says more than that this is a limit; else empty.
    pub column: String,
    /// The limit.
    pub limit: String,
}

/// The words that a limit has in common with the names of columns: "Within" within two days.
const AGAIN: &[&str] = &["Within ", "By ", "Every ", "O fewn ", "Erbyn ", "Bob "];

/// The list on top of a chapter: nothing where the chapter asks for so little that its reader sees it without.
pub fn duty_views(words: &Words, duties: Vec<Duty>) -> Vec<DutyView> {
    let told = |name: &str, count: usize| match count {
        0 => String::new(),
        count => words.tell(name, &[("n", count.into())]),
    };
    let rest = |cut: bool| if cut { words.say("the_rest").to_owned() } else { String::new() };
    let view = |duty: Duty| {
        let (number, section) = duty.section;
        let said = DutyView { url: format!("#{}", duty.anchor), number, section, ..DutyView::default() };
        match duty.kind {
            DutyKind::Must(duty) => {
                DutyView { kind: "must".to_owned(), words: duty.words, more: rest(duty.cut), ..said }
            }
            DutyKind::Steps(Steps { limit, mut shown, more }) => {
                let cut = shown.iter().any(|(_, step)| step.cut);
                let more = if more == 0 { rest(cut) } else { told("steps_more", more) };
                let only = if shown.len() == 1 { shown.pop() } else { None };
                let words = only.map(|(_, step)| step.words).unwrap_or_default();
                let numbered = |(number, step): (Option<u64>, Told)| match number {
                    Some(number) => format!("{number}. {}", step.words),
                    None => step.words,
                };
                let steps = shown.into_iter().map(numbered).collect();
                DutyView { kind: "steps".to_owned(), limit, words, steps, more, ..said }
            }
            DutyKind::Table(table) => {
                let rows = &table.rows;
                let several =
                    rows.iter().any(|row| row.limits.iter().any(|(name, _)| Some(name) != first_column(rows)));
                // A name that makes a phrase with each limit stands there; one that does not is said once, over them all.
                let over = first_column(rows).filter(|name| !several && !is_plain(name) && !is_open(name));
                let limit = over.cloned().unwrap_or_default();
                let rows = rows.iter().map(|row| row_view(row, several, over.is_none())).collect();
                let more = told("limits_more", table.more);
                DutyView { kind: "table".to_owned(), limit, words: table.caption, rows, more, ..said }
            }
        }
    };
    duties.into_iter().map(view).collect()
}

/// The name of the first column of time limits that any row fills.
fn first_column(rows: &[LimitRow]) -> Option<&String> {
    rows.first().and_then(|row| row.limits.first()).map(|(name, _)| name)
}

fn row_view(row: &LimitRow, several: bool, named: bool) -> LimitRowView {
    let closed = row.what.is_empty() || row.what.ends_with(['?', '!', ':', ';', '…']);
    let what = format!("{}{}", row.what, if closed { "" } else { ":" });
    let limits = row
        .limits
        .iter()
        .map(|(name, limit)| limit_view(name, limit, several || (named && !is_plain(name)), !row.action.is_empty()));
    LimitRowView { what, action: row.action.clone(), limits: limits.collect() }
}

/// A limit behind the name of its column, or behind what is to be done: it goes on with a small letter where it can.
fn limit_view(name: &str, limit: &str, named: bool, behind: bool) -> LimitView {
    let opens = opens_with_limit(&Text::plain(limit)) && !AGAIN.iter().any(|word| limit.starts_with(word));
    let goes_on = if named { is_open(name) } else { behind };
    let limit = if opens && goes_on { with_small_letter(limit) } else { limit.to_owned() };
    let column = match (named, opens && goes_on) {
        (false, _) => String::new(),
        (true, true) => name.to_owned(),
        (true, false) => format!("{name}:"),
    };
    LimitView { column, limit }
}

fn with_small_letter(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
