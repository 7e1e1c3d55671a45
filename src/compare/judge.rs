//! Which of the time limits, ages, duties and numbers of a text came out otherwise in another, and what stands for what.
//!
//! Takes two texts and the hunks between them, gives pairs of exact words, and the changed text as runs in which what
//! matters is marked. What comes to the same in other words ("five days", "5 days") is no change.

use std::collections::HashMap;
use std::ops::Range;

use super::comparison::{Fate, Matter, Point, Run};
use super::matters::{Found, find_matters};
use super::text::Text;
use super::word_diff::Hunk;

/// What matters in a change: which of the things found in either text came out otherwise, in pairs where they stand for
/// each other.
pub struct Judged {
    /// The pairs.
    pub points: Vec<(Point, Option<String>, Option<String>)>,
    older: Vec<Option<Matter>>,
    newer: Vec<Option<Matter>>,
}

/// Judges a change of words.
pub fn judge(older: &Text, newer: &Text, hunks: &[Hunk]) -> Judged {
    let (before, after) = (find_matters(older), find_matters(newer));
    let mut owner_after = vec![usize::MAX; newer.words.len()];
    for (index, found) in after.iter().enumerate() {
        for word in found.words.clone() {
            if let Some(owner) = owner_after.get_mut(word) {
                *owner = index;
            }
        }
    }
    let mut partner_of: Vec<Option<usize>> = vec![None; before.len()];
    let mut taken = vec![false; after.len()];
    // Things that share a word which was kept stand for each other.
    let mut shift = KeptWords::of(hunks);
    for (index, found) in before.iter().enumerate() {
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for word in found.words.clone() {
            if let Some(owner) =
                shift.newer(word).and_then(|word| owner_after.get(word)).filter(|at| **at < after.len())
            {
                *shared.entry(*owner).or_default() += 1;
            }
        }
        let free = shared.into_iter().filter(|(owner, _)| !taken.get(*owner).copied().unwrap_or(true));
        let best = free.max_by_key(|(owner, count)| (*count, std::cmp::Reverse(*owner)));
        if let Some((owner, _)) = best
            && let (Some(partner), Some(taken)) = (partner_of.get_mut(index), taken.get_mut(owner))
        {
            (*partner, *taken) = (Some(owner), true);
        }
    }
    // Of the rest, those do that were exchanged in one place, in order.
    let (mut next_before, mut next_after) = (0, 0);
    for hunk in hunks {
        let touches = |range: &Range<usize>, hunk: &Range<usize>| range.start < hunk.end && hunk.start < range.end;
        let mut lost: Vec<usize> = Vec::new();
        while let Some(found) = before.get(next_before).filter(|found| found.words.start < hunk.older.end) {
            if touches(&found.words, &hunk.older) && partner_of.get(next_before).is_some_and(Option::is_none) {
                lost.push(next_before);
            }
            next_before += 1;
        }
        let mut won: Vec<usize> = Vec::new();
        while let Some(found) = after.get(next_after).filter(|found| found.words.start < hunk.newer.end) {
            if touches(&found.words, &hunk.newer) && taken.get(next_after) == Some(&false) {
                won.push(next_after);
            }
            next_after += 1;
        }
        for index in lost {
            let matter = before.get(index).map(|found| found.matter);
            let partner = won.iter().position(|other| after.get(*other).map(|found| found.matter) == matter);
            if let Some(partner) = partner {
                let partner = won.remove(partner);
                if let (Some(slot), Some(taken)) = (partner_of.get_mut(index), taken.get_mut(partner)) {
                    (*slot, *taken) = (Some(partner), true);
                }
            }
        }
    }
    settle(older, newer, &before, &after, &partner_of, &taken)
}

fn settle(
    older: &Text,
    newer: &Text,
    before: &[Found],
    after: &[Found],
    partner_of: &[Option<usize>],
    taken: &[bool],
) -> Judged {
    let mut judged =
        Judged { points: Vec::new(), older: vec![None; older.words.len()], newer: vec![None; newer.words.len()] };
    let mark = |words: &Range<usize>, marks: &mut Vec<Option<Matter>>, matter: Matter| {
        for word in words.clone() {
            if let Some(mark) = marks.get_mut(word) {
                *mark = Some(matter);
            }
        }
    };
    for (found, partner) in before.iter().zip(partner_of) {
        let partner = partner.and_then(|partner| after.get(partner));
        if partner.is_some_and(|partner| partner.value == found.value && partner.matter == found.matter) {
            continue;
        }
        let matter = partner.map_or(found.matter, |partner| partner.matter.min(found.matter));
        mark(&found.words, &mut judged.older, matter);
        if let Some(partner) = partner {
            mark(&partner.words, &mut judged.newer, matter);
        }
        let point = Point {
            matter,
            older: Some(older.slice(found.words.clone())),
            newer: partner.map(|partner| newer.slice(partner.words.clone())),
            context: partner.map_or_else(|| context(older, &found.words), |partner| context(newer, &partner.words)),
            count: 1,
        };
        judged.points.push((point, Some(found.value.clone()), partner.map(|partner| partner.value.clone())));
    }
    for (found, taken) in after.iter().zip(taken) {
        if !taken {
            mark(&found.words, &mut judged.newer, found.matter);
            let point = Point {
                matter: found.matter,
                older: None,
                newer: Some(newer.slice(found.words.clone())),
                context: context(newer, &found.words),
                count: 1,
            };
            judged.points.push((point, None, Some(found.value.clone())));
        }
    }
    judged
}

/// So many words before and behind something say what it is about.
const BEFORE: usize = 5;
const BEHIND: usize = 6;

/// Words with those around them, in their sentence.
fn context(text: &Text, words: &Range<usize>) -> String {
    let ends =
        |place: usize| text.words.get(place).is_some_and(|word| matches!(text.word(word), "." | "?" | "!" | ":"));
    let mut start = words.start;
    while start > words.start.saturating_sub(BEFORE) && !ends(start - 1) {
        start -= 1;
    }
    // A comma before the first word would hang in the air.
    while start < words.start && text.words.get(start).is_some_and(|word| word.mark && text.word(word) == ",") {
        start += 1;
    }
    let mut end = words.end;
    while end < (words.end + BEHIND).min(text.words.len()) && !ends(end) {
        end += 1;
    }
    let before = if start > 0 && !ends(start - 1) { "… " } else { "" };
    let behind = if end < text.words.len() && !ends(end) { " …" } else { "" };
    format!("{before}{}{behind}", text.slice(start..end))
}

/// Where kept words stand in the newer text.
struct KeptWords<'a> {
    hunks: &'a [Hunk],
    next: usize,
}

impl<'a> KeptWords<'a> {
    fn of(hunks: &'a [Hunk]) -> Self {
        KeptWords { hunks, next: 0 }
    }

    /// The place of a word in the newer text, if it was kept; asked for in rising order.
    fn newer(&mut self, word: usize) -> Option<usize> {
        while self.hunks.get(self.next).is_some_and(|hunk| hunk.older.end <= word) {
            self.next += 1;
        }
        if self.hunks.get(self.next).is_some_and(|hunk| hunk.older.contains(&word)) {
            return None;
        }
        let before = self.next.checked_sub(1).and_then(|last| self.hunks.get(last));
        Some(before.map_or(word, |hunk| word - hunk.older.end + hunk.newer.end))
    }
}

impl Judged {
    /// A changed text as runs of words.
    pub fn runs(&self, older: &Text, newer: &Text, hunks: &[Hunk]) -> Vec<Run> {
        let mut runs = Vec::new();
        let mut at = 0;
        let kept = |range: Range<usize>, runs: &mut Vec<Run>| push_runs(newer, range, Fate::Same, &[], runs);
        for hunk in hunks {
            kept(at..hunk.newer.start, &mut runs);
            push_runs(older, hunk.older.clone(), Fate::Removed, &self.older, &mut runs);
            push_runs(newer, hunk.newer.clone(), Fate::Added, &self.newer, &mut runs);
            at = hunk.newer.end;
        }
        kept(at..newer.words.len(), &mut runs);
        runs
    }
}

/// Words as runs, a new one wherever what they matter for changes.
fn push_runs(text: &Text, range: Range<usize>, fate: Fate, matters: &[Option<Matter>], runs: &mut Vec<Run>) {
    let mut start = range.start;
    let matter = |at: usize| matters.get(at).copied().flatten();
    while start < range.end {
        let own = matter(start);
        let end = (start..range.end).find(|at| matter(*at) != own).unwrap_or(range.end);
        let space = text.words.get(start).is_some_and(|word| word.space);
        runs.push(Run { fate, space, text: text.slice(start..end), matter: own });
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::word_diff::diff_words;

    fn points(older: &str, newer: &str) -> Vec<String> {
        let (older, newer) = (Text::plain(older), Text::plain(newer));
        let judged = judge(&older, &newer, &diff_words(&older, &newer));
        let say = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
        judged.points.iter().map(|(point, _, _)| format!("{} → {}", say(&point.older), say(&point.newer))).collect()
    }

    #[test]
    fn pairs_what_stands_for_each_other() {
        for (older, newer, expected) in [
            (
                "Ring them within 5 working days of the visit.",
                "Ring them within 3 working days of the visit.",
                &["within 5 working days → within 3 working days"][..],
            ),
            ("Ring within five working days.", "Ring within 5 working days.", &[]),
            ("Staff should ring the parents first.", "Staff must ring the parents first.", &["should → must"]),
            ("Staff must ring the parents.", "Staff must not ring the parents.", &["must → must not"]),
            ("There were 14 homes here.", "There were fourteen homes here.", &[]),
            ("There were 14 homes here.", "There were 15 homes here.", &["14 → 15"]),
            ("Ring them and write to them.", "Ring them at once and write to them.", &["- → at once"]),
            ("Ring them 5 days later.", "Ring them within 5 days later.", &["5 days → within 5 days"]),
            ("Wait 5 days, then ring.", "Wait for news, then ring.", &["5 days → -"]),
            (
                "Visit within 5 days and write within 10 days of it.",
                "Visit within 10 days and write within 20 days of it.",
                &["within 5 days → within 10 days", "within 10 days → within 20 days"],
            ),
        ] {
            assert_eq!(points(older, newer), expected, "{older} / {newer}");
        }
    }
}
