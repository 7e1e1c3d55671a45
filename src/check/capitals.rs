//! Files whose names differ only in capital letters: on Windows, macOS and most file shares they are one file, and one
//! of them would be lost.

use std::collections::HashMap;

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::passage::Attachment;
use crate::model::site::Site;

/// Checks the pictures and attachments of the site. (Two chapters of one name have one id, which is reported as that.)
pub fn check_capitals(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    let mut taken: HashMap<String, &Attachment> = HashMap::new();
    for attachment in site.attachments.iter() {
        let Some(first) = taken.insert(attachment.path.to_lowercase(), attachment) else { continue };
        let message = format!("this file and {} differ only in capital letters", first.source);
        let fault = Diagnostic::new(&codes::OUTPUT_CLASH, Place::file(&attachment.source), message)
            .help("rename one of them: on many systems the two are one file")
            .related(Place::file(&first.source), "the other file");
        diagnostics.push(fault);
    }
}
