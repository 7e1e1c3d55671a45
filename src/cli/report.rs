//! The only printer. What a command has to say goes through here: results to standard output, everything else to
//! standard error. A reader who closes the pipe early ends the printing, not the program.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use super::args::{Format, Talk};
use super::report_formats::{Places, github, short_one};
use super::report_human::{Look, MOST_SHOWN, count_words, human};
use super::report_json::json;
use super::report_owners::Owners;
use super::report_sarif::sarif;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::source::source_tree::SourceTree;

/// Whether a result could not be printed as a whole.
static CUT_SHORT: AtomicBool = AtomicBool::new(false);

/// Prints a result.
pub fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    let Err(cause) = out.write_all(text.as_bytes()).and_then(|()| out.flush()) else { return };
    // A closed pipe is the reader's choice.
    if cause.kind() != std::io::ErrorKind::BrokenPipe && !CUT_SHORT.swap(true, Ordering::Relaxed) {
        say(&format!("error: the result could not be written as a whole: {cause}"));
    }
}

/// Whether a result was cut short by the machine: whoever reads it must not take it for the whole.
pub fn is_cut_short() -> bool {
    CUT_SHORT.load(Ordering::Relaxed)
}

/// Says something about the work.
pub fn say(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// How a report is to be printed.
#[derive(Clone, Copy)]
pub struct Manner<'a> {
    /// In which form.
    pub format: Format,
    /// How many at most, in the form for people; nothing for all.
    pub limit: Option<usize>,
    /// Whether it is to stand by owner.
    pub by_owner: bool,
    /// Who answers for what.
    pub owners: &'a Owners,
    /// The manual's folder.
    pub root: &'a Path,
}

/// Prints what is wrong with a manual. Reports for programs go to standard output, those for people to standard error.
pub fn print_report(diagnostics: &[Diagnostic], sources: &SourceTree, manner: Manner<'_>) {
    let Manner { format, limit, by_owner, owners, root } = manner;
    let mut places = Places::of(sources);
    match format {
        Format::Human => {
            let by_owner = by_owner.then_some(owners);
            let look = Look { colour: std::io::stderr().is_terminal(), limit, by_owner };
            let text = human(diagnostics, &mut places, look);
            if !text.is_empty() {
                say(text.trim_end());
                say("");
            }
        }
        Format::Short => {
            let all: Vec<&Diagnostic> = diagnostics.iter().collect();
            let all = if by_owner { owners.grouped(diagnostics, all) } else { all };
            let mut lines = String::new();
            for diagnostic in all {
                short_one(diagnostic, &mut places, &mut lines);
            }
            print(&lines);
        }
        Format::Json => print(&json(diagnostics, &mut places, owners)),
        Format::Github => print(&github(diagnostics, &mut places.below(folder_in_repository(root)))),
        Format::Sarif => print(&sarif(diagnostics, &mut places.below(folder_in_repository(root)), owners)),
    }
}

/// Prints what is wrong with a manual, for people, without a word of owners.
pub fn print_diagnostics(diagnostics: &[Diagnostic], sources: &SourceTree, format: Format, talk: Talk) {
    let owners = Owners::default();
    let manner = Manner { format, limit: Some(MOST_SHOWN), by_owner: false, owners: &owners, root: Path::new(".") };
    print_report(diagnostics, sources, manner);
    let _ = talk;
}

/// Where the manual lies in its repository, else below the folder in which the command runs: code hosts know files by
/// their paths there.
fn folder_in_repository(root: &Path) -> String {
    let here = std::env::current_dir().and_then(|here| here.canonicalize()).ok();
    let Ok(root) = root.canonicalize() else { return String::new() };
    let repository = root.ancestors().find(|folder| folder.join(".git").exists());
    let Some(base) = repository.map(Path::to_owned).or(here) else { return String::new() };
    let Ok(inside) = root.strip_prefix(&base) else { return String::new() };
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    if parts.is_empty() { String::new() } else { format!("{}/", parts.join("/")) }
}

/// "2 errors, 1 warning".
pub fn tally(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    count_words(errors, diagnostics.len() - errors)
}
