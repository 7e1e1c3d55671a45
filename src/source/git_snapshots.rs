//! Takes a git repository and the names of tags or commits, gives the files that each held. It reads the objects of the
//! repository and nothing else: no working tree, no settings of the user, no network. It knows no other git command.

use std::path::Path;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use thiserror::Error;

use super::snapshot::Snapshot;

/// Why a repository cannot be read.
#[derive(Debug, Error)]
pub enum GitError {
    /// This program was built without git.
    #[error("this chapterhouse was built without git\nhelp: check the tags out into folders and name those")]
    NotBuilt,
    /// It is no repository, or it is damaged.
    #[error("cannot read the git repository {path}: {cause}")]
    CannotRead {
        /// Its folder.
        path: String,
        /// What git's reader says.
        cause: String,
    },
    /// There is no such tag or commit.
    #[error("the git repository {path} has no commit or tag `{name}`")]
    NoCommit {
        /// Its folder.
        path: String,
        /// What was asked for.
        name: String,
    },
}

/// A commit to be read.
#[derive(Clone, Debug)]
pub struct CommitName {
    /// A tag, a branch or a commit's own name.
    pub name: String,
    /// The day it stands for, in place of the commit's own.
    pub date: Option<Date>,
}

/// Whether a name fits a pattern in which `*` stands for any letters and `?` for one.
pub fn fits_pattern(name: &str, pattern: &str) -> bool {
    let (name, pattern): (Vec<char>, Vec<char>) = (name.chars().collect(), pattern.chars().collect());
    let (mut at, mut place) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while at < name.len() {
        match pattern.get(place) {
            Some('*') => {
                star = Some((place, at));
                place += 1;
            }
            Some(sign) if *sign == '?' || name.get(at) == Some(sign) => (at, place) = (at + 1, place + 1),
            _ => match star {
                Some((open, from)) => {
                    (at, place) = (from + 1, open + 1);
                    star = Some((open, from + 1));
                }
                None => return false,
            },
        }
    }
    pattern.get(place..).is_none_or(|rest| rest.iter().all(|sign| *sign == '*'))
}

/// Reads what each commit held: those named, and those of the tags that fit a pattern. `within` is the folder of the
/// repository that counts; days are those of `zone`.
///
/// # Errors
/// When the repository cannot be read, or holds no such commit.
#[cfg(feature = "git")]
pub fn read_commits(
    path: &Path,
    commits: &[CommitName],
    patterns: &[String],
    zone: &TimeZone,
    within: &str,
    endings: &[String],
) -> Result<Vec<Snapshot>, GitError> {
    let shown = path.display().to_string();
    let failed = |cause: &dyn std::fmt::Display| GitError::CannotRead { path: shown.clone(), cause: cause.to_string() };
    let repository = gix::open_opts(path, gix::open::Options::isolated()).map_err(|cause| failed(&cause))?;
    let mut wanted = commits.to_vec();
    if !patterns.is_empty() {
        let references = repository.references().map_err(|cause| failed(&cause))?;
        for tag in references.tags().map_err(|cause| failed(&cause))? {
            let tag = tag.map_err(|cause| failed(&cause))?;
            let name = tag.name().shorten().to_string();
            if patterns.iter().any(|pattern| fits_pattern(&name, pattern)) {
                wanted.push(CommitName { name, date: None });
            }
        }
    }
    let mut snapshots = Vec::new();
    for wish in &wanted {
        let missing = || GitError::NoCommit { path: shown.clone(), name: wish.name.clone() };
        let object = repository.rev_parse_single(wish.name.as_str()).ok().and_then(|id| id.object().ok());
        let commit = object.and_then(|object| object.peel_to_commit().ok()).ok_or_else(missing)?;
        let seconds = commit.time().map_err(|cause| failed(&cause))?.seconds;
        let moment = jiff::Timestamp::from_second(seconds).map_err(|cause| failed(&cause))?;
        let date = wish.date.unwrap_or_else(|| moment.to_zoned(zone.clone()).date());
        let mut snapshot = Snapshot::empty(date, &wish.name);
        let tree = commit.tree().map_err(|cause| failed(&cause))?;
        for entry in tree.traverse().breadthfirst.files().map_err(|cause| failed(&cause))? {
            let Ok(full) = std::str::from_utf8(&entry.filepath) else {
                snapshot.leave_out(&entry.filepath.to_string(), "its name is not UTF-8 text");
                continue;
            };
            let inside = if within.is_empty() {
                Some(full)
            } else {
                full.strip_prefix(within).and_then(|rest| rest.strip_prefix('/'))
            };
            let Some(file) = inside.filter(|file| !entry.mode.is_tree() && Snapshot::wants(file)) else { continue };
            if !entry.mode.is_blob() {
                snapshot.leave_out(file, "it is a symbolic link, or another repository");
                continue;
            }
            let blob = repository.find_object(entry.oid).map_err(|cause| failed(&cause))?;
            snapshot.add(file, blob.detach().data, endings);
        }
        snapshot.sort();
        snapshots.push(snapshot);
    }
    Ok(snapshots)
}

/// Says that this program cannot read git.
///
/// # Errors
/// Always.
#[cfg(not(feature = "git"))]
pub fn read_commits(
    _path: &Path,
    _commits: &[CommitName],
    _patterns: &[String],
    _zone: &TimeZone,
    _within: &str,
    _endings: &[String],
) -> Result<Vec<Snapshot>, GitError> {
    Err(GitError::NotBuilt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_patterns() {
        for (name, pattern) in [("v1.2", "v*"), ("v1.2", "*"), ("v1.2", "v?.2"), ("v1", "v1"), ("2024-05", "*-0?")] {
            assert!(fits_pattern(name, pattern), "{name} {pattern}");
        }
        for (name, pattern) in [("v1.2", "w*"), ("v1", "v1?"), ("ab", "a"), ("", "?")] {
            assert!(!fits_pattern(name, pattern), "{name} {pattern}");
        }
    }
}
