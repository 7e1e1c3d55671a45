//! What can be typed after the commands that change an author's files. Knows the words and nothing of what they do.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// What every command that changes an author's files can be told.
#[derive(Clone, Debug, Args)]
pub struct AuthorArguments {
    /// Print what would change, as a unified diff, and write nothing
    #[arg(long)]
    pub dry_run: bool,
    /// The folder of the manual [default: the nearest folder upward that holds site.toml]
    #[arg(long, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// The day on which it is done [default: `SOURCE_DATE_EPOCH`, else today]
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
}

/// `amend`
#[derive(Debug, Args)]
pub struct AmendArguments {
    /// The chapter
    pub id: String,
    /// The first day of the next edition [default: the next planned update if it lies ahead, else today]
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// What kind of change it is [default: major]
    #[arg(long = "type", value_enum, value_name = "TYPE")]
    pub kind: Option<AmendmentType>,
    /// What readers are told; without it, a sentence to replace
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
    /// A section that changes, by its anchor; can be given more than once
    #[arg(long = "section", value_name = "ANCHOR")]
    pub sections: Vec<String>,
    /// How much readers should read again [default: full; the sections, if some are named; none for a minor change]
    #[arg(long, value_enum)]
    pub reread: Option<RereadWord>,
    /// Why: law, inspection, audit …
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub driver: Option<String>,
    /// The version of the next edition [default: counted on: 2.3, 2.4; 3.0 for a major change]
    #[arg(long, value_name = "VERSION")]
    pub version: Option<String>,
    /// How to do it
    #[command(flatten)]
    pub author: AuthorArguments,
}

/// Types of amendment that open a new edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum AmendmentType {
    /// Readers must know of it: it changes what they do, by when, or who decides
    Major,
    /// It changes nothing for readers
    Minor,
    /// It puts right what was published wrongly
    Correction,
}

/// How much to read again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RereadWord {
    /// The whole chapter
    Full,
    /// The sections named
    Sections,
    /// Nothing
    None,
}

/// `withdraw`
#[derive(Debug, Args)]
pub struct WithdrawArguments {
    /// The chapter
    pub id: String,
    /// Why, in a sentence that readers are shown
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reason: String,
    /// The first day on which it is out of force [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// The chapter that replaces it
    #[arg(long, value_name = "ID")]
    pub replaced_by: Option<String>,
    /// How to do it
    #[command(flatten)]
    pub author: AuthorArguments,
}

/// What can be done about reviews.
#[derive(Debug, Subcommand)]
pub enum ReviewCommand {
    /// Record that a chapter was reviewed
    Done(ReviewDoneArguments),
}

/// `review done`
#[derive(Debug, Args)]
pub struct ReviewDoneArguments {
    /// The chapter
    pub id: String,
    /// Who answers for the review: an id from registers/contacts.yml
    #[arg(long, value_name = "CONTACT")]
    pub by: String,
    /// What came of it
    #[arg(long, value_enum, default_value_t = ReviewOutcome::NoChange)]
    pub outcome: ReviewOutcome,
    /// The day of the review [default: today]
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// What readers are told [default: that nothing was changed]
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub note: Option<String>,
    /// The day by which the next review is due
    #[arg(long, value_name = "DATE", conflicts_with = "within")]
    pub next: Option<String>,
    /// How long this review holds, as in "12 months" [default: as long as before]
    #[arg(long = "in", value_name = "LENGTH")]
    pub within: Option<String>,
    /// How to do it
    #[command(flatten)]
    pub author: AuthorArguments,
}

/// What came of a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReviewOutcome {
    /// The text is right as it is
    NoChange,
    /// The text is to be amended
    Amend,
}

/// `mv`
#[derive(Debug, Args)]
pub struct MvArguments {
    /// The chapter
    pub id: String,
    /// Its new part and file name, as in 02-first-contact/06-writing-a-chronology
    #[arg(value_name = "PART/NAME", required_unless_present = "new_id")]
    pub place: Option<String>,
    /// Its new id; the old one is kept on record
    #[arg(long = "id", value_name = "NEW-ID")]
    pub new_id: Option<String>,
    /// How to do it
    #[command(flatten)]
    pub author: AuthorArguments,
}

/// `correct`
#[derive(Debug, Args)]
pub struct CorrectArguments {
    /// The chapter
    pub id: String,
    /// The edition, by its first day; can be left out if one only was altered
    #[arg(value_name = "DATE")]
    pub edition: Option<String>,
    /// What was wrong and what is right now, in words that readers are shown
    #[arg(long, value_name = "TEXT", allow_hyphen_values = true)]
    pub reason: String,
    /// Who approved it: an id from registers/contacts.yml
    #[arg(long, value_name = "CONTACT")]
    pub by: String,
    /// How to do it
    #[command(flatten)]
    pub author: AuthorArguments,
}
