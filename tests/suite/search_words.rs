//! Text becomes the same terms in the browser as in the program: hundreds of thousands of stems, and texts of all that is nasty in
//! Unicode, compared by `tests/search/words.mjs`.
//!
//! It needs node. Without it, it says so and passes; where `CI` is `true` it fails.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use chapterhouse::search::analysis::Analyzer;
use chapterhouse::search::stop_words::stop_words;
use chapterhouse::search::vocabulary::PLURALS;
use serde_json::{Value, json};

use crate::built_site::sample_root;
use crate::chance::Chance;

/// How many texts are compared in each kind of manual.
const TEXTS: usize = 12_000;

const ENDINGS: &str = "ed edly eed eedly ing ingly ly li s ss us sses ies ied y ation ational tional ization izer ator alism \
    aliti alli fulness fulli ousli ousness iveness iviti biliti bli ogist ogi lessli alize icate iciti ical ful ness ative al \
    ance ence er ic able ible ant ement ment ent ism ate iti ous ive ize ion sion tion e l ll el at bl iz bb dd ff gg mm nn pp \
    rr tt ying";

const BEGINNINGS: &str = "a e o y ay yy b by cr d even cann inn earr herr out succ proc exc arsen commun emerg gener inter later \
    organ past univers stat tr cry say hop tap fall ow wx ox fix hoy boy ski ugl earl onl singl idl gentl new atla cosmo bia \
    ande sk howe";

/// Pieces of which compounds, forms and long words are made.
const PIECES: &[&str] = &[
    "section",
    "Sections",
    "s",
    "ss",
    "47",
    "47a",
    "47A1",
    "reg",
    "Regulations",
    "art",
    "schedule",
    "must",
    "should",
    "CAN",
    "not",
    "cannot",
    "can't",
    "looked",
    "after",
    "child",
    "child’s",
    "children",
    "LAC",
    "review",
    "statutory",
    "follow",
    "up",
    "-",
    "--",
    "‑",
    "‐",
    "–",
    "'",
    "’",
    "ʼ",
    "'s",
    "’S",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    ".",
    "S.47",
    "İI",
    "ıß",
    "ẞ",
    "ΟΔΟΣ",
    "Σ",
    "ς",
    "ǅ",
    "ﬁ",
    "½",
    "Ⅷ",
    "㊿",
    "٣",
    "१२",
    "é",
    "e\u{301}",
    "\u{301}",
    "\u{345}",
    "\u{36f}",
    "Å",
    "ŵ",
    "Łódź",
    "ǿ",
    "Þ",
    "đ",
    "œ",
    "Æ",
    "שָׁלוֹם",
    "سلام",
    "हिन्दी",
    "ไทย",
    "한국",
    "각",
    "東京",
    "𝒜𝟙",
    "𐐀",
    "👩‍👧",
    "\u{200d}",
    "\u{fe0f}",
    "\u{feff}",
    "\u{85}",
    "\u{ad}",
    "<b>",
    "&amp;",
    "a_b",
    "x@y.z",
    "ʰ",
    "ª",
    "ʻ",
    "΄",
    "\u{1ab0}",
    "\u{20d0}",
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    "ééééééééééééééééééééééééééééééééééééééééé",
];

/// Ranges of characters that every Unicode of the last years knows whole.
const RANGES: &[(u32, u32)] = &[
    (0x20, 0x7e),
    (0xa0, 0x17f),
    (0x180, 0x24f),
    (0x250, 0x2af),
    (0x2b0, 0x36f),
    (0x386, 0x3ff),
    (0x400, 0x52f),
    (0x591, 0x5c7),
    (0x5d0, 0x5ea),
    (0x610, 0x669),
    (0x905, 0x96f),
    (0xe01, 0xe3a),
    (0xac00, 0xad00),
    (0x1100, 0x1112),
    (0x1e00, 0x1eff),
    (0x1f00, 0x1f15),
    (0x2000, 0x2064),
    (0x2070, 0x2071),
    (0x20a0, 0x20b0),
    (0x2100, 0x218b),
    (0x2460, 0x24ff),
    (0x3041, 0x3096),
    (0x4e00, 0x4e80),
    (0xfb00, 0xfb06),
    (0xff10, 0xff5a),
    (0x1d400, 0x1d454),
    (0x1f600, 0x1f64f),
    (0x10400, 0x1044f),
];

const FORMS: &[(&str, &[&str])] = &[
    ("cared-for-child", &["cared for child", "CIC", "looked-after child", "LAC", "looked after"]),
    ("review", &["LAC review", "statutory review", "child’s follow-up"]),
    ("other", &["statutory reviews", "of the", "47", "東京", "LAC", "", "a not"]),
];

#[test]
fn text_becomes_the_same_terms_in_the_browser() {
    let entries: Vec<(Arc<str>, Vec<Arc<str>>)> =
        FORMS.iter().map(|(id, forms)| (Arc::from(*id), forms.iter().map(|form| Arc::from(*form)).collect())).collect();
    let mut chance = Chance::new(7);
    let texts: Vec<String> = (0..TEXTS).map(|_| nasty_text(&mut chance)).collect();
    let read = |english| -> Vec<Value> {
        let analyzer = Analyzer::new(english, &entries);
        texts.iter().map(|text| as_json(&analyzer, text)).collect()
    };
    let stems = {
        let analyzer = Analyzer::new(true, &[]);
        let pair = |word: &String| format!("{word} {}", analyzer.stem(word));
        words(&mut chance).iter().map(pair).collect::<Vec<_>>().join("\n")
    };
    let given = json!({"stems": stems, "glossary": FORMS, "stop": stop_words(true), "texts": {"true": read(true), "false": read(false)}});
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("words.json");
    fs::write(&file, given.to_string()).unwrap();
    let Ok(output) = Command::new("node").arg(sample_root().join("tests/search/words.mjs")).arg(&file).output() else {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "there is no node");
        println!("skipped: there is no node");
        return;
    };
    println!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "see above\n{}", String::from_utf8_lossy(&output.stderr));
}

fn nasty_text(chance: &mut Chance) -> String {
    let mut text = String::new();
    for _ in 0..=chance.below(14) {
        match chance.below(8) {
            0..4 => text.push_str(PIECES[chance.below(PIECES.len())]),
            4 | 5 => {
                let (from, to) = RANGES[chance.below(RANGES.len())];
                for _ in 0..=chance.below(3) {
                    let code = from + u32::try_from(chance.below((to - from) as usize + 1)).unwrap();
                    text.extend(char::from_u32(code));
                }
            }
            _ => text.push(' '),
        }
    }
    text
}

/// A text with its words and compounds, places in it counted as in a browser.
fn as_json(analyzer: &Analyzer, text: &str) -> Value {
    let found = analyzer.read(text);
    let at = |byte: usize| text[..byte].encode_utf16().count();
    let words =
        found.words.iter().map(|word| json!([at(word.start), at(word.end), *word.folded, *word.stem, word.place]));
    let compounds = found.compounds.iter().map(|it| format!("{} {} {}", it.last, it.first, it.term));
    json!([text, words.collect::<Vec<_>>(), compounds.collect::<Vec<_>>()])
}

/// Words that every rule of the stemmer meets, and those of the manuals beside the checkout, where there are any.
fn words(chance: &mut Chance) -> BTreeSet<String> {
    let endings: Vec<&str> = ENDINGS.split_whitespace().collect();
    let mut words: BTreeSet<String> =
        PLURALS.iter().flat_map(|(plural, one)| [*plural, *one]).map(str::to_owned).collect();
    for beginning in BEGINNINGS.split_whitespace() {
        for first in &endings {
            words.insert([beginning, first].concat());
            words.extend(endings.iter().map(|second| [beginning, first, second].concat()));
        }
    }
    let letters: Vec<char> = "aeiouybcdlnrstxwg".chars().collect();
    for _ in 0..60_000 {
        let mut word: String = (0..=chance.below(6)).map(|_| letters[chance.below(letters.len())]).collect();
        (0..chance.below(3)).for_each(|_| word.push_str(endings[chance.below(endings.len())]));
        words.insert(word);
    }
    let shared = sample_root().join("../shared");
    let analyzer = Analyzer::new(false, &[]);
    for folder in [sample_root().join("content"), shared.join("corpora"), shared.join("bench")] {
        for file in walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok) {
            let text =
                if is_text(file.path()) { fs::read_to_string(file.path()).unwrap_or_default() } else { String::new() };
            let found = analyzer.read(&text).words.into_iter().map(|word| word.folded.to_string());
            words.extend(found.filter(|word| word.bytes().all(|byte| byte.is_ascii_lowercase()) && !word.is_empty()));
        }
    }
    words
}

fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ["md", "txt", "yml"].iter().any(|known| ending == *known))
}
