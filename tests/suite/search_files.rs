//! The files that browsers search, held against the index: what is written is read again by the scripts that browsers load, every
//! term of it, and what is missing, broken or of another build is told and never taken for an answer.
//!
//! Takes sets, gives their files and what is to be in them to tests/search/files.mjs. It asks no question.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chapterhouse::model::address::Address;
use chapterhouse::model::chapter::State;
use chapterhouse::search::analysis::Analyzer;
use chapterhouse::search::export::{Publication, export_set, pack_anew};
use chapterhouse::search::index::SetIndex;
use chapterhouse::search::records::{EntryKind, EntryRecord, PartRecord, SearchSet, SectionRecord};
use chapterhouse::search::script::pack;
use chapterhouse::search::snippet::shown_text;
use chapterhouse::search::stop_words::stop_words;
use chapterhouse::search::terms::{Place, Terms, lengths, words};
use jiff::civil::date;
use serde_json::{Value, json};

/// Words of every kind that sorts otherwise in bytes than in UTF-16, or shares its beginning with others.
const WORDS: &[&str] = &[
    "visit",
    "visits",
    "visiting",
    "visitor",
    "child",
    "children",
    "Café",
    "must not",
    "section 47",
    "looked after",
    "follow-up",
    "𐐀𐐁",
    "\u{ffdc}\u{ffda}",
    "東京",
    "שלום",
    "well-being",
    "the",
    "of",
    "and",
    "a",
];

fn entry(number: usize, sections: usize) -> EntryRecord {
    let section = |of: usize| {
        let word = |at: usize| WORDS[(number * 7 + of * 3 + at * at) % WORDS.len()];
        let text: Vec<String> = (0..(number * 5 + of * 11) % 60)
            .map(
                |at| if at % 9 == 8 { format!("word{}\n", (number * 31 + at * of) % 400) } else { word(at).to_owned() },
            )
            .collect();
        SectionRecord {
            anchor: format!("section-{of}").into(),
            heading: if of == 0 { String::new() } else { format!("{} {}", word(1), word(2)) }.into(),
            number: if of == 0 { String::new() } else { of.to_string() }.into(),
            text: text.join(" ").into(),
            ..SectionRecord::default()
        }
    };
    EntryRecord {
        kind: EntryKind::Chapter,
        id: Arc::from(format!("chapter-{number}")),
        number: Arc::from(format!("1.{number}")),
        title: Arc::from(format!(
            "{} \"{}\" </script> of {number}",
            WORDS[number % WORDS.len()],
            WORDS[number * 3 % WORDS.len()]
        )),
        address: Address::chapter(&format!("chapter-{number}")),
        state: if number % 5 == 4 { State::Withdrawn } else { State::Current },
        from: (!number.is_multiple_of(3)).then(|| date(2024, 2, 29)),
        until: (number % 5 == 4).then(|| date(2026, 1, 1)),
        changed: (!number.is_multiple_of(2)).then(|| date(1969, 12, 31)),
        is_new: number.is_multiple_of(3),
        part: (!number.is_multiple_of(4)).then_some(0),
        type_word: Arc::from(if number.is_multiple_of(2) { "policy" } else { "procedure" }),
        audience: if number % 6 == 5 { vec![Arc::from("authors")] } else { Vec::new() },
        areas: if number % 7 == 6 { vec![Arc::from("coast"), Arc::from("vale")] } else { Vec::new() },
        aside: number % 6 == 5,
        sections: (0..sections).map(section).collect(),
    }
}

fn set(name: &'static str, entries: usize, sections: impl Fn(usize) -> usize, glossary: bool) -> SearchSet {
    let form = |text: &str| Arc::from(text);
    let part = PartRecord { key: form("one"), number: form("1"), title: form("Part “one”"), parent: None };
    let terms = vec![(form("cared-for"), vec![form("looked after"), form("LAC")]), (form("café"), vec![form("Café")])];
    SearchSet {
        name,
        english: true,
        terms: if glossary { terms } else { Vec::new() },
        parts: vec![part],
        entries: (0..entries).map(|number| entry(number, sections(number))).collect(),
    }
}

fn export(set: &SearchSet, index: &SetIndex, analyzer: &Analyzer) -> Vec<(String, Vec<u8>)> {
    let areas = BTreeMap::from([("coast".to_owned(), "The Coast".to_owned())]);
    let publication = Publication { page: "index.html", areas: &areas, pack: &pack_anew };
    export_set(set, index, analyzer, &publication).unwrap()
}

/// What the files of a set hold; of many terms, every so many.
fn expected(set: &SearchSet, index: &SetIndex) -> Value {
    let terms = Terms::of(index).unwrap();
    let mut first = vec![0];
    for entry in &set.entries {
        first.push(first.last().unwrap() + u32::try_from(entry.sections.len()).unwrap());
    }
    let sections = *first.last().unwrap();
    let pairs = |places: &[Place]| places.iter().map(|place| json!([place.section, place.times])).collect::<Value>();
    let every = (terms.terms.len() / 600).max(1);
    let postings = terms.terms.iter().step_by(every).map(|term| {
        let found = terms.postings(term).unwrap();
        let mut rest = found.places.iter();
        let places =
            found.all.iter().map(|place| rest.by_ref().take(place.times as usize).copied().collect::<Vec<u32>>());
        let places: Vec<Vec<u32>> = places.collect();
        let title = found
            .title
            .iter()
            .filter_map(|place| Some(json!([first.binary_search(&place.section).ok()?, place.times])));
        let key = String::from_utf8(term.key.to_vec()).unwrap();
        json!([key, pairs(&found.all), pairs(&found.heading), title.collect::<Value>(), places])
    });
    let postings: Value = postings.collect();
    let ((title_norms, title), (heading_norms, heading), (all_norms, all)) = (
        lengths(index, index.fields.title).unwrap(),
        lengths(index, index.fields.heading).unwrap(),
        lengths(index, index.fields.all).unwrap(),
    );
    // What stands beside postings is there when all of them were read.
    let mut beside = json!({});
    if every == 1 {
        let by_entry: Vec<u8> =
            first.iter().take(set.entries.len()).map(|section| title_norms[*section as usize]).collect();
        beside = json!({"titleNorms": by_entry, "headingNorms": heading_norms, "allNorms": all_norms});
    }
    let day = |day: Option<jiff::civil::Date>| day.map_or(String::new(), |day| day.to_string());
    let shown = set.entries.iter().map(|entry| {
        let sections = entry.sections.iter().map(|section| {
            json!({"anchor": *section.anchor, "number": *section.number, "heading": *section.heading, "text": shown_text(&section.text)})
        });
        json!({
            "number": *entry.number, "title": *entry.title, "url": format!("{}index.html", entry.address.folder()), "kind": "chapter",
            "state": entry.state.word(), "from": day(entry.from), "until": day(entry.until), "changed": day(entry.changed), "isNew": u8::from(entry.is_new),
            "sections": sections.collect::<Value>(),
        })
    });
    let words =
        words(index).into_iter().map(|(word, frequency)| json!([String::from_utf8(word.into()).unwrap(), frequency]));
    let common = terms.terms.iter().filter(|term| term.frequency() > sections / 2);
    json!({
        "name": set.name,
        "counts": {
            "sections": sections, "entries": set.entries.len(), "tokens": [title, heading, all], "english": true, "first": first,
            "aside": set.entries.iter().map(|entry| u8::from(entry.aside)).collect::<Vec<_>>(),
        },
        "stop": stop_words(true),
        "common": common.map(|term| String::from_utf8(term.key.to_vec()).unwrap()).collect::<Vec<_>>(),
        "terms": set.terms.iter().map(|(id, forms)| json!([**id, forms.iter().map(|form| json!(**form)).collect::<Value>()])).collect::<Value>(),
        "postings": postings,
        "beside": beside,
        "words": words.collect::<Value>(),
        "starts": ["v", "vis", "visitors", "w", "word39", "𐐀", "東", "zz", "0"],
        "changed": set.entries.iter().map(|entry| if entry.changed.is_some() { -1 } else { i32::MIN }).collect::<Vec<_>>(),
        "shown": shown.collect::<Value>(),
    })
}

fn write(folder: &Path, files: &[(String, Vec<u8>)]) {
    for (path, bytes) in files {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

#[test]
fn browsers_read_what_the_index_holds() {
    let folder = tempfile::tempdir().unwrap();
    let mut told = Vec::new();
    let mut first = None;
    // Some with entries of very many sections; with lengths beside postings; without a glossary; of one section; of none.
    for set in [
        set("sample", 120, |number| if number == 7 { 60 } else { 1 + number % 9 }, true),
        set("large", 700, |_| 30, false),
        set("single", 1, |_| 1, true),
        set("empty", 0, |_| 1, false),
    ] {
        let analyzer = Analyzer::of(&set);
        let index = SetIndex::build(&set, &analyzer).unwrap();
        write(folder.path(), &export(&set, &index, &analyzer));
        let terms = Terms::of(&index).unwrap();
        let smallest = terms.terms.iter().find(|term| term.frequency() < 20);
        first = first.or(smallest.map(|term| String::from_utf8(term.key.to_vec()).unwrap()));
        told.push(expected(&set, &index));
    }
    let expected = json!({"sets": told, "first": first, "newer": STANDARD_NO_PAD.encode(pack(&[vec![99; 60]]))});
    fs::write(folder.path().join("expected.json"), expected.to_string()).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/search/files.mjs");
    let Ok(output) = Command::new("node").arg(script).arg(folder.path()).output() else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "there is no node");
        println!("skipped: there is no node");
        return;
    };
    println!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn files_are_the_same_however_many_threads_write_them() {
    let set = set("sample", 200, |number| 1 + number % 9, true);
    let files = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| {
            let analyzer = Analyzer::of(&set);
            export(&set, &SetIndex::build(&set, &analyzer).unwrap(), &analyzer)
        })
    };
    let one = files(1);
    assert!(one.len() > 200);
    assert!(one == files(4) && one == files(2));
}
