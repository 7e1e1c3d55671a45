//! `check --fix`: what is certain is mended, nothing else is changed, and never half.
//!
//! Takes manuals with a fault that brings its own mend, lets the program make the change, and compares every byte. Knows
//! nothing of how a change is found.

use chapterhouse::cli::changes::carry_out::carry_out;
use chapterhouse::cli::changes::planned::FileChange;
use chapterhouse::cli::changes::recover::recover;

use crate::author_changes::{Mode, disk, store};
use crate::base_manual::{Manual, SOUND, tree_of};

const CHAPTER: &str = "content/01-part/01-chapter.md";

/// Mends a file of the sound manual: gives what it becomes, and what is said of the manual then.
fn mended(path: &str, text: &str) -> (String, Vec<String>) {
    let manual = Manual::sound();
    manual.write("content/registers/contacts.yml", "duty-team: {name: Duty team, telephone: 01632 960001}\n");
    manual.write(path, text);
    let before = tree_of(manual.root());
    let run = manual.run(&["check", "--fix", "--yes"]);
    assert!(run.status.code().is_some_and(|code| code < 2), "{}", String::from_utf8_lossy(&run.stderr));
    let after = tree_of(manual.root());
    let changed: Vec<_> = after.iter().filter(|entry| !before.contains(entry)).map(|(path, _)| path.clone()).collect();
    assert!(changed.iter().all(|changed| changed.to_str() == Some(path)), "{changed:?} changed");
    assert_eq!(before.len(), after.len());
    (String::from_utf8(std::fs::read(manual.path(path)).unwrap()).unwrap(), manual.build().lines)
}

#[test]
fn each_mend_takes_its_fault_away_and_changes_nothing_else() {
    let chapter = |front: &str, text: &str| format!("---\ntitle: Sound\nowner: duty-team\n{front}---\n\n{text}\n");
    let review = "next_review_on: 2027-11-01\n";
    for (wrong, right) in [
        // Keys
        (chapter("next_reveiw_on: 2027-11-01\n", "A."), chapter(review, "A.")),
        (chapter("next_review: 2027-11-01\n", "A."), chapter(review, "A.")),
        (chapter("Next-Review-On: 2027-11-01\n", "A."), chapter(review, "A.")),
        (chapter("“next_review_on”: 2027-11-01\n", "A."), chapter(review, "A.")),
        // Dates
        (chapter("next_review_on: 2027-11-1\n", "A."), chapter(review, "A.")),
        (chapter("next_review_on: 2027/11/01\n", "A."), chapter(review, "A.")),
        (
            chapter("next_review_on: \"1 November 2027\" # why\n", "A."),
            chapter("next_review_on: \"2027-11-01\" # why\n", "A."),
        ),
        (chapter("next_review_on: “2027-11-01”\n", "A."), chapter(review, "A.")),
        // Values
        (chapter(&format!("{review}type: “Procedure”\n"), "A."), chapter(&format!("{review}type: procedure\n"), "A.")),
        (
            chapter(&format!("{review}scope: “Who: all”\n"), "A."),
            chapter(&format!("{review}scope: \"Who: all\"\n"), "A."),
        ),
        (
            chapter(&format!("{review}scope: Who: all workers\n"), "A."),
            chapter(&format!("{review}scope: \"Who: all workers\"\n"), "A."),
        ),
        (
            chapter("last_reviewed_on: 2026-11-01\nreview_in: “12 months”\n", "A."),
            chapter("last_reviewed_on: 2026-11-01\nreview_in: 12 months\n", "A."),
        ),
        // Ids
        (
            chapter(&format!("{review}author: Duty-Team\n"), "A."),
            chapter(&format!("{review}author: duty-team\n"), "A."),
        ),
        (
            chapter(&format!("{review}author: \"Duty Team\"\n"), "A."),
            chapter(&format!("{review}author: \"duty-team\"\n"), "A."),
        ),
        (chapter(review, "[us](contact:Duty-Team \"x\")"), chapter(review, "[us](contact:duty-team \"x\")")),
        // Links
        (chapter(review, "[x](02-Sound.md#timescales)"), chapter(review, "[x](02-sound.md#timescales)")),
        (chapter(review, "[x](/01-Part/02-sound.md)"), chapter(review, "[x](/01-part/02-sound.md)")),
        (chapter(review, "[x](/02-sound.html#timescales)"), chapter(review, "[x](/01-part/02-sound.md#timescales)")),
        (
            chapter(review, "[x][one] and [One].\n\n[one]:  02-sound.html#timescales \"02-sound.html\""),
            chapter(review, "[x][one] and [One].\n\n[one]:  02-sound.md#timescales \"02-sound.html\""),
        ),
        // What is almost Markdown
        (chapter(review, "##Who\n\nA."), chapter(review, "## Who\n\nA.")),
        (chapter(review, "- [] A.\n- [ x] B.\n- [ ]C."), chapter(review, "- [ ] A.\n- [x] B.\n- [ ] C.")),
        (chapter(review, "> ![MUST]\n> A."), chapter(review, "> [!MUST]\n> A.")),
        (chapter(review, "## Who {.unnumberd}\n\nA."), chapter(review, "## Who {.unnumbered}\n\nA.")),
        // Lists
        (
            chapter(&format!("{review}audience: social workers, managers # both\n"), "A."),
            chapter(&format!("{review}audience: [social workers, managers] # both\n"), "A."),
        ),
        (
            chapter(&format!("{review}keywords: \"visit,home\"\n"), "A."),
            chapter(&format!("{review}keywords: [visit, home]\n"), "A."),
        ),
        // What other programs leave behind
        (chapter(review, "# <%= current_page.data.title %>\n\nA."), chapter(review, "A.")),
        (chapter(review, "# sound\n\nA."), chapter(review, "A.")),
        (chapter(review, "A\u{FEFF}b.\u{C}"), chapter(review, "Ab.")),
        (chapter(review, "A.").replacen("---\n", "", 1), chapter(review, "A.")),
    ] {
        let (now, said) = mended(CHAPTER, &wrong);
        assert_eq!(now, right);
        assert_eq!(said, [""; 0], "{now}");
        // As it was saved: with a byte-order mark, another line end, and none at the end.
        let saved = |text: &str| format!("\u{FEFF}{}", text.trim_end().replace('\n', "\r\n"));
        assert_eq!(mended(CHAPTER, &saved(&wrong)).0, saved(&right));
    }
}

#[test]
fn settings_and_registers_are_mended_too() {
    let settings = |title: &str| format!("[site]\n{title}\n\n[checks]\nedition-not-recorded = \"off\"\n");
    for (wrong, right) in
        [("title = “Procedures” # ours", "title = \"Procedures\" # ours"), ("tilte = \"P\"", "title = \"P\"")]
    {
        let (now, said) = mended("site.toml", &settings(wrong));
        if wrong.contains('#') {
            // With a note behind it, the end of the value is a guess.
            assert_eq!(now, settings(wrong));
            continue;
        }
        assert_eq!((now, said), (settings(right), Vec::new()));
    }
    assert_eq!(mended("site.toml", &settings("title = “Procedures”")).0, settings("title = \"Procedures\""));
    let (now, said) = mended("content/registers/contacts.yml", "duty-team: {nmae: Duty team}\n");
    assert_eq!((now.as_str(), said), ("duty-team: {name: Duty team}\n", Vec::new()));
}

#[test]
fn what_is_no_certainty_is_left_to_a_person() {
    for text in [
        // Two keys could be meant, or the key is there already.
        format!("{SOUND}approved: 2026-01-05\n---\n\nA.\n"),
        format!("{SOUND}tilte: Other\n---\n\nA.\n"),
        format!("{SOUND}expires_on: 3/4/2027\n---\n\nA.\n"),
        format!("{SOUND}author: duty-taem\n---\n\nA.\n"),
        format!("{SOUND}---\n\n[x](02-sund.md)\n"),
        // The mend would bring another fault to light, and nobody knows which of the two is the slip.
        format!("{SOUND}---\n\n[x](02-Sound.md#timscales)\n"),
        format!("{SOUND}autor: Dr A. Person\n---\n\nA.\n"),
        format!("{SOUND}audience: workers, and whoever stands in for them\n---\n\nA.\n"),
        format!("{SOUND}---\n\n#Who we are\n\nA.\n"),
    ] {
        let (now, said) = mended(CHAPTER, &text);
        assert_eq!(now, text);
        assert!(!said.is_empty(), "{text}");
    }
}

#[test]
fn an_edition_on_record_is_never_changed() {
    let manual = Manual::sound();
    let front = format!("{SOUND}effective_from: 2026-01-05\n");
    let write = |link: &str| {
        manual.write(CHAPTER, format!("{front}---\n\n[x]({link})\n\n{{{{#include ../shared/p.md}}}}\n"));
        manual.write("content/shared/p.md", format!("[y](../01-part/{link})\n"));
    };
    write("02-sound.md");
    assert!(manual.run(&["lock", "-q"]).status.success());
    write("02-Sound.md");
    assert!(manual.run(&["correct", "chapter", "--by", "duty-team", "--reason", "A test."]).status.success());
    manual.write("content/01-part/03-draft.md", format!("{front}draft: true\n---\n\n[z](02-Sound.md)\n"));
    let lock = std::fs::read(manual.path("content/registers/editions.lock")).unwrap();
    let before = std::fs::read(manual.path(CHAPTER)).unwrap();
    let passage = std::fs::read(manual.path("content/shared/p.md")).unwrap();
    let run = manual.run(&["check", "--fix", "--yes", "--drafts"]);
    let said = String::from_utf8(run.stderr).unwrap();
    // The passage is part of the chapter's recorded text.
    assert!(said.contains("2 faults are left alone: the text has been in force and is on record"), "{said}");
    assert_eq!(std::fs::read(manual.path(CHAPTER)).unwrap(), before);
    assert_eq!(std::fs::read(manual.path("content/shared/p.md")).unwrap(), passage);
    assert_eq!(std::fs::read(manual.path("content/registers/editions.lock")).unwrap(), lock);
    let draft = std::fs::read_to_string(manual.path("content/01-part/03-draft.md")).unwrap();
    assert!(draft.ends_with("[z](02-sound.md)\n"), "{draft}");
    // Its front matter is no part of the record, as far as it says nothing of the text.
    let wrong = String::from_utf8(before).unwrap().replace("owner: duty-team", "owner: Duty-Team");
    manual.write(CHAPTER, &wrong);
    manual.run(&["check", "--fix", "--yes"]);
    assert_eq!(std::fs::read_to_string(manual.path(CHAPTER)).unwrap(), wrong.replace("Duty-Team", "duty-team"));
    assert!(!manual.build().codes().contains(&"edition-altered"));
}

#[test]
fn without_a_yes_nothing_is_written() {
    let manual = Manual::with_chapter("[x](02-Sound.md)\n");
    let before = tree_of(manual.root());
    for (words, code) in [(&["--fix"][..], 1), (&["--fix", "--dry-run"], 0)] {
        let run = manual.run(&[&["check"], words].concat());
        assert_eq!(run.status.code(), Some(code));
        assert!(String::from_utf8(run.stdout).unwrap().contains("\n+[x](02-sound.md)\n"));
        assert_eq!(tree_of(manual.root()), before);
    }
}

#[test]
fn what_was_changed_meanwhile_or_cannot_be_written_is_left() {
    let manual = Manual::with_chapter("[x](02-Sound.md)\n");
    let path = manual.path(CHAPTER);
    let mut mode = std::fs::metadata(&path).unwrap().permissions();
    mode.set_readonly(true);
    std::fs::set_permissions(&path, mode).unwrap();
    let before = tree_of(manual.root());
    let run = manual.run(&["check", "--fix", "--yes"]);
    assert_eq!(run.status.code(), Some(2));
    assert!(String::from_utf8(run.stderr).unwrap().contains("write-protected"));
    assert_eq!(tree_of(manual.root()), before);
}

#[test]
fn two_thousand_mends_are_made_at_once() {
    let manual = Manual::sound();
    for file in 0..200 {
        let text = format!("{SOUND}---\n\n{}", "[x](02-Sound.md)\n\n".repeat(10));
        manual.write(&format!("content/01-part/1{file:03}-c{file}.md"), text);
    }
    let run = manual.run(&["check", "--fix", "--yes"]);
    assert!(String::from_utf8(run.stderr).unwrap().contains("made 2,000 changes"));
    assert_eq!(manual.build().lines, [""; 0]);
}

#[test]
fn killed_at_any_operation_all_is_mended_or_nothing() {
    let manual = Manual::sound();
    let files = ["content/01-part/01-chapter.md", "content/01-part/03-other.md", "site.toml"];
    manual.write(files[0], format!("{SOUND}---\n\n[x](02-Sound.md)\n"));
    manual.write(files[1], format!("{SOUND}---\n\n[x](02-Sound.md)\n"));
    manual.write(files[2], "[site]\ntitle = “P”\n\n[checks]\nedition-not-recorded = \"off\"\n");
    let read = |path: &str| std::fs::read(manual.path(path)).unwrap();
    let old: Vec<Vec<u8>> = files.iter().map(|path| read(path)).collect();
    assert!(manual.run(&["check", "--fix", "--yes"]).status.success());
    let new: Vec<Vec<u8>> = files.iter().map(|path| read(path)).collect();
    // The same changes as the command makes, on a disk that dies.
    let changes: Vec<FileChange> = (0..files.len())
        .map(|at| FileChange::Replace { path: files[at].to_owned(), old: old[at].clone(), new: new[at].clone() })
        .collect();
    let (mut were_old, mut were_new) = (0, 0);
    for nth in 1.. {
        files.iter().zip(&old).for_each(|(path, bytes)| manual.write(path, bytes));
        let (faulty, dying) = store(Mode::Dead, nth);
        let _ = carry_out(&dying, manual.root(), "check --fix", &changes);
        if !faulty.has_failed() {
            break;
        }
        recover(&disk(), manual.root()).unwrap();
        let now: Vec<Vec<u8>> = files.iter().map(|path| read(path)).collect();
        assert!(now == old || now == new, "killed at operation {nth}");
        were_old += usize::from(now == old);
        were_new += usize::from(now == new);
    }
    assert!(were_old > 5 && were_new > 3, "{were_old} undone, {were_new} finished");
}
