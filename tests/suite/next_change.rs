//! `next-change.json` is true: until the day that it names, the site built on each day is the same but for the day itself;
//! on that day it is another.

use chapterhouse::data::dates::long_date;
use chapterhouse::memory::Memory;
use chapterhouse::publish::output_tree::OutputTree;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::as_at::read_json;
use crate::built_manual::{TODAY, page};
use crate::dated_manual::{DatedManual, manuals};

/// What stands before the day of the build, wherever a site says it.
const BEFORE: &[&str] = &[
    "data-built=\"",
    "Page built on <time datetime=\"",
    "The page was built on ",
    "Worked out on <time datetime=\"",
    "Built on ",
    "This page was built before, on ",
    "\"known_on\": \"",
    "\"today\": \"",
    " max=\"",
    "what is known as at <time datetime=\"",
    "The manual on <time datetime=\"",
    "made on ",
    "made on <time datetime=\"",
    "<time datetime=\"DAY\">",
];

/// Files that name other files by their sums.
const SUMS: [&str; 3] = ["SHA256SUMS", "keep.json", "keep-files.json"];

/// A site without the day on which it was built, file by file.
fn without_day(output: &OutputTree, day: Date) -> Vec<(String, String)> {
    let files = output.iter().filter(|(path, _)| !SUMS.contains(path) && *path != "next-change.json");
    let plain = |(path, _): (&str, _)| {
        let mut text = page(output, path);
        for before in BEFORE {
            text = text.replace(&format!("{before}{day}"), &format!("{before}DAY"));
            text = text.replace(&format!("{before}{}", long_date(day)), &format!("{before}DAY"));
        }
        // Only a feed without entries is as new as the site.
        if path.ends_with("feed.atom") && !text.contains("<entry>") {
            for offset in ["+00:00", "+01:00"] {
                text = text.replace(&format!("<updated>{day}T00:00:00{offset}"), "<updated>DAY");
            }
        }
        text = text.replace(&format!("DTSTAMP:{}", day.strftime("%Y%m%d")), "DTSTAMP:DAY");
        (path.to_owned(), text)
    };
    files.map(plain).collect()
}

fn difference(one: &[(String, String)], other: &[(String, String)]) -> Option<String> {
    let differs = one.iter().zip(other).find(|(one, other)| one != other);
    let lines = differs.map(|(one, other)| {
        let line = one.1.lines().zip(other.1.lines()).find(|(one, other)| one != other);
        format!("{} and {}: {line:#?}", one.0, other.0)
    });
    lines.or_else(|| (one.len() != other.len()).then(|| "one has more files".to_owned()))
}

#[test]
fn nothing_changes_before_the_day_that_is_named() {
    let memory = Memory::default();
    let build =
        |manual: &DatedManual, day: Date| manual.build(day, None, &memory).map(|site| (without_day(&site, day), site));
    let (mut steps, mut quiet) = (0, 0);
    for manual in manuals(6) {
        for start in [date(2024, 2, 27), date(2026, 3, 28), TODAY] {
            let Some((mut last, mut site)) = build(&manual, start) else { continue };
            let mut today = start;
            // From change to change, as a scheduler would go.
            for _ in 0..6 {
                let next =
                    read_json(&site, "next-change.json")["next"].as_str().map(|day| day.parse::<Date>().unwrap());
                let end = next.unwrap_or(today.saturating_add(400.days()));
                let between = (end - today).get_days();
                let tries = [1, between / 3, between / 2, between - 2, between - 1];
                for days in tries.into_iter().filter(|days| (1..between).contains(days)) {
                    let day = today.saturating_add(days.days());
                    let (same, _) = build(&manual, day).unwrap();
                    let differs = difference(&last, &same);
                    assert!(
                        differs.is_none(),
                        "{day} differs from {today}, next is {next:?}: {differs:?}\n{manual:#?}"
                    );
                }
                let Some(next) = next else {
                    quiet += 1;
                    break;
                };
                let (changed, new) = build(&manual, next).unwrap();
                assert!(difference(&last, &changed).is_some(), "nothing changes on {next} after {today}: {manual:#?}");
                (last, site, today) = (changed, new, next);
                steps += 1;
            }
        }
    }
    assert!(steps > 30 && quiet > 0, "{steps} changes, {quiet} ends");
}

#[test]
fn each_day_says_what_changes() {
    let memory = Memory::default();
    let mut words = std::collections::BTreeSet::new();
    for manual in manuals(80) {
        let Some(site) = manual.build(date(2025, 12, 1), None, &memory) else { continue };
        let file = read_json(&site, "next-change.json");
        let days: Vec<&str> = file["days"].as_array().unwrap().iter().map(|day| day["day"].as_str().unwrap()).collect();
        assert!(days.is_sorted() && days.iter().all(|day| *day > "2025-12-01" && *day <= "2026-12-02"), "{days:?}");
        assert!(days.is_empty() || file["next"] == days[0], "{file}");
        let changes = file["days"].as_array().unwrap().iter().flat_map(|day| day["changes"].as_array().unwrap());
        words.extend(changes.map(|change| change["what"].as_str().unwrap().to_owned()));
    }
    for word in
        ["takes-effect", "withdrawn", "expired", "review-due-soon", "review-overdue", "badge", "news", "published"]
    {
        assert!(words.contains(word), "no {word} among {words:?}");
    }
}
