//! The model as the page that shows the manual as at a date, and as the cover of a record.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::as_at::{AsAtView, CoverView, RetrospectiveView, StandingView, UpdateDayView};
use super::chapter::FactView;
use super::make_page::Surroundings;
use super::page::LinkView;
use crate::language::words::Words;
use crate::model::address::Address;
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::site::Site;
use crate::model::timeline::Standing;
use crate::render::timeline_files::{published_later, seen_on};

/// The most lines of the list that needs no script, where each day lists all that was in force on it. A larger manual
/// lists only what changed.
const WHOLE_LINES: usize = 600;
/// The most lines of that list where each day lists what had changed: newest first, older days say how many are left out.
const CHANGED_LINES: usize = 500;
/// The most days that it lists.
const DAYS: usize = 60;

/// `as-at.html`.
pub fn as_at_view(around: &Surroundings<'_>) -> AsAtView {
    let (site, words) = (around.site, around.words());
    let changes: BTreeSet<Date> = change_days(site).collect();
    let named = named_days(site);
    let unnamed: Vec<(String, Date)> =
        changes.iter().rev().filter(|day| **day <= site.today).map(|day| (words.date(*day), *day)).collect();
    let is_named = !named.is_empty();
    let mut days = if is_named { named } else { unnamed };
    days.truncate(DAYS);
    let whole = days.len() * site.chapters.len() <= WHOLE_LINES;
    let mut left = CHANGED_LINES;
    let before = |index: usize| days.get(index + 1).map(|(_, day)| *day);
    let updates = days.iter().enumerate().map(|(index, (title, day))| {
        let mut lines: Vec<StandingView> =
            site.chapters.iter().filter_map(|chapter| line(around, chapter, *day, before(index), whole)).collect();
        let more = if whole { 0 } else { lines.len().saturating_sub(left) };
        lines.truncate(lines.len() - more);
        left = left.saturating_sub(lines.len());
        UpdateDayView {
            anchor: format!("day-{day}"),
            title: title.clone(),
            day: words.date(*day),
            iso: day.to_string(),
            lines,
            more: if more > 0 { words.tell("and_more", &[("n", more.into())]) } else { String::new() },
        }
    });
    let updates = updates.collect();
    let first = changes.first().copied();
    let last = changes.last().copied().filter(|last| *last > site.today).unwrap_or(site.today);
    AsAtView {
        page: around.page(words.say("manual_as_at_date")),
        first: first.map(|day| words.tell("goes_back_to", &[("day", words.date(day).into())])).unwrap_or_default(),
        first_iso: first.map(|day| day.to_string()).unwrap_or_default(),
        last_iso: last.to_string(),
        named: is_named,
        whole,
        updates,
    }
}

/// Every day on which a chapter begins to stand otherwise.
fn change_days(site: &Site) -> impl Iterator<Item = Date> {
    let stretches = site.chapters.iter().flat_map(|chapter| chapter.timeline.stretches());
    stretches.filter_map(|stretch| stretch.from)
}

/// The updates of the register up to today, newest first.
fn named_days(site: &Site) -> Vec<(String, Date)> {
    let past = site.registers.updates.all.iter().filter(|update| update.id != "next" && update.date <= site.today);
    let mut days: Vec<(String, Date)> = past
        .map(|update| (update.title.clone().unwrap_or_else(|| site.words.date(update.date)), update.date))
        .collect();
    days.sort_by(|(_, one), (_, other)| other.cmp(one));
    days.dedup_by_key(|(_, day)| *day);
    days
}

/// How a chapter stood on a day, with what had changed since an earlier one; nothing where there is nothing to say.
fn line(
    around: &Surroundings<'_>,
    chapter: &Chapter,
    day: Date,
    before: Option<Date>,
    whole: bool,
) -> Option<StandingView> {
    let standing = chapter.timeline.on(day);
    let earlier = before.map_or(Standing::NotYet, |before| chapter.timeline.on(before));
    let edition = chapter.editions.get(standing.text()?)?;
    // What had ended by then was not in force after it: it is told of on the day on which it ended.
    let ended = matches!(standing, Standing::Withdrawn(_) | Standing::Expired(_));
    if standing == earlier && (ended || !whole) {
        return None;
    }
    let badge = match (standing, earlier) {
        (Standing::Withdrawn(_), _) => Some("badge_withdrawn"),
        (Standing::Expired(_), _) => Some("badge_expired"),
        // Before the first update everything is new, which says nothing.
        _ if before.is_none() || standing == earlier => None,
        (_, Standing::NotYet) => Some("badge_new"),
        _ => Some("badge_changed"),
    };
    let mut link = edition_link(around, chapter, edition);
    link.url.push_str("?as-at=");
    link.url.push_str(&day.to_string());
    let (words, badge) = (around.words(), badge.map(|badge| around.words().say(badge).to_owned()));
    Some(StandingView { link, edition: edition_words(words, edition), badge: badge.unwrap_or_default() })
}

fn edition_link(around: &Surroundings<'_>, chapter: &Chapter, edition: &Edition) -> LinkView {
    LinkView {
        number: chapter.number.to_string(),
        title: edition.title.to_string(),
        url: around.standpoint().page(&edition.address),
        ..LinkView::default()
    }
}

fn edition_words(words: &Words, edition: &Edition) -> String {
    edition.effective_from().map_or_else(
        || words.say("edition_undated").to_owned(),
        |day| words.tell("edition_of", &[("day", words.date(day).into())]),
    )
}

/// The cover of a record; nothing for a manual in use.
pub fn cover_view(around: &Surroundings<'_>) -> Option<CoverView> {
    let (site, words) = (around.site, around.words());
    if !site.frozen {
        return None;
    }
    let fact = |name: &str, value: String| FactView { name: words.say(name).to_owned(), value, ..FactView::default() };
    let dated = |name: &str, day: Date| FactView { iso: day.to_string(), ..fact(name, words.date(day)) };
    let count = |state: State| site.chapters.iter().filter(|chapter| chapter.state == state).count();
    let mut facts = vec![fact("manual", site.config.title.clone())];
    if !site.config.publisher.is_empty() {
        facts.push(fact("published_by_name", site.config.publisher.clone()));
    }
    facts.push(dated("as_it_stood_on", site.today));
    facts.push(dated("record_made_on", site.built_on));
    facts.push(fact("chapters_in_force", count(State::Current).to_string()));
    facts.push(fact("withdrawn_by_then", count(State::Withdrawn).to_string()));
    facts.push(fact("expired_by_then", count(State::Expired).to_string()));
    facts.push(FactView { mark: "code".to_owned(), ..fact("hash_of_source", site.source.hex()) });
    facts.push(fact("made_by", format!("Chapterhouse {}", env!("CARGO_PKG_VERSION"))));
    let retrospective = site.chapters.iter().filter_map(|chapter| retrospective(around, chapter)).collect();
    Some(CoverView { facts, retrospective, print_url: around.standpoint().page(&Address::new("print")) })
}

/// What readers saw in place of a text that they could not see yet on the day of the record.
fn retrospective(around: &Surroundings<'_>, chapter: &Chapter) -> Option<RetrospectiveView> {
    let day = around.site.today;
    let edition = chapter.shown()?;
    let published = published_later(edition).filter(|published| *published > day)?;
    let saw = seen_on(chapter, day).map(|seen| LinkView {
        title: edition_words(around.words(), seen),
        url: around.standpoint().page(&seen.address),
        ..LinkView::default()
    });
    let words = around.words();
    let from = edition.effective_from().map(|day| words.date(day)).unwrap_or_default();
    let told = words.tell("record_late", &[("from", from.into()), ("on", words.date(published).into())]);
    Some(RetrospectiveView { link: edition_link(around, chapter, edition), told, saw: saw.unwrap_or_default() })
}
