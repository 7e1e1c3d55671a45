//! Pictures and attachments of texts that readers do not see are no files of the site.
//!
//! Takes small manuals with drafts, with texts that are held back and with records; reads which files a build would publish.

use chapterhouse::memory::Memory;
use chapterhouse::model::editions::Audience;
use chapterhouse::pipeline::BuildRequest;
use jiff::civil::date;

use crate::base_manual::{Manual, Outcome, SOUND};
use crate::built_manual::{TODAY, request, review_request};
use crate::standing::compare;

/// The attachments of a site, in their order; everything that names a file names no other.
fn files(outcome: &Outcome) -> Vec<String> {
    let output = outcome.output.as_ref().unwrap_or_else(|| panic!("{:?}", outcome.lines));
    let found: Vec<String> =
        output.iter().filter_map(|(path, _)| path.strip_prefix("files/").map(str::to_owned)).collect();
    for (path, file) in output.iter().filter(|(path, _)| path.ends_with(".json") || !path.contains('.')) {
        let text = String::from_utf8_lossy(file.bytes());
        for name in text.split("files/01-part/").skip(1).map(|rest| rest.split(['"', '\n']).next().unwrap()) {
            assert!(found.contains(&format!("01-part/{name}")), "{path} names {name}");
        }
    }
    found
}

fn manual() -> Manual {
    let manual = Manual::with_chapter("## Forms\n\nUse [the form](01-chapter/form.pdf).\n");
    let later = format!("{SOUND}effective_from: 2026-12-04\npublished_on: 2026-12-01\n---\n\n## Forms\n\n");
    manual.write("content/01-part/03-closing.md", format!("{later}Use [the plan](03-closing/plan.pdf).\n"));
    let draft = SOUND.replace("Sound", "Video calls") + "draft: true\n---\n\n## Forms\n\n";
    manual.write(
        "content/01-part/04-calls.md",
        format!("{draft}![A screen](shared/screen.svg) and [the form](01-chapter/form.pdf).\n"),
    );
    for file in [
        "01-chapter/form.pdf",
        "03-closing/plan.pdf",
        "03-closing/notes.docx",
        "shared/screen.svg",
        "shared/other.docx",
    ] {
        manual.write(&format!("content/01-part/{file}"), "a file");
    }
    manual
}

#[test]
fn files_of_drafts_and_of_what_is_held_back_wait_with_them() {
    let manual = manual();
    // What only a hidden text names waits, and what lies in its own folder; what nobody names is its author's to link to.
    assert_eq!(files(&manual.build()), ["01-part/01-chapter/form.pdf", "01-part/shared/other.docx"]);
    let all = Audience { drafts: true, future: true };
    assert_eq!(files(&manual.build_for(all)).len(), 5);
    for request in [request(TODAY), review_request(TODAY), BuildRequest { audience: all, ..request(TODAY) }] {
        compare(manual.root(), &request);
    }
}

#[test]
fn a_save_that_links_to_a_file_publishes_it() {
    let manual = manual();
    let memory = Memory::default();
    manual.build_with(Audience::default(), &memory);
    manual.write(
        "content/01-part/01-chapter.md",
        format!("{SOUND}---\n\n## Forms\n\nUse [the plan](03-closing/plan.pdf).\n"),
    );
    let after = files(&manual.build_with(Audience::default(), &memory));
    // The draft names the form still, and nobody else does.
    assert_eq!(after, ["01-part/03-closing/plan.pdf", "01-part/shared/other.docx"]);
}

#[test]
fn a_record_holds_no_file_of_what_came_later() {
    let manual = manual();
    let since = |day: &str, file: &str| {
        format!(
            "{SOUND}version: \"{day}\"\neffective_from: {day}\n---\n\n## Forms\n\nUse [the form](05-steps/{file}).\n"
        )
    };
    manual.write("content/01-part/05-steps.md", since("2026-06-01", "new.pdf"));
    manual.write("content/01-part/05-steps@2024-06-01.md", since("2024-06-01", "old.pdf"));
    manual.write("content/01-part/05-steps/new.pdf", "new");
    manual.write("content/01-part/05-steps/old.pdf", "old");
    let today = files(&manual.build());
    assert!(today.iter().any(|file| file.ends_with("old.pdf")) && today.iter().any(|file| file.ends_with("new.pdf")));
    let request = BuildRequest { as_at: Some(date(2025, 6, 1)), ..request(TODAY) };
    compare(manual.root(), &request);
    let output = manual.run(&["build", "-q", "--as-at", "2025-06-01", "-d", "record"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(manual.path("record/files/01-part/05-steps/old.pdf").exists());
    assert!(!manual.path("record/files/01-part/05-steps/new.pdf").exists());
}
