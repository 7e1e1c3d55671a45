//! Diagnostics as one JSON object, with their places, their owners and the changes that mend them. Takes diagnostics and
//! the texts that they speak of, gives a string; prints nothing.

use serde::Serialize;

use super::report_formats::Places;
use super::report_owners::Owners;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::lines::Position;
use crate::diagnostics::place::Place;

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
    /// What the code means, in one line.
    explain: &'a str,
    /// The contact that answers for the file; `null` where it is the manual's own.
    owner: Option<&'a str>,
    /// The changes that mend it; none where a person must decide.
    mends: Vec<JsonMend<'a>>,
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

/// The text from line and column to the end (which is the first character that stays) becomes `text`.
#[derive(Serialize)]
struct JsonMend<'a> {
    #[serde(flatten)]
    place: JsonPlace<'a>,
    end_line: usize,
    end_column: usize,
    text: &'a str,
}

fn written<'a>(place: &'a Place, places: &mut Places<'_>) -> JsonPlace<'a> {
    let Position { line, column } = places.position(place);
    JsonPlace { file: &place.file, line, column, start: place.span.start, end: place.span.end }
}

/// One JSON object with every diagnostic.
pub fn json(diagnostics: &[Diagnostic], places: &mut Places<'_>, owners: &Owners) -> String {
    let mut list = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let related = diagnostic.related.iter();
        let related = related.map(|(other, words)| JsonRelated { place: written(other, places), message: words });
        let related = related.collect();
        let mends = diagnostic.mends.iter().map(|mend| {
            let end = places.end(&mend.place);
            let (end_line, end_column) = (end.line, end.column);
            JsonMend { place: written(&mend.place, places), end_line, end_column, text: &mend.text }
        });
        let mends = mends.collect();
        list.push(JsonDiagnostic {
            code: diagnostic.code.name,
            severity: diagnostic.severity.word(),
            place: written(&diagnostic.place, places),
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            related,
            explain: diagnostic.code.summary,
            owner: owners.of_file(&diagnostic.place.file),
            mends,
        });
    }
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let report = JsonReport { errors, warnings: diagnostics.len() - errors, diagnostics: list };
    let mut text = serde_json::to_string_pretty(&report).unwrap_or_default();
    text.push('\n');
    text
}
