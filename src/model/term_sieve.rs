//! A sieve for texts: which of them can hold a term at all, seen at one glance over their letters.
//!
//! Takes the spellings of a glossary, and pieces of running text as they are read; says whether two words that follow one
//! another may be how a term begins. It may say so without need, and never says no without being right: most texts hold
//! few terms, and what the sieve lets fall need not be folded. Knows no form and no page.

use super::folded_words::{CLOSE, OPEN, is_of_word, is_unseen};

/// How many bits the sieve has, as a power of two. A thousand terms with all their forms set two bits in a hundred, and a
/// word passes by two: of three thousand words one passes without need.
const BITS: u32 = 20;

/// What a word's number is before its first letter, and what it is multiplied with for each.
const BEFORE: u32 = 0x811c_9dc5;
const FACTOR: u32 = 0x0100_0193;

/// The number of a folded word, letter by letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WordNumber(u32);

impl Default for WordNumber {
    fn default() -> Self {
        WordNumber(BEFORE)
    }
}

impl WordNumber {
    /// The word with one more byte, of a small letter.
    #[must_use]
    pub fn with(self, byte: u8) -> Self {
        WordNumber((self.0 ^ u32::from(byte)).wrapping_mul(FACTOR))
    }

    /// The word with more letters, which are small.
    #[must_use]
    pub fn with_all(self, letters: &str) -> Self {
        letters.bytes().fold(self, Self::with)
    }
}

/// A piece of running text.
#[derive(Clone, Copy, Debug)]
pub enum Piece<'a> {
    /// Text, with the number of the piece that it is.
    Text(u32, &'a str),
    /// White space.
    Space,
    /// Something that is no text: no term goes across it.
    Break,
}

/// The beginnings of terms.
#[derive(Debug, Default)]
pub struct TermSieve {
    /// Words that are a term by themselves, and pairs of words with which a longer one begins.
    bits: Box<[u64]>,
}

impl TermSieve {
    /// The sieve of some spellings, in which each word stands between two marks.
    pub fn of<'a>(spellings: impl Iterator<Item = &'a str>) -> Self {
        let mut sieve = TermSieve { bits: vec![0; 1 << (BITS - 6)].into_boxed_slice() };
        for spelling in spellings {
            let mut words = spelling.split(OPEN).skip(1).filter_map(|word| word.split(CLOSE).next());
            let mut next = || words.next().map(|word| WordNumber::default().with_all(word));
            let Some(first) = next() else { continue };
            let number = next().map_or_else(|| alone(first), |second| pair(first, second));
            for (place, bit) in bits_of(number) {
                if let Some(bits) = sieve.bits.get_mut(place) {
                    *bits |= bit;
                }
            }
        }
        sieve
    }

    fn holds(&self, number: u32) -> bool {
        bits_of(number).into_iter().all(|(place, bit)| self.bits.get(place).is_some_and(|bits| bits & bit != 0))
    }

    /// Whether a term may begin with a word, and the one that follows it.
    pub fn may_begin(&self, word: WordNumber, next: Option<WordNumber>) -> bool {
        self.holds(alone(word)) || next.is_some_and(|next| self.holds(pair(word, next)))
    }

    /// Whether a text may hold a term.
    pub fn may_hold(&self, pieces: &[Piece<'_>]) -> bool {
        let mut reader = Reader { sieve: self, before: None, word: WordNumber::default(), open: false };
        pieces.iter().any(|piece| match piece {
            Piece::Text(_, text) => reader.read(text),
            Piece::Space | Piece::Break => reader.end_word(),
        }) || reader.end_word()
    }
}

/// Reads a text until a term may be in it.
struct Reader<'a> {
    sieve: &'a TermSieve,
    before: Option<WordNumber>,
    word: WordNumber,
    open: bool,
}

impl Reader<'_> {
    fn read(&mut self, text: &str) -> bool {
        let mut bytes = text.bytes().enumerate();
        while let Some((at, byte)) = bytes.next() {
            if byte.is_ascii_alphanumeric() {
                self.open = true;
                self.word = self.word.with(byte.to_ascii_lowercase());
            } else if byte.is_ascii() {
                if self.open && self.end_word() {
                    return true;
                }
            } else if let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
                if is_of_word(letter) {
                    // How other letters are folded is not for a glance.
                    return true;
                }
                if !is_unseen(letter) && self.end_word() {
                    return true;
                }
                for _ in 1..letter.len_utf8() {
                    bytes.next();
                }
            }
        }
        false
    }

    fn end_word(&mut self) -> bool {
        if !std::mem::take(&mut self.open) {
            return false;
        }
        let word = std::mem::take(&mut self.word);
        let before = self.before.replace(word);
        self.sieve.holds(alone(word)) || before.is_some_and(|before| self.sieve.holds(pair(before, word)))
    }
}

fn alone(word: WordNumber) -> u32 {
    word.0
}

fn pair(first: WordNumber, second: WordNumber) -> u32 {
    first.0.rotate_left(5) ^ second.0.wrapping_mul(0x9e37_79b1)
}

/// Where a number's two bits are: for each which of the integers, which of its bits.
fn bits_of(number: u32) -> [(usize, u64); 2] {
    [0x85eb_ca6b_u32, 0xc2b2_ae35].map(|factor| {
        let mixed = (number ^ (number >> 15)).wrapping_mul(factor);
        let place = mixed >> (32 - BITS);
        ((place >> 6) as usize, 1 << (place & 63))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::folded_words::FoldedText;

    fn may_hold(term: &str, pieces: &[Piece<'_>]) -> bool {
        TermSieve::of(std::iter::once(FoldedText::of(term).folded())).may_hold(pieces)
    }

    #[test]
    fn no_text_with_a_term_falls_through() {
        for (term, text) in [
            ("family time", "Some Family\u{A0}\u{201C}Time"),
            ("looked-after child", "a looked after child"),
            ("advocate", "ADVOCATE"),
            ("place plan", "a pla\u{AD}ce-plan."),
            ("Tŷ Gwyn", "at Tŷ Gwyn"),
            ("child's record", "the child\u{2019}s record"),
        ] {
            assert!(may_hold(term, &[Piece::Text(0, text)]), "{term}");
        }
        let parts = [Piece::Text(0, "fam"), Piece::Text(5, "ily"), Piece::Space, Piece::Text(9, "time")];
        assert!(may_hold("family time", &parts));
    }

    #[test]
    fn other_texts_do() {
        for text in ["family", "time family", "families have time", "“family” — at any time", ""] {
            assert!(!may_hold("family time", &[Piece::Text(0, text)]), "{text}");
        }
    }
}
