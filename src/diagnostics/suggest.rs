//! "Did you mean …?": the nearest of some known words to a word that is not known.

use std::cell::Cell;

/// So many words are looked at for all faults of one kind: about a second's work. Ten thousand wrong ids in a register of
/// ten thousand would else cost as many comparisons as one times the other.
const LOOKED_AT: usize = 300_000;

/// How many more known words may be looked at. When none is left, a message does without the nearest one.
pub struct Patience(Cell<usize>);

impl Default for Patience {
    fn default() -> Self {
        Patience(Cell::new(LOOKED_AT))
    }
}

impl Patience {
    /// The same as [`nearest`], as long as there is patience for all the known words.
    pub fn nearest<'a>(&self, word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
        let mut left = Some(self.0.get());
        let counted = known.into_iter().inspect(|_| left = left.and_then(|left| left.checked_sub(1)));
        // The walk ends where the patience does, not at the end of the words.
        let found = if self.0.get() == 0 { None } else { nearest(word, counted.take(self.0.get())) };
        self.0.set(left.unwrap_or(0));
        found
    }
}

/// The known word nearest to `word` by edits (insertions, deletions, swaps), if it is near enough to be worth saying:
/// at most a third of the longer word's letters differ. Ties go to the first in alphabetical order.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    known
        .into_iter()
        .filter_map(|candidate| {
            let longer = lower.chars().count().max(candidate.chars().count());
            if longer > 200 || candidate.chars().count().abs_diff(lower.chars().count()) > (longer / 3).max(1) {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&lower, &candidate.to_lowercase());
            (distance <= (longer / 3).max(1) && distance < longer).then_some((distance, candidate))
        })
        .min()
        .map(|(_, candidate)| candidate)
}

/// ``did you mean `nearest`?`` where something is near, else nothing.
pub fn did_you_mean<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(word, known).map(|near| format!("did you mean `{near}`?"))
}

/// The same for a key of which only a part may have been typed (`reviewed` for `last_reviewed_on`): of the known words
/// that hold the whole of what was typed the nearest, unless another is a single slip away.
pub fn did_you_mean_key<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let lower = word.to_lowercase();
    let known: Vec<&str> = known.into_iter().collect();
    let near = nearest(word, known.iter().copied());
    let slip = near.filter(|near| strsim::damerau_levenshtein(&lower, &near.to_lowercase()) <= 1);
    let holds = |key: &&str| lower.chars().count() >= LEAST_PART && key.to_lowercase().contains(&lower);
    let whole = known.iter().copied().filter(holds).min_by_key(|key| (key.chars().count(), *key));
    slip.or(whole).or(near).map(|key| format!("did you mean `{key}`?"))
}

/// How many letters of a key say which is meant.
const LEAST_PART: usize = 4;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_slip_of_the_finger_and_nothing_far_away() {
        assert_eq!(nearest("reveiw_in", ["title", "review_in", "review_extension"]), Some("review_in"));
        assert_eq!(nearest("colour", ["title", "owner"]), None);
    }

    #[test]
    fn patience_ends() {
        let known: Vec<String> = (0..1000).map(|number| format!("act-{number}")).collect();
        let patience = Patience::default();
        let near = || patience.nearest("act-x7", known.iter().map(String::as_str));
        assert_eq!(near(), Some("act-17"));
        let found = (0..10_000).filter(|_| near().is_some()).count();
        assert_eq!(found, LOOKED_AT / known.len() - 1, "ten thousand times a thousand words were to be looked at");
    }

    #[test]
    fn a_part_of_a_key_means_the_key() {
        let keys = ["title", "owner", "review_in", "next_review_on", "last_reviewed_on", "review_extension", "forms"];
        let meant = |word: &str| did_you_mean_key(word, keys).unwrap_or_default();
        assert_eq!(meant("reviewed"), "did you mean `last_reviewed_on`?");
        assert_eq!(meant("Reviewed_on"), "did you mean `last_reviewed_on`?");
        assert_eq!(meant("extension"), "did you mean `review_extension`?");
        assert_eq!(meant("review"), "did you mean `review_in`?");
        assert_eq!(meant("form"), "did you mean `forms`?");
        assert_eq!(meant("reveiw_in"), "did you mean `review_in`?");
        assert_eq!(meant("in"), "");
    }
}
