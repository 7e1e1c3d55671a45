//! `chapterhouse search`: asks the manual, as its readers do on the site, and says where in the source each answer stands.

use std::io::IsTerminal;
use std::path::Path;

use super::args::{SearchArguments, SiteArguments, Talk};
use super::eval_args::SearchCommand;
use super::failure::Failure;
use super::load::load;
use super::report::{print, say, tally};
use super::search_args::AskArguments;
use super::search_filters::read_filters;
use super::search_json::search_json;
use super::search_text::{Lost, search_text};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::nearest;
use crate::memory::Memory;
use crate::model::site::Site;
use crate::pipeline::read_manual;
use crate::search::analysis::Analyzer;
use crate::search::answer::{Answer, Question};
use crate::search::ask::Asker;
use crate::search::gather::search_sets;
use crate::search::index::{IndexError, SetIndex};
use crate::search::kept_index::open_or_build;
use crate::search::records::SearchSet;
use crate::stages::NoObserver;

/// Where indexes are kept, within the manual's folder.
const KEPT: &str = ".chapterhouse/search";

/// The most words, contacts and terms that are offered where nothing is found.
const MOST_OFFERED: usize = 3;

/// Everything that an answer is printed from.
pub struct Asked<'a> {
    /// The manual.
    pub site: &'a Site,
    /// The set that was asked.
    pub set: &'a SearchSet,
    /// What was asked with.
    pub asker: &'a Asker<'a>,
    /// What was asked.
    pub question: &'a Question,
    /// The answer.
    pub answer: &'a Answer,
}

/// Asks, and gives whether there is an answer. What is wrong in the manual is no obstacle.
///
/// # Errors
/// When the machine will not read, or what was typed cannot be meant.
pub fn run(typed: &SearchArguments) -> Result<bool, Failure> {
    match &typed.command {
        Some(SearchCommand::Eval(typed)) => super::search_eval::run(typed),
        None => search(&typed.ask),
    }
}

fn search(typed: &AskArguments) -> Result<bool, Failure> {
    let site_arguments = SiteArguments {
        root: typed.root.clone(),
        today: typed.today.clone(),
        drafts: typed.drafts,
        future: typed.future,
        deny: Vec::new(),
        talk: Talk::default(),
    };
    let loaded = load(&site_arguments, &[], None)?;
    let mut diagnostics = loaded.diagnostics;
    let memory = Memory::default();
    let manual = read_manual(&loaded.sources, &loaded.config, &loaded.request, &memory, &NoObserver);
    let site = manual.take(&mut diagnostics);
    let sets = search_sets(&site, &site.config.search.aside);
    let wanted = if typed.everything || typed.as_at.is_some() { "all" } else { "now" };
    let empty = SearchSet { name: "now", ..SearchSet::default() };
    let named = |name: &str| sets.iter().find(|set| set.name == name);
    // Where nothing but the present is there to be seen, that is everything.
    let set = named(wanted).or_else(|| named("now")).unwrap_or(&empty);
    let question = Question {
        words: typed.words.join(" "),
        unfinished: false,
        filters: read_filters(typed, &site, set)?,
        limit: typed.limit,
    };
    let index = index_of(&loaded.root, set)?;
    let asker = Asker::new(&index, set);
    let answer = asker.ask(&question)?;
    let printed = Asked { site: &site, set, asker: &asker, question: &question, answer: &answer };
    if typed.json {
        print(&search_json(&printed));
    } else {
        let elsewhere = named("all").filter(|all| answer.entries == 0 && all.name != set.name);
        let elsewhere = elsewhere.map_or(Ok(0), |all| found_in(&loaded.root, all, &question))?;
        let lost = lost(&printed, elsewhere)?;
        print(&search_text(&printed, &lost, std::io::stdout().is_terminal()));
    }
    diagnostics.retain(Diagnostic::is_error);
    if !diagnostics.is_empty() {
        let what = tally(&diagnostics);
        say(&format!("warning: the manual has {what}, and what they hide is not found: see chapterhouse check"));
    }
    Ok(answer.entries > 0)
}

/// The index of a set, kept for the next question where the manual's folder lets it be.
fn index_of(root: &Path, set: &SearchSet) -> Result<SetIndex, IndexError> {
    let folder = root.join(KEPT).join(set.name);
    let analyzer = Analyzer::of(set);
    match std::fs::create_dir_all(&folder) {
        Ok(()) => open_or_build(&folder, set, &analyzer),
        Err(_) => SetIndex::build(set, &analyzer),
    }
}

/// How many entries another set would give.
fn found_in(root: &Path, set: &SearchSet, question: &Question) -> Result<usize, IndexError> {
    let index = index_of(root, set)?;
    Ok(Asker::new(&index, set).ask(question)?.entries)
}

/// What may help who found nothing.
fn lost(asked: &Asked<'_>, elsewhere: usize) -> Result<Lost, Failure> {
    if asked.answer.entries > 0 {
        return Ok(Lost::default());
    }
    let words = asked.asker.near_words(&asked.question.words, MOST_OFFERED)?;
    let registers = &asked.site.registers;
    let contacts = resembling(asked, registers.contacts.all.iter().map(|contact| contact.name.as_str()));
    let terms = resembling(asked, registers.glossary.all.iter().map(|term| term.term.as_str()));
    Ok(Lost { words, contacts, terms, elsewhere })
}

/// The names that hold a word like one that was asked for.
fn resembling<'a>(asked: &Asked<'_>, names: impl Iterator<Item = &'a str>) -> Vec<String> {
    let words = asked.question.words.split_whitespace().filter(|word| word.chars().count() > 2).take(8);
    let words: Vec<&str> = words.collect();
    let is_like = |name: &&str| words.iter().any(|word| nearest(word, name.split_whitespace()).is_some());
    names.filter(is_like).take(MOST_OFFERED).map(str::to_owned).collect()
}
