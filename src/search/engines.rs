//! Index configurations for larger engines, so that a body with hundreds of manuals can search them together.
//!
//! Takes the glossary of a set, gives the text of a configuration for the records of [`super::ndjson`]. Written after the index
//! configuration of Quickwit 0.8 (file format `version: 0.8`, which 0.9 reads too), and the create-index request of
//! `OpenSearch` 2 and 3.

use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::ndjson::{FIELDS, Field, FieldKind};

/// The fields that are asked when a question names none, with the weight of each: as in QUERY.md, with what readers do not see
/// as heavy as a heading.
pub const ASKED: &[(&str, f64)] = &[("title", 1.0), ("heading", 0.6), ("also", 0.6), ("text", 1.0)];

/// What tells documents of an engine apart, and is asked for all the time.
const TAGS: &[&str] = &["manual", "set", "language"];

/// The configuration of an index for Quickwit, as YAML.
pub fn quickwit(index: &str) -> String {
    let mut out = String::from(
        "# An index of the sections of manuals, for Quickwit (index configuration 0.8).\n# Quickwit knows no synonyms: put other words for a thing into the question, or use OpenSearch.\n",
    );
    let _ = writeln!(out, "version: 0.8\nindex_id: {index}\ndoc_mapping:\n  mode: strict\n  field_mappings:");
    for field in FIELDS {
        let _ = writeln!(out, "    # {}", field.says);
        let _ = writeln!(out, "    - name: {}", field.name);
        for line in quickwit_type(field) {
            let _ = writeln!(out, "      {line}");
        }
    }
    let fields: Vec<&str> = ASKED.iter().map(|(name, _)| *name).collect();
    let _ = writeln!(out, "  timestamp_field: built_on\n  tag_fields: [{}]", TAGS.join(", "));
    let _ = writeln!(out, "search_settings:\n  default_search_fields: [{}]", fields.join(", "));
    out
}

fn quickwit_type(field: &Field) -> &'static [&'static str] {
    match field.kind {
        FieldKind::Word => &["type: text", "tokenizer: raw", "fast: true"],
        FieldKind::Words => &["type: array<text>", "tokenizer: raw", "fast: true"],
        FieldKind::Text => &["type: text", "tokenizer: en_stem", "record: position", "fieldnorms: true"],
        FieldKind::Day => &["type: datetime", "input_formats: [rfc3339]", "fast: true", "fast_precision: seconds"],
        FieldKind::Number => &["type: u64", "fast: true"],
        FieldKind::Address => &["type: text", "indexed: false"],
    }
}

/// The request that creates an index in `OpenSearch`, as JSON. The glossary's forms are synonyms of each other.
pub fn opensearch(terms: &[(Arc<str>, Vec<Arc<str>>)], english: bool) -> String {
    let stems: &[&str] = if english { &["english_possessive", "english_stems"] } else { &[] };
    let chain = |first: &[&'static str]| [&["lowercase", "asciifolding"], first, stems].concat();
    let analysis = json!({
        "filter": {
            "english_possessive": {"type": "stemmer", "language": "possessive_english"},
            "english_stems": {"type": "stemmer", "language": "english"},
            "glossary": {"type": "synonym_graph", "synonyms": synonyms(terms)},
        },
        "analyzer": {
            "manual_text": {"type": "custom", "tokenizer": "standard", "filter": chain(&[])},
            "manual_question": {"type": "custom", "tokenizer": "standard", "filter": chain(&["glossary"])},
        },
    });
    let properties: Map<String, Value> =
        FIELDS.iter().map(|field| (field.name.to_owned(), opensearch_type(field))).collect();
    let fields: Vec<String> = ASKED.iter().map(|(name, weight)| format!("{name}^{weight}")).collect();
    let body = json!({
        "settings": {
            "analysis": analysis,
            "index": {"number_of_shards": 1, "query": {"default_field": ASKED.iter().map(|(name, _)| *name).collect::<Vec<_>>()}},
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"made_by": "chapterhouse", "ask": {"multi_match": {"query": "…", "fields": fields, "type": "most_fields", "fuzziness": "AUTO"}}},
            "properties": properties,
        },
    });
    let mut text = serde_json::to_string_pretty(&body).unwrap_or_default();
    text.push('\n');
    text
}

fn opensearch_type(field: &Field) -> Value {
    match field.kind {
        FieldKind::Word | FieldKind::Words => json!({"type": "keyword"}),
        FieldKind::Text => json!({"type": "text", "analyzer": "manual_text", "search_analyzer": "manual_question"}),
        FieldKind::Day => json!({"type": "date"}),
        FieldKind::Number => json!({"type": "integer"}),
        FieldKind::Address => json!({"type": "keyword", "index": false}),
    }
}

/// A line for each entry that is known by more than one form. A comma or an arrow would mean something else there.
fn synonyms(terms: &[(Arc<str>, Vec<Arc<str>>)]) -> Vec<String> {
    let plain = |form: &Arc<str>| {
        let words = form.replace([',', '\\'], " ").replace("=>", " ");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let lines =
        terms.iter().map(|(_, forms)| forms.iter().map(plain).filter(|form| !form.is_empty()).collect::<Vec<_>>());
    lines.filter(|forms| forms.len() > 1).map(|forms| forms.join(", ")).collect()
}

/// The JSON Schema (draft 7) of a record.
pub fn record_schema() -> String {
    let mut properties = Map::new();
    for field in FIELDS {
        let kind = match field.kind {
            FieldKind::Word | FieldKind::Text | FieldKind::Address | FieldKind::Day => "string",
            FieldKind::Words => "array",
            FieldKind::Number => "integer",
        };
        let mut property = json!({"description": field.says, "type": if field.optional { json!([kind, "null"]) } else { json!(kind) }});
        let more = match field.kind {
            FieldKind::Day => Some(("pattern", json!("^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z$"))),
            FieldKind::Words => Some(("items", json!({"type": "string"}))),
            FieldKind::Number => Some(("minimum", json!(0))),
            _ => None,
        };
        if let (Some((key, value)), Some(property)) = (more, property.as_object_mut()) {
            property.insert(key.to_owned(), value);
        }
        properties.insert(field.name.to_owned(), property);
    }
    let schema = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A line of `chapterhouse export search`",
        "type": "object",
        "properties": properties,
        "required": FIELDS.iter().map(|field| field.name).collect::<Vec<_>>(),
        "additionalProperties": false,
    });
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
