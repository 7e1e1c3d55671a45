//! Files that are written while the rest of the site is still being made.
//!
//! Takes files one by one, from as many threads as bring them, and gives what is left of each: its sum, and where its
//! bytes are. A large site is never held in memory so. Nothing of it is published, and nothing stays if it is dropped
//! before it was. What cannot be written ahead is given back whole, and is written with the rest: only then is it said
//! what stands in the way. It must not know what the files mean.

use std::collections::HashSet;
use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::time::Duration;

use super::destination::{Location, NewAncestors};
use super::error::{PublishError, Trying};
use super::file_store::{EntryKind, FileStore};
use super::inventory::{self, Inventory};
use super::lock::PublishLock;
use super::output_tree::{FileTaker, Held, OutputFile};
use super::staging::{self, Staging};
use super::{live_site, manifest};

/// A publication that has begun: the folder in which a site is completed, and what stood in the output folder then.
pub(super) struct Begun {
    // Dropped in this order: what is new lies in the new folders.
    pub(super) staging: Staging,
    pub(super) ancestors: NewAncestors,
    pub(super) location: Location,
    /// What stood in the output folder; nothing if there was none.
    pub(super) live: Option<Inventory>,
    store: Arc<dyn FileStore>,
    /// The folders of the new site that are there.
    folders: Mutex<HashSet<PathBuf>>,
}

impl Begun {
    fn at(destination: &Path, store: &Arc<dyn FileStore>, patience: Duration) -> Result<Self, PublishError> {
        let location = Location::of(destination)?;
        let ancestors = NewAncestors::create(store, &location.parent)?;
        // Held for a moment: other builds publish while this one makes its files.
        let _lock = PublishLock::acquire(store, &location, patience)?;
        staging::sweep(store.as_ref(), &location)?;
        let live = if location.is_folder()? { Some(live_site::read(store.as_ref(), &location.path())?) } else { None };
        let staging = Staging::create(store, &location)?;
        let site = staging.site();
        store.create_folder(&site).trying("create", &site)?;
        let folders = Mutex::new(HashSet::from([PathBuf::new()]));
        Ok(Self { staging, ancestors, location, live, store: Arc::clone(store), folders })
    }

    /// Puts a file where it belongs, unless it stands in the output folder as it is; nothing if it cannot.
    fn put(&self, path: &str, bytes: &[u8]) -> Option<Held> {
        if manifest::path_fault(path).is_some() {
            return None;
        }
        if self.stands(path) && self.store.holds(&self.location.path().join(path), bytes).is_ok_and(|same| same) {
            return Some(Held::Unchanged);
        }
        self.make_folders(inventory::parent(OsStr::new(path)).map(Path::new)?).ok()?;
        let place = self.staging.site().join(path);
        let Err(fault) = self.store.write_file(&place, bytes) else { return Some(Held::Written) };
        if fault.kind() != io::ErrorKind::AlreadyExists {
            // What is half written is written anew with the rest.
            let _ = staging::insist(|| self.store.remove_file(&place));
        }
        None
    }

    /// Whether a file stands at a path of the output folder.
    fn stands(&self, path: &str) -> bool {
        let of_others = |live: &Inventory| live.foreign.get(OsStr::new(path)) == Some(&EntryKind::File);
        self.live.as_ref().is_some_and(|live| live.files.contains_key(path) || of_others(live))
    }

    fn make_folders(&self, folder: &Path) -> io::Result<()> {
        let known = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let missing: Vec<&Path> = {
            let known = known();
            folder.ancestors().take_while(|folder| !known.contains(*folder)).collect()
        };
        for folder in missing.into_iter().rev() {
            match self.store.create_folder(&self.staging.site().join(folder)) {
                Err(fault) if fault.kind() != io::ErrorKind::AlreadyExists => return Err(fault),
                _ => known().insert(folder.to_owned()),
            };
        }
        Ok(())
    }
}

/// Writes the files of a site beside its output folder while they are made. Made by
/// [`Publisher::ahead`](super::disk::Publisher::ahead), which says where, and published by
/// [`Publisher::publish_ahead`](super::disk::Publisher::publish_ahead).
pub struct Ahead {
    destination: PathBuf,
    store: Arc<dyn FileStore>,
    patience: Duration,
    /// Nothing if it could not begin: publishing will say why.
    begun: OnceLock<Option<Begun>>,
}

impl Ahead {
    pub(super) fn new(destination: PathBuf, store: Arc<dyn FileStore>, patience: Duration) -> Self {
        Self { destination, store, patience, begun: OnceLock::new() }
    }

    pub(super) fn into_begun(self) -> Option<Begun> {
        self.begun.into_inner().flatten()
    }
}

impl FileTaker for Ahead {
    fn begin(&self) {
        self.begun.get_or_init(|| Begun::at(&self.destination, &self.store, self.patience).ok());
    }

    fn take(&self, path: &str, bytes: Vec<u8>) -> OutputFile {
        let begun = self.begun.get().and_then(Option::as_ref);
        OutputFile::handed_on(bytes, |bytes| begun?.put(path, bytes))
    }

    fn keeps_bytes(&self) -> bool {
        false
    }
}
