//! Where links lead. Takes a document and an index of everything that can be linked to; gives a target for each link,
//! or the reason why there is none. Reports nothing: what is broken is a value that the checks read.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use foldhash::fast::FixedState;
use jiff::civil::Date;
use percent_encoding::percent_decode_str;

use super::passage::{DEEPEST_INCLUDES, IncludeFault, LinkFault, MOST_INCLUDES, PageText, Passage, Target};
use super::registers::Registers;
use super::sisters::Sisters;
use super::timeline::Timeline;
use crate::config::site_config::SiteConfig;
use crate::memo::{ContentHash, KeyHasher, Memo};
use crate::parse::document::{Document, LinkUse};
use crate::parse::html_policy::link_scheme;
use crate::parse::registers::Contact;
use crate::parse::sections::Section;
use crate::parse::slug::host_anchor_of;

/// What stands at a path of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// The file that stands for a chapter, whichever edition it holds: the chapter's place.
    Chapter(u32),
    /// The file of one edition: the chapter's place, the edition's.
    Edition(u32, u32),
    /// The index of a part, or its folder.
    Part(u32),
    /// The home page.
    Home,
    /// A picture or attachment.
    Attachment(u32),
    /// A file that is in the source and not in the site.
    Unpublished,
}

/// What stands at each path of the source. Made in every build: the hasher is a quick one, seeded alike in every process.
pub type Entries = HashMap<Arc<str>, Entry, FixedState>;

/// Everything that links can lead to.
pub struct LinkIndex<'a> {
    /// The manual's settings.
    pub config: &'a SiteConfig,
    /// The registers.
    pub registers: &'a Registers,
    /// The inventories of sister manuals.
    pub sisters: &'a Sisters,
    /// What stands at each path, relative to the site's root.
    pub entries: Entries,
    /// The same paths in lower case: made when the first link misses.
    pub folded: OnceLock<HashMap<String, Arc<str>>>,
    /// Shared passages by path.
    pub passages: HashMap<Arc<str>, Arc<Document>>,
    /// The sections of each chapter's editions.
    pub chapter_sections: Vec<Vec<Arc<[Section]>>>,
    /// What of each chapter is in force when, and the place of the edition that its page shows.
    pub timelines: Vec<(&'a Timeline, u32)>,
    /// The sections of each part's introduction.
    pub part_sections: Vec<Option<Arc<[Section]>>>,
    /// The sections of the home page.
    pub home_sections: Option<Arc<[Section]>>,
    /// The hash of everything above, and of all that it is made from: a text that is the same, in a manual for which this is the
    /// same, has its links lead to the same places.
    pub key: ContentHash,
    /// Texts that were resolved before.
    pub texts: &'a Memo<PageText>,
}

impl LinkIndex<'_> {
    /// The text of a page: a document with everything it includes, resolved, or remembered from before.
    pub fn page_text(&self, document: &Arc<Document>, own: &[Section], viewed: Option<Date>) -> PageText {
        let mut hasher = KeyHasher::default();
        hasher.write(self.key.bytes());
        hasher.write(document.hash.bytes());
        viewed.hash(&mut hasher);
        let text = self.texts.recall(hasher.key(), || PageText::new(self.resolve(document, own, viewed)));
        text.as_ref().clone()
    }

    /// Resolves a document and everything it includes. `own` are the sections of the page that it stands on; `viewed` is the
    /// day as at which its links to chapters lead, where that is not the manual's own.
    fn resolve(&self, document: &Arc<Document>, own: &[Section], viewed: Option<Date>) -> Passage {
        let mut walk = Walk { own, viewed, open: Vec::new(), left: MOST_INCLUDES, hosts: HostAnchors::default() };
        self.passage(document, &mut walk)
    }

    fn folded(&self) -> &HashMap<String, Arc<str>> {
        self.folded.get_or_init(|| self.entries.keys().map(|path| (path.to_lowercase(), Arc::clone(path))).collect())
    }

    fn passage(&self, document: &Arc<Document>, walk: &mut Walk<'_>) -> Passage {
        walk.open.push(Arc::clone(&document.path));
        let body = &document.body;
        let targets = body.links.iter().map(|link| self.target(document, link, walk)).collect();
        let variables = body
            .variables
            .iter()
            .map(|used| self.config.variables.get(used.name.as_ref()).map(|text| Arc::from(text.as_str())))
            .collect();
        let includes = body
            .includes
            .iter()
            .map(|used| {
                let path = self.path_of(&document.path, &used.name).ok_or(IncludeFault::Outside)?;
                let found = self.passages.get(path.as_str()).ok_or_else(|| IncludeFault::Missing(path.clone()))?;
                if walk.open.contains(&found.path) {
                    let mut chain = walk.open.clone();
                    chain.push(Arc::clone(&found.path));
                    return Err(IncludeFault::Cycle(chain));
                }
                if walk.open.len() > DEEPEST_INCLUDES || walk.left == 0 {
                    return Err(IncludeFault::TooMany);
                }
                walk.left -= 1;
                Ok(self.passage(found, walk))
            })
            .collect();
        walk.open.pop();
        Passage { document: Arc::clone(document), targets, variables, includes }
    }

    /// The path that a relative or root-relative path means, from the file that names it; `None` when it leads out.
    pub fn path_of(&self, from: &str, written: &str) -> Option<String> {
        path_within(&self.config.content, from, written)
    }

    fn target(&self, document: &Document, link: &LinkUse, walk: &Walk<'_>) -> Target {
        let written = link.destination.as_ref();
        if link.refused {
            return Target::Broken(LinkFault::Refused);
        }
        if written.is_empty() {
            return Target::Broken(LinkFault::Empty);
        }
        if let Some(scheme) = link_scheme(written) {
            let rest = written.get(scheme.len() + 1..).unwrap_or("");
            if rest.trim_matches('/').is_empty() {
                return Target::Broken(LinkFault::Empty);
            }
            return self.scheme_target(&scheme, rest);
        }
        if written.starts_with("//") {
            return Target::Outside;
        }
        let (path, anchor) = match written.split_once('#') {
            Some((path, anchor)) => (path, Some(percent_decode_str(anchor).decode_utf8_lossy().into_owned())),
            None => (written, None),
        };
        let path = path.split('?').next().unwrap_or("");
        if path.is_empty() {
            let Some(anchor) = anchor.filter(|anchor| !anchor.is_empty()) else {
                return Target::Broken(LinkFault::Empty);
            };
            return match walk.hosts.find(walk.own, &anchor) {
                Some(found) => Target::Here(found),
                None => Target::Broken(LinkFault::NoAnchor(document.path.as_ref().into(), anchor.into())),
            };
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy().into_owned();
        let Some(path) = self.path_of(&document.path, &decoded) else { return Target::Broken(LinkFault::LeadsOut) };
        let Some(entry) = self.entries.get(path.as_str()) else {
            return Target::Broken(match self.folded().get(&path.to_lowercase()) {
                Some(actual) => LinkFault::Case(actual.as_ref().into()),
                None => LinkFault::NoFile(path.into()),
            });
        };
        let anchor = anchor.filter(|anchor| !anchor.is_empty());
        if let (Entry::Chapter(chapter), Some(day)) = (entry, walk.viewed)
            && let Some(found) = self.edition_on(*chapter, day, anchor.as_deref(), &walk.hosts)
        {
            return found;
        }
        self.entry_target(entry, &path, anchor, &walk.hosts)
    }

    fn sections(&self, chapter: u32, edition: u32) -> &[Section] {
        let all = self.chapter_sections.get(chapter as usize);
        all.and_then(|all| all.get(edition as usize)).map(AsRef::as_ref).unwrap_or_default()
    }

    /// The edition of a chapter whose text stood on a day; nothing where there was none, or where it lacks the section that
    /// is linked to: the chapter as it is now is then the best there is.
    fn edition_on(&self, chapter: u32, day: Date, anchor: Option<&str>, hosts: &HostAnchors) -> Option<Target> {
        let (timeline, _) = self.timelines.get(chapter as usize)?;
        let edition = u32::try_from(timeline.on(day).text()?).ok()?;
        let anchor = match anchor {
            None => None,
            Some(anchor) => Some(hosts.find(self.sections(chapter, edition), anchor)?),
        };
        Some(Target::Edition(chapter, edition, anchor))
    }

    fn entry_target(&self, entry: &Entry, path: &str, anchor: Option<String>, hosts: &HostAnchors) -> Target {
        let sections = match *entry {
            Entry::Unpublished => return Target::Broken(LinkFault::NotPublished(path.into())),
            Entry::Attachment(index) => return Target::Attachment(index),
            Entry::Chapter(chapter) => {
                let shown = self.timelines.get(chapter as usize).map_or(0, |(_, shown)| *shown);
                self.chapter_sections.get(chapter as usize).and_then(|all| all.get(shown as usize))
            }
            Entry::Edition(chapter, edition) => {
                self.chapter_sections.get(chapter as usize).and_then(|all| all.get(edition as usize))
            }
            Entry::Part(part) => self.part_sections.get(part as usize).and_then(Option::as_ref),
            Entry::Home => self.home_sections.as_ref(),
        };
        let anchor = match anchor {
            None => None,
            Some(anchor) => match hosts.find(sections.map(AsRef::as_ref).unwrap_or_default(), &anchor) {
                Some(found) => Some(found),
                None => return Target::Broken(LinkFault::NoAnchor(path.into(), anchor.into())),
            },
        };
        match *entry {
            Entry::Chapter(chapter) => Target::Chapter(chapter, anchor),
            Entry::Edition(chapter, edition) => Target::Edition(chapter, edition, anchor),
            Entry::Part(part) => Target::Part(part, anchor),
            Entry::Home | Entry::Attachment(_) | Entry::Unpublished => Target::Home(anchor),
        }
    }

    fn scheme_target(&self, scheme: &str, rest: &str) -> Target {
        let place = |position: Option<usize>, make: fn(u32) -> Target, kind: &'static str| match position {
            Some(index) => make(u32::try_from(index).unwrap_or(u32::MAX)),
            None => Target::Broken(LinkFault::NoEntry(kind, rest.into())),
        };
        match scheme {
            "ref" => place(self.registers.references.position(rest), Target::Reference, "ref"),
            "contact" => {
                // `contact:ID#telephone` shows the number alone.
                let (id, detail) = rest.split_once('#').unwrap_or((rest, ""));
                let holds = |contact: &Contact| match detail {
                    "" => true,
                    "telephone" => contact.telephone.is_some(),
                    "email" => contact.email.is_some(),
                    _ => false,
                };
                let found = self.registers.contacts.position(id);
                let entry = found.and_then(|place| self.registers.contacts.all.get(place));
                place(found.filter(|_| entry.is_some_and(holds)), Target::Contact, "contact")
            }
            "term" => place(self.registers.glossary.position(rest), Target::Term, "term"),
            "sister" => self.sisters.target(rest, self.config),
            _ => Target::Outside,
        }
    }
}

/// What stays the same, and what adds up, while a page's text is resolved.
struct Walk<'a> {
    own: &'a [Section],
    viewed: Option<Date>,
    open: Vec<Arc<str>>,
    left: usize,
    hosts: HostAnchors,
}

/// The path that a relative or root-relative path means, from the file that names it; `None` when it leads out of the
/// content folder.
pub fn path_within(content: &str, from: &str, written: &str) -> Option<String> {
    let start = if written.starts_with('/') { content } else { from.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut path = String::with_capacity(start.len() + written.len() + 1);
    path.push_str(start);
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." if path.is_empty() => return None,
            ".." => path.truncate(path.rfind('/').unwrap_or(0)),
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    let inside =
        content.is_empty() || path == content || path.strip_prefix(content).is_some_and(|rest| rest.starts_with('/'));
    inside.then_some(path)
}

/// The anchors that a code host would give the sections of the pages that one text links to: made when an anchor is not found.
/// A thousand wrong anchors would else ask a thousand sections for each of them.
#[derive(Default)]
struct HostAnchors(RefCell<HashMap<*const Section, HashMap<String, usize>>>);

impl HostAnchors {
    /// The anchor of a section by what an author wrote: the anchor itself, or the one that a code host would give.
    fn find(&self, sections: &[Section], written: &str) -> Option<Box<str>> {
        let by_anchor = sections.iter().find(|section| section.anchor.as_ref() == written);
        let found = by_anchor.or_else(|| {
            let mut known = self.0.borrow_mut();
            let hosts = known.entry(sections.as_ptr()).or_insert_with(|| host_anchors(sections));
            sections.get(*hosts.get(written)?)
        });
        found.map(|section| section.anchor.clone())
    }
}

/// For each anchor that a code host would give, the first section that would have it.
fn host_anchors(sections: &[Section]) -> HashMap<String, usize> {
    let mut hosts = HashMap::new();
    for (place, section) in sections.iter().enumerate() {
        let numbered = section.number.as_ref().map(|number| format!("{number}. {}", section.title));
        let dotless = section.number.as_ref().map(|number| format!("{number} {}", section.title));
        for title in [Some(section.title.to_string()), numbered, dotless].into_iter().flatten() {
            hosts.entry(host_anchor_of(&title)).or_insert(place);
        }
    }
    hosts
}
