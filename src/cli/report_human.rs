//! Diagnostics for people: each with the line concerned, never more than can be read, and tables that count the rest.
//! Takes diagnostics and the texts that they speak of, gives a string; prints nothing.

use std::collections::HashMap;
use std::fmt::Write as _;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::report_formats::{Places, visible};
use super::report_owners::Owners;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Diagnostic, Severity};
use crate::diagnostics::lines::Position;
use crate::diagnostics::place::Place;

/// The most diagnostics that are shown with their lines unless somebody asks for more; the rest are counted.
pub const MOST_SHOWN: usize = 100;
/// Where not all are shown, no code takes more than this part of them: a single slip must not hide all others.
const SHARE: usize = 10;
/// The most files that are counted by name.
const MOST_FILES: usize = 10;
/// The most characters of a line that are shown on either side of a fault.
const WINDOW: usize = 120;

/// How a report for people looks.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    /// Whether the terminal has colours.
    pub colour: bool,
    /// The most diagnostics that are shown; nothing for all.
    pub limit: Option<usize>,
    /// Who answers for what, if the report is to stand by owner.
    pub by_owner: Option<&'a Owners>,
}

/// For people: each with the line concerned; where there are too many, those that matter most, and counts.
pub fn human(diagnostics: &[Diagnostic], places: &mut Places<'_>, look: Look<'_>) -> String {
    let renderer = if look.colour { Renderer::styled() } else { Renderer::plain() };
    let chosen = choose(diagnostics, look.limit.unwrap_or(usize::MAX));
    let mut out = String::new();
    let mut headings: Vec<(Option<&str>, String)> = Vec::new();
    let mut shown = chosen.clone();
    if let Some(owners) = look.by_owner {
        shown = owners.grouped(diagnostics, shown);
        let heading = |(owner, errors, warnings)| {
            (owner, format!("== {}: {}\n\n", owners.called(owner), count_words(errors, warnings)))
        };
        headings = owners.counts(diagnostics).into_iter().map(heading).rev().collect();
    }
    for diagnostic in shown {
        let owner = look.by_owner.and_then(|owners| owners.of_file(&diagnostic.place.file));
        // Headings stand in the order of what is shown, the next one last; an owner of whom nothing is shown has none.
        if let Some(at) = headings.iter().rposition(|(of, _)| *of == owner) {
            out.push_str(headings.get(at).map_or("", |(_, heading)| heading));
            headings.truncate(at);
        }
        out.push_str(&human_one(diagnostic, places, &renderer));
        out.push_str("\n\n");
    }
    if chosen.len() < diagnostics.len() {
        out.push_str(&counts(diagnostics, &chosen));
    }
    out
}

/// "2 errors, 1 warning".
pub fn count_words(errors: usize, warnings: usize) -> String {
    let count =
        |number: usize, word: &str| format!("{} {word}{}", thousands(number), if number == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => "nothing wrong".to_owned(),
        (0, _) => count(warnings, "warning"),
        (_, 0) => count(errors, "error"),
        _ => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    }
}

/// A number as people read it: 12,412.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// The diagnostics to show: all where there are few, else errors before warnings and a share of each code.
fn choose(diagnostics: &[Diagnostic], limit: usize) -> Vec<&Diagnostic> {
    if diagnostics.len() <= limit {
        return diagnostics.iter().collect();
    }
    let first = diagnostics.first().map(|diagnostic| diagnostic.code.name);
    let single = diagnostics.iter().all(|diagnostic| Some(diagnostic.code.name) == first);
    let share = if single { limit } else { (limit / SHARE).max(1) };
    let mut taken: HashMap<&str, usize> = HashMap::new();
    let mut chosen = Vec::new();
    for severity in [Severity::Error, Severity::Warning] {
        for diagnostic in diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity) {
            let taken = taken.entry(diagnostic.code.name).or_default();
            if chosen.len() < limit && *taken < share {
                *taken += 1;
                chosen.push(diagnostic);
            }
        }
    }
    chosen
}

/// What a code comes to.
struct Count {
    code: &'static Code,
    severity: Severity,
    all: usize,
    shown: usize,
}

/// How many there are of each code, and in which files most.
fn counts(diagnostics: &[Diagnostic], chosen: &[&Diagnostic]) -> String {
    let mut by_code: HashMap<&str, Count> = HashMap::new();
    let mut by_file: HashMap<&str, usize> = HashMap::new();
    for diagnostic in diagnostics {
        let code = diagnostic.code;
        let severity = diagnostic.severity;
        let count = by_code.entry(code.name).or_insert(Count { code, severity, all: 0, shown: 0 });
        // A folder may set another severity; the worst is told.
        count.severity = count.severity.min(severity);
        count.all += 1;
        *by_file.entry(&diagnostic.place.file).or_default() += 1;
    }
    for diagnostic in chosen {
        by_code.entry(diagnostic.code.name).and_modify(|count| count.shown += 1);
    }
    let mut by_code: Vec<Count> = by_code.into_values().collect();
    by_code.sort_by_key(|count| (count.severity, std::cmp::Reverse(count.all), count.code.name));
    let mut out = String::new();
    let (shown, all) = (thousands(chosen.len()), thousands(diagnostics.len()));
    let _ = writeln!(out, "{shown} of {all} are shown above. All of them, by code:\n");
    let _ = writeln!(out, "     all   shown  kind     code");
    let width = by_code.iter().map(|count| count.code.name.len()).max().unwrap_or(0);
    for Count { code, severity, all, shown } in &by_code {
        let (all, shown) = (thousands(*all), thousands(*shown));
        let _ = writeln!(out, "{all:>8}{shown:>8}  {:<7}  {:<width$}  {}", severity.word(), code.name, code.summary);
    }
    let mut by_file: Vec<(&str, usize)> = by_file.into_iter().collect();
    by_file.sort_by_key(|(file, count)| (std::cmp::Reverse(*count), *file));
    let files = by_file.len();
    if files > 1 {
        let _ = writeln!(out, "\n     all  file");
        for (file, count) in by_file.iter().take(MOST_FILES) {
            let _ = writeln!(out, "{:>8}  {file}", thousands(*count));
        }
        if files > MOST_FILES {
            let _ = writeln!(out, "          … and {} files more", thousands(files - MOST_FILES));
        }
    }
    // The code of which most are hidden is the one to ask for next.
    let next = by_code.iter().max_by_key(|count| (count.all - count.shown, std::cmp::Reverse(count.code.name)));
    let hint = match next.filter(|_| by_code.len() > 1) {
        Some(next) => {
            let hidden = thousands(next.all - next.shown);
            format!("{hidden} more of {0}: chapterhouse check --code {0}", next.code.name)
        }
        None => "more of them: --limit 1000, or --limit all".to_owned(),
    };
    let _ = writeln!(out, "\n{hint}; a line for each: --format short\n");
    out
}

/// The line around a place: its text, where the place stands in it, and its number.
struct Excerpt {
    line: String,
    span: std::ops::Range<usize>,
    position: Position,
    /// Whether the line's start was cut off, so that columns are not to be counted in what is shown.
    cut: bool,
}

fn excerpt(place: &Place, places: &mut Places<'_>) -> Excerpt {
    let text = places.text(&place.file);
    let position = places.position(place);
    let line = places.line(place);
    let start = (place.span.start as usize).min(text.len());
    let before = text.get(line.start..start).unwrap_or("");
    let rest = text.get(start..line.end).unwrap_or("");
    let kept_before: String = before.chars().rev().take(WINDOW).collect::<Vec<_>>().into_iter().rev().collect();
    let kept_rest: String = rest.chars().take(WINDOW).collect();
    let marked =
        (place.span.end as usize).saturating_sub(start).clamp(usize::from(!kept_rest.is_empty()), kept_rest.len());
    let marked = (marked..=kept_rest.len()).find(|at| kept_rest.is_char_boundary(*at)).unwrap_or(kept_rest.len());
    let from = kept_before.len();
    Excerpt { cut: from < before.len(), line: kept_before + &kept_rest, span: from..from + marked, position }
}

fn human_one(diagnostic: &Diagnostic, places: &mut Places<'_>, renderer: &Renderer) -> String {
    let level = if diagnostic.severity == Severity::Error { Level::ERROR } else { Level::WARNING };
    let found = excerpt(&diagnostic.place, places);
    // A snippet that names its file says line and column itself; a separate line for them would be set off from it by
    // a mark that means nothing to readers.
    let show = |group: Group<'static>, place: &Place, found: &Excerpt, kind: AnnotationKind, words: Option<String>| {
        let blank = found.line.trim().is_empty();
        let group = if blank || found.cut {
            let Position { line, column } = found.position;
            group.element(Origin::path(visible(&place.file, false).into_owned()).line(line).char_column(column))
        } else {
            group
        };
        if blank {
            return group;
        }
        let path = (!found.cut).then(|| visible(&place.file, false).into_owned());
        let annotation = kind.span(found.span.clone()).label(words);
        let snippet = Snippet::source(found.line.clone()).path(path).line_start(found.position.line);
        group.element(snippet.annotation(annotation))
    };
    let title = level.primary_title(diagnostic.message.clone()).id(diagnostic.code.name);
    let mut group = show(Group::with_title(title), &diagnostic.place, &found, AnnotationKind::Primary, None);
    for (place, words) in &diagnostic.related {
        let other = excerpt(place, places);
        group = show(group, place, &other, AnnotationKind::Context, Some(words.clone()));
    }
    let mut report = vec![group];
    if let Some(help) = &diagnostic.help {
        report.push(Group::with_title(Level::HELP.secondary_title(help.clone())));
    }
    renderer.render(&report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes;
    use std::sync::Arc;

    fn faults(code: &'static Code, number: usize) -> Vec<Diagnostic> {
        (0..number)
            .map(|at| Diagnostic::new(code, Place::file(&Arc::from(format!("{at:05}.md"))), format!("{at}")))
            .collect()
    }

    #[test]
    fn no_code_hides_the_others_and_errors_come_first() {
        let list =
            [faults(&codes::REVIEW_OVERDUE, 500), faults(&codes::BROKEN_LINK, 5_000), faults(&codes::EMPTY_LINK, 3)]
                .concat();
        let chosen = choose(&list, 100);
        let names: Vec<&str> = chosen.iter().map(|one| one.code.name).collect();
        assert_eq!(names.iter().filter(|name| **name == "broken-link").count(), 10);
        assert_eq!(names.iter().filter(|name| **name == "empty-link").count(), 3);
        assert_eq!(names[13..], ["review-overdue"; 10]);
        // Asked for one code, all that is shown is of that code.
        assert_eq!(choose(&list[500..5_500], 100).len(), 100);
        assert_eq!(choose(&list, 5_503).len(), 5_503);
        let table = counts(&list, &chosen);
        assert!(table.contains("23 of 5,503") && table.contains("   5,000      10  error    broken-link"), "{table}");
        assert!(table.contains("4,990 more of broken-link: chapterhouse check --code broken-link"), "{table}");
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!([0, 12, 999, 1_000, 123_456].map(thousands), ["0", "12", "999", "1,000", "123,456"]);
        assert_eq!(count_words(1_200, 1), "1,200 errors, 1 warning");
    }
}
