//! Seeded questions of every kind about a set, made of its own words, right and with every kind of error.
//!
//! Takes records, gives questions. Knows no answer.

use chapterhouse::search::answer::{Filters, Question};
use chapterhouse::search::records::SearchSet;
use jiff::civil::date;

use crate::chance::Chance;

/// A question, and of what kind it is.
pub(crate) struct Asked {
    pub(crate) kind: &'static str,
    pub(crate) question: Question,
}

/// What nobody asks, and somebody types.
const STRANGE: &[&str] = &[
    "",
    " ",
    "?!…",
    "\"",
    "\"\"",
    "“ ” „ «»",
    "'",
    "’s",
    "\"the\"",
    "\"the of\"",
    "the",
    "how to",
    "what is the",
    "a",
    "1",
    "é",
    "\u{301}",
    "—",
    "שלום עולם",
    "سلام",
    "👩‍👧 👍",
    "<script>alert(1)</script>",
    "<b>visit</b> & \"child\"",
    "../../etc/passwd",
    "{{ var.x }}",
    "__proto__",
    "constructor",
    "toString valueOf",
    "hasOwnProperty",
    "\0",
    "\n\nvisit\nchild",
    "visit\tchild\r\nplan",
    "=lac",
    "=cared-for-child",
    "must_not",
    "can_not not",
    "AND OR NOT",
    "visit* ~2 +child -plan",
    "İstanbul ŁÓDŹ",
    "ΟΔΟΣ",
    "东京 東京",
    "chapter",
    "section",
    "part 1",
    "chapter  1.1",
    "Section 1.1",
    "1.1 section 2",
    "1.1.2",
    "1.1 section",
    "1.",
    "1.1.",
    "a3",
    "A3 section 1",
    "٣",
    "½",
    "zzzzzzzz",
    "zz",
    "qqqqqqq xxxxxx",
    "-",
    "a-b-c-d-e-f",
    "s-47",
    "s.47",
    "ss 47",
    "SAR",
    "IVF treatment",
    "DoLS child",
    "chlid",
    "teh",
    "LCA plan",
];

/// Questions about a set.
pub(crate) fn questions(set: &SearchSet, seed: u64, count: usize) -> Vec<Asked> {
    let texts = set.entries.iter().flat_map(|entry| {
        let sections = entry.sections.iter().flat_map(|section| section.text.lines().chain([&*section.heading]));
        sections.chain([&*entry.title])
    });
    let lines: Vec<&str> = texts.filter(|line| !line.trim().is_empty()).collect();
    let mut maker = Maker { set, chance: Chance::new(seed), lines };
    let mut asked: Vec<Asked> = STRANGE.iter().map(|words| plain("strange", (*words).to_owned())).collect();
    asked.truncate(count);
    while asked.len() < count {
        asked.push(maker.question());
    }
    asked
}

fn plain(kind: &'static str, words: String) -> Asked {
    Asked { kind, question: Question { words, unfinished: false, filters: Filters::default(), limit: 20 } }
}

struct Maker<'s> {
    set: &'s SearchSet,
    chance: Chance,
    lines: Vec<&'s str>,
}

impl Maker<'_> {
    fn question(&mut self) -> Asked {
        let (kind, words): (&'static str, String) = match self.chance.below(24) {
            0 => ("one word", self.word()),
            1 => ("several words", self.words(4)),
            2 => ("many words", self.words(12)),
            3 => ("a line of text", self.line()),
            4 => ("with stop words", format!("how to {} the {} of {}", self.word(), self.word(), self.word())),
            5 | 6 => return self.unfinished(),
            7 | 8 => ("typing error", self.with_errors(false)),
            9 => ("first letter wrong", self.with_errors(true)),
            10 => ("phrase", self.phrase()),
            11 => ("phrase, wrong order", format!("\"{} {}\" {}", self.word(), self.word(), self.word())),
            12 => ("phrase, not closed", format!("{} “{}", self.word(), self.run(3))),
            13 => ("title", self.title()),
            14 => ("number", self.number()),
            15 => ("glossary", self.glossary()),
            16 => ("hyphens", format!("{}-{} {}", self.word(), self.word(), self.word())),
            17 => ("apostrophes", format!("{}'s {}’ ʼ{} o’{}", self.word(), self.word(), self.word(), self.word())),
            18 => ("accents and case", self.decorated()),
            19 => ("law", self.law()),
            20 => (
                "duty",
                format!(
                    "{} {} {}",
                    self.one(&["must not", "MUST", "cannot", "should not", "may not", "can not"]),
                    self.word(),
                    self.word()
                ),
            ),
            21 | 22 => return self.filtered(),
            _ => ("10,000 characters", self.endless()),
        };
        plain(kind, words)
    }

    fn one(&mut self, among: &[&'static str]) -> &'static str {
        among[self.chance.below(among.len())]
    }

    fn line(&mut self) -> String {
        if self.lines.is_empty() { "visit".to_owned() } else { (*self.chance.pick(&self.lines)).to_owned() }
    }

    fn word(&mut self) -> String {
        let line = self.line();
        let words: Vec<&str> = line.split_whitespace().collect();
        words[self.chance.below(words.len())].to_owned()
    }

    fn words(&mut self, most: usize) -> String {
        (0..=self.chance.below(most)).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }

    /// Words that stand together.
    fn run(&mut self, most: usize) -> String {
        let line = self.line();
        let words: Vec<&str> = line.split_whitespace().collect();
        let from = self.chance.below(words.len());
        words.iter().skip(from).take(2 + self.chance.below(most)).copied().collect::<Vec<_>>().join(" ")
    }

    fn phrase(&mut self) -> String {
        let (phrase, other) = (self.run(3), self.word());
        match self.chance.below(4) {
            0 => format!("«{phrase}» {other}"),
            1 => format!("{other} \"{phrase}\" \"{}\"", self.run(2)),
            2 => format!("“{}”", self.word()),
            _ => format!("\"{phrase}\""),
        }
    }

    fn unfinished(&mut self) -> Asked {
        let mut words = if self.chance.below(2) == 0 { self.words(3) } else { self.run(3) };
        let cut = words.chars().count() - self.chance.below(words.chars().count());
        words = words.chars().take(cut).collect();
        if self.chance.below(6) == 0 {
            words.push(if self.chance.below(2) == 0 { ' ' } else { '"' });
        }
        let mut asked = plain("unfinished", words);
        asked.question.unfinished = true;
        asked
    }

    fn with_errors(&mut self, first: bool) -> String {
        let mut words = Vec::new();
        for _ in 0..=self.chance.below(3) {
            let word = self.word();
            words.push(if self.chance.below(3) < 2 { self.mistype(&word, first) } else { word });
        }
        words.join(" ")
    }

    fn mistype(&mut self, word: &str, first: bool) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        let at = if first { 0 } else { self.chance.below(letters.len()) };
        let letter = *self.chance.pick(&['a', 'e', 'n', 'r', 't', 's', 'q']);
        match self.chance.below(4) {
            0 => letters.insert(at, letter),
            1 if letters.len() > 1 => drop(letters.remove(at)),
            2 if at + 1 < letters.len() => letters.swap(at, at + 1),
            _ => letters[at] = letter,
        }
        letters.into_iter().collect()
    }

    fn title(&mut self) -> String {
        if self.set.entries.is_empty() {
            return "Visits".to_owned();
        }
        let title = self.chance.pick(&self.set.entries).title.to_string();
        match self.chance.below(4) {
            0 => format!("\"{title}\""),
            1 => title.split(' ').rev().collect::<Vec<_>>().join(" "),
            2 => format!("the {} of", title.to_uppercase()),
            _ => title,
        }
    }

    fn number(&mut self) -> String {
        if self.set.entries.is_empty() {
            return "4.3".to_owned();
        }
        let entry = self.chance.pick(&self.set.entries);
        let number = entry.number.to_string();
        let section = entry.sections[self.chance.below(entry.sections.len())].number.to_string();
        match self.chance.below(6) {
            0 => format!("Chapter {number}"),
            1 => format!("{number} section {section}"),
            2 => format!("{number}.{section}"),
            3 => section,
            4 => format!("{number} {}", self.word()),
            _ => number,
        }
    }

    fn glossary(&mut self) -> String {
        if self.set.terms.is_empty() {
            return self.word();
        }
        let (_, forms) = self.chance.pick(&self.set.terms);
        let form = forms[self.chance.below(forms.len())].to_string();
        match self.chance.below(4) {
            0 => format!("{form} {}", self.word()),
            1 => format!("{} {}s {}", self.word(), form, self.word()),
            2 => self.mistype(&form, false),
            _ => form,
        }
    }

    fn decorated(&mut self) -> String {
        let words = self.words(3);
        match self.chance.below(4) {
            0 => words.to_uppercase(),
            1 => words.chars().flat_map(|c| [c, '\u{301}']).collect(),
            2 => words.replace('e', "é").replace('o', "ø"),
            _ => words.replace("ss", "ß").replace('i', "ı"),
        }
    }

    fn law(&mut self) -> String {
        let kind = self.one(&["section", "s", "s.", "Regulation", "reg", "article", "Sch", "ss", "sections"]);
        let number = self.one(&["47", "12a", "20", "8", "17", "99", "47A"]);
        match self.chance.below(3) {
            0 => format!("{kind}{number}"),
            1 => format!("{} {kind} {number}", self.word()),
            _ => format!("{kind} {number}"),
        }
    }

    fn filtered(&mut self) -> Asked {
        let mut asked = plain("filters", self.words(3));
        let keep = |chance: &mut Chance| chance.below(3) == 0;
        let filters = &mut asked.question.filters;
        let chance = &mut self.chance;
        let key = self.set.parts.get(chance.below(self.set.parts.len().max(1))).map(|part| part.key.to_string());
        filters.part = key.filter(|_| keep(chance));
        filters.type_word = keep(chance).then(|| (*chance.pick(&["procedure", "policy", "nothing"])).to_owned());
        filters.audience = keep(chance).then(|| (*chance.pick(&["authors", "managers", "nobody"])).to_owned());
        filters.area = keep(chance).then(|| (*chance.pick(&["coast", "vale", "moon"])).to_owned());
        let day = |chance: &mut Chance| {
            date(2020 + i16::try_from(chance.below(7)).unwrap(), 1 + i8::try_from(chance.below(12)).unwrap(), 4)
        };
        filters.changed_since = keep(chance).then(|| day(chance));
        filters.as_at = keep(chance).then(|| day(chance));
        filters.aside = keep(chance);
        asked
    }

    fn endless(&mut self) -> String {
        let mut words = String::new();
        while words.chars().count() < 10_000 {
            words.push_str(&self.run(6));
            words.push_str(self.one(&[" ", " ", " \"", "-", "\n"]));
        }
        words
    }
}
