//! The words of a text that answer a question, and the piece of the text that shows most of them (QUERY.md 6).
//!
//! Takes a text and the terms that a question stands for, gives ranges of bytes. Knows no index.

use super::analysis::{Analysis, Analyzer};

/// The most words of a snippet.
const LONGEST: usize = 30;

/// How many words stand before the first that matches.
const BEFORE: usize = 5;

/// A piece of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The piece, in one line.
    pub text: String,
    /// The words in it that match: ranges of bytes, in order.
    pub marks: Vec<(usize, usize)>,
    /// Whether something is left out before it, and behind it.
    pub cut: (bool, bool),
}

/// The words of a text that match, as ranges of bytes. `terms` stand in the order of code points.
pub fn marks_in(analyzer: &Analyzer, text: &str, terms: &[String]) -> Vec<(usize, usize)> {
    let analysis = analyzer.read(text);
    let mut words: Vec<usize> = matches(&analysis, terms).into_iter().map(|(word, _)| word).collect();
    words.dedup();
    words.into_iter().filter_map(|word| analysis.words.get(word)).map(|word| (word.start, word.end)).collect()
}

/// The snippet of a text. `terms` stand in the order of code points.
pub fn snippet(analyzer: &Analyzer, text: &str, terms: &[String]) -> Snippet {
    let analysis = analyzer.read(text);
    let found = matches(&analysis, terms);
    let words = &analysis.words;
    let first = best_window(&found, terms.len());
    let end = (first + LONGEST).min(words.len());
    let from = if first == 0 { 0 } else { words.get(first).map_or(0, |word| word.start) };
    let last = end.checked_sub(1).filter(|_| end < words.len());
    let to = last.and_then(|last| words.get(last)).map_or(text.len(), |word| word.end);
    let mut inside: Vec<usize> =
        found.iter().map(|(word, _)| *word).filter(|word| (first..end).contains(word)).collect();
    inside.dedup();
    let marks = inside.into_iter().filter_map(|word| words.get(word)).map(|word| (word.start - from, word.end - from));
    Snippet {
        text: text.get(from..to).unwrap_or("").replace('\n', " "),
        marks: marks.collect(),
        cut: (first > 0, end < words.len()),
    }
}

/// Which word matches which term, by their places; in the order of words.
fn matches(analysis: &Analysis, terms: &[String]) -> Vec<(usize, usize)> {
    let place_of = |term: &str| terms.binary_search_by(|known| known.as_str().cmp(term)).ok();
    let words = analysis.words.iter().enumerate();
    let mut found: Vec<(usize, usize)> =
        words.filter_map(|(place, word)| Some((place, place_of(&word.stem)?))).collect();
    for compound in &analysis.compounds {
        if let Some(term) = place_of(&compound.term) {
            found.extend((compound.first..=compound.last).map(|word| (word, term)));
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// The first word of the window that holds the most different terms.
fn best_window(found: &[(usize, usize)], terms: usize) -> usize {
    let mut inside = vec![0_usize; terms];
    let (mut different, mut most, mut best) = (0, 0, 0);
    let (mut entering, mut leaving) = (found.iter().peekable(), found.iter().peekable());
    for (word, _) in found {
        let first = word.saturating_sub(BEFORE);
        while let Some((_, term)) = entering.next_if(|(word, _)| *word < first + LONGEST) {
            if let Some(count) = inside.get_mut(*term) {
                *count += 1;
                different += usize::from(*count == 1);
            }
        }
        while let Some((_, term)) = leaving.next_if(|(word, _)| *word < first) {
            if let Some(count) = inside.get_mut(*term) {
                *count -= 1;
                different -= usize::from(*count == 0);
            }
        }
        if different > most {
            (most, best) = (different, first);
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn analyzer() -> Analyzer {
        Analyzer::new(true, &[(Arc::from("lac"), vec![Arc::from("looked after child")])])
    }

    fn shown(text: &str, terms: &[&str]) -> (String, Vec<String>, (bool, bool)) {
        let mut terms: Vec<String> = terms.iter().map(|term| (*term).to_owned()).collect();
        terms.sort();
        let snippet = snippet(&analyzer(), text, &terms);
        let marks = snippet.marks.iter().map(|(from, to)| snippet.text.get(*from..*to).unwrap().to_owned());
        (snippet.text.clone(), marks.collect(), snippet.cut)
    }

    fn words(prefix: &str, count: usize) -> String {
        (0..count).map(|at| format!("{prefix}{at}")).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_short_text_is_shown_whole() {
        let text = "“Visits”\nare made – see café.";
        assert_eq!(
            shown(text, &["visit", "cafe", "none"]),
            ("“Visits” are made – see café.".into(), vec!["Visits".into(), "café".into()], (false, false))
        );
        assert_eq!(shown("…", &["visit"]).0, "…");
        assert_eq!(shown("", &[]).0, "");
    }

    #[test]
    fn it_begins_five_words_before_a_match() {
        let text = format!("{} visit {}", words("a", 50), words("b", 50));
        let (text, marks, cut) = shown(&text, &["visit"]);
        assert!(text.starts_with("a45 a46 a47 a48 a49 visit b0") && text.ends_with("b23"), "{text}");
        assert_eq!((text.split(' ').count(), marks, cut), (30, vec!["visit".to_owned()], (true, true)));
        let (text, _, cut) = shown(&format!("{} visit", words("a", 50)), &["visit"]);
        assert_eq!((text.as_str(), cut), ("a45 a46 a47 a48 a49 visit", (true, false)));
    }

    #[test]
    fn it_holds_the_most_different_terms_and_is_the_earliest_of_these() {
        let gap = words("a", 40);
        let text = format!("visit visit visit {gap} child visit {gap} visit child");
        assert!(shown(&text, &["visit", "child"]).0.contains("a39 child visit a0"));
        assert!(shown(&text, &["visit"]).0.starts_with("visit visit visit"));
        assert!(shown(&text, &["nothing"]).0.starts_with("visit visit"), "the beginning where nothing matches");
    }

    #[test]
    fn every_word_of_a_compound_is_marked() {
        let marks = |text, terms: &[&str]| shown(text, terms).1;
        assert_eq!(marks("a looked-after child here", &["=lac"]), ["looked", "after", "child"]);
        assert_eq!(marks("under section 47 of it", &["s47"]), ["section", "47"]);
        assert_eq!(marks("you must not ask, and you must ask", &["must_not"]), ["must", "not"]);
        assert_eq!(marks_in(&analyzer(), "Visits", &["visit".to_owned()]), [(0, 6)]);
    }
}
