//! How law and guidance stand on a day: in force, not yet, no longer, replaced, or to be replaced.
//!
//! Takes the register of references and a day, gives the standing of one entry. Knows no chapter and no today of its own.
//!
//! What replaces an entry takes over on its own `in_force_from`, or on the old one's `in_force_until` if that is later;
//! where neither is known it has done so already. The day `in_force_until` is the last on which an entry that nothing
//! replaces is in force.

use jiff::civil::Date;

use super::registers::Entries;
use crate::parse::registers::Reference;

/// The longest chain of replacements that is followed: no law was replaced so often, and a chain that leads back to
/// itself, which is reported elsewhere, must end.
const LONGEST_CHAIN: usize = 64;

/// How an entry stands on a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum ReferenceStanding<'a> {
    /// Nothing stands against citing it.
    InForce,
    /// It comes into force on this day.
    NotYet(Date),
    /// This was its last day, and nothing took its place.
    Ended(Date),
    /// This took its place, from the day where that is known; where that was replaced too, what stands at the end.
    Replaced(&'a Reference, Option<Date>),
    /// This will take its place on the day.
    ToBeReplaced(&'a Reference, Date),
}

/// What replaces an entry next, and the day from which it does; `None` for a day that nobody wrote down.
pub fn replacement<'a>(references: &'a Entries<Reference>, old: &Reference) -> Option<(&'a Reference, Option<Date>)> {
    let new = references.get(old.replaced_by.as_ref()?).filter(|new| new.id != old.id)?;
    Some((new, new.in_force_from.max(old.in_force_until)))
}

/// How an entry stands on a day.
pub fn standing_on<'a>(references: &'a Entries<Reference>, entry: &Reference, day: Date) -> ReferenceStanding<'a> {
    if let Some(from) = entry.in_force_from.filter(|from| *from > day) {
        return ReferenceStanding::NotYet(from);
    }
    match replacement(references, entry) {
        Some((new, Some(from))) if from > day => ReferenceStanding::ToBeReplaced(new, from),
        Some((new, from)) => ReferenceStanding::Replaced(end_of_chain(references, new, day), from),
        None => match entry.in_force_until.filter(|until| *until < day) {
            Some(until) => ReferenceStanding::Ended(until),
            None => ReferenceStanding::InForce,
        },
    }
}

/// What stands in the place of an entry on a day, after everything that took its place and was replaced itself.
fn end_of_chain<'a>(references: &'a Entries<Reference>, entry: &'a Reference, day: Date) -> &'a Reference {
    let mut last = entry;
    for _ in 0..LONGEST_CHAIN {
        match replacement(references, last) {
            Some((next, from)) if from.is_none_or(|from| from <= day) => last = next,
            _ => break,
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::ReferenceStanding::{Ended, InForce, NotYet, Replaced, ToBeReplaced};
    use super::*;
    use crate::model::registers::Registers;
    use crate::parse::registers::parse_register;
    use crate::source::source_tree::SourceText;

    fn references(text: &str) -> Entries<Reference> {
        let file = parse_register(&SourceText::new("content/registers/references.yml", text)).value;
        Registers::of(vec![file]).references
    }

    #[test]
    fn an_entry_stands_as_its_dates_and_its_replacements_say() {
        let all = references(
            "a: {title: A, kind: act, in_force_until: 2020-05-01, replaced_by: b}\n\
             b: {title: B, kind: act, in_force_from: 2020-05-01, replaced_by: c}\n\
             c: {title: C, kind: act, in_force_from: 2024-01-01}\n\
             d: {title: D, kind: act, in_force_from: 2021-01-01, in_force_until: 2022-01-01}\n",
        );
        let on = |id: &str, day: Date| match standing_on(&all, all.get(id).unwrap(), day) {
            InForce => "in force".to_owned(),
            NotYet(from) => format!("from {from}"),
            Ended(until) => format!("until {until}"),
            Replaced(by, from) => format!("replaced by {} on {}", by.id, from.unwrap()),
            ToBeReplaced(by, from) => format!("to be replaced by {} on {from}", by.id),
        };
        assert_eq!(on("a", date(2020, 4, 30)), "to be replaced by b on 2020-05-01");
        assert_eq!(on("a", date(2020, 5, 1)), "replaced by b on 2020-05-01");
        assert_eq!(on("a", date(2024, 1, 1)), "replaced by c on 2020-05-01");
        assert_eq!(on("b", date(2020, 4, 30)), "from 2020-05-01");
        assert_eq!(on("b", date(2023, 12, 31)), "to be replaced by c on 2024-01-01");
        assert_eq!(on("c", date(2024, 1, 1)), "in force");
        assert_eq!(on("d", date(2022, 1, 1)), "in force");
        assert_eq!(on("d", date(2022, 1, 2)), "until 2022-01-01");
    }

    #[test]
    fn a_chain_that_leads_back_ends() {
        let all = references(
            "a: {title: A, kind: act, replaced_by: b}\nb: {title: B, kind: act, replaced_by: a}\nc: {title: C, kind: act, replaced_by: c}\n",
        );
        assert!(matches!(standing_on(&all, all.get("a").unwrap(), date(2026, 1, 1)), Replaced(..)));
        assert_eq!(standing_on(&all, all.get("c").unwrap(), date(2026, 1, 1)), InForce);
    }
}
