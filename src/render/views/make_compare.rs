//! A comparison of two editions as the view that its template shows.

use super::chapter::{AmendmentView, BodyView};
use super::compare::{ChangedFactView, CompareView, ComparedView, MatterView, PointView, WholeView};
use super::make_amendment::amendment_view;
use super::make_page::Surroundings;
use super::page::LinkView;
use crate::compare::comparison::{Comparison, FactChange, Matter, Point, SectionChange, SectionKind};
use crate::data::dates::long_date;
use crate::model::chapter::{Chapter, Edition};
use crate::render::compare_html::{section_id, write_runs_alone, write_sections};

/// How many other comparisons a page leads to, and how many amendments it tells: the newest. The history has them all.
const MOST_OTHERS: usize = 24;
const MOST_AMENDMENTS: usize = 12;

/// The view of the comparison of two editions of a chapter, by their places.
pub fn compare_view(
    around: &Surroundings<'_>,
    chapter: &Chapter,
    (older, newer): (usize, usize),
    comparison: &Comparison,
) -> CompareView {
    let (Some(before), Some(after)) = (chapter.editions.get(older), chapter.editions.get(newer)) else {
        return CompareView::default();
    };
    let mut page = around.page(&format!("{}: what changed", after.title));
    let (from, to) = (edition_day(before), edition_day(after));
    page.head_title =
        format!("{} {}: what changed from {from} to {to} - {}", chapter.number, after.title, around.site.config.title);
    page.noindex = true;
    page.canonical = around.canonical(&chapter.address);
    page.breadcrumbs = around.breadcrumbs(chapter.part);
    let standpoint = around.standpoint();
    let pages = (standpoint.page(&before.address), standpoint.page(&after.address));
    CompareView {
        number: chapter.number.to_string(),
        title: after.title.to_string(),
        chapter: around.chapter_link(chapter),
        older: compared(before, pages.0.clone()),
        newer: compared(after, pages.1.clone()),
        sentence: comparison.summary.sentence(),
        first: first(comparison, &section_link),
        whole: whole(comparison, &section_link),
        facts: facts(comparison).collect(),
        cited: cited(comparison, true),
        no_longer_cited: cited(comparison, false),
        amendments: amendments(around, chapter, (older, newer), after, "#section-"),
        body: BodyView(write_sections(comparison, &pages.0, &pages.1)),
        others: others(around, chapter, (older, newer)),
        page,
    }
}

/// The day of an edition, or what it is where it has none.
pub fn edition_day(edition: &Edition) -> String {
    edition.effective_from().map_or_else(|| edition.name.to_string(), long_date)
}

/// What front matter says otherwise.
pub fn facts(comparison: &Comparison) -> impl Iterator<Item = ChangedFactView> {
    let view =
        |fact: &FactChange| ChangedFactView { name: fact.name.clone(), words: BodyView(write_runs_alone(&fact.runs)) };
    comparison.facts.iter().map(view)
}

/// Law and guidance that is cited newly, or no longer.
pub fn cited(comparison: &Comparison, added: bool) -> Vec<String> {
    let of = comparison.references.iter().filter(move |change| change.added == added);
    of.map(|change| change.name.clone()).collect()
}

/// One of two editions that are compared; `url` is its page.
pub fn compared(edition: &Edition, url: String) -> ComparedView {
    ComparedView {
        version: edition.front().version.clone().unwrap_or_default(),
        from: edition_day(edition),
        iso: edition.effective_from().map(|day| day.to_string()).unwrap_or_default(),
        state: edition.state.word().to_owned(),
        url,
    }
}

/// The changes that matter most, by kind; `link` leads to the section that each stands in.
pub fn first(comparison: &Comparison, link: &dyn Fn(&SectionChange) -> Option<LinkView>) -> Vec<MatterView> {
    let view = |matter: Matter| {
        let title = match matter {
            Matter::TimeLimit => "Time limits",
            Matter::Age => "Ages",
            Matter::Duty => "Must, should and may",
            Matter::Number => "Other numbers",
        };
        let mut points = Vec::new();
        for section in comparison.sections.iter().filter(|section| !section.is_whole()) {
            let Some(to) = link(section) else { continue };
            for point in section.points.iter().filter(|point| point.matter == matter) {
                points.push(PointView {
                    older: point.older.clone().unwrap_or_default(),
                    newer: point.newer.clone().unwrap_or_default(),
                    context: if around_is_more(point) { point.context.clone() } else { String::new() },
                    section: to.clone(),
                    count: point.count,
                });
            }
        }
        MatterView { title: title.to_owned(), points }
    };
    comparison.summary.order().into_iter().map(view).filter(|view| !view.points.is_empty()).collect()
}

/// Sections that only one of the editions has, and what matters in them.
pub fn whole(comparison: &Comparison, link: &dyn Fn(&SectionChange) -> Option<LinkView>) -> Vec<WholeView> {
    let view = |section: &SectionChange| {
        let added = section.kind == SectionKind::Added;
        let holds = section.holds()?;
        Some(WholeView { section: link(section)?, added, holds })
    };
    comparison.sections.iter().filter_map(view).collect()
}

/// Whether the words around a change say more than the changed words themselves.
fn around_is_more(point: &Point) -> bool {
    !point.context.is_empty() && point.newer.as_ref().or(point.older.as_ref()) != Some(&point.context)
}

fn section_link(section: &SectionChange) -> Option<LinkView> {
    let name = section.name()?;
    Some(LinkView {
        number: name.number.clone().unwrap_or_default(),
        title: name.title.clone(),
        url: format!("#{}", section_id(name, section.newer.is_some())),
        ..LinkView::default()
    })
}

/// The amendments of every edition after the older one, up to the newer; `before_anchor` is what stands before the anchors
/// of their sections on the page.
pub fn amendments(
    around: &Surroundings<'_>,
    chapter: &Chapter,
    (older, newer): (usize, usize),
    after: &Edition,
    before_anchor: &str,
) -> Vec<AmendmentView> {
    let mut entries = Vec::new();
    for edition in chapter.editions.get(older + 1..=newer).unwrap_or_default() {
        let from = edition.effective_from();
        let own = |date: Option<jiff::civil::Date>| date.is_none_or(|date| from.is_none_or(|from| date >= from));
        let listed = edition.front().amendments.iter().filter(|amendment| own(amendment.date));
        entries.extend(listed.map(|amendment| (edition, amendment)));
    }
    entries.sort_by_key(|(_, amendment)| std::cmp::Reverse(amendment.date));
    entries.truncate(MOST_AMENDMENTS);
    let view = |(edition, amendment)| {
        let mut view = amendment_view(around, edition, amendment, "");
        let there =
            |link: &LinkView| after.text.sections.iter().any(|section| link.url == format!("#{}", section.anchor));
        view.sections.retain(there);
        for link in &mut view.sections {
            link.url = format!("{before_anchor}{}", link.url.trim_start_matches('#'));
        }
        view
    };
    entries.into_iter().map(view).collect()
}

fn others(around: &Surroundings<'_>, chapter: &Chapter, here: (usize, usize)) -> Vec<LinkView> {
    let pairs = chapter.compared_pairs();
    let link = |(older, newer): (usize, usize)| {
        let (before, after) = (chapter.editions.get(older)?, chapter.editions.get(newer)?);
        Some(LinkView {
            title: format!("{} to {}", edition_day(before), edition_day(after)),
            url: around.standpoint().page(&chapter.comparison_address(older, newer)?),
            here: (older, newer) == here,
            ..LinkView::default()
        })
    };
    // A chapter of hundreds of editions has its history for the rest.
    pairs.into_iter().rev().take(MOST_OTHERS).filter_map(link).collect()
}
