//! Comparisons of editions in a build: each is made once and remembered, warm and cold say the same.

use chapterhouse::pipeline::Memory;
use tempfile::tempdir;

use crate::built_manual::{build_with, write_files};

const FILES: &[(&str, &str)] = &[
    ("site.toml", "[site]\ntitle = \"Procedures\"\n"),
    ("content/registers/contacts.yml", "duty-team: {name: Duty team}\n"),
    ("content/01-part/index.md", "---\ntitle: The first part\n---\n"),
    (
        "content/01-part/01-visits@2024-01-01.md",
        "---\ntitle: Visits\nowner: duty-team\nnext_review_on: 2027-11-01\neffective_from: 2024-01-01\n---\n\nWithin 5 days.\n",
    ),
    (
        "content/01-part/01-visits@2025-01-01.md",
        "---\ntitle: Visits\nowner: duty-team\nnext_review_on: 2027-11-01\neffective_from: 2025-01-01\n---\n\nWithin 4 days.\n",
    ),
    (
        "content/01-part/01-visits.md",
        "---\ntitle: Visits\nowner: duty-team\nnext_review_on: 2027-11-01\neffective_from: 2026-01-01\n---\n\nWithin 3 days.\n",
    ),
    (
        "content/01-part/02-calls.md",
        "---\ntitle: Calls\nowner: duty-team\nnext_review_on: 2027-11-01\neffective_from: 2026-01-01\n---\n\nSee [](01-visits.md).\n",
    ),
];

#[test]
fn nothing_is_compared_twice() {
    let folder = tempdir().unwrap();
    write_files(folder.path(), FILES.iter().copied());
    let memory = Memory::default();
    assert!(build_with(folder.path(), &memory).value.is_some());
    let first = memory.comparisons_made();
    assert!(first >= 2, "each edition is compared with the one before it: {first}");
    assert!(build_with(folder.path(), &memory).value.is_some());
    assert_eq!(memory.comparisons_made(), first, "nothing changed, and something was compared again");
    // Another chapter, and the look of every page: the texts are as they were.
    write_files(folder.path(), [FILES[6]].map(|(path, text)| (path, text)));
    write_files(folder.path(), [("site.toml", "[site]\ntitle = \"Other procedures\"\n")]);
    assert!(build_with(folder.path(), &memory).value.is_some());
    assert_eq!(memory.comparisons_made(), first);
    // The newest edition: what it is compared with, and nothing else.
    let newest = FILES[5].1.replace("3 days", "2 days");
    write_files(folder.path(), [(FILES[5].0, newest.as_str())]);
    assert!(build_with(folder.path(), &memory).value.is_some());
    let again = memory.comparisons_made() - first;
    assert!((1..first).contains(&again) || again == first && first == 2, "{again} of {first} compared again");
}
