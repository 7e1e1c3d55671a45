//! A site that stands gives, file by file, what a build writes.
//!
//! Takes the sample manual and the golden sites, asks for each file of each; must not know how either is made.

use std::path::Path;
use std::sync::Arc;

use chapterhouse::memory::Memory;
use chapterhouse::pipeline::{BuildRequest, build_site};
use chapterhouse::stages::NoObserver;
use chapterhouse::standing::stand_site;
use jiff::civil::date;

use crate::built_manual::{ReadManual, TODAY, read_manual, request};
use crate::built_site::sample_root;

/// Compares every file, and every diagnostic, of a manual.
pub(crate) fn compare(root: &Path, request: &BuildRequest) -> usize {
    let ReadManual { sources, config, faults } = read_manual(root);
    let sources = Arc::new(sources);
    let memory = Arc::new(Memory::default());
    let built = build_site(&sources, &config, request, &Memory::default(), &NoObserver, faults.clone());
    let site = stand_site(&sources, &config, request, &memory, &NoObserver, faults);
    assert_eq!(built.diagnostics, **site.report(), "{}", root.display());
    let tree = built.value.unwrap();
    assert!(site.is_sound() && site.find_faults().is_empty());
    for (path, file) in &tree {
        let found = site.file(path).unwrap_or_else(|| panic!("{}: no {path}", root.display())).unwrap();
        assert!(found == *file && site.has(path), "{}: {path} differs", root.display());
    }
    let whole = site.whole();
    assert!(whole.diagnostics == built.diagnostics && whole.value == tree, "{}: the whole differs", root.display());
    for path in
        ["", "chapter", "chapter/", "nothing", "chapter/nothing/index.html", "../site.toml", "search/now", "theme"]
    {
        assert!(site.file(path).is_none() && !site.has(path), "{path}");
    }
    tree.len()
}

#[test]
fn a_standing_site_gives_every_file_of_a_build() {
    assert!(compare(&sample_root(), &request(TODAY)) > 300);
    for entry in std::fs::read_dir(sample_root().join("tests/sites")).unwrap().map(Result::unwrap) {
        let mut asked = request(TODAY);
        // Nothing but a site for review is made of a manual whose coming texts have errors.
        asked.review = entry.file_name() == "review";
        asked.audience.drafts = asked.review;
        asked.audience.future = asked.review;
        compare(&entry.path(), &asked);
    }
}

#[test]
fn a_record_and_a_preview_stand_too() {
    let as_at = BuildRequest { as_at: Some(date(2025, 5, 7)), ..request(TODAY) };
    compare(&sample_root(), &as_at);
    let mut all = request(TODAY);
    all.audience.drafts = true;
    all.audience.future = true;
    compare(&sample_root(), &all);
    all.review = true;
    compare(&sample_root(), &all);
}

#[test]
fn a_manual_with_an_error_does_not_stand() {
    let folder = tempfile::tempdir().unwrap();
    crate::built_site::copy_sample(folder.path());
    std::fs::write(folder.path().join("content/01-using-this-manual.md"), "---\ntitle: [\n---\n").unwrap();
    let ReadManual { sources, config, faults } = read_manual(folder.path());
    let memory = Arc::new(Memory::default());
    let stood = stand_site(&Arc::new(sources), &config, &request(TODAY), &memory, &NoObserver, faults);
    assert!(!stood.is_sound() && !stood.report().is_empty());
}
