//! The only printer. What a command has to say goes through here: results to standard output, everything else to
//! standard error. A reader who closes the pipe early ends the printing, not the program.

use std::io::{IsTerminal, Write};

use super::args::{Format, Talk};
use super::report_formats::{Places, github, human, json, short};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::source::source_tree::SourceTree;

/// Prints a result.
pub fn print(text: &str) {
    let mut out = anstream::stdout().lock();
    // A closed pipe is the reader's choice.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Says something about the work.
pub fn say(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Prints what is wrong with a manual, and a last line that counts it. Reports for programs go to standard output,
/// those for people to standard error.
pub fn print_diagnostics(diagnostics: &[Diagnostic], sources: &SourceTree, format: Format, talk: Talk) {
    let mut places = Places::of(sources);
    match format {
        Format::Human => {
            let text = human(diagnostics, &mut places, std::io::stderr().is_terminal());
            if !text.is_empty() {
                say(text.trim_end());
                say("");
            }
        }
        Format::Short => print(&short(diagnostics, &mut places)),
        Format::Json => print(&json(diagnostics, &mut places)),
        Format::Github => print(&github(diagnostics, &mut places)),
    }
    let _ = talk;
}

/// "2 errors, 1 warning".
pub fn tally(diagnostics: &[Diagnostic]) -> String {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
    let warnings = diagnostics.len() - errors;
    let count = |number: usize, word: &str| format!("{number} {word}{}", if number == 1 { "" } else { "s" });
    match (errors, warnings) {
        (0, 0) => "nothing wrong".to_owned(),
        (0, _) => count(warnings, "warning"),
        (_, 0) => count(errors, "error"),
        _ => format!("{}, {}", count(errors, "error"), count(warnings, "warning")),
    }
}
