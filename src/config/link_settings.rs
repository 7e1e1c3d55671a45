//! Takes the tables of `site.toml` that are about links, gives the hosts that get a file of redirects, and sister manuals
//! with the place of each, so that what is wrong with one can be said later where it is named. Opens no inventory.

use std::collections::BTreeMap;

use super::external_links::read_external_links;
use super::settings::read_address;
use super::site_config::{RedirectHost, SisterManual, SiteConfig};
use crate::data::fields::Fields;
use crate::data::node::Step;
use crate::diagnostics::codes;
use crate::diagnostics::suggest::did_you_mean;

/// The words for the hosts.
const HOSTS: &[(&str, RedirectHost)] = &[
    ("netlify", RedirectHost::Netlify),
    ("nginx", RedirectHost::Nginx),
    ("apache", RedirectHost::Apache),
    ("iis", RedirectHost::Iis),
];

/// Reads `[links]`.
pub(super) fn read_links(config: &mut SiteConfig, mut links: Fields<'_>) {
    let words = links.texts("redirects");
    for (index, word) in words.iter().enumerate() {
        if let Some((_, host)) = HOSTS.iter().find(|(known, _)| known == word) {
            config.redirect_hosts.push(*host);
            continue;
        }
        let mut path = links.path_of("redirects");
        if words.len() > 1 {
            path.push(Step::Item(index));
        }
        let known = HOSTS.iter().map(|(known, _)| *known);
        let choices = format!("choose from {}", known.clone().collect::<Vec<_>>().join(", "));
        let help = did_you_mean(word, known).map_or(choices.clone(), |near| format!("{near} {choices}"));
        links.reading().fault(&codes::BAD_CHOICE, &path, format!("`redirects` cannot be \"{word}\""), Some(help));
    }
    if let Some(external) = links.group("external") {
        config.external_links = read_external_links(external);
    }
    config.redirect_hosts.sort_unstable();
    config.redirect_hosts.dedup();
    links.finish();
}

/// Reads `[site.sisters]`.
pub(super) fn read_sisters(sisters: &Fields<'_>) -> BTreeMap<String, SisterManual> {
    let mut manuals = BTreeMap::new();
    for (name, node, path) in sisters.entries() {
        let mut sister = Fields::of(sisters.reading(), node, path);
        let place = sisters.reading().place_of_key(&sisters.path_of(name));
        let title = sister.text("title").unwrap_or_else(|| name.to_owned());
        let base_url = read_address(&mut sister, "base_url").unwrap_or_default();
        let inventory = read_inventory(&mut sister);
        sister.finish();
        manuals.insert(name.to_owned(), SisterManual { title, base_url, inventory, place });
    }
    manuals
}

/// The place of an inventory: a path of this machine, because a build asks no network.
fn read_inventory(sister: &mut Fields<'_>) -> Option<(String, crate::diagnostics::place::Place)> {
    let written = sister.text("inventory")?;
    let path = sister.path_of("inventory");
    if written.contains("://") {
        let help = "save the sister's inventory.json beside this manual and name that file: a build asks no network";
        let message = format!("`inventory` is the web address \"{written}\"");
        sister.reading().fault(&codes::BAD_SETTING, &path, message, Some(help.to_owned()));
        return None;
    }
    if written.contains('\0') {
        sister.reading().fault(&codes::BAD_SETTING, &path, "`inventory` is not a path", None);
        return None;
    }
    Some((written, sister.reading().place_of(&path)))
}
