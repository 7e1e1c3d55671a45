//! A question as typed becomes words and phrases (QUERY.md 3, its first paragraph).
//!
//! Takes what was typed, gives terms. Knows no index.

use std::sync::Arc;

use super::analysis::{Analysis, Analyzer};
use super::stop_words::is_stop_word;

/// The most characters of a question that are read.
const MOST_CHARACTERS: usize = 1_000;

/// The most words of a question that are read.
const MOST_WORDS: usize = 32;

const QUOTES: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// A question, read.
#[derive(Clone, Debug, Default)]
pub struct ReadQuestion {
    /// What stands outside quotes, as it was typed.
    pub text: String,
    /// The same, read.
    pub rest: Analysis,
    /// What stands between them, none of it without words.
    pub phrases: Vec<Analysis>,
    /// Whether nothing stands behind the last word of `rest`, neither a space nor a phrase.
    pub open: bool,
}

/// A question as words and phrases.
pub fn read_question(analyzer: &Analyzer, typed: &str) -> ReadQuestion {
    let mut left = MOST_WORDS;
    let mut question = ReadQuestion::default();
    let mut rest = String::new();
    for (place, piece) in first_characters(typed).split(QUOTES).enumerate() {
        let piece = first_words(analyzer, piece, &mut left);
        if place % 2 == 0 {
            rest.push_str(piece);
        } else {
            // Nothing is found across a phrase.
            rest.push('\n');
            question.phrases.push(analyzer.read(piece));
        }
    }
    question.phrases.retain(|phrase| !phrase.words.is_empty());
    question.rest = analyzer.read(&rest);
    question.open = question.rest.words.last().is_some_and(|word| word.end == rest.len());
    question.text = rest;
    question
}

/// The same without regard to quotes.
pub fn read_loosely(analyzer: &Analyzer, typed: &str) -> ReadQuestion {
    let text = first_words(analyzer, first_characters(typed), &mut MOST_WORDS.clone());
    let rest = analyzer.read(text);
    let open = rest.words.last().is_some_and(|word| word.end == text.len());
    ReadQuestion { text: text.to_owned(), rest, phrases: Vec::new(), open }
}

/// The different stems of a text that are no stop words, in their order; `None` if there are none, or the text holds a word
/// that is too long for any title.
pub fn content_stems(analysis: &Analysis, english: bool) -> Option<Vec<Arc<str>>> {
    if analysis.words.iter().any(|word| word.stem.is_empty()) {
        return None;
    }
    let content = analysis.words.iter().filter(|word| !is_stop_word(english, &word.folded));
    let mut stems: Vec<Arc<str>> = content.map(|word| Arc::clone(&word.stem)).collect();
    stems.sort_unstable();
    stems.dedup();
    (!stems.is_empty()).then_some(stems)
}

fn first_characters(typed: &str) -> &str {
    let end = typed.char_indices().nth(MOST_CHARACTERS).map_or(typed.len(), |(end, _)| end);
    typed.get(..end).unwrap_or(typed)
}

/// As much of a text as holds no more than the words that are left.
fn first_words<'t>(analyzer: &Analyzer, text: &'t str, left: &mut usize) -> &'t str {
    let words = analyzer.read(text).words;
    let taken = words.len().min(*left);
    let end = if taken == words.len() {
        text.len()
    } else {
        taken.checked_sub(1).and_then(|last| words.get(last)).map_or(0, |word| word.end)
    };
    *left -= taken;
    text.get(..end).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> ReadQuestion {
        let forms = vec![Arc::from("looked after child"), Arc::from("LAC")];
        read_question(&Analyzer::new(true, &[(Arc::from("lac"), forms)]), typed)
    }

    fn stems(analysis: &Analysis) -> String {
        analysis.words.iter().map(|word| word.stem.to_string()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn quotes_of_all_kinds_make_phrases() {
        for typed in ["a \"b c\" d", "a “b c” d", "a „b c“ d", "a «b c» d", "a \"b c” d"] {
            let question = read(typed);
            assert_eq!(stems(&question.rest), "a d", "{typed}");
            assert_eq!(question.phrases.iter().map(stems).collect::<Vec<_>>(), ["b c"]);
        }
        let open = read("visit \"the child");
        assert_eq!((stems(&open.rest).as_str(), open.phrases.len(), open.open), ("visit", 1, false));
        assert_eq!(read("\"\" \" … \" visit").phrases.len(), 0);
        assert_eq!(read("can't \"x\" y's").rest.words.len(), 2, "an apostrophe is no quote");
    }

    #[test]
    fn nothing_goes_across_a_phrase() {
        assert_eq!(read("looked after child").rest.compounds.len(), 1);
        assert_eq!(read("looked \"x\" after child").rest.compounds.len(), 0);
    }

    #[test]
    fn a_question_has_an_end() {
        let long = "word ".repeat(2_000);
        let question = read(&long);
        assert_eq!(question.rest.words.len(), 32);
        assert!(question.open, "behind the last word that counts there is nothing");
        assert_eq!(read(&"a ".repeat(32)).rest.words.len(), 32);
        assert!(!read("visit ").open && read("visit").open && !read("visit \"a\"").open && !read("").open);
        let question = read(&format!("{} \"one two three\" more", "a ".repeat(30)));
        assert_eq!(
            (question.rest.words.len(), question.phrases.iter().map(stems).collect::<Vec<_>>()),
            (30, vec!["one two".into()])
        );
        assert_eq!(read(&"é".repeat(3_000)).rest.words.first().unwrap().end, 2_000);
    }

    #[test]
    fn the_content_of_a_title() {
        let stems_of =
            |text: &str| content_stems(&Analyzer::new(true, &[]).read(text), true).map(|stems| stems.join(" "));
        assert_eq!(stems_of("The visits to a child: visiting").as_deref(), Some("child visit"));
        assert_eq!(stems_of("to the"), None);
        assert_eq!(stems_of(&format!("visit {}", "x".repeat(41))), None);
    }
}
