//! A page that is read long after it was built says what a page built on that day would say of the same text.
//!
//! Builds invented manuals on one day, works out which notices the browser shows on later days (by the rule of `counts` in
//! site.js, which is asked too), and compares with the site built on those days.

use std::collections::{BTreeMap, BTreeSet};

use chapterhouse::data::dates::long_date;
use chapterhouse::memory::Memory;
use chapterhouse::publish::output_tree::OutputTree;
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use serde_json::{Value, json};

use crate::as_at::{ask_script, read_json};
use crate::built_manual::{TODAY, page};
use crate::dated_manual::manuals;
use crate::strict_html::{Element, read_page};

/// A notice: its kind and its words.
type Notice = (String, String);

/// The kinds that both a page of the day and an older one have; the others tell what came since.
const SAME: &[&str] = &["overdue", "expired", "withdrawn", "future", "superseded"];

/// What the script does with an element on a day: the rule of site.js.
fn counts(day: Date, from: Option<&str>, until: Option<&str>) -> bool {
    let day = day.to_string();
    from.is_none_or(|from| from <= day.as_str()) && until.is_none_or(|until| day.as_str() < until)
}

/// The notices and marks of a page that a reader sees on a day, and every question asked of the rule.
fn notices(html: &str, day: Date, asked: &mut BTreeSet<(Date, Option<String>, Option<String>)>) -> BTreeSet<Notice> {
    let elements = read_page(html).unwrap();
    let class = |element: &Element| element.attribute("class").unwrap_or("").to_owned();
    let mut seen = BTreeSet::new();
    for element in &elements {
        let (from, until) = (element.attribute("data-from"), element.attribute("data-until"));
        let shown = match (from, until) {
            (None, None) => element.attribute("hidden").is_none(),
            _ => counts(day, from, until),
        };
        if from.or(until).is_some() {
            asked.insert((day, from.map(str::to_owned), until.map(str::to_owned)));
        }
        let text = element.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let kind = class(element);
        if let Some(kind) = kind.strip_prefix("panel banner ").filter(|_| shown) {
            seen.insert((kind.to_owned(), text));
        } else if kind == "badge" && element.name == "strong" && element.text == "Overdue" && shown {
            seen.insert(("mark".to_owned(), text));
        }
    }
    seen
}

fn kinds(notices: &BTreeSet<Notice>) -> BTreeSet<&str> {
    notices.iter().map(|(kind, _)| kind.as_str()).filter(|kind| SAME.contains(kind)).collect()
}

fn chapters(output: &OutputTree) -> BTreeMap<String, Value> {
    let pages = read_json(output, "pages.json");
    let chapters = pages["chapters"].as_array().unwrap().iter();
    chapters.map(|chapter| (chapter["path"].as_str().unwrap().to_owned(), chapter.clone())).collect()
}

#[test]
fn an_old_page_says_what_a_new_one_would() {
    let memory = Memory::default();
    let mut asked = BTreeSet::new();
    let mut compared = 0;
    for manual in manuals(9) {
        // What readers could not see on the day of the build, no page of that day can tell.
        if manual.chapters.iter().flatten().any(|edition| edition.published.is_some()) {
            continue;
        }
        for built in [date(2024, 2, 28), TODAY] {
            let Some(old) = manual.build(built, None, &memory) else { continue };
            let before = chapters(&old);
            for day in manual.edges().into_iter().filter(|day| *day > built) {
                let new = manual.build(day, None, &memory).unwrap();
                for (path, now) in chapters(&new) {
                    let Some(then) = before.get(&path) else { continue };
                    let told = |output: &OutputTree, path: &str, asked: &mut _| {
                        notices(&page(output, &format!("{path}index.html")), day, asked)
                    };
                    let (said, says) = (told(&old, &path, &mut asked), told(&new, &path, &mut asked));
                    let place = format!("{path} built on {built}, read on {day}:\n{said:#?}\n{says:#?}\n{manual:#?}");
                    compared += 1;
                    if now["effective_from"] == then["effective_from"] {
                        let alike = |all: &BTreeSet<Notice>| {
                            let alike = |(kind, _): &&Notice| SAME.contains(&kind.as_str()) || kind == "mark";
                            all.iter().filter(alike).cloned().collect::<BTreeSet<_>>()
                        };
                        assert_eq!(alike(&said), alike(&says), "{place}");
                    } else if now["state"] == "current" {
                        let from: Date = now["effective_from"].as_str().unwrap().parse().unwrap();
                        let words = format!("A new edition took effect on {}.", long_date(from));
                        assert!(said.iter().any(|(_, text)| text.contains(&words)), "{place}");
                        assert!(kinds(&said).is_empty(), "{place}");
                    } else {
                        assert_eq!(kinds(&said), kinds(&says), "{place}");
                    }
                    for edition in then["editions"].as_array().unwrap() {
                        let path = edition["path"].as_str().unwrap();
                        let (said, says) = (told(&old, path, &mut asked), told(&new, path, &mut asked));
                        assert_eq!(kinds(&said), kinds(&says), "{path} built on {built}, read on {day}: {manual:#?}");
                    }
                }
            }
        }
    }
    assert!(compared > 200, "{compared} pages compared");
    let table = asked.into_iter().map(|(day, from, until)| {
        let counts = counts(day, from.as_deref(), until.as_deref());
        json!({ "day": day, "from": from, "until": until, "counts": counts })
    });
    ask_script(&json!({ "counts": table.collect::<Vec<_>>() }));
}

/// Days begin where the manual is, whatever clock the reader has: around every change of clocks, end of month and leap day.
#[test]
fn the_script_knows_when_a_day_begins() {
    let mut table = Vec::new();
    for name in ["Europe/London", "Pacific/Auckland", "America/St_Johns", "Pacific/Apia", "UTC"] {
        let zone = TimeZone::get(name).unwrap();
        let days = [
            date(2024, 2, 29),
            date(2026, 3, 29),
            date(2026, 6, 30),
            date(2026, 10, 25),
            date(2026, 12, 31),
            date(2027, 4, 4),
            date(2028, 2, 28),
        ];
        for day in days {
            let midnight = day.to_zoned(zone.clone()).unwrap().timestamp();
            for minutes in (-180..=1_620).step_by(30) {
                let moment: Timestamp = midnight.checked_add(minutes.minutes()).unwrap();
                let there = moment.to_zoned(zone.clone()).date();
                table.push(json!({ "zone": name, "moment": moment.to_string(), "day": there }));
            }
            for seconds in [-1_i64, 0, 1] {
                let moment = midnight.checked_add(seconds.seconds()).unwrap();
                let there = moment.to_zoned(zone.clone()).date();
                assert_eq!(there < day, seconds < 0);
                table.push(json!({ "zone": name, "moment": moment.to_string(), "day": there }));
            }
        }
    }
    ask_script(&json!({ "zones": table }));
}
