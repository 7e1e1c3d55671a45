//! `inventory.json`: what sister manuals look their links up in. Takes the site, gives the file's text.

use crate::model::inventory::inventory_of;
use crate::model::site::Site;

/// `inventory.json`.
pub fn inventory_json(site: &Site) -> String {
    inventory_of(site).to_json(concat!("chapterhouse ", env!("CARGO_PKG_VERSION")))
}
