//! Takes the table `[search]` of `site.toml`, gives what readers can search. Knows nothing of how.

use crate::data::fields::Fields;

/// What of a manual can be searched, and what is left out unless it is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchSettings {
    /// Whether the site has a search at all.
    pub enabled: bool,
    /// Whether texts that are not in force can be searched too, when a reader asks for it.
    pub archive: bool,
    /// Audiences whose own chapters are left out unless the audience is asked for.
    pub aside: Vec<String>,
}

impl Default for SearchSettings {
    fn default() -> Self {
        SearchSettings { enabled: true, archive: true, aside: vec!["authors".to_owned()] }
    }
}

/// Reads `[search]`.
pub(super) fn read_search(mut search: Fields<'_>) -> SearchSettings {
    let mut settings = SearchSettings::default();
    settings.enabled = search.flag("enabled", settings.enabled);
    settings.archive = search.flag("archive", settings.archive);
    // An empty list is a wish too: nothing is left out.
    if search.has("aside") {
        settings.aside = search.texts("aside");
    }
    search.finish();
    settings
}
