//! Where the sentences of a running text end, and which words stand in it.
//!
//! Takes plain text, gives ranges of bytes. Must not know where the text came from. One pass over the text; what is told
//! from a sentence's end: "e.g.", "s. 47", "Mr. X", "3.2", initials.

use std::ops::Range;

/// Words that a full stop shortens and does not end a sentence after, in small letters. Field words among them: section,
/// paragraph, regulation, schedule.
const SHORTENED: &[&str] = &[
    "e.g", "eg", "i.e", "ie", "cf", "vs", "v", "mr", "mrs", "ms", "dr", "prof", "st", "rev", "hon", "s", "ss", "sec",
    "para", "paras", "reg", "regs", "art", "arts", "cl", "sch", "pt", "p", "pp", "no", "nos", "vol", "ch", "ed", "eds",
    "fig", "figs", "approx", "dept", "ext", "tel", "inc", "ltd", "co", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sept", "sep", "oct", "nov", "dec", "u.s", "u.k", "ref", "min", "max", "incl", "viz", "al", "q", "a.m", "p.m",
];

/// Puts the sentences of a text into `sentences`, in order, without the white space between them.
pub fn split_sentences(text: &str, sentences: &mut Vec<Range<usize>>) {
    sentences.clear();
    let bytes = text.as_bytes();
    let mut start = 0;
    let mut at = 0;
    while let Some(byte) = bytes.get(at).copied() {
        at += 1;
        match byte {
            b'\n' => {
                push(text, start..at, sentences);
                start = at;
            }
            b'.' | b'?' | b'!' => {
                // Quotation marks and brackets that close belong to the sentence.
                let rest = text.get(at..).unwrap_or("");
                let closed = rest.trim_start_matches(['"', '\'', '”', '’', ')', ']', '.', '?', '!']);
                let end = text.len() - closed.len();
                if closed.is_empty() || (closed.starts_with(char::is_whitespace) && opens(closed)) {
                    let short = byte == b'.' && end == at && !closed.is_empty() && is_short(text, start, at - 1);
                    if !short {
                        push(text, start..end, sentences);
                        start = end;
                    }
                }
                at = end.max(at);
            }
            _ => {}
        }
    }
    push(text, start..text.len(), sentences);
}

fn push(text: &str, range: Range<usize>, sentences: &mut Vec<Range<usize>>) {
    let piece = text.get(range.clone()).unwrap_or("");
    let start = range.start + (piece.len() - piece.trim_start().len());
    let end = range.start + piece.trim_end().len();
    if start < end {
        sentences.push(start..end);
    }
}

/// Whether what follows white space can open a sentence.
fn opens(rest: &str) -> bool {
    let next = rest.trim_start().chars().find(|c| !matches!(c, '"' | '\'' | '“' | '‘' | '(' | '['));
    next.is_none_or(|c| c.is_uppercase() || c.is_ascii_digit() || !c.is_alphabetic())
}

/// Whether the full stop at `stop` shortens the word before it.
fn is_short(text: &str, start: usize, stop: usize) -> bool {
    let before = text.get(start..stop).unwrap_or("");
    let word = before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '“' | '"')).next().unwrap_or("");
    if word.len() > 8 {
        return false;
    }
    let initial = word.len() == 1 && word.bytes().all(|b| b.is_ascii_uppercase());
    // "1." at a sentence's beginning is the number of what follows.
    let number = before.trim_start() == word && word.bytes().all(|b| b.is_ascii_digit());
    initial || number || SHORTENED.iter().any(|short| short.eq_ignore_ascii_case(word))
}

/// The words of a sentence: runs without white space that hold a letter or a digit.
pub fn words(sentence: &str) -> impl Iterator<Item = &str> {
    sentence.split_ascii_whitespace().filter(|word| word.chars().any(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        split_sentences(text, &mut found);
        found.into_iter().map(|range| text.get(range).unwrap()).collect()
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        assert_eq!(split("Ring first. Then go."), ["Ring first.", "Then go."]);
        assert_eq!(
            split("See s. 47 and para. 3.2 of it, e.g. The Act. Then go"),
            ["See s. 47 and para. 3.2 of it, e.g. The Act.", "Then go"]
        );
        assert_eq!(
            split("Is it safe? “Yes.” (It was.) Mr. A. Smith said so!"),
            ["Is it safe?", "“Yes.”", "(It was.)", "Mr. A. Smith said so!"]
        );
        assert_eq!(
            split("Open example.org now. 3 days are left... we think"),
            ["Open example.org now.", "3 days are left... we think"]
        );
        assert_eq!(split("1. Ring\nthen wait"), ["1. Ring", "then wait"]);
        assert_eq!(split("  \n "), [""; 0]);
    }

    #[test]
    fn words_are_counted_without_signs() {
        assert_eq!(words("Ring – at once – 24/7 & on-call.").count(), 5);
    }
}
