//! Where a site may be put.
//!
//! Takes the path somebody asked for, gives the place it really is, or says why no site
//! may be put there. It must not know the environment: folders to protect are passed in.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use super::error::{PublishError, Trying};
use super::file_store::FileStore;
use super::staging::insist;

/// An output folder: the folder it lies in, with nothing left to resolve, and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The folder that holds the output folder.
    pub parent: PathBuf,
    /// The name of the output folder in it.
    pub name: OsString,
}

impl Location {
    /// Resolves `..` and the symbolic links among the existing ancestors of a path.
    ///
    /// # Errors
    ///
    /// If the path is the root, or an ancestor cannot be looked at.
    pub fn of(destination: &Path) -> Result<Self, PublishError> {
        let absolute = std::path::absolute(destination).trying("find", destination)?;
        // The last part is left alone if it is a name: a symbolic link there is refused
        // later, not followed now.
        let place = match (absolute.parent(), absolute.components().next_back()) {
            (Some(parent), Some(Component::Normal(name))) => resolve(parent)?.join(name),
            _ => resolve(&absolute)?,
        };
        match (place.parent(), place.file_name()) {
            (Some(parent), Some(name)) => Ok(Self { parent: parent.to_owned(), name: name.to_owned() }),
            _ => Err(PublishError::DestinationIsRoot { path: place }),
        }
    }

    /// The path of the output folder.
    pub fn path(&self) -> PathBuf {
        self.parent.join(&self.name)
    }

    /// Whether a folder stands there already.
    ///
    /// # Errors
    ///
    /// If what stands there is a symbolic link or anything else that is no folder.
    pub fn is_folder(&self) -> Result<bool, PublishError> {
        let path = self.path();
        match fs::symlink_metadata(&path) {
            Ok(metadata) if metadata.is_symlink() => Err(PublishError::DestinationIsSymlink { path }),
            Ok(metadata) if !metadata.is_dir() => Err(PublishError::DestinationIsFile { path }),
            Ok(_) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(error).trying("look at", &path),
        }
    }
}

/// Refuses an output folder where publishing would destroy something.
///
/// That is the root of the file system, a folder that is, lies inside, or contains one
/// of the `protected` folders, a symbolic link, and anything else that is no folder.
/// Whether files of somebody else lie in it does not matter: publishing keeps them.
///
/// A folder that may well contain the site, but must not be replaced by it, such as the
/// home directory, goes through [`check_not_above`] instead.
///
/// # Errors
///
/// The reason for refusing, or that an ancestor cannot be looked at.
pub fn check_destination(destination: &Path, protected: &[&Path]) -> Result<(), PublishError> {
    let location = Location::of(destination)?;
    location.is_folder()?;
    check_not_above(destination, protected)?;
    let path = location.path();
    for &folder in protected {
        let protected = resolve(&std::path::absolute(folder).trying("find", folder)?)?;
        if path.starts_with(&protected) {
            return Err(refusal(path, "lies inside", protected));
        }
    }
    Ok(())
}

/// Refuses an output folder that is, or contains, one of the `kept` folders.
///
/// # Errors
///
/// The reason for refusing, or that an ancestor cannot be looked at.
pub fn check_not_above(destination: &Path, kept: &[&Path]) -> Result<(), PublishError> {
    let path = Location::of(destination)?.path();
    for &folder in kept {
        let kept = resolve(&std::path::absolute(folder).trying("find", folder)?)?;
        if path == kept {
            return Err(refusal(path, "is", kept));
        }
        if kept.starts_with(&path) {
            return Err(refusal(path, "contains", kept));
        }
    }
    Ok(())
}

fn refusal(path: PathBuf, relation: &'static str, protected: PathBuf) -> PublishError {
    PublishError::DestinationProtected { path, relation, protected }
}

/// Resolves `..` and symbolic links as far as the path exists, and takes the rest as it
/// is written.
fn resolve(absolute: &Path) -> Result<PathBuf, PublishError> {
    let mut resolved = PathBuf::new();
    for component in absolute.components() {
        match component {
            // What is resolved so far holds no symbolic link, so its parent is the one meant.
            Component::ParentDir => {
                resolved.pop();
            }
            Component::CurDir => {}
            part => {
                resolved.push(part);
                match fs::canonicalize(&resolved) {
                    Ok(real) => resolved = real,
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    Err(error) => return Err(error).trying("look at", &resolved),
                }
            }
        }
    }
    Ok(resolved)
}

/// The folders above the output folder that did not exist; removed again on failure.
pub struct NewAncestors {
    store: Arc<dyn FileStore>,
    created: Vec<PathBuf>,
}

impl NewAncestors {
    /// Creates the folder and those above it, as far as they do not exist.
    ///
    /// # Errors
    ///
    /// If one cannot be created; then none stays.
    pub fn create(store: &Arc<dyn FileStore>, folder: &Path) -> Result<Self, PublishError> {
        let mut missing = Vec::new();
        for ancestor in folder.ancestors() {
            if store.kind(ancestor).trying("look at", ancestor)?.is_some() {
                break;
            }
            missing.push(ancestor.to_owned());
        }
        let mut ancestors = Self { store: Arc::clone(store), created: Vec::new() };
        for folder in missing.into_iter().rev() {
            match store.create_folder(&folder) {
                Ok(()) => ancestors.created.push(folder),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(source) => {
                    return Err(PublishError::NotWritable { path: folder, source });
                }
            }
        }
        Ok(ancestors)
    }

    /// Lets the folders stay: the site was published.
    pub fn keep(&mut self) {
        self.created.clear();
    }
}

impl Drop for NewAncestors {
    fn drop(&mut self) {
        // Fails, as it should, for a folder that somebody else has put something into.
        for folder in self.created.iter().rev() {
            let _ = insist(|| self.store.remove_folder(folder));
        }
    }
}
