//! What commands put on record, and what stands on paper, is what was in force: small manuals in which it might not be.
//!
//! Takes the program and manuals of a few chapters; reads what it refuses, and what it leaves as it was.

use std::process::Output;

use crate::base_manual::{Manual, SOUND, tree_of};

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A recorded chapter whose text holds a variable.
fn recorded() -> Manual {
    let manual = Manual::sound();
    let settings = "[site]\ntitle = \"Procedures\"\n\n[variables]\nsystem = \"the case record\"\n";
    manual.write("site.toml", settings);
    manual.write(
        "content/01-part/01-visits.md",
        SOUND.replace("Sound", "Visits")
            + "version: \"1.0\"\neffective_from: 2026-01-07\n---\n\n## Records\n\nWrite it in {{ var.system }}.\n",
    );
    assert!(manual.run(&["lock"]).status.success());
    manual
}

#[test]
fn nothing_is_corrected_or_kept_of_a_text_that_is_not_known() {
    for settings in [
        "[site]\ntitle = \"Procedures\"\n\n[variables]\nsystem = “the case record”\n",
        "[site]\ntitle = \"Procedures\"\n\n[variables]\nother = \"the case record\"\n",
    ] {
        let manual = recorded();
        manual.write("site.toml", settings);
        let report = manual.run(&["check", "--format", "short"]);
        let report = String::from_utf8_lossy(&report.stdout).into_owned();
        assert!(!report.contains("edition-altered") && report.contains("error["), "{report}");
        let before = tree_of(manual.root());
        for words in [
            &["correct", "visits", "2026-01-07", "--by", "duty-team", "--reason", "x"][..],
            &["amend", "visits", "--from", "2026-12-01"],
        ] {
            let done = manual.run(words);
            assert_eq!(done.status.code(), Some(2), "{words:?}: {}", told(&done));
            assert!(told(&done).contains("nothing was changed"), "{}", told(&done));
            assert!(tree_of(manual.root()) == before, "{words:?}");
        }
        // With what was there before, nothing was altered.
        manual.write("site.toml", "[site]\ntitle = \"Procedures\"\n\n[variables]\nsystem = \"the case record\"\n");
        assert!(manual.run(&["check"]).status.success());
    }
}

#[test]
fn what_replaces_a_chapter_is_in_force_then() {
    let manual = recorded();
    let later =
        SOUND.replace("Sound", "Calls") + "version: \"1.0\"\neffective_from: 2027-01-07\n---\n\n## Calls\n\nRing.\n";
    manual.write("content/01-part/03-calls.md", later);
    let draft = SOUND.replace("Sound", "Letters") + "draft: true\n---\n\n## Letters\n\nWrite.\n";
    manual.write("content/01-part/04-letters.md", draft);
    let withdraw = |id: &str, by: &str, more: &[&str]| {
        manual.run(&[&["withdraw", id, "--reason", "No longer needed.", "--replaced-by", by], more].concat())
    };
    let before = tree_of(manual.root());
    for by in ["calls", "letters"] {
        let done = withdraw("visits", by, &[]);
        assert!(done.status.code() == Some(2) && told(&done).contains("is not in force on"), "{by}: {}", told(&done));
    }
    assert!(tree_of(manual.root()) == before);
    assert!(withdraw("visits", "sound", &[]).status.success());
    // Neither of two may send readers to the other.
    let done = withdraw("sound", "visits", &[]);
    assert!(done.status.code() == Some(2) && told(&done).contains("is not in force on"), "{}", told(&done));
    assert!(withdraw("sound", "calls", &["--on", "2027-01-07"]).status.success());
}

#[test]
fn a_mistake_of_today_is_not_sent_to_a_text_that_comes_later() {
    let manual = recorded();
    assert!(manual.run(&["amend", "visits", "--from", "2027-01-07"]).status.success());
    let done = manual.run(&["amend", "visits", "--type", "correction"]);
    let told = told(&done);
    assert!(
        told.contains("copy content/01-part/01-visits@2026-01-07.md to content/01-part/01-visits@2026-11-15.md"),
        "{told}"
    );
    // What it says can be done.
    let text = std::fs::read_to_string(manual.path("content/01-part/01-visits@2026-01-07.md")).unwrap();
    let text = text.replace("2026-01-07", "2026-11-15").replace("version: \"1.0\"", "version: \"1.1\"").replace(
        "---\n\n##",
        "amendments:\n  - {date: 2026-11-15, type: correction, note: \"The place was wrong.\", reread: none}\n---\n\n##",
    );
    manual.write("content/01-part/01-visits@2026-11-15.md", text.replace("Write it", "Write it at once"));
    let report = manual.run(&["check", "--drafts", "--format", "short"]);
    let report = String::from_utf8_lossy(&report.stdout).into_owned();
    assert!(!report.contains("error["), "{report}");
}

#[test]
fn what_has_ended_is_told_of_on_paper_and_not_printed() {
    let manual = Manual::sound();
    let ended = SOUND.replace("Sound", "Escalating")
        + "effective_from: 2024-01-07\nwithdrawn: {on: 2026-01-07, reason: It was slow., replaced_by: sound}\n";
    manual.write(
        "content/01-part/03-escalating.md",
        ended + "amendments:\n  - {date: 2026-01-07, type: withdrawn, note: It was slow., reread: none}\n---\n\n## Three levels\n\nRing the manager first.\n",
    );
    let interim = SOUND.replace("Sound", "Interim")
        + "effective_from: 2024-01-07\nexpires_on: 2026-01-07\n---\n\n## For now\n\nUse the old form.\n";
    manual.write("content/01-part/04-interim.md", interim);
    manual.write(
        "content/01-part/05-other.md",
        SOUND.replace("Sound", "Other") + "---\n\n## Before\n\nThis [was another way](03-escalating.md#three-levels), see [the chapter](03-escalating.md).\n",
    );
    let outcome = manual.build();
    let output = outcome.output.unwrap_or_else(|| panic!("{:?}", outcome.lines));
    let page = |path: &str| String::from_utf8(output.get(path).unwrap().bytes().to_vec()).unwrap();
    for path in ["print/index.html", "print/part/index.html", "download/manual.html", "download/part/part.html"] {
        let html = page(path);
        assert!(html.contains("Ring the duty team the same day"), "{path}");
        assert!(!html.contains("Ring the manager first") && !html.contains("Use the old form"), "{path}");
        assert!(html.contains("withdrawn on 7 January 2026") && html.contains("Use instead"), "{path}");
        assert_eq!(html.matches("Its text is not printed here").count(), 2, "{path}");
        // In the list of contents and at the heading.
        assert_eq!(html.matches("<span class=\"badge\">Withdrawn</span>").count(), 2, "{path}");
        // No link leads to a section that is not there.
        assert!(!html.contains("#escalating--three-levels"), "{path}");
    }
    assert!(page("print/index.html").contains("href=\"#escalating\">the chapter</a>"));
    let foot = |path: &str| page(path).split("class=\"print-footer\"").nth(1).unwrap().to_owned();
    let told = "Withdrawn when this page was built. Do not follow it.";
    assert!(
        foot("chapter/escalating/index.html").contains(told)
            && !foot("chapter/escalating/index.html").contains("Valid for")
    );
    assert!(foot("chapter/sound/index.html").contains("Valid for"));
    assert_eq!(foot("print/index.html").matches("Procedures").count(), 1);
}
