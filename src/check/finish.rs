//! The end of a report: what the site and its authors say of what was found.
//!
//! Takes everything that the rules found, gives it sorted, at the severities that the site sets and the command denies, and
//! without what authors exempted.

use super::exemptions::Exemptions;
use super::severities::apply_severities;
use crate::config::site_config::SiteConfig;
use crate::diagnostics::diagnostic::{Diagnostic, Severity, sort_diagnostics};

/// Finishes a report to which every rule has come, and says in it which exemptions nothing needs.
pub fn finish_check(report: &mut Vec<Diagnostic>, config: &SiteConfig, deny: &[String], exemptions: &mut Exemptions) {
    finish_report(report, config, deny, exemptions);
    exemptions.report_unused(config, report);
    finish_report(report, config, deny, exemptions);
}

/// Sorts a report, takes out what authors exempted, applies the site's severities, and makes errors of the warnings that
/// the request denies.
pub fn finish_report(report: &mut Vec<Diagnostic>, config: &SiteConfig, deny: &[String], exemptions: &mut Exemptions) {
    apply_severities(report, config);
    exemptions.apply(report);
    let denied = |code: &str| deny.iter().any(|denied| denied == "warnings" || denied == code);
    for diagnostic in report.iter_mut() {
        // "overdue" is the word of the trade for one code.
        let alias = diagnostic.code.name == "review-overdue" && deny.iter().any(|denied| denied == "overdue");
        if denied(diagnostic.code.name) || alias {
            diagnostic.severity = Severity::Error;
        }
    }
    sort_diagnostics(report);
}
