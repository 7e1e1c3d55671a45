//! When a chapter is next reviewed, and how it stands on a day.
//!
//! The rule (product specification, section 6): up to date while today ≤ the review date, overdue from the day after.

use jiff::Span as Length;
use jiff::civil::Date;

use crate::config::site_config::SiteConfig;
use crate::data::dates::add_to_date;
use crate::parse::front_matter::FrontMatter;

/// When a chapter is reviewed.
#[derive(Clone, Debug, PartialEq)]
pub struct ReviewPlan {
    /// The last review.
    pub last: Option<Date>,
    /// The day by which the next is due, extensions counted.
    pub due: Option<Date>,
    /// The day that was planned, where an extension moved it.
    pub planned: Option<Date>,
    /// Why it was extended.
    pub extension_reason: Option<String>,
    /// Who extended it: a contact.
    pub extended_by: Option<String>,
}

/// How a review stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewState {
    /// No date is known.
    Unplanned,
    /// Not yet due.
    UpToDate,
    /// Due within the time that the site calls soon.
    DueSoon,
    /// Past its date.
    Overdue,
}

impl ReviewState {
    /// The word for it in files for machines.
    pub fn word(self) -> &'static str {
        match self {
            ReviewState::Unplanned => "unplanned",
            ReviewState::UpToDate => "up-to-date",
            ReviewState::DueSoon => "due-soon",
            ReviewState::Overdue => "overdue",
        }
    }
}

impl ReviewPlan {
    /// The plan that front matter makes; the site's default by type of chapter counts where it says nothing. An extension
    /// to a day before the planned one is left over from an earlier review: it moves nothing.
    pub fn of(front: &FrontMatter, config: &SiteConfig) -> Self {
        let last = front.last_review();
        let from = last.or(front.effective_from);
        let default = config.review_defaults.get(front.kind.unwrap_or_default().word());
        let length = front.review_in.as_ref().map(|(length, _)| length.0).or(default.copied());
        let planned = front.next_review_on.or_else(|| Some(add_to_date(from?, length?)));
        let later = |to: Date| planned.is_none_or(|planned| to > planned);
        let extension = front.review_extension.as_ref().filter(|extension| extension.to.is_some_and(later));
        let extended = extension.and_then(|extension| extension.to);
        ReviewPlan {
            last,
            due: extended.or(planned),
            planned: extended.and(planned),
            extension_reason: extension.and_then(|extension| extension.reason.clone()),
            extended_by: extension.and_then(|extension| extension.by.clone()),
        }
    }

    /// The plan as far as it was known on an earlier day, for a record. What was planned before a later review is not
    /// written anywhere; an extension is given when a review falls due, so that before that day it was not known.
    #[must_use]
    pub fn known_on(self, day: Date) -> Self {
        let unknown = ReviewPlan { last: None, due: None, planned: None, extension_reason: None, extended_by: None };
        if self.last.is_some_and(|last| last > day) {
            return unknown;
        }
        match self.planned.filter(|planned| *planned > day) {
            Some(planned) => ReviewPlan { last: self.last, due: Some(planned), ..unknown },
            None => self,
        }
    }

    /// How the review stands on a day.
    pub fn state(&self, today: Date, due_soon: Length) -> ReviewState {
        match self.due {
            None => ReviewState::Unplanned,
            Some(due) if today > due => ReviewState::Overdue,
            Some(due) if add_to_date(today, due_soon) >= due => ReviewState::DueSoon,
            Some(_) => ReviewState::UpToDate,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::document::parse_document;
    use crate::source::source_tree::SourceText;
    use jiff::ToSpan;
    use jiff::civil::date;

    fn plan(front: &str) -> ReviewPlan {
        let text = SourceText::new("content/a.md", &format!("---\ntitle: A\n{front}\n---\n"));
        ReviewPlan::of(&parse_document(&text).value.front_matter, &SiteConfig::defaults("site.toml".into()))
    }

    #[test]
    fn overdue_begins_the_day_after() {
        let plan = plan("next_review_on: 2026-11-15");
        assert_eq!(plan.state(date(2026, 11, 15), 90.days()), ReviewState::DueSoon);
        assert_eq!(plan.state(date(2026, 11, 16), 90.days()), ReviewState::Overdue);
        assert_eq!(plan.state(date(2026, 8, 17), 90.days()), ReviewState::DueSoon);
        assert_eq!(plan.state(date(2026, 8, 16), 90.days()), ReviewState::UpToDate);
    }

    #[test]
    fn months_end_where_the_month_ends() {
        for (last, length, due) in [
            ("2026-01-31", "1 month", date(2026, 2, 28)),
            ("2028-01-31", "1 month", date(2028, 2, 29)),
            ("2024-02-29", "12 months", date(2025, 2, 28)),
            ("2024-02-29", "48 months", date(2028, 2, 29)),
            ("2025-08-31", "6 months", date(2026, 2, 28)),
            ("2025-12-31", "6 weeks", date(2026, 2, 11)),
        ] {
            let plan = plan(&format!("last_reviewed_on: {last}\nreview_in: {length}"));
            assert_eq!(plan.due, Some(due), "{last} + {length}");
            let (before, after) = (due.yesterday().unwrap(), due.tomorrow().unwrap());
            let states = [before, due, after].map(|day| plan.state(day, 1.days()));
            assert_eq!(states, [ReviewState::DueSoon, ReviewState::DueSoon, ReviewState::Overdue], "{last}");
        }
    }

    #[test]
    fn due_soon_in_months_ends_with_the_month_too() {
        let due = plan("next_review_on: 2027-02-28");
        assert_eq!(due.state(date(2027, 1, 27), 1.months()), ReviewState::UpToDate);
        for day in [28, 29, 30, 31] {
            assert_eq!(due.state(date(2027, 1, day), 1.months()), ReviewState::DueSoon, "{day} January");
        }
        let leap = plan("next_review_on: 2028-02-29");
        assert_eq!(leap.state(date(2028, 1, 28), 1.months()), ReviewState::UpToDate);
        assert_eq!(leap.state(date(2028, 1, 29), 1.months()), ReviewState::DueSoon);
    }

    #[test]
    fn a_review_that_is_recorded_moves_the_clock() {
        let recorded = "amendments:\n  - {date: 2026-05-06, type: review}\n  - {date: 2026-09-01, type: minor}";
        for last in ["", "last_reviewed_on: 2025-05-01\n"] {
            let plan = plan(&format!("effective_from: 2025-05-01\nreview_in: 12 months\n{last}{recorded}"));
            assert_eq!((plan.last, plan.due), (Some(date(2026, 5, 6)), Some(date(2027, 5, 6))), "{last}");
        }
        let later = plan(&format!("last_reviewed_on: 2026-06-01\nreview_in: 12 months\n{recorded}"));
        assert_eq!((later.last, later.due), (Some(date(2026, 6, 1)), Some(date(2027, 6, 1))));
    }

    #[test]
    fn an_extension_moves_the_day_until_the_review_is_done() {
        let extension = "review_in: 12 months\nreview_extension: {to: 2027-02-28, by: a, reason: r}";
        let waiting = plan(&format!("last_reviewed_on: 2025-10-20\n{extension}"));
        assert_eq!((waiting.due, waiting.planned), (Some(date(2027, 2, 28)), Some(date(2026, 10, 20))));
        let done = plan(&format!("last_reviewed_on: 2027-02-10\n{extension}"));
        assert_eq!((done.due, done.planned, done.extended_by), (Some(date(2028, 2, 10)), None, None));
    }
}
