//! What of a site other manuals can link to: its home page, parts and chapters with their sections. Takes a site, gives the
//! [`Inventory`] that its sisters look links up in.

use crate::parse::inventory::{Inventory, InventoryAnchor, InventoryPage};
use crate::parse::sections::Section;

use super::chapter::{Chapter, Edition, Part};
use super::passage::PageText;
use super::site::Site;

/// The inventory of a site.
pub fn inventory_of(site: &Site) -> Inventory {
    let home = InventoryPage {
        kind: "home".to_owned(),
        title: site.home.as_ref().map_or_else(|| site.config.title.clone(), |(title, _)| title.to_string()),
        anchors: anchors(site.home.as_ref().map(|(_, text)| text)),
        ..InventoryPage::default()
    };
    let parts = site.parts.iter().map(part_page);
    let chapters = site.chapters.iter().map(|chapter| chapter_page(site, chapter));
    let pages = std::iter::once(home).chain(parts).chain(chapters).collect();
    let mut inventory = Inventory::new(site.config.title.clone(), site.config.base_url.clone(), pages);
    site.config.pages.behind_whole().clone_into(&mut inventory.page);
    inventory
}

fn part_page(part: &Part) -> InventoryPage {
    InventoryPage {
        kind: "part".to_owned(),
        path: part.address.folder().to_owned(),
        number: part.number.to_string(),
        title: part.title.to_string(),
        anchors: anchors(part.text.as_ref()),
        ..InventoryPage::default()
    }
}

fn chapter_page(site: &Site, chapter: &Chapter) -> InventoryPage {
    let shown = chapter.shown();
    let replaced_by = chapter.withdrawal.as_ref().and_then(|withdrawal| site.chapters.get(withdrawal.replaced_by?));
    let mut old_ids: Vec<String> =
        chapter.editions.iter().flat_map(|edition| edition.front().old_ids.iter().cloned()).collect();
    old_ids.sort_unstable();
    old_ids.dedup();
    InventoryPage {
        kind: "chapter".to_owned(),
        path: chapter.address.folder().to_owned(),
        id: chapter.id.to_string(),
        number: chapter.number.to_string(),
        title: chapter.title().to_owned(),
        state: chapter.state.word().to_owned(),
        effective_from: shown.and_then(Edition::effective_from).map(|day| day.to_string()).unwrap_or_default(),
        replaced_by: replaced_by.map(|chapter| chapter.id.to_string()).unwrap_or_default(),
        old_ids,
        anchors: anchors(shown.map(|edition| &edition.text)),
    }
}

fn anchors(text: Option<&PageText>) -> Vec<InventoryAnchor> {
    let entry = |section: &Section| InventoryAnchor {
        anchor: section.anchor.to_string(),
        number: section.number.as_deref().unwrap_or("").to_owned(),
        title: section.title.to_string(),
    };
    text.map(|text| text.sections.iter().map(entry).collect()).unwrap_or_default()
}
