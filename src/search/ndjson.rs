//! The records of a set for a larger engine: a JSON object for each section, on a line of its own.
//!
//! Takes a set and what its manual is called, gives text. What the fields are, and what an engine should do with each, stands
//! once, in [`FIELDS`]: the JSON Schema and the configurations in [`super::engines`] are made of it. Knows no engine.

use std::fmt::Write as _;
use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use super::records::{EntryKind, EntryRecord, SearchSet};
use crate::config::page_files::PageFiles;

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// One exact word, for filters.
    Word,
    /// Some exact words.
    Words,
    /// Text that is searched, with its stems.
    Text,
    /// A day, as its first moment in UTC.
    Day,
    /// A whole number.
    Number,
    /// An address that is shown and never searched.
    Address,
}

/// A field of a record.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: FieldKind,
    /// Whether it may be missing: `null` in the record.
    pub optional: bool,
    /// What it says.
    pub says: &'static str,
}

macro_rules! fields {
    ($($name:ident $kind:ident $optional:literal $says:literal;)+) => {
        &[$(Field { name: stringify!($name), kind: FieldKind::$kind, optional: $optional, says: $says }),+]
    };
}

/// Every field, in the order of the records.
pub const FIELDS: &[Field] = fields! {
    id Word false "Unique among all manuals: the manual, the set, the entry, its edition where it is not the set `now`, the anchor";
    manual Word false "The manual's short name";
    manual_title Text false "The manual's title";
    base_url Address true "The address under which the manual is published";
    language Word false "The language tag of the manual, as en-GB";
    set Word false "`now`: what is in force on the day of the export; `all`: every edition that readers may see";
    built_on Day false "The day on which the manual was looked at";
    place Number false "The place of the section in reading order";
    kind Word false "chapter, part, home or register";
    entry Word false "The chapter's permanent id, or the name of another page";
    entry_number Word true "The chapter's number";
    title Text false "The chapter's title";
    anchor Word false "The section's anchor; empty for what stands before the first heading";
    number Word true "The section's number";
    heading Text false "The section's heading; empty for what stands before the first";
    also Text false "What else the section should be found by, and nobody sees: keywords, earlier titles";
    text Text false "The section's text, a line for each paragraph, item or row of a table; a dash between spaces joins the cells of a row, and a term or label to what belongs to it";
    url Address false "The section's address; relative to the manual where that has no published address";
    state Word false "current, future, superseded, withdrawn, expired, prospective or draft";
    from Day true "The first day on which it is in force";
    until Day true "The day from which it is no longer in force";
    changed Day true "The day of the last change that readers are told of";
    change Word true "What that change was: new or updated";
    part Words false "The parts that hold it, outermost first, by their names in addresses";
    type Word false "procedure, policy, guidance, form or notice; part, register";
    audience Words false "Whom it is for; none: everyone";
    areas Words false "The areas that it is for; none: all";
    aside Word false "yes where it is left out of answers unless its audience is asked for, else no";
};

/// What the records say of their manual.
#[derive(Clone, Debug)]
pub struct ManualFace<'a> {
    /// Its short name, unique among the manuals of an engine.
    pub name: &'a str,
    /// Its title.
    pub title: &'a str,
    /// Where it is published, with a closing `/`; empty: nowhere that is known.
    pub base_url: &'a str,
    /// What the files of its pages are called.
    pub pages: PageFiles,
    /// Its language tag.
    pub language: &'a str,
    /// The day on which it is looked at.
    pub today: Date,
}

/// How the lines stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineForm<'a> {
    /// Records alone.
    Plain,
    /// For the bulk interface of `OpenSearch`: before each record what to do with it, into an index of this name.
    Bulk(&'a str),
}

#[derive(Serialize)]
struct Line<'a> {
    id: String,
    manual: &'a str,
    manual_title: &'a str,
    base_url: Option<&'a str>,
    language: &'a str,
    set: &'a str,
    built_on: String,
    place: usize,
    kind: &'static str,
    entry: &'a str,
    entry_number: Option<&'a str>,
    title: &'a str,
    anchor: &'a str,
    number: Option<&'a str>,
    heading: &'a str,
    also: &'a str,
    text: &'a str,
    url: String,
    state: &'static str,
    from: Option<String>,
    until: Option<String>,
    changed: Option<String>,
    change: Option<&'static str>,
    part: Vec<&'a str>,
    r#type: &'a str,
    audience: Vec<&'a str>,
    areas: Vec<&'a str>,
    aside: &'static str,
}

#[derive(Serialize)]
struct Action<'a> {
    index: Target<'a>,
}

#[derive(Serialize)]
struct Target<'a> {
    _index: &'a str,
    _id: &'a str,
}

/// The lines of a set. `ordinal` counts on from one set to the next.
pub fn lines_of(set: &SearchSet, manual: &ManualFace<'_>, form: LineForm<'_>) -> String {
    let mut out = String::new();
    let mut place = 0;
    for entry in &set.entries {
        let part = parts_of(set, entry);
        for section in &entry.sections {
            let line = Line {
                id: id_of(set, manual, entry, &section.anchor),
                manual: manual.name,
                manual_title: manual.title,
                base_url: some(manual.base_url),
                language: manual.language,
                set: set.name,
                built_on: moment(manual.today),
                place,
                kind: entry.kind_word(),
                entry: &entry.id,
                entry_number: some(&entry.number),
                title: &entry.title,
                anchor: &section.anchor,
                number: some(&section.number),
                heading: &section.heading,
                also: &section.also,
                text: &joined_lines(&section.text),
                url: url_of(manual, entry, &section.anchor),
                state: entry.state.word(),
                from: entry.from.map(moment),
                until: entry.until.map(moment),
                changed: entry.changed.map(moment),
                change: entry.change_word(),
                part: part.clone(),
                r#type: &entry.type_word,
                audience: texts(&entry.audience),
                areas: texts(&entry.areas),
                aside: if entry.aside { "yes" } else { "no" },
            };
            place += 1;
            if let LineForm::Bulk(index) = form {
                let action = Action { index: Target { _index: index, _id: &line.id } };
                let _ = writeln!(out, "{}", serde_json::to_string(&action).unwrap_or_default());
            }
            let _ = writeln!(out, "{}", serde_json::to_string(&line).unwrap_or_default());
        }
    }
    out
}

impl EntryRecord {
    /// The word for its kind, in files for machines.
    pub fn kind_word(&self) -> &'static str {
        match self.kind {
            EntryKind::Chapter => "chapter",
            EntryKind::Part => "part",
            EntryKind::Home => "home",
            EntryKind::Register => "register",
        }
    }

    /// The word for its last change, if there was any, in files for machines.
    pub fn change_word(&self) -> Option<&'static str> {
        self.changed.map(|_| if self.is_new { "new" } else { "updated" })
    }
}

/// The parts above an entry, outermost first. A circle would end the walk.
fn parts_of<'a>(set: &'a SearchSet, entry: &EntryRecord) -> Vec<&'a str> {
    let mut line = Vec::new();
    let mut next = entry.part;
    while let Some(part) = next.and_then(|place| set.parts.get(place)).filter(|_| line.len() < set.parts.len()) {
        line.push(part.key.as_ref());
        next = part.parent;
    }
    line.reverse();
    line
}

fn id_of(set: &SearchSet, manual: &ManualFace<'_>, entry: &EntryRecord, anchor: &str) -> String {
    // Several editions of a chapter stand in `all`, each at its own address.
    let entry = if set.name == "now" { entry.id.as_ref() } else { entry.address.folder() };
    format!("{}/{}/{entry}#{anchor}", manual.name, set.name)
}

fn url_of(manual: &ManualFace<'_>, entry: &EntryRecord, anchor: &str) -> String {
    let sign = if anchor.is_empty() { "" } else { "#" };
    format!("{}{}{sign}{anchor}", manual.base_url, entry.address.published(manual.pages))
}

/// A text with what belongs together on one line, as our own snippets show it: else an engine's snippet sets a time limit
/// beside the step of another row.
fn joined_lines(text: &str) -> String {
    text.replace("\t\n", " – ")
}

/// The first moment of a day: what engines take for a date without asking for its format.
fn moment(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

fn texts(words: &[Arc<str>]) -> Vec<&str> {
    words.iter().map(AsRef::as_ref).collect()
}

fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
