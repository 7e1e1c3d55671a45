//! What can be typed. Knows the words of the command line and nothing of what they do.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::author_args::{AmendArguments, CorrectArguments, MvArguments, ReviewCommand, WithdrawArguments};
use super::check_args::CheckSelection;
use super::eval_args::SearchCommand;
use super::export_args::ExportArguments;
use super::search_args::AskArguments;
use super::serve_args::ServeArguments;

/// Builds procedures manuals: versioned, cross-linked, checked, printable.
#[derive(Debug, Parser)]
#[command(name = "chapterhouse", version, arg_required_else_help = true, max_term_width = 100)]
pub struct Arguments {
    /// What to do
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Write a small working manual with every device in it
    Init(InitArguments),
    /// Write a new chapter with its front matter filled in
    New(NewArguments),
    /// Build the site; the old one stays whole until the new one is
    Build(BuildArguments),
    /// Show the manual in a browser while you write, drafts and coming editions too, and every change as you save it
    Serve(ServeArguments),
    /// Say everything that is wrong with the manual; --fix mends what is certain
    Check(CheckArguments),
    /// Record the hash of every edition that has been in force, so that nobody can alter one unseen
    Lock(LockArguments),
    /// Keep a chapter's present text as an edition, and open the next one
    Amend(AmendArguments),
    /// List the chapters whose review is overdue or due soon; `review done` records a review
    Review(ReviewArguments),
    /// Move or rename a chapter, and let every link to it follow
    Mv(MvArguments),
    /// Take a chapter out of force, with its date, its reason and what replaces it
    Withdraw(WithdrawArguments),
    /// Record openly that a mistake was put right in an edition that has been in force
    Correct(CorrectArguments),
    /// Make editions of dated snapshots of a manual: folders, or tags and commits of a git repository
    ImportEditions(ImportArguments),
    /// Look for words in the manual, as its readers do, and say where in the source they stand
    Search(SearchArguments),
    /// Say how one edition of a chapter became another
    Compare(CompareArguments),
    /// Give what is searched to a larger engine, with a ready configuration of its index
    Export(ExportArguments),
    /// Print the JSON Schema of front matter, site.toml or a register, for editors
    Schema(SchemaArguments),
    /// Say what a diagnostic means and how to mend it
    Explain(ExplainArguments),
    /// Print the completion script of a shell
    Completions(CompletionsArguments),
}

/// How much to say.
#[derive(Clone, Copy, Debug, Default, Args)]
pub struct Talk {
    /// Say only what is wrong
    #[arg(short, long, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more: how long each stage took
    #[arg(short, long)]
    pub verbose: bool,
}

/// Which manual, and on which day.
#[derive(Clone, Debug, Default, Args)]
pub struct SiteArguments {
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
    /// Treat a warning as an error: its code, or "warnings" for all
    #[arg(long, value_name = "CODE|warnings")]
    pub deny: Vec<String>,
    /// How much to say
    #[command(flatten)]
    pub talk: Talk,
}

/// `init`
#[derive(Debug, Args)]
pub struct InitArguments {
    /// The folder to write the manual into [default: this one]
    #[arg(value_name = "DIR")]
    pub directory: Option<PathBuf>,
}

/// `new`
#[derive(Debug, Args)]
pub struct NewArguments {
    /// The part and the chapter's file name, as in 02-first-contact/06-writing-a-chronology
    #[arg(value_name = "PART/NAME")]
    pub name: String,
    /// The chapter's title [default: made from its name]
    #[arg(long)]
    pub title: Option<String>,
    /// Who answers for it: an id from registers/contacts.yml
    #[arg(long, value_name = "CONTACT")]
    pub owner: Option<String>,
    /// The folder of the manual [default: the nearest folder upward that holds site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The day that goes into the front matter [default: `SOURCE_DATE_EPOCH`, else today]
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
}

/// `build`
#[derive(Debug, Args)]
pub struct BuildArguments {
    /// Which manual
    #[command(flatten)]
    pub site: SiteArguments,
    /// Write the whole manual as it stood on a day, for a record: frozen, with a cover and SHA256SUMS
    #[arg(long, value_name = "DATE")]
    pub as_at: Option<String>,
    /// Build the site for those who review what is to come, to be sent to them as it is: what would go live, every change
    /// marked in its text, drafts and editions to come; marked as not in force
    #[arg(long, conflicts_with = "as_at")]
    pub review: bool,
    /// The folder to write the site to, from this folder [default: public in the manual's folder, public-as-at-DATE, or
    /// public-for-review]
    #[arg(short, long, value_name = "DIR")]
    pub dest_dir: Option<PathBuf>,
    /// The address under which the site is published, in place of site.toml's
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// How to print what is wrong
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
}

/// `check`
#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Which manual
    #[command(flatten)]
    pub site: SiteArguments,
    /// How to print what is wrong
    #[arg(long, value_enum, default_value_t = Format::Human)]
    pub format: Format,
    /// Ask web servers whether the addresses outside the manual still lead somewhere
    #[arg(long)]
    pub external: bool,
    /// The same, and believe no answer from an earlier time
    #[arg(long)]
    pub external_fresh: bool,
    /// Which faults, and what to do about them
    #[command(flatten)]
    pub selection: CheckSelection,
}

/// `lock`
#[derive(Debug, Args)]
pub struct LockArguments {
    /// Which manual
    #[command(flatten)]
    pub site: SiteArguments,
}

/// `compare`
#[derive(Debug, Args)]
pub struct CompareArguments {
    /// The chapter's id
    #[arg(value_name = "ID")]
    pub id: String,
    /// An edition: its day, any day on which it is in force, `current`, `previous` or `next` [default: the last but one]
    #[arg(value_name = "A")]
    pub older: Option<String>,
    /// Another edition [default: `current`, or the newest where A is left out too]
    #[arg(value_name = "B")]
    pub newer: Option<String>,
    /// Print the comparison as one JSON object
    #[arg(long)]
    pub json: bool,
    /// Which manual
    #[command(flatten)]
    pub site: SiteArguments,
}

/// `search`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true, disable_help_subcommand = true)]
pub struct SearchArguments {
    /// What to do other than search
    #[command(subcommand)]
    pub command: Option<SearchCommand>,
    /// What to look for
    #[command(flatten)]
    pub ask: AskArguments,
}

/// Formats of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the lines concerned, for people
    Human,
    /// A line each
    Short,
    /// One JSON object
    Json,
    /// Annotations for GitHub Actions
    Github,
    /// SARIF 2.1.0, for code hosts and editors
    Sarif,
}

/// `review`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct ReviewArguments {
    /// What to do other than list
    #[command(subcommand)]
    pub command: Option<ReviewCommand>,
    /// What to list
    #[command(flatten)]
    pub list: ReviewListArguments,
}

/// `review` without a further command: the list
#[derive(Debug, Args)]
pub struct ReviewListArguments {
    /// How far to look ahead: 30d, "6 weeks", "3 months" or all [default: `due_soon` of site.toml]
    #[arg(long, value_name = "TIME|all")]
    pub due: Option<String>,
    /// Only the chapters of this owner: an id from registers/contacts.yml
    #[arg(long, value_name = "CONTACT")]
    pub owner: Option<String>,
    /// As what to print it
    #[arg(long, value_enum, default_value_t = ReviewFormat::Text)]
    pub format: ReviewFormat,
    /// Leave with code 1 if any review that is listed is overdue
    #[arg(long, value_enum)]
    pub deny: Option<DeniedReview>,
    /// The file to write the list to, in place of the terminal
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The folder of the manual [default: the nearest folder upward that holds site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The day on which the manual is looked at, as 2026-11-15 [default: `SOURCE_DATE_EPOCH`, else today]
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
}

/// `import-editions`
#[derive(Debug, Args)]
pub struct ImportArguments {
    /// The snapshots, oldest first: folders named for their day, as 2024-11-12, or DATE=FOLDER; with --git, tags or
    /// commits, or DATE=TAG [default day: that of the commit]
    #[arg(value_name = "SNAPSHOT")]
    pub snapshots: Vec<String>,
    /// The manual to write into; a folder that is empty or not there becomes a new one [default: the manual of --root]
    #[arg(long, value_name = "DIR", conflicts_with = "root")]
    pub into: Option<PathBuf>,
    /// The folder of the manual [default: the nearest folder upward that holds site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Take the snapshots from a git repository
    #[arg(long, value_name = "REPO")]
    pub git: Option<PathBuf>,
    /// With --git: all tags that fit, in order of commit date, as in 'v*'
    #[arg(long, value_name = "PATTERN", requires = "git")]
    pub tags: Vec<String>,
    /// The folder within each snapshot that holds the manual
    #[arg(long, value_name = "FOLDER")]
    pub within: Option<String>,
    /// Two files are one chapter: their paths within their snapshots, the older first
    #[arg(long, value_name = "OLD=NEW")]
    pub pair: Vec<String>,
    /// Pair files by these only [default: all, in this order]
    #[arg(long, value_enum, value_delimiter = ',', value_name = "MEANS")]
    pub pair_by: Vec<PairBy>,
    /// Another ending of Markdown files, for a new manual, as in .html.md.erb
    #[arg(long, value_name = "ENDING")]
    pub ending: Vec<String>,
    /// The time zone of a new manual [default: Europe/London]
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Write the report to a new file, too, as JSON
    #[arg(long, value_name = "FILE")]
    pub report: Option<PathBuf>,
    /// Say what would be done, and write no manual
    #[arg(long)]
    pub dry_run: bool,
    /// The day on which the manual is checked at the end [default: `SOURCE_DATE_EPOCH`, else today]
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
}

/// Formats of the review register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    /// A table, for people
    Text,
    /// One JSON object
    Json,
    /// Rows for a spreadsheet (RFC 4180)
    Csv,
    /// All-day events for a calendar (iCalendar, RFC 5545)
    Ics,
}

/// What makes the list a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DeniedReview {
    /// A review that is overdue
    #[value(alias = "review-overdue")]
    Overdue,
}

/// By what files of two snapshots may be paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PairBy {
    /// The `id` in their front matter
    Id,
    /// Their number: in front matter, title or file name
    Number,
    /// Their path
    Path,
    /// The likeness of their titles
    Title,
}

/// `schema`
#[derive(Debug, Args)]
pub struct SchemaArguments {
    /// Of what
    #[arg(value_enum, required_unless_present = "all")]
    pub of: Option<SchemaKind>,
    /// Write all of them into a folder, for an editor
    #[arg(long, value_name = "DIR", conflicts_with = "of")]
    pub all: Option<PathBuf>,
}

/// What there are schemas of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// The front matter of chapters
    FrontMatter,
    /// site.toml
    Site,
    /// registers/references.yml
    References,
    /// registers/contacts.yml
    Contacts,
    /// registers/glossary.yml
    Glossary,
    /// registers/updates.yml
    Updates,
    /// A line of `export search`
    SearchRecord,
    /// What `search --json` prints
    SearchAnswer,
}

/// `explain`
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// The code, as a report prints it in brackets; without it, all codes are listed
    #[arg(value_name = "CODE")]
    pub code: Option<String>,
}

/// `completions`
#[derive(Debug, Args)]
pub struct CompletionsArguments {
    /// The shell
    #[arg(value_enum)]
    pub shell: Shell,
}
