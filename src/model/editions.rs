//! How the editions of a chapter stand on a day, and which of them readers see.
//!
//! Takes a chapter's documents and where one looks from; puts them in order. What was in force when is the
//! [`Timeline`]'s to say.

use std::sync::Arc;

use jiff::civil::Date;

use super::chapter::State;
use super::timeline::{DatedEdition, Standing, Timeline};
use crate::parse::document::Document;

/// Which editions readers get to see besides those that are published.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Audience {
    /// Drafts too.
    pub drafts: bool,
    /// Editions whose `published_on` is still to come, too.
    pub future: bool,
}

/// From when one looks at the manual, and at which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Vantage {
    /// The day that the manual is shown as at.
    pub day: Date,
    /// The day on which it is built: what was published until then is known.
    pub built_on: Date,
    /// Whether the manual is shown as it stood, without what came after `day`: for a record, not for work.
    pub frozen: bool,
}

impl Vantage {
    /// The manual on a day, as built on that day.
    pub fn on(day: Date) -> Self {
        Vantage { day, built_on: day, frozen: false }
    }

    /// The manual as it stood on a day, with what is known today.
    pub fn as_at(day: Date, today: Date) -> Self {
        Vantage { day, built_on: today, frozen: true }
    }
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
    /// What is in force when, of what readers may see.
    pub timeline: Timeline,
    /// The one that the chapter's page shows.
    pub shown: usize,
    /// How the chapter stands.
    pub state: State,
    /// The withdrawal that readers are told of: the one that holds, else the next; the place of the edition that says so.
    pub withdrawal: Option<(usize, Date)>,
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

/// Whether readers know of an edition: drafts only if they asked, others once they are published. A chapter shows one of
/// those that they know, and is left out of the site if there is none.
pub fn is_visible(document: &Document, vantage: Vantage, audience: Audience) -> bool {
    let front = &document.front_matter;
    if vantage.frozen && (!counts(document) || front.effective_from.is_some_and(|from| from > vantage.day)) {
        return false;
    }
    let published = front.published_on.is_none_or(|on| on <= vantage.built_on);
    (!front.draft || audience.drafts) && (published || audience.future || front.draft)
}

/// Puts the editions of one chapter in order and says how each stands.
pub fn plan_editions(mut documents: Vec<Arc<Document>>, vantage: Vantage, audience: Audience) -> EditionPlan {
    documents.sort_by_key(|document| time_key(document));
    let visible: Vec<bool> = documents.iter().map(|document| is_visible(document, vantage, audience)).collect();
    let dated: Vec<DatedEdition> = documents
        .iter()
        .enumerate()
        .zip(&visible)
        .filter(|((_, document), visible)| **visible && counts(document))
        .map(|((place, document), _)| {
            let front = &document.front_matter;
            let withdrawn_on = front.withdrawn.as_ref().and_then(|withdrawn| withdrawn.on);
            let known = |day: &Date| !vantage.frozen || *day <= vantage.day;
            DatedEdition {
                place,
                from: front.effective_from,
                expires_on: front.expires_on,
                withdrawn_on: withdrawn_on.filter(known),
            }
        })
        .collect();
    let timeline = Timeline::of(&dated);
    let standing = timeline.on(vantage.day);
    let current = standing.text();
    let state_of = |(place, document): (usize, &Arc<Document>)| match standing {
        _ if document.front_matter.draft => State::Draft,
        _ if document.front_matter.prospective => State::Prospective,
        _ if !visible.get(place).copied().unwrap_or(false) => State::Future,
        _ if current.is_none_or(|current| place > current) => State::Future,
        _ if current != Some(place) => State::Superseded,
        Standing::Withdrawn(_) => State::Withdrawn,
        Standing::Expired(_) => State::Expired,
        Standing::NotYet | Standing::InForce(_) => State::Current,
    };
    let states: Vec<State> = documents.iter().enumerate().map(state_of).collect();
    let shown = current.or_else(|| visible.iter().position(|seen| *seen)).unwrap_or(0);
    let state = states.get(shown).copied().unwrap_or(State::Draft);
    let withdrawal = told_withdrawal(&dated, standing, vantage.day);
    EditionPlan { documents, states, visible, timeline, shown, state, withdrawal }
}

fn told_withdrawal(dated: &[DatedEdition], standing: Standing, day: Date) -> Option<(usize, Date)> {
    let all = dated.iter().filter_map(|edition| Some((edition.place, edition.withdrawn_on?)));
    match standing {
        Standing::Withdrawn(_) => all.filter(|(_, on)| *on <= day).max_by_key(|(_, on)| *on),
        _ => all.filter(|(_, on)| *on > day).min_by_key(|(_, on)| *on),
    }
}

/// The names of a chapter's editions: no two are alike, whatever their dates.
#[derive(Default)]
pub(super) struct EditionNames(Vec<String>);

impl EditionNames {
    pub(super) fn next(&mut self, document: &Document) -> String {
        let front = &document.front_matter;
        let name = match front.effective_from {
            Some(day) => day.to_string(),
            None if front.draft => "draft".to_owned(),
            None if front.prospective => "prospective".to_owned(),
            None => "undated".to_owned(),
        };
        let alike = self.0.iter().filter(|other| **other == name).count();
        self.0.push(name.clone());
        if alike == 0 { name } else { format!("{name}-{}", alike + 1) }
    }
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
        plan_editions(fronts.iter().map(|front| edition(front)).collect(), Vantage::on(today), Audience::default())
            .states
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
    fn a_text_in_force_before_it_was_published_is_not_known_before() {
        let fronts =
            ["effective_from: 2024-01-01", "effective_from: 2024-03-01\npublished_on: 2024-03-10\nretrospective: true"];
        assert_eq!(states(&fronts, date(2024, 3, 5)), [State::Current, State::Future]);
        assert_eq!(states(&fronts, date(2024, 3, 10)), [State::Superseded, State::Current]);
        let documents: Vec<_> = fronts.iter().map(|front| edition(front)).collect();
        let as_at = Vantage::as_at(date(2024, 3, 5), date(2026, 11, 15));
        let plan = plan_editions(documents, as_at, Audience::default());
        assert_eq!((plan.states, plan.shown), (vec![State::Superseded, State::Current], 1));
    }

    #[test]
    fn a_frozen_manual_knows_nothing_of_what_came_after() {
        let fronts =
            ["effective_from: 2024-01-01\nwithdrawn: {on: 2025-06-01, reason: r}", "effective_from: 2025-01-01"];
        let documents: Vec<_> = fronts.iter().map(|front| edition(front)).collect();
        let as_at = Vantage::as_at(date(2024, 12, 31), date(2026, 11, 15));
        let plan = plan_editions(documents, as_at, Audience::default());
        assert_eq!((plan.state, plan.visible, plan.withdrawal), (State::Current, vec![true, false], None));
    }

    #[test]
    fn an_earlier_withdrawal_holds_while_a_later_one_is_still_to_come() {
        let fronts = [
            "effective_from: 2024-01-01\nwithdrawn: {on: 2024-06-01, reason: r}",
            "effective_from: 2025-01-01\nwithdrawn: {on: 2025-06-01, reason: r}",
        ];
        assert_eq!(states(&fronts, date(2024, 7, 1)), [State::Withdrawn, State::Future]);
        assert_eq!(states(&fronts, date(2025, 2, 1)), [State::Superseded, State::Current]);
    }

    #[test]
    fn drafts_and_prospective_texts_are_never_in_force() {
        let all = ["draft: true", "prospective: true", "effective_from: 2026-01-01"];
        assert_eq!(states(&all, date(2026, 6, 1)), [State::Current, State::Prospective, State::Draft]);
    }
}
