//! What is written down before an author's files are touched, so that a change that was stopped can be finished or
//! undone. Takes and gives steps; knows nothing of what the files say.
//!
//! In `.chapterhouse/pending/` stand `new-N`, the text that step N puts into place; `old-N`, the file that it takes away;
//! `journal`, which is there from the moment at which the change is decided; and `undo`, if it is to be taken back.

use std::path::{Component, Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The folder of the program's own in a manual.
pub const OWN_FOLDER: &str = ".chapterhouse";
/// The folder of a change that is being made, in it.
const PENDING: &str = "pending";
/// The folder of a change that has ended, until it is cleared away.
const ENDED: &str = "ended";

/// A change, decided.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Journal {
    /// The form of this file.
    pub version: u32,
    /// The command that makes the change.
    pub command: String,
    /// Its steps, in order.
    pub steps: Vec<Step>,
}

/// The form that is written.
pub const VERSION: u32 = 1;

/// One step. Hashes are BLAKE3 in hexadecimal digits.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// A folder is made if it is not there.
    MakeFolder {
        /// Where.
        path: String,
    },
    /// `new-N` goes to a path where nothing stands.
    Create {
        /// Where.
        path: String,
        /// The hash of what is put there.
        new: String,
    },
    /// `new-N` goes to the place of a file, of which `old-N` keeps hold.
    Replace {
        /// Where.
        path: String,
        /// The hash of what stands there.
        old: String,
        /// The hash of what is put there.
        new: String,
    },
    /// A file goes to `old-N`.
    Remove {
        /// Where.
        path: String,
        /// The hash of what stands there.
        old: String,
    },
    /// A folder goes to another place.
    MoveFolder {
        /// From where.
        from: String,
        /// To where.
        to: String,
    },
}

/// Where a change is written down.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The manual's folder.
    pub root: PathBuf,
    /// The program's own folder in it.
    pub own: PathBuf,
    /// The folder of the change.
    pub folder: PathBuf,
    /// The same, once the change has ended.
    pub ended: PathBuf,
}

impl Pending {
    /// For a manual.
    pub fn of(root: &Path) -> Self {
        let own = root.join(OWN_FOLDER);
        Pending { root: root.to_owned(), folder: own.join(PENDING), ended: own.join(ENDED), own }
    }

    /// The list of steps.
    pub fn journal(&self) -> PathBuf {
        self.folder.join("journal")
    }

    /// That the change is to be taken back.
    pub fn undo(&self) -> PathBuf {
        self.folder.join("undo")
    }

    /// The text that a step puts into place.
    pub fn new_file(&self, step: usize) -> PathBuf {
        self.folder.join(format!("new-{step}"))
    }

    /// The file that a step takes away.
    pub fn old_file(&self, step: usize) -> PathBuf {
        self.folder.join(format!("old-{step}"))
    }

    /// A file of the manual.
    pub fn file(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A path of a journal that no command of ours has written: it leads out of the manual, also by way of a link, or to where other
    /// programs keep what they run. A manual that somebody else made may hold any journal.
    pub fn foreign_path<'j>(&self, journal: &'j Journal) -> Option<&'j str> {
        journal.steps.iter().flat_map(Step::paths).find(|path| !self.is_own(path))
    }

    fn is_own(&self, path: &str) -> bool {
        let plain = |part: Component<'_>| match part {
            Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
            _ => false,
        };
        if path.is_empty() || !Path::new(path).components().all(plain) {
            return false;
        }
        let file = self.file(path);
        let standing = file.ancestors().skip(1).find_map(|folder| folder.canonicalize().ok());
        let root = self.root.canonicalize().ok();
        standing.zip(root).is_some_and(|(folder, root)| folder.starts_with(root))
    }
}

impl Step {
    /// The paths that it has to do with.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        let (one, other) = match self {
            Step::MakeFolder { path }
            | Step::Create { path, .. }
            | Step::Replace { path, .. }
            | Step::Remove { path, .. } => (path, None),
            Step::MoveFolder { from, to } => (from, Some(to)),
        };
        std::iter::once(one).chain(other).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_journal_leads_out_of_the_manual() {
        let (manual, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        std::fs::create_dir(manual.path().join("content")).unwrap();
        std::os::unix::fs::symlink(other.path(), manual.path().join("content/out")).unwrap();
        let pending = Pending::of(manual.path());
        let foreign = |path: &str| {
            let steps =
                vec![Step::MakeFolder { path: "content/01-part".into() }, Step::MakeFolder { path: path.into() }];
            let journal = Journal { version: VERSION, command: "mv".into(), steps };
            pending.foreign_path(&journal).map(str::to_owned)
        };
        for path in ["content/a.md", "site.toml", "content/new/deeper/a.md"] {
            assert_eq!(foreign(path), None);
        }
        let absolute = other.path().join("a").display().to_string();
        let out = [absolute.as_str(), "../a", "content/../../a", "content/out/a", ".git/hooks/pre-commit", "", "./a"];
        for path in out {
            assert_eq!(foreign(path).as_deref(), Some(path));
        }
    }
}
