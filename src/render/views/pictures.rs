//! Pictures of time as plain data: places are hundredths of the picture's width, so that a template draws them at any width
//! and no word in them is ever made smaller.

use serde::Serialize;

use super::page::LinkView;

/// The editions of a chapter, one line each, on one scale of days: `partials/timeline.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct TimelineView {
    /// The first days of years that the scale shows.
    pub ticks: Vec<TickView>,
    /// The editions, in the order of the page.
    pub lines: Vec<LineView>,
}

/// The first day of a year on the scale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct TickView {
    /// Where it is: "37.5%".
    pub at: String,
    /// The year.
    pub year: String,
}

/// An edition on the scale.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LineView {
    /// Its section of the page, by its name: "Version 2.0".
    pub link: LinkView,
    /// From when until when it is in force, as a sentence.
    pub days: String,
    /// The days on which its text stands, in force or not any more.
    pub bars: Vec<BarView>,
    /// Where its amendments are.
    pub marks: Vec<String>,
}

/// Some days on end.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct BarView {
    /// Where it begins: "12.5%".
    pub at: String,
    /// How wide it is: "20%".
    pub width: String,
    /// "in-force", "past", "future", "withdrawn" or "expired".
    pub kind: String,
}

/// Two years of the manual, month by month: `partials/year.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct CalendarView {
    /// The years; those in which nothing happens are left out.
    pub years: Vec<YearView>,
    /// What is due before and after these years, as sentences.
    pub beyond: Vec<String>,
}

/// A year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct YearView {
    /// The year.
    pub year: String,
    /// Its twelve months.
    pub months: Vec<MonthView>,
}

/// A month.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct MonthView {
    /// Its name.
    pub name: String,
    /// How many recorded changes readers were or will be told of.
    pub changes: AmountView,
    /// Where these are listed, or empty.
    pub url: String,
    /// How many chapters are due for review.
    pub reviews: AmountView,
}

/// A number with the length of its bar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct AmountView {
    /// The number.
    pub n: usize,
    /// The length: "40%"; empty for none.
    pub width: String,
}
