//! Everything that differs from what is in force, as the view of the page of what would go live.
//!
//! Takes the changes as the model finds them, the comparison of each, and what was found wrong; gives plain data.

use std::sync::Arc;

use jiff::civil::Date;

use super::going_live::{
    CriterionView, GoingLiveView, LiveGroupView, LivePartView, OpenView, ProposalView, RegisterChangeView,
    RenumberedView,
};
use super::make_checklist::{Checked, Criterion};
use super::make_page::Surroundings;
use super::make_proposal::proposal_view;
use super::make_verdict::{is_decided, verdict_of};
use super::page::LinkView;
use crate::compare::comparison::Comparison;
use crate::language::words::Words;
use crate::model::proposals::{Proposal, ProposalGroup, Proposals, When};
use crate::model::reference_standing::replacement;
use crate::render::faults::{FaultView, ToldFaults};

/// How two editions of a chapter differ, by the places of the chapter and of both.
pub type Compared<'a> = &'a dyn Fn(usize, usize, usize) -> Option<Arc<Comparison>>;

/// `going-live.html`.
pub fn going_live_view(around: &Surroundings<'_>, compared: Compared<'_>, faults: &ToldFaults) -> GoingLiveView {
    let none = Proposals::default();
    let proposals = around.site.proposals.as_deref().unwrap_or(&none);
    let mut page = around.page(around.words().say("what_would_go_live"));
    page.noindex = true;
    page.review.clear();
    let mut checked: Vec<(&Proposal, Vec<Checked>)> = Vec::new();
    let mut views: Vec<Vec<ProposalView>> = Vec::new();
    for group in &proposals.groups {
        let mut of_group = Vec::new();
        for proposal in &group.proposals {
            let comparison = proposal.compared().and_then(|(older, newer)| compared(proposal.chapter, older, newer));
            let own = own_faults(around, proposal, faults);
            let Some((view, points)) = proposal_view(around, proposal, comparison.as_deref(), own) else { continue };
            of_group.push(view);
            checked.push((proposal, points));
        }
        views.push(of_group);
    }
    let verdict = verdict_of(around.words(), &proposals.groups, &checked, faults.errors);
    let all = views.iter().flatten().zip(&checked).filter(|(_, (proposal, _))| is_decided(proposal));
    let checklist =
        checklist(around.words(), &all.map(|(view, (_, points))| (view, points.as_slice())).collect::<Vec<_>>());
    let groups = proposals.groups.iter().zip(views).map(|(group, views)| group_view(around, group, views)).collect();
    GoingLiveView {
        label: verdict.label,
        kind: verdict.kind.to_owned(),
        verdict: verdict.sentences,
        checklist,
        groups,
        renumbered: renumbered(around, proposals),
        registers: register_changes(around),
        faults: faults.elsewhere.clone(),
        more_faults: faults.more,
        page,
    }
}

/// The faults of the file of a text to come.
fn own_faults<'a>(around: &Surroundings<'_>, proposal: &Proposal, faults: &'a ToldFaults) -> &'a [FaultView] {
    let chapter = around.site.chapters.get(proposal.chapter).filter(|_| proposal.brings_text());
    let edition = chapter.and_then(|chapter| chapter.editions.get(proposal.edition));
    let found = edition.and_then(|edition| faults.of_texts.get(&edition.document().path));
    found.map(Vec::as_slice).unwrap_or_default()
}

/// Each point that was asked, over all chapters.
fn checklist(words: &Words, all: &[(&ProposalView, &[Checked])]) -> Vec<CriterionView> {
    let mut criteria: Vec<Criterion> =
        all.iter().flat_map(|(_, points)| points.iter().map(|point| point.criterion)).collect();
    criteria.sort_unstable();
    criteria.dedup();
    let view = |criterion: Criterion| {
        let asked: Vec<(&ProposalView, &Checked)> = all
            .iter()
            .flat_map(|(view, points)| points.iter().map(move |point| (*view, point)))
            .filter(|(_, point)| point.criterion == criterion)
            .collect();
        let open: Vec<OpenView> = asked
            .iter()
            .filter_map(|(view, point)| {
                Some(OpenView {
                    link: LinkView { url: format!("#{}", view.anchor), ..view.link.clone() },
                    words: String::new(),
                    why: point.open.clone()?,
                })
            })
            .collect();
        CriterionView {
            words: words.say(criterion.name()).to_owned(),
            done: open.is_empty(),
            count: if open.is_empty() {
                String::new()
            } else {
                done_words(words, asked.len() - open.len(), asked.len())
            },
            open,
        }
    };
    criteria.into_iter().map(view).collect()
}

/// "3 of 4": how many of the points that were asked are done.
pub fn done_words(words: &Words, done: usize, asked: usize) -> String {
    words.tell("so_many_of", &[("n", done.into()), ("all", asked.into())])
}

fn group_view(around: &Surroundings<'_>, group: &ProposalGroup, views: Vec<ProposalView>) -> LiveGroupView {
    let site = around.site;
    let day = match group.when {
        When::Day(day) => Some(day),
        When::NoDate | When::Draft => None,
    };
    let update = site.registers.updates.all.iter().find(|update| Some(update.date) == day && update.id != "next");
    let words = around.words();
    let count = words.tell("chapters_counted", &[("n", views.len().into())]);
    let named = update.and_then(|update| update.title.clone()).unwrap_or_default();
    let told = words.tell("group_told", &[("count", (&count).into()), ("update", named.into())]);
    let mut parts: Vec<(Option<usize>, LivePartView)> = Vec::new();
    for (proposal, view) in group.proposals.iter().zip(views) {
        let part = site.chapters.get(proposal.chapter).and_then(|chapter| chapter.part);
        if let Some((_, list)) = parts.last_mut().filter(|(last, _)| *last == part) {
            list.proposals.push(view);
        } else {
            let found = part.and_then(|part| site.parts.get(part));
            let link = found.map(|part| around.part_link(part)).unwrap_or_default();
            parts.push((part, LivePartView { part: link, proposals: vec![view] }));
        }
    }
    LiveGroupView {
        anchor: match (group.when, day) {
            (_, Some(day)) => format!("on-{day}"),
            (When::NoDate, _) => "without-a-date".to_owned(),
            _ => "drafts".to_owned(),
        },
        title: match (group.when, day) {
            (_, Some(day)) => words.tell("on_day_title", &[("day", words.date(day).into())]),
            (When::NoDate, _) => words.say("without_date_title").to_owned(),
            _ => words.say("drafts_title").to_owned(),
        },
        summary: update.and_then(|update| update.summary.clone()).unwrap_or_default(),
        count,
        told,
        parts: parts.into_iter().map(|(_, part)| part).collect(),
    }
}

fn renumbered(around: &Surroundings<'_>, proposals: &Proposals) -> Vec<RenumberedView> {
    let found = proposals.renumbered.iter();
    let view = |found: &crate::model::proposals::Renumbered| {
        let link = around.chapter_link(around.site.chapters.get(found.chapter)?);
        Some(RenumberedView { before: found.before.to_string(), link })
    };
    found.filter_map(view).collect()
}

/// What the registers say of days to come: law that begins, ends or is replaced, and words that are given up.
fn register_changes(around: &Surroundings<'_>) -> Vec<RegisterChangeView> {
    let (site, words) = (around.site, around.words());
    let registers = &site.registers;
    let is_coming = |day: &Date| *day > site.today;
    let mut changes: Vec<(Date, &'static str, &str, &str, String)> = Vec::new();
    for entry in &registers.references.all {
        let mut put = |day: Date, told: String| changes.push((day, "references", &entry.id, &entry.title, told));
        if let Some(day) = entry.in_force_from.filter(is_coming) {
            put(day, words.say("law_begins").to_owned());
        }
        match replacement(&registers.references, entry) {
            Some((new, Some(day))) if is_coming(&day) => {
                put(day, words.tell("law_is_replaced", &[("new", (&new.title).into())]));
            }
            Some(_) => {}
            None => {
                if let Some(day) = entry.in_force_until.and_then(|last| last.tomorrow().ok()).filter(is_coming) {
                    put(day, words.say("law_ends").to_owned());
                }
            }
        }
    }
    for term in &registers.glossary.all {
        for old in &term.deprecated {
            if let Some(day) = old.since.filter(is_coming) {
                let told = words.tell("term_replaces", &[("term", (&old.term).into())]);
                changes.push((day, "glossary", &term.id, &term.term, told));
            }
        }
    }
    changes.sort();
    let view = |(day, register, id, title, told): (Date, &str, &str, &str, String)| RegisterChangeView {
        day: words.date(day),
        iso: day.to_string(),
        link: LinkView {
            title: title.to_owned(),
            url: around.standpoint().register(register, id),
            ..LinkView::default()
        },
        words: told,
    };
    changes.into_iter().map(view).collect()
}
