//! What a question means (src/search/QUERY.md, 3 to 6), asked of small manuals that are read and put together as every manual is.
//!
//! Takes chapters as their authors write them, gives what is found, in order. It must not know how the index is made.

use chapterhouse::memory::Memory;
use chapterhouse::pipeline::read_manual;
use chapterhouse::search::analysis::Analyzer;
use chapterhouse::search::answer::{Answer, Exact, Filters, Question};
use chapterhouse::search::ask::Asker;
use chapterhouse::search::gather::search_sets;
use chapterhouse::search::index::SetIndex;
use chapterhouse::search::records::SearchSet;
use chapterhouse::stages::NoObserver;
use jiff::civil::date;
use tempfile::tempdir;

use crate::built_manual::{self, TODAY, request, write_files};

/// A set with its index.
struct Searched {
    set: SearchSet,
    index: SetIndex,
}

impl Searched {
    /// The set of a manual, made of files.
    fn of(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = tempdir().unwrap();
        write_files(
            folder.path(),
            [("site.toml", "[site]\ntitle = \"Manual\"\n[areas]\nvale = \"Vale\"\ncoast = \"Coast\"\n")],
        );
        write_files(folder.path(), files.iter().copied());
        let read = built_manual::read_manual(folder.path());
        let memory = Memory::default();
        let site = read_manual(&read.sources, &read.config, &request(TODAY), &memory, &NoObserver).value;
        let sets = search_sets(&site, &["authors".to_owned()]);
        let set = sets.into_iter().find(|set| set.name == name).unwrap_or_default();
        let index = SetIndex::build(&set, &Analyzer::of(&set)).unwrap();
        Searched { set, index }
    }

    fn ask(&self, question: &Question) -> Answer {
        Asker::new(&self.index, &self.set).ask(question).unwrap()
    }

    fn words(&self, words: &str) -> Answer {
        self.ask(&question(words))
    }

    /// What is found: ids, each with the anchors of the sections shown.
    fn found(&self, answer: &Answer) -> Vec<String> {
        let asker = Asker::new(&self.index, &self.set);
        let hits = answer.hits.iter().map(|hit| {
            let entry = &self.set.entries[hit.entry];
            let anchors = hit.sections.iter().map(|(ordinal, _)| {
                let (found, place) = asker.section(*ordinal);
                assert_eq!(found, hit.entry, "a section of another entry");
                format!("#{}", entry.sections[place].anchor)
            });
            format!("{}{}", entry.id, anchors.collect::<String>())
        });
        hits.collect()
    }

    /// The same for some words.
    fn hits(&self, words: &str) -> Vec<String> {
        self.found(&self.words(words))
    }

    fn typing(&self, words: &str) -> Vec<String> {
        self.found(&self.ask(&Question { unfinished: true, ..question(words) }))
    }

    fn filtered(&self, words: &str, filters: Filters) -> Vec<String> {
        self.found(&self.ask(&Question { filters, ..question(words) }))
    }
}

fn question(words: &str) -> Question {
    Question { words: words.to_owned(), limit: 100, ..Question::default() }
}

fn repairs(answer: &Answer) -> Vec<(&str, Vec<&str>)> {
    answer
        .repairs
        .iter()
        .map(|repair| (repair.asked.as_str(), repair.shown.iter().map(String::as_str).collect()))
        .collect()
}

const GLOSSARY: &str = "cared-for-child:\n  term: cared for child\n  abbreviation: CFC\n  definition: A child whom the council looks after.\n  deprecated:\n    - {term: looked after child}\n    - {term: LAC}\n";

const MANUAL: &[(&str, &str)] = &[
    ("content/registers/glossary.yml", GLOSSARY),
    ("content/registers/contacts.yml", "duty-team: {name: Duty team, telephone: \"01632 960001\"}\n"),
    ("content/01-first/index.md", "---\ntitle: First contact\n---\n"),
    (
        "content/01-first/01-visits.md",
        "---\ntitle: Visits at home\ntype: procedure\neffective_from: 2025-01-01\nkeywords: [doorstep]\n---\n\n## Before you go {#before}\n\nTell the officer where you are.\n\n## Time limits {#limits}\n\nGo within five days of the referral. Write a chronology.\n\n## Safety {#safety}\n\nNever go alone to a kennel. A kennel is loud.\n\n## Dogs {#dogs}\n\nAsk about each kennel first.\n\n## Cats {#cats}\n\nNo kennel, no trouble.\n\n## Birds {#birds}\n\nA kennel is no cage.\n",
    ),
    (
        "content/01-first/02-referrals.md",
        "---\ntitle: Referrals\ntype: procedure\neffective_from: 2025-01-01\n---\n\nAnyone may send one.\n\n## Enquiries by law {#law}\n\nUnder section 47 you must not wait for the café.\n\n## Answering {#answering}\n\nYou must answer every caller. It is not rude to wait 47 seconds.\n",
    ),
    ("content/02-care/index.md", "---\ntitle: Care\n---\n"),
    (
        "content/02-care/01-reviews.md",
        "---\ntitle: Reviews of care\ntype: policy\neffective_from: 2026-11-01\naudience: [managers]\napplies_to: [vale]\namendments:\n  - {date: 2026-11-01, type: major, note: New.}\n---\n\n## Who comes {#who}\n\nA cared for child chooses who comes to the review. The follow-up is written.\n\n## Quorum {#quorum}\n\nWithout the chair of the board there is no review.\n",
    ),
    (
        "content/02-care/02-placements@2023-01-01.md",
        "---\ntitle: Bungalows\neffective_from: 2023-01-01\n---\n\nA placement is a bungalow.\n",
    ),
    (
        "content/02-care/02-placements@2025-01-01.md",
        "---\ntitle: Placements\neffective_from: 2025-01-01\n---\n\nA placement is an apartment.\n",
    ),
    (
        "content/02-care/02-placements.md",
        "---\ntitle: Placements\neffective_from: 2027-01-01\npublished_on: 2026-11-01\n---\n\nA placement is a houseboat.\n",
    ),
    (
        "content/02-care/03-writing.md",
        "---\ntitle: Writing\neffective_from: 2025-01-01\naudience: [authors]\n---\n\nAuthors never write kennel with one n.\n",
    ),
];

fn now() -> Searched {
    Searched::of("now", MANUAL)
}

#[test]
fn words_are_found_in_every_form_and_the_rest_is_left_out() {
    let manual = now();
    assert_eq!(manual.hits("chronologies"), ["visits#limits"]);
    assert_eq!(manual.hits("CAFE"), ["referrals#law"]);
    assert_eq!(manual.hits("doorstep"), ["visits#"], "keywords stand for the first section");
    assert_eq!(manual.hits("where is the chronology?"), ["visits#limits"], "stop words are dropped");
    assert!(manual.hits("to the").len() > 1, "unless nothing else is asked");
    assert_eq!(manual.hits("nothingness"), Vec::<String>::new());
}

#[test]
fn what_stands_nearly_everywhere_is_dropped_unless_it_is_all() {
    let chapter =
        |word: &str| format!("---\ntitle: T{word}\neffective_from: 2025-01-01\n---\n\nThe council has a {word}.\n");
    let texts: Vec<(String, String)> =
        ["apple", "pear", "plum"].iter().map(|word| (format!("content/{word}.md"), chapter(word))).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let manual = Searched::of("now", &files);
    assert_eq!(manual.hits("council pear"), ["pear#"]);
    assert_eq!(manual.hits("council").len(), 3);
}

#[test]
fn a_glossarys_words_stand_for_each_other() {
    let manual = now();
    for form in ["LAC", "looked after child", "looked-after child's", "CFC", "cared for child"] {
        let found = manual.hits(form);
        assert!(found.iter().any(|hit| hit.starts_with("reviews#who")), "{form}: {found:?}");
    }
    assert!(manual.hits("looked").iter().all(|hit| !hit.starts_with("reviews")));
}

#[test]
fn compounds_are_found_however_they_are_written() {
    let manual = now();
    assert_eq!(manual.hits("s47").first().unwrap(), "referrals#law");
    let section = manual.hits("section 47");
    assert!(section.first().unwrap().starts_with("referrals#law"), "{section:?}");
    assert!(manual.hits("must not").first().unwrap().starts_with("referrals#law"));
    assert_eq!(manual.hits("followup"), ["reviews#who"]);
    assert_eq!(manual.hits("follow-up").first().unwrap(), "reviews#who");
}

#[test]
fn an_unfinished_word_stands_for_what_it_begins() {
    let manual = now();
    assert_eq!(manual.typing("chron"), ["visits#limits"]);
    let asked = manual.words("chron");
    assert_eq!(manual.found(&asked), ["visits#limits"], "somebody asked before it was finished");
    assert_eq!(repairs(&asked), [("chron", vec!["chronology"])], "and is told so");
    assert_eq!(manual.hits("chr."), Vec::<String>::new(), "what stands behind it ends it");
    assert_eq!(manual.typing("chr "), Vec::<String>::new(), "a space ends it");
    for words in ["chron kennel", "chron."] {
        assert_eq!(
            repairs(&manual.words(words)),
            [("chron", vec!["chronology"])],
            "what is long enough is short for it"
        );
    }
    assert_eq!(manual.typing("c"), manual.hits("c"), "one letter begins too much");
    let phrase = manual.ask(&Question { unfinished: true, ..question("\"write a chron") });
    assert!(phrase.loosened, "a phrase says what it says; without its quotes its last word is unfinished");
    assert_eq!(manual.found(&phrase), ["visits#limits"]);
    let half = manual.ask(&Question { unfinished: true, ..question("chronol") }).hits[0].score;
    let whole = manual.words("chronology").hits[0].score;
    assert!((half * 2.0 - whole).abs() < 1e-4, "{half} is half of {whole}");
}

#[test]
fn a_typing_error_is_repaired() {
    let manual = now();
    for wrong in ["chronlogy", "chronoology", "chronolegy", "chrnoology"] {
        let answer = manual.words(wrong);
        assert_eq!(manual.found(&answer), ["visits#limits"], "{wrong}");
        assert_eq!(repairs(&answer), [(wrong, vec!["chronology"])]);
        assert!((answer.hits[0].score / manual.words("chronology").hits[0].score - 0.6).abs() < 1e-4);
    }
    assert_eq!(manual.hits("hcronology"), ["visits#limits"], "another first letter, where nothing else is found");
    assert_eq!(repairs(&manual.words("hcronology officer")), [], "and only there");
    assert_eq!(manual.hits("s48"), Vec::<String>::new(), "a number is no error");
    assert_eq!(repairs(&manual.words("chronology")), []);
    let typed_wrong = manual.words("teh chronology");
    assert_eq!(
        (manual.found(&typed_wrong), repairs(&typed_wrong)),
        (manual.hits("chronology"), vec![]),
        "it was `the`"
    );
    assert_eq!(manual.hits("teh"), Vec::<String>::new(), "and says nothing where it is all there is");
    let answer = manual.words("cfcx");
    assert_eq!(repairs(&answer)[0].0, "cfcx");
    assert!(answer.terms.contains(&"=cared-for-child".to_owned()), "the term that it is a form of: {:?}", answer.terms);
}

#[test]
fn words_that_are_nowhere_are_told() {
    let manual = now();
    let answer = manual.words("asylum chronology m25 chronlogy Asylum seeker x");
    assert_eq!(answer.missing, ["asylum", "m25", "seeker"]);
    assert_eq!(repairs(&answer), [("chronlogy", vec!["chronology"])]);
    assert_eq!(manual.found(&answer)[0], "visits#limits");
    assert_eq!(manual.words("chronology of the \"review\"").missing, Vec::<String>::new());
}

#[test]
fn a_short_word_or_an_abbreviation_becomes_no_other() {
    let text = |words: &str| format!("---\ntitle: Alpha\neffective_from: 2025-01-01\n---\n\n{words}\n");
    let texts =
        [text("Say that she saw a star in the dogs' docs."), text("One"), text("Two"), text("Three"), text("Four")];
    let paths = ["content/1.md", "content/2.md", "content/3.md", "content/4.md", "content/5.md"];
    let files: Vec<(&str, &str)> = paths.into_iter().zip(texts.iter().map(String::as_str)).collect();
    let manual = Searched::of("now", &files);
    assert_eq!(repairs(&manual.words("sar one")), [("sar", vec!["star"])], "a letter is missing, and none is another");
    assert_eq!(repairs(&manual.words("swa one")), [("swa", vec!["saw"])]);
    assert_eq!(repairs(&manual.words("stah one")), [("stah", vec!["star"])]);
    for nothing in ["SAR one", "STAH one", "DoLS one", "SAR", "DoLS", "ivt", "inb"] {
        assert_eq!(repairs(&manual.words(nothing)), [], "{nothing}");
    }
    assert_eq!(repairs(&manual.words("DOSG one")), [("dosg", vec!["dogs"])], "two neighbours may be swapped");
    assert_eq!(repairs(&manual.words("Docz one")), [("docz", vec!["docs"])], "a name is no abbreviation");
}

#[test]
fn a_phrase_is_found_as_it_stands() {
    let manual = now();
    assert_eq!(manual.hits("\"days of the referral\""), ["visits#limits"]);
    assert_eq!(manual.hits("“comes to the review"), ["reviews#who"], "a quotation mark may be missing");
    let loose = manual.words("\"the review comes\"");
    assert!(loose.loosened && manual.found(&loose)[0].starts_with("reviews"));
    assert!(!manual.words("\"you go\" chronology").loosened);
    assert_eq!(manual.hits("\"kennel\" dogs"), ["visits#dogs#safety#cats"], "every phrase must be there");
    let both = manual.words("\"section 47\" \"every caller\"");
    assert!(both.loosened, "no section holds both");
    assert!(manual.words("\"go tell\"").loosened, "a phrase does not go across the end of a heading");
}

#[test]
fn titles_count_more_than_headings_and_these_more_than_text() {
    let text = |title: &str, heading: &str, word: &str| {
        format!("---\ntitle: {title}\neffective_from: 2025-01-01\n---\n\n## {heading}\n\nOne two three {word}.\n")
    };
    let rest = ["Five", "Six", "Seven", "Eight", "Nine"].map(|title| text(title, "Zeta", "eta"));
    let texts = [text("Alpha", "Beta", "pepper"), text("Gamma", "Pepper", "delta"), text("Pepper", "Beta", "delta")];
    let texts: Vec<(String, String)> =
        texts.into_iter().chain(rest).enumerate().map(|(at, text)| (format!("content/{at}.md"), text)).collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let manual = Searched::of("now", &files);
    let answer = manual.words("pepper delta");
    assert_eq!(answer.hits.iter().map(|hit| hit.entry).collect::<Vec<_>>()[..2], [2, 1], "{answer:?}");
    let answer = manual.words("pepper omega");
    assert_eq!(answer.hits.iter().map(|hit| hit.entry).collect::<Vec<_>>(), [2, 1, 0]);
    // Title 1, heading 0.6, all 1; a title counts 0.3 in a long question. Five words that are nowhere score nothing.
    let long = manual.words("pepper xone1 xtwo2 xthree3 xfour4");
    let (short, long) = (answer.hits[0].score, long.hits.iter().find(|hit| hit.entry == 2).unwrap().score);
    assert!(long < short * 0.9, "{long} {short}");
}

/// BM25, worked out the long way, of a word in one section's text among three.
#[test]
fn a_score_is_tantivys() {
    let text = |words: &str| format!("---\ntitle: Title\neffective_from: 2025-01-01\n---\n\n{words}\n");
    let texts = [text("pepper one two pepper"), text("one two three four five six"), text("one")];
    let paths = ["content/1.md", "content/2.md", "content/3.md"];
    let files: Vec<(&str, &str)> = paths.into_iter().zip(texts.iter().map(String::as_str)).collect();
    let manual = Searched::of("now", &files);
    let sections: usize = manual.set.entries.iter().map(|entry| entry.sections.len()).sum();
    assert_eq!(sections, 3, "no home page, no parts, no registers");
    let idf = (1.0_f64 + (3.0 - 1.0 + 0.5) / 1.5).ln();
    let average = f64::from(5 + 7 + 2) / 3.0;
    let score = idf * 2.2 * 2.0 / (2.0 + 1.2 * (0.25 + 0.75 * 5.0 / average));
    let found = manual.words("pepper").hits[0].score;
    assert!((found - score).abs() < 1e-5, "{found} {score}");
}

#[test]
fn an_entry_shows_three_sections_and_counts_all() {
    let manual = now();
    let answer = manual.words("kennel");
    assert_eq!(answer.hits[0].sections.len(), 3);
    assert_eq!((answer.entries, answer.sections), (1, 4));
    assert_eq!((answer.aside, answer.unfiltered), (1, 1));
    let few = manual.ask(&Question { limit: 1, ..question("review care visits") });
    assert!(few.entries > 1 && few.hits.len() == 1);
}

#[test]
fn numbers_and_titles_come_first() {
    let manual = now();
    let first = |words: &str| {
        let answer = manual.words(words);
        (manual.found(&answer).first().cloned().unwrap_or_default(), answer.hits.first().map(|hit| hit.exact))
    };
    for words in ["1.1", "chapter 1.1", " Section  1.1 "] {
        let (found, exact) = first(words);
        assert!(found.starts_with("visits#") && exact == Some(Exact::Number), "{words}: {found} {exact:?}");
    }
    for words in ["1.1 section 2", "1.1.2"] {
        let (found, exact) = first(words);
        assert!(found.starts_with("visits#limits") && exact == Some(Exact::Number), "{words}: {found}");
    }
    assert_ne!(first("1.1 section 9").1, Some(Exact::Number));
    for words in ["1.1", "chapter 1.1", "1.1.2", "Part 1"] {
        let answer = manual.words(words);
        assert_eq!((answer.entries, answer.unfiltered), (1, 1), "{words}: no other chapter that holds a digit of it");
    }
    let form = "---\ntitle: Forms\neffective_from: 2025-01-01\n---\n\nSend form 1.\n";
    let part = "---\ntitle: First\n---\n";
    let digits = Searched::of("now", &[("content/01-first/index.md", part), ("content/01-first/01-forms.md", form)]);
    assert_eq!((digits.words("1").entries, digits.words("part 1").entries), (2, 1), "digits may be any number");
    for words in ["Referrals", "referral", "\"referrals\"", "the referrals"] {
        assert_eq!(first(words).1, Some(Exact::Title), "{words}");
        assert!(first(words).0.starts_with("referrals"));
    }
    assert_eq!(first("home visits").1, Some(Exact::Title), "in any order");
    assert_eq!(first("visits").1, Some(Exact::No));
}

#[test]
fn filters_leave_out_and_change_no_score() {
    let manual = now();
    let all = manual.words("review referral placement");
    let filters = |make: fn(&mut Filters)| {
        let mut filters = Filters::default();
        make(&mut filters);
        filters
    };
    let ask = |filters: Filters| {
        let answer = manual.ask(&Question { filters, ..question("review referral placement") });
        assert_eq!(answer.unfiltered, all.unfiltered);
        for hit in &answer.hits {
            let before = all.hits.iter().find(|other| other.entry == hit.entry).unwrap();
            assert!((hit.score - before.score).abs() < f64::EPSILON);
        }
        let ids = answer.hits.iter().map(|hit| manual.set.entries[hit.entry].id.to_string());
        ids.filter(|id| !id.contains('/'))
            .collect::<std::collections::BTreeSet<_>>()
            .into_iter()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let care = manual.set.parts.iter().find(|part| &*part.title == "Care").unwrap().key.to_string();
    assert_eq!(ask(Filters { part: Some(care), ..Filters::default() }), "placements reviews");
    assert_eq!(ask(filters(|f| f.type_word = Some("policy".into()))), "reviews");
    assert_eq!(ask(filters(|f| f.audience = Some("social-workers".into()))), "placements referrals visits");
    assert_eq!(ask(filters(|f| f.area = Some("coast".into()))), "placements referrals visits");
    assert_eq!(ask(filters(|f| f.area = Some("vale".into()))), "placements referrals reviews visits");
    assert_eq!(ask(filters(|f| f.changed_since = Some(date(2026, 11, 1)))), "reviews", "the day itself counts");
    assert_eq!(ask(filters(|f| f.changed_since = Some(date(2026, 11, 2)))), "");
}

#[test]
fn what_is_for_authors_alone_is_set_aside() {
    let manual = now();
    let has = |found: &[String]| found.iter().any(|hit| hit.starts_with("writing"));
    assert!(!has(&manual.hits("kennel")));
    assert!(has(&manual.filtered("kennel", Filters { aside: true, ..Filters::default() })));
    assert!(has(&manual.filtered("kennel", Filters { audience: Some("authors".into()), ..Filters::default() })));
}

#[test]
fn every_edition_is_found_on_its_days() {
    let manual = Searched::of("all", MANUAL);
    let on = |day| {
        let filters = Filters { as_at: Some(day), ..Filters::default() };
        let answer = manual.ask(&Question { filters, ..question("placement bungalow apartment houseboat") });
        answer.hits.iter().map(|hit| manual.set.entries[hit.entry].from.unwrap().to_string()).collect::<Vec<_>>()
    };
    assert_eq!(on(date(2022, 12, 31)), Vec::<String>::new());
    assert_eq!(on(date(2023, 1, 1)), ["2023-01-01"]);
    assert_eq!(on(date(2024, 12, 31)), ["2023-01-01"]);
    assert_eq!(on(date(2025, 1, 1)), ["2025-01-01"]);
    assert_eq!(on(date(2027, 1, 1)), ["2027-01-01"]);
    assert_eq!(manual.hits("placement").len(), 3, "without a day, every edition");
    assert!(now().hits("bungalow").iter().all(|hit| hit == "placements#"), "an earlier title finds what stands now");
    assert_eq!(now().hits("houseboat"), Vec::<String>::new());
}

#[test]
fn snippets_show_what_matched() {
    let manual = now();
    let asker = Asker::new(&manual.index, &manual.set);
    let answer = manual.words("LAC");
    let hit = answer.hits.iter().find(|hit| &*manual.set.entries[hit.entry].id == "reviews").unwrap();
    let snippet = asker.snippet(hit.sections[0].0, &answer.terms);
    let marked: Vec<&str> = snippet.marks.iter().map(|(from, to)| &snippet.text[*from..*to]).collect();
    assert_eq!(marked, ["cared", "for", "child"]);
    assert!(!manual.words("the chronology").terms.contains(&"the".to_owned()), "what was dropped is not marked");
    assert!(manual.words("\"of the referral\"").terms.iter().all(|term| term != "the"));
}

#[test]
fn every_question_has_an_answer() {
    let none = Searched::of("now", &[]);
    let one =
        Searched::of("now", &[("content/one.md", "---\ntitle: One\neffective_from: 2025-01-01\n---\n\nAlone.\n")]);
    let manual = now();
    let long = "kennel ".repeat(2_000);
    let wall = "x".repeat(10_000);
    let quotes = "\"a".repeat(2_000);
    let nasty = [
        "",
        " ",
        "a",
        "the",
        "?!…",
        "\"",
        "\"\"",
        "\"\"\"",
        "“",
        "שלום עולם",
        "👩‍👧‍👦 👍",
        "<script>alert(1)</script>",
        "\u{0}\u{7f}",
        "1.1.",
        ".",
        "chapter ",
        "section",
        "=cared-for-child",
        "\"the\"",
        "e\u{301}",
        "'",
        "''s",
        "-",
        "a-b-c-d-e",
        long.as_str(),
        wall.as_str(),
        quotes.as_str(),
    ];
    for words in nasty {
        for unfinished in [false, true] {
            for searched in [&none, &one, &manual] {
                let answer = searched.ask(&Question { unfinished, ..question(words) });
                assert!(answer.hits.len() == answer.entries && answer.sections >= answer.entries, "{words}");
            }
        }
    }
    assert_eq!(one.hits("alone"), ["one#"], "a word that is everywhere is found where it is all that is asked");
    assert_eq!(one.hits("alnoe").len(), 1);
}
