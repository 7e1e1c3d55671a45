//! `chapterhouse schema`: JSON Schemas, so that editors complete and check what authors write.
//!
//! The types here exist for their documentation: each field is a key, its comment the description that an editor shows.
//! A test holds them against the keys that the program reads.

#![expect(dead_code, reason = "the fields are read by the schema generator alone")]

use std::collections::BTreeMap;

use schemars::{JsonSchema, schema_for};

use super::args::{SchemaArguments, SchemaKind};
use super::failure::Failure;
use super::report::print;

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

/// The front matter of a chapter.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct FrontMatterKeys {
    /// The chapter's title.
    title: String,
    /// The permanent id; the file's name without its number where it is left out.
    id: Option<String>,
    /// The number shown, where it is not to be counted.
    number: Option<Label>,
    /// The place among its neighbours, in place of the file name's prefix.
    order: Option<i64>,
    /// The type of chapter.
    #[schemars(rename = "type")]
    kind: Option<ChapterTypes>,
    /// One or two sentences: who and what the chapter covers.
    scope: Option<String>,
    /// The contact that answers for the text.
    owner: Option<String>,
    /// The contact that wrote it.
    author: Option<String>,
    /// The contact that approved it.
    approved_by: Option<String>,
    /// The day of approval.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    approved_on: Option<String>,
    /// The same as `approved_by`.
    ratified_by: Option<String>,
    /// The same as `approved_on`.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    ratified_on: Option<String>,
    /// The version: unique within the chapter, and rising.
    version: Option<Label>,
    /// The day from which this text is in force.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    effective_from: Option<String>,
    /// The day from which readers could see it.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    published_on: Option<String>,
    /// That it was in force before it was published.
    retrospective: Option<bool>,
    /// The day of the last review.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    last_reviewed_on: Option<String>,
    /// The time from one review to the next: "12 months".
    #[schemars(with = "Option<String>", regex(pattern = r"^[1-9][0-9]{0,2} (hour|day|week|month|year)s?$"))]
    review_in: Option<String>,
    /// The day by which the next review is due; not together with `review_in`.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    next_review_on: Option<String>,
    /// A later review than planned, with its reason.
    review_extension: Option<ReviewExtensionKeys>,
    /// The last day of an interim text.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    expires_on: Option<String>,
    /// That it is being written.
    draft: Option<bool>,
    /// That it is approved and has no date yet.
    prospective: Option<bool>,
    /// That it is out of force.
    withdrawn: Option<WithdrawnKeys>,
    /// Whom it is for.
    audience: Option<Vec<String>>,
    /// The areas that it applies to.
    applies_to: Option<Vec<String>>,
    /// Ids of Acts and regulations in the references.
    legislation: Option<Vec<String>>,
    /// Ids of guidance in the references.
    guidance: Option<Vec<String>>,
    /// Ids of chapters that belong with it.
    related: Option<Vec<String>>,
    /// Ids of forms in the references.
    forms: Option<Vec<String>>,
    /// Ids of chapters that it takes the place of.
    supersedes: Option<Vec<String>>,
    /// Words that readers may look for.
    keywords: Option<Vec<String>>,
    /// Ids that the chapter had before.
    old_ids: Option<Vec<String>>,
    /// Addresses that the chapter had before.
    old_paths: Option<Vec<String>>,
    /// Recorded changes of this edition.
    amendments: Option<Vec<AmendmentKeys>>,
    /// What was found of its effect on equality.
    equality_impact: Option<String>,
    /// The protective marking.
    protective_marking: Option<String>,
    /// Keys of your own.
    extra: Option<BTreeMap<String, serde_json::Value>>,
}

/// A text that may look like a number.
#[derive(JsonSchema)]
#[schemars(untagged)]
enum Label {
    /// As text.
    Text(String),
    /// As a number.
    Number(f64),
}

/// The types of chapter.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum ChapterTypes {
    Policy,
    Values,
    Procedure,
    Guidance,
    Form,
    Notice,
}

/// A later review than planned.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ReviewExtensionKeys {
    /// The new day.
    #[schemars(extend("format" = "date"))]
    to: String,
    /// The contact that allowed it.
    by: String,
    /// Why.
    reason: String,
}

/// That a chapter is out of force.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct WithdrawnKeys {
    /// From which day.
    #[schemars(extend("format" = "date"))]
    on: String,
    /// Why.
    reason: String,
    /// The id of the chapter that takes its place.
    replaced_by: Option<String>,
}

/// A recorded change.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct AmendmentKeys {
    /// Its day.
    #[schemars(extend("format" = "date"))]
    date: String,
    /// Its type.
    #[schemars(rename = "type")]
    kind: AmendmentTypes,
    /// What readers are told; a minor change or a review needs none.
    note: Option<String>,
    /// Anchors of the sections concerned.
    sections: Option<Vec<String>>,
    /// How much to read again.
    reread: Option<RereadWords>,
    /// Why: law, inspection, audit …
    driver: Option<String>,
    /// The contact that approved it.
    approved_by: Option<String>,
}

/// The types of amendment.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum AmendmentTypes {
    New,
    Major,
    Minor,
    Review,
    Correction,
    Withdrawn,
    Reinstated,
}

/// How much to read again.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum RereadWords {
    Full,
    Sections,
    None,
}

/// `site.toml`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SiteKeys {
    /// The manual.
    site: SiteTable,
    /// Reviews.
    review: Option<ReviewTable>,
    /// Amendments.
    amendments: Option<AmendmentsTable>,
    /// Printing.
    print: Option<PrintTable>,
    /// What is written.
    output: Option<OutputTable>,
    /// The accessibility statement.
    accessibility: Option<AccessibilityTable>,
    /// Areas by their short names.
    areas: Option<BTreeMap<String, String>>,
    /// Variables for the text: `{{ var.name }}`.
    variables: Option<BTreeMap<String, String>>,
    /// Severities by code, and under `folders` by folder and code: "error", "warning" or "off".
    checks: Option<BTreeMap<String, serde_json::Value>>,
}

/// `[site]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SiteTable {
    /// The manual's title.
    title: String,
    /// Who publishes it.
    publisher: Option<String>,
    /// The address under which it is published.
    base_url: Option<String>,
    /// The language, as in "en-GB".
    language: Option<String>,
    /// The time zone in which days begin, as in "Europe/London".
    time_zone: Option<String>,
    /// The folder of the content: "content".
    content: Option<String>,
    /// The endings of Markdown files; ".md" and ".markdown" where it is left out.
    markdown: Option<Vec<String>>,
    /// The folder under themes/ that overrides the built-in theme.
    theme: Option<String>,
    /// Sister manuals by their short names.
    sisters: Option<BTreeMap<String, SisterTable>>,
}

/// A sister manual.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SisterTable {
    /// Its title.
    title: Option<String>,
    /// Its address.
    base_url: String,
}

/// `[review]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ReviewTable {
    /// How long before its review a chapter is due soon: "90 days".
    due_soon: Option<String>,
    /// The time between reviews by type of chapter.
    defaults: Option<BTreeMap<String, String>>,
}

/// `[amendments]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct AmendmentsTable {
    /// For how many days a chapter is marked as new or updated: 60 where it is left out.
    badge_days: Option<u32>,
}

/// `[print]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct PrintTable {
    /// How long a printed copy is valid: "48 hours".
    valid_for: Option<String>,
    /// The most chapters that one page for printing holds.
    whole_manual_up_to: Option<u32>,
}

/// `[output]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct OutputTable {
    /// Whether links name index.html ("file", which works from a folder too) or not ("directory").
    urls: Option<UrlWords>,
    /// After what time a page tells its reader that there may be a newer copy: "35 days", or "never".
    stale_after: Option<String>,
}

/// The kinds of address.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum UrlWords {
    File,
    Directory,
}

/// `[accessibility]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct AccessibilityTable {
    /// The contact that readers turn to.
    contact: Option<String>,
    /// What is known not to work.
    known_problems: Option<Vec<String>>,
    /// The day on which the statement was last checked.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    checked_on: Option<String>,
}

/// Law, guidance, a standard or a form.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ReferenceKeys {
    /// The title as it stands on the document.
    title: String,
    /// The kind.
    kind: ReferenceKinds,
    /// The day on which it was made or published.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    date: Option<String>,
    /// Its address on the web.
    url: Option<String>,
    /// The day from which it is in force.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    in_force_from: Option<String>,
    /// The day from which it is no longer in force.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    in_force_until: Option<String>,
    /// The id of the reference that took its place.
    replaced_by: Option<String>,
}

/// The kinds of reference.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
enum ReferenceKinds {
    Act,
    Regulation,
    #[schemars(rename = "statutory guidance")]
    StatutoryGuidance,
    Guidance,
    Case,
    Standard,
    Form,
}

/// A role or team.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ContactKeys {
    /// The name of the role or team, never of a person.
    name: String,
    /// The telephone number as people read it.
    telephone: Option<String>,
    /// The e-mail address.
    email: Option<String>,
    /// The hours in which they answer.
    hours: Option<String>,
    /// The id of the contact for other hours.
    out_of_hours: Option<String>,
}

/// A term.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct TermKeys {
    /// The term as it is to be written.
    term: String,
    /// Its abbreviation.
    abbreviation: Option<String>,
    /// What it means, in a sentence.
    definition: String,
    /// Other words for it.
    aliases: Option<Vec<String>>,
    /// Words that are no longer used for it.
    deprecated: Option<Vec<DeprecatedKeys>>,
}

/// A word that is no longer used.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct DeprecatedKeys {
    /// The word.
    term: String,
    /// Since when.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    since: Option<String>,
    /// Why, or what to write.
    note: Option<String>,
}

/// A named update; the entry `next` is the one that is planned.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct UpdateKeys {
    /// Its name.
    title: Option<String>,
    /// Its day.
    #[schemars(extend("format" = "date"))]
    date: String,
    /// What it brought, in a sentence or two.
    summary: Option<String>,
}
