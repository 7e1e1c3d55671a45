//! The keys of a chapter's front matter, as types.
//!
//! The types exist for their documentation: each field is a key, its comment the description that an editor shows.
//! `tests/suite/schemas.rs` holds them against the keys that the program reads.

#![expect(dead_code, reason = "the fields are read by the schema generator alone")]

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// The front matter of a chapter.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct FrontMatterKeys {
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
    /// What is left as it is in this file, and why: the code of a check, then the reason.
    allow: Option<BTreeMap<String, String>>,
    /// Keys of your own.
    extra: Option<BTreeMap<String, serde_json::Value>>,
}

/// A text that may look like a number.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum Label {
    /// As text.
    Text(String),
    /// As a number.
    Number(f64),
}

/// The types of chapter.
#[derive(JsonSchema)]
#[schemars(rename_all = "lowercase")]
pub(super) enum ChapterTypes {
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
pub(super) struct ReviewExtensionKeys {
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
pub(super) struct WithdrawnKeys {
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
pub(super) struct AmendmentKeys {
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
pub(super) enum AmendmentTypes {
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
pub(super) enum RereadWords {
    Full,
    Sections,
    None,
}
