//! What can be typed behind `serve`. Knows the words of the command line and nothing of what they do.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::Talk;

/// `serve`
#[derive(Debug, Args)]
pub struct ServeArguments {
    /// The folder of the manual [default: the nearest folder upward that holds site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The port
    #[arg(short, long, value_name = "PORT", default_value_t = 4000)]
    pub port: u16,
    /// The address or name of this machine to answer to; any but the default lets others on the network read drafts
    #[arg(short = 'n', long, value_name = "HOST", default_value = "127.0.0.1")]
    pub host: String,
    /// Open the preview in the browser
    #[arg(short, long)]
    pub open: bool,
    /// How to learn of changes: from the system, or by looking again and again [default: what suits the folder]
    #[arg(long, value_enum, value_name = "MEANS")]
    pub watcher: Option<WatcherMeans>,
    /// The day on which the manual is looked at, as 2026-11-15 [default: `SOURCE_DATE_EPOCH`, else today]
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
    /// How much to say
    #[command(flatten)]
    pub talk: Talk,
}

/// How to learn of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WatcherMeans {
    /// The system tells
    Native,
    /// The files are looked at again and again: for folders on a network
    Poll,
}
