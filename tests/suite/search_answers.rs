//! What `search --json` prints fits the schema that `schema search-answer` prints, whatever is asked.
//!
//! Takes the program and the sample manual. It knows as much of JSON Schema as that schema uses, and no more.

use std::process::Command;

use chapterhouse::cli::args::SchemaKind;
use chapterhouse::cli::schema::print::schema_text;
use serde_json::{Value, json};

fn answer(words: &[&str]) -> Value {
    let root = env!("CARGO_MANIFEST_DIR");
    let words = [&["search", "--json", "--root", root, "--today", "2026-11-15"], words].concat();
    let done = Command::new(env!("CARGO_BIN_EXE_chapterhouse")).args(&words).output().unwrap();
    serde_json::from_slice(&done.stdout).unwrap_or_else(|fault| panic!("{words:?}: {fault}"))
}

/// What is wrong with a value by a schema, each with the way to it.
fn find_faults(root: &Value, schema: &Value, value: &Value, way: &str, faults: &mut Vec<String>) {
    let known = "$schema title description definitions $ref anyOf type properties required additionalProperties items default format minimum";
    for word in schema.as_object().unwrap().keys() {
        assert!(known.split(' ').any(|known| known == word), "{word} is not looked at");
    }
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return find_faults(root, root.pointer(name.trim_start_matches('#')).unwrap(), value, way, faults);
    }
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let kinds = match &schema["type"] {
        Value::Array(kinds) => kinds.clone(),
        kind => vec![kind.clone()],
    };
    if !kinds.iter().any(|allowed| allowed == kind || (allowed == "number" && kind == "integer")) {
        return faults.push(format!("{way} is {kind}"));
    }
    if let Value::Object(entries) = value {
        assert_eq!(schema["additionalProperties"], false, "{way} may hold what it likes");
        for (name, value) in entries {
            match schema["properties"].get(name) {
                Some(schema) => find_faults(root, schema, value, &format!("{way}.{name}"), faults),
                None => faults.push(format!("{way}.{name} is not known")),
            }
        }
        let required = schema.get("required").and_then(Value::as_array).into_iter().flatten();
        for name in required.filter_map(Value::as_str) {
            if !entries.contains_key(name) {
                faults.push(format!("{way}.{name} is missing"));
            }
        }
    }
    for (place, value) in value.as_array().into_iter().flatten().enumerate() {
        find_faults(root, &schema["items"], value, &format!("{way}[{place}]"), faults);
    }
}

fn faults_of(answer: &Value) -> Vec<String> {
    let schema: Value = serde_json::from_str(&schema_text(SchemaKind::SearchAnswer)).unwrap();
    let mut faults = Vec::new();
    find_faults(&schema, &schema, answer, "answer", &mut faults);
    faults
}

#[test]
fn every_answer_fits_its_schema() {
    let questions: [&[&str]; 7] = [
        &["contact", "sibling"],
        &["intepreter"],
        &["\"family time\" plan"],
        &["4.3"],
        &["qxzvkjqx"],
        &["--everything", "contact"],
        &["--as-at", "2024-06-01", "family"],
    ];
    for question in questions {
        let answer = answer(question);
        assert_eq!(faults_of(&answer), [""; 0], "{question:?}");
        assert_eq!(answer["hits"].as_array().unwrap().is_empty(), question == ["qxzvkjqx"], "{question:?}");
    }
}

#[test]
fn a_wrong_answer_fits_no_schema() {
    let mut wrong = answer(&["family"]);
    wrong["hits"][0]["score"] = json!("high");
    wrong["hits"][0]["sections"][0]["more"] = json!(1);
    wrong.as_object_mut().unwrap().remove("terms");
    let faults = faults_of(&wrong);
    for told in
        ["answer.hits[0].score is string", "answer.hits[0].sections[0].more is not known", "answer.terms is missing"]
    {
        assert!(faults.iter().any(|fault| fault == told), "{told}: {faults:?}");
    }
}
