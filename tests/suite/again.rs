//! A manual that is checked again after a save gives what one gives that is checked anew.
//!
//! Takes the sample manual, rewrites it at random, save by save, and holds every diagnostic and every file against those of a
//! build that remembers nothing. Must not know which saves are checked again and which anew: only that there are both.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chapterhouse::diagnostics::diagnostic::Diagnostic;
use chapterhouse::memory::Memory;
use chapterhouse::pipeline::{BuildRequest, build_site};
use chapterhouse::stages::NoObserver;
use chapterhouse::standing::stand_site;

use crate::built_manual::{ReadManual, TODAY, read_manual, request};
use crate::built_site::copy_sample;

/// What authors may write, well or badly: words, numbers of people, links, headings, claims of days, exemptions, passages.
const WRITTEN: &[&str] = &[
    "Tell the duty team the same day.",
    "Ring 01632 960999 before you go.",
    "Write to jane.smith@example.org or to [her](mailto:jane.smith@example.org).",
    "See [the chapter](nowhere.md) and [](ref:nothing).",
    "Ask [](contact:nobody) or [](term:nothing).",
    "This will change in May 2019. It will be reviewed in March 2020.",
    "The review of this chapter is due on 1 January 2020.",
    "Use the case conference, {{ var.nothing }} and {{ var.council }}.",
    "## A new section {#a-new-section}",
    "## WHAT EVERYBODY MUST KNOW AT ALL TIMES.",
    "{{#include ../shared/nothing.md}}",
    "<!-- allow broken-link: to be written -->\nSee [another](nowhere-else.md).",
    "<!-- allow typed-contact: nothing here -->\nNothing here.",
    "> [!LOCAL nowhere]\n> In one area only.",
    "You must, within 24 hours and in any case before the end of the next working day, and whoever is on duty then, write it \
     all down in the record of the child, with the names of those who were there, and of those who were not, and why.",
    "- one\n- two\n\n1. three\n3. four",
    "| a | b |\n|---|---|\n| 1 |\n",
    "On 03/04/2024 it changed, see <https://www.example.org/law>.",
    "{% nonsense %} \u{202e} <b onclick=x>",
];

/// The next of a row of numbers that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

fn files_of(root: &Path) -> Vec<PathBuf> {
    let found = walkdir::WalkDir::new(root.join("content")).sort_by_file_name().into_iter().map(Result::unwrap);
    found.map(walkdir::DirEntry::into_path).filter(|path| path.extension().is_some_and(|end| end == "md")).collect()
}

/// Writes something somewhere in a file, below its front matter most times.
fn rewrite(path: &Path, dice: &mut Dice) {
    let text = fs::read_to_string(path).unwrap();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let body = lines.iter().skip(1).position(|line| line == "---").map_or(0, |end| end + 2);
    match dice.below(12) {
        // Words alone: what most saves are.
        0..=6 => {
            let at = body + dice.below(lines.len() - body + 1);
            let written = if dice.below(2) == 0 { WRITTEN[0] } else { WRITTEN[dice.below(WRITTEN.len())] };
            lines.insert(at, format!("\n{written}\n"));
        }
        7 | 8 => {
            let at = body + dice.below((lines.len() - body).max(1));
            if let Some(line) = lines.get_mut(at).filter(|line| line.starts_with(char::is_alphabetic)) {
                *line = line.split(' ').rev().collect::<Vec<_>>().join(" ");
            }
        }
        9 if lines.len() > body => {
            lines.remove(body + dice.below(lines.len() - body));
        }
        10 if body > 1 => {
            lines.insert(
                1,
                ["allow: {broken-link: later}", "review_in: 3 months", "draft: true"][dice.below(3)].to_owned(),
            );
        }
        _ => {
            if let Some(line) = lines.get_mut(1 + dice.below(body.max(3) - 2)).filter(|_| body > 2) {
                line.push_str(["", " ", " again", " # allow broken-link: later"][dice.below(4)]);
            }
        }
    }
    fs::write(path, lines.join("\n") + "\n").unwrap();
}

/// Saves at random, and holds each check against one that remembers nothing; every so often all files too.
fn compare(seed: u64, saves: usize, request: &BuildRequest) -> usize {
    let folder = tempfile::tempdir().unwrap();
    copy_sample(folder.path());
    let mut dice = Dice(seed);
    let memory = Arc::new(Memory::default());
    let original: Vec<(PathBuf, String)> =
        files_of(folder.path()).into_iter().map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect();
    for save in 0..saves {
        // Where faults pile up, no site is made any more, and nobody writes so.
        if save % 8 == 0 {
            for (path, text) in &original {
                fs::write(path, text).unwrap();
            }
        } else {
            for _ in 0..=dice.below(10) / 8 {
                rewrite(&original[dice.below(original.len())].0, &mut dice);
            }
        }
        let ReadManual { sources, config, faults } = read_manual(folder.path());
        let sources = Arc::new(sources);
        let anew = build_site(&sources, &config, request, &Memory::default(), &NoObserver, faults.clone());
        let stood = stand_site(&sources, &config, request, &memory, &NoObserver, faults);
        let (expected, found) = (&anew.diagnostics, stood.report());
        let only = |these: &[Diagnostic], those: &[Diagnostic]| {
            these.iter().filter(|one| !those.contains(one)).cloned().collect::<Vec<_>>()
        };
        assert!(
            *expected == **found,
            "seed {seed}, save {save}: lacks {:#?}, has {:#?}",
            only(expected, found),
            only(found, expected)
        );
        if let Some(tree) = anew.value.filter(|_| save % 4 == 3) {
            let whole = stood.whole().value;
            for (path, file) in &tree {
                assert!(whole.get(path) == Some(file), "seed {seed}, save {save}: {path} differs");
            }
            assert_eq!(whole.len(), tree.len());
        }
    }
    memory.checked_again()
}

#[test]
fn a_manual_checked_again_is_like_one_checked_anew() {
    let mut all = request(TODAY);
    all.audience.drafts = true;
    all.audience.future = true;
    let again = compare(1, 24, &request(TODAY)) + compare(2, 24, &all);
    assert!((12..=44).contains(&again), "{again} of 48 saves were checked again");
}
