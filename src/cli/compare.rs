//! `chapterhouse compare`: how one edition of a chapter became another, in the terminal.

use std::io::IsTerminal;

use jiff::civil::Date;
use serde::Serialize;

use super::args::CompareArguments;
use super::compare_text::{Comparing, comparison_text};
use super::failure::Failure;
use super::load::load;
use super::report::print;
use crate::compare::comparison::Comparison;
use crate::compare::editions::compare_editions;
use crate::data::dates::{long_date, parse_date};
use crate::diagnostics::suggest::nearest;
use crate::language::words::Words;
use crate::memory::Memory;
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::site::Site;
use crate::parse::front_matter::{AmendmentEntry, AmendmentKind};
use crate::pipeline::read_manual;
use crate::stages::NoObserver;

/// Words that name an edition without its day.
const NAMES: &[&str] = &["current", "previous", "next", "future"];

/// What `--json` prints.
#[derive(Serialize)]
struct Printed<'a> {
    id: &'a str,
    number: &'a str,
    title: &'a str,
    older: EditionPrinted<'a>,
    newer: EditionPrinted<'a>,
    sentence: String,
    #[serde(flatten)]
    comparison: &'a Comparison,
}

/// An edition in it.
#[derive(Serialize)]
struct EditionPrinted<'a> {
    name: &'a str,
    title: &'a str,
    state: &'a str,
    effective_from: Option<String>,
    version: Option<&'a str>,
}

impl<'a> EditionPrinted<'a> {
    fn of(edition: &'a Edition) -> Self {
        EditionPrinted {
            name: &edition.name,
            title: &edition.title,
            state: edition.state.word(),
            effective_from: edition.effective_from().map(|day| day.to_string()),
            version: edition.front().version.as_deref(),
        }
    }
}

/// How many amendments are told: the newest.
const MOST_REASONS: usize = 12;

/// Compares two editions. What is wrong elsewhere in the manual is no obstacle.
///
/// # Errors
/// When there is no such chapter or edition, or the machine will not read.
pub fn run(typed: &CompareArguments) -> Result<bool, Failure> {
    let loaded = load(&typed.site, &[], None)?;
    let memory = Memory::default();
    let site = read_manual(&loaded.sources, &loaded.config, &loaded.request, &memory, &NoObserver).value;
    let chapter = find_chapter(&site, &typed.id)?;
    let (older, newer) = find_pair(chapter, typed.older.as_deref(), typed.newer.as_deref())?;
    let comparison = compare_editions(&site, older, newer);
    if typed.json {
        let printed = Printed {
            id: &chapter.id,
            number: &chapter.number,
            title: chapter.title(),
            older: EditionPrinted::of(older),
            newer: EditionPrinted::of(newer),
            sentence: comparison.sentence(Words::english()),
            comparison: &comparison,
        };
        let text = serde_json::to_string_pretty(&printed).map_err(|cause| Failure::Usage(cause.to_string()))?;
        print(&format!("{text}\n"));
    } else {
        let comparing = Comparing {
            chapter: &format!("{} {}", chapter.number, chapter.title()),
            older: &edition_line(older),
            newer: &edition_line(newer),
            why: &reasons(&site, chapter, older, newer),
        };
        let colour = std::io::stdout().is_terminal();
        print(&comparison_text(&comparing, &comparison, width(), colour));
    }
    std::mem::forget((memory, loaded.sources));
    Ok(true)
}

/// Who changed what, and why: the amendments of the editions after the older one, up to the newer, newest first.
fn reasons(site: &Site, chapter: &Chapter, older: &Edition, newer: &Edition) -> Vec<String> {
    let place = |edition: &Edition| chapter.editions.iter().position(|other| std::ptr::eq(other, edition));
    let (Some(before), Some(after)) = (place(older), place(newer)) else { return Vec::new() };
    let between = chapter.editions.get(before.min(after) + 1..=before.max(after)).unwrap_or_default();
    let mut entries: Vec<_> = between.iter().flat_map(|edition| &edition.front().amendments).collect();
    entries.sort_by_key(|amendment| std::cmp::Reverse(amendment.date));
    let words = |amendment: &&AmendmentEntry| {
        let day = amendment.date.map(long_date).unwrap_or_default();
        let kind = amendment.kind.map_or("", AmendmentKind::word);
        let note = amendment.note.as_deref().unwrap_or("").trim();
        let by = amendment.approved_by.as_deref().map(|id| {
            let name = site.registers.contacts.get(id).map_or(id, |contact| contact.name.as_str());
            format!(" Approved by: {name}.")
        });
        format!("why: {day}, {kind}. {note}{}", by.unwrap_or_default())
    };
    entries.iter().take(MOST_REASONS).map(words).collect()
}

/// How many characters a line may have: what the terminal says of itself, within reason.
fn width() -> usize {
    let columns = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse::<usize>().ok());
    columns.unwrap_or(80).clamp(40, 120)
}

fn edition_line(edition: &Edition) -> String {
    let day = edition.effective_from().map_or_else(|| edition.name.to_string(), long_date);
    let version = edition.front().version.as_ref().map(|version| format!(", version {version}")).unwrap_or_default();
    format!("{day}{version} ({})", edition.state.word())
}

fn find_chapter<'a>(site: &'a Site, id: &str) -> Result<&'a Chapter, Failure> {
    site.chapter(id).ok_or_else(|| {
        let ids = site.chapters.iter().map(|chapter| chapter.id.as_ref());
        let help = nearest(id, ids).map_or_else(
            || "pages.json of the built site lists every chapter with its id".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        Failure::Usage(format!("there is no chapter `{id}`\nhelp: {help}"))
    })
}

/// The two editions meant, the older first.
fn find_pair<'a>(
    chapter: &'a Chapter,
    first: Option<&str>,
    second: Option<&str>,
) -> Result<(&'a Edition, &'a Edition), Failure> {
    let visible: Vec<usize> = places(chapter);
    let (Some(newest), Some(before)) = (visible.last(), visible.len().checked_sub(2).and_then(|at| visible.get(at)))
    else {
        let message = format!("`{}` has only one edition: there is nothing to compare it with", chapter.id);
        return Err(Failure::Usage(message));
    };
    let (first, second) = match (first, second) {
        (None, _) => (*before, *newest),
        (Some(first), second) => {
            let second = find_edition(chapter, second.unwrap_or("current"))?;
            (find_edition(chapter, first)?, second)
        }
    };
    if first == second {
        let name = chapter.editions.get(first).map(|edition| edition.name.to_string()).unwrap_or_default();
        let message = format!("both are the edition `{name}` of `{}`\nhelp: {}", chapter.id, list_of(chapter));
        return Err(Failure::Usage(message));
    }
    let edition = |place: usize| chapter.editions.get(place);
    edition(first.min(second))
        .zip(edition(first.max(second)))
        .ok_or_else(|| Failure::Usage(format!("`{}` has no such editions", chapter.id)))
}

fn places(chapter: &Chapter) -> Vec<usize> {
    chapter.editions.iter().enumerate().filter(|(_, edition)| edition.visible).map(|(place, _)| place).collect()
}

/// An edition by its name, a day on which it is in force, or its place in time.
fn find_edition(chapter: &Chapter, typed: &str) -> Result<usize, Failure> {
    let visible = places(chapter);
    let named = |wanted: &str| {
        let has = |place: &usize| chapter.editions.get(*place).is_some_and(|edition| edition.name.as_ref() == wanted);
        visible.iter().copied().find(has)
    };
    let wrong = |why: String| Err(Failure::Usage(format!("{why}\nhelp: {}", list_of(chapter))));
    if let Some(place) = named(typed) {
        return Ok(place);
    }
    let found = match typed {
        "current" => Some(chapter.shown),
        "previous" => visible.iter().copied().rfind(|place| *place < chapter.shown),
        "next" | "future" => visible.iter().copied().find(|place| {
            *place != chapter.shown
                && chapter.editions.get(*place).is_some_and(|edition| edition.state == State::Future)
        }),
        day => match parse_date(day) {
            Ok(day) => return on_day(chapter, day),
            Err(why) => {
                let near = nearest(day, NAMES.iter().copied()).map(|near| format!(" (did you mean `{near}`?)"));
                return wrong(format!("{typed}: {why}{}", near.unwrap_or_default()));
            }
        },
    };
    match found {
        Some(place) => Ok(place),
        None => wrong(format!("`{}` has no {typed} edition", chapter.id)),
    }
}

fn on_day(chapter: &Chapter, day: Date) -> Result<usize, Failure> {
    chapter.timeline.on(day).text().ok_or_else(|| {
        Failure::Usage(format!("no edition of `{}` was in force on {day}\nhelp: {}", chapter.id, list_of(chapter)))
    })
}

fn list_of(chapter: &Chapter) -> String {
    let names: Vec<String> = places(chapter)
        .into_iter()
        .filter_map(|place| chapter.editions.get(place))
        .map(|edition| match edition.state {
            _ if edition.name.as_ref() == edition.state.word() => edition.name.to_string(),
            State::Superseded => edition.name.to_string(),
            state => format!("{} ({})", edition.name, state.word()),
        })
        .collect();
    format!("its editions are {}; any day means the edition in force on it", names.join(", "))
}
