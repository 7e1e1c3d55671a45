//! What can go wrong when a site is published.
//!
//! Takes the path and the cause, gives a message that names both and says what to do.
//! It must not know how publishing is done.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use thiserror::Error;

/// Why a site was not published. The output folder is then as it was before.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum PublishError {
    /// The output folder would be the root of the file system.
    #[error("cannot publish to `{}`: it is the root of the file system; choose a folder of its own for the site", path.display())]
    DestinationIsRoot {
        /// The output folder.
        path: PathBuf,
    },
    /// The output folder is, lies inside, or contains a folder that must stay as it is.
    #[error("cannot publish to `{}`: it {relation} `{}`, which must stay as it is; choose another folder for the site", path.display(), protected.display())]
    DestinationProtected {
        /// The output folder.
        path: PathBuf,
        /// How the two lie: "is", "lies inside" or "contains".
        relation: &'static str,
        /// The folder to protect.
        protected: PathBuf,
    },
    /// The output folder is a symbolic link.
    #[error("cannot publish to `{}`: it is a symbolic link, and publishing replaces the folder itself; give the folder it points to, or remove the link", path.display())]
    DestinationIsSymlink {
        /// The output folder.
        path: PathBuf,
    },
    /// Something that is no folder stands where the output folder should be.
    #[error("cannot publish to `{}`: it is not a folder; move it away or choose another folder for the site", path.display())]
    DestinationIsFile {
        /// The output folder.
        path: PathBuf,
    },
    /// The output folder is a mount point, or comes from the image of a container, and so
    /// cannot be swapped for another folder.
    #[error("cannot publish to `{}`: it is a mount point, or part of a container's image, and cannot be replaced in one step; choose a folder inside it", path.display())]
    DestinationIsMountPoint {
        /// The output folder.
        path: PathBuf,
    },
    /// The site cannot be completed beside the output folder.
    #[error("cannot write in `{}`, where the site is completed before it is published; allow writing there or choose another folder for the site", path.display())]
    NotWritable {
        /// The folder that holds the output folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// Another build was publishing to the same place all the while.
    #[error("another build has been publishing beside `{}` for {} seconds; wait until it ends, then build again", path.display(), waited.as_secs())]
    Locked {
        /// The output folder.
        path: PathBuf,
        /// How long this build has waited.
        waited: Duration,
    },
    /// The site wants a path that a file of somebody else holds.
    #[error("`{}` was not written by an earlier build and stands in the way of `{wanted}`; nothing was changed; move it away, then build again", path.display())]
    ForeignFile {
        /// What stands in the way.
        path: PathBuf,
        /// The path of the site that is wanted.
        wanted: String,
    },
    /// A file of the earlier site was to stay, and is gone or altered.
    #[error("`{}` was changed by something else while the site was being made; nothing was published; build again", path.display())]
    ChangedMeanwhile {
        /// The file.
        path: PathBuf,
    },
    /// A path of the tree is none that may stand in a site.
    #[error("the site cannot hold a file at `{}`: {fault}; rename what the file is made from", path.escape_debug())]
    UnsafePath {
        /// The path.
        path: String,
        /// What is wrong with it.
        fault: &'static str,
    },
    /// A path of the tree is a file and a folder at once.
    #[error("the site cannot hold both a file `{path}` and files below it; rename one of them")]
    PathClash {
        /// The path.
        path: String,
    },
    /// The tree has no valid manifest.
    #[error(
        "the tree of files is not sealed: without its list of sums a later build could not tell its files from others; seal it before it is published"
    )]
    NotSealed,
    /// An operation on a file failed.
    #[error("cannot {action} `{}`: {source}; the published site was left as it was; remove the cause, then build again", path.display())]
    Io {
        /// What was tried.
        action: &'static str,
        /// The file or folder it was tried on.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
}

/// Adds to an error of the operating system what was tried, and on which path.
pub trait Trying<T> {
    /// Gives the value, or the error together with the action and the path.
    fn trying(self, action: &'static str, path: &Path) -> Result<T, PublishError>;
}

impl<T> Trying<T> for io::Result<T> {
    fn trying(self, action: &'static str, path: &Path) -> Result<T, PublishError> {
        self.map_err(|source| PublishError::Io { action, path: path.to_owned(), source })
    }
}
