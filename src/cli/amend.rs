//! `chapterhouse amend`: keeps the present text of a chapter as an edition and opens the next one.

use jiff::civil::Date;

use super::author::{Author, refusal};
use super::author_args::{AmendArguments, AmendmentType, RereadWord};
use super::author_record::RecordChange;
use super::changes::planned::FileChange;
use super::failure::Failure;
use super::report::say;
use crate::data::dates::long_date;
use crate::diagnostics::suggest::did_you_mean;
use crate::edit::front_matter::{Change, edit};
use crate::edit::manuscript::Manuscript;
use crate::edit::standing_text::written_out;
use crate::edit::versions::next_version;
use crate::edit::yaml_values::{Item, Scalar, Value};
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::record::{Recorded, recorded_hash};
use crate::parse::front_matter::FrontMatter;

/// Amends the chapter.
///
/// # Errors
/// When there is nothing to amend, something that was typed cannot be meant, or the machine will not write.
pub fn run(typed: &AmendArguments) -> Result<bool, Failure> {
    let author = Author::open(&typed.author)?;
    let chapter = author.chapter(&typed.id)?;
    let present = author.newest(chapter)?;
    check_alone(&author, typed, chapter, present)?;
    author.check_whole(present)?;
    check_unaltered(&author, chapter, present)?;
    let path = present.document().path.to_string();
    let front = present.front();
    let Some(old_day) = front.effective_from else {
        return refusal(format!(
            "{path} has no `effective_from`, so its edition would have no name; nothing was changed\n\
             help: write `effective_from:` with the day from which its text is in force, then amend it"
        ));
    };
    let from = first_day(&author, typed, &path, old_day)?;
    let withdrawn = withdrawn_on(front, typed, &path, from)?;
    let version = version_of(front, typed, &path, from)?;
    let amendment = amendment(typed, present, from, withdrawn.is_some())?;
    let kept_path = kept_path(&author, &path, old_day);
    let manuscript = author.manuscript(present.document())?;
    let kept = written_out(&manuscript, &present.text, author.content()).map_err(Failure::Usage)?.moved_to(&kept_path);
    let new = opened(&manuscript, front, from, version.as_deref(), amendment)?;
    let changes = vec![
        FileChange::Create { path: kept_path.clone(), new: kept.raw().as_bytes().to_vec() },
        super::author::replaced(&manuscript, &new),
    ];
    let closed = Some((chapter.id.to_string(), present.name.to_string()));
    let record = RecordChange { closed, ..RecordChange::default() };
    let done = author.complete(&format!("amend {}", chapter.id), changes, &record)?;
    if done && !author.is_dry_run() {
        let name = version.map(|version| format!(", version {version}")).unwrap_or_default();
        say(&format!("{kept_path} keeps the text in force since {}; do not change it any more", long_date(old_day)));
        say(&format!(
            "{path} is now a draft of the next edition{name}, in force from {}: change its text and its note, and look at \
             it with chapterhouse build --drafts",
            long_date(from)
        ));
        if front.equality_impact.is_some() {
            say("its `equality_impact` is that of the old text: look at it again");
        }
        say("when it is approved, write approved_by and approved_on into it and take the line `draft: true` out");
    }
    Ok(done)
}

/// Makes sure that no other edition is being written or waiting.
fn check_alone(author: &Author, typed: &AmendArguments, chapter: &Chapter, present: &Edition) -> Result<(), Failure> {
    let waits = |edition: &&Edition| matches!(edition.state, State::Draft | State::Prospective | State::Future);
    let Some(next) = chapter.editions.iter().find(waits) else {
        let last = chapter.editions.iter().max_by_key(|edition| edition.effective_from());
        return match last.filter(|last| last.effective_from() > present.effective_from()) {
            Some(last) => refusal(format!(
                "{} is older than {}; nothing was changed\nhelp: the file without a date holds the newest edition: exchange the two",
                present.document().path,
                last.document().path
            )),
            None => Ok(()),
        };
    };
    let path = &next.document().path;
    let how = match (next.state, next.effective_from()) {
        (State::Draft, _) => "a draft of its next edition is being written".to_owned(),
        (State::Prospective, _) => "an edition waits for its date".to_owned(),
        (_, Some(day)) => format!("its next edition takes effect on {}", long_date(day)),
        (_, None) => "its next edition waits".to_owned(),
    };
    // What is wrong today is not put right by a text that comes later.
    let today = author.today();
    let in_force = chapter.timeline.on(today).text().and_then(|place| chapter.editions.get(place));
    let now = match (typed.kind, in_force) {
        (Some(AmendmentType::Correction), Some(edition)) => {
            let kept = &edition.document().path;
            let dated = kept_path(author, &present.document().path, today);
            format!(
                ", and put right what is in force by hand: copy {kept} to {dated}, give the copy `effective_from: {today}`, a `version` \
                 between the two and an amendment of the type correction, and mend its text"
            )
        }
        _ => String::new(),
    };
    refusal(format!(
        "the chapter `{}` has a next edition already: {how}; nothing was changed\nhelp: change {path}{now}",
        chapter.id
    ))
}

/// Makes sure that the text to keep is the one that was in force: people like to change the text first.
fn check_unaltered(author: &Author, chapter: &Chapter, present: &Edition) -> Result<(), Failure> {
    let recorded = Recorded::of_site(&author.site);
    let known = recorded.get(&chapter.id, &present.name);
    if known.is_none_or(|(hash, _)| hash == recorded_hash(&present.text.passage)) {
        return Ok(());
    }
    let path = &present.document().path;
    refusal(format!(
        "{path} has been changed since its edition of {} was recorded, and amend would keep the changed text in place of \
         the one that was in force; nothing was changed\n\
         help: put your changed file aside, take the old one back from version control, run amend, then put your changes \
         into the draft that it opens",
        present.name
    ))
}

/// The first day of the next edition: as typed, else that of the next update that lies ahead, named or only planned, else today. What is
/// wrong is not left standing until the next update: a correction begins today.
fn first_day(author: &Author, typed: &AmendArguments, path: &str, old_day: Date) -> Result<Date, Failure> {
    let updates = author.site.registers.updates.all.iter().map(|update| update.date);
    let typed_day = Author::day("--from", typed.from.as_deref())?;
    let waits = !matches!(typed.kind, Some(AmendmentType::Correction));
    let planned = updates.filter(|day| waits && *day > author.today()).min();
    let from = typed_day.or(planned).unwrap_or(author.today());
    if from > old_day {
        return Ok(from);
    }
    refusal(format!(
        "{path} is in force from {old_day}, and the next edition would be from {from}; nothing was changed\n\
         help: give a later day: --from DATE"
    ))
}

/// The day of a withdrawal that the next edition takes back.
fn withdrawn_on(front: &FrontMatter, typed: &AmendArguments, path: &str, from: Date) -> Result<Option<Date>, Failure> {
    let Some(on) = front.withdrawn.as_ref().map(|entry| entry.on.unwrap_or(from)) else { return Ok(None) };
    if from < on {
        return refusal(format!(
            "{path} says that the chapter is withdrawn on {on}, and the next edition would be from {from}; nothing was changed\n\
             help: take `withdrawn` out of it first, or let the next edition begin on that day or later: --from DATE"
        ));
    }
    if typed.kind.is_some() {
        return refusal(format!(
            "the chapter was withdrawn on {on}, and its next edition reinstates it: that is its type of amendment; nothing was changed\n\
             help: leave --type out"
        ));
    }
    Ok(Some(on))
}

fn version_of(front: &FrontMatter, typed: &AmendArguments, path: &str, from: Date) -> Result<Option<String>, Failure> {
    if let Some(version) = &typed.version {
        return match front.version.as_ref() {
            Some(old) if old == version => refusal(format!(
                "{path} has version {old} already; nothing was changed\nhelp: give the next edition a higher version"
            )),
            _ => Ok(Some(version.clone())),
        };
    }
    let Some(old) = &front.version else { return Ok(None) };
    let major = matches!(typed.kind.unwrap_or(AmendmentType::Major), AmendmentType::Major);
    match next_version(old, major, from.year()) {
        Some(version) => Ok(Some(version)),
        None => refusal(format!(
            "{path} has version {old}, and what comes after it is not known; nothing was changed\nhelp: give the next version: --version …"
        )),
    }
}

fn kept_path(author: &Author, path: &str, day: Date) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let stem = author.name_of(path).stem;
    let ending = name.strip_prefix(stem.as_str()).unwrap_or(".md");
    format!("{folder}/{stem}@{day}{ending}").trim_start_matches('/').to_owned()
}

fn amendment(typed: &AmendArguments, present: &Edition, from: Date, reinstated: bool) -> Result<Item, Failure> {
    let sections = &present.text.sections;
    for anchor in &typed.sections {
        if !sections.iter().any(|section| section.anchor.as_ref() == anchor) {
            let known = sections.iter().map(|section| section.anchor.as_ref());
            let help = did_you_mean(anchor, known).unwrap_or_else(|| {
                let names: Vec<&str> = sections.iter().map(|section| section.anchor.as_ref()).collect();
                format!(
                    "its sections are {}; a section that you have yet to write can be added to the amendment later",
                    names.join(", ")
                )
            });
            return refusal(format!("--section {anchor}: the chapter has no such section\nhelp: {help}"));
        }
    }
    let kind = typed.kind.unwrap_or(AmendmentType::Major);
    let (word, to_replace) = match kind {
        _ if reinstated => ("reinstated", "Say here that the chapter is used again, from when, and what is new in it."),
        AmendmentType::Major => ("major", "Say here what is different for readers, and what they should read again."),
        AmendmentType::Minor => ("minor", ""),
        AmendmentType::Correction => ("correction", "Say here what was wrong, since when, and what is right."),
    };
    let reread = match typed.reread {
        Some(RereadWord::Sections) if typed.sections.is_empty() => {
            return refusal("--reread sections: say which\nhelp: name each with --section ANCHOR");
        }
        Some(RereadWord::Sections) => "sections",
        Some(RereadWord::None) => "none",
        None if word == "minor" => "none",
        None if !typed.sections.is_empty() => "sections",
        Some(RereadWord::Full) | None => "full",
    };
    let mut keys = vec![("date", Value::One(Scalar::Date(from))), ("type", Value::One(Scalar::Word(word.to_owned())))];
    let note = typed.note.as_deref().unwrap_or(to_replace);
    if !note.is_empty() {
        keys.push(("note", Value::One(Scalar::Text(note.to_owned()))));
    }
    if !typed.sections.is_empty() {
        keys.push(("sections", Value::List(typed.sections.clone())));
    }
    keys.push(("reread", Value::One(Scalar::Word(reread.to_owned()))));
    if let Some(driver) = &typed.driver {
        keys.push(("driver", Value::One(Scalar::Word(driver.clone()))));
    }
    Ok(Item::Group(keys))
}

/// The next edition's file: a draft with the old text.
fn opened(
    file: &Manuscript,
    front: &FrontMatter,
    from: Date,
    version: Option<&str>,
    amendment: Item,
) -> Result<Manuscript, Failure> {
    let mut changes: Vec<Change> = Vec::new();
    if let Some(version) = version {
        changes.push(Change::Set("version", Scalar::Label(version.to_owned())));
    }
    changes.push(Change::Set("effective_from", Scalar::Date(from)));
    // These belonged to the old text.
    let gone =
        ["approved_by", "ratified_by", "approved_on", "ratified_on", "published_on", "retrospective", "withdrawn"];
    changes.extend(gone.map(Change::Remove));
    if front.expires_on.is_some_and(|last| last < from) {
        changes.push(Change::Remove("expires_on"));
    }
    changes.push(Change::Set("draft", Scalar::Flag(true)));
    changes.push(Change::OnlyItem("amendments", amendment));
    Ok(edit(file, &changes)?)
}
