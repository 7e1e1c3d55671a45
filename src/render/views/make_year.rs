//! The manual's year as a picture: what changes and what is due for review, month by month, this year and the next.
//!
//! Takes the book of amendments and the review register, which hold what readers may see; gives numbers with the lengths
//! of their bars. Whole years of the calendar, so that it changes with them and with what it counts, and on no other day.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::make_amendments::{amendments_address, groups_of, year_address, years};
use super::make_page::Surroundings;
use super::pictures::{AmountView, CalendarView, MonthView, YearView};
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

    /// What a picture that begins with a year shows; nothing if nothing is dated in it or in the next.
    fn shown(&self, year: i16) -> Option<Shown> {
        let next = year.saturating_add(1);
        let years: Vec<i16> = [year, next].into_iter().filter(|year| self.has(*year)).collect();
        if years.is_empty() {
            return None;
        }
        let before: usize = self.reviews.range(..(year, 1)).map(|(_, n)| n).sum();
        let after: usize = self.reviews.range((next, 13)..).map(|(_, n)| n).sum();
        let beyond = [("due_before_year", before, year), ("due_after_year", after, next)];
        Some(Shown { years, beyond: beyond.into_iter().filter(|(_, n, _)| *n > 0).collect() })
    }
}

/// What a picture shows, apart from its numbers.
#[derive(PartialEq, Eq)]
struct Shown {
    /// The years in which something is dated.
    years: Vec<i16>,
    /// The reviews before and after them: the name of what is said, how many, and the year that it names.
    beyond: Vec<(&'static str, usize, i16)>,
}

fn month_of(day: Date) -> Month {
    (day.year(), day.month())
}

/// The picture; nothing of a manual in which nothing is dated this year or the next.
pub fn calendar_view(around: &Surroundings<'_>) -> Option<CalendarView> {
    let (site, words) = (around.site, around.words());
    let months = Months::of(site);
    let Shown { years, beyond } = months.shown(site.today.year())?;
    let most = |of: &BTreeMap<Month, usize>| {
        of.iter().filter(|(month, _)| years.contains(&month.0)).map(|(_, n)| *n).max().unwrap_or_default()
    };
    let (most_changes, most_reviews) = (most(&months.changes), most(&months.reviews));
    let month = |month: Month| MonthView {
        name: Date::new(month.0, month.1, 1).map(|day| words.month_name(day).to_owned()).unwrap_or_default(),
        changes: amount(&months.changes, month, most_changes),
        url: changes_url(around, month),
        reviews: amount(&months.reviews, month, most_reviews),
    };
    let year = |year: i16| YearView { year: year.to_string(), months: (1..=12).map(|of| month((year, of))).collect() };
    let told = |(name, n, year): &(&str, usize, i16)| {
        words.tell(name, &[("n", (*n).into()), ("year", year.to_string().into())])
    };
    Some(CalendarView { beyond: beyond.iter().map(told).collect(), years: years.iter().map(|of| year(*of)).collect() })
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

/// The next days on which the picture is another although nothing else is: the first of a year whose picture differs from that
/// of the year before it. Two are more than lie within the days that `next-change.json` lists.
pub fn new_years(site: &Site) -> Vec<Date> {
    let months = Months::of(site);
    let dated: BTreeSet<i16> = months.changes.keys().chain(months.reviews.keys()).map(|month| month.0).collect();
    // A year is seen from the one before it on, and no longer from the one behind it.
    let around = |year: &i16| [year.saturating_sub(1), *year, year.saturating_add(1)];
    let candidates: BTreeSet<i16> = dated.iter().flat_map(around).collect();
    let coming = candidates.range(site.today.year().saturating_add(1)..);
    let differs = |year: &&i16| months.shown(**year) != months.shown(year.saturating_sub(1));
    coming.filter(differs).filter_map(|year| Date::new(*year, 1, 1).ok()).take(2).collect()
}
