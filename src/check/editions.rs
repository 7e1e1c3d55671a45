//! Editions of one chapter against each other: versions rise, a withdrawal lies after the first edition.

use std::cmp::Ordering;

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::site::Site;

/// Checks the editions of every chapter.
pub fn check_editions(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for chapter in &site.chapters {
        check_versions(chapter, diagnostics);
        check_withdrawal(chapter, diagnostics);
    }
}

fn check_versions(chapter: &Chapter, diagnostics: &mut Vec<Diagnostic>) {
    let dated: Vec<_> = chapter.editions.iter().filter(|edition| edition.effective_from().is_some()).collect();
    for pair in dated.windows(2) {
        let [earlier, later] = pair else { continue };
        let (Some(before), Some(after)) = (&earlier.front().version, &later.front().version) else { continue };
        if compare_versions(before, after) != Ordering::Less {
            let from = later.effective_from().map(|day| day.to_string()).unwrap_or_default();
            let message = format!("the edition of {from} has version {after}, the one before it {before}");
            let fault = Diagnostic::new(&codes::VERSIONS_NOT_RISING, later.document().place_of_key("version"), message)
                .help("give the later edition a higher version")
                .related(earlier.document().place_of_key("version"), "the earlier edition");
            diagnostics.push(fault);
        }
    }
}

/// Compares versions as people count: numbers as numbers, the rest by letters ("2.10" is after "2.9").
fn compare_versions(a: &str, b: &str) -> Ordering {
    let pieces = |version: &str| -> Vec<(u64, String)> {
        version
            .split(['.', '-', ' '])
            .map(|piece| {
                let digits = piece.trim_start_matches(['v', 'V']);
                digits.parse().map_or((0, piece.to_lowercase()), |number| (number, String::new()))
            })
            .collect()
    };
    pieces(a).cmp(&pieces(b))
}

fn check_withdrawal(chapter: &Chapter, diagnostics: &mut Vec<Diagnostic>) {
    let counted = chapter.editions.iter().filter(|edition| edition.state != State::Draft);
    let Some(first) = counted.clone().find_map(Edition::effective_from) else { return };
    for edition in counted {
        let on = edition.front().withdrawn.as_ref().and_then(|withdrawn| withdrawn.on);
        if let Some(on) = on.filter(|on| *on < first) {
            let message = format!("withdrawn on {on}, before its first edition took effect on {first}");
            let place = edition.document().place_of_key("withdrawn");
            diagnostics.push(Diagnostic::new(&codes::BAD_WITHDRAWAL, place, message).help("check both dates"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_count_as_people_do() {
        assert_eq!(compare_versions("2.9", "2.10"), Ordering::Less);
        assert_eq!(compare_versions("1.0", "1.0"), Ordering::Equal);
        assert_eq!(compare_versions("v3", "2.1"), Ordering::Greater);
        assert_eq!(compare_versions("2025.1", "2025.2"), Ordering::Less);
    }
}
