//! Makes a change to an author's files: all of it or nothing.
//!
//! The new texts are written beside the manual, flushed, and listed in a journal; from the moment at which the journal
//! stands there the change is decided, and only then are files put into place, one rename each. If a step fails, the
//! steps before it are taken back. If the program is stopped, the next command does what is left.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::journal::{Journal, Pending, Step, VERSION};
use super::planned::FileChange;
use super::recover::{backward, finish, forward, sweep};
use crate::cli::failure::Failure;
use crate::edit::paths::folder_of;
use crate::memo::ContentHash;
use crate::publish::destination::Location;
use crate::publish::error::PublishError;
use crate::publish::file_store::{EntryKind, FileStore};
use crate::publish::lock::PublishLock;

/// How long a command waits for another one.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A file operation that failed, as a failure of the command.
pub fn failed<T>(outcome: io::Result<T>, action: &'static str, path: &Path) -> Result<T, Failure> {
    outcome.map_err(|cause| Failure::File { action, path: path.to_owned(), cause })
}

/// The hash by which a file is known again.
pub fn hash_of(bytes: &[u8]) -> String {
    ContentHash::of(bytes).hex()
}

/// The right to change the manual.
///
/// # Errors
/// When another command keeps it for longer than the patience lasts, or it cannot be had.
pub fn lock(store: &Arc<dyn FileStore>, pending: &Pending) -> Result<PublishLock, Failure> {
    let location = Location::of(&pending.own)?;
    PublishLock::acquire(store, &location, PATIENCE).map_err(|error| match error {
        PublishError::Locked { .. } => Failure::Usage(format!(
            "another chapterhouse command is at work in {}; nothing was changed\nhelp: wait until it ends, then try again",
            pending.root.display()
        )),
        other => Failure::Publish(other),
    })
}

/// Makes a change; `command` is its name for whoever finds it half-done.
///
/// # Errors
/// When a file is no longer what was read, something is in the way, or the machine will not write. Nothing is changed
/// then, or all of it was taken back.
pub fn carry_out(
    store: &Arc<dyn FileStore>,
    root: &Path,
    command: &str,
    changes: &[FileChange],
) -> Result<(), Failure> {
    let pending = Pending::of(root);
    let _lock = lock(store, &pending)?;
    let looked = store.kind(&pending.folder);
    if failed(looked, "look at", &pending.folder)?.is_some() {
        let message = "another command was stopped in the middle; nothing was changed\nhelp: run the command again";
        return Err(Failure::Usage(message.to_owned()));
    }
    let store: &dyn FileStore = store.as_ref();
    check(store, &pending, changes)?;
    let journal = match prepare(store, &pending, command, changes) {
        Ok(journal) => journal,
        Err(failure) => {
            // Nothing of the manual was touched yet. What stays here if even this fails, the next command sweeps away.
            let _ = sweep(store, &pending);
            return Err(failure);
        }
    };
    if let Some(path) = pending.foreign_path(&journal) {
        // Whoever finds this change half-done could not tell it from one that somebody else wrote down.
        let _ = sweep(store, &pending);
        return Err(Failure::Usage(format!(
            "{path} is in a hidden folder or outside of the manual, and no command changes what is there; nothing was changed\n\
             help: let the name of the content folder begin with a letter: rename it, and write its name into site.toml"
        )));
    }
    if let Err(failure) = forward(store, &pending, &journal) {
        let undo = pending.undo();
        let undone = failed(store.write_file(&undo, b"").and_then(|()| store.sync(&pending.folder)), "write", &undo)
            .and_then(|()| backward(store, &pending, &journal));
        return Err(match undone {
            Ok(()) => {
                let _ = finish(store, &pending);
                Failure::Usage(format!("{failure}; what was changed was put back, and all files are as they were"))
            }
            Err(second) => Failure::Usage(format!(
                "{failure}; and what was changed could not be put back: {second}\nhelp: remove the cause and run any \
                 chapterhouse command here: it finishes this change or undoes it; until then, leave {} alone",
                pending.folder.display()
            )),
        });
    }
    // The files are in place: whatever cannot be cleared away now, the next command clears away.
    let _ = finish(store, &pending);
    Ok(())
}

/// Makes sure that the files are what they were and that nothing is in the way.
fn check(store: &dyn FileStore, pending: &Pending, changes: &[FileChange]) -> Result<(), Failure> {
    let same = |path: &str, old: &[u8]| {
        let file = pending.file(path);
        let now = failed(store.read(&file), "read", &file)?;
        if now != old {
            let message = format!(
                "{path} was changed while this command was at work; nothing was written\nhelp: save your text, then run the command again"
            );
            return Err(Failure::Usage(message));
        }
        let writable = std::fs::metadata(&file).is_ok_and(|about| !about.permissions().readonly());
        if writable {
            return Ok(());
        }
        Err(Failure::Usage(format!(
            "{path} is write-protected; nothing was changed\nhelp: if it may be changed, allow writing to it, then run the command again"
        )))
    };
    let free = |path: &str| {
        let file = pending.file(path);
        match failed(store.kind(&file), "look at", &file)? {
            None => Ok(()),
            Some(_) => Err(Failure::Usage(format!(
                "{path} is there already; nothing was changed\nhelp: move it away, or choose another name"
            ))),
        }
    };
    for change in changes {
        match change {
            FileChange::Create { path, .. } => free(path)?,
            FileChange::Replace { path, old, .. } => same(path, old)?,
            FileChange::Move { from, to, old, .. } => {
                same(from, old)?;
                free(to)?;
            }
            FileChange::MoveFolder { from, to } => {
                let folder = pending.file(from);
                if failed(store.kind(&folder), "look at", &folder)? != Some(EntryKind::Folder) {
                    return Err(Failure::Usage(format!("{from} is no folder; nothing was changed")));
                }
                free(to)?;
            }
        }
    }
    Ok(())
}

/// Writes everything down; when this returns, the change is decided.
fn prepare(
    store: &dyn FileStore,
    pending: &Pending,
    command: &str,
    changes: &[FileChange],
) -> Result<Journal, Failure> {
    if failed(store.kind(&pending.own), "look at", &pending.own)?.is_none() {
        failed(store.create_folder(&pending.own), "make the folder", &pending.own)?;
    }
    failed(store.create_folder(&pending.folder), "make the folder", &pending.folder)?;
    let mut journal = Journal { version: VERSION, command: command.to_owned(), steps: Vec::new() };
    let put = |step: usize, new: &[u8], like: Option<&str>| {
        let file = pending.new_file(step);
        failed(store.write_file(&file, new), "write", &file)?;
        if let Some(like) = like {
            failed(store.copy_mode(&pending.file(like), &file), "write", &file)?;
        }
        failed(store.sync(&file), "write", &file)
    };
    for change in changes {
        let step = journal.steps.len();
        match change {
            FileChange::Create { path, new } => {
                let folder = folder_of(path);
                let there = failed(store.kind(&pending.file(folder)), "look at", &pending.file(folder))?;
                let step = if there.is_none() { step + 1 } else { step };
                if there.is_none() {
                    journal.steps.push(Step::MakeFolder { path: folder.to_owned() });
                }
                put(step, new, None)?;
                journal.steps.push(Step::Create { path: path.clone(), new: hash_of(new) });
            }
            FileChange::Replace { path, old, new } => {
                put(step, new, Some(path))?;
                let (file, kept) = (pending.file(path), pending.old_file(step));
                // Where a file can have one name only, the old text is kept as a copy.
                let linked = store.hard_link(&file, &kept).or_else(|_| store.copy(&file, &kept));
                failed(linked, "keep the old text of", &file)?;
                failed(store.sync(&kept), "keep the old text of", &file)?;
                journal.steps.push(Step::Replace { path: path.clone(), old: hash_of(old), new: hash_of(new) });
            }
            FileChange::Move { from, to, old, new } => {
                put(step, new, Some(from))?;
                journal.steps.push(Step::Create { path: to.clone(), new: hash_of(new) });
                journal.steps.push(Step::Remove { path: from.clone(), old: hash_of(old) });
            }
            FileChange::MoveFolder { from, to } => {
                journal.steps.push(Step::MoveFolder { from: from.clone(), to: to.clone() });
            }
        }
    }
    let text = serde_json::to_vec_pretty(&journal).unwrap_or_default();
    let draft = pending.folder.join("journal.new");
    failed(store.write_file(&draft, &text), "write", &draft)?;
    failed(store.sync(&draft), "write", &draft)?;
    failed(store.sync(&pending.folder), "write", &pending.folder)?;
    failed(store.sync(&pending.own), "write", &pending.own)?;
    failed(store.rename(&draft, &pending.journal()), "write", &pending.journal())?;
    failed(store.sync(&pending.folder), "write", &pending.folder)?;
    Ok(journal)
}
