//! `chapterhouse completions`: the completion script of a shell.

use clap::CommandFactory;

use super::args::{Arguments, CompletionsArguments};
use super::failure::Failure;
use super::report::print;

/// Prints the script.
///
/// # Errors
/// None; the type is that of all commands.
pub fn run(typed: &CompletionsArguments) -> Result<bool, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(typed.shell, &mut Arguments::command(), "chapterhouse", &mut script);
    print(&String::from_utf8_lossy(&script));
    Ok(true)
}
