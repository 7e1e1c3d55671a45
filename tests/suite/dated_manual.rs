//! Small manuals whose chapters begin, change, expire, are withdrawn and fall due for review on invented days, and the rule
//! of what is in force when, as the specification words it.
//!
//! Gives manuals, their sites, and answers worked out from the dates alone. It must not use the model's timeline.

use std::collections::BTreeSet;
use std::sync::Arc;

use chapterhouse::config::settings::parse_site_config;
use chapterhouse::memory::Memory;
use chapterhouse::pipeline::build_site;
use chapterhouse::publish::output_tree::OutputTree;
use chapterhouse::source::source_tree::{SourceText, SourceTree};
use chapterhouse::stages::NoObserver;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::built_manual::{TODAY, request};

/// An edition by its days.
#[derive(Clone, Debug)]
pub(crate) struct Dated {
    pub(crate) from: Date,
    pub(crate) published: Option<Date>,
    pub(crate) expires: Option<Date>,
    pub(crate) withdrawn: Option<Date>,
    pub(crate) due: Option<Date>,
    pub(crate) amended: bool,
}

/// Chapters by their editions, in the order of their days.
#[derive(Clone, Debug)]
pub(crate) struct DatedManual {
    pub(crate) chapters: Vec<Vec<Dated>>,
}

/// How a chapter stands and the first day of the edition whose text stands, as files for machines word it.
pub(crate) type Answer = (&'static str, Option<Date>);

const NAMES: [&str; 4] = ["one", "two", "three", "four"];

/// Days on which calendars go wrong: ends of months, leap days, changes of clocks, and the days of the tests.
const DAYS: &[Date] = &[
    date(2024, 1, 31),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 3, 31),
    date(2024, 10, 27),
    date(2024, 12, 31),
    date(2025, 2, 28),
    date(2025, 3, 30),
    date(2025, 10, 26),
    date(2026, 3, 29),
    date(2026, 10, 25),
    date(2026, 11, 14),
    date(2026, 11, 15),
    date(2026, 11, 16),
    date(2026, 12, 31),
    date(2027, 1, 31),
    date(2027, 3, 28),
    date(2028, 2, 28),
    date(2028, 2, 29),
    date(2028, 3, 1),
];

fn day() -> impl Strategy<Value = Date> {
    let near = (proptest::sample::select(DAYS), -1..=1_i64).prop_map(|(day, days)| day.saturating_add(days.days()));
    prop_oneof![4 => proptest::sample::select(DAYS), 2 => near, 1 => (0..1_500_i64).prop_map(|days| date(2024, 1, 15).saturating_add(days.days()))]
}

fn edition() -> impl Strategy<Value = Dated> {
    let rarely = || prop_oneof![3 => Just(None), 1 => day().prop_map(Some)];
    let often = prop_oneof![1 => Just(None), 2 => day().prop_map(Some)];
    (day(), rarely(), rarely(), rarely(), often, any::<bool>()).prop_map(
        |(from, published, expires, withdrawn, due, amended)| Dated {
            from,
            published: published.filter(|day| *day > from),
            expires: expires.filter(|day| *day >= from),
            withdrawn: withdrawn.filter(|day| *day >= from),
            due: due.filter(|day| *day >= from),
            amended,
        },
    )
}

/// The same manuals on every machine and in every run.
pub(crate) fn manuals(count: usize) -> Vec<DatedManual> {
    let mut runner = TestRunner::deterministic();
    let chapter = proptest::collection::vec(edition(), 1..4).prop_map(|mut editions| {
        editions.sort_by_key(|edition| edition.from);
        editions.dedup_by_key(|edition| edition.from);
        // A withdrawal stands in the edition that is in force on its day; on the last such day the next one reinstates.
        let next: Vec<Option<Date>> = editions.iter().skip(1).map(|edition| Some(edition.from)).chain([None]).collect();
        for (edition, next) in editions.iter_mut().zip(next) {
            edition.withdrawn = edition.withdrawn.map(|on| next.map_or(on, |next| on.min(next)));
        }
        editions
    });
    let manual = proptest::collection::vec(chapter, 1..=NAMES.len());
    (0..count).map(|_| DatedManual { chapters: manual.new_tree(&mut runner).unwrap().current() }).collect()
}

impl DatedManual {
    /// The ids of the chapters, in order.
    pub(crate) fn ids(&self) -> impl Iterator<Item = (&'static str, &[Dated])> {
        NAMES.into_iter().zip(self.chapters.iter().map(Vec::as_slice))
    }

    /// Every day of the dates, the day before and the day after.
    pub(crate) fn edges(&self) -> BTreeSet<Date> {
        let days = self.chapters.iter().flatten().flat_map(|edition| {
            [Some(edition.from), edition.published, edition.expires, edition.withdrawn, edition.due]
        });
        days.flatten().flat_map(|day| [-1, 0, 1, 2].map(|near: i64| day.saturating_add(near.days()))).collect()
    }

    fn sources(&self) -> SourceTree {
        let mut pages = vec![SourceText::new("content/part/index.md", "---\ntitle: The part\n---\n")];
        for (order, (id, editions)) in self.ids().enumerate() {
            let last = editions.len() - 1;
            for (place, edition) in editions.iter().enumerate() {
                let at = if place == last { String::new() } else { format!("@{}", edition.from) };
                let path = format!("content/part/{}-{id}{at}.md", order + 1);
                pages.push(SourceText::new(&path, &edition.text(id)));
            }
        }
        pages.sort_by(|one, other| one.path.cmp(&other.path));
        SourceTree {
            config: Some(SourceText::new("site.toml", SETTINGS)),
            content: "content".to_owned(),
            pages,
            registers: vec![SourceText::new("content/registers/contacts.yml", "duty: {name: Duty team}\n")],
            ..SourceTree::default()
        }
    }

    /// The site built on a day, or the record of an earlier day made on that day; nothing where no chapter is to be seen.
    pub(crate) fn build(&self, today: Date, as_at: Option<Date>, memory: &Memory) -> Option<OutputTree> {
        let config = parse_site_config(&Arc::from("site.toml"), SETTINGS);
        let mut request = request(today);
        request.as_at = as_at;
        let built =
            build_site(&self.sources(), &Arc::new(config.value), &request, memory, &NoObserver, config.diagnostics);
        let faults: Vec<_> = built.diagnostics.iter().filter(|fault| fault.is_error()).collect();
        assert!(
            built.value.is_some() || faults.iter().all(|fault| fault.code.name == "empty-manual"),
            "{self:#?}\n{faults:#?}"
        );
        built.value
    }

    /// What stood of a chapter on a day, by what is known on another.
    pub(crate) fn answer(editions: &[Dated], day: Date, known_on: Date) -> Answer {
        let known = || editions.iter().filter(|edition| edition.published.is_none_or(|on| on <= known_on));
        let Some(current) = known().rfind(|edition| edition.from <= day) else { return ("not-yet", None) };
        let withdrawn = known().filter_map(|edition| edition.withdrawn).filter(|on| *on <= day).max();
        let standing = if withdrawn.is_some_and(|on| current.from < on) {
            "withdrawn"
        } else if current.expires.is_some_and(|last| last < day) {
            "expired"
        } else {
            "in-force"
        };
        (standing, Some(current.from))
    }

    /// Whether anything of a chapter can be seen on a day.
    pub(crate) fn is_seen(editions: &[Dated], known_on: Date) -> bool {
        editions.iter().any(|edition| edition.published.is_none_or(|on| on <= known_on))
    }
}

const SETTINGS: &str = "[site]\ntitle = \"M\"\nbase_url = \"https://m.example/\"\n[output]\nstale_after = \"never\"\n[checks]\nno-review-date = \"off\"\n";

impl Dated {
    fn text(&self, id: &str) -> String {
        let mut front = format!("title: Chapter {id}\nowner: duty\neffective_from: {}\n", self.from);
        let mut line = |key: &str, day: Option<Date>| {
            if let Some(day) = day {
                front.push_str(&format!("{key}: {day}\n"));
            }
        };
        line("published_on", self.published);
        line("expires_on", self.expires);
        line("next_review_on", self.due);
        if self.published.is_some() {
            front.push_str("retrospective: true\n");
        }
        if let Some(on) = self.withdrawn {
            front.push_str(&format!("withdrawn: {{on: {on}, reason: It ended}}\n"));
        }
        if self.amended {
            let first = self.from;
            front.push_str(&format!("amendments:\n  - {{date: {first}, type: major, note: Changed, reread: full}}\n"));
        }
        format!("---\n{front}---\n\nThe text of {}.\n", self.from)
    }
}

/// Days of the calendar of a manual, for trying: its edges, and some between, up to ten years after its first day.
pub(crate) fn sampled_days(manual: &DatedManual) -> BTreeSet<Date> {
    let mut days = manual.edges();
    let first = days.first().copied().unwrap_or(TODAY);
    days.extend((0..40_i64).map(|step| first.saturating_add((step * 93).days())));
    days.insert(TODAY);
    days
}
