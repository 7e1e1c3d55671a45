//! A comparison of two editions as the view that its template shows.

use super::chapter::{AmendmentView, BodyView};
use super::compare::{ChangedFactView, CompareView, ComparedView, MatterView, PointView, WholeView};
use super::make_amendment::amendment_view;
use super::make_page::Surroundings;
use super::page::LinkView;
use crate::compare::comparison::{Comparison, FactChange, Matter, Point, SectionChange, SectionKind};
use crate::language::words::Words;
use crate::model::chapter::{Chapter, Edition};
use crate::render::compare_html::{section_id, write_runs_alone, write_sections};
use crate::render::compare_words::{fact_name, holds_words, section_title};

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
    let words = around.words();
    let link = |section: &SectionChange| section_link(words, section);
    let mut page = around.page(&words.tell("title_what_changed", &[("title", after.title.as_ref().into())]));
    let named = format!("{} {}", chapter.number, after.title);
    let (from, to) = (edition_day(words, before), edition_day(words, after));
    let sheet = words.tell("sheet_compare", &[("title", named.into()), ("from", from.into()), ("to", to.into())]);
    page.head_title = format!("{sheet} - {}", around.site.config.title);
    page.noindex = true;
    page.canonical = around.canonical(&chapter.address);
    page.breadcrumbs = around.breadcrumbs_of(chapter);
    let standpoint = around.standpoint();
    let pages = (standpoint.page(&before.address), standpoint.page(&after.address));
    CompareView {
        number: chapter.number.to_string(),
        title: after.title.to_string(),
        chapter: around.chapter_link(chapter),
        older: compared(words, before, pages.0.clone()),
        newer: compared(words, after, pages.1.clone()),
        sentence: comparison.sentence(words),
        sheet,
        first: first(words, comparison, &link),
        whole: whole(words, comparison, &link),
        facts: facts(words, comparison).collect(),
        cited: cited(comparison, true),
        no_longer_cited: cited(comparison, false),
        amendments: amendments(around, chapter, (older, newer), after, "#section-"),
        body: BodyView(write_sections(words, comparison, &pages.0, &pages.1)),
        others: others(around, chapter, (older, newer)),
        page,
    }
}

/// The day of an edition, or what it is where it has none.
pub fn edition_day(words: &Words, edition: &Edition) -> String {
    let named = || words.tell("edition_by_name", &[("name", edition.name.as_ref().into())]);
    edition.effective_from().map_or_else(named, |day| words.date(day))
}

/// What front matter says otherwise.
pub fn facts<'a>(words: &'a Words, comparison: &'a Comparison) -> impl Iterator<Item = ChangedFactView> + 'a {
    let view = |fact: &FactChange| ChangedFactView {
        name: fact_name(words, &fact.name),
        words: BodyView(write_runs_alone(words, &fact.runs)),
    };
    comparison.facts.iter().map(view)
}

/// Law and guidance that is cited newly, or no longer.
pub fn cited(comparison: &Comparison, added: bool) -> Vec<String> {
    let of = comparison.references.iter().filter(move |change| change.added == added);
    of.map(|change| change.name.clone()).collect()
}

/// One of two editions that are compared; `url` is its page.
pub fn compared(words: &Words, edition: &Edition, url: String) -> ComparedView {
    let version = edition.front().version.as_ref();
    ComparedView {
        version: version.map(|version| words.tell("version_named", &[("version", version.into())])).unwrap_or_default(),
        from: edition_day(words, edition),
        iso: edition.effective_from().map(|day| day.to_string()).unwrap_or_default(),
        state: edition.state.word().to_owned(),
        url,
    }
}

/// The changes that matter most, by kind; `link` leads to the section that each stands in.
pub fn first(
    words: &Words,
    comparison: &Comparison,
    link: &dyn Fn(&SectionChange) -> Option<LinkView>,
) -> Vec<MatterView> {
    let view = |matter: Matter| {
        let title = words.say(match matter {
            Matter::TimeLimit => "matter_time_limits",
            Matter::Age => "matter_ages",
            Matter::Duty => "matter_duties",
            Matter::Number => "matter_numbers",
        });
        let mut points = Vec::new();
        for section in comparison.sections.iter().filter(|section| !section.is_whole()) {
            let Some(to) = link(section) else { continue };
            for point in section.points.iter().filter(|point| point.matter == matter) {
                points.push(PointView {
                    words: point_words(words, point),
                    context: if around_is_more(point) { point.context.clone() } else { String::new() },
                    section: to.clone(),
                });
            }
        }
        MatterView { title: title.to_owned(), points }
    };
    comparison.summary.order().into_iter().map(view).filter(|view| !view.points.is_empty()).collect()
}

/// What changed at a point, and how many times.
fn point_words(words: &Words, point: &Point) -> String {
    let (older, newer) = (point.older.as_deref().unwrap_or(""), point.newer.as_deref().unwrap_or(""));
    let name = match (older.is_empty(), newer.is_empty()) {
        (false, false) => "point_changed",
        (true, _) => "point_new",
        (false, true) => "point_out",
    };
    let told = words.tell(name, &[("older", older.into()), ("newer", newer.into())]);
    if point.count > 1 { format!("{told} {}", words.tell("point_times", &[("n", point.count.into())])) } else { told }
}

/// Sections that only one of the editions has, and what matters in them.
pub fn whole(
    words: &Words,
    comparison: &Comparison,
    link: &dyn Fn(&SectionChange) -> Option<LinkView>,
) -> Vec<WholeView> {
    let view = |section: &SectionChange| {
        let added = section.kind == SectionKind::Added;
        let holds = holds_words(words, section)?;
        Some(WholeView { section: link(section)?, added, holds })
    };
    comparison.sections.iter().filter_map(view).collect()
}

/// Whether the words around a change say more than the changed words themselves.
fn around_is_more(point: &Point) -> bool {
    !point.context.is_empty() && point.newer.as_ref().or(point.older.as_ref()) != Some(&point.context)
}

fn section_link(words: &Words, section: &SectionChange) -> Option<LinkView> {
    let name = section.name()?;
    Some(LinkView {
        number: name.number.clone().unwrap_or_default(),
        title: section_title(words, name).to_owned(),
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
    let words = around.words();
    let pairs = chapter.compared_pairs();
    let link = |(older, newer): (usize, usize)| {
        let (before, after) = (chapter.editions.get(older)?, chapter.editions.get(newer)?);
        Some(LinkView {
            title: words.tell(
                "from_edition_to",
                &[("from", edition_day(words, before).into()), ("to", edition_day(words, after).into())],
            ),
            url: around.standpoint().page(&chapter.comparison_address(older, newer)?),
            here: (older, newer) == here,
            ..LinkView::default()
        })
    };
    // A chapter of hundreds of editions has its history for the rest.
    pairs.into_iter().rev().take(MOST_OTHERS).filter_map(link).collect()
}
