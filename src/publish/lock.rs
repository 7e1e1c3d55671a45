//! One build at a time: the lock that is held while a site is published.
//!
//! Takes the place of the output folder and how long to wait, gives a lock that ends when
//! it is dropped, or with the process. It must not know what is done under the lock.

use std::fs::File;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::destination::Location;
use super::error::{PublishError, Trying};
use super::file_store::FileStore;
use super::staging::insist;

/// The pause between two attempts grows up to this.
const LONGEST_PAUSE: Duration = Duration::from_millis(50);

/// The right to publish beside an output folder.
pub struct PublishLock {
    store: Arc<dyn FileStore>,
    /// Removed while the lock is still held, so that nothing stays behind.
    lock_file: Option<PathBuf>,
    held: Option<File>,
}

impl PublishLock {
    /// Waits for the lock, at most as long as `patience`.
    ///
    /// Locks the folder that holds the output folder: it exists anyway and nothing has to
    /// be left there. Where a folder cannot be locked (a network file system, a folder
    /// that may not be read) a file of its own is, for as long as the lock lasts. Where
    /// nothing can be locked at all, builds go on without: each still completes its site
    /// in a folder of its own and swaps it in one step.
    ///
    /// # Errors
    ///
    /// [`PublishError::Locked`] when the patience is at its end; otherwise that the lock
    /// file cannot be made.
    pub fn acquire(store: &Arc<dyn FileStore>, location: &Location, patience: Duration) -> Result<Self, PublishError> {
        let start = Instant::now();
        let mut pause = Duration::from_millis(1);
        loop {
            if let Some(lock) = Self::attempt(store, location)? {
                return Ok(lock);
            }
            if start.elapsed() >= patience {
                return Err(PublishError::Locked { path: location.path(), waited: start.elapsed() });
            }
            thread::sleep(pause);
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
    }

    fn attempt(store: &Arc<dyn FileStore>, location: &Location) -> Result<Option<Self>, PublishError> {
        let locked = |lock_file, held| Self { store: Arc::clone(store), lock_file, held };
        match store.try_lock(&location.parent) {
            Ok(Some(held)) => return Ok(Some(locked(None, Some(held)))),
            Ok(None) => return Ok(None),
            Err(_) => {}
        }
        let mut name = std::ffi::OsString::from(".");
        name.push(&location.name);
        name.push(".chapterhouse-lock");
        let path = location.parent.join(name);
        match store.write_file(&path, b"") {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                return Err(PublishError::NotWritable { path: location.parent.clone(), source: error });
            }
            _ => {}
        }
        match store.try_lock(&path) {
            // Whoever held it before may have removed it after this attempt opened it; then
            // it is not the file the next build will find.
            Ok(Some(held)) if is_still(store.as_ref(), &path, &held) => Ok(Some(locked(Some(path), Some(held)))),
            Ok(_) => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Some(locked(Some(path), None))),
            Err(error) => {
                let _ = insist(|| store.remove_file(&path));
                Err(error).trying("lock", &path)
            }
        }
    }
}

fn is_still(store: &dyn FileStore, path: &Path, held: &File) -> bool {
    match (store.stamp(path), held.metadata()) {
        (Ok(now), Ok(then)) => (now.device, now.inode) == (then.dev(), then.ino()),
        _ => false,
    }
}

impl Drop for PublishLock {
    fn drop(&mut self) {
        if let Some(path) = self.lock_file.take() {
            let _ = insist(|| self.store.remove_file(&path));
        }
        drop(self.held.take());
    }
}
