//! The pages of the sample manual in a real browser: builds it and runs `tests/browser/pages.mjs`,
//! `keyboard.mjs` and, in Firefox, `firefox.mjs` over the site.
//!
//! It needs node, Chromium, Firefox and `npm install --prefix tests/browser`. Without them it says so and passes, because the other
//! tests need none of them; where `CI` is `true` it fails, so that a check that everyone relies on cannot go missing.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::built_site::{build_review_to, build_to, copy_sample, sample_root};

/// Chapters whose texts make the long one: together they hold tables, steps, checklists, duties and plain text.
const JOINED: &[&str] = &[
    "03-protecting-children/01-urgent-meetings.md",
    "02-first-contact/02-level-of-help.md",
    "03-protecting-children/03-missing-children.md",
    "05-leaving-care/01-planning-for-leaving-care.md",
    "04-children-in-our-care/01-agreeing-care.md",
];

/// How long the long chapter is: that of the manual against which the goals of paper and weight were set.
const WORDS: usize = 5_840;

#[test]
fn no_page_fails_its_readers_in_a_browser() {
    let Some(tests) = browser_tests() else { return };
    let folder = tempfile::tempdir().unwrap();
    let manual = folder.path().join("manual");
    copy_sample(&manual);
    fs::write(manual.join("content/02-first-contact/99-the-longest.md"), long_chapter()).unwrap();
    let site = folder.path().join("site");
    build_to(&manual, &site);
    look_at(&tests.join("pages.mjs"), [&site]);
}

#[test]
fn no_page_for_review_fails_its_readers_in_a_browser() {
    let Some(tests) = browser_tests() else { return };
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build_review_to(&sample_root(), &site);
    look_at(&tests.join("pages.mjs"), [site.as_os_str(), "review".as_ref()]);
}

#[test]
fn nothing_needs_a_pointer() {
    let Some(tests) = browser_tests() else { return };
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build_to(&sample_root(), &site);
    look_at(&tests.join("keyboard.mjs"), [&site]);
}

#[test]
fn firefox_shows_prints_and_keeps_the_manual() {
    let Some(tests) = browser_tests() else { return };
    let firefox = std::env::var("FIREFOX").unwrap_or_else(|_| "/usr/bin/firefox-esr".to_owned());
    let is_there = Path::new(&firefox).exists() && tests.join("node_modules/puppeteer-core").exists();
    assert!(is_there || std::env::var("CI").as_deref() != Ok("true"), "there is no {firefox}, or no way to drive it");
    if !is_there {
        println!("skipped: there is no {firefox}, or `npm install --prefix tests/browser` is to be run");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build_to(&sample_root(), &site);
    look_at(&tests.join("firefox.mjs"), [&site]);
}

/// The folder of the browser tests; nothing where they cannot run, which fails where `CI` is `true`.
pub(crate) fn browser_tests() -> Option<PathBuf> {
    let tests = sample_root().join("tests/browser");
    let Some(missing) = find_missing(&tests) else { return Some(tests) };
    assert!(std::env::var("CI").as_deref() != Ok("true"), "the browser tests cannot run: {missing}");
    println!("browser tests skipped: {missing}");
    None
}

/// Runs a script of the browser tests, and shows what it says.
pub(crate) fn look_at(script: &Path, given: impl IntoIterator<Item = impl AsRef<OsStr>>) {
    let output = Command::new("node").arg(script).args(given).output().unwrap();
    println!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "see above\n{}", String::from_utf8_lossy(&output.stderr));
}

/// What the browser tests need and do not find.
fn find_missing(tests: &Path) -> Option<String> {
    let browser = std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned());
    let node = Command::new("node").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !node.is_ok_and(|status| status.success()) {
        Some("there is no node".to_owned())
    } else if !Path::new(&browser).exists() {
        Some(format!("there is no {browser}"))
    } else if !tests.join("node_modules/playwright-core").exists() || !tests.join("node_modules/axe-core").exists() {
        Some("run `npm install --prefix tests/browser` first".to_owned())
    } else {
        None
    }
}

/// A chapter as long as the longest in real manuals, of the sample's own text, so that it packs and prints as real text does.
fn long_chapter() -> String {
    let read = |path: &str| fs::read_to_string(sample_root().join("content").join(path)).unwrap();
    let first = read(JOINED[0]);
    let (head, _) = first[4..].split_once("\n---\n").unwrap();
    let mut text = String::from("---\n");
    for line in head.lines().take_while(|line| *line != "amendments:") {
        text.push_str(if line.starts_with("title:") { "title: The longest chapter" } else { line });
        text.push('\n');
    }
    text.push_str("---\n");
    let mut words = 0;
    for path in JOINED {
        let chapter = read(path);
        let (_, body) = chapter[4..].split_once("\n---\n").unwrap();
        let mut full = false;
        for line in body.lines() {
            // It ends with a paragraph, never in the middle of a box or a table; footnotes stand behind the text.
            full |= words >= WORDS && line.is_empty();
            if full && !line.starts_with("[^") {
                continue;
            }
            let line = without_links(line.split(" {#").next().unwrap());
            words += line.split_whitespace().count();
            text.push_str(&line);
            text.push_str(if full { "\n\n" } else { "\n" });
        }
        if full {
            return text;
        }
    }
    panic!("the chapters together hold only {words} words");
}

/// A line whose links to chapters are plain words: they would start from the wrong folder here.
fn without_links(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('[') {
        plain.push_str(before);
        let found = after.split_once("](").and_then(|(words, tail)| Some((words, tail.split_once(')')?)));
        match found {
            Some((words, (target, tail)))
                if !words.contains(['[', ']']) && (target.contains(".md") || target.starts_with('#')) =>
            {
                plain.push_str(if words.is_empty() { "the chapter" } else { words });
                rest = tail;
            }
            _ => {
                plain.push('[');
                rest = after;
            }
        }
    }
    plain.push_str(rest);
    plain
}
