//! The manual's year as a picture: what changes and what is due for review, month by month, this year and the next.
//!
//! Takes the book of amendments and the review register, which hold what readers may see; gives numbers with the lengths
//! of their bars. Whole years of the calendar, so that it changes with them and with what it counts, and on no other day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::make_amendments::{amendments_address, groups_of, year_address, years};
use super::make_page::Surroundings;
use super::pictures::{AmountView, CalendarView, MonthView, YearView};
use crate::language::words::Words;
use crate::model::amendments::{UpdateGroup, is_public};
use crate::model::site::Site;

/// A month of a year.
type Month = (i16, i8);

/// How many things there are in each month.
#[derive(PartialEq, Eq)]
struct Months {
    changes: BTreeMap<Month, usize>,
    reviews: BTreeMap<Month, usize>,
}

impl Months {
    fn of(site: &Site) -> Self {
        let mut months = Months { changes: BTreeMap::new(), reviews: BTreeMap::new() };
        let book = &site.amendments;
        let amended = book.told.iter().chain(&book.coming).filter(|amended| is_public(amended.kind));
        for day in amended.filter_map(|amended| amended.told_on) {
            *months.changes.entry(month_of(day)).or_default() += 1;
        }
        let reviews = site.reviews.owners.iter().flat_map(|owner| &owner.reviews);
        for day in reviews.filter_map(|review| site.chapters.get(review.chapter)?.review.due) {
            *months.reviews.entry(month_of(day)).or_default() += 1;
        }
        months
    }

    /// Whether anything is seen of a year.
    fn has(&self, year: i16) -> bool {
        let within = (year, 1)..=(year, 12);
        self.changes.range(within.clone()).next().is_some() || self.reviews.range(within).next().is_some()
    }

    /// What a picture that begins with a year shows: the years, and what is due before and after them.
    fn shown(&self, year: i16) -> (Vec<i16>, usize, usize) {
        let next = year.saturating_add(1);
        let due = |months: std::collections::btree_map::Range<'_, Month, usize>| months.map(|(_, n)| n).sum();
        let shown: Vec<i16> = [year, next].into_iter().filter(|year| self.has(*year)).collect();
        (shown, due(self.reviews.range(..(year, 1))), due(self.reviews.range((next, 13)..)))
    }
}

fn month_of(day: Date) -> Month {
    (day.year(), day.month())
}

/// The picture; nothing of a manual in which nothing is dated this year or the next.
pub fn calendar_view(around: &Surroundings<'_>) -> Option<CalendarView> {
    let (site, words) = (around.site, around.words());
    let months = Months::of(site);
    let (shown, before, after) = months.shown(site.today.year());
    if shown.is_empty() {
        return None;
    }
    let most = |of: &BTreeMap<Month, usize>| {
        of.iter().filter(|(month, _)| shown.contains(&month.0)).map(|(_, n)| *n).max().unwrap_or_default()
    };
    let (most_changes, most_reviews) = (most(&months.changes), most(&months.reviews));
    let month = |month: Month| MonthView {
        name: Date::new(month.0, month.1, 1).map(|day| words.month_name(day).to_owned()).unwrap_or_default(),
        changes: amount(&months.changes, month, most_changes),
        url: changes_url(around, month),
        reviews: amount(&months.reviews, month, most_reviews),
    };
    let year = |year: i16| YearView { year: year.to_string(), months: (1..=12).map(|of| month((year, of))).collect() };
    Some(CalendarView {
        beyond: [
            told(words, "due_before_year", before, site.today.year()),
            told(words, "due_after_year", after, site.today.year().saturating_add(1)),
        ]
        .into_iter()
        .flatten()
        .collect(),
        years: shown.iter().map(|of| year(*of)).collect(),
    })
}

fn told(words: &Words, name: &str, n: usize, year: i16) -> Option<String> {
    (n > 0).then(|| words.tell(name, &[("n", n.into()), ("year", year.to_string().into())]))
}

/// A number, and its part of the largest in hundredths.
fn amount(of: &BTreeMap<Month, usize>, month: Month, most: usize) -> AmountView {
    let n = of.get(&month).copied().unwrap_or_default();
    let width = if n == 0 { String::new() } else { format!("{}%", (n.saturating_mul(100) / most.max(1)).max(2)) };
    AmountView { n, width }
}

/// Where the changes of a month are listed: the newest update of the month, on the first page that holds it, or what is to come.
fn changes_url(around: &Surroundings<'_>, month: Month) -> String {
    let book = &around.site.amendments;
    let in_month = |group: &&UpdateGroup| {
        month_of(group.date) == month && group.amended.iter().any(|amended| is_public(amended.kind))
    };
    let Some(group) = book.updates.iter().find(in_month) else {
        let coming = book.coming.iter().filter(|amended| is_public(amended.kind));
        let is_to_come = coming.filter_map(|amended| amended.told_on).any(|day| month_of(day) == month);
        let page = around.standpoint().page(&amendments_address());
        return if is_to_come { format!("{page}#coming") } else { String::new() };
    };
    let on_first = groups_of(book, None).iter().any(|shown| shown.anchor == group.anchor);
    let page = if on_first || !years(book).contains(&month.0) { amendments_address() } else { year_address(month.0) };
    format!("{}#{}", around.standpoint().page(&page), group.anchor)
}

/// The days after today on which the picture is another although nothing else is: the first of a year, where that year's
/// picture differs from the one before it.
pub fn new_years(site: &Site) -> impl Iterator<Item = Date> {
    let months = Months::of(site);
    let last = months.changes.keys().chain(months.reviews.keys()).map(|month| month.0).max();
    let last = last.map_or(site.today.year(), |last| last.saturating_add(1));
    let coming = site.today.year().saturating_add(1)..=last;
    coming
        .filter(move |year| months.shown(*year) != months.shown(year.saturating_sub(1)))
        .filter_map(|year| Date::new(year, 1, 1).ok())
}
