//! What is searched, held against what readers see: the records of the sample manual and the pages of its built site.
//!
//! Every page and anchor that a record names exists, and a record holds the words of its page's text: those and no others,
//! section by section.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use chapterhouse::config::settings::parse_site_config;
use chapterhouse::memory::Memory;
use chapterhouse::model::editions::Audience;
use chapterhouse::model::site::Site;
use chapterhouse::pipeline::{BuildRequest, check_manual};
use chapterhouse::search::gather::search_sets;
use chapterhouse::search::records::{EntryKind, EntryRecord, SearchSet, SectionRecord};
use chapterhouse::search::words::{RawWords, fold_word};
use chapterhouse::source::read_tree::{read_config, read_site};
use chapterhouse::stages::NoObserver;
use jiff::civil::{Date, date};

use crate::built_site::{BuiltSite, build_sample, sample_root};
use crate::page_reader::{Piece, inside, pieces, unescaped};

fn site_of(root: &Path, as_at: Option<Date>) -> Site {
    site_in(root, as_at, "en-GB")
}

fn site_in(root: &Path, as_at: Option<Date>, language: &str) -> Site {
    let mut diagnostics = Vec::new();
    let mut text = read_config(root).unwrap().take(&mut diagnostics);
    text.text = text.text.replace("\"en-GB\"", &format!("\"{language}\"")).into();
    let config = Arc::new(parse_site_config(&text.path, &text.text).take(&mut diagnostics));
    let outside = vec![root.join("public")];
    let sources = read_site(root, text, &config, &outside).unwrap().take(&mut diagnostics);
    let request = BuildRequest {
        today: date(2026, 11, 15),
        as_at,
        audience: Audience::default(),
        review: false,
        deny: Vec::new(),
        outside,
    };
    check_manual(&sources, &config, &request, &Memory::default(), &NoObserver).value.site
}

fn sets_of(site: &Site) -> Vec<SearchSet> {
    search_sets(site, &["authors".to_owned()])
}

/// The folded words of some text.
fn words(text: &str) -> Vec<String> {
    RawWords::of(text).map(|word| fold_word(word.text)).filter(|word| !word.is_empty()).collect()
}

/// The sections of a page's text as readers see them: the anchor, the words of its heading and text. What the program puts
/// around an author's words (numbers, marks of notes, ways back) is left out.
fn sections_of_page(html: &str) -> Vec<(String, Vec<String>)> {
    let mut sections: Vec<(String, String)> = vec![(String::new(), String::new())];
    let mut skipped: Option<(usize, &str)> = None;
    for piece in pieces(html) {
        let text = &mut sections.last_mut().unwrap().1;
        match piece {
            Piece::Open(name, rest) => {
                if let Some((depth, element)) = &mut skipped {
                    *depth += usize::from(*element == name);
                    continue;
                }
                let own =
                    ["\"number\"", "section-link", "footnote-mark", "back-to"].iter().any(|own| rest.contains(own));
                let back = name == "a" && rest.contains("href=\"#note-mark-");
                if own || back {
                    skipped = Some((1, name));
                } else if name.starts_with('h') && name.len() == 2 && rest.contains(" id=\"") {
                    let id = rest.split(" id=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
                    sections.push((id.to_owned(), String::new()));
                } else if name == "img" {
                    let alternative = rest.split(" alt=\"").nth(1).and_then(|rest| rest.split('"').next());
                    text.push_str(&unescaped(alternative.unwrap()));
                } else if !matches!(name, "a" | "em" | "strong" | "code" | "del" | "span" | "abbr" | "button") {
                    text.push('\n');
                }
            }
            Piece::Close(name) => match &mut skipped {
                Some((depth, element)) if *element == name => {
                    *depth -= 1;
                    if *depth == 0 {
                        skipped = None;
                    }
                }
                None if matches!(name, "p" | "li" | "td" | "th" | "dt" | "dd") => text.push('\n'),
                _ => {}
            },
            Piece::Text(found) if skipped.is_none() => {
                text.push_str(&unescaped(found));
            }
            Piece::Text(_) => {}
        }
    }
    sections.into_iter().map(|(anchor, text)| (anchor, words(&text))).collect()
}

fn words_of_record(section: &SectionRecord) -> Vec<String> {
    words(&format!("{}\n{}", section.heading, section.text))
}

fn page_of<'a>(site: &'a BuiltSite, entry: &EntryRecord) -> &'a str {
    site.text(&format!("{}index.html", entry.address.folder()))
}

#[test]
fn registers_are_searched_in_the_language_of_their_pages() {
    let english =
        ["Telephone", "Also called", "No longer used", "in force from", "Law and guidance", " January ", " April "];
    let told = |language: &str| -> Vec<&str> {
        let sets = sets_of(&site_in(&sample_root(), None, language));
        let registers = sets[0].entries.iter().filter(|entry| entry.kind == EntryKind::Register);
        let texts: Vec<String> = registers
            .flat_map(|entry| {
                let sections = entry.sections.iter().map(|section| section.text.to_string());
                sections.chain([entry.title.to_string()]).collect::<Vec<_>>()
            })
            .collect();
        english.into_iter().filter(|label| texts.iter().any(|text| text.contains(label))).collect()
    };
    assert_eq!(told("cy"), [""; 0]);
    assert!(told("en-GB").len() > 4, "{:?}", told("en-GB"));
}

#[test]
fn every_page_and_anchor_of_a_record_exists() {
    let built = build_sample();
    let sets = sets_of(&site_of(&sample_root(), None));
    let names: Vec<&str> = sets.iter().map(|set| set.name).collect();
    assert_eq!(names, ["now", "all"]);
    for entry in sets.iter().flat_map(|set| &set.entries) {
        let page = page_of(&built, entry);
        assert!(
            !entry.sections.is_empty() && entry.sections[0].anchor.is_empty() && entry.sections[0].heading.is_empty()
        );
        let anchors: BTreeSet<&str> = entry.sections.iter().map(|section| section.anchor.as_ref()).collect();
        assert_eq!(anchors.len(), entry.sections.len(), "{}", entry.id);
        for section in entry.sections.iter().skip(1) {
            assert!(!section.heading.is_empty());
            assert!(page.contains(&format!(" id=\"{}\"", section.anchor)), "{} #{}", entry.id, section.anchor);
        }
    }
}

#[test]
fn a_record_holds_the_words_of_its_page() {
    let built = build_sample();
    let sets = sets_of(&site_of(&sample_root(), None));
    let (mut compared, mut with_notes) = (0, 0);
    for entry in sets.iter().flat_map(|set| &set.entries).filter(|entry| entry.kind != EntryKind::Register) {
        let page = page_of(&built, entry);
        let html = inside(page, "div", "text").unwrap();
        let shown = sections_of_page(html);
        let mut found: Vec<(String, Vec<String>)> =
            entry.sections.iter().map(|section| (section.anchor.to_string(), words_of_record(section))).collect();
        // The scope stands in a box above the text.
        let before = found[0].1.len().saturating_sub(shown[0].1.len());
        let opening: Vec<String> = found[0].1.drain(..before).collect();
        let panel = inside(page, "div", "scope").map(|panel| words(&unescaped(panel)).join(" ")).unwrap_or_default();
        assert!(panel.contains(&opening.join(" ")), "{}: {opening:?} is no scope", entry.id);
        if html.contains("class=\"footnotes\"") {
            // On a page, notes stand at its end; in the records, with what points to them.
            let all = |sections: &[(String, Vec<String>)]| {
                let mut all: Vec<String> = sections.iter().flat_map(|(_, words)| words.clone()).collect();
                all.sort_unstable();
                all
            };
            assert_eq!(all(&found), all(&shown), "{}", entry.id);
            with_notes += 1;
            continue;
        }
        for ((anchor, found), (shown_anchor, shown)) in found.iter().zip(&shown) {
            assert_eq!((anchor, found.join(" ")), (shown_anchor, shown.join(" ")), "{}", entry.id);
        }
        assert_eq!(found.len(), shown.len(), "{}", entry.id);
        compared += 1;
    }
    assert!(compared > 30 && with_notes > 0, "{compared} {with_notes}");
}

#[test]
fn registers_have_a_section_for_each_entry() {
    let set = &sets_of(&site_of(&sample_root(), None))[0];
    let section = |register: &str, anchor: &str| {
        let entry = set.entries.iter().find(|entry| entry.id.as_ref() == register).unwrap();
        entry.sections.iter().find(|section| section.anchor.as_ref() == anchor).unwrap().clone()
    };
    let order: Vec<&str> = set.entries.iter().rev().take(3).map(|entry| entry.id.as_ref()).collect();
    assert_eq!(order, ["register/references", "register/glossary", "register/contacts"]);
    let contact = section("register/contacts", "duty-team");
    assert!(contact.text.starts_with("Telephone 01632") && contact.text.contains("\nHours "), "{contact:?}");
}

#[test]
fn a_record_of_an_earlier_day_has_one_set_and_knows_nothing_later() {
    let sets = sets_of(&site_of(&sample_root(), Some(date(2024, 6, 1))));
    assert_eq!(sets.iter().map(|set| set.name).collect::<Vec<_>>(), ["now"]);
    let late = sets[0].entries.iter().find(|entry| entry.changed > Some(date(2024, 6, 1)));
    assert!(late.is_none(), "{late:?}");
}

#[test]
fn editions_have_the_days_on_which_they_are_in_force() {
    let sets = sets_of(&site_of(&sample_root(), None));
    let today = date(2026, 11, 15);
    let in_force = |entry: &&EntryRecord| {
        entry.from.is_none_or(|from| from <= today) && entry.until.is_none_or(|until| today < until)
    };
    let ids = |set: &SearchSet| -> Vec<String> {
        let chapters = set.entries.iter().filter(|entry| entry.kind == EntryKind::Chapter);
        chapters.filter(in_force).map(|entry| entry.address.folder().to_owned()).collect()
    };
    assert_eq!(ids(&sets[0]), ids(&sets[1]));
    assert!(sets[1].entries.len() > ids(&sets[1]).len());
    let former: Vec<&EntryRecord> = sets[1].entries.iter().filter(|entry| entry.state.word() == "superseded").collect();
    assert!(!former.is_empty() && former.iter().all(|entry| entry.until.is_some_and(|until| until <= today)));
}

#[test]
fn what_is_for_authors_alone_is_set_aside() {
    let set = &sets_of(&site_of(&sample_root(), None))[0];
    let aside: Vec<&str> = set.entries.iter().filter(|entry| entry.aside).map(|entry| entry.id.as_ref()).collect();
    assert!(aside.contains(&"previewing-and-publishing"), "{aside:?}");
    let chapter = set.entries.iter().find(|entry| entry.id.as_ref() == "recording-and-sharing-information");
    assert!(chapter.is_some_and(|chapter| !chapter.aside));
}
