//! `chapterhouse explain`: what a diagnostic means and how to mend it.

use std::fmt::Write as _;

use super::args::ExplainArguments;
use super::failure::Failure;
use super::report::print;
use crate::diagnostics::codes::{ALL, find_code};
use crate::diagnostics::suggest::did_you_mean;

/// Explains a code, or lists them all.
///
/// # Errors
/// When there is no such code.
pub fn run(typed: &ExplainArguments) -> Result<bool, Failure> {
    let Some(name) = &typed.code else {
        let mut list = String::new();
        let width = ALL.iter().map(|code| code.name.len()).max().unwrap_or(0);
        for code in ALL {
            let _ = writeln!(list, "{:<width$} {:<8} {}", code.name, code.severity.word(), code.summary);
        }
        print(&list);
        return Ok(true);
    };
    let name = name.trim_matches(['[', ']']).trim_start_matches("error[").trim_start_matches("warning[");
    let Some(code) = find_code(name) else {
        let help = did_you_mean(name, ALL.iter().map(|code| code.name));
        let help = help.unwrap_or_else(|| "chapterhouse explain lists all codes".to_owned());
        return Err(Failure::Usage(format!("there is no diagnostic `{name}`\nhelp: {help}")));
    };
    print(code.explanation);
    Ok(true)
}
