//! The words of a text that answer a question, and the piece of the text that shows most of them (QUERY.md 6).
//!
//! Takes a text and the terms that a question stands for, gives ranges of bytes. Knows no index.

use super::analysis::{Analysis, Analyzer, Word};

/// The most words of a snippet.
const LONGEST: usize = 30;

/// The most words that stand before one that matches, where a sentence begins with the first of them.
const FURTHEST: usize = 14;

/// How many stand before it where none begins near it.
const BEFORE: usize = 5;

/// What parts words that may be torn.
const WHITE: [char; 2] = [' ', '\n'];

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

/// A text as it is shown: a sign at the end of each line tells it from the next, where no stop does; another joins the cells of a row.
pub fn shown_text(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + text.len() / 16);
    for line in text.split_inclusive('\n') {
        let Some(line) = line.strip_suffix('\n') else {
            shown.push_str(line);
            break;
        };
        let cell = line.strip_suffix('\t');
        shown.push_str(cell.unwrap_or(line));
        shown.push_str(match cell {
            Some(_) => " –\n",
            None if line.ends_with(['.', ':', ';', ',', '?', '!']) => "\n",
            None => " ·\n",
        });
    }
    shown
}

/// The snippet of a text as it is shown. `terms` stand in the order of code points. With `opening`, it is the beginning of the text, whatever
/// matches.
pub fn snippet(analyzer: &Analyzer, text: &str, terms: &[String], opening: bool) -> Snippet {
    let analysis = analyzer.read(text);
    let found = matches(&analysis, terms);
    let words = &analysis.words;
    let first = if opening { 0 } else { best_window(&found, terms.len(), &Gaps { text, words }) };
    let start = words.get(first).filter(|_| first > 0).map_or(0, |word| word.start);
    let joined = text.get(..start).and_then(|before| before.rsplit(WHITE).next()).unwrap_or("");
    let from = start - joined.len();
    let end = words.get(first + LONGEST - 1).map_or(text.len(), |word| word.end);
    let to = end + text.get(end..).and_then(|behind| behind.split(WHITE).next()).unwrap_or("").len();
    let mut inside: Vec<usize> = found.iter().map(|(word, _)| *word).collect();
    inside.dedup();
    let marks = inside.into_iter().filter_map(|word| words.get(word)).map(|word| (word.start, word.end));
    let marks = marks.filter(|(start, end)| *start >= from && *end <= to);
    Snippet {
        text: text.get(from..to).unwrap_or("").replace('\n', " "),
        marks: marks.map(|(start, end)| (start - from, end - from)).collect(),
        cut: (from > 0, to < text.len()),
    }
}

/// What stands between the words of a text.
struct Gaps<'a> {
    text: &'a str,
    words: &'a [Word],
}

impl Gaps<'_> {
    /// Whether a sentence, a line or a row begins with a word.
    fn is_beginning(&self, word: usize) -> bool {
        let before = word.checked_sub(1).and_then(|before| self.words.get(before));
        let gap = before.zip(self.words.get(word)).and_then(|(before, word)| self.text.get(before.end..word.start));
        let Some(gap) = gap else { return true };
        let (mut last, mut ended) = ('–', false);
        gap.chars().any(|c| {
            let before = std::mem::replace(&mut last, c);
            let begins = (c == '\n' && before != '–') || (c == ' ' && ended);
            ended = matches!(c, '.' | '?' | '!') || (ended && matches!(c, ')' | '"' | '”' | '\'' | '’' | '\u{2bc}'));
            begins
        })
    }

    /// Where a window begins that is to show a word.
    fn window(&self, word: usize) -> usize {
        let nearest = word.saturating_sub(FURTHEST);
        let sentence = (nearest..=word).rev().find(|at| self.is_beginning(*at));
        sentence.unwrap_or(word.saturating_sub(BEFORE))
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
fn best_window(found: &[(usize, usize)], terms: usize, gaps: &Gaps<'_>) -> usize {
    let mut inside = vec![0_usize; terms];
    let (mut different, mut most, mut best) = (0, 0, 0);
    let (mut entering, mut leaving) = (found.iter().peekable(), found.iter().peekable());
    for (word, _) in found {
        let first = gaps.window(*word);
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
        let snippet = snippet(&analyzer(), &shown_text(text), &terms, false);
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
            ("“Visits” · are made – see café.".into(), vec!["Visits".into(), "café".into()], (false, false))
        );
        assert_eq!(shown("…", &["visit"]).0, "…");
        assert_eq!(shown("", &[]).0, "");
    }

    #[test]
    fn it_begins_with_a_sentence_a_line_or_a_row() {
        let begins = |before: &str, text: &str| shown(&format!("{} {before}{text}", words("a", 40)), &["visit"]).0;
        assert!(begins("end.) ", "The first visit is made").starts_with("The first visit"));
        assert!(begins("end?” ", "“No visit").starts_with("“No visit"));
        assert!(begins("end\n", "Ring before the visit\nWrite").ends_with("Ring before the visit · Write"));
        assert!(begins("end\n", "A child\t\nOne visit\nA baby").ends_with("A child – One visit · A baby"));
        assert!(begins("end\n", "Do you visit?\t\nYes.\t\nNo").ends_with("Do you visit? – Yes. – No"));
        let (near, far) = (words("b", 14), words("b", 15));
        assert!(begins("end. ", &format!("{near} visit")).starts_with("b0 b1"));
        assert!(begins("end. ", &format!("{far} visit")).starts_with("b10 b11"), "a sentence that begins too far away");
        assert!(begins("see e.g. ", "this.one visit").starts_with("this.one"));
    }

    #[test]
    fn nothing_is_torn_that_stands_together() {
        let text = format!("{} £1,200 b c d visit {} (3.5) end", words("a", 40), words("e", 23));
        let (text, _, cut) = shown(&text, &["visit"]);
        assert!(text.starts_with("£1,200 b c d visit") && text.ends_with("(3.5)"), "{text}");
        assert_eq!(cut, (true, true));
    }

    #[test]
    fn the_opening_of_a_text_is_shown_whatever_matches() {
        let snippet = snippet(&analyzer(), &format!("{} visit", words("a", 40)), &["visit".to_owned()], true);
        assert!(snippet.text.starts_with("a0 a1") && snippet.text.ends_with("a29") && snippet.cut == (false, true));
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
