//! What a reader of a chapter or an edition must know before anything else: not in force, withdrawn, overdue, coming.

use super::chapter::BannerView;
use super::make_history::{as_sentence, in_force_words, last_text_words};
use super::make_page::Surroundings;
use super::page::LinkView;
use crate::data::dates::long_date;
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::proposals::{Proposal, When};
use crate::model::review::ReviewState;
use crate::render::plan::changes_address;

/// The notices above the text of an edition, the one at a place among the chapter's.
pub fn banners(around: &Surroundings<'_>, chapter: &Chapter, place: usize, edition: &Edition) -> Vec<BannerView> {
    let shown = place == chapter.shown;
    let in_force = chapter.state == State::Current;
    let banner = |kind: &str, label: &str, text: String, links: Vec<LinkView>| BannerView {
        kind: kind.to_owned(),
        label: label.to_owned(),
        text,
        // A bare title does not say what to do with it.
        lead: match kind {
            "withdrawn" => "Use instead",
            "coming" => "",
            _ if in_force => "Current text",
            _ => "The chapter's page",
        }
        .to_owned(),
        links,
        ..BannerView::default()
    };
    let site = around.site;
    let front = edition.front();
    let from = front.effective_from.map(long_date);
    let current = |words: &str| {
        let compared = compare_link(around, chapter, place, words);
        let marked = changes_link(around, chapter, place);
        [around.chapter_link(chapter)].into_iter().chain(compared).chain(marked).collect::<Vec<_>>()
    };
    let mut banners = Vec::new();
    match edition.state {
        State::Withdrawn => {
            let withdrawal = chapter.withdrawal.as_ref();
            let replaced = withdrawal.and_then(|withdrawal| site.chapters.get(withdrawal.replaced_by?));
            let on = withdrawal.map(|withdrawal| long_date(withdrawal.on)).unwrap_or_default();
            let reason = withdrawal.map(|withdrawal| as_sentence(&withdrawal.reason)).unwrap_or_default();
            let last = last_text_words(chapter, place);
            let text = format!("This chapter was withdrawn on {on}. Do not follow it. {reason} {last}");
            banners.push(banner(
                "withdrawn",
                "Withdrawn",
                text.trim().to_owned(),
                replaced.map(|chapter| around.chapter_link(chapter)).into_iter().collect(),
            ));
        }
        State::Expired => {
            let last = front.expires_on.map(long_date).unwrap_or_default();
            banners.push(banner(
                "expired",
                "Expired",
                format!("This chapter expired on {last}. Ask its owner what applies now."),
                Vec::new(),
            ));
        }
        State::Superseded => {
            let withdrawal = chapter.withdrawal.as_ref().filter(|_| chapter.state == State::Withdrawn);
            let then = match withdrawal {
                Some(withdrawal) => format!(" The chapter was withdrawn on {}.", long_date(withdrawal.on)),
                None if chapter.state == State::Expired => " The chapter has expired since.".to_owned(),
                None => String::new(),
            };
            let text = format!("{}{then}", in_force_words(chapter, place));
            banners.push(banner("superseded", "Not in force", text, current("See what changed since")));
        }
        State::Future => {
            let text =
                format!("This edition takes effect on {}. Until then it is not in force.", from.unwrap_or_default());
            banners.push(banner(
                "future",
                "Not yet in force",
                text,
                if shown { Vec::new() } else { current("See what changes") },
            ));
        }
        State::Prospective => {
            let text = "This text is approved, but no date is set for it. It is not in force.".to_owned();
            banners.push(banner(
                "prospective",
                "Not yet in force",
                text,
                if shown { Vec::new() } else { current("See what changes") },
            ));
        }
        State::Draft => {
            let text = "This text is being written. It is not approved and not in force.".to_owned();
            banners.push(banner("draft", "Draft", text, if shown { Vec::new() } else { current("See what changes") }));
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
    let own = around.site.places.get(&chapter.id);
    let proposals = own.into_iter().flat_map(|own| around.site.proposals.iter().flat_map(|all| all.texts_of(*own)));
    let announced = chapter.coming().map(std::ptr::from_ref);
    let view = |proposal: &Proposal| {
        let edition = chapter.editions.get(proposal.edition).filter(|_| proposal.edition != chapter.shown)?;
        if announced == Some(std::ptr::from_ref(edition)) {
            return None;
        }
        let text = match proposal.when {
            When::Day(day) => format!("A further edition is to take effect on {}.", long_date(day)),
            When::NoDate => "A new edition is to come, and no date is set for it.".to_owned(),
            When::Draft => "A new edition is being written.".to_owned(),
        };
        let read = LinkView {
            title: "Read it".to_owned(),
            url: around.standpoint().page(&edition.address),
            state: edition.state.word().to_owned(),
            ..LinkView::default()
        };
        let compared = compare_link(around, chapter, proposal.edition, "See what changes");
        let marked = changes_link(around, chapter, proposal.edition);
        Some(BannerView {
            kind: "coming".to_owned(),
            label: "Under review".to_owned(),
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
        title: "Read it with its changes marked".to_owned(),
        url: around.standpoint().page(&address),
        ..LinkView::default()
    })
}

/// What is told above a text in force: that its review is overdue, that it is interim, that it will be withdrawn.
fn while_in_force(around: &Surroundings<'_>, chapter: &Chapter, edition: &Edition) -> Vec<BannerView> {
    let site = around.site;
    let banner = |kind: &str, label: &str, text: String| BannerView {
        kind: kind.to_owned(),
        label: label.to_owned(),
        text,
        ..BannerView::default()
    };
    let mut banners = Vec::new();
    let review = chapter.review.state(site.today, site.config.due_soon);
    if let (ReviewState::Overdue, Some(due)) = (review, chapter.review.due) {
        let text =
            format!("This chapter was due for review by {}. It stays in force until it is replaced.", long_date(due));
        banners.push(banner("overdue", "Review overdue", text));
    }
    if let Some(last) = edition.front().expires_on {
        banners.push(banner(
            "interim",
            "Interim",
            format!("This chapter is in force until {} and no longer.", long_date(last)),
        ));
    }
    if let Some(withdrawal) = chapter.withdrawal.as_ref().filter(|withdrawal| withdrawal.on > site.today) {
        banners.push(banner(
            "coming",
            "To be withdrawn",
            format!("This chapter will be withdrawn on {}.", long_date(withdrawal.on)),
        ));
    }
    banners
}

/// That the next edition can already be read.
fn coming_banner(around: &Surroundings<'_>, chapter: &Chapter) -> Option<BannerView> {
    let coming = chapter.coming()?;
    let day = coming.effective_from().map(long_date).unwrap_or_default();
    let again = if chapter.state == State::Current { "" } else { " and brings this chapter back into force" };
    let read = LinkView {
        title: "Read it".to_owned(),
        url: around.standpoint().page(&coming.address),
        state: coming.state.word().to_owned(),
        ..LinkView::default()
    };
    let place = chapter.editions.iter().position(|other| std::ptr::eq(other, coming))?;
    Some(BannerView {
        kind: "coming".to_owned(),
        label: "Change coming".to_owned(),
        text: format!("A new edition takes effect on {day}{again}."),
        links: [read]
            .into_iter()
            .chain(compare_link(around, chapter, place, "See what changes"))
            .chain(changes_link(around, chapter, place))
            .collect(),
        ..BannerView::default()
    })
}

/// A link to the comparison of an edition with the one that the chapter's page shows.
fn compare_link(around: &Surroundings<'_>, chapter: &Chapter, edition: usize, words: &str) -> Option<LinkView> {
    let shown = chapter.shown;
    if edition == shown || !chapter.shown().is_some_and(|shown| shown.visible) {
        return None;
    }
    let address = chapter.comparison_address(edition.min(shown), edition.max(shown))?;
    Some(LinkView { title: words.to_owned(), url: around.standpoint().page(&address), ..LinkView::default() })
}
