//! Which items of one list stand for which of another. Takes keys and a likeness, gives steps through both lists.
//!
//! Everything is worked out in one order of the two lists, whichever is older, so that comparing the other way round
//! finds the same. The cost is that of the lists' length: what could cost more is bounded.

use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A step through two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// An item of both, by its places.
    Both(usize, usize),
    /// An item of the older list only.
    Older(usize),
    /// An item of the newer list only.
    Newer(usize),
}

/// A run of equal items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EqualRun {
    /// Where it begins in the older list.
    pub older: usize,
    /// Where it begins in the newer list.
    pub newer: usize,
    /// How many items it has.
    pub length: usize,
}

/// Up to so many items on each side, every pair is looked at; of more, only those near each other.
const EVERY_PAIR: usize = 50;
/// How far a pair may lie apart where not every pair is looked at.
const NEAR: usize = 12;

/// The runs of equal items by which two lists are best explained.
pub fn equal_runs<T: Hash + Ord>(older: &[T], newer: &[T]) -> Vec<EqualRun> {
    if older > newer {
        let turned = equal_runs(newer, older);
        let turn = |run: EqualRun| EqualRun { older: run.newer, newer: run.older, length: run.length };
        return turned.into_iter().map(turn).collect();
    }
    let head = older.iter().zip(newer).take_while(|(a, b)| a == b).count();
    let (a, b) = (older.get(head..).unwrap_or_default(), newer.get(head..).unwrap_or_default());
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
    let a = a.get(..a.len() - tail).unwrap_or_default();
    let b = b.get(..b.len() - tail).unwrap_or_default();
    let mut runs = Vec::new();
    let mut put = |run: EqualRun| match runs.last_mut() {
        Some(last @ EqualRun { .. })
            if last.older + last.length == run.older && last.newer + last.length == run.newer =>
        {
            last.length += run.length;
        }
        _ if run.length > 0 => runs.push(run),
        _ => {}
    };
    put(EqualRun { older: 0, newer: 0, length: head });
    if !a.is_empty() && !b.is_empty() {
        for operation in capture_diff_slices(Algorithm::Myers, a, b) {
            if let DiffOp::Equal { old_index, new_index, len } = operation {
                put(EqualRun { older: head + old_index, newer: head + new_index, length: len });
            }
        }
    }
    put(EqualRun { older: older.len() - tail, newer: newer.len() - tail, length: tail });
    runs
}

/// The best way through two lists: items with one key belong together; of the rest those do that are alike, in order.
/// `likeness` says how much, from 0 (not at all) to 1000, of an older and a newer item by their places.
pub fn align(older: &[u64], newer: &[u64], likeness: &dyn Fn(usize, usize) -> u32) -> Vec<Step> {
    let turned = older > newer;
    let mut pairs = Vec::new();
    let (mut a, mut b) = (0, 0);
    let ends = EqualRun { older: older.len(), newer: newer.len(), length: 0 };
    for run in equal_runs(older, newer).into_iter().chain([ends]) {
        pair_gap(a..run.older, b..run.newer, likeness, turned, &mut pairs);
        pairs.extend((0..run.length).map(|step| (run.older + step, run.newer + step)));
        (a, b) = (run.older + run.length, run.newer + run.length);
    }
    steps_of(&pairs, older.len(), newer.len())
}

/// Steps through two lists of which some items belong together.
fn steps_of(pairs: &[(usize, usize)], older: usize, newer: usize) -> Vec<Step> {
    let mut steps = Vec::with_capacity(older.max(newer));
    let (mut a, mut b) = (0, 0);
    for (i, j) in pairs.iter().copied().chain([(older, newer)]) {
        steps.extend((a..i).map(Step::Older));
        steps.extend((b..j).map(Step::Newer));
        if i < older && j < newer {
            steps.push(Step::Both(i, j));
        }
        (a, b) = (i + 1, j + 1);
    }
    steps
}

fn pair_gap(
    older: Range<usize>,
    newer: Range<usize>,
    likeness: &dyn Fn(usize, usize) -> u32,
    turned: bool,
    pairs: &mut Vec<(usize, usize)>,
) {
    if older.is_empty() || newer.is_empty() {
        return;
    }
    let found = if turned {
        let found = pair_alike(&newer, &older, &|b, a| likeness(a, b));
        found.into_iter().map(|(b, a)| (a, b)).collect()
    } else {
        pair_alike(&older, &newer, likeness)
    };
    pairs.extend(found);
}

fn pair_alike(
    first: &Range<usize>,
    second: &Range<usize>,
    likeness: &dyn Fn(usize, usize) -> u32,
) -> Vec<(usize, usize)> {
    if first.len().max(second.len()) > EVERY_PAIR {
        return pair_near(first, second, likeness);
    }
    let width = second.len() + 1;
    // best[i * width + j]: the most likeness that the items from i and from j on can have; and of each pair its own.
    let mut best = vec![0_u32; (first.len() + 1) * width];
    let mut alike = vec![0_u32; first.len() * width];
    let at = |table: &[u32], place: usize| table.get(place).copied().unwrap_or(0);
    for i in (0..first.len()).rev() {
        for j in (0..second.len()).rev() {
            let own = likeness(first.start + i, second.start + j);
            let paired = if own > 0 { own + at(&best, (i + 1) * width + j + 1) } else { 0 };
            let most = paired.max(at(&best, (i + 1) * width + j)).max(at(&best, i * width + j + 1));
            if let (Some(best), Some(alike)) = (best.get_mut(i * width + j), alike.get_mut(i * width + j)) {
                (*best, *alike) = (most, own);
            }
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while i < first.len() && j < second.len() {
        let (here, own) = (at(&best, i * width + j), at(&alike, i * width + j));
        if own > 0 && here == own + at(&best, (i + 1) * width + j + 1) {
            pairs.push((first.start + i, second.start + j));
            (i, j) = (i + 1, j + 1);
        } else if here == at(&best, (i + 1) * width + j) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// Pairs each item with the one most like it among the next few that are free.
fn pair_near(
    first: &Range<usize>,
    second: &Range<usize>,
    likeness: &dyn Fn(usize, usize) -> u32,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let mut free = second.start;
    for i in first.clone() {
        let near = free..(free + NEAR).min(second.end);
        let most = near.map(|j| (likeness(i, j), std::cmp::Reverse(j))).max();
        if let Some((1.., std::cmp::Reverse(j))) = most {
            pairs.push((i, j));
            free = j + 1;
        }
    }
    pairs
}

/// Which places of a list belong to its longest rising subsequence.
pub fn rising(values: &[usize]) -> Vec<bool> {
    // ends[n]: the place of the smallest value that ends a rising subsequence of n + 1 values.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    let value = |place: usize| values.get(place).copied().unwrap_or(usize::MAX);
    for (place, own) in values.iter().enumerate() {
        let length = ends.partition_point(|end| value(*end) < *own);
        before.push(length.checked_sub(1).and_then(|last| ends.get(last).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut belongs = vec![false; values.len()];
    let mut next = ends.last().copied();
    while let Some(place) = next {
        if let Some(flag) = belongs.get_mut(place) {
            *flag = true;
        }
        next = before.get(place).copied().flatten();
    }
    belongs
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::cmp::Ordering;
    use std::hash::Hasher;

    #[test]
    fn pairs_what_is_alike_in_order() {
        let likeness = |a: usize, b: usize| [[900, 0], [0, 0], [0, 500]][a][b];
        assert_eq!(align(&[1, 2, 3], &[11, 13], &likeness), [Step::Both(0, 0), Step::Older(1), Step::Both(2, 1)]);
        assert_eq!(align(&[1], &[1, 2], &|_, _| 0), [Step::Both(0, 0), Step::Newer(1)]);
        assert_eq!(align(&[], &[], &|_, _| 0), []);
    }

    #[test]
    fn finds_what_rises() {
        assert_eq!(rising(&[1, 2, 0, 3]), [true, true, false, true]);
        assert_eq!(rising(&[]), Vec::<bool>::new());
        assert_eq!(rising(&[3, 0, 1, 2]), [false, true, true, true]);
    }

    #[test]
    fn of_many_items_only_those_near_each_other_are_looked_at() {
        for (older, newer) in [(4_000, 4_000), (1, 4_000), (4_000, 1), (45, 45)] {
            let looks = Cell::new(0_usize);
            let likeness = |_: usize, _: usize| {
                looks.set(looks.get() + 1);
                0
            };
            let list = |from: u64, length: u64| (from..from + length).collect::<Vec<_>>();
            let _ = align(&list(0, older), &list(10_000, newer), &likeness);
            assert!(looks.get() as u64 <= EVERY_PAIR as u64 * older.max(newer), "{older}, {newer}: {}", looks.get());
        }
    }

    thread_local!(static LOOKS: Cell<u64> = const { Cell::new(0) });

    /// A value that counts how often it is looked at.
    #[derive(Clone)]
    struct Counted(u32);
    impl PartialEq for Counted {
        fn eq(&self, other: &Self) -> bool {
            LOOKS.set(LOOKS.get() + 1);
            self.0 == other.0
        }
    }
    impl Eq for Counted {}
    impl PartialOrd for Counted {
        fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
            Some(self.cmp(other))
        }
    }
    impl Ord for Counted {
        fn cmp(&self, other: &Self) -> Ordering {
            LOOKS.set(LOOKS.get() + 1);
            self.0.cmp(&other.0)
        }
    }
    impl Hash for Counted {
        fn hash<H: Hasher>(&self, state: &mut H) {
            LOOKS.set(LOOKS.get() + 1);
            self.0.hash(state);
        }
    }

    fn looks(make: &dyn Fn(u32, u32) -> u32, side: u32, length: u32) -> u64 {
        let list = |side: u32| (0..length).map(|at| Counted(make(side, at))).collect::<Vec<_>>();
        let (older, newer) = (list(0), list(side));
        LOOKS.set(0);
        let _ = equal_runs(&older, &newer);
        LOOKS.get()
    }

    /// Numbers that look like chance and are the same in every run.
    fn mixed(side: u32, at: u32) -> u32 {
        let mut value = (at + 1).wrapping_mul(2_654_435_761) ^ side.wrapping_mul(40_503);
        value ^= value >> 15;
        value = value.wrapping_mul(2_246_822_519);
        value ^ (value >> 13)
    }

    #[test]
    fn twice_the_words_are_about_twice_the_work() {
        type Make = fn(u32, u32) -> u32;
        let hostile: &[(&str, Make)] = &[
            ("all different", |side, at| side * 1_000_000 + at),
            ("all equal", |_, _| 7),
            ("alternating, out of step", |side, at| (at + side) % 2),
            ("two letters by chance", |side, at| mixed(side, at) % 2),
            ("twenty words by chance", |side, at| mixed(side, at) % 20),
            ("every other word new", |side, at| if at % 2 == 0 { at } else { side * 1_000_000 + at }),
            ("back to front", |side, at| if side == 0 { at } else { 1_000_000 - at }),
        ];
        for (name, make) in hostile {
            let (once, twice) = (looks(make, 1, 20_000), looks(make, 1, 40_000));
            assert!(twice < once * 5 / 2 + 1_000, "{name}: {once} looks, then {twice}");
            assert!(once < 20_000 * 700, "{name}: {once} looks at 20,000 words");
        }
    }
}
