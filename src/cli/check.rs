//! `chapterhouse check`: everything that is wrong with the manual; nothing is written.

use super::args::{CheckArguments, Format};
use super::external::Outside;
use super::failure::Failure;
use super::load::load;
use super::progress::Progress;
use super::report::{print_diagnostics, say, tally};
use crate::diagnostics::diagnostic::{Diagnostic, sort_diagnostics};
use crate::diagnostics::reported::Reported;
use crate::model::site::Site;
use crate::pipeline::{Memory, check_report_and};

/// Checks the manual. Gives whether it is free of errors.
///
/// # Errors
/// When the machine will not read.
pub fn run(typed: &CheckArguments) -> Result<bool, Failure> {
    let mut loaded = load(&typed.site, &[], None)?;
    let talk = typed.site.talk;
    let progress = Progress::new(!talk.quiet && typed.format == Format::Human);
    let memory = Memory::default();
    let earlier = std::mem::take(&mut loaded.diagnostics);
    let outside = if typed.external || typed.external_fresh {
        Some(Outside::new(&loaded, typed.external_fresh, talk.quiet)?)
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
    let Reported { value: exempted, mut diagnostics } =
        check_report_and(&loaded.sources, &loaded.config, &loaded.request, &memory, &progress, earlier, &mut find_more);
    sort_diagnostics(&mut diagnostics);
    print_diagnostics(&diagnostics, &loaded.sources, typed.format, talk);
    if talk.verbose {
        for (stage, time) in stages {
            say(&format!("{:>9} {:>7.0} ms", stage.word(), time.as_secs_f64() * 1000.0));
        }
    }
    if !talk.quiet {
        let pages = loaded.sources.pages.len();
        let allowed = match exempted {
            0 => String::new(),
            1 => "; 1 allowed, with its reason".to_owned(),
            many => format!("; {many} allowed, with reasons"),
        };
        say(&format!("checked {pages} file{}: {}{allowed}", if pages == 1 { "" } else { "s" }, tally(&diagnostics)));
    }
    let clean = !diagnostics.iter().any(Diagnostic::is_error);
    std::mem::forget((memory, loaded.sources));
    asked.map(|()| clean)
}
