//! Sister manuals: takes what was read of them and the settings that name them, gives their inventories, or why there is
//! none; and looks links up in them. A manual whose source is at hand is put together as it is now, without its own sisters,
//! so that two manuals may name each other.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use percent_encoding::percent_decode_str;
use rayon::prelude::*;

use super::assemble::{Parts, assemble_site};
use super::editions::{Audience, Vantage};
use super::inventory::inventory_of;
use super::passage::{LinkFault, SisterLink, SisterNote, Target};
use crate::config::site_config::SiteConfig;
use crate::language::words::Words;
use crate::memo::ContentHash;
use crate::parse::document::{Document, parse_document, parse_passage};
use crate::parse::inventory::{Inventory, InventoryFault, InventoryPage, parse_inventory};
use crate::parse::registers::parse_register;
use crate::source::source_tree::{SisterSource, SourceText, SourceTree};

/// Why a sister manual's inventory cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SisterFault {
    /// Nothing stands where it should be.
    Missing,
    /// It cannot be read, or is none: why.
    Damaged(String),
    /// Its format is of a later program: which.
    Newer(u64),
}

/// The sister manuals whose inventories are named, by their short names.
#[derive(Clone, Debug, Default)]
pub struct Sisters(BTreeMap<String, Result<Arc<Inventory>, SisterFault>>);

impl Sisters {
    /// The sisters of a manual. `today` is the day as at which a manual whose source is at hand is looked at.
    pub fn of(sources: &BTreeMap<String, Arc<SisterSource>>, today: Date) -> Self {
        let inventory = |source: &SisterSource| match source {
            SisterSource::Missing => Err(SisterFault::Missing),
            SisterSource::Unreadable(why) => Err(SisterFault::Damaged(why.clone())),
            SisterSource::Inventory(text) => parse_inventory(&text.text).map(Arc::new).map_err(|fault| match fault {
                InventoryFault::Damaged(why) => SisterFault::Damaged(why),
                InventoryFault::Newer(format) => SisterFault::Newer(format),
            }),
            SisterSource::Manual { settings, tree, .. } => Ok(Arc::new(inventory_of_source(settings, tree, today))),
        };
        Sisters(sources.iter().map(|(name, source)| (name.clone(), inventory(source))).collect())
    }

    /// The inventory of a sister, if there is one that can be used.
    pub fn inventory(&self, name: &str) -> Option<&Inventory> {
        self.0.get(name)?.as_deref().ok()
    }

    /// What is wrong with inventories, by the sisters' short names.
    pub fn faults(&self) -> impl Iterator<Item = (&str, &SisterFault)> {
        self.0.iter().filter_map(|(name, found)| Some((name.as_str(), found.as_ref().err()?)))
    }

    /// Where `sister:NAME/PAGE#ANCHOR` leads; `written` is what stands behind the first colon.
    pub fn target(&self, written: &str, config: &SiteConfig) -> Target {
        let (path, anchor) = match written.split_once('#') {
            Some((path, anchor)) => (path, Some(anchor).filter(|anchor| !anchor.is_empty())),
            None => (written, None),
        };
        let (name, page) = path.split_once('/').unwrap_or((path, ""));
        let Some(sister) = config.sisters.get(name) else {
            return Target::Broken(LinkFault::NoSister(name.into()));
        };
        let page = page.trim_matches('/');
        let inventory = self.inventory(name);
        let base = match inventory {
            Some(inventory) if sister.base_url.is_empty() => inventory.base_url.as_str(),
            _ => sister.base_url.as_str(),
        };
        let title = match inventory {
            Some(inventory) if sister.title == name && !inventory.title.is_empty() => inventory.title.as_str(),
            _ => sister.title.as_str(),
        };
        let found = inventory.map(|inventory| look_up(inventory, page, anchor));
        // Without an inventory, or when it lacks the page, the address is that of a chapter of this id.
        let file = inventory.map_or("", |inventory| inventory.page.as_str());
        let unknown = || if page.is_empty() { String::new() } else { format!("chapter/{page}/") };
        let (path, text, note) = match found {
            None => (unknown(), title.to_owned(), None),
            Some(Found { page: None, note, .. }) => (unknown(), title.to_owned(), note),
            Some(Found { page: Some(page), text, note }) => {
                (page.path.clone(), text.map_or_else(|| title.to_owned(), |text| format!("{text} ({title})")), note)
            }
        };
        let (address, note) = match base {
            "" => (String::new(), Some(SisterNote::NoAddress)),
            base => {
                (format!("{base}{path}{file}{}{}", if anchor.is_some() { "#" } else { "" }, anchor.unwrap_or("")), note)
            }
        };
        Target::Sister(Box::new(SisterLink { manual: name.into(), address: address.into(), text: text.into(), note }))
    }
}

/// What an inventory says of a link.
struct Found<'a> {
    page: Option<&'a InventoryPage>,
    /// The words for it, other than the manual's title.
    text: Option<String>,
    note: Option<SisterNote>,
}

fn look_up<'a>(inventory: &'a Inventory, name: &str, anchor: Option<&str>) -> Found<'a> {
    let name = percent_decode_str(name).decode_utf8_lossy();
    let (page, moved) = match inventory.page(&name) {
        Some(page) => (page, None),
        None => match inventory.page_of_old_id(&name) {
            Some(page) => (page, Some(SisterNote::Moved(page.id.as_str().into()))),
            None => {
                return Found { page: None, text: None, note: Some(SisterNote::NoPage(name.as_ref().into())) };
            }
        },
    };
    let decoded = anchor.map(|anchor| percent_decode_str(anchor).decode_utf8_lossy());
    let section = decoded.as_deref().map(|anchor| (anchor, page.anchor(anchor)));
    let note = match (&section, page.state.as_str()) {
        _ if moved.is_some() => moved,
        (Some((anchor, None)), _) => Some(SisterNote::NoAnchor(name.as_ref().into(), (*anchor).into())),
        (_, "" | "current") => None,
        _ => Some(SisterNote::NotInForce(name.as_ref().into())),
    };
    let text = match section.and_then(|(_, section)| section) {
        Some(section) if section.number.is_empty() => Some(format!("{} \"{}\"", page.number, section.title)),
        Some(section) => Some(format!("{} section {}, {}", page.number, section.number, section.title)),
        None if page.kind == "home" => None,
        None => Some(format!("{} {}", page.number, page.title)),
    };
    Found { page: Some(page), text: text.map(|text| text.trim_start().to_owned()), note }
}

/// The inventory of a manual whose source is at hand.
fn inventory_of_source(settings: &Arc<SiteConfig>, tree: &SourceTree, today: Date) -> Inventory {
    let read = |texts: &[SourceText], page: bool| -> Vec<Arc<Document>> {
        let parse = |text: &SourceText| Arc::new(if page { parse_document(text) } else { parse_passage(text) }.value);
        texts.par_iter().map(parse).collect()
    };
    let parts = Parts {
        documents: read(&tree.pages, true),
        passages: read(&tree.passages, false),
        registers: tree.registers.iter().map(|text| parse_register(text).value).collect(),
        attachments: Vec::new(),
        sisters: Sisters::default(),
        lexicon: Arc::default(),
        config: Arc::clone(settings),
        words: Arc::new(Words::builtin(&settings.language)),
        vantage: Vantage::on(today),
        audience: Audience::default(),
        review: false,
        source: ContentHash::of(&[]),
        shared: ContentHash::of(&[]),
        texts: Arc::default(),
    };
    inventory_of(&assemble_site(parts).value)
}
