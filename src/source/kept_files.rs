//! What was read of a manual before: a file that the disk calls unchanged is not read again.
//!
//! Takes the files that a walk found, gives them read. A file that was written shortly before it was read may be written once
//! more within one tick of the file system's clock: its stamp is not trusted. Must not know what a file is for.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use super::census::Stamp;
use super::read_tree::{FileKind, Found, ReadFile, SourceError, cannot_read, read_bytes};

struct Kept {
    /// Nothing, where the file must be read again in any case.
    stamp: Option<Stamp>,
    kind: FileKind,
    path: Arc<str>,
    file: ReadFile,
}

/// The files of a manual as they were read last.
#[derive(Default)]
pub(super) struct KeptFiles {
    files: HashMap<PathBuf, Kept>,
    /// How many files were read in all.
    pub(super) read: usize,
}

impl KeptFiles {
    /// Reads what a walk found; what it did not find is forgotten. A file that was written at `trusted_before` or later is
    /// read again the next time.
    pub(super) fn read_all(
        &mut self,
        found: &[Found],
        trusted_before: SystemTime,
    ) -> Result<Vec<ReadFile>, SourceError> {
        let before = std::mem::take(&mut self.files);
        let read: Result<Vec<(bool, Kept)>, SourceError> = found
            .par_iter()
            .map(|found| {
                let stamp = || std::fs::symlink_metadata(&found.on_disk).ok().as_ref().map(Stamp::of);
                let kept = before.get(&found.on_disk).filter(|kept| kept.kind == found.kind && kept.stamp.is_some());
                if let Some(kept) = kept.filter(|kept| kept.stamp == stamp()) {
                    let (path, file) = (Arc::clone(&found.path), kept.file.clone());
                    return Ok((false, Kept { stamp: kept.stamp, kind: kept.kind, path, file }));
                }
                Ok((true, read_one(&found.on_disk, found.kind, &found.path, trusted_before)?))
            })
            .collect();
        // What cannot be read now may be readable in a moment: nothing is forgotten for it.
        let read = match read {
            Ok(read) => read,
            Err(fault) => {
                self.files = before;
                return Err(fault);
            }
        };
        let files = read.iter().map(|(_, kept)| kept.file.clone()).collect();
        self.read += read.iter().filter(|(anew, _)| *anew).count();
        self.files =
            found.iter().map(|found| found.on_disk.clone()).zip(read.into_iter().map(|(_, kept)| kept)).collect();
        Ok(files)
    }

    /// Reads a file again of which it is known what it is; nothing if it is not known, or is no plain file any more.
    pub(super) fn read_again(
        &mut self,
        path: &Path,
        trusted_before: SystemTime,
    ) -> Result<Option<ReadFile>, SourceError> {
        let Some(kept) = self.files.get_mut(path) else { return Ok(None) };
        if !std::fs::symlink_metadata(path).is_ok_and(|found| found.is_file()) {
            return Ok(None);
        }
        *kept = read_one(path, kept.kind, &Arc::clone(&kept.path), trusted_before)?;
        self.read += 1;
        Ok(Some(kept.file.clone()))
    }

    /// Whether a file was read at this place.
    pub(super) fn knows(&self, path: &Path) -> bool {
        self.files.contains_key(path)
    }

    /// Whether a file was read somewhere below this place.
    pub(super) fn knows_below(&self, folder: &Path) -> bool {
        self.files.keys().any(|path| path.starts_with(folder))
    }
}

/// The stamp is taken before the bytes: of a file that is written in between, it is not that of the new bytes.
fn read_one(on_disk: &Path, kind: FileKind, path: &Arc<str>, trusted_before: SystemTime) -> Result<Kept, SourceError> {
    let found = std::fs::symlink_metadata(on_disk).map_err(|cause| cannot_read(on_disk, cause))?;
    let stamp = Some(Stamp::of(&found)).filter(|stamp| stamp.modified.is_some_and(|at| at < trusted_before));
    let bytes = std::fs::read(on_disk).map_err(|cause| cannot_read(on_disk, cause))?;
    Ok(Kept { stamp, kind, path: Arc::clone(path), file: read_bytes(kind, path, bytes) })
}
