//! Removing a folder with all it holds, quickly.
//!
//! Takes the path of a folder, gives nothing back but errors. Works on all cores, since
//! a one-shot build ends with removing the whole earlier site. It must not know whose
//! folder it is: whoever calls has made sure.

use std::ffi::CString;
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::path::Path;

use rayon::prelude::*;
use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, fchmod, openat, unlinkat};
use rustix::io::Errno;

/// Removes a folder with all it holds. Symbolic links are removed, never followed.
///
/// Works from one open folder to the next instead of by paths: nobody can divert it by
/// putting a symbolic link in the way, and the kernel has less to look up.
///
/// # Errors
///
/// The first thing that could not be removed; what else could be is removed.
pub fn remove_tree(path: &Path) -> io::Result<()> {
    let folder = open_folder(CWD, path)?;
    empty(&folder)?;
    unlinkat(CWD, path, AtFlags::REMOVEDIR)?;
    Ok(())
}

fn open_folder(parent: BorrowedFd<'_>, name: impl rustix::path::Arg) -> rustix::io::Result<OwnedFd> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    openat(parent, name, flags, Mode::empty())
}

fn empty(folder: &OwnedFd) -> rustix::io::Result<()> {
    let mut folders = Vec::new();
    let mut outcome = Ok(());
    for entry in Dir::read_from(folder)? {
        let entry = entry?;
        let name = entry.file_name();
        if name.to_bytes() == b"." || name.to_bytes() == b".." {
            continue;
        }
        if entry.file_type() == FileType::Directory {
            folders.push(name.to_owned());
            continue;
        }
        match remove_entry(folder, name, AtFlags::empty()) {
            Ok(()) => {}
            // Some file systems do not say what an entry is; then the attempt does.
            Err(Errno::ISDIR | Errno::PERM) if entry.file_type() == FileType::Unknown => {
                folders.push(name.to_owned());
            }
            Err(error) => outcome = Err(error),
        }
    }
    let below = folders
        .par_iter()
        .map(|name: &CString| {
            empty(&open_folder(folder.as_fd(), name.as_c_str())?)?;
            remove_entry(folder, name, AtFlags::REMOVEDIR)
        })
        .reduce(|| Ok(()), Result::and);
    outcome.and(below)
}

fn remove_entry(folder: &OwnedFd, name: &std::ffi::CStr, flags: AtFlags) -> rustix::io::Result<()> {
    match unlinkat(folder, name, flags) {
        // A folder of somebody else may forbid writing. What is removed here is a second
        // copy of it, which got the mode of the first.
        Err(Errno::ACCESS) => {
            fchmod(folder, Mode::RWXU)?;
            unlinkat(folder, name, flags)
        }
        // Somebody else was faster: it is gone, as it should be.
        Err(Errno::NOENT) => Ok(()),
        outcome => outcome,
    }
}

#[cfg(test)]
mod tests {
    use std::error::Error;
    use std::fs;
    use std::os::unix::fs::symlink;

    use super::remove_tree;

    #[test]
    fn removes_links_but_not_what_they_point_to() -> Result<(), Box<dyn Error>> {
        let place = tempfile::tempdir()?;
        let (kept, gone) = (place.path().join("kept"), place.path().join("gone"));
        fs::create_dir_all(kept.join("below"))?;
        fs::write(kept.join("below/file"), "kept")?;
        fs::create_dir_all(gone.join("deep/er"))?;
        fs::write(gone.join("deep/er/file"), "gone")?;
        symlink(&kept, gone.join("deep/link"))?;
        symlink(kept.join("below/file"), gone.join("link"))?;
        remove_tree(&gone)?;
        assert!(!gone.exists());
        assert_eq!(fs::read_to_string(kept.join("below/file"))?, "kept");
        symlink(&kept, &gone)?;
        assert!(remove_tree(&gone).is_err(), "the root itself may be no link");
        assert!(kept.join("below/file").exists());
        Ok(())
    }
}
