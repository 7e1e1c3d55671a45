//! What a page will have to say once days have passed since it was built: sentences that are finished here, stand hidden
//! in the page, and are shown by the reader's browser from their day on; and from when on what stands there now is no
//! longer true. A page is read long after it was built: on a stick, in a folder, from a site that nobody built again.
//!
//! Takes the chapter's timeline and what its page says on the day of the build. Texts that have no day are left alone.

use crate::language::words::Words;
use jiff::civil::Date;

use super::chapter::{BannerView, FactView};
use super::make_history::{as_sentence, in_force_words, last_text_words};
use super::make_page::Surroundings;
use super::page::LinkView;
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::review::{ReviewPlan, ReviewState};
use crate::model::timeline::Standing;

/// Some days after the build, on which a chapter stands the same.
#[derive(Clone, Copy)]
struct Later {
    from: Date,
    until: Option<Date>,
    standing: Standing,
}

fn later_stretches(chapter: &Chapter, today: Date) -> Vec<Later> {
    let stretches = chapter.timeline.stretches();
    let next = |index: usize| stretches.get(index + 1).and_then(|stretch| stretch.from);
    let dated = stretches.iter().enumerate().filter_map(|(index, stretch)| Some((index, stretch.from?, stretch)));
    let later = dated.filter(|(_, from, _)| *from > today);
    later.map(|(index, from, stretch)| Later { from, until: next(index), standing: stretch.standing }).collect()
}

/// The first day on which what a page says of an edition now is no longer true, year-month-day; empty where it stays true.
pub fn end_of_page(around: &Surroundings<'_>, chapter: &Chapter, edition: usize) -> String {
    let found = chapter.editions.get(edition).filter(|_| !around.site.frozen);
    let later = || later_stretches(chapter, around.site.today);
    iso(found.and_then(|found| end_of_now(edition, found, &later())))
}

fn end_of_now(edition: usize, found: &Edition, later: &[Later]) -> Option<Date> {
    match found.state {
        State::Draft | State::Prospective | State::Superseded => None,
        State::Future => later.iter().find(|later| later.standing.text() == Some(edition)).map(|later| later.from),
        State::Current | State::Withdrawn | State::Expired => later.first().map(|later| later.from),
    }
}

/// The notices of a page with those that are to come. `permanent` says whether it is the page of one edition for ever.
pub fn with_later_banners(
    around: &Surroundings<'_>,
    chapter: &Chapter,
    edition: usize,
    permanent: bool,
    now: Vec<BannerView>,
) -> Vec<BannerView> {
    let site = around.site;
    let Some(found) = chapter.editions.get(edition).filter(|_| !site.frozen) else { return now };
    let later = later_stretches(chapter, site.today);
    let end = end_of_now(edition, found, &later);
    let mut banners: Vec<BannerView> = now.into_iter().map(|banner| BannerView { until: iso(end), ..banner }).collect();
    if end.is_none() && found.state != State::Current {
        return banners;
    }
    if found.state == State::Current && chapter.review.state(site.today, site.config.due_soon) != ReviewState::Overdue {
        banners.extend(overdue_banner(around.words(), &chapter.review, site.today, end));
    }
    let begun = later.iter().skip_while(|later| found.state == State::Future && later.standing.text() != Some(edition));
    for stretch in begun {
        if permanent && stretch.standing.text() != Some(edition) {
            // From here on this edition is a record, whatever becomes of the chapter.
            banners.push(superseded_banner(around, chapter, edition, *stretch));
            break;
        }
        banners.extend(standing_banner(around, chapter, edition, *stretch));
        if stretch.standing == Standing::InForce(edition) {
            let review = ReviewPlan::of(found.front(), &site.config);
            banners.extend(overdue_banner(
                around.words(),
                &review,
                stretch.from.yesterday().unwrap_or(stretch.from),
                stretch.until,
            ));
        }
    }
    banners
}

/// A fact with the days on which the browser marks it as overdue, where the page of the build day does not.
pub fn marked_later(around: &Surroundings<'_>, chapter: &Chapter, edition: usize, fact: FactView) -> FactView {
    let site = around.site;
    let Some(found) = chapter.editions.get(edition).filter(|_| !site.frozen) else { return fact };
    let later = later_stretches(chapter, site.today);
    let own = later.iter().find(|later| later.standing == Standing::InForce(edition));
    let (start, end) = match (found.state, own) {
        (State::Current, _) => (None, later.first().map(|later| later.from)),
        (State::Future, Some(own)) => (Some(own.from), own.until),
        _ => return fact,
    };
    if !fact.mark.is_empty() {
        return FactView { until: iso(end), ..fact };
    }
    let begins =
        chapter.review.due.and_then(|due| due.tomorrow().ok()).map(|day| start.map_or(day, |start| day.max(start)));
    match begins.filter(|day| end.is_none_or(|end| *day < end)) {
        Some(day) => FactView { mark: "overdue".to_owned(), from: iso(Some(day)), until: iso(end), ..fact },
        None => fact,
    }
}

fn iso(day: Option<Date>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// The notice of an overdue review, from the day after it was due or from the day after `after`, if that is later.
fn overdue_banner(words: &Words, review: &ReviewPlan, after: Date, until: Option<Date>) -> Option<BannerView> {
    let due = review.due?;
    let from = due.max(after).tomorrow().ok().filter(|from| until.is_none_or(|until| *from < until))?;
    Some(BannerView {
        kind: "overdue".to_owned(),
        label: words.say("review_overdue").to_owned(),
        text: overdue_text(words, due),
        from: iso(Some(from)),
        until: iso(until),
        ..BannerView::default()
    })
}

/// What readers are told of an overdue review.
pub fn overdue_text(words: &Words, due: Date) -> String {
    words.tell("was_due_for_review", &[("day", words.date(due).into())])
}

/// That an edition is a record from a stretch on.
fn superseded_banner(around: &Surroundings<'_>, chapter: &Chapter, edition: usize, stretch: Later) -> BannerView {
    let words = around.words();
    let in_force = matches!(stretch.standing, Standing::InForce(_));
    BannerView {
        kind: "superseded".to_owned(),
        label: words.say("banner_superseded").to_owned(),
        text: in_force_words(words, chapter, edition),
        lead: words.say(if in_force { "current_text" } else { "the_chapters_page" }).to_owned(),
        links: vec![around.chapter_link(chapter)],
        from: iso(Some(stretch.from)),
        until: String::new(),
        ..BannerView::default()
    }
}

/// How the chapter stands in a stretch, said on a page that shows `edition`.
fn standing_banner(around: &Surroundings<'_>, chapter: &Chapter, edition: usize, stretch: Later) -> Option<BannerView> {
    let (site, words) = (around.site, around.words());
    let (built, from) = (words.date(site.built_on), words.date(stretch.from));
    let since = |name: &str| words.tell(name, &[("day", (&from).into()), ("built", (&built).into())]);
    let banner = |kind: &str, label: &str, text: String, links: Vec<LinkView>| BannerView {
        kind: kind.to_owned(),
        label: words.say(label).to_owned(),
        text,
        lead: if kind == "withdrawn" { words.say("use_instead") } else { "" }.to_owned(),
        links,
        from: iso(Some(stretch.from)),
        until: iso(stretch.until),
        ..BannerView::default()
    };
    Some(match stretch.standing {
        Standing::NotYet => return None,
        Standing::InForce(place) if place == edition => {
            banner("in-force", "in_force", since("edition_took_effect"), Vec::new())
        }
        Standing::InForce(place) => {
            let next = chapter.editions.get(place)?;
            let link = LinkView {
                title: words.say("read_it").to_owned(),
                url: around.standpoint().page(&next.address),
                state: State::Current.word().to_owned(),
                ..LinkView::default()
            };
            banner("coming", "new_edition", since("new_edition_took_effect"), vec![link])
        }
        Standing::Expired(place) => {
            let last = chapter.editions.get(place)?.front().expires_on?;
            let text = words.tell("has_expired", &[("day", words.date(last).into())]);
            banner("expired", "banner_expired", text, Vec::new())
        }
        Standing::Withdrawn(place) => {
            let says = chapter.editions.iter().filter(|edition| edition.visible);
            let entry = says
                .filter_map(|edition| edition.front().withdrawn.as_ref())
                .find(|entry| entry.on == Some(stretch.from))?;
            let replaced = entry.replaced_by.as_ref().and_then(|id| around.chapter_by_id(id));
            let reason = as_sentence(entry.reason.as_deref().unwrap_or(""));
            let last = last_text_words(words, chapter, place);
            let told = since("was_withdrawn");
            let more = format!("{reason} {last}").trim().to_owned();
            BannerView { more, ..banner("withdrawn", "banner_withdrawn", told, replaced.into_iter().collect()) }
        }
    })
}
