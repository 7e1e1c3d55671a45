//! What every page needs from the model: links to other pages as seen from this one, breadcrumbs, menus.

use std::hash::Hash;
use std::sync::OnceLock;

use super::badge::{Badge, badge_end, badge_of, newest_told};
use super::chapter::{ContactView, ReferenceView};
use super::lists::ChapterLineView;
use super::make_register::{contact_view, reference_view};
use super::make_search::SEARCH;
use super::page::{FeedLinkView, LinkView, PageView};
use crate::language::words::Words;
use crate::memo::{ContentHash, KeyHasher};
use crate::model::address::Address;
use crate::model::chapter::{Chapter, Part, State};
use crate::model::site::{Held, Site};
use crate::render::downloads::{self, are_offered};
use crate::render::feeds::{feed_title, has_feeds};
use crate::render::hrefs::{Standpoint, file_address};
use crate::render::key::Shared;
use crate::render::plan::{FORMS, KEEP, REVIEW, REVIEWS, going_live_address, has_forms};

/// What the pages of all chapters have in common: made once in a build, for the first page that needs it, so that no page
/// pays for it again.
pub struct ChapterSurroundings {
    depths: Vec<DepthSurroundings>,
}

/// The same as seen from pages of one depth: every address in it begins with the way to the site's root.
pub struct DepthSurroundings {
    root: String,
    menu: Shared<Vec<LinkView>>,
    footer: Shared<Vec<LinkView>>,
    parts: Vec<OnceLock<PartSurroundings>>,
}

struct PartSurroundings {
    breadcrumbs: Shared<Vec<LinkView>>,
    siblings: Shared<Vec<LinkView>>,
    /// The chapter that each of them is, or of a part the first that it may hold, by their places.
    listed: Vec<usize>,
}

/// The most chapters and parts of a part that each of its chapters lists; of more, those near it.
const WHOLE_PART: usize = 40;
/// How many before a chapter, and behind it, are near.
const NEAR: usize = 7;

impl ChapterSurroundings {
    /// What chapters' pages share: `chapter/ID/`, what lies below it, and what lies below that; and a chapter's single file.
    pub fn of(site: &Site) -> Self {
        let roots = (2..=4).map(|depth| "../".repeat(depth)).chain([downloads::ROOT.to_owned()]);
        ChapterSurroundings { depths: roots.map(|root| DepthSurroundings::of(site, root)).collect() }
    }

    /// What the pages with one way to the site's root share.
    pub fn seen_from(&self, root: &str) -> Option<&DepthSurroundings> {
        self.depths.iter().find(|depth| depth.root == root)
    }

    /// The hash of what stands around every page of a part's chapters: the same for every depth.
    pub fn above_key(&self, site: &Site, part: usize) -> ContentHash {
        let mut hasher = KeyHasher::default();
        if let Some(depth) = self.depths.first() {
            (&depth.menu, &depth.footer).hash(&mut hasher);
            depth.part(site, part).map(|part| &part.breadcrumbs).hash(&mut hasher);
        }
        hasher.key()
    }

    /// The hash of what a part holds, which its chapters' own pages list.
    pub fn beside_key(&self, site: &Site, part: usize) -> ContentHash {
        let mut hasher = KeyHasher::default();
        self.depths.first().and_then(|depth| depth.part(site, part)).map(|part| &part.siblings).hash(&mut hasher);
        hasher.key()
    }
}

impl DepthSurroundings {
    fn of(site: &Site, root: String) -> Self {
        let nowhere = nowhere();
        let around = Surroundings { site, address: &nowhere, root: &root, shared: None };
        let (menu, footer) = (around.menu(), around.footer());
        let parts = site.parts.iter().map(|_| OnceLock::new()).collect();
        DepthSurroundings { root, menu, footer, parts }
    }

    fn part(&self, site: &Site, part: usize) -> Option<&PartSurroundings> {
        let nowhere = nowhere();
        let around = Surroundings { site, address: &nowhere, root: &self.root, shared: None };
        let make = || PartSurroundings {
            breadcrumbs: around.breadcrumbs(Some(part)),
            siblings: around.siblings(part),
            listed: listed(site, part).into_iter().map(|(_, first)| first).collect(),
        };
        self.parts.get(part).map(|made| made.get_or_init(make))
    }
}

/// What is listed of a part, with the chapter that each is or begins with, by its place: all but withdrawn chapters.
fn listed(site: &Site, part: usize) -> Vec<(Held, usize)> {
    let is_listed = |place: usize| site.chapters.get(place).is_some_and(|chapter| chapter.state != State::Withdrawn);
    let with_place = |held: Held| match held {
        Held::Chapter(place) => is_listed(place).then_some((held, place)),
        Held::Part(place) => Some((held, site.parts.get(place)?.all_chapters.start)),
    };
    let held = site.parts.get(part).map(|part| site.held_by(part)).unwrap_or_default();
    held.into_iter().filter_map(with_place).collect()
}

/// Where no page stands: nothing in what is made for it is marked as the page that it is on.
fn nowhere() -> Address {
    Address::new("-")
}

/// The place of a page in the site.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    /// The site.
    pub site: &'a Site,
    /// The page's address.
    pub address: &'a Address,
    /// The way back to the root.
    pub root: &'a str,
    /// What was made already, on the pages of a chapter.
    pub shared: Option<&'a DepthSurroundings>,
}

impl<'a> Surroundings<'a> {
    /// What the program itself says.
    pub fn words(&self) -> &'a Words {
        &self.site.words
    }

    /// Where links of the page start from.
    pub fn standpoint(&self) -> Standpoint<'a> {
        Standpoint { site: self.site, root: self.root, prefix: "", same_page: None }
    }

    /// A link to a page of the program's own, by the name of its title.
    fn link(&self, title: &str, folder: &str) -> LinkView {
        LinkView {
            title: self.words().say(title).to_owned(),
            url: self.standpoint().page(&Address::new(folder)),
            here: self.address.folder().trim_end_matches('/') == folder,
            ..LinkView::default()
        }
    }

    fn menu(&self) -> Shared<Vec<LinkView>> {
        if let Some(shared) = self.shared {
            return shared.menu.clone();
        }
        let registers = &self.site.registers;
        let mut menu =
            vec![self.link("home", ""), self.link("a_to_z", "a-to-z"), self.link("what_has_changed", "amendments")];
        if !registers.contacts.all.is_empty() {
            menu.push(self.link("contacts", "register/contacts"));
        }
        if !registers.glossary.all.is_empty() {
            menu.push(self.link("glossary", "register/glossary"));
        }
        if !registers.references.all.is_empty() {
            menu.push(self.link("law_and_guidance", "register/references"));
        }
        if self.site.is_for_review() {
            menu.insert(0, self.link("what_would_go_live", REVIEW));
        }
        if has_forms(self.site) {
            menu.push(self.link("forms", FORMS));
        }
        Shared::new(menu)
    }

    fn footer(&self) -> Shared<Vec<LinkView>> {
        if let Some(shared) = self.shared {
            return shared.footer.clone();
        }
        let mut footer =
            vec![self.link("accessibility_statement", "accessibility"), self.link("print_whole_manual", "print")];
        if !self.site.frozen {
            footer.insert(1, self.link("as_at_date", "as-at"));
            footer.push(self.link("review_register", REVIEWS));
        }
        Shared::new(footer)
    }

    /// Head and surroundings of a page with a title.
    pub fn page(&self, title: &str) -> PageView {
        PageView {
            title: title.to_owned(),
            head_title: if title == self.site.config.title {
                title.to_owned()
            } else {
                format!("{title} - {}", self.site.config.title)
            },
            description: String::new(),
            root: self.root.to_owned(),
            canonical: self.canonical(self.address),
            home: self.standpoint().page(&Address::new("")),
            review: if self.site.is_for_review() {
                self.standpoint().page(&going_live_address())
            } else {
                String::new()
            },
            search: self.search(),
            keep: if are_offered(self.site) { self.standpoint().page(&Address::new(KEEP)) } else { String::new() },
            noindex: false,
            feeds: Vec::new(),
            breadcrumbs: if *self.address == Address::new("") { Shared::default() } else { self.breadcrumbs(None) },
            menu: self.menu(),
            footer: self.footer(),
        }
    }

    /// The address of a file of the site.
    pub fn file(&self, path: &str) -> String {
        format!("{}{}", if self.root == "./" { "" } else { self.root }, file_address(path))
    }

    /// The page that searches the manual; empty if there is none.
    pub fn search(&self) -> String {
        let enabled = self.site.config.search.enabled;
        if enabled { self.standpoint().page(&Address::new(SEARCH)) } else { String::new() }
    }

    /// The address of a page under the site's own address; empty where that is not known.
    pub fn canonical(&self, address: &Address) -> String {
        let base = &self.site.config.base_url;
        if base.is_empty() || self.site.is_for_review() {
            String::new()
        } else {
            format!("{base}{}", address.published(self.site.config.pages))
        }
    }

    /// The pages above something in a part, that part included, the home page first.
    pub fn breadcrumbs(&self, part: Option<usize>) -> Shared<Vec<LinkView>> {
        if let Some(made) = self.shared.and_then(|shared| shared.part(self.site, part?)) {
            return made.breadcrumbs.clone();
        }
        let mut crumbs = vec![self.link("home", "")];
        crumbs.extend(self.site.lineage(part).into_iter().map(|part| self.part_link(part)));
        Shared::new(crumbs)
    }

    /// The pages above a page of a chapter, the chapter's own included.
    pub fn breadcrumbs_of(&self, chapter: &Chapter) -> Shared<Vec<LinkView>> {
        let mut crumbs = self.breadcrumbs(chapter.part).to_vec();
        crumbs.push(self.chapter_link(chapter));
        Shared::new(crumbs)
    }

    /// Links to the feeds of the manual, or of a part.
    pub fn feeds(&self, part: Option<&Part>) -> Vec<FeedLinkView> {
        if !has_feeds(self.site) {
            return Vec::new();
        }
        let folder = part.map_or("", |part| part.address.folder());
        let root = if self.root == "./" { "" } else { self.root };
        [("Atom", "application/atom+xml", "feed.atom"), ("JSON Feed", "application/feed+json", "feed.json")]
            .into_iter()
            .map(|(form, media_type, file)| FeedLinkView {
                title: format!("{} ({form})", feed_title(self.site, part)),
                form: form.to_owned(),
                media_type: media_type.to_owned(),
                url: format!("{root}{folder}{file}"),
            })
            .collect()
    }

    /// A link to a part.
    pub fn part_link(&self, part: &Part) -> LinkView {
        LinkView {
            number: part.number.to_string(),
            title: part.title.to_string(),
            url: self.standpoint().page(&part.address),
            state: String::new(),
            here: part.address == *self.address,
        }
    }

    /// A link to a chapter.
    pub fn chapter_link(&self, chapter: &Chapter) -> LinkView {
        LinkView {
            number: chapter.number.to_string(),
            title: chapter.title().to_owned(),
            url: self.standpoint().page(&chapter.address),
            state: chapter.state.word().to_owned(),
            here: chapter.address == *self.address,
        }
    }

    /// A link to a chapter by its id, if there is one.
    pub fn chapter_by_id(&self, id: &str) -> Option<LinkView> {
        self.site.chapter(id).map(|chapter| self.chapter_link(chapter))
    }

    /// What stands in a part: its chapters and parts, without withdrawn ones.
    fn siblings(&self, part: usize) -> Shared<Vec<LinkView>> {
        if let Some(made) = self.shared.and_then(|shared| shared.part(self.site, part)) {
            return made.siblings.clone();
        }
        let link = |(held, _): (Held, usize)| match held {
            Held::Chapter(place) => Some(self.chapter_link(self.site.chapters.get(place)?)),
            Held::Part(place) => Some(self.part_link(self.site.parts.get(place)?)),
        };
        Shared::new(listed(self.site, part).into_iter().filter_map(link).collect())
    }

    /// What stands in a chapter's part, of a large one what is near the chapter; and how much it is in all. `place` is the chapter's.
    pub fn near(&self, part: usize, place: usize) -> (Shared<Vec<LinkView>>, usize) {
        let all = self.siblings(part);
        let many = all.len();
        let made = self.shared.and_then(|shared| shared.part(self.site, part)).filter(|_| many > WHOLE_PART);
        let Some(made) = made else { return (all, many) };
        // A chapter that is withdrawn stands between others, and is not in the list.
        let at = made.listed.partition_point(|other| *other < place);
        let near = all.iter().skip(at.saturating_sub(NEAR)).take(at.min(NEAR) + 1 + NEAR);
        (Shared::new(near.cloned().collect()), many)
    }

    /// A chapter in a list.
    pub fn chapter_line(&self, chapter: &Chapter) -> ChapterLineView {
        let scope = chapter.shown().and_then(|edition| edition.front().scope.clone()).unwrap_or_default();
        let badge = self.badge(chapter);
        let ages = badge.is_some_and(Badge::ages);
        let told = chapter.shown().filter(|_| ages).and_then(|edition| newest_told(edition.front(), self.site.today));
        let until = told.and_then(|entry| entry.date).map(|day| badge_end(day, self.site.config.badge_days));
        ChapterLineView {
            link: self.chapter_link(chapter),
            scope,
            badge: badge.map(|badge| self.words().say(badge.name()).to_owned()).unwrap_or_default(),
            badge_until: until.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    fn badge(&self, chapter: &Chapter) -> Option<Badge> {
        let days = self.site.config.badge_days;
        let today = self.site.today;
        let badge = chapter.shown().and_then(|edition| badge_of(chapter.state, edition.front(), today, days));
        // In a record nothing is new.
        badge.filter(|badge| !(self.site.frozen && badge.ages()))
    }

    /// A reference by its id, if the register holds it.
    pub fn reference(&self, id: &str) -> Option<ReferenceView> {
        let reference = self.site.registers.references.get(id)?;
        Some(reference_view(self.site, reference, |id| self.standpoint().register("references", id)))
    }

    /// A contact by its id, if the register holds it.
    pub fn contact(&self, id: &str) -> Option<ContactView> {
        let contact = self.site.registers.contacts.get(id)?;
        Some(contact_view(self.site, contact, |id| self.standpoint().register("contacts", id)))
    }
}
