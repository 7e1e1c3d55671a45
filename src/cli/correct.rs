//! `chapterhouse correct`: records openly that a mistake in an edition was put right after it had been recorded.

use super::author::{Author, refusal, replaced};
use super::author_args::CorrectArguments;
use super::author_record::RecordChange;
use super::failure::Failure;
use super::report::say;
use crate::data::dates::long_date;
use crate::diagnostics::suggest::did_you_mean;
use crate::edit::front_matter::{Change, edit};
use crate::edit::yaml_values::{Item, Scalar, Value};
use crate::model::chapter::{Chapter, Edition};
use crate::model::record::{Recorded, recorded_hash};

/// Records the correction.
///
/// # Errors
/// When no edition was altered, something that was typed cannot be meant, or the machine will not write.
pub fn run(typed: &CorrectArguments) -> Result<bool, Failure> {
    let author = Author::open(&typed.author)?;
    let chapter = author.chapter(&typed.id)?;
    author.contact("--by", &typed.by)?;
    let reason = typed.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return refusal("--reason: say what was wrong and what is right now; readers are told");
    }
    let edition = altered_edition(&author, chapter, typed.edition.as_deref())?;
    author.check_whole(edition)?;
    let file = author.manuscript(edition.document())?;
    let stop = if reason.ends_with(['.', '!', '?']) { "" } else { "." };
    let note = format!("A mistake in this text was put right on {}. {reason}{stop}", long_date(author.today()));
    let item = Item::Group(vec![
        ("date", Value::One(Scalar::Date(author.today()))),
        ("type", Value::One(Scalar::Word("correction".to_owned()))),
        ("note", Value::One(Scalar::Text(note))),
        ("reread", Value::One(Scalar::Word("none".to_owned()))),
        ("approved_by", Value::One(Scalar::Word(typed.by.clone()))),
    ]);
    let last = super::review_done::oldest_first(&edition.front().amendments);
    let changed = edit(&file, &[Change::AddItem("amendments", item, last)])?;
    let corrected = Some((chapter.id.to_string(), edition.name.to_string(), format!("by {}: {reason}", typed.by)));
    let record = RecordChange { corrected, ..RecordChange::default() };
    let command = format!("correct {} {}", chapter.id, edition.name);
    let done = author.complete(&command, vec![replaced(&file, &changed)], &record)?;
    if done && !author.is_dry_run() {
        say("both hashes, the old and the new, stand in the record; version control keeps the old text");
    }
    Ok(done)
}

/// The edition that is no longer what was recorded.
fn altered_edition<'a>(author: &Author, chapter: &'a Chapter, typed: Option<&str>) -> Result<&'a Edition, Failure> {
    let id = &chapter.id;
    if author.site.registers.lock.is_none() {
        return refusal(
            "no editions are recorded yet, or the record cannot be read: there is nothing to correct; nothing was changed\n\
             help: chapterhouse check says how it stands; chapterhouse lock records the editions that have been in force",
        );
    }
    let recorded = Recorded::of_site(&author.site);
    let altered = |edition: &&Edition| {
        recorded.get(id, &edition.name).is_some_and(|(hash, _)| hash != recorded_hash(&edition.text.passage))
    };
    let Some(name) = typed else {
        let found: Vec<&Edition> = chapter.editions.iter().filter(altered).collect();
        return match found.as_slice() {
            [only] => Ok(only),
            [] => refusal(format!(
                "every recorded edition of `{id}` still says what was recorded: there is no correction to record; nothing was changed\n\
                 help: put the mistake right in the file first; if the meaning changes, use chapterhouse amend {id} instead"
            )),
            several => {
                let names: Vec<&str> = several.iter().map(|edition| edition.name.as_ref()).collect();
                refusal(format!(
                    "several editions of `{id}` were altered: {}; nothing was changed\nhelp: say which: chapterhouse correct {id} {} …",
                    names.join(", "),
                    names.first().unwrap_or(&"DATE")
                ))
            }
        };
    };
    let Some(edition) = chapter.editions.iter().find(|edition| edition.name.as_ref() == name) else {
        let names: Vec<&str> = chapter.editions.iter().map(|edition| edition.name.as_ref()).collect();
        let help = did_you_mean(name, names.iter().copied())
            .unwrap_or_else(|| format!("its editions are {}", names.join(", ")));
        return refusal(format!("the chapter `{id}` has no edition {name}\nhelp: {help}"));
    };
    if recorded.get(id, name).is_none() {
        return refusal(format!(
            "the edition of {name} of `{id}` is not recorded, so it needs no correction: change its text; nothing was changed\n\
             help: if it has been in force, chapterhouse lock records it as it is now"
        ));
    }
    if !altered(&edition) {
        return refusal(format!(
            "the edition of {name} of `{id}` still says what was recorded; nothing was changed\n\
             help: put the mistake right in {} first, then record it",
            edition.document().path
        ));
    }
    Ok(edition)
}
