//! What happens to one chapter, as reviewers are told of it: how much of its text changes, what staff are told, who approved
//! it, and what stands against it.

use super::chapter::FactView;
use super::compare::MatterView;
use super::going_live::{OpenView, ProposalView};
use super::make_amendment::amendment_view;
use super::make_changes::anchor_in_text;
use super::make_chapter::{contact_fact, dated, fact};
use super::make_checklist::{Checked, Facts, approval, check_points, replacement};
use super::make_compare::{cited, facts as changed_facts, first, whole};
use super::make_going_live::done_words;
use super::make_history::as_sentence;
use super::make_page::Surroundings;
use super::page::LinkView;
use crate::compare::comparison::{Comparison, SectionChange};
use crate::language::words::Words;
use crate::model::chapter::{Chapter, Edition};
use crate::model::proposals::{Proposal, ProposedChange, When};
use crate::render::compare_words::section_title;
use crate::render::faults::FaultView;
use crate::render::plan::changes_address;

/// So many changes that matter are told of a chapter; its comparison has them all.
const MOST_POINTS: usize = 12;

/// What happens to a chapter, with the points of the checklist that were asked of it; `faults` are those of its file.
pub fn proposal_view(
    around: &Surroundings<'_>,
    proposal: &Proposal,
    comparison: Option<&Comparison>,
    faults: &[FaultView],
) -> Option<(ProposalView, Vec<Checked>)> {
    let (site, words) = (around.site, around.words());
    let chapter = site.chapters.get(proposal.chapter)?;
    let edition = chapter.editions.get(proposal.edition)?;
    let facts = Facts { proposal, chapter, edition, comparison, faults };
    let points = check_points(around, &facts);
    let standpoint = around.standpoint();
    let base = proposal.base.and_then(|base| chapter.editions.get(base));
    let changes = changes_address(site, proposal.chapter, proposal.edition).map(|address| standpoint.page(&address));
    let told = proposal.compared().filter(|pair| chapter.compared_pairs().contains(pair));
    let compare = told.and_then(|(older, newer)| chapter.comparison_address(older, newer));
    let text = changes.clone().unwrap_or_default();
    let (matters, whole, more) = comparison.map(|comparison| told_points(words, comparison, &text)).unwrap_or_default();
    let anchor = anchor_of(around, proposal, chapter);
    let open = points.iter().filter_map(|point| {
        Some(OpenView {
            words: words.say(point.criterion.name()).to_owned(),
            why: point.open.clone()?,
            link: LinkView { url: format!("#{anchor}"), ..around.chapter_link(chapter) },
        })
    });
    let open: Vec<OpenView> = open.collect();
    let was_number = site.proposals.as_ref().and_then(|proposals| proposals.number_before(proposal.chapter));
    let read =
        if proposal.brings_text() { standpoint.page(&edition.address) } else { standpoint.page(&chapter.address) };
    let amendments = facts.amendments().into_iter().filter(|_| proposal.brings_text());
    let view = ProposalView {
        link: LinkView { title: edition.title.to_string(), ..around.chapter_link(chapter) },
        change: words.say(change_name(proposal.change)).to_owned(),
        was: base
            .filter(|base| base.title != edition.title)
            .map(|base| words.tell("was_called", &[("title", base.title.as_ref().into())]))
            .unwrap_or_default(),
        was_number: was_number
            .map(|number| words.tell("was_numbered", &[("number", number.into())]))
            .unwrap_or_default(),
        facts: fact_views(around, &facts),
        scope: edition.front().scope.clone().filter(|_| proposal.change == ProposedChange::New).unwrap_or_default(),
        reason: reason(words, chapter, proposal),
        replaced_by: replacement(around, chapter, proposal.when)
            .filter(|_| proposal.change == ProposedChange::Withdrawn)
            .map(|new| around.chapter_link(new)),
        amendments: amendments.map(|entry| amendment_view(around, edition, entry, &read)).collect(),
        sentence: comparison.map(|comparison| comparison.sentence(words)).unwrap_or_default(),
        about: comparison.map(|comparison| changed_facts(words, comparison).collect()).unwrap_or_default(),
        cited: comparison.map(|comparison| cited(comparison, true)).unwrap_or_default(),
        no_longer_cited: comparison.map(|comparison| cited(comparison, false)).unwrap_or_default(),
        matters,
        whole,
        more,
        read,
        changes: text,
        compare: compare.map(|address| standpoint.page(&address)).unwrap_or_default(),
        done: done_words(words, points.len() - open.len(), points.len()),
        open,
        faults: faults.to_vec(),
        anchor,
    };
    Some((view, points))
}

/// The anchor of a change on the page: the chapter's own is that of the next one.
fn anchor_of(around: &Surroundings<'_>, proposal: &Proposal, chapter: &Chapter) -> String {
    let all = around.site.proposals.iter().flat_map(|proposals| proposals.of_chapter(proposal.chapter));
    let before = all.take_while(|other| *other != proposal).count();
    let again = if before > 0 { format!("-{}", before + 1) } else { String::new() };
    format!("chapter-{}{again}", chapter.id)
}

fn change_name(change: ProposedChange) -> &'static str {
    match change {
        ProposedChange::New => "change_new",
        ProposedChange::Changed => "change_changed",
        ProposedChange::Reinstated => "change_reinstated",
        ProposedChange::Withdrawn => "change_withdrawn",
        ProposedChange::Expires => "change_expires",
    }
}

/// The changes that matter most, time limits first, as many as are told here; and how many are left out.
fn told_points(
    words: &Words,
    comparison: &Comparison,
    text: &str,
) -> (Vec<MatterView>, Vec<super::compare::WholeView>, usize) {
    let link = |section: &SectionChange| {
        let name = section.name()?;
        Some(LinkView {
            number: name.number.clone().unwrap_or_default(),
            title: section_title(words, name).to_owned(),
            url: format!("{text}{}", anchor_in_text(section).unwrap_or_default()),
            ..LinkView::default()
        })
    };
    let mut matters = first(words, comparison, &link);
    let mut left = MOST_POINTS;
    let mut more = 0;
    for matter in &mut matters {
        let kept = matter.points.len().min(left);
        more += matter.points.len() - kept;
        left -= kept;
        matter.points.truncate(kept);
    }
    matters.retain(|matter| !matter.points.is_empty());
    (matters, whole(words, comparison, &link), more)
}

/// Version, days, owner, and who approved it.
fn fact_views(around: &Surroundings<'_>, facts: &Facts<'_>) -> Vec<FactView> {
    let (front, words) = (facts.edition.front(), around.words());
    let mut views = Vec::new();
    let brings = facts.proposal.brings_text();
    match facts.proposal.when {
        When::Day(day) if !brings => views.push(dated(words, "out_of_force_from", day)),
        When::Day(_) => {
            views.extend(front.effective_from.map(|from| dated(words, "in_force_from", from)));
            let later = front.published_on.filter(|on| *on > around.site.today);
            views.extend(later.map(|on| dated(words, "published_on", on)));
        }
        When::NoDate => views.push(fact(words, "in_force_from", words.say("no_date_yet"))),
        When::Draft => views.extend(front.effective_from.map(|from| dated(words, "meant_in_force_from", from))),
    }
    views.extend(front.version.as_ref().filter(|_| brings).map(|version| fact(words, "version", version)));
    views.extend(front.expires_on.filter(|_| brings).map(|last| dated(words, "expires_after", last)));
    views.extend(front.owner.as_ref().map(|owner| contact_fact(around, "owner", owner)));
    if facts.proposal.change != ProposedChange::Expires {
        views.push(match approval(around, facts) {
            Ok(by) => fact(words, "approved_by", by),
            Err(why) => FactView { mark: "not approved".to_owned(), ..fact(words, "approval", why) },
        });
    }
    views
}

/// Why a chapter goes.
fn reason(words: &Words, chapter: &Chapter, proposal: &Proposal) -> String {
    let When::Day(day) = proposal.when else { return String::new() };
    match proposal.change {
        ProposedChange::Withdrawn => {
            let mut entries = chapter.editions.iter().filter_map(|edition| edition.front().withdrawn.as_ref());
            let entry = entries.find(|entry| entry.on == Some(day));
            as_sentence(entry.and_then(|entry| entry.reason.as_deref()).unwrap_or(""))
        }
        ProposedChange::Expires => {
            let last = chapter.editions.get(proposal.edition).and_then(|edition: &Edition| edition.front().expires_on);
            last.map(|last| words.tell("is_last_day", &[("day", words.date(last).into())])).unwrap_or_default()
        }
        _ => String::new(),
    }
}
