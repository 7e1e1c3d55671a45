//! The tree of files a site consists of, held in memory, or as sums of what was handed on.
//!
//! Takes paths and bytes, gives them back in the order of their paths together with the
//! SHA-256 of each. It must not know where the tree goes, nor touch a disk.

use std::collections::BTreeMap;
use std::collections::btree_map;
use std::ops::Bound;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::manifest;

/// One file of the site: its bytes and their SHA-256, computed once.
///
/// A clone shares the bytes, so keeping a file in several trees costs next to nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct OutputFile {
    held: Held,
    sha256: [u8; 32],
    length: usize,
}

/// Where the bytes of a file are.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Held {
    /// Here. A copy, of the right length: room that pages did not need would cost more than copying does.
    Here(Arc<[u8]>),
    /// In the folder in which the site is completed.
    Written,
    /// In the output folder, where they were before.
    Unchanged,
}

impl OutputFile {
    /// Takes the bytes of a file and computes their SHA-256.
    pub fn new(bytes: Vec<u8>) -> Self {
        let sha256 = Sha256::digest(&bytes).into();
        Self { length: bytes.len(), held: Held::Here(bytes.into()), sha256 }
    }

    /// Takes the bytes of a file, gives what is left of it where `hand_on` says that they are elsewhere, and a file that
    /// holds its bytes where it says nothing.
    pub(super) fn handed_on(bytes: Vec<u8>, hand_on: impl FnOnce(&[u8]) -> Option<Held>) -> Self {
        match hand_on(&bytes) {
            Some(held) => Self { length: bytes.len(), held, sha256: Sha256::digest(&bytes).into() },
            None => Self::new(bytes),
        }
    }

    /// The bytes of the file; none if they were handed on.
    pub fn bytes(&self) -> &[u8] {
        match &self.held {
            Held::Here(bytes) => bytes,
            Held::Written | Held::Unchanged => &[],
        }
    }

    /// How many bytes the file has, here or elsewhere.
    pub fn length(&self) -> usize {
        self.length
    }

    pub(super) fn held(&self) -> &Held {
        &self.held
    }

    /// The SHA-256 of the bytes.
    pub fn sha256(&self) -> &[u8; 32] {
        &self.sha256
    }

    /// The SHA-256 of the bytes as 64 lower-case hexadecimal digits.
    pub fn sha256_hex(&self) -> String {
        let mut text = String::with_capacity(64);
        manifest::push_hex(&mut text, &self.sha256);
        text
    }
}

impl std::fmt::Debug for OutputFile {
    /// Leaves the bytes out: a page would bury the rest of the message.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("OutputFile")
            .field("length", &self.length)
            .field("sha256", &self.sha256_hex())
            .finish_non_exhaustive()
    }
}

/// Who takes the files of a site as they are made.
pub trait FileTaker: Sync {
    /// Told once, before the first file comes.
    fn begin(&self) {}

    /// Takes a file, gives what the tree of the site is to hold at its path.
    fn take(&self, path: &str, bytes: Vec<u8>) -> OutputFile;

    /// Whether what it gives holds its bytes, so that it may be kept for another build.
    fn keeps_bytes(&self) -> bool;
}

/// Leaves all bytes in memory.
#[derive(Clone, Copy, Debug, Default)]
pub struct InMemory;

impl FileTaker for InMemory {
    fn take(&self, _path: &str, bytes: Vec<u8>) -> OutputFile {
        OutputFile::new(bytes)
    }

    fn keeps_bytes(&self) -> bool {
        true
    }
}

/// All files of a site by path: relative, its parts separated by `/`.
///
/// A path is judged when the tree is published, not when it is inserted, so that a bad
/// one is reported with the others of its build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputTree {
    files: BTreeMap<String, OutputFile>,
    sealed: bool,
}

impl OutputTree {
    /// An empty tree.
    pub fn new() -> Self {
        Self::default()
    }

    /// Puts a file at a path and gives back the file that was there before.
    ///
    /// A sealed tree is no longer sealed afterwards: its list of sums would be wrong.
    pub fn insert(&mut self, path: impl Into<String>, file: OutputFile) -> Option<OutputFile> {
        self.sealed = false;
        self.files.insert(path.into(), file)
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&OutputFile> {
        self.files.get(path)
    }

    /// Whether a file lies below `folder`.
    pub fn has_folder(&self, folder: &str) -> bool {
        let below = format!("{folder}/");
        self.files
            .range::<str, _>((Bound::Included(below.as_str()), Bound::Unbounded))
            .next()
            .is_some_and(|(path, _)| path.starts_with(&below))
    }

    /// The files in the order of the bytes of their paths.
    pub fn iter(&self) -> Iter<'_> {
        Iter(self.files.iter())
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there is no file at all.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// Adds the file `SHA256SUMS` that lists every other file, for `sha256sum -c`.
    ///
    /// A later build removes only what this list names, so a tree has to be sealed
    /// before it can be published.
    #[must_use]
    pub fn seal(mut self) -> Self {
        self.files.remove(manifest::FILE_NAME);
        let text = manifest::render(self.iter().map(|(path, file)| (path, file.sha256())));
        self.files.insert(manifest::FILE_NAME.to_owned(), OutputFile::new(text.into_bytes()));
        self.sealed = true;
        self
    }

    /// Whether [`seal`](Self::seal) was called and nothing was inserted since.
    pub fn is_sealed(&self) -> bool {
        self.sealed
    }
}

/// The files of an [`OutputTree`] in the order of the bytes of their paths.
#[derive(Clone, Debug)]
pub struct Iter<'a>(btree_map::Iter<'a, String, OutputFile>);

impl<'a> Iterator for Iter<'a> {
    type Item = (&'a str, &'a OutputFile);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(path, file)| (path.as_str(), file))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl<'a> IntoIterator for &'a OutputTree {
    type Item = (&'a str, &'a OutputFile);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
