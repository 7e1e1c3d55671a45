//! Which of the author's files are there, and how large and how old each is: a look at a manual that opens no file. Takes
//! what is to be watched, gives a census, and what two of them have otherwise. It never waits, and follows no symbolic link.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use walkdir::WalkDir;

use super::file_names::is_left_behind;

/// A place where a manual is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watched {
    /// A file.
    File(PathBuf),
    /// A folder, and everything below it.
    Folder(PathBuf),
    /// Where a sister manual or its inventory is said to be.
    Sister(PathBuf),
}

impl Watched {
    /// The path.
    pub fn path(&self) -> &Path {
        match self {
            Watched::File(path) | Watched::Folder(path) | Watched::Sister(path) => path,
        }
    }

    /// Whether everything below it counts.
    pub fn is_deep(&self) -> bool {
        match self {
            Watched::File(_) => false,
            Watched::Folder(_) => true,
            Watched::Sister(path) => path.join("site.toml").is_file(),
        }
    }

    /// Whether a change at a path is one of what is watched here.
    pub fn concerns(&self, changed: &Path) -> bool {
        let own = self.path();
        // A folder above that comes or goes takes it along.
        if own.starts_with(changed) {
            return true;
        }
        let Ok(inside) = changed.strip_prefix(own) else { return false };
        let hidden = || inside.iter().any(|part| part.to_str().is_none_or(is_left_behind));
        match self {
            Watched::File(_) => false,
            Watched::Folder(_) => !hidden(),
            Watched::Sister(_) => inside == Path::new("inventory.json") || (self.is_deep() && !hidden()),
        }
    }
}

/// The nearest folder that is there: the path's own, or one above.
pub fn nearest_folder(path: &Path) -> Option<&Path> {
    path.ancestors().find(|folder| folder.is_dir())
}

/// What tells a folder from another that takes its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity(u64, u64);

/// The identity of what stands at a path; nothing if nothing does.
pub fn identity(path: &Path) -> Option<Identity> {
    let found = path.metadata().ok()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        Some(Identity(found.dev(), found.ino()))
    }
    #[cfg(not(unix))]
    {
        let age = found.created().ok().and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
        Some(Identity(0, age.map_or(0, |age| age.as_secs())))
    }
}

/// What is noted of a file: another stamp, another file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    /// When it was written last.
    pub(super) modified: Option<SystemTime>,
    /// What else a system notes of every change: the time of the last one to the file's own entry, and which entry it is.
    entry: (i64, i64, u64),
}

impl Stamp {
    pub(super) fn of(found: &std::fs::Metadata) -> Self {
        // What a folder holds is noted for itself.
        if found.is_dir() {
            return Stamp { length: 0, modified: None, entry: (0, 0, 0) };
        }
        #[cfg(unix)]
        let entry = {
            use std::os::unix::fs::MetadataExt;
            (found.ctime(), found.ctime_nsec(), found.ino())
        };
        #[cfg(not(unix))]
        let entry = (0, 0, 0);
        Stamp { length: found.len(), modified: found.modified().ok(), entry }
    }
}

/// The files of a manual at a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census(BTreeMap<PathBuf, Stamp>);

impl Census {
    /// Looks at every file that is watched, those of `outside` aside. What cannot be looked at is not there.
    pub fn take(watched: &[Watched], outside: &[PathBuf]) -> Self {
        let mut files = BTreeMap::new();
        for place in watched {
            if place.is_deep() {
                let walk = WalkDir::new(place.path()).into_iter().filter_entry(|entry| {
                    let hidden = entry.depth() > 0 && entry.file_name().to_str().is_none_or(is_left_behind);
                    !hidden && outside.iter().all(|other| other != entry.path())
                });
                for entry in walk.filter_map(Result::ok) {
                    let Ok(found) = entry.metadata() else { continue };
                    files.insert(entry.into_path(), Stamp::of(&found));
                }
            } else {
                for path in [place.path().to_owned(), place.path().join("inventory.json")] {
                    if let Ok(found) = path.symlink_metadata() {
                        files.insert(path, Stamp::of(&found));
                    }
                }
            }
        }
        Census(files)
    }

    /// The paths at which another census has something otherwise.
    pub fn differences(&self, other: &Census) -> BTreeSet<PathBuf> {
        let gone = self.0.iter().filter(|(path, stamp)| other.0.get(*path) != Some(*stamp));
        let come = other.0.iter().filter(|(path, _)| !self.0.contains_key(*path));
        gone.chain(come).map(|(path, _)| path.clone()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_what_changed_and_passes_over_what_is_left_behind() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("content");
        std::fs::create_dir_all(root.join("part/.git")).unwrap();
        let write = |path: &str, text: &str| std::fs::write(root.join(path), text).unwrap();
        write("part/one.md", "one");
        write("part/two.md", "two");
        let watched = [Watched::Folder(root.clone())];
        let before = Census::take(&watched, &[]);
        assert_eq!(before, Census::take(&watched, &[]));
        write("part/two.md", "two, longer");
        write("part/three.md", "three");
        write("part/one.md~", "kept by an editor");
        write("part/.git/index", "not ours");
        std::fs::remove_file(root.join("part/one.md")).unwrap();
        let changed = before.differences(&Census::take(&watched, &[]));
        let names: Vec<_> = changed.iter().map(|path| path.file_name().unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["one.md", "three.md", "two.md"]);
        let outside = [root.join("part")];
        assert!(Census::take(&watched, &outside).differences(&Census::take(&watched, &outside)).is_empty());
    }

    #[test]
    fn knows_what_concerns_a_manual() {
        let folder = Watched::Folder(PathBuf::from("/m/content"));
        for (path, concerned) in [
            ("/m/content/a/b.md", true),
            ("/m/content", true),
            ("/m", true),
            ("/m/public/index.html", false),
            ("/m/content/.b.md.swp", false),
            ("/m/content/.git/a.md", false),
            ("/m/contents/a.md", false),
        ] {
            assert_eq!(folder.concerns(Path::new(path)), concerned, "{path}");
        }
        let file = Watched::File(PathBuf::from("/m/site.toml"));
        assert!(file.concerns(Path::new("/m/site.toml")) && !file.concerns(Path::new("/m/site.toml.bak")));
    }
}
