//! What a preview serves after any sequence of changes is what a cold build of the same files gives, byte for byte, and so is
//! what it says of them. The changes go through the disk and the watcher, as an author's do.

use std::collections::BTreeMap;
use std::fs;

use chapterhouse::model::editions::Audience;
use serde_json::Value;

use crate::base_manual::{Manual, Outcome, SOUND};
use crate::chance::Chance;
use crate::served_manual::Served;

const PATHS: &[&str] = &[
    "content/01-part/01-one.md",
    "content/01-part/03-three.md",
    "content/01-part/one@2024-01-01.md",
    "content/02-other/01-two.md",
    "content/02-other/deeper/01-four.md",
    "content/shared/passage.md",
    "content/index.md",
    "content/02-other/index.md",
    "content/01-part/one/plan.csv",
];

const FRONTS: &[&str] = &[
    "title: A chapter\nowner: duty-team\nnext_review_on: 2027-06-01\n",
    "title: Another & longer\nowner: duty-team\nnext_review_on: 2026-12-01\neffective_from: 2026-01-01\namendments:\n  - {date: 2026-01-01, type: minor}\n",
    "title: To come\nowner: duty-team\neffective_from: 2027-01-01\nnext_review_on: 2028-01-01\n",
    "title: Gone\nowner: duty-team\nwithdrawn: {on: 2026-02-01, reason: old}\n",
    "title: Dated\nowner: duty-team\neffective_from: 2024-01-01\nnext_review_on: 2027-06-01\nrelated: [two]\n",
    "title: Draft\nowner: nobody\ndraft: true\n",
    "title: Broken\n  owner: [duty\n",
];

const TEXTS: &[&str] = &[
    "Plain words about a bungalow.",
    "## A heading {#heading}\n\nUnder it.",
    "See [two](/02-other/01-two.md) and [§](/01-part/02-sound.md#timescales).",
    "{{#include ../shared/passage.md}}",
    "> [!STEPS Today]\n> 1. Ring [](contact:duty-team).",
    "[nowhere](missing.md)",
];

const CONTACTS: &[&str] = &[
    "duty-team: {name: Duty team}\n",
    "duty-team: {name: Duty team, telephone: \"01632 960001\"}\nother: {name: Others}\n",
    "duty-team: {name: [\n",
];

const SETTINGS: &[&str] = &[
    "[site]\ntitle = \"Procedures\"\n\n[checks]\nedition-not-recorded = \"off\"\n",
    "[site]\ntitle = \"Other procedures\"\nbase_url = \"https://manual.example/p/\"\n\n[output]\nurls = \"directory\"\n\n[checks]\nedition-not-recorded = \"off\"\n",
    "[site]\ntitle = \"Procedures\"\ntheme = \"own\"\n\n[checks]\nedition-not-recorded = \"off\"\n",
    "[site\n",
];

const FOOTERS: &[&str] =
    &["<footer>ours</footer>", "<footer>{{ site.title }}</footer>", "{{ nothing.there }}", "{% if %}"];

/// Makes one change, and says which.
fn change(manual: &Manual, chance: &mut Chance) -> String {
    let path = *chance.pick(PATHS);
    match chance.below(12) {
        0..5 => {
            let text = format!("---\n{}---\n\n{}\n\n{}\n", chance.pick(FRONTS), chance.pick(TEXTS), chance.pick(TEXTS));
            manual.write(path, &text);
            format!("write {path}: {text:?}")
        }
        5 => {
            let text = format!("{SOUND}---\n\n{}\n", chance.pick(TEXTS));
            manual.write("content/.saving", &text);
            let _ = fs::create_dir_all(manual.path(path).parent().unwrap());
            fs::rename(manual.path("content/.saving"), manual.path(path)).unwrap();
            format!("save {path}: {text:?}")
        }
        6 => {
            let _ = fs::remove_file(manual.path(path));
            format!("remove {path}")
        }
        7 => {
            let other = *chance.pick(PATHS);
            let _ = fs::create_dir_all(manual.path(other).parent().unwrap());
            let _ = fs::rename(manual.path(path), manual.path(other));
            format!("rename {path} to {other}")
        }
        8 => {
            let names = ["content/02-other", "content/03-moved"];
            let (from, to) = if chance.below(2) == 0 { (names[0], names[1]) } else { (names[1], names[0]) };
            let _ = fs::rename(manual.path(from), manual.path(to));
            format!("rename {from} to {to}")
        }
        9 => {
            let text = *chance.pick(CONTACTS);
            manual.write("content/registers/contacts.yml", text);
            format!("contacts: {text:?}")
        }
        10 => {
            let text = *chance.pick(SETTINGS);
            manual.write("site.toml", text);
            format!("settings: {text:?}")
        }
        _ => {
            let text = *chance.pick(FOOTERS);
            let theme = *chance.pick(&["default", "own"]);
            manual.write(&format!("themes/{theme}/templates/partials/footer.html"), text);
            if chance.below(3) == 0 {
                let _ = fs::remove_dir_all(manual.path("themes"));
            }
            format!("{theme} footer: {text:?}")
        }
    }
}

/// The faults as lines, from what a page is told.
fn faults(state: &Value) -> Vec<String> {
    let lists = ["here", "elsewhere"].map(|list| state["notices"][list].as_array().unwrap().clone());
    let line = |notice: &Value| {
        let text = |key: &str| notice[key].as_str().unwrap_or("").to_owned();
        let help = if notice["help"].is_null() { String::new() } else { format!(" ({})", text("help")) };
        let (line, column) = (&notice["line"], &notice["column"]);
        format!("{}:{line}:{column}: {}[{}]: {}{help}", text("file"), text("severity"), text("code"), text("message"))
    };
    let mut lines: Vec<String> = lists.iter().flatten().map(line).collect();
    lines.sort();
    lines
}

fn cold(manual: &Manual) -> Outcome {
    let mut outcome = manual.build_for(Audience { drafts: true, future: true });
    outcome.lines.sort();
    outcome
}

fn follow(seed: u64, means: &str) {
    let mut chance = Chance::new(seed);
    let manual = Manual::sound();
    let served = Served::start(manual.root(), &["--watcher", means]);
    let mut good: BTreeMap<String, Vec<u8>> = files(&cold(&manual)).unwrap();
    let mut changes = String::new();
    for step in 0..12 {
        for _ in 0..=chance.below(3) {
            changes.push_str(&change(&manual, &mut chance));
            changes.push('\n');
        }
        let expected = cold(&manual);
        let what = format!("seed {seed}, step {step}, after:\n{changes}it is:\n{}\n", expected.lines.join("\n"));
        if let Some(new) = files(&expected) {
            good = new;
        }
        served.wait(&what, || {
            let state = served.state("/");
            let sums = served.get("/SHA256SUMS").body;
            faults(&state) == expected.lines
                && state["current"] == expected.output.is_some()
                && sums == good["SHA256SUMS"]
        });
        for (path, bytes) in &good {
            // Of the page for lost readers, the address of the site is that of the preview. And no browser keeps a preview.
            if ["404.html", "keep.js", "keep.json", "keep-files.json"].contains(&path.as_str()) {
                continue;
            }
            let answered = served.get(&format!("/{}", path.replace('%', "%25").replace(' ', "%20")));
            assert!(answered.plain() == *bytes, "{path} is stale, {what}");
        }
    }
}

fn files(outcome: &Outcome) -> Option<BTreeMap<String, Vec<u8>>> {
    let output = outcome.output.as_ref()?;
    Some(output.iter().map(|(path, file)| (path.to_owned(), file.bytes().to_vec())).collect())
}

#[test]
fn warm_is_cold_through_the_watcher() {
    let seeds = std::env::var("PREVIEW_SEEDS").ok().and_then(|seeds| seeds.parse().ok()).unwrap_or(4);
    for seed in 0..seeds {
        follow(seed, if seed % 4 == 3 { "poll" } else { "native" });
    }
}
