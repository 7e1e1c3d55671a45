//! What can be typed after `export`.

#![allow(clippy::doc_markdown, reason = "what stands in the documentation is printed as help")]

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::args::SiteArguments;

/// `export`
#[derive(Debug, Args)]
pub struct ExportArguments {
    /// What to give to another program
    #[command(subcommand)]
    pub what: ExportWhat,
}

/// What can be exported.
#[derive(Debug, Subcommand)]
pub enum ExportWhat {
    /// What is searched, a record for each section, for a larger engine that holds many manuals
    Search(ExportSearchArguments),
}

/// `export search`
#[derive(Debug, Args)]
pub struct ExportSearchArguments {
    /// Which manual
    #[command(flatten)]
    pub site: SiteArguments,
    /// As what to print the records
    #[arg(long, value_enum, default_value_t = RecordFormat::Ndjson)]
    pub format: RecordFormat,
    /// What is in force, or every edition that readers may see
    #[arg(long, value_enum, default_value_t = ExportedSet::Now)]
    pub set: ExportedSet,
    /// The manual's short name in the records [default: made from its title]
    #[arg(long, value_name = "NAME")]
    pub manual: Option<String>,
    /// The name of the engine's index
    #[arg(long, value_name = "NAME", default_value = "procedures")]
    pub index: String,
    /// Print the configuration of an engine's index, and no records
    #[arg(long, value_enum, value_name = "ENGINE", conflicts_with = "format")]
    pub config: Option<Engine>,
    /// The file to write, in place of the terminal
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The address under which the manual is published, in place of site.toml's
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
}

/// Forms of records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RecordFormat {
    /// A JSON object a line
    Ndjson,
    /// The same, each with its action before it, for the bulk interface of OpenSearch
    OpensearchBulk,
}

/// Sets that can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportedSet {
    /// What is in force
    Now,
    /// Every edition that readers may see, with its days
    All,
}

/// Engines of which a configuration can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Engine {
    /// Quickwit 0.8 and 0.9
    Quickwit,
    /// OpenSearch 2 and 3
    Opensearch,
}
