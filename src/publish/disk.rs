//! Publishing a tree of files to one output folder, as often as a process wants.
//!
//! Takes a sealed tree, gives an output folder that holds exactly it besides what others
//! have put there. The folder changes in one step or not at all. It must not know what
//! the files mean, nor read the environment.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::ahead::{Ahead, Begun};
use super::destination::{Location, NewAncestors};
use super::differences::Differences;
use super::error::Trying;
use super::file_store::FileStore;
use super::inventory::Inventory;
use super::local_disk::Disk;
use super::lock::PublishLock;
use super::output_tree::OutputTree;
use super::staging::{self, Staging};
use super::{fill, live_site, manifest, refresh, swap};

pub use super::destination::{check_destination, check_not_above};
pub use super::error::PublishError;

/// How long a build waits for another one unless told otherwise.
const PATIENCE: Duration = Duration::from_secs(60);

/// Publishes to one output folder.
///
/// Keeps the earlier site beside the output folder as a spare: the next publication of
/// the process brings it up to date and swaps the two. Dropping the publisher removes it.
///
/// Between two publications of a process it is noticed when anything in the output folder
/// was added, removed or replaced; then everything is read again. Not noticed is a file of
/// the site whose bytes were changed in place: it stays so until its page changes or
/// another process publishes.
pub struct Publisher {
    destination: PathBuf,
    store: Arc<dyn FileStore>,
    patience: Duration,
    memory: Option<Memory>,
}

/// What the last publication of this process has left.
struct Memory {
    location: Location,
    live: Inventory,
    spare: Option<(Staging, Inventory)>,
}

/// What a publication has changed in the output folder, in numbers of files. The
/// manifest counts as a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// Files that are new or have new bytes.
    pub written: usize,
    /// Files that had the wanted bytes already and were left alone.
    pub unchanged: usize,
    /// Files that an earlier build wrote and the tree no longer holds.
    pub removed: usize,
}

impl Publisher {
    /// A publisher to this folder, on the disk of this machine.
    pub fn new(destination: PathBuf) -> Self {
        Self::with_store(destination, Arc::new(Disk))
    }

    /// A publisher that reads and writes through a store of one's own.
    pub fn with_store(destination: PathBuf, store: Arc<dyn FileStore>) -> Self {
        Self { destination, store, patience: PATIENCE, memory: None }
    }

    /// Sets how long to wait while another build is publishing; a minute if not set.
    #[must_use]
    pub fn waiting_at_most(mut self, patience: Duration) -> Self {
        self.patience = patience;
        self
    }

    /// Makes the output folder hold the tree.
    ///
    /// Removes what the manifest in the output folder lists and the tree does not hold;
    /// leaves everything else as it is. If nothing differs, nothing is touched.
    ///
    /// # Errors
    ///
    /// Why the site was not published. The output folder is then as it was before.
    pub fn publish(&mut self, tree: &OutputTree) -> Result<Published, PublishError> {
        check_tree(tree)?;
        // Whatever fails from here on, nothing stays beside the output folder.
        let memory = self.memory.take();
        let location = Location::of(&self.destination)?;
        let mut ancestors = NewAncestors::create(&self.store, &location.parent)?;
        let _lock = PublishLock::acquire(&self.store, &location, self.patience)?;
        let exists = location.is_folder()?;
        let memory = memory.filter(|memory| {
            let root = location.path();
            exists
                && memory.location == location
                && memory.live.still_holds(self.store.as_ref(), &root)
                && memory.live.check_room(&root, tree).is_ok()
        });
        let published = match memory {
            Some(memory) => self.publish_again(tree, location, memory)?,
            None => self.publish_first(tree, location)?,
        };
        ancestors.keep();
        Ok(published)
    }

    /// Takes files of a site while the rest of it is made; what it takes goes to [`Self::publish_ahead`].
    pub fn ahead(&self) -> Ahead {
        Ahead::new(self.destination.clone(), Arc::clone(&self.store), self.patience)
    }

    /// Makes the output folder hold the tree, of which files were written ahead. Otherwise it is as [`Self::publish`].
    ///
    /// # Errors
    ///
    /// Why the site was not published. The output folder is then as it was before.
    pub fn publish_ahead(&mut self, tree: &OutputTree, ahead: Ahead) -> Result<Published, PublishError> {
        let Some(begun) = ahead.into_begun() else { return self.publish(tree) };
        check_tree(tree)?;
        self.memory = None;
        // What is bound first is dropped last: the new folders above, when what lies in them is gone.
        let Begun { mut ancestors, staging, location, live, .. } = begun;
        let _lock = PublishLock::acquire(&self.store, &location, self.patience)?;
        let (store, root) = (Arc::clone(&self.store), location.path());
        let exists = location.is_folder()?;
        let then = live.filter(|live| exists && live.still_holds(store.as_ref(), &root));
        let as_it_was = then.is_some();
        let mut live = then.map_or_else(|| self.read_live(&location, exists), Ok)?;
        if exists {
            self.check_mount(&location)?;
            live_site::recognise(store.as_ref(), &root, tree, &mut live, as_it_was)?;
            live.check_room(&root, tree)?;
        }
        live_site::check_unchanged(&root, tree, &live)?;
        let differences = Differences::between(tree, &live.files);
        let published = count(&differences);
        if exists && differences.is_empty() {
            self.remember(location, live, None);
        } else {
            self.complete(tree, location, live, exists, staging)?;
        }
        ancestors.keep();
        Ok(published)
    }

    /// The first publication of a process, or the first after others have been at work.
    fn publish_first(&mut self, tree: &OutputTree, location: Location) -> Result<Published, PublishError> {
        let store = Arc::clone(&self.store);
        staging::sweep(store.as_ref(), &location)?;
        let root = location.path();
        let exists = location.is_folder()?;
        if exists {
            self.check_mount(&location)?;
        }
        let mut live = self.read_live(&location, exists)?;
        if exists {
            live_site::recognise(store.as_ref(), &root, tree, &mut live, false)?;
            live.check_room(&root, tree)?;
        }
        let differences = Differences::between(tree, &live.files);
        let published = count(&differences);
        if exists && differences.is_empty() {
            self.remember(location, live, None);
            return Ok(published);
        }
        self.publish_fresh(tree, location, live, exists)?;
        Ok(published)
    }

    /// What stands in the output folder, if there is one.
    fn read_live(&self, location: &Location, exists: bool) -> Result<Inventory, PublishError> {
        if exists { live_site::read(self.store.as_ref(), &location.path()) } else { Ok(Inventory::default()) }
    }

    /// Makes sure that the output folder can be swapped for another.
    fn check_mount(&self, location: &Location) -> Result<(), PublishError> {
        let root = location.path();
        let device = |path: &Path| self.store.stamp(path).trying("look at", path);
        if device(&root)?.device != device(&location.parent)?.device {
            return Err(PublishError::DestinationIsMountPoint { path: root });
        }
        Ok(())
    }

    /// A later publication, when the output folder is known to be as this process left it.
    fn publish_again(
        &mut self,
        tree: &OutputTree,
        location: Location,
        mut memory: Memory,
    ) -> Result<Published, PublishError> {
        let differences = Differences::between(tree, &memory.live.files);
        let published = count(&differences);
        if differences.is_empty() {
            self.memory = Some(memory);
            return Ok(published);
        }
        if let Some((staging, mut inventory)) = memory.spare.take() {
            let (store, site) = (self.store.as_ref(), staging.site());
            let (root, live) = (location.path(), &memory.live);
            // Whatever is wrong with the spare, a fresh tree does not need it.
            if let Ok(touched) = refresh::refresh(store, &site, &mut inventory, &root, live, tree) {
                inventory.forget_filled_folders(tree);
                let written: Vec<_> = differences.written.iter().map(|(path, _)| *path).collect();
                let folders: Vec<_> = touched.iter().map(Path::new).collect();
                swap::flush(store, &site, &written, &folders)?;
                swap::publish(store, &staging, &location, true)?;
                self.remember(location, inventory, Some((staging, memory.live)));
                return Ok(published);
            }
        }
        self.publish_fresh(tree, location, memory.live, true)?;
        Ok(published)
    }

    /// Publishes by way of a fresh tree and keeps the earlier one as the spare.
    fn publish_fresh(
        &mut self,
        tree: &OutputTree,
        location: Location,
        live: Inventory,
        exists: bool,
    ) -> Result<(), PublishError> {
        let staging = Staging::create(&self.store, &location)?;
        let site = staging.site();
        self.store.create_folder(&site).trying("create", &site)?;
        self.complete(tree, location, live, exists, staging)
    }

    /// Completes the tree in a folder that may hold files of it, publishes it, and keeps the earlier one as the spare.
    fn complete(
        &mut self,
        tree: &OutputTree,
        location: Location,
        mut live: Inventory,
        exists: bool,
        staging: Staging,
    ) -> Result<(), PublishError> {
        let store = self.store.as_ref();
        live.forget_filled_folders(tree);
        let site = staging.site();
        let inventory = fill::fill(store, &site, &location.path(), &live, tree)?;
        let written: Vec<_> = tree.iter().map(|(path, _)| path).collect();
        let folders: Vec<_> = inventory.folders.keys().map(Path::new).collect();
        swap::flush(store, &site, &written, &folders)?;
        swap::publish(store, &staging, &location, exists)?;
        let spare = exists.then_some((staging, live));
        self.remember(location, inventory, spare);
        Ok(())
    }

    fn remember(&mut self, location: Location, mut live: Inventory, spare: Option<(Staging, Inventory)>) {
        // Some file systems count the move itself as a change of the folder that moved.
        if let Ok(stamp) = self.store.stamp(&location.path()) {
            live.folders.insert(OsStr::new("").to_owned(), stamp);
        }
        self.memory = Some(Memory { location, live, spare });
    }
}

fn count(differences: &Differences<'_, '_>) -> Published {
    Published {
        written: differences.written.len(),
        unchanged: differences.unchanged,
        removed: differences.removed.len(),
    }
}

fn check_tree(tree: &OutputTree) -> Result<(), PublishError> {
    for (path, _) in tree {
        if let Some(fault) = manifest::path_fault(path) {
            return Err(PublishError::UnsafePath { path: path.to_owned(), fault });
        }
    }
    if tree.is_sealed() { Ok(()) } else { Err(PublishError::NotSealed) }
}
