//! What one tree on disk holds: the files that are ours, and everything else.
//!
//! Takes what was found or written, gives answers about it without looking again. It must
//! not know whether the tree is the published one or a spare, nor touch a disk itself.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::Path;

use super::error::PublishError;
use super::file_store::{EntryKind, FileStore, Stamps};
use super::output_tree::OutputTree;

/// Our files by path, with the SHA-256 of their bytes where it is known.
pub type KnownFiles = BTreeMap<String, Option<[u8; 32]>>;

/// What one tree on disk holds.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// The files that an earlier build wrote.
    pub files: KnownFiles,
    /// Everything else: files, symbolic links, and folders that are empty.
    pub foreign: BTreeMap<OsString, EntryKind>,
    /// All folders, the root under no name.
    pub folders: Stamps,
}

impl Inventory {
    /// Whether the tree at `root` still holds these entries and no others.
    ///
    /// Looks at every folder, not at every file: it notices what was added, removed or
    /// replaced, and does not notice bytes changed in place. A change within the same
    /// tick of the clock as the last write to a folder can escape it.
    pub fn still_holds(&self, store: &dyn FileStore, root: &Path) -> bool {
        store.still_stamped(root, &self.folders).unwrap_or(false)
    }

    /// Makes sure that nothing foreign stands where the tree wants a file or a folder.
    ///
    /// # Errors
    ///
    /// [`PublishError::ForeignFile`] with the first thing that stands in the way.
    pub fn check_room(&self, root: &Path, tree: &OutputTree) -> Result<(), PublishError> {
        let clash =
            |path: &OsStr, wanted: &str| PublishError::ForeignFile { path: root.join(path), wanted: wanted.to_owned() };
        for (path, kind) in &self.foreign {
            let mut folder = parent(path);
            while let Some(above) = folder {
                if let Some(wanted) = above.to_str().filter(|above| tree.get(above).is_some()) {
                    return Err(clash(path, wanted));
                }
                folder = parent(above);
            }
            let Some(wanted) = path.to_str() else {
                continue;
            };
            if tree.get(wanted).is_some() {
                return Err(clash(path, wanted));
            }
            // A foreign folder gives room for files below it; nothing else does.
            if *kind != EntryKind::Folder && tree.has_folder(wanted) {
                return Err(clash(path, wanted));
            }
        }
        Ok(())
    }

    /// Forgets the empty folders that are about to hold files of the tree.
    pub fn forget_filled_folders(&mut self, tree: &OutputTree) {
        self.foreign.retain(|path, kind| {
            *kind != EntryKind::Folder || !path.to_str().is_some_and(|path| tree.has_folder(path))
        });
    }
}

/// The folder a path lies in: nothing for the root itself, the empty path for its entries.
pub fn parent(path: &OsStr) -> Option<&OsStr> {
    Path::new(path).parent().map(Path::as_os_str)
}

/// Makes sure that no path of the tree is a file and a folder at once.
///
/// # Errors
///
/// [`PublishError::PathClash`] with that path.
pub fn check_folder(tree: &OutputTree, folder: &OsStr) -> Result<(), PublishError> {
    match folder.to_str() {
        Some(path) if tree.get(path).is_some() => Err(PublishError::PathClash { path: path.to_owned() }),
        _ => Ok(()),
    }
}
