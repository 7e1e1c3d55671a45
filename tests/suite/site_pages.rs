//! Every page of a whole built site keeps the rules that all pages share, whatever stands on it.
//!
//! Takes the sites of the sample manual and of the starter. It must not know one template from another.

use std::collections::{BTreeMap, BTreeSet};

use crate::base_manual::{Manual, SOUND};
use crate::built_manual::page;
use crate::built_site::{BuiltSite, build_record, build_review, build_sample, build_starter};
use crate::site_links::read_pages;
use crate::strict_html::Element;

/// Attributes that name other elements of the page by their ids.
const NAMES_IDS: &[&str] = &["aria-labelledby", "aria-describedby", "aria-controls", "for", "headers"];

/// Everything wrong with the pages of a site.
fn find_bad_pages(site: &BuiltSite) -> Vec<String> {
    let pages = read_pages(site);
    let mut faults = Vec::new();
    let mut titles: BTreeMap<&str, &str> = BTreeMap::new();
    for (path, elements) in &pages {
        let mut found = find_page_faults(elements);
        // A file that is downloaded holds its styles: no server's policy reaches it.
        if path.contains("download/") {
            found.retain(|fault| !fault.ends_with("<style>: blocked by a strict policy"));
        }
        let title = elements.iter().find(|element| element.name == "title").map_or("", |element| element.text.trim());
        if title.is_empty() {
            found.push("no title".to_owned());
        } else if let Some(other) = titles.insert(title, path) {
            found.push(format!("the title {title:?} is also that of {other}"));
        }
        faults.extend(found.iter().map(|fault| format!("{path}: {fault}")));
    }
    for (path, bytes) in site.files.iter().filter(|(path, _)| path.ends_with(".css")) {
        let text = String::from_utf8_lossy(bytes);
        if ["@import", "http:", "https:", "url("].iter().any(|word| text.contains(word)) {
            faults.push(format!("{path}: the stylesheet asks for more files"));
        }
    }
    faults
}

/// Everything wrong with a page for itself.
fn find_page_faults(elements: &[Element]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut ids = BTreeSet::new();
    let language = elements.first().and_then(|root| root.attribute("lang")).unwrap_or("");
    if language.is_empty() {
        faults.push("no language".to_owned());
    }
    for element in elements {
        let mut fault = |why: &str| faults.push(format!("line {}: <{}>: {why}", element.line, element.name));
        if let Some(id) = element.attribute("id") {
            if id.is_empty() || id.contains(char::is_whitespace) {
                fault(&format!("the id {id:?} cannot be linked to"));
            }
            if !ids.insert(id) {
                fault(&format!("the id {id} stands twice on the page"));
            }
        }
        for (name, _) in &element.attributes {
            if name == "style" || name.starts_with("on") {
                fault(&format!("{name} is blocked by a strict policy"));
            }
        }
        match element.name.as_str() {
            "script" if !element.text.trim().is_empty() => fault("script in the page is blocked by a strict policy"),
            "style" | "iframe" | "object" | "embed" | "base" => fault("blocked by a strict policy"),
            "img" if element.attribute("alt").is_none() => fault("no alt"),
            "a" if element.text.trim().is_empty() && element.attribute("aria-label").is_none() => {
                fault("a link without a name");
            }
            "th" if !matches!(element.attribute("scope"), Some("col" | "row")) => fault("no scope"),
            _ => {}
        }
    }
    for element in elements {
        for name in NAMES_IDS {
            for id in element.attribute(name).unwrap_or("").split_whitespace().filter(|id| !ids.contains(id)) {
                faults.push(format!("line {}: {name} names {id}, which is not on the page", element.line));
            }
        }
    }
    faults.extend(find_heading_faults(elements));
    for (place, table) in elements.iter().enumerate().filter(|(_, element)| element.name == "table") {
        let headed = elements.iter().enumerate().any(|(at, cell)| cell.name == "th" && is_inside(elements, at, place));
        if !headed {
            faults.push(format!("line {}: a table without a single th", table.line));
        }
    }
    faults
}

/// One heading of the first level, and none that skips a level.
fn find_heading_faults(elements: &[Element]) -> Vec<String> {
    let mut faults = Vec::new();
    let levels = |element: &Element| match element.name.strip_prefix('h') {
        Some(level) if level.len() == 1 => level.parse::<u8>().ok(),
        _ => None,
    };
    let headings: Vec<(u8, &Element)> =
        elements.iter().filter_map(|element| levels(element).map(|level| (level, element))).collect();
    let first = headings.iter().filter(|(level, _)| *level == 1).count();
    if first != 1 {
        faults.push(format!("{first} headings of the first level"));
    }
    let mut above = 0;
    for (level, heading) in headings {
        if level > above + 1 {
            faults.push(format!("line {}: h{level} after h{above}", heading.line));
        }
        if heading.text.trim().is_empty() {
            faults.push(format!("line {}: an empty heading", heading.line));
        }
        above = level;
    }
    faults
}

fn is_inside(elements: &[Element], place: usize, outer: usize) -> bool {
    let mut around = elements[place].parent;
    while let Some(place) = around {
        if place == outer {
            return true;
        }
        around = elements[place].parent;
    }
    false
}

fn assert_none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn no_page_of_the_sample_breaks_a_rule_of_all_pages() {
    assert_none(&find_bad_pages(&build_sample()));
}

#[test]
fn no_page_of_the_starter_breaks_a_rule_of_all_pages() {
    assert_none(&find_bad_pages(&build_starter()));
}

#[test]
fn no_page_of_a_record_breaks_a_rule_of_all_pages() {
    assert_none(&find_bad_pages(&build_record("2024-06-01")));
}

#[test]
fn no_page_for_review_breaks_a_rule_of_all_pages() {
    let site = build_review();
    assert_none(&find_bad_pages(&site));
    // It says everywhere what it is, and nobody is to find it.
    let mut unmarked = Vec::new();
    for (path, elements) in read_pages(&site) {
        let has = |name: &str, attribute: &str, value: &str| {
            elements.iter().any(|element| element.name == name && element.attribute(attribute) == Some(value))
        };
        let text = |name: &str| elements.iter().find(|element| element.name == name).map_or("", |found| &found.text);
        let mark = "For review, not in force";
        let footer = elements.iter().find(|element| element.attribute("class") == Some("print-footer"));
        if !text("title").contains(mark)
            || !text("aside").contains(mark)
            || !footer.is_some_and(|f| f.text.contains(mark))
        {
            unmarked.push(format!("{path}: is not marked"));
        }
        if !has("meta", "content", "noindex") || has("link", "rel", "canonical") || has("link", "rel", "alternate") {
            unmarked.push(format!("{path}: may be found or followed"));
        }
    }
    assert_none(&unmarked);
}

#[test]
fn each_rule_of_pages_finds_its_fault() {
    let faults_of = |root: &str, title: &str, body: &str| {
        let html = format!("<!doctype html>\n<html{root}><head>{title}</head><body>{body}</body></html>");
        let files = [("index.html".to_owned(), html.into_bytes())];
        find_bad_pages(&BuiltSite { base_url: "https://own.example/".to_owned(), files: files.into() })
    };
    let (root, title) = (" lang=\"en\"", "<title>t</title>");
    assert_none(&faults_of(root, title, "<h1 id=\"a\">a</h1><h2 id=\"b\">b</h2>"));
    for (faults, fault) in [
        (faults_of("", title, "<h1>a</h1>"), "no language"),
        (faults_of(root, "<title> </title>", "<h1>a</h1>"), "no title"),
        (faults_of(root, title, "<p>a</p>"), "0 headings of the first level"),
        (faults_of(root, title, "<h1>a</h1><h3>b</h3>"), "h3 after h1"),
        (faults_of(root, title, "<h1>a</h1><h2></h2>"), "empty heading"),
        (faults_of(root, title, "<h1 id=\"a\">a</h1><p id=\"a\">b</p>"), "stands twice"),
        (faults_of(root, title, "<h1 style=\"x\">a</h1>"), "style is blocked"),
        (faults_of(root, title, "<h1 onclick=\"x\">a</h1>"), "onclick is blocked"),
        (faults_of(root, title, "<h1>a</h1><script>x</script>"), "script in the page"),
        (faults_of(root, title, "<h1>a</h1><img src=\"a.png\">"), "no alt"),
        (faults_of(root, title, "<h1>a</h1><table><tbody><tr><td>b</td></tr></tbody></table>"), "without a single th"),
        (faults_of(root, title, "<h1>a</h1><table><tbody><tr><th>b</th></tr></tbody></table>"), "no scope"),
        (faults_of(root, title, "<h1>a</h1><section aria-labelledby=\"x\"></section>"), "names x"),
    ] {
        assert!(faults.len() == 1 && faults[0].contains(fault), "{fault}: {faults:?}");
    }
}

#[test]
fn a_chapter_of_a_large_part_lists_those_near_it_and_costs_no_more_than_they() {
    let manual = Manual::sound();
    manual.write("content/02-many/index.md", "---\ntitle: Many\n---\n");
    for number in 1..=120 {
        let gone = if number == 60 { "withdrawn: {on: 2026-01-01, reason: Not needed}\n" } else { "" };
        let front = SOUND.replace("Sound", &format!("Chapter {number}"));
        let text = format!("{front}effective_from: 2025-01-01\n{gone}---\n\nRing the duty team.\n");
        manual.write(&format!("content/02-many/{number:03}-chapter-{number}.md"), text);
    }
    let outcome = manual.build();
    let output = outcome.output.as_ref().unwrap_or_else(|| panic!("{:#?}", outcome.lines));
    let listed = |number: usize| {
        let html = page(output, &format!("chapter/chapter-{number}/index.html"));
        let (_, list) = html.split_once("part-nav").unwrap();
        let (list, _) = list.split_once("</nav>").unwrap();
        assert!(list.contains("Chapters in this part: 119"), "{list}");
        let names = list.lines().filter_map(|line| line.split_once("</span> ")?.1.split_once("</a>"));
        let numbers = names.map(|(name, _)| name.strip_prefix("Chapter ").unwrap().parse::<usize>().unwrap());
        (numbers.collect::<Vec<_>>(), list.contains("aria-current"))
    };
    assert_eq!(listed(1), ((1..=8).collect(), true));
    assert_eq!(listed(64), ((56..=71).filter(|near| *near != 60).collect(), true));
    assert_eq!(listed(120), ((113..=120).collect(), true));
    let (beside_the_withdrawn, here) = listed(60);
    assert_eq!((beside_the_withdrawn, here), ((53..=68).filter(|near| *near != 60).collect(), false));
}

#[test]
fn chapters_and_parts_within_a_part_stand_in_their_order() {
    let manual = Manual::sound();
    let part = |path: &str, title: &str| {
        manual.write(&format!("content/{path}/index.md"), format!("---\ntitle: {title}\n---\n"));
    };
    let chapter = |path: &str, title: &str| {
        let front = SOUND.replace("Sound", title);
        manual.write(
            &format!("content/{path}.md"),
            format!("{front}effective_from: 2025-01-01\n---\n\nRing the duty team.\n"),
        );
    };
    part("03-mixed", "Mixed");
    part("03-mixed/01-early", "Early");
    chapter("03-mixed/01-early/01-inside", "Inside");
    chapter("03-mixed/02-between", "Between");
    part("03-mixed/03-none", "Nothing yet");
    chapter("03-mixed/04-beside", "Beside");
    part("03-mixed/05-late", "Late");
    chapter("03-mixed/05-late/01-last", "Last");
    chapter("00-before", "Before");
    let outcome = manual.build();
    let output = outcome.output.as_ref().unwrap_or_else(|| panic!("{:#?}", outcome.lines));
    let in_order = |html: &str, names: &[&str]| {
        let mut rest = html;
        for name in names {
            let Some((_, after)) = rest.split_once(name) else { panic!("{name} does not follow in {html}") };
            rest = after;
        }
    };
    let order = ["1</span> <a", "Early", "2</span> <a", "Between", "3</span> <a", "Nothing yet", "Beside", "Late"];
    let home = page(output, "index.html");
    let (_, cards) = home.split_once("class=\"parts\"").unwrap();
    in_order(cards, &["Before", "Mixed"]);
    in_order(cards.split_once("Mixed</a>").unwrap().1, &order);
    let of_part = page(output, "part/mixed/index.html");
    let (_, of_part) = of_part.split_once("<h1>").unwrap();
    in_order(
        of_part,
        &[
            "Early</a></h2>",
            "Inside",
            "chapters-title",
            "Between",
            "Nothing yet</a></h2>",
            "chapters-2-title",
            "Beside",
            "Late</a></h2>",
            "Last",
        ],
    );
    let beside = page(output, "chapter/beside/index.html");
    let (_, beside) = beside.split_once("part-nav").unwrap();
    in_order(beside, &["Early", "Between", "Nothing yet", "Beside", "Late"]);
}
