//! The index that a command keeps in a folder of its own, so that the next question need not wait for it.
//!
//! Takes a folder and records, gives an index of exactly these. What is kept is used only if a note beside it says that it
//! was made of the same records by the same program, and every byte of it is as it was written; anything else there is
//! taken away and made anew. If the folder cannot be used at all, the index is made in memory.

use std::collections::HashSet;
use std::path::Path;

use rayon::prelude::*;
use tantivy::Index;
use tantivy::directory::{Directory, ManagedDirectory, MmapDirectory};

use super::analysis::Analyzer;
use super::index::{IndexError, SetIndex};
use super::records::{EntryRecord, SearchSet};
use super::word_list::WordList;
use crate::memo::ContentHash;

/// The file that says what the index was made of.
const NOTE: &str = "made-of";
/// The file of its words.
const WORDS: &str = "words";
/// Raised when terms are made or kept in another way.
const FORM: u32 = 4;

/// The index of a set, kept in a folder that exists: the one that is there, or one that is made now.
///
/// # Errors
///
/// Says what tantivy could not do, in memory too.
pub fn open_or_build(folder: &Path, set: &SearchSet, analyzer: &Analyzer) -> Result<SetIndex, IndexError> {
    let key = key_of(set);
    let kept = open(folder, &key).or_else(|_| build(folder, &key, set, analyzer));
    kept.or_else(|_| SetIndex::build(set, analyzer))
}

/// The index that is there, if it was made of what the key says.
fn open(folder: &Path, key: &str) -> Result<SetIndex, IndexError> {
    let unfit = |why: &str| IndexError::new("used", tantivy::TantivyError::SystemError(why.to_owned()));
    let fail = |source| IndexError::new("opened", source);
    let directory = MmapDirectory::open(folder).map_err(|source| IndexError::new("opened", source))?;
    let note = directory.atomic_read(Path::new(NOTE)).map_err(|source| IndexError::new("opened", source))?;
    let words = directory.atomic_read(Path::new(WORDS)).map_err(|source| IndexError::new("opened", source))?;
    let index = Index::open(directory).map_err(fail)?;
    if note != note_of(&index, &words, key).map_err(fail)?.as_bytes() {
        return Err(unfit("it was made of something else"));
    }
    if !index.validate_checksum().map_err(fail)?.is_empty() {
        return Err(unfit("it is damaged"));
    }
    SetIndex::of(&index, WordList::from_bytes(&words).ok_or_else(|| unfit("its words cannot be read"))?)
}

fn build(folder: &Path, key: &str, set: &SearchSet, analyzer: &Analyzer) -> Result<SetIndex, IndexError> {
    let fail = |source| IndexError::new("kept", source);
    let directory = MmapDirectory::open(folder).map_err(|source| IndexError::new("kept", source))?;
    // Without its note, nothing that is there or that is left half-written will be used.
    let _ = directory.delete(Path::new(NOTE));
    match ManagedDirectory::wrap(Box::new(directory.clone())) {
        Ok(mut managed) => {
            managed.garbage_collect(HashSet::new).map_err(fail)?;
        }
        // The list of its files is no list: without it, tantivy begins one.
        Err(_) => {
            let _ = directory.delete(Path::new(".managed.json"));
        }
    }
    let index = SetIndex::build_in(directory.clone(), set, analyzer)?;
    let words = index.words().to_bytes();
    directory.atomic_write(Path::new(WORDS), &words).map_err(|source| fail(source.into()))?;
    let note = Index::open(directory.clone()).and_then(|index| note_of(&index, &words, key)).map_err(fail)?;
    directory.atomic_write(Path::new(NOTE), note.as_bytes()).map_err(|source| fail(source.into()))?;
    Ok(index)
}

/// What the note beside an index says: the key of what it was made of, the hash of its words, and the names of its segments,
/// which no other index has. So two commands that write at once cannot take one's note for the other's index.
fn note_of(index: &Index, words: &[u8], key: &str) -> tantivy::Result<String> {
    let segments = index.searchable_segment_ids()?;
    let segments: Vec<String> = segments.iter().map(tantivy::index::SegmentId::uuid_string).collect();
    Ok(format!("{key} {} {}\n", ContentHash::of(words).hex(), segments.join(" ")))
}

/// Equal for sets whose indexes are equal, and for no others.
fn key_of(set: &SearchSet) -> String {
    let mut all = Vec::new();
    let head = format!("{} {FORM} {} {:?}", env!("CARGO_PKG_VERSION"), set.english, set.terms);
    all.push(ContentHash::of(head.as_bytes()));
    let entries: Vec<ContentHash> = set.entries.par_iter().map(hash_of).collect();
    all.extend(entries);
    ContentHash::of_all(all).hex()
}

fn hash_of(entry: &EntryRecord) -> ContentHash {
    let sections = entry.sections.iter().flat_map(|section| [&section.heading, &section.also, &section.text]);
    let sections = sections.map(|text| ContentHash::of(text.as_bytes()));
    ContentHash::of_all(std::iter::once(ContentHash::of(entry.title.as_bytes())).chain(sections))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::records::SectionRecord;
    use std::fs;
    use std::path::PathBuf;

    fn set(text: &str) -> SearchSet {
        let section = SectionRecord { text: Box::from(text), ..SectionRecord::default() };
        SearchSet { english: true, entries: vec![EntryRecord::test("Title", vec![section])], ..SearchSet::default() }
    }

    /// Whether the index is that of a text, and the names of the folder's files.
    fn ask(folder: &Path, text: &str) -> (bool, Vec<PathBuf>) {
        let set = set(text);
        let index = open_or_build(folder, &set, &Analyzer::of(&set)).unwrap();
        let term = tantivy::Term::from_field_text(index.fields.all, text);
        let found = index.searcher().doc_freq(&term).unwrap() == 1 && index.searcher().num_docs() == 1;
        let found = found && index.words().beginning_with(text).eq([(text, 1)]);
        let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        (found, files)
    }

    #[test]
    fn what_is_kept_is_used_until_the_records_change() {
        let folder = tempfile::tempdir().unwrap();
        let (found, first) = ask(folder.path(), "one");
        let (again, second) = ask(folder.path(), "one");
        assert!(found && again);
        assert_eq!(first, second);
        let (found, third) = ask(folder.path(), "two");
        assert!(found && third != first);
        assert_eq!(third.len(), first.len(), "what is no longer used is taken away: {third:?}");
    }

    #[test]
    fn what_is_damaged_is_never_used() {
        let folder = tempfile::tempdir().unwrap();
        let (_, files) = ask(folder.path(), "one");
        for file in files.iter().filter_map(|file| file.file_name()) {
            let text = format!("word{}", file.len());
            for (damage, change) in [
                ("cut", Box::new(|bytes: &mut Vec<u8>| bytes.truncate(bytes.len() / 2)) as Box<dyn Fn(&mut Vec<u8>)>),
                ("turned", Box::new(|bytes: &mut Vec<u8>| bytes.iter_mut().for_each(|byte| *byte ^= 1))),
                ("emptied", Box::new(Vec::clear)),
            ] {
                let (found, files) = ask(folder.path(), &text);
                assert!(found);
                for path in &files {
                    let mut bytes = fs::read(path).unwrap();
                    // A file of another name stands for the one of this kind.
                    if path.extension() == Path::new(file).extension() {
                        change(&mut bytes);
                        fs::write(path, bytes).unwrap();
                    }
                }
                assert!(ask(folder.path(), &text).0, "{file:?} {damage}");
            }
        }
    }

    #[test]
    fn without_a_folder_the_index_is_made_in_memory() {
        let folder = tempfile::tempdir().unwrap();
        let set = set("one");
        let index = open_or_build(&folder.path().join("none"), &set, &Analyzer::of(&set)).unwrap();
        assert_eq!(index.searcher().num_docs(), 1);
        assert!(!folder.path().join("none").exists());
    }
}
