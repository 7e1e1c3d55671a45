//! The mark of a chapter in a list: whether it is new, changed lately, or not in force. Takes front matter and a day.

use jiff::civil::Date;

use crate::data::dates::add_to_date;
use crate::model::amendments::{is_public, kind_of};
use crate::model::chapter::State;
use crate::parse::front_matter::{AmendmentEntry, AmendmentKind, FrontMatter};

/// The mark of a chapter in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Badge {
    /// New for some days.
    New,
    /// Changed some days ago.
    Updated,
    /// Out of force.
    Withdrawn,
    /// To come.
    NotYet,
    /// Being written.
    Draft,
    /// Past its last day.
    Expired,
}

impl Badge {
    /// Whether it is shown for some days alone.
    pub fn ages(self) -> bool {
        matches!(self, Badge::New | Badge::Updated)
    }

    /// The name of its words.
    pub fn name(self) -> &'static str {
        match self {
            Badge::New => "badge_new",
            Badge::Updated => "badge_updated",
            Badge::Withdrawn => "badge_withdrawn",
            Badge::NotYet => "badge_not_yet",
            Badge::Draft => "badge_draft",
            Badge::Expired => "badge_expired",
        }
    }
}

/// New or updated for some days after such an amendment; else how the chapter stands where it is not in force.
pub fn badge_of(state: State, front: &FrontMatter, today: Date, days: i64) -> Option<Badge> {
    match state {
        State::Withdrawn => return Some(Badge::Withdrawn),
        State::Future | State::Prospective => return Some(Badge::NotYet),
        State::Draft => return Some(Badge::Draft),
        State::Expired => return Some(Badge::Expired),
        State::Current | State::Superseded => {}
    }
    let recent = |date: Date| badge_end(date, days) > today;
    match newest_told(front, today).filter(|entry| entry.date.is_some_and(recent)).map(kind_of) {
        Some(AmendmentKind::New) => Some(Badge::New),
        Some(AmendmentKind::Major | AmendmentKind::Correction | AmendmentKind::Reinstated) => Some(Badge::Updated),
        _ => None,
    }
}

/// The newest amendment by a day that readers must know. A review or a typing error put right since is none.
pub fn newest_told(front: &FrontMatter, today: Date) -> Option<&AmendmentEntry> {
    let told = front.amendments.iter().filter(|amendment| is_public(kind_of(amendment)));
    told.filter(|amendment| amendment.date.is_some_and(|date| date <= today)).max_by_key(|entry| entry.date)
}

/// The day on which the mark of an amendment ends.
pub fn badge_end(date: Date, days: i64) -> Date {
    add_to_date(date, jiff::Span::new().days(days))
}
