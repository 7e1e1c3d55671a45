//! The glossary on pages and in checks: which words are explained, and which are questioned.
//!
//! Takes small manuals, looks at what is built and said. How a term is found in a text is `term_search.rs`.

use chapterhouse::memory::Memory;
use chapterhouse::model::editions::Audience;

use crate::base_manual::{Manual, SOUND};
use crate::built_manual::page;

const GLOSSARY: &str = "\
advocate: {term: advocate, definition: Someone who helps a child to be heard., aliases: [independent advocate]}
family-time: {term: family time, definition: \"Time with people who matter.\", deprecated: [{term: contact visit, since: 2024-05-01, note: Say family time}, {term: family-time visit}]}
cared-for-child: {term: cared for child, abbreviation: CFC, definition: \"A child <in> care.\", deprecated: [{term: LAC, since: 2022-01-01}]}
whistleblower: {term: whistleblower, definition: Someone who speaks up., deprecated: [{term: whistle-blower}]}
";

fn manual(text: &str) -> Manual {
    let manual = Manual::with_chapter(text);
    manual.write("content/registers/glossary.yml", GLOSSARY);
    manual
}

/// The text of the chapter's page, between its own marks, with short marks for terms.
fn body(manual: &Manual) -> String {
    let outcome = manual.build();
    let html =
        page(outcome.output.as_ref().unwrap_or_else(|| panic!("{:?}", outcome.lines)), "chapter/chapter/index.html");
    let (_, rest) = html.split_once("<div class=\"text\">").unwrap();
    let (text, _) = rest.split_once("<div class=\"after\">").unwrap();
    let mut short = text.replace(" role=\"doc-glossref\"", "");
    for id in ["advocate", "family-time", "cared-for-child", "whistleblower"] {
        short = short.replace(&format!("<a class=\"term\" href=\"#word:{id}\">"), "[");
    }
    short.replace("</a>", "]")
}

#[test]
fn the_first_use_in_each_section_is_explained() {
    let text = "Ask an advocate. The advocate comes.\n\n## One\n\nAdvocates and\nfamily\ntime, a CFC.\n\n- An advocate\n\n## Two\n\n\
                > [!NOTE]\n> An independent advocate.\n\n### Three\n\n| Who |\n|---|\n| advocate |\n";
    let body = body(&manual(text));
    for expected in [
        "<p>Ask an [advocate]. The advocate comes.</p>",
        "<p>[Advocates] and\n[family\ntime], a [CFC].</p>",
        "<li>An advocate</li>",
        "An [independent advocate].",
        "[advocate]</td>",
    ] {
        assert!(body.contains(expected), "{expected} is not in\n{body}");
    }
}

#[test]
fn nothing_is_marked_where_it_would_hinder() {
    let text = "## An advocate\n\n[an advocate](/01-part/02-sound.md), `advocate`, ~~advocate~~, <kbd>advocate</kbd>\n\n    advocate\n\n\
                > [!VERBATIM]\n> An advocate.\n\n| advocate |\n|---|\n| x |\n\nTable: advocate\n\n| a |\n|---|\n| b |\n";
    let body = body(&manual(text));
    assert!(!body.contains("#word:"), "{body}");
}

#[test]
fn marks_and_escapes_within_a_term_do_not_hide_it() {
    let body = body(&manual(
        "**Family** time. Then: an &#97;dvocate &amp; a *cared for\nchild* who is **not** a whistle\\-blower\\.\n\nNote[^1] <b>CFC</b>\n\n[^1]: An advocate.\n",
    ));
    for expected in [
        "<strong>[Family]</strong> time.",
        "an [advocate] &amp; a <em>[cared for\nchild]</em>",
        "<p>An [advocate].</p>",
    ] {
        assert!(body.contains(expected), "{expected} is not in\n{body}");
    }
}

#[test]
fn a_link_to_a_term_explains_it_too() {
    let body = body(&manual("Ask [an advocate](term:advocate): the advocate knows.\n"));
    assert!(body.contains("register/glossary/index.html#advocate\">an advocate]: the advocate knows."), "{body}");
}

#[test]
fn what_the_words_mean_is_listed_once_on_each_page() {
    let manual = manual("An advocate, a CFC; [](term:whistleblower)\n\n## Again\n\nAn advocate.\n");
    manual.write("content/01-part/index.md", "---\ntitle: The first part\n---\n\nAn advocate.\n");
    manual.write("content/index.md", "---\ntitle: Home\n---\n\nAn advocate.\n");
    let output = manual.build().output.unwrap();
    let chapter = page(&output, "chapter/chapter/index.html");
    let (_, words) = chapter.split_once("Words explained").unwrap();
    let places: Vec<usize> =
        ["word:advocate", "word:cared-for-child", "word:whistleblower"].map(|id| words.find(id).unwrap()).into();
    assert!(places.is_sorted(), "by the alphabet");
    assert_eq!(chapter.matches("helps a child to be heard").count(), 1);
    assert!(words.contains("(CFC)") && words.contains("A child &lt;in&gt; care."));
    for path in ["index.html", "part/part/index.html", "print/index.html", "print/part/index.html"] {
        assert_eq!(page(&output, path).matches("helps a child to be heard").count(), 1, "{path}");
    }
}

#[test]
fn a_shared_passage_does_not_explain_again() {
    let manual = manual("An advocate.\n\n{{#include ../shared/passage.md}}\n\nAn advocate at family time.\n");
    manual.write("content/shared/passage.md", "An advocate at family time.\n\n## Within\n\nAn advocate.\n");
    let body = body(&manual);
    let expected = [
        "<p>An [advocate].</p>",
        "<p>An advocate at [family time].</p>",
        "<p>An [advocate].</p>",
        "<p>An advocate at [family time].</p>",
    ];
    let mut rest = body.as_str();
    for piece in expected {
        let (_, after) = rest.split_once(piece).unwrap_or_else(|| panic!("{piece} is not in\n{rest}"));
        rest = after;
    }
}

#[test]
fn a_change_of_the_glossary_changes_what_is_remembered() {
    let manual = manual("An advocate.\n");
    manual.write("content/01-part/index.md", "---\ntitle: The first part\n---\n\nAn advocate.\n");
    let memory = Memory::default();
    manual.build_with(Audience::default(), &memory);
    manual.write("content/registers/glossary.yml", GLOSSARY.replace("helps a child", "helps every child"));
    let warm = manual.build_with(Audience::default(), &memory).output.unwrap();
    for path in ["chapter/chapter/index.html", "part/part/index.html"] {
        assert!(page(&warm, path).contains("helps every child"), "{path}");
    }
}

/// What is said of an edition with a text that is in force from a day.
fn said(from: &str, text: &str) -> Vec<String> {
    let manual = manual("");
    manual.write("content/01-part/01-chapter.md", format!("{SOUND}{from}---\n\n{text}\n"));
    manual.build().lines
}

fn places(lines: &[String]) -> Vec<&str> {
    lines
        .iter()
        .filter(|line| line.contains("[deprecated-term]"))
        .map(|line| line.split(": warning").next().unwrap())
        .collect()
}

#[test]
fn a_word_given_up_is_questioned_from_its_day_on() {
    let text = "A contact visit.";
    let lines = said("effective_from: 2024-05-01\n", text);
    assert_eq!(
        lines,
        [
            "content/01-part/01-chapter.md:8:3: warning[deprecated-term]: \"contact visit\" has not been used since 1 May 2024: \
          write \"family time\" (Say family time. If the sentence is about the word itself, put the word in quotation marks; \
          law that is quoted word for word belongs in a VERBATIM box)"
        ]
    );
    assert_eq!(places(&said("effective_from: 2024-04-30\n", text)), [""; 0]);
    assert_eq!(places(&said("", text)).len(), 1, "a text without a date is of today");
    // Of two editions only the one in force is asked.
    let manual = manual("");
    manual.write(
        "content/01-part/01-chapter@2025-01-01.md",
        format!("{SOUND}effective_from: 2025-01-01\n---\n\n{text}\n"),
    );
    manual.write(
        "content/01-part/01-chapter.md",
        format!("{SOUND}effective_from: 2026-01-01\nversion: 2\n---\n\nFamily time.\n"),
    );
    assert_eq!(places(&manual.build().lines), [""; 0]);
}

#[test]
fn it_is_asked_about_wherever_it_is_the_authors_own() {
    let text = "## Contact visits {#x}\n\n[a LAC review](#x), LACs, lac, \"LAC\", ‘contact visit’, `LAC`\n\n> A LAC said.\n\n> [!VERBATIM]\n> LAC\n\n\
                [the LAC guidance](https://www.example.org/), | x |\n\n| LAC |\n|---|\n| a **contact**\nvisit |\n\nFamily-time visits[^1]\n\n[^1]: LAC\n";
    let lines = said("scope: For LAC.\n", text);
    let lines = places(&lines);
    let at = |place: &str| lines.iter().filter(|line| line.ends_with(&format!(":{place}"))).count();
    assert_eq!((at("5:8"), at("8:4"), at("10:4"), at("10:21")), (1, 1, 1, 1), "{lines:#?}");
    assert_eq!(lines.iter().filter(|line| line.contains(":10:")).count(), 2, "{lines:#?}");
    assert_eq!(
        lines.iter().filter(|line| line.contains(":12:") || line.contains(":15:") || line.contains(":17:")).count(),
        0
    );
}

#[test]
fn part_home_and_shared_passages_are_asked_once() {
    let manual = manual("{{#include ../shared/passage.md}}\n");
    manual.write("content/shared/passage.md", "LAC.\n");
    manual.write("content/01-part/02-sound.md", format!("{SOUND}---\n\n{{{{#include ../shared/passage.md}}}}\n"));
    manual.write("content/01-part/index.md", "---\ntitle: The LAC part\n---\n");
    manual.write("content/index.md", "---\ntitle: Home\n---\n\nLAC.\n");
    let lines = manual.build().lines;
    assert_eq!(
        places(&lines),
        ["content/01-part/index.md:2:8", "content/index.md:5:1", "content/shared/passage.md:1:1"]
    );
}

#[test]
fn only_another_spelling_is_mended_by_itself() {
    let mends = |text: &str| {
        let found = manual(text).build().diagnostics;
        let found = found.into_iter().filter(|fault| fault.code.name == "deprecated-term");
        found.flat_map(|fault| fault.mends).map(|mend| mend.text).collect::<Vec<_>>()
    };
    assert_eq!(mends("A whistle-blower."), ["whistleblower"]);
    assert_eq!(mends("Whistle-blower!"), ["Whistleblower"]);
    assert_eq!(mends("LAC, whistle-blowers, a **whistle**-blower."), [""; 0]);
}

#[test]
fn a_crowd_of_clashes_is_told_in_a_few_lines() {
    let manual = Manual::sound();
    let entries: String = (0..10_000).map(|n| format!("e{n}: {{term: same, definition: d}}\n")).collect();
    manual.write("content/registers/glossary.yml", entries);
    let lines = manual.build().lines;
    assert_eq!(lines.len(), 50);
    assert!(lines.iter().any(|line| line.contains("9949 more")), "{lines:#?}");
}
