//! `chapterhouse review`: the review register in the terminal, as a table, or as the files that the site has too.

use std::path::{Path, PathBuf};

use jiff::Span as Length;

use super::args::{DeniedReview, ReviewArguments, ReviewFormat, ReviewListArguments, SiteArguments, Talk};
use super::author_args::ReviewCommand;
use super::failure::Failure;
use super::load::load;
use super::report::{print, say, tally};
use super::review_table::review_table;
use crate::data::dates::{add_to_date, parse_typed_duration};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::did_you_mean;
use crate::memory::Memory;
use crate::model::review_register::{OwnerReviews, Review, ReviewStanding};
use crate::model::site::Site;
use crate::pipeline::check_manual;
use crate::render::review_calendar::reviews_ics;
use crate::render::review_files::{ReviewRow, review_rows, reviews_csv, reviews_json};
use crate::stages::NoObserver;

/// Which reviews are asked for.
#[derive(Clone, Copy, Debug)]
pub enum Due {
    /// Overdue, and due within a time.
    Within(Length),
    /// All.
    All,
}

/// Lists reviews, or records one. Gives whether the manual is free of errors, and nothing is overdue where that is denied.
///
/// # Errors
/// When the machine will not read or write, or what was typed cannot be meant.
pub fn run(typed: &ReviewArguments) -> Result<bool, Failure> {
    match &typed.command {
        Some(ReviewCommand::Done(typed)) => super::review_done::run(typed),
        None => list(&typed.list),
    }
}

fn list(typed: &ReviewListArguments) -> Result<bool, Failure> {
    let asked = typed.due.as_deref().map(read_due).transpose()?;
    let site_arguments = SiteArguments {
        root: typed.root.clone(),
        today: typed.today.clone(),
        drafts: false,
        future: false,
        deny: Vec::new(),
        talk: Talk::default(),
    };
    let loaded = load(&site_arguments, &[], None)?;
    let mut diagnostics = loaded.diagnostics;
    let memory = Memory::default();
    let checked = check_manual(&loaded.sources, &loaded.config, &loaded.request, &memory, &NoObserver);
    let site = checked.take(&mut diagnostics).site;
    if let Some(owner) = &typed.owner {
        check_owner(&site, owner)?;
    }
    let due = asked.unwrap_or(Due::Within(site.config.due_soon));
    let of_owner = |owner: &OwnerReviews| typed.owner.is_none() || owner.owner == typed.owner;
    let rows = review_rows(&site, |owner, review| of_owner(owner) && is_due(&site, review, due));
    let text = match typed.format {
        ReviewFormat::Text => review_table(&site, &rows, due),
        ReviewFormat::Json => reviews_json(&site, &rows),
        ReviewFormat::Csv => reviews_csv(&rows),
        ReviewFormat::Ics => reviews_ics(&site, &rows),
    };
    match &typed.output {
        Some(path) => write(&loaded.root, &site, path, &text)?,
        None => print(&text),
    }
    diagnostics.retain(Diagnostic::is_error);
    if !diagnostics.is_empty() {
        let what = tally(&diagnostics);
        say(&format!("warning: the manual has {what}, and the list may lack what they hide: see chapterhouse check"));
    }
    let late = rows.iter().filter(|row| is_overdue(row)).count();
    let denied = late > 0 && typed.deny == Some(DeniedReview::Overdue);
    if denied {
        say(&format!("denied: {late} review{} overdue", if late == 1 { " is" } else { "s are" }));
    }
    Ok(diagnostics.is_empty() && !denied)
}

fn read_due(typed: &str) -> Result<Due, Failure> {
    if typed.trim() == "all" {
        return Ok(Due::All);
    }
    let wrong = |why| Failure::Usage(format!("--due {typed}: {why}\nhelp: write 30d, 6 weeks, 3 months, or all"));
    parse_typed_duration(typed).map(Due::Within).map_err(wrong)
}

fn check_owner(site: &Site, owner: &str) -> Result<(), Failure> {
    let contacts = &site.registers.contacts;
    let named = |group: &OwnerReviews| group.owner.as_deref() == Some(owner);
    if contacts.get(owner).is_some() || site.reviews.owners.iter().any(named) {
        return Ok(());
    }
    let help = did_you_mean(owner, contacts.ids());
    let help = help.unwrap_or_else(|| "write an id from registers/contacts.yml".to_owned());
    Err(Failure::Usage(format!("--owner {owner}: there is no such contact\nhelp: {help}")))
}

/// Whether a review is asked for. What is overdue or expired always is.
fn is_due(site: &Site, review: &Review, due: Due) -> bool {
    let Due::Within(length) = due else { return true };
    let by = add_to_date(site.today, length);
    let day = site.chapters.get(review.chapter).and_then(|chapter| chapter.review.due);
    review.standing == ReviewStanding::Expired || day.is_some_and(|day| day <= by)
}

fn is_overdue(row: &ReviewRow<'_>) -> bool {
    row.standing.word() == "overdue"
}

/// Writes a list to a file: anywhere but over what authors write.
fn write(root: &Path, site: &Site, path: &Path, text: &str) -> Result<(), Failure> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let failed = |cause| Failure::File { action: "write", path: path.to_owned(), cause };
    let folder = folder.canonicalize().map_err(failed)?;
    let file = path.file_name().map(|name| folder.join(name)).unwrap_or_default();
    let own: Vec<PathBuf> = [site.config.content.as_str(), "themes", "site.toml"]
        .into_iter()
        .filter(|part| !part.is_empty())
        .filter_map(|part| root.join(part).canonicalize().ok())
        .collect();
    let source = path.extension().is_some_and(|ending| {
        site.config.markdown.iter().any(|known| known.trim_start_matches('.') == ending.to_string_lossy())
    });
    if source || own.iter().any(|own| file.starts_with(own)) {
        let message = format!("{} is, or lies among, what authors write\nhelp: choose another file", path.display());
        return Err(Failure::Usage(message));
    }
    std::fs::write(path, text).map_err(failed)
}
