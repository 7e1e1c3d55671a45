//! What is to happen to an author's files. Takes texts, gives what is shown before and afterwards; touches nothing.

use crate::edit::unified_diff::hunks;

/// What happens to one file or folder. Paths are relative to the manual's folder, with `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileChange {
    /// A new file.
    Create {
        /// Where.
        path: String,
        /// Its bytes.
        new: Vec<u8>,
    },
    /// A file gets another text.
    Replace {
        /// Where.
        path: String,
        /// Its bytes as they were read.
        old: Vec<u8>,
        /// Its bytes afterwards.
        new: Vec<u8>,
    },
    /// A file gets another place, and perhaps another text.
    Move {
        /// From where.
        from: String,
        /// To where.
        to: String,
        /// Its bytes as they were read.
        old: Vec<u8>,
        /// Its bytes afterwards.
        new: Vec<u8>,
    },
    /// A folder gets another place, with all that it holds.
    MoveFolder {
        /// From where.
        from: String,
        /// To where.
        to: String,
    },
}

impl FileChange {
    /// What is said when it is done.
    pub fn done(&self) -> String {
        match self {
            FileChange::Create { path, .. } | FileChange::Replace { path, .. } => format!("wrote {path}"),
            FileChange::Move { from, to, .. } => format!("moved {from} to {to}"),
            FileChange::MoveFolder { from, to } => format!("moved {from}/ to {to}/"),
        }
    }

    /// What would change, as `git apply` reads it.
    pub fn diff(&self) -> String {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match self {
            FileChange::Create { path, new } => {
                let head = format!("diff --git a/{path} b/{path}\nnew file mode 100644\n--- /dev/null\n+++ b/{path}\n");
                format!("{head}{}", hunks("", &text(new)))
            }
            FileChange::Replace { path, old, new } => {
                let head = format!("diff --git a/{path} b/{path}\n--- a/{path}\n+++ b/{path}\n");
                format!("{head}{}", hunks(&text(old), &text(new)))
            }
            FileChange::Move { from, to, old, new } => {
                let names = if old == new { String::new() } else { format!("--- a/{from}\n+++ b/{to}\n") };
                let head = format!("diff --git a/{from} b/{to}\nrename from {from}\nrename to {to}\n{names}");
                format!("{head}{}", hunks(&text(old), &text(new)))
            }
            FileChange::MoveFolder { from, to } => format!("# and the folder {from}/ is moved to {to}/\n"),
        }
    }
}
