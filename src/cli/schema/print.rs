//! `chapterhouse schema`: prints a JSON Schema.

use std::collections::BTreeMap;

use schemars::schema_for;

use super::front_matter::FrontMatterKeys;
use super::registers::{ContactKeys, ReferenceKeys, TermKeys, UpdateKeys};
use super::site::SiteKeys;
use crate::cli::args::{SchemaArguments, SchemaKind};
use crate::cli::failure::Failure;
use crate::cli::report::print;

/// Prints a schema.
///
/// # Errors
/// None; the type is that of all commands.
pub fn run(typed: &SchemaArguments) -> Result<bool, Failure> {
    print(&schema_text(typed.of));
    Ok(true)
}

/// A schema as JSON.
pub fn schema_text(of: SchemaKind) -> String {
    let (mut schema, title) = match of {
        SchemaKind::FrontMatter => (schema_for!(FrontMatterKeys), "Front matter of a chapter"),
        SchemaKind::Site => (schema_for!(SiteKeys), "site.toml"),
        SchemaKind::References => (schema_for!(BTreeMap<String, ReferenceKeys>), "registers/references.yml"),
        SchemaKind::Contacts => (schema_for!(BTreeMap<String, ContactKeys>), "registers/contacts.yml"),
        SchemaKind::Glossary => (schema_for!(BTreeMap<String, TermKeys>), "registers/glossary.yml"),
        SchemaKind::Updates => (schema_for!(BTreeMap<String, UpdateKeys>), "registers/updates.yml"),
    };
    schema.insert("title".to_owned(), title.into());
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
