//! Words that say nothing by themselves: a question drops them unless nothing else is left, and no form of a glossary
//! entry is made of them alone. They are indexed like all others, for phrases.

/// English ones, folded: those of texts, then those of questions. In the order of letters, for looking up.
pub const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "could", "did", "do", "does", "for", "how", "i",
    "if", "in", "into", "is", "it", "me", "my", "no", "not", "of", "on", "or", "our", "such", "that", "the", "their",
    "then", "there", "these", "they", "this", "to", "was", "we", "what", "when", "where", "which", "who", "whom",
    "whose", "why", "will", "with", "you", "your",
];

/// Whether a folded word is one of them; in a manual that is not in English none is.
pub fn is_stop_word(english: bool, folded: &str) -> bool {
    english && STOP_WORDS.binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_stand_in_order() {
        assert!(STOP_WORDS.is_sorted());
        assert!(is_stop_word(true, "whose") && !is_stop_word(false, "whose") && !is_stop_word(true, "must"));
    }
}
