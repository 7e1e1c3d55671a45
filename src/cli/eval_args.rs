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

/// `search eval`
#[derive(Debug, Args)]
pub struct EvalArguments {
    /// Judgements: questions with the sections that answer them, in TOML or as a JSON object a line
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Leave with code 1 if nDCG@10 by section is less than this, from 0 to 1
    #[arg(long, value_name = "NUMBER")]
    pub at_least: Option<f64>,
    /// What an earlier `search eval --json` printed, to compare with [default: the last time]
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,
    /// Neither compare with the last time nor keep this one
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
