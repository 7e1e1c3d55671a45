//! Takes the folder of a manual in a git repository and the name of a commit, gives the manual's files as they stood there,
//! read by the same rules as from disk. It reads the objects of the repository and nothing else: no settings of the user, no
//! network. It runs no other program.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use thiserror::Error;

use super::file_names::{is_left_behind, unsafe_name};
use super::read_tree::{keep_file, kind_of, read_bytes, symlink_fault, unpublished_fault, unsafe_fault};
use super::source_tree::{SourceText, SourceTree, ThemeFile};
use super::text::read_text;
use crate::config::site_config::SiteConfig;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::reported::Reported;

/// Why a commit cannot be read.
#[derive(Debug, Error)]
pub enum CommitError {
    /// This program was built without git.
    #[error(
        "this chapterhouse was built without git\nhelp: leave the option out, or build chapterhouse with its feature `git`"
    )]
    NotBuilt,
    /// No folder above is a repository.
    #[error(
        "{path} is not in a git repository\nhelp: leave the option out, or run this where the manual is under version control"
    )]
    NoRepository {
        /// The manual's folder.
        path: String,
    },
    /// It is damaged, or of a form that is not known.
    #[error(
        "cannot read the git repository {path}: {cause}\nhelp: if `git fsck` finds nothing wrong either, fetch it anew: part of its history may not be here"
    )]
    CannotRead {
        /// Its folder.
        path: String,
        /// What git's reader says.
        cause: String,
    },
    /// There is no such commit, branch or tag.
    #[error("the git repository {path} has no commit, branch or tag `{name}`\nhelp: {help}")]
    NoCommit {
        /// Its folder.
        path: String,
        /// What was asked for.
        name: String,
        /// What may have been meant.
        help: String,
    },
}

/// A file of a commit.
#[derive(Clone, Debug)]
struct CommittedFile {
    /// Its path in the manual's folder.
    path: String,
    /// Its bytes; nothing for a symbolic link, or another repository.
    bytes: Option<Vec<u8>>,
}

/// The manual's folder in a commit.
pub struct CommittedManual {
    files: Vec<CommittedFile>,
}

/// The repository that holds a folder, and the folder's path in it.
fn find_repository(root: &Path) -> Result<(PathBuf, String), CommitError> {
    let none = || CommitError::NoRepository { path: root.display().to_string() };
    let root = root.canonicalize().map_err(|_| none())?;
    let repository = root.ancestors().find(|folder| folder.join(".git").exists()).ok_or_else(none)?;
    let inside = root.strip_prefix(repository).unwrap_or(Path::new(""));
    let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
    Ok((repository.to_owned(), parts.join("/")))
}

impl CommittedManual {
    /// The files of a manual as they stood at a commit, branch or tag.
    ///
    /// # Errors
    /// When the manual is in no repository, or that has no such commit, or cannot be read.
    pub fn read(root: &Path, name: &str) -> Result<Self, CommitError> {
        let (repository, within) = find_repository(root)?;
        let mut files = read_files(&repository, name, &within)?;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(CommittedManual { files })
    }

    /// Its `site.toml`; nothing where there was none: then there was no manual.
    pub fn config(&self) -> Option<Reported<SourceText>> {
        let file = self.files.iter().find(|file| file.path == "site.toml")?;
        Some(read_text(&Arc::from("site.toml"), file.bytes.clone()?))
    }

    /// Everything that a check reads, by the settings of the time, and what was wrong with the files as files.
    pub fn sources(&self, config: SourceText, settings: &SiteConfig) -> Reported<SourceTree> {
        let mut faults: Vec<Diagnostic> = Vec::new();
        let mut tree = SourceTree { config: Some(config), content: settings.content.clone(), ..SourceTree::default() };
        let theme = format!("themes/{}/", settings.theme);
        let within = |folder: &str, path: &str| {
            if folder.is_empty() {
                return Some(path.to_owned());
            }
            path.strip_prefix(folder)?.strip_prefix('/').map(str::to_owned)
        };
        for file in &self.files {
            let path: Arc<str> = Arc::from(file.path.as_str());
            if file.path.split('/').any(is_left_behind) {
                continue;
            }
            if let (Some(inside), Some(bytes)) = (file.path.strip_prefix(&theme), &file.bytes) {
                tree.theme.insert(inside.to_owned(), ThemeFile { path, bytes: Arc::from(bytes.as_slice()) });
                continue;
            }
            let Some(inside) = within(&settings.content, &file.path) else { continue };
            let first = inside.split('/').next().unwrap_or("");
            let own = settings.content.is_empty() && matches!(first, "site.toml" | "themes" | "target" | "public");
            let name = inside.rsplit('/').next().unwrap_or(&inside);
            let Some(bytes) = file.bytes.as_ref().filter(|_| !own) else {
                faults.extend((!own).then(|| symlink_fault(&path)));
                continue;
            };
            if let Some(why) = unsafe_name(name) {
                faults.push(unsafe_fault(&path, why));
                continue;
            }
            let Some(kind) = kind_of(&inside, name, settings) else {
                faults.push(unpublished_fault(&path, &inside, settings));
                continue;
            };
            keep_file(&mut tree, read_bytes(kind, &path, bytes.clone()), &mut faults);
        }
        tree.sort();
        Reported::new(tree, faults)
    }
}

/// Whether a file of this path can matter: what git keeps beside a manual may be large.
#[cfg(feature = "git")]
fn matters(path: &str) -> bool {
    !path.split('/').any(is_left_behind)
}

#[cfg(feature = "git")]
fn read_files(folder: &Path, name: &str, within: &str) -> Result<Vec<CommittedFile>, CommitError> {
    let path = folder.display().to_string();
    let failed =
        |cause: &dyn std::fmt::Display| CommitError::CannotRead { path: path.clone(), cause: cause.to_string() };
    let repository = gix::open_opts(folder, gix::open::Options::isolated()).map_err(|cause| failed(&cause))?;
    let object = repository.rev_parse_single(name).ok().and_then(|id| id.object().ok());
    let Some(commit) = object.and_then(|object| object.peel_to_commit().ok()) else {
        let help = meant(&repository, name);
        return Err(CommitError::NoCommit { path, name: name.to_owned(), help });
    };
    let tree = commit.tree().map_err(|cause| failed(&cause))?;
    let mut files = Vec::new();
    for entry in tree.traverse().breadthfirst.files().map_err(|cause| failed(&cause))? {
        // A name that is not text is no file of a manual; the check of today says so where it still stands there.
        let Ok(full) = std::str::from_utf8(&entry.filepath) else { continue };
        let inside = if within.is_empty() {
            Some(full)
        } else {
            full.strip_prefix(within).and_then(|rest| rest.strip_prefix('/'))
        };
        let Some(inside) = inside.filter(|inside| !entry.mode.is_tree() && matters(inside)) else { continue };
        let bytes = if entry.mode.is_blob() {
            Some(repository.find_object(entry.oid).map_err(|cause| failed(&cause))?.detach().data)
        } else {
            None
        };
        files.push(CommittedFile { path: inside.to_owned(), bytes });
    }
    Ok(files)
}

/// What may have been meant by a name that no commit has.
#[cfg(feature = "git")]
fn meant(repository: &gix::Repository, name: &str) -> String {
    use crate::diagnostics::suggest::did_you_mean;
    let mut names: Vec<String> = Vec::new();
    if let Ok(references) = repository.references()
        && let Ok(all) = references.all()
    {
        names.extend(all.filter_map(Result::ok).map(|reference| reference.name().shorten().to_string()));
    }
    if let Some(near) = did_you_mean(name, names.iter().map(String::as_str)) {
        return near;
    }
    if repository.is_shallow().unwrap_or(false) {
        return "only the newest commits were fetched here; fetch the whole history (`git fetch --unshallow`; in a CI \
                job, a fetch depth of 0)"
            .to_owned();
    }
    if names.is_empty() {
        return "nothing has been committed here yet".to_owned();
    }
    format!("write a branch, a tag or a commit, as in {}", names.iter().take(3).cloned().collect::<Vec<_>>().join(", "))
}

#[cfg(not(feature = "git"))]
fn read_files(_folder: &Path, _name: &str, _within: &str) -> Result<Vec<CommittedFile>, CommitError> {
    Err(CommitError::NotBuilt)
}
