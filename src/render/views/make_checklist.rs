//! The reviewers' checklist, worked out from what is known: of each point of it whether it is done, and if not, why.
//!
//! Takes what happens to a chapter, how its texts differ and what is wrong with its file. Judges nothing that needs a person.

use jiff::civil::Date;

use super::make_links_on_day::{find_dead_ends, leads_to};
use super::make_page::Surroundings;
use crate::compare::comparison::{Comparison, Matter, Point, SectionChange};
use crate::compare::matters::find_matters;
use crate::compare::text::Text;
use crate::language::words::Words;
use crate::model::chapter::{Chapter, Edition};
use crate::model::proposals::{Proposal, ProposedChange, When};
use crate::model::referrals::Referrer;
use crate::model::review::ReviewPlan;
use crate::model::timeline::Standing;
use crate::parse::front_matter::{AmendmentEntry, AmendmentKind};
use crate::render::compare_words::section_title;
use crate::render::faults::FaultView;

/// A point of the checklist, in the order in which they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Criterion {
    /// Nothing stops its publication.
    Errors,
    /// Somebody answers for it.
    Approved,
    /// Staff are told.
    Note,
    /// They are told of what matters most.
    Named,
    /// The record is whole.
    Recorded,
    /// Why it goes.
    Reason,
    /// What takes its place.
    Replaced,
    /// Where its links lead, and those to it.
    Links,
    /// Its words.
    Terms,
    /// Whom to ask.
    Owner,
    /// When it is looked at again.
    Review,
    /// Whom it may disadvantage.
    Equality,
}

impl Criterion {
    /// The name of what is asked.
    pub fn name(self) -> &'static str {
        match self {
            Criterion::Errors => "criterion_errors",
            Criterion::Approved => "criterion_approved",
            Criterion::Note => "criterion_note",
            Criterion::Named => "criterion_named",
            Criterion::Recorded => "criterion_recorded",
            Criterion::Reason => "criterion_reason",
            Criterion::Replaced => "criterion_replaced",
            Criterion::Links => "criterion_links",
            Criterion::Terms => "criterion_terms",
            Criterion::Owner => "criterion_owner",
            Criterion::Review => "criterion_review",
            Criterion::Equality => "criterion_equality",
        }
    }
}

/// A point with what is known of it: nothing open, or why it is.
pub struct Checked {
    /// The point.
    pub criterion: Criterion,
    /// Why it is open.
    pub open: Option<String>,
}

/// What a chapter's change is judged by.
pub struct Facts<'a> {
    /// What happens.
    pub proposal: &'a Proposal,
    /// The chapter.
    pub chapter: &'a Chapter,
    /// The edition to come; of a chapter that goes, its last text.
    pub edition: &'a Edition,
    /// How it became what it is.
    pub comparison: Option<&'a Comparison>,
    /// What is wrong with its file.
    pub faults: &'a [FaultView],
}

impl Facts<'_> {
    /// The day on which links of the text are judged.
    fn day(&self, today: Date) -> Date {
        match self.proposal.when {
            When::Day(day) => day,
            When::NoDate | When::Draft => today,
        }
    }

    /// The amendments that came with the edition: those that the one before it does not hold.
    pub fn amendments(&self) -> Vec<&AmendmentEntry> {
        let base = self.proposal.base.filter(|base| *base != self.proposal.edition);
        let before = base.and_then(|base| self.chapter.editions.get(base)).map(|edition| &edition.front().amendments);
        let own = self.edition.front().amendments.iter();
        own.filter(|amendment| before.is_none_or(|before| !before.contains(amendment))).collect()
    }

    /// The amendment that tells of a withdrawal.
    fn withdrawal(&self) -> Option<&AmendmentEntry> {
        let When::Day(day) = self.proposal.when else { return None };
        let all = self.chapter.editions.iter().flat_map(|edition| &edition.front().amendments);
        all.into_iter().find(|entry| entry.kind == Some(AmendmentKind::Withdrawn) && entry.date == Some(day))
    }
}

/// Every point that is asked of a change.
pub fn check_points(around: &Surroundings<'_>, facts: &Facts<'_>) -> Vec<Checked> {
    let point = |criterion: Criterion, open: Option<String>| Checked { criterion, open };
    let errors = facts.faults.iter().filter(|fault| fault.is_error()).count();
    let words = around.words();
    let errors = (errors > 0).then(|| words.tell("errors_counted", &[("n", errors.into())]));
    let approval = approval(around, facts).err();
    let mut points = vec![point(Criterion::Errors, errors), point(Criterion::Approved, approval)];
    match facts.proposal.change {
        ProposedChange::Withdrawn => {
            points.push(point(Criterion::Reason, reason(words, facts)));
            points.push(point(Criterion::Replaced, replaced(around, facts)));
            points.push(point(Criterion::Links, links_to(around, facts)));
        }
        ProposedChange::Expires => {
            points.retain(|point| point.criterion != Criterion::Approved);
            points.push(point(Criterion::Replaced, Some(words.say("open_nothing_replaces").to_owned())));
            points.push(point(Criterion::Links, links_to(around, facts)));
        }
        ProposedChange::New | ProposedChange::Changed | ProposedChange::Reinstated => {
            points.push(point(Criterion::Note, note(words, facts)));
            if let Some(comparison) = facts.comparison {
                points.push(point(Criterion::Named, unnamed(words, facts, comparison)));
                points.push(point(Criterion::Recorded, unrecorded(words, facts, comparison)));
            }
            let dead = find_dead_ends(around.site, facts.proposal.chapter, facts.edition, facts.day(around.site.today));
            points.push(point(Criterion::Links, told(words, dead)));
            points.push(point(Criterion::Terms, told(words, messages(words, facts, &["deprecated-term"]))));
            points.push(point(Criterion::Owner, owner(around, facts.edition)));
            points.push(point(Criterion::Review, review(around, facts.edition)));
            let given = facts.edition.front().equality_impact.as_deref().is_some_and(|text| !text.trim().is_empty());
            points.push(point(Criterion::Equality, (!given).then(|| words.say("open_nothing_said").to_owned())));
        }
    }
    points
}

/// So many reasons are named; more would hide the point.
const NAMED: usize = 3;

/// Reasons in one line; nothing if there are none.
fn told(words: &Words, mut reasons: Vec<String>) -> Option<String> {
    let more = reasons.len().saturating_sub(NAMED);
    reasons.truncate(NAMED);
    if more > 0 {
        reasons.push(words.tell("open_and_more", &[("n", more.into())]));
    }
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

/// What was found wrong with the file under some codes.
fn messages(words: &Words, facts: &Facts<'_>, codes: &[&str]) -> Vec<String> {
    let found = facts.faults.iter().filter(|fault| codes.contains(&fault.code.as_str()));
    let told = |fault: &FaultView| {
        words.tell("open_message", &[("message", (&fault.message).into()), ("line", fault.line.into())])
    };
    found.map(told).collect()
}

fn contact_name(around: &Surroundings<'_>, id: &str) -> String {
    around.site.registers.contacts.get(id).map_or_else(|| id.to_owned(), |contact| contact.name.clone())
}

/// Who approved a change and when.
///
/// # Errors
/// Why it is not approved.
pub fn approval(around: &Surroundings<'_>, facts: &Facts<'_>) -> Result<String, String> {
    let words = around.words();
    if facts.proposal.change == ProposedChange::Withdrawn {
        let by = facts.withdrawal().and_then(|entry| entry.approved_by.as_ref());
        return by.map(|id| contact_name(around, id)).ok_or_else(|| words.say("open_nobody_approved").to_owned());
    }
    let front = facts.edition.front();
    let who = front.approved_by.as_ref().map(|id| contact_name(around, id));
    match (who, front.approved_on) {
        _ if facts.proposal.when == When::Draft => Err(words.say("open_is_draft").to_owned()),
        (Some(who), Some(on)) if on <= around.site.today => {
            Ok(words.tell("approved_by_on", &[("by", who.into()), ("day", words.date(on).into())]))
        }
        (Some(_), Some(on)) => Err(words.tell("open_approval_to_come", &[("day", words.date(on).into())])),
        (Some(who), None) => Err(words.tell("open_approval_undated", &[("by", who.into())])),
        (None, _) => Err(words.say("open_not_approved").to_owned()),
    }
}

fn reason(words: &Words, facts: &Facts<'_>) -> Option<String> {
    let When::Day(day) = facts.proposal.when else { return None };
    let mut entries = facts.chapter.editions.iter().filter_map(|edition| edition.front().withdrawn.as_ref());
    let entry = entries.find(|entry| entry.on == Some(day));
    let given = entry.and_then(|entry| entry.reason.as_deref()).is_some_and(|reason| !reason.trim().is_empty());
    (!given).then(|| words.say("open_no_reason").to_owned())
}

fn replaced(around: &Surroundings<'_>, facts: &Facts<'_>) -> Option<String> {
    let replaced_by = replacement(around, facts.chapter, facts.proposal.when);
    let words = around.words();
    let Some(new) = replaced_by else { return Some(words.say("open_no_replacement").to_owned()) };
    let on_day = new.timeline.on(facts.day(around.site.today));
    let name = format!("{} {}", new.number, new.title());
    (!matches!(on_day, Standing::InForce(_)))
        .then(|| words.tell("open_replacement_not_in_force", &[("chapter", name.trim().into())]))
}

/// The chapter that takes the place of one that is withdrawn on a day.
pub fn replacement<'a>(around: &Surroundings<'a>, chapter: &Chapter, when: When) -> Option<&'a Chapter> {
    let When::Day(day) = when else { return None };
    let mut entries = chapter.editions.iter().filter_map(|edition| edition.front().withdrawn.as_ref());
    let id = entries.find(|entry| entry.on == Some(day))?.replaced_by.as_ref()?;
    around.site.chapter(id)
}

/// The texts that still lead readers to a chapter on the day on which it goes.
fn links_to(around: &Surroundings<'_>, facts: &Facts<'_>) -> Option<String> {
    let site = around.site;
    let mut names: Vec<String> = Vec::new();
    for referral in &facts.chapter.referred_from {
        let name = match referral.from {
            Referrer::Chapter(place) => match site.chapters.get(place as usize) {
                Some(other) if leads_to(other, facts.proposal.chapter, facts.day(site.today)) => {
                    format!("{} {}", other.number, other.title())
                }
                _ => continue,
            },
            Referrer::Part(place) => match site.parts.get(place as usize) {
                Some(part) => format!("{} {}", part.number, part.title),
                None => continue,
            },
            Referrer::Home => around.words().say("the_home_page").to_owned(),
        };
        let name = name.trim().to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let words = around.words();
    told(words, names).map(|names| words.tell("open_linked_from", &[("pages", names.into())]))
}

fn note(words: &Words, facts: &Facts<'_>) -> Option<String> {
    let own = facts.amendments();
    let noted = own.iter().any(|entry| entry.note.as_deref().is_some_and(|note| !note.trim().is_empty()));
    match (noted, own.is_empty()) {
        (true, _) => None,
        (false, true) => Some(words.say("open_no_amendment").to_owned()),
        (false, false) => Some(words.say("open_no_note").to_owned()),
    }
}

/// The time limits, ages and duties that change and of which the note says nothing. A duty is named with its section: no
/// note repeats every "must".
fn unnamed(words: &Words, facts: &Facts<'_>, comparison: &Comparison) -> Option<String> {
    let own = facts.amendments();
    let notes: Vec<&str> = own.iter().filter_map(|entry| entry.note.as_deref()).collect();
    let notes = notes.join("\n");
    let known: Vec<String> = find_matters(&Text::plain(&notes)).into_iter().map(|found| found.value).collect();
    let whole = own.iter().any(|entry| entry.reread == Some(crate::parse::front_matter::Reread::Full));
    let is_named = |named: &str| {
        let values = find_matters(&Text::plain(named));
        let is_known =
            |value: &str| known.iter().any(|other| other.ends_with(value) || value.ends_with(other.as_str()));
        notes.to_lowercase().contains(&named.to_lowercase())
            || (!values.is_empty() && values.iter().all(|found| is_known(&found.value)))
    };
    let mut missing = Vec::new();
    for section in comparison.sections.iter().filter(|section| !section.is_whole()) {
        let listed = whole || is_listed(section, comparison, &own);
        for point in &section.points {
            let named = match point.matter {
                // What is no longer to be kept is named with its section, as duties are.
                Matter::TimeLimit | Matter::Age if point.newer.is_none() => {
                    listed || words_of(point).is_none_or(is_named)
                }
                Matter::TimeLimit | Matter::Age => words_of(point).is_none_or(is_named),
                Matter::Duty => listed || words_of(point).is_none_or(is_named),
                Matter::Number => true,
            };
            if !named {
                missing.push(point_words(words, section, point));
            }
        }
    }
    told(words, missing).map(|missing| words.tell("open_not_in_note", &[("what", missing.into())]))
}

fn words_of(point: &Point) -> Option<&str> {
    point.newer.as_deref().or(point.older.as_deref())
}

fn point_words(words: &Words, section: &SectionChange, point: &Point) -> String {
    let name = section.name();
    let number = name.and_then(|name| name.number.clone()).map(|number| format!("{number} ")).unwrap_or_default();
    let title = name.map_or("", |name| section_title(words, name));
    let name = if point.newer.is_none() { "open_point_gone" } else { "open_point" };
    let given = [("words", words_of(point).unwrap_or("").into()), ("section", format!("{number}{title}").into())];
    words.tell(name, &given)
}

/// Whether an amendment lists a section, or one above it.
fn is_listed(section: &SectionChange, comparison: &Comparison, own: &[&AmendmentEntry]) -> bool {
    let lists = |anchor: &str| own.iter().any(|entry| entry.sections.iter().any(|named| named == anchor));
    let Some(at) = comparison.sections.iter().position(|other| std::ptr::eq(other, section)) else { return false };
    let mut level = u8::MAX;
    for other in comparison.sections.iter().take(at + 1).rev() {
        let Some(name) = other.name().filter(|name| name.level < level) else { continue };
        level = name.level;
        if lists(&name.anchor) {
            return true;
        }
    }
    false
}

fn unrecorded(words: &Words, facts: &Facts<'_>, comparison: &Comparison) -> Option<String> {
    let tells = |entry: &&AmendmentEntry| !matches!(entry.kind, Some(AmendmentKind::Review | AmendmentKind::Withdrawn));
    if comparison.is_different() && !facts.amendments().iter().any(tells) {
        return Some(words.say("open_unrecorded").to_owned());
    }
    told(words, messages(words, facts, &["amendment-missing", "minor-changes-meaning", "amendment-section-unchanged"]))
}

fn owner(around: &Surroundings<'_>, edition: &Edition) -> Option<String> {
    let words = around.words();
    match &edition.front().owner {
        None => Some(words.say("open_no_owner").to_owned()),
        Some(id) if around.site.registers.contacts.get(id).is_none() => {
            Some(words.tell("open_unknown_owner", &[("id", id.into())]))
        }
        Some(_) => None,
    }
}

fn review(around: &Surroundings<'_>, edition: &Edition) -> Option<String> {
    let plan = ReviewPlan::of(edition.front(), &around.site.config);
    // What has no first day yet is reviewed some time after it.
    let planned = plan.due.is_some() || edition.front().review_in.is_some();
    (!planned).then(|| around.words().say("open_no_review").to_owned())
}
