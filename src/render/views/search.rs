//! The page that searches the manual: what its form offers. What it finds is written by the reader's browser.

use serde::Serialize;

use super::page::PageView;

/// `search.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SearchView {
    /// Head and surroundings.
    pub page: PageView,
    /// The page's own address, for the form.
    pub action: String,
    /// The parts that results can be limited to.
    pub parts: Vec<ChoiceView>,
    /// The types of chapters.
    pub types: Vec<ChoiceView>,
    /// Whom chapters are for.
    pub audiences: Vec<ChoiceView>,
    /// The areas that chapters are for.
    pub areas: Vec<ChoiceView>,
    /// Whether texts that are not in force can be searched too.
    pub archive: bool,
    /// Whom the chapters are for that are left out unless they are asked for: "authors"; empty if none is.
    pub aside: String,
}

/// One choice of a filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct ChoiceView {
    /// Its name in addresses.
    pub key: String,
    /// Its name for readers.
    pub label: String,
}
