//! The words of a text that answer a question, and the piece of the text that says most about it (QUERY.md 6).
//!
//! Takes a text, the terms that a question stands for and what each weighs, gives ranges of bytes. Knows no index.

use super::analysis::{Analysis, Analyzer, Word};

/// The words of a snippet.
const LENGTH: usize = 30;

/// How many more it may have, to come to the end of what it tells.
const MORE: usize = 12;

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

/// The snippet of a text as it is shown. `terms` stand in the order of code points, `weights` beside them. With `opening`, it is the
/// beginning of the text, whatever matches.
pub fn snippet(analyzer: &Analyzer, text: &str, terms: &[String], weights: &[u32], opening: bool) -> Snippet {
    let analysis = analyzer.read(text);
    let found = matches(&analysis, terms);
    let words = &analysis.words;
    let gaps = Gaps { text, words };
    let best = if opening { 0 } else { best_window(&found, weights, &gaps) };
    // No less than there is room for at the end of the text.
    let room = gaps.beginning(words.len().saturating_sub(LENGTH), best);
    let first = best.min(room.unwrap_or(best));
    let behind = gaps.beginning(first + LENGTH, first + LENGTH + MORE).unwrap_or(first + LENGTH);
    let start = words.get(first).filter(|_| first > 0).map_or(0, |word| word.start);
    let joined = text.get(..start).and_then(|before| before.rsplit(WHITE).next()).unwrap_or("");
    let from = start - joined.len();
    let last = words.get(behind).and_then(|_| words.get(behind - 1));
    let end = last.map_or(text.len(), |word| word.end);
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

    /// The first word among some that begins something, or would, were the text longer.
    fn beginning(&self, from: usize, to: usize) -> Option<usize> {
        (from..=to).find(|word| self.is_beginning(*word))
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

/// The first word of the window whose terms weigh most.
fn best_window(found: &[(usize, usize)], weights: &[u32], gaps: &Gaps<'_>) -> usize {
    let mut inside = vec![0_usize; weights.len()];
    let (mut weight, mut most, mut best) = (0, 0, 0);
    let (mut entering, mut leaving) = (found.iter().peekable(), found.iter().peekable());
    for (word, _) in found {
        let first = gaps.window(*word);
        while let Some((_, term)) = entering.next_if(|(word, _)| *word < first + LENGTH) {
            if let Some((count, own)) = inside.get_mut(*term).zip(weights.get(*term)) {
                *count += 1;
                weight += if *count == 1 { *own } else { 0 };
            }
        }
        while let Some((_, term)) = leaving.next_if(|(word, _)| *word < first) {
            if let Some((count, own)) = inside.get_mut(*term).zip(weights.get(*term)) {
                *count -= 1;
                weight -= if *count == 0 { *own } else { 0 };
            }
        }
        if weight > most {
            (most, best) = (weight, first);
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
        let weighed: Vec<(&str, u32)> = terms.iter().map(|term| (*term, 1)).collect();
        shown_weighed(text, &weighed)
    }

    fn shown_weighed(text: &str, terms: &[(&str, u32)]) -> (String, Vec<String>, (bool, bool)) {
        let mut terms: Vec<(String, u32)> = terms.iter().map(|(term, weight)| ((*term).to_owned(), *weight)).collect();
        terms.sort();
        let (terms, weights): (Vec<String>, Vec<u32>) = terms.into_iter().unzip();
        let snippet = snippet(&analyzer(), &shown_text(text), &terms, &weights, false);
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
        let behind = words("z", 40);
        let begins = |before: &str, text: &str| {
            let text = shown(&format!("{} {before}{text} {behind}", words("a", 40)), &["visit"]).0;
            text.split(" z0").next().unwrap().to_owned()
        };
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
        let text = format!("{} £1,200 b c d visit {} (3.5) {}", words("a", 40), words("e", 23), words("f", 20));
        let (text, _, cut) = shown(&text, &["visit"]);
        assert!(text.starts_with("£1,200 b c d visit") && text.ends_with("(3.5)"), "{text}");
        assert_eq!(cut, (true, true));
    }

    #[test]
    fn the_opening_of_a_text_is_shown_whatever_matches() {
        let snippet = snippet(&analyzer(), &format!("{} visit", words("a", 50)), &["visit".to_owned()], &[1], true);
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
    fn at_the_end_of_a_text_it_begins_as_early_as_there_is_room() {
        let (long, short) = (words("a", 40), words("b", 20));
        let text = format!("{long}. One two three. {short}. Four visit five.");
        let (text, _, cut) = shown(&text, &["visit"]);
        assert_eq!((text, cut), (format!("One two three. {short}. Four visit five."), (true, false)));
        let rows = format!("{long}\nOne\n{short}\nFour visit five");
        assert!(shown(&rows, &["visit"]).0.starts_with("One · b0"));
        let short = words("b", 27);
        let text = format!("{long} {short}. Four visit five.");
        assert_eq!(shown(&text, &["visit"]).0, "Four visit five.", "nothing begins within 30 words of the end");
        let text = format!("{long}. One. {short} visit.");
        assert!(shown(&text, &["visit"]).0.starts_with("One. b0"), "not from the midst of a sentence");
    }

    #[test]
    fn it_runs_on_to_the_end_of_what_is_nearly_told() {
        let ends = |more: usize, behind: &str| {
            let text = format!("visit {} {}{behind}{}", words("a", 29), words("b", more), words("c", 40));
            let text = shown(&text, &["visit"]).0;
            text.split(' ').next_back().unwrap().to_owned()
        };
        assert_eq!((ends(12, ". ").as_str(), ends(13, ". ").as_str()), ("b11.", "a28"));
        assert_eq!((ends(12, "\n").as_str(), ends(1, "\t\n").as_str()), ("b11", "a28"), "the end of a row and no cell");
        let whole = |more: usize| shown(&format!("visit {} {} (end)", words("a", 29), words("b", more)), &["visit"]);
        assert!(whole(11).0.ends_with("b10 (end)") && !whole(11).2.1);
        assert!(whole(12).0.ends_with("a28") && whole(12).2.1);
    }

    #[test]
    fn it_holds_the_terms_that_weigh_most_and_is_the_earliest_of_these() {
        let gap = words("a", 40);
        let text = format!("visit visit visit {gap} child visit {gap} visit child");
        assert!(shown(&text, &["visit", "child"]).0.contains("a39 child visit a0"));
        assert!(shown(&text, &["visit"]).0.starts_with("visit visit visit"));
        assert!(shown(&text, &["nothing"]).0.starts_with("visit visit"), "the beginning where nothing matches");
        let text = format!("short break {gap} collect {gap} short break {gap} collect");
        let weighed = |collect| shown_weighed(&text, &[("short", 10), ("break", 9), ("collect", collect)]).0;
        assert!(
            weighed(19).starts_with("short break"),
            "a term counts once, and of two equal windows the first is shown"
        );
        assert!(weighed(20).contains("a39 collect a0"));
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
