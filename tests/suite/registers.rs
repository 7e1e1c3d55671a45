//! What registers do for a manual: one line changed in one tells every place concerned, and pages show who uses what.
//!
//! Takes small manuals, gives what is said of them and what their pages show. It must not know how either is worked out.

use std::collections::BTreeMap;

use chapterhouse::diagnostics::diagnostic::Diagnostic;

use crate::base_manual::{Manual, Outcome, SOUND};

const CONTACTS: &str = "\
duty-team: {name: Duty team, telephone: \"01632 960001\", email: duty@council.example, hours: \"9 to 5\", out_of_hours: night-desk}
night-desk: {name: Night desk, telephone: \"01632 960002\"}
";

fn page(outcome: &Outcome, path: &str) -> String {
    let output = outcome.output.as_ref().unwrap_or_else(|| panic!("{:#?}", outcome.lines));
    String::from_utf8(output.get(path).unwrap_or_else(|| panic!("no {path}")).bytes().to_vec()).unwrap()
}

/// Puts the mends of a report into the files of a manual.
fn mend(manual: &Manual, diagnostics: &[Diagnostic]) {
    let mut by_file: BTreeMap<String, Vec<(usize, usize, String)>> = BTreeMap::new();
    for mend in diagnostics.iter().flat_map(|diagnostic| &diagnostic.mends) {
        let range = mend.place.span.range();
        by_file.entry(mend.place.file.to_string()).or_default().push((range.start, range.end, mend.text.clone()));
    }
    for (file, mut mends) in by_file {
        let mut text = std::fs::read_to_string(manual.path(&file)).unwrap();
        mends.sort();
        for (start, end, with) in mends.into_iter().rev() {
            text.replace_range(start..end, &with);
        }
        manual.write(&file, text);
    }
}

/// A manual that cites one Act in every way there is.
fn citing() -> Manual {
    let manual = Manual::sound();
    manual.write(
        "content/registers/references.yml",
        "old: {title: Old Act 1990, kind: act}\nnew: {title: New Act 2020, kind: act, in_force_from: 2020-06-01}\nform: {title: Form, kind: form}\n",
    );
    manual.write("content/shared/duty.md", "We act under the [](ref:old).\n");
    manual
        .write("content/01-part/index.md", "---\ntitle: The first part\n---\n\nAll of it rests on the [](ref:old).\n");
    let front = "owner: duty-team\nnext_review_on: 2027-11-01\n";
    manual.write(
        "content/01-part/03-listed.md",
        format!("---\ntitle: Listed\n{front}legislation: [new, old]\nforms: [form]\n---\n\nText.\n"),
    );
    manual.write(
        "content/01-part/04-cited.md",
        format!(
            "---\ntitle: Cited\n{front}---\n\n## First\n\nText.\n\n## Second\n\n> [!VERBATIM ref:old]\n> Words of the law.\n\n### Within\n\nSee [the Act](ref:old) and the [](ref:form).\n\n{{{{#include ../shared/duty.md}}}}\n"
        ),
    );
    manual.write(
        "content/01-part/05-shares.md",
        format!("---\ntitle: Shares\n{front}---\n\n{{{{#include ../shared/duty.md}}}}\n"),
    );
    manual.write(
        "content/01-part/06-grown.md",
        format!("---\ntitle: Grown\n{front}effective_from: 2025-01-01\nversion: \"2\"\n---\n\nText.\n"),
    );
    manual.write(
        "content/01-part/06-grown@2024-01-01.md",
        format!(
            "---\ntitle: Grown\n{front}effective_from: 2024-01-01\nversion: \"1\"\nlegislation: [old]\n---\n\nThe [](ref:old).\n"
        ),
    );
    manual.write(
        "content/01-part/07-gone.md",
        format!(
            "---\ntitle: Gone\n{front}effective_from: 2024-01-01\nlegislation: [old]\nwithdrawn: {{on: 2025-01-01, reason: Done}}\n---\n\nText.\n"
        ),
    );
    manual.write(
        "content/01-part/08-coming.md",
        format!(
            "---\ntitle: Coming\n{front}effective_from: 2027-01-01\npublished_on: 2026-01-01\nlegislation: [old]\n---\n\nText.\n"
        ),
    );
    manual
}

/// What a report says of replaced references, without the mends.
fn said_of(outcome: &Outcome, code: &str) -> Vec<String> {
    let of_code = outcome.lines.iter().filter(|line| line.contains(code));
    of_code.map(|line| line.split(" (").next().unwrap().replace("content/01-part/", "")).collect()
}

#[test]
fn one_line_of_the_register_tells_every_place_concerned_and_nothing_else() {
    let manual = citing();
    let before = manual.build();
    assert!(!before.lines.iter().any(|line| line.contains("reference")), "{:#?}", before.lines);
    let path = "content/registers/references.yml";
    let text = std::fs::read_to_string(manual.path(path)).unwrap();
    manual.write(path, text.replacen("kind: act}", "kind: act, replaced_by: new}", 1));
    let after = manual.build();
    let expected = [
        "03-listed.md:5:20: warning[replaced-reference]: `legislation` lists Old Act 1990, which was replaced by New Act 2020 on 1 June 2020",
        "04-cited.md:13:3: warning[replaced-reference]: section 2, Second, cites Old Act 1990, which was replaced by New Act 2020 on 1 June 2020",
        "04-cited.md:18:5: warning[replaced-reference]: section 2.1, Within, cites Old Act 1990, which was replaced by New Act 2020 on 1 June 2020",
        "08-coming.md:7:15: warning[replaced-reference]: `legislation` lists Old Act 1990, which was replaced by New Act 2020 on 1 June 2020",
        "index.md:5:24: warning[replaced-reference]: the text cites Old Act 1990, which was replaced by New Act 2020 on 1 June 2020",
        "content/shared/duty.md:1:18: warning[replaced-reference]: this passage cites Old Act 1990, which was replaced by New Act 2020 on 1 June 2020",
    ];
    assert_eq!(said_of(&after, "replaced-reference"), expected);
    assert_eq!(after.lines.len() - before.lines.len(), expected.len());
}

#[test]
fn a_replacement_to_come_is_told_where_the_text_will_still_be_in_force() {
    let manual = Manual::sound();
    manual.write(
        "content/registers/references.yml",
        "old: {title: Old Act, kind: act, replaced_by: new}\nnew: {title: New Act, kind: act, in_force_from: 2027-03-01}\n",
    );
    let front = "owner: duty-team\nnext_review_on: 2027-11-01\n";
    let edition = |from: &str, version: u8, law: &str| {
        format!(
            "---\ntitle: X\n{front}effective_from: {from}\npublished_on: 2026-01-01\nversion: \"{version}\"\nlegislation: [{law}]\n---\n\nText {version}.\n"
        )
    };
    manual.write("content/01-part/03-stays.md", edition("2026-01-01", 1, "old"));
    // This one is prepared: its next edition takes effect with the law.
    manual.write("content/01-part/04-ready.md", edition("2027-03-01", 2, "new"));
    manual.write("content/01-part/04-ready@2026-01-01.md", edition("2026-01-01", 1, "old"));
    // This one comes too late, and cites the new Act too early.
    manual.write("content/01-part/05-late.md", edition("2027-04-01", 2, "old"));
    manual.write("content/01-part/05-late@2026-01-01.md", edition("2026-01-01", 1, "new"));
    let outcome = manual.build();
    let words =
        "warning[replaced-reference]: `legislation` lists Old Act, which will be replaced by New Act on 1 March 2027";
    assert_eq!(
        said_of(&outcome, "reference"),
        [
            format!("03-stays.md:8:15: {words}"),
            format!("05-late.md:8:15: {words}"),
            "05-late@2026-01-01.md:8:15: warning[reference-not-in-force]: `legislation` lists New Act, which is not in force before 1 March 2027".to_owned(),
        ]
    );
}

#[test]
fn pages_show_what_a_text_cites_and_who_cites_what() {
    let manual = citing();
    let outcome = manual.build();
    // What only the text names stands in the block, and once.
    let chapter = page(&outcome, "chapter/cited/index.html");
    let block = chapter.split("id=\"law-and-guidance-title\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(block.matches("register/references/index.html#old").count(), 1, "{block}");
    let forms = chapter.split("id=\"forms-title\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(forms.matches("register/references/index.html#form").count(), 1, "{forms}");
    let index = page(&outcome, "register/references/index.html");
    let entry = index.split("<li id=\"old\">").nth(1).unwrap().split("<li id=").next().unwrap();
    for piece in [
        "Cited by 4 pages:",
        "part/part/index.html\">1 The first part</a></li>",
        "chapter/listed/index.html\">1.2 Listed</a></li>",
        "#second\">section 2, Second</a>",
        "#within\">section 2.1, Within</a></li>",
        "chapter/shares/index.html\">1.4 Shares</a></li>",
    ] {
        assert!(entry.contains(piece), "no {piece} in {entry}");
    }
    // Neither what is withdrawn nor what is to come is in force, and an earlier edition is not either.
    assert!(!["Gone", "Coming", "Grown"].iter().any(|title| entry.contains(title)), "{entry}");
}

#[test]
fn a_mark_of_a_reference_counts_on_its_days() {
    let manual = Manual::with_chapter("The [](ref:old), the [](ref:ended), the [](ref:coming).\n");
    manual.write(
        "content/registers/references.yml",
        "old: {title: Old Act, kind: act, in_force_until: 2027-03-01, replaced_by: new}\n\
         new: {title: New Act, kind: act, in_force_from: 2027-03-01}\n\
         ended: {title: Ended Act, kind: act, in_force_from: 2001-01-01, in_force_until: 2020-01-31}\n\
         coming: {title: Coming Act, kind: act, date: 2026-01-01, in_force_from: 2027-01-01, in_force_until: 2027-12-31}\n",
    );
    let outcome = manual.build();
    let chapter = page(&outcome, "chapter/chapter/index.html");
    let law = chapter.split("id=\"law-and-guidance-title\"").nth(1).unwrap().split("</section>").next().unwrap();
    for piece in [
        "<strong class=\"badge\" data-until=\"2027-03-01\">To be replaced</strong> <strong class=\"badge\" hidden data-from=\"2027-03-01\">Replaced</strong> by <a href=\"../../register/references/index.html#new\">New Act</a> from 1 March 2027",
        "in force from 1 January 2001 until 31 January 2020",
        "<strong class=\"badge\">No longer in force</strong>",
        "(act, 1 January 2026; in force from 1 January 2027 until 31 December 2027)",
        "<strong class=\"badge\" data-until=\"2027-01-01\">Not yet in force</strong> <strong class=\"badge\" hidden data-from=\"2028-01-01\">No longer in force</strong>",
    ] {
        assert!(law.contains(piece), "no {piece} in {law}");
    }
    let changes = page(&outcome, "next-change.json");
    for (day, entry) in [("2027-01-01", "coming"), ("2027-03-01", "new"), ("2027-03-01", "old")] {
        let line = changes.lines().find(|line| line.contains(&format!("\"day\":\"{day}\""))).unwrap();
        assert!(line.contains(&format!("register/references/#{entry}")), "{line}");
    }
}

#[test]
fn a_number_that_a_variable_says_is_rung_from_there_and_not_printed_twice() {
    let manual = Manual::with_chapter(
        "Ring [the night desk](contact:night-desk) on {{ var.night }}, within {{ var.days }} days. Or [ring {{ var.night }}](contact:duty-team#telephone).\n\n\
         [The night desk](contact:night-desk) has [](contact:night-desk#telephone).\n",
    );
    manual.write("content/registers/contacts.yml", CONTACTS);
    manual.write(
        "site.toml",
        "[site]\ntitle = \"P\"\n[variables]\nnight = \"01632 960002\"\ndays = \"12\"\n[checks]\nedition-not-recorded = \"off\"\n",
    );
    let outcome = manual.build();
    assert_eq!(outcome.lines, [""; 0]);
    let chapter = page(&outcome, "chapter/chapter/index.html");
    for piece in [
        "<a href=\"../../register/contacts/index.html#night-desk\">the night desk</a> on <a class=\"reach\" href=\"tel:+441632960002\">01632 960002</a>, within 12 days.",
        "<a href=\"tel:+441632960001\">ring 01632 960002</a>",
        "<a href=\"../../register/contacts/index.html#night-desk\">The night desk</a> has <a href=\"tel:+441632960002\">",
    ] {
        assert!(chapter.contains(piece), "no {piece} in {chapter}");
    }
}

#[test]
fn a_contact_is_rung_from_where_it_is_named() {
    let manual = Manual::with_chapter(
        "Ring the [](contact:duty-team), or [the night desk](contact:night-desk). The number alone is [](contact:duty-team#telephone), the address [](contact:duty-team#email); or [ring](contact:night-desk#telephone).\n",
    );
    manual.write("content/registers/contacts.yml", CONTACTS);
    let outcome = manual.build();
    assert_eq!(outcome.lines, [""; 0]);
    let chapter = page(&outcome, "chapter/chapter/index.html");
    for piece in [
        "<a href=\"../../register/contacts/index.html#duty-team\">Duty team</a> (<a class=\"reach\" href=\"tel:+441632960001\">01632 960001</a>)",
        "<a href=\"../../register/contacts/index.html#night-desk\" data-reach=\"01632 960002\">the night desk</a>",
        "The number alone is <a href=\"tel:+441632960001\">01632 960001</a>",
        "the address <a href=\"mailto:duty@council.example\">duty@council.example</a>",
        "<a href=\"tel:+441632960002\">ring</a>",
    ] {
        assert!(chapter.contains(piece), "no {piece} in {chapter}");
    }
    let block = chapter.split("id=\"whom-to-ring-title\"").nth(1).unwrap().split("</section>").next().unwrap();
    for piece in [
        "Duty team</a> <span class=\"quiet\">answers for this chapter</span>",
        "<dt>Hours</dt> <dd>9 to 5</dd>",
        "Night desk</a>, <a href=\"tel:+441632960002\">01632 960002</a>",
    ] {
        assert!(block.contains(piece), "no {piece} in {block}");
    }
    let contacts = page(&outcome, "register/contacts/index.html");
    let duty =
        contacts.split("<section class=\"card\" id=\"duty-team\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert!(duty.contains("<p>Named in:</p>") && duty.contains("<p>Answers for:</p>"), "{duty}");
    assert_eq!(duty.matches("1.1 Sound</a>").count(), 2, "{duty}");
}

/// The mends of typed numbers, addresses and web addresses: nothing is said any more, and readers see the same words.
#[test]
fn what_a_mend_writes_shows_the_same_words() {
    let text = "Ring 01632 960001 or (01632) 960002. Write to duty@council.example, <duty@council.example> or [us](mailto:Duty@council.example).\n\nOr [+44 1632 960001](tel:01632960001), [the desk](tel:+441632960002).\n\nFollow [the Act](http://example.org/act/ \"The Act\").\n\n| Who | Number |\n|---|---|\n| Duty | **01632 960001** |\n\n> [!VERBATIM]\n> Ring 01632 960001 and read [it](https://example.org/act).\n\n`01632 960001`, 01632 9600011, 001632 960001.\n\n{{#include ../shared/desk.md}}\n";
    let manual = Manual::with_chapter(text);
    manual.write("content/shared/desk.md", "The desk: 01632 960002.\n");
    // Nothing else names the desk, but it is needed.
    manual.write("content/registers/contacts.yml", CONTACTS.replace(", out_of_hours: night-desk", ""));
    manual.write(
        "content/registers/references.yml",
        "act: {title: The Act, kind: act, url: \"https://www.example.org/act\"}\n",
    );
    let before = manual.build();
    assert_eq!(before.codes().iter().filter(|code| **code == "registered-address").count(), 1, "{:#?}", before.lines);
    let typed = before.diagnostics.iter().filter(|fault| fault.code.name == "typed-contact").count();
    assert_eq!(typed, 9, "{:#?}", before.lines);
    assert_eq!(before.diagnostics.len(), typed + 1, "{:#?}", before.lines);
    assert!(before.diagnostics.iter().all(|fault| fault.mends.len() == 1));
    mend(&manual, &before.diagnostics);
    let after = manual.build();
    assert_eq!(after.lines, [""; 0]);
    let words = |outcome: &Outcome| {
        let html = page(outcome, "chapter/chapter/index.html");
        let body = html.split("<div class=\"text\">").nth(1).unwrap().split("<div class=\"after\">").next().unwrap();
        let mut text = String::new();
        let mut inside = false;
        for c in body.chars() {
            inside = (inside || c == '<') && c != '>';
            text.extend((!inside && c != '>').then_some(c));
        }
        // The register writes its number in its own way.
        text.replace("(01632)", "01632").replace("+44 1632", "01632")
    };
    assert_eq!(words(&before), words(&after));
}

#[test]
fn a_mend_is_written_where_the_text_stands() {
    let manual = Manual::sound();
    manual.write(
        "content/registers/references.yml",
        "a: {title: A, kind: guidance, url: \"https://example.org/g\", in_force_until: 2020-01-01, replaced_by: b}\nb: {title: B, kind: guidance, url: \"https://example.org/g\"}\n",
    );
    let texts = [
        ("<https://example.org/g>", "[](ref:b)"),
        ("See https://example.org/g.", "See [](ref:b)."),
        ("[x](https://www.example.org/g/?utm_source=a)", "[x](ref:b)"),
        ("[*x* [y]](<https://example.org/g>)", "[*x* [y]](ref:b)"),
        ("[https://example.org/g](https://example.org/g)", "[](ref:b)"),
        // Part of the page is another thing; who wants it must say so.
        ("[x](https://example.org/g#part)", "[x](https://example.org/g#part)"),
    ];
    for (text, mended) in texts {
        manual.write("content/01-part/01-chapter.md", format!("{SOUND}---\n\n{text}\n"));
        let outcome = manual.build();
        assert_eq!(outcome.codes(), ["registered-address"], "{text}: {:#?}", outcome.lines);
        mend(&manual, &outcome.diagnostics);
        let now = std::fs::read_to_string(manual.path("content/01-part/01-chapter.md")).unwrap();
        assert_eq!(now, format!("{SOUND}---\n\n{mended}\n"));
    }
}
