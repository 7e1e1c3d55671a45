//! An answer as one JSON object. What it holds stays: names are added, none is taken away or changes its meaning.
//!
//! Takes what was asked and answered, gives text.

use serde::Serialize;

use super::search::Asked;
use super::search_places::source_line;
use super::search_text::{pieces, url_of};
use crate::search::answer::{Exact, Hit};
use crate::search::records::{EntryKind, EntryRecord};

#[derive(Serialize)]
struct Printed<'a> {
    question: &'a str,
    /// `now` or `all`.
    set: &'a str,
    today: String,
    /// How many there are in all, not how many are shown.
    entries: usize,
    sections: usize,
    /// How many more are for an audience that is set aside.
    aside: usize,
    /// How many there are without any filter.
    unfiltered: usize,
    loosened: bool,
    repairs: Vec<RepairPrinted<'a>>,
    terms: &'a [String],
    hits: Vec<HitPrinted<'a>>,
}

#[derive(Serialize)]
struct RepairPrinted<'a> {
    asked: &'a str,
    shown: &'a [String],
}

#[derive(Serialize)]
struct HitPrinted<'a> {
    kind: &'static str,
    id: &'a str,
    number: &'a str,
    title: &'a str,
    #[serde(rename = "type")]
    type_word: &'a str,
    state: &'static str,
    from: Option<String>,
    until: Option<String>,
    changed: Option<String>,
    part: Option<&'a str>,
    audience: Vec<&'a str>,
    areas: Vec<&'a str>,
    exact: &'static str,
    score: f64,
    sections: Vec<SectionPrinted<'a>>,
}

#[derive(Serialize)]
struct SectionPrinted<'a> {
    anchor: &'a str,
    number: &'a str,
    heading: &'a str,
    url: String,
    file: Option<String>,
    line: Option<usize>,
    score: f64,
    snippet: Vec<PiecePrinted>,
    cut_before: bool,
    cut_behind: bool,
}

#[derive(Serialize)]
struct PiecePrinted {
    text: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    mark: bool,
}

/// The answer.
pub fn search_json(asked: &Asked<'_>) -> String {
    let answer = asked.answer;
    let repairs = answer.repairs.iter().map(|repair| RepairPrinted { asked: &repair.asked, shown: &repair.shown });
    let hits = answer.hits.iter().filter_map(|hit| Some(printed_hit(asked, hit, asked.set.entries.get(hit.entry)?)));
    let printed = Printed {
        question: &asked.question.words,
        set: asked.set.name,
        today: asked.site.today.to_string(),
        entries: answer.entries,
        sections: answer.sections,
        aside: answer.aside,
        unfiltered: answer.unfiltered,
        loosened: answer.loosened,
        repairs: repairs.collect(),
        terms: &answer.terms,
        hits: hits.collect(),
    };
    let mut text = serde_json::to_string_pretty(&printed).unwrap_or_default();
    text.push('\n');
    text
}

fn printed_hit<'a>(asked: &Asked<'a>, hit: &Hit, entry: &'a EntryRecord) -> HitPrinted<'a> {
    let sections = hit.sections.iter().filter_map(|(ordinal, score)| {
        let (_, place) = asked.asker.section(*ordinal);
        let section = entry.sections.get(place)?;
        let source = source_line(asked.site, entry, &section.anchor);
        let snippet = asked.asker.snippet(*ordinal, &asked.answer.terms);
        let piece = |(range, mark)| PiecePrinted { text: snippet.text.get(range).unwrap_or("").to_owned(), mark };
        Some(SectionPrinted {
            anchor: &section.anchor,
            number: &section.number,
            heading: &section.heading,
            url: url_of(asked, entry, section),
            file: source.as_ref().map(|source| source.file.to_string()),
            line: source.map(|source| source.line),
            score: rounded(f64::from(*score)),
            snippet: pieces(snippet.text.len(), &snippet.marks).into_iter().map(piece).collect(),
            cut_before: snippet.cut.0,
            cut_behind: snippet.cut.1,
        })
    });
    HitPrinted {
        kind: match entry.kind {
            EntryKind::Chapter => "chapter",
            EntryKind::Part => "part",
            EntryKind::Home => "home",
            EntryKind::Register => "register",
        },
        id: &entry.id,
        number: &entry.number,
        title: &entry.title,
        type_word: &entry.type_word,
        state: entry.state.word(),
        from: entry.from.map(|day| day.to_string()),
        until: entry.until.map(|day| day.to_string()),
        changed: entry.changed.map(|day| day.to_string()),
        part: entry.part.and_then(|part| asked.set.parts.get(part)).map(|part| part.key.as_ref()),
        audience: entry.audience.iter().map(AsRef::as_ref).collect(),
        areas: entry.areas.iter().map(AsRef::as_ref).collect(),
        exact: match hit.exact {
            Exact::Number => "number",
            Exact::Title => "title",
            Exact::No => "no",
        },
        score: rounded(hit.score),
        sections: sections.collect(),
    }
}

/// A score to four places: what lies behind them differs from one kind of machine to the next.
fn rounded(score: f64) -> f64 {
    (score * 10_000.0).round() / 10_000.0
}
