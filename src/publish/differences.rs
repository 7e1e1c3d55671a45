//! What has to change to make one tree into another.
//!
//! Takes the tree that is wanted and the files that are known to be there, gives the
//! paths that differ. It must not know where either lies, nor touch a disk.

use std::cmp::Ordering;

use super::inventory::KnownFiles;
use super::output_tree::{OutputFile, OutputTree};

/// The differences between a tree that is wanted and the files that are there.
#[derive(Debug, Default)]
pub struct Differences<'tree, 'files> {
    /// The files that are not there, or not with these bytes.
    pub written: Vec<(&'tree str, &'tree OutputFile)>,
    /// How many files are there already.
    pub unchanged: usize,
    /// The files that are there but not wanted.
    pub removed: Vec<&'files str>,
}

impl<'tree, 'files> Differences<'tree, 'files> {
    /// Compares by sums; bytes that are there but not known count as different.
    ///
    /// Both sides come in the order of their paths, so one pass over both will do: a
    /// watching build does this for every change of a single page.
    pub fn between(tree: &'tree OutputTree, files: &'files KnownFiles) -> Self {
        let mut differences = Self::default();
        let mut there = files.iter().peekable();
        for (path, file) in tree {
            let mut known = None;
            while let Some((other, sha256)) = there.peek() {
                match other.as_str().cmp(path) {
                    Ordering::Less => differences.removed.push(other.as_str()),
                    Ordering::Equal => known = **sha256,
                    Ordering::Greater => break,
                }
                there.next();
            }
            if known.as_ref() == Some(file.sha256()) {
                differences.unchanged += 1;
            } else {
                differences.written.push((path, file));
            }
        }
        let rest = there.map(|(path, _)| path.as_str());
        differences.removed.extend(rest);
        differences
    }

    /// Whether there is nothing to write and nothing to remove.
    pub fn is_empty(&self) -> bool {
        self.written.is_empty() && self.removed.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::Differences;
    use crate::publish::inventory::KnownFiles;
    use crate::publish::output_tree::{OutputFile, OutputTree};

    fn file(text: &str) -> OutputFile {
        OutputFile::new(text.as_bytes().to_vec())
    }

    fn compare(wanted: &[&str], there: &[(&str, Option<&str>)]) -> (Vec<String>, Vec<String>, usize) {
        let mut tree = OutputTree::new();
        for path in wanted {
            tree.insert(*path, file(path));
        }
        let mut files = KnownFiles::new();
        for (path, text) in there {
            files.insert((*path).to_owned(), text.map(|text| *file(text).sha256()));
        }
        let found = Differences::between(&tree, &files);
        let written = found.written.iter().map(|(path, _)| (*path).to_owned());
        let removed = found.removed.iter().map(|path| (*path).to_owned());
        (written.collect(), removed.collect(), found.unchanged)
    }

    #[test]
    fn each_kind_of_difference_is_found() {
        let (written, removed, unchanged) = compare(
            &["b", "c", "d", "f"],
            &[("a", Some("a")), ("b", Some("b")), ("c", Some("other")), ("d", None), ("e", None), ("g", Some("g"))],
        );
        assert_eq!(written, ["c", "d", "f"]);
        assert_eq!(removed, ["a", "e", "g"]);
        assert_eq!(unchanged, 1);
    }

    #[test]
    fn nothing_differs_from_itself() {
        assert_eq!(compare(&["a"], &[("a", Some("a"))]), (vec![], vec![], 1));
        assert_eq!(compare(&[], &[]), (vec![], vec![], 0));
    }
}
