//! Which of the changes that diagnostics bring are made. Takes a manual that was looked at and the faults that are to be
//! mended, gives the new texts and what was left out. Each is tried in memory first: what would bring a new error into the
//! manual, or alter a text that has been in force, is left out. Nothing is written here.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use super::author::{after, replaced};
use super::changes::planned::FileChange;
use super::check::Looked;
use super::failure::Failure;
use crate::config::settings::parse_site_config;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::edit::manuscript::{Manuscript, Splice};
use crate::edit::mends::{agreeing, mended, splices};
use crate::parse::editions_lock::FILE;
use crate::pipeline::check_report;
use crate::source::source_tree::SourceTree;
use crate::stages::NoObserver;

/// How often the manual is checked to find out which of many changes does harm; the rest is left for the next time.
const TRIALS: usize = 40;

/// What is to be done.
#[derive(Debug, Default)]
pub struct Plan {
    /// The new texts.
    pub changes: Vec<FileChange>,
    /// How many faults they mend.
    pub mended: usize,
    /// Faults whose change would alter an edition that is on record.
    pub recorded: Vec<Diagnostic>,
    /// Faults whose change would bring a new error.
    pub harmful: Vec<Diagnostic>,
    /// Faults in files that are not saved as UTF-8: what was read of them is not what stands in them.
    pub unreadable: Vec<Diagnostic>,
    /// How many were not tried, or meet another change.
    pub later: usize,
}

/// Plans the changes that mend some faults.
///
/// # Errors
/// When a file cannot be read, or is no longer what was checked.
pub fn plan_mends(looked: &Looked, faults: &[Diagnostic]) -> Result<Plan, Failure> {
    let own = |fault: &&Diagnostic| fault.mends.iter().all(|mend| is_changeable(&mend.place.file));
    let wanted = faults.iter().filter(|fault| !fault.mends.is_empty()).count();
    let (whole, unreadable): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        faults.iter().filter(own).partition(|fault| is_in_whole_files(fault, &looked.loaded.sources));
    let candidates = agreeing(whole);
    let mut bench =
        Bench { looked, files: BTreeMap::new(), trials: TRIALS, accepted: Vec::new(), plan: Plan::default() };
    bench.plan.unreadable = unreadable.into_iter().filter(|fault| !fault.mends.is_empty()).cloned().collect();
    bench.plan.later = wanted - candidates.len() - bench.plan.unreadable.len();
    bench.read(&candidates)?;
    // What makes a file readable brings to light what else is wrong in it: that is no harm.
    let (revealing, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        candidates.into_iter().partition(|fault| reveals(fault));
    let mut before = looked.all.clone();
    bench.accept(revealing, &before, true);
    if !bench.accepted.is_empty() {
        before = bench.faults_with(&[]).unwrap_or(before);
    }
    let kept = bench.spare_record(others, &before);
    bench.accept(kept, &before, false);
    Ok(bench.finish())
}

/// The record of editions is changed by its own commands only, and what lies outside the manual by nobody.
fn is_changeable(path: &str) -> bool {
    !path.ends_with(&format!("/{FILE}"))
}

/// Whether all that a fault would change was read as it stands: of a file in another encoding, characters are lost.
fn is_in_whole_files(fault: &Diagnostic, sources: &SourceTree) -> bool {
    fault.mends.iter().all(|mend| sources.is_whole(&mend.place.file))
}

/// Whether a fault's changes can be made, as far as that can be told without a trial.
pub fn promises(fault: &Diagnostic, looked: &Looked) -> bool {
    !fault.mends.is_empty()
        && is_in_whole_files(fault, &looked.loaded.sources)
        && !fault.mends.iter().any(|mend| looked.recorded.holds(&mend.place))
}

fn reveals(fault: &Diagnostic) -> bool {
    let syntax = [&codes::FRONT_MATTER_SYNTAX, &codes::CONFIG_SYNTAX, &codes::FRONT_MATTER_UNCLOSED];
    syntax.iter().any(|code| code.name == fault.code.name)
}

/// Where changes are tried.
struct Bench<'a> {
    looked: &'a Looked,
    files: BTreeMap<String, Manuscript>,
    trials: usize,
    accepted: Vec<&'a Diagnostic>,
    plan: Plan,
}

impl<'a> Bench<'a> {
    /// Reads the files that may be changed, as they were saved.
    fn read(&mut self, candidates: &[&Diagnostic]) -> Result<(), Failure> {
        let loaded = &self.looked.loaded;
        for mend in candidates.iter().flat_map(|fault| &fault.mends) {
            let path: &str = &mend.place.file;
            if self.files.contains_key(path) {
                continue;
            }
            let on_disk: PathBuf = loaded.root.join(path);
            let bytes =
                std::fs::read(&on_disk).map_err(|cause| Failure::File { action: "read", path: on_disk, cause })?;
            let file = Manuscript::of_bytes(path, bytes);
            let same = file.filter(|file| loaded.sources.text(path).is_some_and(|text| *text == *file.text()));
            let Some(file) = same else {
                let message = format!("{path} was changed while this command was at work; nothing was written");
                return Err(Failure::Usage(format!("{message}\nhelp: save your text, then run the command again")));
            };
            self.files.insert(path.to_owned(), file);
        }
        Ok(())
    }

    /// The new texts with what is accepted and some more.
    fn changes(&self, more: &[&'a Diagnostic]) -> Option<Vec<FileChange>> {
        let together = [self.accepted.as_slice(), more].concat();
        let by_file: BTreeMap<String, Vec<Splice>> = splices(&together);
        let change = |(path, splices): (String, Vec<Splice>)| {
            let old = self.files.get(&path)?;
            Some(replaced(old, &mended(old, &splices)?))
        };
        by_file.into_iter().map(change).collect()
    }

    /// What would be wrong with the manual then; nothing if it cannot be told.
    fn faults_with(&mut self, more: &[&'a Diagnostic]) -> Option<Vec<Diagnostic>> {
        self.trials = self.trials.checked_sub(1)?;
        let changes = self.changes(more)?;
        let loaded = &self.looked.loaded;
        let mut config = Arc::clone(&loaded.config);
        let mut earlier = loaded.diagnostics.clone();
        let (settings, texts): (Vec<FileChange>, Vec<FileChange>) = changes.into_iter().partition(
            |change| matches!(change, FileChange::Replace { path, .. } if path.as_str() == config.file.as_ref()),
        );
        let mut sources = after(&loaded.sources, &texts);
        let settings = settings.iter().find_map(|change| match change {
            FileChange::Replace { new, .. } => Some(new),
            _ => None,
        });
        if let Some(bytes) = settings {
            let text = Manuscript::new(&config.file, String::from_utf8_lossy(bytes).into_owned()).source().clone();
            earlier.retain(|fault| fault.place.file != config.file);
            let read = parse_site_config(&text.path, &text.text).take(&mut earlier);
            // Settings that name other folders make another manual, which is not the one that was looked at.
            if read.content != config.content || read.theme != config.theme || read.markdown != config.markdown {
                return None;
            }
            config = Arc::new(read);
            sources.config = Some(text);
        }
        let memory = &self.looked.memory;
        Some(check_report(&sources, &config, &loaded.request, memory, &NoObserver, earlier).diagnostics)
    }

    /// Leaves out what would alter a text that is on record, told by a single trial: such texts are often many.
    fn spare_record(&mut self, candidates: Vec<&'a Diagnostic>, before: &[Diagnostic]) -> Vec<&'a Diagnostic> {
        if candidates.is_empty() {
            return candidates;
        }
        let Some(now) = self.faults_with(&candidates) else { return candidates };
        let altered = altered_files(before, &now);
        let (recorded, kept) = candidates
            .into_iter()
            .partition::<Vec<_>, _>(|fault| fault.mends.iter().any(|mend| altered.contains(mend.place.file.as_ref())));
        // A file's front matter is for the most part no matter of the record: that much is tried again, with the rest.
        let (front, body): (Vec<_>, Vec<_>) = recorded.into_iter().partition(|fault| {
            fault.mends.iter().all(|mend| self.is_front_matter(&mend.place.file, mend.place.span.end as usize))
        });
        self.plan.recorded.extend(body.into_iter().cloned());
        [kept, front].concat()
    }

    fn is_front_matter(&self, path: &str, end: usize) -> bool {
        let text = self.files.get(path).map_or("", Manuscript::text);
        let close = text.strip_prefix("---\n").and_then(|rest| rest.find("\n---")).map_or(0, |at| at + 4);
        end <= close
    }

    /// Accepts those of some changes that do no harm: all at once where that is so, else by halves.
    fn accept(&mut self, candidates: Vec<&'a Diagnostic>, before: &[Diagnostic], revealing: bool) {
        if candidates.is_empty() {
            return;
        }
        if self.trials == 0 {
            self.plan.later += candidates.len();
            return;
        }
        let found = self.faults_with(&candidates);
        let altered = found.as_ref().is_some_and(|now| !altered_files(before, now).is_empty());
        let harm = found.as_ref().is_none_or(|now| has_harm(before, now, revealing));
        if !altered && !harm {
            self.accepted.extend(candidates);
            return;
        }
        if let [only] = candidates.as_slice() {
            let list = if altered { &mut self.plan.recorded } else { &mut self.plan.harmful };
            list.push((*only).clone());
            return;
        }
        let half = candidates.len() / 2;
        let rest = candidates.get(half..).unwrap_or_default().to_vec();
        self.accept(candidates.get(..half).unwrap_or_default().to_vec(), before, revealing);
        self.accept(rest, before, revealing);
    }

    fn finish(mut self) -> Plan {
        self.plan.changes = self.changes(&[]).unwrap_or_default();
        self.plan.changes.retain(|change| !matches!(change, FileChange::Replace { old, new, .. } if old == new));
        self.plan.mended = self.accepted.len();
        self.plan
    }
}

/// The files whose recorded text would no longer be what is on record.
fn altered_files<'d>(before: &[Diagnostic], now: &'d [Diagnostic]) -> HashSet<&'d str> {
    let record =
        |fault: &&Diagnostic| [codes::EDITION_ALTERED.name, codes::EDITION_LOST.name].contains(&fault.code.name);
    // The message holds the hash of the text: one that was altered before, and would be altered further, reads otherwise.
    let known: HashSet<(&str, &str)> =
        before.iter().filter(record).map(|fault| (fault.place.file.as_ref(), fault.message.as_str())).collect();
    let new =
        now.iter().filter(record).filter(|fault| !known.contains(&(fault.place.file.as_ref(), fault.message.as_str())));
    new.map(|fault| fault.place.file.as_ref()).collect()
}

/// Whether something is wrong that was not wrong before. What becomes readable may have faults of its own, and so may a value whose
/// key was not known; and a fault that brings its own mend may take the place of another, to be mended the next time.
fn has_harm(before: &[Diagnostic], now: &[Diagnostic], revealing: bool) -> bool {
    if revealing {
        return count(now, reveals) >= count(before, reveals);
    }
    let likeness = |fault: &Diagnostic| (fault.code.name, Arc::clone(&fault.place.file), fault.message.clone());
    let mut known: HashMap<_, usize> = HashMap::new();
    for fault in before.iter().filter(|fault| fault.is_error()) {
        *known.entry(likeness(fault)).or_default() += 1;
    }
    let new = now.iter().filter(|fault| fault.is_error()).any(|fault| {
        match known.get_mut(&likeness(fault)).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                false
            }
            None => fault.mends.is_empty() && !is_of_value(fault),
        }
    });
    new || count(now, Diagnostic::is_error) > count(before, Diagnostic::is_error)
}

/// Whether a fault is of what a value says by itself.
fn is_of_value(fault: &Diagnostic) -> bool {
    let codes = [&codes::BAD_DATE, &codes::BAD_DURATION, &codes::BAD_CHOICE, &codes::BAD_SETTING, &codes::WRONG_TYPE];
    codes.iter().any(|code| code.name == fault.code.name)
}

fn count(faults: &[Diagnostic], of: impl Fn(&Diagnostic) -> bool) -> usize {
    faults.iter().filter(|fault| of(fault)).count()
}
