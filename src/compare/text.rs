//! Running text as words that can be compared: what differs only in typography has one key.
//!
//! Quotation marks and apostrophes of every shape, hyphens and dashes, kinds of spaces, ellipses, soft hyphens, invisible
//! characters, ligatures and composed letters make no difference; capital letters and punctuation do.

use std::borrow::Cow;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use icu_normalizer::ComposingNormalizerBorrowed;

/// A word or a mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Where it stands in [`Text::shown`].
    from: u32,
    to: u32,
    /// Equal for words that readers would call the same.
    pub key: u64,
    /// Whether a space stands before it.
    pub space: bool,
    /// Whether it is a mark and not a word.
    pub mark: bool,
    /// The link that it belongs to, by its place in [`Text::links`].
    pub link: Option<u32>,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// Equal for links to one place.
    pub identity: String,
    /// What that place is called.
    pub name: String,
}

/// Running text.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The text as it was written, marks of emphasis aside.
    pub shown: String,
    /// Its words.
    pub words: Vec<Word>,
    /// Its links.
    pub links: Vec<Link>,
    /// Whether each word is a line: code.
    pub lines: bool,
}

impl Text {
    /// The words of plain text.
    pub fn plain(text: &str) -> Self {
        let mut builder = TextBuilder::default();
        builder.push(text);
        builder.finish()
    }

    /// The lines of some code, each a word of its own; nothing in them is typography.
    pub fn code(text: &str) -> Self {
        let mut words = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let bare = line.trim_end();
            let word = Word {
                from: small(at),
                to: small(at + bare.len()),
                key: key_of(bare),
                space: !words.is_empty(),
                mark: false,
                link: None,
            };
            words.push(word);
            at += line.len();
        }
        Text { shown: text.to_owned(), words, links: Vec::new(), lines: true }
    }

    /// A word as it was written.
    pub fn word(&self, word: &Word) -> &str {
        self.shown.get(word.from as usize..word.to as usize).unwrap_or("")
    }

    /// Where a word ends in [`Text::shown`].
    pub fn end_of(&self, word: &Word) -> usize {
        word.to as usize
    }

    /// Some of the words as they were written, with the spaces between them.
    pub fn slice(&self, range: Range<usize>) -> String {
        let mut text = String::new();
        for (index, word) in self.words.get(range).unwrap_or_default().iter().enumerate() {
            if index > 0 && word.space {
                text.push(if self.lines { '\n' } else { ' ' });
            }
            text.push_str(self.word(word));
        }
        text
    }

    /// A word in small letters, apostrophes straight.
    pub fn folded(&self, index: usize) -> String {
        let Some(word) = self.words.get(index) else { return String::new() };
        let mut folded = String::new();
        push_normal(self.word(word), &mut folded);
        folded.to_lowercase()
    }

    /// The link that a word belongs to.
    pub fn link_of(&self, word: &Word) -> Option<&Link> {
        self.links.get(word.link? as usize)
    }

    /// The keys of its words.
    pub fn keys(&self) -> Vec<u64> {
        self.words.iter().map(|word| word.key).collect()
    }
}

/// A piece of text as comparisons know it: accents are part of their letters.
pub fn composed(piece: &str) -> Cow<'_, str> {
    if piece.is_ascii() { Cow::Borrowed(piece) } else { ComposingNormalizerBorrowed::new_nfc().normalize(piece) }
}

fn small(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

/// A hash that is the same in every process.
pub fn key_of(value: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A stretch of the gathered text that is a link, or one word however many it shows.
struct Stretch {
    range: Range<usize>,
    link: Option<u32>,
    /// The key, for text that is compared as one word.
    whole: Option<u64>,
}

/// Gathers pieces of running text: a word can begin in one and end in the next.
#[derive(Default)]
pub struct TextBuilder {
    shown: String,
    links: Vec<Link>,
    stretches: Vec<Stretch>,
}

impl TextBuilder {
    /// Adds a piece.
    pub fn push(&mut self, piece: &str) {
        self.shown.push_str(&composed(piece));
    }

    /// Where the next piece will begin.
    pub fn here(&self) -> usize {
        self.shown.len()
    }

    /// Makes a link of everything that was added since `start`.
    pub fn link(&mut self, start: usize, link: Link) {
        let place = small(self.links.len());
        self.links.push(link);
        self.stretches.push(Stretch { range: start..self.here(), link: Some(place), whole: None });
    }

    /// Adds text that Chapterhouse itself makes, such as the name of a link's target: it is the same while `identity` is.
    pub fn push_whole(&mut self, text: &str, identity: &str, link: Option<Link>) {
        let start = self.here();
        self.shown.push_str(text);
        let place = link.map(|link| {
            self.links.push(link);
            small(self.links.len() - 1)
        });
        self.stretches.push(Stretch { range: start..self.here(), link: place, whole: Some(key_of(identity)) });
    }

    /// The words.
    pub fn finish(mut self) -> Text {
        self.stretches.sort_by_key(|stretch| stretch.range.start);
        let mut reader = Reader { shown: &self.shown, at: 0, space: false, words: Vec::new() };
        let mut next = 0;
        while reader.skip_space() {
            while self.stretches.get(next).is_some_and(|stretch| stretch.range.end <= reader.at) {
                next += 1;
            }
            let stretch = self.stretches.get(next).filter(|stretch| stretch.range.contains(&reader.at));
            let link = stretch.and_then(|stretch| stretch.link);
            match stretch.and_then(|stretch| Some((stretch.range.end, stretch.whole?))) {
                Some((end, key)) => reader.take_whole(end, key, link),
                None => reader.take_word(link),
            }
        }
        let words = reader.words;
        Text { shown: self.shown, words, links: self.links, lines: false }
    }
}

/// Reads words off a text.
struct Reader<'a> {
    shown: &'a str,
    at: usize,
    space: bool,
    words: Vec<Word>,
}

impl Reader<'_> {
    fn rest(&self) -> &str {
        self.shown.get(self.at..).unwrap_or("")
    }

    /// Passes over spaces and what cannot be seen; gives whether anything is left.
    fn skip_space(&mut self) -> bool {
        let mut passed = 0;
        let mut space = self.space;
        let mut left = false;
        for c in self.rest().chars() {
            if c.is_whitespace() {
                space = true;
            } else if !is_invisible(c) {
                left = true;
                break;
            }
            passed += c.len_utf8();
        }
        self.at += passed;
        self.space = space;
        left
    }

    fn put(&mut self, length: usize, key: u64, mark: bool, link: Option<u32>) {
        let (from, to) = (small(self.at), small(self.at + length));
        let space = std::mem::take(&mut self.space) && !self.words.is_empty();
        self.words.push(Word { from, to, key, space, mark, link });
        self.at += length;
    }

    fn take_whole(&mut self, end: usize, key: u64, link: Option<u32>) {
        self.put(end.saturating_sub(self.at).max(1), key, false, link);
    }

    fn take_word(&mut self, link: Option<u32>) {
        let rest = self.rest();
        let Some(first) = rest.chars().next() else { return };
        let run = |like: fn(char) -> bool| rest.chars().take_while(|c| like(*c)).map(char::len_utf8).sum::<usize>();
        let (length, key, mark) = if is_letter(first) {
            let length = word_length(rest);
            let mut normal = String::with_capacity(length);
            push_normal(rest.get(..length).unwrap_or(""), &mut normal);
            (length, key_of(normal.as_str()), false)
        } else if is_dash(first) {
            (run(is_dash), key_of("-"), true)
        } else if is_quote(first) {
            (run(is_quote), key_of("'"), true)
        } else if first == '…' || rest.starts_with("..") {
            (run(|c| matches!(c, '.' | '…')), key_of("…"), true)
        } else {
            (first.len_utf8(), key_of(&first), true)
        };
        self.put(length, key, mark, link);
    }
}

/// The length of the word at the start of a text: letters and digits, apostrophes between letters, points, commas and
/// colons between digits.
fn word_length(text: &str) -> usize {
    let mut length = 0;
    let mut last = ' ';
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, next)| *next);
        let inside = is_letter(c)
            || is_invisible(c)
            || (is_quote(c) && c != '"' && is_letter(last) && is_letter(next))
            || (matches!(c, '.' | ',' | ':') && last.is_ascii_digit() && next.is_ascii_digit());
        if !inside {
            return length;
        }
        length = at + c.len_utf8();
        last = c;
    }
    length
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '\u{300}'..='\u{36F}')
}

/// Soft hyphens, joiners and other characters of no width.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

/// Whether a character is a hyphen, a dash or a minus.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '\'' | '"' | '`' | '´' | 'ʹ' | 'ʺ' | 'ʼ' | '«' | '»' | '‹' | '›' | '\u{2018}'..='\u{201F}' | '\u{2032}'..='\u{2037}')
}

fn push_normal(word: &str, normal: &mut String) {
    for c in word.chars() {
        match c {
            _ if is_invisible(c) => {}
            _ if is_quote(c) => normal.push('\''),
            'ﬀ' => normal.push_str("ff"),
            'ﬁ' => normal.push_str("fi"),
            'ﬂ' => normal.push_str("fl"),
            'ﬃ' => normal.push_str("ffi"),
            'ﬄ' => normal.push_str("ffl"),
            'ﬅ' | 'ﬆ' => normal.push_str("st"),
            c => normal.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        Text::plain(a).keys() == Text::plain(b).keys()
    }

    #[test]
    fn typography_is_no_difference() {
        for (a, b) in [
            ("the child's wishes", "the child’s wishes"),
            ("the children' wishes", "the children′ wishes"),
            ("say \"no\" at once", "say “no” at once"),
            ("say 'no' at once", "say “no” at once"),
            ("a follow-up visit", "a follow\u{2011}up visit"),
            ("2024-25", "2024–25"),
            ("the aim - to help", "the aim — to help"),
            ("the aim -- to help", "the aim—to help"),
            ("5 days", "5\u{a0}days"),
            ("5\u{2009}days\nlater", "5 days later"),
            ("and so on...", "and so on…"),
            ("safe\u{ad}guarding", "safeguarding"),
            ("the ofﬁce", "the office"),
            ("re\u{301}sume\u{301}", "résumé"),
        ] {
            assert!(same(a, b), "{a} / {b}: {:?} {:?}", Text::plain(a), Text::plain(b));
        }
    }

    #[test]
    fn other_words_and_marks_are() {
        for (a, b) in [
            ("Must", "must"),
            ("a visit.", "a visit,"),
            ("9.30", "9.45"),
            ("1,000", "1,0000"),
            ("well-being", "wellbeing"),
            ("childs", "child's"),
            ("no", ""),
        ] {
            assert!(!same(a, b), "{a} / {b}");
        }
    }

    #[test]
    fn words_are_given_back_as_written() {
        let text = Text::plain("  Ring “the  team” — by 9.30,\nnot later. ");
        assert_eq!(text.slice(0..text.words.len()), "Ring “the team” — by 9.30, not later.");
        assert_eq!(Text::code("a  b\nc\n").slice(0..2), "a  b\nc");
    }
}
