//! Whether one word is another with one typing error in it.
//!
//! Takes words as characters, knows no dictionary.

/// Whether one edit makes one word of the other: a letter put in, left out or changed, or two neighbours swapped.
/// Equal words are not one edit apart.
pub fn is_one_edit(one: &[char], other: &[char]) -> bool {
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (a, b) = (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default());
    match (a, b) {
        ([a0, a1, a_rest @ ..], [b0, b1, b_rest @ ..]) if a.len() == b.len() => {
            ((a1, a_rest) == (b1, b_rest)) || (a0 == b1 && a1 == b0 && a_rest == b_rest)
        }
        ([_], [_]) => true,
        ([_, a_rest @ ..], b) if a.len() > b.len() => a_rest == b,
        (a, [_, b_rest @ ..]) => a == b_rest,
        (_, []) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: &str, other: &str) -> bool {
        let [one, other] = [one, other].map(|word| word.chars().collect::<Vec<_>>());
        let near = is_one_edit(&one, &other);
        assert_eq!(near, is_one_edit(&other, &one), "the same both ways");
        near
    }

    #[test]
    fn all_four_errors_are_one_edit() {
        for [one, other] in [
            ["visit", "vissit"],
            ["visit", "vist"],
            ["visit", "visut"],
            ["visit", "vsiit"],
            ["visit", "visti"],
            ["visit", "visits"],
            ["visit", "isit"],
            ["visit", "ivsit"],
            ["a", "b"],
            ["a", "ab"],
            ["ŵyr", "wyr"],
        ] {
            assert!(near(one, other), "{one} {other}");
        }
    }

    #[test]
    fn more_or_less_is_none() {
        for [one, other] in [
            ["visit", "visit"],
            ["visit", "vstii"],
            ["visit", "visited"],
            ["visit", "evisti"],
            ["", ""],
            ["ab", "cd"],
            ["visit", "tisiv"],
        ] {
            assert!(!near(one, other), "{one} {other}");
        }
        assert!(near("", "a"));
    }

    /// The same as the distance of optimal string alignment, worked out the long way.
    #[test]
    fn as_the_long_way_says() {
        let letters = ['a', 'b', 'c'];
        let mut words: Vec<Vec<char>> = vec![Vec::new()];
        for length in 0..4 {
            let longer: Vec<Vec<char>> = words.iter().filter(|word| word.len() == length).cloned().collect();
            words.extend(longer.iter().flat_map(|word| letters.map(|letter| [word.as_slice(), &[letter]].concat())));
        }
        for one in &words {
            for other in &words {
                let [a, b] = [one, other].map(|word| word.iter().collect::<String>());
                assert_eq!(is_one_edit(one, other), strsim::osa_distance(&a, &b) == 1, "{a} {b}");
            }
        }
    }
}
