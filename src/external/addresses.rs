//! Which addresses outside a manual holds, and where.
//!
//! Takes the site, gives every web address that a reader of the manual can follow today or will be able to: in the home
//! page, parts and shared passages, in editions in force and to come, in the register of references and of sister
//! manuals. What is out of force is left as it stood.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use url::Url;

use crate::diagnostics::place::{Place, Span};
use crate::model::chapter::State;
use crate::model::passage::Passage;
use crate::model::site::Site;

/// An address, and where the manual holds it.
#[derive(Clone, Debug)]
pub struct OutsideAddress {
    /// The address without the part behind `#`, which no server is told.
    pub url: Url,
    /// Where it stands, in the order of the manual.
    pub mentions: Vec<Mention>,
}

/// One place where an address stands.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The link or entry.
    pub place: Place,
    /// The address itself, where it is written out there.
    pub written: Option<Place>,
}

/// All addresses, by name. `settings` is the text of `site.toml`.
pub fn outside_addresses(site: &Site, settings: &str) -> Vec<OutsideAddress> {
    let mut found = Found::default();
    for text in site.home.iter().map(|(_, text)| text).chain(site.parts.iter().filter_map(|part| part.text.as_ref())) {
        found.read_passage(&text.passage);
    }
    for edition in site.chapters.iter().flat_map(|chapter| &chapter.editions) {
        if matches!(edition.state, State::Current | State::Future | State::Prospective | State::Draft) {
            found.read_passage(&edition.text.passage);
        }
    }
    if let Some(file) = site.registers.file("references") {
        let mut written = WrittenAddresses { text: &file.text, from: 0, misses: 0 };
        for address in site.registers.references.all.iter().filter_map(|reference| reference.url.as_ref()) {
            let span = written.next(address);
            let place = Place::new(&file.path, span.unwrap_or_default());
            let scheme = address.split_once("//").map_or("", |(scheme, _)| scheme);
            found.add(address, place, &file.text, scheme);
        }
    }
    for sister in site.config.sisters.values() {
        let written = sister.base_url.trim_end_matches('/');
        let at = settings.find(written).filter(|_| !written.is_empty());
        let span = at.map(|at| Span::new(at..at + written.len())).unwrap_or_default();
        found.add(&sister.base_url, Place::new(&site.config.file, span), settings, written);
    }
    found.addresses.into_values().collect()
}

/// Finds the addresses of a register in its text, one behind the other: to look each up in the YAML would read the whole
/// of it once for each.
struct WrittenAddresses<'a> {
    text: &'a str,
    from: usize,
    misses: usize,
}

/// After so many addresses that are not written as they are meant, places are no longer looked for.
const MOST_MISSES: usize = 100;

impl WrittenAddresses<'_> {
    /// Where the next address stands. The register's reader has made it uniform: a server's name in capitals is not
    /// found, and then the message stands at the top of the file.
    fn next(&mut self, address: &str) -> Option<Span> {
        let rest = self.text.get(self.from..).filter(|_| self.misses < MOST_MISSES)?;
        // As `https://a.example` is written, `https://a.example/` is meant.
        let found = rest.find(address).or_else(|| rest.find(address.trim_end_matches('/')));
        let Some(start) = found else {
            self.misses += 1;
            return None;
        };
        let after = rest.get(start..).unwrap_or("");
        let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ',' | '}');
        let length = after.find(ends).unwrap_or(after.len());
        let start = self.from + start;
        self.from = start + length;
        Some(Span::new(start..start + length))
    }
}

#[derive(Default)]
struct Found {
    addresses: BTreeMap<String, OutsideAddress>,
    /// The files that were read: a shared passage stands on many pages.
    read: HashSet<Arc<str>>,
}

impl Found {
    fn read_passage(&mut self, passage: &Passage) {
        let document = &passage.document;
        if !self.read.insert(Arc::clone(&document.path)) {
            return;
        }
        for link in document.body.links.iter().filter(|link| !link.refused && !link.picture) {
            self.add(&link.destination, document.place(link.span), &document.text, &link.destination);
        }
        for (address, span) in super::raw_html::raw_addresses(document) {
            self.add(&address, document.place(span), &document.text, &address);
        }
        for inner in passage.includes.iter().filter_map(|include| include.as_ref().ok()) {
            self.read_passage(inner);
        }
    }

    /// Adds an address that stands at a place; `written` is how it may be written there.
    fn add(&mut self, address: &str, place: Place, text: &str, written: &str) {
        // An address without its scheme takes that of the page, which should be the safe one.
        let whole = if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() };
        let Ok(mut url) = Url::parse(&whole) else { return };
        if !matches!(url.scheme(), "http" | "https") {
            return;
        }
        url.set_fragment(None);
        let range = place.span.range();
        // A link may show the address that it leads to: the last is where it leads.
        let at = text.get(range.clone()).and_then(|link| link.rfind(written)).map(|at| range.start + at);
        let written = at.map(|at| Place::new(&place.file, Span::new(at..at + written.len())));
        let entry = self.addresses.entry(url.to_string());
        let known = entry.or_insert_with(|| OutsideAddress { url, mentions: Vec::new() });
        known.mentions.push(Mention { place, written });
    }
}
