//! `chapterhouse lock`: records the hash of every edition that has been in force.

use std::io::Write as _;

use super::args::LockArguments;
use super::failure::Failure;
use super::load::{Loaded, load};
use super::report::{print_diagnostics, say, tally};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::memory::Memory;
use crate::model::record::{Recorded, has_been_in_force, recorded_hash};
use crate::model::site::Site;
use crate::parse::editions_lock::{FILE, HEAD, LockEvent, LockKind, LockedChange};
use crate::pipeline::check_manual;
use crate::stages::NoObserver;

/// Adds what is not recorded yet. Gives whether the manual is free of errors: with errors, nothing is recorded.
///
/// # Errors
/// When the machine will not read or write.
pub fn run(typed: &LockArguments) -> Result<bool, Failure> {
    let loaded = load(&typed.site, &[], None)?;
    let (events, diagnostics) = record(&loaded)?;
    if !diagnostics.is_empty() {
        print_diagnostics(&diagnostics, &loaded.sources, super::args::Format::Human, typed.site.talk);
        say(&format!("nothing recorded: {}", tally(&diagnostics)));
        return Ok(false);
    }
    let shown = format!("{}/registers/{FILE}", loaded.config.content);
    if events.is_empty() {
        say(&format!("{shown} holds every edition that has been in force"));
        return Ok(true);
    }
    if !typed.site.talk.quiet {
        for event in &events {
            if let LockedChange::Text { id, edition, .. } = &event.what {
                say(&format!("recorded {id} {edition}"));
            }
        }
    }
    say(&format!("wrote {shown}: {} edition{} more", events.len(), if events.len() == 1 { "" } else { "s" }));
    Ok(true)
}

/// Adds to the record of a manual what it lacks. Gives what was added, or the errors that stand in the way.
///
/// # Errors
/// When the machine will not read or write.
pub fn record(loaded: &Loaded) -> Result<(Vec<LockEvent>, Vec<Diagnostic>), Failure> {
    let checked = check_manual(&loaded.sources, &loaded.config, &loaded.request, &Memory::default(), &NoObserver);
    let mut diagnostics = loaded.diagnostics.clone();
    let site = checked.take(&mut diagnostics).site;
    diagnostics.retain(Diagnostic::is_error);
    if !diagnostics.is_empty() {
        return Ok((Vec::new(), diagnostics));
    }
    let events = unrecorded(&site);
    if !events.is_empty() {
        let path = loaded.root.join(&loaded.config.content).join("registers").join(FILE);
        let failed = |cause| Failure::File { action: "write", path: path.clone(), cause };
        let kept = if path.exists() { std::fs::read_to_string(&path).map_err(failed)? } else { HEAD.to_owned() };
        let closing = if kept.ends_with('\n') { "" } else { "\n" };
        let added: String = events.iter().map(LockEvent::line).collect();
        write_whole(&path, &format!("{kept}{closing}{added}")).map_err(failed)?;
    }
    Ok((events, Vec::new()))
}

/// What the record lacks, in reading order.
fn unrecorded(site: &Site) -> Vec<LockEvent> {
    let recorded = Recorded::of_site(site);
    let mut events = Vec::new();
    for chapter in &site.chapters {
        for edition in chapter.editions.iter().filter(|edition| has_been_in_force(edition)) {
            if recorded.get(&chapter.id, &edition.name).is_none() {
                let what = LockedChange::Text {
                    kind: LockKind::Recorded,
                    id: chapter.id.to_string(),
                    edition: edition.name.to_string(),
                    hash: recorded_hash(&edition.text.passage),
                    note: String::new(),
                };
                events.push(LockEvent { on: site.today, what, span: crate::diagnostics::place::Span::default() });
            }
        }
    }
    events
}

/// Writes a file so that at every moment it is wholly old or wholly new.
fn write_whole(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    let folder = path.parent().unwrap_or(path);
    std::fs::create_dir_all(folder)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.as_file().sync_all()?;
    beside.persist(path)?;
    Ok(())
}
