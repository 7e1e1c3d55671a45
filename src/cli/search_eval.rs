//! `chapterhouse search eval`: asks the questions of judgement files, and says where the right sections stand.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use super::args::Format;
use super::eval_args::EvalArguments;
use super::eval_changes::Earlier;
use super::eval_report::{Evaluation, Figures, Judged, WantedName, eval_text};
use super::failure::Failure;
use super::load::load;
use super::report::{print, print_diagnostics, say};
use super::report_formats::Places;
use super::whole_file::write_whole;
use crate::diagnostics::diagnostic::{Diagnostic, sort_diagnostics};
use crate::memo::ContentHash;
use crate::memory::Memory;
use crate::pipeline::read_manual;
use crate::search::analysis::Analyzer;
use crate::search::answer::{Filters, Hit, Question};
use crate::search::ask::Asker;
use crate::search::gather::search_sets;
use crate::search::index::{IndexError, SetIndex};
use crate::search::judge::{judge, sum_up};
use crate::search::judged_places::{Asked, find_wanted};
use crate::search::judgements::{Judgement, read_judgements};
use crate::search::records::SearchSet;
use crate::source::source_tree::{SourceText, SourceTree};
use crate::stages::NoObserver;

/// Where what was found is kept, within the manual's folder.
const KEPT: &str = ".chapterhouse/search";

/// How many entries of an answer are looked at: what stands further down is as good as not there.
const DEEPEST: usize = 50;

/// Asks all questions. What is wrong elsewhere in the manual is no obstacle.
///
/// # Errors
/// When a file cannot be read, or the machine will not read the manual.
pub fn run(typed: &EvalArguments) -> Result<bool, Failure> {
    if let Some(least) = typed.at_least.filter(|least| !(0.0..=1.0).contains(least)) {
        return Err(Failure::Usage(format!("--at-least {least}: nDCG lies between 0 and 1, as in --at-least 0.8")));
    }
    let (files, judgements, mut faults) = read(&typed.files)?;
    let loaded = load(&typed.site, &[], None)?;
    let memory = Memory::default();
    let site = read_manual(&loaded.sources, &loaded.config, &loaded.request, &memory, &NoObserver).value;
    let sets = search_sets(&site, &site.config.search.aside);
    let set = sets.first().ok_or_else(|| Failure::Usage("there is nothing to search in this manual".to_owned()))?;
    let asked = find_wanted(&site, set, &judgements).take(&mut faults);
    sort_diagnostics(&mut faults);
    print_diagnostics(&faults, &files, Format::Human, typed.site.talk);
    let now = evaluate(set, &asked, &files, (site.today, typed.aside))?;
    let kept = loaded.root.join(KEPT).join(kept_name(&typed.files));
    let before = match (&typed.against, typed.forget) {
        (Some(path), _) => Some(Earlier { name: path.display().to_string(), run: read_earlier(path)? }),
        (None, true) => None,
        // What cannot be read is from another version of the program: there is nothing to compare with.
        (None, false) => std::fs::read(&kept)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .map(|run| Earlier { name: "the last run".to_owned(), run }),
    };
    let json = serde_json::to_string_pretty(&now).map_err(|cause| Failure::Usage(cause.to_string()))?;
    if typed.json {
        print(&format!("{json}\n"));
    } else {
        print(&eval_text(&now, before.as_ref(), typed.site.talk.quiet));
    }
    // A run without questions is nothing to compare with.
    let is_empty = now.judgements.is_empty();
    if !typed.forget && !is_empty {
        // A manual may lie where nobody can write: then there is nothing to compare with the next time.
        let _ = write_whole(&kept, &json);
    }
    std::mem::forget((memory, loaded.sources));
    let low = typed.at_least.filter(|least| !is_empty && now.figures.ndcg < *least);
    if let Some(least) = low {
        say(&format!("nDCG@10 by section is {:.3}; at least {least} is wanted", now.figures.ndcg));
    }
    Ok(!is_empty && low.is_none() && !faults.iter().any(Diagnostic::is_error))
}

/// The judgements of some files, their texts for showing faults, and the faults.
fn read(paths: &[PathBuf]) -> Result<(SourceTree, Vec<Judgement>, Vec<Diagnostic>), Failure> {
    let mut files = SourceTree::default();
    let (mut judgements, mut faults) = (Vec::new(), Vec::new());
    for path in paths {
        let bytes = std::fs::read(path).map_err(|cause| Failure::File { action: "read", path: path.clone(), cause })?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Failure::Usage(format!("{} is not UTF-8 text\nhelp: save it as UTF-8", path.display())))?;
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let file: Arc<str> = Arc::from(path.display().to_string());
        judgements.extend(read_judgements(&file, &text).take(&mut faults));
        files.pages.push(SourceText::new(&file, &text));
    }
    files.sort();
    Ok((files, judgements, faults))
}

/// The entries of an answer, each with the places of the sections that it shows.
type Given = Vec<(usize, Vec<usize>)>;

fn given(manual: &Asker<'_>, query: &str, aside: bool) -> Result<Given, IndexError> {
    let filters = Filters { aside, ..Filters::default() };
    let question = Question { words: query.to_owned(), unfinished: false, filters, limit: DEEPEST };
    let sections = |hit: &Hit| hit.sections.iter().map(|(ordinal, _)| manual.section(*ordinal).1).collect();
    Ok(manual.ask(&question)?.hits.iter().map(|hit| (hit.entry, sections(hit))).collect())
}

fn evaluate(
    set: &SearchSet,
    asked: &[Asked],
    files: &SourceTree,
    (today, aside): (Date, bool),
) -> Result<Evaluation, Failure> {
    let failed = |cause: IndexError| Failure::Usage(cause.to_string());
    let index = SetIndex::build(set, &Analyzer::of(set)).map_err(failed)?;
    let manual = Asker::new(&index, set);
    let answers: Result<Vec<Given>, IndexError> =
        asked.par_iter().map(|asked| given(&manual, &asked.query, aside)).collect();
    let answers = answers.map_err(failed)?;
    let mut places = Places::of(files);
    let mut judgements = Vec::with_capacity(asked.len());
    let mut outcomes = Vec::with_capacity(asked.len());
    for (asked, given) in asked.iter().zip(&answers) {
        let outcome = judge(&asked.wanted, given);
        let at = format!("{}:{}", asked.place.file, places.position(&asked.place).line);
        let mut wanted: Vec<WantedName> = asked
            .wanted
            .iter()
            .map(|wanted| WantedName {
                entry: set.entries.get(wanted.entry).map_or_else(String::new, |entry| entry.id.to_string()),
                section: wanted.section.map(|section| anchor(set, wanted.entry, section)),
                grade: wanted.grade,
            })
            .collect();
        wanted.sort_by_key(|wanted| std::cmp::Reverse(wanted.grade));
        let first = given.first().and_then(|(entry, sections)| {
            let id = &set.entries.get(*entry)?.id;
            Some(format!("{id}#{}", anchor(set, *entry, *sections.first()?)))
        });
        judgements.push(Judged::of(&asked.query, at, wanted, &outcome, first));
        outcomes.push(outcome);
    }
    let figures = Figures::of(&sum_up(&outcomes));
    Ok(Evaluation { today: today.to_string(), figures, judgements })
}

fn anchor(set: &SearchSet, entry: usize, section: usize) -> String {
    let found = set.entries.get(entry).and_then(|entry| entry.sections.get(section));
    found.map_or_else(String::new, |section| section.anchor.to_string())
}

fn read_earlier(path: &Path) -> Result<Evaluation, Failure> {
    let bytes = std::fs::read(path).map_err(|cause| Failure::File { action: "read", path: path.to_owned(), cause })?;
    serde_json::from_slice(&bytes).map_err(|_| {
        let help = "keep what `chapterhouse search eval --json` prints";
        Failure::Usage(format!("--against {}: this is no earlier evaluation\nhelp: {help}", path.display()))
    })
}

/// The name under which the figures of some files are kept: other files are another list.
fn kept_name(paths: &[PathBuf]) -> String {
    let names: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let hash = ContentHash::of(names.join("\n").as_bytes()).hex();
    format!("eval-{}.json", hash.chars().take(16).collect::<String>())
}
