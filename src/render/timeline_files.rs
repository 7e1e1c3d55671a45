//! `timeline.json`: what of every chapter was, is and will be in force when, for machines and for the page that shows the
//! manual as at a date; and the same as `timeline.js`, because a page that was opened from a folder can load a script and
//! no data. Both are pure functions of the site.
//!
//! The format. `title`, `time_zone` (an IANA name: days are days there), `known_on` (the day of the build, or the day
//! that a record shows: what was published later is not known), `page` (what stands behind a folder in a link:
//! `index.html` or nothing), then
//!
//! - `parts`: in reading order, each with `number`, `title`, `path`, and `within`, the place in this list of the part
//!   that holds it;
//! - `chapters`: in reading order, each with `id`, `number`, `title`, `path`, `part` (a place in the list of parts),
//!   `stretches` and `editions`;
//! - `stretches`: lists of three, in the order of days: the first day (`null` for before all days), how the chapter
//!   stands from then until the next stretch begins (`not-yet`, `in-force`, `withdrawn`, `expired`), and the name of the
//!   edition whose text stands, or `null`;
//! - `editions`: those that readers can see, each with `name` (its first day, or `undated`, `prospective`, `draft`;
//!   its page is at `path` + `edition/` + `name` + `/`), `title` where it is not the chapter's, and `published_on` where
//!   readers could see it only after its first day.

use std::fmt::Write as _;

use jiff::civil::Date;
use serde::Serialize;

use crate::language::words::Words;
use crate::model::chapter::{Chapter, Edition};
use crate::model::site::Site;

#[derive(Serialize)]
struct PartEntry<'a> {
    number: &'a str,
    title: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<usize>,
}

#[derive(Serialize)]
struct ChapterEntry<'a> {
    id: &'a str,
    number: &'a str,
    title: &'a str,
    path: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<usize>,
    stretches: Vec<(Option<String>, &'static str, Option<&'a str>)>,
    editions: Vec<EditionEntry<'a>>,
}

#[derive(Serialize)]
struct EditionEntry<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published_on: Option<String>,
}

/// `timeline.json`, a line for each part and chapter.
pub fn timeline_json(site: &Site) -> String {
    let json = |value: &str| serde_json::to_string(value).unwrap_or_default();
    let mut text = String::from("{\n");
    let page = site.config.pages.behind_folder();
    let _ = writeln!(text, "\"title\": {},", json(&site.config.title));
    let _ = writeln!(text, "\"time_zone\": {},", json(&site.config.time_zone));
    let _ = writeln!(text, "\"known_on\": \"{}\",\n\"page\": \"{page}\",", site.today);
    let parts = site.parts.iter().map(|part| PartEntry {
        number: &part.number,
        title: &part.title,
        path: part.address.folder(),
        within: part.parent,
    });
    push_lines(&mut text, "parts", parts);
    text.push_str(",\n");
    push_lines(&mut text, "chapters", site.chapters.iter().map(|chapter| chapter_entry(chapter)));
    text.push_str("\n}\n");
    text
}

/// What the page of a text says when it is read as at a day, by the names of the words: kept here, because no page needs it otherwise.
const WORDS: &[(&str, &str)] = &[
    ("label", "as_at_date"),
    ("reading", "script_as_at_reading"),
    ("other", "script_as_at_other"),
    ("right", "script_as_at_right"),
    ("withdrawn", "script_as_at_withdrawn"),
    ("expired", "script_as_at_expired"),
    ("not-yet", "script_as_at_not_yet"),
    ("unpublished", "script_as_at_unpublished"),
    ("leave", "script_as_at_leave"),
    ("absent", "script_as_at_absent"),
];

/// `timeline.js`: the same data as the value of a variable, and the words of the notice on a text that is read as at a day.
pub fn timeline_js(words: &Words, json: &str) -> String {
    let words: serde_json::Map<String, serde_json::Value> =
        WORDS.iter().map(|(name, key)| ((*name).to_owned(), words.template(key).into())).collect();
    let words = serde_json::to_string(&words).unwrap_or_default();
    format!("globalThis.chapterhouseTimeline = {};\nglobalThis.chapterhouseWords = {words};\n", json.trim_end())
}

fn push_lines(text: &mut String, name: &str, entries: impl Iterator<Item = impl Serialize>) {
    let lines: Vec<String> = entries.map(|entry| serde_json::to_string(&entry).unwrap_or_default()).collect();
    let _ = write!(text, "\"{name}\": [\n{}\n]", lines.join(",\n"));
}

fn chapter_entry(chapter: &Chapter) -> ChapterEntry<'_> {
    let name = |place: usize| chapter.editions.get(place).map(|edition| edition.name.as_ref());
    let stretches = chapter.timeline.stretches().iter();
    ChapterEntry {
        id: &chapter.id,
        number: &chapter.number,
        title: chapter.title(),
        path: chapter.address.folder(),
        part: chapter.part,
        stretches: stretches
            .map(|stretch| {
                let edition = stretch.standing.text().and_then(name);
                (stretch.from.map(|day| day.to_string()), stretch.standing.word(), edition)
            })
            .collect(),
        editions: chapter
            .editions
            .iter()
            .filter(|edition| edition.visible)
            .map(|edition| EditionEntry {
                name: &edition.name,
                title: Some(edition.title.as_ref()).filter(|title| *title != chapter.title()),
                published_on: published_later(edition).map(|day| day.to_string()),
            })
            .collect(),
    }
}

/// The day on which readers could first see an edition, if it was in force before.
pub fn published_later(edition: &Edition) -> Option<Date> {
    let from = edition.effective_from()?;
    edition.front().published_on.filter(|published| *published > from)
}

/// The edition that readers saw on a day on which a later one, not published yet, is now known to have been in force: the
/// latest that had begun and was published by then.
pub fn seen_on(chapter: &Chapter, day: Date) -> Option<&Edition> {
    let dated = |edition: &&Edition| {
        let front = edition.front();
        edition.visible
            && !front.draft
            && !front.prospective
            && edition.effective_from().is_none_or(|from| from <= day)
            && published_later(edition).is_none_or(|published| published <= day)
    };
    chapter.editions.iter().rfind(dated)
}
