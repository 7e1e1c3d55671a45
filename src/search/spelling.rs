//! Whether one word is another with one typing error in it, and which.
//!
//! Takes words as characters, knows no dictionary.

/// What makes one word of another, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edit {
    /// Two neighbours are swapped.
    Swap,
    /// A letter is missing.
    Missing,
    /// A letter is too many, or another.
    Other,
}

/// The edit that makes another word of one, if one does. Equal words are not one edit apart.
pub fn edit(one: &[char], other: &[char]) -> Option<Edit> {
    if one.len().abs_diff(other.len()) > 1 {
        return None;
    }
    let same = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let (a, b) = (one.get(same..).unwrap_or_default(), other.get(same..).unwrap_or_default());
    match (a, b) {
        ([a0, a1, a_rest @ ..], [b0, b1, b_rest @ ..]) if a.len() == b.len() => {
            if a0 == b1 && a1 == b0 && a_rest == b_rest {
                return Some(Edit::Swap);
            }
            ((a1, a_rest) == (b1, b_rest)).then_some(Edit::Other)
        }
        ([_], [_]) => Some(Edit::Other),
        ([_, a_rest @ ..], b) if a.len() > b.len() => (a_rest == b).then_some(Edit::Other),
        (a, [_, b_rest @ ..]) => (a == b_rest).then_some(Edit::Missing),
        (_, []) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(one: &str, other: &str) -> bool {
        let [one, other] = [one, other].map(|word| word.chars().collect::<Vec<_>>());
        let near = edit(&one, &other).is_some();
        assert_eq!(near, edit(&other, &one).is_some(), "the same both ways");
        near
    }

    #[test]
    fn what_is_wrong_is_told() {
        let told = |one: &str, other: &str| {
            let [one, other] = [one, other].map(|word| word.chars().collect::<Vec<_>>());
            edit(&one, &other)
        };
        assert_eq!(told("teh", "the"), Some(Edit::Swap));
        assert_eq!(told("sar", "star"), Some(Edit::Missing));
        assert_eq!(told("ivf", "if"), Some(Edit::Other));
        assert_eq!(told("sar", "say"), Some(Edit::Other));
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
                assert_eq!(edit(one, other).is_some(), strsim::osa_distance(&a, &b) == 1, "{a} {b}");
            }
        }
    }
}
