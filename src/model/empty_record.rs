//! A record of a day before the manual began: it would be a site without a chapter.

use super::site::Site;
use crate::data::dates::long_date;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;

/// That no chapter was in force yet on the day of a record, if none was. `site` is the manual of today.
pub fn find_empty_record(site: &Site, record: &Site) -> Option<Diagnostic> {
    if site.chapters.is_empty() || !record.chapters.is_empty() {
        return None;
    }
    let stretches = site.chapters.iter().flat_map(|chapter| chapter.timeline.stretches());
    let first = stretches.filter_map(|stretch| stretch.from).min();
    let help = first.map_or_else(
        || "none of its chapters has a first day".to_owned(),
        |first| format!("the manual begins on {}: ask for that day or a later one", long_date(first)),
    );
    let message = format!("no chapter was in force yet on {}", long_date(record.today));
    Some(Diagnostic::new(&codes::EMPTY_MANUAL, Place::file(&site.config.file), message).help(help))
}
