//! What `check` says to people and to programs: bounded for the one, whole and well formed for the other.
//!
//! Takes manuals with a few faults or with very many, gives them to the program, and reads what it prints. The form of SARIF
//! is held to its standard (2.1.0) by hand: the properties that it requires, and those that code hosts read.

use std::fmt::Write as _;
use std::process::Output;

use serde_json::Value;

use crate::base_manual::{Manual, SOUND};

fn out(run: &Output) -> String {
    String::from_utf8(run.stdout.clone()).unwrap()
}

fn err(run: &Output) -> String {
    String::from_utf8(run.stderr.clone()).unwrap()
}

/// A manual whose chapter has a name to be encoded, and faults in characters of several bytes.
fn faulty() -> Manual {
    let manual = Manual::sound();
    manual.write(
        "content/01-part/03 größe #1.md",
        format!("{SOUND}---\n\nÄöü [sound](02-Sound.md), [gone](04-gone.md).\n\n## A {{#a}}\n\n## B {{#a}}\n"),
    );
    manual
}

fn sarif(manual: &Manual) -> Value {
    let run = manual.run(&["check", "--format", "sarif"]);
    assert_eq!(run.status.code(), Some(1), "{}", err(&run));
    serde_json::from_slice(&run.stdout).unwrap()
}

#[test]
fn sarif_is_as_its_standard_says() {
    let manual = faulty();
    let log = sarif(&manual);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    assert_eq!(run["invocations"][0]["executionSuccessful"], true);
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "Chapterhouse");
    let rules = driver["rules"].as_array().unwrap();
    assert_eq!(rules.len(), chapterhouse::diagnostics::codes::ALL.len());
    for rule in rules {
        for text in ["/id", "/shortDescription/text", "/fullDescription/text", "/help/text", "/help/markdown"] {
            assert!(
                rule.pointer(text).and_then(Value::as_str).is_some_and(|text| !text.is_empty()),
                "{text} of {rule}"
            );
        }
        assert!(matches!(rule["defaultConfiguration"]["level"].as_str(), Some("error" | "warning")), "{rule}");
    }
    let results = run["results"].as_array().unwrap();
    assert!(results.len() >= 3, "{results:?}");
    for result in results {
        let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[rule]["id"], result["ruleId"]);
        assert!(matches!(result["level"].as_str(), Some("error" | "warning")));
        assert!(!result["message"]["text"].as_str().unwrap().is_empty());
        assert!(result["partialFingerprints"]["chapterhouse/v1"].as_str().is_some_and(|print| print.len() == 32));
        let related = result["relatedLocations"].as_array().map_or(&[][..], Vec::as_slice);
        for location in result["locations"].as_array().unwrap().iter().chain(related) {
            let file = &location["physicalLocation"]["artifactLocation"];
            assert_eq!(file["uriBaseId"], "%SRCROOT%");
            assert_eq!(file["uri"], "content/01-part/03%20gr%C3%B6%C3%9Fe%20%231.md");
            let region = &location["physicalLocation"]["region"];
            let place = |key: &str| region[key].as_u64().unwrap();
            assert!(place("startLine") >= 1 && place("startColumn") >= 1);
            assert!((place("endLine"), place("endColumn")) >= (place("startLine"), place("startColumn")));
        }
    }
    let case = results.iter().find(|result| result["ruleId"] == "link-case").unwrap();
    let region = &case["locations"][0]["physicalLocation"]["region"];
    assert_eq!((region["startLine"].as_u64(), region["startColumn"].as_u64()), (Some(7), Some(5)));
    let replacement = &case["fixes"][0]["artifactChanges"][0]["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "02-sound.md");
    assert_eq!(replacement["deletedRegion"]["startColumn"], 13);
    assert_eq!(replacement["deletedRegion"]["endColumn"], 24);
    assert!(results.iter().any(|result| result["relatedLocations"][0]["message"]["text"].is_string()));
}

#[test]
fn a_fingerprint_outlives_lines_that_are_added_above() {
    let prints = |manual: &Manual| -> Vec<(String, String)> {
        let log = sarif(manual);
        let results = log["runs"][0]["results"].as_array().unwrap().clone();
        let mut prints: Vec<_> = results
            .iter()
            .map(|result| (result["ruleId"].to_string(), result["partialFingerprints"].to_string()))
            .collect();
        prints.sort();
        prints
    };
    let manual = faulty();
    let before = prints(&manual);
    let path = manual.path("content/01-part/03 größe #1.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, text.replace("---\n\nÄ", "---\n\nMore.\n\nAnd more.\n\nÄ")).unwrap();
    assert_eq!(prints(&manual), before);
    let mut single = before.clone();
    single.dedup();
    assert_eq!(single, before, "no two faults have one fingerprint");
}

#[test]
fn a_manual_within_a_repository_is_known_by_its_paths_there() {
    let manual = faulty();
    let log = sarif(&manual);
    let uri = |log: &Value| {
        log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            .as_str()
            .unwrap()
            .to_owned()
    };
    assert!(uri(&log).starts_with("content/"));
    let repository = tempfile::tempdir().unwrap();
    std::fs::create_dir(repository.path().join(".git")).unwrap();
    let inside = repository.path().join("docs/our manual");
    std::fs::create_dir_all(inside.parent().unwrap()).unwrap();
    std::fs::rename(manual.root(), &inside).unwrap();
    std::fs::create_dir(manual.root()).unwrap();
    let root = inside.to_str().unwrap();
    let run = manual.run(&["check", "--format", "sarif", "--root", root]);
    assert!(uri(&serde_json::from_slice(&run.stdout).unwrap()).starts_with("docs/our%20manual/content/"));
    let run = manual.run(&["check", "--format", "github", "--root", root]);
    assert!(out(&run).contains("file=docs/our manual/content/01-part/03 größe #1.md,line=7,"), "{}", out(&run));
}

#[test]
fn json_says_how_to_mend_and_who() {
    let run = faulty().run(&["check", "--format", "json"]);
    let report: Value = serde_json::from_slice(&run.stdout).unwrap();
    let list = report["diagnostics"].as_array().unwrap();
    let case = list.iter().find(|fault| fault["code"] == "link-case").unwrap();
    assert_eq!(case["owner"], "duty-team");
    assert_eq!(case["explain"], "a link's capital letters differ from the file's");
    let mend = &case["mends"][0];
    assert_eq!((mend["line"].as_u64(), mend["column"].as_u64()), (Some(7), Some(13)));
    assert_eq!((mend["end_line"].as_u64(), mend["end_column"].as_u64()), (Some(7), Some(24)));
    assert_eq!(mend["text"], "02-sound.md");
    let built = faulty().run(&["build", "--format", "json"]);
    assert_eq!(serde_json::from_slice::<Value>(&built.stdout).unwrap(), report);
}

/// Ten thousand faults of one kind, and one of another.
fn crowded() -> Manual {
    let manual = Manual::sound();
    for file in 0..20 {
        let mut text = format!("{SOUND}---\n\n");
        for link in 0..500 {
            let _ = writeln!(text, "[the {link}th](gone-{link}.md)\n");
        }
        manual.write(&format!("content/01-part/1{file:02}-crowd-{file}.md"), text);
    }
    manual.write("content/01-part/99-last.md", format!("{SOUND}owner: nobody\n---\n\nText.\n"));
    manual
}

#[test]
fn ten_thousand_faults_can_be_read() {
    let manual = crowded();
    let run = manual.run(&["check"]);
    let said = err(&run);
    assert_eq!(run.status.code(), Some(1));
    assert!(said.lines().count() < 200, "{} lines", said.lines().count());
    assert_eq!(said.matches("error[broken-link]").count(), 10);
    assert!(said.contains("error[duplicate-key]"), "the one other fault is not hidden:\n{said}");
    assert!(said.contains("  10,000      10  error    broken-link"), "{said}");
    assert!(said.contains("     500  content/01-part/100-crowd-0.md\n"), "{said}");
    assert!(said.contains("and 11 files more"), "{said}");
    assert!(said.contains("9,990 more of broken-link: chapterhouse check --code broken-link"), "{said}");
    assert!(said.ends_with("10,001 errors\n"), "{said}");
    // Whoever asks for them all gets them all.
    let all = err(&manual.run(&["check", "--limit", "all", "--code", "broken-link"]));
    assert_eq!(all.matches("error[broken-link]").count(), 10_000);
    let lines = manual.run(&["check", "--format", "short"]);
    assert_eq!(out(&lines).lines().count(), 10_001);
}

#[test]
fn the_exit_code_speaks_of_what_was_asked_for() {
    let manual = faulty();
    let code = |words: &[&str]| manual.run(&[&["check", "-q"], words].concat()).status.code();
    assert_eq!(code(&[]), Some(1));
    assert_eq!(code(&["--code", "review-overdue"]), Some(0));
    assert_eq!(code(&["--code", "review-overdue", "--code", "link-case"]), Some(1));
    assert_eq!(code(&["content/01-part/02-sound.md"]), Some(0));
    assert_eq!(code(&["content/01-part"]), Some(1));
    assert_eq!(code(&["--owner", "manual"]), Some(0));
    assert_eq!(code(&["--owner", "duty-team"]), Some(1));
    // How many are shown says nothing of how many there are.
    assert_eq!(code(&["--limit", "1"]), Some(1));
}
