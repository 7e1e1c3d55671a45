//! The schemas that editors use, held against the keys that the program reads: neither may know a key that the other does
//! not.

use std::sync::Arc;

use chapterhouse::cli::args::SchemaKind;
use chapterhouse::cli::schema::print::{FILES, schema_text};
use chapterhouse::config::settings::parse_site_config;
use chapterhouse::diagnostics::diagnostic::Diagnostic;
use chapterhouse::parse::document::parse_document;
use chapterhouse::parse::registers::parse_register;
use chapterhouse::source::source_tree::SourceText;
use serde_json::Value;

use crate::base_manual::Manual;

fn kinds() -> impl Iterator<Item = SchemaKind> {
    FILES.iter().map(|(kind, _)| *kind)
}

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
    let choices = schema.get("anyOf").or_else(|| schema.get("allOf")).and_then(Value::as_array);
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
    // TOML has no null: a wrong value is no unknown key, which is all that is asked.
    let value = if kind == SchemaKind::Site { serde_json::json!([]) } else { Value::Null };
    faults_of(kind, path, key, &value).iter().map(|fault| fault.code.name).collect()
}

/// A value of TOML: its texts, numbers and lists are written as those of JSON.
fn toml_of(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, value)| format!("{key} = {}", toml_of(value))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        value => value.to_string(),
    }
}

/// What is said of a file with one key.
fn faults_of(kind: SchemaKind, path: &[String], key: &str, value: &Value) -> Vec<Diagnostic> {
    if kind == SchemaKind::Site {
        let table: Vec<&str> = path.iter().map(|step| if step == "*" { "name" } else { step }).collect();
        let table = if table.is_empty() { String::new() } else { format!("[{}]\n", table.join(".")) };
        parse_site_config(&Arc::from("site.toml"), &format!("{table}{key} = {}\n", toml_of(value))).diagnostics
    } else {
        let mut value = format!("{{{key}: {value}}}");
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
    }
}

fn is_unknown(codes: &[&str]) -> bool {
    codes.iter().any(|code| matches!(*code, "unknown-key" | "unknown-setting" | "bad-exemption"))
}

#[test]
fn every_key_of_a_schema_is_read() {
    for kind in kinds() {
        let groups = all_groups(kind);
        assert!(!groups.is_empty(), "{kind:?} has no keys");
        for Group { path, keys, .. } in &groups {
            for key in keys {
                let codes = codes_of(kind, path, key);
                assert!(!is_unknown(&codes), "{kind:?}: {path:?} {key} is in the schema, but is not read: {codes:?}");
            }
        }
    }
}

#[test]
fn keys_that_no_schema_names_are_refused_by_both() {
    for kind in kinds() {
        for Group { path, closed, .. } in all_groups(kind) {
            assert!(closed, "{kind:?}: {path:?} takes any key");
            let codes = codes_of(kind, &path, "not_a_key_of_any_file");
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

/// A key of a schema, with the steps that lead to its group.
fn every_key(root: &Value, schema: &Value, path: &[String], found: &mut Vec<(Vec<String>, String, Value)>) {
    let schema = resolve(root, schema);
    let step = |name: &str| path.iter().cloned().chain([name.to_owned()]).collect::<Vec<_>>();
    for (name, inner) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        found.push((path.to_vec(), name.clone(), inner.clone()));
        every_key(root, inner, &step(name), found);
    }
    for (key, name) in [("additionalProperties", "*"), ("items", "0")] {
        if let Some(inner) = schema.get(key).filter(|inner| inner.is_object()) {
            every_key(root, inner, &step(name), found);
        }
    }
}

/// An editor offers examples, defaults and the words of a choice as they stand: the program must take each of them.
#[test]
fn what_a_schema_offers_the_program_takes_and_every_key_is_explained() {
    let (mut offered, mut wrong) = (0, Vec::new());
    for kind in kinds() {
        let root = schema(kind);
        let mut keys = Vec::new();
        every_key(&root, &root, &[], &mut keys);
        for (path, key, about) in keys {
            let described = about.get("description").and_then(Value::as_str).is_some_and(|words| words.len() > 3);
            if !described {
                wrong.push(format!("{kind:?} {path:?} {key}: says nothing of itself"));
            }
            let target = resolve(&root, &about);
            let list = |name: &str| target.get(name).or_else(|| about.get(name)).and_then(Value::as_array).cloned();
            let values =
                list("examples").into_iter().chain(list("enum")).flatten().chain(about.get("default").cloned());
            for value in values.filter(|value| !value.is_null()) {
                offered += 1;
                let faults = faults_of(kind, &path, &key, &value);
                // The rest of the file is missing.
                let fault =
                    faults.iter().find(|fault| fault.code.name != "missing-key" && !fault.message.contains("`[site]`"));
                let fault = fault.filter(|fault| !(fault.code.name == "conflicting-keys" && key == "prospective"));
                wrong.extend(fault.map(|fault| format!("{kind:?} {path:?} {key}: {value}: {}", fault.message)));
            }
        }
    }
    assert!(wrong.is_empty(), "{} faults:\n{}", wrong.len(), wrong.join("\n"));
    assert!(offered > 150, "{offered}");
}

/// The other way round: whatever key the readers ask for by name is in a schema. Their text is read, for only it knows.
#[test]
fn every_key_that_is_asked_for_is_in_a_schema() {
    let known: std::collections::BTreeSet<String> =
        kinds().flat_map(all_groups).flat_map(|group| group.keys.into_iter().chain(group.path)).collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut asked = 0;
    for room in ["config", "parse"] {
        for entry in std::fs::read_dir(folder.join(room)).unwrap() {
            let path = entry.unwrap().path();
            let text = std::fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            if !code.contains("data::fields") {
                continue;
            }
            for method in [
                "text",
                "required_text",
                "label",
                "flag",
                "integer",
                "date",
                "duration",
                "choice",
                "texts",
                "group",
                "groups",
                "node",
            ] {
                for after in code.split(&format!(".{method}(")).skip(1) {
                    let Some(key) = after.trim_start().strip_prefix('"').and_then(|rest| rest.split('"').next()) else {
                        continue;
                    };
                    assert!(known.contains(key), "{}: `{key}` is read and is in no schema", path.display());
                    asked += 1;
                }
            }
        }
    }
    assert!(asked > 90, "{asked}");
}

/// README and the starter name files that the command writes.
#[test]
fn an_editor_is_set_up_with_the_files_that_are_written() {
    let manual = Manual::sound();
    assert!(manual.program(&["schema", "--all", ".vscode/schemas"]).output().unwrap().status.success());
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    let handbook = root.join("content/07-for-authors/06-settings-and-the-look.md");
    let handbook = std::fs::read_to_string(handbook).unwrap();
    let settings = std::fs::read_to_string(root.join("src/cli/starter/vscode/settings.json")).unwrap();
    let starter = std::fs::read_to_string(root.join("src/cli/starter/site.toml")).unwrap();
    for told in [&readme, &handbook] {
        assert!(told.contains("chapterhouse schema --all .vscode/schemas\n"));
        assert!(told.contains(&format!("```json\n{settings}```\n")), "other settings are shown than `init` writes");
        assert!(told.contains(&format!("```toml\n{}\n```\n", starter.lines().next().unwrap())));
        let named = told.split(".vscode/schemas/").skip(1);
        let named: Vec<&str> = named.map(|rest| rest.split_inclusive(".json").next().unwrap()).collect();
        assert!(named.len() > 4);
        for name in named {
            assert!(manual.path(&format!(".vscode/schemas/{name}")).exists(), "{name} is not written");
        }
    }
    let settings: Value = serde_json::from_str(&settings).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let there = dir.path().join("new");
    let output = manual.program(&["init", there.to_str().unwrap()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for (schema, file) in settings["yaml.schemas"].as_object().unwrap() {
        assert!(there.join(schema).exists() && there.join(file.as_str().unwrap()).exists(), "{schema} for {file}");
    }
}

/// Whoever has set up an editor in a folder keeps it so.
#[test]
fn init_leaves_an_editor_that_is_set_up_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".vscode")).unwrap();
    std::fs::write(folder.path().join(".vscode/settings.json"), "{}").unwrap();
    let output = Manual::sound().program(&["init", folder.path().to_str().unwrap()]).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(std::fs::read_to_string(folder.path().join(".vscode/settings.json")).unwrap(), "{}");
    assert_eq!(std::fs::read_dir(folder.path().join(".vscode")).unwrap().count(), 1);
}
