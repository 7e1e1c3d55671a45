//! The different words of a set in the order of code points, each with the number of sections that hold it: what unfinished
//! and mistyped words are looked for in.
//!
//! Takes words with counts, gives those that begin alike. It is no field of the index: nobody asks where a word stands that
//! has not been stemmed, and a third of the work of indexing would go into answering that.

use std::sync::Arc;

/// Words and how often each stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WordList {
    /// The words, one behind the other.
    text: String,
    /// Of each word: where it ends in the text, and in how many sections it stands.
    words: Vec<(u32, u32)>,
}

impl WordList {
    /// The list of some words, each of which may be counted several times.
    pub fn of(mut counted: Vec<(Arc<str>, u32)>) -> Self {
        counted.sort_unstable();
        let mut list = WordList::default();
        let mut counted = counted.into_iter().filter(|(_, count)| *count > 0).peekable();
        while let Some((word, mut count)) = counted.next() {
            while let Some((_, more)) = counted.next_if(|(other, _)| *other == word) {
                count += more;
            }
            list.text.push_str(&word);
            list.words.push((u32::try_from(list.text.len()).unwrap_or(u32::MAX), count));
        }
        list
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The words that begin with some letters, all for none, in the order of code points.
    pub fn beginning_with<'a>(&'a self, start: &'a str) -> impl Iterator<Item = (&'a str, u32)> {
        let first = self.first_from(start);
        let from_there = (first..self.words.len()).map_while(|at| self.get(at));
        from_there.take_while(move |(word, _)| word.starts_with(start))
    }

    fn get(&self, at: usize) -> Option<(&str, u32)> {
        let before = at.checked_sub(1).and_then(|before| self.words.get(before)).map_or(0, |(end, _)| *end);
        let (end, count) = *self.words.get(at)?;
        Some((self.text.get(before as usize..end as usize)?, count))
    }

    /// The place of the first word that does not stand before some letters.
    fn first_from(&self, start: &str) -> usize {
        let (mut low, mut high) = (0, self.words.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            if self.get(middle).is_some_and(|(word, _)| word < start) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// The list as a file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.text.len() + self.words.len() * 8 + 8);
        bytes.extend(u64::try_from(self.words.len()).unwrap_or(u64::MAX).to_le_bytes());
        for (end, count) in &self.words {
            bytes.extend(end.to_le_bytes());
            bytes.extend(count.to_le_bytes());
        }
        bytes.extend(self.text.bytes());
        bytes
    }

    /// The list that a file holds; `None` if it holds none.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (length, rest) = bytes.split_first_chunk::<8>()?;
        let size = usize::try_from(u64::from_le_bytes(*length)).ok()?.checked_mul(8)?;
        let (words, text) = rest.split_at_checked(size)?;
        let number = |bytes: &[u8]| bytes.try_into().map(u32::from_le_bytes).ok();
        let word = |word: &[u8]| Some((number(word.get(..4)?)?, number(word.get(4..)?)?));
        let words: Option<Vec<(u32, u32)>> = words.chunks_exact(8).map(word).collect();
        Some(WordList { text: String::from_utf8(text.to_vec()).ok()?, words: words? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(words: &[(&str, u32)]) -> WordList {
        WordList::of(words.iter().map(|(word, count)| (Arc::from(*word), *count)).collect())
    }

    #[test]
    fn words_stand_once_in_order_with_their_counts() {
        let list = list(&[("visit", 2), ("éclair", 1), ("child", 1), ("visit", 3), ("children", 4), ("gone", 0)]);
        let all: Vec<(&str, u32)> = list.beginning_with("").collect();
        assert_eq!(all, [("child", 1), ("children", 4), ("visit", 5), ("éclair", 1)]);
        let some = |start: &str| list.beginning_with(start).map(|(word, _)| word.to_owned()).collect::<Vec<_>>();
        assert_eq!(some("child"), ["child", "children"]);
        assert_eq!(some("childr"), ["children"]);
        assert_eq!(some("é"), ["éclair"]);
        assert_eq!([some("a"), some("zz"), some("visits")], [vec![], Vec::<String>::new(), vec![]]);
    }

    #[test]
    fn a_file_gives_the_same_list_and_a_damaged_one_none_or_another() {
        let list = list(&[("visit", 2), ("child", 1)]);
        let bytes = list.to_bytes();
        assert_eq!(WordList::from_bytes(&bytes), Some(list));
        assert_eq!(WordList::from_bytes(&[]), None);
        assert_eq!(WordList::from_bytes(&bytes[..12]), None);
        assert_eq!(WordList::from_bytes(&[255; 20]), None);
        for cut in 0..bytes.len() {
            let damaged = WordList::from_bytes(&bytes[..cut]).unwrap_or_default();
            assert!(damaged.beginning_with("").count() <= 2);
        }
    }
}
