//! An answer as text for the terminal, with the words that match in bold where it can be shown.
//!
//! Takes what was asked and answered, gives text.

use std::fmt::Write as _;
use std::ops::Range;

use jiff::ToSpan;

use super::report_human::thousands;
use super::search::Asked;
use super::search_places::source_line;
use crate::data::dates::long_date;
use crate::model::chapter::State;
use crate::search::answer::{Exact, Hit};
use crate::search::records::{EntryRecord, SectionRecord};

/// What may help who found nothing.
#[derive(Default)]
pub struct Lost {
    /// Words of the manual that are like those asked for.
    pub words: Vec<String>,
    /// Contacts whose name is like what was asked for.
    pub contacts: Vec<String>,
    /// Terms of the glossary that are like it.
    pub terms: Vec<String>,
    /// How many entries answer among everything that is not in force.
    pub elsewhere: usize,
}

/// The answer.
pub fn search_text(asked: &Asked<'_>, lost: &Lost, bold: bool) -> String {
    let mut text = String::new();
    let answer = asked.answer;
    // Where nothing is shown, what is like the words asked for is told with what may help.
    for repair in answer.repairs.iter().filter(|_| answer.entries > 0) {
        let shown: Vec<String> = repair.shown.iter().map(|word| format!("“{}”", plain(word))).collect();
        let _ = writeln!(
            text,
            "“{}” is not in the manual. Showing results for {}.",
            plain(&repair.asked),
            joined(&shown, "or")
        );
    }
    // Of a number that was found nothing is missing, though its `section` may stand nowhere.
    let is_told = answer.hits.first().is_some_and(|hit| hit.exact != Exact::Number);
    if is_told && !answer.missing.is_empty() {
        let missing: Vec<String> = answer.missing.iter().map(|word| format!("“{}”", plain(word))).collect();
        let _ = writeln!(text, "Not in this manual: {}.", missing.join(", "));
    }
    if answer.loosened {
        text.push_str(
            "No section holds exactly what stands between quotation marks. Showing sections with its words.\n",
        );
    }
    if !text.is_empty() {
        text.push('\n');
    }
    for hit in &answer.hits {
        if let Some(entry) = asked.set.entries.get(hit.entry) {
            put_hit(asked, hit, entry, bold, &mut text);
        }
    }
    if answer.entries == 0 {
        put_lost(asked, lost, &mut text);
        return text;
    }
    let _ = write!(text, "{}", counted(answer.entries, answer.sections));
    if answer.hits.len() < answer.entries {
        let _ = write!(text, "; the first {} are shown, --limit shows more", answer.hits.len());
    }
    text.push('\n');
    put_aside(asked, "more", &mut text);
    text
}

fn put_hit(asked: &Asked<'_>, hit: &Hit, entry: &EntryRecord, bold: bool, text: &mut String) {
    let name = if entry.number.is_empty() { String::new() } else { format!("{} ", plain(&entry.number)) };
    let state = state_words(asked, entry).map(|state| format!(" ({state})")).unwrap_or_default();
    let title = marked(asked, &entry.title, bold);
    let _ = writeln!(text, "{name}{title}{state}");
    for (ordinal, _) in &hit.sections {
        let (_, place) = asked.asker.section(*ordinal);
        if let Some(section) = entry.sections.get(place) {
            put_section(asked, entry, section, *ordinal, bold, text);
        }
    }
    text.push('\n');
}

fn put_section(
    asked: &Asked<'_>,
    entry: &EntryRecord,
    section: &SectionRecord,
    ordinal: u32,
    bold: bool,
    text: &mut String,
) {
    if !section.heading.is_empty() {
        let number = if section.number.is_empty() { String::new() } else { format!("{} ", plain(&section.number)) };
        let _ = writeln!(text, "  {number}{}", marked(asked, &section.heading, bold));
    }
    let snippet = asked.asker.snippet(ordinal, &asked.answer.terms);
    if !snippet.text.is_empty() {
        let words = with_marks(&snippet.text, &snippet.marks, bold);
        let (before, behind) = (if snippet.cut.0 { "… " } else { "" }, if snippet.cut.1 { " …" } else { "" });
        let _ = writeln!(text, "    {before}{words}{behind}");
    }
    if let Some(place) = source_line(asked.site, entry, &section.anchor) {
        let _ = writeln!(text, "    {}:{}", plain(&place.file), place.line);
    }
    let _ = writeln!(text, "    {}", url_of(asked, entry, section));
}

/// The address of a section: whole if the manual's own is known.
pub fn url_of(asked: &Asked<'_>, entry: &EntryRecord, section: &SectionRecord) -> String {
    let anchor = if section.anchor.is_empty() { String::new() } else { format!("#{}", section.anchor) };
    format!("{}{}{anchor}", asked.site.config.base_url, entry.address.published(asked.site.config.pages))
}

/// How an entry stands, where readers are told.
fn state_words(asked: &Asked<'_>, entry: &EntryRecord) -> Option<String> {
    let site = asked.site;
    let dated = |words: &str, day: Option<jiff::civil::Date>| {
        day.map_or_else(|| words.to_owned(), |day| format!("{words} {}", long_date(day)))
    };
    match entry.state {
        State::Current => {
            let since = site.today.checked_sub(site.config.badge_days.days()).ok();
            let is_recent = |day: &jiff::civil::Date| since.is_none_or(|since| *day >= since) && *day <= site.today;
            let words = if entry.is_new { "New" } else { "Updated" };
            entry.changed.filter(is_recent).map(|day| format!("{words} {}", long_date(day)))
        }
        State::Draft => Some("Draft".to_owned()),
        State::Prospective => Some("In force from a day that is not set yet".to_owned()),
        State::Future => Some(dated("In force from", entry.from)),
        State::Superseded => Some(dated("Replaced on", entry.until)),
        State::Withdrawn => Some(dated("Withdrawn on", entry.until)),
        State::Expired => Some(dated("Expired on", entry.until.and_then(|day| day.yesterday().ok()))),
    }
}

fn put_lost(asked: &Asked<'_>, lost: &Lost, text: &mut String) {
    let answer = asked.answer;
    let _ = writeln!(text, "Nothing found for “{}”.", plain(&asked.question.words));
    if !lost.words.is_empty() {
        let _ = writeln!(text, "Did you mean {}?", joined(&quoted(&lost.words), "or"));
    }
    if answer.unfiltered > 0 {
        let _ = writeln!(text, "Without filters: {}.", chapters(answer.unfiltered));
    }
    put_aside(asked, "found", text);
    if lost.elsewhere > 0 {
        let _ = writeln!(text, "With what is not in force: {} (--everything).", chapters(lost.elsewhere));
    }
    if !lost.terms.is_empty() {
        let _ = writeln!(text, "The glossary has {}.", joined(&quoted(&lost.terms), "and"));
    }
    if !lost.contacts.is_empty() {
        let _ = writeln!(text, "Among the contacts: {}.", joined(&lost.contacts, "and"));
    }
}

fn put_aside(asked: &Asked<'_>, word: &str, text: &mut String) {
    let aside = asked.answer.aside;
    if aside > 0 {
        let whom = asked.site.config.search.aside.join(" or ");
        let _ = writeln!(text, "{} {word} in what is only for {} (--aside).", thousands(aside), plain(&whom));
    }
}

fn counted(entries: usize, sections: usize) -> String {
    let word = if sections == 1 { "section" } else { "sections" };
    format!("{} {word} in {}", thousands(sections), chapters(entries))
}

fn chapters(entries: usize) -> String {
    format!("{} {}", thousands(entries), if entries == 1 { "page" } else { "pages" })
}

fn quoted(words: &[String]) -> Vec<String> {
    words.iter().map(|word| format!("“{}”", plain(word))).collect()
}

/// "a, b or c".
fn joined(words: &[String], last: &str) -> String {
    match words {
        [] => String::new(),
        [word] => word.clone(),
        [rest @ .., word] => format!("{} {last} {word}", rest.join(", ")),
    }
}

fn marked(asked: &Asked<'_>, text: &str, bold: bool) -> String {
    with_marks(text, &asked.asker.marks_in(text, &asked.answer.terms), bold)
}

/// A text in one line, with some ranges of bytes in bold.
fn with_marks(text: &str, marks: &[(usize, usize)], bold: bool) -> String {
    if !bold {
        return plain(text);
    }
    let mut out = String::new();
    for (range, is_mark) in pieces(text.len(), marks) {
        let piece = plain(text.get(range).unwrap_or(""));
        if is_mark {
            let _ = write!(out, "\u{1b}[1m{piece}\u{1b}[0m");
        } else {
            out.push_str(&piece);
        }
    }
    out
}

/// A text of so many bytes in pieces, each either a mark or not.
pub fn pieces(length: usize, marks: &[(usize, usize)]) -> Vec<(Range<usize>, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for (start, end) in marks {
        if at < *start {
            pieces.push((at..*start, false));
        }
        pieces.push((*start..*end, true));
        at = *end;
    }
    if at < length {
        pieces.push((at..length, false));
    }
    pieces
}

/// A text without what could move the cursor or break the line.
pub fn plain(text: &str) -> String {
    text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect()
}
