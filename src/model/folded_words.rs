//! Text as words that can be compared: small letters, accents set apart, what stands between words told from what holds
//! them together.
//!
//! Takes pieces of running text, gives one string in which every word stands between two marks, and where each word
//! stands. Terms and texts pass the same fold, so that a search for whole words is a search for a string. Knows no term.

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::term_sieve::{Piece, WordNumber};

const NFD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfd();

/// What stands before each word in the folded string. Control characters of a text never stand there.
pub(super) const OPEN: char = '\u{1}';
/// The same behind it.
pub(super) const CLOSE: char = '\u{2}';
const CONTROL: char = '\u{3}';

/// A point in a text: a piece of it, by the number that the caller gave, and the bytes before the point in that piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextPoint {
    /// The piece.
    pub piece: u32,
    /// Bytes from its start.
    pub offset: u32,
}

/// Which letters of a word are capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Capitals {
    /// None.
    None,
    /// The first alone.
    First,
    /// Others: an abbreviation, a brand.
    Others,
}

/// What stands before a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: it is the first.
    Start,
    /// White space.
    Space,
    /// One hyphen.
    Hyphen,
    /// One apostrophe.
    Apostrophe,
    /// Anything else.
    Other,
}

/// A word and where it stands.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing of what stands around the word")]
pub struct Word {
    /// Where its opening mark stands in the folded string.
    pub at: usize,
    /// Its first byte.
    pub start: TextPoint,
    /// One past its last byte.
    pub end: TextPoint,
    /// Its capitals.
    pub capitals: Capitals,
    /// Its number, by which the beginnings of terms are known.
    pub number: WordNumber,
    /// What stands before it.
    pub gap: Gap,
    /// Whether a sentence may begin with it.
    pub begins: bool,
    /// Whether a sign holds it to the word before, as in addresses: `family.example`.
    pub glued: bool,
    /// Whether a quotation mark stands right before it.
    pub after_quote: bool,
    /// Whether a quotation mark stands right behind it.
    pub before_quote: bool,
    /// Its letters as they are, in [`FoldedText::letters`]; empty where they are all small.
    letters: (usize, usize),
}

/// A text, folded.
#[derive(Debug, Default)]
pub struct FoldedText {
    folded: String,
    letters: String,
    words: Vec<Word>,
    open: bool,
    gap: GapText,
}

/// What has been read since the last word.
#[derive(Debug, Default)]
struct GapText {
    signs: String,
    spaces: bool,
    /// The sign right behind the word before, and the one right before the next.
    first: Option<char>,
    last: Option<char>,
}

impl FoldedText {
    /// One text alone.
    pub fn of(text: &str) -> Self {
        let mut folded = FoldedText::default();
        folded.push(0, text);
        folded.finish();
        folded
    }

    /// Makes ready for another text.
    pub fn clear(&mut self) {
        self.folded.clear();
        self.letters.clear();
        self.words.clear();
        self.open = false;
        self.gap.clear();
    }

    /// The folded string.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The words.
    pub fn words(&self) -> &[Word] {
        &self.words
    }

    /// The letters of a word as they are; `None` where they are all small.
    pub fn letters_of(&self, word: &Word) -> Option<&str> {
        self.letters.get(word.letters.0..word.letters.1).filter(|letters| !letters.is_empty())
    }

    /// The folded letters of a word.
    pub fn folded_word(&self, word: &Word) -> &str {
        let rest = self.folded.get(word.at + 1..).unwrap_or("");
        rest.split(CLOSE).next().unwrap_or("")
    }

    /// Adds a piece of text; a word may go on from the piece before.
    pub fn push(&mut self, piece: u32, text: &str) {
        let point = |at: usize| TextPoint { piece, offset: u32::try_from(at).unwrap_or(u32::MAX) };
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
            if let Some(letters) = rest.get(..length).filter(|letters| !letters.is_empty()) {
                if !self.open {
                    self.begin_word(point(at));
                }
                at += length;
                self.put_plain(letters, point(at));
                continue;
            }
            let Some(letter) = rest.chars().next() else { return };
            if is_of_word(letter) {
                if !self.open {
                    self.begin_word(point(at));
                }
                self.put(letter, point(at + letter.len_utf8()));
            } else if !is_unseen(letter) {
                self.close_word();
                self.gap.put(letter);
            }
            at += letter.len_utf8();
        }
    }

    /// Adds a text in pieces.
    pub fn push_all(&mut self, pieces: &[Piece<'_>]) {
        for piece in pieces {
            match piece {
                Piece::Text(number, text) => self.push(*number, text),
                Piece::Space => self.push_space(),
                Piece::Break => self.push_break(),
            }
        }
    }

    /// Adds white space.
    pub fn push_space(&mut self) {
        self.close_word();
        self.gap.put(' ');
    }

    /// Adds something that is no text: no term goes across it.
    pub fn push_break(&mut self) {
        self.close_word();
        self.gap.put(CONTROL);
    }

    /// Ends the text.
    pub fn finish(&mut self) {
        self.close_word();
        if let Some(word) = self.words.last_mut() {
            word.before_quote = self.gap.first.is_some_and(is_quote);
        }
    }

    fn begin_word(&mut self, start: TextPoint) {
        let gap = if self.words.is_empty() { Gap::Start } else { self.gap.kind() };
        if let Some(before) = self.words.last_mut() {
            before.before_quote = self.gap.first.is_some_and(is_quote);
        }
        if matches!(gap, Gap::Apostrophe | Gap::Other) {
            self.folded.push_str(&self.gap.signs);
        }
        let begins = match gap {
            Gap::Start => true,
            Gap::Other => !matches!(self.gap.signs.as_str(), "," | "/" | "&"),
            _ => false,
        };
        let glued = gap == Gap::Other && !self.gap.spaces && self.gap.signs.contains(['@', '.', '_', '\\', '=']);
        let at = self.folded.len();
        self.words.push(Word {
            at,
            start,
            end: start,
            capitals: Capitals::None,
            number: WordNumber::default(),
            gap,
            begins,
            glued,
            after_quote: self.gap.last.is_some_and(is_quote),
            before_quote: false,
            letters: (self.letters.len(), self.letters.len()),
        });
        self.gap.clear();
        self.folded.push(OPEN);
        self.open = true;
    }

    /// Adds Latin letters without accents, and digits.
    fn put_plain(&mut self, letters: &str, end: TextPoint) {
        let Some(word) = self.words.last_mut() else { return };
        word.end = end;
        let first = self.letters.len() == word.letters.0;
        let mut bytes = letters.bytes();
        if first && bytes.next().is_some_and(|letter| letter.is_ascii_uppercase()) {
            word.capitals = Capitals::First;
        }
        if bytes.any(|letter| letter.is_ascii_uppercase()) {
            word.capitals = Capitals::Others;
        }
        self.letters.push_str(letters);
        let from = self.folded.len();
        self.folded.push_str(letters);
        if let Some(added) = self.folded.get_mut(from..) {
            if word.capitals != Capitals::None {
                added.make_ascii_lowercase();
            }
            word.number = word.number.with_all(added);
        }
    }

    /// Adds any other letter.
    fn put(&mut self, letter: char, end: TextPoint) {
        let Some(word) = self.words.last_mut() else { return };
        word.end = end;
        let from = self.folded.len();
        for part in NFD.normalize_iter(std::iter::once(letter)) {
            if part.is_uppercase() {
                let first = self.letters.len() == word.letters.0;
                word.capitals = if first { Capitals::First } else { Capitals::Others };
            }
            self.letters.push(part);
            self.folded.extend(part.to_lowercase());
        }
        word.number = word.number.with_all(self.folded.get(from..).unwrap_or(""));
    }

    fn close_word(&mut self) {
        if !std::mem::take(&mut self.open) {
            return;
        }
        self.folded.push(CLOSE);
        if let Some(word) = self.words.last_mut() {
            if word.capitals == Capitals::None {
                self.letters.truncate(word.letters.0);
            }
            word.letters.1 = self.letters.len();
        }
    }
}

impl GapText {
    fn clear(&mut self) {
        self.signs.clear();
        self.spaces = false;
        (self.first, self.last) = (None, None);
    }

    fn put(&mut self, sign: char) {
        let seen = if sign.is_whitespace() { ' ' } else { sign };
        self.first.get_or_insert(seen);
        self.last = Some(seen);
        match sign {
            _ if sign.is_whitespace() => self.spaces = true,
            '-' | '\u{2010}' | '\u{2011}' => self.signs.push('-'),
            '\'' | '\u{2018}' | '\u{2019}' | '\u{2BC}' => self.signs.push('\''),
            _ if sign.is_control() => self.signs.push(CONTROL),
            _ => self.signs.push(sign),
        }
    }

    fn kind(&self) -> Gap {
        match (self.signs.as_str(), self.spaces) {
            ("", _) => Gap::Space,
            ("-", false) => Gap::Hyphen,
            ("'", false) => Gap::Apostrophe,
            _ => Gap::Other,
        }
    }
}

/// Whether a character is part of a word: letters, digits, and marks that stand on a letter.
pub(super) fn is_of_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric()
        || matches!(c, '\u{300}'..='\u{36F}' | '\u{591}'..='\u{5BD}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}' | '\u{20D0}'..='\u{20FF}' | '\u{FE20}'..='\u{FE2F}')
}

/// Characters that nobody sees: hyphens that show only at a line's end, joiners.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '\u{2018}'..='\u{201F}' | '«' | '»' | '‹' | '›')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        FoldedText::of(text).folded().replace(OPEN, "<").replace(CLOSE, ">")
    }

    #[test]
    fn what_readers_take_for_one_is_one() {
        for [one, other] in [
            ["family time", "Family\u{A0} Time"],
            ["looked-after child", "looked after child"],
            ["child's record", "child\u{2019}s record"],
            ["T\u{177} Gwyn", "ty\u{302} gwyn"],
            ["place\u{AD}ment", "placement"],
        ] {
            assert_eq!(folded(one), folded(other), "{one}");
        }
        for [one, other] in [["family, time", "family time"], ["case.file", "case file"], ["cafe", "café"]] {
            assert_ne!(folded(one), folded(other), "{one}");
        }
    }

    #[test]
    fn words_know_their_place_and_their_letters() {
        let text = FoldedText::of("“IRO” – Ŵyr’s dad-to-be");
        let found: Vec<_> = text
            .words()
            .iter()
            .map(|word| (text.folded_word(word).to_owned(), word.start.offset, word.capitals, word.gap))
            .collect();
        assert_eq!(found[0], ("iro".into(), 3, Capitals::Others, Gap::Start));
        assert_eq!(found[1], ("w\u{302}yr".into(), 14, Capitals::First, Gap::Other));
        assert_eq!((found[2].3, found[4].3), (Gap::Apostrophe, Gap::Hyphen));
        assert_eq!(text.letters_of(&text.words()[0]), Some("IRO"));
        assert!(text.words()[0].after_quote && text.words()[0].before_quote);
    }
}
