//! What the whole site has in common, as its templates read it.

use jiff::civil::Date;

use super::page::{BrandView, LinkView, SiteView};
use crate::data::dates::{add_to_date, parse_duration};
use crate::model::chapter::{Edition, State};
use crate::model::site::Site;
use crate::render::hrefs::file_address;

/// What the whole site has in common.
pub fn site_view(site: &Site, version: &str) -> SiteView {
    let words = &site.words;
    let next = next_update(site);
    let stale = site.config.stale_after.as_ref().filter(|_| !site.frozen && !site.is_for_review());
    let old = stale.and_then(|(length, _)| add_to_date(site.built_on, *length).tomorrow().ok());
    SiteView {
        time_zone: site.config.time_zone.clone(),
        as_at: if site.frozen { words.date(site.today) } else { String::new() },
        as_at_iso: if site.frozen { site.today.to_string() } else { String::new() },
        for_review: site.is_for_review(),
        stale_from: old.map(|day| day.to_string()).unwrap_or_default(),
        stale_after: stale.map(|(length, _)| words.duration(*length)).unwrap_or_default(),
        title: site.config.title.clone(),
        publisher: site.config.publisher.clone(),
        language: site.config.language.clone(),
        direction: words.direction().to_owned(),
        built_on: words.date(site.built_on),
        built_on_iso: site.built_on.to_string(),
        badge_days: if site.frozen { 0 } else { site.config.badge_days },
        print_valid_for: valid_for(site),
        next_update: next.map(|day| words.date(day)).unwrap_or_default(),
        version: version.to_owned(),
        brand: brand_view(site),
    }
}

/// The first later day on which the manual is to change: that of an update, named or only planned, or that from which a text that is
/// published already is in force. What is planned now was not planned then: a record says nothing of it.
fn next_update(site: &Site) -> Option<Date> {
    if site.frozen {
        return None;
    }
    let updates = site.registers.updates.all.iter().map(|update| update.date);
    let editions = site.chapters.iter().flat_map(|chapter| &chapter.editions);
    let coming = editions.filter(|edition| edition.visible && edition.state == State::Future);
    updates.chain(coming.filter_map(Edition::effective_from)).filter(|day| *day > site.today).min()
}

/// How long a printed copy is valid, in the manual's language; as the author wrote it where that is no length of time.
fn valid_for(site: &Site) -> String {
    let written = &site.config.print_valid_for;
    parse_duration(written).map_or_else(|_| written.clone(), |length| site.words.duration(length))
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
