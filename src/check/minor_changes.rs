//! An edition whose amendments are all minor, and whose text changes what somebody has to do.

use super::neighbours::{amendment_place, neighbouring, own_amendments};
use crate::compare::comparison::{Comparison, FactChange, Fate, SectionKind};
use crate::compare::comparisons::Comparisons;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::front_matter::AmendmentKind;

/// Words of a scope on which it depends what somebody has to do.
const WEIGHTY: &[&str] = &[
    "must", "should", "may", "not", "never", "only", "all", "every", "no", "except", "unless", "one", "two", "three",
    "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "under", "over",
];
/// So many changes are named; more would hide the message.
const NAMED: usize = 3;

/// Checks that what is called minor alters no number, time limit, duty, heading or reference.
pub fn check_minor_changes(site: &Site, comparisons: &Comparisons, scope: &Scope, diagnostics: &mut Vec<Diagnostic>) {
    for pair in neighbouring(site, comparisons, scope) {
        let mut minor = None;
        let mut all = true;
        for (index, amendment) in own_amendments(pair.newer) {
            match amendment.kind {
                Some(AmendmentKind::Minor) => minor = minor.or(Some(index)),
                Some(AmendmentKind::Review) => {}
                _ => all = false,
            }
        }
        let Some(index) = minor.filter(|_| all) else { continue };
        let altered = altered(pair.comparison);
        if altered.is_empty() {
            continue;
        }
        let more = altered.len().saturating_sub(NAMED);
        let mut named: Vec<String> = altered.into_iter().take(NAMED).collect();
        if more > 0 {
            named.push(format!("and {more} more"));
        }
        let message = format!("this amendment is minor, but the edition changes what it means: {}", named.join(", "));
        diagnostics.push(
            Diagnostic::new(&codes::MINOR_CHANGES_MEANING, amendment_place(pair.newer, index, "type"), message)
                .help("write `type: major` and a note for readers, or take the change back")
                .related(crate::diagnostics::place::Place::file(&pair.older.document().path), "the edition before it"),
        );
    }
}

/// What a reader would have to know, each in its exact words.
fn altered(comparison: &Comparison) -> Vec<String> {
    let mut altered = Vec::new();
    for section in &comparison.sections {
        // A section that is new or gone is named as a whole.
        for point in section.points.iter().filter(|_| !section.is_whole()) {
            altered.push(match (&point.older, &point.newer) {
                (Some(older), Some(newer)) => format!("“{older}” is now “{newer}”"),
                (Some(older), None) => format!("“{older}” is taken out"),
                (None, newer) => format!("“{}” is new", newer.as_deref().unwrap_or("")),
            });
        }
        let title = |name: &Option<crate::compare::comparison::SectionName>| {
            name.as_ref().map(|name| name.title.clone()).unwrap_or_default()
        };
        match section.kind {
            SectionKind::Added if section.newer.as_ref().is_some_and(|name| !name.anchor.is_empty()) => {
                altered.push(format!("the section “{}” is new", title(&section.newer)));
            }
            SectionKind::Removed if section.older.as_ref().is_some_and(|name| !name.anchor.is_empty()) => {
                altered.push(format!("the section “{}” is taken out", title(&section.older)));
            }
            _ if section.heading == Some(Fate::Added) => {
                altered.push(format!("the heading “{}” is new", title(&section.newer)));
            }
            _ if section.heading == Some(Fate::Removed) => {
                altered.push(format!("the heading “{}” is taken out", title(&section.older)));
            }
            _ if section.renamed => {
                let (older, newer) = (title(&section.older), title(&section.newer));
                altered.push(format!("the heading “{older}” is now “{newer}”"));
            }
            _ => {}
        }
    }
    for fact in comparison.recorded_facts() {
        match fact.name.as_str() {
            "Title" => altered.push(format!("the title “{}” is now “{}”", fact.older, fact.newer)),
            // A typing error in a scope is one; another number or another duty is none.
            "Scope" => altered.extend(altered_scope(fact)),
            _ => altered.push(format!("it applies to {}, and before to {}", areas(&fact.newer), areas(&fact.older))),
        }
    }
    for reference in &comparison.references {
        let what = if reference.added { "is cited newly" } else { "is no longer cited" };
        altered.push(format!("“{}” {what}", reference.name));
    }
    altered
}

/// What the words of a scope say otherwise, where that is more than how they are written: numbers and the words of duties.
fn altered_scope(fact: &FactChange) -> Option<String> {
    let weighty = |text: &str| -> Vec<String> {
        let words = text.split(|letter: char| !letter.is_alphanumeric()).map(str::to_lowercase);
        words
            .filter(|word| word.contains(|letter: char| letter.is_ascii_digit()) || WEIGHTY.contains(&word.as_str()))
            .collect()
    };
    (weighty(&fact.older) != weighty(&fact.newer))
        .then(|| format!("the scope “{}” is now “{}”", fact.older, fact.newer))
}

fn areas(names: &str) -> &str {
    if names.is_empty() { "all areas" } else { names }
}
