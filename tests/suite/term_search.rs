//! Terms in texts: the search of the model against a plain one that tries every term at every word.
//!
//! Takes invented glossaries and texts. Must not know pages or rules.

use chapterhouse::memo::ContentHash;
use chapterhouse::model::folded_words::FoldedText;
use chapterhouse::model::lexicon::Lexicon;
use chapterhouse::parse::registers::Term;
use proptest::prelude::*;

fn glossary(terms: &[&str]) -> Vec<Term> {
    let term = |(place, term): (usize, &&str)| Term {
        id: format!("t{place}"),
        term: (*term).to_owned(),
        abbreviation: None,
        definition: "What it means.".to_owned(),
        aliases: Vec::new(),
        deprecated: Vec::new(),
    };
    terms.iter().enumerate().map(term).collect()
}

/// The terms found in a text, as they stand in it.
fn found<'t>(terms: &[&str], text: &'t str) -> Vec<&'t str> {
    let lexicon = Lexicon::of(&glossary(terms), ContentHash::of(b""));
    let folded = FoldedText::of(text);
    let found = lexicon.find(&folded);
    let words = folded.words();
    found.iter().map(|f| &text[words[f.first].start.offset as usize..words[f.last].end.offset as usize]).collect()
}

#[test]
fn a_term_is_found_as_readers_read_it() {
    let cases: &[(&[&str], &str, &[&str])] = &[
        // Whole words, the possessive, curly apostrophes, brackets.
        (
            &["family time"],
            "family times, family timely, (family time) family time's; family time’s",
            &["family times", "family time", "family time", "family time"],
        ),
        // The noun takes the plural, wherever it stands.
        (
            &["head of service", "pathway plan"],
            "heads of service and pathway plans",
            &["heads of service", "pathway plans"],
        ),
        // The longest wins, the leftmost first.
        (&["core group", "core group meeting", "meeting room"], "the core group meeting room", &["core group meeting"]),
        // What fails as a longer term is still the shorter.
        (&["short break", "short break care"], "a short break carefully chosen", &["short break"]),
        (&["short break", "short break CARE"], "short break care", &["short break"]),
        // Its own capitals; a sentence's first word; a title; not shouted.
        (&["IRO", "LAC"], "the IRO, IROs, iro, lac, Lac, LAC's", &["IRO", "IROs", "LAC"]),
        (
            &["child in need"],
            "Child in need. a Child in Need, CHILD IN NEED, child In need",
            &["Child in need", "Child in Need"],
        ),
        // A name is no term.
        (&["disclosure", "placement"], "the Disclosure and Barring Service; the Kent Placement; Placement Board", &[]),
        (&["placement"], "The Placement is kept. Placement matters.", &["Placement", "Placement"]),
        // Hyphens: between the words of a term as blanks; to other words they make one word.
        (
            &["looked after child", "advocate", "LAC"],
            "looked-after child, non-advocate, advocate-led, LAC-friendly",
            &["looked-after child", "LAC"],
        ),
        (&["ex-care"], "ex-care but not ex care", &["ex-care"]),
        // Not across what ends a clause, and not in addresses.
        (&["family time", "advocate"], "family, time; advocate@advocate.example www.advocate.example", &[]),
        // Accents are the same in either way of writing; they are not left out.
        (&["T\u{177} Gwyn", "café"], "Ty\u{302} Gwyn, cafe, cafe\u{301}", &["Ty\u{302} Gwyn", "cafe\u{301}"]),
        (&["مأوى", "בית"], "في مأوى، בית", &["مأوى", "בית"]),
        // Signs within a term.
        (&["health & wellbeing", "TAC/TAF"], "Health & wellbeing at a TAC/TAF", &["Health & wellbeing", "TAC/TAF"]),
        // Words of every sentence are no terms; in capitals they are.
        (&["it", "a", "IT", "…"], "it is a test… of IT", &["IT"]),
    ];
    for (terms, text, expected) in cases {
        assert_eq!(found(terms, text), *expected, "{terms:?} in {text:?}");
    }
}

#[test]
fn capitals_that_every_entry_has_say_nothing() {
    let headed = ["Advocate", "Family time", "Core group", "Strategy discussion", "IRO", "Short break"];
    assert_eq!(found(&headed, "an advocate, family time, the IRO, not the iro"), ["advocate", "family time", "IRO"]);
    let titled = ["Family Time", "Core Group", "Strategy Discussion", "Short Break"];
    assert_eq!(found(&titled, "family time and a core group"), ["family time", "core group"]);
    // Where most entries are small, a capital belongs to the word.
    let names = ["family time", "core group", "Linden", "Gillick competence"];
    assert_eq!(
        found(&names, "linden, Linden, gillick competence, Gillick competence"),
        ["Linden", "Gillick competence"]
    );
}

#[test]
fn ten_thousand_terms_that_hold_each_other() {
    let long: Vec<String> = (1..=1_000).map(|length| "a".repeat(length)).collect();
    let words: Vec<String> = (1..=60).map(|length| vec!["ab"; length].join(" ")).collect();
    let many: Vec<String> = (0..9_000).map(|n| format!("term {n} of {}", n % 7)).collect();
    let terms: Vec<&str> = long.iter().chain(&words).chain(&many).map(String::as_str).collect();
    let lexicon = Lexicon::of(&glossary(&terms), ContentHash::of(b""));
    let count = |text: &str| lexicon.find(&FoldedText::of(text)).len();
    assert_eq!(count(&"a".repeat(200_000)), 0, "one long word");
    assert_eq!(count(&"a".repeat(200)), 1, "a word as long as the longest term");
    assert_eq!(count(&"ab ".repeat(24 * 1_000)), 1_000, "the longest of those that overlap, and the next behind it");
    assert_eq!(count(&"term 8999 of 4 ".repeat(1_000)), 1_000);
    assert_eq!(count(&"\u{301}\u{200B}-'".repeat(50_000)), 0);
}

/// The plain search: at each word the longest term that stands there; of the last word the plural counts.
fn plainly(terms: &[String], text: &str) -> Vec<String> {
    let clauses = text.split(", ");
    let mut all = Vec::new();
    for clause in clauses {
        let words: Vec<&str> = clause.split(' ').collect();
        let mut at = 0;
        while at < words.len() {
            let stands = |length: &usize| {
                let Some(here) = words.get(at..at + length) else { return false };
                let here = here.join(" ");
                let plural = |term: &String| !term.ends_with('s') && format!("{term}s") == here;
                terms.iter().any(|term| *term == here || plural(term))
            };
            match (1..=4).rev().find(stands) {
                Some(length) => {
                    all.push(words[at..at + length].join(" "));
                    at += length;
                }
                None => at += 1,
            }
        }
    }
    all
}

fn word() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["ab", "abs", "aba", "ba", "bab", "babs", "abab"])
}

proptest! {
    #[test]
    fn the_search_finds_what_a_plain_one_finds(
        terms in prop::collection::vec(prop::collection::vec(word(), 1..4), 0..12),
        clauses in prop::collection::vec(prop::collection::vec(word(), 1..12), 1..4),
    ) {
        let terms: Vec<String> = terms.iter().map(|words| words.join(" ")).collect();
        let text = clauses.iter().map(|words| words.join(" ")).collect::<Vec<_>>().join(", ");
        let slices: Vec<&str> = terms.iter().map(String::as_str).collect();
        prop_assert_eq!(found(&slices, &text), plainly(&terms, &text));
    }

    #[test]
    fn no_text_and_no_glossary_is_too_strange(terms in prop::collection::vec(".{0,12}", 0..8), text in ".{0,80}") {
        let slices: Vec<&str> = terms.iter().map(String::as_str).collect();
        found(&slices, &text);
    }
}
