//! Sentences of duties and steps that nobody can follow while doing what they say.

use std::ops::Range;

use super::prose::Stretch;
use super::sentences::words;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::parse::block::ContainerKind;
use crate::parse::document::Document;

/// Where a long sentence can be cut, the better places first.
const CUTS: &[&str] =
    &["; ", ": ", ", and ", ", but ", ", so ", " – ", " and then ", ", which ", ", unless ", ", if ", ", "];

/// Checks the sentences of a stretch that stands in a duty or in steps.
pub fn check_long_duties(
    document: &Document,
    stretch: &Stretch<'_>,
    sentences: &[Range<usize>],
    most: i64,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(duty @ (ContainerKind::Must | ContainerKind::Steps)) = stretch.setting.duty else { return };
    if stretch.setting.quoted {
        return;
    }
    for range in sentences {
        let sentence = stretch.text.get(range.clone()).unwrap_or("");
        let count = words(sentence).count();
        if i64::try_from(count).unwrap_or(i64::MAX) <= most {
            continue;
        }
        let what = if duty == ContainerKind::Must { "duty" } else { "step" };
        let message = format!("this sentence of a {what} has {count} words; {most} is the most");
        let help = match best_cut(sentence) {
            Some(before) => format!("make two or more sentences of it, for example one that ends after \"… {before}\""),
            None => "make two or more sentences of it, or a list".to_owned(),
        };
        let place = document.place(stretch.span(range.clone()));
        diagnostics.push(Diagnostic::new(&codes::LONG_DUTY, place, message).help(help));
    }
}

/// The last words before the place where a sentence is best cut: among the best kind of places the one nearest to its
/// middle, and none near its ends.
fn best_cut(sentence: &str) -> Option<&str> {
    let middle = sentence.len() / 2;
    let cut = CUTS.iter().find_map(|cut| {
        let places = sentence.match_indices(cut).map(|(at, _)| at);
        let within = places.filter(|at| *at > sentence.len() / 5 && *at < sentence.len() * 4 / 5);
        within.min_by_key(|at| at.abs_diff(middle))
    })?;
    let before = sentence.get(..cut)?;
    let from = before.rmatch_indices(' ').nth(2).map_or(0, |(at, _)| at + 1);
    before.get(from..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_cut_near_its_middle() {
        let sentence =
            "Ring the parent, and the school on the same day, and then write down what each of them has said to you";
        assert_eq!(best_cut(sentence), Some("the same day"));
        assert_eq!(best_cut("Ring the duty team on the same day"), None);
    }
}
