//! The alphabet of a language, in which several signs may be one letter: in Welsh ch, dd, ff, ng, ll, ph, rh and th.
//!
//! Takes words, gives the letter that they begin with and a key by which they sort. Accents do not count. A table in the file of
//! words and no collation of Unicode: the headings of an A to Z need the letters themselves, which a collation does not list, and
//! neither can know the few words in which two signs stand side by side as two letters.

use icu_normalizer::DecomposingNormalizer;

/// The letters of a language in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alphabet {
    /// Each in small letters.
    letters: Vec<String>,
}

/// Where a word stands among others: by its letters, numbers in it by their size, and where these are the same by the signs
/// themselves.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey(Vec<(u8, u32)>, String);

/// What a word begins with in a list by the alphabet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Initial {
    /// A digit, or nothing that is a letter.
    Number,
    /// A letter of the alphabet, by its place.
    Letter(usize),
    /// A letter of another one.
    Other(char),
}

impl Alphabet {
    /// Letters as the file of words lists them, with spaces between.
    pub fn of(letters: &str) -> Self {
        Alphabet { letters: letters.split_whitespace().map(str::to_lowercase).collect() }
    }

    /// The letter that a text begins with, and its length there.
    fn letter_at(&self, text: &str) -> Option<(usize, usize)> {
        let fits = self.letters.iter().enumerate().filter(|(_, letter)| text.starts_with(letter.as_str()));
        fits.map(|(place, letter)| (place, letter.len())).max_by_key(|(_, length)| *length)
    }

    /// The key of some words.
    pub fn sort_key(&self, words: &str) -> SortKey {
        let folded = folded(words);
        let mut rest = folded.as_str();
        let mut key = Vec::with_capacity(rest.len());
        while let Some(first) = rest.chars().next() {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            if digits > 0 {
                // By how many digits it has, and then by these: 2 stands before 10.
                let number = rest.get(..digits).unwrap_or_default().trim_start_matches('0');
                key.push((0, u32::from('0')));
                key.push((0, u32::try_from(number.len()).unwrap_or(u32::MAX)));
                key.extend(number.chars().map(|digit| (0, u32::from(digit))));
                rest = rest.get(digits..).unwrap_or_default();
                continue;
            }
            let (step, length) = match self.letter_at(rest) {
                Some((place, length)) => ((1, u32::try_from(place).unwrap_or(u32::MAX)), length),
                None => ((if first.is_alphabetic() { 2 } else { 0 }, u32::from(first)), first.len_utf8()),
            };
            key.push(step);
            rest = rest.get(length..).unwrap_or_default();
        }
        SortKey(key, words.to_lowercase())
    }

    /// What some words begin with, signs before the first letter or digit aside.
    pub fn initial(&self, words: &str) -> Initial {
        let folded = folded(words);
        let rest = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
        match (rest.chars().next(), self.letter_at(rest)) {
            (_, Some((place, _))) => Initial::Letter(place),
            (Some(first), None) if first.is_alphabetic() => Initial::Other(first),
            _ => Initial::Number,
        }
    }

    /// An initial as a heading writes it: "Ch", "A"; nothing for numbers, which have a word of their own.
    pub fn heading(&self, initial: &Initial) -> String {
        let small = match initial {
            Initial::Number => String::new(),
            Initial::Letter(place) => self.letters.get(*place).cloned().unwrap_or_default(),
            Initial::Other(letter) => letter.to_string(),
        };
        let mut letters = small.chars();
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
    }
}

/// Words in small letters without accents.
fn folded(words: &str) -> String {
    let is_accent = |c: char| matches!(u32::from(c), 0x300..=0x36f);
    DecomposingNormalizer::new_nfd().normalize(&words.to_lowercase()).chars().filter(|c| !is_accent(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_signs_may_be_one_letter() {
        let welsh = Alphabet::of("A B C Ch D Dd E F Ff G Ng H I J L Ll M N O P Ph R Rh S T Th U W Y");
        let mut words =
            ["Llais", "Lloches", "Lwfans", "Cymorth", "Chwilio", "Ŵyr", "Wyneb", "Ddoe", "Dydd", "Ngair", "Gwaith"];
        words.sort_by_cached_key(|word| welsh.sort_key(word));
        assert_eq!(
            words,
            ["Cymorth", "Chwilio", "Dydd", "Ddoe", "Gwaith", "Ngair", "Lwfans", "Llais", "Lloches", "Wyneb", "Ŵyr"]
        );
        assert_eq!(welsh.heading(&welsh.initial("“Chwilio”")), "Ch");
        assert_eq!(welsh.heading(&welsh.initial("ŵyr")), "W");
        assert_eq!(welsh.heading(&welsh.initial("Ωμέγα")), "Ω");
        assert_eq!(welsh.initial("24 awr"), Initial::Number);
        let english = Alphabet::of("A B C D E F G H I J K L M N O P Q R S T U V W X Y Z");
        assert_eq!(english.heading(&english.initial("Chair")), "C");
        assert!(english.sort_key("A b") < english.sort_key("Ab"));
        assert!(english.sort_key("2 a") < english.sort_key("A"));
        assert!(english.sort_key("Form 2 b") < english.sort_key("Form 10 a"));
        assert!(english.sort_key("Form 02") < english.sort_key("Form 10"));
        assert!(english.sort_key("Form 10") < english.sort_key("Form 10 a"));
        assert!(english.sort_key("Form 9") < english.sort_key("Form A"));
        assert!(english.sort_key("Éa") < english.sort_key("F"));
    }
}
