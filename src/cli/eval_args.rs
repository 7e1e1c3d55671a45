//! What can be typed after `search eval`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::args::SiteArguments;

/// What else `search` can do than search. To search for the word eval, type `search -- eval`.
#[derive(Debug, Subcommand)]
pub enum SearchCommand {
    /// Ask the questions of judgement files, and say how well they are answered
    Eval(EvalArguments),
}

/// What `search eval --help` says of the files.
const FORM: &str = r#"A judgement file:
  [[judgement]]
  query = "who can sign a placement"
  answer = "agreeing-care#who-can-agree"
  # or: sections = {"agreeing-care#who-can-agree" = 3, "agreeing-care" = 1}

A section is named by its chapter's id, # and its anchor, as in its page's address: it stands at
chapter/agreeing-care/#who-can-agree. The id alone means any section of the chapter. 3 is right, 2 and 1 help, 0 would mislead.
`chapterhouse explain bad-judgement` and `chapterhouse explain unknown-answer` tell more."#;

/// `search eval`
#[derive(Debug, Args)]
#[command(after_help = FORM)]
pub struct EvalArguments {
    /// Judgements: questions with the sections that answer them, in TOML or as a JSON object a line
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Leave with code 1 if nDCG@10 by section is less than this, from 0 to 1
    #[arg(long, value_name = "NUMBER")]
    pub at_least: Option<f64>,
    /// What an earlier `search eval --json` printed, to compare with [default: the last run]
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,
    /// Neither compare with the last run nor keep this one
    #[arg(long, conflicts_with = "against")]
    pub forget: bool,
    /// Ask as readers do who want what is set aside for some audience, too
    #[arg(long)]
    pub aside: bool,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Which manual
    #[command(flatten)]
    pub site: SiteArguments,
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::FORM;
    use crate::cli::search_typed::read_typed;
    use crate::diagnostics::codes::find_code;
    use crate::search::judgements::read_judgements;

    #[test]
    fn the_help_shows_a_file_that_can_be_read() {
        let words = ["chapterhouse", "search", "eval", "--help"].map(Into::into);
        let help = read_typed(words).unwrap_err().to_string();
        let example: Vec<&str> = help.lines().skip_while(|line| *line != "  [[judgement]]").take(4).collect();
        let plain = example.join("\n");
        let graded = format!("{}\n{}", example[..2].join("\n"), example[3].replace("# or: ", ""));
        for (text, targets) in [(plain, 1), (graded, 2)] {
            let read = read_judgements(&Arc::from("j.toml"), &text);
            assert!(read.diagnostics.is_empty(), "{text}");
            assert_eq!(read.value[0].targets.len(), targets, "{text}");
        }
        for code in FORM.split('`').filter_map(|words| words.strip_prefix("chapterhouse explain ")) {
            assert!(find_code(code).is_some(), "{code}");
        }
    }
}
