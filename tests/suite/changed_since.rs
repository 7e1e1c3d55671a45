//! `check --changed-since`: what somebody's change has made wrong, and nothing that was wrong before.
//!
//! Takes manuals that stand in a git repository, changes them, and reads what is said. Repositories are written object by
//! object: no git need be on the machine.
#![cfg(feature = "git")]

use std::path::Path;

use crate::base_manual::{Manual, SOUND};

/// Commits what stands in a folder, and gives the commit a name as a branch.
fn commit(repository: &Path, branch: &str) {
    let found = if repository.join(".git").is_dir() {
        gix::open(repository)
    } else {
        gix::init(repository).map_err(|_| unreachable!())
    };
    let found = found.unwrap();
    let tree = write_tree(&found, repository);
    let person = gix::actor::Signature {
        name: "Example".into(),
        email: "example@example.org".into(),
        time: gix::date::Time { seconds: 1_704_065_400, offset: 0 },
    };
    let commit = gix::objs::Commit {
        tree,
        parents: Vec::new().into(),
        author: person.clone(),
        committer: person,
        encoding: None,
        message: "Example".into(),
        extra_headers: Vec::new(),
    };
    let id = found.write_object(commit).unwrap().detach();
    let heads = found.git_dir().join("refs/heads");
    std::fs::create_dir_all(&heads).unwrap();
    std::fs::write(heads.join(branch), format!("{id}\n")).unwrap();
}

fn write_tree(repository: &gix::Repository, folder: &Path) -> gix::ObjectId {
    use gix::objs::tree::{Entry, EntryKind};
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().into_string().unwrap();
        let kind = entry.file_type().unwrap();
        if name == ".git" {
            continue;
        }
        let (mode, oid) = if kind.is_dir() {
            (EntryKind::Tree, write_tree(repository, &entry.path()))
        } else if kind.is_symlink() {
            let data = std::fs::read_link(entry.path()).unwrap().into_os_string().into_encoded_bytes();
            (EntryKind::Link, repository.write_object(gix::objs::Blob { data }).unwrap().detach())
        } else {
            let data = std::fs::read(entry.path()).unwrap();
            (EntryKind::Blob, repository.write_object(gix::objs::Blob { data }).unwrap().detach())
        };
        entries.push(Entry { mode: mode.into(), filename: name.into(), oid });
    }
    entries.sort();
    repository.write_object(gix::objs::Tree { entries }).unwrap().detach()
}

/// A manual with a fault in each of two chapters, one of which links to the other, committed.
fn manual() -> Manual {
    let manual = Manual::sound();
    manual.write("content/01-part/03-old.md", format!("{SOUND}---\n\n[x](gone.md) [x](gone.md)\n\n[s](02-sound.md)\n"));
    manual.write("content/01-part/04-other.md", format!("{SOUND}---\n\n[y](gone.md)\n"));
    manual.write("content/01-part/draft.docm", "x");
    commit(manual.root(), "main");
    manual
}

fn said(manual: &Manual, words: &[&str]) -> (Vec<String>, Option<i32>) {
    let run = manual.run(&[&["check", "-q", "--format", "short", "--changed-since", "main"], words].concat());
    let text = String::from_utf8(run.stdout).unwrap() + &String::from_utf8(run.stderr).unwrap();
    (text.lines().map(str::to_owned).collect(), run.status.code())
}

#[test]
fn what_was_wrong_before_is_not_told_again() {
    let manual = manual();
    assert_eq!(said(&manual, &[]), (Vec::new(), Some(0)));
    assert_eq!(manual.run(&["check", "-q"]).status.code(), Some(1));
    // Git may write other line ends than were committed: that is no change.
    let path = manual.path("content/01-part/03-old.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace('\n', "\r\n")).unwrap();
    assert_eq!(said(&manual, &[]).0.len(), 0);
}

#[test]
fn a_file_that_differs_is_told_of_whole() {
    let manual = manual();
    let path = manual.path("content/01-part/04-other.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("[y]", "More.\n\n[y]")).unwrap();
    manual.write("content/01-part/05-untracked.md", format!("{SOUND}---\n\n[z](gone.md)\n"));
    let (lines, code) = said(&manual, &[]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("content/01-part/04-other.md:9:1: error[broken-link]"), "{lines:?}");
    assert!(lines[1].starts_with("content/01-part/05-untracked.md:7:1: error[broken-link]"), "{lines:?}");
    assert_eq!(code, Some(1));
    // With other wishes besides, both must hold.
    assert_eq!(said(&manual, &["content/01-part/05-untracked.md"]).0.len(), 1);
    assert_eq!(said(&manual, &["--code", "review-overdue"]), (Vec::new(), Some(0)));
}

#[test]
fn what_a_change_breaks_elsewhere_is_told() {
    let manual = manual();
    std::fs::rename(manual.path("content/01-part/02-sound.md"), manual.path("content/01-part/07-sound.md")).unwrap();
    let (lines, _) = said(&manual, &[]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("content/01-part/03-old.md:9:1: error[broken-link]: there is no file `02-sound.md`"));
    // A register's line reaches every chapter.
    std::fs::rename(manual.path("content/01-part/07-sound.md"), manual.path("content/01-part/02-sound.md")).unwrap();
    manual.write("content/registers/contacts.yml", "day-team: {name: Day team}\n");
    let (lines, _) = said(&manual, &[]);
    assert_eq!(lines.iter().filter(|line| line.contains("unknown-contact")).count(), 3, "{lines:?}");
    assert!(!lines.iter().any(|line| line.contains("gone.md")), "{lines:?}");
    // And so do the settings: what is an error now was a warning then.
    manual.write("content/registers/contacts.yml", "duty-team: {name: Duty team}\n");
    let settings = std::fs::read_to_string(manual.path("site.toml")).unwrap();
    manual.write("site.toml", format!("{settings}unpublished-file = \"error\"\n"));
    let (lines, _) = said(&manual, &[]);
    assert!(lines.len() == 1 && lines[0].contains("error[unpublished-file]"), "{lines:?}");
}

#[test]
fn a_manual_deep_in_a_repository_and_one_that_is_new() {
    let repository = tempfile::tempdir().unwrap();
    std::fs::write(repository.path().join("README"), "x").unwrap();
    commit(repository.path(), "empty");
    let manual = Manual::with_chapter("[x](gone.md)\n");
    let inside = repository.path().join("docs/our manual");
    std::fs::create_dir_all(inside.parent().unwrap()).unwrap();
    std::fs::rename(manual.root(), &inside).unwrap();
    std::fs::create_dir(manual.root()).unwrap();
    commit(repository.path(), "main");
    let root = ["--root", inside.to_str().unwrap()];
    assert_eq!(said(&manual, &root), (Vec::new(), Some(0)));
    std::fs::write(inside.join("content/01-part/05-new.md"), format!("{SOUND}---\n\n[x](gone.md)\n")).unwrap();
    assert_eq!(said(&manual, &root).0.len(), 1);
    // Where there was no manual yet, all of it is new.
    let run = manual.run(&[&["check", "-q", "--format", "short", "--changed-since", "empty"], &root[..]].concat());
    assert_eq!(String::from_utf8(run.stdout).unwrap().lines().count(), 2);
}

#[test]
fn what_cannot_be_compared_is_said_plainly() {
    let lone = Manual::sound();
    let (lines, code) = said(&lone, &[]);
    assert!(lines[0].contains("is not in a git repository") && lines[1].starts_with("help: "), "{lines:?}");
    assert_eq!(code, Some(2));
    let manual = manual();
    let ask = |name: &str| {
        let run = manual.run(&["check", "--changed-since", name]);
        assert_eq!(run.status.code(), Some(2));
        String::from_utf8(run.stderr).unwrap()
    };
    assert!(ask("mian").contains("no commit, branch or tag `mian`\nhelp: did you mean `main`?"), "{}", ask("mian"));
    assert!(ask("zzzzzzzz").contains("help: write a branch, a tag or a commit, as in main"), "{}", ask("zzzzzzzz"));
    // A CI job often fetches no more than the newest commit.
    std::fs::write(manual.path(".git/shallow"), format!("{}\n", "1".repeat(40))).unwrap();
    assert!(ask("zzzzzzzz").contains("only the newest commits were fetched here"), "{}", ask("zzzzzzzz"));
    // Damaged: an object is gone.
    std::fs::remove_file(manual.path(".git/shallow")).unwrap();
    for entry in std::fs::read_dir(manual.path(".git/objects")).unwrap().map(Result::unwrap) {
        if entry.file_name().len() == 2 {
            std::fs::remove_dir_all(entry.path()).unwrap();
        }
    }
    assert!(ask("main").contains("help: "), "{}", ask("main"));
}
