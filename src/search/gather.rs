//! What a manual is searched by: the sets with their entries, made from the model.
//!
//! Takes a site, gives records in reading order. Texts are written out in parallel; the result does not depend on it.

use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::records::{EntryKind, EntryRecord, PartRecord, SearchSet, SectionRecord};
use super::register_records::{known_deprecated, registers};
use super::section_text::sections_of;
use crate::model::address::Address;
use crate::model::amendments::is_public;
use crate::model::chapter::{Chapter, Edition, Part, State};
use crate::model::site::Site;
use crate::model::timeline::Standing;
use crate::parse::front_matter::AmendmentKind;
use crate::parse::keyword::{Keyword, read_keyword};
use crate::parse::registers::Term;

/// The sets of a manual: `now`, and `all` if it holds something besides. What is for an audience of `aside` alone is set
/// aside.
pub fn search_sets(site: &Site, aside: &[String]) -> Vec<SearchSet> {
    let gatherer = Gatherer::new(site, aside);
    let mut sets = vec![gatherer.set("now", gatherer.pages_of_now())];
    let everything = gatherer.pages_of_all();
    if !site.frozen && everything.iter().any(|page| gatherer.only_in_all(*page)) {
        sets.push(gatherer.set("all", everything));
    }
    sets
}

/// A page that is searched.
#[derive(Clone, Copy)]
enum Page {
    Home,
    Part(usize),
    /// An edition of a chapter, by the places of both.
    Edition(usize, usize),
    /// By its place among those that are filled.
    Register(usize),
}

struct Gatherer<'a> {
    site: &'a Site,
    aside: &'a [String],
    registers: Vec<(&'static str, &'a str, Vec<SectionRecord>)>,
    /// By chapter and by edition: the day of the newest change that readers are told of, and whether it was that something new came.
    changed: Vec<Vec<Option<(Date, bool)>>>,
}

impl<'a> Gatherer<'a> {
    fn new(site: &'a Site, aside: &'a [String]) -> Self {
        let mut changed: Vec<Vec<Option<(Date, bool)>>> =
            site.chapters.iter().map(|chapter| vec![None; chapter.editions.len()]).collect();
        for amended in site.amendments.told.iter().filter(|amended| is_public(amended.kind)) {
            let of_chapter = changed.get_mut(amended.chapter as usize);
            let of_edition = of_chapter.and_then(|editions| editions.get_mut(amended.edition as usize));
            if let (Some(newest), Some(day)) = (of_edition, amended.told_on) {
                *newest = (*newest).max(Some((day, amended.kind == AmendmentKind::New)));
            }
        }
        Gatherer { site, aside, registers: registers(site), changed }
    }

    fn set(&self, name: &'static str, pages: Vec<Page>) -> SearchSet {
        SearchSet {
            name,
            english: self.site.config.writing.english,
            terms: self
                .site
                .registers
                .glossary
                .all
                .iter()
                .map(|term| (term.id.as_str().into(), self.forms(term)))
                .collect(),
            parts: self.site.parts.iter().map(part_record).collect(),
            entries: pages.into_par_iter().filter_map(|page| self.entry(page, name == "all")).collect(),
        }
    }

    fn forms(&self, term: &Term) -> Vec<Arc<str>> {
        let today = [&term.term].into_iter().chain(&term.abbreviation).chain(&term.aliases);
        let once = known_deprecated(self.site, term).map(|old| &old.term);
        today.chain(once).map(|form| Arc::from(form.as_str())).collect()
    }

    /// What is in force: each part before its chapters, registers behind them.
    fn pages_of_now(&self) -> Vec<Page> {
        let mut parts: Vec<(usize, usize)> =
            self.site.parts.iter().map(|part| part.all_chapters.start).zip(0..).collect();
        parts.sort_unstable();
        let mut parts = parts.into_iter().peekable();
        let mut pages: Vec<Page> = self.site.home.iter().map(|_| Page::Home).collect();
        for (place, chapter) in self.site.chapters.iter().enumerate() {
            while let Some((_, part)) = parts.next_if(|(start, _)| *start <= place) {
                pages.push(Page::Part(part));
            }
            if chapter.state == State::Current {
                pages.push(Page::Edition(place, chapter.shown));
            }
        }
        pages.extend(parts.map(|(_, part)| Page::Part(part)));
        pages.extend((0..self.registers.len()).map(Page::Register));
        pages
    }

    /// Every edition that readers may see, of each chapter the newest first.
    fn pages_of_all(&self) -> Vec<Page> {
        let editions = |(place, chapter): (usize, &'a Arc<Chapter>)| {
            let visible = chapter.editions.iter().enumerate().rev().filter(|(_, edition)| edition.visible);
            visible.map(move |(edition, _)| Page::Edition(place, edition))
        };
        self.site.chapters.iter().enumerate().flat_map(editions).collect()
    }

    fn only_in_all(&self, page: Page) -> bool {
        let Page::Edition(chapter, edition) = page else { return false };
        let chapter = self.site.chapters.get(chapter);
        chapter.is_some_and(|chapter| chapter.state != State::Current || chapter.shown != edition)
    }

    fn entry(&self, page: Page, dated: bool) -> Option<EntryRecord> {
        match page {
            Page::Home => {
                let (title, text) = self.site.home.as_ref()?;
                let sections = sections_of(self.site, text, title, "");
                Some(undated(EntryKind::Home, title, Address::new(""), sections))
            }
            Page::Part(place) => {
                let part = self.site.parts.get(place)?;
                let sections = part.text.as_ref().map(|text| sections_of(self.site, text, &part.title, ""));
                let sections = sections.unwrap_or_else(|| vec![SectionRecord::default()]);
                let entry = undated(EntryKind::Part, &part.title, part.address.clone(), sections);
                Some(EntryRecord { number: Arc::clone(&part.number), part: Some(place), ..entry })
            }
            Page::Register(place) => {
                let (address, title, sections) = self.registers.get(place)?;
                Some(undated(EntryKind::Register, title, Address::new(address), sections.clone()))
            }
            Page::Edition(chapter, edition) => self.edition(chapter, edition, dated),
        }
    }

    /// An edition of a chapter; `dated`: with the days on which it is in force, as one among others.
    fn edition(&self, place: usize, number: usize, dated: bool) -> Option<EntryRecord> {
        let chapter = self.site.chapters.get(place)?;
        let edition = chapter.editions.get(number)?;
        let front = edition.front();
        let mut sections = sections_of(self.site, &edition.text, &edition.title, front.scope.as_deref().unwrap_or(""));
        put_keywords(edition, &mut sections);
        if let Some(first) = sections.first_mut() {
            first.also = also(chapter, edition, number, &first.also);
        }
        let words = |words: &[String]| words.iter().map(|word| Arc::from(word.as_str())).collect::<Vec<Arc<str>>>();
        let changed = self.changed.get(place);
        let changed = changed.and_then(|editions| {
            if dated { editions.get(number).copied().flatten() } else { editions.iter().copied().flatten().max() }
        });
        let (from, until) = days_in_force(chapter, edition, number);
        let (changed, is_new) = changed.map_or((None, false), |(day, is_new)| (Some(day), is_new));
        Some(EntryRecord {
            kind: EntryKind::Chapter,
            id: Arc::clone(&chapter.id),
            number: Arc::clone(&chapter.number),
            title: Arc::clone(&edition.title),
            address: if number == chapter.shown { chapter.address.clone() } else { edition.address.clone() },
            state: edition.state,
            from,
            until,
            changed,
            is_new,
            part: chapter.part,
            type_word: Arc::from(front.kind.unwrap_or_default().word()),
            audience: words(&front.audience),
            areas: words(&front.applies_to),
            aside: !front.audience.is_empty() && front.audience.iter().all(|who| self.aside.contains(who)),
            sections,
        })
    }
}

/// Puts each keyword where it belongs: to the section that it names, else to the chapter's first.
fn put_keywords(edition: &Edition, sections: &mut [SectionRecord]) {
    for keyword in &edition.front().keywords {
        let Keyword { words, section } = read_keyword(keyword);
        let named = section.and_then(|anchor| sections.iter().position(|section| &*section.anchor == anchor));
        if let Some(section) = sections.get_mut(named.unwrap_or(0)) {
            let line = if section.also.is_empty() { "" } else { "\n" };
            section.also = [&section.also, line, words].concat().into();
        }
    }
}

/// What else the first section of an edition is found by: its keywords, and the titles of the editions before it.
fn also(chapter: &Chapter, edition: &Edition, number: usize, keywords: &str) -> Box<str> {
    let mut lines: Vec<&str> = keywords.lines().collect();
    for earlier in chapter.editions.iter().take(number).rev().filter(|earlier| earlier.visible) {
        if earlier.title != edition.title && !lines.contains(&earlier.title.as_ref()) {
            lines.push(&earlier.title);
        }
    }
    lines.join("\n").into()
}

/// Before every day that a manual may name: what has no day yet ended by then, and no engine is given a year that it cannot read.
const BEFORE_ALL: Date = jiff::civil::date(1800, 1, 1);

/// The days on which an edition is in force; none, where it never is.
fn days_in_force(chapter: &Chapter, edition: &Edition, number: usize) -> (Option<Date>, Option<Date>) {
    let stretches = chapter.timeline.stretches();
    let Some(at) = stretches.iter().position(|stretch| stretch.standing == Standing::InForce(number)) else {
        return (edition.effective_from(), Some(edition.effective_from().unwrap_or(BEFORE_ALL)));
    };
    let day = |at: usize| stretches.get(at).and_then(|stretch| stretch.from);
    (day(at), day(at + 1))
}

fn part_record(part: &Part) -> PartRecord {
    PartRecord {
        key: Arc::from(name_of(&part.address).trim_start_matches("part/")),
        number: Arc::clone(&part.number),
        title: Arc::clone(&part.title),
        parent: part.parent,
    }
}

/// What is always in force.
fn undated(kind: EntryKind, title: &str, address: Address, sections: Vec<SectionRecord>) -> EntryRecord {
    let (id, type_word) = match kind {
        EntryKind::Home => ("home", "home"),
        EntryKind::Part => (name_of(&address), "part"),
        EntryKind::Register | EntryKind::Chapter => (name_of(&address), "register"),
    };
    EntryRecord {
        kind,
        id: Arc::from(id),
        number: Arc::from(""),
        title: Arc::from(title),
        state: State::Current,
        from: None,
        until: None,
        changed: None,
        is_new: false,
        part: None,
        type_word: Arc::from(type_word),
        audience: Vec::new(),
        areas: Vec::new(),
        aside: false,
        sections,
        address,
    }
}

fn name_of(address: &Address) -> &str {
    address.folder().trim_end_matches('/')
}
