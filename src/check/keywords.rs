//! Keywords: those that name a section name one that is there.

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::nearest;
use crate::model::site::Site;
use crate::parse::keyword::read_keyword;

/// Checks the keywords of every edition.
pub fn check_keywords(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for edition in site.chapters.iter().flat_map(|chapter| &chapter.editions) {
        for (index, keyword) in edition.front().keywords.iter().enumerate() {
            let Some(anchor) = read_keyword(keyword).section else { continue };
            let anchors = || edition.text.sections.iter().map(|section| section.anchor.as_ref());
            if anchors().any(|there| there == anchor) {
                continue;
            }
            let help = nearest(anchor, anchors()).map_or_else(
                || {
                    "take away what begins with the number sign, and the keyword stands for the whole chapter"
                        .to_owned()
                },
                |near| format!("did you mean `{near}`?"),
            );
            let place = edition.document().place_of_item("keywords", index);
            let message = format!("this chapter has no section `{anchor}`, which a keyword names");
            diagnostics.push(Diagnostic::new(&codes::BROKEN_ANCHOR, place, message).help(help));
        }
    }
}
