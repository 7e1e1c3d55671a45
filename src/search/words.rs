//! Where the words of a text stand, and what each is when case, accents and apostrophes are set aside (QUERY.md 2.1, 2.2).
//!
//! Takes text, gives ranges of bytes and folded words. Knows no stem and no place.

use icu_normalizer::DecomposingNormalizerBorrowed;

/// The most characters of a folded word that is indexed.
pub const LONGEST_WORD: usize = 40;

/// A word as it stands in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RawWord<'t> {
    /// The word as written.
    pub text: &'t str,
    /// Its first byte.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// Whether a line ends between the word before it and this one.
    pub broken: bool,
    /// Whether a single hyphen joins it to the word before it.
    pub hyphen: bool,
}

/// What a character is to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Word,
    Apostrophe,
    Hyphen,
    Break,
    Other,
}

fn class_of(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '\u{300}'..='\u{36f}' => Class::Word,
        '\n' => Class::Break,
        '-' | '\u{2010}' | '\u{2011}' => Class::Hyphen,
        // The last is a letter to Unicode; here it is what people type with it.
        '\'' | '’' | '\u{2bc}' => Class::Apostrophe,
        _ if c.is_ascii() => Class::Other,
        _ if c.is_alphanumeric() => Class::Word,
        _ => Class::Other,
    }
}

/// The words of a text in order.
pub struct RawWords<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> RawWords<'t> {
    /// The words of a text.
    pub fn of(text: &'t str) -> Self {
        RawWords { text, at: 0 }
    }

    /// The character at a byte, and the byte behind it.
    fn at(&self, at: usize) -> Option<(Class, usize)> {
        let byte = *self.text.as_bytes().get(at)?;
        if byte.is_ascii() {
            return Some((class_of(char::from(byte)), at + 1));
        }
        let c = self.text.get(at..)?.chars().next()?;
        Some((class_of(c), at + c.len_utf8()))
    }
}

impl<'t> Iterator for RawWords<'t> {
    type Item = RawWord<'t>;

    fn next(&mut self) -> Option<RawWord<'t>> {
        let (mut broken, mut hyphens, mut others) = (false, 0_usize, self.at == 0);
        let mut start = self.at;
        let mut end = loop {
            let (class, next) = self.at(start)?;
            match class {
                Class::Word => break next,
                Class::Break => broken = true,
                Class::Hyphen => hyphens += 1,
                Class::Apostrophe | Class::Other => others = true,
            }
            start = next;
        };
        while let Some((class, next)) = self.at(end) {
            end = match class {
                Class::Word => next,
                Class::Apostrophe => match self.at(next) {
                    Some((Class::Word, after)) => after,
                    _ => break,
                },
                _ => break,
            };
        }
        self.at = end;
        let text = self.text.get(start..end)?;
        Some(RawWord { text, start, end, broken, hyphen: hyphens == 1 && !broken && !others })
    }
}

/// A word folded: lower case, without accents and apostrophes, without a final apostrophe-s. Empty for what is no word.
pub fn fold_word(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    if word.is_ascii() {
        folded.push_str(word);
        folded.make_ascii_lowercase();
    } else {
        let small = word.chars().flat_map(char::to_lowercase);
        let small = small.map(|c| if class_of(c) == Class::Apostrophe { '\'' } else { c });
        for c in DecomposingNormalizerBorrowed::new_nfd().normalize_iter(small) {
            match c {
                '\u{300}'..='\u{36f}' => {}
                'ß' => folded.push_str("ss"),
                'æ' => folded.push_str("ae"),
                'œ' => folded.push_str("oe"),
                'ø' => folded.push('o'),
                'ł' => folded.push('l'),
                'đ' | 'ð' => folded.push('d'),
                'þ' => folded.push_str("th"),
                'ı' => folded.push('i'),
                c => folded.push(c),
            }
        }
    }
    if folded.contains('\'') {
        if folded.ends_with("'s") {
            folded.truncate(folded.len() - 2);
        }
        folded.retain(|c| c != '\'');
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<&str> {
        RawWords::of(text).map(|word| word.text).collect()
    }

    #[test]
    fn words_are_runs_of_letters_digits_and_marks_with_apostrophes_inside() {
        assert_eq!(
            words("The child’s o'clock 'quoted' 's47A' rock ’n’ roll."),
            ["The", "child’s", "o'clock", "quoted", "s47A", "rock", "n", "roll"]
        );
        assert_eq!(
            words("a''b x\u{2bc}y \u{2bc}z cafe\u{301} 2½ №5 東京 👩‍👧 שלום"),
            ["a", "b", "x\u{2bc}y", "z", "cafe\u{301}", "2½", "5", "東京", "שלום"]
        );
        assert_eq!(words(" \n,"), Vec::<&str>::new());
    }

    #[test]
    fn hyphens_and_line_breaks_are_told() {
        let told: Vec<(&str, bool, bool)> =
            RawWords::of("a-b‑c --d\n- e\n\nf - g-").map(|word| (word.text, word.hyphen, word.broken)).collect();
        let (no, yes) = (false, true);
        assert_eq!(
            told,
            [
                ("a", no, no),
                ("b", yes, no),
                ("c", yes, no),
                ("d", no, no),
                ("e", no, yes),
                ("f", no, yes),
                ("g", no, no)
            ]
        );
        assert!(!RawWords::of("-a").next().unwrap().hyphen);
    }

    #[test]
    fn folds_case_accents_ligatures_and_apostrophes() {
        for (word, folded) in [
            ("Café", "cafe"),
            ("CAFE\u{301}", "cafe"),
            ("Straße", "strasse"),
            ("STRAẞE", "strasse"),
            ("Ærø", "aero"),
            ("œuvre", "oeuvre"),
            ("Łódź", "lodz"),
            ("Þórður", "thordur"),
            ("İstanbul", "istanbul"),
            ("ısı", "isi"),
            ("Ŵyddfa", "wyddfa"),
            ("child's", "child"),
            ("CHILD’S", "child"),
            ("child\u{2bc}s", "child"),
            ("o’clock", "oclock"),
            ("x's's", "xs"),
            ("\u{301}", ""),
            ("ΟΔΟΣ", "οδοσ"),
            ("ǿ", "o"),
        ] {
            assert_eq!(fold_word(word), folded, "{word}");
        }
    }

    proptest! {
        #[test]
        fn ranges_are_the_words_in_order(text in any::<String>()) {
            let mut from = 0;
            for word in RawWords::of(&text) {
                prop_assert!(word.start >= from && word.end > word.start);
                prop_assert_eq!(text.get(word.start..word.end), Some(word.text));
                from = word.end;
                let folded = fold_word(word.text);
                prop_assert!(!folded.contains('\''));
            }
        }
    }
}
