//! Which edition of a chapter is in force on a day.
//!
//! The rules (product specification, section 4): the edition with the latest `effective_from` on or before the day,
//! unless the chapter is withdrawn on or before it; intervals are half-open. An edition that takes effect on or after
//! the day of a withdrawal reinstates the chapter. An edition without any date has always been in force.

use std::sync::Arc;

use jiff::civil::Date;

use super::chapter::State;
use crate::parse::document::Document;

/// Which editions readers get to see besides those that are published today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Audience {
    /// Drafts too.
    pub drafts: bool,
    /// Editions whose `published_on` is still to come, too.
    pub future: bool,
}

/// A chapter's editions in order, and how they stand.
#[derive(Clone, Debug)]
pub struct EditionPlan {
    /// The editions: dated ones by date, then prospective ones, then drafts.
    pub documents: Vec<Arc<Document>>,
    /// How each stands.
    pub states: Vec<State>,
    /// Which of them readers may see.
    pub visible: Vec<bool>,
    /// The one that the chapter's page shows.
    pub shown: usize,
    /// How the chapter stands.
    pub state: State,
}

/// The order of editions in time; what has no date yet comes last.
fn time_key(document: &Document) -> (u8, Option<Date>, Arc<str>) {
    let front = &document.front_matter;
    let rank = match () {
        () if front.draft => 2,
        () if front.prospective => 1,
        () => 0,
    };
    (rank, front.effective_from, Arc::clone(&document.path))
}

/// Whether an edition can ever be in force as it is written.
fn counts(document: &Document) -> bool {
    !document.front_matter.draft && !document.front_matter.prospective
}

/// The edition in force on a day, by its place among editions that [`plan_editions`] put in order, withdrawal and
/// expiry aside.
pub fn in_force(documents: &[Arc<Document>], day: Date) -> Option<usize> {
    let begun =
        |document: &Document| counts(document) && document.front_matter.effective_from.is_none_or(|from| from <= day);
    documents.iter().rposition(|document| begun(document))
}

/// The day from which a chapter is withdrawn, with the place of the edition that says so: the latest.
pub fn withdrawal(documents: &[Arc<Document>]) -> Option<(usize, Date)> {
    let on = |document: &Document| document.front_matter.withdrawn.as_ref().and_then(|withdrawn| withdrawn.on);
    documents.iter().enumerate().filter_map(|(index, document)| Some((index, on(document)?))).max_by_key(|(_, on)| *on)
}

/// Puts the editions of one chapter in order and says how each stands on a day.
pub fn plan_editions(mut documents: Vec<Arc<Document>>, today: Date, audience: Audience) -> EditionPlan {
    documents.sort_by_key(|document| time_key(document));
    let current = in_force(&documents, today);
    let withdrawn_on = withdrawal(&documents).map(|(_, on)| on).filter(|on| *on <= today);
    let mut states = Vec::with_capacity(documents.len());
    let mut visible = Vec::with_capacity(documents.len());
    for (index, document) in documents.iter().enumerate() {
        let front = &document.front_matter;
        let state = if front.draft {
            State::Draft
        } else if front.prospective {
            State::Prospective
        } else if current.is_none_or(|current| index > current) {
            State::Future
        } else if current != Some(index) {
            State::Superseded
        } else if withdrawn_on.is_some_and(|on| front.effective_from.is_none_or(|from| from < on)) {
            State::Withdrawn
        } else if front.expires_on.is_some_and(|last| last < today) {
            State::Expired
        } else {
            State::Current
        };
        let unseen = front.published_on.is_some_and(|from| from > today) && state == State::Future;
        states.push(state);
        visible.push((!front.draft || audience.drafts) && (!unseen || audience.future));
    }
    let shown = current.or_else(|| visible.iter().position(|seen| *seen)).unwrap_or(0);
    let state = states.get(shown).copied().unwrap_or(State::Draft);
    EditionPlan { documents, states, visible, shown, state }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::document::parse_document;
    use crate::source::source_tree::SourceText;
    use jiff::civil::date;

    fn edition(front: &str) -> Arc<Document> {
        Arc::new(parse_document(&SourceText::new("content/a.md", &format!("---\ntitle: A\n{front}\n---\n"))).value)
    }

    fn states(fronts: &[&str], today: Date) -> Vec<State> {
        plan_editions(fronts.iter().map(|front| edition(front)).collect(), today, Audience::default()).states
    }

    #[test]
    fn intervals_are_half_open() {
        let fronts = ["effective_from: 2024-01-01", "effective_from: 2026-03-01"];
        assert_eq!(states(&fronts, date(2026, 2, 28)), [State::Current, State::Future]);
        assert_eq!(states(&fronts, date(2026, 3, 1)), [State::Superseded, State::Current]);
        assert_eq!(states(&fronts, date(2023, 12, 31)), [State::Future, State::Future]);
    }

    #[test]
    fn withdrawn_on_the_day_and_reinstated_by_a_later_edition() {
        let withdrawn = "effective_from: 2024-01-01\nwithdrawn: {on: 2025-05-01, reason: r}";
        assert_eq!(states(&[withdrawn], date(2025, 4, 30)), [State::Current]);
        assert_eq!(states(&[withdrawn], date(2025, 5, 1)), [State::Withdrawn]);
        let back = "effective_from: 2025-05-01";
        assert_eq!(states(&[withdrawn, back], date(2025, 5, 1)), [State::Superseded, State::Current]);
    }

    #[test]
    fn expires_after_its_last_day() {
        let interim = "effective_from: 2026-01-01\nexpires_on: 2026-02-01";
        assert_eq!(states(&[interim], date(2026, 2, 1)), [State::Current]);
        assert_eq!(states(&[interim], date(2026, 2, 2)), [State::Expired]);
    }

    #[test]
    fn drafts_and_prospective_texts_are_never_in_force() {
        let all = ["draft: true", "prospective: true", "effective_from: 2026-01-01"];
        assert_eq!(states(&all, date(2026, 6, 1)), [State::Current, State::Prospective, State::Draft]);
    }
}
