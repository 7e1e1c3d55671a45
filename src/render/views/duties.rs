//! What a chapter asks of its reader, and by when: the list on top of it, `partials/duties.html`.

use crate::language::words::Words;
use serde::Serialize;

use crate::render::duties::{Duty, DutyKind, LimitRow};

/// One thing that a chapter asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct DutyView {
    /// "must", "steps" or "table".
    pub kind: String,
    /// The time limit of steps; else empty.
    pub limit: String,
    /// How many steps, in words, or empty.
    pub steps: String,
    /// The rows of a table that are listed.
    pub rows: Vec<LimitRowView>,
    /// How many more rows there are, in words, or empty.
    pub more: String,
    /// Its place on the page.
    pub url: String,
    /// The number of the section that it stands in, or empty.
    pub number: String,
    /// The title of that section, or empty.
    pub section: String,
    /// A duty in words, the caption of a table, or empty.
    pub words: String,
}

/// A row of a table of time limits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LimitRowView {
    /// What the time limits are of, with the mark behind it; or empty.
    pub what: String,
    /// Its time limits.
    pub limits: Vec<LimitView>,
}

/// One time limit of a row.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LimitView {
    /// The name of its column where the row has several; else empty.
    pub column: String,
    /// The limit.
    pub limit: String,
}

/// The list on top of a chapter: nothing where the chapter asks for so little that its reader sees it without.
pub fn duty_views(words: &Words, duties: Vec<Duty>) -> Vec<DutyView> {
    let view = |duty: Duty| {
        let (number, section) = duty.section;
        let url = format!("#{}", duty.anchor);
        let said = DutyView { url, number, section, words: duty.words, ..DutyView::default() };
        let told = |name: &str, count: usize| match count {
            0 => String::new(),
            count => words.tell(name, &[("n", count.into())]),
        };
        match duty.kind {
            DutyKind::Must => DutyView { kind: "must".to_owned(), ..said },
            DutyKind::Steps(limit, count) => {
                DutyView { kind: "steps".to_owned(), limit, steps: told("steps_counted", count), ..said }
            }
            DutyKind::Table(rows, more) => {
                // One column has its name over the list; of several, each says which it is, in a row that fills only one of them, too.
                let several =
                    rows.iter().any(|row| row.limits.iter().any(|(name, _)| Some(name) != first_column(&rows)));
                let rows = rows.iter().map(|row| row_view(row, several)).collect();
                DutyView { kind: "table".to_owned(), rows, more: told("limits_more", more), ..said }
            }
        }
    };
    duties.into_iter().map(view).collect()
}

/// The name of the first column of time limits that any row fills.
fn first_column(rows: &[LimitRow]) -> Option<&String> {
    rows.first().and_then(|row| row.limits.first()).map(|(name, _)| name)
}

fn row_view(row: &LimitRow, several: bool) -> LimitRowView {
    let closed = row.what.is_empty() || row.what.ends_with(['?', '!', ':', ';', '…']);
    let what = format!("{}{}", row.what, if closed { "" } else { ":" });
    let limits = row.limits.iter().map(|(name, limit)| LimitView {
        column: if several { name.clone() } else { String::new() },
        limit: limit.clone(),
    });
    LimitRowView { what, limits: limits.collect() }
}
