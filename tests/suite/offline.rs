//! What readers take along: the files that a browser keeps, the single files, and where there are none of either.
//!
//! Takes the sample manual and small ones; `tests/browser/offline.mjs` does in a real browser what a reader does. That needs node, Chromium
//! and `npm install --prefix tests/browser`: without them it says so and passes, and where `CI` is `true` it fails.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::base_manual::Manual;
use crate::browser::{browser_tests, look_at};
use crate::built_site::{BuiltSite, build_record, build_review, build_sample, build_to, copy_sample, read_site};
use crate::served_manual::Served;
use crate::strict_html::{Element, read_page};

/// A page that is there in every build of the sample, and whose text the tests change.
const CHANGED: &str = "content/02-first-contact/04-home-visits.md";

fn json(site: &BuiltSite, path: &str) -> Value {
    serde_json::from_str(site.text(path)).unwrap()
}

#[test]
fn what_is_told_beforehand_is_what_is_kept() {
    let site = build_sample();
    let (head, list) = (json(&site, "keep.json"), json(&site, "keep-files.json"));
    let short = |bytes: &[u8]| URL_SAFE.encode(&Sha256::digest(bytes)[..6]);
    assert_eq!(head["list"], short(site.text("keep-files.json").as_bytes()));
    let (mut files, mut bytes) = (0, 0);
    for line in list["files"].as_array().unwrap() {
        let path = line[0].as_str().unwrap();
        let found = site.files.get(path).unwrap_or_else(|| panic!("{path} is listed and not there"));
        assert_eq!(
            (line[1].as_str(), line[2].as_u64()),
            (Some(short(found).as_str()), Some(found.len() as u64)),
            "{path}"
        );
        files += 1;
        bytes += found.len();
    }
    assert_eq!((head["files"].as_u64(), head["bytes"].as_u64()), (Some(files), Some(bytes as u64)));
    // Everything that a kept page loads, and the pages that it leads to within its own kind, are kept with it.
    let kept: Vec<&str> = list["files"].as_array().unwrap().iter().filter_map(|line| line[0].as_str()).collect();
    for path in
        ["index.html", "theme/css/site.css", "theme/js/search.js", "search/index.html", "register/contacts/index.html"]
    {
        assert!(kept.contains(&path), "{path} is not kept");
    }
    for part in ["/history/", "/compare/", "download/", "print/", "search/all/"] {
        assert!(!kept.iter().any(|path| path.contains(part)), "{part} is kept");
    }
}

#[test]
fn a_large_file_is_kept_only_by_who_asks() {
    let manual = Manual::with_chapter("See [the form](form.pdf).\n");
    manual.write("content/01-part/form.pdf", vec![b'x'; 1_000_001]);
    let output = manual.build().output.unwrap();
    let head: Value = serde_json::from_slice(output.get("keep.json").unwrap().bytes()).unwrap();
    assert_eq!(head["large"], serde_json::json!({"files": 1, "bytes": 1_000_001, "over": 1_000_000}));
    assert!(head["bytes"].as_u64().unwrap() < 1_000_000);
}

#[test]
fn records_and_sites_for_review_are_not_taken_along() {
    for site in [build_record("2025-11-05"), build_review()] {
        let found: Vec<&String> =
            site.files.keys().filter(|path| path.contains("download/") || path.starts_with("keep")).collect();
        assert!(found.is_empty(), "{found:?}");
        assert!(!site.text("index.html").contains("Keep this manual"));
    }
}

#[test]
fn a_site_that_is_not_kept_any_more_sends_its_worker_away() {
    let manual = Manual::sound();
    let asked = fs::read_to_string(manual.path("site.toml")).unwrap();
    manual.write("site.toml", format!("{asked}\n[offline]\nenabled = false\n"));
    let output = manual.build().output.unwrap();
    let worker = String::from_utf8_lossy(output.get("keep.js").unwrap().bytes()).into_owned();
    assert!(worker.contains("unregister") && !worker.contains("\"fetch\""), "{worker}");
    assert!(output.get("keep.json").is_none() && output.get("keep/index.html").is_none());
    assert!(!output.iter().any(|(path, _)| path.contains("download/")));
}

#[test]
fn a_preview_gives_no_worker_but_one_that_goes() {
    let manual = Manual::sound();
    let served = Served::start(manual.root(), &[]);
    served.wait_for("/", "Procedures");
    let worker = served.get("/keep.js");
    assert!(
        worker.status == 200 && worker.header("content-type").is_some_and(|kind| kind.starts_with("text/javascript"))
    );
    assert!(worker.text().contains("unregister") && !worker.text().contains("\"fetch\""));
    for path in ["/keep.json", "/keep-files.json"] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
    assert!(served.get("/chapter/sound/download/sound.html").text().contains("A copy of this chapter"));
}

/// What is wrong with a single file.
fn find_faults(elements: &[Element], base_url: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for element in elements {
        let mut fault = |why: &str| faults.push(format!("line {}: <{}>: {why}", element.line, element.name));
        if ["script", "link"].contains(&element.name.as_str()) && element.attribute("href") != Some("data:,") {
            fault("something else is loaded");
        }
        if element.attribute("src").is_some_and(|address| !address.starts_with("data:image/")) {
            fault("a picture is not inside");
        }
        let href = element.attribute("href").filter(|_| element.name == "a");
        let leads = |address: &str| {
            let outside = ["https://", "http://", "tel:", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
            let place = address.strip_prefix('#');
            outside || place.is_some_and(|id| elements.iter().any(|element| element.attribute("id") == Some(id)))
        };
        if href.is_some_and(|address| !leads(address)) {
            fault(&format!("{:?} leads nowhere from a folder", href.unwrap_or_default()));
        }
        if base_url.is_empty() && element.attribute("href").is_some_and(|address| address.contains("published:")) {
            fault("an address of nowhere");
        }
    }
    let text = elements.first().map_or("", |root| root.text.as_str());
    for words in ["made on 15 November 2026", "It does not change when the manual does"] {
        if !text.contains(words) {
            faults.push(format!("it does not say: {words}"));
        }
    }
    let at_the_foot = ["once printed. Date printed:", "when this page was built. Do not follow it."];
    let mut feet = elements.iter().filter(|element| element.attribute("class") == Some("print-footer")).peekable();
    let says_one = |foot: &Element| at_the_foot.iter().filter(|words| foot.text.contains(**words)).count() == 1;
    if feet.peek().is_none() || !feet.all(says_one) {
        faults.push("its sheets do not say one thing of how long they are valid".to_owned());
    }
    faults
}

#[test]
fn a_single_file_holds_all_that_it_shows_and_says_that_it_ages() {
    let sample = build_sample();
    let small = Manual::with_chapter("![A map of the county.](map.png)\n\nSee [the other](02-sound.md).\n");
    small.write("content/01-part/map.png", b"no matter what");
    build_to(small.root(), &small.path("public"));
    let small = read_site(&small.path("public"));
    let files = |site: &BuiltSite| -> BTreeMap<String, Vec<Element>> {
        let paths = site.files.keys().filter(|path| path.contains("download/"));
        paths
            .map(|path| (path.clone(), read_page(site.text(path)).unwrap_or_else(|fault| panic!("{path}: {fault}"))))
            .collect()
    };
    let of_sample = files(&sample);
    assert!(of_sample.len() > 30 && of_sample.contains_key("download/manual.html"));
    // The small manual does not know where it is published.
    for (base_url, files) in [(sample.base_url.as_str(), of_sample), ("", files(&small))] {
        for (path, elements) in files {
            let faults = find_faults(&elements, base_url);
            assert!(faults.is_empty(), "{path}\n{}", faults.join("\n"));
        }
    }
    let text = small.text("chapter/chapter/download/chapter.html");
    let picture = base64::engine::general_purpose::STANDARD.encode("no matter what");
    assert!(text.contains(&format!("data:image/png;base64,{picture}")) && !text.contains("published:"), "{text}");
    assert!(text.contains("See 1.2 ") || text.contains("See the other"), "{text}");
}

#[test]
fn the_file_of_a_part_says_whom_to_ring_and_what_to_do_by_when() {
    let sample = build_sample();
    let text = sample.text("download/part/protecting-children.html");
    let (chapters, end) = text.rsplit_once("</article>").unwrap();
    let tops: Vec<&str> = chapters
        .split("<article ")
        .skip(1)
        .filter_map(|chapter| Some(chapter.split_once("<div class=\"text\">")?.0))
        .collect();
    assert_eq!(tops.len(), 4, "the text of what is withdrawn is left out");
    for top in tops {
        assert!(top.contains("class=\"ring-first\"") && top.contains("href=\"tel:"), "{top}");
        assert!(top.contains("class=\"duties\"") && top.contains("--do:1\">"), "{top}");
    }
    let (_, withdrawn) = text.split_once("id=\"escalating-concerns\"").unwrap();
    assert!(!withdrawn.split_once("</article>").unwrap().0.contains("tel:"), "{withdrawn}");
    let lines: Vec<&str> = end.lines().filter(|line| line.contains("Safeguarding lead")).collect();
    assert!(end.contains("id=\"whom-to-ring-title\"") && lines.len() == 1, "{lines:?}");
}

#[test]
fn a_reader_keeps_the_manual_in_a_browser() {
    let Some(tests) = browser_tests() else { return };
    let folder = tempfile::tempdir().unwrap();
    build_sites(folder.path());
    look_at(&tests.join("offline.mjs"), [folder.path()]);
}

/// The sites of a manual as it changes: `first`; `changed` in one text, with a large file; the first a day `later`; and `closed`, which is
/// not to be kept any more.
fn build_sites(folder: &Path) {
    let manual = folder.join("manual");
    copy_sample(&manual);
    build_to(&manual, &folder.join("first"));
    let mut later = Command::new(env!("CARGO_BIN_EXE_chapterhouse"));
    later
        .args(["build", "--quiet", "--today", "2026-11-16", "--root"])
        .arg(&manual)
        .arg("--dest-dir")
        .arg(folder.join("later"));
    assert!(later.status().unwrap().success());
    let settings = fs::read_to_string(manual.join("site.toml")).unwrap();
    fs::write(manual.join("site.toml"), format!("{settings}\n[offline]\nenabled = false\n")).unwrap();
    build_to(&manual, &folder.join("closed"));
    fs::write(manual.join("site.toml"), settings).unwrap();
    // What has been in force may be changed here.
    fs::remove_file(manual.join("content/registers/editions.lock")).unwrap();
    let text = fs::read_to_string(manual.join(CHANGED)).unwrap();
    fs::write(manual.join(CHANGED), format!("{text}\nKnock twice at the blue door. See [the plan](plan.pdf).\n"))
        .unwrap();
    fs::write(manual.join("content/02-first-contact/plan.pdf"), vec![b'p'; 1_200_000]).unwrap();
    build_to(&manual, &folder.join("changed"));
}
