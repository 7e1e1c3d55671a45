//! "Referred to from": each page names the sections that refer to it and to its own sections, and a build that remembers the
//! one before says the same as one that does not.

use chapterhouse::memory::Memory;
use chapterhouse::model::editions::Audience;

use crate::base_manual::{Manual, SOUND};
use crate::built_manual::page;

/// What a page lists, a line each, without marks.
fn listed(html: &str) -> Vec<String> {
    let block = html.split("id=\"referred-from-title\"").nth(1).and_then(|rest| rest.split("</section>").next());
    let lines = block.unwrap_or_default().lines().filter(|line| line.starts_with("<li>") || line.starts_with("<h3>"));
    let plain = |line: &str| {
        let href = line.split("href=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("");
        let mut text = String::new();
        let mut inside = false;
        for letter in line.chars() {
            match letter {
                '<' => inside = true,
                '>' => inside = false,
                letter if !inside => text.push(letter),
                _ => {}
            }
        }
        format!("{text} -> {href}")
    };
    lines.map(plain).collect()
}

fn manual() -> Manual {
    let manual = Manual::sound();
    manual.write("content/index.md", "---\ntitle: Home\n---\n\n## Begin\n\nSee [§](01-part/02-sound.md).\n");
    manual.write(
        "content/01-part/index.md",
        "---\ntitle: The first part\n---\n\nSee [§](02-sound.md#timescales) and [](../index.md#begin).\n",
    );
    manual.write("content/shared/who.md", "## Who\n\nSee [§](/01-part/02-sound.md).\n");
    manual.write(
        "content/01-part/01-chapter.md",
        format!("{SOUND}---\n\nSee [§](02-sound.md#timescales).\n\n## One\n\nSee [§](02-sound.md#timescales), [again](02-sound.md#timescales) and [§](index.md).\n\n{{{{#include ../shared/who.md}}}}\n\n## Three\n\nSee [§](02-sound.md).\n"),
    );
    manual.write(
        "content/01-part/03-gone.md",
        format!("{SOUND}effective_from: 2024-01-01\nwithdrawn: {{on: 2025-01-01, reason: Over.}}\n---\n\nSee [§](02-sound.md).\n"),
    );
    manual
}

#[test]
fn sections_refer_to_sections() {
    let outcome = manual().build();
    assert_eq!(outcome.lines, Vec::<String>::new());
    let output = outcome.output.unwrap();
    assert_eq!(
        listed(&page(&output, "chapter/sound/index.html")),
        [
            "Home, section 1, Begin -> ../../index.html#begin",
            "1.1 Sound, section 2, Who -> ../../chapter/chapter/index.html#who",
            "1.1 Sound, section 3, Three -> ../../chapter/chapter/index.html#three",
            "Section 1, Timescales -> #timescales",
            "1 The first part -> ../../part/part/index.html",
            "1.1 Sound -> ../../chapter/chapter/index.html",
            "1.1 Sound, section 1, One -> ../../chapter/chapter/index.html#one",
        ]
    );
    assert_eq!(
        listed(&page(&output, "part/part/index.html")),
        ["1.1 Sound, section 1, One -> ../../chapter/chapter/index.html#one"]
    );
    assert_eq!(
        listed(&page(&output, "index.html")),
        ["Section 1, Begin -> #begin", "1 The first part -> part/part/index.html"]
    );
}

#[test]
fn a_heading_that_changes_its_name_does_so_everywhere() {
    let manual = manual();
    let memory = Memory::default();
    manual.build_with(Audience::default(), &memory);
    for (path, old, new) in [
        ("content/index.md", "## Begin", "## Start"),
        ("content/01-part/01-chapter.md", "## One", "## The first"),
        ("content/shared/who.md", "## Who", "## For whom"),
        ("content/01-part/index.md", "See [§](02-sound.md#timescales)", "## New\n\nSee [§](02-sound.md#timescales)"),
    ] {
        let text = std::fs::read_to_string(manual.path(path)).unwrap();
        manual.write(path, text.replace(old, new).replace("#begin", "#start"));
        if path == "content/index.md" {
            let part = std::fs::read_to_string(manual.path("content/01-part/index.md")).unwrap();
            manual.write("content/01-part/index.md", part.replace("#begin", "#start"));
        }
        let warm = manual.build_with(Audience::default(), &memory).output.unwrap();
        assert_eq!(warm, manual.build().output.unwrap(), "{path}");
    }
}
