//! The browser's engine gives the answers of the program: thousands of seeded questions of every kind are asked of several manuals
//! natively, and again by `tests/search/equality.mjs`. The same twenty entries and sections in the same order, the same repairs,
//! counts, snippets and marks; scores within two parts in a million.
//!
//! It needs node. Without it, it says so and passes; where `CI` is `true` it fails. `SEARCH_QUESTIONS=2000` asks so many of each
//! manual; `SEARCH_CORPORA` names the folder of real manuals, where they do not lie beside the checkout.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use chapterhouse::memory::Memory;
use chapterhouse::pipeline::read_manual;
use chapterhouse::search::analysis::Analyzer;
use chapterhouse::search::answer::{Exact, Question};
use chapterhouse::search::ask::Asker;
use chapterhouse::search::export::{Publication, export_set, pack_anew};
use chapterhouse::search::gather::search_sets;
use chapterhouse::search::index::SetIndex;
use chapterhouse::search::lookup::Lookup;
use chapterhouse::search::records::{EntryKind, SearchSet};
use chapterhouse::search::snippet::shown_text;
use chapterhouse::search::stop_words::stop_words;
use chapterhouse::stages::NoObserver;
use serde_json::{Value, json};

use crate::built_manual::{self, TODAY, request};
use crate::built_site::sample_root;
use crate::search_questions::{Asked, questions};
use crate::search_sets::{empty_set, generated_set, tiny_set};

/// How many questions are asked of each manual beside the checkout.
const FEW: usize = 150;

#[test]
fn the_browser_answers_as_the_program() {
    let folder = tempfile::tempdir().unwrap();
    let asked: Option<usize> = std::env::var("SEARCH_QUESTIONS").ok().and_then(|count| count.parse().ok());
    let mut files = Vec::new();
    let mut put = |name: &str, set: &SearchSet, seed: u64, count: usize| {
        let site = folder.path().join(format!("{name}-{}", set.name));
        let file = site.with_extension("json");
        let name = format!("{name} ({})", set.name);
        fs::write(&file, answered(&name, set, &site, seed, asked.unwrap_or(count)).to_string()).unwrap();
        files.push(file);
    };
    put("none", &empty_set(), 1, 30);
    put("tiny", &tiny_set(), 2, 150);
    put("generated", &generated_set(11, true, 90), 3, 1_900);
    put("generated Welsh", &generated_set(12, false, 40), 4, 700);
    for set in sets_of(&sample_root()) {
        put("sample", &set, 5, 1_100);
    }
    for root in corpora(folder.path()) {
        for set in sets_of(&root) {
            put(&root.file_name().unwrap().to_string_lossy(), &set, 6, FEW);
        }
    }
    let script = sample_root().join("tests/search/equality.mjs");
    let Ok(output) = Command::new("node").arg(script).args(&files).output() else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "there is no node");
        println!("skipped: there is no node");
        return;
    };
    println!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "see above\n{}", String::from_utf8_lossy(&output.stderr));
}

/// The sets of the manual of a folder.
fn sets_of(root: &Path) -> Vec<SearchSet> {
    let read = built_manual::read_manual(root);
    let manual = read_manual(&read.sources, &read.config, &request(TODAY), &Memory::default(), &NoObserver);
    search_sets(&manual.value, &["authors".to_owned()])
}

/// Copies of the manuals beside the checkout, each with the least settings.
fn corpora(folder: &Path) -> Vec<std::path::PathBuf> {
    let beside = std::env::var_os("SEARCH_CORPORA").map_or_else(|| sample_root().join("../shared/corpora"), Into::into);
    let Ok(entries) = fs::read_dir(beside) else { return Vec::new() };
    let mut manuals: Vec<_> = entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    manuals.sort();
    let copies = manuals.into_iter().map(|manual| {
        let copy = folder.join(manual.file_name().unwrap());
        for file in walkdir::WalkDir::new(&manual).into_iter().map(Result::unwrap) {
            let place = copy.join("content").join(file.path().strip_prefix(&manual).unwrap());
            if file.file_type().is_dir() {
                fs::create_dir_all(place).unwrap();
            } else if file.path().extension().is_some_and(|ending| ending == "md") {
                fs::copy(file.path(), place).unwrap();
            }
        }
        fs::write(copy.join("site.toml"), "[site]\ntitle = \"Manual\"\nlanguage = \"en-GB\"\n").unwrap();
        copy
    });
    copies.collect()
}

/// A set's records, and what the program answers to many questions. Publishes the set's files in a folder.
fn answered(name: &str, set: &SearchSet, site: &Path, seed: u64, count: usize) -> Value {
    let analyzer = Analyzer::of(set);
    let index = SetIndex::build(set, &analyzer).unwrap();
    let mut words = Vec::new();
    Lookup::of(&index).words_from("", |word, frequency| words.push(json!([word, frequency])));
    let publication = Publication { page: "index.html", areas: &BTreeMap::new(), pack: &pack_anew };
    for (path, bytes) in export_set(set, &index, &analyzer, &publication).unwrap() {
        let file = site.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, bytes).unwrap();
    }
    let native = Asker::new(&index, set);
    let asked: Vec<Value> = questions(set, seed, count).iter().map(|asked| answer(&native, asked)).collect();
    json!({"name": name, "folder": site, "set": records(set), "words": words, "questions": asked})
}

fn answer(native: &Asker<'_>, Asked { kind, question }: &Asked) -> Value {
    let answer = native.ask(question).unwrap();
    let hits = answer.hits.iter().map(|hit| {
        let exact = match hit.exact {
            Exact::Number => "number",
            Exact::Title => "title",
            Exact::No => "no",
        };
        json!({"entry": hit.entry, "exact": exact, "score": hit.score, "sections": hit.sections})
    });
    let sections = answer.hits.iter().take(3).flat_map(|hit| hit.sections.iter().map(|(ordinal, _)| *ordinal));
    let snippets = sections.map(|ordinal| {
        let snippet = native.snippet(ordinal, &answer.terms);
        let mut runs = Vec::new();
        let mut at = 0;
        for end in snippet.marks.iter().flat_map(|(from, to)| [*from, *to]).chain([snippet.text.len()]) {
            runs.push(&snippet.text[at..end]);
            at = end;
        }
        let (before, behind) = snippet.cut;
        json!([ordinal, [if before { "… " } else { "" }, runs, if behind { " …" } else { "" }]])
    });
    let repairs = answer.repairs.iter().map(|repair| json!({"asked": repair.asked, "shown": repair.shown}));
    let Question { words, unfinished, filters, .. } = question;
    json!({
        "kind": kind,
        "words": words,
        "unfinished": unfinished,
        "filters": {
            "part": filters.part, "type": filters.type_word, "audience": filters.audience, "area": filters.area,
            "since": filters.changed_since, "asAt": filters.as_at, "aside": filters.aside,
        },
        "snippets": snippets.collect::<Vec<_>>(),
        "answer": {
            "repairs": repairs.collect::<Vec<_>>(), "missing": answer.missing, "loosened": answer.loosened, "terms": answer.terms, "entries": answer.entries,
            "sections": answer.sections, "aside": answer.aside, "unfiltered": answer.unfiltered, "hits": hits.collect::<Vec<_>>(),
        },
    })
}

fn records(set: &SearchSet) -> Value {
    let parts = set.parts.iter().map(|part| {
        let parent = part.parent.map_or(-1, |parent| i64::try_from(parent).unwrap());
        json!({"key": *part.key, "number": *part.number, "title": *part.title, "parent": parent})
    });
    let entries = set.entries.iter().map(|entry| {
        let sections = entry.sections.iter().map(|section| {
            json!({"number": section.number, "heading": section.heading, "also": section.also, "text": shown_text(&section.text)})
        });
        let words = |words: &[std::sync::Arc<str>]| words.iter().map(ToString::to_string).collect::<Vec<_>>();
        json!({
            "number": *entry.number, "title": *entry.title, "from": entry.from, "until": entry.until, "changed": entry.changed,
            "part": entry.part, "type": *entry.type_word, "audience": words(&entry.audience), "areas": words(&entry.areas),
            "aside": entry.aside, "register": entry.kind == EntryKind::Register, "sections": sections.collect::<Vec<_>>(),
        })
    });
    let terms =
        set.terms.iter().map(|(id, forms)| json!([**id, forms.iter().map(ToString::to_string).collect::<Vec<_>>()]));
    json!({
        "name": set.name, "english": set.english, "stop": stop_words(set.english), "terms": terms.collect::<Vec<_>>(), "parts": parts.collect::<Vec<_>>(),
        "entries": entries.collect::<Vec<_>>(),
    })
}
