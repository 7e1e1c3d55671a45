//! What the world does to a manual: an Act is replaced, a chapter gets another name, a word goes out of use, a team is
//! dissolved. `check` must then name every place concerned and nothing else.
//!
//! The places are looked for a second time, by reading the files of the sample manual line by line as a person with a
//! text editor would; both must agree.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use walkdir::WalkDir;

use crate::base_manual::TODAY;
use crate::built_site::copy_sample;

/// For each file, how often a code was told in it.
type Told = BTreeMap<String, usize>;

struct Sample(tempfile::TempDir);

impl Sample {
    fn copy() -> Self {
        let sample = Sample(tempfile::tempdir().unwrap());
        copy_sample(sample.root());
        sample
    }

    fn root(&self) -> &Path {
        self.0.path()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap()
    }

    fn change(&self, path: &str, change: impl Fn(&str) -> String) {
        let before = self.read(path);
        let after = change(&before);
        assert_ne!(before, after, "nothing of {path} was changed");
        fs::write(self.root().join(path), after).unwrap();
    }

    fn run(&self, words: &[&str]) -> (String, Option<i32>) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chapterhouse"));
        command.args(words).args(["--today", TODAY]).current_dir(self.root()).env("NO_COLOR", "1");
        let output = command.output().unwrap();
        (String::from_utf8(output.stdout).unwrap(), output.status.code())
    }

    /// Everything that is told, a line each.
    fn said(&self) -> Vec<String> {
        self.run(&["check", "--format", "short"]).0.lines().map(str::to_owned).collect()
    }

    /// What is told now and was not told before: how often in each file. All of it must be of one code.
    fn new_of(&self, code: &str, before: &[String]) -> Told {
        let mut told = Told::new();
        for line in self.said().iter().filter(|line| !before.contains(line)) {
            assert!(line.contains(&format!("[{code}]: ")), "not {code}: {line}");
            *told.entry(line.split(':').next().unwrap().to_owned()).or_default() += 1;
        }
        told
    }

    /// The Markdown files whose text readers see as in force today, or as being in force later.
    fn files_in_force(&self) -> Vec<(String, String)> {
        let mut newest: BTreeMap<String, (String, String, String)> = BTreeMap::new();
        let mut found = Vec::new();
        for entry in WalkDir::new(self.root().join("content")).sort_by_file_name().into_iter().map(Result::unwrap) {
            let path = entry.path().strip_prefix(self.root()).unwrap().to_string_lossy().into_owned();
            let Some(stem) = path.strip_suffix(".md") else { continue };
            let text = self.read(&path);
            let line =
                |key: &str| text.lines().find_map(|line| line.strip_prefix(key)).map(|rest| rest.trim().to_owned());
            let day = line("effective_from:").unwrap_or_default();
            if line("draft:").is_some() {
                continue;
            }
            if day.as_str() > TODAY {
                found.push((path, text));
                continue;
            }
            let chapter = stem.split('@').next().unwrap().to_owned();
            let seen = newest.get(&chapter).is_some_and(|(other, _, _)| *other >= day);
            if !seen {
                newest.insert(chapter, (day, path, text));
            }
        }
        let withdrawn = |text: &str| text.lines().any(|line| line.starts_with("withdrawn:"));
        found.extend(newest.into_values().map(|(_, path, text)| (path, text)).filter(|(_, text)| !withdrawn(text)));
        found
    }
}

/// How often each file says something, by a count of a text; files that do not are left out.
fn count_in(files: &[(String, String)], count: impl Fn(&str) -> usize) -> Told {
    files.iter().map(|(path, text)| (path.clone(), count(text))).filter(|(_, number)| *number > 0).collect()
}

/// How often an id stands in the lists of the front matter under some keys, and behind a scheme in the text.
fn count_id(text: &str, keys: &[&str], scheme: &str, id: &str) -> usize {
    let (front, body) = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", text));
    let mut number = 0;
    for line in front.lines() {
        // `amendments` are flow maps on lines of their own.
        for key in keys {
            for (at, _) in line.match_indices(&format!("{key}: ")) {
                let before = line[..at].chars().next_back();
                let value = line[at + key.len() + 2..].split(['}', ']']).next().unwrap();
                if before.is_none_or(|c| !c.is_alphanumeric() && c != '_') {
                    let first = if value.starts_with('[') { value } else { value.split(", ").next().unwrap() };
                    number += first.split([',', '[', ' ']).filter(|word| *word == id).count();
                }
            }
        }
    }
    let wanted = format!("{scheme}:{id}");
    // Examples of how to write a link stand in code.
    let mut fenced = false;
    for line in body.lines() {
        fenced ^= line.trim_start().starts_with("```");
        let outside_code: String = line.split('`').step_by(2).collect();
        if !fenced {
            number +=
                outside_code.match_indices(&wanted).filter(|(at, _)| ends(&outside_code[at + wanted.len()..])).count();
        }
    }
    number
}

fn ends(rest: &str) -> bool {
    rest.chars().next().is_none_or(|next| !next.is_alphanumeric() && next != '-')
}

#[test]
fn an_act_that_is_replaced_is_told_wherever_it_is_cited_in_force() {
    let sample = Sample::copy();
    let before = sample.said();
    sample.change("content/registers/references.yml", |text| {
        let (head, tail) = text.split_once("children-act-1989:\n").unwrap();
        let tail = tail.replacen("replaced_by: null", "replaced_by: children-act-2025", 1);
        let new = "children-act-2025:\n  title: Children Act 2025\n  kind: act\n  in_force_from: 2026-01-01\n";
        format!("{head}{new}children-act-1989:\n{tail}")
    });
    let expected = count_in(&sample.files_in_force(), |text| {
        count_id(text, &["legislation", "guidance", "forms"], "ref", "children-act-1989")
    });
    assert!(expected.len() > 3, "{expected:?}");
    assert_eq!(sample.new_of("replaced-reference", &before), expected);
    let (_, code) = sample.run(&["build", "-q"]);
    assert_eq!(code, Some(0));
    let chapter = expected.keys().find(|path| path.contains("missing-children")).expect("a chapter that cites it");
    assert!(chapter.ends_with(".md"));
    let page = sample.read("public/chapter/missing-children/index.html");
    assert!(page.contains("Children Act 2025"), "the page does not tell what replaces the Act");
}

#[test]
fn a_contact_that_is_gone_is_told_wherever_readers_are_sent_to_it() {
    let sample = Sample::copy();
    let before = sample.said();
    sample.change("content/registers/contacts.yml", |text| {
        let (head, tail) = text.split_once("health-adviser:\n").unwrap();
        let rest: Vec<&str> = tail.lines().skip_while(|line| line.starts_with(' ')).collect();
        format!("{head}{}\n", rest.join("\n"))
    });
    let mut files = sample.files_in_force();
    files.push(("content/registers/contacts.yml".to_owned(), sample.read("content/registers/contacts.yml")));
    let expected = count_in(&files, |text| {
        count_id(text, &["owner", "author", "approved_by", "out_of_hours"], "contact", "health-adviser")
    });
    assert!(expected.len() > 2, "{expected:?}");
    assert_eq!(sample.new_of("unknown-contact", &before), expected);
}

#[test]
fn a_chapter_with_another_name_is_found_under_the_old_one() {
    let sample = Sample::copy();
    let before = sample.said();
    let (_, code) = sample.run(&["mv", "home-visits", "02-first-contact/04-visits-at-home"]);
    assert_eq!(code, Some(0));
    let said: Vec<String> = before.iter().map(|line| line.replace("04-home-visits", "04-visits-at-home")).collect();
    assert_eq!(sample.said(), said, "nothing is left to be mended by hand");
}

#[test]
fn an_edition_out_of_force_keeps_the_name_of_a_team_that_is_gone() {
    let sample = Sample::copy();
    // Whoever dissolves a team changes what is in force; what was in force stays word for word.
    for (path, text) in sample.files_in_force() {
        if text.contains("health-adviser") {
            fs::write(sample.root().join(path), text.replace("health-adviser", "duty-team")).unwrap();
        }
    }
    fs::remove_file(sample.root().join("content/registers/editions.lock")).unwrap();
    let past = "content/03-protecting-children/01-urgent-meetings@2024-11-06.md";
    sample.change(past, |text| {
        text.replace("[the health adviser](contact:health-adviser)", "[](contact:health-adviser)")
    });
    sample.change("content/registers/contacts.yml", |text| text.replace("health-adviser:", "other-team:"));
    let said = sample.said();
    assert!(said.iter().all(|line| !line.contains("error[")), "{said:#?}");
    let (_, code) = sample.run(&["build", "-q"]);
    assert_eq!(code, Some(0));
    let page = sample.read("public/chapter/urgent-meetings/edition/2024-11-06/index.html");
    assert!(page.contains("Ring health adviser"), "the name is lost");
}

#[test]
fn a_word_that_goes_out_of_use_is_told_wherever_a_text_in_force_has_it() {
    let sample = Sample::copy();
    let before = sample.said();
    sample.change("content/registers/glossary.yml", |text| {
        let entry = "manager-of-the-team:\n  term: manager of the team\n  definition: Who answers for a worker's cases.\n  deprecated:\n    - {term: team manager, since: 2022-01-01}\n";
        format!("{}\n{entry}", text.trim_end())
    });
    // Keywords are there to be searched for, and amendments tell what was changed then.
    let count = |text: &str| {
        let (front, body) =
            text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).unwrap_or(("", text));
        let mut within = false;
        let shown = front.lines().filter(|line| {
            let next = !line.starts_with(' ');
            within = if next { line.starts_with("title:") || line.starts_with("scope:") } else { within };
            within
        });
        let text = shown.chain(body.lines()).collect::<Vec<_>>().join(" ").to_lowercase();
        text.matches("team manager").count()
    };
    let expected = count_in(&sample.files_in_force(), count);
    assert!(expected.len() > 3, "{expected:?}");
    assert_eq!(sample.new_of("deprecated-term", &before), expected);
}
