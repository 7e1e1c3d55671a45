//! Faults as documents: `tests/diagnostics/NAME.md` holds the files of a site, every line that is said of it, and what
//! stands in the pages that are made of it all the same.
//!
//! Each case is built by the program over a site that was published before: with an error the program gives 1 and not a
//! byte below the manual's folder changes. `CHAPTERHOUSE_BLESS=1` writes the lines into the documents.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base_manual::{Manual, tree_of};
use crate::fenced_files::{Section, read_sections, replace_block};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut cases: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

/// Everything wrong with one case; blesses it where that is asked for.
fn check_case(path: &Path, bless: bool) -> Vec<String> {
    let text = std::fs::read_to_string(path).unwrap();
    let sections = read_sections(&text);
    let find = |heading: &str| sections.iter().find(|section| section.heading == heading);
    let manual = Manual::sound();
    assert!(manual.run(&["build", "-q"]).status.success());
    for (path, text) in find("Site").expect("a section \"Site\"").files() {
        manual.write(path, text);
    }
    let before = tree_of(manual.root());
    let run = manual.run(&["build", "-q", "--format", "short"]);
    let said = String::from_utf8(run.stdout).unwrap();
    let block = find("What is said").and_then(|section| section.blocks.first()).expect("a block \"What is said\"");
    let mut wrong = Vec::new();
    if bless {
        std::fs::write(path, replace_block(&text, block, &said)).unwrap();
    } else if said != block.text {
        wrong.push(format!("says:\n{}but this is said:\n{said}", block.text));
    }
    let has_error = said.lines().any(|line| line.contains(": error["));
    if run.status.code() != Some(i32::from(has_error)) {
        wrong.push(format!("ended with {:?}", run.status.code()));
    }
    if has_error && tree_of(manual.root()) != before {
        wrong.push("a failed build changed files".to_owned());
    }
    for (path, lines) in find("Published").into_iter().flat_map(Section::files) {
        let page = std::fs::read_to_string(manual.path("public").join(path)).unwrap_or_default();
        let missing = lines.lines().filter(|line| !page.contains(line));
        wrong.extend(missing.map(|line| format!("{path} does not hold {line}")));
    }
    wrong
}

#[test]
fn every_fault_is_told_as_its_document_says() {
    let bless = std::env::var_os("CHAPTERHOUSE_BLESS").is_some();
    let wrong: Vec<String> = cases()
        .par_iter()
        .flat_map_iter(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            check_case(path, bless).into_iter().map(move |what| format!("{name}: {what}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} faults\n\n{}", wrong.len(), wrong.join("\n\n"));
}

/// Faults that a document cannot hold: of other encodings, links and devices, megabytes, a thousand brackets, the web; nor of judgements
/// of search, which no build reads.
const NOT_IN_DOCUMENTS: &[&str] = &[
    "not-utf8",
    "symlink",
    "special-file",
    "front-matter-too-large",
    "nested-too-deeply",
    "dead-link",
    "moved-link",
    "unreachable-link",
    "bad-judgement",
    "unknown-answer",
    "search-index",
];

#[test]
fn every_kind_of_fault_is_told_in_a_document() {
    let said: String = cases().iter().map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let untold: Vec<&str> = chapterhouse::diagnostics::codes::ALL
        .iter()
        .map(|code| code.name)
        .filter(|name| !NOT_IN_DOCUMENTS.contains(name) && !said.contains(&format!("[{name}]: ")))
        .collect();
    assert!(untold.is_empty(), "no document in tests/diagnostics holds {untold:?}");
}
