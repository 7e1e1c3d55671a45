//! What a build does again for searching: nothing that it did before.
//!
//! Takes a small manual and builds it with one memory. It must not know what is indexed.

use chapterhouse::memory::Memory;
use tempfile::tempdir;

use crate::built_manual::{build_with, write_files};

const HEAD: &str = "owner: duty-team\nnext_review_on: 2027-11-01\n";

#[test]
fn an_unchanged_set_is_not_indexed_again() {
    let folder = tempdir().unwrap();
    let chapter = |day: &str, text: &str| format!("---\ntitle: Visits\n{HEAD}effective_from: {day}\n---\n\n{text}\n");
    let first = chapter("2025-01-01", "Within 5 days.");
    let second = chapter("2026-01-01", "Within 4 days.");
    write_files(
        folder.path(),
        [
            ("site.toml", "[site]\ntitle = \"Procedures\"\n"),
            ("content/registers/contacts.yml", "duty-team: {name: Duty team}\n"),
            ("content/01-part/index.md", "---\ntitle: The first part\n---\n"),
            ("content/01-part/01-visits@2025-01-01.md", &first),
            ("content/01-part/01-visits.md", &second),
        ],
    );
    let memory = Memory::default();
    let indexed = || {
        assert!(build_with(folder.path(), &memory).value.is_some());
        memory.sets_indexed()
    };
    assert_eq!(indexed(), 2, "what is in force, and every edition");
    assert_eq!(indexed(), 2, "nothing changed, and something was indexed again");
    // The look of every page, and no word that is searched.
    write_files(folder.path(), [("site.toml", "[site]\ntitle = \"Other procedures\"\npublisher = \"Brackenshire\"\n")]);
    assert_eq!(indexed(), 2, "no text changed");
    // What is no longer in force is in one set alone.
    write_files(
        folder.path(),
        [("content/01-part/01-visits@2025-01-01.md", first.replace("5 days", "6 days").as_str())],
    );
    assert_eq!(indexed(), 3, "one edition changed");
    write_files(folder.path(), [("content/01-part/01-visits.md", second.replace("4 days", "3 days").as_str())]);
    assert_eq!(indexed(), 5, "a text in both sets changed");
}
