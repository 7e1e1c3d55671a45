//! The pages that show amendments and editions are made anew when anything that they show has changed.
//!
//! Takes one small manual and edits it file by file; holds each warm build against a cold one.

use chapterhouse::memory::Memory;
use chapterhouse::model::editions::Audience;
use chapterhouse::publish::output_tree::OutputTree;

use crate::base_manual::Manual;

const OLD: &str = "content/01-part/01-kept@2024-05-01.md";
const NEW: &str = "content/01-part/01-kept.md";
const OTHER: &str = "content/01-part/03-other.md";
const THIRD: &str = "content/01-part/04-third.md";

fn edition(title: &str, from: &str, rest: &str, body: &str) -> String {
    format!(
        "---\ntitle: {title}\nowner: duty-team\nnext_review_on: 2027-11-01\neffective_from: {from}\n{rest}---\n\n{body}\n"
    )
}

const OLD_FRONT: &str = "version: \"1\"\nrelated: [other]\nwithdrawn: {on: 2024-06-01, reason: Over, replaced_by: third}\n\
    amendments:\n  - {date: 2024-05-01, type: new, note: First words., sections: [limits], approved_by: duty-team}\n";
const NEW_FRONT: &str = "version: \"2\"\namendments:\n  - {date: 2026-11-04, type: reinstated, note: Back.}\n";
const BODY: &str = "{{#include ../shared/opening.md}}\n\n## Limits {#limits}\n\nOne day.";

fn manual() -> Manual {
    let manual = Manual::sound();
    manual.write("site.toml", "[site]\ntitle = \"P\"\nbase_url = \"https://p.example/\"\n");
    manual.write("content/registers/updates.yml", "2026-11: {title: November 2026, date: 2026-11-04}\n");
    manual.write("content/shared/opening.md", "## Opening\n\nWords.\n");
    manual.write(OLD, edition("Kept", "2024-05-01", OLD_FRONT, BODY));
    manual.write(NEW, edition("Kept", "2026-11-04", NEW_FRONT, BODY));
    manual.write(OTHER, edition("Other", "2024-05-01", "", "Text."));
    manual.write(THIRD, edition("Third", "2024-05-01", "", "Text."));
    manual
}

fn site(manual: &Manual, memory: &Memory) -> OutputTree {
    let built = manual.build_with(Audience::default(), memory);
    built.output.unwrap_or_else(|| panic!("{:#?}", built.lines))
}

#[test]
fn what_changes_on_them_is_seen_in_a_warm_build() {
    let manual = manual();
    let memory = Memory::default();
    let mut before = site(&manual, &memory);
    let edits: Vec<(&str, String, &str)> = vec![
        (OLD, edition("Kept", "2024-05-01", &OLD_FRONT.replace("First", "Other"), BODY), "chapter/kept/history/"),
        (OLD, edition("Was called", "2024-05-01", OLD_FRONT, BODY), "amendments/"),
        (OTHER, edition("Renamed", "2024-05-01", "", "Text."), "chapter/kept/edition/2024-05-01/"),
        (THIRD, edition("Renamed too", "2024-05-01", "", "Text."), "chapter/kept/history/"),
        ("content/shared/opening.md", "## Opening\n\n## And more\n".to_owned(), "amendments/"),
        ("content/registers/contacts.yml", "duty-team: {name: Night team}\n".to_owned(), "chapter/kept/history/"),
        (
            "content/registers/updates.yml",
            "2026-11: {title: Autumn, date: 2026-11-04, summary: Much.}\n".to_owned(),
            "amendments/",
        ),
        ("content/01-part/index.md", "---\ntitle: A part\n---\n".to_owned(), "chapter/kept/history/"),
    ];
    for (path, text, page) in edits {
        manual.write(path, text);
        let warm = site(&manual, &memory);
        let cold = site(&manual, &Memory::default());
        let differs = cold.iter().find(|(path, file)| *path != "SHA256SUMS" && warm.get(path) != Some(*file));
        let differs = differs.map(|(path, _)| path);
        assert_eq!(differs, None, "after a change of {path}");
        let page = format!("{page}index.html");
        assert_ne!(warm.get(&page), before.get(&page), "{path} does not show on {page}: the test tests nothing");
        before = warm;
    }
}

#[test]
fn what_an_earlier_edition_asked_to_read_again_does_not_lead_away_from_the_text_in_force() {
    let manual = Manual::sound();
    manual.write("content/shared/opening.md", "## Opening\n\nWords.\n");
    let asked = "  - {date: 2026-10-07, type: major, note: Limits are new., sections: [limits], reread: sections}\n";
    let clearer = "  - {date: 2026-11-04, type: correction, note: Said more clearly., reread: none}\n";
    let amendments = |list: &str| if list.is_empty() { String::new() } else { format!("amendments:\n{list}") };
    let first_told = |earlier: &str, kept: &str| {
        manual
            .write("content/01-part/01-kept@2026-10-07.md", edition("Kept", "2026-10-07", &amendments(earlier), BODY));
        manual.write(NEW, edition("Kept", "2026-11-04", &amendments(kept), BODY));
        let site = site(&manual, &Memory::default());
        let page = String::from_utf8_lossy(site.get("chapter/kept/index.html").expect("a page").bytes()).into_owned();
        let told = ["Limits are new.", "Said more clearly."].map(|note| page.find(note).expect(note));
        if told[0] < told[1] { "limits" } else { "clearer" }
    };
    assert_eq!(first_told(asked, clearer), "clearer", "of two editions the newer is told of first");
    let both = clearer.replace("2026-11-04", "2026-11-12") + &asked.replace("2026-10-07", "2026-11-04");
    assert_eq!(first_told("", &both), "limits", "within one edition what is to be read again stands first");
}
