//! The review register as the view that its template shows, and what the pages of chapters say of an extension.

use super::chapter::ExtensionView;
use super::make_chapter::contact_fact;
use super::make_page::Surroundings;
use super::make_year::calendar_view;
use super::page::LinkView;
use super::reviews::{OwnerReviewsView, ReviewLineView, ReviewsView};
use crate::language::words::Words;
use crate::model::address::Address;
use crate::model::chapter::{Chapter, State};
use crate::model::review::ReviewPlan;
use crate::model::review_register::{OwnerReviews, Review, ReviewCounts};
use crate::render::plan::{REVIEWS, has_owner_pages, owner_reviews_address};

/// `reviews.html`: the whole register, or the chapters of the owner with a place in it.
pub fn reviews_view(around: &Surroundings<'_>, owner: Option<usize>) -> ReviewsView {
    let (site, words) = (around.site, around.words());
    let register = &site.reviews;
    let one = owner.and_then(|place| register.owners.get(place));
    let title = match one {
        Some(owner) => format!("{}: {}", words.say("review_register"), owner_name(around, owner)),
        None => words.say("review_register").to_owned(),
    };
    let mut page = around.page(&title);
    page.noindex = true;
    let apart = one.is_none() && has_owner_pages(site);
    let owners: Vec<&OwnerReviews> = one.map_or_else(|| register.owners.iter().collect(), |owner| vec![owner]);
    let reviews: Vec<&Review> = owners.iter().flat_map(|owner| &owner.reviews).collect();
    ReviewsView {
        page,
        summary: summary(words, ReviewCounts::of(reviews.iter().copied()), &words.duration(site.config.due_soon)),
        count: reviews.len(),
        calendar: if one.is_none() { calendar_view(around) } else { None },
        owners: owners.iter().map(|owner| owner_view(around, owner, apart)).collect(),
        whole: one
            .map(|_| file_link(words.say("whole_review_register"), around.standpoint().page(&Address::new(REVIEWS)))),
        files: [("as_table", "reviews.csv"), ("for_calendar", "reviews.ics"), ("for_programs", "reviews.json")]
            .into_iter()
            .filter(|_| !site.is_for_review())
            .map(|(title, file)| file_link(words.say(title), format!("{}{file}", around.root)))
            .collect(),
    }
}

fn file_link(title: &str, url: String) -> LinkView {
    LinkView { title: title.to_owned(), url, ..LinkView::default() }
}

/// "2 chapters are overdue, 1 is due within 90 days, 24 are up to date and 1 names no date."
fn summary(words: &Words, counts: ReviewCounts, soon: &str) -> String {
    let told = |name: &str, count: usize| words.tell(name, &[("n", count.into()), ("soon", soon.into())]);
    let mut said = vec![told("summary_overdue", counts.overdue), told("summary_due_soon", counts.due_soon)];
    let rest = [
        ("summary_up_to_date", counts.up_to_date),
        ("summary_undated", counts.unplanned),
        ("summary_expired", counts.expired),
    ];
    said.extend(rest.iter().filter(|(_, count)| *count > 0).map(|(name, count)| told(name, *count)));
    words.tell("as_sentence", &[("text", words.list(&said).into())])
}

fn owner_view(around: &Surroundings<'_>, owner: &OwnerReviews, apart: bool) -> OwnerReviewsView {
    let (counts, words) = (ReviewCounts::of(&owner.reviews), around.words());
    let lines = |urgent: bool| {
        let wanted = owner.reviews.iter().filter(move |review| review.standing.is_urgent() == urgent);
        wanted.filter_map(|review| line_view(around, review)).collect()
    };
    let name = owner.address_name();
    OwnerReviewsView {
        anchor: format!("owner-{name}"),
        name: owner_name(around, owner).to_owned(),
        contact: owner.owner.as_ref().and_then(|id| around.contact(id)),
        urgent_words: urgent_words(words, counts),
        late: counts.overdue + counts.expired > 0,
        urgent: lines(true),
        rest: if apart { Vec::new() } else { lines(false) },
        rest_words: rest_words(words, counts),
        url: if apart { around.standpoint().page(&owner_reviews_address(owner)) } else { String::new() },
    }
}

/// An owner's name, or that there is none.
fn owner_name<'a>(around: &Surroundings<'a>, owner: &'a OwnerReviews) -> &'a str {
    if owner.owner.is_none() { around.words().say("no_owner") } else { owner.name(&around.site.registers) }
}

fn urgent_words(words: &Words, counts: ReviewCounts) -> String {
    let said = [
        ("so_many_overdue", counts.overdue),
        ("so_many_due_soon", counts.due_soon),
        ("so_many_expired", counts.expired),
    ];
    let said =
        said.iter().filter(|(_, count)| *count > 0).map(|(name, count)| words.tell(name, &[("n", (*count).into())]));
    said.collect::<Vec<_>>().join(", ")
}

fn rest_words(words: &Words, counts: ReviewCounts) -> String {
    let (current, without) = (counts.up_to_date, counts.unplanned);
    let told = |name: &str| words.tell(name, &[("n", current.into()), ("without", without.into())]);
    match (current, without) {
        (0, 0) => String::new(),
        (_, 0) => told("rest_up_to_date"),
        (0, _) => told("rest_without_date"),
        (_, _) => told("rest_both"),
    }
}

fn line_view(around: &Surroundings<'_>, review: &Review) -> Option<ReviewLineView> {
    let chapter = around.site.chapters.get(review.chapter)?;
    let front = chapter.shown()?.front();
    let (last, due, expires) = (chapter.review.last, chapter.review.due, front.expires_on);
    let iso = |day: Option<jiff::civil::Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let written = |day: Option<jiff::civil::Date>| day.map(|day| around.words().date(day)).unwrap_or_default();
    Some(ReviewLineView {
        link: around.chapter_link(chapter),
        last: written(last),
        last_iso: iso(last),
        due: written(due),
        due_iso: iso(due),
        state: around.words().tell("review_state", &[("state", review.standing.word().into())]),
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
    let words = around.words();
    let by = by.map(|by| contact_fact(around, "owner", by)).unwrap_or_default();
    Some(ExtensionView {
        from: review.planned.map(|day| words.date(day)).unwrap_or_default(),
        from_iso: review.planned.map(|day| day.to_string()).unwrap_or_default(),
        to: words.date(to),
        to_iso: to.to_string(),
        by: by.value,
        by_url: by.url,
        reason: reason.cloned().unwrap_or_default(),
    })
}
