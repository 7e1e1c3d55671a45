//! Files for machines: the site map, robots.txt, and `pages.json`, which lists every chapter with its owner, dates and
//! state. Each is a pure function of the site.

use serde::Serialize;

use super::plan::PlannedPage;
use crate::model::chapter::State;
use crate::model::review::ReviewState;
use crate::model::site::Site;

/// A chapter in `pages.json`.
#[derive(Serialize)]
struct PageEntry<'a> {
    id: &'a str,
    number: &'a str,
    title: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    state: &'a str,
    /// The page's folder, relative to the site's root.
    path: &'a str,
    source: &'a str,
    part: Option<&'a str>,
    owner: Option<&'a str>,
    version: Option<&'a str>,
    effective_from: Option<String>,
    last_reviewed_on: Option<String>,
    next_review_on: Option<String>,
    review: &'a str,
    expires_on: Option<String>,
    audience: &'a [String],
    applies_to: &'a [String],
    editions: Vec<EditionEntry<'a>>,
}

#[derive(Serialize)]
struct EditionEntry<'a> {
    version: Option<&'a str>,
    effective_from: Option<String>,
    state: &'a str,
    path: &'a str,
    source: &'a str,
}

/// `pages.json`.
pub fn pages_json(site: &Site) -> String {
    let chapters = site.chapters.iter().filter_map(|chapter| {
        let edition = chapter.shown()?;
        let front = edition.front();
        let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
        Some(PageEntry {
            id: &chapter.id,
            number: &chapter.number,
            title: &edition.title,
            kind: front.kind.unwrap_or_default().word(),
            state: chapter.state.word(),
            path: chapter.address.folder(),
            source: &edition.document().path,
            part: chapter.part.and_then(|part| site.parts.get(part)).map(|part| part.address.folder()),
            owner: front.owner.as_deref(),
            version: front.version.as_deref(),
            effective_from: day(front.effective_from),
            last_reviewed_on: day(front.last_review()),
            next_review_on: day(chapter.review.due),
            review: match chapter.state {
                State::Withdrawn => ReviewState::Unplanned.word(),
                _ => chapter.review.state(site.today, site.config.due_soon).word(),
            },
            expires_on: day(front.expires_on),
            audience: &front.audience,
            applies_to: &front.applies_to,
            editions: chapter
                .editions
                .iter()
                .filter(|edition| edition.visible)
                .map(|edition| EditionEntry {
                    version: edition.front().version.as_deref(),
                    effective_from: day(edition.effective_from()),
                    state: edition.state.word(),
                    path: edition.address.folder(),
                    source: &edition.document().path,
                })
                .collect(),
        })
    });
    // A line for each chapter: small, and what changed from build to build is seen at a glance.
    let text = |value: &str| serde_json::to_string(value).unwrap_or_default();
    let mut out = format!(
        "{{\n\"title\": {},\n\"publisher\": {},\n\"today\": \"{}\",\n\"chapters\": [\n",
        text(&site.config.title),
        text(&site.config.publisher),
        site.today
    );
    for (index, chapter) in chapters.enumerate() {
        if index > 0 {
            out.push_str(",\n");
        }
        out.push_str(&serde_json::to_string(&chapter).unwrap_or_default());
    }
    out.push_str("\n]\n}\n");
    out
}

/// `sitemap.xml` (the sitemaps protocol, version 0.9); nothing when the site's own address is not known, because the
/// protocol wants whole addresses. A site of more than 50,000 pages is listed up to that bound.
pub fn sitemap_xml(site: &Site, pages: &[PlannedPage]) -> Option<String> {
    let base = site.config.base_url.as_str();
    // Nothing of a record is to be found by a search engine, nor of what is under review.
    if base.is_empty() || site.frozen || site.is_for_review() {
        return None;
    }
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for page in pages.iter().filter(|page| page.listed).take(50_000) {
        text.push_str("<url><loc>");
        super::escape::push_text(&mut text, base);
        super::escape::push_text(&mut text, &page.address.published(site.config.pages));
        text.push_str("</loc></url>\n");
    }
    text.push_str("</urlset>\n");
    Some(text)
}

/// `robots.txt` (RFC 9309).
pub fn robots_txt(site: &Site) -> String {
    let mut text = String::from("User-agent: *\nAllow: /\n");
    if !site.config.base_url.is_empty() && !site.frozen && !site.is_for_review() {
        text.push_str("Sitemap: ");
        text.push_str(&site.config.base_url);
        text.push_str("sitemap.xml\n");
    }
    text
}
