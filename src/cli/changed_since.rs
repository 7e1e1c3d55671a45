//! What is wrong now that was not wrong at a commit. Takes a manual that was read and the name of a commit, says of each
//! fault whether it is new: it is in a file that differs from the commit's, or the commit had none of these words in that
//! file. Where in the file it stands does not count.
//!
//! Both are looked at as on the same day, by the same options: what differs is what somebody changed.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::failure::Failure;
use super::load::Loaded;
use crate::config::settings::parse_site_config;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::{Diagnostic, Severity};
use crate::memo::ContentHash;
use crate::memory::Memory;
use crate::pipeline::check_report;
use crate::source::committed::CommittedManual;
use crate::source::source_tree::SourceTree;
use crate::stages::NoObserver;

/// What makes two faults the same.
type Likeness = (&'static str, Severity, Arc<str>, String);

/// How a manual stood at a commit.
pub struct Since {
    changed: HashSet<Arc<str>>,
    /// How many faults of each likeness were there that have not been met again.
    known: HashMap<Likeness, usize>,
}

impl Since {
    /// Reads and checks the manual as it stood at a commit, branch or tag.
    ///
    /// # Errors
    /// When there is no repository or no such commit, or it cannot be read.
    pub fn of(name: &str, loaded: &Loaded, memory: &Memory) -> Result<Self, Failure> {
        let committed = CommittedManual::read(&loaded.root, name)
            .map_err(|error| Failure::Usage(format!("--changed-since {name}: {error}")))?;
        let mut faults = Vec::new();
        let mut before = SourceTree::default();
        // Without settings there was no manual yet: everything is new.
        if let Some(text) = committed.config() {
            let text = text.take(&mut faults);
            let settings = parse_site_config(&text.path, &text.text);
            let config = if text.whole { settings.take(&mut faults) } else { settings.value };
            before = committed.sources(text, &config).take(&mut faults);
            // Sister manuals stand in no commit of this one: they are what they are, before and after.
            before.sisters.clone_from(&loaded.sources.sisters);
            let request = &loaded.request;
            faults = check_report(&before, &Arc::new(config), request, memory, &NoObserver, faults).diagnostics;
        }
        let mut known: HashMap<Likeness, usize> = HashMap::new();
        for fault in &faults {
            *known.entry(likeness(fault)).or_default() += 1;
        }
        Ok(Since { changed: changed_files(&before, &loaded.sources), known })
    }

    /// Whether a fault is new. Faults of one likeness are to be asked about in their order: as many as there were are old.
    pub fn is_new(&mut self, fault: &Diagnostic) -> bool {
        if self.changed.contains(&fault.place.file) {
            return true;
        }
        // Addresses outside were not asked of the commit: what the web does is nobody's change.
        let outside = [&codes::DEAD_LINK, &codes::MOVED_LINK, &codes::UNREACHABLE_LINK];
        if outside.iter().any(|code| code.name == fault.code.name) {
            return false;
        }
        match self.known.get_mut(&likeness(fault)).filter(|left| **left > 0) {
            Some(left) => {
                *left -= 1;
                false
            }
            None => true,
        }
    }
}

fn likeness(fault: &Diagnostic) -> Likeness {
    (fault.code.name, fault.severity, Arc::clone(&fault.place.file), fault.message.clone())
}

/// The files of a manual that another state of it does not have, or has otherwise. Line ends and byte-order marks are no
/// difference: git may change them as it checks a file out.
fn changed_files(before: &SourceTree, now: &SourceTree) -> HashSet<Arc<str>> {
    let before: HashMap<Arc<str>, ContentHash> = hashes(before).collect();
    hashes(now).filter(|(path, hash)| before.get(path) != Some(hash)).map(|(path, _)| path).collect()
}

fn hashes(tree: &SourceTree) -> impl Iterator<Item = (Arc<str>, ContentHash)> {
    let texts = tree.config.iter().chain(&tree.pages).chain(&tree.passages).chain(&tree.registers);
    let texts = texts.map(|text| (Arc::clone(&text.path), text.hash));
    let assets = tree.assets.iter().map(|asset| (Arc::clone(&asset.path), asset.hash));
    let theme = tree.theme.values().map(|file| (Arc::clone(&file.path), ContentHash::of(&file.bytes)));
    texts.chain(assets).chain(theme)
}
