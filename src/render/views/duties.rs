//! What a chapter asks of its reader, and by when: the list on top of it, `partials/duties.html`.

use crate::language::words::Words;
use serde::Serialize;

use crate::render::duties::{Duty, DutyKind};

/// One thing that a chapter asks for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct DutyView {
    /// "must", "steps" or "table".
    pub kind: String,
    /// The time limit of steps; else empty.
    pub limit: String,
    /// How many steps, in words, or empty.
    pub steps: String,
    /// Its place on the page.
    pub url: String,
    /// The number of the section that it stands in, or empty.
    pub number: String,
    /// The title of that section, or empty.
    pub section: String,
    /// A duty in words, the caption of a table, or empty.
    pub words: String,
}

/// The list on top of a chapter: nothing where the chapter asks for so little that its reader sees it without.
pub fn duty_views(words: &Words, duties: Vec<Duty>) -> Vec<DutyView> {
    let view = |duty: Duty| {
        let (kind, limit, count) = match duty.kind {
            DutyKind::Must => ("must", String::new(), 0),
            DutyKind::Steps(limit, count) => ("steps", limit, count),
            DutyKind::Table(rows) => ("table", String::new(), rows),
        };
        let (number, section) = duty.section;
        let url = format!("#{}", duty.anchor);
        let steps = if count == 0 { String::new() } else { words.tell("steps_counted", &[("n", count.into())]) };
        DutyView { kind: kind.to_owned(), limit, steps, url, number, section, words: duty.words }
    };
    duties.into_iter().map(view).collect()
}
