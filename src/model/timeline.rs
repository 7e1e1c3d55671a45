//! What was, is and will be in force of one chapter, day by day.
//!
//! Takes the chapter's editions in the order of their dates, gives stretches of days with how the chapter stands in each.
//! Knows no today: the same line answers for the build, for the file that the browser reads, and for an inquiry.
//!
//! The rules (product specification, section 4): the edition with the latest `effective_from` on or before the day, unless
//! the chapter is withdrawn on or before it; intervals are half-open. An edition that takes effect on or after the day of
//! a withdrawal reinstates the chapter, unless the withdrawal is its own. An edition without any date has always been in force. The day `expires_on` is the
//! last on which a text is in force.

use jiff::civil::Date;

/// What a timeline needs to know of an edition that can be in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DatedEdition {
    /// Its place among the chapter's editions.
    pub place: usize,
    /// The day from which it is in force; `None` if it always was.
    pub from: Option<Date>,
    /// Its last day, if it has one.
    pub expires_on: Option<Date>,
    /// The day from which it says that the chapter is withdrawn.
    pub withdrawn_on: Option<Date>,
}

/// How a chapter stands on a day. Editions are named by their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Standing {
    /// No edition has taken effect yet.
    NotYet,
    /// This edition is in force.
    InForce(usize),
    /// The chapter is withdrawn; this was its last text.
    Withdrawn(usize),
    /// This edition's last day has passed, and nothing took its place.
    Expired(usize),
}

impl Standing {
    /// The edition whose text a reader is shown: the one in force, or the last one that was.
    pub fn text(self) -> Option<usize> {
        match self {
            Standing::NotYet => None,
            Standing::InForce(place) | Standing::Withdrawn(place) | Standing::Expired(place) => Some(place),
        }
    }

    /// The word for it in files for machines.
    pub fn word(self) -> &'static str {
        match self {
            Standing::NotYet => "not-yet",
            Standing::InForce(_) => "in-force",
            Standing::Withdrawn(_) => "withdrawn",
            Standing::Expired(_) => "expired",
        }
    }
}

/// Some days on end on which a chapter stands the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Stretch {
    /// Its first day; `None` for the stretch before all dates.
    pub from: Option<Date>,
    /// How the chapter stands.
    pub standing: Standing,
}

/// The stretches of a chapter: the first has no first day, each other begins where the one before it ends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Timeline {
    stretches: Vec<Stretch>,
}

impl Timeline {
    /// The timeline of editions that stand in the order of their dates, undated ones first.
    pub fn of(editions: &[DatedEdition]) -> Self {
        let mut withdrawals: Vec<Date> = editions.iter().filter_map(|edition| edition.withdrawn_on).collect();
        withdrawals.sort_unstable();
        let mut line = Timeline { stretches: vec![Stretch { from: None, standing: Standing::NotYet }] };
        for (index, edition) in editions.iter().enumerate() {
            let until = editions.get(index + 1).map(|next| next.from);
            let within = |day: &Date| until.is_none_or(|until| Some(*day) < until);
            // Of two editions with one date the later file counts; that there are two is reported elsewhere.
            if until.is_some_and(|until| until <= edition.from) {
                continue;
            }
            line.push(edition.from, Standing::InForce(edition.place));
            let after = withdrawals.partition_point(|on| edition.from.is_some_and(|from| *on <= from));
            // Its own withdrawal holds from its first day on: another edition's of that day is what it reinstates.
            let at_once = edition.withdrawn_on.filter(|on| edition.from == Some(*on));
            let withdrawn = at_once.as_ref().or_else(|| withdrawals.get(after)).filter(|on| within(on));
            let expired = edition
                .expires_on
                .and_then(|last| last.tomorrow().ok())
                .map(|day| edition.from.map_or(day, |from| day.max(from)));
            if let Some(day) = expired.filter(within).filter(|day| withdrawn.is_none_or(|on| day < on)) {
                line.push(Some(day), Standing::Expired(edition.place));
            }
            if let Some(on) = withdrawn {
                line.push(Some(*on), Standing::Withdrawn(edition.place));
            }
        }
        line
    }

    fn push(&mut self, from: Option<Date>, standing: Standing) {
        match self.stretches.last_mut().filter(|last| last.from == from) {
            Some(last) => last.standing = standing,
            None => self.stretches.push(Stretch { from, standing }),
        }
    }

    /// The stretches, in the order of days.
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// How the chapter stands on a day.
    pub fn on(&self, day: Date) -> Standing {
        let next = self.stretches.partition_point(|stretch| stretch.from.is_none_or(|from| from <= day));
        let stretch = next.checked_sub(1).and_then(|index| self.stretches.get(index));
        stretch.map_or(Standing::NotYet, |stretch| stretch.standing)
    }

    /// The first day after a day on which the chapter stands otherwise.
    pub fn next_change(&self, after: Date) -> Option<Date> {
        self.stretches.iter().filter_map(|stretch| stretch.from).find(|from| *from > after)
    }
}

#[cfg(test)]
mod tests {
    use super::Standing::{InForce, Withdrawn};
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    fn edition(place: usize, from: Option<Date>) -> DatedEdition {
        DatedEdition { place, from, expires_on: None, withdrawn_on: None }
    }

    #[test]
    fn withdrawn_and_reinstated_twice() {
        let day = |month| date(2025, month, 1);
        let mut first = edition(0, Some(day(1)));
        first.withdrawn_on = Some(day(3));
        let mut second = edition(1, Some(day(5)));
        second.withdrawn_on = Some(day(7));
        let line = Timeline::of(&[first, second, edition(2, Some(day(7)))]);
        let found: Vec<Standing> = (1..9).map(|month| line.on(day(month))).collect();
        let first = [InForce(0), InForce(0), Withdrawn(0), Withdrawn(0)];
        assert_eq!(found, [&first[..], &[InForce(1), InForce(1), InForce(2), InForce(2)]].concat());
        assert_eq!(line.on(date(2024, 12, 31)), Standing::NotYet);
        assert_eq!(line.next_change(day(3)), Some(day(5)));
        assert_eq!(line.next_change(day(7)), None);
    }

    #[test]
    fn a_text_withdrawn_on_its_own_first_day_is_never_in_force() {
        let mut wrong = edition(0, Some(date(2026, 3, 1)));
        wrong.withdrawn_on = Some(date(2026, 3, 1));
        assert_eq!(Timeline::of(&[wrong]).on(date(2026, 3, 1)), Withdrawn(0));
        let mut before = edition(0, Some(date(2024, 1, 1)));
        before.withdrawn_on = Some(date(2026, 3, 1));
        assert_eq!(Timeline::of(&[before, edition(1, Some(date(2026, 3, 1)))]).on(date(2026, 3, 1)), InForce(1));
        wrong.place = 1;
        assert_eq!(Timeline::of(&[before, wrong]).on(date(2026, 3, 2)), Withdrawn(1));
    }

    #[test]
    fn the_last_day_counts_and_leap_days_are_days() {
        let mut interim = edition(0, Some(date(2024, 2, 1)));
        interim.expires_on = Some(date(2024, 2, 28));
        let line = Timeline::of(&[interim]);
        assert_eq!(line.on(date(2024, 2, 28)), Standing::InForce(0));
        assert_eq!(line.on(date(2024, 2, 29)), Standing::Expired(0));
        interim.expires_on = Some(date(2024, 2, 29));
        assert_eq!(Timeline::of(&[interim]).on(date(2024, 2, 29)), Standing::InForce(0));
        assert_eq!(Timeline::of(&[interim]).on(date(2024, 3, 1)), Standing::Expired(0));
    }

    /// The rule as the specification words it, day by day: what the line must agree with.
    fn by_the_rule(editions: &[DatedEdition], day: Date) -> Standing {
        let Some(current) = editions.iter().rev().find(|edition| edition.from.is_none_or(|from| from <= day)) else {
            return Standing::NotYet;
        };
        let last = editions.iter().filter_map(|edition| edition.withdrawn_on).filter(|on| *on <= day).max();
        let own = current.withdrawn_on.is_some_and(|on| current.from == Some(on));
        if own || last.is_some_and(|on| current.from.is_none_or(|from| from < on)) {
            return Standing::Withdrawn(current.place);
        }
        if current.expires_on.is_some_and(|last| last < day) {
            return Standing::Expired(current.place);
        }
        Standing::InForce(current.place)
    }

    proptest! {
        #[test]
        fn the_line_says_what_the_rule_says(
            raw in prop::collection::vec((0i64..60, prop::option::of(0i64..70), prop::option::of(0i64..70)), 0..7),
            undated in any::<bool>(),
        ) {
            let start = date(2024, 2, 1);
            let at = |days: i64| start.checked_add(jiff::Span::new().days(days)).unwrap();
            let mut raw = raw;
            raw.sort_unstable();
            let editions: Vec<DatedEdition> = raw.iter().enumerate().map(|(place, (from, expires, withdrawn))| DatedEdition {
                place,
                from: (place > 0 || !undated).then(|| at(*from)),
                expires_on: expires.map(|days| at(days.max(*from))),
                withdrawn_on: withdrawn.map(at),
            }).collect();
            let line = Timeline::of(&editions);
            for days in -5..80 {
                let day = at(days);
                prop_assert_eq!(line.on(day), by_the_rule(&editions, day), "{} of {:?}", day, editions);
            }
            for pair in line.stretches().windows(2) {
                prop_assert!(pair[0].from < pair[1].from);
            }
        }
    }
}
