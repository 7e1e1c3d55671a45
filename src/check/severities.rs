//! What a site says of the severity of checks, by code and by folder.
//!
//! Takes diagnostics and the site's settings, gives the diagnostics that remain, with their severities. The setting of
//! the longest folder that holds the file decides, then the setting for the whole site, then the code's own.

use crate::config::site_config::SiteConfig;
use crate::diagnostics::codes::Code;
use crate::diagnostics::diagnostic::{Diagnostic, Severity};

/// Applies a site's severities.
pub fn apply_severities(diagnostics: &mut Vec<Diagnostic>, config: &SiteConfig) {
    if config.severities.is_empty() && config.folder_severities.is_empty() {
        return;
    }
    diagnostics.retain_mut(|diagnostic| match setting(diagnostic.code, &diagnostic.place.file, config) {
        None => true,
        Some(None) => false,
        Some(Some(severity)) => {
            diagnostic.severity = severity;
            true
        }
    });
}

/// Whether a site switches a check off for a file.
pub fn is_off(code: &Code, file: &str, config: &SiteConfig) -> bool {
    setting(code, file, config) == Some(None)
}

#[expect(clippy::option_option, reason = "nothing set, switched off, and a severity are three things")]
/// What a site sets for a code in a file, if anything: a severity, or nothing for "off".
fn setting(code: &Code, file: &str, config: &SiteConfig) -> Option<Option<Severity>> {
    let inside = |folder: &str| {
        let whole = [folder.to_owned(), format!("{}/{folder}", config.content)];
        whole.iter().any(|folder| {
            file.strip_prefix(folder.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    let by_folder = config
        .folder_severities
        .iter()
        .filter(|(folder, codes)| codes.contains_key(code.name) && inside(folder))
        .max_by_key(|(folder, _)| folder.len())
        .and_then(|(_, codes)| codes.get(code.name));
    by_folder.or_else(|| config.severities.get(code.name)).copied()
}
