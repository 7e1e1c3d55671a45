//! "Did you mean …?": the nearest of some known words to a word that is not known.

/// The known word nearest to `word` by edits (insertions, deletions, swaps), if it is near enough to be worth saying:
/// at most a third of the longer word's letters differ. Ties go to the first in alphabetical order.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let lower = word.to_lowercase();
    known
        .into_iter()
        .filter_map(|candidate| {
            let longer = lower.chars().count().max(candidate.chars().count());
            if longer > 200 || candidate.chars().count().abs_diff(lower.chars().count()) > longer / 2 {
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
