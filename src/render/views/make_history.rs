//! A chapter's editions and amendments as the view of its history, and the words for the days on which an edition is or
//! was in force.

use jiff::civil::Date;

use super::history::{EditionHistoryView, EventView, HistoryView};
use super::make_amendment::amendment_view;
use super::make_page::Surroundings;
use crate::data::dates::long_date;
use crate::model::amendments::{kind_of, published_late};
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::timeline::{Standing, Stretch};
use crate::parse::front_matter::AmendmentKind;

/// `history.html`.
pub fn history_view(around: &Surroundings<'_>, chapter: &Chapter) -> HistoryView {
    let title = format!("History of {} {}", chapter.number, chapter.title());
    let mut page = around.page(title.trim());
    page.breadcrumbs = around.breadcrumbs_of(chapter);
    let visible = chapter.editions.iter().enumerate().filter(|(_, edition)| edition.visible);
    HistoryView {
        page,
        chapter: around.chapter_link(chapter),
        standing: standing_words(around, chapter),
        editions: visible.rev().map(|(place, edition)| edition_history(around, chapter, place, edition)).collect(),
    }
}

/// How the chapter stands today.
fn standing_words(around: &Surroundings<'_>, chapter: &Chapter) -> String {
    let version = |place: usize| {
        let edition = chapter.editions.get(place);
        match edition.and_then(|edition| edition.front().version.as_deref()) {
            Some(version) => format!("Version {version}"),
            None => "The newest edition".to_owned(),
        }
    };
    match chapter.timeline.on(around.site.today) {
        Standing::InForce(place) => format!("{} is in force.", version(place)),
        Standing::Withdrawn(_) => "The chapter is withdrawn: no edition of it is in force.".to_owned(),
        Standing::Expired(_) => "The chapter has expired: no edition of it is in force.".to_owned(),
        Standing::NotYet => "No edition of the chapter is in force yet.".to_owned(),
    }
}

fn edition_history(
    around: &Surroundings<'_>,
    chapter: &Chapter,
    place: usize,
    edition: &Edition,
) -> EditionHistoryView {
    let front = edition.front();
    let url = around.standpoint().page(&edition.address);
    let mut entries: Vec<_> = front.amendments.iter().collect();
    entries.sort_by_key(|amendment| std::cmp::Reverse(amendment.date));
    let known = |date: Option<Date>| !around.site.frozen || date.is_none_or(|date| date <= around.site.today);
    entries.retain(|amendment| known(amendment.date));
    let (minor, rest): (Vec<_>, Vec<_>) =
        entries.into_iter().partition(|amendment| kind_of(amendment) == AmendmentKind::Minor);
    let view = |amendment| amendment_view(around, edition, amendment, &url);
    let who = front.approved_by.as_ref().map(|id| {
        let contact = around.site.registers.contacts.get(id);
        contact.map_or_else(|| id.clone(), |contact| contact.name.clone())
    });
    let approved = match (who, front.approved_on) {
        (Some(who), Some(day)) => format!("{who}, on {}", long_date(day)),
        (Some(who), None) => who,
        (None, Some(day)) => format!("on {}", long_date(day)),
        (None, None) => String::new(),
    };
    let read = match (&front.version, front.effective_from) {
        (Some(version), _) => format!("Read version {version}"),
        (None, Some(day)) => format!("Read the edition of {}", long_date(day)),
        (None, None) => "Read this edition".to_owned(),
    };
    let before = chapter.editions.get(..place).and_then(|before| before.iter().rposition(|edition| edition.visible));
    let compare = before.and_then(|before| chapter.comparison_address(before, place));
    EditionHistoryView {
        compare: compare.map(|address| around.standpoint().page(&address)).unwrap_or_default(),
        anchor: format!("edition-{}", edition.name),
        name: front.version.as_ref().map_or_else(|| "Edition".to_owned(), |version| format!("Version {version}")),
        title: if edition.title.as_ref() == chapter.title() { String::new() } else { edition.title.to_string() },
        state: edition.state.word().to_owned(),
        days: edition_days(chapter, place, edition),
        events: events(around, chapter, place, edition),
        approved,
        read,
        amendments: rest.into_iter().map(view).collect(),
        minor: minor.into_iter().map(view).collect(),
        url,
    }
}

/// From when until when, for an edition of the history.
fn edition_days(chapter: &Chapter, place: usize, edition: &Edition) -> String {
    let from = edition.effective_from().map(long_date);
    match edition.state {
        State::Draft => "Being written; not approved and not in force.".to_owned(),
        State::Prospective => "Approved; no date is set for it.".to_owned(),
        State::Future => format!("Takes effect on {}.", from.unwrap_or_default()),
        State::Current | State::Superseded | State::Withdrawn | State::Expired => match days_in_force(chapter, place) {
            Some((Some(from), None)) => format!("In force since {}.", long_date(from)),
            Some((None, None)) => "In force; its first day is not recorded.".to_owned(),
            Some((from, Some(until))) => format!("In force {}.", span_words(from, until)),
            None => "Never in force: another edition took effect on the same day.".to_owned(),
        },
    }
}

/// The stretches of days on which an edition's text is shown, and the ones before and after them.
fn stretches_of(chapter: &Chapter, place: usize) -> (Option<&Stretch>, &[Stretch], Option<&Stretch>) {
    let all = chapter.timeline.stretches();
    // Editions follow each other in the line as they do in the chapter.
    let first = all.partition_point(|stretch| stretch.standing.text() < Some(place));
    let after = all.partition_point(|stretch| stretch.standing.text() <= Some(place));
    let before = first.checked_sub(1).and_then(|index| all.get(index));
    (before, all.get(first..after).unwrap_or_default(), all.get(after))
}

/// The first and the last day on which an edition is in force; `None` for a day that is not known or not set.
fn days_in_force(chapter: &Chapter, place: usize) -> Option<(Option<Date>, Option<Date>)> {
    let (_, own, after) = stretches_of(chapter, place);
    let in_force = own.first().filter(|stretch| stretch.standing == Standing::InForce(place))?;
    let until = own.get(1).or(after).and_then(|next| next.from).and_then(|next| next.yesterday().ok());
    Some((in_force.from, until))
}

/// "from 1 May 2024 until 5 November 2024"; the days named are in it.
fn span_words(from: Option<Date>, until: Date) -> String {
    match from {
        Some(from) if from == until => format!("on {} only", long_date(from)),
        Some(from) => format!("from {} until {}", long_date(from), long_date(until)),
        None => format!("until {}", long_date(until)),
    }
}

/// "This edition was in force from 1 May 2024 until 5 November 2024."
pub fn in_force_words(chapter: &Chapter, place: usize) -> String {
    match days_in_force(chapter, place) {
        Some((from, Some(until))) => format!("This edition was in force {}.", span_words(from, until)),
        Some((_, None)) => "This edition is no longer in force.".to_owned(),
        None => "This edition was never in force: another took effect on the same day.".to_owned(),
    }
}

/// "Its last text was in force from 1 May 2024 until 4 November 2025.", where that is known.
pub fn last_text_words(chapter: &Chapter, place: usize) -> String {
    match days_in_force(chapter, place) {
        Some((from, Some(until))) => format!("Its last text, kept here, was in force {}.", span_words(from, until)),
        _ => String::new(),
    }
}

/// An author's words with a full stop, so that another sentence can follow.
pub fn as_sentence(words: &str) -> String {
    let words = words.trim();
    if words.is_empty() || words.ends_with(['.', '!', '?']) { words.to_owned() } else { format!("{words}.") }
}

fn event(text: String) -> EventView {
    EventView { text, ..EventView::default() }
}

fn events(around: &Surroundings<'_>, chapter: &Chapter, place: usize, edition: &Edition) -> Vec<EventView> {
    let today = around.site.today;
    let (before, own, after) = stretches_of(chapter, place);
    let mut events = Vec::new();
    if !own.is_empty() && matches!(before.map(|stretch| stretch.standing), Some(Standing::Withdrawn(_))) {
        events.push(event("It brings the chapter back into force after it was withdrawn.".to_owned()));
    }
    for stretch in own {
        match (stretch.standing, stretch.from) {
            (Standing::Withdrawn(_), Some(on)) => events.push(withdrawal(around, chapter, on, after)),
            (Standing::Expired(_), Some(on)) => {
                let last = on.yesterday().map(long_date).unwrap_or_default();
                let words = if on <= today { ("Expired", "was") } else { ("Expires", "is") };
                events.push(event(format!("{}: {last} {} its last day.", words.0, words.1)));
            }
            _ => {}
        }
    }
    events.extend(publication(chapter, edition));
    events
}

fn withdrawal(around: &Surroundings<'_>, chapter: &Chapter, on: Date, next: Option<&Stretch>) -> EventView {
    let entries = chapter.editions.iter().filter(|edition| edition.visible);
    let mut entries = entries.filter_map(|edition| edition.front().withdrawn.as_ref());
    let entry = entries.find(|entry| entry.on == Some(on));
    let reason = as_sentence(entry.and_then(|entry| entry.reason.as_deref()).unwrap_or(""));
    let verb = if on <= around.site.today { "Withdrawn" } else { "To be withdrawn" };
    let back = next
        .and_then(|next| next.from)
        .map(|day| format!(", until {}", day.yesterday().map(long_date).unwrap_or_default()));
    let text = format!("{verb} from {}{}. {reason}", long_date(on), back.unwrap_or_default());
    let link = entry.and_then(|entry| around.chapter_by_id(entry.replaced_by.as_ref()?));
    EventView { text: text.trim().to_owned(), lead: "Use instead".to_owned(), link }
}

/// Where the day of publication is not that on which the edition takes effect.
fn publication(chapter: &Chapter, edition: &Edition) -> Option<EventView> {
    let (on, from) = (edition.front().published_on?, edition.effective_from()?);
    if on < from {
        return Some(event(format!("Published on {}, ahead of its first day.", long_date(on))));
    }
    published_late(edition)?;
    let before = from.yesterday().ok().and_then(|day| chapter.timeline.on(day).text());
    let before = before.and_then(|place| chapter.editions.get(place)).map(|edition| match edition.effective_from() {
        Some(day) => format!("the edition of {}", long_date(day)),
        None => "the edition before it".to_owned(),
    });
    let seen = before.unwrap_or_else(|| "no text of this chapter".to_owned());
    Some(event(format!(
        "Published on {}, in force from {}: retrospective. Until then readers saw {seen}.",
        long_date(on),
        long_date(from)
    )))
}
