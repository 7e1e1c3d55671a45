//! The reviewers' checklist, worked out from what is known: of each point of it whether it is done, and if not, why.
//!
//! Takes what happens to a chapter, how its texts differ and what is wrong with its file. Judges nothing that needs a person.

use jiff::civil::Date;

use super::make_links_on_day::{find_dead_ends, leads_to};
use super::make_page::Surroundings;
use crate::compare::comparison::{Comparison, Matter, Point, SectionChange};
use crate::compare::matters::find_matters;
use crate::compare::text::Text;
use crate::data::dates::long_date;
use crate::model::chapter::{Chapter, Edition};
use crate::model::proposals::{Proposal, ProposedChange, When};
use crate::model::referrals::Referrer;
use crate::model::review::ReviewPlan;
use crate::model::timeline::Standing;
use crate::parse::front_matter::{AmendmentEntry, AmendmentKind};
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
    /// What is asked.
    pub fn words(self) -> &'static str {
        match self {
            Criterion::Errors => "No error stands in its file",
            Criterion::Approved => "It is approved",
            Criterion::Note => "A note tells staff what changes",
            Criterion::Named => "The note names every time limit, age and duty that changes",
            Criterion::Recorded => "An amendment tells of every change",
            Criterion::Reason => "The reason is given",
            Criterion::Replaced => "What takes its place is in force then",
            Criterion::Links => "Every link leads to something in force on that day",
            Criterion::Terms => "It uses no word that the glossary has given up",
            Criterion::Owner => "Its owner is a role or team of the register",
            Criterion::Review => "Its next review has a day",
            Criterion::Equality => "Its equality impact is given",
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
    let errors = (errors > 0).then(|| if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") });
    let approval = approval(around, facts).err();
    let mut points = vec![point(Criterion::Errors, errors), point(Criterion::Approved, approval)];
    match facts.proposal.change {
        ProposedChange::Withdrawn => {
            points.push(point(Criterion::Reason, reason(facts)));
            points.push(point(Criterion::Replaced, replaced(around, facts)));
            points.push(point(Criterion::Links, links_to(around, facts)));
        }
        ProposedChange::Expires => {
            points.retain(|point| point.criterion != Criterion::Approved);
            points.push(point(
                Criterion::Replaced,
                Some("nothing takes its place: its owner has to say what applies then".to_owned()),
            ));
            points.push(point(Criterion::Links, links_to(around, facts)));
        }
        ProposedChange::New | ProposedChange::Changed | ProposedChange::Reinstated => {
            points.push(point(Criterion::Note, note(facts)));
            if let Some(comparison) = facts.comparison {
                points.push(point(Criterion::Named, unnamed(facts, comparison)));
                points.push(point(Criterion::Recorded, unrecorded(facts, comparison)));
            }
            let dead = find_dead_ends(around.site, facts.proposal.chapter, facts.edition, facts.day(around.site.today));
            points.push(point(Criterion::Links, told(dead)));
            points.push(point(Criterion::Terms, told(messages(facts, &["deprecated-term"]))));
            points.push(point(Criterion::Owner, owner(around, facts.edition)));
            points.push(point(Criterion::Review, review(around, facts.edition)));
            let given = facts.edition.front().equality_impact.as_deref().is_some_and(|text| !text.trim().is_empty());
            points.push(point(Criterion::Equality, (!given).then(|| "nothing is said of it".to_owned())));
        }
    }
    points
}

/// So many reasons are named; more would hide the point.
const NAMED: usize = 3;

/// Reasons in one line; nothing if there are none.
fn told(mut reasons: Vec<String>) -> Option<String> {
    let more = reasons.len().saturating_sub(NAMED);
    reasons.truncate(NAMED);
    if more > 0 {
        reasons.push(format!("and {more} more"));
    }
    (!reasons.is_empty()).then(|| reasons.join("; "))
}

/// What was found wrong with the file under some codes.
fn messages(facts: &Facts<'_>, codes: &[&str]) -> Vec<String> {
    let found = facts.faults.iter().filter(|fault| codes.contains(&fault.code.as_str()));
    found.map(|fault| format!("{} (line {})", fault.message, fault.line)).collect()
}

fn contact_name(around: &Surroundings<'_>, id: &str) -> String {
    around.site.registers.contacts.get(id).map_or_else(|| id.to_owned(), |contact| contact.name.clone())
}

/// Who approved a change and when.
///
/// # Errors
/// Why it is not approved.
pub fn approval(around: &Surroundings<'_>, facts: &Facts<'_>) -> Result<String, String> {
    if facts.proposal.change == ProposedChange::Withdrawn {
        let by = facts.withdrawal().and_then(|entry| entry.approved_by.as_ref());
        return by.map(|id| contact_name(around, id)).ok_or_else(|| "no amendment says who approved it".to_owned());
    }
    let front = facts.edition.front();
    let who = front.approved_by.as_ref().map(|id| contact_name(around, id));
    match (who, front.approved_on) {
        _ if facts.proposal.when == When::Draft => Err("it is a draft".to_owned()),
        (Some(who), Some(on)) if on <= around.site.today => Ok(format!("{who}, on {}", long_date(on))),
        (Some(_), Some(on)) => Err(format!("the approval is dated {}, which is still to come", long_date(on))),
        (Some(who), None) => Err(format!("{who} is named, and no day of the approval")),
        (None, _) => Err("not approved yet".to_owned()),
    }
}

fn reason(facts: &Facts<'_>) -> Option<String> {
    let When::Day(day) = facts.proposal.when else { return None };
    let mut entries = facts.chapter.editions.iter().filter_map(|edition| edition.front().withdrawn.as_ref());
    let entry = entries.find(|entry| entry.on == Some(day));
    let given = entry.and_then(|entry| entry.reason.as_deref()).is_some_and(|reason| !reason.trim().is_empty());
    (!given).then(|| "no reason is given".to_owned())
}

fn replaced(around: &Surroundings<'_>, facts: &Facts<'_>) -> Option<String> {
    let replaced_by = replacement(around, facts.chapter, facts.proposal.when);
    let Some(new) = replaced_by else { return Some("nothing is said to take its place".to_owned()) };
    let on_day = new.timeline.on(facts.day(around.site.today));
    let name = format!("{} {}", new.number, new.title());
    (!matches!(on_day, Standing::InForce(_))).then(|| format!("{} is not in force on that day", name.trim()))
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
            Referrer::Home => "the home page".to_owned(),
        };
        let name = name.trim().to_owned();
        if !names.contains(&name) {
            names.push(name);
        }
    }
    told(names).map(|names| format!("linked to from {names}"))
}

fn note(facts: &Facts<'_>) -> Option<String> {
    let own = facts.amendments();
    let noted = own.iter().any(|entry| entry.note.as_deref().is_some_and(|note| !note.trim().is_empty()));
    match (noted, own.is_empty()) {
        (true, _) => None,
        (false, true) => Some("it has no amendment".to_owned()),
        (false, false) => Some("its amendment has no note".to_owned()),
    }
}

/// The time limits, ages and duties that change and of which the note says nothing. A duty is named with its section: no
/// note repeats every "must".
fn unnamed(facts: &Facts<'_>, comparison: &Comparison) -> Option<String> {
    let own = facts.amendments();
    let notes: Vec<&str> = own.iter().filter_map(|entry| entry.note.as_deref()).collect();
    let notes = notes.join("\n");
    let known: Vec<String> = find_matters(&Text::plain(&notes)).into_iter().map(|found| found.value).collect();
    let whole = own.iter().any(|entry| entry.reread == Some(crate::parse::front_matter::Reread::Full));
    let is_named = |words: &str| {
        let values = find_matters(&Text::plain(words));
        let is_known =
            |value: &str| known.iter().any(|other| other.ends_with(value) || value.ends_with(other.as_str()));
        notes.to_lowercase().contains(&words.to_lowercase())
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
                missing.push(point_words(section, point));
            }
        }
    }
    told(missing).map(|missing| format!("not in the note: {missing}"))
}

fn words_of(point: &Point) -> Option<&str> {
    point.newer.as_deref().or(point.older.as_deref())
}

fn point_words(section: &SectionChange, point: &Point) -> String {
    let name = section.name();
    let number = name.and_then(|name| name.number.clone()).map(|number| format!("{number} ")).unwrap_or_default();
    let title = name.map_or("", |name| &name.title);
    let gone = if point.newer.is_none() { ", taken out," } else { "" };
    format!("“{}”{gone} in {number}{title}", words_of(point).unwrap_or(""))
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

fn unrecorded(facts: &Facts<'_>, comparison: &Comparison) -> Option<String> {
    let tells = |entry: &&AmendmentEntry| !matches!(entry.kind, Some(AmendmentKind::Review | AmendmentKind::Withdrawn));
    if comparison.is_different() && !facts.amendments().iter().any(tells) {
        return Some("the text changes, and no amendment of this edition says so".to_owned());
    }
    told(messages(facts, &["amendment-missing", "minor-changes-meaning", "amendment-section-unchanged"]))
}

fn owner(around: &Surroundings<'_>, edition: &Edition) -> Option<String> {
    match &edition.front().owner {
        None => Some("it has no owner".to_owned()),
        Some(id) if around.site.registers.contacts.get(id).is_none() => Some(format!("the register has no `{id}`")),
        Some(_) => None,
    }
}

fn review(around: &Surroundings<'_>, edition: &Edition) -> Option<String> {
    let plan = ReviewPlan::of(edition.front(), &around.site.config);
    // What has no first day yet is reviewed some time after it.
    let planned = plan.due.is_some() || edition.front().review_in.is_some();
    (!planned).then(|| "no review is planned".to_owned())
}
