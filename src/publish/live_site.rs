//! What stands in the output folder before the first publication of a process.
//!
//! Takes the folder, gives an inventory that tells our files from all others, and finds
//! out which of them are what the new site wants. It must not change anything.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};
use std::path::Path;

use rayon::prelude::*;

use super::error::{PublishError, Trying};
use super::file_store::{EntryKind, FileStore, Stamp};
use super::inventory::Inventory;
use super::manifest;
use super::output_tree::{Held, OutputFile, OutputTree};

/// One thing found: a folder with its stamp, or anything else.
struct Found {
    path: OsString,
    kind: EntryKind,
    /// Of a folder: its stamp, and whether it is empty.
    folder: Option<(Stamp, bool)>,
}

/// Lists what the folder holds. Symbolic links are not followed.
///
/// Ours is a regular file that the manifest lists, and the manifest itself. Without a
/// manifest nothing is ours.
///
/// # Errors
///
/// If a folder or the manifest cannot be read.
pub fn read(store: &dyn FileStore, root: &Path) -> Result<Inventory, PublishError> {
    let listed = read_manifest(store, root)?;
    let mut inventory = Inventory::default();
    for found in list(store, root, OsStr::new(""))? {
        if let Some((stamp, empty)) = found.folder {
            if empty && !found.path.is_empty() {
                inventory.foreign.insert(found.path.clone(), found.kind);
            }
            inventory.folders.insert(found.path, stamp);
            continue;
        }
        let is_ours = |path: &str| {
            let listed = listed.as_ref();
            found.kind == EntryKind::File
                && listed.is_some_and(|paths| path == manifest::FILE_NAME || paths.contains(path))
        };
        match found.path.into_string() {
            Ok(path) if is_ours(&path) => {
                inventory.files.insert(path, None);
            }
            Ok(path) => {
                inventory.foreign.insert(path.into(), found.kind);
            }
            Err(path) => {
                inventory.foreign.insert(path, found.kind);
            }
        }
    }
    Ok(inventory)
}

/// Finds the files that already hold the bytes the tree wants, and notes their sums.
///
/// Bytes are compared, since the manifest may be out of date. A foreign file that holds
/// what the tree wants at its place becomes ours: there is nothing to lose. What was written
/// ahead differs; what was found unchanged when it was made is looked at again only if the
/// folder may have changed since (`as_it_was` is not true).
///
/// # Errors
///
/// If a file cannot be read.
pub fn recognise(
    store: &dyn FileStore,
    root: &Path,
    tree: &OutputTree,
    inventory: &mut Inventory,
    as_it_was: bool,
) -> Result<(), PublishError> {
    let wanted: Vec<_> = tree
        .iter()
        .filter(|(path, _)| {
            inventory.files.contains_key(*path) || inventory.foreign.get(OsStr::new(path)) == Some(&EntryKind::File)
        })
        .collect();
    let equal: Vec<_> = wanted
        .into_par_iter()
        .filter_map(|(path, file)| {
            let place = root.join(path);
            let holds = match file.held() {
                Held::Here(bytes) => store.holds(&place, bytes),
                Held::Written => Ok(false),
                Held::Unchanged if as_it_was => Ok(true),
                Held::Unchanged => store.read(&place).map(|bytes| OutputFile::new(bytes).sha256() == file.sha256()),
            };
            match holds.trying("read", &place) {
                Ok(true) => Some(Ok((path, file))),
                Ok(false) => None,
                Err(error) => Some(Err(error)),
            }
        })
        .collect::<Result<_, _>>()?;
    for (path, file) in equal {
        inventory.foreign.remove(OsStr::new(path));
        inventory.files.insert(path.to_owned(), Some(*file.sha256()));
    }
    Ok(())
}

/// Makes sure that what was found unchanged, and was therefore not kept, is still there.
///
/// # Errors
///
/// [`PublishError::ChangedMeanwhile`] with the first file that is not.
pub fn check_unchanged(root: &Path, tree: &OutputTree, inventory: &Inventory) -> Result<(), PublishError> {
    let is_there = |path: &str, file: &OutputFile| inventory.files.get(path) == Some(&Some(*file.sha256()));
    let mut relied_on = tree.iter().filter(|(_, file)| matches!(file.held(), Held::Unchanged));
    match relied_on.find(|(path, file)| !is_there(path, file)) {
        Some((path, _)) => Err(PublishError::ChangedMeanwhile { path: root.join(path) }),
        None => Ok(()),
    }
}

fn read_manifest(store: &dyn FileStore, root: &Path) -> Result<Option<HashSet<String>>, PublishError> {
    let path = root.join(manifest::FILE_NAME);
    match store.kind(&path).trying("look at", &path)? {
        Some(EntryKind::File) => {
            let bytes = store.read(&path).trying("read", &path)?;
            Ok(manifest::parse(&bytes))
        }
        _ => Ok(None),
    }
}

fn list(store: &dyn FileStore, root: &Path, below: &OsStr) -> Result<Vec<Found>, PublishError> {
    // Joining the root with an empty path would end in a slash.
    let folder = if below.is_empty() { root.to_owned() } else { root.join(below) };
    let (stamp, entries) = store.list(&folder).trying("read", &folder)?;
    let mut all =
        vec![Found { path: below.to_owned(), kind: EntryKind::Folder, folder: Some((stamp, entries.is_empty())) }];
    let mut folders = Vec::new();
    for entry in entries {
        let path = Path::new(below).join(&entry.name).into_os_string();
        if entry.kind == EntryKind::Folder {
            folders.push(path);
        } else {
            all.push(Found { path, kind: entry.kind, folder: None });
        }
    }
    let lists: Vec<_> = folders.par_iter().map(|path| list(store, root, path)).collect::<Result<_, _>>()?;
    all.extend(lists.into_iter().flatten());
    Ok(all)
}
