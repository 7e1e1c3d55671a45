//! Finishes or undoes a change that was stopped in the middle. Takes the manual's folder, gives what was done, in words.
//!
//! Each step looks at what is there before it acts, so that it can be done again after being stopped in turn. A file that
//! somebody has changed since is never touched.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use super::carry_out::{failed, hash_of, lock};
use super::journal::{Journal, Pending, Step, VERSION};
use crate::cli::failure::Failure;
use crate::publish::file_store::{EntryKind, FileStore};

/// Finishes or undoes what an earlier command was stopped in; nothing if there is no such thing.
///
/// # Errors
/// When it can be neither finished nor undone without losing what somebody wrote since, or the machine will not write.
pub fn recover(store: &Arc<dyn FileStore>, root: &Path) -> Result<Option<String>, Failure> {
    let pending = Pending::of(root);
    let none = |folder: &Path| store.kind(folder).unwrap_or(None).is_none();
    if store.kind(&pending.own).unwrap_or(None) == Some(EntryKind::Symlink) {
        return Err(Failure::Usage(format!(
            "{} is a link to somewhere else, and what is written there would not stay in the manual\nhelp: delete the link",
            pending.own.display()
        )));
    }
    if none(&pending.folder) && none(&pending.ended) {
        return Ok(None);
    }
    let _lock = lock(store, &pending)?;
    let store: &dyn FileStore = store.as_ref();
    // The command that was at work may have ended in the meantime.
    if failed(store.kind(&pending.folder), "look at", &pending.folder)?.is_none() {
        // What it left was of no more use; if it cannot be cleared away, it does no harm.
        let _ = sweep(store, &pending);
        return Ok(None);
    }
    let path = pending.journal();
    if failed(store.kind(&path), "look at", &path)?.is_none() {
        failed(sweep(store, &pending), "clear away", &pending.folder)?;
        let message =
            "an earlier command was stopped before it had changed anything; what it had prepared was cleared away";
        return Ok(Some(message.to_owned()));
    }
    let bytes = failed(store.read(&path), "read", &path)?;
    let journal = serde_json::from_slice::<Journal>(&bytes).ok().filter(|journal| journal.version == VERSION);
    let Some(journal) = journal else {
        return Err(Failure::Usage(format!(
            "{} cannot be read: an earlier command, perhaps of another version of this program, was stopped in the middle\n\
             help: compare the content with version control, and then delete {}",
            path.display(),
            pending.folder.display()
        )));
    };
    if let Some(path) = pending.foreign_path(&journal) {
        return Err(Failure::Usage(format!(
            "{} would change {path}, which no command of this program would: it is not followed\n\
             help: find out where it comes from, and delete {}",
            pending.journal().display(),
            pending.folder.display()
        )));
    }
    let undo = pending.undo();
    let undoing = failed(store.kind(&undo), "look at", &undo)?.is_some();
    let finished = if undoing { Err(None) } else { forward(store, &pending, &journal).map_err(Some) };
    let word = match finished {
        Ok(()) => "finished",
        Err(first) => {
            if !undoing {
                failed(store.write_file(&undo, b""), "write", &undo)?;
                failed(store.sync(&pending.folder), "write", &pending.folder)?;
            }
            backward(store, &pending, &journal).map_err(|second| {
                let first = first.map(|first| format!("{first}; ")).unwrap_or_default();
                Failure::Usage(format!(
                    "an earlier `chapterhouse {}` was stopped in the middle and can be neither finished nor undone: {first}{second}\n\
                     help: its old and new texts are in {}: put right by hand what it names, then delete that folder",
                    journal.command,
                    pending.folder.display()
                ))
            })?;
            "undone"
        }
    };
    failed(finish(store, &pending), "clear away", &pending.folder)?;
    Ok(Some(format!("an earlier `chapterhouse {}` was stopped in the middle; it is {word} now", journal.command)))
}

/// The hash of a file; nothing if there is none.
fn hash_at(store: &dyn FileStore, path: &Path) -> Result<Option<String>, Failure> {
    if failed(store.kind(path), "look at", path)?.is_none() {
        return Ok(None);
    }
    failed(store.read(path), "read", path).map(|bytes| Some(hash_of(&bytes)))
}

fn there(store: &dyn FileStore, path: &Path) -> Result<bool, Failure> {
    failed(store.kind(path), "look at", path).map(|kind| kind.is_some())
}

fn altered(path: &str) -> Failure {
    Failure::Usage(format!("{path} has been changed since"))
}

/// Does every step that is not done yet.
///
/// # Errors
/// When a file is not what the step expects, or cannot be put into place.
pub fn forward(store: &dyn FileStore, pending: &Pending, journal: &Journal) -> Result<(), Failure> {
    for (index, step) in journal.steps.iter().enumerate() {
        let (new_file, old_file) = (pending.new_file(index), pending.old_file(index));
        match step {
            Step::MakeFolder { path } => {
                let folder = pending.file(path);
                if !there(store, &folder)? {
                    failed(store.create_folder(&folder), "make the folder", &folder)?;
                }
            }
            Step::Create { path, new } => {
                let file = pending.file(path);
                if let Some(text) = hash_at(store, &new_file)? {
                    if there(store, &file)? || text != *new {
                        return Err(altered(path));
                    }
                    failed(store.rename(&new_file, &file), "write", &file)?;
                }
            }
            Step::Replace { path, old, new } => {
                let file = pending.file(path);
                if let Some(text) = hash_at(store, &new_file)? {
                    if hash_at(store, &file)?.as_ref() != Some(old) || text != *new {
                        return Err(altered(path));
                    }
                    failed(store.rename(&new_file, &file), "write", &file)?;
                }
            }
            Step::Remove { path, old } => {
                let file = pending.file(path);
                if !there(store, &old_file)? {
                    if hash_at(store, &file)?.as_ref() != Some(old) {
                        return Err(altered(path));
                    }
                    failed(store.rename(&file, &old_file), "move", &file)?;
                }
            }
            Step::MoveFolder { from, to } => {
                let (from, to) = (pending.file(from), pending.file(to));
                if there(store, &from)? {
                    failed(store.rename(&from, &to), "move", &from)?;
                } else if !there(store, &to)? {
                    return Err(altered(&from.display().to_string()));
                }
            }
        }
    }
    flush(store, pending, journal)
}

/// Takes back every step that is done.
///
/// # Errors
/// When a file is not what the step left, or cannot be put back.
pub fn backward(store: &dyn FileStore, pending: &Pending, journal: &Journal) -> Result<(), Failure> {
    for (index, step) in journal.steps.iter().enumerate().rev() {
        let (new_file, old_file) = (pending.new_file(index), pending.old_file(index));
        match step {
            Step::MakeFolder { path } => {
                let folder = pending.file(path);
                if there(store, &folder)? {
                    // With something of somebody else's in it, it stays.
                    let _ = store.remove_folder(&folder);
                }
            }
            Step::Create { path, new } => {
                let file = pending.file(path);
                if there(store, &new_file)? {
                    continue;
                }
                match hash_at(store, &file)? {
                    // The text goes back to where it came from, not away.
                    Some(now) if now == *new => failed(store.rename(&file, &new_file), "put back", &file)?,
                    Some(_) => return Err(altered(path)),
                    None => {}
                }
            }
            Step::Replace { path, old, new } => {
                let file = pending.file(path);
                match hash_at(store, &file)? {
                    Some(now) if now == *old => {}
                    Some(now) if now == *new => failed(store.rename(&old_file, &file), "put back", &file)?,
                    _ => return Err(altered(path)),
                }
            }
            Step::Remove { path, .. } => {
                let file = pending.file(path);
                if there(store, &old_file)? {
                    if there(store, &file)? {
                        return Err(altered(path));
                    }
                    failed(store.rename(&old_file, &file), "put back", &file)?;
                }
            }
            Step::MoveFolder { from, to } => {
                let (from, to) = (pending.file(from), pending.file(to));
                if !there(store, &from)? && there(store, &to)? {
                    failed(store.rename(&to, &from), "put back", &from)?;
                }
            }
        }
    }
    flush(store, pending, journal)
}

/// Makes what was put into place safe from a power cut.
fn flush(store: &dyn FileStore, pending: &Pending, journal: &Journal) -> Result<(), Failure> {
    let mut folders = BTreeSet::new();
    for step in &journal.steps {
        folders.extend(step.paths().filter_map(|path| pending.file(path).parent().map(Path::to_owned)));
    }
    for folder in folders {
        // A folder that was to be made may not have been.
        if there(store, &folder)? {
            failed(store.sync(&folder), "write", &folder)?;
        }
    }
    Ok(())
}

/// Ends a change that is wholly done or wholly undone.
///
/// # Errors
/// As the operating system does; the next command ends it then.
pub fn finish(store: &dyn FileStore, pending: &Pending) -> std::io::Result<()> {
    // In one step, so that nobody takes what is left of it for a change that never began.
    clear(store, &pending.ended)?;
    store.rename(&pending.folder, &pending.ended)?;
    store.sync(&pending.own)?;
    sweep(store, pending)
}

/// Removes what a change wrote down, and the program's own folder if nothing else is in it.
///
/// # Errors
/// As the operating system does.
pub fn sweep(store: &dyn FileStore, pending: &Pending) -> std::io::Result<()> {
    clear(store, &pending.folder)?;
    clear(store, &pending.ended)?;
    let _ = store.remove_folder(&pending.own);
    Ok(())
}

fn clear(store: &dyn FileStore, folder: &Path) -> std::io::Result<()> {
    if store.kind(folder)?.is_some() { store.remove_tree(folder) } else { Ok(()) }
}
