//! The keys of the registers, as types.
//!
//! The types exist for their documentation: each field is a key, its comment the description that an editor shows.
//! `tests/suite/schemas.rs` holds them against the keys that the program reads.

#![expect(dead_code, reason = "the fields are read by the schema generator alone")]

use schemars::JsonSchema;

use super::front_matter::Texts;

/// Law, guidance, a standard or a form.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct ReferenceKeys {
    /// The title as it stands on the document. Required.
    #[schemars(extend("examples" = ["Children Act 1989"]))]
    title: String,
    /// The kind. Required.
    #[schemars(extend("examples" = ["act", "statutory guidance"]))]
    kind: ReferenceKinds,
    /// The day on which it was made or published.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["1989-11-16"]))]
    date: Option<String>,
    /// Its address on the web, with https:// before it.
    #[schemars(with = "Option<String>", extend("format" = "uri", "pattern" = "^[Hh][Tt][Tt][Pp][Ss]?://", "examples" = ["https://www.example.org/act"]))]
    url: Option<String>,
    /// The day from which it is in force.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["1991-10-14"]))]
    in_force_from: Option<String>,
    /// The day from which it is no longer in force.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["2026-03-31"]))]
    in_force_until: Option<String>,
    /// The id of the reference that took its place: every chapter in force that still cites this one is then warned of.
    #[schemars(extend("examples" = ["working-together-2023"]))]
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
    /// The name of the role or team, never of a person. Required.
    #[schemars(extend("examples" = ["Duty team"]))]
    name: String,
    /// The telephone number as people read it, in quotation marks.
    #[schemars(extend("examples" = ["01632 960001"]))]
    telephone: Option<String>,
    /// The e-mail address.
    #[schemars(with = "Option<String>", extend("format" = "email", "examples" = ["duty@council.example"]))]
    email: Option<String>,
    /// The hours in which they answer, in words.
    #[schemars(extend("examples" = ["Monday to Friday, 8.30 to 17.00"]))]
    hours: Option<String>,
    /// Who answers at other hours: an id from this file.
    #[schemars(extend("examples" = ["emergency-team"]))]
    out_of_hours: Option<String>,
}

/// A term.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct TermKeys {
    /// The term as it is to be written. Required.
    #[schemars(extend("examples" = ["cared for child"]))]
    term: String,
    /// Its short form.
    #[schemars(extend("examples" = ["CFC"]))]
    abbreviation: Option<String>,
    /// What it means, in a sentence. Required.
    #[schemars(extend("examples" = ["A child who lives in the care of the council, by agreement or by order."]))]
    definition: String,
    /// Other words for the same thing.
    #[schemars(extend("examples" = [["child in care"]]))]
    aliases: Option<Texts>,
    /// Words that are no longer used for it.
    deprecated: Option<Vec<DeprecatedKeys>>,
}

/// A word that is no longer used.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct DeprecatedKeys {
    /// The word that is no longer used.
    #[schemars(extend("examples" = ["LAC"]))]
    term: String,
    /// The day from which it is no longer used.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["2022-01-01"]))]
    since: Option<String>,
    /// Why, or what to write.
    #[schemars(extend("examples" = ["Young people asked us to stop."]))]
    note: Option<String>,
}

/// A named update; the entry `next` is the one that is planned.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct UpdateKeys {
    /// Its name, as readers see it.
    #[schemars(extend("examples" = ["November 2026"]))]
    title: Option<String>,
    /// Its day. Required.
    #[schemars(extend("format" = "date", "examples" = ["2026-11-04"]))]
    date: String,
    /// What it brought, in a sentence or two.
    #[schemars(extend("examples" = ["New rules on visits; two chapters withdrawn."]))]
    summary: Option<String>,
}
