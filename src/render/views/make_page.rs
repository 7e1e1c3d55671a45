//! What every page needs from the model: links to other pages as seen from this one, breadcrumbs, menus.

use std::hash::Hash;
use std::sync::OnceLock;

use jiff::civil::Date;

use super::chapter::{ContactView, ReferenceView};
use super::lists::ChapterLineView;
use super::make_register::{contact_view, reference_view};
use super::make_search::SEARCH;
use super::page::{BrandView, FeedLinkView, LinkView, PageView, SiteView};
use crate::data::dates::{add_to_date, long_date};
use crate::memo::{ContentHash, KeyHasher};
use crate::model::address::Address;
use crate::model::amendments::{is_public, kind_of};
use crate::model::chapter::{Chapter, Part, State};
use crate::model::site::Site;
use crate::parse::front_matter::{AmendmentEntry, AmendmentKind, FrontMatter};
use crate::render::downloads::{self, are_offered};
use crate::render::feeds::{feed_title, has_feeds};
use crate::render::hrefs::{Standpoint, file_address};
use crate::render::key::Shared;
use crate::render::plan::{FORMS, GOING_LIVE_TITLE, KEEP, REVIEW, REVIEWS, going_live_address, has_forms};

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
}

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
        let make = || PartSurroundings { breadcrumbs: around.breadcrumbs(Some(part)), siblings: around.siblings(part) };
        self.parts.get(part).map(|made| made.get_or_init(make))
    }
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
    /// Where links of the page start from.
    pub fn standpoint(&self) -> Standpoint<'a> {
        Standpoint { site: self.site, root: self.root, prefix: "", same_page: None }
    }

    fn link(&self, title: &str, folder: &str) -> LinkView {
        LinkView {
            title: title.to_owned(),
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
            vec![self.link("Home", ""), self.link("A to Z", "a-to-z"), self.link("What has changed", "amendments")];
        if !registers.contacts.all.is_empty() {
            menu.push(self.link("Contacts", "register/contacts"));
        }
        if !registers.glossary.all.is_empty() {
            menu.push(self.link("Glossary", "register/glossary"));
        }
        if !registers.references.all.is_empty() {
            menu.push(self.link("Law and guidance", "register/references"));
        }
        if self.site.is_for_review() {
            menu.insert(0, self.link(GOING_LIVE_TITLE, REVIEW));
        }
        if has_forms(self.site) {
            menu.push(self.link("Forms", FORMS));
        }
        Shared::new(menu)
    }

    fn footer(&self) -> Shared<Vec<LinkView>> {
        if let Some(shared) = self.shared {
            return shared.footer.clone();
        }
        let mut footer =
            vec![self.link("Accessibility statement", "accessibility"), self.link("Print the whole manual", "print")];
        if !self.site.frozen {
            footer.insert(1, self.link("As at a date", "as-at"));
            footer.push(self.link("Review register", REVIEWS));
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
            breadcrumbs: Shared::default(),
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
        if base.is_empty() || self.site.is_for_review() { String::new() } else { format!("{base}{}", address.folder()) }
    }

    /// The pages above something in a part, that part included, the home page first.
    pub fn breadcrumbs(&self, part: Option<usize>) -> Shared<Vec<LinkView>> {
        if let Some(made) = self.shared.and_then(|shared| shared.part(self.site, part?)) {
            return made.breadcrumbs.clone();
        }
        let mut crumbs = vec![self.link("Home", "")];
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
    pub fn siblings(&self, part: usize) -> Shared<Vec<LinkView>> {
        if let Some(made) = self.shared.and_then(|shared| shared.part(self.site, part)) {
            return made.siblings.clone();
        }
        let Some(part) = self.site.parts.get(part) else { return Shared::default() };
        let chapters = part.chapters.iter().filter_map(|place| self.site.chapters.get(*place));
        let listed =
            chapters.filter(|chapter| chapter.state != State::Withdrawn).map(|chapter| self.chapter_link(chapter));
        let parts = part.parts.iter().filter_map(|place| self.site.parts.get(*place)).map(|part| self.part_link(part));
        Shared::new(listed.chain(parts).collect())
    }

    /// A chapter in a list.
    pub fn chapter_line(&self, chapter: &Chapter) -> ChapterLineView {
        let scope = chapter.shown().and_then(|edition| edition.front().scope.clone()).unwrap_or_default();
        let badge = self.badge(chapter);
        let ages = matches!(badge, "New" | "Updated");
        let told = chapter.shown().filter(|_| ages).and_then(|edition| newest_told(edition.front(), self.site.today));
        let until = told.and_then(|entry| entry.date).map(|day| badge_end(day, self.site.config.badge_days));
        ChapterLineView {
            link: self.chapter_link(chapter),
            scope,
            badge: badge.to_owned(),
            badge_until: until.map(|day| day.to_string()).unwrap_or_default(),
        }
    }

    fn badge(&self, chapter: &Chapter) -> &'static str {
        let days = self.site.config.badge_days;
        let today = self.site.today;
        let badge = chapter.shown().map_or("", |edition| badge_of(chapter.state, edition.front(), today, days));
        // In a record nothing is new.
        if self.site.frozen && matches!(badge, "New" | "Updated") { "" } else { badge }
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

/// "New" or "Updated" for some days after such an amendment; else how the chapter stands where it is not in force.
pub fn badge_of(state: State, front: &FrontMatter, today: Date, days: i64) -> &'static str {
    match state {
        State::Withdrawn => return "Withdrawn",
        State::Future | State::Prospective => return "Not yet in force",
        State::Draft => return "Draft",
        State::Expired => return "Expired",
        State::Current | State::Superseded => {}
    }
    let recent = |date: Date| badge_end(date, days) > today;
    match newest_told(front, today).filter(|entry| entry.date.is_some_and(recent)).map(kind_of) {
        Some(AmendmentKind::New) => "New",
        Some(AmendmentKind::Major | AmendmentKind::Correction | AmendmentKind::Reinstated) => "Updated",
        _ => "",
    }
}

/// The newest amendment by a day that readers must know. A review or a typing error put right since is none.
fn newest_told(front: &FrontMatter, today: Date) -> Option<&AmendmentEntry> {
    let told = front.amendments.iter().filter(|amendment| is_public(kind_of(amendment)));
    told.filter(|amendment| amendment.date.is_some_and(|date| date <= today)).max_by_key(|entry| entry.date)
}

/// The day on which the mark of an amendment ends.
fn badge_end(date: Date, days: i64) -> Date {
    add_to_date(date, jiff::Span::new().days(days))
}

/// What the whole site has in common.
pub fn site_view(site: &Site, version: &str) -> SiteView {
    // What is planned now was not planned then.
    let next = site.registers.updates.get("next").filter(|next| next.date > site.today && !site.frozen);
    let stale = site.config.stale_after.as_ref().filter(|_| !site.frozen && !site.is_for_review());
    let old = stale.and_then(|(length, _)| add_to_date(site.built_on, *length).tomorrow().ok());
    SiteView {
        time_zone: site.config.time_zone.clone(),
        as_at: if site.frozen { long_date(site.today) } else { String::new() },
        as_at_iso: if site.frozen { site.today.to_string() } else { String::new() },
        for_review: site.is_for_review(),
        stale_from: old.map(|day| day.to_string()).unwrap_or_default(),
        stale_after: stale.map(|(_, words)| words.clone()).unwrap_or_default(),
        title: site.config.title.clone(),
        publisher: site.config.publisher.clone(),
        language: site.config.language.clone(),
        built_on: long_date(site.built_on),
        built_on_iso: site.built_on.to_string(),
        badge_days: if site.frozen { 0 } else { site.config.badge_days },
        print_valid_for: site.config.print_valid_for.clone(),
        next_update: next.map(|next| long_date(next.date)).unwrap_or_default(),
        version: version.to_owned(),
        brand: brand_view(site),
    }
}

fn brand_view(site: &Site) -> BrandView {
    let brand = &site.config.brand;
    let link =
        |title: &str, url: &str| LinkView { title: title.to_owned(), url: url.to_owned(), ..LinkView::default() };
    let phase = brand.phase.as_ref();
    let logo = brand.logo.as_ref();
    let picture = logo.and_then(|logo| site.attachments.iter().find(|file| *file.source == *logo.file));
    BrandView {
        logo: picture.map(|file| file_address(&file.path)).unwrap_or_default(),
        logo_alt: logo.map(|logo| logo.alternative.clone()).unwrap_or_default(),
        phase: phase.map(|phase| phase.name.clone()).unwrap_or_default(),
        phase_text: phase.map(|phase| phase.text.clone()).unwrap_or_default(),
        phase_link: phase
            .filter(|phase| !phase.link.is_empty())
            .map(|phase| link(&phase.link, &phase.url))
            .unwrap_or_default(),
        links: brand.links.iter().map(|(title, url)| link(title, url)).collect(),
    }
}
