//! An edition to come with its changes marked, as the view that its template shows.

use super::changes::ChangesView;
use super::chapter::BodyView;
use super::compare::ChangedFactView;
use super::make_chapter::contents;
use super::make_compare::{amendments, cited, compared, edition_day, facts};
use super::make_page::Surroundings;
use super::page::LinkView;
use super::words::word_views;
use crate::compare::comparison::{Comparison, SectionChange};
use crate::data::telephone::home_of;
use crate::language::words::Words;
use crate::model::address::Address;
use crate::model::chapter::Chapter;
use crate::render::changes_html::write_changes;
use crate::render::compare_html::section_id;
use crate::render::compare_words::section_title;
use crate::render::html::Manner;
use crate::render::plan::going_live_address;

/// The view of the newer of two editions of a chapter, by their places, with what changes in it.
pub fn changes_view(
    around: &Surroundings<'_>,
    chapter: &Chapter,
    (older, newer): (usize, usize),
    comparison: &Comparison,
) -> ChangesView {
    let (Some(before), Some(after)) = (chapter.editions.get(older), chapter.editions.get(newer)) else {
        return ChangesView::default();
    };
    let words = around.words();
    let standpoint = around.standpoint();
    let mut page = around.page(&words.tell("title_changes", &[("title", after.title.as_ref().into())]));
    let named = format!("{} {}", chapter.number, after.title);
    let (from, to) = (edition_day(words, before), edition_day(words, after));
    let told = words.tell("title_changes", &[("title", (&named).into())]);
    page.head_title = format!("{told}, {to} - {}", around.site.config.title);
    let given = [("title", (&named).into()), ("from", from.into()), ("to", to.into())];
    let sheet = words.tell("sheet_changes", &given);
    page.noindex = true;
    page.breadcrumbs = around.breadcrumbs_of(chapter);
    let manner = Manner {
        prefix: "",
        lower_headings: 0,
        heading_links: false,
        areas: &around.site.config.areas,
        words,
        home: home_of(&around.site.config.language),
        title: &after.title,
    };
    let hrefs = standpoint.table(&after.text.passage, &after.text.sections);
    let written = write_changes(around.site, &after.text, &hrefs, comparison, manner);
    let glossary = standpoint.page(&Address::new("register/glossary"));
    let told = |(older, newer): &(usize, usize)| chapter.compared_pairs().contains(&(*older, *newer));
    let compare = Some((older, newer)).filter(told).and_then(|(older, newer)| chapter.comparison_address(older, newer));
    ChangesView {
        number: chapter.number.to_string(),
        title: after.title.to_string(),
        chapter: around.chapter_link(chapter),
        older: compared(words, before, standpoint.page(&before.address)),
        newer: compared(words, after, standpoint.page(&after.address)),
        compare: compare.map(|address| standpoint.page(&address)).unwrap_or_default(),
        review: LinkView {
            title: words.say("what_would_go_live").to_owned(),
            url: format!("{}#chapter-{}", standpoint.page(&going_live_address()), chapter.id),
            ..LinkView::default()
        },
        sentence: comparison.sentence(words),
        changed: comparison
            .sections
            .iter()
            .filter(|section| section.is_different())
            .filter_map(|section| section_link(words, section))
            .collect(),
        facts: facts(words, comparison).collect::<Vec<ChangedFactView>>(),
        cited: cited(comparison, true),
        no_longer_cited: cited(comparison, false),
        amendments: amendments(around, chapter, (older, newer), after, "#"),
        sheet,
        contents: contents(&after.text.sections),
        body: BodyView(written.html),
        words: word_views(around.site, &written.words, &glossary),
        page,
    }
}

/// Where a section stands in the text with its changes; nothing for what stands before the first heading.
pub fn anchor_in_text(section: &SectionChange) -> Option<String> {
    let name = section.name().filter(|name| !name.anchor.is_empty())?;
    let there = section.newer.is_some();
    Some(if there { format!("#{}", name.anchor) } else { format!("#{}", section_id(name, false)) })
}

fn section_link(words: &Words, section: &SectionChange) -> Option<LinkView> {
    let name = section.name()?;
    Some(LinkView {
        number: name.number.clone().unwrap_or_default(),
        title: section_title(words, name).to_owned(),
        url: anchor_in_text(section).unwrap_or_else(|| "#main".to_owned()),
        ..LinkView::default()
    })
}
