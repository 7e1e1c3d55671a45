//! Completing a site in a fresh folder.
//!
//! Takes the tree that is wanted and what stands in the output folder, gives a folder
//! that holds the new files, second names for the unchanged ones, and everything foreign
//! as it was. Only ever creates: nothing that exists is written to. It must not know what
//! happens to the folder then.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use super::error::{PublishError, Trying};
use super::file_store::{EntryKind, FileStore, Stamps};
use super::inventory::{self, Inventory};
use super::output_tree::{Held, OutputFile, OutputTree};

/// How an entry of the new folder comes about.
#[derive(Clone, Copy)]
enum Step<'a> {
    Write(&'a OutputFile),
    Keep(EntryKind),
    /// It was written ahead.
    Leave,
    /// Gives the folder itself the mode it has in the output folder: it is foreign.
    CopyMode,
}

type Steps<'a> = BTreeMap<&'a OsStr, Vec<(&'a OsStr, Step<'a>)>>;

/// Fills the folder `site`, in which files of the tree may have been written ahead, and nothing else; gives its inventory.
///
/// `live` is what stands at `live_root`; files whose sum is the wanted one are linked.
///
/// # Errors
///
/// If a path of the tree is a file and a folder at once, or an operation fails.
pub fn fill(
    store: &dyn FileStore,
    site: &Path,
    live_root: &Path,
    live: &Inventory,
    tree: &OutputTree,
) -> Result<Inventory, PublishError> {
    let steps = plan(live, tree)?;
    create_folders(store, site, &steps)?;
    let stamps = steps
        .par_iter()
        .map(|(folder, steps)| {
            for (path, step) in steps {
                take(store, site, live_root, path, *step)?;
            }
            // Its folders exist and its files are written: nothing here changes any more.
            let place = site.join(folder);
            let stamp = store.stamp(&place).trying("look at", &place)?;
            Ok(((*folder).to_owned(), stamp))
        })
        .collect::<Result<Stamps, PublishError>>()?;
    Ok(Inventory {
        files: tree.iter().map(|(path, file)| (path.to_owned(), Some(*file.sha256()))).collect(),
        foreign: live.foreign.clone(),
        folders: stamps,
    })
}

/// Gives a file a second name, or copies it where that cannot be.
///
/// # Errors
///
/// If it can be neither linked nor copied.
pub fn link_or_copy(store: &dyn FileStore, from: &Path, to: &Path) -> io::Result<()> {
    store.hard_link(from, to).or_else(|_| store.copy(from, to))
}

fn plan<'a>(live: &'a Inventory, tree: &'a OutputTree) -> Result<Steps<'a>, PublishError> {
    let mut steps = Steps::new();
    steps.insert(OsStr::new(""), Vec::new());
    for (path, file) in tree {
        let known = live.files.get(path).copied().flatten();
        let step = match file.held() {
            Held::Written => Step::Leave,
            _ if known.as_ref() == Some(file.sha256()) => Step::Keep(EntryKind::File),
            _ => Step::Write(file),
        };
        add(&mut steps, OsStr::new(path), step);
    }
    for folder in steps.keys() {
        inventory::check_folder(tree, folder)?;
    }
    for (path, kind) in &live.foreign {
        let mut folder = inventory::parent(path);
        if *kind == EntryKind::Folder {
            folder = Some(path);
        } else {
            add(&mut steps, path, Step::Keep(*kind));
        }
        while let Some(above) = folder.filter(|above| !above.is_empty()) {
            if !above.to_str().is_some_and(|above| tree.has_folder(above)) {
                add_folder(&mut steps, above);
                steps.entry(above).or_default().push((above, Step::CopyMode));
            }
            folder = inventory::parent(above);
        }
    }
    Ok(steps)
}

fn add<'a>(steps: &mut Steps<'a>, path: &'a OsStr, step: Step<'a>) {
    let folder = inventory::parent(path).unwrap_or_default();
    add_folder(steps, folder);
    steps.entry(folder).or_default().push((path, step));
}

fn add_folder<'a>(steps: &mut Steps<'a>, folder: &'a OsStr) {
    let mut next = Some(folder);
    while let Some(folder) = next.filter(|folder| !steps.contains_key(folder)) {
        steps.insert(folder, Vec::new());
        next = inventory::parent(folder);
    }
}

/// Creates every folder once, those of one depth at the same time.
fn create_folders(store: &dyn FileStore, site: &Path, steps: &Steps<'_>) -> Result<(), PublishError> {
    let mut depths: BTreeMap<usize, Vec<&OsStr>> = BTreeMap::new();
    for folder in steps.keys().filter(|folder| !folder.is_empty()) {
        let depth = Path::new(folder).components().count();
        depths.entry(depth).or_default().push(folder);
    }
    for folders in depths.values() {
        folders.par_iter().try_for_each(|folder| {
            let place = site.join(folder);
            match store.create_folder(&place) {
                // It holds what was written ahead; of a file that stands there, the next step will tell.
                Err(fault) if fault.kind() == io::ErrorKind::AlreadyExists => Ok(()),
                outcome => outcome.trying("create", &place),
            }
        })?;
    }
    Ok(())
}

fn take(
    store: &dyn FileStore,
    site: &Path,
    live_root: &Path,
    path: &OsStr,
    step: Step<'_>,
) -> Result<(), PublishError> {
    let (from, to) = (live_root.join(path), site.join(path));
    match step {
        Step::Leave => Ok(()),
        Step::Write(file) => store.write_file(&to, file.bytes()).trying("write", &to),
        Step::Keep(EntryKind::File) => link_or_copy(store, &from, &to).trying("keep", &from),
        Step::Keep(EntryKind::Symlink) => store.copy_symlink(&from, &to).trying("keep", &from),
        // A pipe or a socket cannot be copied in a way that keeps it what it is.
        Step::Keep(EntryKind::Other) => store.hard_link(&from, &to).trying("keep", &from),
        Step::CopyMode | Step::Keep(EntryKind::Folder) => store.copy_mode(&from, &to).trying("keep the mode of", &from),
    }
}
