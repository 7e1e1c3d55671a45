//! From the scores of sections to entries in their order.
//!
//! Takes a score for each section and how many sections each entry has, gives entries. Knows neither words nor tantivy.

use super::answer::{Exact, Hit};

/// The most sections of an entry that its score is made of.
const COUNTED: usize = 8;

/// The most sections of an entry that are shown.
const SHOWN: usize = 3;

/// How much less the next best section of an entry counts.
const LESS: f64 = 0.2;

/// Scores are compared in steps of one part in so many.
const STEPS: f64 = 65_536.0;

/// A score as it is compared: two programs that add in 32 bits differ by less than this tells apart.
pub fn compared(score: f64) -> f64 {
    (score * STEPS + 0.5).floor()
}

/// An entry that was found, before anything is left out.
#[derive(Clone, Debug)]
pub struct FoundEntry {
    /// It, as it is answered.
    pub hit: Hit,
    /// How many of its sections were found.
    pub sections: usize,
}

/// An entry with its sections' scores, best first. `first` is the ordinal of its first section; `meant` the place of the one
/// that stands first whatever it scores. `None` if nothing of it was found and it is not exact.
pub fn found_entry(entry: usize, exact: Exact, meant: Option<usize>, first: u32, scores: &[f32]) -> Option<FoundEntry> {
    let mut found: Vec<(u32, f32)> = (first..).zip(scores.iter().copied()).filter(|(_, score)| *score > 0.0).collect();
    found.sort_by(|(one, a), (other, b)| {
        compared(f64::from(*b)).total_cmp(&compared(f64::from(*a))).then(one.cmp(other))
    });
    let mut score = 0.0;
    let mut factor = 1.0;
    for (_, part) in found.iter().take(COUNTED) {
        score += f64::from(*part) * factor;
        factor *= LESS;
    }
    let meant = meant.or_else(|| (exact != Exact::No && found.is_empty()).then_some(0));
    if let Some(meant) = meant.and_then(|place| u32::try_from(place).ok()).map(|place| first + place) {
        let old = found.iter().position(|(ordinal, _)| *ordinal == meant);
        let section = old.map_or((meant, 0.0), |old| found.remove(old));
        found.insert(0, section);
    }
    let sections = found.len();
    found.truncate(SHOWN);
    (sections > 0).then_some(FoundEntry { hit: Hit { entry, exact, score, sections: found }, sections })
}

/// Puts entries into the order of the answer: exact ones first, then the better, then in reading order.
pub fn put_in_order(found: &mut [FoundEntry]) {
    found.sort_by(|one, other| {
        let (a, b) = (&one.hit, &other.hit);
        a.exact.cmp(&b.exact).then(compared(b.score).total_cmp(&compared(a.score))).then(a.entry.cmp(&b.entry))
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(scores: &[f32]) -> FoundEntry {
        found_entry(0, Exact::No, None, 10, scores).unwrap()
    }

    #[test]
    fn the_best_sections_stand_first_and_the_next_count_less() {
        let entry = found(&[1.0, 0.0, 3.0, 1.0, 2.0]);
        assert_eq!(entry.hit.sections, [(12, 3.0), (14, 2.0), (10, 1.0)], "equal ones in reading order");
        assert_eq!(entry.sections, 4);
        assert!((entry.hit.score - (3.0 + 0.4 + 0.04 + 0.008)).abs() < 1e-9);
    }

    #[test]
    fn no_more_than_eight_sections_count() {
        let (eight, twenty) = (found(&[1.0; 8]), found(&[1.0; 20]));
        assert!((eight.hit.score - twenty.hit.score).abs() < f64::EPSILON);
        assert!(found(&[1.0; 7]).hit.score < eight.hit.score);
    }

    #[test]
    fn scores_that_hardly_differ_are_one() {
        assert_eq!(found(&[1.0, 1.000_002]).hit.sections.first().unwrap().0, 10);
        assert_eq!(found(&[1.0, 1.000_1]).hit.sections.first().unwrap().0, 11);
        let mut entries = vec![
            FoundEntry { hit: Hit { entry: 3, ..found(&[1.000_001]).hit }, sections: 1 },
            FoundEntry { hit: Hit { entry: 2, ..found(&[1.0]).hit }, sections: 1 },
        ];
        put_in_order(&mut entries);
        assert_eq!(entries.first().unwrap().hit.entry, 2);
    }

    #[test]
    fn exact_ones_stand_first_whatever_they_score() {
        let mut entries: Vec<FoundEntry> =
            [(0, Exact::No, 9.0), (1, Exact::Title, 1.0), (2, Exact::Title, 2.0), (3, Exact::Number, 0.1)]
                .into_iter()
                .map(|(entry, exact, score)| found_entry(entry, exact, None, 0, &[score]).unwrap())
                .collect();
        put_in_order(&mut entries);
        assert_eq!(entries.iter().map(|found| found.hit.entry).collect::<Vec<_>>(), [3, 2, 1, 0]);
    }

    #[test]
    fn what_is_meant_by_number_stands_first_though_it_holds_no_word() {
        let entry = found_entry(0, Exact::Number, Some(2), 10, &[1.0, 2.0, 0.0]).unwrap();
        assert_eq!(entry.hit.sections, [(12, 0.0), (11, 2.0), (10, 1.0)]);
        assert_eq!(entry.sections, 3);
        let entry = found_entry(0, Exact::Title, None, 10, &[0.0, 0.0]).unwrap();
        assert_eq!((entry.hit.sections, entry.sections), (vec![(10, 0.0)], 1));
        assert!(found_entry(0, Exact::No, None, 10, &[0.0]).is_none());
    }
}
