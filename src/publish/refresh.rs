//! Bringing the spare, an earlier site, up to date.
//!
//! Takes the spare and what the published tree holds, gives the spare with the files of
//! the new site. Costs as much as has changed since the spare was published, not as much
//! as the site is large. It must not know what happens to the spare then.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::differences::Differences;
use super::error::{PublishError, Trying};
use super::file_store::FileStore;
use super::fill::link_or_copy;
use super::inventory::{self, Inventory};
use super::output_tree::{OutputFile, OutputTree};

/// Brings the spare at `site` up to date and gives the folders that changed.
///
/// A file of the spare may be the same file as one of the published tree, under a second
/// name. So no file is written to: it is removed and created anew, and the published
/// tree keeps its bytes.
///
/// # Errors
///
/// If a path of the tree is a file and a folder at once, or an operation fails. The spare
/// is then of no use any more.
pub fn refresh(
    store: &dyn FileStore,
    site: &Path,
    spare: &mut Inventory,
    live_root: &Path,
    live: &Inventory,
    tree: &OutputTree,
) -> Result<BTreeSet<OsString>, PublishError> {
    let differences = Differences::between(tree, &spare.files);
    let written = differences.written;
    let removed: Vec<String> = differences.removed.into_iter().map(str::to_owned).collect();
    let replaced: Vec<_> =
        written.iter().map(|(path, _)| *path).filter(|path| spare.files.contains_key(*path)).collect();
    let mut touched = BTreeSet::new();

    removed.par_iter().map(String::as_str).chain(replaced.into_par_iter()).try_for_each(|path| {
        let place = site.join(path);
        store.remove_file(&place).trying("remove", &place)
    })?;
    for path in &removed {
        spare.files.remove(path);
        prune(store, site, spare, &mut touched, OsStr::new(path))?;
    }
    for (path, _) in &written {
        make_room(store, site, spare, tree, &mut touched, OsStr::new(path))?;
    }
    written.par_iter().try_for_each(|(path, file)| put(store, site, live_root, live, path, file))?;
    for (path, file) in written {
        spare.files.insert(path.to_owned(), Some(*file.sha256()));
    }
    for folder in &touched {
        let place = site.join(folder);
        let stamp = store.stamp(&place).trying("look at", &place)?;
        spare.folders.insert(folder.clone(), stamp);
    }
    spare.foreign.clone_from(&live.foreign);
    Ok(touched)
}

/// Removes the folders that a removed file has left empty.
fn prune(
    store: &dyn FileStore,
    site: &Path,
    spare: &mut Inventory,
    touched: &mut BTreeSet<OsString>,
    path: &OsStr,
) -> Result<(), PublishError> {
    let mut next = inventory::parent(path);
    while let Some(folder) = next {
        if !spare.folders.contains_key(folder) {
            break;
        }
        touched.insert(folder.to_owned());
        if folder.is_empty() {
            break;
        }
        let place = site.join(folder);
        match store.remove_folder(&place) {
            Ok(()) => {}
            // POSIX leaves open which of the two says "not empty".
            Err(error) if matches!(error.kind(), io::ErrorKind::DirectoryNotEmpty | io::ErrorKind::AlreadyExists) => {
                break;
            }
            Err(error) => return Err(error).trying("remove", &place),
        }
        spare.folders.remove(folder);
        touched.remove(folder);
        next = inventory::parent(folder);
    }
    Ok(())
}

/// Creates the folders a file needs.
fn make_room(
    store: &dyn FileStore,
    site: &Path,
    spare: &mut Inventory,
    tree: &OutputTree,
    touched: &mut BTreeSet<OsString>,
    path: &OsStr,
) -> Result<(), PublishError> {
    let mut missing = Vec::new();
    let mut next = inventory::parent(path);
    while let Some(folder) = next {
        if !touched.contains(folder) {
            touched.insert(folder.to_owned());
        }
        if spare.folders.contains_key(folder) {
            break;
        }
        missing.push(folder);
        next = inventory::parent(folder);
    }
    for folder in missing.into_iter().rev() {
        inventory::check_folder(tree, folder)?;
        let place = site.join(folder);
        store.create_folder(&place).trying("create", &place)?;
        let stamp = store.stamp(&place).trying("look at", &place)?;
        spare.folders.insert(folder.to_owned(), stamp);
    }
    Ok(())
}

fn put(
    store: &dyn FileStore,
    site: &Path,
    live_root: &Path,
    live: &Inventory,
    path: &str,
    file: &OutputFile,
) -> Result<(), PublishError> {
    let to = site.join(path);
    if live.files.get(path) == Some(&Some(*file.sha256())) {
        let from = live_root.join(path);
        link_or_copy(store, &from, &to).trying("keep", &from)
    } else {
        store.write_file(&to, file.bytes()).trying("write", &to)
    }
}
