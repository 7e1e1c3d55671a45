//! A chapter's editions and amendments as the view of its history, and the words for the days on which an edition is or
//! was in force.

use crate::language::words::Words;
use jiff::civil::Date;

use super::history::{EditionHistoryView, EventView, HistoryView};
use super::make_amendment::amendment_view;
use super::make_page::Surroundings;
use super::make_timeline::timeline_view;
use crate::model::amendments::{kind_of, published_late};
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::timeline::{Standing, Stretch};
use crate::parse::front_matter::AmendmentKind;

/// `history.html`.
pub fn history_view(around: &Surroundings<'_>, chapter: &Chapter) -> HistoryView {
    let named = format!("{} {}", chapter.number, chapter.title());
    let title = around.words().tell("history_of", &[("chapter", named.trim().into())]);
    let mut page = around.page(&title);
    page.breadcrumbs = around.breadcrumbs_of(chapter);
    let visible = chapter.editions.iter().enumerate().filter(|(_, edition)| edition.visible);
    HistoryView {
        page,
        chapter: around.chapter_link(chapter),
        standing: standing_words(around, chapter),
        timeline: timeline_view(around, chapter),
        editions: visible.rev().map(|(place, edition)| edition_history(around, chapter, place, edition)).collect(),
    }
}

/// How the chapter stands today.
fn standing_words(around: &Surroundings<'_>, chapter: &Chapter) -> String {
    let words = around.words();
    match chapter.timeline.on(around.site.today) {
        Standing::InForce(place) => {
            let edition = chapter.editions.get(place);
            let version = edition.and_then(|edition| edition.front().version.as_deref()).unwrap_or_default();
            words.tell("version_is_in_force", &[("version", version.into())])
        }
        Standing::Withdrawn(_) => words.say("chapter_is_withdrawn").to_owned(),
        Standing::Expired(_) => words.say("chapter_has_expired").to_owned(),
        Standing::NotYet => words.say("chapter_not_yet").to_owned(),
    }
}

fn edition_history(
    around: &Surroundings<'_>,
    chapter: &Chapter,
    place: usize,
    edition: &Edition,
) -> EditionHistoryView {
    let words = around.words();
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
    let when = front.approved_on.map(|day| words.date(day)).unwrap_or_default();
    let (who, version) = (who.unwrap_or_default(), front.version.as_deref().unwrap_or_default());
    let given = [("by", (&who).into()), ("day", (&when).into())];
    let approved = match (who.is_empty(), when.is_empty()) {
        (true, true) => String::new(),
        (true, false) => words.tell("approved_on_day", &given),
        (false, _) => words.tell("approved_by_whom", &given),
    };
    let first = front.effective_from.map(|day| words.date(day)).unwrap_or_default();
    let read = match (version.is_empty(), first.is_empty()) {
        (true, true) => words.say("read_this_edition").to_owned(),
        _ => words.tell("read_edition", &[("version", version.into()), ("day", first.into())]),
    };
    let before = chapter.editions.get(..place).and_then(|before| before.iter().rposition(|edition| edition.visible));
    let compare = before.and_then(|before| chapter.comparison_address(before, place));
    EditionHistoryView {
        compare: compare.map(|address| around.standpoint().page(&address)).unwrap_or_default(),
        anchor: format!("edition-{}", edition.name),
        name: edition_title(words, edition),
        changed_with: words.tell("changed_with_this", &[("version", version.into())]),
        called: if edition.title.as_ref() == chapter.title() {
            String::new()
        } else {
            words.tell("called", &[("title", edition.title.as_ref().into())])
        },
        state: edition.state.word().to_owned(),
        days: edition_days(words, chapter, place, edition),
        events: events(around, chapter, place, edition),
        approved,
        read,
        amendments: rest.into_iter().map(view).collect(),
        minor: minor.into_iter().map(view).collect(),
        url,
    }
}

/// "Version 2.0", or "Edition".
pub fn edition_title(words: &Words, edition: &Edition) -> String {
    let version = edition.front().version.as_deref().unwrap_or_default();
    words.tell("edition_named", &[("version", version.into()), ("day", "".into())])
}

/// From when until when, for an edition of the history.
pub fn edition_days(words: &Words, chapter: &Chapter, place: usize, edition: &Edition) -> String {
    let tell = |name: &str, day: Date| words.tell(name, &[("day", words.date(day).into())]);
    match edition.state {
        State::Draft => words.say("days_draft").to_owned(),
        State::Prospective => words.say("days_prospective").to_owned(),
        State::Future => edition.effective_from().map(|from| tell("takes_effect_on", from)).unwrap_or_default(),
        State::Current | State::Superseded | State::Withdrawn | State::Expired => match days_in_force(chapter, place) {
            Some((Some(from), None)) => tell("in_force_since", from),
            Some((None, None)) => words.say("in_force_first_unknown").to_owned(),
            Some((from, Some(until))) => span_words(words, from, until, ["days_one", "days_between", "days_until"]),
            None => words.say("never_in_force").to_owned(),
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
pub fn days_in_force(chapter: &Chapter, place: usize) -> Option<(Option<Date>, Option<Date>)> {
    let (_, own, after) = stretches_of(chapter, place);
    let in_force = own.first().filter(|stretch| stretch.standing == Standing::InForce(place))?;
    let until = own.get(1).or(after).and_then(|next| next.from).and_then(|next| next.yesterday().ok());
    Some((in_force.from, until))
}

/// "In force from 1 May 2024 until 5 November 2024."; the days named are in it. `names` are those of the sentences for one
/// day, for two that are known, and for the last alone.
fn span_words(words: &Words, from: Option<Date>, until: Date, names: [&str; 3]) -> String {
    let [one, between, last] = names;
    let day = |day: Date| words.date(day);
    let given = [("from", from.map(day).unwrap_or_default().into()), ("until", day(until).into())];
    let name = match from {
        Some(from) if from == until => one,
        Some(_) => between,
        None => last,
    };
    words.tell(name, &given)
}

/// "This edition was in force from 1 May 2024 until 5 November 2024."
pub fn in_force_words(words: &Words, chapter: &Chapter, place: usize) -> String {
    match days_in_force(chapter, place) {
        Some((from, Some(until))) => {
            span_words(words, from, until, ["edition_one", "edition_between", "edition_until"])
        }
        Some((_, None)) => words.say("edition_no_longer").to_owned(),
        None => words.say("edition_never").to_owned(),
    }
}

/// "Its last text was in force from 1 May 2024 until 5 November 2024."
pub fn last_text_words(words: &Words, chapter: &Chapter, place: usize) -> String {
    match days_in_force(chapter, place) {
        Some((from, Some(until))) => span_words(words, from, until, ["last_one", "last_between", "last_until"]),
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
        events.push(event(around.words().say("brings_back").to_owned()));
    }
    for stretch in own {
        match (stretch.standing, stretch.from) {
            (Standing::Withdrawn(_), Some(on)) => events.push(withdrawal(around, chapter, on, after)),
            (Standing::Expired(_), Some(on)) => {
                let last = on.yesterday().map(|day| around.words().date(day)).unwrap_or_default();
                let name = if on <= today { "expired_last_day" } else { "expires_last_day" };
                events.push(event(around.words().tell(name, &[("day", last.into())])));
            }
            _ => {}
        }
    }
    events.extend(publication(around.words(), chapter, edition));
    events
}

fn withdrawal(around: &Surroundings<'_>, chapter: &Chapter, on: Date, next: Option<&Stretch>) -> EventView {
    let entries = chapter.editions.iter().filter(|edition| edition.visible);
    let mut entries = entries.filter_map(|edition| edition.front().withdrawn.as_ref());
    let entry = entries.find(|entry| entry.on == Some(on));
    let reason = as_sentence(entry.and_then(|entry| entry.reason.as_deref()).unwrap_or(""));
    let words = around.words();
    let back = next.and_then(|next| next.from).and_then(|day| day.yesterday().ok());
    let until = back.map(|day| words.date(day)).unwrap_or_default();
    let name = if on <= around.site.today { "withdrawn_from" } else { "to_be_withdrawn_from" };
    let told = words.tell(name, &[("from", words.date(on).into()), ("until", until.into())]);
    let text = format!("{told} {reason}");
    let link = entry.and_then(|entry| around.chapter_by_id(entry.replaced_by.as_ref()?));
    EventView { text: text.trim().to_owned(), lead: words.say("use_instead").to_owned(), link }
}

/// Where the day of publication is not that on which the edition takes effect.
fn publication(words: &Words, chapter: &Chapter, edition: &Edition) -> Option<EventView> {
    let (on, from) = (edition.front().published_on?, edition.effective_from()?);
    if on < from {
        return Some(event(words.tell("published_ahead", &[("on", words.date(on).into())])));
    }
    published_late(edition)?;
    let before = from.yesterday().ok().and_then(|day| chapter.timeline.on(day).text());
    let given = [("on", words.date(on).into()), ("from", words.date(from).into())];
    let told = words.tell("published_retrospective", &given);
    let before = before.and_then(|place| chapter.editions.get(place));
    let saw = match before.map(Edition::effective_from) {
        Some(Some(day)) => words.tell("until_then_saw", &[("day", words.date(day).into())]),
        Some(None) => words.say("until_then_saw_one_before").to_owned(),
        None => words.say("until_then_saw_nothing").to_owned(),
    };
    Some(event(format!("{told} {saw}")))
}
