//! The keys of the registers, as types.
//!
//! The types exist for their documentation: each field is a key, its comment the description that an editor shows.
//! `tests/suite/schemas.rs` holds them against the keys that the program reads.

#![expect(dead_code, reason = "the fields are read by the schema generator alone")]

use schemars::JsonSchema;

/// Law, guidance, a standard or a form.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ReferenceKeys {
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
pub(super) enum ReferenceKinds {
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
pub(super) struct ContactKeys {
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
pub(super) struct TermKeys {
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
pub(super) struct DeprecatedKeys {
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
pub(super) struct UpdateKeys {
    /// Its name.
    title: Option<String>,
    /// Its day.
    #[schemars(extend("format" = "date"))]
    date: String,
    /// What it brought, in a sentence or two.
    summary: Option<String>,
}
