//! The operations on files that publishing needs, as a trait.
//!
//! Takes paths and bytes, gives what the operating system says. The rest of the room
//! touches files only through it, so that a test can let any single operation fail.
//! It must not know what the files are for.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::Path;

/// What an entry of a folder is. A symbolic link is never followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, whatever it points to.
    Symlink,
    /// A pipe, a socket or a device.
    Other,
}

/// One entry of a folder.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its name within the folder.
    pub name: OsString,
    /// What it is.
    pub kind: EntryKind,
}

/// Identifies a folder and the state of its list of entries: adding, removing or
/// replacing an entry changes it, writing into a file does not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The file system.
    pub device: u64,
    /// The number of the folder in its file system.
    pub inode: u64,
    /// When an entry was last added, removed or replaced: seconds and nanoseconds.
    pub modified: (i64, i64),
}

/// The stamps of folders by their paths below a root, the root itself under no name.
pub type Stamps = BTreeMap<OsString, Stamp>;

/// The operations on files that publishing needs.
///
/// Every method fails as the operating system does.
pub trait FileStore: Send + Sync {
    /// What stands at a path, `None` if nothing does.
    fn kind(&self, path: &Path) -> io::Result<Option<EntryKind>>;
    /// The stamp of a file or folder.
    fn stamp(&self, path: &Path) -> io::Result<Stamp>;
    /// Whether every one of the folders, given by paths below `root`, still has its stamp.
    fn still_stamped(&self, root: &Path, folders: &Stamps) -> io::Result<bool>;
    /// The entries of a folder, and its stamp from before they were read.
    fn list(&self, folder: &Path) -> io::Result<(Stamp, Vec<Entry>)>;
    /// The bytes of a file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;
    /// Whether a file holds exactly these bytes.
    fn holds(&self, path: &Path, bytes: &[u8]) -> io::Result<bool>;
    /// Creates a folder, readable for all as far as the umask allows.
    fn create_folder(&self, path: &Path) -> io::Result<()>;
    /// Creates a file, readable for all as far as the umask allows. It must not exist.
    fn write_file(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;
    /// Gives a file a second name. A symbolic link is linked, not followed.
    fn hard_link(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Copies a regular file with its mode and its time of modification.
    fn copy(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Creates a symbolic link that points to where another does.
    fn copy_symlink(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Gives a folder the mode of another.
    fn copy_mode(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Renames a file or folder.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;
    /// Exchanges two folders in one step; [`io::ErrorKind::Unsupported`] if that cannot be.
    fn exchange(&self, one: &Path, other: &Path) -> io::Result<()>;
    /// Removes a file or a symbolic link.
    fn remove_file(&self, path: &Path) -> io::Result<()>;
    /// Removes an empty folder.
    fn remove_folder(&self, path: &Path) -> io::Result<()>;
    /// Removes a folder with all it holds. Symbolic links are removed, not followed.
    fn remove_tree(&self, path: &Path) -> io::Result<()>;
    /// Waits until a file, or the list of entries of a folder, is safe from a power cut.
    fn sync(&self, path: &Path) -> io::Result<()>;
    /// Does so for the whole file system that holds `path`;
    /// [`io::ErrorKind::Unsupported`] if that cannot be.
    fn sync_file_system(&self, path: &Path) -> io::Result<()>;
    /// Locks a file or folder until the returned file is dropped; `None` if another has it.
    fn try_lock(&self, path: &Path) -> io::Result<Option<File>>;
}
