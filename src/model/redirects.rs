//! Which old addresses lead on to which pages. Takes the chapters, parts and home page with the ids and paths that they had
//! before; gives the pages that lead on, the rules behind them, and every claim that cannot be met, with its place.
//!
//! Knows no web server: what each of them is told is made of the rules by `render`.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use super::address::Address;
use super::chapter::{Chapter, Part};
use super::old_paths::{plain_path, safe_path};
use super::passage::Attachment;
use crate::config::page_files::PageFiles;
use crate::parse::document::Document;
use crate::parse::front_matter::bad_id;

/// What an old address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Goal {
    /// A chapter, by its place.
    Chapter(usize),
    /// A part, by its place.
    Part(usize),
    /// The home page.
    Home,
}

/// A page that leads on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectPage {
    /// The file that it is written to.
    pub file: String,
    /// Where it leads.
    pub to: Address,
    /// What that is.
    pub goal: Goal,
}

/// An old address with all that a web server must know of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectRule {
    /// The old path, not encoded, without a `/` at either end.
    pub from: String,
    /// Whether it was a file, and no folder.
    pub is_file: bool,
    /// Whether everything below it leads to what has the same name below the new address.
    pub below: bool,
    /// Where it leads.
    pub to: Address,
}

/// An entry of `old_ids` or `old_paths`.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The file that makes it.
    pub document: Arc<Document>,
    /// The key.
    pub key: &'static str,
    /// Its place in the list.
    pub index: usize,
}

impl Claim {
    /// What it says.
    pub fn written(&self) -> &str {
        let front = &self.document.front_matter;
        let list = if self.key == "old_ids" { &front.old_ids } else { &front.old_paths };
        list.get(self.index).map_or("", String::as_str)
    }
}

/// Why a claim cannot be met.
#[derive(Clone, Debug)]
pub enum RedirectFault {
    /// It can be no address: why, and what to write instead, if that is certain.
    Unsafe(String, Option<String>),
    /// It is the address that the page has now.
    Itself,
    /// A page stands there: what it is, and its file if an author wrote it.
    Exists(String, Option<Arc<str>>),
    /// Another text claims it.
    Claimed(Claim),
    /// Only chapters have ids.
    NoIds,
}

/// Every old address of a manual.
#[derive(Clone, Debug, Default)]
pub struct Redirects {
    /// The pages that lead on.
    pub pages: Vec<RedirectPage>,
    /// The rules behind them.
    pub rules: Vec<RedirectRule>,
    /// Claims that cannot be met.
    pub faults: Vec<(Claim, RedirectFault)>,
    ids: HashMap<String, usize>,
    paths: HashMap<String, Goal>,
}

impl Redirects {
    /// The chapter that had an id before, by its place.
    pub fn chapter_of_old_id(&self, id: &str) -> Option<usize> {
        self.ids.get(id).copied()
    }

    /// What stood at a path before; `/` at either end and a closing `index.html` do not matter.
    pub fn goal_of_old_path(&self, path: &str) -> Option<Goal> {
        self.paths.get(&plain_path(path).to_lowercase()).copied()
    }
}

/// What the program itself writes below the site's root, in small letters: first parts of paths that no author can claim.
const OWN: &[&str] = &[
    "index.html",
    "index.htm",
    "index.aspx",
    "404.html",
    "404.htm",
    "404.aspx",
    "a-to-z",
    "accessibility",
    "amendments",
    "as-at",
    "download",
    "keep",
    "print",
    "register",
    "search",
    "theme",
    "_redirects",
    "feed.atom",
    "feed.json",
    "inventory.json",
    "keep-files.json",
    "keep.js",
    "keep.json",
    "next-change.json",
    "pages.json",
    "redirects.apache.conf",
    "redirects.nginx.conf",
    "reviews.csv",
    "reviews.ics",
    "reviews.json",
    "robots.txt",
    "sha256sums",
    "sitemap.xml",
    "timeline.js",
    "timeline.json",
    "web.config",
];

/// Gathers the redirects of a manual. `home` is the file of the home page; `names` says what files of pages are called.
pub fn gather_redirects(
    chapters: &[Chapter],
    parts: &[Part],
    home: Option<&Arc<Document>>,
    attachments: &[Attachment],
    names: PageFiles,
) -> Redirects {
    let mut gathering = Gathering::new(chapters, parts, attachments, names);
    if let Some(document) = home {
        gathering.claims_of(Goal::Home, document);
    }
    for (place, part) in parts.iter().enumerate() {
        if let Some(text) = &part.text {
            gathering.claims_of(Goal::Part(place), &text.passage.document);
        }
    }
    for (place, chapter) in chapters.iter().enumerate() {
        for edition in &chapter.editions {
            gathering.claims_of(Goal::Chapter(place), edition.document());
        }
    }
    gathering.redirects
}

/// Who has a file of the site.
enum Holder {
    Page(String, Option<Arc<str>>),
    Claim(Goal, Claim),
}

struct Gathering<'a> {
    chapters: &'a [Chapter],
    parts: &'a [Part],
    names: PageFiles,
    ids: HashMap<&'a str, usize>,
    /// Who has which file, by its path in small letters: on some systems capitals make no difference.
    files: BTreeMap<String, Holder>,
    redirects: Redirects,
}

impl<'a> Gathering<'a> {
    fn new(chapters: &'a [Chapter], parts: &'a [Part], attachments: &[Attachment], names: PageFiles) -> Self {
        let mut files = BTreeMap::new();
        for part in parts {
            let file = part.text.as_ref().map(|text| Arc::clone(&text.passage.document.path));
            for name in [names.index(), "feed.atom", "feed.json"] {
                let holder = Holder::Page(format!("the part \"{}\"", part.title), file.clone());
                files.insert(format!("{}{name}", part.address.folder()), holder);
            }
        }
        for attachment in attachments {
            let holder = Holder::Page("a picture or attachment".to_owned(), Some(Arc::clone(&attachment.source)));
            files.insert(attachment.path.to_lowercase(), holder);
        }
        let ids = chapters.iter().enumerate().map(|(place, chapter)| (chapter.id.as_ref(), place)).collect();
        Gathering { chapters, parts, names, ids, files, redirects: Redirects::default() }
    }

    fn claims_of(&mut self, goal: Goal, document: &Arc<Document>) {
        let front = &document.front_matter;
        for index in 0..front.old_ids.len() {
            let claim = Claim { document: Arc::clone(document), key: "old_ids", index };
            let fault = match goal {
                Goal::Chapter(place) => self.old_id(place, &claim).err(),
                Goal::Part(_) | Goal::Home => Some(RedirectFault::NoIds),
            };
            self.redirects.faults.extend(fault.map(|fault| (claim, fault)));
        }
        for index in 0..front.old_paths.len() {
            let claim = Claim { document: Arc::clone(document), key: "old_paths", index };
            if let Err(fault) = self.old_path(goal, &claim) {
                self.redirects.faults.push((claim, fault));
            }
        }
    }

    /// The address of a chapter's old id, and those of its history and its editions.
    fn old_id(&mut self, place: usize, claim: &Claim) -> Result<(), RedirectFault> {
        let old = claim.written().to_owned();
        if let Some(why) = bad_id(&old) {
            return Err(RedirectFault::Unsafe(why.to_owned(), None));
        }
        let Some(chapter) = self.chapters.get(place) else { return Ok(()) };
        let from = Address::chapter(&old);
        if !self.claim(Goal::Chapter(place), &from.file(self.names), claim)? {
            return Ok(());
        }
        let rest = |address: &Address| address.folder().strip_prefix(chapter.address.folder()).map(str::to_owned);
        let editions = chapter.editions.iter().filter(|edition| edition.visible).map(|edition| edition.address.clone());
        let history = Address::new(&format!("{}history", chapter.address.folder()));
        for to in [chapter.address.clone(), history].into_iter().chain(editions) {
            let Some(rest) = rest(&to) else { continue };
            let file = format!("{}{rest}{}", from.folder(), self.names.index());
            self.redirects.pages.push(RedirectPage { file, to, goal: Goal::Chapter(place) });
        }
        let (from, to) = (format!("chapter/{old}"), chapter.address.clone());
        self.redirects.rules.push(RedirectRule { from, is_file: false, below: true, to });
        self.redirects.ids.insert(old, place);
        Ok(())
    }

    fn old_path(&mut self, goal: Goal, claim: &Claim) -> Result<(), RedirectFault> {
        let path = safe_path(claim.written()).map_err(|no| RedirectFault::Unsafe(no.why, no.meant))?;
        let is_file = self.names.is_page(&path);
        let file = if is_file { path.clone() } else { format!("{path}/{}", self.names.index()) };
        if !self.claim(goal, &file, claim)? {
            return Ok(());
        }
        let to = match goal {
            Goal::Chapter(place) => self.chapters.get(place).map(|chapter| chapter.address.clone()),
            Goal::Part(place) => self.parts.get(place).map(|part| part.address.clone()),
            Goal::Home => Some(Address::new("")),
        };
        let Some(to) = to else { return Ok(()) };
        self.redirects.pages.push(RedirectPage { file, to: to.clone(), goal });
        self.redirects.paths.insert(path.to_lowercase(), goal);
        self.redirects.rules.push(RedirectRule { from: path, is_file, below: false, to });
        Ok(())
    }

    /// Takes a file of the site for a page that leads on; `false` if the same text or an edition of it took it before.
    fn claim(&mut self, goal: Goal, file: &str, claim: &Claim) -> Result<bool, RedirectFault> {
        let key = file.to_lowercase();
        let mut parts = key.split('/');
        let first = parts.next().unwrap_or("");
        if OWN.contains(&first) {
            return Err(RedirectFault::Exists("a page or file that every manual has".to_owned(), None));
        }
        if first == "chapter"
            && let Some((place, chapter)) = parts.next().and_then(|id| {
                let place = *self.ids.get(id)?;
                Some((place, self.chapters.get(place)?))
            })
        {
            let own = goal == Goal::Chapter(place) && key == chapter.address.file(self.names);
            let path = chapter.editions.first().map(|edition| Arc::clone(&edition.document().path));
            let what = format!("the chapter \"{}\"", chapter.title());
            return Err(if own { RedirectFault::Itself } else { RedirectFault::Exists(what, path) });
        }
        if let Goal::Part(place) = goal
            && self.parts.get(place).is_some_and(|part| part.address.file(self.names) == key)
        {
            return Err(RedirectFault::Itself);
        }
        match self.holder(&key) {
            Some((true, Holder::Claim(other, _))) if *other == goal => return Ok(false),
            Some((_, Holder::Claim(_, other))) => return Err(RedirectFault::Claimed(other.clone())),
            Some((_, Holder::Page(what, path))) => return Err(RedirectFault::Exists(what.clone(), path.clone())),
            None => {}
        }
        self.files.insert(key, Holder::Claim(goal, claim.clone()));
        Ok(true)
    }

    /// Who has a file, or a file where this one needs a folder, or files below it; and whether it is that very file.
    fn holder(&self, key: &str) -> Option<(bool, &Holder)> {
        if let Some(holder) = self.files.get(key) {
            return Some((true, holder));
        }
        let above = key.match_indices('/').find_map(|(at, _)| self.files.get(key.get(..at)?));
        let below = || {
            let folder = format!("{key}/");
            let next = self.files.range(folder.clone()..).next();
            next.filter(|(path, _)| path.starts_with(&folder)).map(|(_, holder)| holder)
        };
        above.or_else(below).map(|holder| (false, holder))
    }
}
