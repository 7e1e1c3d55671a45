//! Diagnostics as text, in each of the formats. Takes diagnostics and the texts that they speak of, gives a string;
//! prints nothing.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::diagnostics::diagnostic::{Diagnostic, Severity};
use crate::diagnostics::lines::{LineIndex, Position};
use crate::diagnostics::place::Place;
use crate::source::source_tree::SourceTree;

/// The most diagnostics that are shown with their lines; the rest are counted.
const MOST_SHOWN: usize = 100;
/// The most characters of a line that are shown on either side of a fault.
const WINDOW: usize = 120;

/// Finds the lines and columns of places, each file's text indexed once.
pub struct Places<'a> {
    sources: &'a SourceTree,
    texts: HashMap<Arc<str>, Arc<str>>,
    lines: HashMap<Arc<str>, LineIndex>,
}

impl<'a> Places<'a> {
    /// Places in these files.
    pub fn of(sources: &'a SourceTree) -> Self {
        Places { sources, texts: HashMap::new(), lines: HashMap::new() }
    }

    fn text(&mut self, file: &Arc<str>) -> Arc<str> {
        let sources = self.sources;
        Arc::clone(
            self.texts.entry(Arc::clone(file)).or_insert_with(|| sources.text(file).unwrap_or_else(|| Arc::from(""))),
        )
    }

    fn position(&mut self, place: &Place) -> Position {
        let text = self.text(&place.file);
        let lines = self.lines.entry(Arc::clone(&place.file)).or_insert_with(|| LineIndex::new(text));
        lines.position(place.span.start as usize)
    }
}

/// For people: each with the line concerned, and a summary.
pub fn human(diagnostics: &[Diagnostic], places: &mut Places<'_>, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut out = String::new();
    for diagnostic in diagnostics.iter().take(MOST_SHOWN) {
        out.push_str(&human_one(diagnostic, places, &renderer));
        out.push_str("\n\n");
    }
    if diagnostics.len() > MOST_SHOWN {
        let _ = writeln!(out, "… and {} more; --format short lists all of them\n", diagnostics.len() - MOST_SHOWN);
        for (code, count) in counts(diagnostics).into_iter().take(20) {
            let _ = writeln!(out, "{count:>7}  {code}");
        }
        out.push('\n');
    }
    out
}

fn counts(diagnostics: &[Diagnostic]) -> Vec<(&'static str, usize)> {
    let mut counts: HashMap<&'static str, usize> = HashMap::new();
    for diagnostic in diagnostics {
        *counts.entry(diagnostic.code.name).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(code, count)| (std::cmp::Reverse(*count), *code));
    counts
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
    let start = (place.span.start as usize).min(text.len());
    let line_start = text.get(..start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
    let line_end = text.get(start..).and_then(|tail| tail.find('\n')).map_or(text.len(), |at| start + at);
    let before = text.get(line_start..start).unwrap_or("");
    let rest = text.get(start..line_end).unwrap_or("");
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
            group.element(Origin::path(place.file.to_string()).line(line).char_column(column))
        } else {
            group
        };
        if blank {
            return group;
        }
        let path = (!found.cut).then(|| place.file.to_string());
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

/// A line each: `file:line:column: error[code]: message (help)`.
pub fn short(diagnostics: &[Diagnostic], places: &mut Places<'_>) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        let Position { line, column } = places.position(&diagnostic.place);
        let help = diagnostic.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        let _ = writeln!(
            out,
            "{}:{line}:{column}: {}[{}]: {}{help}",
            diagnostic.place.file,
            diagnostic.severity.word(),
            diagnostic.code.name,
            diagnostic.message
        );
    }
    out
}

#[derive(Serialize)]
struct JsonReport<'a> {
    errors: usize,
    warnings: usize,
    diagnostics: Vec<JsonDiagnostic<'a>>,
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    code: &'a str,
    severity: &'a str,
    #[serde(flatten)]
    place: JsonPlace<'a>,
    message: &'a str,
    help: Option<&'a str>,
    related: Vec<JsonRelated<'a>>,
}

#[derive(Serialize)]
struct JsonPlace<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    /// Byte offsets in the file's text, byte-order mark and carriage returns not counted.
    start: u32,
    end: u32,
}

#[derive(Serialize)]
struct JsonRelated<'a> {
    #[serde(flatten)]
    place: JsonPlace<'a>,
    message: &'a str,
}

/// One JSON object with every diagnostic.
pub fn json(diagnostics: &[Diagnostic], places: &mut Places<'_>) -> String {
    let mut place = |place: &'_ Place| {
        let Position { line, column } = places.position(place);
        (line, column, place.span.start, place.span.end)
    };
    let list = diagnostics.iter().map(|diagnostic| {
        let (line, column, start, end) = place(&diagnostic.place);
        let related = diagnostic.related.iter().map(|(other, words)| {
            let (line, column, start, end) = place(other);
            JsonRelated { place: JsonPlace { file: &other.file, line, column, start, end }, message: words }
        });
        JsonDiagnostic {
            code: diagnostic.code.name,
            severity: diagnostic.severity.word(),
            related: related.collect(),
            place: JsonPlace { file: &diagnostic.place.file, line, column, start, end },
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
        }
    });
    let diagnostics_list: Vec<JsonDiagnostic<'_>> = list.collect();
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let report = JsonReport { errors, warnings: diagnostics.len() - errors, diagnostics: diagnostics_list };
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}

/// Workflow commands of GitHub Actions, with their own rules of escaping.
pub fn github(diagnostics: &[Diagnostic], places: &mut Places<'_>) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for diagnostic in diagnostics {
        let Position { line, column } = places.position(&diagnostic.place);
        let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "::{} file={},line={line},col={column},title={}::{}",
            diagnostic.severity.word(),
            property(&diagnostic.place.file),
            property(diagnostic.code.name),
            data(&format!("{}{help}", diagnostic.message))
        );
    }
    out
}
