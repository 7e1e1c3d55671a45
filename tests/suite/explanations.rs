//! Every diagnostic code has an explanation whose examples tell the truth: the wrong files get exactly the lines that
//! the explanation prints, the mended ones are free of the fault and of every error.
//!
//! `CHAPTERHOUSE_BLESS=1` writes the lines into the explanations.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use chapterhouse::diagnostics::codes::{ALL, Code};
use chapterhouse::diagnostics::diagnostic::Diagnostic;
use chapterhouse::external::answers::{Answer, Silence};
use chapterhouse::external::web::{Method, Web};
use url::Url;

use crate::base_manual::{Manual, Outcome, SOUND};
use crate::external_links::check_asking;
use crate::fenced_files::{Section, read_sections, replace_block};
use crate::search_judged::judged_outcome;

/// Puts a fault into a manual.
type Make = fn(&Manual);

/// Faults that cannot be written down as text: they are made here, with bytes and links.
const NOT_TEXT: &[(&str, Make)] = &[
    ("not-utf8", |manual| manual.write(CHAPTER, [SOUND.as_bytes(), b"---\n\nRing the caf\xE9 first.\n"].concat())),
    ("control-character", |manual| manual.write(CHAPTER, format!("{SOUND}---\n\nRing \u{c}first.\n"))),
    ("hidden-character", |manual| manual.write(CHAPTER, format!("{SOUND}---\n\nRing 01632 \u{200b}960001.\n"))),
    ("symlink", |manual| {
        std::os::unix::fs::symlink("/etc/hostname", manual.path("content/01-part/03-rota.csv")).unwrap();
    }),
    ("special-file", |manual| {
        let made = Command::new("mkfifo").arg(manual.path("content/01-part/03-rota.csv")).status().unwrap();
        assert!(made.success());
    }),
];

/// Faults of the machine, which no manual can bring about: that they are explained is all that is tested.
const OF_THE_MACHINE: &[&str] = &["search-index"];

/// Faults that only a web server can tell, asked of one that is made up.
const ASKED: &[&str] = &["dead-link", "moved-link", "unreachable-link"];

/// The web as the explanations have it.
struct InventedWeb;

impl Web for InventedWeb {
    fn ask(&self, address: &Url, _: Method) -> Answer {
        let (status, location) = match (address.scheme(), address.host_str(), address.path()) {
            (_, Some("alarms.example.org"), _) => return Answer::Silent(Silence::TimedOut),
            ("http", Some(host), path) => (301, Some(format!("https://{host}{path}"))),
            (_, _, "/old-form") => (404, None),
            (_, _, "/guidance/visits") => (301, Some("/publications/visiting".to_owned())),
            (_, _, "/news/2019") => (301, Some("/".to_owned())),
            _ => (200, None),
        };
        Answer::Said { status, location, rest: None }
    }

    fn rest(&self, _: Duration) {}
}

/// Faults of a judgement file, which no build reads.
const JUDGED: &[&str] = &["bad-judgement", "unknown-answer"];

/// What is said of a manual, its addresses outside included where the code is one of theirs.
fn outcome_of(manual: &Manual, code: &Code) -> Outcome {
    if JUDGED.contains(&code.name) {
        return judged_outcome(manual);
    }
    if ASKED.contains(&code.name) { check_asking(manual, &InventedWeb) } else { manual.build() }
}

const CHAPTER: &str = "content/01-part/01-chapter.md";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/diagnostics/explanations")
}

fn section<'a>(sections: &'a [Section], heading: &str, code: &Code) -> &'a Section {
    sections
        .iter()
        .find(|section| section.heading == heading)
        .unwrap_or_else(|| panic!("{}: the section \"{heading}\" is missing", code.name))
}

fn manual_of(section: &Section) -> Manual {
    let manual = Manual::sound();
    for (path, text) in section.files() {
        manual.write(path, text);
    }
    manual
}

/// Everything wrong with one explanation; blesses it where that is asked for.
fn check_explanation(code: &Code, bless: bool) -> Vec<String> {
    let mut wrong = Vec::new();
    let path = folder().join(format!("{}.md", code.name));
    let text = std::fs::read_to_string(&path).unwrap();
    if !text.starts_with(&format!("# {}\n\n", code.name)) {
        wrong.push("does not begin with its name".to_owned());
    }
    if text.len() < 200 {
        wrong.push("explains nothing".to_owned());
    }
    if OF_THE_MACHINE.contains(&code.name) {
        return wrong;
    }
    let sections = read_sections(&text);
    let said = section(&sections, "What is said", code).blocks.first().unwrap();
    let made = NOT_TEXT.iter().find(|(name, _)| *name == code.name).map(|(_, make)| {
        let manual = Manual::sound();
        make(&manual);
        manual
    });
    let is_text = made.is_none();
    let outcome = outcome_of(&made.unwrap_or_else(|| manual_of(section(&sections, "Wrong", code))), code);
    if !outcome.codes().contains(&code.name) {
        wrong.push(format!("the wrong example does not show it; it gives:\n{}", outcome.lines.join("\n")));
    }
    let lines: String = outcome.lines.iter().map(|line| format!("{line}\n")).collect();
    if bless && wrong.is_empty() {
        std::fs::write(&path, replace_block(&text, said, &lines)).unwrap();
    } else if lines != said.text {
        wrong.push(format!("says:\n{}but this is said:\n{lines}", said.text));
    }
    if !is_text {
        return wrong;
    }
    let mended = outcome_of(&manual_of(section(&sections, "Mended", code)), code);
    let left = |diagnostic: &Diagnostic| diagnostic.is_error() || diagnostic.code == code;
    if mended.diagnostics.iter().any(left) {
        wrong.push(format!("the mended example is not sound:\n{}", mended.lines.join("\n")));
    }
    wrong
}

#[test]
fn every_explanation_tells_the_truth() {
    let bless = std::env::var_os("CHAPTERHOUSE_BLESS").is_some();
    let mut wrong = Vec::new();
    for code in ALL {
        wrong.extend(check_explanation(code, bless).into_iter().map(|what| format!("{}: {what}", code.name)));
    }
    assert!(wrong.is_empty(), "{} faults\n\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn every_explanation_belongs_to_a_code() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let code = name.strip_suffix(".md").unwrap_or(&name);
        assert!(ALL.iter().any(|known| known.name == code), "{name} explains no code");
    }
}
