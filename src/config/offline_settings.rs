//! Takes the table `[offline]` of `site.toml`, gives whether readers may take the manual along. Knows nothing of how.

use crate::data::fields::Fields;

/// What readers may keep of a manual, to read it where there is no network.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfflineSettings {
    /// Whether a browser may keep the manual, and chapters may be downloaded as single files.
    pub enabled: bool,
}

impl Default for OfflineSettings {
    fn default() -> Self {
        OfflineSettings { enabled: true }
    }
}

/// Reads `[offline]`.
pub(super) fn read_offline(mut offline: Fields<'_>) -> OfflineSettings {
    let mut settings = OfflineSettings::default();
    settings.enabled = offline.flag("enabled", settings.enabled);
    offline.finish();
    settings
}
