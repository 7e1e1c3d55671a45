//! What can be typed after `search`.

use std::path::PathBuf;

use clap::Args;

/// `search`: what is looked for
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub struct AskArguments {
    /// What to look for; words between quotation marks ('"family time"') as they stand; behind `--` all are words, as in -- eval
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,
    /// Only this part and the parts in it: its number, or its folder without the figures that order it
    #[arg(long, value_name = "PART")]
    pub part: Option<String>,
    /// Only chapters of a type, as in front matter (procedure, policy …); or part, register. A wrong one lists those that there are
    #[arg(long = "type", value_name = "TYPE")]
    pub type_word: Option<String>,
    /// Only what is for an audience, or for all
    #[arg(long, value_name = "AUDIENCE")]
    pub audience: Option<String>,
    /// Only what is for an area, or for all
    #[arg(long, value_name = "AREA")]
    pub area: Option<String>,
    /// Only what changed on this day or later
    #[arg(long, value_name = "DATE")]
    pub changed_since: Option<String>,
    /// Only what is in force on this day, of all editions that readers may see
    #[arg(long, value_name = "DATE", conflicts_with = "everything")]
    pub as_at: Option<String>,
    /// Every edition that readers may see, in force or not
    #[arg(long)]
    pub everything: bool,
    /// Also what is only for readers who are set aside, as authors are
    #[arg(long)]
    pub aside: bool,
    /// The most chapters to show
    #[arg(long, value_name = "NUMBER", default_value_t = 10)]
    pub limit: usize,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// The folder of the manual [default: the nearest folder upward that holds site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The day on which the manual is looked at, as 2026-11-15 [default: `SOURCE_DATE_EPOCH`, else today]
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
    /// Take drafts in
    #[arg(long)]
    pub drafts: bool,
    /// Take editions in whose `published_on` is still to come
    #[arg(long)]
    pub future: bool,
}
