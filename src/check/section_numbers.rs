//! Numbers that an author typed before headings: one after the other, none twice, and as deep as their level.
//!
//! A text without typed numbers is counted by the program and has nothing to check.

use std::collections::HashMap;

use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::parse::block::Heading;
use crate::parse::document::{Document, headings};

/// Checks the typed numbers of a document's headings.
pub fn check_section_numbers(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen: HashMap<&str, &Heading> = HashMap::new();
    let mut before: Option<(Vec<u32>, &str)> = None;
    // How many figures the numbers of each level have, as the first of them has it.
    let mut depths: [Option<usize>; 7] = [None; 7];
    for heading in headings(&document.body.blocks) {
        let Some(number) = heading.typed_number.as_deref() else { continue };
        let Some(figures) = number.split('.').map(|part| part.parse().ok()).collect::<Option<Vec<u32>>>() else {
            continue;
        };
        let place = document.place(heading.span);
        let depth = depths.get_mut(usize::from(heading.level));
        let usual = depth.map_or(figures.len(), |depth| *depth.get_or_insert(figures.len()));
        if let Some(first) = seen.get(number) {
            let message = format!("two sections have the number {number}: a reader who is sent there finds either");
            let fault = Diagnostic::new(&codes::SECTION_NUMBERS, place, message)
                .help("number the sections one after the other, and check what refers to them")
                .related(document.place(first.span), "the first");
            diagnostics.push(fault);
        } else if usual != figures.len() {
            let message = format!(
                "the number {number} has {} and other headings of this level have {usual}",
                if figures.len() == 1 { "1 figure".to_owned() } else { format!("{} figures", figures.len()) }
            );
            let help = "give the heading as many # as its number is deep, or mend the number";
            diagnostics.push(Diagnostic::new(&codes::SECTION_NUMBERS, place, message).help(help));
        } else if let Some((last, last_number)) = &before
            && let Some(expected) = gap(last, &figures)
        {
            let message = format!("section {number} follows section {last_number}: {expected} is missing");
            let help = "number the sections one after the other, and check what refers to them; or take all typed numbers \
                        out, and they are counted by themselves";
            diagnostics.push(Diagnostic::new(&codes::SECTION_NUMBERS, place, message).help(help));
        }
        seen.entry(number).or_insert(heading);
        before = Some((figures, number));
    }
}

/// The number that should have come, where one or more are left out or the count goes back.
fn gap(last: &[u32], next: &[u32]) -> Option<String> {
    let same = last.iter().zip(next).take_while(|(a, b)| a == b).count();
    let (from, to) = (last.get(same), next.get(same));
    let follows = match (from, to) {
        // Deeper: "3" is followed by "3.1" or "3.0".
        (None, Some(first)) => next.len() > same + 1 || *first <= 1,
        (Some(from), Some(to)) => *to == from + 1,
        // Back to a section above, which is there already and is told as that.
        (_, None) => true,
    };
    if follows {
        return None;
    }
    let expected = from.map_or(1, |from| from + 1);
    let parts = next.iter().take(same).copied().chain([expected]);
    Some(parts.map(|part| part.to_string()).collect::<Vec<_>>().join("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_left_out_is_named() {
        assert_eq!(gap(&[3, 2], &[3, 4]), Some("3.3".to_owned()));
        assert_eq!(gap(&[1], &[3]), Some("2".to_owned()));
        assert_eq!(gap(&[3], &[3, 2]), Some("3.1".to_owned()));
        assert_eq!(gap(&[3, 2], &[4]), None);
        assert_eq!(gap(&[3, 2, 7], &[3, 3]), None);
        assert_eq!(gap(&[3], &[3, 1]), None);
    }
}
