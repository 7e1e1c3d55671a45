//! Invented sets to be searched, with everything in them that search knows: parts in parts, audiences, areas, days, terms of a
//! glossary, editions, hyphens, law, duties, accents, and many sections that are alike.
//!
//! Takes a seed, gives records. Knows no question.

use std::sync::Arc;

use chapterhouse::model::address::Address;
use chapterhouse::model::chapter::State;
use chapterhouse::search::records::{EntryKind, EntryRecord, PartRecord, SearchSet, SectionRecord};
use jiff::civil::{Date, date};

use crate::chance::Chance;

const WORDS: &str = "child children visit visits visiting visitor assessment assess assessed review reviewing reviewer plan planning planned \
    placement place placing family families parent parental carer care caring contact contacting sibling worker social team manager \
    managing referral refer referred enquiry enquiries strategy meeting conference protection protect safeguarding safe harm risk \
    risks abuse neglect injury medical health nurse doctor school teacher education attendance police officer court order hearing \
    solicitor legal law act duty duties allowance payment pay fee budget form record recording recorded file note notify notification \
    notice inform information share sharing consent agree agreement agreed approval approve signed sign decision decide panel chair \
    minutes timescale day days week month working hours urgent emergency immediate night weekend out county authority local national \
    guidance procedure policy standard missing absent return interview runaway exploitation gang county-lines trafficking drug alcohol \
    disability disabled transition leaving pathway adviser personal housing homeless benefit university adoption adopter fostering foster \
    kinship special guardianship private respite short break unborn baby infant teenager adolescent adult vulnerable complaint complain \
    advocate advocacy independent reviewing allegation allegations staff recruitment training supervision supervise record-keeping \
    follow-up re-refer well-being out-of-hours co-operate multi-agency";

const RARE: &str =
    "café naïve façade Łódź Ŵyn Ærø straße coöperate résumé crèche Siân Þór 東京 שלום Ωmega zygote quokka xylem";

const GLUE: &str =
    "the of to and a in is be for on with as by at must should may not that this will it are if when who";

const SETTLED: &[&str] = &[
    "under section 47 of the Act",
    "section 20",
    "s17",
    "regulation 12a",
    "article 8",
    "must not",
    "should not",
    "cannot",
    "the child’s plan",
    "o’clock",
    "looked after child",
    "looked-after children",
    "LAC",
    "cared for child",
    "IRO",
    "independent reviewing officer",
    "strategy discussion",
    "within 15 working days",
    "25%",
    "2.3",
    "www.example.org",
    "parent(s)",
    "A&E",
    "the worker's duty",
];

const FORMS: &[(&str, &[&str])] = &[
    ("cared-for-child", &["cared for child", "CFC", "looked after child", "LAC", "child looked after"]),
    ("iro", &["independent reviewing officer", "IRO"]),
    ("strategy-discussion", &["strategy discussion", "strategy meeting"]),
    ("strategy-meeting", &["strategy meeting", "s47 meeting"]),
    ("staff", &["social worker", "worker"]),
    ("of-it", &["of the", "it"]),
    ("gone", &["ward of court", "wardship"]),
];

/// A set without entries.
pub(crate) fn empty_set() -> SearchSet {
    SearchSet { name: "now", english: true, ..SearchSet::default() }
}

/// One entry of one section.
pub(crate) fn tiny_set() -> SearchSet {
    let text = "You must not visit the child alone.\nSection 47 enquiries are follow-up work.";
    let section = SectionRecord { text: Box::from(text), ..SectionRecord::default() };
    SearchSet { entries: vec![entry(0, "Visits to a child", "1", vec![section])], terms: terms(), ..empty_set() }
}

/// A set of many entries.
pub(crate) fn generated_set(seed: u64, english: bool, entries: usize) -> SearchSet {
    let mut writer = Writer { chance: Chance::new(seed), said: Vec::new() };
    let part = |key: &str, number: &str, parent| PartRecord {
        key: Arc::from(key),
        number: Arc::from(number),
        title: Arc::from(key),
        parent,
    };
    let parts = vec![
        part("first", "1", None),
        part("first/inner", "1.1", Some(0)),
        part("second", "2", None),
        part("third", "3", None),
    ];
    let entries = (0..entries).map(|place| writer.entry(place)).collect();
    SearchSet { name: "all", english, terms: terms(), parts, entries }
}

fn terms() -> Vec<(Arc<str>, Vec<Arc<str>>)> {
    FORMS.iter().map(|(id, forms)| (Arc::from(*id), forms.iter().map(|form| Arc::from(*form)).collect())).collect()
}

fn entry(place: usize, title: &str, number: &str, sections: Vec<SectionRecord>) -> EntryRecord {
    EntryRecord {
        kind: EntryKind::Chapter,
        id: Arc::from(format!("entry-{place}")),
        number: Arc::from(number),
        title: Arc::from(title),
        address: Address::chapter(&format!("entry-{place}")),
        state: State::Current,
        from: None,
        until: None,
        changed: None,
        is_new: false,
        part: None,
        type_word: Arc::from("procedure"),
        audience: Vec::new(),
        areas: Vec::new(),
        aside: false,
        sections,
    }
}

struct Writer {
    chance: Chance,
    /// What was written and may be written again, word for word.
    said: Vec<String>,
}

impl Writer {
    fn entry(&mut self, place: usize) -> EntryRecord {
        let title = self.title();
        let sections = (0..=self.chance.below(9)).map(|at| self.section(place, at)).collect();
        let number = match self.chance.below(8) {
            0 => String::new(),
            1 => format!("A{place}"),
            _ => format!("{}.{}", place / 10 + 1, place % 10),
        };
        let mut entry = entry(place, &title, &number, sections);
        let part = self.chance.below(5);
        entry.part = (part < 4).then_some(part);
        entry.type_word = Arc::from(*self.chance.pick(&["procedure", "policy", "guidance"]));
        entry.audience = self.some(&["practitioners", "managers", "authors"]);
        entry.areas = self.some(&["coast", "vale"]);
        entry.aside = entry.audience.len() == 1 && &*entry.audience[0] == "authors";
        entry.from = self.day();
        entry.until = self.day().filter(|until| entry.from.is_none_or(|from| from < *until));
        entry.changed = self.day();
        entry.is_new = place.is_multiple_of(3);
        entry
    }

    fn some(&mut self, words: &[&str]) -> Vec<Arc<str>> {
        let taken = words.iter().filter(|_| self.chance.below(3) == 0);
        taken.map(|word| Arc::from(*word)).collect()
    }

    fn day(&mut self) -> Option<Date> {
        let year = 2020 + i16::try_from(self.chance.below(7)).unwrap();
        (self.chance.below(3) > 0).then(|| date(year, 1 + i8::try_from(self.chance.below(12)).unwrap(), 4))
    }

    fn title(&mut self) -> String {
        // Two entries may have one title.
        let words = self.chance.below(4) + 1;
        let title = (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ");
        if self.chance.below(3) == 0 { format!("The {title}") } else { title }
    }

    fn section(&mut self, entry: usize, place: usize) -> SectionRecord {
        let heading = if place == 0 { String::new() } else { self.title() };
        let number = if place == 0 { String::new() } else { format!("{}.{}.{place}", entry / 10 + 1, entry % 10) };
        let also = if place == 0 && self.chance.below(4) == 0 { self.title() } else { String::new() };
        let text: Vec<String> = (0..self.chance.below(8)).map(|_| self.sentence()).collect();
        SectionRecord {
            anchor: format!("a{place}").into(),
            number: if self.chance.below(2) == 0 { number.into() } else { format!("{place}").into() },
            heading: heading.into(),
            also: also.into(),
            text: text.join("\n").into(),
        }
    }

    fn sentence(&mut self) -> String {
        if !self.said.is_empty() && self.chance.below(3) == 0 {
            return self.chance.pick(&self.said).clone();
        }
        let mut words = Vec::new();
        for _ in 0..=self.chance.below(24) {
            let word = match self.chance.below(12) {
                0..5 => pick(&mut self.chance, GLUE),
                5 => (*self.chance.pick(SETTLED)).to_owned(),
                _ => self.word(),
            };
            words.push(word);
        }
        let sentence = words.join(" ") + ".";
        self.said.push(sentence.clone());
        sentence
    }

    fn word(&mut self) -> String {
        if self.chance.below(60) == 0 { pick(&mut self.chance, RARE) } else { pick(&mut self.chance, WORDS) }
    }
}

/// A word of a list; those at its beginning are more common.
fn pick(chance: &mut Chance, words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    let end = chance.below(words.len()) + 1;
    words[chance.below(end)].to_owned()
}
