//! The page on which a reader keeps the manual on a device. How much there is to keep, and what is kept, the reader's browser finds out.

use serde::Serialize;

use super::make_page::Surroundings;
use super::page::PageView;
use crate::render::downloads::{MANUAL_FILE, has_manual_file};

/// `keep.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct KeepView {
    /// Head and surroundings.
    pub page: PageView,
    /// The whole manual as a single file, or empty.
    pub download: String,
    /// Whether the site has a search.
    pub searched: bool,
}

/// The page's view.
pub fn keep_view(around: &Surroundings<'_>) -> KeepView {
    let mut page = around.page(around.words().say("keep_title"));
    page.noindex = true;
    KeepView {
        page,
        download: if has_manual_file(around.site) { around.file(MANUAL_FILE) } else { String::new() },
        searched: around.site.config.search.enabled,
    }
}
