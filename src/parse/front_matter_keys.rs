//! What front matter says, key by key, and whether it agrees with itself. Takes the values that YAML gave, gives the front matter and
//! every fault of its keys; knows nothing of where in the file they stood, nor of other files.

use super::exemptions::{NO_REASON, exemptible};
use super::foreign_keys::FOREIGN_KEYS;
use super::front_matter::{
    AMENDMENT_KINDS, AmendmentEntry, AmendmentKind, CHAPTER_KINDS, FrontMatter, LengthValue, Reread, ReviewExtension,
    WithdrawalEntry, bad_id,
};
use crate::data::fields::Fields;
use crate::data::node::{Node, key_path};
use crate::data::reading::Reading;
use crate::diagnostics::codes::{self, Code};

/// What the keys say; what is absent or faulty is left out, and every fault goes to `reading`.
pub(super) fn read_keys(reading: &Reading<'_>, node: &Node) -> FrontMatter {
    let mut fields = Fields::of(reading, node, Vec::new());
    let why = "give the chapter its title: title: …";
    let title = if fields.has("title") { fields.required_text("title", why) } else { fields.text("title") };
    let mut front = FrontMatter {
        title,
        id: read_id(&mut fields),
        number: fields.label("number"),
        order: fields.integer("order", -1_000_000..=1_000_000),
        kind: fields.choice("type", CHAPTER_KINDS),
        scope: fields.text("scope"),
        owner: fields.text("owner"),
        author: fields.text("author"),
        version: fields.label("version"),
        effective_from: fields.date("effective_from"),
        published_on: fields.date("published_on"),
        retrospective: fields.flag("retrospective", false),
        last_reviewed_on: fields.date("last_reviewed_on"),
        review_in: fields.duration("review_in").map(|(length, words)| (LengthValue(length), words)),
        next_review_on: fields.date("next_review_on"),
        expires_on: fields.date("expires_on"),
        draft: fields.flag("draft", false),
        prospective: fields.flag("prospective", false),
        audience: fields.texts("audience"),
        applies_to: fields.texts("applies_to"),
        legislation: fields.texts("legislation"),
        guidance: fields.texts("guidance"),
        related: fields.texts("related"),
        forms: fields.texts("forms"),
        supersedes: fields.texts("supersedes"),
        keywords: fields.texts("keywords"),
        old_ids: fields.texts("old_ids"),
        old_paths: fields.texts("old_paths"),
        equality_impact: fields.text("equality_impact"),
        protective_marking: fields.text("protective_marking"),
        ..FrontMatter::default()
    };
    let (approved_by, ratified_by) = (fields.text("approved_by"), fields.text("ratified_by"));
    let (approved_on, ratified_on) = (fields.date("approved_on"), fields.date("ratified_on"));
    for (ours, alias) in [("approved_by", "ratified_by"), ("approved_on", "ratified_on")] {
        if fields.has(ours) && fields.has(alias) {
            let message = format!("`{alias}` says the same as `{ours}`");
            reading.key_fault(&codes::CONFLICTING_KEYS, &key_path(alias), message, Some(format!("keep `{ours}`")));
        }
    }
    front.approved_by = approved_by.or(ratified_by);
    front.approved_on = approved_on.or(ratified_on);
    front.review_extension = fields.group("review_extension").map(|mut group| {
        let extension = ReviewExtension { to: group.date("to"), by: group.text("by"), reason: group.text("reason") };
        for key in ["to", "by", "reason"] {
            require(&group, key);
        }
        group.finish();
        extension
    });
    front.withdrawn = fields.group("withdrawn").map(|mut group| {
        let withdrawal = WithdrawalEntry {
            on: group.date("on"),
            reason: group.text("reason"),
            replaced_by: group.text("replaced_by"),
        };
        for key in ["on", "reason"] {
            require(&group, key);
        }
        group.finish();
        withdrawal
    });
    for mut group in fields.groups("amendments") {
        front.amendments.push(AmendmentEntry {
            date: group.date("date"),
            kind: group.choice("type", AMENDMENT_KINDS),
            note: group.text("note"),
            sections: group.texts("sections"),
            reread: group
                .choice("reread", &[("full", Reread::Full), ("sections", Reread::Sections), ("none", Reread::None)]),
            driver: group.text("driver"),
            approved_by: group.text("approved_by"),
        });
        for key in ["date", "type"] {
            require(&group, key);
        }
        let silent =
            matches!(front.amendments.last().and_then(|a| a.kind), Some(AmendmentKind::Minor | AmendmentKind::Review));
        if !silent {
            require(&group, "note");
        }
        group.finish();
    }
    front.allow = fields.group("allow").map(|group| read_exemptions(&group)).unwrap_or_default();
    let _free = fields.node("extra");
    check_order(reading, &front);
    fields.finish_with(FOREIGN_KEYS);
    front
}

/// `allow: {CODE: "reason"}`: the codes from which the whole file is exempted.
fn read_exemptions(group: &Fields<'_>) -> Vec<(&'static Code, bool)> {
    let reading = group.reading();
    let mut known = Vec::new();
    for (name, reason, path) in group.entries() {
        let mut faults = Vec::new();
        let reasoned = matches!(reason, Node::Text(text) if !text.trim().is_empty());
        known.extend(exemptible(name, reading.place_of(&path), &mut faults).map(|code| (code, reasoned)));
        for fault in faults {
            reading.key_fault(fault.code, &path, fault.message, fault.help);
        }
        if !reasoned {
            let help = Some(format!("say why in words: {name}: \"…\""));
            reading.key_fault(&codes::EXEMPTION_WITHOUT_REASON, &path, NO_REASON, help);
        }
    }
    known
}

fn require(group: &Fields<'_>, key: &str) {
    if !group.has(key) {
        let path = group.path_of(key);
        let message = format!("{} has no `{key}`", group.name());
        let parent = path.get(..path.len().saturating_sub(1)).unwrap_or_default();
        group.reading().fault(&codes::MISSING_KEY, parent, message, Some(format!("add `{key}:` here")));
    }
}

fn read_id(fields: &mut Fields<'_>) -> Option<String> {
    let id = fields.label("id")?;
    match bad_id(&id) {
        None => Some(id),
        Some(why) => {
            let help = Some("write lower-case letters, digits and hyphens, as in `home-visits`".to_owned());
            fields.reading().fault(&codes::BAD_ID, &fields.path_of("id"), format!("`id` is \"{id}\": {why}"), help);
            None
        }
    }
}

/// Dates of one front matter against each other.
fn check_order(reading: &Reading<'_>, front: &FrontMatter) {
    let fault = |key: &str, message: String, help: &str| {
        reading.fault(&codes::DATES_OUT_OF_ORDER, &key_path(key), message, Some(help.to_owned()));
    };
    if let (Some(next), Some(last)) = (front.next_review_on, front.last_reviewed_on)
        && next < last
    {
        fault(
            "next_review_on",
            format!("the next review ({next}) is before the last one ({last})"),
            "check both dates",
        );
    }
    if front.review_in.is_some() && front.next_review_on.is_some() {
        let message = "`review_in` and `next_review_on` both say when the next review is";
        let help = Some("keep one of them; the other is worked out".to_owned());
        reading.key_fault(&codes::CONFLICTING_KEYS, &key_path("review_in"), message, help);
    }
    if front.review_in.is_some() && front.last_review().is_none() && front.effective_from.is_none() {
        let help = Some("add `last_reviewed_on:` with the date of the last review".to_owned());
        reading.key_fault(
            &codes::MISSING_KEY,
            &key_path("review_in"),
            "`review_in` counts from `last_reviewed_on`, which is missing",
            help,
        );
    }
    if let (Some(published), Some(effective)) = (front.published_on, front.effective_from)
        && published > effective
        && !front.retrospective
    {
        let message = format!("published on {published}, after it came into force on {effective}");
        fault("published_on", message, "check both dates; if that is what happened, add `retrospective: true`");
    }
    if let (Some(expires), Some(effective)) = (front.expires_on, front.effective_from)
        && expires < effective
    {
        fault(
            "expires_on",
            format!("it expires on {expires}, before it is in force on {effective}"),
            "check both dates",
        );
    }
    if let (Some(to), Some(planned)) = (front.review_extension.as_ref().and_then(|e| e.to), front.next_review_on)
        && to < planned
    {
        fault(
            "review_extension",
            format!("the extension ({to}) ends before the review is due ({planned})"),
            "check both dates",
        );
    }
    if front.prospective && front.effective_from.is_some() {
        let help = Some("take `prospective` out: an edition with a date is a future edition until that day".to_owned());
        reading.key_fault(
            &codes::CONFLICTING_KEYS,
            &key_path("prospective"),
            "a prospective edition has no `effective_from` yet",
            help,
        );
    }
}
