//! `chapterhouse import-editions`: dated snapshots of a manual, as folders or as tags and commits of a git repository,
//! become chapters with editions.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::{Format, ImportArguments, PairBy, Talk};
use super::failure::Failure;
use super::import_target::{ImportTarget, find_target, write_all};
use super::load::find_today;
use super::report::{print_diagnostics, say, tally};
use crate::data::dates::parse_date;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::import::pair::Means;
use crate::import::plan::{ImportPlan, ImportRequest, plan_import};
use crate::import::report::report_lines;
use crate::memory::Memory;
use crate::model::assemble_parts::FileName;
use crate::model::editions::Audience;
use crate::pipeline::{BuildRequest, check_report};
use crate::source::git_snapshots::{CommitName, read_commits};
use crate::source::snapshot::{Snapshot, read_snapshot};
use crate::source::source_tree::{Asset, SourceText};
use crate::stages::NoObserver;

/// Imports snapshots. Gives whether the manual could be read; what `check` would say of it is told, and is no failure.
///
/// # Errors
/// When a snapshot cannot be meant or read, a file is in the way, or the machine will not write.
pub fn run(typed: &ImportArguments) -> Result<bool, Failure> {
    let mut target = find_target(typed)?;
    if target.diagnostics.iter().any(Diagnostic::is_error) {
        print_diagnostics(&target.diagnostics, &target.sources, Format::Human, Talk::default());
        return Ok(false);
    }
    let today = find_today(typed.today.as_deref(), &target.config.time_zone)?;
    let snapshots = read_snapshots(typed, &target)?;
    let told = told_pairs(&typed.pair)?;
    let content = target.config.content.clone();
    let request = ImportRequest {
        snapshots: &snapshots,
        told: &told,
        means: &means(&typed.pair_by),
        known: &target.known,
        endings: &target.config.markdown,
        present: &target.present,
        home_title: &target.config.title,
    };
    let plan = plan_import(&request);
    if let Some(pair) = plan.unused.first() {
        let message = format!("--pair {pair}: no two snapshots have these files one after the other");
        return Err(Failure::Usage(format!("{message}\nhelp: name them by their paths within their snapshots")));
    }
    if plan.report.chapters.is_empty() {
        let left_out: BTreeSet<&str> =
            snapshots.iter().flat_map(|snapshot| &snapshot.left_out).filter_map(|(path, _)| ending_of(path)).collect();
        let endings = if left_out.is_empty() {
            String::new()
        } else {
            format!("; left out: {}", left_out.into_iter().collect::<Vec<_>>().join(", "))
        };
        let help = "--ending names another ending of Markdown files, for a new manual";
        return Err(Failure::Usage(format!("the snapshots hold no chapter{endings}\nhelp: {help}")));
    }
    refuse_collisions(&plan, &target)?;
    refuse_report(typed.report.as_deref())?;
    say(report_lines(&plan.report).trim_end());
    let found = check_in_memory(&plan, &mut target, today, &content);
    if typed.dry_run {
        say("nothing is written: this was a dry run");
    } else {
        write_all(&plan.files, &target)?;
        say(&format!("wrote {} files to {}", plan.files.len() + target.settings.len(), target.root.display()));
    }
    if let Some(path) = &typed.report {
        write_report(&plan, path)?;
    }
    let shown = target.root.display();
    say(&format!("chapterhouse check --root {shown} says of it: {}", tally(&found)));
    if !typed.dry_run {
        say(
            "mend that, build and publish; then chapterhouse lock records the editions, so that nobody can alter them unseen",
        );
    }
    Ok(true)
}

/// The whole ending of a file's name: `.html.md.erb`.
fn ending_of(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next()?;
    name.get(name.find('.').filter(|at| *at > 0)?..)
}

/// What `--pair-by` allows; without it, everything.
fn means(allowed: &[PairBy]) -> Vec<Means> {
    let all = [PairBy::Id, PairBy::Number, PairBy::Path, PairBy::Title];
    let allowed = if allowed.is_empty() { all.as_slice() } else { allowed };
    let means = allowed.iter().map(|by| match by {
        PairBy::Id => Means::Id,
        PairBy::Number => Means::Number,
        PairBy::Path => Means::Path,
        PairBy::Title => Means::Likeness,
    });
    means.collect()
}

fn told_pairs(typed: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let split = |pair: &String| {
        let (old, new) = pair.split_once('=').filter(|(old, new)| !old.is_empty() && !new.is_empty())?;
        Some((old.to_owned(), new.to_owned()))
    };
    let wrong = |pair: &String| {
        let help = "write the older file's path, an equals sign, and the newer one's: --pair OLD=NEW";
        Failure::Usage(format!("--pair {pair}: this is no pair\nhelp: {help}"))
    };
    typed.iter().map(|pair| split(pair).ok_or_else(|| wrong(pair))).collect()
}

/// The snapshots in the order of their days.
fn read_snapshots(typed: &ImportArguments, target: &ImportTarget) -> Result<Vec<Snapshot>, Failure> {
    let endings = &target.config.markdown;
    let within = typed.within.as_deref().unwrap_or("").trim_matches('/');
    if within.split('/').any(|part| part == "..") {
        let message = format!("--within {within}: this leads out of the snapshot\nhelp: name a folder in it");
        return Err(Failure::Usage(message));
    }
    let mut snapshots = Vec::new();
    if let Some(repository) = &typed.git {
        let mut commits = Vec::new();
        for word in &typed.snapshots {
            let (date, name) = dated_name(word)?;
            commits.push(CommitName { name: name.to_owned(), date });
        }
        let zone = TimeZone::get(&target.config.time_zone).unwrap_or(TimeZone::UTC);
        snapshots = read_commits(repository, &commits, &typed.tags, &zone, within, endings)
            .map_err(|error| Failure::Usage(error.to_string()))?;
    } else {
        for word in &typed.snapshots {
            let (date, name) = dated_name(word)?;
            let folder = Path::new(name);
            let last = folder.file_name().and_then(|last| last.to_str()).unwrap_or(name);
            let Some(date) = date.or_else(|| parse_date(last).ok()) else {
                let help = "name the folder for its day, as in 2024-11-12, or write 2024-11-12=FOLDER";
                return Err(Failure::Usage(format!("{word}: of which day is this?\nhelp: {help}")));
            };
            snapshots.push(read_snapshot(folder, date, last, within, endings)?);
        }
    }
    refuse_unusable(&snapshots)?;
    snapshots.sort_by_key(|snapshot| snapshot.date);
    for pair in snapshots.windows(2) {
        let [one, other] = pair else { continue };
        if one.date == other.date {
            let message = format!("{} and {} are both of {}", one.name, other.name, one.date);
            let help = "a manual has one text on a day: leave one out, or give it its day: DATE=NAME";
            return Err(Failure::Usage(format!("{message}\nhelp: {help}")));
        }
    }
    Ok(snapshots)
}

/// A snapshot without its texts would withdraw every chapter.
fn refuse_unusable(snapshots: &[Snapshot]) -> Result<(), Failure> {
    if snapshots.is_empty() {
        let help = "name folders, or with --git tags and commits, oldest first; --tags 'v*' takes all tags that fit";
        return Err(Failure::Usage(format!("there is no snapshot to import\nhelp: {help}")));
    }
    for snapshot in snapshots {
        if let Some(first) = snapshot.unreadable.first() {
            let more = match snapshot.unreadable.len() {
                1 => String::new(),
                number => format!(" and {} more", number - 1),
            };
            let message = format!("{first}{more} of {} cannot be read: not saved as UTF-8", snapshot.name);
            let help = "characters would be lost; save such files as UTF-8 in a copy of the snapshot, and import that";
            return Err(Failure::Usage(format!("{message}\nhelp: {help}")));
        }
        if snapshot.texts.is_empty() {
            let help = "--within names the folder in each snapshot that holds the manual";
            return Err(Failure::Usage(format!("{} holds no Markdown file\nhelp: {help}", snapshot.name)));
        }
    }
    Ok(())
}

/// `2024-11-12=NAME` taken apart.
fn dated_name(word: &str) -> Result<(Option<Date>, &str), Failure> {
    match word.split_once('=') {
        Some((date, name)) if date.starts_with(|c: char| c.is_ascii_digit()) && !name.is_empty() => {
            let date = parse_date(date).map_err(|why| Failure::Usage(format!("{word}: {why}")))?;
            Ok((Some(date), name))
        }
        _ => Ok((None, word)),
    }
}

/// Nothing is written over, and no chapter gets an id that another has.
fn refuse_collisions(plan: &ImportPlan, target: &ImportTarget) -> Result<(), Failure> {
    let present: BTreeSet<String> = target.present.iter().map(|path| path.to_lowercase()).collect();
    let in_the_way: Vec<&String> = plan.files.keys().filter(|path| present.contains(&path.to_lowercase())).collect();
    let name = |path: &str| FileName::of(path.rsplit('/').next().unwrap_or(path), &target.config.markdown).slug;
    let ids: BTreeSet<String> =
        target.present.iter().map(|path| name(path)).chain(target.ids.iter().cloned()).collect();
    let doubled = plan.report.chapters.iter().find(|chapter| ids.contains(&chapter.id));
    let help = "import into a manual of its own with --into DIR, and move the files from there";
    if let Some(first) = in_the_way.first() {
        let more = if in_the_way.len() > 1 { format!(" and {} more", in_the_way.len() - 1) } else { String::new() };
        return Err(Failure::Usage(format!("{first}{more} would be written over\nhelp: {help}")));
    }
    match doubled {
        Some(chapter) => {
            Err(Failure::Usage(format!("the manual has a chapter `{}` already\nhelp: {help}", chapter.id)))
        }
        None => Ok(()),
    }
}

/// Better told before the manual is written than after.
fn refuse_report(path: Option<&Path>) -> Result<(), Failure> {
    match path.filter(|path| path.symlink_metadata().is_ok()) {
        Some(path) => {
            let message = format!("--report {}: this file is there already", path.display());
            Err(Failure::Usage(format!("{message}\nhelp: choose another name")))
        }
        None => Ok(()),
    }
}

fn write_report(plan: &ImportPlan, path: &Path) -> Result<(), Failure> {
    let failed = |cause| Failure::File { action: "write", path: path.to_owned(), cause };
    let text = serde_json::to_string_pretty(&plan.report).map_err(|error| failed(error.into()))?;
    super::import_target::write_new(path, format!("{text}\n").as_bytes())
}

/// What `check` says of the manual with the new files in it.
fn check_in_memory(plan: &ImportPlan, target: &mut ImportTarget, today: Date, content: &str) -> Vec<Diagnostic> {
    let sources = &mut target.sources;
    for (path, bytes) in &plan.files {
        let place = if content.is_empty() { path.clone() } else { format!("{content}/{path}") };
        if target.config.markdown.iter().any(|ending| path.ends_with(ending.as_str())) {
            let text = SourceText::new(&place, &String::from_utf8_lossy(bytes));
            if path.starts_with("shared/") { sources.passages.push(text) } else { sources.pages.push(text) }
        } else {
            sources.assets.push(Asset::new(Arc::from(place), Arc::from(bytes.as_slice())));
        }
    }
    for texts in [&mut sources.pages, &mut sources.passages] {
        texts.sort_by(|a, b| a.path.cmp(&b.path));
    }
    sources.assets.sort_by(|a, b| a.path.cmp(&b.path));
    let request = BuildRequest {
        today,
        as_at: None,
        audience: Audience::default(),
        review: false,
        deny: Vec::new(),
        outside: Vec::new(),
    };
    let earlier = target.diagnostics.clone();
    check_report(sources, &target.config, &request, &Memory::default(), &NoObserver, earlier).diagnostics
}
