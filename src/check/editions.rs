//! Editions of one chapter against each other: versions rise, a withdrawal lies after the first edition.

use std::cmp::Ordering;

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::model::chapter::{Chapter, Edition, State};
use crate::model::site::Site;

/// Checks the editions of every chapter.
pub fn check_editions(site: &Site, diagnostics: &mut Vec<Diagnostic>) {
    for chapter in &site.chapters {
        check_versions(chapter, diagnostics);
        check_dates(chapter, diagnostics);
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
    let counted: Vec<&Edition> =
        chapter.editions.iter().filter(|edition| !matches!(edition.state, State::Draft | State::Prospective)).collect();
    let Some(first) = counted.iter().find_map(|edition| edition.effective_from()) else { return };
    for (index, edition) in counted.iter().enumerate() {
        let Some(on) = edition.front().withdrawn.as_ref().and_then(|withdrawn| withdrawn.on) else { continue };
        let next = counted.get(index + 1).and_then(|next| next.effective_from());
        let (message, help) = if on < first {
            (format!("withdrawn on {on}, before its first edition took effect on {first}"), "check both dates")
        } else if let Some(from) = edition.effective_from().filter(|from| on < *from) {
            let help = "write `withdrawn` into the edition that is in force on that day";
            (format!("withdrawn on {on}, before this edition takes effect on {from}"), help)
        } else if let Some(next) = next.filter(|next| on > *next) {
            let help = "write `withdrawn` into the edition that is in force on that day, or mend the date";
            (format!("withdrawn on {on}, but the next edition took the place of this one on {next}"), help)
        } else {
            continue;
        };
        let place = edition.document().place_of_key("withdrawn");
        diagnostics.push(Diagnostic::new(&codes::BAD_WITHDRAWAL, place, message).help(help));
    }
}

/// Of several editions each says from when it is in force: one that does not would have been in force before all others.
fn check_dates(chapter: &Chapter, diagnostics: &mut Vec<Diagnostic>) {
    let counted =
        || chapter.editions.iter().filter(|edition| !matches!(edition.state, State::Draft | State::Prospective));
    if !counted().any(|edition| edition.effective_from().is_some()) {
        return;
    }
    for edition in counted() {
        let document = edition.document();
        // One that stands there and cannot be read, and one that the file's name says, were reported as that.
        let told = !document.understood || document.has_key("effective_from") || document.path.contains('@');
        if edition.effective_from().is_none() && !told {
            let message = "this file has no `effective_from`, and other editions of the chapter have one";
            let fault = Diagnostic::new(&codes::MISSING_KEY, Place::file(&document.path), message)
                .help("add `effective_from:` with the day from which its text is in force");
            diagnostics.push(fault);
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
