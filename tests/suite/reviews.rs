//! The review register says the same wherever it is written: on its page, in the three files, in the terminal.
//!
//! Takes the sample manual and small manuals with hostile words. The readers of CSV and iCalendar here are of their own
//! and strict: they know the formats' rules and nothing of how Chapterhouse writes them.

use std::collections::BTreeSet;

use chapterhouse::publish::output_tree::OutputTree;

use crate::base_manual::{Manual, TODAY};
use crate::built_manual::{build_with, page};
use crate::page_reader::visible_text;

/// A property of an iCalendar file: its name, its parameters as written, and its value with nothing undone.
struct Property {
    name: String,
    parameters: String,
    value: String,
}

/// Reads an iCalendar stream by the letter of RFC 5545: lines end in CRLF, hold at most 75 octets, and are unfolded
/// before they are looked at; components nest.
fn read_calendar(text: &str) -> Vec<Vec<Property>> {
    let body = text.strip_suffix("\r\n").expect("the last line is ended");
    let mut lines: Vec<String> = Vec::new();
    for line in body.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "a bare end of line: {line:?}");
        assert!(line.chars().all(|sign| !sign.is_control()), "a control character: {line:?}");
        match line.strip_prefix([' ', '\t']) {
            Some(more) => lines.last_mut().expect("nothing to go on from").push_str(more),
            None => lines.push(line.to_owned()),
        }
    }
    let properties = lines.iter().map(|line| {
        let (left, value) = line.split_once(':').unwrap_or_else(|| panic!("no value: {line}"));
        let (name, parameters) = left.split_once(';').unwrap_or((left, ""));
        let word = |text: &str| text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-');
        assert!(!name.is_empty() && word(name), "not a name: {line}");
        Property { name: name.to_owned(), parameters: parameters.to_owned(), value: value.to_owned() }
    });
    let mut open: Vec<(String, Vec<Property>)> = Vec::new();
    let mut components: Vec<Vec<Property>> = Vec::new();
    for property in properties {
        match property.name.as_str() {
            "BEGIN" => open.push((property.value, Vec::new())),
            "END" => {
                let (name, found) = open.pop().expect("nothing to end");
                assert_eq!(name, property.value);
                match name.as_str() {
                    "VEVENT" => assert_eq!(open.last().map(|(around, _)| around.as_str()), Some("VCALENDAR")),
                    "VCALENDAR" => assert!(open.is_empty()),
                    other => panic!("a component {other}"),
                }
                components.push(found);
            }
            _ => open.last_mut().expect("outside of all").1.push(property),
        }
    }
    assert!(open.is_empty());
    components
}

/// A TEXT value as it was meant; it may hold no bare separator.
fn unescape(value: &str) -> String {
    let mut text = String::new();
    let mut signs = value.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next().expect("a backslash at the end") {
                'n' | 'N' => text.push('\n'),
                sign @ ('\\' | ';' | ',') => text.push(sign),
                other => panic!("\\{other} is no escape: {value}"),
            },
            ';' | ',' => panic!("a bare {sign}: {value}"),
            sign => text.push(sign),
        }
    }
    text
}

/// The events of a calendar, held to what every event must have, and no more.
fn read_events(text: &str) -> Vec<Vec<Property>> {
    let mut components = read_calendar(text);
    let calendar = components.pop().expect("a calendar");
    for required in ["VERSION", "PRODID"] {
        assert_eq!(calendar.iter().filter(|property| property.name == required).count(), 1, "{required}");
    }
    let mut names = BTreeSet::new();
    for event in &components {
        for once in ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CATEGORIES", "TRANSP"] {
            assert_eq!(event.iter().filter(|property| property.name == once).count(), 1, "{once}");
        }
        let day = |name: &str| {
            let property = event.iter().find(|property| property.name == name).unwrap();
            assert_eq!(property.parameters, "VALUE=DATE");
            jiff::civil::Date::strptime("%Y%m%d", &property.value).unwrap()
        };
        assert_eq!(day("DTSTART").tomorrow().unwrap(), day("DTEND"));
        assert_eq!(value(event, "DTSTAMP"), "20261115T000000Z");
        unescape(value(event, "SUMMARY"));
        unescape(value(event, "DESCRIPTION"));
        assert!(names.insert(unescape(value(event, "UID"))), "one name twice");
    }
    components
}

fn value<'a>(event: &'a [Property], name: &str) -> &'a str {
    event.iter().find(|property| property.name == name).map_or("", |property| &property.value)
}

/// Reads records by the letter of RFC 4180.
fn read_records(text: &str) -> Vec<Vec<String>> {
    let mut records = vec![vec![String::new()]];
    let mut rest = text;
    loop {
        let mut cell = String::new();
        if let Some(mut quoted) = rest.strip_prefix('"') {
            loop {
                let (inside, after) = quoted.split_once('"').expect("a quotation that ends");
                cell.push_str(inside);
                let Some(more) = after.strip_prefix('"') else {
                    rest = after;
                    break;
                };
                cell.push('"');
                quoted = more;
            }
        } else {
            let end = rest.find([',', '\r', '\n', '"']).expect("an end of line");
            assert!(!rest[end..].starts_with('"'), "a quotation mark within a bare cell");
            cell.push_str(&rest[..end]);
            rest = &rest[end..];
        }
        *records.last_mut().unwrap().last_mut().unwrap() = cell;
        if let Some(more) = rest.strip_prefix(',') {
            records.last_mut().unwrap().push(String::new());
            rest = more;
        } else {
            rest = rest.strip_prefix("\r\n").expect("a record ends in CRLF");
            if rest.is_empty() {
                return records;
            }
            records.push(vec![String::new()]);
        }
    }
}

fn said_by(manual: &Manual, words: &[&str]) -> String {
    let said = manual.run(words);
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    String::from_utf8(said.stdout).unwrap()
}

fn file(output: &OutputTree, path: &str) -> String {
    page(output, path)
}

#[test]
fn the_register_of_the_sample_is_one_wherever_it_is_written() {
    let root = crate::built_site::sample_root();
    let built = build_with(&root, &chapterhouse::memory::Memory::default());
    let output = built.value.unwrap();
    let json: serde_json::Value = serde_json::from_str(&file(&output, "reviews.json")).unwrap();
    let reviews = json["reviews"].as_array().unwrap();
    let ids = |state: &str| -> BTreeSet<&str> {
        reviews.iter().filter(|row| row["state"] == state).map(|row| row["id"].as_str().unwrap()).collect()
    };
    assert_eq!(ids("overdue"), BTreeSet::from(["missing-children"]));
    assert_eq!(ids("due-soon"), BTreeSet::from(["protection-conference"]));
    let warned = built.diagnostics.iter().filter(|found| found.code.name.starts_with("review-")).count();
    assert_eq!(warned, 2, "the check and the register agree");
    let all: BTreeSet<&str> = reviews.iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert!(!all.contains("escalating-concerns") && !all.contains("staying-with-former-carers"), "{all:?}");
    let records = read_records(&file(&output, "reviews.csv"));
    assert_eq!(records.len(), reviews.len() + 1);
    assert!(records.iter().all(|record| record.len() == records[0].len()));
    let events = read_events(&file(&output, "reviews.ics"));
    assert_eq!(events.len(), reviews.len());
    for (event, row) in events.iter().zip(reviews) {
        assert_eq!(value(event, "DTSTART"), row["next_review_on"].as_str().unwrap().replace('-', ""));
        assert_eq!(value(event, "URL"), row["url"].as_str().unwrap());
    }
    let html = file(&output, "register/reviews/index.html");
    assert!(html.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!file(&output, "sitemap.xml").contains("register/reviews"));
    let text = visible_text(&html);
    for words in ["1 chapter is overdue for review, 1 is due within 90 days and 27 are up to date.", "15 November 2026"]
    {
        assert!(text.contains(words), "{words}: {text}");
    }
    for row in reviews {
        let link = format!("chapter/{}/", row["id"].as_str().unwrap());
        assert_eq!(html.matches(&format!("../../{link}")).count(), 1, "{link}");
    }
    assert!(file(&output, "index.html").contains("register/reviews/"), "the footer leads there");
}

#[test]
fn readers_are_told_of_an_extension_under_the_title() {
    let output = build_with(&crate::built_site::sample_root(), &chapterhouse::memory::Memory::default());
    let output = output.value.unwrap();
    let html = file(&output, "chapter/short-breaks/index.html");
    let (lead, _) = html.split_once("<div class=\"text\">").unwrap();
    let words: String = visible_text(lead).split_whitespace().collect::<Vec<_>>().join(" ");
    let said = "Review extended from 20 October 2026 to 28 February 2027 by Disabled children's team: The short breaks";
    assert!(words.contains(said), "{words}");
    let printed = visible_text(&file(&output, "print/index.html")).split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(printed.matches(said).count(), 1, "on paper too, and of no other chapter");
}

/// Words that mean something else where they are written: in a table, in a calendar, on a page.
const HOSTILE: &[&str] = &[
    "=HYPERLINK(\"https://evil.example\",\"press\")",
    "+441632",
    "-1+1",
    "@SUM(A1)",
    "Commas, semicolons; and \\ strokes: \"said\"",
    "two\nlines\nand a third",
    "END:VEVENT\nBEGIN:VALARM",
    "<script>alert(1)</script>",
    "👩‍👩‍👧‍👦 a family that is folded 👩‍👩‍👧‍👦 in the middle 👩‍👩‍👧‍👦 of it",
    "ẞß ﷽ 中文 Ελληνικά, long enough for a second and a third line of the calendar: 中文中文中文中文中文中文中文中文",
];

/// A text as a quoted scalar of YAML.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn hostile_manual() -> Manual {
    let manual = Manual::sound();
    manual
        .write("site.toml", "[site]\ntitle = \"Procedures, all; of them\"\nbase_url = \"https://manual.example/a/\"\n");
    let name = quoted("=Duty, team; of \"them\"");
    manual.write(
        "content/registers/contacts.yml",
        format!("duty-team: {{name: {name}, telephone: \"+44 1632 960001\"}}\n"),
    );
    for (index, title) in HOSTILE.iter().enumerate() {
        let front = format!(
            "---\nid: hostile-{index}\ntitle: {}\nowner: duty-team\nlast_reviewed_on: 2026-01-01\nreview_in: {} months\nreview_extension: {{to: 2030-01-01, by: duty-team, reason: {}}}\n---\n",
            quoted(title),
            index + 1,
            quoted(title),
        );
        manual.write(&format!("content/01-part/{:02}-hostile.md", index + 10), front);
    }
    manual
}

#[test]
fn hostile_words_stay_words() {
    let manual = hostile_manual();
    let outcome = manual.build();
    let output = outcome.output.unwrap_or_else(|| panic!("{:#?}", outcome.lines));
    let events = read_events(&file(&output, "reviews.ics"));
    assert_eq!(events.len(), HOSTILE.len() + 1);
    let summaries: String = events.iter().map(|event| unescape(value(event, "SUMMARY")) + "\n").collect();
    for title in HOSTILE {
        let meant = title.trim();
        assert!(summaries.contains(meant), "{meant:?} in {summaries:?}");
    }
    let names: Vec<String> = events.iter().map(|event| unescape(value(event, "UID"))).collect();
    assert!(names.contains(&"review-hostile-0@manual.example.a".to_owned()), "{names:?}");
    let records = read_records(&file(&output, "reviews.csv"));
    assert_eq!(records.len(), HOSTILE.len() + 2);
    for cell in records.iter().flatten() {
        assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{cell}");
    }
    let titles: BTreeSet<&str> = records.iter().map(|record| record[1].trim_start_matches('\'')).collect();
    for title in HOSTILE {
        assert!(titles.contains(title.trim()), "{title:?} in {titles:?}");
    }
    let text = said_by(&manual, &["review", "--due", "all"]);
    assert!(text.lines().all(|line| line.chars().all(|sign| !sign.is_control())), "{text:?}");
}

#[test]
fn an_event_keeps_its_name_when_everything_else_changes() {
    let manual = Manual::sound();
    let write = |path: &str, title: &str, due: &str| {
        let front = format!("---\nid: visits\ntitle: {title}\nowner: duty-team\nnext_review_on: {due}\n---\n");
        manual.write(path, front);
    };
    let event = |manual: &Manual| {
        let text = said_by(manual, &["review", "--due", "all", "--format", "ics"]);
        let mut events = read_events(&text);
        let place = events.iter().position(|event| value(event, "UID").contains("visits")).unwrap();
        events.swap_remove(place)
    };
    write("content/01-part/05-visits.md", "Visits", "2027-01-01");
    let before = event(&manual);
    std::fs::remove_file(manual.path("content/01-part/05-visits.md")).unwrap();
    write("content/01-part/01-home-visits.md", "Home visits", "2028-02-29");
    let after = event(&manual);
    assert_eq!(value(&before, "UID"), value(&after, "UID"));
    assert_eq!(value(&after, "DTSTART"), "20280229");
    assert_eq!(value(&after, "DTEND"), "20280301");
    assert_ne!(value(&before, "SUMMARY"), value(&after, "SUMMARY"));
}

#[test]
fn a_large_register_has_a_page_for_each_owner() {
    let manual = Manual::sound();
    manual.write("content/registers/contacts.yml", "duty-team: {name: Duty team}\nother-team: {name: Another team}\n");
    for index in 0..2_000_usize {
        let owner = ["duty-team", "other-team"][index % 2];
        let due = if index % 500 == 1 { "2026-11-14" } else { "2027-11-14" };
        let front = format!("---\ntitle: Chapter {index}\nowner: {owner}\nnext_review_on: {due}\n---\n");
        // In small parts: the page of a chapter lists all of its part.
        manual.write(&format!("content/{:02}-part-{}/chapter-{index}.md", index % 80 + 2, index % 80), front);
    }
    let outcome = manual.build();
    let output = outcome.output.unwrap_or_else(|| panic!("{:#?}", &outcome.lines[..4]));
    let whole = file(&output, "register/reviews/index.html");
    let linked = |html: &str| html.matches("data-label=\"Chapter\"").count();
    assert_eq!(linked(&whole), 4, "what is overdue is listed in full, the rest is not");
    let mut rest = 0;
    for owner in ["duty-team", "other-team"] {
        let html = file(&output, &format!("register/reviews/{owner}/index.html"));
        assert!(html.contains("noindex") && whole.contains(&format!("reviews/{owner}/")), "{owner}");
        rest += linked(&html);
    }
    assert_eq!(rest, 2_001);
    assert!(whole.find("Another team").unwrap() < whole.find("Duty team").unwrap());
}

#[test]
fn the_day_is_that_of_the_build() {
    let manual = Manual::sound();
    let text = said_by(&manual, &["review", "--due", "all", "--format", "json"]);
    assert!(text.contains(&format!("\"today\": \"{TODAY}\"")), "{text}");
    assert_eq!(text, said_by(&manual, &["review", "--due", "all", "--format", "json"]));
}
