//! `chapterhouse export search`: the records of search for a larger engine, and the configuration of its index.

use std::path::Path;

use super::export_args::{Engine, ExportArguments, ExportSearchArguments, ExportWhat, ExportedSet, RecordFormat};
use super::failure::Failure;
use super::load::load;
use super::report::{print, say};
use crate::memory::Memory;
use crate::model::site::Site;
use crate::parse::slug::anchor_of;
use crate::pipeline::read_manual;
use crate::search::engines::{opensearch, quickwit};
use crate::search::gather::search_sets;
use crate::search::ndjson::{LineForm, ManualFace, lines_of};
use crate::search::records::SearchSet;
use crate::stages::NoObserver;

/// Prints or writes what was asked for. What is wrong elsewhere in the manual is no obstacle.
///
/// # Errors
/// When a name that was typed cannot be one, or the machine will not read or write.
pub fn run(typed: &ExportArguments) -> Result<bool, Failure> {
    let ExportWhat::Search(typed) = &typed.what;
    check_name("--index", &typed.index)?;
    if let Some(name) = &typed.manual {
        check_name("--manual", name)?;
    }
    let loaded = load(&typed.site, &[], typed.base_url.as_deref())?;
    let memory = Memory::default();
    let site = read_manual(&loaded.sources, &loaded.config, &loaded.request, &memory, &NoObserver).value;
    let sets = search_sets(&site, &site.config.search.aside);
    let text = match typed.config {
        Some(engine) => configuration(engine, typed, &sets),
        None => lines(typed, &site, &sets),
    };
    match &typed.output {
        None => print(&text),
        Some(path) => write(path, &text, typed.site.talk.quiet)?,
    }
    std::mem::forget((memory, loaded.sources));
    Ok(true)
}

fn lines(typed: &ExportSearchArguments, site: &Site, sets: &[SearchSet]) -> String {
    let name = typed.manual.clone().unwrap_or_else(|| anchor_of(&site.config.title));
    let face = ManualFace {
        name: &name,
        title: &site.config.title,
        base_url: &site.config.base_url,
        pages: site.config.pages,
        language: &site.config.language,
        today: site.today,
    };
    let form = match typed.format {
        RecordFormat::Ndjson => LineForm::Plain,
        RecordFormat::OpensearchBulk => LineForm::Bulk(&typed.index),
    };
    let wanted = if typed.set == ExportedSet::Now { "now" } else { "all" };
    // There is no set of every edition where all of them are in force.
    let set = sets.iter().find(|set| set.name == wanted).or_else(|| sets.first());
    set.map(|set| lines_of(set, &face, form)).unwrap_or_default()
}

fn configuration(engine: Engine, typed: &ExportSearchArguments, sets: &[SearchSet]) -> String {
    match engine {
        Engine::Quickwit => quickwit(&typed.index),
        Engine::Opensearch => {
            sets.first().map_or_else(|| opensearch(&[], true), |set| opensearch(&set.terms, set.english))
        }
    }
}

fn write(path: &Path, text: &str, quiet: bool) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(|cause| Failure::File { action: "write", path: path.to_owned(), cause })?;
    if !quiet {
        say(&format!("wrote {} lines to {}", text.lines().count(), path.display()));
    }
    Ok(())
}

/// What every engine takes as a name: small letters, digits and hyphens.
fn check_name(option: &str, name: &str) -> Result<(), Failure> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    let first = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    if first && name.len() >= 3 && name.len() <= 100 && name.bytes().all(fits) {
        return Ok(());
    }
    let help = "write small letters, digits and hyphens, three or more, a letter first: children-procedures";
    Err(Failure::Usage(format!("{option} {name}: no engine takes this as a name\nhelp: {help}")))
}
