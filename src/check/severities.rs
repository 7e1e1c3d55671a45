//! What a site says of the severity of checks, by code and by folder.
//!
//! Takes diagnostics and the site's settings, gives the diagnostics that remain, with their severities. The setting of
//! the longest folder that holds the file decides, then the setting for the whole site, then the code's own.

use crate::config::site_config::SiteConfig;
use crate::diagnostics::diagnostic::Diagnostic;

/// Applies a site's severities.
pub fn apply_severities(diagnostics: &mut Vec<Diagnostic>, config: &SiteConfig) {
    if config.severities.is_empty() && config.folder_severities.is_empty() {
        return;
    }
    diagnostics.retain_mut(|diagnostic| {
        let code = diagnostic.code.name;
        let file = diagnostic.place.file.as_ref();
        let inside = |folder: &str| {
            let whole = [folder.to_owned(), format!("{}/{folder}", config.content)];
            whole.iter().any(|folder| {
                file.strip_prefix(folder.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            })
        };
        let by_folder = config
            .folder_severities
            .iter()
            .filter(|(folder, codes)| codes.contains_key(code) && inside(folder))
            .max_by_key(|(folder, _)| folder.len())
            .and_then(|(_, codes)| codes.get(code));
        match by_folder.or_else(|| config.severities.get(code)) {
            None => true,
            Some(None) => false,
            Some(Some(severity)) => {
                diagnostic.severity = *severity;
                true
            }
        }
    });
}
