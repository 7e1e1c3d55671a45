//! What goes into a rebuild and what comes of it, as plain data. Knows nothing of how it is made.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::faces::Face;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::source::source_tree::SourceTree;

/// What changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// These files and folders, and whatever lies below the folders.
    Paths(BTreeSet<PathBuf>),
    /// Perhaps everything.
    Everything,
}

/// How far a change reaches. Which pages look otherwise is known when they are made; here is said which may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// So many pages: those of the chapters that were written in.
    Some(usize),
    /// So many pages: all that there are.
    All(usize),
}

/// What came of a change.
#[derive(Clone, Debug, Default)]
pub struct Rebuilt {
    /// The revision; the one before if nothing is otherwise.
    pub number: u64,
    /// Whether anything is otherwise.
    pub differs: bool,
    /// The pages whose files changed.
    pub pages: Vec<Face>,
    /// The files that changed, by their paths in the manual's folder.
    pub files: BTreeSet<Arc<str>>,
    /// How far the change reaches; nothing if no site came of it.
    pub reach: Option<Reach>,
    /// Whether a site came of it.
    pub has_site: bool,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// How long each stage took.
    pub stages: Vec<(&'static str, Duration)>,
}

impl Rebuilt {
    /// Whether only the looks of the site changed: no page has to be fetched again for it.
    pub fn changes_looks(&self) -> bool {
        self.files.iter().any(|file| file.starts_with("themes/") && has_ending(file, "css"))
    }

    /// Whether a script of the site changed: only a whole new page runs it.
    pub fn changes_scripts(&self) -> bool {
        self.files.iter().any(|file| file.starts_with("themes/") && has_ending(file, "js"))
    }
}

fn has_ending(file: &str, ending: &str) -> bool {
    file.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(ending))
}

/// What is wrong with a manual.
#[derive(Clone, Default)]
pub struct Report {
    /// The faults.
    pub diagnostics: Arc<Vec<Diagnostic>>,
    /// The files that they are in.
    pub sources: Arc<SourceTree>,
    /// Why the machine would not read it, if so.
    pub trouble: Option<Arc<str>>,
    /// Whether the newest build gave a site.
    pub has_site: bool,
}

impl Report {
    /// How many errors and warnings there are.
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).count();
        (errors + usize::from(self.trouble.is_some()), self.diagnostics.len() - errors)
    }
}
