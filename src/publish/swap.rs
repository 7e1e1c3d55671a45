//! The moment of publication: the finished tree takes the place of the earlier one.
//!
//! Takes a staging folder whose site is complete, gives an output folder that holds it,
//! and a staging folder that holds the earlier site. It must not know how the tree was
//! made.

use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::destination::Location;
use super::error::{PublishError, Trying};
use super::file_store::FileStore;
use super::staging::Staging;

/// Up to so many files are flushed one by one; beyond, the whole file system is flushed
/// at once, which costs less but may have to wait for what others have written.
const FLUSHED_SINGLY: usize = 32;

/// Waits until a finished tree is safe from a power cut.
///
/// `written` and `folders` are the files written and the folders changed, below `site`;
/// of files that were linked or removed the folders they lie in suffice.
///
/// # Errors
///
/// If something cannot be flushed.
pub fn flush(store: &dyn FileStore, site: &Path, written: &[&str], folders: &[&Path]) -> Result<(), PublishError> {
    if written.len() + folders.len() > FLUSHED_SINGLY {
        match store.sync_file_system(site) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
            outcome => return outcome.trying("flush", site),
        }
    }
    let sync = |path: &Path| {
        let path = site.join(path);
        store.sync(&path).trying("flush", &path)
    };
    written.par_iter().try_for_each(|path| sync(Path::new(path)))?;
    folders.par_iter().try_for_each(|path| sync(path))?;
    store.sync(site).trying("flush", site)
}

/// Puts the finished site in the place of the earlier one, or where there was none.
///
/// # Errors
///
/// If the output folder cannot be replaced; then the earlier site is in its place again.
pub fn publish(
    store: &dyn FileStore,
    staging: &Staging,
    location: &Location,
    replaces: bool,
) -> Result<(), PublishError> {
    swap(store, staging, location, replaces)?;
    // Whether the swap is safe from a power cut belongs to the outcome: a failure that
    // leaves the new site in place would be neither one nor the other.
    let synced = store.sync(&location.parent).trying("flush", &location.parent);
    if synced.is_err() {
        if replaces {
            swap(store, staging, location, true)?;
        } else {
            store.rename(&location.path(), &staging.site()).trying("take back", &location.path())?;
        }
    }
    synced
}

fn swap(store: &dyn FileStore, staging: &Staging, location: &Location, replaces: bool) -> Result<(), PublishError> {
    let (site, destination) = (staging.site(), location.path());
    let outcome = if replaces {
        match store.exchange(&site, &destination) {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => swap_in_two_steps(store, staging, &destination),
            outcome => outcome,
        }
    } else {
        store.rename(&site, &destination)
    };
    match outcome {
        Err(error) if matches!(error.kind(), io::ErrorKind::ResourceBusy | io::ErrorKind::CrossesDevices) => {
            Err(PublishError::DestinationIsMountPoint { path: destination })
        }
        outcome => outcome.trying("replace", &destination),
    }
}

/// For file systems that cannot exchange two folders. Between the first two steps the
/// output folder is missing; a build that dies there leaves the earlier site set aside,
/// and the next build puts it back.
fn swap_in_two_steps(store: &dyn FileStore, staging: &Staging, destination: &Path) -> io::Result<()> {
    let (site, set_aside) = (staging.site(), staging.set_aside());
    store.rename(destination, &set_aside)?;
    if let Err(error) = store.rename(&site, destination) {
        store.rename(&set_aside, destination)?;
        return Err(error);
    }
    if let Err(error) = store.rename(&set_aside, &site) {
        store.rename(destination, &site)?;
        store.rename(&set_aside, destination)?;
        return Err(error);
    }
    Ok(())
}
