//! The manual's recorded changes as the views of the page of what has changed, and which pages of years stand beside it.
//!
//! However large the manual: the page holds the newest updates and of each a bounded number of changes. Where that leaves
//! something out, the page of its year holds all of it.

use crate::language::words::Words;
use std::collections::BTreeSet;

use super::amendments::{AmendedListView, AmendedView, AmendmentsView, UpdateView};
use super::make_amendment::amendment_view;
use super::make_page::Surroundings;
use super::page::LinkView;
use crate::model::address::Address;
use crate::model::amendments::{Amended, AmendmentBook, UpdateGroup, is_public, published_late};
use crate::model::chapter::State;
use crate::model::site::Site;
use crate::parse::front_matter::AmendmentKind;

/// The most named updates on the first page.
const MOST_UPDATES: usize = 12;
/// The most updates and months between them on the first page.
const MOST_GROUPS: usize = 36;
/// The most changes that the first page lists of one update.
const MOST_CHANGES: usize = 50;
/// The most changes to come that it lists.
const MOST_COMING: usize = 100;

/// The page of what has changed.
pub fn amendments_address() -> Address {
    Address::new("amendments")
}

/// The page of a year's changes.
pub fn year_address(year: i16) -> Address {
    Address::new(&format!("amendments/{year}"))
}

/// How many of the updates, newest first, stand on the first page.
fn on_first_page(book: &AmendmentBook) -> usize {
    let mut named = 0;
    let fits = |group: &&UpdateGroup| {
        named += usize::from(group.named);
        named <= MOST_UPDATES
    };
    book.updates.iter().take(MOST_GROUPS).take_while(fits).count()
}

/// The years that have a page of their own, newest first: those of which the first page leaves something out.
pub fn years(book: &AmendmentBook) -> Vec<i16> {
    let first = on_first_page(book);
    let left_out = |(place, group): &(usize, &UpdateGroup)| *place >= first || group.amended.len() > MOST_CHANGES;
    let years: BTreeSet<i16> =
        book.updates.iter().enumerate().filter(left_out).map(|(_, group)| group.date.year()).collect();
    years.into_iter().rev().collect()
}

/// The updates on the page of a year, or on the first page.
pub fn groups_of(book: &AmendmentBook, year: Option<i16>) -> Vec<&UpdateGroup> {
    match year {
        Some(year) => book.updates.iter().filter(|group| group.date.year() == year).collect(),
        None => book.updates.iter().take(on_first_page(book)).collect(),
    }
}

/// Whose changes a page shows, in its order: what its key is made from.
pub fn shown_changes(site: &Site, year: Option<i16>) -> impl Iterator<Item = &Amended> {
    let most = if year.is_some() { usize::MAX } else { MOST_CHANGES };
    let groups = groups_of(&site.amendments, year).into_iter();
    let coming = site.amendments.coming.iter().filter(move |_| year.is_none()).take(MOST_COMING);
    coming.chain(groups.flat_map(move |group| in_order(group).into_iter().take(most)))
}

/// The changes of an update in the order in which its lists show them.
fn in_order(group: &UpdateGroup) -> Vec<&Amended> {
    let mut amended: Vec<&Amended> = group.amended.iter().collect();
    amended.sort_by_key(|amended| list_of(amended.kind));
    amended
}

/// The list that a kind of change stands in.
fn list_of(kind: AmendmentKind) -> usize {
    match kind {
        AmendmentKind::New => 0,
        AmendmentKind::Major | AmendmentKind::Correction | AmendmentKind::Reinstated => 1,
        AmendmentKind::Withdrawn => 2,
        AmendmentKind::Minor | AmendmentKind::Review => 3,
    }
}

/// The titles of the lists.
const LISTS: [&str; 3] = ["list_new", "list_updated", "list_withdrawn"];

/// `amendments.html`: the first page, or that of a year.
pub fn amendments_view(around: &Surroundings<'_>, year: Option<i16>) -> AmendmentsView {
    let book = &around.site.amendments;
    let words = around.words();
    let year_title = |name: &str, year: i16| words.tell(name, &[("year", year.to_string().into())]);
    let title =
        year.map_or_else(|| words.say("what_has_changed").to_owned(), |year| year_title("what_changed_in", year));
    let mut page = around.page(&title);
    if year.is_none() {
        page.feeds = around.feeds(None);
    }
    let years = years(book);
    let link = |title: String, address: &Address| LinkView {
        title,
        url: around.standpoint().page(address),
        here: address == around.address,
        ..LinkView::default()
    };
    let groups = groups_of(book, year);
    let coming = book.coming.iter().filter(|_| year.is_none());
    AmendmentsView {
        year: year.map(|year| year.to_string()).unwrap_or_default(),
        newest: year.map(|_| link(words.say("newest_updates").to_owned(), &amendments_address())),
        index: groups
            .iter()
            .filter(|group| group.named || group.amended.iter().any(|amended| is_public(amended.kind)))
            .map(|group| LinkView {
                title: group.title.clone(),
                url: format!("#{}", group.anchor),
                ..LinkView::default()
            })
            .collect(),
        years: years.iter().map(|year| link(year_title("all_of_year", *year), &year_address(*year))).collect(),
        coming_left_out: told_if(words, "more_to_come", coming.clone().count().saturating_sub(MOST_COMING)),
        coming: coming.take(MOST_COMING).filter_map(|amended| amended_view(around, amended, None)).collect(),
        updates: groups.into_iter().map(|group| update_view(around, group, year)).collect(),
        page,
    }
}

/// What is said of a number of things; nothing of none.
fn told_if(words: &Words, name: &str, n: usize) -> String {
    if n == 0 { String::new() } else { words.tell(name, &[("n", n.into())]) }
}

fn update_view(around: &Surroundings<'_>, group: &UpdateGroup, year: Option<i16>) -> UpdateView {
    let words = around.words();
    let most = if year.is_some() { usize::MAX } else { MOST_CHANGES };
    let mut lists: [Vec<AmendedView>; 4] = Default::default();
    for amended in in_order(group).into_iter().take(most) {
        if let (Some(list), Some(view)) =
            (lists.get_mut(list_of(amended.kind)), amended_view(around, amended, Some(group)))
        {
            list.push(view);
        }
    }
    let [new, updated, withdrawn, minor] = lists;
    let lists = LISTS.iter().zip([new, updated, withdrawn]).filter(|(_, amended)| !amended.is_empty());
    let left_out = group.amended.len().saturating_sub(most);
    let all = format!("{}#{}", around.standpoint().page(&year_address(group.date.year())), group.anchor);
    UpdateView {
        title: group.title.clone(),
        anchor: group.anchor.clone(),
        date: if group.named { words.date(group.date) } else { String::new() },
        iso: if group.named { group.date.to_string() } else { String::new() },
        summary: group.summary.clone(),
        lists: lists.map(|(title, amended)| AmendedListView { title: words.say(title).to_owned(), amended }).collect(),
        minor,
        left_out: if left_out > 0 {
            words.tell("more_of_update", &[("n", left_out.into()), ("update", (&group.title).into())])
        } else {
            String::new()
        },
        all: if left_out > 0 { all } else { String::new() },
    }
}

/// A change in a list; `group` is the update that it stands under, if any.
fn amended_view(around: &Surroundings<'_>, amended: &Amended, group: Option<&UpdateGroup>) -> Option<AmendedView> {
    let words = around.words();
    let chapter = around.site.chapters.get(amended.chapter as usize)?;
    let edition = chapter.editions.get(amended.edition as usize)?;
    let entry = amended.entry_in(edition, words)?;
    // What is in force stands on the chapter's own page, which readers may have without a network.
    let shown = chapter.shown == amended.edition as usize && edition.state == State::Current;
    let url = around.standpoint().page(if shown { &chapter.address } else { &edition.address });
    let amendment = amendment_view(around, edition, &entry, &url);
    let late = published_late(edition).filter(|on| entry.date.is_some_and(|date| date < *on));
    let retrospective = late.zip(edition.effective_from()).map(|(on, from)| {
        words.tell("published_retrospective", &[("on", words.date(on).into()), ("from", words.date(from).into())])
    });
    let link = LinkView {
        number: chapter.number.to_string(),
        title: edition.title.to_string(),
        url,
        state: edition.state.word().to_owned(),
        here: false,
    };
    Some(AmendedView {
        link,
        amendment,
        told: amended.told_on.filter(|_| group.is_some()).map(|day| day.to_string()).unwrap_or_default(),
        labelled: group.is_none()
            || !matches!(amended.kind, AmendmentKind::New | AmendmentKind::Major | AmendmentKind::Withdrawn),
        dated: group.is_none_or(|group| !group.named),
        retrospective: retrospective.unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, date};

    fn group(date: Date, named: bool, changes: u32) -> UpdateGroup {
        let amended = (0..changes).map(|chapter| Amended {
            chapter,
            edition: 0,
            entry: Some(0),
            kind: AmendmentKind::Major,
            told_on: Some(date),
        });
        UpdateGroup {
            title: date.to_string(),
            anchor: date.to_string(),
            date,
            named,
            summary: String::new(),
            amended: amended.collect(),
        }
    }

    #[test]
    fn what_the_first_page_leaves_out_has_a_page_of_its_year() {
        let mut updates: Vec<UpdateGroup> = (0..13).map(|back| group(date(2026 - back, 5, 1), true, 1)).collect();
        let book = |updates: &[UpdateGroup]| AmendmentBook { updates: updates.to_vec(), ..AmendmentBook::default() };
        assert_eq!(years(&book(&updates)), [2014]);
        assert_eq!(groups_of(&book(&updates), None).len(), 12);
        assert_eq!(groups_of(&book(&updates), Some(2014)).len(), 1);
        updates.truncate(12);
        assert_eq!(years(&book(&updates)), [0_i16; 0]);
        updates[3] = group(date(2023, 5, 1), true, 51);
        assert_eq!(years(&book(&updates)), [2023]);
        let months: Vec<UpdateGroup> = (0..40).map(|back| group(date(2026, 5, 1), back == 0, 1)).collect();
        assert_eq!(groups_of(&book(&months), None).len(), 36);
    }
}
