//! What `export search` gives a larger engine: records that fit their schema and lead to pages that are there, and
//! configurations that know exactly the fields of the records.
//!
//! Takes the program and the sample manual. It runs no engine: the formats' rules that it holds the files to are those of
//! their documentation.

use std::collections::BTreeSet;
use std::process::Command;

use chapterhouse::cli::args::SchemaKind;
use chapterhouse::cli::schema::print::schema_text;
use serde_json::Value;

use crate::base_manual::Manual;
use crate::built_manual;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

fn export_from(root: &str, words: &[&str]) -> String {
    let words = [&["export", "search"], words, &["--root", root, "--today", "2026-11-15"]].concat();
    let done = Command::new(env!("CARGO_BIN_EXE_chapterhouse")).args(&words).output().unwrap();
    assert!(done.status.success(), "{words:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

fn export(words: &[&str]) -> String {
    export_from(ROOT, words)
}

fn records(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn schema() -> Value {
    serde_json::from_str(&schema_text(SchemaKind::SearchRecord)).unwrap()
}

fn fields() -> BTreeSet<String> {
    schema()["properties"].as_object().unwrap().keys().cloned().collect()
}

/// What is wrong with a record by its schema: those words of JSON Schema that ours uses, and no others.
fn faults(record: &Value, schema: &Value) -> Vec<String> {
    let known = ["$schema", "title", "type", "properties", "required", "additionalProperties"];
    assert!(schema.as_object().unwrap().keys().all(|word| known.contains(&word.as_str())));
    let record = record.as_object().unwrap();
    let properties = schema["properties"].as_object().unwrap();
    let mut faults: Vec<String> =
        record.keys().filter(|key| !properties.contains_key(*key)).map(|key| format!("{key} is not known")).collect();
    for key in schema["required"].as_array().unwrap() {
        if !record.contains_key(key.as_str().unwrap()) {
            faults.push(format!("{key} is missing"));
        }
    }
    for (key, value) in record {
        let Some(rule) = properties.get(key) else { continue };
        let words = ["description", "type", "items", "minimum", "pattern"];
        assert!(rule.as_object().unwrap().keys().all(|word| words.contains(&word.as_str())), "{rule}");
        let kinds: Vec<&str> = rule["type"].as_array().map_or_else(
            || vec![rule["type"].as_str().unwrap()],
            |kinds| kinds.iter().map(|kind| kind.as_str().unwrap()).collect(),
        );
        let kind = match value {
            Value::Null => "null",
            Value::String(_) => "string",
            Value::Array(_) => "array",
            Value::Number(number) if number.is_u64() => "integer",
            _ => "other",
        };
        if !kinds.contains(&kind) {
            faults.push(format!("{key} is {kind}"));
        }
        if let (Some(pattern), Some(text)) = (rule.get("pattern"), value.as_str()) {
            assert_eq!(pattern, "^[0-9]{4}-[0-9]{2}-[0-9]{2}T00:00:00Z$", "the only pattern that this test can match");
            let fits = text.strip_suffix("T00:00:00Z").is_some_and(|day| day.parse::<jiff::civil::Date>().is_ok());
            if !fits {
                faults.push(format!("{key} is no day: {text}"));
            }
        }
        if let Some(items) = value.as_array() {
            faults.extend(items.iter().filter(|item| !item.is_string()).map(|_| format!("{key} holds no text")));
        }
    }
    faults
}

#[test]
fn every_record_fits_the_schema_and_leads_to_its_page() {
    let schema = schema();
    let built = built_manual::build(std::path::Path::new(ROOT));
    for set in ["now", "all"] {
        let text = export(&["--set", set, "--base-url", "https://procedures.example.org/"]);
        let records = records(&text);
        assert!(records.len() > 200, "{} records", records.len());
        let mut ids = BTreeSet::new();
        for record in &records {
            assert_eq!(faults(record, &schema), [""; 0], "{record}");
            assert!(ids.insert(record["id"].as_str().unwrap()), "{} stands twice", record["id"]);
            let url = record["url"].as_str().unwrap().strip_prefix("https://procedures.example.org/").unwrap();
            let (folder, anchor) = url.split_once('#').unwrap_or((url, ""));
            let page = built_manual::page(&built, &format!("{folder}index.html"));
            assert!(anchor.is_empty() || page.contains(&format!("id=\"{anchor}\"")), "{url}");
        }
        let states: BTreeSet<&str> = records.iter().map(|record| record["state"].as_str().unwrap()).collect();
        assert_eq!(states.len() > 1, set == "all", "{set}: {states:?}");
        assert_eq!(text, export(&["--set", set, "--base-url", "https://procedures.example.org/"]));
    }
    let wrong: Value = serde_json::from_str(r#"{"id": 7, "from": "soon", "more": ""}"#).unwrap();
    assert!(faults(&wrong, &schema).len() > 20, "the test of records finds no fault in a wrong one");
}

#[test]
fn a_row_of_a_table_stands_on_one_line() {
    let manual = Manual::with_chapter(
        "Table: Calls\n\n| Step | Who | Time limit |\n|---|---|---|\n| Answer the telephone | Duty team | At once |\n| Write it down | You | 1 day |\n\nA paragraph.\n\n- An item\n- Another\n",
    );
    let records = records(&export_from(manual.root().to_str().unwrap(), &[]));
    let record = records.iter().find(|record| record["title"] == "Sound").unwrap();
    let text = record["text"].as_str().unwrap();
    let lines = [
        "Calls",
        "Step – Who – Time limit",
        "Answer the telephone – Duty team – At once",
        "Write it down – You – 1 day",
        "A paragraph.",
        "An item",
        "Another",
    ];
    assert_eq!(text.lines().collect::<Vec<_>>(), lines, "{text}");
}

#[test]
fn quickwit_knows_every_field_and_no_other() {
    let text = export(&["--config", "quickwit", "--index", "county-procedures"]);
    let config: serde_yaml::Value = serde_yaml::from_str(&text).unwrap();
    let config: Value = serde_json::to_value(config).unwrap();
    assert_eq!(config["version"].to_string(), "0.8");
    assert_eq!(config["index_id"], "county-procedures");
    let mapping = &config["doc_mapping"];
    let mapped = mapping["field_mappings"].as_array().unwrap();
    let names: BTreeSet<String> = mapped.iter().map(|field| field["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, fields());
    assert_eq!(names.len(), mapped.len(), "a field is mapped twice");
    let field = |name: &Value| mapped.iter().find(|field| field["name"] == *name).unwrap();
    for field in mapped {
        // Quickwit refuses a configuration with any other word.
        let words =
            ["name", "type", "tokenizer", "record", "fieldnorms", "fast", "indexed", "input_formats", "fast_precision"];
        assert!(field.as_object().unwrap().keys().all(|word| words.contains(&word.as_str())), "{field}");
        assert!(["text", "array<text>", "datetime", "u64"].contains(&field["type"].as_str().unwrap()), "{field}");
        let indexing = ["tokenizer", "record", "fieldnorms"].iter().any(|word| field.get(word).is_some());
        assert!(!(field["indexed"] == false && indexing), "what is not indexed has no tokenizer: {field}");
    }
    let time = field(&mapping["timestamp_field"]);
    assert!(time["type"] == "datetime" && time["fast"] == true);
    assert!(mapping["tag_fields"].as_array().unwrap().iter().all(|tag| field(tag)["tokenizer"] == "raw"));
    let asked = config["search_settings"]["default_search_fields"].as_array().unwrap();
    assert!(!asked.is_empty() && asked.iter().all(|name| field(name)["record"] == "position"));
    // The field of time must be in every record.
    assert!(records(&export(&[])).iter().all(|record| record["built_on"].is_string()));
}

#[test]
fn opensearch_knows_every_field_and_the_glossary() {
    let body: Value = serde_json::from_str(&export(&["--config", "opensearch"])).unwrap();
    let properties = body["mappings"]["properties"].as_object().unwrap();
    assert_eq!(properties.keys().cloned().collect::<BTreeSet<_>>(), fields());
    let analysis = &body["settings"]["analysis"];
    for field in properties.values() {
        for analyzer in ["analyzer", "search_analyzer"].iter().filter_map(|word| field.get(word)) {
            let chain = analysis["analyzer"][analyzer.as_str().unwrap()]["filter"].as_array().unwrap();
            let builtin = ["lowercase", "asciifolding"];
            let there = |name: &&str| builtin.contains(name) || analysis["filter"].get(name).is_some();
            assert!(chain.iter().map(|name| name.as_str().unwrap()).all(|name| there(&name)), "{chain:?}");
        }
    }
    let synonyms: Vec<&str> = analysis["filter"]["glossary"]["synonyms"]
        .as_array()
        .unwrap()
        .iter()
        .map(|line| line.as_str().unwrap())
        .collect();
    let line = synonyms.iter().find(|line| line.split(", ").any(|form| form == "LAC")).unwrap();
    assert!(
        line.split(", ").any(|form| form == "cared for child")
            && line.split(", ").any(|form| form == "looked after child"),
        "{line}"
    );
    assert!(synonyms.iter().all(|line| line.contains(", ") && !line.contains("=>")));
}

#[test]
fn the_bulk_form_has_an_action_before_each_record() {
    let lines = records(&export(&["--format", "opensearch-bulk", "--index", "county-procedures"]));
    assert_eq!(lines.len() % 2, 0);
    for pair in lines.chunks(2) {
        assert_eq!(pair[0]["index"]["_index"], "county-procedures");
        assert_eq!(pair[0]["index"]["_id"], pair[1]["id"]);
        // OpenSearch takes ids of at most 512 bytes.
        assert!(pair[1]["id"].as_str().unwrap().len() <= 512);
    }
    let plain = records(&export(&[]));
    assert_eq!(lines.iter().skip(1).step_by(2).cloned().collect::<Vec<_>>(), plain);
}

#[test]
fn forms_that_would_mean_something_else_are_made_plain() {
    let manual = Manual::sound();
    manual.write(
        "content/registers/glossary.yml",
        "arrow:\n  term: a, b => c\n  definition: Odd.\n  aliases: [\"plain \\\\ form\"]\n  deprecated: []\n",
    );
    let body: Value =
        serde_json::from_str(&export_from(manual.root().to_str().unwrap(), &["--config", "opensearch"])).unwrap();
    assert_eq!(body["settings"]["analysis"]["filter"]["glossary"]["synonyms"][0], "a b c, plain form");
}
