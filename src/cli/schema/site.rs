//! The keys of `site.toml`, as types.
//!
//! The types exist for their documentation: each field is a key, its comment the description that an editor shows.
//! `tests/suite/schemas.rs` holds them against the keys that the program reads.

#![expect(dead_code, reason = "the fields are read by the schema generator alone")]

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::front_matter::Texts;

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
    /// Logo, colours, links at the foot, how finished the manual is.
    brand: Option<BrandTable>,
    /// The search.
    search: Option<SearchTable>,
    /// What readers can take along.
    offline: Option<OfflineTable>,
    /// The preview.
    preview: Option<PreviewTable>,
    /// Links.
    links: Option<LinksTable>,
    /// The accessibility statement.
    accessibility: Option<AccessibilityTable>,
    /// Areas by their short names.
    areas: Option<BTreeMap<String, String>>,
    /// Variables for the text: `{{ var.name }}`.
    variables: Option<BTreeMap<String, String>>,
    /// How the text is to be written.
    writing: Option<WritingTable>,
    /// Severities by code, and under `folders` by folder and code: "error", "warning" or "off".
    checks: Option<BTreeMap<String, serde_json::Value>>,
}

/// `[site]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct SiteTable {
    /// The manual's title. Required.
    #[schemars(extend("examples" = ["Children's Services Procedures"]))]
    title: String,
    /// Who publishes it.
    #[schemars(extend("examples" = ["Example Council"]))]
    publisher: Option<String>,
    /// The address under which it is published. Feeds and the sitemap need it.
    #[schemars(with = "Option<String>", extend("format" = "uri", "examples" = ["https://procedures.council.example/"]))]
    base_url: Option<String>,
    /// The language of the text.
    #[schemars(extend("default" = "en-GB", "examples" = ["cy"]))]
    language: Option<String>,
    /// The time zone in which days begin.
    #[schemars(extend("default" = "Europe/London", "examples" = ["Europe/Dublin"]))]
    time_zone: Option<String>,
    /// The folder that holds the chapters.
    #[schemars(extend("default" = "content"))]
    content: Option<String>,
    /// The endings of files that are chapters.
    #[schemars(extend("default" = [".md", ".markdown"]))]
    markdown: Option<Texts>,
    /// The folder under themes/ whose files take the place of the built-in ones.
    #[schemars(extend("default" = "default", "examples" = ["council"]))]
    theme: Option<String>,
    /// Sister manuals by their short names.
    sisters: Option<BTreeMap<String, SisterTable>>,
}

/// `[brand]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct BrandTable {
    /// A picture below the folder of chapters, from the site's root, shown beside the manual's title.
    #[schemars(extend("examples" = ["content/brand/logo.svg"]))]
    logo: Option<String>,
    /// What the logo says, for who does not see it; leave it out if the title says it already.
    logo_alt: Option<String>,
    /// How finished the manual is: a line under the head of every page.
    phase: Option<PhaseTable>,
    /// Links at the foot of every page: their words, and their addresses.
    #[schemars(extend("examples" = [{"Privacy": "https://www.example.org/privacy"}]))]
    links: Option<BTreeMap<String, String>>,
    /// Colours on a light page, as in "#0e3d35".
    colours: Option<PaletteTable>,
    /// Colours on a dark page.
    dark: Option<PaletteTable>,
}

/// `[brand.phase]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct PhaseTable {
    /// The word for it.
    #[schemars(extend("examples" = ["Beta"]))]
    name: String,
    /// What it means for readers.
    text: Option<String>,
    /// The words of a link.
    link: Option<String>,
    /// Where the link leads: https://, mailto: or tel:.
    url: Option<String>,
}

/// `[brand.colours]` and `[brand.dark]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct PaletteTable {
    /// The head of every page.
    band: Option<String>,
    /// The text on it.
    band_text: Option<String>,
    /// Numbers, rules, buttons.
    accent: Option<String>,
    /// Links.
    link: Option<String>,
    /// Links that were followed.
    visited: Option<String>,
    /// The ground of a time limit.
    limit: Option<String>,
    /// The text of a time limit.
    limit_text: Option<String>,
}

/// A sister manual.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct SisterTable {
    /// Its title, as readers see it.
    #[schemars(extend("examples" = ["Partnership Procedures"]))]
    title: Option<String>,
    /// Its address; its inventory says it too.
    #[schemars(extend("format" = "uri", "examples" = ["https://partnership.example/"]))]
    base_url: Option<String>,
    /// Its inventory.json, the folder that holds it, or the folder of its site.toml: then links into it are checked.
    #[schemars(extend("examples" = ["../partnership/public"]))]
    inventory: Option<String>,
}

/// Hosts that read redirects from a file of their own.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(super) enum RedirectHosts {
    Netlify,
    Nginx,
    Apache,
    Iis,
}

/// `[review]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ReviewTable {
    /// How long before its review a chapter is due soon.
    #[schemars(with = "Option<String>", regex(pattern = r"^[1-9][0-9]{0,2} (hour|day|week|month|year)s?$"), extend("default" = "90 days"))]
    due_soon: Option<String>,
    /// The time between reviews by type of chapter.
    defaults: Option<ReviewDefaultsTable>,
}

/// `[review.defaults]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ReviewDefaultsTable {
    /// Between two reviews of a chapter of the type policy.
    #[schemars(with = "Option<String>", regex(pattern = r"^[1-9][0-9]{0,2} (hour|day|week|month|year)s?$"), extend("examples" = ["24 months"]))]
    policy: Option<String>,
    /// Between two reviews of a chapter of the type values.
    #[schemars(with = "Option<String>", regex(pattern = r"^[1-9][0-9]{0,2} (hour|day|week|month|year)s?$"), extend("examples" = ["24 months"]))]
    values: Option<String>,
    /// Between two reviews of a chapter of the type procedure.
    #[schemars(with = "Option<String>", regex(pattern = r"^[1-9][0-9]{0,2} (hour|day|week|month|year)s?$"), extend("examples" = ["24 months"]))]
    procedure: Option<String>,
    /// Between two reviews of a chapter of the type guidance.
    #[schemars(with = "Option<String>", regex(pattern = r"^[1-9][0-9]{0,2} (hour|day|week|month|year)s?$"), extend("examples" = ["24 months"]))]
    guidance: Option<String>,
    /// Between two reviews of a chapter of the type form.
    #[schemars(with = "Option<String>", regex(pattern = r"^[1-9][0-9]{0,2} (hour|day|week|month|year)s?$"), extend("examples" = ["24 months"]))]
    form: Option<String>,
    /// Between two reviews of a chapter of the type notice.
    #[schemars(with = "Option<String>", regex(pattern = r"^[1-9][0-9]{0,2} (hour|day|week|month|year)s?$"), extend("examples" = ["24 months"]))]
    notice: Option<String>,
}

/// `[amendments]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct AmendmentsTable {
    /// For how many days a chapter is marked as new or updated.
    #[schemars(extend("default" = 60, "maximum" = 3650))]
    badge_days: Option<u32>,
}

/// `[print]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct PrintTable {
    /// How long a printed copy may be relied on: it stands at the foot of every sheet.
    #[schemars(with = "Option<String>", regex(pattern = r"^[1-9][0-9]{0,2} (hour|day|week|month|year)s?$"), extend("default" = "48 hours"))]
    valid_for: Option<String>,
    /// The most chapters on the page that prints the whole manual.
    #[schemars(extend("default" = 400, "maximum" = 100_000))]
    whole_manual_up_to: Option<u32>,
}

/// `[output]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct OutputTable {
    /// The ending of the files of pages. ".aspx" is for SharePoint and other servers that show no other pages; a folder without a
    /// server, and a preview of another program, show only ".html" and ".htm".
    #[schemars(extend("default" = ".html"))]
    extension: Option<ExtensionWords>,
    /// How addresses end: "file" in index.html, which works from a folder too; "directory" in a slash, which needs a web server.
    #[schemars(extend("default" = "file"))]
    urls: Option<UrlWords>,
    /// After what time a page tells its reader that there may be a newer copy.
    #[schemars(with = "Option<String>", regex(pattern = r"^(never|[1-9][0-9]{0,2} (hour|day|week|month|year)s?)$"), extend("default" = "35 days", "examples" = ["never"]))]
    stale_after: Option<String>,
}

/// `[search]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct SearchTable {
    /// Whether readers can search the manual.
    #[schemars(extend("default" = true))]
    enabled: Option<bool>,
    /// Whether readers can search what is not in force too, when they ask for it.
    #[schemars(extend("default" = true))]
    archive: Option<bool>,
    /// Audiences whose own chapters are not among the results unless a reader asks for that audience.
    #[schemars(extend("default" = ["authors"]))]
    aside: Option<Texts>,
}

/// `[offline]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct OfflineTable {
    /// Whether readers can keep the manual on a device, and download a chapter, a part or the manual as one file.
    #[schemars(extend("default" = true))]
    enabled: Option<bool>,
}

/// The kinds of address.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(super) enum UrlWords {
    File,
    Directory,
}

/// The endings of pages.
#[derive(JsonSchema)]
pub(super) enum ExtensionWords {
    #[schemars(rename = ".html")]
    Html,
    #[schemars(rename = ".htm")]
    Htm,
    #[schemars(rename = ".aspx")]
    Aspx,
}

/// `[preview]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct PreviewTable {
    /// The address that opens a file in your editor, with {file}, {line} and {column}.
    #[schemars(extend("default" = "vscode://file{file}:{line}:{column}", "examples" = ["zed://file{file}:{line}:{column}"]))]
    editor: Option<String>,
}

/// `[links]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct LinksTable {
    /// The hosts for which a file of redirects is written.
    redirects: Option<Vec<RedirectHosts>>,
    /// How `check --external` tests addresses outside the manual.
    external: Option<ExternalTable>,
}

/// `[links.external]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ExternalTable {
    /// Addresses that are not asked: all that begin with one of these; `*` stands for anything.
    #[schemars(extend("examples" = [["https://intranet.example/*"]]))]
    ignore: Option<Texts>,
    /// How long a good answer is believed. A bad one is asked for again after a day.
    #[schemars(with = "Option<String>", regex(pattern = r"^[1-9][0-9]{0,2} (hour|day|week|month|year)s?$"), extend("default" = "7 days"))]
    max_age: Option<String>,
    /// How many servers are asked at once.
    #[schemars(extend("default" = 8, "minimum" = 1, "maximum" = 32))]
    parallel: Option<u32>,
    /// How many seconds to wait for an answer.
    #[schemars(extend("default" = 20, "minimum" = 1, "maximum" = 300))]
    timeout: Option<u32>,
    /// How often a server that does not answer is tried.
    #[schemars(extend("default" = 3, "minimum" = 1, "maximum" = 10))]
    tries: Option<u32>,
}

/// `[writing]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct WritingTable {
    /// The highest age at which a reader may have to be to read a chapter without effort, in years: 20 where it is left
    /// out.
    reading_age: Option<u32>,
    /// The most words of a sentence of a duty or a step: 40 where it is left out.
    longest_duty: Option<u32>,
}

/// `[accessibility]`
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct AccessibilityTable {
    /// Whom readers tell of a page that they cannot use: an id from registers/contacts.yml.
    #[schemars(extend("examples" = ["policy-team"]))]
    contact: Option<String>,
    /// What is known not to work yet, one sentence each.
    #[schemars(extend("examples" = [["Some forms are kept as PDF by other bodies."]]))]
    known_problems: Option<Texts>,
    /// The day on which somebody last checked this.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["2026-10-12"]))]
    checked_on: Option<String>,
}
