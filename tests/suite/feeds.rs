//! The feeds keep the rules of their formats: Atom (RFC 4287) and JSON Feed (version 1.1).
//!
//! Takes built sites, reads their feeds with an XML parser that mends nothing, and holds them against what the formats
//! require. Knows nothing of how they are written.

use std::collections::BTreeSet;

use chapterhouse::publish::output_tree::OutputTree;
use serde_json::Value;

use crate::base_manual::Manual;
use crate::built_site::{BuiltSite, build_sample};

const ATOM: &str = "http://www.w3.org/2005/Atom";

/// A moment as RFC 3339 writes it, with an offset.
fn is_moment(text: &str) -> bool {
    text.parse::<jiff::Timestamp>().is_ok() && text.len() >= "2026-11-04T00:00:00Z".len() && text.as_bytes()[10] == b'T'
}

/// A whole address, or a `tag:` URI of RFC 4151.
fn is_uri(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("tag:") else { return url::Url::parse(text).is_ok() };
    let Some((authority, specific)) = rest.split_once(':') else { return false };
    let Some((host, day)) = authority.split_once(',') else { return false };
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@%/?".contains(c);
    !host.is_empty() && day.parse::<jiff::civil::Date>().is_ok() && specific.chars().all(allowed)
}

/// The ids of an Atom feed's entries in order; everything that RFC 4287 requires and the feed lacks is a panic.
fn read_atom(text: &str, own: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(text).unwrap();
    let feed = document.root_element();
    assert!(feed.has_tag_name((ATOM, "feed")));
    let only = |node: roxmltree::Node<'_, '_>, name: &str| {
        let found: Vec<String> = node
            .children()
            .filter(|child| child.has_tag_name((ATOM, name)))
            .map(|child| child.text().unwrap_or_default().to_owned())
            .collect();
        assert_eq!(found.len(), 1, "{name} of {:?}", node.tag_name());
        assert!(!found[0].trim().is_empty(), "{name} is empty");
        found[0].clone()
    };
    let link = |node: roxmltree::Node<'_, '_>, rel: &str| {
        let links = node.children().filter(|child| child.has_tag_name((ATOM, "link")));
        let found: Vec<String> = links
            .filter(|link| link.attribute("rel") == Some(rel))
            .map(|link| link.attribute("href").unwrap().to_owned())
            .collect();
        assert_eq!(found.len(), 1, "links {rel}");
        assert!(url::Url::parse(&found[0]).is_ok(), "{}", found[0]);
        found[0].clone()
    };
    assert!(is_uri(&only(feed, "id")));
    only(feed, "title");
    let updated = only(feed, "updated");
    assert!(is_moment(&updated), "{updated}");
    let author = feed.children().find(|child| child.has_tag_name((ATOM, "author"))).expect("author");
    only(author, "name");
    assert_eq!(link(feed, "self"), own);
    link(feed, "alternate");
    let mut before = None;
    let entries = feed.children().filter(|child| child.has_tag_name((ATOM, "entry")));
    let ids: Vec<String> = entries
        .map(|entry| {
            only(entry, "title");
            only(entry, "summary");
            link(entry, "alternate");
            let (published, updated) = (only(entry, "published"), only(entry, "updated"));
            assert!(is_moment(&published) && is_moment(&updated), "{published} {updated}");
            let moment: jiff::Timestamp = updated.parse().unwrap();
            assert!(before.is_none_or(|before| before >= moment), "newest first: {updated}");
            before = Some(moment);
            let category = entry.children().find(|child| child.has_tag_name((ATOM, "category"))).expect("category");
            let kind = category.attribute("term").unwrap();
            assert!(["new", "major", "correction", "withdrawn", "reinstated"].contains(&kind), "{kind}");
            let id = only(entry, "id");
            assert!(id.starts_with("tag:") && is_uri(&id), "{id}");
            id
        })
        .collect();
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "an id stands twice");
    ids
}

/// The same of a JSON Feed.
fn read_json(text: &str, own: &str) -> Vec<String> {
    let feed: Value = serde_json::from_str(text).unwrap();
    let text_of = |value: &Value, key: &str| value[key].as_str().unwrap_or_else(|| panic!("{key}: {value}")).to_owned();
    assert_eq!(text_of(&feed, "version"), "https://jsonfeed.org/version/1.1");
    assert_eq!(text_of(&feed, "feed_url"), own);
    for key in ["title", "home_page_url", "language"] {
        assert!(!text_of(&feed, key).is_empty());
    }
    assert!(feed["authors"].as_array().unwrap().iter().all(|author| author["name"].is_string()));
    let items = feed["items"].as_array().unwrap();
    let item = |item: &Value| {
        assert!(!text_of(item, "content_text").is_empty());
        assert!(!text_of(item, "title").is_empty());
        assert!(url::Url::parse(&text_of(item, "url")).is_ok());
        for key in ["date_published", "date_modified"] {
            assert!(is_moment(&text_of(item, key)));
        }
        assert!(item["tags"].as_array().unwrap().iter().all(Value::is_string));
        text_of(item, "id")
    };
    items.iter().map(item).collect()
}

/// Reads both forms of every feed of a site; gives the ids of the manual's.
fn read_feeds(text: impl Fn(&str) -> String, folders: &[String], base: &str) -> Vec<String> {
    let mut of_manual = Vec::new();
    for folder in folders {
        let own = |file: &str| (format!("{folder}{file}"), format!("{base}{folder}{file}"));
        let (atom, json) = (own("feed.atom"), own("feed.json"));
        let ids = read_atom(&text(&atom.0), &atom.1);
        assert_eq!(ids, read_json(&text(&json.0), &json.1), "{folder}");
        assert!(ids.len() <= if folder.is_empty() { 50 } else { 30 });
        if folder.is_empty() {
            of_manual = ids;
        }
    }
    of_manual
}

fn text_of(output: &OutputTree, path: &str) -> String {
    String::from_utf8(output.get(path).unwrap_or_else(|| panic!("no {path}")).bytes().to_vec()).unwrap()
}

fn feed_folders(site: &BuiltSite) -> Vec<String> {
    site.files.keys().filter_map(|path| path.strip_suffix("feed.atom")).map(str::to_owned).collect()
}

#[test]
fn the_samples_feeds_are_valid() {
    let site = build_sample();
    let folders = feed_folders(&site);
    assert!(folders.len() > 5, "{folders:?}");
    let ids = read_feeds(|path| site.text(path).to_owned(), &folders, &site.base_url);
    assert!(ids.len() > 20, "{}", ids.len());
}

/// A chapter of the base manual with amendments.
fn chapter(title: &str, number: &str, amendments: &str) -> String {
    format!(
        "---\ntitle: {title}\nid: kept\nnumber: \"{number}\"\nowner: duty-team\nnext_review_on: 2027-11-01\n\
         effective_from: 2026-01-01\nversion: \"1\"\namendments:\n{amendments}---\n\nText.\n"
    )
}

fn manual(title: &str, number: &str, amendments: &str) -> Manual {
    let manual = Manual::sound();
    manual.write(
        "site.toml",
        "[site]\ntitle = \"P & <b>\"\nbase_url = \"https://host.example:8080/care/\"\ntime_zone = \"Europe/London\"\n",
    );
    manual.write("content/01-part/01-kept.md", chapter(title, number, amendments));
    manual
}

const BASE: &str = "https://host.example:8080/care/";

#[test]
fn signs_that_mean_something_to_xml_and_json_change_nothing() {
    let note = r#""]]> & <script>alert(1)</script> \" \t 🙂 end""#;
    let title = "'\"A\" & <script>alert(2)</script>'";
    let built = manual(title, "1.1", &format!("  - {{date: 2026-07-01, type: major, note: {note}}}\n")).build();
    let output = built.output.unwrap_or_else(|| panic!("{:?}", built.lines));
    let folders = [String::new(), "part/part/".to_owned()];
    assert_eq!(read_feeds(|path| text_of(&output, path), &folders, BASE).len(), 1);
    let atom = text_of(&output, "feed.atom");
    let document = roxmltree::Document::parse(&atom).unwrap();
    let text = |name: &str| {
        document.descendants().rfind(|node| node.has_tag_name((ATOM, name))).unwrap().text().unwrap().to_owned()
    };
    assert_eq!(text("title"), "1.1 \"A\" & <script>alert(2)</script>: amended");
    assert!(
        text("summary").starts_with("]]> & <script>alert(1)</script> \" ")
            && text("summary").ends_with("\u{1f642} end")
    );
    assert!(!atom.contains("<script"), "{atom}");
    // British Summer Time in July.
    assert_eq!(text("updated"), "2026-07-01T00:00:00+01:00");
}

#[test]
fn ids_outlive_titles_numbers_and_later_amendments() {
    let first = "  - {date: 2026-07-01, type: major, note: One}\n";
    let later = "  - {date: 2026-11-01, type: correction, note: Two}\n  - {date: 2026-08-01, type: minor}\n";
    let ids = |manual: Manual| {
        let output = manual.build().output.unwrap();
        read_feeds(|path| text_of(&output, path), &[String::new()], BASE)
    };
    let before = ids(manual("A title", "1.1", first));
    let after = ids(manual("Another title", "9.9", &format!("{later}{first}")));
    assert_eq!(before, ["tag:host.example,2026-07-01:8080/care/chapter/kept/2026-01-01/2026-07-01/0"]);
    assert_eq!(after.len(), 2, "a minor change is told");
    assert_eq!(after[1], before[0]);
}

#[test]
fn a_change_is_told_on_its_day_and_not_before() {
    let on = |day: &str| {
        let built = manual("A", "1", &format!("  - {{date: {day}, type: major, note: One}}\n")).build();
        read_feeds(|path| text_of(built.output.as_ref().unwrap(), path), &[String::new()], BASE).len()
    };
    assert_eq!((on("2026-11-15"), on("2026-11-16")), (1, 0));
}

#[test]
fn without_an_address_of_its_own_a_site_has_no_feeds() {
    let output = Manual::sound().build().output.unwrap();
    assert!(output.iter().all(|(path, _)| !path.contains("feed.")));
    assert!(!text_of(&output, "index.html").contains("rel=\"alternate\""));
    assert!(!text_of(&output, "amendments/index.html").contains("feed."));
}

#[test]
fn pages_that_a_feed_follows_name_it() {
    let output = manual("A", "1", "  - {date: 2026-07-01, type: major, note: One}\n").build().output.unwrap();
    for (page, atom) in [
        ("index.html", "feed.atom"),
        ("amendments/index.html", "../feed.atom"),
        ("part/part/index.html", "../../part/part/feed.atom"),
    ] {
        let html = text_of(&output, page);
        assert!(html.contains("type=\"application/atom+xml\"") && html.contains(&format!("href=\"{atom}\"")), "{page}");
    }
}
