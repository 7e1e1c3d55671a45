//! What can be typed after `check` to see a part of what is wrong, or to have it mended. Knows the words and nothing of
//! what they do.

use std::path::PathBuf;

use clap::Args;

/// Which faults, how many, and what to do about them.
#[derive(Clone, Debug, Default, Args)]
pub struct CheckSelection {
    /// Only what is wrong in these files and folders, from this folder or from the manual's
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Only faults of this code; can be given more than once
    #[arg(long, value_name = "CODE")]
    pub code: Vec<String>,
    /// Only what this contact answers for: an id from registers/contacts.yml, or "manual" for what is no chapter's
    #[arg(long, value_name = "CONTACT")]
    pub owner: Option<String>,
    /// Only what is wrong in files that differ from a commit, branch or tag, and what was not wrong there
    #[arg(long, value_name = "REF")]
    pub changed_since: Option<String>,
    /// Stand by owner, the one with most first
    #[arg(long)]
    pub by_owner: bool,
    /// How many faults to show with their lines; the other formats list all
    #[arg(long, value_name = "N|all", value_parser = read_limit, default_value = "100")]
    pub limit: Limit,
    /// What to do about them
    #[command(flatten)]
    pub fixing: Fixing,
}

/// Whether to mend them.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Fixing {
    /// Make the changes that are certain: show them first, then ask
    #[arg(long, conflicts_with = "format")]
    pub fix: bool,
    /// With --fix: make them without asking
    #[arg(long, requires = "fix", conflicts_with = "dry_run")]
    pub yes: bool,
    /// With --fix: show the changes, and write nothing
    #[arg(long, requires = "fix")]
    pub dry_run: bool,
}

/// How many faults are shown; nothing for all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limit(pub Option<usize>);

fn read_limit(typed: &str) -> Result<Limit, String> {
    if typed == "all" {
        return Ok(Limit(None));
    }
    let number = typed.parse::<usize>().ok().filter(|number| *number > 0);
    number.map(|number| Limit(Some(number))).ok_or_else(|| "write a number from 1, or all".to_owned())
}
