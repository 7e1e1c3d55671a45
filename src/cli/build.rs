//! `chapterhouse build`: the site, published atomically.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::args::{BuildArguments, Format};
use super::failure::Failure;
use super::load::{Loaded, RECORD_FOLDER, REVIEW_FOLDER, find_root, load};
use super::progress::Progress;
use super::report::{Manner, print_report, say, tally};
use super::report_human::MOST_SHOWN;
use super::report_owners::Owners;
use crate::data::dates::parse_date;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::memory::Memory;
use crate::model::editions::Audience;
use crate::pipeline::{BuildRequest, build_site_into, check_manual};
use crate::publish::disk::{Publisher, check_destination, check_not_above};
use crate::stages::NoObserver;

/// Builds the site. Gives whether the manual is free of errors.
///
/// # Errors
/// When the machine will not read or write.
pub fn run(typed: &BuildArguments) -> Result<bool, Failure> {
    let root = find_root(typed.site.root.as_deref())?;
    let as_at = typed.as_at.as_deref().map(|day| read_as_at(typed, day)).transpose()?;
    let folder = match as_at {
        Some(day) => format!("{RECORD_FOLDER}{day}"),
        None if typed.review => REVIEW_FOLDER.to_owned(),
        None => "public".to_owned(),
    };
    let destination = typed.dest_dir.clone().unwrap_or_else(|| root.join(folder));
    let mut loaded = load(&typed.site, std::slice::from_ref(&destination), typed.base_url.as_deref())?;
    if let Some(day) = as_at {
        freeze(&mut loaded, day, typed.base_url.is_some())?;
    }
    if typed.review {
        open_for_review(&mut loaded, typed.base_url.is_some());
    }
    check_output(&root, &destination, &loaded.config.content)?;
    check_kind(&destination, Kind::of(&loaded.request))?;
    let talk = typed.site.talk;
    let progress = Progress::new(!talk.quiet && typed.format == Format::Human);
    let memory = Memory::default();
    let mut publisher = Publisher::new(destination.clone());
    let ahead = publisher.ahead();
    let outcome = build_site_into(
        &ahead,
        &loaded.sources,
        &loaded.config,
        &loaded.request,
        &memory,
        &progress,
        std::mem::take(&mut loaded.diagnostics),
    );
    let stages = progress.finish();
    let owners = owners(&loaded, &memory, &outcome.diagnostics);
    let manner =
        Manner { format: typed.format, limit: Some(MOST_SHOWN), by_owner: false, owners: &owners, root: &root };
    print_report(&outcome.diagnostics, &loaded.sources, manner);
    let Some(output) = outcome.value else {
        let before =
            if destination.exists() { format!("; {} is as it was", destination.display()) } else { String::new() };
        let table = owners.table(&outcome.diagnostics);
        if !talk.quiet && typed.format == Format::Human && !table.is_empty() {
            say(&table);
        }
        say(&format!("not built: {}{before}", tally(&outcome.diagnostics)));
        return Ok(false);
    };
    let writing = std::time::Instant::now();
    let counts = publisher.publish_ahead(&output, ahead)?;
    drop(publisher);
    if talk.verbose {
        for (stage, time) in stages {
            say(&format!("{:>9} {:>7.0} ms", stage.word(), time.as_secs_f64() * 1000.0));
        }
        say(&format!("{:>9} {:>7.0} ms", "publish", writing.elapsed().as_secs_f64() * 1000.0));
    }
    if !talk.quiet {
        let seconds = progress.elapsed().as_secs_f64();
        say(&format!(
            "built {} files in {seconds:.1} s ({} written, {} unchanged, {} removed): {}",
            output.len(),
            counts.written,
            counts.unchanged,
            counts.removed,
            tally(&outcome.diagnostics)
        ));
        say(&format!("open {}", destination.join(loaded.config.pages.index()).display()));
    }
    // A large manual is given back to the system faster all at once than piece by piece.
    std::mem::forget((memory, output, loaded.sources));
    // A site for review shows the errors of texts to come.
    Ok(!outcome.diagnostics.iter().any(Diagnostic::is_error))
}

/// Who answers for what is wrong. The manual as it was checked is at hand still; only one for review, or a record, is put together
/// once more.
fn owners(loaded: &Loaded, memory: &Memory, diagnostics: &[Diagnostic]) -> Owners {
    if diagnostics.is_empty() {
        return Owners::default();
    }
    let request = BuildRequest { as_at: None, ..loaded.request.clone() };
    let checked = check_manual(&loaded.sources, &loaded.config, &request, memory, &NoObserver).value;
    Owners::of(&checked.site)
}

fn read_as_at(typed: &BuildArguments, day: &str) -> Result<Date, Failure> {
    if typed.site.drafts || typed.site.future {
        let message = "--as-at cannot be used with --drafts or --future: a record holds what was in force";
        return Err(Failure::Usage(message.to_owned()));
    }
    parse_date(day).map_err(|why| Failure::Usage(format!("--as-at {day}: {why}")))
}

/// Asks for the manual as it stood on a day.
fn freeze(loaded: &mut Loaded, day: Date, has_address: bool) -> Result<(), Failure> {
    let today = loaded.request.today;
    if day > today {
        let message = format!(
            "--as-at {day}: that day is still to come; a record can be made of any day up to {today}\n\
             help: to see what the manual will be, build it as on that day: --today {day}"
        );
        return Err(Failure::Usage(message));
    }
    loaded.request.as_at = Some(day);
    // A record is no copy of the site under the manual's own address: it must not point search engines there.
    if !has_address {
        Arc::make_mut(&mut loaded.config).base_url.clear();
    }
    Ok(())
}

/// Asks for the manual with everything that is to come, for those who review it. It is no copy of the site under the
/// manual's own address, and nothing in it leads there.
fn open_for_review(loaded: &mut Loaded, has_address: bool) {
    loaded.request.review = true;
    loaded.request.audience = Audience { drafts: true, future: true };
    if !has_address {
        Arc::make_mut(&mut loaded.config).base_url.clear();
    }
}

/// What a folder holds, or is to hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The manual for use.
    Use,
    /// The manual as it stood.
    Record,
    /// The manual for those who review what is to come.
    Review,
}

impl Kind {
    fn of(request: &BuildRequest) -> Self {
        match (request.as_at, request.review) {
            (Some(_), _) => Kind::Record,
            (None, true) => Kind::Review,
            (None, false) => Kind::Use,
        }
    }

    /// What a folder holds: only the site for use says when it changes next, and only one for review what would go live.
    fn in_folder(folder: &Path) -> Option<Self> {
        let holds = |file: &str| folder.join(file).is_file();
        let ours = holds("SHA256SUMS") && holds("timeline.json");
        match () {
            () if holds("next-change.json") => Some(Kind::Use),
            () if ours && ["html", "htm", "aspx"].iter().any(|ending| holds(&format!("review/index.{ending}"))) => {
                Some(Kind::Review)
            }
            () if ours => Some(Kind::Record),
            () => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Kind::Use => "the manual for use",
            Kind::Record => "a record",
            Kind::Review => "a site for review",
        }
    }
}

/// A record of the manual as it stood, or a site for review, never takes the place of the manual itself, nor that of
/// another kind.
fn check_kind(destination: &Path, kind: Kind) -> Result<(), Failure> {
    let Some(there) = Kind::in_folder(destination).filter(|there| *there != kind) else { return Ok(()) };
    let (holds, put) = (there.words(), kind.words());
    let message = format!("{} holds {holds}, and this would put {put} in its place", destination.display());
    Err(Failure::Usage(format!("{message}\nhelp: name another folder with --dest-dir")))
}

/// The output must not be the source, lie in it, or hold it; nor be, or hold, a folder that people live in.
fn check_output(root: &Path, destination: &Path, content: &str) -> Result<(), Failure> {
    let content = root.join(content);
    let themes = root.join("themes");
    let mut protected: Vec<&Path> = vec![&themes];
    if content != *root && content.as_os_str() != root.join("").as_os_str() {
        protected.insert(0, &content);
    }
    check_destination(destination, &protected)?;
    let mut above: Vec<PathBuf> = vec![root.to_owned()];
    above.extend(std::env::home_dir());
    above.extend(std::env::current_dir());
    let above: Vec<&Path> = above.iter().map(PathBuf::as_path).collect();
    check_not_above(destination, &above)?;
    Ok(())
}
