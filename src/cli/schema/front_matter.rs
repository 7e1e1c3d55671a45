//! The keys of a chapter's front matter, as types.
//!
//! The types exist for their documentation: each field is a key, its comment the description that an editor shows.
//! `tests/suite/schemas.rs` holds them against the keys that the program reads.

#![expect(clippy::doc_markdown, reason = "editors show the comments as they are")]
#![expect(dead_code, reason = "the fields are read by the schema generator alone")]

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// The front matter of a chapter.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct FrontMatterKeys {
    /// The chapter's title, as readers see it. Required.
    #[schemars(extend("examples" = ["Home visits and staying safe"]))]
    title: String,
    /// The permanent id: lower-case letters, digits and hyphens. The file's name without its number where it is left out.
    #[schemars(with = "Option<String>", regex(pattern = r"^[a-z0-9]([a-z0-9-]{0,98}[a-z0-9])?$"), extend("examples" = ["home-visits"]))]
    id: Option<String>,
    /// The number shown before the title, where chapters are not to be counted.
    #[schemars(extend("examples" = ["2.4", "A"]))]
    number: Option<Label>,
    /// The place among its neighbours, in place of the number in the file's name.
    #[schemars(extend("examples" = [3]))]
    order: Option<i64>,
    /// The type of chapter.
    #[schemars(rename = "type")]
    #[schemars(extend("default" = "procedure", "examples" = ["policy", "guidance"]))]
    kind: Option<ChapterTypes>,
    /// One or two sentences: whom and what the chapter covers.
    #[schemars(extend("examples" = ["Who visits families at home, and how they stay safe. For social workers and their managers."]))]
    scope: Option<String>,
    /// Who answers for the text: an id from registers/contacts.yml. Never a person's name.
    #[schemars(extend("examples" = ["duty-team"]))]
    owner: Option<String>,
    /// Who wrote it: an id from registers/contacts.yml.
    #[schemars(extend("examples" = ["policy-team"]))]
    author: Option<String>,
    /// Who approved it: an id from registers/contacts.yml.
    #[schemars(extend("examples" = ["practice-director"]))]
    approved_by: Option<String>,
    /// The day of approval: year-month-day.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["2026-10-14"]))]
    approved_on: Option<String>,
    /// The same as approved_by, for bodies that call it so; not both.
    #[schemars(extend("examples" = ["practice-director"]))]
    ratified_by: Option<String>,
    /// The same as approved_on; not both.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["2026-10-14"]))]
    ratified_on: Option<String>,
    /// The version: its own within the chapter, and higher than the one before. In quotation marks, so that 2.10 stays 2.10.
    #[schemars(extend("examples" = ["2.1"]))]
    version: Option<Label>,
    /// The day from which this text is in force.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["2026-11-04"]))]
    effective_from: Option<String>,
    /// The day from which readers can see this text; until then only a build with --future shows it.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["2026-11-01"]))]
    published_on: Option<String>,
    /// true, if the text was in force before it was published.
    #[schemars(extend("default" = false))]
    retrospective: Option<bool>,
    /// The day of the last review; chapterhouse review done writes it.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["2026-10-14"]))]
    last_reviewed_on: Option<String>,
    /// The time from one review to the next. Not together with next_review_on.
    #[schemars(with = "Option<String>", regex(pattern = r"^[1-9][0-9]{0,2} (hour|day|week|month|year)s?$"), extend("examples" = ["12 months", "2 years"]))]
    review_in: Option<String>,
    /// The day by which the next review is due. Not together with review_in.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["2027-10-14"]))]
    next_review_on: Option<String>,
    /// A later review than planned: to when, who allowed it, and why.
    review_extension: Option<ReviewExtensionKeys>,
    /// The last day on which an interim text is in force.
    #[schemars(with = "Option<String>", extend("format" = "date", "examples" = ["2027-03-31"]))]
    expires_on: Option<String>,
    /// true while it is being written: only a build with --drafts shows it.
    #[schemars(extend("default" = false))]
    draft: Option<bool>,
    /// true, if it is approved and has no date yet.
    #[schemars(extend("default" = false))]
    prospective: Option<bool>,
    /// That the chapter is out of force; chapterhouse withdraw writes it.
    withdrawn: Option<WithdrawnKeys>,
    /// Whom it is for.
    #[schemars(extend("examples" = [["social workers", "managers"]]))]
    audience: Option<Texts>,
    /// The areas that it applies to: short names from [areas] in site.toml.
    #[schemars(extend("examples" = [["vale", "coast"]]))]
    applies_to: Option<Texts>,
    /// Acts and regulations: ids from registers/references.yml.
    #[schemars(extend("examples" = [["children-act-1989"]]))]
    legislation: Option<Texts>,
    /// Guidance: ids from registers/references.yml.
    #[schemars(extend("examples" = [["working-together-2023"]]))]
    guidance: Option<Texts>,
    /// Chapters that belong with it: their ids.
    #[schemars(extend("examples" = [["first-contact"]]))]
    related: Option<Texts>,
    /// Forms: ids from registers/references.yml.
    #[schemars(extend("examples" = [["form-fn1"]]))]
    forms: Option<Texts>,
    /// Chapters that it takes the place of: their ids.
    #[schemars(extend("examples" = [["visits-2019"]]))]
    supersedes: Option<Texts>,
    /// Words that readers may look for and that do not stand in the text; with a section's anchor behind a number sign, they lead
    /// to that section.
    #[schemars(extend("examples" = [["lone working", "doorstep#at-the-door"]]))]
    keywords: Option<Texts>,
    /// Ids that the chapter had before.
    #[schemars(extend("examples" = [["visiting-at-home"]]))]
    old_ids: Option<Texts>,
    /// Addresses that the chapter had before: readers who have kept them are led here.
    #[schemars(extend("examples" = [["procedures/home-visits.html"]]))]
    old_paths: Option<Texts>,
    /// The recorded changes of this edition.
    amendments: Option<Vec<AmendmentKeys>>,
    /// What was found of its effect on equality.
    #[schemars(extend("examples" = ["Assessed on 1 October 2026: no group is put at a disadvantage."]))]
    equality_impact: Option<String>,
    /// The protective marking.
    #[schemars(extend("examples" = ["OFFICIAL"]))]
    protective_marking: Option<String>,
    /// What is left as it is in this file, and why: the code of a check, then the reason.
    allow: Option<BTreeMap<String, String>>,
    /// Keys of your own, which nothing reads.
    #[schemars(extend("examples" = [{"committee": "Practice Board"}]))]
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

/// One text or a list of texts.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub(super) enum Texts {
    /// One.
    One(String),
    /// Any number.
    Many(Vec<String>),
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
    #[schemars(extend("format" = "date", "examples" = ["2027-12-31"]))]
    to: String,
    /// Who allowed it: an id from registers/contacts.yml.
    #[schemars(extend("examples" = ["practice-director"]))]
    by: String,
    /// Why.
    #[schemars(extend("examples" = ["New guidance is expected in the autumn."]))]
    reason: String,
}

/// That a chapter is out of force.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct WithdrawnKeys {
    /// The first day on which it is out of force.
    #[schemars(extend("format" = "date", "examples" = ["2026-12-01"]))]
    on: String,
    /// Why, as readers will see it.
    #[schemars(extend("examples" = ["Its rules now stand in another chapter."]))]
    reason: String,
    /// The id of the chapter that takes its place.
    #[schemars(extend("examples" = ["first-contact"]))]
    replaced_by: Option<String>,
}

/// A recorded change.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct AmendmentKeys {
    /// The day of the change.
    #[schemars(extend("format" = "date", "examples" = ["2026-11-04"]))]
    date: String,
    /// What kind of change: major is one that readers must know, minor alters nothing for them.
    #[schemars(rename = "type")]
    #[schemars(extend("examples" = ["major"]))]
    kind: AmendmentTypes,
    /// What readers are told. Required, except for a minor change or a review.
    #[schemars(extend("examples" = ["Visits are made in pairs where the chronology says so."]))]
    note: Option<String>,
    /// The sections that changed: their anchors, without the number sign.
    #[schemars(extend("examples" = [["before-you-leave"]]))]
    sections: Option<Texts>,
    /// How much of the chapter to read again.
    #[schemars(extend("examples" = ["sections"]))]
    reread: Option<RereadWords>,
    /// Why: law, an inspection, an audit …
    #[schemars(extend("examples" = ["Inspection of March 2026"]))]
    driver: Option<String>,
    /// Who approved it: an id from registers/contacts.yml.
    #[schemars(extend("examples" = ["practice-director"]))]
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
