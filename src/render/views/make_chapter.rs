//! The model's chapter as the view that its template shows.

use crate::language::words::Words;
use std::collections::HashSet;
use std::sync::Arc;

use jiff::civil::Date;

use super::chapter::{ChapterView, ContactView, ContentsView, EditionView, FactView, PermanentView, ReferenceView};
use super::make_amendment::chapter_amendments;
use super::make_banners::banners;
use super::make_history::days_in_force;
use super::make_later::{end_of_page, marked_later, with_later_banners};
use super::make_page::Surroundings;
use super::make_reviews::told_extension;
use super::make_uses::{contact_of, named_in, reference_of};
use super::page::LinkView;
use super::referred::referred_views;
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::review::ReviewState;
use crate::parse::front_matter::ChapterKind;
use crate::parse::registers::ReferenceKind;
use crate::parse::sections::Section;
use crate::render::downloads::{are_offered, chapter_file};
use crate::render::plan::history_address;

/// How many numbers to ring stand on top of a chapter.
const RING_FIRST: usize = 3;

/// The view of one edition of a chapter, on its own page.
pub fn chapter_view(around: &Surroundings<'_>, place: usize, chapter: &Chapter, edition: usize) -> ChapterView {
    let (site, words) = (around.site, around.words());
    let Some(found) = chapter.editions.get(edition) else { return ChapterView::default() };
    let front = found.front();
    let shown = edition == chapter.shown;
    let mut page = around.page(&found.title);
    // The page of an edition is told from the chapter's own, which shows whatever is in force.
    let permanent = *around.address != chapter.address;
    let edition_name = match (permanent, found.effective_from()) {
        (false, _) => String::new(),
        (true, Some(day)) => format!(", {}", words.tell("edition_of", &[("day", words.date(day).into())])),
        (true, None) => {
            format!(", {}", words.tell("edition_undated_title", &[("state", found.state.word().into())]))
        }
    };
    page.head_title = format!("{} {}{edition_name} - {}", chapter.number, found.title, site.config.title);
    page.description = front.scope.clone().unwrap_or_default();
    page.noindex = found.state != State::Current;
    page.canonical = around.canonical(&chapter.address);
    let amendments = chapter_amendments(around, chapter, edition);
    let beside = chapter.part.filter(|_| !permanent).map(|part| around.near(part, place));
    let (siblings, siblings_in_all) = beside.unwrap_or_default();
    // A page for ever is a record: it does not carry along what its part holds today.
    let (previous, next) =
        if permanent { editions_beside(around, chapter, edition) } else { neighbours(around, place) };
    let part = chapter.part.and_then(|part| site.parts.get(part)).filter(|_| !permanent);
    let cited = cited(around, found);
    let contacts = contacts(around, found);
    page.breadcrumbs = if permanent { around.breadcrumbs_of(chapter) } else { around.breadcrumbs(chapter.part) };
    ChapterView {
        id: chapter.id.to_string(),
        number: chapter.number.to_string(),
        kind: front.kind.unwrap_or_default().word().to_owned(),
        state: found.state.word().to_owned(),
        banners: with_later_banners(around, chapter, edition, permanent, banners(around, chapter, edition, found)),
        facts: facts(around, chapter, found, shown),
        cited_as: cited_as(around, chapter, found),
        extension: if shown { told_extension(around, chapter) } else { None },
        audience: front.audience.iter().map(|word| words.audience(word)).collect(),
        areas: front.applies_to.iter().map(|area| site.config.areas.get(area).unwrap_or(area).clone()).collect(),
        is_edition: permanent,
        permanent: (permanent && shown).then(|| permanent_view(around, chapter, found)),
        amendment: amendments.newest,
        newer_amendments: amendments.newer,
        since_amendment: amendments.since,
        earlier_amendments: amendments.earlier,
        scope: front.scope.clone().unwrap_or_default(),
        contents: contents(&found.text.sections),
        law: cited.law,
        forms: cited.forms,
        related: front.related.iter().filter_map(|id| around.chapter_by_id(id)).collect(),
        supersedes: front.supersedes.iter().filter_map(|id| around.chapter_by_id(id)).collect(),
        referred_from: if permanent {
            Vec::new()
        } else {
            referred_views(around, &chapter.referred_from, &found.text.sections)
        },
        editions: if permanent { Vec::new() } else { editions(around, chapter, edition) },
        history: around.standpoint().page(&history_address(chapter)),
        download: if are_offered(site) && !permanent { around.file(&chapter_file(chapter)) } else { String::new() },
        control: control(around, chapter, found),
        previous,
        next,
        part: part.map(|part| around.part_link(part)),
        siblings,
        siblings_in_all,
        here: around.standpoint().page(&chapter.address),
        ring: ring_first(around.words(), &contacts),
        contacts,
        body: super::chapter::BodyView::default(),
        words: Vec::new(),
        duties: Vec::new(),
        page,
    }
}

/// Law, guidance and forms that an edition cites.
struct Cited {
    law: Vec<ReferenceView>,
    forms: Vec<ReferenceView>,
}

/// What an edition cites: what its front matter lists, in that order, then what only its text names.
fn cited(around: &Surroundings<'_>, edition: &Edition) -> Cited {
    let references = &around.site.registers.references;
    let front = edition.front();
    let listed = |ids: &[String]| ids.iter().filter_map(|id| references.position(id)).collect::<Vec<_>>();
    let (mut law, mut forms) = ([listed(&front.legislation), listed(&front.guidance)].concat(), listed(&front.forms));
    let mut seen: HashSet<usize> = law.iter().chain(&forms).copied().collect();
    for place in named_in(&edition.text, reference_of).into_iter().filter(|place| seen.insert(*place)) {
        let is_form = references.all.get(place).is_some_and(|entry| entry.kind == ReferenceKind::Form);
        if is_form { &mut forms } else { &mut law }.push(place);
    }
    let mut once = HashSet::new();
    let mut views = |places: Vec<usize>| {
        let entries =
            places.into_iter().filter(|place| once.insert(*place)).filter_map(|place| references.all.get(place));
        entries.filter_map(|entry| around.reference(&entry.id)).collect::<Vec<_>>()
    };
    Cited { law: views(law), forms: views(forms) }
}

/// Whom a reader of an edition may have to ring: those whom its text names come first, for they are needed in a hurry.
pub fn contacts(around: &Surroundings<'_>, edition: &Edition) -> Vec<ContactView> {
    let register = &around.site.registers.contacts;
    let owner = edition.front().owner.as_ref().and_then(|id| register.position(id));
    let mut places = named_in(&edition.text, contact_of);
    places.extend(owner.filter(|owner| !places.contains(owner)));
    let view = |place: usize| {
        let mut view = around.contact(&register.all.get(place)?.id)?;
        if owner == Some(place) {
            around.words().say("answers_for_this").clone_into(&mut view.role);
        }
        Some(view)
    };
    places.into_iter().filter_map(view).collect()
}

/// The numbers on top of a chapter: the first ones, and behind them whom to ring when they do not answer. What happens at night is
/// never left to a list at the end, and by day it is never the first number that is seen.
pub fn ring_first(words: &Words, contacts: &[ContactView]) -> Vec<ContactView> {
    let at_night =
        |contact: &ContactView| contacts.iter().any(|other| other.out_of_hours_link == contact.telephone_link);
    let dialled = contacts.iter().filter(|contact| !contact.telephone_link.is_empty());
    let (night, day): (Vec<&ContactView>, Vec<&ContactView>) = dialled.partition(|contact| at_night(contact));
    let mut ring: Vec<ContactView> = day.into_iter().take(RING_FIRST).cloned().collect();
    let named = ring.iter().find(|contact| !contact.out_of_hours_link.is_empty()).map(|contact| ContactView {
        name: contact.out_of_hours.clone(),
        telephone: contact.out_of_hours_telephone.clone(),
        telephone_link: contact.out_of_hours_link.clone(),
        url: contact.out_of_hours_url.clone(),
        ..ContactView::default()
    });
    if let Some(mut later) = named.or_else(|| night.first().map(|contact| (*contact).clone())) {
        let when = words.say("out_of_hours");
        // A name that says so says it once.
        if !later.name.to_lowercase().contains(&when.to_lowercase()) {
            when.clone_into(&mut later.when);
        }
        ring.push(later);
    }
    ring
}

/// Whether something that is dated had happened by the day that the manual shows: a record tells nothing of later days.
fn known_on_the_day(around: &Surroundings<'_>, day: Option<Date>) -> bool {
    !around.site.frozen || day.is_none_or(|day| day <= around.site.today)
}

fn neighbours(around: &Surroundings<'_>, place: usize) -> (Option<LinkView>, Option<LinkView>) {
    let listed = |chapter: &&Arc<Chapter>| chapter.state != State::Withdrawn;
    let chapters = &around.site.chapters;
    let previous = chapters.get(..place).and_then(|before| before.iter().rev().find(listed));
    let next = chapters.get(place + 1..).and_then(|after| after.iter().find(listed));
    (previous.map(|chapter| around.chapter_link(chapter)), next.map(|chapter| around.chapter_link(chapter)))
}

/// The editions before and after one, on its permanent page.
fn editions_beside(around: &Surroundings<'_>, chapter: &Chapter, here: usize) -> (Option<LinkView>, Option<LinkView>) {
    let link = |edition: &Edition| LinkView {
        title: edition_words(around.words(), edition),
        url: around.standpoint().page(&edition.address),
        state: edition.state.word().to_owned(),
        ..LinkView::default()
    };
    let visible = |edition: &&Edition| edition.visible;
    let before = chapter.editions.get(..here).and_then(|before| before.iter().rev().find(visible));
    let after = chapter.editions.get(here + 1..).and_then(|after| after.iter().find(visible));
    (before.map(link), after.map(link))
}

/// "Version 2.0, in force from 5 November 2025".
pub fn edition_words(words: &Words, edition: &Edition) -> String {
    let version = edition.front().version.as_deref().unwrap_or_default();
    let day = edition.effective_from().map(|day| words.date(day)).unwrap_or_default();
    let given = [("version", version.into()), ("day", day.into())];
    match edition.state {
        State::Draft => words.tell("edition_draft", &given),
        State::Prospective => words.tell("edition_without_date", &given),
        _ => words.tell("edition_named", &given),
    }
}

/// What an edition is called in a citation: "2.2 Home visits, version 2.0, in force from 5 November 2025".
pub fn cited_as(around: &Surroundings<'_>, chapter: &Chapter, edition: &Edition) -> String {
    let words = around.words();
    let day = match edition.state {
        State::Draft => "draft".to_owned(),
        State::Prospective => "undated".to_owned(),
        _ => edition.effective_from().map(|day| words.date(day)).unwrap_or_default(),
    };
    let title = format!("{} {}", chapter.number, edition.title);
    let version = edition.front().version.as_deref().unwrap_or_default();
    words.tell("cited_as", &[("title", title.into()), ("version", version.into()), ("day", day.into())])
}

/// What a permanent page says of itself: where the text in force stands.
fn permanent_view(around: &Surroundings<'_>, chapter: &Chapter, edition: &Edition) -> PermanentView {
    let words = around.words();
    let of = match (edition.state, edition.effective_from()) {
        (State::Current, Some(day)) => words.tell("the_edition_since", &[("day", words.date(day).into())]),
        (State::Current, None) => words.say("the_edition_in_force").to_owned(),
        _ => words.say("this_edition").to_owned(),
    };
    let place = chapter.editions.iter().position(|other| std::ptr::eq(other, edition));
    let until = place.map(|place| end_of_page(around, chapter, place)).unwrap_or_default();
    PermanentView { of, chapter: around.chapter_link(chapter), until }
}

/// A fact by the name of its name.
pub fn fact(words: &Words, name: &str, value: impl Into<String>) -> FactView {
    FactView { name: words.say(name).to_owned(), value: value.into(), ..FactView::default() }
}

/// A day as a fact by the name of its name.
pub fn dated(words: &Words, name: &str, date: Date) -> FactView {
    FactView { iso: date.to_string(), ..fact(words, name, words.date(date)) }
}

/// What stands under the title.
pub fn facts(around: &Surroundings<'_>, chapter: &Chapter, edition: &Edition, shown: bool) -> Vec<FactView> {
    let words = around.words();
    let front = edition.front();
    let last_reviewed = front.last_review().filter(|day| known_on_the_day(around, Some(*day)));
    let mut facts = Vec::new();
    facts.extend(front.version.as_ref().map(|version| fact(words, "version", version)));
    match (edition.state, front.effective_from) {
        (State::Prospective, _) => facts.push(fact(words, "in_force_from", words.say("no_date_yet"))),
        (_, Some(from)) => facts.push(dated(words, "in_force_from", from)),
        _ => {}
    }
    facts.extend(last_reviewed.map(|day| dated(words, "last_reviewed", day)));
    if shown
        && !matches!(chapter.state, State::Withdrawn | State::Superseded)
        && let Some(due) = chapter.review.due
    {
        let review = chapter.review.state(around.site.today, around.site.config.due_soon);
        let overdue = chapter.state == State::Current && review == ReviewState::Overdue;
        let mut next = dated(words, "next_review", due);
        if overdue {
            "overdue".clone_into(&mut next.mark);
        }
        facts.push(marked_later(around, chapter, chapter.shown, next));
    }
    facts.extend(front.owner.as_ref().map(|owner| contact_fact(around, "owner", owner)));
    facts
}

/// "procedure".
pub fn type_words(words: &Words, kind: ChapterKind) -> String {
    words.tell("chapter_type", &[("type", kind.word().into())])
}

/// A role or team as a fact, with its entry in the register.
pub fn contact_fact(around: &Surroundings<'_>, name: &str, id: &str) -> FactView {
    match around.site.registers.contacts.get(id) {
        Some(contact) => {
            FactView { url: around.standpoint().register("contacts", id), ..fact(around.words(), name, &contact.name) }
        }
        None => fact(around.words(), name, id),
    }
}

/// The last day of an edition that is out of force, if it has been in force and the day is known.
fn last_day(chapter: &Chapter, edition: &Edition) -> Option<Date> {
    if !matches!(edition.state, State::Superseded | State::Withdrawn | State::Expired) {
        return None;
    }
    let place = chapter.editions.iter().position(|other| std::ptr::eq(other, edition))?;
    days_in_force(chapter, place)?.1
}

fn control(around: &Surroundings<'_>, chapter: &Chapter, edition: &Edition) -> Vec<FactView> {
    let words = around.words();
    let front = edition.front();
    let last_reviewed = front.last_review().filter(|day| known_on_the_day(around, Some(*day)));
    let mut rows = vec![
        fact(words, "chapter", format!("{} {}", chapter.number, edition.title)),
        fact(words, "reference", chapter.id.as_ref()),
    ];
    rows.push(fact(words, "type", type_words(words, front.kind.unwrap_or_default())));
    rows.extend(front.version.as_ref().map(|version| fact(words, "version", version)));
    rows.extend(front.effective_from.map(|day| dated(words, "in_force_from", day)));
    rows.extend(last_day(chapter, edition).map(|day| dated(words, "in_force_until", day)));
    rows.extend(front.published_on.map(|day| dated(words, "published", day)));
    rows.extend(front.expires_on.map(|day| dated(words, "expires", day)));
    rows.extend(front.owner.as_ref().map(|id| contact_fact(around, "owner", id)));
    rows.extend(front.author.as_ref().map(|id| contact_fact(around, "author", id)));
    rows.extend(front.approved_by.as_ref().map(|id| contact_fact(around, "approved_by", id)));
    rows.extend(front.approved_on.map(|day| dated(words, "approved_on", day)));
    rows.extend(last_reviewed.map(|day| dated(words, "last_reviewed", day)));
    let is_shown = chapter.shown().is_some_and(|shown| std::ptr::eq(shown, edition));
    // What is out of force is not reviewed any more.
    if is_shown && !matches!(chapter.state, State::Withdrawn | State::Superseded) {
        rows.extend(chapter.review.due.map(|day| dated(words, "next_review", day)));
        rows.extend(chapter.review.planned.map(|day| dated(words, "review_first_planned", day)));
        rows.extend(chapter.review.extended_by.as_ref().map(|id| contact_fact(around, "review_extended_by", id)));
        rows.extend(chapter.review.extension_reason.as_ref().map(|reason| fact(words, "extension_reason", reason)));
    }
    if !front.audience.is_empty() {
        rows.push(fact(
            words,
            "for_whom",
            front.audience.iter().map(|word| words.audience(word)).collect::<Vec<_>>().join(", "),
        ));
    }
    rows.extend(front.equality_impact.as_ref().map(|text| fact(words, "equality_impact", text)));
    rows.extend(front.protective_marking.as_ref().map(|text| fact(words, "protective_marking", text)));
    rows
}

/// The contents list: second-level headings, and under them the third-level ones that have a number.
pub fn contents(sections: &[Section]) -> Vec<ContentsView> {
    let mut list: Vec<ContentsView> = Vec::new();
    for section in sections {
        let entry = ContentsView {
            number: section.number.as_deref().unwrap_or("").to_owned(),
            title: section.title.to_string(),
            url: format!("#{}", section.anchor),
            sections: Vec::new(),
        };
        match (section.level, list.last_mut()) {
            (2, _) => list.push(entry),
            (3, Some(above)) if section.number.is_some() => above.sections.push(entry),
            _ => {}
        }
    }
    list
}

fn editions(around: &Surroundings<'_>, chapter: &Chapter, here: usize) -> Vec<EditionView> {
    let visible: Vec<(usize, &Edition)> =
        chapter.editions.iter().enumerate().filter(|(_, edition)| edition.visible).collect();
    if visible.len() < 2 {
        return Vec::new();
    }
    let words = around.words();
    let changed = |index: usize| {
        let (before, _) = visible.iter().rfind(|(place, _)| *place < index)?;
        Some(around.standpoint().page(&chapter.comparison_address(*before, index)?))
    };
    let view = |(index, edition): &(usize, &Edition)| EditionView {
        name: edition_list_name(words, edition),
        changed_with: changed_with(words, edition),
        state: edition.state.word().to_owned(),
        url: around.standpoint().page(&edition.address),
        here: *index == here,
        compare: changed(*index).unwrap_or_default(),
    };
    visible.iter().rev().map(view).collect()
}

/// What an edition is called in the list of editions.
fn edition_list_name(words: &Words, edition: &Edition) -> String {
    let version = edition.front().version.as_deref().unwrap_or_default();
    let day = edition.effective_from().map(|day| words.date(day)).unwrap_or_default();
    words.tell("edition_named", &[("version", version.into()), ("day", day.into())])
}

/// What stands behind "What changed", for those who hear the link alone: "with version 2.0".
pub fn changed_with(words: &Words, edition: &Edition) -> String {
    let version = edition.front().version.as_deref().unwrap_or_default();
    let day = edition.effective_from().map(|day| words.date(day)).unwrap_or_default();
    words.tell("changed_with", &[("version", version.into()), ("day", day.into())])
}
