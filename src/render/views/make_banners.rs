//! What a reader of a chapter or an edition must know before anything else: not in force, withdrawn, overdue, coming.

use super::chapter::BannerView;
use super::make_history::{as_sentence, in_force_words, last_text_words};
use super::make_later::overdue_text;
use super::make_page::Surroundings;
use super::page::LinkView;
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::proposals::{Proposal, When};
use crate::model::review::ReviewState;
use crate::render::plan::changes_address;

/// The notices above the text of an edition, the one at a place among the chapter's.
pub fn banners(around: &Surroundings<'_>, chapter: &Chapter, place: usize, edition: &Edition) -> Vec<BannerView> {
    let words = around.words();
    let shown = place == chapter.shown;
    let in_force = chapter.state == State::Current;
    let banner = |kind: &str, label: &str, text: String, links: Vec<LinkView>| BannerView {
        kind: kind.to_owned(),
        label: words.say(label).to_owned(),
        text,
        // A bare title does not say what to do with it.
        lead: match kind {
            "withdrawn" => words.say("use_instead"),
            "coming" => "",
            _ if in_force => words.say("current_text"),
            _ => words.say("the_chapters_page"),
        }
        .to_owned(),
        links,
        ..BannerView::default()
    };
    let site = around.site;
    let front = edition.front();
    let from = front.effective_from.map(|day| words.date(day)).unwrap_or_default();
    let current = |name: &str| {
        let compared = compare_link(around, chapter, place, name);
        let marked = changes_link(around, chapter, place);
        [around.chapter_link(chapter)].into_iter().chain(compared).chain(marked).collect::<Vec<_>>()
    };
    // The chapter's own page needs no way to itself.
    let to_current = || if shown { Vec::new() } else { current("see_what_changes") };
    let mut banners = Vec::new();
    match edition.state {
        State::Withdrawn => {
            let withdrawal = chapter.withdrawal.as_ref();
            let replaced = withdrawal.and_then(|withdrawal| site.chapters.get(withdrawal.replaced_by?));
            let on = withdrawal.map(|withdrawal| words.date(withdrawal.on)).unwrap_or_default();
            let reason = withdrawal.map(|withdrawal| as_sentence(&withdrawal.reason)).unwrap_or_default();
            let last = last_text_words(words, chapter, place);
            let told = words.tell("was_withdrawn", &[("day", on.into())]);
            let links = replaced.map(|chapter| around.chapter_link(chapter)).into_iter().collect();
            let more = format!("{reason} {last}").trim().to_owned();
            banners.push(BannerView { more, ..banner("withdrawn", "banner_withdrawn", told, links) });
        }
        State::Expired => {
            let last = front.expires_on.map(|day| words.date(day)).unwrap_or_default();
            banners.push(banner(
                "expired",
                "banner_expired",
                words.tell("has_expired", &[("day", last.into())]),
                Vec::new(),
            ));
        }
        State::Superseded => {
            let withdrawal = chapter.withdrawal.as_ref().filter(|_| chapter.state == State::Withdrawn);
            let then = match withdrawal {
                Some(withdrawal) => words.tell("withdrawn_since", &[("day", words.date(withdrawal.on).into())]),
                None if chapter.state == State::Expired => words.say("expired_since").to_owned(),
                None => String::new(),
            };
            let text = format!("{} {then}", in_force_words(words, chapter, place)).trim_end().to_owned();
            banners.push(banner("superseded", "banner_superseded", text, current("see_what_changed")));
        }
        State::Future => {
            let text = words.tell("takes_effect_until_then", &[("day", from.into())]);
            banners.push(banner("future", "banner_future", text, to_current()));
        }
        State::Prospective => {
            let text = words.say("approved_without_date").to_owned();
            banners.push(banner("prospective", "banner_prospective", text, to_current()));
        }
        State::Draft => {
            banners.push(banner("draft", "banner_draft", words.say("being_written").to_owned(), to_current()));
        }
        State::Current => {}
    }
    if shown && edition.state == State::Current {
        banners.extend(while_in_force(around, chapter, edition));
    }
    // A withdrawn or expired chapter may come back.
    if shown && matches!(edition.state, State::Current | State::Withdrawn | State::Expired) {
        banners.extend(coming_banner(around, chapter));
    }
    if shown && around.site.is_for_review() {
        banners.extend(review_banners(around, chapter));
    }
    banners
}

/// The texts that reviewers see besides the one that the chapter's page announces to everybody.
fn review_banners(around: &Surroundings<'_>, chapter: &Chapter) -> Vec<BannerView> {
    let words = around.words();
    let own = around.site.places.get(&chapter.id);
    let proposals = own.into_iter().flat_map(|own| around.site.proposals.iter().flat_map(|all| all.texts_of(*own)));
    let announced = chapter.coming().map(std::ptr::from_ref);
    let view = |proposal: &Proposal| {
        let edition = chapter.editions.get(proposal.edition).filter(|_| proposal.edition != chapter.shown)?;
        if announced == Some(std::ptr::from_ref(edition)) {
            return None;
        }
        let text = match proposal.when {
            When::Day(day) => words.tell("further_edition", &[("day", words.date(day).into())]),
            When::NoDate => words.say("edition_to_come").to_owned(),
            When::Draft => words.say("edition_being_written").to_owned(),
        };
        let read = LinkView {
            title: words.say("read_it").to_owned(),
            url: around.standpoint().page(&edition.address),
            state: edition.state.word().to_owned(),
            ..LinkView::default()
        };
        let compared = compare_link(around, chapter, proposal.edition, "see_what_changes");
        let marked = changes_link(around, chapter, proposal.edition);
        Some(BannerView {
            kind: "coming".to_owned(),
            label: words.say("under_review").to_owned(),
            text,
            links: [read].into_iter().chain(compared).chain(marked).collect(),
            ..BannerView::default()
        })
    };
    proposals.filter_map(view).collect()
}

/// A link to the text of an edition to come with its changes marked: in a site for review.
fn changes_link(around: &Surroundings<'_>, chapter: &Chapter, edition: usize) -> Option<LinkView> {
    let own = around.site.places.get(&chapter.id).filter(|_| around.site.is_for_review())?;
    let address = changes_address(around.site, *own, edition)?;
    Some(LinkView {
        title: around.words().say("read_with_changes").to_owned(),
        url: around.standpoint().page(&address),
        ..LinkView::default()
    })
}

/// What is told above a text in force: that its review is overdue, that it is interim, that it will be withdrawn.
fn while_in_force(around: &Surroundings<'_>, chapter: &Chapter, edition: &Edition) -> Vec<BannerView> {
    let (site, words) = (around.site, around.words());
    let banner = |kind: &str, label: &str, text: String| BannerView {
        kind: kind.to_owned(),
        label: words.say(label).to_owned(),
        text,
        ..BannerView::default()
    };
    let mut banners = Vec::new();
    let review = chapter.review.state(site.today, site.config.due_soon);
    if let (ReviewState::Overdue, Some(due)) = (review, chapter.review.due) {
        banners.push(banner("overdue", "review_overdue", overdue_text(words, due)));
    }
    if let Some(last) = edition.front().expires_on {
        banners.push(banner("interim", "interim", words.tell("interim_until", &[("day", words.date(last).into())])));
    }
    if let Some(withdrawal) = chapter.withdrawal.as_ref().filter(|withdrawal| withdrawal.on > site.today) {
        banners.push(banner(
            "coming",
            "to_be_withdrawn",
            words.tell("will_be_withdrawn", &[("day", words.date(withdrawal.on).into())]),
        ));
    }
    banners
}

/// That the next edition can already be read.
fn coming_banner(around: &Surroundings<'_>, chapter: &Chapter) -> Option<BannerView> {
    let coming = chapter.coming()?;
    let words = around.words();
    let day = coming.effective_from().map(|day| words.date(day)).unwrap_or_default();
    let name = if chapter.state == State::Current { "new_edition_on" } else { "new_edition_reinstates" };
    let read = LinkView {
        title: words.say("read_it").to_owned(),
        url: around.standpoint().page(&coming.address),
        state: coming.state.word().to_owned(),
        ..LinkView::default()
    };
    let place = chapter.editions.iter().position(|other| std::ptr::eq(other, coming))?;
    Some(BannerView {
        kind: "coming".to_owned(),
        label: words.say("change_coming").to_owned(),
        text: words.tell(name, &[("day", day.into())]),
        links: [read]
            .into_iter()
            .chain(compare_link(around, chapter, place, "see_what_changes"))
            .chain(changes_link(around, chapter, place))
            .collect(),
        ..BannerView::default()
    })
}

/// A link to the comparison of an edition with the one that the chapter's page shows.
fn compare_link(around: &Surroundings<'_>, chapter: &Chapter, edition: usize, name: &str) -> Option<LinkView> {
    let shown = chapter.shown;
    if edition == shown || !chapter.shown().is_some_and(|shown| shown.visible) {
        return None;
    }
    let address = chapter.comparison_address(edition.min(shown), edition.max(shown))?;
    Some(LinkView {
        title: around.words().say(name).to_owned(),
        url: around.standpoint().page(&address),
        ..LinkView::default()
    })
}
