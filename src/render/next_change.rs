//! `next-change.json`: the first day after the build on which any page says something else, and what changes day by day
//! in the year after it, for a scheduler that must know when to build again. A pure function of the site.
//!
//! The format. `today`, the day of the build; `time_zone`, where days begin; `next`, the first day of a change or `null`;
//! `until`, the last day that is listed; `days`, those with a change, each with `day` and `changes`. A change has `what`
//! and, where it is of a chapter, `chapter` (its id), `title`, `path` and `edition` (the name of the edition concerned):
//!
//! - `published`: readers can see an edition whose `published_on` has come; which, is not said before;
//! - `takes-effect`, `withdrawn`, `expired`: how the chapter stands;
//! - `review-due-soon`, `review-overdue`;
//! - `amendment`: the day of an amendment has come; `badge`: "New" or "Updated" comes or goes in lists;
//! - `reference`: what pages say of law or guidance in the register: in force, replaced (`title`, and `path` with its anchor);
//! - `news`: the list of what is new on the home page; `update`: the day of a named or planned update has come;
//! - `year`: the picture of the manual's year shows another year.
//!
//! Days beyond `until` count for `next` alone.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::{Span, ToSpan};
use serde::Serialize;

use super::views::badge::{Badge, badge_of};
use super::views::make_lists::{RECENT_DAYS, news_on};
use super::views::make_register::days_of_reference;
use super::views::make_year::new_years;
use crate::data::dates::add_to_date;
use crate::model::chapter::{Chapter, State};
use crate::model::editions::{Audience, Vantage, plan_editions};
use crate::model::review::{ReviewPlan, ReviewState};
use crate::model::site::Site;
use crate::parse::document::Document;

/// How many days after the build are listed.
const DAYS: i64 = 366;

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
struct Change<'a> {
    what: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    chapter: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    edition: Option<&'a str>,
}

/// `next-change.json`.
pub fn next_change_json(site: &Site, audience: Audience) -> String {
    let until = add_to_date(site.today, DAYS.days());
    let mut days: BTreeMap<Date, Vec<Change<'_>>> = BTreeMap::new();
    for chapter in &site.chapters {
        let documents: Vec<Arc<Document>> =
            chapter.editions.iter().map(|edition| Arc::clone(edition.document())).collect();
        for day in days_of(site, &documents) {
            let changes = changes_of(site, chapter, &documents, audience, day);
            if !changes.is_empty() {
                days.entry(day).or_default().extend(changes);
            }
        }
    }
    for document in &site.unpublished {
        let front = &document.front_matter;
        if let Some(day) = front.published_on.filter(|day| *day > site.today && !front.draft) {
            days.entry(day).or_default().push(Change { what: "published", ..Change::default() });
        }
    }
    for update in site.registers.updates.all.iter().filter(|update| update.date > site.today) {
        let change = Change { what: "update", title: update.title.as_deref(), ..Change::default() };
        days.entry(update.date).or_default().push(change);
    }
    let anchors: Vec<String> =
        site.registers.references.all.iter().map(|entry| format!("register/references/#{}", entry.id)).collect();
    for (entry, anchor) in site.registers.references.all.iter().zip(&anchors) {
        let coming: BTreeSet<Date> = days_of_reference(site, entry).filter(|day| *day > site.today).collect();
        for day in coming {
            let change =
                Change { what: "reference", title: Some(&entry.title), path: Some(anchor), ..Change::default() };
            days.entry(day).or_default().push(change);
        }
    }
    for day in news_days(site, until) {
        if day.yesterday().is_ok_and(|before| news_on(site, before) != news_on(site, day)) {
            days.entry(day).or_default().push(Change { what: "news", ..Change::default() });
        }
    }
    for day in new_years(site) {
        days.entry(day).or_default().push(Change { what: "year", ..Change::default() });
    }
    write_json(site, until, &days)
}

fn write_json(site: &Site, until: Date, days: &BTreeMap<Date, Vec<Change<'_>>>) -> String {
    let zone = serde_json::to_string(&site.config.time_zone).unwrap_or_default();
    let next = days.keys().next().map_or_else(|| "null".to_owned(), |day| format!("\"{day}\""));
    let mut text = format!(
        "{{\n\"today\": \"{}\",\n\"time_zone\": {zone},\n\"next\": {next},\n\"until\": \"{until}\",\n\"days\": [",
        site.today
    );
    for (index, (day, changes)) in days.range(..=until).enumerate() {
        let changes = serde_json::to_string(changes).unwrap_or_default();
        let comma = if index > 0 { "," } else { "" };
        let _ = write!(text, "{comma}\n{{\"day\":\"{day}\",\"changes\":{changes}}}");
    }
    text.push_str("\n]\n}\n");
    text
}

/// The days after today on which a chapter may look otherwise: more than do, never fewer.
fn days_of(site: &Site, documents: &[Arc<Document>]) -> BTreeSet<Date> {
    let mut days = BTreeSet::new();
    let after = |day: Option<Date>| day.and_then(|day| day.tomorrow().ok());
    for document in documents {
        let front = &document.front_matter;
        days.extend(front.effective_from);
        days.extend(front.published_on);
        days.extend(after(front.expires_on));
        days.extend(front.withdrawn.as_ref().and_then(|withdrawn| withdrawn.on));
        if let Some(due) = ReviewPlan::of(front, &site.config).due {
            days.extend(after(Some(due)));
            // A month before the last day of a month may be one of several days.
            let soon = due.checked_sub(site.config.due_soon).unwrap_or(due);
            days.extend((-4..=4).filter_map(|near: i64| soon.checked_add(Span::new().days(near)).ok()));
        }
        for date in front.amendments.iter().filter_map(|amendment| amendment.date) {
            days.insert(date);
            days.insert(add_to_date(date, site.config.badge_days.days()));
        }
    }
    days.retain(|day| *day > site.today);
    days
}

/// How a chapter looks on a day.
struct Face {
    shown: usize,
    state: State,
    visible: Vec<bool>,
    /// The editions' names, in the order of the plan.
    paths: Vec<Arc<str>>,
    review: ReviewState,
    badge: Option<Badge>,
    /// The withdrawal that readers are told of.
    withdrawal: Option<(usize, Date)>,
    states: Vec<State>,
}

fn face(site: &Site, documents: &[Arc<Document>], audience: Audience, day: Date) -> Option<Face> {
    let plan = plan_editions(documents.to_vec(), Vantage::on(day), audience);
    let front = &plan.documents.get(plan.shown)?.front_matter;
    let review = match plan.state {
        State::Withdrawn => ReviewState::Unplanned,
        _ => ReviewPlan::of(front, &site.config).state(day, site.config.due_soon),
    };
    Some(Face {
        shown: plan.shown,
        state: plan.state,
        review,
        badge: badge_of(plan.state, front, day, site.config.badge_days),
        withdrawal: plan.withdrawal,
        states: plan.states,
        paths: plan.documents.iter().map(|document| Arc::clone(&document.path)).collect(),
        visible: plan.visible,
    })
}

/// What changes of a chapter on a day.
fn changes_of<'a>(
    site: &Site,
    chapter: &'a Chapter,
    documents: &[Arc<Document>],
    audience: Audience,
    day: Date,
) -> Vec<Change<'a>> {
    let faces = day
        .yesterday()
        .ok()
        .and_then(|before| Some((face(site, documents, audience, before)?, face(site, documents, audience, day)?)));
    let Some((old, new)) = faces else { return Vec::new() };
    let edition = |place: usize| {
        let path = new.paths.get(place)?;
        // The name of what nobody is to see yet is not given away.
        let mut seen = chapter.editions.iter().filter(|edition| edition.visible);
        seen.find(|edition| edition.document().path == *path).map(|edition| edition.name.as_ref())
    };
    let change = |what: &'static str, place: usize| Change {
        what,
        chapter: Some(&chapter.id),
        title: Some(chapter.title()),
        path: Some(chapter.address.folder()),
        edition: edition(place),
    };
    let mut changes = Vec::new();
    for (place, seen) in new.visible.iter().enumerate() {
        if *seen && old.visible.get(place) == Some(&false) {
            changes.push(change("published", place));
        }
    }
    let withdrawn_again = new.state == State::Withdrawn && old.withdrawal != new.withdrawal;
    if (old.shown, old.state) == (new.shown, new.state) && !withdrawn_again {
        changes.extend((old.review != new.review).then_some(new.review).and_then(|review| match review {
            ReviewState::DueSoon => Some(change("review-due-soon", new.shown)),
            ReviewState::Overdue => Some(change("review-overdue", new.shown)),
            ReviewState::Unplanned | ReviewState::UpToDate => None,
        }));
        if old.badge != new.badge {
            changes.push(change("badge", new.shown));
        }
    } else {
        changes.extend(match new.state {
            State::Current => Some(change("takes-effect", new.shown)),
            State::Withdrawn => Some(change("withdrawn", new.shown)),
            State::Expired => Some(change("expired", new.shown)),
            _ => None,
        });
    }
    for (place, path) in new.paths.iter().enumerate() {
        // What is announced with an edition that is still to come is told when that takes effect.
        let told = matches!(
            new.states.get(place),
            Some(State::Current | State::Superseded | State::Withdrawn | State::Expired)
        );
        let document = documents.iter().find(|document| document.path == *path);
        let dated = |document: &&Arc<Document>| {
            document.front_matter.amendments.iter().any(|amendment| amendment.date == Some(day))
        };
        if told && new.visible.get(place) == Some(&true) && document.is_some_and(|document| dated(&document)) {
            changes.push(change("amendment", place));
        }
    }
    changes
}

/// The days after today on which the list of what is new may be another.
fn news_days(site: &Site, until: Date) -> BTreeSet<Date> {
    let editions = site.chapters.iter().flat_map(|chapter| &chapter.editions);
    let amendments = editions.flat_map(|edition| &edition.front().amendments).filter_map(|amendment| amendment.date);
    let days = amendments.flat_map(|date| [Some(date), add_to_date(date, RECENT_DAYS.days()).tomorrow().ok()]);
    days.flatten().filter(|day| *day > site.today && *day <= until).collect()
}
