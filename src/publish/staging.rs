//! The folder beside the output folder in which a site is completed.
//!
//! Takes the place of the output folder, gives a fresh folder that removes itself when it
//! is dropped, and removes those that dead builds have left. It must not know what is put
//! into it.
//!
//! The folder `.NAME.chapterhouse-new-` with sixteen hexadecimal digits behind it holds the marker file, locked for
//! as long as its build lives, and the tree `site`. The marker lies beside the tree, not
//! in it, so the two can be told apart at every moment, also right after the swap.

use std::ffi::{OsStr, OsString};
use std::fs::File;
use std::hash::{BuildHasher, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::destination::Location;
use super::error::{PublishError, Trying};
use super::file_store::{EntryKind, FileStore};

const INFIX: &str = ".chapterhouse-new-";
const MARKER: &str = "chapterhouse-staging";
const MARKER_TEXT: &[u8] = b"This folder belongs to a build that is publishing a site.\n\
If no build is running it is a left-over: the next build removes it.\n";
const SITE: &str = "site";
const SET_ASIDE: &str = "old";

/// A staging folder. Dropping it removes it with all it holds.
pub struct Staging {
    store: Arc<dyn FileStore>,
    folder: PathBuf,
    destination: PathBuf,
    /// Says that the build lives, by its lock.
    alive: Option<File>,
}

impl Staging {
    /// Creates a staging folder beside the output folder.
    ///
    /// # Errors
    ///
    /// [`PublishError::NotWritable`] if no folder can be created there.
    pub fn create(store: &Arc<dyn FileStore>, location: &Location) -> Result<Self, PublishError> {
        let folder = loop {
            let mut name = prefix(&location.name);
            name.push(format!("{:016x}", RandomState::new().hash_one(&location.name)));
            let folder = location.parent.join(name);
            match store.create_folder(&folder) {
                Ok(()) => break folder,
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(source) => {
                    let path = location.parent.clone();
                    return Err(PublishError::NotWritable { path, source });
                }
            }
        };
        let mut staging = Self { store: Arc::clone(store), folder, destination: location.path(), alive: None };
        let marker = staging.folder.join(MARKER);
        store.write_file(&marker, MARKER_TEXT).trying("write", &marker)?;
        // Without a lock the folder is merely not known to be in use; builds that could
        // take it for a left-over cannot lock here either and leave it alone.
        staging.alive = store.try_lock(&marker).unwrap_or(None);
        Ok(staging)
    }

    /// Where the tree lies that is, or was, a whole site.
    pub fn site(&self) -> PathBuf {
        self.folder.join(SITE)
    }

    /// Where the earlier site is set aside if the two cannot be exchanged in one step.
    pub fn set_aside(&self) -> PathBuf {
        self.folder.join(SET_ASIDE)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // A left-over does no harm and nobody is left to tell: the next build tries again.
        let _ = remove(self.store.as_ref(), &self.folder, &self.destination);
        // Only now may another build take what is left, if anything is, for a left-over.
        drop(self.alive.take());
    }
}

/// Removes the staging folders that dead builds have left beside the output folder.
///
/// A folder goes only if its name fits exactly and it holds the marker, not locked by a
/// living build, or nothing at all (a build that died between creating the folder and
/// writing the marker). If a dead build had set the earlier site aside without putting
/// another in its place, the earlier site is put back first.
///
/// # Errors
///
/// If an earlier site cannot be put back. What cannot be removed is left to the next
/// build.
pub fn sweep(store: &dyn FileStore, location: &Location) -> Result<(), PublishError> {
    let Ok((_, entries)) = store.list(&location.parent) else {
        return Ok(());
    };
    for entry in entries {
        if entry.kind != EntryKind::Folder || !is_staging_name(&entry.name, &location.name) {
            continue;
        }
        let folder = location.parent.join(&entry.name);
        let marker = folder.join(MARKER);
        if !matches!(store.kind(&marker), Ok(Some(EntryKind::File))) {
            // Fails, as it should, unless the folder is empty.
            let _ = store.remove_folder(&folder);
            continue;
        }
        let Ok(Some(_dead)) = store.try_lock(&marker) else {
            continue;
        };
        restore(store, &folder, &location.path()).trying("put back the earlier site from", &folder.join(SET_ASIDE))?;
        let _ = remove(store, &folder, &location.path());
    }
    Ok(())
}

fn prefix(name: &OsStr) -> OsString {
    let mut prefix = OsString::from(".");
    prefix.push(name);
    prefix.push(INFIX);
    prefix
}

fn is_staging_name(candidate: &OsStr, name: &OsStr) -> bool {
    candidate.as_encoded_bytes().strip_prefix(prefix(name).as_encoded_bytes()).is_some_and(|rest| {
        let is_digit = |byte: &u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        rest.len() == 16 && rest.iter().all(is_digit)
    })
}

/// Puts an earlier site that was set aside back in its place, if that is empty.
fn restore(store: &dyn FileStore, folder: &Path, destination: &Path) -> io::Result<()> {
    let set_aside = folder.join(SET_ASIDE);
    if store.kind(&set_aside)?.is_some() && store.kind(destination)?.is_none() {
        store.rename(&set_aside, destination)?;
    }
    Ok(())
}

/// Removes a staging folder, the marker last: as long as anything else is left the folder
/// can be recognised.
fn remove(store: &dyn FileStore, folder: &Path, destination: &Path) -> io::Result<()> {
    insist(|| restore(store, folder, destination))?;
    insist(|| store.remove_tree(&folder.join(SITE)))?;
    insist(|| store.remove_tree(&folder.join(SET_ASIDE)))?;
    insist(|| store.remove_file(&folder.join(MARKER)))?;
    insist(|| store.remove_folder(folder))
}

/// Takes a step of cleaning up, twice if need be: there is no other way to make up for a
/// passing failure. What is gone already counts as removed.
///
/// # Errors
///
/// If the step fails twice.
pub fn insist(step: impl Fn() -> io::Result<()>) -> io::Result<()> {
    let attempt = || match step() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        outcome => outcome,
    };
    attempt().or_else(|_| attempt())
}
