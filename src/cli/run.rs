//! From the words typed to a command and its exit code: 0 done, 1 the content has errors, 2 the machine failed.

use std::ffi::OsString;
use std::process::ExitCode;

use super::args::Command;
use super::report::{is_cut_short, print, say};
use super::report_formats::visible;
use super::search_typed::read_typed;

/// Runs the program.
pub fn run(words: impl IntoIterator<Item = OsString>) -> ExitCode {
    let typed = match read_typed(words) {
        Ok(typed) => typed,
        Err(error) => {
            let text = error.render().to_string();
            if error.use_stderr() {
                say(text.trim_end());
                return ExitCode::from(2);
            }
            print(&text);
            return ExitCode::SUCCESS;
        }
    };
    let done = match &typed.command {
        Command::Init(typed) => super::init::run(typed),
        Command::New(typed) => super::new::run(typed),
        Command::Build(typed) => super::build::run(typed),
        Command::Serve(typed) => super::serve::run(typed),
        Command::Check(typed) => super::check::run(typed),
        Command::Lock(typed) => super::lock::run(typed),
        Command::Amend(typed) => super::amend::run(typed),
        Command::Review(typed) => super::review::run(typed),
        Command::Mv(typed) => super::mv::run(typed),
        Command::Withdraw(typed) => super::withdraw::run(typed),
        Command::Correct(typed) => super::correct::run(typed),
        Command::ImportEditions(typed) => super::import_editions::run(typed),
        Command::Search(typed) => super::search::run(typed),
        Command::Compare(typed) => super::compare::run(typed),
        Command::Export(typed) => super::export::run(typed),
        Command::Schema(typed) => super::schema::print::run(typed),
        Command::Explain(typed) => super::explain::run(typed),
        Command::Completions(typed) => super::completions::run(typed),
    };
    match done {
        // What was printed is not the whole, whatever it says.
        Ok(_) if is_cut_short() => ExitCode::from(2),
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) => {
            say(&format!("error: {}", visible(&failure.to_string(), true)));
            ExitCode::from(2)
        }
    }
}
