//! `chapterhouse schema`: prints a JSON Schema, or writes all of them for an editor.
//!
//! They are of draft 7, which the editors that people have read; nothing in them needs a newer one.

use std::collections::BTreeMap;
use std::path::Path;

use schemars::Schema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::front_matter::FrontMatterKeys;
use super::registers::{ContactKeys, ReferenceKeys, TermKeys, UpdateKeys};
use super::site::SiteKeys;
use crate::cli::args::{SchemaArguments, SchemaKind};
use crate::cli::failure::Failure;
use crate::cli::report::{print, say};
use crate::cli::search_json::AnswerPrinted;
use crate::diagnostics::codes;
use crate::search::engines::record_schema;

/// Every kind of file that has a schema, and the name of the schema's file.
pub const FILES: &[(SchemaKind, &str)] = &[
    (SchemaKind::FrontMatter, "front-matter.schema.json"),
    (SchemaKind::Site, "site.schema.json"),
    (SchemaKind::References, "references.schema.json"),
    (SchemaKind::Contacts, "contacts.schema.json"),
    (SchemaKind::Glossary, "glossary.schema.json"),
    (SchemaKind::Updates, "updates.schema.json"),
];

/// Prints a schema, or writes all.
///
/// # Errors
/// When the machine will not write.
pub fn run(typed: &SchemaArguments) -> Result<bool, Failure> {
    if let Some(folder) = &typed.all {
        write_all(folder)?;
    } else if let Some(of) = typed.of {
        print(&schema_text(of));
    }
    Ok(true)
}

/// Writes every schema into a folder. Those of an older program are written over: nobody writes in them by hand.
fn write_all(folder: &Path) -> Result<(), Failure> {
    let failed = |path: &Path, cause| Failure::File { action: "write", path: path.to_owned(), cause };
    std::fs::create_dir_all(folder).map_err(|cause| failed(folder, cause))?;
    for (kind, name) in FILES {
        let path = folder.join(name);
        std::fs::write(&path, schema_text(*kind)).map_err(|cause| failed(&path, cause))?;
    }
    say(&format!("wrote {} schemas to {}", FILES.len(), folder.display()));
    Ok(())
}

/// A schema as JSON.
pub fn schema_text(of: SchemaKind) -> String {
    let generator = || SchemaSettings::draft07().into_generator();
    let (mut schema, title) = match of {
        SchemaKind::FrontMatter => (generator().into_root_schema_for::<FrontMatterKeys>(), "Front matter of a chapter"),
        SchemaKind::Site => (generator().into_root_schema_for::<SiteKeys>(), "site.toml"),
        SchemaKind::References => {
            (generator().into_root_schema_for::<BTreeMap<String, ReferenceKeys>>(), "registers/references.yml")
        }
        SchemaKind::Contacts => {
            (generator().into_root_schema_for::<BTreeMap<String, ContactKeys>>(), "registers/contacts.yml")
        }
        SchemaKind::Glossary => {
            (generator().into_root_schema_for::<BTreeMap<String, TermKeys>>(), "registers/glossary.yml")
        }
        // No author writes these, so no editor needs a schema of them.
        SchemaKind::SearchRecord => return record_schema(),
        SchemaKind::SearchAnswer => {
            (generator().into_root_schema_for::<AnswerPrinted<'_>>(), "What `search --json` prints")
        }
        SchemaKind::Updates => {
            (generator().into_root_schema_for::<BTreeMap<String, UpdateKeys>>(), "registers/updates.yml")
        }
    };
    schema.insert("title".to_owned(), title.into());
    match of {
        SchemaKind::FrontMatter => name_codes(&mut schema, "allow", &reasons()),
        SchemaKind::Site => name_codes(&mut schema, "checks", &severities()),
        SchemaKind::SearchAnswer => {}
        // What an editor offers for a new entry cannot be guessed; what it must look like is known.
        _ => {
            schema.insert("propertyNames".to_owned(), json!({"pattern": "^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$"}));
        }
    }
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

/// Lets a key hold the codes of checks, each with its own line, so that an editor can offer them.
fn name_codes(schema: &mut Schema, key: &str, codes: &Map<String, Value>) {
    let group = schema.get_mut("properties").and_then(|properties| properties.get_mut(key));
    let Some(group) = group.and_then(Value::as_object_mut) else { return };
    group.insert("properties".to_owned(), Value::Object(codes.clone()));
    group.insert("additionalProperties".to_owned(), Value::Bool(false));
}

/// What `[checks]` can hold: each code with the severities that it can have, and `folders` with the same by folder.
fn severities() -> Map<String, Value> {
    let mut by_code = Map::new();
    for code in codes::ALL {
        let words = if code.adjustable { json!(["error", "warning", "off"]) } else { json!(["error"]) };
        let severity = json!({
            "description": format!("How bad it is that {}.", code.summary),
            "enum": words,
            "default": code.severity.word(),
        });
        by_code.insert(code.name.to_owned(), severity);
    }
    let folders = json!({
        "description": "The same for some folders of the content: the folder, then codes with their severities.",
        "type": "object",
        "additionalProperties": {"type": "object", "properties": by_code.clone(), "additionalProperties": false},
    });
    by_code.insert("folders".to_owned(), folders);
    by_code
}

/// What `allow` can hold: each code that can be exempted, with the reason why.
fn reasons() -> Map<String, Value> {
    let adjustable = codes::ALL.iter().filter(|code| code.adjustable);
    let reason = |summary: &str| json!({"description": format!("Why it is left as it is that {summary}."), "type": "string", "minLength": 1});
    adjustable.map(|code| (code.name.to_owned(), reason(code.summary))).collect()
}
