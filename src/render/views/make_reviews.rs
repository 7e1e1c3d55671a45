//! The review register as the view that its template shows, and what the pages of chapters say of an extension.

use super::chapter::ExtensionView;
use super::make_chapter::contact_fact;
use super::make_page::Surroundings;
use super::page::LinkView;
use super::reviews::{OwnerReviewsView, ReviewLineView, ReviewsView};
use crate::data::dates::{long_date, written_duration};
use crate::model::address::Address;
use crate::model::chapter::{Chapter, State};
use crate::model::review::ReviewPlan;
use crate::model::review_register::{OwnerReviews, Review, ReviewCounts};
use crate::render::plan::{REVIEWS, has_owner_pages, owner_reviews_address};

/// `reviews.html`: the whole register, or the chapters of the owner with a place in it.
pub fn reviews_view(around: &Surroundings<'_>, owner: Option<usize>) -> ReviewsView {
    let site = around.site;
    let register = &site.reviews;
    let one = owner.and_then(|place| register.owners.get(place));
    let title = match one {
        Some(owner) => format!("Review register: {}", owner.name(&site.registers)),
        None => "Review register".to_owned(),
    };
    let mut page = around.page(&title);
    page.noindex = true;
    page.breadcrumbs = around.breadcrumbs(None);
    let apart = one.is_none() && has_owner_pages(site);
    let owners: Vec<&OwnerReviews> = one.map_or_else(|| register.owners.iter().collect(), |owner| vec![owner]);
    let reviews: Vec<&Review> = owners.iter().flat_map(|owner| &owner.reviews).collect();
    ReviewsView {
        page,
        summary: summary(ReviewCounts::of(reviews.iter().copied()), &written_duration(site.config.due_soon)),
        count: reviews.len(),
        owners: owners.iter().map(|owner| owner_view(around, owner, apart)).collect(),
        whole: one.map(|_| file_link("The whole review register", around.standpoint().page(&Address::new(REVIEWS)))),
        files: [
            ("as a table (CSV)", "reviews.csv"),
            ("for a calendar (iCalendar)", "reviews.ics"),
            ("for programs (JSON)", "reviews.json"),
        ]
        .into_iter()
        .filter(|_| !site.is_for_review())
        .map(|(title, file)| file_link(title, format!("{}{file}", around.root)))
        .collect(),
    }
}

fn file_link(title: &str, url: String) -> LinkView {
    LinkView { title: title.to_owned(), url, ..LinkView::default() }
}

/// "2 chapters are overdue, 1 is due within 90 days, 24 are up to date and 1 names no date."
fn summary(counts: ReviewCounts, soon: &str) -> String {
    let is = |count: usize, what: &str| {
        (count > 0).then(|| format!("{count} {} {what}", if count == 1 { "is" } else { "are" }))
    };
    let names =
        |count: usize| (count > 0).then(|| format!("{count} {} no date", if count == 1 { "names" } else { "name" }));
    let has =
        |count: usize| (count > 0).then(|| format!("{count} {} expired", if count == 1 { "has" } else { "have" }));
    let mut said: Vec<String> = [
        Some(match counts.overdue {
            0 => "No chapter is overdue for review".to_owned(),
            1 => "1 chapter is overdue for review".to_owned(),
            more => format!("{more} chapters are overdue for review"),
        }),
        Some(match counts.due_soon {
            0 => format!("none is due within {soon}"),
            1 => format!("1 is due within {soon}"),
            more => format!("{more} are due within {soon}"),
        }),
        is(counts.up_to_date, "up to date"),
        names(counts.unplanned),
        has(counts.expired),
    ]
    .into_iter()
    .flatten()
    .collect();
    let last = said.pop().unwrap_or_default();
    if said.is_empty() { format!("{last}.") } else { format!("{} and {last}.", said.join(", ")) }
}

fn owner_view(around: &Surroundings<'_>, owner: &OwnerReviews, apart: bool) -> OwnerReviewsView {
    let counts = ReviewCounts::of(&owner.reviews);
    let lines = |urgent: bool| {
        let wanted = owner.reviews.iter().filter(move |review| review.standing.is_urgent() == urgent);
        wanted.filter_map(|review| line_view(around, review)).collect()
    };
    let name = owner.address_name();
    OwnerReviewsView {
        anchor: format!("owner-{name}"),
        name: owner.name(&around.site.registers).to_owned(),
        contact: owner.owner.as_ref().and_then(|id| around.contact(id)),
        urgent_words: urgent_words(counts),
        urgent: lines(true),
        rest: if apart { Vec::new() } else { lines(false) },
        rest_words: rest_words(counts),
        url: if apart { around.standpoint().page(&owner_reviews_address(owner)) } else { String::new() },
    }
}

fn urgent_words(counts: ReviewCounts) -> String {
    let said = [(counts.overdue, "overdue"), (counts.due_soon, "due soon"), (counts.expired, "expired")];
    let said = said.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    said.collect::<Vec<_>>().join(", ")
}

fn rest_words(counts: ReviewCounts) -> String {
    let chapters = |count: usize| if count == 1 { "1 chapter".to_owned() } else { format!("{count} chapters") };
    match (counts.up_to_date, counts.unplanned) {
        (0, 0) => String::new(),
        (current, 0) => format!("{} up to date", chapters(current)),
        (0, without) => format!("{} without a date", chapters(without)),
        (current, without) => format!("{} up to date, {without} without a date", chapters(current)),
    }
}

fn line_view(around: &Surroundings<'_>, review: &Review) -> Option<ReviewLineView> {
    let chapter = around.site.chapters.get(review.chapter)?;
    let front = chapter.shown()?.front();
    let (last, due, expires) = (chapter.review.last, chapter.review.due, front.expires_on);
    let iso = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let written = |day: Option<jiff::civil::Date>| day.map(long_date).unwrap_or_default();
    Some(ReviewLineView {
        link: around.chapter_link(chapter),
        last: written(last),
        last_iso: iso(last),
        due: written(due),
        due_iso: iso(due),
        state: review.standing.label().to_owned(),
        mark: review.standing.word().to_owned(),
        extension: extension(around, &chapter.review),
        expires: written(expires),
        expires_iso: iso(expires),
    })
}

/// What readers of a chapter in force are told of an extension of its review.
pub fn told_extension(around: &Surroundings<'_>, chapter: &Chapter) -> Option<ExtensionView> {
    if chapter.state == State::Current { extension(around, &chapter.review) } else { None }
}

/// That a review was put off, where it was.
fn extension(around: &Surroundings<'_>, review: &ReviewPlan) -> Option<ExtensionView> {
    let (by, reason) = (review.extended_by.as_ref(), review.extension_reason.as_ref());
    let to = review.due.filter(|_| review.planned.is_some() || by.is_some() || reason.is_some())?;
    let by = by.map(|by| contact_fact(around, "", by)).unwrap_or_default();
    Some(ExtensionView {
        from: review.planned.map(long_date).unwrap_or_default(),
        from_iso: review.planned.map(|day| day.to_string()).unwrap_or_default(),
        to: long_date(to),
        to_iso: to.to_string(),
        by: by.value,
        by_url: by.url,
        reason: reason.cloned().unwrap_or_default(),
    })
}
