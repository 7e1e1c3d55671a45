//! `chapterhouse check`: everything that is wrong with the manual. Nothing is written, unless it is asked to mend.
//!
//! The exit code speaks of what was asked for: of the whole manual, or of the part of it that paths and options name. The
//! last line counts the rest, so that a part that is clean is never taken for the whole.

use std::time::Duration;

use super::args::{CheckArguments, Format};
use super::check_fix::{Mended, mend};
use super::check_selection::Selection;
use super::external::Outside;
use super::failure::Failure;
use super::load::{Loaded, load};
use super::mending::promises;
use super::progress::Progress;
use super::report::{Manner, print_report, say, tally};
use super::report_owners::Owners;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::memory::Memory;
use crate::model::record::RecordedTexts;
use crate::model::site::Site;
use crate::pipeline::{Examined, check_report_and};
use crate::stages::Stage;

/// A manual that was looked at.
pub struct Looked {
    /// What was read.
    pub loaded: Loaded,
    /// What is remembered of it.
    pub memory: Memory,
    /// Who answers for what.
    pub owners: Owners,
    /// Everything that is wrong.
    pub all: Vec<Diagnostic>,
    /// What was asked for of it.
    pub shown: Vec<Diagnostic>,
    /// What of it is on record.
    pub recorded: RecordedTexts,
    /// How many faults there are besides, in words; nothing if everything was asked for.
    rest: Option<String>,
    /// How many faults more the manual's authors exempted, with reasons.
    exempted: usize,
    stages: Vec<(Stage, Duration)>,
    /// Whether what was heard from outside could be remembered.
    asked: Result<(), Failure>,
}

/// Checks the manual. Gives whether what was asked for is free of errors.
///
/// # Errors
/// When the machine will not read or write, or what was typed cannot be meant.
pub fn run(typed: &CheckArguments) -> Result<bool, Failure> {
    let looked = look(typed)?;
    if !typed.selection.fixing.fix {
        return tell(typed, looked, 0);
    }
    match mend(typed, &looked)? {
        Mended::Made { left_alone } => tell(typed, look(typed)?, left_alone),
        Mended::Nothing => tell(typed, looked, usize::MAX),
        Mended::Shown => Ok(true),
        Mended::Refused => Ok(false),
    }
}

fn look(typed: &CheckArguments) -> Result<Looked, Failure> {
    let mut loaded = load(&typed.site, &[], None)?;
    let progress = Progress::new(!typed.site.talk.quiet && typed.format == Format::Human);
    let memory = Memory::default();
    let earlier = std::mem::take(&mut loaded.diagnostics);
    let outside = if typed.external || typed.external_fresh {
        Some(Outside::new(&loaded, typed.external_fresh, typed.site.talk.quiet)?)
    } else {
        None
    };
    let mut stages = Vec::new();
    let mut asked = Ok(());
    let mut find_more = |site: &Site| {
        stages = progress.finish();
        let (found, reached) = outside.as_ref().map_or((Vec::new(), Ok(())), |outside| outside.ask(site));
        asked = reached;
        found
    };
    let Loaded { sources, config, request, .. } = &loaded;
    let checked = check_report_and(sources, config, request, &memory, &progress, earlier.clone(), &mut find_more);
    loaded.diagnostics = earlier;
    let Examined { site, exempted } = checked.value;
    let owners = Owners::of(&site);
    let mut selection = Selection::of(&typed.selection, &loaded, &memory, &owners)?;
    let all = checked.diagnostics;
    let (shown, rest) = selection.split(all.clone(), &owners);
    let rest = selection.is_part().then(|| tally(&rest));
    let recorded = RecordedTexts::of(&site);
    std::mem::forget(site);
    Ok(Looked { loaded, memory, owners, all, shown, recorded, rest, exempted, stages, asked })
}

/// Prints what was asked for. Of what brings its own mend, `left_alone` faults were tried in vain. Gives whether it is free of errors.
fn tell(typed: &CheckArguments, looked: Looked, left_alone: usize) -> Result<bool, Failure> {
    let mendable = looked.shown.iter().filter(|fault| promises(fault, &looked)).count().saturating_sub(left_alone);
    let Looked { loaded, memory, owners, all, shown, rest, exempted, stages, asked, .. } = looked;
    let talk = typed.site.talk;
    let (format, by_owner) = (typed.format, typed.selection.by_owner);
    let manner = Manner { format, limit: typed.selection.limit.0, by_owner, owners: &owners, root: &loaded.root };
    print_report(&shown, &loaded.sources, manner);
    if talk.verbose {
        for (stage, time) in stages {
            say(&format!("{:>9} {:>7.0} ms", stage.word(), time.as_secs_f64() * 1000.0));
        }
    }
    if !talk.quiet {
        // By owner, the headings have said it already.
        let table = if by_owner || format != Format::Human { String::new() } else { owners.table(&shown) };
        if !table.is_empty() {
            say(&table);
        }
        let pages = loaded.sources.pages.len();
        let files = format!("{pages} file{}", if pages == 1 { "" } else { "s" });
        let found = tally(&shown);
        let allowed = match exempted {
            0 => String::new(),
            1 => "; 1 allowed, with its reason".to_owned(),
            many => format!("; {many} allowed, with reasons"),
        };
        say(&match rest {
            None => format!("checked {files}: {found}{allowed}"),
            Some(rest) => format!("checked {files}: {found} in what was asked for; {rest} in the rest"),
        });
        if mendable > 0 && format == Format::Human {
            let them = if shown.len() == 1 { "it".to_owned() } else { format!("{mendable} of them") };
            say(&format!("{them} can be mended at once: chapterhouse check --fix shows how, then asks"));
        }
    }
    let clean = !shown.iter().any(Diagnostic::is_error);
    // A large manual is given back to the system faster all at once than piece by piece.
    std::mem::forget((memory, loaded, all, shown));
    asked.map(|()| clean)
}
