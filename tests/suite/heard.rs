//! What readers hear who cannot see: the words, in their order, of one page of each kind, compared with `tests/browser/heard/`.
//!
//! Takes the sample manual, built; the words come from what Chromium gives to assistive technology (`tests/browser/spoken.mjs`).
//! With `CHAPTERHOUSE_BLESS=1` the files are written anew: read the difference aloud before it is kept. It needs what the other
//! browser tests need, and must not know how a page is laid out.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::browser::browser_tests;
use crate::built_site::{build_review_to, build_to, sample_root};

/// A page that is heard: its kind in `src/render/plan.rs`, the name of its file, its address; more of it behind a `|`: how
/// wide the window is, or what is pressed first.
type Heard = (&'static str, &'static str, &'static str);

/// One page of each kind at least, chosen by hand so that a new chapter does not put another in its place.
const PAGES: &[Heard] = &[
    ("Home", "home", "index.html"),
    ("Home", "home-on-a-telephone", "index.html|390"),
    ("Part", "part", "part/protecting-children/"),
    ("Chapter", "chapter", "chapter/urgent-meetings/"),
    ("Chapter", "chapter-on-a-telephone", "chapter/concerns-about-staff/|390"),
    ("Chapter", "chapter-overdue", "chapter/missing-children/"),
    ("Chapter", "chapter-withdrawn", "chapter/escalating-concerns/"),
    ("Chapter", "chapter-without-a-date", "chapter/staying-with-former-carers/"),
    ("Edition", "edition-superseded", "chapter/family-time/edition/2024-05-01/"),
    ("Edition", "edition-to-come", "chapter/level-of-help/edition/2027-01-06/"),
    ("History", "history", "chapter/concerns-about-staff/history/"),
    ("Compare", "comparison", "chapter/agreeing-care/compare/2024-05-01...2025-11-05/"),
    ("Amendments", "amendments", "amendments/"),
    ("AsAt", "as-at", "as-at/"),
    ("AsAt", "as-at-a-day", "as-at/?day=2025-01-15"),
    ("Search", "search", "search/"),
    ("Search", "search-results", "search/?q=missing+from+care"),
    ("AToZ", "a-to-z", "a-to-z/"),
    ("Print", "print-a-part", "print/leaving-care/"),
    ("ChapterFile", "chapter-as-a-file", "chapter/short-breaks/download/short-breaks.html"),
    ("ManualFile", "part-as-a-file", "download/part/leaving-care.html"),
    ("Keep", "keep", "keep/"),
    ("References", "references", "register/references/"),
    ("Forms", "forms", "register/forms/"),
    ("Contacts", "contacts", "register/contacts/"),
    ("Glossary", "glossary", "register/glossary/"),
    ("Reviews", "reviews", "register/reviews/"),
    ("Accessibility", "accessibility", "accessibility/"),
    ("NotFound", "not-found", "404.html"),
    ("Redirect", "moved", "chapter/contact/"),
];

/// The same of a site for review.
const FOR_REVIEW: &[Heard] = &[
    ("GoingLive", "for-review-going-live", "review/"),
    ("Changes", "for-review-changes", "chapter/level-of-help/changes/"),
];

#[test]
fn what_is_heard_is_as_it_was() {
    let Some(tests) = browser_tests() else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut heard = BTreeMap::new();
    build_to(&sample_root(), &folder.path().join("site"));
    listen(&folder.path().join("site"), PAGES, &mut heard);
    build_review_to(&sample_root(), &folder.path().join("review"));
    listen(&folder.path().join("review"), FOR_REVIEW, &mut heard);
    compare(&tests.join("heard"), &heard);
}

#[test]
fn every_kind_of_page_is_heard() {
    let plan = fs::read_to_string(sample_root().join("src/render/plan.rs")).unwrap();
    let (_, body) = plan.split_once("pub enum PageKind {").unwrap();
    let (body, _) = body.split_once("\n}").unwrap();
    let lines = body.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//"));
    let kinds: Vec<&str> = lines.map(|line| line.split(['(', ',']).next().unwrap()).collect();
    assert!(kinds.len() > 20, "{kinds:?}");
    for kind in kinds {
        let is_heard = PAGES.iter().chain(FOR_REVIEW).any(|(heard, ..)| *heard == kind);
        assert!(is_heard, "no page of the kind {kind} is in the list");
    }
}

/// Has the pages of a site read out, and adds what is said to the rest.
fn listen(site: &Path, pages: &[Heard], heard: &mut BTreeMap<String, String>) {
    let folder = tempfile::tempdir().unwrap();
    let list: Vec<serde_json::Value> = pages.iter().map(|(_, name, address)| asked(site, name, address)).collect();
    let file = folder.path().join("list.json");
    fs::write(&file, serde_json::Value::from(list).to_string()).unwrap();
    let mut program = Command::new("node");
    program.arg(sample_root().join("tests/browser/heard.mjs")).arg(site).arg(&file).arg(folder.path());
    let output = program.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for (_, name, _) in pages {
        let file = format!("{name}.txt");
        let said = fs::read_to_string(folder.path().join(&file)).unwrap();
        heard.insert(file, said);
    }
}

/// A line of the list as the script reads it.
fn asked(site: &Path, name: &str, address: &str) -> serde_json::Value {
    let (address, more) = address.split_once('|').unwrap_or((address, ""));
    let folder = address.split('?').next().unwrap();
    assert!(site.join(folder).exists(), "{name}: the site has no {folder}");
    let mut asked = serde_json::json!({ "name": name, "address": address });
    match more.parse::<u32>() {
        Ok(width) => asked["width"] = width.into(),
        Err(_) if !more.is_empty() => asked["press"] = more.into(),
        Err(_) => {}
    }
    asked
}

/// Compares all that was heard with the files of a folder, and shows the first line of each page that differs.
fn compare(folder: &Path, heard: &BTreeMap<String, String>) {
    if std::env::var_os("CHAPTERHOUSE_BLESS").is_some() {
        let _ = fs::remove_dir_all(folder);
        fs::create_dir_all(folder).unwrap();
        for (file, said) in heard {
            fs::write(folder.join(file), said).unwrap();
        }
    }
    let mut found: Vec<String> = fs::read_dir(folder)
        .unwrap_or_else(|_| panic!("{} is not there: bless it", folder.display()))
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    assert_eq!(found, heard.keys().cloned().collect::<Vec<_>>(), "files of {}", folder.display());
    let mut faults = String::new();
    for (file, said) in heard {
        let wanted = fs::read_to_string(folder.join(file)).unwrap();
        let differs = wanted.lines().zip(said.lines()).position(|(wanted, said)| wanted != said);
        let line = differs.unwrap_or_else(|| wanted.lines().count().min(said.lines().count()));
        let at = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_owned();
        if wanted != *said {
            faults.push_str(&format!("{file}:{}\n was heard: {}\n is heard:  {}\n", line + 1, at(&wanted), at(said)));
        }
    }
    assert!(faults.is_empty(), "read aloud, pages are others than they were\n{faults}");
}
