//! The feeds of what readers must know, as Atom (RFC 4287) and as JSON Feed (version 1.1): of the whole manual and of each
//! part. Each is a pure function of the site.
//!
//! A feed needs whole addresses, so there are none where the site's own is not known; nor for a manual as it stood on
//! an earlier day, which is a record that nobody follows.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use url::Url;

use super::escape::push_text;
use super::views::make_amendment::{kind_label, reread_words};
use super::views::make_amendments::amendments_address;
use crate::model::amendments::{Amended, is_public, published_late};
use crate::model::chapter::Part;
use crate::model::site::Site;
use crate::parse::front_matter::AmendmentKind;

/// The most entries of the manual's feed.
const MOST_OF_MANUAL: usize = 50;
/// The most entries of a part's feed.
const MOST_OF_PART: usize = 30;

/// What may stand in a `tag:` URI (RFC 4151) as it is: what is unreserved in every URI.
const TAG: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// What stays as it is in the path of an address that may hold any letter.
const PATH: &AsciiSet = &TAG.remove(b'/');

/// Whether a site has feeds.
pub fn has_feeds(site: &Site) -> bool {
    !site.config.base_url.is_empty() && !site.frozen && !site.is_for_review()
}

/// The files of all feeds: their paths and their texts.
pub fn feed_files(site: &Site) -> Vec<(String, String)> {
    if !has_feeds(site) {
        return Vec::new();
    }
    let Some(source) = Source::of(site) else { return Vec::new() };
    let mut of_manual: Vec<&Amended> = Vec::new();
    let mut of_parts: Vec<Vec<&Amended>> = vec![Vec::new(); site.parts.len()];
    for amended in site.amendments.told.iter().filter(|amended| is_public(amended.kind)) {
        if of_manual.len() < MOST_OF_MANUAL {
            of_manual.push(amended);
        }
        let mut part = site.chapters.get(amended.chapter as usize).and_then(|chapter| chapter.part);
        while let Some(place) = part {
            if let Some(list) = of_parts.get_mut(place).filter(|list| list.len() < MOST_OF_PART) {
                list.push(amended);
            }
            part = site.parts.get(place).and_then(|part| part.parent);
        }
    }
    let mut files = Vec::with_capacity(2 + 2 * site.parts.len());
    files.extend(source.feed(None, &of_manual));
    for (part, amended) in site.parts.iter().zip(&of_parts) {
        files.extend(source.feed(Some(part), amended));
    }
    files
}

/// What all feeds of a site have in common.
struct Source<'a> {
    site: &'a Site,
    zone: TimeZone,
    host: String,
    /// What tells one manual of a host from another: the path of its address.
    manual: String,
}

/// A change as a feed tells it.
struct Entry {
    id: String,
    title: String,
    url: String,
    moment: String,
    summary: String,
    kind: AmendmentKind,
    label: String,
}

impl<'a> Source<'a> {
    fn of(site: &'a Site) -> Option<Self> {
        let base = Url::parse(&site.config.base_url).ok()?;
        let port = base.port().map(|port| format!("{port}/")).unwrap_or_default();
        let path = base.path().trim_start_matches('/');
        Some(Source {
            site,
            zone: TimeZone::get(&site.config.time_zone).unwrap_or(TimeZone::UTC),
            host: base.host_str()?.to_owned(),
            manual: format!("{port}{path}"),
        })
    }

    /// The first moment of a day in the manual's time zone (RFC 3339).
    fn moment(&self, day: Date) -> String {
        match day.to_zoned(self.zone.clone()) {
            Ok(moment) => moment.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
            Err(_) => format!("{day}T00:00:00Z"),
        }
    }

    fn entry(&self, amended: &Amended) -> Option<Entry> {
        let words = &self.site.words;
        let chapter = self.site.chapters.get(amended.chapter as usize)?;
        let edition = chapter.editions.get(amended.edition as usize)?;
        let entry = amended.entry_in(edition, words)?;
        let told_on = amended.told_on?;
        let day = entry.date.unwrap_or(told_on);
        // Counted among those of its day alone: an amendment recorded on another day does not move it.
        let same_day = match amended.entry {
            Some(place) => {
                let before = edition.front().amendments.iter().take(place as usize);
                before.filter(|other| other.date == entry.date).count().to_string()
            }
            None => entry.kind.map(AmendmentKind::word).unwrap_or_default().to_owned(),
        };
        let safe = |text: &str| utf8_percent_encode(text, TAG).to_string();
        // Nothing of it may change: no title, no number, no part.
        let id = format!(
            "tag:{},{day}:{}chapter/{}/{}/{day}/{same_day}",
            self.host,
            self.manual,
            safe(&chapter.id),
            safe(&edition.name)
        );
        let number = if chapter.number.is_empty() { String::new() } else { format!("{} ", chapter.number) };
        let late = published_late(edition).filter(|on| day < *on).zip(edition.effective_from());
        let late = late.map(|(_, from)| words.tell("in_force_retrospective", &[("from", words.date(from).into())]));
        let sentences = [entry.note.clone(), Some(reread_words(words, edition, &entry)), late];
        let sentences: Vec<String> = sentences.into_iter().flatten().filter(|text| !text.is_empty()).collect();
        Some(Entry {
            id,
            title: format!("{number}{}: {}", edition.title, kind_label(words, amended.kind).to_lowercase()),
            url: self.address(&edition.address.published(self.site.config.pages)),
            moment: self.moment(told_on),
            summary: sentences.join(" "),
            kind: amended.kind,
            label: kind_label(words, amended.kind),
        })
    }

    /// The whole address of something below the site's root.
    fn address(&self, path: &str) -> String {
        format!("{}{}", self.site.config.base_url, utf8_percent_encode(path, PATH))
    }

    fn feed(&self, part: Option<&Part>, amended: &[&Amended]) -> [(String, String); 2] {
        let folder = part.map_or("", |part| part.address.folder());
        let page = part.map_or_else(amendments_address, |part| part.address.clone());
        let feed = Feed {
            title: feed_title(self.site, part),
            folder: self.address(folder),
            page: self.address(&page.published(self.site.config.pages)),
            updated: self.moment(amended.iter().find_map(|amended| amended.told_on).unwrap_or(self.site.built_on)),
            author: author(self.site),
            language: self.site.config.language.clone(),
            entries: amended.iter().filter_map(|amended| self.entry(amended)).collect(),
        };
        [(format!("{folder}feed.atom"), feed.atom()), (format!("{folder}feed.json"), feed.json())]
    }
}

/// The title of a feed.
pub fn feed_title(site: &Site, part: Option<&Part>) -> String {
    let title = &site.config.title;
    match part {
        Some(part) => {
            let part = format!("{} {}", part.number, part.title);
            site.words.tell("feed_of_part", &[("title", title.into()), ("part", part.into())])
        }
        None => site.words.tell("feed_of_manual", &[("title", title.into())]),
    }
}

fn author(site: &Site) -> String {
    let publisher = &site.config.publisher;
    if publisher.is_empty() { site.config.title.clone() } else { publisher.clone() }
}

/// A feed in no form yet.
struct Feed {
    title: String,
    folder: String,
    page: String,
    updated: String,
    author: String,
    language: String,
    entries: Vec<Entry>,
}

/// Whether XML 1.0 may hold a character at all; an escape does not help those that it may not.
fn is_xml(character: char) -> bool {
    !matches!(character, '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn push_element(out: &mut String, name: &str, text: &str) {
    for piece in ["<", name, ">"] {
        out.push_str(piece);
    }
    push_text(out, &text.chars().filter(|character| is_xml(*character)).collect::<String>());
    for piece in ["</", name, ">\n"] {
        out.push_str(piece);
    }
}

fn push_link(out: &mut String, rel: &str, media_type: &str, href: &str) {
    for piece in ["<link rel=\"", rel, "\" type=\"", media_type, "\" href=\""] {
        out.push_str(piece);
    }
    push_text(out, href);
    out.push_str("\"/>\n");
}

impl Feed {
    fn atom(&self) -> String {
        let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"");
        push_text(&mut out, &self.language);
        out.push_str("\">\n");
        let own = format!("{}feed.atom", self.folder);
        push_element(&mut out, "id", &own);
        push_element(&mut out, "title", &self.title);
        push_element(&mut out, "updated", &self.updated);
        out.push_str("<author>");
        push_element(&mut out, "name", &self.author);
        out.push_str("</author>\n");
        push_link(&mut out, "self", "application/atom+xml", &own);
        push_link(&mut out, "alternate", "text/html", &self.page);
        for entry in &self.entries {
            out.push_str("<entry>\n");
            push_element(&mut out, "id", &entry.id);
            push_element(&mut out, "title", &entry.title);
            push_element(&mut out, "published", &entry.moment);
            push_element(&mut out, "updated", &entry.moment);
            push_link(&mut out, "alternate", "text/html", &entry.url);
            out.push_str("<category term=\"");
            out.push_str(entry.kind.word());
            out.push_str("\" label=\"");
            push_text(&mut out, &entry.label);
            out.push_str("\"/>\n");
            push_element(&mut out, "summary", &entry.summary);
            out.push_str("</entry>\n");
        }
        out.push_str("</feed>\n");
        out
    }

    fn json(&self) -> String {
        let items = self.entries.iter().map(|entry| JsonItem {
            id: &entry.id,
            url: &entry.url,
            title: &entry.title,
            content_text: if entry.summary.is_empty() { &entry.title } else { &entry.summary },
            date_published: &entry.moment,
            date_modified: &entry.moment,
            tags: [entry.kind.word()],
        });
        let feed = JsonFeed {
            version: "https://jsonfeed.org/version/1.1",
            title: &self.title,
            home_page_url: &self.page,
            feed_url: format!("{}feed.json", self.folder),
            language: &self.language,
            authors: [JsonAuthor { name: &self.author }],
            items: items.collect(),
        };
        let mut text = serde_json::to_string_pretty(&feed).unwrap_or_default();
        text.push('\n');
        text
    }
}

#[derive(Serialize)]
struct JsonFeed<'a> {
    version: &'a str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: String,
    language: &'a str,
    authors: [JsonAuthor<'a>; 1],
    items: Vec<JsonItem<'a>>,
}

#[derive(Serialize)]
struct JsonAuthor<'a> {
    name: &'a str,
}

#[derive(Serialize)]
struct JsonItem<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    content_text: &'a str,
    date_published: &'a str,
    date_modified: &'a str,
    tags: [&'a str; 1],
}
