//! An answer as one JSON object. What it holds stays: names are added, none is taken away or changes its meaning.
//!
//! Takes what was asked and answered, gives text.

use schemars::JsonSchema;
use serde::Serialize;

use super::search::Asked;
use super::search_places::source_line;
use super::search_text::{pieces, url_of};
use crate::search::answer::{Exact, Hit};
use crate::search::records::{EntryKind, EntryRecord};

/// What `search --json` prints.
#[derive(JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
pub struct AnswerPrinted<'a> {
    /// What was asked.
    question: &'a str,
    /// What was searched: `now`, what is in force, or `all`, every edition.
    set: &'a str,
    /// The day that counts as today.
    today: String,
    /// How many entries answer in all, not how many are shown.
    entries: usize,
    /// How many sections answer in all.
    sections: usize,
    /// How many more entries are for an audience that is set aside.
    aside: usize,
    /// How many entries there are without any filter.
    unfiltered: usize,
    /// Whether nothing holds the words in quotes side by side, so that the words themselves were looked for.
    loosened: bool,
    /// Words that are not in the manual, with those that were looked for in their place.
    repairs: Vec<RepairPrinted<'a>>,
    /// Words that are not in the manual, and that nothing was looked for in place of.
    missing: &'a [String],
    /// What the question stands for: stems, compounds, and `=ID` for entries of the glossary.
    terms: &'a [String],
    /// The entries that answer, best first.
    hits: Vec<HitPrinted<'a>>,
}

#[derive(JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
struct RepairPrinted<'a> {
    /// The word as it was asked.
    asked: &'a str,
    /// The words that were looked for.
    shown: &'a [String],
}

#[derive(JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
struct HitPrinted<'a> {
    /// `chapter`, `part`, `home` or `register`.
    kind: &'static str,
    /// Its permanent id.
    id: &'a str,
    /// Its number as shown; empty if it has none.
    number: &'a str,
    /// Its title.
    title: &'a str,
    /// `policy`, `procedure` and so on.
    #[serde(rename = "type")]
    type_word: &'a str,
    /// `current`, `future`, `superseded`, `withdrawn`, `expired`, `prospective` or `draft`.
    state: &'static str,
    /// The first day on which it is in force.
    from: Option<String>,
    /// The day from which it no longer is.
    until: Option<String>,
    /// The day of the newest change that readers are told of.
    changed: Option<String>,
    /// What that change was: `new` if something new came, else `updated`.
    change: Option<&'static str>,
    /// The part that it belongs to.
    part: Option<&'a str>,
    /// Whom it is for; empty: everybody.
    audience: Vec<&'a str>,
    /// The areas that it is for; empty: all.
    areas: Vec<&'a str>,
    /// Why it stands before what scores more: `number`, `title`, or `no`.
    exact: &'static str,
    /// Its score, to four places.
    score: f64,
    /// At most three of its sections, best first.
    sections: Vec<SectionPrinted<'a>>,
}

#[derive(JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
struct SectionPrinted<'a> {
    /// Its anchor on the page; empty for what stands before the first heading.
    anchor: &'a str,
    /// Its number as shown.
    number: &'a str,
    /// Its heading.
    heading: &'a str,
    /// Where readers find it, from the site's root.
    url: String,
    /// The author's file.
    file: Option<String>,
    /// The line of that file.
    line: Option<usize>,
    /// Its score, to four places.
    score: f64,
    /// The piece of its text that shows most of what was asked for.
    snippet: Vec<PiecePrinted>,
    /// Whether text stands before the snippet.
    cut_before: bool,
    /// Whether text stands behind it.
    cut_behind: bool,
}

#[derive(JsonSchema, Serialize)]
#[schemars(deny_unknown_fields)]
struct PiecePrinted {
    /// Text as it stands in the section.
    text: String,
    /// Whether it is one of the words that were looked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    mark: bool,
}

/// The answer.
pub fn search_json(asked: &Asked<'_>) -> String {
    let answer = asked.answer;
    let repairs = answer.repairs.iter().map(|repair| RepairPrinted { asked: &repair.asked, shown: &repair.shown });
    let hits = answer.hits.iter().filter_map(|hit| Some(printed_hit(asked, hit, asked.set.entries.get(hit.entry)?)));
    let printed = AnswerPrinted {
        question: &asked.question.words,
        set: asked.set.name,
        today: asked.site.today.to_string(),
        entries: answer.entries,
        sections: answer.sections,
        aside: answer.aside,
        unfiltered: answer.unfiltered,
        loosened: answer.loosened,
        repairs: repairs.collect(),
        missing: &answer.missing,
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
        change: entry.change_word(),
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
