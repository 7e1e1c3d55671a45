//! `chapterhouse withdraw`: takes a chapter out of force, with its date, its reason and what replaces it.

use jiff::civil::Date;

use super::author::{Author, refusal, replaced};
use super::author_args::WithdrawArguments;
use super::author_record::RecordChange;
use super::failure::Failure;
use super::report::say;
use crate::data::dates::long_date;
use crate::diagnostics::lines::LineIndex;
use crate::edit::front_matter::{Change, edit};
use crate::edit::yaml_values::{Item, Scalar, Value};
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::passage::{Passage, Target};
use crate::model::timeline::Standing;

/// Withdraws the chapter.
///
/// # Errors
/// When it cannot be withdrawn on that day, something that was typed cannot be meant, or the machine will not write.
pub fn run(typed: &WithdrawArguments) -> Result<bool, Failure> {
    let author = Author::open(&typed.author)?;
    let chapter = author.chapter(&typed.id)?;
    let on = Author::day("--on", typed.on.as_deref())?.unwrap_or(author.today());
    let reason = typed.reason.trim();
    if reason.is_empty() {
        return refusal("--reason: say in a sentence why; readers are told");
    }
    let edition = edition_on(&author, chapter, on)?;
    let replacement = match &typed.replaced_by {
        Some(id) => {
            Some(author.chapter(id).map_err(|failure| Failure::Usage(format!("--replaced-by {id}: {failure}")))?)
        }
        None => None,
    };
    if replacement.is_some_and(|other| other.id == chapter.id) {
        return refusal(format!("--replaced-by {}: a chapter cannot replace itself", chapter.id));
    }
    if let Some(other) = replacement
        && !matches!(other.timeline.on(on), Standing::InForce(_))
    {
        return refusal(format!(
            "--replaced-by {}: it is not in force on {}, and readers would be sent to it; nothing was changed\n\
             help: name a chapter that is in force then, or leave --replaced-by out until there is one",
            other.id,
            long_date(on)
        ));
    }
    let mut entry = vec![("on", Scalar::Date(on)), ("reason", Scalar::Text(reason.to_owned()))];
    if let Some(other) = replacement {
        entry.push(("replaced_by", Scalar::Word(other.id.to_string())));
    }
    let by = replacement.map(|other| format!(" and replaced by {}", other.title())).unwrap_or_default();
    let stop = if reason.ends_with(['.', '!', '?']) { "" } else { "." };
    let note = format!("This chapter was withdrawn on {}{by}. {reason}{stop}", long_date(on));
    let item = Item::Group(vec![
        ("date", Value::One(Scalar::Date(on))),
        ("type", Value::One(Scalar::Word("withdrawn".to_owned()))),
        ("note", Value::One(Scalar::Text(note))),
        ("reread", Value::One(Scalar::Word("none".to_owned()))),
    ]);
    let file = author.manuscript(edition.document())?;
    let last = super::review_done::oldest_first(&edition.front().amendments);
    let changed = edit(&file, &[Change::SetGroup("withdrawn", entry), Change::AddItem("amendments", item, last)])?;
    let command = format!("withdraw {}", chapter.id);
    let done = author.complete(&command, vec![replaced(&file, &changed)], &RecordChange::default())?;
    if done {
        if let Some(next) =
            chapter.editions.iter().find(|other| matches!(other.state, State::Draft | State::Prospective))
        {
            let path = &next.document().path;
            say(&format!("{path} is a text still to come: once it is in force, the chapter is in force again"));
        }
        tell_links(&author, chapter, on);
    }
    Ok(done)
}

/// The edition in force on the day of the withdrawal, in which it is written.
fn edition_on<'a>(author: &Author, chapter: &'a Chapter, on: Date) -> Result<&'a Edition, Failure> {
    let id = &chapter.id;
    let counts = |edition: &&Edition| !matches!(edition.state, State::Draft | State::Prospective);
    let told = chapter.editions.iter().filter(counts).find_map(|edition| {
        let entry = edition.front().withdrawn.as_ref()?;
        let day = entry.on?;
        // A later edition may have put the chapter back into force.
        let back = chapter.editions.iter().filter(counts).any(|other| {
            other.effective_from() > edition.effective_from()
                && other.effective_from().is_some_and(|from| from >= day && from <= on)
        });
        (!back).then_some((day, edition))
    });
    if let Some((day, edition)) = told {
        let path = &edition.document().path;
        return refusal(format!(
            "the chapter `{id}` is withdrawn already, on {}: {path} says so; nothing was changed\n\
             help: to change the day or the reason, change `withdrawn` there",
            long_date(day)
        ));
    }
    let place = chapter.timeline.on(on).text();
    let Some(edition) = place.and_then(|place| chapter.editions.get(place)) else {
        let first = chapter.editions.iter().filter(counts).find_map(Edition::effective_from);
        return match first {
            Some(first) => refusal(format!(
                "the chapter `{id}` is first in force on {first}, so it cannot be withdrawn on {on}; nothing was changed\n\
                 help: give a later day with --on, or delete the file if the text is never to be in force"
            )),
            None => refusal(format!(
                "the chapter `{id}` has never been in force, so there is nothing to withdraw; nothing was changed\nhelp: delete {}",
                author.newest(chapter)?.document().path
            )),
        };
    };
    let later =
        chapter.editions.iter().filter(counts).find(|other| other.effective_from().is_some_and(|from| from > on));
    if let Some(later) = later {
        let day = later.effective_from().map(long_date).unwrap_or_default();
        return refusal(format!(
            "{} takes effect on {day} and would put the chapter back into force; nothing was changed\n\
             help: if that text is not to come, delete the file first; else withdraw the chapter on that day or later: --on DATE",
            later.document().path
        ));
    }
    Ok(edition)
}

/// Names the places that lead to the chapter: they go on working, and lead to a page that says it is withdrawn.
fn tell_links(author: &Author, chapter: &Chapter, on: Date) {
    let site = &author.site;
    let Some(place) = site.places.get(&chapter.id).and_then(|place| u32::try_from(*place).ok()) else { return };
    let mut found = Vec::new();
    let shown = site.chapters.iter().filter(|other| other.id != chapter.id && other.state != State::Withdrawn);
    let texts = site.home.iter().map(|(_, text)| text);
    let texts = texts.chain(site.parts.iter().filter_map(|part| part.text.as_ref()));
    let texts = texts.chain(shown.flat_map(|other| {
        let living = |edition: &&Edition| edition.state != State::Superseded;
        other.editions.iter().filter(living).map(|edition| &edition.text)
    }));
    for text in texts {
        links_to(&text.passage, place, &mut found);
    }
    found.sort();
    found.dedup();
    if found.is_empty() {
        return;
    }
    say(&format!(
        "these places lead to it; from {} on, readers find there that it is withdrawn. Mend them if they should lead elsewhere:",
        long_date(on)
    ));
    for (path, line) in found {
        say(&format!("  {path}:{line}"));
    }
}

fn links_to(passage: &Passage, chapter: u32, found: &mut Vec<(String, usize)>) {
    let document = &passage.document;
    let mut lines = None;
    for (link, target) in document.body.links.iter().zip(&passage.targets) {
        if matches!(target, Target::Chapter(to, _) | Target::Edition(to, _, _) if *to == chapter) {
            let index = lines.get_or_insert_with(|| LineIndex::new(std::sync::Arc::clone(&document.text)));
            found.push((document.path.to_string(), index.position(link.span.range().start).line));
        }
    }
    passage.includes.iter().flatten().for_each(|inner| links_to(inner, chapter, found));
}
