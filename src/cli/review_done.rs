//! `chapterhouse review done`: records that a chapter was reviewed, by whom, and what came of it.

use jiff::civil::Date;

use super::author::{Author, refusal, replaced};
use super::author_args::{ReviewDoneArguments, ReviewOutcome};
use super::author_record::RecordChange;
use super::failure::Failure;
use super::report::say;
use crate::data::dates::{add_to_date, long_date, parse_duration};
use crate::edit::front_matter::{Change, edit};
use crate::edit::yaml_values::{Item, Scalar, Value};
use crate::model::chapter::{Chapter, Edition};
use crate::model::timeline::Standing;
use crate::parse::front_matter::{AmendmentEntry, FrontMatter};

/// Records the review.
///
/// # Errors
/// When there is nothing in force to review, something that was typed cannot be meant, or the machine will not write.
pub fn run(typed: &ReviewDoneArguments) -> Result<bool, Failure> {
    let author = Author::open(&typed.author)?;
    let chapter = author.chapter(&typed.id)?;
    author.contact("--by", &typed.by)?;
    let on = Author::day("--on", typed.on.as_deref())?.unwrap_or(author.today());
    if on > author.today() {
        return refusal(format!("--on {on}: that day is still to come\nhelp: record the review once it is done"));
    }
    let edition = reviewed_edition(chapter, on)?;
    let front = edition.front();
    let path = edition.document().path.to_string();
    if let Some(last) = front.last_review().filter(|last| *last >= on) {
        let again = if last == on { "on that day already" } else { "later" };
        return refusal(format!(
            "{path} says that the chapter was last reviewed on {last}, {again}; nothing was changed\nhelp: give the day of this review with --on"
        ));
    }
    let amend = typed.outcome == ReviewOutcome::Amend;
    let (mut changes, next) = clock(&author, typed, front, on, &path)?;
    changes.insert(0, Change::Set("last_reviewed_on", Scalar::Date(on)));
    if front.review_extension.is_some() {
        changes.push(Change::Remove("review_extension"));
    }
    let note = typed.note.clone().unwrap_or_else(|| {
        let outcome = if amend { "and is to be amended" } else { "and found right; nothing was changed" };
        format!("This chapter was reviewed on {} {outcome}.", long_date(on))
    });
    let item = Item::Group(vec![
        ("date", Value::One(Scalar::Date(on))),
        ("type", Value::One(Scalar::Word("review".to_owned()))),
        ("note", Value::One(Scalar::Text(note))),
        ("reread", Value::One(Scalar::Word("none".to_owned()))),
        ("approved_by", Value::One(Scalar::Word(typed.by.clone()))),
    ]);
    changes.push(Change::AddItem("amendments", item, oldest_first(&front.amendments)));
    let file = author.manuscript(edition.document())?;
    let new = edit(&file, &changes)?;
    let command = format!("review done {}", chapter.id);
    let done = author.complete(&command, vec![replaced(&file, &new)], &RecordChange::default())?;
    if done && !author.is_dry_run() {
        if let Some(next) = next {
            say(&format!("the next review is due by {}", long_date(next)));
        }
        if let Some(coming) = chapter.editions.iter().find(|other| other.effective_from().is_some_and(|from| from > on))
        {
            say(&format!("{} takes its place later and has review dates of its own", coming.document().path));
        }
        if amend {
            say(&format!("to change the text: chapterhouse amend {}", chapter.id));
        }
    }
    Ok(done)
}

/// Whether the entries of a list go from the oldest to the newest; most authors put the newest first.
pub fn oldest_first(amendments: &[AmendmentEntry]) -> bool {
    let days: Vec<Date> = amendments.iter().filter_map(|amendment| amendment.date).collect();
    matches!((days.first(), days.last()), (Some(first), Some(last)) if first < last)
}

fn reviewed_edition(chapter: &Chapter, on: Date) -> Result<&Edition, Failure> {
    let id = &chapter.id;
    let standing = chapter.timeline.on(on);
    let edition = standing.text().and_then(|place| chapter.editions.get(place));
    match (standing, edition) {
        (Standing::InForce(_) | Standing::Expired(_), Some(edition)) => Ok(edition),
        (Standing::Withdrawn(_), _) => refusal(format!(
            "the chapter `{id}` is withdrawn, so there is nothing to review; nothing was changed\n\
             help: chapterhouse amend {id} puts it back into force"
        )),
        _ => refusal(format!(
            "no edition of the chapter `{id}` is in force on {on}, so there is nothing to review; nothing was changed\n\
             help: give the day of the review with --on"
        )),
    }
}

/// What becomes of the dates of the next review, and when it is.
fn clock(
    author: &Author,
    typed: &ReviewDoneArguments,
    front: &FrontMatter,
    on: Date,
    path: &str,
) -> Result<(Vec<Change>, Option<Date>), Failure> {
    if let Some(next) = Author::day("--next", typed.next.as_deref())? {
        if next <= on {
            return refusal(format!("--next {next}: the next review would be before this one, on {on}"));
        }
        return Ok((vec![Change::Remove("review_in"), Change::Set("next_review_on", Scalar::Date(next))], Some(next)));
    }
    if let Some(words) = &typed.within {
        let length = parse_duration(words).map_err(|why| Failure::Usage(format!("--in \"{words}\": {why}")))?;
        let changes =
            vec![Change::Remove("next_review_on"), Change::Set("review_in", Scalar::Word(words.trim().to_owned()))];
        return Ok((changes, Some(add_to_date(on, length))));
    }
    let default = author.site.config.review_defaults.get(front.kind.unwrap_or_default().word()).copied();
    let length = front.review_in.as_ref().map(|(length, _)| length.0).or(default);
    let Some(length) = length else {
        return refusal(format!(
            "{path} does not say how long a review holds; nothing was changed\n\
             help: say when the next review is: --in \"12 months\", or --next DATE"
        ));
    };
    Ok((vec![Change::Remove("next_review_on")], Some(add_to_date(on, length))))
}
