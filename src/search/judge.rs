//! How good answers are, by judgements: pure arithmetic.
//!
//! Takes for each question what was wanted, with grades from 0 (wrong) to 3 (the right one), and what was given, in order.
//! Gives nDCG, reciprocal ranks and places. Knows no index, no file, no terminal.
//!
//! nDCG (Järvelin and Kekäläinen) with the gain `2^grade - 1` and the discount `log2(place + 1)`, over the first ten.

use std::collections::HashMap;

/// How many of what is given count for nDCG.
pub const DEPTH: usize = 10;

/// What is wanted of a question: an entry by its place in the set, or one of its sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wanted {
    /// The place of the entry.
    pub entry: usize,
    /// The place of the section in the entry; nothing: any of its sections.
    pub section: Option<usize>,
    /// From 0, wrong, to 3, right.
    pub grade: u8,
}

/// How one question was answered.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outcome {
    /// nDCG of the sections as readers see them, one under the other, from 0 to 1.
    pub ndcg: f64,
    /// nDCG of the entries.
    pub entry_ndcg: f64,
    /// Where the first right section stands among all sections shown, from 1. The right ones are those of the highest grade.
    pub place: Option<usize>,
    /// Where the first right entry stands, from 1.
    pub entry_place: Option<usize>,
    /// Whether nothing was found at all.
    pub empty: bool,
}

/// Means and counts over all questions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// How many questions were asked.
    pub questions: usize,
    /// The mean nDCG of sections.
    pub ndcg: f64,
    /// The mean nDCG of entries.
    pub entry_ndcg: f64,
    /// The mean of 1 / place of the first right section.
    pub mrr: f64,
    /// The same of entries.
    pub entry_mrr: f64,
    /// How often the right section stood first.
    pub first: usize,
    /// How often it stood among the first three.
    pub first_three: usize,
    /// How often the right entry was among the first three.
    pub entry_first_three: usize,
    /// How often nothing was found.
    pub empty: usize,
}

/// Judges one answer: `given` are its entries, best first, each with the sections that it shows.
pub fn judge(wanted: &[Wanted], given: &[(usize, Vec<usize>)]) -> Outcome {
    let best = wanted.iter().map(|wanted| wanted.grade).max().unwrap_or(0);
    let sections: Vec<(usize, usize)> =
        given.iter().flat_map(|(entry, shown)| shown.iter().map(|section| (*entry, *section))).collect();
    let grades = grades_of_sections(wanted, &sections);
    let entries = grades_of_entries(wanted);
    let entry_grades: Vec<u8> = given.iter().map(|(entry, _)| entries.get(entry).copied().unwrap_or(0)).collect();
    let ideal: Vec<u8> = wanted.iter().map(|wanted| wanted.grade).collect();
    let ideal_entries: Vec<u8> = entries.values().copied().collect();
    let place = |grades: &[u8]| grades.iter().position(|grade| best > 0 && *grade == best).map(|at| at + 1);
    Outcome {
        ndcg: ndcg(&grades, &ideal, DEPTH),
        entry_ndcg: ndcg(&entry_grades, &ideal_entries, DEPTH),
        place: place(&grades),
        entry_place: place(&entry_grades),
        empty: given.is_empty(),
    }
}

/// The grade of each section given. What is wanted of an entry as a whole counts once, for the first of its sections.
fn grades_of_sections(wanted: &[Wanted], sections: &[(usize, usize)]) -> Vec<u8> {
    let exact: HashMap<(usize, usize), u8> =
        wanted.iter().filter_map(|wanted| Some(((wanted.entry, wanted.section?), wanted.grade))).collect();
    let whole = wanted.iter().filter(|wanted| wanted.section.is_none());
    let mut whole: HashMap<usize, u8> = whole.map(|wanted| (wanted.entry, wanted.grade)).collect();
    let grade =
        |section: &(usize, usize)| exact.get(section).copied().unwrap_or_else(|| whole.remove(&section.0).unwrap_or(0));
    sections.iter().map(grade).collect()
}

/// The grade of an entry is the best of what is wanted of it.
fn grades_of_entries(wanted: &[Wanted]) -> HashMap<usize, u8> {
    let mut grades: HashMap<usize, u8> = HashMap::new();
    for wanted in wanted {
        let grade = grades.entry(wanted.entry).or_default();
        *grade = wanted.grade.max(*grade);
    }
    grades
}

/// Normalised discounted cumulative gain of the first `depth` of some grades in the order given, beside the best order of
/// all grades that there are; 0 where none is worth anything.
pub fn ndcg(given: &[u8], all: &[u8], depth: usize) -> f64 {
    let mut best = all.to_vec();
    best.sort_unstable_by(|one, other| other.cmp(one));
    let most = gain(&best, depth);
    if most > 0.0 { gain(given, depth) / most } else { 0.0 }
}

fn gain(grades: &[u8], depth: usize) -> f64 {
    let places = (2_u32..).map(f64::from);
    let worth = |grade: u8| f64::from((1_u32 << grade.min(31)) - 1);
    grades.iter().take(depth).zip(places).map(|(grade, place)| worth(*grade) / place.log2()).sum()
}

/// Means and counts.
pub fn sum_up(outcomes: &[Outcome]) -> Summary {
    let within = |place: Option<usize>, most: usize| place.is_some_and(|place| place <= most);
    let count = |holds: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|outcome| holds(outcome)).count();
    let mean = |of: &dyn Fn(&Outcome) -> f64| {
        if outcomes.is_empty() { 0.0 } else { outcomes.iter().map(of).sum::<f64>() / number(outcomes.len()) }
    };
    Summary {
        questions: outcomes.len(),
        ndcg: mean(&|outcome| outcome.ndcg),
        entry_ndcg: mean(&|outcome| outcome.entry_ndcg),
        mrr: mean(&|outcome| reciprocal(outcome.place)),
        entry_mrr: mean(&|outcome| reciprocal(outcome.entry_place)),
        first: count(&|outcome| within(outcome.place, 1)),
        first_three: count(&|outcome| within(outcome.place, 3)),
        entry_first_three: count(&|outcome| within(outcome.entry_place, 3)),
        empty: count(&|outcome| outcome.empty),
    }
}

fn reciprocal(place: Option<usize>) -> f64 {
    place.map_or(0.0, |place| 1.0 / number(place))
}

#[expect(clippy::cast_precision_loss, reason = "nobody asks 2^52 questions")]
fn number(count: usize) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, worked_out: f64) -> bool {
        (found - worked_out).abs() < 1e-6
    }

    fn section(entry: usize, section: usize, grade: u8) -> Wanted {
        Wanted { entry, section: Some(section), grade }
    }

    fn entry(entry: usize, grade: u8) -> Wanted {
        Wanted { entry, section: None, grade }
    }

    #[test]
    fn ndcg_is_as_worked_out_by_hand() {
        // 3 2 3 0 1 2 with gains 7 3 7 0 1 3: 7 + 3/1.5849625 + 7/2 + 0 + 1/2.5849625 + 3/2.8073549 = 13.848263.
        // Best order 3 3 2 2 1 0: 7 + 7/1.5849625 + 3/2 + 3/2.3219281 + 1/2.5849625 = 14.595390.
        assert!(near(ndcg(&[3, 2, 3, 0, 1, 2], &[3, 2, 3, 0, 1, 2], 10), 13.848_263_63 / 14.595_390_76));
        // One right answer in the second place: 1 / log2(3).
        assert!(near(ndcg(&[0, 1], &[1], 10), 0.630_929_753_6));
        assert!(near(ndcg(&[3], &[3], 10), 1.0));
        // The eleventh counts for nothing.
        assert!(near(ndcg(&[0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3], &[3], 10), 0.0));
        // Three of a kind, of which one may count: the ideal is cut at the depth, too.
        assert!(near(ndcg(&[1], &[1, 1, 1], 1), 1.0));
        assert!(near(ndcg(&[], &[2], 10), 0.0));
        assert!(near(ndcg(&[0, 0], &[0], 10), 0.0));
        assert!(ndcg(&[200], &[200], 10).is_finite());
    }

    #[test]
    fn places_are_those_of_the_highest_grade_and_an_entry_counts_once() {
        let wanted = [section(7, 2, 3), entry(4, 2), section(9, 0, 0)];
        let given = vec![(4, vec![1, 3]), (9, vec![0]), (7, vec![0, 2, 5])];
        let outcome = judge(&wanted, &given);
        // Sections as seen: 4.1 (2), 4.3 (nothing: the entry has counted), 9.0, 7.0, 7.2 (3), 7.5.
        assert_eq!((outcome.place, outcome.entry_place, outcome.empty), (Some(5), Some(3), false));
        // Gains 3, then 7 in the fifth place, by 7 and then 3: (3 + 7/2.5849625) / (7 + 3/1.5849625).
        assert!(near(outcome.ndcg, (3.0 + 7.0 / 2.584_962_5) / (7.0 + 3.0 / 1.584_962_5)));
        assert!(near(outcome.entry_ndcg, (3.0 + 7.0 / 2.0) / (7.0 + 3.0 / 1.584_962_5)));
    }

    #[test]
    fn a_section_that_is_not_among_those_shown_has_no_place_but_its_entry_has() {
        let outcome = judge(&[section(7, 6, 3)], &[(7, vec![0, 2, 5])]);
        assert_eq!((outcome.place, outcome.entry_place), (None, Some(1)));
        assert!(near(outcome.ndcg, 0.0) && near(outcome.entry_ndcg, 1.0));
    }

    #[test]
    fn means_and_counts() {
        let right = judge(&[section(0, 0, 3)], &[(0, vec![0])]);
        let second = judge(&[section(0, 0, 3)], &[(1, vec![0]), (0, vec![0])]);
        let fourth = judge(&[section(0, 0, 3)], &[(1, vec![0, 1, 2]), (0, vec![0])]);
        let none = judge(&[section(0, 0, 3)], &[]);
        let sum = sum_up(&[right, second, fourth, none]);
        assert_eq!((sum.questions, sum.first, sum.first_three, sum.entry_first_three, sum.empty), (4, 1, 2, 3, 1));
        assert!(near(sum.mrr, (1.0 + 0.5 + 0.25) / 4.0));
        assert!(near(sum.entry_mrr, (1.0 + 0.5 + 0.5) / 4.0));
        // 1, 1/log2(3), 1/log2(5), 0.
        assert!(near(sum.ndcg, (1.0 + 0.630_929_753_6 + 0.430_676_558_1) / 4.0));
        assert_eq!(sum_up(&[]), Summary::default());
    }
}
