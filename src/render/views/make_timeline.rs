//! The editions of a chapter as a picture: which text stood when.
//!
//! Takes the chapter's timeline and its editions; gives places on a scale of days. The scale runs from the first day that
//! is known to the last, with room behind it for what is in force still. It does not depend on the day of the build: the
//! picture changes when a change takes effect and on no other day.

use jiff::civil::Date;

use super::make_history::{edition_days, edition_title};
use super::make_page::Surroundings;
use super::page::LinkView;
use super::pictures::{BarView, LineView, TickView, TimelineView};
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::timeline::{Standing, Stretch};

/// The most years that are written on the scale: more would touch each other on a telephone.
const MOST_YEARS: i64 = 5;
/// The shortest scale, in days: a picture of one month would say nothing.
const SHORTEST: i64 = 365;

/// Days as hundredths of the width.
struct Scale {
    first: Date,
    days: i64,
}

impl Scale {
    /// The scale of a chapter; none where its editions name no two days.
    fn of(chapter: &Chapter, told: impl Fn(Date) -> bool) -> Option<Self> {
        let stretches = chapter.timeline.stretches();
        let visible = chapter.editions.iter().filter(|edition| edition.visible);
        let amended = visible.flat_map(|edition| &edition.front().amendments).filter_map(|amendment| amendment.date);
        let from = stretches.iter().filter_map(|stretch| stretch.from);
        // The editions begin the scale: amendments of before them are of texts that the manual does not hold.
        let first = from.clone().min()?;
        let last = from.chain(amended.filter(|day| told(*day))).max()?.max(first);
        let known = days_between(first, last).max(SHORTEST);
        let room = known / 6;
        // What has always been in force comes from further left than any day.
        let always = stretches.first().is_some_and(|stretch| stretch.standing != Standing::NotYet);
        let before = if always { room } else { 0 };
        let first = first.checked_sub(jiff::Span::new().days(before)).unwrap_or(first);
        Some(Scale { first, days: before + known + room })
    }

    /// Where a day is, in thousandths.
    fn place(&self, day: Date) -> i64 {
        (days_between(self.first, day).saturating_mul(1000) / self.days.max(1)).clamp(0, 1000)
    }

    fn ticks(&self) -> Vec<TickView> {
        let years = self.days / 365 + 1;
        let step = (years + MOST_YEARS - 1) / MOST_YEARS;
        let first = i64::from(self.first.year()) + i64::from(self.first.day_of_year() > 1);
        let on_scale = (0..).map(|count| first + count * step.max(1));
        let new_year = |year: i64| Some((year, Date::new(i16::try_from(year).ok()?, 1, 1).ok()?));
        on_scale
            .map_while(new_year)
            .map(|(year, day)| (year, days_between(self.first, day)))
            // The last year is written whole, or it is not written.
            .take_while(|(_, days)| *days <= self.days - self.days / 9)
            .map(|(year, days)| TickView { at: hundredths(days * 1000 / self.days.max(1)), year: year.to_string() })
            .collect()
    }
}

fn days_between(from: Date, to: Date) -> i64 {
    (to - from).get_days().into()
}

/// "37.5%", of thousandths.
fn hundredths(thousandths: i64) -> String {
    match (thousandths / 10, thousandths % 10) {
        (whole, 0) => format!("{whole}%"),
        (whole, rest) => format!("{whole}.{rest}%"),
    }
}

/// The picture; nothing of a chapter with fewer than two editions, of which there is nothing to see.
pub fn timeline_view(around: &Surroundings<'_>, chapter: &Chapter) -> Option<TimelineView> {
    let site = around.site;
    let told = |day: Date| !site.frozen || day <= site.today;
    let dated = |edition: &&Edition| edition.visible && !matches!(edition.state, State::Draft | State::Prospective);
    if chapter.editions.iter().filter(dated).count() < 2 {
        return None;
    }
    let scale = Scale::of(chapter, told)?;
    let places = chapter.editions.iter().enumerate().rev().filter(|(_, edition)| dated(edition));
    let lines = places.map(|(place, edition)| LineView {
        link: LinkView {
            title: edition_title(around.words(), edition),
            url: format!("#edition-{}", edition.name),
            ..LinkView::default()
        },
        days: edition_days(around.words(), chapter, place, edition),
        bars: bars(&scale, chapter, place, edition),
        marks: marks(&scale, edition, told),
    });
    Some(TimelineView { ticks: scale.ticks(), lines: lines.collect() })
}

/// The stretches of an edition's text.
fn bars(scale: &Scale, chapter: &Chapter, place: usize, edition: &Edition) -> Vec<BarView> {
    let stretches = chapter.timeline.stretches();
    let until = |index: usize| stretches.get(index + 1).and_then(|next| next.from);
    let own = stretches.iter().enumerate().filter(|(_, stretch)| stretch.standing.text() == Some(place));
    let bar = |(index, stretch): (usize, &Stretch)| {
        let from = stretch.from.map_or(0, |day| scale.place(day));
        let to = until(index).map_or(1000, |day| scale.place(day));
        let kind = match stretch.standing {
            Standing::InForce(_) if edition.state == State::Future => "future",
            Standing::InForce(_) if edition.state == State::Superseded => "past",
            Standing::InForce(_) => "in-force",
            Standing::Withdrawn(_) => "withdrawn",
            Standing::Expired(_) => "expired",
            Standing::NotYet => return None,
        };
        // A text of one day is to be seen too.
        let width = (to - from).max(4);
        Some(BarView { at: hundredths(from.min(996)), width: hundredths(width), kind: kind.to_owned() })
    };
    own.filter_map(bar).collect()
}

/// The days of an edition's amendments, each once.
fn marks(scale: &Scale, edition: &Edition, told: impl Fn(Date) -> bool) -> Vec<String> {
    let dates = edition.front().amendments.iter().filter_map(|amendment| amendment.date);
    let mut places: Vec<i64> = dates
        .filter(|day| told(*day) && *day >= scale.first)
        // A mark is as wide as it is high: at an edge it would stand half outside.
        .map(|day| scale.place(day).clamp(8, 992))
        .collect();
    places.sort_unstable();
    places.dedup();
    places.into_iter().map(hundredths).collect()
}
