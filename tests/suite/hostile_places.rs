//! What somebody else put where the program looks: it is neither followed nor taken for its own.
//!
//! Takes manuals and folders with a planted file; reads what the program refuses, and that all is as it was.

use std::fs;
use std::os::unix::fs::symlink;

use crate::base_manual::{Manual, tree_of};

#[test]
fn a_planted_journal_is_not_followed() {
    let other = tempfile::tempdir().unwrap();
    let manual = Manual::sound();
    let absolute = other.path().join("profile");
    for path in [absolute.to_str().unwrap(), "../outside", ".git/hooks/pre-commit"] {
        let step = serde_json::json!({"create": {"path": path, "new": "0"}});
        let journal = serde_json::json!({"version": 1, "command": "mv", "steps": [step]});
        manual.write(".chapterhouse/pending/journal", journal.to_string());
        manual.write(".chapterhouse/pending/new-0", "touch /tmp/x\n");
        let before = (tree_of(manual.root()), tree_of(other.path()));
        for words in [&["check"][..], &["build"], &["search", "ring"], &["mv", "sound", "01-part/other"]] {
            let done = manual.run(words);
            let told = String::from_utf8_lossy(&done.stderr).into_owned();
            assert!(done.status.code() == Some(2) && told.contains("it is not followed"), "{words:?}: {told}");
            assert!((tree_of(manual.root()), tree_of(other.path())) == before, "{words:?}");
        }
    }
    // A text that is not the one that was decided on.
    let journal = serde_json::json!({"version": 1, "command": "new", "steps": [{"create": {"path": "content/01-part/09-x.md", "new": "0"}}]});
    manual.write(".chapterhouse/pending/journal", journal.to_string());
    let _ = manual.run(&["check"]);
    assert!(!manual.path("content/01-part/09-x.md").exists());
}

#[test]
fn the_programs_own_folder_is_no_way_out() {
    let other = tempfile::tempdir().unwrap();
    let manual = Manual::sound();
    symlink(other.path(), manual.path(".chapterhouse")).unwrap();
    let done = manual.run(&["check"]);
    assert!(done.status.code() == Some(2) && String::from_utf8_lossy(&done.stderr).contains("is a link"));
    assert!(tree_of(other.path()).is_empty());
}

#[test]
fn a_folder_of_downloads_with_its_own_list_of_sums_stays() {
    let manual = Manual::sound();
    let sum = "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7";
    manual.write("downloads/thesis.odt", "a\n");
    manual.write("downloads/SHA256SUMS", format!("{sum}  thesis.odt\n"));
    let before = tree_of(&manual.path("downloads"));
    let done = manual.run(&["build", "-d", "downloads"]);
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.code() == Some(2) && told.contains("SHA256SUMS"), "{told}");
    assert!(tree_of(&manual.path("downloads")) == before);
}

#[test]
fn settings_that_are_no_file_are_not_passed_over() {
    let manual = Manual::sound();
    let inner = manual.path("inner");
    for plant in [0, 1] {
        let _ = fs::remove_dir_all(&inner);
        fs::create_dir(&inner).unwrap();
        match plant {
            0 => fs::create_dir(inner.join("site.toml")).unwrap(),
            _ => symlink("nowhere", inner.join("site.toml")).unwrap(),
        }
        let done = manual.program(&["build", "--today", "2026-11-15"]).current_dir(&inner).output().unwrap();
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(2) && told.contains("inner/site.toml is a "), "{told}");
        assert!(!manual.path("public").exists());
    }
}

/// Only where there is such a device, as on Linux.
#[test]
fn a_result_that_is_cut_short_is_no_success() {
    let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") else { return };
    let manual = Manual::sound();
    for words in [
        &["export", "search"][..],
        &["check", "--format", "sarif"],
        &["search", "ring", "--json"],
        &["schema", "site"],
        &["completions", "bash"],
        &["review", "--format", "csv"],
    ] {
        let done = manual.program(words).stdout(full.try_clone().unwrap()).output().unwrap();
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.code() == Some(2) && told.contains("could not be written as a whole"), "{words:?}: {told}");
    }
}

#[test]
fn no_name_and_no_value_gives_orders_to_a_terminal() {
    let manual = Manual::sound();
    let front = "---\ntitle: Odd\nowner: duty-team\nnext_review_on: 2027-11-01\nold_paths: [\"../\\e]0;T\\a\\e[2J\", \"../a\\nFALSE.md:1:1: error[x]: y\"]\n---\n\n## One\n\nRing.\n";
    manual.write("content/01-part/03-odd.md", front);
    manual.write("content/01-part/04-e\u{1b}[31mz\nx.md", front);
    for format in ["short", "human"] {
        let done = manual.run(&["check", "--format", format]);
        for text in [&done.stdout, &done.stderr] {
            let text = String::from_utf8_lossy(text);
            assert!(!text.contains('\u{1b}') && !text.contains('\u{7}'), "{format}: {text:?}");
            assert!(!text.lines().any(|line| line.starts_with("FALSE.md")), "{format}: {text}");
        }
        assert!(!done.status.success());
    }
    let done = manual.run(&["compare", "\u{1b}[31mred"]);
    assert!(!done.stderr.contains(&0x1b), "{}", String::from_utf8_lossy(&done.stderr));
}
