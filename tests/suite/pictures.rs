//! The pictures of time say what the files for machines say: a bar for every stretch of days, a number for every month.
//!
//! Takes the sample manual and what was built of it; reads the pictures as a browser does, the days from `timeline.json`
//! and `reviews.json`.

use chapterhouse::memory::Memory;
use chapterhouse::pipeline::build_site;
use chapterhouse::publish::output_tree::OutputTree;
use chapterhouse::stages::NoObserver;
use jiff::civil::{Date, date};

use crate::as_at::read_json;
use crate::built_manual::{build, page, read_manual, request, write_files};

fn sample() -> OutputTree {
    build(std::path::Path::new(env!("CARGO_MANIFEST_DIR")))
}

/// The elements with a name in a text, each with its attributes.
fn elements<'a>(text: &'a str, name: &str) -> Vec<&'a str> {
    let open = format!("<{name}");
    let pieces = text.split(open.as_str()).skip(1);
    pieces.filter_map(|piece| piece.split_once('>').map(|(attributes, _)| attributes)).collect()
}

/// An attribute of an element, if it has it.
fn attribute(element: &str, name: &str) -> Option<String> {
    let rest = element.split(&format!(" {name}=\"")).nth(1)?;
    Some(rest.split('"').next()?.to_owned())
}

/// A number of hundredths: "37.5%".
fn hundredths(element: &str, name: &str) -> f64 {
    let value = attribute(element, name).unwrap_or_else(|| panic!("no {name} in {element}"));
    value.strip_suffix('%').unwrap_or_else(|| panic!("{value}")).parse().unwrap()
}

#[test]
fn a_line_stands_for_each_edition_and_a_bar_for_its_days() {
    let output = sample();
    let html = page(&output, "chapter/planning-for-leaving-care/history/index.html");
    let picture = html.split("<section class=\"timeline\"").nth(1).unwrap().split("</section>").next().unwrap();
    let lines: Vec<&str> = picture.split("<li>").skip(1).collect();
    let bars: Vec<(String, f64, f64)> = lines
        .iter()
        .flat_map(|line| elements(line, "rect"))
        .map(|bar| (attribute(bar, "class").unwrap(), hundredths(bar, "x"), hundredths(bar, "width")))
        .collect();
    // Newest first, as on the page; each begins where the one before it ends.
    let kinds: Vec<&str> = bars.iter().map(|(kind, _, _)| kind.as_str()).collect();
    assert_eq!(kinds, ["future", "in-force", "past", "past"], "{picture}");
    for pair in bars.windows(2) {
        let ((_, later, _), (_, at, width)) = (&pair[0], &pair[1]);
        assert!((at + width - later).abs() < 0.2, "{bars:?}");
    }
    assert!(bars.iter().all(|(_, at, width)| at + width <= 100.01), "{bars:?}");
    // The lengths are as the days that the file for machines names.
    let days: Vec<Date> =
        ["2023-11-01", "2024-11-06", "2026-05-06", "2026-12-09"].map(|day| day.parse().unwrap()).to_vec();
    let timeline = read_json(&output, "timeline.json").to_string();
    assert!(days.iter().all(|day| timeline.contains(&day.to_string())), "the sample has other days now");
    let known: Vec<f64> = days.windows(2).map(|pair| f64::from((pair[1] - pair[0]).get_days())).collect();
    let drawn: Vec<f64> = bars.iter().rev().take(3).map(|(_, _, width)| *width).collect();
    for (days, width) in known.iter().zip(&drawn) {
        assert!((days / width - known[0] / drawn[0]).abs() < 0.2, "{known:?} drawn as {drawn:?}");
    }
    // A chapter with one text has no picture, and loads no style for one.
    let single = page(&output, "chapter/home-visits/history/index.html");
    assert!(!single.contains("class=\"timeline\"") && !single.contains("pictures.css"));
}

/// The pages of reviews as on two days of a manual whose reviews are long past or far ahead; and what is named as its next change.
#[test]
fn a_new_year_that_only_the_picture_tells_is_a_change() {
    let folder = tempfile::tempdir().unwrap();
    let chapter = |due: &str| format!("---\ntitle: A {due}\nowner: team\nnext_review_on: {due}\n---\n\nText.\n");
    let (past, ahead) = (chapter("2020-06-01"), chapter("2027-06-01"));
    write_files(
        folder.path(),
        [
            ("site.toml", "[site]\ntitle = \"M\"\n"),
            ("content/registers/contacts.yml", "team: {name: Team, telephone: \"01632 960100\"}\n"),
            ("content/1-part/index.md", "---\ntitle: Part\n---\n"),
            ("content/1-part/1-past.md", past.as_str()),
            ("content/1-part/2-ahead.md", ahead.as_str()),
        ],
    );
    let read = read_manual(folder.path());
    let on = |day: Date| {
        let built = build_site(&read.sources, &read.config, &request(day), &Memory::default(), &NoObserver, Vec::new());
        built.value.unwrap_or_else(|| panic!("{:#?}", built.diagnostics))
    };
    let (old, new) = (on(date(2026, 11, 15)), on(date(2027, 1, 1)));
    let picture = |site: &OutputTree| page(site, "register/reviews/index.html");
    assert!(picture(&old).contains("1 review was due before 2026."), "{}", picture(&old));
    assert!(picture(&new).contains("1 review was due before 2027."), "{}", picture(&new));
    let days = read_json(&old, "next-change.json")["days"].to_string();
    assert!(days.contains(r#"{"day":"2027-01-01","changes":[{"what":"year"}]}"#), "{days}");
}

#[test]
fn the_year_counts_what_the_register_holds() {
    let output = sample();
    let html = page(&output, "register/reviews/index.html");
    let picture = html.split("<section class=\"calendar\"").nth(1).unwrap().split("</section>").next().unwrap();
    let mut counted = Vec::new();
    for year in picture.split("<caption>").skip(1) {
        let name: i16 = year.split('<').next().unwrap().parse().unwrap();
        let rows = year.split("<tr><th scope=\"row\">").skip(1);
        for (month, row) in (1_i8..).zip(rows) {
            let cell = row.split("<td").nth(2).unwrap();
            let number = cell.split_once('>').unwrap().1.split('<').next().unwrap();
            counted.push(((name, month), number.parse::<usize>().unwrap()));
        }
    }
    assert_eq!(counted.len(), 24, "{picture}");
    let register = read_json(&output, "reviews.json");
    let due: Vec<Date> = register["reviews"]
        .as_array()
        .unwrap_or_else(|| panic!("{register}"))
        .iter()
        .filter_map(|review| review["next_review_on"].as_str()?.parse().ok())
        .collect();
    assert!(due.len() > 20, "{register}");
    for (month, number) in &counted {
        let expected = due.iter().filter(|day| (day.year(), day.month()) == *month).count();
        assert_eq!(*number, expected, "{month:?}");
    }
    let after = due.iter().filter(|day| day.year() > 2027).count();
    assert!(picture.contains(&format!("{after} reviews are due after 2027.")), "{picture}");
    // Every number of changes that is a link leads to where they are listed.
    let links = elements(picture, "a");
    assert!(links.len() >= 4, "{picture}");
    let amendments = page(&output, "amendments/index.html");
    for link in links {
        let href = attribute(link, "href").unwrap();
        let anchor = href.split_once('#').unwrap().1;
        assert!(href.contains("amendments/") && amendments.contains(&format!("id=\"{anchor}\"")), "{href}");
    }
}
