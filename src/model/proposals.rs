//! What would go live: everything that differs from what is in force today, by the day on which it takes effect.
//!
//! Takes the chapters of a manual that is seen by those who review it, and how the same manual is numbered for its
//! readers; gives [`Proposals`]. Decides which edition takes the place of which, and nothing about how their texts differ.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use jiff::civil::Date;

use super::chapter::{Chapter, Edition, State};
use super::editions::{Audience, Vantage, plan_editions};
use super::timeline::{Standing, Timeline};

/// When something goes live. In the order in which reviewers are told of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum When {
    /// On a day.
    Day(Date),
    /// It is approved, and no day is set.
    NoDate,
    /// It is being written.
    Draft,
}

/// What happens to a chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProposedChange {
    /// It has had no text in force before.
    New,
    /// Another text takes the place of the one in force.
    Changed,
    /// It comes back into force.
    Reinstated,
    /// It is taken out of force.
    Withdrawn,
    /// Its last day passes, and nothing takes its place.
    Expires,
}

/// What of one chapter differs, once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Proposal {
    /// The chapter's place in the site.
    pub chapter: usize,
    /// What happens to it.
    pub change: ProposedChange,
    /// The edition to come; of a chapter that goes, its last text. By its place in the chapter.
    pub edition: usize,
    /// The edition whose place it takes: the one in force before, by its place in the chapter.
    pub base: Option<usize>,
    /// When.
    pub when: When,
}

impl Proposal {
    /// Whether a text comes into force with it.
    pub fn brings_text(&self) -> bool {
        !matches!(self.change, ProposedChange::Withdrawn | ProposedChange::Expires)
    }

    /// The editions to be compared: the older first.
    pub fn compared(&self) -> Option<(usize, usize)> {
        self.base.filter(|base| self.brings_text() && *base != self.edition).map(|base| (base, self.edition))
    }
}

/// What goes live together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProposalGroup {
    /// When.
    pub when: When,
    /// The changes, in reading order.
    pub proposals: Vec<Proposal>,
}

/// A chapter that goes by another number once everything under review is published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Renumbered {
    /// Its place in the site.
    pub chapter: usize,
    /// Its number for readers today.
    pub before: Arc<str>,
}

/// Everything that differs from what is in force today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposals {
    /// What goes live, the next day first, then what has no date, then drafts.
    pub groups: Vec<ProposalGroup>,
    /// Chapters that are numbered otherwise, though nothing else of them need differ.
    pub renumbered: Vec<Renumbered>,
    /// The changes of each chapter, the next first.
    chapters: BTreeMap<usize, Vec<Proposal>>,
    /// The files of the texts that are not in force yet.
    files: BTreeSet<Arc<str>>,
}

impl Proposals {
    /// What differs in some chapters. `numbers` are those that readers know today, by the chapters' ids.
    pub fn of(chapters: &[Chapter], numbers: &HashMap<Arc<str>, Arc<str>>, today: Date) -> Self {
        let mut groups: BTreeMap<When, Vec<Proposal>> = BTreeMap::new();
        let mut of_chapters = BTreeMap::new();
        let mut files = BTreeSet::new();
        let mut renumbered = Vec::new();
        for (place, chapter) in chapters.iter().enumerate() {
            let proposals = proposals_of(place, chapter, today);
            for proposal in &proposals {
                let text = chapter.editions.get(proposal.edition).filter(|_| proposal.brings_text());
                files.extend(text.map(|edition| Arc::clone(&edition.document().path)));
                groups.entry(proposal.when).or_default().push(*proposal);
            }
            if !proposals.is_empty() {
                of_chapters.insert(place, proposals);
            }
            let before = numbers.get(&chapter.id).filter(|number| **number != chapter.number);
            renumbered.extend(before.map(|before| Renumbered { chapter: place, before: Arc::clone(before) }));
        }
        let groups = groups.into_iter().map(|(when, proposals)| ProposalGroup { when, proposals }).collect();
        Proposals { groups, renumbered, chapters: of_chapters, files }
    }

    /// What happens to a chapter, the next change first.
    pub fn of_chapter(&self, chapter: usize) -> &[Proposal] {
        self.chapters.get(&chapter).map(Vec::as_slice).unwrap_or_default()
    }

    /// The changes that bring a chapter a text, the next first.
    pub fn texts_of(&self, chapter: usize) -> impl Iterator<Item = &Proposal> {
        self.of_chapter(chapter).iter().filter(|proposal| proposal.brings_text())
    }

    /// The number by which readers know a chapter today, if it is to have another.
    pub fn number_before(&self, chapter: usize) -> Option<&str> {
        let found = self.renumbered.binary_search_by_key(&chapter, |found| found.chapter).ok()?;
        self.renumbered.get(found).map(|found| found.before.as_ref())
    }

    /// Whether a file holds a text that is not in force yet.
    pub fn holds(&self, file: &str) -> bool {
        self.files.contains(file)
    }
}

/// What of a chapter differs.
fn proposals_of(place: usize, chapter: &Chapter, today: Date) -> Vec<Proposal> {
    let known = known_timeline(chapter, today);
    let in_force = place_in_force(known.on(today));
    let mut proposals = Vec::new();
    for (edition, found) in chapter.editions.iter().enumerate().filter(|(_, found)| found.visible) {
        let Some((when, base)) = arrival(chapter, edition, found, (today, in_force)) else { continue };
        let change = match base {
            Some(_) => ProposedChange::Changed,
            None if had_text_before(&known, chapter, when, today) => ProposedChange::Reinstated,
            None => ProposedChange::New,
        };
        proposals.push(Proposal { chapter: place, change, edition, base, when });
    }
    for stretch in chapter.timeline.stretches() {
        let Some(day) = stretch.from.filter(|day| *day > today) else { continue };
        let (change, edition) = match stretch.standing {
            Standing::Withdrawn(edition) => (ProposedChange::Withdrawn, edition),
            // That a text to come is interim is told with that text.
            Standing::Expired(edition) if in_force == Some(edition) => (ProposedChange::Expires, edition),
            _ => continue,
        };
        proposals.push(Proposal { chapter: place, change, edition, base: Some(edition), when: When::Day(day) });
    }
    proposals.sort_by_key(|proposal| (proposal.when, proposal.edition));
    proposals
}

/// What of a chapter readers know to be in force when, without what is published later.
fn known_timeline(chapter: &Chapter, today: Date) -> Timeline {
    let hidden = |edition: &Edition| edition.front().published_on.is_some_and(|on| on > today);
    if !chapter.editions.iter().any(|edition| edition.visible && hidden(edition)) {
        return chapter.timeline.clone();
    }
    let documents = chapter.editions.iter().map(|edition| Arc::clone(edition.document())).collect();
    plan_editions(documents, Vantage::on(today), Audience::default()).timeline
}

fn place_in_force(standing: Standing) -> Option<usize> {
    match standing {
        Standing::InForce(place) => Some(place),
        _ => None,
    }
}

/// When an edition goes live, and what was in force before; `None` of one that readers know already, or that never will be.
fn arrival(
    chapter: &Chapter,
    place: usize,
    edition: &Edition,
    (today, in_force): (Date, Option<usize>),
) -> Option<(When, Option<usize>)> {
    match edition.state {
        State::Draft => return Some((When::Draft, in_force)),
        State::Prospective => return Some((When::NoDate, in_force)),
        _ => {}
    }
    let stretches = chapter.timeline.stretches();
    let from = stretches.iter().find(|stretch| stretch.standing == Standing::InForce(place))?.from;
    let published = edition.front().published_on.filter(|on| *on > today);
    let day = from.max(published).filter(|day| *day > today)?;
    let before = match from.filter(|from| *from > today).and_then(|from| from.yesterday().ok()) {
        Some(eve) => place_in_force(chapter.timeline.on(eve)),
        // It has been in force without being known: readers still go by what they see today.
        None => in_force.filter(|other| *other != place),
    };
    Some((When::Day(day), before))
}

/// Whether a chapter without a text in force had one earlier.
fn had_text_before(known: &Timeline, chapter: &Chapter, when: When, today: Date) -> bool {
    let text_on = |timeline: &Timeline, day: Date| timeline.on(day).text().is_some();
    match when {
        When::Day(day) => day.yesterday().is_ok_and(|eve| text_on(&chapter.timeline, eve)) && text_on(known, today),
        When::NoDate | When::Draft => text_on(known, today),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::site_config::SiteConfig;
    use crate::model::assemble::{Parts, assemble_site};
    use crate::model::site::Site;
    use crate::parse::document::parse_document;
    use crate::source::source_tree::SourceText;
    use jiff::civil::date;

    const TODAY: Date = date(2026, 11, 15);

    fn site(files: &[(&str, &str)]) -> Site {
        let document = |(path, front): &(&str, &str)| {
            let text = format!("---\ntitle: A\n{front}\n---\n\nText.\n");
            Arc::new(parse_document(&SourceText::new(&format!("content/{path}"), &text)).value)
        };
        let parts = Parts {
            documents: files.iter().map(document).collect(),
            passages: Vec::new(),
            registers: Vec::new(),
            sisters: crate::model::sisters::Sisters::default(),
            attachments: Vec::new(),
            config: Arc::new(SiteConfig::defaults("site.toml".into())),
            words: Arc::new(crate::language::words::Words::builtin("en")),
            vantage: Vantage::on(TODAY),
            audience: Audience { drafts: true, future: true },
            review: true,
            lexicon: Arc::default(),
            source: crate::memo::ContentHash::of(&[]),
            shared: crate::memo::ContentHash::of(&[]),
            texts: Arc::default(),
        };
        assemble_site(parts).value
    }

    /// Each change as the day, what happens, the edition and the one before it.
    fn told(files: &[(&str, &str)]) -> Vec<String> {
        let site = site(files);
        let name = |proposal: &Proposal, place: usize| site.chapters[proposal.chapter].editions[place].name.to_string();
        let words = |proposal: &Proposal| {
            let when = match proposal.when {
                When::Day(day) => day.to_string(),
                When::NoDate => "no date".to_owned(),
                When::Draft => "draft".to_owned(),
            };
            let base = proposal.base.map_or_else(|| "nothing".to_owned(), |base| name(proposal, base));
            format!("{when}: {:?} {base} to {}", proposal.change, name(proposal, proposal.edition))
        };
        let groups = &site.proposals.as_ref().unwrap().groups;
        groups.iter().flat_map(|group| &group.proposals).map(words).collect()
    }

    #[test]
    fn what_takes_the_place_of_what_is_told_day_by_day() {
        let files = [
            ("a@2024-01-01.md", "effective_from: 2024-01-01"),
            ("a@2026-12-09.md", "effective_from: 2026-12-09"),
            ("a.md", "effective_from: 2027-01-06\nexpires_on: 2027-02-01"),
            ("b.md", "effective_from: 2026-12-09"),
            ("c@2024-01-01.md", "effective_from: 2024-01-01"),
            ("c.md", "draft: true"),
            ("d.md", "prospective: true"),
        ];
        assert_eq!(
            told(&files),
            [
                "2026-12-09: Changed 2024-01-01 to 2026-12-09",
                "2026-12-09: New nothing to 2026-12-09",
                "2027-01-06: Changed 2026-12-09 to 2027-01-06",
                "no date: New nothing to prospective",
                "draft: Changed 2024-01-01 to draft",
            ]
        );
    }

    #[test]
    fn what_is_known_already_does_not_differ() {
        assert!(told(&[("a.md", "effective_from: 2024-01-01"), ("b.md", "version: \"1\"")]).is_empty());
    }

    #[test]
    fn a_chapter_that_goes_is_told_of_and_one_that_comes_back() {
        let gone = "effective_from: 2024-01-01\nwithdrawn: {on: 2025-06-01, reason: r}";
        assert_eq!(
            told(&[("a@2024-01-01.md", gone), ("a.md", "effective_from: 2026-12-09")]),
            ["2026-12-09: Reinstated nothing to 2026-12-09"]
        );
        assert_eq!(
            told(&[("a.md", "effective_from: 2024-01-01\nwithdrawn: {on: 2026-12-09, reason: r}")]),
            ["2026-12-09: Withdrawn 2024-01-01 to 2024-01-01"]
        );
        assert_eq!(
            told(&[("a.md", "effective_from: 2024-01-01\nexpires_on: 2026-12-31")]),
            ["2027-01-01: Expires 2024-01-01 to 2024-01-01"]
        );
    }

    #[test]
    fn a_text_in_force_that_is_published_later_goes_live_on_that_day() {
        let files = [
            ("a@2024-01-01.md", "effective_from: 2024-01-01"),
            ("a.md", "effective_from: 2026-11-01\npublished_on: 2026-11-20\nretrospective: true"),
        ];
        assert_eq!(told(&files), ["2026-11-20: Changed 2024-01-01 to 2026-11-01"]);
    }

    #[test]
    fn chapters_that_a_draft_moves_on_are_numbered_otherwise() {
        let files =
            [("01-a.md", "effective_from: 2024-01-01"), ("02-b.md", "draft: true"), ("03-c.md", "version: \"1\"")];
        let site = site(&files);
        let renumbered = &site.proposals.as_ref().unwrap().renumbered;
        let told: Vec<_> = renumbered
            .iter()
            .map(|found| (found.before.as_ref(), site.chapters[found.chapter].number.as_ref()))
            .collect();
        assert_eq!(told, [("2", "3")]);
    }
}
