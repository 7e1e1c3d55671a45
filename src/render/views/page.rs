//! What every page has: its head, where it stands, the way to its neighbours.

use serde::Serialize;

use crate::render::key::Shared;

/// A link to a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct LinkView {
    /// The chapter's or part's number, or empty.
    pub number: String,
    /// Its title.
    pub title: String,
    /// Its address from this page.
    pub url: String,
    /// How it stands: "current", "future", "withdrawn" …
    pub state: String,
    /// Whether it is this page.
    pub here: bool,
}

/// A page's head and surroundings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct PageView {
    /// Its title: the h1.
    pub title: String,
    /// What the browser shows in its tab.
    pub head_title: String,
    /// A sentence for search engines, or empty.
    pub description: String,
    /// The way from the page to the site's root: `../../`.
    pub root: String,
    /// The address of the page under the site's own address, or empty where that is not known.
    pub canonical: String,
    /// The manual's first page.
    pub home: String,
    /// The page of what would go live, from every page of a site for review; else empty.
    pub review: String,
    /// The page that searches the manual; empty on that page itself.
    pub search: String,
    /// The page on which a reader keeps the manual on a device, or empty.
    pub keep: String,
    /// Whether search engines are asked to leave it out.
    pub noindex: bool,
    /// The feeds that follow what it shows.
    pub feeds: Vec<FeedLinkView>,
    /// The pages above it, outermost first.
    pub breadcrumbs: Shared<Vec<LinkView>>,
    /// Links of the site's header.
    pub menu: Shared<Vec<LinkView>>,
    /// Links of the site's footer.
    pub footer: Shared<Vec<LinkView>>,
}

/// A link to a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct FeedLinkView {
    /// What it follows and in which form: "Our manual: changes (Atom)".
    pub title: String,
    /// Its form, for people: "Atom".
    pub form: String,
    /// Its form, for programs.
    pub media_type: String,
    /// Its address from this page.
    pub url: String,
}

/// What the whole site has in common; templates read it as `site`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SiteView {
    /// The manual's title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// The language of the text.
    pub language: String,
    /// Which way it is written: `ltr` or `rtl`.
    pub direction: String,
    /// The time zone in which the manual's days begin.
    pub time_zone: String,
    /// The day that the manual is shown as at, written out: a record. Empty for a manual in use.
    pub as_at: String,
    /// The same day, year-month-day.
    pub as_at_iso: String,
    /// Whether it is for those who review what is to come, and not for use.
    pub for_review: bool,
    /// The day from which a copy of the site is old, year-month-day, or empty.
    pub stale_from: String,
    /// The time after which a copy of the site is old: "35 days".
    pub stale_after: String,
    /// The day of the build, written out.
    pub built_on: String,
    /// The day of the build, year-month-day.
    pub built_on_iso: String,
    /// For how many days a change is marked as new; none in a record.
    pub badge_days: i64,
    /// How long a printed copy is valid: "48 hours".
    pub print_valid_for: String,
    /// The day of the next planned update, written out, or empty.
    pub next_update: String,
    /// A mark that changes with the theme's files, for their addresses.
    pub version: String,
    /// What makes it its publisher's own.
    pub brand: BrandView,
}

/// A logo, how finished the manual is, and links at the foot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct BrandView {
    /// The logo's file from the site's root, or empty.
    pub logo: String,
    /// What it says to who does not see it, or empty.
    pub logo_alt: String,
    /// The word for how finished the manual is, or empty.
    pub phase: String,
    /// What that means for readers, or empty.
    pub phase_text: String,
    /// Where to say what one thinks of it: the words, and the address or empty.
    pub phase_link: LinkView,
    /// Links at the foot of every page.
    pub links: Vec<LinkView>,
}
