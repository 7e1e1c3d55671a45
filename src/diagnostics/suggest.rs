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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_a_slip_of_the_finger_and_nothing_far_away() {
        assert_eq!(nearest("reveiw_in", ["title", "review_in", "review_extension"]), Some("review_in"));
        assert_eq!(nearest("colour", ["title", "owner"]), None);
    }
}
