//! What judgements name, as places in a set: of an entry, or of one of its sections.
//!
//! Takes a site, a set of it and judgements; gives what each wants, and a fault for every name that is not there. Knows no
//! index.

use std::collections::HashMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::judge::Wanted;
use super::judgements::{Judgement, Target};
use super::records::{EntryRecord, SearchSet};
use crate::config::page_files::without_index;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::diagnostics::reported::Reported;
use crate::diagnostics::suggest::Patience;
use crate::model::site::Site;

/// A question with the places of what answers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The question.
    pub query: String,
    /// Where it stands.
    pub place: Place,
    /// What answers it; some of it has a grade above 0.
    pub wanted: Vec<Wanted>,
}

/// Finds what judgements name. A question of which nothing right is there is left out.
pub fn find_wanted(site: &Site, set: &SearchSet, judgements: &[Judgement]) -> Reported<Vec<Asked>> {
    let names = Names::of(site, set);
    let mut diagnostics = Vec::new();
    let mut asked = Vec::with_capacity(judgements.len());
    for judgement in judgements {
        let mut wanted: Vec<Wanted> = Vec::with_capacity(judgement.targets.len());
        for target in &judgement.targets {
            match names.find(target) {
                Ok(found)
                    if wanted.iter().any(|other| (other.entry, other.section) == (found.entry, found.section)) =>
                {
                    let message = format!("\"{}\" names what another line of this judgement names", target.name);
                    let fault = Diagnostic::new(&codes::BAD_JUDGEMENT, target.place.clone(), message);
                    diagnostics.push(fault.help("keep one of the two"));
                }
                Ok(found) => wanted.push(found),
                Err(fault) => diagnostics.push(*fault),
            }
        }
        if wanted.iter().any(|wanted| wanted.grade > 0) {
            asked.push(Asked { query: judgement.query.clone(), place: judgement.place.clone(), wanted });
        }
    }
    Reported::new(asked, diagnostics)
}

/// By what names the entries of a set are known.
struct Names<'a> {
    set: &'a SearchSet,
    /// Where the manual is published, with a closing `/`; empty: nowhere that is known.
    base_url: &'a str,
    /// Ids, addresses and paths of sources, and the entries that have them.
    entries: HashMap<String, usize>,
    patience: Patience,
}

impl<'a> Names<'a> {
    fn of(site: &'a Site, set: &'a SearchSet) -> Self {
        let mut entries = HashMap::new();
        let by_address: HashMap<&str, usize> =
            set.entries.iter().enumerate().map(|(place, entry)| (entry.address.folder(), place)).collect();
        for (address, path) in sources(site) {
            if let Some(place) = by_address.get(address.as_str()) {
                let content = format!("{}/", site.config.content);
                entries.insert(path.strip_prefix(&content).unwrap_or(&path).to_owned(), *place);
                entries.insert(path.to_string(), *place);
            }
        }
        for (address, place) in by_address {
            entries.insert(address.trim_end_matches('/').to_owned(), place);
        }
        // Last, for an id is what counts where a file has the same name.
        for (place, entry) in set.entries.iter().enumerate() {
            entries.insert(entry.id.to_string(), place);
        }
        Names { set, base_url: &site.config.base_url, entries, patience: Patience::default() }
    }

    fn find(&self, target: &Target) -> Result<Wanted, Box<Diagnostic>> {
        let (name, anchor) = match target.name.split_once('#') {
            Some((name, anchor)) => (name, Some(decoded(anchor))),
            None => (target.name.as_str(), None),
        };
        let anchor = anchor.as_deref();
        let fault = |message: String| Diagnostic::new(&codes::UNKNOWN_ANSWER, target.place.clone(), message);
        let Some((entry, record)) = self.entry(name).or_else(|| self.entry(&self.path_of(name)?)) else {
            let message = format!("\"{name}\" is not in the manual in force");
            return Err(Box::new(fault(message).maybe_help(self.nearest_entry(name, anchor))));
        };
        let section = match anchor {
            None => None,
            Some(anchor) => {
                let section = record.sections.iter().position(|section| section.anchor.as_ref() == anchor);
                Some(section.ok_or_else(|| {
                    let message = format!("\"{}\" has no section `{anchor}`", record.title);
                    Box::new(fault(message).maybe_help(self.nearest_section(name, anchor, record)))
                })?)
            }
        };
        Ok(Wanted { entry, section, grade: target.grade })
    }

    fn entry(&self, name: &str) -> Option<(usize, &'a EntryRecord)> {
        let place = *self.entries.get(name.trim_end_matches('/'))?;
        Some((place, self.set.entries.get(place)?))
    }

    /// The path below the manual's own address that an address of one of its pages means, as people copy it.
    fn path_of(&self, name: &str) -> Option<String> {
        let (own, folder) = address_parts(self.base_url).unwrap_or_default();
        let path = if let Some((host, path)) = address_parts(name) {
            path.strip_prefix(folder).filter(|_| host.eq_ignore_ascii_case(own))?
        } else {
            let path = name.strip_prefix('/').unwrap_or(name);
            path.strip_prefix(folder).unwrap_or(path)
        };
        Some(page_path(path))
    }

    /// The chapter that may be meant: by its number, its page on another host, its name, else by a section of that anchor.
    fn nearest_entry(&self, name: &str, anchor: Option<&str>) -> Option<String> {
        let ids = self.set.entries.iter().map(|entry| entry.id.as_ref());
        let numbered = || {
            let number = name.trim().trim_end_matches('.');
            let mut entries = self.set.entries.iter().filter(|entry| !entry.number.is_empty());
            Some(entries.find(|entry| *entry.number == *number)?.id.as_ref())
        };
        let elsewhere = || Some(self.entry(&page_path(address_parts(name)?.1))?.1.id.as_ref());
        let near = if let Some(id) = numbered().or_else(elsewhere) {
            Some(id)
        } else if name.contains('.') {
            let mut paths: Vec<&str> =
                self.entries.keys().map(String::as_str).filter(|path| path.contains('.')).collect();
            paths.sort_unstable();
            self.patience.nearest(name, paths)
        } else {
            self.patience.nearest(name, ids)
        };
        let near = near.map(|near| anchor.map_or(near.to_owned(), |anchor| format!("{near}#{anchor}")));
        let elsewhere = || {
            let anchor = anchor.filter(|anchor| !anchor.is_empty())?;
            let has = |entry: &&EntryRecord| entry.sections.iter().any(|section| section.anchor.as_ref() == anchor);
            self.set.entries.iter().find(has).map(|entry| format!("{}#{anchor}", entry.id))
        };
        let meant = near.or_else(elsewhere).map(|near| format!("did you mean `{near}`?"));
        meant.or_else(|| Some("name a chapter by its id; pages.json of the built site lists them".to_owned()))
    }

    fn nearest_section(&self, name: &str, anchor: &str, record: &EntryRecord) -> Option<String> {
        // Whoever copied an address is shown the shorter name.
        let named = if address_parts(name).is_some() { &*record.id } else { name };
        let anchors =
            || record.sections.iter().map(|section| section.anchor.as_ref()).filter(|anchor| !anchor.is_empty());
        let meant = self.patience.nearest(anchor, anchors()).map(|near| format!("did you mean `{named}#{near}`?"));
        let all = || {
            let list: Vec<&str> = anchors().take(12).collect();
            if list.is_empty() {
                "it has no headings".to_owned()
            } else {
                format!("its sections are {}", list.join(", "))
            }
        };
        meant.or_else(|| Some(all()))
    }
}

/// The host of an address, with its port, and the path on it, without the `/` that begins it. How it is asked does not matter.
fn address_parts(address: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    is_web.then(|| rest.split_once('/').unwrap_or((rest, "")))
}

/// A path of an address as the folder of its page: without a query, and without the file that servers show for a folder.
fn page_path(path: &str) -> String {
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    decoded(without_index(path))
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The pages of a site with the paths of their sources.
fn sources(site: &Site) -> Vec<(String, Arc<str>)> {
    let home = site.home.iter().map(|(_, text)| (String::new(), Arc::clone(&text.passage.document.path)));
    let parts = site.parts.iter().filter_map(|part| {
        Some((part.address.folder().to_owned(), Arc::clone(&part.text.as_ref()?.passage.document.path)))
    });
    // The file of any edition names the chapter: judgements that are made of links know the one without a day.
    let chapters = site.chapters.iter().flat_map(|chapter| {
        let address = chapter.address.folder();
        chapter.editions.iter().map(|edition| (address.to_owned(), Arc::clone(&edition.document().path)))
    });
    home.chain(parts).chain(chapters).collect()
}
