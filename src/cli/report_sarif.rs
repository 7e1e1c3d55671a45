//! Diagnostics as SARIF 2.1.0 (OASIS, 27 March 2020), which code hosts and editors show beside the lines. Takes diagnostics
//! and the texts that they speak of, gives a string; prints nothing.
//!
//! A result's fingerprint is made of what is wrong and in which file, and of no line: it stays the same when lines are added
//! above it, so that a host does not take an old fault for a new one.

use std::collections::{BTreeMap, HashMap};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde_json::{Value, json};

use super::report_formats::Places;
use super::report_owners::Owners;
use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::{Diagnostic, Mend};
use crate::diagnostics::place::Place;
use crate::memo::ContentHash;

/// What stands in the path of a URI as it is (RFC 3986, section 2.3), and the sign between its segments.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'a str,
    message: Text,
    locations: [Location; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<Fix>,
    properties: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the standard's own names")]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
    region: Region,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactLocation {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Fix {
    description: Text,
    artifact_changes: Vec<ArtifactChange>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArtifactChange {
    artifact_location: ArtifactLocation,
    replacements: Vec<Replacement>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement {
    deleted_region: Region,
    inserted_content: Text,
}

/// One SARIF log with one run.
pub fn sarif(diagnostics: &[Diagnostic], places: &mut Places<'_>, owners: &Owners) -> String {
    let rules: HashMap<&str, usize> = codes::ALL.iter().enumerate().map(|(at, code)| (code.name, at)).collect();
    let mut seen: HashMap<(&str, &str, &str), usize> = HashMap::new();
    let mut results = Vec::with_capacity(diagnostics.len());
    for diagnostic in diagnostics {
        let code = diagnostic.code.name;
        let file: &str = &diagnostic.place.file;
        let nth = seen.entry((code, file, &diagnostic.message)).or_default();
        let fingerprint = fingerprint(code, file, &diagnostic.message, *nth);
        *nth += 1;
        let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        let related = diagnostic.related.iter().enumerate();
        let related = related.map(|(at, (place, words))| Location {
            id: Some(at + 1),
            physical_location: physical(place, places),
            message: Some(Text { text: words.clone() }),
        });
        results.push(SarifResult {
            rule_id: code,
            rule_index: rules.get(code).copied().unwrap_or(0),
            level: diagnostic.severity.word(),
            message: Text { text: format!("{}{help}", diagnostic.message) },
            related_locations: related.collect(),
            locations: [Location { id: None, physical_location: physical(&diagnostic.place, places), message: None }],
            partial_fingerprints: BTreeMap::from([("chapterhouse/v1", fingerprint)]),
            fixes: fixes(diagnostic, places),
            properties: owners.of_file(file).map(|owner| ("owner", owner.to_owned())).into_iter().collect(),
        });
    }
    let rules: Vec<Value> = codes::ALL.iter().map(|code| rule(code)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "Chapterhouse",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "invocations": [{"executionSuccessful": true}],
            "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The folder of the repository, else of the manual"}}},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    let mut text = serde_json::to_string_pretty(&log).unwrap_or_default();
    text.push('\n');
    text
}

fn fingerprint(code: &str, file: &str, message: &str, nth: usize) -> String {
    let parts = [code, file, message, &nth.to_string()].map(|part| ContentHash::of(part.as_bytes()));
    ContentHash::of_all(parts).hex().chars().take(32).collect()
}

fn rule(code: &Code) -> Value {
    // The explanation opens with the code as its heading, which is the rule's name already.
    let whole = code.explanation.split_once('\n').map_or(code.explanation, |(_, rest)| rest).trim();
    let meaning = whole.split("\n## ").next().unwrap_or(whole).trim();
    json!({
        "id": code.name,
        "shortDescription": {"text": code.summary},
        "fullDescription": {"text": meaning},
        "help": {"text": meaning, "markdown": whole},
        "defaultConfiguration": {"level": code.severity.word()},
    })
}

fn physical(place: &Place, places: &mut Places<'_>) -> PhysicalLocation {
    PhysicalLocation { artifact_location: artifact(&place.file, places), region: region(place, places) }
}

fn artifact(file: &str, places: &Places<'_>) -> ArtifactLocation {
    let uri = utf8_percent_encode(&places.path(file), PATH).to_string();
    ArtifactLocation { uri, uri_base_id: "%SRCROOT%" }
}

fn region(place: &Place, places: &mut Places<'_>) -> Region {
    let (start, end) = (places.position(place), places.end(place));
    Region { start_line: start.line, start_column: start.column, end_line: end.line, end_column: end.column }
}

/// The changes that mend a fault, as one fix: all of them or none.
fn fixes(diagnostic: &Diagnostic, places: &mut Places<'_>) -> Vec<Fix> {
    let mut files: BTreeMap<&str, Vec<&Mend>> = BTreeMap::new();
    for mend in &diagnostic.mends {
        files.entry(&mend.place.file).or_default().push(mend);
    }
    if files.is_empty() {
        return Vec::new();
    }
    let mut artifact_changes = Vec::new();
    for (file, mut mends) in files {
        mends.sort_by_key(|mend| (mend.place.span.start, mend.place.span.end));
        let replacements = mends.into_iter().map(|mend| Replacement {
            deleted_region: region(&mend.place, places),
            inserted_content: Text { text: mend.text.clone() },
        });
        let replacements = replacements.collect();
        artifact_changes.push(ArtifactChange { artifact_location: artifact(file, places), replacements });
    }
    let words = diagnostic.help.clone().unwrap_or_else(|| diagnostic.code.summary.to_owned());
    vec![Fix { description: Text { text: words }, artifact_changes }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_of_what_is_wrong_and_of_no_line() {
        let one = fingerprint("broken-link", "a.md", "there is no file", 0);
        assert_eq!(one.len(), 32);
        assert_eq!(one, fingerprint("broken-link", "a.md", "there is no file", 0));
        assert_ne!(one, fingerprint("broken-link", "a.md", "there is no file", 1));
        assert_ne!(one, fingerprint("broken-link", "b.md", "there is no file", 0));
        assert_eq!(utf8_percent_encode("a b/ä:c#d%.md", PATH).to_string(), "a%20b/%C3%A4%3Ac%23d%25.md");
    }
}
