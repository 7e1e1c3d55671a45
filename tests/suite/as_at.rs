//! On every day one edition of a chapter is in force, or a stated none, and everything that says which says the same: the
//! chapter's page, `timeline.json`, the record that `build --as-at` makes, and the script in the reader's browser.
//!
//! Also what a record holds and what not. The rule it is all held to is `dated_manual`'s.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use chapterhouse::memory::Memory;
use chapterhouse::pipeline::build_site;
use chapterhouse::publish::output_tree::OutputTree;
use chapterhouse::stages::NoObserver;
use jiff::civil::{Date, date};
use serde_json::{Value, json};

use crate::built_manual::{ReadManual, TODAY, page, read_manual, request, write_files};
use crate::dated_manual::{Answer, DatedManual, manuals, sampled_days};
use crate::page_reader::{inside, visible_text};
use crate::strict_html::read_page;

/// Runs `tests/browser/days.mjs` over a table, so that the script of the pages gives the same answers. Without node it says
/// so and passes, where `CI` is `true` it fails.
pub(crate) fn ask_script(table: &Value) {
    let node = Command::new("node").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !node.is_ok_and(|status| status.success()) {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "there is no node");
        println!("the pages' script was not asked: there is no node");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("table.json");
    fs::write(&file, table.to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/days.mjs");
    let output = Command::new("node").arg(script).arg(&file).output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
}

pub(crate) fn read_json(output: &OutputTree, path: &str) -> Value {
    serde_json::from_str(&page(output, path)).unwrap()
}

/// What a site says of its own day: the words and first days of `pages.json`, by the chapters' ids.
fn page_answers(output: &OutputTree) -> BTreeMap<String, Answer> {
    let pages = read_json(output, "pages.json");
    let answer = |chapter: &Value| {
        let from = chapter["effective_from"].as_str().map(|day| day.parse::<Date>().unwrap());
        let answer = match chapter["state"].as_str().unwrap() {
            "current" => ("in-force", from),
            "withdrawn" => ("withdrawn", from),
            "expired" => ("expired", from),
            "future" => ("not-yet", None),
            other => panic!("{other}"),
        };
        (chapter["id"].as_str().unwrap().to_owned(), answer)
    };
    pages["chapters"].as_array().unwrap().iter().map(answer).collect()
}

/// What `timeline.json` says of a chapter on a day.
fn line_answer(chapter: &Value, day: Date) -> Answer {
    let stretches = chapter["stretches"].as_array().unwrap();
    let begun =
        stretches.iter().rfind(|stretch| stretch[0].as_str().is_none_or(|from| from <= day.to_string().as_str()));
    let begun = begun.unwrap();
    let word = match begun[1].as_str().unwrap() {
        "in-force" => "in-force",
        "withdrawn" => "withdrawn",
        "expired" => "expired",
        "not-yet" => "not-yet",
        other => panic!("{other}"),
    };
    (word, begun[2].as_str().map(|name| name.parse().unwrap()))
}

#[test]
fn all_name_the_same_edition_on_every_day() {
    let mut table = Vec::new();
    let memory = Memory::default();
    let (mut records, mut builds) = (0, 0);
    for manual in manuals(14) {
        let Some(now) = manual.build(TODAY, None, &memory) else { continue };
        let timeline = read_json(&now, "timeline.json");
        let lines: BTreeMap<&str, &Value> =
            timeline["chapters"].as_array().unwrap().iter().map(|line| (line["id"].as_str().unwrap(), line)).collect();
        let mut asked = Vec::new();
        for (step, day) in sampled_days(&manual).into_iter().enumerate() {
            let mut expected = BTreeMap::new();
            for (id, editions) in manual.ids().filter(|(_, editions)| DatedManual::is_seen(editions, TODAY)) {
                let answer = DatedManual::answer(editions, day, TODAY);
                assert_eq!(line_answer(lines[id], day), answer, "timeline.json on {day}: {id} of {manual:#?}");
                asked.push(json!({
                    "id": id, "day": day, "standing": answer.0, "edition": answer.1.map(|day| day.to_string())
                }));
                expected.insert(id.to_owned(), answer);
            }
            if day <= TODAY && step % 2 == 0 {
                let record = manual.build(TODAY, Some(day), &memory);
                let said = record.as_ref().map(page_answers).unwrap_or_default();
                // A chapter that was not in force yet is no part of the record.
                expected.retain(|_, answer| answer.0 != "not-yet");
                assert_eq!(said, expected, "the record of {day} of {manual:#?}");
                records += 1;
            } else if day > TODAY && step % 3 == 0 {
                // What is published after today is not known today.
                let Some(site) = manual.build(day, None, &memory) else { continue };
                for (id, editions) in manual.ids().filter(|(_, editions)| DatedManual::is_seen(editions, day)) {
                    let answer = DatedManual::answer(editions, day, day);
                    assert_eq!(page_answers(&site)[id], answer, "the page on {day}: {id} of {manual:#?}");
                }
                builds += 1;
            }
        }
        table.push(json!({ "timeline": timeline, "asked": asked }));
    }
    assert!(records > 100 && builds > 50, "{records} records, {builds} builds");
    ask_script(&json!({ "timelines": table }));
}

/// A manual for looking at its records.
fn write_manual(root: &Path) {
    write_files(
        root,
        [
            ("site.toml", "[site]\ntitle = \"The manual\"\nbase_url = \"https://m.example/\"\n"),
            ("content/registers/contacts.yml", "duty: {name: Duty team}\n"),
            ("content/registers/updates.yml", "next: {date: 2027-05-12}\n"),
            ("content/1-part/index.md", "---\ntitle: The part\n---\n"),
            (
                "content/1-part/1-later.md",
                "---\ntitle: Later\nowner: duty\nnext_review_on: 2027-01-01\neffective_from: 2025-01-01\n---\n\nNew.\n",
            ),
            (
                "content/1-part/2-steady.md",
                "---\ntitle: Steady\nowner: duty\nnext_review_on: 2027-01-01\nlast_reviewed_on: 2026-01-01\n\
                 amendments:\n  - {date: 2026-01-01, type: review}\n---\n\nSee [it](1-later.md) and [§](3-back.md).\n",
            ),
            (
                "content/1-part/3-back.md",
                "---\ntitle: Back\nowner: duty\nnext_review_on: 2027-01-01\neffective_from: 2024-03-01\n\
                 published_on: 2024-03-10\nretrospective: true\n---\n\nSecond.\n",
            ),
            (
                "content/1-part/3-back@2024-01-01.md",
                "---\ntitle: Back then\nowner: duty\nnext_review_on: 2025-01-01\neffective_from: 2024-01-01\n---\n\nFirst.\n",
            ),
        ],
    );
}

fn record(manual: &ReadManual, as_at: Date, today: Date) -> OutputTree {
    let mut asked = request(today);
    asked.as_at = Some(as_at);
    let memory = Memory::default();
    let built = build_site(&manual.sources, &manual.config, &asked, &memory, &NoObserver, manual.faults.clone());
    built.value.unwrap_or_else(|| panic!("{:#?}", built.diagnostics))
}

fn words_of(html: &str) -> String {
    visible_text(html).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_record_holds_what_was_known_and_says_what_it_is() {
    let folder = tempfile::tempdir().unwrap();
    write_manual(folder.path());
    let manual = read_manual(folder.path());
    let output = record(&manual, date(2024, 3, 5), TODAY);
    for absent in ["as-at/index.html", "timeline.js", "next-change.json", "chapter/later/index.html", "feed.atom"] {
        assert!(output.get(absent).is_none(), "{absent} in a record");
    }
    for (path, file) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
        let html = String::from_utf8_lossy(file.bytes());
        let elements = read_page(&html).unwrap_or_else(|fault| panic!("{path}: {fault}"));
        let asks = |element: &&crate::strict_html::Element| element.attribute("content") == Some("noindex");
        assert!(elements.iter().any(|element| asks(&element)), "{path} can be listed");
        assert!(words_of(&html).contains("The manual as it stood on 5 March 2024"), "{path} does not say what it is");
        for attribute in ["data-from", "data-until"] {
            assert!(elements.iter().all(|element| element.attribute(attribute).is_none()), "{path} changes with days");
        }
    }
    // The text of today names a chapter that came later: it stands there as plain text. Its number stays free.
    let steady = page(&output, "chapter/steady/index.html");
    let text = inside(&steady, "div", "text").unwrap();
    assert!(text.contains("See it and <a href=\"../../chapter/back/index.html\">1.3 Back</a>"), "{text}");
    for later in ["2026-01-01", "1 January 2026", "2027", "Reviewed"] {
        assert!(!steady.contains(later), "{later} is known in 2024: {steady}");
    }
    let home = page(&output, "index.html");
    assert!(!home.contains("2027") && !home.contains("What is new"), "{home}");
    let words = words_of(&home);
    assert!(words.contains(&manual.sources.hash().hex()), "{words}");
    let told = "1.3 Back : in force from 1 March 2024, published on 10 March 2024. On 5 March 2024 readers saw the edition \
                of 1 January 2024 .";
    assert!(
        words.replace(" :", ":").replace(" .", ".").contains(&told.replace(" :", ":").replace(" .", ".")),
        "{words}"
    );
    let output = record(&manual, date(2024, 3, 10), TODAY);
    assert!(page(&output, "index.html").contains("There are none"));
}

#[test]
fn records_of_one_day_differ_in_nothing_but_the_day_they_were_made() {
    let folder = tempfile::tempdir().unwrap();
    write_manual(folder.path());
    let manual = read_manual(folder.path());
    let (one, other) = (date(2026, 11, 15), date(2028, 2, 29));
    let (first, second) = (record(&manual, date(2024, 3, 5), one), record(&manual, date(2024, 3, 5), other));
    let plain = |output: &OutputTree, path: &str, day: Date| {
        let text = page(output, path);
        let long = chapterhouse::data::dates::long_date(day);
        text.replace(&day.to_string(), "DAY").replace(&long, "DAY")
    };
    let paths: Vec<&str> = first.iter().map(|(path, _)| path).collect();
    assert_eq!(paths, second.iter().map(|(path, _)| path).collect::<Vec<_>>());
    for path in paths.into_iter().filter(|path| *path != "SHA256SUMS") {
        assert_eq!(plain(&first, path, one), plain(&second, path, other), "{path}");
    }
}

#[test]
fn the_hash_of_the_source_is_that_of_a_list_of_its_files() {
    let folder = tempfile::tempdir().unwrap();
    write_manual(folder.path());
    let manual = read_manual(folder.path());
    let mut paths: Vec<String> = walkdir::WalkDir::new(folder.path())
        .into_iter()
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| entry.path().strip_prefix(folder.path()).unwrap().to_str().unwrap().to_owned())
        .collect();
    paths.sort();
    let line = |path: &String| {
        let bytes = fs::read(folder.path().join(path)).unwrap();
        format!("{}  {path}\n", chapterhouse::memo::ContentHash::of(&bytes).hex())
    };
    let list: String = paths.iter().map(line).collect();
    assert_eq!(manual.sources.hash().hex(), chapterhouse::memo::ContentHash::of(list.as_bytes()).hex());
}
