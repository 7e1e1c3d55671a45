//! What stops a command that is no fault of the manual: the machine, or what was typed. Exit code 2.

use std::path::PathBuf;

use thiserror::Error;

use crate::publish::error::PublishError;
use crate::search::index::IndexError;
use crate::source::read_tree::SourceError;

/// Why a command could not be carried out.
#[derive(Debug, Error)]
pub enum Failure {
    /// No manual here.
    #[error("no site.toml in {} or any folder above it\nhelp: go to the manual's folder, name it with --root DIR, or make a manual: chapterhouse init", .0.display())]
    NoSite(PathBuf),
    /// The source cannot be read.
    #[error(transparent)]
    Source(#[from] SourceError),
    /// The site cannot be written.
    #[error(transparent)]
    Publish(#[from] PublishError),
    /// The search index cannot be made or read.
    #[error(transparent)]
    Search(#[from] IndexError),
    /// A file cannot be written or read.
    #[error("cannot {action} {}: {cause}", path.display())]
    File {
        /// What was tried.
        action: &'static str,
        /// With which file.
        path: PathBuf,
        /// Why it failed.
        cause: std::io::Error,
    },
    /// What was typed cannot be meant.
    #[error("{0}")]
    Usage(String),
}
