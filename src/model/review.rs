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

impl ReviewPlan {
    /// The plan that front matter makes; the site's default by type of chapter counts where it says nothing.
    pub fn of(front: &FrontMatter, config: &SiteConfig) -> Self {
        let last = front.last_reviewed_on;
        let from = last.or(front.effective_from);
        let default = config.review_defaults.get(front.kind.unwrap_or_default().word());
        let length = front.review_in.as_ref().map(|(length, _)| length.0).or(default.copied());
        let planned = front.next_review_on.or_else(|| Some(add_to_date(from?, length?)));
        let extension = front.review_extension.as_ref();
        let extended = extension.and_then(|extension| extension.to);
        ReviewPlan {
            last,
            due: extended.or(planned),
            planned: extended.and(planned),
            extension_reason: extension.and_then(|extension| extension.reason.clone()),
            extended_by: extension.and_then(|extension| extension.by.clone()),
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
    use jiff::ToSpan;
    use jiff::civil::date;

    fn plan(due: Date) -> ReviewPlan {
        ReviewPlan { last: None, due: Some(due), planned: None, extension_reason: None, extended_by: None }
    }

    #[test]
    fn overdue_begins_the_day_after() {
        let plan = plan(date(2026, 11, 15));
        assert_eq!(plan.state(date(2026, 11, 15), 90.days()), ReviewState::DueSoon);
        assert_eq!(plan.state(date(2026, 11, 16), 90.days()), ReviewState::Overdue);
        assert_eq!(plan.state(date(2026, 8, 17), 90.days()), ReviewState::DueSoon);
        assert_eq!(plan.state(date(2026, 8, 16), 90.days()), ReviewState::UpToDate);
    }
}
