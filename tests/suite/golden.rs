//! Golden sites: small manuals with what is to come of them, each for one thing.
//!
//! Takes a folder `tests/sites/NAME`, builds it, and compares chosen pieces of the site with the files of its `expected`
//! folder: pieces, so that a change to the theme does not disturb what has nothing to do with it. With
//! `CHAPTERHOUSE_BLESS=1` the pieces are written there; read the difference before it is kept.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use chapterhouse::publish::output_tree::OutputTree;

use crate::built_manual::{build, build_for_review, page};
use crate::page_reader::{every, inside, unbalanced, visible_text, without_hidden};
use crate::strict_html::{Element, read_page};

/// Builds a site and compares its pieces, by the names of their files, with what is expected.
fn golden(name: &str, pieces: impl Fn(&OutputTree) -> BTreeMap<String, String>) {
    golden_of(name, &build, pieces);
}

/// The same for a site that is built in another way.
fn golden_of(
    name: &str,
    build: &dyn Fn(&Path) -> OutputTree,
    pieces: impl Fn(&OutputTree) -> BTreeMap<String, String>,
) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sites").join(name);
    let expected = folder.join("expected");
    let output = build(&folder);
    for (path, file) in &output {
        let text = String::from_utf8_lossy(file.bytes());
        assert!(!path.ends_with(".html") || unbalanced(&text).is_none(), "{path}: {:?}", unbalanced(&text));
    }
    let pieces = pieces(&output);
    if std::env::var_os("CHAPTERHOUSE_BLESS").is_some() {
        let _ = fs::remove_dir_all(&expected);
        fs::create_dir_all(&expected).unwrap();
        for (file, text) in &pieces {
            fs::write(expected.join(file), text).unwrap();
        }
    }
    let mut found: Vec<String> = fs::read_dir(&expected)
        .unwrap_or_else(|_| panic!("{} is not there: bless it", expected.display()))
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    found.sort();
    assert_eq!(found, pieces.keys().cloned().collect::<Vec<_>>(), "files of {}", expected.display());
    for (file, text) in &pieces {
        let wanted = fs::read_to_string(expected.join(file)).unwrap();
        let differs = wanted.lines().zip(text.lines()).position(|(wanted, text)| wanted != text);
        let line = differs.unwrap_or_else(|| wanted.lines().count().min(text.lines().count()));
        let at = |text: &str| text.lines().nth(line).unwrap_or("(nothing)").to_owned();
        assert!(
            wanted == *text,
            "tests/sites/{name}/expected/{file}:{}: differs\n is to be: {}\n is:       {}",
            line + 1,
            at(&wanted),
            at(text)
        );
    }
}

/// The pages of chapters and editions, by their folders.
fn chapters(output: &OutputTree) -> impl Iterator<Item = (&str, String)> {
    output.iter().filter_map(|(path, _)| {
        let folder = path.strip_prefix("chapter/")?.strip_suffix("/index.html")?;
        (!folder.contains('/') || folder.contains("/edition/")).then(|| (folder, page(output, path)))
    })
}

/// The bodies of all chapters.
fn bodies(output: &OutputTree) -> BTreeMap<String, String> {
    let body = |html: &str| inside(html, "div", "text").unwrap().trim_start().to_owned();
    let own = chapters(output).filter(|(folder, _)| !folder.contains('/'));
    own.map(|(folder, html)| (format!("{folder}.html"), body(&html))).collect()
}

#[test]
fn every_device_of_markdown() {
    golden("markdown", bodies);
}

#[test]
fn editions_in_every_state() {
    golden("editions", |output| {
        let mut banners = String::new();
        for (folder, html) in chapters(output) {
            let elements = read_page(&html).unwrap();
            let banner = |element: &&Element| {
                let class = element.attribute("class").unwrap_or("");
                class.split(' ').any(|word| word == "banner")
            };
            let words = elements.iter().filter(banner).map(|element| {
                let mut words = element.text.split_whitespace().collect::<Vec<_>>().join(" ");
                for (name, word) in [("data-from", "from"), ("data-until", "until")] {
                    if let Some(day) = element.attribute(name) {
                        let _ = write!(words, " ({word} {day})");
                    }
                }
                words
            });
            let noindex = html.contains("<meta name=\"robots\" content=\"noindex\">");
            let _ = writeln!(banners, "{folder}{}", if noindex { " (noindex)" } else { "" });
            for words in words {
                let _ = writeln!(banners, "    {words}");
            }
        }
        let as_at = page(output, "as-at/index.html");
        let as_at = every(&as_at, "section", "as-at-updates-title").concat();
        let mut pieces = BTreeMap::from([("banners.txt".to_owned(), banners), ("as-at.html".to_owned(), as_at)]);
        let html = page(output, "a-to-z/index.html");
        let entries = html.lines().filter(|line| line.starts_with("<li>") && line.contains("class=\"quiet\""));
        let entries = entries.map(|line| visible_text(line).split_whitespace().collect::<Vec<_>>().join(" ") + "\n");
        pieces.insert("a-to-z.txt".to_owned(), entries.collect());
        for file in ["pages.json", "timeline.json", "next-change.json"] {
            pieces.insert(file.to_owned(), page(output, file));
        }
        pieces
    });
}

#[test]
fn reviews_in_every_state() {
    golden("reviews", |output| {
        let html = page(output, "register/reviews/index.html");
        let words = visible_text(inside(&html, "main", "register").unwrap());
        let lines: Vec<String> = words
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect();
        let file = |name: &str| (name.to_owned(), page(output, name).replace("\r\n", "\n"));
        let page = ("register.txt".to_owned(), lines.join("\n") + "\n");
        BTreeMap::from([page, file("reviews.json"), file("reviews.csv"), file("reviews.ics")])
    });
}

#[test]
fn a_manual_in_welsh() {
    golden("welsh", |output| {
        let words = |path: &str| {
            let html = page(output, path);
            let body = &html[html.find("<body").unwrap()..];
            let lines: Vec<String> = visible_text(body)
                .lines()
                .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|line| !line.is_empty())
                .collect();
            lines.join("\n") + "\n"
        };
        let pages = [
            ("home.txt", "index.html"),
            ("chapter.txt", "chapter/ymweliadau/index.html"),
            ("withdrawn.txt", "chapter/lloches/index.html"),
            ("a-to-z.txt", "a-to-z/index.html"),
            ("compare.txt", "chapter/ymweliadau/compare/2024-05-01...2026-11-04/index.html"),
            ("history.txt", "chapter/ymweliadau/history/index.html"),
            ("reviews.txt", "register/reviews/index.html"),
        ];
        let mut pieces: BTreeMap<String, String> =
            pages.into_iter().map(|(name, path)| (name.to_owned(), words(path))).collect();
        pieces.insert("reviews.ics".to_owned(), page(output, "reviews.ics").replace("\r\n", "\n"));
        pieces.insert("feed.atom".to_owned(), page(output, "feed.atom"));
        pieces
    });
}

#[test]
fn a_theme_of_the_sites_own() {
    golden("override", |output| {
        let footer = |path: &str| inside(&page(output, path), "footer", "ours").unwrap().to_owned() + "\n";
        let style = page(output, "theme/css/ours.css");
        BTreeMap::from([
            ("chapter-footer.html".to_owned(), footer("chapter/one/index.html")),
            ("home-footer.html".to_owned(), footer("index.html")),
            ("ours.css".to_owned(), style),
        ])
    });
}

#[test]
fn names_with_every_sign() {
    golden("accents", |output| {
        let mut pieces = bodies(output);
        let own = |path: &&str| path.starts_with("chapter/") || path.starts_with("part/") || path.ends_with(".svg");
        let paths: Vec<&str> = output.iter().map(|(path, _)| path).filter(own).collect();
        pieces.insert("paths.txt".to_owned(), paths.join("\n") + "\n");
        pieces
    });
}

/// The words of a page's main part, a line for each line of its HTML that has any, with where its links lead.
fn words_of_main(html: &str) -> String {
    let main = inside(html, "main", "page").unwrap();
    let mut text = String::new();
    for line in main.lines() {
        let words = visible_text(line).split_whitespace().collect::<Vec<_>>().join(" ");
        let links: Vec<&str> = line.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        match (words.is_empty(), links.is_empty()) {
            (true, _) => {}
            (false, true) => text.push_str(&format!("{words}\n")),
            (false, false) => text.push_str(&format!("{words}  -> {}\n", links.join(" "))),
        }
    }
    text
}

#[test]
fn amendments_histories_and_feeds() {
    golden("amendments", |output| {
        let mut pieces = BTreeMap::new();
        for (name, path) in [
            ("amendments", "amendments/index.html"),
            ("amendments-2014", "amendments/2014/index.html"),
            ("history-coming", "chapter/coming/history/index.html"),
            ("history-gone", "chapter/gone/history/index.html"),
            ("history-late", "chapter/late/history/index.html"),
            ("history-someday", "chapter/someday/history/index.html"),
            ("history-steps", "chapter/steps/history/index.html"),
        ] {
            pieces.insert(format!("{name}.txt"), words_of_main(&page(output, path)));
        }
        let mut boxes = String::new();
        for (folder, html) in chapters(output) {
            let words = words_of_main(&without_hidden(&html));
            let lead = words.lines().take_while(|line| !line.starts_with("On this page"));
            let _ = writeln!(boxes, "== {folder}\n{}", lead.collect::<Vec<_>>().join("\n"));
        }
        pieces.insert("leads.txt".to_owned(), boxes);
        let badges = every(&page(output, "part/part/index.html"), "span", "badge")
            .into_iter()
            .map(|badge| visible_text(badge).trim().to_owned() + "\n")
            .collect();
        pieces.insert("badges.txt".to_owned(), badges);
        for file in ["feed.atom", "feed.json"] {
            pieces.insert(file.to_owned(), page(output, file));
            pieces.insert(format!("part-{file}"), page(output, &format!("part/part/{file}")));
        }
        pieces
    });
}

#[test]
fn two_editions_against_each_other() {
    golden("compare", |output| {
        let compared = output.iter().filter(|(path, _)| path.contains("/compare/") && path.ends_with(".html"));
        let name = |path: &str| path.trim_end_matches("/index.html").rsplit('/').next().unwrap().to_owned();
        compared
            .map(|(path, _)| {
                (format!("{}.html", name(path)), inside(&page(output, path), "main", "compare").unwrap().to_owned())
            })
            .collect()
    });
}

#[test]
fn old_addresses_and_what_sisters_read() {
    golden("links", |output| {
        let file = |name: &str| (name.to_owned(), page(output, name));
        let paths: Vec<&str> = output.iter().map(|(path, _)| path).filter(|path| path.contains(".htm")).collect();
        let old: Vec<&str> = paths.into_iter().filter(|path| page(output, path).contains("id=\"moved-to\"")).collect();
        BTreeMap::from([
            ("paths.txt".to_owned(), old.join("\n") + "\n"),
            (
                "redirect.html".to_owned(),
                inside(&page(output, "procedures/visits.html"), "main", "main").unwrap().to_owned(),
            ),
            file("_redirects"),
            file("redirects.nginx.conf"),
            file("redirects.apache.conf"),
            file("web.config"),
            file("inventory.json"),
        ])
    });
}

#[test]
fn what_reviewers_see() {
    golden_of("review", &build_for_review, |output| {
        let text = |path: &str| inside(&page(output, path), "div", "text").unwrap().trim_start().to_owned();
        let mut banners = String::new();
        for (folder, html) in chapters(output) {
            let elements = read_page(&html).unwrap();
            let class = |element: &&Element| {
                element.attribute("class").is_some_and(|class| class.split(' ').any(|word| word == "banner"))
            };
            let _ = writeln!(banners, "{folder}");
            for element in elements.iter().filter(class).filter(|element| element.attribute("hidden").is_none()) {
                let _ = writeln!(banners, "    {}", element.text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
        }
        let reading = |path: &&str| !path.starts_with("theme/") && !path.starts_with("search/");
        let paths: Vec<&str> = output.iter().map(|(path, _)| path).filter(reading).collect();
        BTreeMap::from([
            ("going-live.txt".to_owned(), words_of_main(&page(output, "review/index.html"))),
            ("text.html".to_owned(), text("chapter/text/changes/index.html")),
            ("visits.html".to_owned(), text("chapter/visits/changes/index.html")),
            ("banners.txt".to_owned(), banners),
            ("paths.txt".to_owned(), paths.join("\n") + "\n"),
        ])
    });
}
