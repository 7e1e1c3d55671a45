//! Where a page stands in the site, and the way from one page to another.

use std::sync::Arc;

use crate::config::page_files::PageFiles;

/// The address of a page: its folder relative to the site's root, with a closing `/`; empty for the home page.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(Arc<str>);

impl Address {
    /// An address. A closing `/` is added where it is missing.
    pub fn new(folder: &str) -> Self {
        let trimmed = folder.trim_matches('/');
        Address(if trimmed.is_empty() { Arc::from("") } else { Arc::from(format!("{trimmed}/")) })
    }

    /// The page of a chapter.
    pub fn chapter(id: &str) -> Self {
        Address::new(&format!("chapter/{id}"))
    }

    /// The page of one edition of a chapter.
    pub fn edition(id: &str, date: &str) -> Self {
        Address::new(&format!("chapter/{id}/edition/{date}"))
    }

    /// The page that compares two editions of a chapter, by their names.
    pub fn comparison(id: &str, older: &str, newer: &str) -> Self {
        Address::new(&format!("chapter/{id}/compare/{older}...{newer}"))
    }

    /// The folder, relative to the site's root: `chapter/first-contact/`.
    pub fn folder(&self) -> &str {
        &self.0
    }

    /// The file that the page is written to.
    pub fn file(&self, pages: PageFiles) -> String {
        format!("{}{}", self.0, pages.index())
    }

    /// The page as whole addresses name it, below the manual's own address.
    pub fn published(&self, pages: PageFiles) -> String {
        format!("{}{}", self.0, pages.behind_whole())
    }

    /// The way from this page back to the site's root: `../../`; `./` for the home page.
    pub fn root(&self) -> String {
        let depth = self.0.bytes().filter(|byte| *byte == b'/').count();
        if depth == 0 { "./".to_owned() } else { "../".repeat(depth) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::page_files::PageEnding;

    #[test]
    fn leads_back_to_the_root() {
        assert_eq!(Address::chapter("a").root(), "../../");
        assert_eq!(Address::new("").root(), "./");
        let pages = PageFiles { ending: PageEnding::Html, named: true };
        assert_eq!(Address::new("").file(pages), "index.html");
        assert_eq!(Address::new("/part/a/").folder(), "part/a/");
    }
}
