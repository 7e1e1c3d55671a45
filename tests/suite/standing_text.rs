//! The text that `amend` keeps: whatever it shares with others is written out, and it says what it said.
//!
//! Takes chapters that include passages and variables in every place where these can stand, amends them with the
//! program, and looks at what is kept. Knows nothing of how it is done.

use crate::base_manual::Manual;

const HEAD: &str =
    "---\ntitle: Calls\nowner: duty-team\neffective_from: 2026-02-02\nnext_review_on: 2027-11-01\n---\n\n";

/// What is kept of a chapter, or what is said.
fn kept(body: &str, passages: &[(&str, &str)]) -> Result<String, String> {
    let manual = Manual::sound();
    manual.write(
        "site.toml",
        "[site]\ntitle = \"Procedures\"\n[variables]\ndesk = \"front_desk & *team*\"\nplain = \"the desk\"\n",
    );
    for (path, text) in passages {
        manual.write(&format!("content/shared/{path}"), text);
    }
    manual.write("content/01-part/01-calls.md", format!("{HEAD}{body}"));
    let before = manual.build();
    assert!(before.output.is_some(), "{:?}", before.lines);
    let said = manual.run(&["amend", "calls"]);
    let path = manual.path("content/01-part/01-calls@2026-02-02.md");
    if !said.status.success() {
        assert!(!path.exists() && !manual.path(".chapterhouse").exists());
        return Err(String::from_utf8(said.stderr).unwrap());
    }
    let after = manual.build();
    assert!(after.output.is_some(), "{:?}", after.lines);
    let now = std::fs::read_to_string(manual.path("content/01-part/01-calls.md")).unwrap();
    assert!(now.ends_with(body), "the next edition still shares: {now}");
    Ok(std::fs::read_to_string(path).unwrap().strip_prefix(HEAD).unwrap().to_owned())
}

#[test]
fn a_text_that_shares_nothing_is_kept_as_it_is() {
    let body = "## One\n\nText {{ x }}, `{{ var.desk }}`, [two](02-sound.md).\r\n";
    assert_eq!(kept(body, &[]).unwrap(), body);
}

#[test]
fn values_are_written_as_words_and_nothing_more() {
    let body = "Ask {{ var.plain }} or {{var.desk}}.\n\n| A | B |\n|---|---|\n| {{ var.desk }} | [{{ var.plain }}](02-sound.md) |\n";
    let wanted = "Ask the desk or front\\_desk \\& \\*team\\*.\n\n| A | B |\n|---|---|\n| front\\_desk \\& \\*team\\* | [the desk](02-sound.md) |\n";
    assert_eq!(kept(body, &[]).unwrap(), wanted);
}

#[test]
fn passages_are_written_out_where_they_stand_with_links_from_here() {
    let passages = [
        (
            "a.md",
            "---\ntitle: not shown\n---\n\nFirst [sound](../01-part/02-sound.md#timescales), {{ var.plain }}.\n\n{{#include deep/b.md}}\n\n## From a\n",
        ),
        ("deep/b.md", "Deep [s][x], [t](../../01-part/02-sound.md).\n\n[x]: </01-part/02-sound.md> 'T'\n"),
    ];
    let body = "> [!NOTE]\n> Before.\n>\n> {{#include ../shared/a.md}}\n\n1. One\n\n   {{#include /shared/deep/b.md}}\n2. Two\n";
    let wanted = "> [!NOTE]\n> Before.\n>\n> First [sound](../01-part/02-sound.md#timescales), the desk.\n>\n> Deep [s][x], [t](02-sound.md).\n>\n> [x]: </01-part/02-sound.md> 'T'\n>\n> ## From a\n\n1. One\n\n   Deep [s][x], [t](02-sound.md).\n\n   [x]: </01-part/02-sound.md> 'T'\n2. Two\n";
    assert_eq!(kept(body, &passages).unwrap(), wanted);
}

#[test]
fn what_was_recorded_is_what_is_kept() {
    let manual = Manual::sound();
    manual.write("site.toml", "[site]\ntitle = \"Procedures\"\n[variables]\nplain = \"the desk\"\n");
    manual.write("content/shared/a.md", "Ask {{ var.plain }}.\n\n- One\n");
    manual.write(
        "content/01-part/01-calls.md",
        format!("{HEAD}First.\n\n{{{{#include ../shared/a.md}}}}\n\n## Then\n\nLast.\n"),
    );
    assert!(manual.run(&["lock"]).status.success());
    assert!(manual.run(&["amend", "calls"]).status.success());
    let lock = std::fs::read_to_string(manual.path("content/registers/editions.lock")).unwrap();
    assert!(lock.contains(" recorded calls 2026-02-02 ") && !lock.contains(" moved "), "{lock}");
}

#[test]
fn anchors_stay() {
    let body = "## Ring {{ var.plain }} now\n\nSee [above](#ring-now).\n";
    match kept(body, &[]) {
        Ok(text) => assert_eq!(text, "## Ring the desk now {#ring-now}\n\nSee [above](#ring-now).\n"),
        Err(said) => panic!("{said}"),
    }
}

#[test]
fn what_would_say_something_else_is_refused() {
    let label = ("a.md", "See [there][x].\n\n[x]: ../01-part/02-sound.md\n");
    let said =
        kept("Go [elsewhere][x].\n\n{{#include ../shared/a.md}}\n\n[x]: https://a.example/\n", &[label]).unwrap_err();
    assert!(
        said.contains("cannot be written into it without changing what it says; nothing was changed\nhelp: "),
        "{said}"
    );
}
