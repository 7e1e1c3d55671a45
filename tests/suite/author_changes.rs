//! Changes to an author's files: wholly made or not at all, whenever the program is stopped and whatever the disk refuses.
//!
//! Takes a small folder and one change of every kind, lets each operation on files fail in turn, or the program die at
//! it, and looks at every byte. Knows only `cli/changes` and the operations on files.

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use chapterhouse::cli::changes::carry_out::carry_out;
use chapterhouse::cli::changes::planned::FileChange;
use chapterhouse::cli::changes::recover::recover;
use chapterhouse::publish::file_store::{Entry, EntryKind, FileStore, Stamp, Stamps};
use chapterhouse::publish::local_disk::Disk;

use crate::base_manual::{self, Manual};

/// Every file and folder; the program's own folder may stay, empty, where the program died as it made or removed it.
fn tree_of(folder: &Path) -> Tree {
    let mut tree = base_manual::tree_of(folder);
    let own = tree.iter().filter(|(path, _)| path.starts_with(".chapterhouse")).count();
    tree.retain(|(path, _)| own > 1 || !path.starts_with(".chapterhouse"));
    tree
}

/// How a store fails.
#[derive(Clone, Copy, PartialEq)]
pub enum Mode {
    /// One operation fails, the rest go on: a full disk, a file in use.
    Once,
    /// From one operation on nothing happens any more: the program was killed there.
    Dead,
}

/// The disk, until the nth operation.
pub struct Faulty {
    mode: Mode,
    left: AtomicUsize,
}

impl Faulty {
    fn step(&self) -> io::Result<()> {
        let left = self.left.load(Ordering::Relaxed);
        if left > 1 {
            self.left.store(left - 1, Ordering::Relaxed);
            return Ok(());
        }
        if left == 1 {
            self.left.store(if self.mode == Mode::Once { usize::MAX } else { 1 }, Ordering::Relaxed);
        }
        Err(io::Error::other("the disk refuses"))
    }

    pub fn has_failed(&self) -> bool {
        let left = self.left.load(Ordering::Relaxed);
        left > 1_000_000 || (self.mode == Mode::Dead && left == 1)
    }
}

macro_rules! pass_on {
    ($(fn $name:ident($($argument:ident: $kind:ty),*) -> $output:ty;)*) => {
        impl FileStore for Faulty {
            $(fn $name(&self, $($argument: $kind),*) -> io::Result<$output> {
                self.step()?;
                Disk.$name($($argument),*)
            })*
        }
    };
}

pass_on! {
    fn kind(path: &Path) -> Option<EntryKind>;
    fn stamp(path: &Path) -> Stamp;
    fn still_stamped(root: &Path, folders: &Stamps) -> bool;
    fn list(folder: &Path) -> (Stamp, Vec<Entry>);
    fn read(path: &Path) -> Vec<u8>;
    fn holds(path: &Path, bytes: &[u8]) -> bool;
    fn create_folder(path: &Path) -> ();
    fn write_file(path: &Path, bytes: &[u8]) -> ();
    fn hard_link(from: &Path, to: &Path) -> ();
    fn copy(from: &Path, to: &Path) -> ();
    fn copy_symlink(from: &Path, to: &Path) -> ();
    fn copy_mode(from: &Path, to: &Path) -> ();
    fn rename(from: &Path, to: &Path) -> ();
    fn exchange(one: &Path, other: &Path) -> ();
    fn remove_file(path: &Path) -> ();
    fn remove_folder(path: &Path) -> ();
    fn remove_tree(path: &Path) -> ();
    fn sync(path: &Path) -> ();
    fn sync_file_system(path: &Path) -> ();
    fn try_lock(path: &Path) -> Option<File>;
}

const OLD: &[(&str, &str)] = &[
    ("content/a/one.md", "one, old\n"),
    ("content/a/two.md", "two, old\n"),
    ("content/a/two/picture.svg", "<svg/>"),
    ("content/b/three.md", "three\n"),
];

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in OLD {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

/// A change of every kind.
fn changes() -> Vec<FileChange> {
    let bytes = |text: &str| text.as_bytes().to_vec();
    let path = |path: &str| format!("content/{path}");
    vec![
        FileChange::Create { path: path("a/new.md"), new: bytes("new\n") },
        FileChange::Create { path: path("c/first.md"), new: bytes("first\n") },
        FileChange::Replace { path: path("a/one.md"), old: bytes("one, old\n"), new: bytes("one, new\n") },
        FileChange::Move {
            from: path("a/two.md"),
            to: path("b/two.md"),
            old: bytes("two, old\n"),
            new: bytes("two, new\n"),
        },
        FileChange::MoveFolder { from: path("a/two"), to: path("b/two") },
    ]
}

pub fn store(mode: Mode, nth: usize) -> (Arc<Faulty>, Arc<dyn FileStore>) {
    let faulty = Arc::new(Faulty { mode, left: AtomicUsize::new(nth) });
    (Arc::clone(&faulty), faulty)
}

pub fn disk() -> Arc<dyn FileStore> {
    Arc::new(Disk)
}

type Tree = Vec<(PathBuf, Vec<u8>)>;

fn old_and_new() -> (Tree, Tree) {
    let folder = folder();
    let old = tree_of(folder.path());
    carry_out(&disk(), folder.path(), "test", &changes()).unwrap();
    (old, tree_of(folder.path()))
}

#[test]
fn a_change_is_made_and_leaves_nothing_behind() {
    let (_, new) = old_and_new();
    let files: Vec<(OsString, String)> = new
        .into_iter()
        .filter(|(_, bytes)| !bytes.is_empty())
        .map(|(path, bytes)| (path.into_os_string(), String::from_utf8(bytes).unwrap()))
        .collect();
    let wanted = [
        ("content/a/new.md", "new\n"),
        ("content/a/one.md", "one, new\n"),
        ("content/b/three.md", "three\n"),
        ("content/b/two/picture.svg", "<svg/>"),
        ("content/b/two.md", "two, new\n"),
        ("content/c/first.md", "first\n"),
    ];
    assert_eq!(files, wanted.map(|(path, text)| (path.into(), text.to_owned())));
}

#[test]
fn killed_at_any_operation_it_is_finished_or_undone() {
    let (old, new) = old_and_new();
    let (mut were_old, mut were_new) = (0, 0);
    for nth in 1.. {
        let folder = folder();
        let (faulty, dying) = store(Mode::Dead, nth);
        let outcome = carry_out(&dying, folder.path(), "test", &changes());
        if !faulty.has_failed() {
            outcome.unwrap();
            assert!(nth > 40, "too few operations were tried");
            break;
        }
        // The next command may be killed as well, anywhere.
        for again in 1.. {
            let (faulty, dying) = store(Mode::Dead, again);
            let _ = recover(&dying, folder.path());
            if !faulty.has_failed() {
                break;
            }
        }
        recover(&disk(), folder.path()).unwrap();
        let now = tree_of(folder.path());
        assert!(now == old || now == new, "killed at operation {nth}: {now:?}");
        were_old += usize::from(now == old);
        were_new += usize::from(now == new);
    }
    assert!(were_old > 5 && were_new > 5, "{were_old} undone, {were_new} finished");
}

#[test]
fn an_operation_that_fails_takes_everything_back() {
    let (old, new) = old_and_new();
    for nth in 1.. {
        let folder = folder();
        let (faulty, refusing) = store(Mode::Once, nth);
        let outcome = carry_out(&refusing, folder.path(), "test", &changes());
        if !faulty.has_failed() {
            break;
        }
        let told = recover(&disk(), folder.path()).unwrap();
        let now = tree_of(folder.path());
        // Where only the clearing away failed, the change was made; where linking fails, a copy does.
        assert_eq!(now, if outcome.is_ok() { new.clone() } else { old.clone() }, "operation {nth}: {told:?}");
    }
}

#[test]
fn what_somebody_wrote_since_is_never_overwritten() {
    let (_, new) = old_and_new();
    let own_words = "my own words\n";
    for nth in 1.. {
        let folder = folder();
        let (faulty, dying) = store(Mode::Dead, nth);
        let _ = carry_out(&dying, folder.path(), "test", &changes());
        if !faulty.has_failed() {
            break;
        }
        let written = folder.path().join("content/a/one.md");
        std::fs::write(&written, own_words).unwrap();
        let told = recover(&disk(), folder.path());
        assert_eq!(std::fs::read_to_string(&written).unwrap(), own_words, "operation {nth}: {told:?}");
        if told.is_err() {
            // Both the old and the new text are still to be had.
            assert!(folder.path().join(".chapterhouse/pending").is_dir());
        } else if tree_of(folder.path()).len() == new.len() {
            let rest: Vec<_> =
                tree_of(folder.path()).into_iter().filter(|(path, _)| !path.ends_with("one.md")).collect();
            let wanted: Vec<_> = new.iter().filter(|(path, _)| !path.ends_with("one.md")).cloned().collect();
            let undone: Vec<_> = {
                let folder = self::folder();
                tree_of(folder.path()).into_iter().filter(|(path, _)| !path.ends_with("one.md")).collect()
            };
            assert!(rest == wanted || rest == undone, "operation {nth}");
        }
    }
}

#[test]
fn what_is_not_as_it_was_read_is_refused() {
    let (old, _) = old_and_new();
    for (path, text) in [
        ("content/a/one.md", "changed\n"),
        ("content/a/two.md", "changed\n"),
        ("content/a/new.md", "x"),
        ("content/b/two.md", "x"),
    ] {
        let folder = folder();
        std::fs::write(folder.path().join(path), text).unwrap();
        let before = tree_of(folder.path());
        let refused = carry_out(&disk(), folder.path(), "test", &changes()).unwrap_err().to_string();
        assert!(refused.contains(path) && refused.contains("help: "), "{refused}");
        assert_eq!(tree_of(folder.path()), before);
    }
    let folder = folder();
    let file = folder.path().join("content/a/one.md");
    let mut mode = std::fs::metadata(&file).unwrap().permissions();
    mode.set_readonly(true);
    std::fs::set_permissions(&file, mode).unwrap();
    let refused = carry_out(&disk(), folder.path(), "test", &changes()).unwrap_err().to_string();
    assert!(refused.contains("content/a/one.md is write-protected"), "{refused}");
    assert_eq!(tree_of(folder.path()), old);
}

#[test]
fn a_second_command_waits_for_the_first() {
    let folder = folder();
    let held = Disk.try_lock(folder.path()).unwrap().unwrap();
    let path = folder.path().to_owned();
    let second = std::thread::spawn(move || carry_out(&disk(), &path, "test", &changes()));
    drop(held);
    second.join().unwrap().unwrap();
    assert!(folder.path().join("content/b/two.md").is_file());
}

#[test]
fn the_next_command_says_what_became_of_the_one_before() {
    let manual = Manual::sound();
    let path = "content/01-part/02-sound.md";
    let old = std::fs::read(manual.path(path)).unwrap();
    let change =
        FileChange::Replace { path: path.to_owned(), old: old.clone(), new: [old.as_slice(), b"\nMore.\n"].concat() };
    let mut said = Vec::new();
    for nth in 1.. {
        std::fs::write(manual.path(path), &old).unwrap();
        let (faulty, dying) = store(Mode::Dead, nth);
        let _ = carry_out(&dying, manual.root(), "amend sound", std::slice::from_ref(&change));
        if !faulty.has_failed() {
            break;
        }
        let checked = manual.run(&["check"]);
        assert!(checked.status.success());
        let words = String::from_utf8(checked.stderr).unwrap();
        let first = words.lines().next().unwrap_or("").to_owned();
        let done = std::fs::read(manual.path(path)).unwrap() != old;
        let undone = first.contains("before it had changed anything");
        assert!(if done { !undone } else { undone || first.starts_with("checked") }, "{words}");
        said.push(first);
        assert!(!manual.path(".chapterhouse/pending").exists());
    }
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 3, "{said:?}");
}

#[test]
fn what_could_not_be_recovered_is_not_begun() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join(".texts")).unwrap();
    std::fs::write(folder.path().join(".texts/a.md"), "old").unwrap();
    let before = tree_of(folder.path());
    let store: Arc<dyn FileStore> = Arc::new(Disk);
    let change = FileChange::Replace { path: ".texts/a.md".into(), old: b"old".to_vec(), new: b"new".to_vec() };
    assert!(carry_out(&store, folder.path(), "amend a", &[change]).is_err());
    assert!(tree_of(folder.path()) == before);
    assert_eq!(recover(&store, folder.path()).unwrap(), None);
}
