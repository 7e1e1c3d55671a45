//! Whether `eval` behind `search` is the command of that name, or a word of what is looked for.
//!
//! People ask in words, and any word may be the first. Nothing but a judgement file or an option stands behind the command.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use clap::{CommandFactory, FromArgMatches};

use super::args::Arguments;

/// How the names of judgement files end.
const ENDINGS: [&str; 4] = ["toml", "jsonl", "json", "ndjson"];

/// A name that nobody can type: no system lets this sign into an argument.
const UNTYPED: &str = "\0eval";

/// Reads what was typed.
///
/// # Errors
/// What is wrong with it, or the help that it asks for.
pub fn read_typed(words: impl IntoIterator<Item = OsString>) -> Result<Arguments, clap::Error> {
    let words: Vec<OsString> = words.into_iter().collect();
    let mut command = Arguments::command();
    if asks_for_eval(&words) {
        command = command
            .mut_subcommand("search", |search| search.mut_subcommand("eval", |eval| eval.name(UNTYPED).hide(true)));
    }
    let mut matches = command.try_get_matches_from_mut(words)?;
    Arguments::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

/// Whether `search eval …` looks for the word.
fn asks_for_eval(words: &[OsString]) -> bool {
    matches!(words, [_, search, eval, next, ..] if search == "search" && eval == "eval" && !may_be_judged(next))
}

/// Whether a word can stand behind the command: an option, a file, or the name of one that is not there.
fn may_be_judged(word: &OsStr) -> bool {
    let path = Path::new(word);
    let is_named_so =
        || path.extension().is_some_and(|ending| ENDINGS.iter().any(|own| ending.eq_ignore_ascii_case(own)));
    // A pipe is as good as a file.
    word.as_encoded_bytes().starts_with(b"-") || is_named_so() || (path.exists() && !path.is_dir())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Command;
    use crate::cli::eval_args::SearchCommand;

    /// What is looked for; or the files of `search eval`, behind a plus.
    fn read(typed: &[&str]) -> Result<String, String> {
        let words = ["chapterhouse", "search"].iter().chain(typed).map(OsString::from);
        let read = read_typed(words).map_err(|error| error.to_string())?;
        let Command::Search(search) = read.command else { panic!("another command") };
        Ok(match search.command {
            Some(SearchCommand::Eval(eval)) => {
                eval.files.iter().map(|file| format!("+{}", file.display())).collect::<Vec<_>>().join(" ")
            }
            None => format!("{} up to {}", search.ask.words.join(" "), search.ask.limit),
        })
    }

    #[test]
    fn any_word_can_begin_a_question() {
        for (typed, expected) in [
            (&["help", "with", "rent"][..], "help with rent up to 10"),
            (&["help"], "help up to 10"),
            (&["eval", "of", "carers"], "eval of carers up to 10"),
            (&["eval", "of", "carers", "--limit", "3"], "eval of carers up to 3"),
            (&["--limit", "3", "eval", "of"], "eval of up to 3"),
            (&["how", "to", "eval"], "how to eval up to 10"),
            (&["eval", "src"], "eval src up to 10"),
            (&["--", "eval"], "eval up to 10"),
            (&["--", "eval", "a.toml"], "eval a.toml up to 10"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(expected), "{typed:?}");
        }
    }

    #[test]
    fn a_file_or_an_option_stands_behind_the_command() {
        for (typed, expected) in [
            (&["eval", "not-there.toml"][..], "+not-there.toml"),
            (&["eval", "not-there.JSONL", "b"], "+not-there.JSONL +b"),
            (&["eval", "not-there.json"], "+not-there.json"),
            (&["eval", "not-there.ndjson"], "+not-there.ndjson"),
            (&["eval", "LICENSE"], "+LICENSE"),
            (&["eval", "--forget", "of", "carers"], "+of +carers"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(expected), "{typed:?}");
        }
        assert!(read(&["eval"]).unwrap_err().contains("<FILE>"));
        assert!(read(&["eval", "--help"]).unwrap_err().contains("search eval"));
        let wrong = read(&["eval", "of", "--limt", "3"]).unwrap_err();
        assert!(wrong.contains("--limit") && !wrong.contains('\0'), "{wrong}");
        assert!(!read(&["--help"]).unwrap_err().contains("  help"));
    }
}
