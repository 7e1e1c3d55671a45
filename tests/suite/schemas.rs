//! The schemas that editors use, held against the keys that the program reads: neither may know a key that the other does
//! not.

use std::sync::Arc;

use chapterhouse::cli::args::SchemaKind;
use chapterhouse::cli::schema::print::schema_text;
use chapterhouse::config::settings::parse_site_config;
use chapterhouse::diagnostics::diagnostic::Diagnostic;
use chapterhouse::parse::document::parse_document;
use chapterhouse::parse::registers::parse_register;
use chapterhouse::source::source_tree::SourceText;
use serde_json::Value;

const KINDS: &[SchemaKind] = &[
    SchemaKind::FrontMatter,
    SchemaKind::Site,
    SchemaKind::References,
    SchemaKind::Contacts,
    SchemaKind::Glossary,
    SchemaKind::Updates,
];

fn schema(kind: SchemaKind) -> Value {
    serde_json::from_str(&schema_text(kind)).unwrap()
}

/// A group of keys in a schema: the steps that lead to it, and what it may hold.
struct Group {
    path: Vec<String>,
    keys: Vec<String>,
    closed: bool,
}

/// The schema that stands behind a reference, or that an optional value may be.
fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return resolve(root, root.pointer(name.trim_start_matches('#')).unwrap());
    }
    let choices = schema.get("anyOf").and_then(Value::as_array);
    match choices.and_then(|choices| choices.iter().find(|choice| choice.get("$ref").is_some())) {
        Some(choice) => resolve(root, choice),
        None => schema,
    }
}

/// Every group of keys, however deep. A step `*` stands for a name of the author's, `0` for an item of a list.
fn groups(root: &Value, schema: &Value, path: &[String], found: &mut Vec<Group>) {
    let schema = resolve(root, schema);
    let step = |name: &str| path.iter().cloned().chain([name.to_owned()]).collect::<Vec<_>>();
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        let closed = schema.get("additionalProperties") == Some(&Value::Bool(false));
        found.push(Group { path: path.to_vec(), keys: properties.keys().cloned().collect(), closed });
        for (name, inner) in properties {
            groups(root, inner, &step(name), found);
        }
    }
    if let Some(inner) = schema.get("additionalProperties").filter(|inner| inner.is_object()) {
        groups(root, inner, &step("*"), found);
    }
    if let Some(inner) = schema.get("items") {
        groups(root, inner, &step("0"), found);
    }
}

fn all_groups(kind: SchemaKind) -> Vec<Group> {
    let root = schema(kind);
    let mut found = Vec::new();
    groups(&root, &root, &[], &mut found);
    found
}

/// A file with one key, as its own reader reads it; gives the codes of what is wrong.
fn codes_of(kind: SchemaKind, path: &[String], key: &str) -> Vec<&'static str> {
    let faults: Vec<Diagnostic> = if kind == SchemaKind::Site {
        // TOML has no null: a wrong value is no unknown key, which is all that is asked.
        let table: Vec<&str> = path.iter().map(|step| if step == "*" { "name" } else { step }).collect();
        let table = if table.is_empty() { String::new() } else { format!("[{}]\n", table.join(".")) };
        parse_site_config(&Arc::from("site.toml"), &format!("{table}{key} = []\n")).diagnostics
    } else {
        let mut value = format!("{{{key}: null}}");
        for step in path.iter().rev() {
            value = match step.as_str() {
                "0" => format!("[{value}]"),
                "*" => format!("{{name: {value}}}"),
                step => format!("{{{step}: {value}}}"),
            };
        }
        let name = match kind {
            SchemaKind::References => "references",
            SchemaKind::Contacts => "contacts",
            SchemaKind::Glossary => "glossary",
            _ => "updates",
        };
        match kind {
            SchemaKind::FrontMatter => {
                parse_document(&SourceText::new("content/a.md", &format!("---\n{value}\n---\n"))).diagnostics
            }
            _ => parse_register(&SourceText::new(&format!("content/registers/{name}.yml"), &value)).diagnostics,
        }
    };
    faults.iter().map(|fault| fault.code.name).collect()
}

fn is_unknown(codes: &[&str]) -> bool {
    codes.iter().any(|code| matches!(*code, "unknown-key" | "unknown-setting"))
}

#[test]
fn every_key_of_a_schema_is_read() {
    for kind in KINDS {
        let groups = all_groups(*kind);
        assert!(!groups.is_empty(), "{kind:?} has no keys");
        for Group { path, keys, .. } in &groups {
            for key in keys {
                let codes = codes_of(*kind, path, key);
                assert!(!is_unknown(&codes), "{kind:?}: {path:?} {key} is in the schema, but is not read: {codes:?}");
            }
        }
    }
}

#[test]
fn keys_that_no_schema_names_are_refused_by_both() {
    for kind in KINDS {
        for Group { path, closed, .. } in all_groups(*kind) {
            // Severities stand under the names of codes, which the schema does not list.
            assert!(closed || path == ["checks"], "{kind:?}: {path:?} takes any key");
            let codes = codes_of(*kind, &path, "not_a_key_of_any_file");
            assert!(is_unknown(&codes), "{kind:?}: {path:?} takes a key that is not in the schema: {codes:?}");
        }
    }
}

/// A key that the program reads and the schema lacks would be marked as wrong in an editor: the sample manual uses nearly
/// all keys there are.
#[test]
fn every_key_of_the_sample_manual_is_in_the_schema() {
    let keys: Vec<String> = all_groups(SchemaKind::FrontMatter).remove(0).keys;
    let content = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("content");
    let mut seen = 0;
    for entry in walkdir::WalkDir::new(content) {
        let entry = entry.unwrap();
        if entry.path().extension().is_none_or(|ending| ending != "md") {
            continue;
        }
        let text = std::fs::read_to_string(entry.path()).unwrap();
        let Some((front, _)) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")) else { continue };
        for line in front.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase())) {
            let key = line.split(':').next().unwrap_or("");
            assert!(keys.iter().any(|known| known == key), "{}: {key} is not in the schema", entry.path().display());
            seen += 1;
        }
    }
    assert!(seen > 100);
}
