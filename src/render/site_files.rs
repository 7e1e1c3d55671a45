//! The files of a site that are no pages: for search engines, readers of feeds, calendars, schedulers and other programs.
//!
//! Takes the site and its plan, gives paths and texts. A new file for machines is a line here. What a record of an earlier
//! day leaves out, or a site for review, nobody is to follow or to act on.

use super::feeds::feed_files;
use super::inventory_file::inventory_json;
use super::machine_files::{pages_json, robots_txt, sitemap_xml};
use super::next_change::next_change_json;
use super::plan::PlannedPage;
use super::redirect_files::redirect_files;
use super::review_calendar::reviews_ics;
use super::review_files::{review_rows, reviews_csv, reviews_json};
use super::timeline_files::{timeline_js, timeline_json};
use crate::model::editions::Audience;
use crate::model::site::Site;

/// The paths and texts of a site's files for machines.
pub fn site_files(site: &Site, plan: &[PlannedPage], audience: Audience) -> Vec<(String, String)> {
    let timeline = timeline_json(site);
    let mut files = vec![("pages.json", pages_json(site)), ("robots.txt", robots_txt(site))];
    files.extend(sitemap_xml(site, plan).map(|map| ("sitemap.xml", map)));
    if !site.frozen {
        files.push(("timeline.js", timeline_js(&site.words, &timeline)));
    }
    if !site.frozen && !site.is_for_review() {
        let rows = review_rows(site, |_, _| true);
        files.push(("reviews.json", reviews_json(site, &rows)));
        files.push(("reviews.csv", reviews_csv(&rows)));
        files.push(("reviews.ics", reviews_ics(site, &rows)));
        files.push(("next-change.json", next_change_json(site, audience)));
        files.push(("inventory.json", inventory_json(site)));
    }
    files.push(("timeline.json", timeline));
    let named = files.into_iter().map(|(path, text)| (path.to_owned(), text));
    named.chain(feed_files(site)).chain(redirect_files(site)).collect()
}
