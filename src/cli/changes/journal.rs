//! What is written down before an author's files are touched, so that a change that was stopped can be finished or
//! undone. Takes and gives steps; knows nothing of what the files say.
//!
//! In `.chapterhouse/pending/` stand `new-N`, the text that step N puts into place; `old-N`, the file that it takes away;
//! `journal`, which is there from the moment at which the change is decided; and `undo`, if it is to be taken back.

use std::path::{Path, PathBuf};

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
}
