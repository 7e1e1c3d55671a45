//! The keys of `site.toml`, as types.
//!
//! The types exist for their documentation: each field is a key, its comment the description that an editor shows.
//! `tests/suite/schemas.rs` holds them against the keys that the program reads.

#![expect(dead_code, reason = "the fields are read by the schema generator alone")]

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// `site.toml`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct SiteKeys {
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
    /// Links.
    links: Option<LinksTable>,
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
pub(super) struct SiteTable {
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
pub(super) struct SisterTable {
    /// Its title.
    title: Option<String>,
    /// Its address.
    base_url: String,
}

/// `[review]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ReviewTable {
    /// How long before its review a chapter is due soon: "90 days".
    due_soon: Option<String>,
    /// The time between reviews by type of chapter.
    defaults: Option<BTreeMap<String, String>>,
}

/// `[amendments]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct AmendmentsTable {
    /// For how many days a chapter is marked as new or updated: 60 where it is left out.
    badge_days: Option<u32>,
}

/// `[print]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct PrintTable {
    /// How long a printed copy is valid: "48 hours".
    valid_for: Option<String>,
    /// The most chapters that one page for printing holds.
    whole_manual_up_to: Option<u32>,
}

/// `[output]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct OutputTable {
    /// Whether links name index.html ("file", which works from a folder too) or not ("directory").
    urls: Option<UrlWords>,
    /// After what time a page tells its reader that there may be a newer copy: "35 days", or "never".
    stale_after: Option<String>,
}

/// The kinds of address.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(super) enum UrlWords {
    File,
    Directory,
}

/// `[links]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct LinksTable {
    /// How `check --external` tests addresses outside the manual.
    external: Option<ExternalTable>,
}

/// `[links.external]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ExternalTable {
    /// Addresses that are not asked: all that begin with one of these; `*` stands for anything.
    ignore: Option<Vec<String>>,
    /// How long a good answer is believed: "7 days". A bad one is asked for again after a day.
    max_age: Option<String>,
    /// How many servers are asked at once: 8 where it is left out.
    parallel: Option<u32>,
    /// How many seconds to wait for an answer: 20 where it is left out.
    timeout: Option<u32>,
    /// How often a server that does not answer is tried: 3 where it is left out.
    tries: Option<u32>,
}

/// `[accessibility]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct AccessibilityTable {
    /// The contact that readers turn to.
    contact: Option<String>,
    /// What is known not to work.
    known_problems: Option<Vec<String>>,
    /// The day on which the statement was last checked.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    checked_on: Option<String>,
}
