//! Old addresses lead on, and none can take the place of a page; the changes that mend links mend them.

use std::collections::BTreeMap;

use chapterhouse::diagnostics::diagnostic::Mend;
use chapterhouse::model::editions::Audience;

use crate::base_manual::{Manual, SOUND};
use crate::built_manual::page;
use crate::built_site::build_sample;

const CHAPTER: &str = "content/01-part/01-chapter.md";

#[test]
fn a_page_leads_on_with_and_without_script() {
    let manual = Manual::sound();
    manual.write(
        "site.toml",
        "[site]\ntitle = \"P\"\nbase_url = \"https://p.example/x/\"\n\n[checks]\nedition-not-recorded = \"off\"\n",
    );
    manual
        .write(CHAPTER, format!("{SOUND}old_ids: [visits]\nold_paths: [a/b/visits.html, visits.aspx]\n---\n\nText.\n"));
    let outcome = manual.build();
    assert_eq!(outcome.lines, Vec::<String>::new());
    let output = outcome.output.unwrap();
    for (path, to) in [
        ("chapter/visits/index.html", "../../chapter/chapter/index.html"),
        ("chapter/visits/history/index.html", "../../../chapter/chapter/history/index.html"),
        ("a/b/visits.html", "../../chapter/chapter/index.html"),
        ("visits.aspx/index.html", "../chapter/chapter/index.html"),
    ] {
        let html = page(&output, path);
        assert!(
            html.contains(&format!("<noscript><meta http-equiv=\"refresh\" content=\"0; url={to}\"></noscript>")),
            "{html}"
        );
        assert!(html.contains(&format!("<a id=\"moved-to\" href=\"{to}\">")), "{html}");
        assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"), "{html}");
        assert!(html.contains("<link rel=\"canonical\" href=\"https://p.example/x/chapter/chapter/"), "{html}");
        assert!(html.contains("theme/js/moved.js"), "{html}");
    }
    assert!(!page(&output, "sitemap.xml").contains("visits"));
}

#[test]
fn no_old_address_takes_the_place_of_a_file() {
    let sample = build_sample();
    let manual = Manual::sound();
    let own = manual.build().output.unwrap();
    // What the sample has besides chapters, parts and attachments every manual may have.
    let fixed = sample
        .files
        .keys()
        .map(String::as_str)
        .filter(|path| !["chapter/", "part/", "files/"].iter().any(|start| path.starts_with(start)));
    let mut paths: Vec<&str> = own.iter().map(|(path, _)| path).chain(fixed).collect();
    paths.sort_unstable();
    paths.dedup();
    let list: String = paths.iter().map(|path| format!("  - \"{path}\"\n")).collect();
    manual.write(CHAPTER, format!("{SOUND}old_paths:\n{list}---\n\nText.\n"));
    let faults = manual.build().diagnostics;
    let refused: Vec<&str> =
        faults.iter().filter(|fault| fault.code.name == "bad-redirect").map(|fault| fault.message.as_str()).collect();
    let missing: Vec<&&str> =
        paths.iter().filter(|path| !refused.iter().any(|message| message.contains(&format!("`{path}`")))).collect();
    assert!(missing.is_empty(), "{missing:?} could be claimed");
}

#[test]
fn a_record_has_no_old_addresses() {
    let manual = Manual::sound();
    manual.write(CHAPTER, format!("{SOUND}effective_from: 2024-01-01\nold_ids: [visits]\n---\n\nText.\n"));
    let run = manual.run(&["build", "-q", "--as-at", "2025-01-01", "-d", "record"]);
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    assert!(manual.path("record/chapter/chapter/index.html").exists());
    assert!(!manual.path("record/chapter/visits").exists() && !manual.path("record/inventory.json").exists());
}

/// Makes all changes that mend something, as a person would.
fn mend(manual: &Manual, mends: &[Mend]) {
    let mut files: BTreeMap<&str, Vec<&Mend>> = BTreeMap::new();
    for mend in mends {
        files.entry(&mend.place.file).or_default().push(mend);
    }
    for (file, mut mends) in files {
        mends.sort_by_key(|mend| std::cmp::Reverse(mend.place.span.start));
        let mut text = std::fs::read_to_string(manual.path(file)).unwrap();
        for mend in mends {
            text.replace_range(mend.place.span.range(), &mend.text);
        }
        manual.write(file, text);
    }
}

#[test]
fn mends_of_links_mend_them() {
    let manual = Manual::sound();
    manual.write("site.toml", "[site]\ntitle = \"P\"\nbase_url = \"https://p.example/\"\n\n[site.sisters.s]\ninventory = \"s.json\"\n\n[checks]\nedition-not-recorded = \"off\"\n");
    manual.write("s.json", "{\"format\": 1, \"title\": \"S\", \"base_url\": \"https://s.example/\", \"pages\": [{\"kind\": \"chapter\", \"path\": \"chapter/new/\", \"id\": \"new\", \"title\": \"N\", \"state\": \"current\", \"old_ids\": [\"old\"]}]}");
    manual.write("content/01-part/02-sound.md", format!("{SOUND}old_ids: [noise]\nold_paths: [procedures/noise.html]\n---\n\n## Timescales {{#timescales}}\n\nText.\n"));
    manual.write("content/01-part/my plan.csv", "a\n");
    manual.write("content/registers/contacts.yml", "duty-team: {name: Duty team, telephone: \"01632 960001\"}\n");
    let links = [
        ("02-SOUND.md#timescales", "02-sound.md#timescales"),
        ("/01-part/02-Sound.md", "/01-part/02-sound.md"),
        ("../09-gone/02-sound.md#timescales", "02-sound.md#timescales"),
        ("/gone/02-sound.md", "/01-part/02-sound.md"),
        ("07-sound.md", "02-sound.md"),
        ("04-noise.md", "02-sound.md"),
        ("../chapter/sound/#timescales", "02-sound.md#timescales"),
        ("../../procedures/noise.html", "02-sound.md"),
        ("https://p.example/chapter/noise/index.html#timescales", "02-sound.md#timescales"),
        ("http://p.example/register/contacts/#duty-team", "contact:duty-team"),
        ("x/my%20plan.csv", "my%20plan.csv"),
        ("02-sound.md#Timescales", "02-sound.md#timescales"),
        ("contact:Duty-Team", "contact:duty-team"),
        ("sister:s/old#a", "sister:s/new#a"),
    ];
    let text = |which: fn(&(&'static str, &'static str)) -> &'static str| {
        links.iter().map(|link| format!("See [it]({}).\n\n", which(link))).collect::<String>()
    };
    manual.write(CHAPTER, format!("{SOUND}related: [noise]\n---\n\n{}", text(|link| link.0)));
    let faults = manual.build_for(Audience::default()).diagnostics;
    assert_eq!(faults.len(), links.len() + 1, "{faults:#?}");
    let mends: Vec<Mend> = faults.into_iter().flat_map(|fault| fault.mends).collect();
    mend(&manual, &mends);
    let mended = std::fs::read_to_string(manual.path(CHAPTER)).unwrap();
    assert_eq!(mended, format!("{SOUND}related: [sound]\n---\n\n{}", text(|link| link.1)));
    let left = manual.build().lines;
    assert!(left.iter().all(|line| line.contains("has no section `#a`")), "{left:#?}");
}
