//! Sister manuals: what is written for them is what they read, whether from a file, a built site or the source itself, and
//! a change of it reaches the pages of a build that remembers the one before.

use chapterhouse::memory::Memory;
use chapterhouse::model::editions::Audience;

use crate::base_manual::{Manual, SOUND};
use crate::built_manual::{build, page, write_files};

const LINKS: &str = "See [](sister:s/sound#timescales), [§](sister:s/sound), [](sister:s/part/part), [](sister:s).\n";
const TEXTS: [&str; 4] = [
    "<a href=\"https://s.example/chapter/sound/#timescales\" class=\"outside\">1.1 section 1, Timescales (Sister)</a>",
    "<a href=\"https://s.example/chapter/sound/\" class=\"outside\">1.1 A sound chapter (Sister)</a>",
    "<a href=\"https://s.example/part/part/\" class=\"outside\">1 The first part (Sister)</a>",
    "<a href=\"https://s.example/\" class=\"outside\">Sister</a>",
];

/// A manual with a sister in a folder below it, which names it as its own sister.
fn manuals(inventory: &str) -> Manual {
    let manual = Manual::with_chapter(LINKS);
    let settings = |title: &str, address: &str, path: &str| {
        format!(
            "[site]\ntitle = \"{title}\"\nbase_url = \"{address}\"\n\n[site.sisters.s]\ninventory = \"{path}\"\n\n[checks]\nedition-not-recorded = \"off\"\n"
        )
    };
    manual.write("site.toml", settings("Ours", "https://ours.example/", inventory));
    write_files(
        &manual.path("sister"),
        [
            ("site.toml", settings("Sister", "https://s.example/", "..").as_str()),
            ("content/registers/contacts.yml", "duty-team: {name: Duty team}\n"),
            ("content/01-part/index.md", "---\ntitle: The first part\n---\n\nSee [](sister:s/chapter).\n"),
            (
                "content/01-part/02-sound.md",
                &format!("{}---\n\n## Timescales\n\nText.\n", SOUND.replace("Sound", "A sound chapter")),
            ),
        ],
    );
    manual
}

#[test]
fn links_take_number_and_title_from_a_manual_that_names_this_one() {
    let manual = manuals("sister");
    let outcome = manual.build();
    assert_eq!(outcome.lines, Vec::<String>::new());
    let html = page(&outcome.output.unwrap(), "chapter/chapter/index.html");
    for text in TEXTS {
        assert!(html.contains(text), "{text} is not in\n{html}");
    }
    let theirs = build(&manual.path("sister"));
    let html = page(&theirs, "part/part/index.html");
    assert!(
        html.contains("<a href=\"https://ours.example/chapter/chapter/\" class=\"outside\">1.1 Sound (Ours)</a>"),
        "{html}"
    );
}

#[test]
fn a_file_or_a_built_site_says_the_same() {
    for place in ["sister/public", "sister/public/inventory.json"] {
        let manual = manuals(place);
        let inventory = page(&build(&manual.path("sister")), "inventory.json");
        manual.write("sister/public/inventory.json", inventory);
        let outcome = manual.build();
        assert_eq!(outcome.lines, Vec::<String>::new(), "{place}");
        let html = page(&outcome.output.unwrap(), "chapter/chapter/index.html");
        assert!(TEXTS.iter().all(|text| html.contains(text)), "{html}");
    }
}

#[test]
fn a_change_of_the_inventory_reaches_the_pages() {
    let manual = manuals("sister/public");
    let inventory = page(&build(&manual.path("sister")), "inventory.json");
    manual.write("sister/public/inventory.json", &inventory);
    let memory = Memory::default();
    manual.build_with(Audience::default(), &memory);
    manual.write("sister/public/inventory.json", inventory.replace("A sound chapter", "A <new> title"));
    let warm = manual.build_with(Audience::default(), &memory).output.unwrap();
    assert!(page(&warm, "chapter/chapter/index.html").contains("1.1 A &lt;new&gt; title (Sister)"));
    assert_eq!(warm, manual.build().output.unwrap());
}
