//! Which files differ between two readings of a manual. Takes the two, gives paths; looks at no disk, and at no text: what is
//! kept from one reading to the next is known by its hash.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::source_tree::{SourceText, SourceTree};
use crate::memo::ContentHash;

/// The files that one tree has and the other has not, or otherwise; a sister manual counts as one file.
pub fn changed_files(old: &SourceTree, new: &SourceTree) -> BTreeSet<Arc<str>> {
    let mut changed = BTreeSet::new();
    let texts = |tree: &SourceTree| tree.config.clone().into_iter().collect::<Vec<SourceText>>();
    compare(&texts(old), &texts(new), text_key, &mut changed);
    compare(&old.pages, &new.pages, text_key, &mut changed);
    compare(&old.passages, &new.passages, text_key, &mut changed);
    compare(&old.registers, &new.registers, text_key, &mut changed);
    compare(&old.assets, &new.assets, |asset| (&asset.path, asset.hash), &mut changed);
    let (old_others, new_others) = (others(old), others(new));
    compare(&old_others, &new_others, |(path, hash)| (path, *hash), &mut changed);
    changed
}

fn text_key(text: &SourceText) -> (&Arc<str>, ContentHash) {
    (&text.path, text.hash)
}

/// Compares two lists in the order of their paths.
fn compare<T>(old: &[T], new: &[T], key: impl Fn(&T) -> (&Arc<str>, ContentHash), changed: &mut BTreeSet<Arc<str>>) {
    let (mut old, mut new) = (old.iter().map(&key).peekable(), new.iter().map(&key).peekable());
    loop {
        let order = match (old.peek(), new.peek()) {
            (None, None) => return,
            (Some(_), None) => std::cmp::Ordering::Less,
            (None, Some(_)) => std::cmp::Ordering::Greater,
            (Some((before, _)), Some((after, _))) => before.cmp(after),
        };
        let before = if order.is_le() { old.next() } else { None };
        let after = if order.is_ge() { new.next() } else { None };
        if before.map(|(_, hash)| hash) != after.map(|(_, hash)| hash) {
            changed.extend(before.or(after).map(|(path, _)| Arc::clone(path)));
        }
    }
}

/// The theme's files and the sister manuals: few, and some large.
fn others(tree: &SourceTree) -> Vec<(Arc<str>, ContentHash)> {
    let theme = tree.theme.values().map(|file| (Arc::clone(&file.path), ContentHash::of(&file.bytes)));
    let sisters = tree.sisters.iter().map(|(name, sister)| (Arc::from(format!("sister manual {name}")), sister.hash()));
    let sorted: BTreeMap<Arc<str>, ContentHash> = theme.chain(sisters).collect();
    sorted.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_what_came_went_and_changed() {
        let tree = |pages: &[(&str, &str)]| SourceTree {
            pages: pages.iter().map(|(path, text)| SourceText::new(path, text)).collect(),
            ..SourceTree::default()
        };
        let old = tree(&[("a.md", "1"), ("b.md", "1"), ("d.md", "1")]);
        let new = tree(&[("a.md", "1"), ("b.md", "2"), ("c.md", "1"), ("e.md", "1")]);
        let names: Vec<_> = changed_files(&old, &new).into_iter().collect();
        assert_eq!(names.iter().map(AsRef::as_ref).collect::<Vec<&str>>(), ["b.md", "c.md", "d.md", "e.md"]);
        assert!(changed_files(&old, &old).is_empty());
    }
}
