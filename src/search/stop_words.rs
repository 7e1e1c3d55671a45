//! Words that say nothing by themselves: a question drops them unless nothing else is left, and no form of a glossary
//! entry is made of them alone. They are indexed like all others, for phrases.

/// English ones, folded: those of texts, and those of questions as people type them, their apostrophes left out or not. In the order of
/// letters, for looking up.
const STOP_WORDS: &[&str] = &[
    "a", "an", "and", "are", "arent", "as", "at", "be", "been", "but", "by", "can", "cant", "could", "couldnt", "did",
    "didnt", "do", "does", "doesnt", "dont", "for", "had", "hadnt", "has", "hasnt", "have", "havent", "how", "hows",
    "i", "if", "im", "in", "into", "is", "isnt", "it", "ive", "many", "me", "much", "my", "no", "not", "of", "on",
    "or", "our", "such", "that", "thats", "the", "their", "then", "there", "theres", "these", "they", "this", "to",
    "was", "wasnt", "we", "werent", "what", "whats", "when", "where", "wheres", "which", "who", "whom", "whos",
    "whose", "why", "will", "with", "wont", "wouldnt", "you", "your",
];

/// Those of a manual's language: English ones, or none. In the order of letters.
pub fn stop_words(english: bool) -> &'static [&'static str] {
    if english { STOP_WORDS } else { &[] }
}

/// Whether a folded word is one of them; in a manual that is not in English none is.
pub fn is_stop_word(english: bool, folded: &str) -> bool {
    stop_words(english).binary_search(&folded).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_stand_in_order() {
        assert!(STOP_WORDS.is_sorted());
        assert!(
            is_stop_word(true, "whose")
                && is_stop_word(true, "been")
                && !is_stop_word(false, "whose")
                && !is_stop_word(true, "must")
        );
    }
}
