//! `inventory.json`: what of a manual other manuals can link to. Takes its text, gives an [`Inventory`] or why there is none;
//! and writes one. The form is told in `content/07-for-authors/03-links-law-terms-and-contacts.md`.
//!
//! A manual may be read that somebody else made, and what it says goes onto pages: addresses must be plain ones, and what
//! cannot be shown is taken out. Keys that are not known belong to a later version of the same format and do not matter.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

/// The format that this program reads and writes.
pub const FORMAT: u64 = 1;

/// What of a manual can be linked to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inventory {
    /// The manual's title.
    #[serde(default)]
    pub title: String,
    /// Its address, ending in `/`; empty if it is not known.
    #[serde(default)]
    pub base_url: String,
    /// What stands behind a page's folder in its address, for servers that show no page for a folder: "index.aspx".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// Its home page, parts and chapters in reading order.
    pub pages: Vec<InventoryPage>,
    /// The places of pages by id and by path without its closing `/`.
    #[serde(skip)]
    places: HashMap<String, usize>,
    /// The places of chapters by ids that they had before.
    #[serde(skip)]
    old_ids: HashMap<String, usize>,
}

/// A page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InventoryPage {
    /// What it is: "home", "part" or "chapter".
    pub kind: String,
    /// Its folder below the manual's address, ending in `/`; empty for the home page.
    pub path: String,
    /// A chapter's permanent id, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub id: String,
    /// Its number, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Its title.
    pub title: String,
    /// How a chapter stands: "current", "future", "withdrawn" …; empty for other pages.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// The day from which a chapter's text is in force, year-month-day, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub effective_from: String,
    /// The id of the chapter that takes the place of a withdrawn one, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub replaced_by: String,
    /// Ids that the chapter had before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub old_ids: Vec<String>,
    /// Its sections in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub anchors: Vec<InventoryAnchor>,
}

/// A section that can be linked to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct InventoryAnchor {
    /// Its anchor, without `#`.
    pub anchor: String,
    /// Its number, or empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub number: String,
    /// Its title.
    pub title: String,
}

/// Why a text is no inventory that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InventoryFault {
    /// It is damaged, or something else: what is wrong.
    Damaged(String),
    /// Its format is of a later program: which.
    Newer(u64),
}

/// Reads the text of an inventory.
///
/// # Errors
/// Why it cannot be used.
pub fn parse_inventory(text: &str) -> Result<Inventory, InventoryFault> {
    let damaged = |why: &dyn std::fmt::Display| InventoryFault::Damaged(why.to_string());
    let value: serde_json::Value = serde_json::from_str(text).map_err(|error| damaged(&error))?;
    // The format stands before everything else: a later one may say all the rest in another way.
    match value.get("format").map(serde_json::Value::as_u64) {
        Some(Some(FORMAT)) => {}
        Some(Some(later)) if later > FORMAT => return Err(InventoryFault::Newer(later)),
        Some(_) => return Err(damaged(&"its `format` is not a number from 1 on")),
        None => return Err(damaged(&"it has no `format`, so it is no inventory of a manual")),
    }
    let mut inventory: Inventory = serde_json::from_value(value).map_err(|error| damaged(&error))?;
    if !inventory.base_url.is_empty() {
        let plain = url::Url::parse(&inventory.base_url).ok().filter(|url| {
            matches!(url.scheme(), "http" | "https") && url.query().is_none() && url.fragment().is_none()
        });
        let plain = plain.ok_or_else(|| damaged(&"its `base_url` is not a web address"))?;
        inventory.base_url = format!("{}/", plain.as_str().trim_end_matches('/'));
    }
    if !inventory.page.is_empty() && (inventory.page.contains('/') || !is_plain_path(&format!("{}/", inventory.page))) {
        return Err(InventoryFault::Damaged(format!("`{}` is not the name of a file", shown(&inventory.page))));
    }
    inventory.title = shown(&inventory.title);
    for page in &mut inventory.pages {
        if !is_plain_path(&page.path) {
            return Err(InventoryFault::Damaged(format!("`{}` is not the path of a page", shown(&page.path))));
        }
        for text in [&mut page.id, &mut page.number, &mut page.title, &mut page.replaced_by] {
            *text = shown(text);
        }
        for anchor in &mut page.anchors {
            for text in [&mut anchor.anchor, &mut anchor.number, &mut anchor.title] {
                *text = shown(text);
            }
        }
    }
    Ok(inventory.indexed())
}

/// Whether a path stays below the manual's address whatever is put before it.
fn is_plain_path(path: &str) -> bool {
    let Some(folder) = path.strip_suffix('/') else { return path.is_empty() };
    let plain = |part: &str| !matches!(part, "" | "." | "..");
    folder.split('/').all(plain) && !path.contains(['\\', ':', '?', '#', '%']) && !path.contains(char::is_control)
}

/// A text without what no reader sees.
fn shown(text: &str) -> String {
    let hidden = |c: char| c.is_control() || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| !hidden(*c)).collect()
}

impl Inventory {
    /// An inventory of pages in reading order.
    pub fn new(title: String, base_url: String, pages: Vec<InventoryPage>) -> Self {
        Inventory { title, base_url, pages, ..Inventory::default() }.indexed()
    }

    fn indexed(mut self) -> Self {
        let (mut places, mut old_ids) = (HashMap::new(), HashMap::new());
        for (place, page) in self.pages.iter().enumerate() {
            places.entry(page.path.trim_end_matches('/').to_owned()).or_insert(place);
        }
        // An id comes before a path of the same name, and what has an id now before what had it once.
        for (place, page) in self.pages.iter().enumerate().filter(|(_, page)| !page.id.is_empty()) {
            places.insert(page.id.clone(), place);
            for old in &page.old_ids {
                old_ids.entry(old.clone()).or_insert(place);
            }
        }
        (self.places, self.old_ids) = (places, old_ids);
        self
    }

    /// The page with an id or a path; `/` at either end does not matter.
    pub fn page(&self, name: &str) -> Option<&InventoryPage> {
        self.pages.get(*self.places.get(name.trim_matches('/'))?)
    }

    /// The chapter that had an id before.
    pub fn page_of_old_id(&self, id: &str) -> Option<&InventoryPage> {
        self.pages.get(*self.old_ids.get(id.trim_matches('/'))?)
    }

    /// The text of the file: a line for each page, so that what changed from build to build is seen at a glance.
    pub fn to_json(&self, generator: &str) -> String {
        let text = |value: &str| serde_json::to_string(value).unwrap_or_default();
        let mut out = format!(
            "{{\n\"format\": {FORMAT},\n\"generator\": {},\n\"title\": {},\n\"base_url\": {},\n{}\"pages\": [\n",
            text(generator),
            text(&self.title),
            text(&self.base_url),
            if self.page.is_empty() { String::new() } else { format!("\"page\": {},\n", text(&self.page)) }
        );
        for (index, page) in self.pages.iter().enumerate() {
            out.push_str(if index > 0 { ",\n" } else { "" });
            out.push_str(&serde_json::to_string(page).unwrap_or_default());
        }
        out.push_str("\n]\n}\n");
        out
    }
}

impl InventoryPage {
    /// A section by its anchor.
    pub fn anchor(&self, anchor: &str) -> Option<&InventoryAnchor> {
        self.anchors.iter().find(|section| section.anchor == anchor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pages: &str) -> Result<Inventory, InventoryFault> {
        parse_inventory(&format!("{{\"format\": 1, \"pages\": [{pages}]}}"))
    }

    #[test]
    fn what_was_written_is_read_again() {
        let anchor = InventoryAnchor { anchor: "aims".into(), number: "1".into(), title: "Aims \"so\"".into() };
        let page = InventoryPage {
            kind: "chapter".into(),
            path: "chapter/visits/".into(),
            id: "visits".into(),
            title: "Visits".into(),
            old_ids: vec!["calls".into()],
            anchors: vec![anchor],
            ..InventoryPage::default()
        };
        let inventory = Inventory::new("T".into(), "https://x.example/".into(), vec![page]);
        assert_eq!(parse_inventory(&inventory.to_json("chapterhouse 0")).unwrap(), inventory);
        for name in ["visits", "chapter/visits", "chapter/visits/"] {
            assert!(inventory.page(name).is_some(), "{name}");
        }
        assert_eq!(inventory.page_of_old_id("calls").unwrap().id, "visits");
    }

    #[test]
    fn keys_of_a_later_version_do_not_matter() {
        let read = read("{\"kind\": \"chapter\", \"path\": \"chapter/a/\", \"title\": \"A\", \"colour\": 3}").unwrap();
        assert_eq!(read.pages.len(), 1);
    }

    #[test]
    fn what_is_no_inventory_is_refused() {
        assert_eq!(parse_inventory("{\"format\": 2}"), Err(InventoryFault::Newer(2)));
        let deep = "[".repeat(100_000);
        for text in
            ["", "[]", "{}", "null", "{\"format\": \"1\"}", "{\"format\": 1}", "{\"format\": 0, \"pages\": []}", &deep]
        {
            assert!(matches!(parse_inventory(text), Err(InventoryFault::Damaged(_))), "{text:.20}");
        }
        for path in
            ["/", "../", "a/../b/", "//evil.example/", "javascript:alert(1)/", "a", "a\\u0000/", "a\\\\b/", "%2e%2e/"]
        {
            let page = format!("{{\"kind\": \"part\", \"path\": \"{path}\", \"title\": \"A\"}}");
            assert!(matches!(read(&page), Err(InventoryFault::Damaged(_))), "{path}");
        }
        let base = "{\"format\": 1, \"base_url\": \"javascript:alert(1)\", \"pages\": []}";
        assert!(parse_inventory(base).is_err());
    }
}
