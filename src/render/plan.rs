//! Which pages a site has, where each stands, and in what order they are written about in the files for machines.
//!
//! A new kind of page is a line here, a view and a template.

use std::ops::Range;

use super::downloads::{MANUAL_FILE, are_offered, chapter_file, has_manual_file, part_file};
use super::views::make_amendments::{amendments_address, year_address, years};
use super::views::make_search::SEARCH;
use crate::model::address::Address;
use crate::model::chapter::{Chapter, State};
use crate::model::proposals::Proposal;
use crate::model::review_register::OwnerReviews;
use crate::model::site::Site;
use crate::parse::registers::ReferenceKind;

/// What a page shows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum PageKind {
    /// The manual's first page.
    Home,
    /// A part.
    Part(usize),
    /// A chapter: the edition that it shows.
    Chapter(usize),
    /// One edition of a chapter, under its own date, for ever: the one in force too.
    Edition(usize, usize),
    /// All editions of a chapter with their amendments.
    History(usize),
    /// What has changed in the manual: the newest updates, or a year's.
    Amendments(Option<i16>),
    /// How one edition of a chapter became another: the chapter's place, the older edition's, the newer's.
    Compare(usize, usize, usize),
    /// What would go live: everything that differs from what is in force.
    GoingLive,
    /// The text of an edition to come with the changes since the one in force marked in it: the chapter's place, the older
    /// edition's, the newer's.
    Changes(usize, usize, usize),
    /// The manual as at a date.
    AsAt,
    /// The page that searches the manual.
    Search,
    /// All chapters by the alphabet.
    AToZ,
    /// Chapters on one page, for printing: the part, or the whole manual.
    Print(Option<usize>),
    /// A chapter as a single file: the edition that its page shows.
    ChapterFile(usize),
    /// Chapters as a single file: of a part, or of the whole manual.
    ManualFile(Option<usize>),
    /// Where a reader keeps the manual on a device.
    Keep,
    /// Law and guidance.
    References,
    /// Forms.
    Forms,
    /// Roles and teams.
    Contacts,
    /// Terms.
    Glossary,
    /// The review register; of one owner, by the owner's place in it, where the whole is too large for a page.
    Reviews(Option<usize>),
    /// The accessibility statement.
    Accessibility,
    /// What a web server shows for an address that is not there.
    NotFound,
    /// An old address that leads on, by its place in the redirects.
    Redirect(usize),
}

/// A page and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedPage {
    /// What it shows.
    pub kind: PageKind,
    /// Its address.
    pub address: Address,
    /// Whether search engines may list it.
    pub listed: bool,
}

/// The pages of a site.
pub fn plan_pages(site: &Site) -> Vec<PlannedPage> {
    let mut pages = plan_shared_pages(site);
    for place in 0..site.chapters.len() {
        pages.extend(plan_chapter_pages(site, place));
    }
    pages
}

/// A page.
fn page(kind: PageKind, address: Address, listed: bool) -> PlannedPage {
    PlannedPage { kind, address, listed }
}

/// The pages that are of no single chapter.
pub fn plan_shared_pages(site: &Site) -> Vec<PlannedPage> {
    let mut pages = vec![
        page(PageKind::Home, Address::new(""), true),
        page(PageKind::AToZ, Address::new("a-to-z"), true),
        page(PageKind::Amendments(None), amendments_address(), true),
        page(PageKind::Print(None), Address::new("print"), false),
        page(PageKind::References, Address::new("register/references"), true),
        page(PageKind::Contacts, Address::new("register/contacts"), true),
        page(PageKind::Glossary, Address::new("register/glossary"), true),
        page(PageKind::Accessibility, Address::new("accessibility"), true),
    ];
    if has_forms(site) {
        pages.push(page(PageKind::Forms, Address::new(FORMS), true));
    }
    if site.config.search.enabled {
        pages.push(page(PageKind::Search, Address::new(SEARCH), false));
    }
    pages.extend(plan_reviews(site).into_iter().map(|(owner, address)| page(PageKind::Reviews(owner), address, false)));
    for year in years(&site.amendments) {
        pages.push(page(PageKind::Amendments(Some(year)), year_address(year), true));
    }
    if are_offered(site) {
        pages.push(page(PageKind::Keep, Address::new(KEEP), false));
    }
    if has_manual_file(site) {
        pages.push(page(PageKind::ManualFile(None), Address::new(""), false));
    }
    if !site.frozen {
        pages.push(page(PageKind::AsAt, Address::new("as-at"), true));
    }
    // A record is published at no address, which the links of this page must start from; nor need a site for review be.
    if !(site.frozen || site.is_for_review() && site.config.base_url.is_empty()) {
        pages.push(page(PageKind::NotFound, Address::new(""), false));
    }
    if site.is_for_review() {
        pages.push(page(PageKind::GoingLive, going_live_address(), false));
    }
    // Nobody comes to a site for review by an old address.
    let redirects = if site.is_for_review() { &[] } else { site.redirects.pages.as_slice() };
    for (place, redirect) in redirects.iter().enumerate() {
        let folder = redirect.file.rsplit_once('/').map_or("", |(folder, _)| folder);
        pages.push(page(PageKind::Redirect(place), Address::new(folder), false));
    }
    for (place, part) in site.parts.iter().enumerate() {
        pages.push(page(PageKind::Part(place), part.address.clone(), true));
        if part.parent.is_none() {
            let address = print_address(part.address.folder());
            if are_offered(site) {
                pages.push(page(PageKind::ManualFile(Some(place)), part.address.clone(), false));
            }
            pages.push(page(PageKind::Print(Some(place)), address, false));
        }
    }
    pages
}

/// The pages of one chapter, by its place; all stand below the chapter's own address.
pub fn plan_chapter_pages(site: &Site, place: usize) -> Vec<PlannedPage> {
    let Some(chapter) = site.chapters.get(place) else { return Vec::new() };
    let mut pages = vec![
        page(PageKind::Chapter(place), chapter.address.clone(), chapter.state == State::Current),
        page(PageKind::History(place), history_address(chapter), false),
    ];
    if are_offered(site) {
        pages.push(page(PageKind::ChapterFile(place), chapter.address.clone(), false));
    }
    for (edition, found) in chapter.editions.iter().enumerate() {
        if found.visible {
            pages.push(page(PageKind::Edition(place, edition), found.address.clone(), false));
        }
    }
    for (older, newer) in chapter.compared_pairs() {
        if let Some(address) = chapter.comparison_address(older, newer) {
            pages.push(page(PageKind::Compare(place, older, newer), address, false));
        }
    }
    for (older, newer, address) in plan_changes(site, place, chapter) {
        pages.push(page(PageKind::Changes(place, older, newer), address, false));
    }
    pages
}

/// The file that a page is written to.
pub fn file_of(site: &Site, planned: &PlannedPage) -> String {
    match planned.kind {
        PageKind::NotFound => site.config.pages.not_found().to_owned(),
        PageKind::ChapterFile(place) => {
            site.chapters.get(place).map(|chapter| chapter_file(chapter)).unwrap_or_default()
        }
        PageKind::ManualFile(None) => MANUAL_FILE.to_owned(),
        PageKind::ManualFile(Some(place)) => site.parts.get(place).map(part_file).unwrap_or_default(),
        PageKind::Redirect(place) => site
            .redirects
            .pages
            .get(place)
            .map_or_else(|| planned.address.file(site.config.pages), |redirect| redirect.file.clone()),
        _ => planned.address.file(site.config.pages),
    }
}

/// The chapters of a part, or all of them.
pub fn chapters_of(site: &Site, part: Option<usize>) -> Range<usize> {
    let part = part.and_then(|part| site.parts.get(part));
    part.map_or(0..site.chapters.len(), |part| part.all_chapters.clone())
}

/// Where the page stands on which a reader keeps the manual.
pub const KEEP: &str = "keep";

/// Where the page of what would go live stands.
pub const REVIEW: &str = "review";

/// The address of that page.
pub fn going_live_address() -> Address {
    Address::new(REVIEW)
}

/// The pages that mark changes in the text of a chapter: the places of both editions, and the address. The next edition to
/// come has the plain one, any other is named in it.
fn plan_changes(site: &Site, place: usize, chapter: &Chapter) -> Vec<(usize, usize, Address)> {
    let proposals = site.proposals.iter().flat_map(|proposals| proposals.texts_of(place));
    let compared = proposals.filter_map(Proposal::compared);
    let address = |index: usize, newer: usize| {
        let name = chapter.editions.get(newer).filter(|_| index > 0).map(|edition| format!("/{}", edition.name));
        Address::new(&format!("{}changes{}", chapter.address.folder(), name.unwrap_or_default()))
    };
    compared.enumerate().map(|(index, (older, newer))| (older, newer, address(index, newer))).collect()
}

/// The address of the page that marks what changes in a chapter with an edition, by its place; `None` if it has none.
pub fn changes_address(site: &Site, place: usize, edition: usize) -> Option<Address> {
    let planned = plan_changes(site, place, site.chapters.get(place)?);
    planned.into_iter().find(|(_, newer, _)| *newer == edition).map(|(_, _, address)| address)
}

/// The address of a chapter's history.
pub fn history_address(chapter: &Chapter) -> Address {
    Address::new(&format!("{}history", chapter.address.folder()))
}

/// The address of the page that prints a part, from the folder of the part's own page.
pub fn print_address(part_folder: &str) -> Address {
    Address::new(&format!("print/{}", part_folder.strip_prefix("part/").unwrap_or(part_folder)))
}

/// The most chapters that the review register lists on one page; the register of a larger manual has a page for each
/// owner besides.
pub const REVIEWS_ON_A_PAGE: usize = 2_000;

/// The pages of the review register. A manual as it stood long ago has none: reviews are recorded in the editions that
/// they are of, so that what was known of them on a day cannot be told afterwards.
fn plan_reviews(site: &Site) -> Vec<(Option<usize>, Address)> {
    if site.frozen {
        return Vec::new();
    }
    let owners = if has_owner_pages(site) { site.reviews.owners.as_slice() } else { &[] };
    let owners = owners.iter().enumerate().map(|(place, owner)| (Some(place), owner_reviews_address(owner)));
    std::iter::once((None, Address::new(REVIEWS))).chain(owners).collect()
}

/// Where the forms stand.
pub const FORMS: &str = "register/forms";

/// Whether the manual has a form, and so a page of them.
pub fn has_forms(site: &Site) -> bool {
    site.registers.references.all.iter().any(|reference| reference.kind == ReferenceKind::Form)
}

/// Where the review register stands.
pub const REVIEWS: &str = "register/reviews";

/// Whether each owner's reviews stand on a page of their own.
pub fn has_owner_pages(site: &Site) -> bool {
    site.reviews.all().count() > REVIEWS_ON_A_PAGE
}

/// The address of the page of one owner's reviews.
pub fn owner_reviews_address(owner: &OwnerReviews) -> Address {
    Address::new(&format!("{REVIEWS}/{}", owner.address_name()))
}
