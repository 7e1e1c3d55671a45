//! The model as the views of pages that list things.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::chapter::BodyView;
use super::lists::{
    AToZView, AccessibilityView, ChapterLineView, DeprecatedTermView, GlossaryView, GroupView, HomeView,
    IndexEntryView, LetterView, NotFoundView, PartListView, PartView, RecentView, TermView, TermsView,
};
use super::make_amendments::amendments_address;
use super::make_as_at::cover_view;
use super::make_page::Surroundings;
use super::make_print::download;
use super::page::LinkView;
use super::referred::referred_views;
use crate::data::dates::add_to_date;
use crate::language::alphabet::{Initial, SortKey};
use crate::language::words::Words;
use crate::model::amendments::{is_public, kind_of};
use crate::model::chapter::{Chapter, Part, State};
use crate::model::site::{Held, Site};
use crate::parse::front_matter::{AmendmentKind, Reread};
use crate::parse::keyword::{Keyword, read_keyword};
use crate::parse::registers::DeprecatedTerm;
use crate::render::duty_words::shorten;
use crate::render::key::Shared;
use crate::render::plan::print_address;

/// The most chapters that the home page lists by name; a larger manual lists its parts.
const HOME_CHAPTERS: usize = 300;
/// The most changes in the list of what is new.
const RECENT: usize = 8;
/// The most terms of a glossary that stand together; more stand under their letters.
const FEW_TERMS: usize = 20;
/// The most letters of an amendment's note in it: all of it stands on the page of what has changed.
const LONGEST_NOTE: usize = 140;
/// How far back that list looks, in days.
pub const RECENT_DAYS: i64 = 200;

/// `home.html`.
pub fn home_view(around: &Surroundings<'_>) -> HomeView {
    let site = around.site;
    let title = site.home.as_ref().map_or(site.config.title.as_str(), |(title, _)| title);
    let small = site.chapters.len() <= HOME_CHAPTERS;
    let parts = site.parts.iter().filter(|part| part.parent.is_none());
    let loose = site.chapters.iter().filter(|chapter| chapter.part.is_none() && chapter.state != State::Withdrawn);
    let mut page = around.page(title);
    page.feeds = around.feeds(None);
    HomeView {
        page,
        cover: cover_view(around),
        body: BodyView::default(),
        words: Vec::new(),
        parts: parts.map(|part| part_list(around, part, small)).collect(),
        chapters_first: chapters_first(site),
        chapters: loose.map(|chapter| around.chapter_line(chapter)).collect(),
        recent: recent(around),
        changes: around.standpoint().page(&amendments_address()),
        download: download(around, None),
        coming: coming(around),
        referred_from: referred_views(
            around,
            &site.home_referred_from,
            site.home.as_ref().map(|(_, text)| text.sections.as_ref()).unwrap_or_default(),
        ),
    }
}

/// Whether a manual begins with a chapter that is in no part.
fn chapters_first(site: &Site) -> bool {
    let begins = site.parts.first().map(|part| part.all_chapters.start);
    begins.is_some_and(|begins| begins > 0)
}

fn part_list(around: &Surroundings<'_>, part: &Part, with_chapters: bool) -> PartListView {
    PartListView { part: around.part_link(part), lines: lines(around, part, with_chapters) }
}

/// What a part holds, as a list: all but withdrawn chapters.
fn lines(around: &Surroundings<'_>, part: &Part, with_chapters: bool) -> Vec<ChapterLineView> {
    let site = around.site;
    let line = |held: Held| match held {
        Held::Chapter(place) => {
            let chapter = site.chapters.get(place).filter(|chapter| with_chapters && chapter.state != State::Withdrawn);
            chapter.map(|chapter| around.chapter_line(chapter))
        }
        Held::Part(place) => {
            let link = around.part_link(site.parts.get(place)?);
            Some(ChapterLineView { link, ..ChapterLineView::default() })
        }
    };
    site.held_by(part).into_iter().filter_map(line).collect()
}

/// What stands on a part's page, chapters that follow each other in one group.
fn groups(around: &Surroundings<'_>, part: &Part) -> Vec<GroupView> {
    let site = around.site;
    let mut groups: Vec<GroupView> = Vec::new();
    let (mut chapters, mut runs, mut parts) = (0_usize, 0_usize, 0_usize);
    for held in site.held_by(part) {
        match held {
            Held::Part(place) => {
                let Some(inner) = site.parts.get(place) else { continue };
                parts += 1;
                groups.push(GroupView {
                    anchor: format!("part-{parts}-title"),
                    part: Some(around.part_link(inner)),
                    before: chapters,
                    lines: lines(around, inner, true),
                });
            }
            Held::Chapter(place) => {
                let Some(chapter) = site.chapters.get(place) else { continue };
                let line = around.chapter_line(chapter);
                match groups.last_mut() {
                    Some(group) if group.part.is_none() => group.lines.push(line),
                    _ => {
                        runs += 1;
                        let anchor =
                            if runs == 1 { "chapters-title".to_owned() } else { format!("chapters-{runs}-title") };
                        groups.push(GroupView { anchor, part: None, before: chapters, lines: vec![line] });
                    }
                }
                chapters += 1;
            }
        }
    }
    groups
}

fn recent(around: &Surroundings<'_>) -> Vec<RecentView> {
    let site = around.site;
    // In a record nothing is new.
    let news = if site.frozen { Vec::new() } else { news_on(site, site.today) };
    let views = news
        .into_iter()
        .filter_map(|(date, place, note)| Some(recent_view(around, site.chapters.get(place)?, date, note)));
    views.collect()
}

/// What is new on a day, newest first: the day of each amendment, the chapter by its place, the note.
pub fn news_on(site: &Site, day: Date) -> Vec<(Date, usize, &str)> {
    let mut found: Vec<(Date, usize, &str)> = Vec::new();
    for (place, chapter) in site.chapters.iter().enumerate() {
        let shown = chapter.timeline.on(day).text().unwrap_or(chapter.shown);
        // What is new for authors is no news for practitioners.
        let Some(edition) = chapter.editions.get(shown).filter(|edition| edition.front().audience != ["authors"])
        else {
            continue;
        };
        for amendment in &edition.front().amendments {
            // A slip that was put right, with nothing to read again, would hide what staff have to do otherwise.
            let slip = kind_of(amendment) == AmendmentKind::Correction
                && !matches!(amendment.reread, Some(Reread::Full | Reread::Sections));
            let told = is_public(kind_of(amendment)) && !slip;
            let Some(date) = amendment.date.filter(|date| *date <= day && told) else { continue };
            if add_to_date(date, jiff::Span::new().days(RECENT_DAYS)) >= day {
                found.push((date, place, amendment.note.as_deref().unwrap_or("")));
            }
        }
    }
    found.sort_by_key(|(date, _, _)| std::cmp::Reverse(*date));
    found.truncate(RECENT);
    found
}

fn recent_view(around: &Surroundings<'_>, chapter: &Chapter, date: Date, note: &str) -> RecentView {
    let note = shorten(note, LONGEST_NOTE);
    RecentView { link: around.chapter_link(chapter), date: around.words().date(date), iso: date.to_string(), note }
}

fn coming(around: &Surroundings<'_>) -> Vec<RecentView> {
    let editions =
        around.site.chapters.iter().flat_map(|chapter| chapter.editions.iter().map(move |edition| (chapter, edition)));
    let mut found: Vec<(Date, RecentView)> = editions
        .filter(|(_, edition)| edition.state == State::Future && edition.visible)
        .filter_map(|(chapter, edition)| {
            let date = edition.effective_from()?;
            let note = edition.front().amendments.first().and_then(|amendment| amendment.note.as_deref());
            let url = around.standpoint().page(&edition.address);
            let link = LinkView { url, title: edition.title.to_string(), ..around.chapter_link(chapter) };
            Some((date, RecentView { link, ..recent_view(around, chapter, date, note.unwrap_or_default()) }))
        })
        .collect();
    found.sort_by_key(|(date, _)| *date);
    found.into_iter().map(|(_, view)| view).take(RECENT).collect()
}

/// `part.html`.
pub fn part_view(around: &Surroundings<'_>, part: &Part) -> PartView {
    let site = around.site;
    let mut page = around.page(&part.title);
    page.head_title = format!("{} {} - {}", part.number, part.title, site.config.title);
    page.breadcrumbs = around.breadcrumbs(part.parent);
    page.feeds = around.feeds(Some(part));
    let top = site.lineage(site.parts.iter().position(|other| other.address == part.address)).first().copied();
    PartView {
        page,
        number: part.number.to_string(),
        body: BodyView::default(),
        words: Vec::new(),
        groups: groups(around, part),
        print_url: around.standpoint().page(&print_address(top.unwrap_or(part).address.folder())),
        download: if part.parent.is_none() { download(around, Some(part)) } else { String::new() },
        referred_from: referred_views(
            around,
            &part.referred_from,
            part.text.as_ref().map(|text| text.sections.as_ref()).unwrap_or_default(),
        ),
    }
}

/// `a-to-z.html`.
pub fn a_to_z_view(around: &Surroundings<'_>) -> AToZView {
    let alphabet = &around.words().alphabet;
    let mut letters: BTreeMap<Initial, Vec<(SortKey, IndexEntryView)>> = BTreeMap::new();
    let mut add = |words: &str, see: &str, link: LinkView| {
        let entry = IndexEntryView { words: words.to_owned(), see: see.to_owned(), link };
        letters.entry(alphabet.initial(words)).or_default().push((alphabet.sort_key(words), entry));
    };
    for chapter in &around.site.chapters {
        let Some(shown) = chapter.shown() else { continue };
        add(&shown.title, "", around.chapter_link(chapter));
        let earlier = chapter.editions.iter().filter(|edition| edition.visible && edition.title != shown.title);
        let earlier = earlier.map(|edition| Keyword { words: &edition.title, section: None });
        let keywords = shown.front().keywords.iter().map(|keyword| read_keyword(keyword));
        let mut names: Vec<Keyword<'_>> =
            earlier.chain(keywords.filter(|keyword| !keyword.words.eq_ignore_ascii_case(&shown.title))).collect();
        // One name stands once, however it is written; what leads to the whole chapter is enough.
        names.sort_by_cached_key(|name| (name.words.to_lowercase(), name.section));
        names.dedup_by(|next, kept| next.words.to_lowercase() == kept.words.to_lowercase());
        for Keyword { words, section } in names {
            let mut letters = words.chars();
            let upper: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
            let mut link = around.chapter_link(chapter);
            if let Some(anchor) = section {
                link.url = format!("{}#{anchor}", link.url);
            }
            add(&upper, &shown.title, link);
        }
    }
    for contact in &around.site.registers.contacts.all {
        let url = around.standpoint().register("contacts", &contact.id);
        add(&contact.name, "", LinkView { url, title: contact.name.clone(), ..LinkView::default() });
    }
    let letter = |(initial, mut entries): (Initial, Vec<(SortKey, IndexEntryView)>)| {
        entries.sort_by(|(a, first), (b, second)| (a, &first.link.number).cmp(&(b, &second.link.number)));
        let (anchor, letter) = letter_heading(around.words(), &initial);
        LetterView { anchor, letter, entries: entries.into_iter().map(|(_, entry)| entry).collect() }
    };
    AToZView { page: around.page(around.words().say("a_to_z")), letters: letters.into_iter().map(letter).collect() }
}

/// A letter's heading: its anchor and what it says.
fn letter_heading(words: &Words, initial: &Initial) -> (String, String) {
    let heading = words.alphabet.heading(initial);
    let anchor = letter_anchor(&heading);
    (anchor, if heading.is_empty() { words.say("numbers_heading").to_owned() } else { heading })
}

/// The anchor of a letter's heading.
fn letter_anchor(heading: &str) -> String {
    let plain = |letter: char| match letter {
        _ if letter.is_ascii() => letter.to_ascii_lowercase().to_string(),
        _ => format!("{:x}", u32::from(letter)),
    };
    if heading.is_empty() {
        "letter-0".to_owned()
    } else {
        heading.chars().map(plain).fold("letter-".to_owned(), |all, one| all + &one)
    }
}

/// `glossary.html`.
pub fn glossary_view(around: &Surroundings<'_>) -> GlossaryView {
    // A record tells nothing of later days.
    let known = |old: &DeprecatedTerm| !around.site.frozen || old.since.is_none_or(|since| since <= around.site.today);
    let mut terms: Vec<TermView> = around
        .site
        .registers
        .glossary
        .all
        .iter()
        .map(|term| TermView {
            id: term.id.clone(),
            term: term.term.clone(),
            abbreviation: term.abbreviation.clone().unwrap_or_default(),
            definition: term.definition.clone(),
            aliases: term.aliases.clone(),
            deprecated: term
                .deprecated
                .iter()
                .filter(|old| known(old))
                .map(|old| deprecated_view(around.words(), old))
                .collect(),
        })
        .collect();
    let alphabet = &around.words().alphabet;
    terms.sort_by_cached_key(|term| alphabet.sort_key(&term.term));
    let page = around.page(around.words().say("glossary"));
    if terms.len() <= FEW_TERMS {
        let letters = if terms.is_empty() { Vec::new() } else { vec![TermsView { terms, ..TermsView::default() }] };
        return GlossaryView { page, letters };
    }
    let mut letters: BTreeMap<Initial, Vec<TermView>> = BTreeMap::new();
    for term in terms {
        letters.entry(alphabet.initial(&term.term)).or_default().push(term);
    }
    let letter = |(initial, terms): (Initial, Vec<TermView>)| {
        let (anchor, letter) = letter_heading(around.words(), &initial);
        TermsView { letter, anchor, terms }
    };
    GlossaryView { page, letters: letters.into_iter().map(letter).collect() }
}

fn deprecated_view(words: &Words, old: &DeprecatedTerm) -> DeprecatedTermView {
    DeprecatedTermView {
        term: old.term.clone(),
        since: old.since.map(|since| words.date(since)).unwrap_or_default(),
        iso: old.since.map(|since| since.to_string()).unwrap_or_default(),
        note: old.note.clone().unwrap_or_default(),
    }
}

/// `accessibility.html`.
pub fn accessibility_view(around: &Surroundings<'_>) -> AccessibilityView {
    let statement = &around.site.config.accessibility;
    AccessibilityView {
        page: around.page(around.words().say("accessibility_statement")),
        contact: statement.contact.as_ref().and_then(|id| around.contact(id)),
        known_problems: statement.known_problems.clone(),
        checked_on: statement.checked_on.map(|day| around.words().date(day)).unwrap_or_default(),
    }
}

/// `not-found.html`: shown at any depth, so that its links start from the site's own address where that is known.
pub fn not_found_view(around: &Surroundings<'_>) -> NotFoundView {
    let mut page = around.page(around.words().say("page_not_found"));
    page.noindex = true;
    page.canonical = String::new();
    page.breadcrumbs = Shared::default();
    NotFoundView { page }
}
