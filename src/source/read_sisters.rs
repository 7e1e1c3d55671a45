//! Takes the settings of sister manuals, gives what stands where their inventories are said to be: a file, or the whole source
//! of another manual. What cannot be read is a value, so that it can be said where `site.toml` names it; nothing here waits
//! for a pipe, and a sister's own sisters are never looked at.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::read_tree::{read_config, read_content};
use super::source_tree::{SisterSource, SourceText};
use super::text::read_text;
use crate::config::settings::parse_site_config;
use crate::config::site_config::SiteConfig;

/// The largest inventory that is read, in bytes: that of a manual of a hundred thousand chapters.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The name of the file in the folder of a built site.
const FILE: &str = "inventory.json";

/// Reads the inventories, or the manuals, that the settings name.
pub(super) fn read_sisters(root: &Path, settings: &SiteConfig) -> BTreeMap<String, Arc<SisterSource>> {
    let named = settings.sisters.iter().filter_map(|(name, sister)| {
        let (written, _) = sister.inventory.as_ref()?;
        Some((name.clone(), Arc::new(read_sister(root, written))))
    });
    named.collect()
}

fn read_sister(root: &Path, written: &str) -> SisterSource {
    let path = root.join(written);
    if path.join("site.toml").is_file() {
        return read_manual(&path, written);
    }
    let (path, shown) = if path.is_dir() {
        (path.join(FILE), format!("{}/{FILE}", written.trim_end_matches('/')))
    } else {
        (path, written.to_owned())
    };
    match path.metadata() {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => SisterSource::Missing,
        Err(error) => SisterSource::Unreadable(error.to_string()),
        Ok(found) if !found.is_file() => SisterSource::Unreadable("it is neither a file nor a folder".to_owned()),
        Ok(found) if found.len() > LARGEST => SisterSource::Unreadable("it is larger than any inventory".to_owned()),
        Ok(_) => match std::fs::read(&path) {
            Err(error) => SisterSource::Unreadable(error.to_string()),
            Ok(bytes) => {
                let text = read_text(&Arc::from(shown), bytes).value;
                if text.whole {
                    SisterSource::Inventory(text)
                } else {
                    SisterSource::Unreadable("it is not UTF-8 text".to_owned())
                }
            }
        },
    }
}

/// The source of another manual as it is now. What is wrong with it, its own authors are told.
fn read_manual(path: &Path, written: &str) -> SisterSource {
    let read = read_config(path).and_then(|text| {
        let text: SourceText = text.value;
        let settings = parse_site_config(&text.path, &text.text).value;
        let outside = [path.join(".chapterhouse"), path.join("public")];
        let tree = read_content(path, text, &settings, &outside)?.value;
        Ok((settings, tree))
    });
    match read {
        Ok((settings, tree)) => {
            SisterSource::Manual { folder: written.to_owned(), settings: Arc::new(settings), tree: Box::new(tree) }
        }
        Err(error) => SisterSource::Unreadable(error.to_string()),
    }
}
