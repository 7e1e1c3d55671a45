//! Everyday questions of the sample manual have the right section among the first three, in the terminal and in the browser's engine.
//!
//! Takes tests/search/everyday.toml, asks the program as a council's own test would, and demands of every question what the
//! sample manual is to be: found. It knows nothing of how answers are made.

use std::path::Path;
use std::process::Command;

use chapterhouse::diagnostics::reported::Reported;
use chapterhouse::memory::Memory;
use chapterhouse::pipeline::read_manual;
use chapterhouse::search::gather::search_sets;
use chapterhouse::search::judged_places::find_wanted;
use chapterhouse::search::judgements::read_judgements;
use chapterhouse::source::source_tree::{SourceText, SourceTree};
use chapterhouse::stages::NoObserver;
use serde_json::Value;

use crate::base_manual::{Manual, Outcome};
use crate::built_manual;
use crate::built_site::build_to;

/// What is found wrong with the file `judgements.toml` of a manual.
pub(crate) fn judged_outcome(manual: &Manual) -> Outcome {
    let file = "judgements.toml".into();
    let text = std::fs::read_to_string(manual.path("judgements.toml")).unwrap();
    let Reported { value: judgements, mut diagnostics } = read_judgements(&file, &text);
    let read = built_manual::read_manual(manual.root());
    let request = built_manual::request(built_manual::TODAY);
    let site = read_manual(&read.sources, &read.config, &request, &Memory::default(), &NoObserver).value;
    find_wanted(&site, &search_sets(&site, &site.config.search.aside)[0], &judgements).take(&mut diagnostics);
    let mut texts = SourceTree::default();
    texts.pages.push(SourceText::new(&file, &text));
    let mut places = chapterhouse::cli::report_formats::Places::of(&texts);
    let lines = chapterhouse::cli::report_formats::short(&diagnostics, &mut places);
    Outcome { lines: lines.lines().map(str::to_owned).collect(), diagnostics, output: None }
}

/// What `search eval` prints of a judgement file of this repository.
fn eval(file: &str) -> Value {
    let root = env!("CARGO_MANIFEST_DIR");
    let words = ["search", "eval", file, "--json", "--forget", "--root", root, "--today", "2026-11-15"];
    let done = Command::new(env!("CARGO_BIN_EXE_chapterhouse")).args(words).current_dir(root).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).unwrap()
}

#[test]
fn everyday_questions_have_the_right_section_among_the_first_three() {
    let file = "tests/search/everyday.toml";
    let evaluation = eval(file);
    let judgements = evaluation["judgements"].as_array().unwrap();
    assert!(judgements.len() >= 25, "{} questions are no everyday", judgements.len());
    for ordered in [
        "how soon visit after referral",
        "contact sibling",
        "lac review time limit",
        "s47",
        "who signs off placement out of county",
    ] {
        assert!(judgements.iter().any(|judged| judged["query"] == ordered), "{ordered} is not asked");
    }
    let low: Vec<String> = judgements
        .iter()
        .filter(|judged| judged["place"].as_u64().is_none_or(|place| place > 3))
        .map(|judged| {
            format!("{} ({}): place {}, first {}", judged["query"], judged["at"], judged["place"], judged["first"])
        })
        .collect();
    assert!(low.is_empty(), "{} of {} questions:\n{}", low.len(), judgements.len(), low.join("\n"));
    assert_eq!(evaluation["empty"], 0);
    assert_eq!(evaluation["questions"].as_u64().unwrap(), judgements.len() as u64);
    assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(file).is_file());
}

/// It needs node. Without it, it says so and passes; where `CI` is `true` it fails.
#[test]
fn the_files_for_browsers_answer_everyday_questions_as_the_program_does() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let evaluation = eval("tests/search/everyday.toml");
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build_to(root, &site);
    let file = folder.path().join("evaluation.json");
    std::fs::write(&file, evaluation.to_string()).unwrap();
    let script = root.join("tests/search/everyday.mjs");
    let Ok(output) = Command::new("node").arg(script).arg(&site).arg(&file).output() else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "there is no node");
        println!("skipped: there is no node");
        return;
    };
    println!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "see above\n{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn an_address_that_is_copied_names_its_chapter() {
    let manual = Manual::sound();
    let said = |name: &str| {
        manual.write("judgements.toml", format!("[[judgement]]\nquery = \"ring\"\nanswer = \"{name}\"\n"));
        judged_outcome(&manual).lines.join("\n")
    };
    for name in ["/chapter/sound/", "/chapter/sound", "chapter/sound/index.html", "/chapter/sound/index.html"] {
        assert_eq!(said(&format!("{name}#timescales")), "", "{name}");
    }
    assert!(said("https://manual.example/chapter/sound/#timescales").contains("did you mean `sound#timescales`?"));
    manual.write("content/index.md", "---\ntitle: Procedures\n---\n\nWhat we do.\n");
    for base in ["https://manual.example/", "https://manual.example/county/"] {
        manual.write(
            "site.toml",
            format!(
                "[site]\ntitle = \"Procedures\"\nbase_url = \"{base}\"\n\n[checks]\nedition-not-recorded = \"off\"\n"
            ),
        );
        for name in ["chapter/sound/", "chapter/sound", "chapter/sound/index.html", "chapter/sound/?from=mail"] {
            for anchor in ["", "#timescales", "#times%63ales"] {
                assert_eq!(said(&format!("{base}{name}{anchor}")), "", "{base}{name}{anchor}");
            }
        }
        assert_eq!(said(&base.replace("https://manual", "http://MANUAL")), "", "the home page");
        let of_host = format!("{}chapter/sound/", base.trim_start_matches("https://manual.example"));
        assert_eq!(said(&of_host), "", "{of_host}");
        let preview = said("http://127.0.0.1:8000/chapter/sound/#timescales");
        assert!(preview.contains("did you mean `sound#timescales`?"), "{preview}");
        let wrong = said(&format!("{base}chapter/sound/#timescale"));
        assert!(wrong.contains("did you mean `sound#timescales`?"), "{wrong}");
    }
}

#[test]
fn the_number_of_a_chapter_leads_to_its_id() {
    let manual = Manual::sound();
    for (name, meant) in [("1.1", "sound"), ("1.1.", "sound"), ("1.1#timescales", "sound#timescales")] {
        manual.write("judgements.toml", format!("[[judgement]]\nquery = \"ring\"\nanswer = \"{name}\"\n"));
        let said = judged_outcome(&manual).lines.join("\n");
        assert!(said.contains(&format!("(did you mean `{meant}`?)")), "{name}: {said}");
    }
}

#[test]
fn a_source_path_an_address_and_an_id_name_the_same_chapter() {
    let manual = Manual::sound();
    for name in ["sound", "01-part/02-sound.md", "content/01-part/02-sound.md", "chapter/sound/", "chapter/sound"] {
        for anchor in ["", "#timescales", "#"] {
            manual.write("judgements.toml", format!("[[judgement]]\nquery = \"ring\"\nanswer = \"{name}{anchor}\"\n"));
            assert_eq!(judged_outcome(&manual).lines, [""; 0], "{name}{anchor}");
        }
    }
    for (name, help) in [
        ("sond#timescales", "did you mean `sound#timescales`?"),
        ("elsewhere#timescales", "did you mean `sound#timescales`?"),
        ("01-part/02-sund.md", "did you mean `01-part/02-sound.md`?"),
        ("sound#deadlines", "its sections are timescales"),
        ("nowhere", "pages.json"),
    ] {
        manual.write("judgements.toml", format!("[[judgement]]\nquery = \"ring\"\nanswer = \"{name}\"\n"));
        let said = judged_outcome(&manual).lines.join("\n");
        assert!(
            said.starts_with("judgements.toml:3:10: error[unknown-answer]") && said.contains(help),
            "{name}: {said}"
        );
    }
    manual.write(
        "judgements.toml",
        "[[judgement]]\nquery = \"ring\"\nsections = {\"sound\" = 3, \"01-part/02-sound.md\" = 2}\n",
    );
    let said = judged_outcome(&manual).lines.join("\n");
    assert!(said.contains("error[bad-judgement]") && said.contains("another line of this judgement"), "{said}");
}
