//! Headings that shout, that run on like sentences, or that nothing stands under.

use super::sentences::words;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::parse::block::{Block, Heading};
use crate::parse::document::Document;

/// The most words of a heading: more do not fit a list of contents, nor a reader's glance.
const MOST_WORDS: usize = 16;

/// Checks how the headings of a document are written, and that something stands under each.
pub fn check_heading_style(document: &Document, diagnostics: &mut Vec<Diagnostic>) {
    let mut open: Option<&Heading> = None;
    for block in &document.body.blocks {
        let Block::Heading(heading) = block else {
            open = None;
            continue;
        };
        check_words(document, heading, diagnostics);
        report_empty(document, open, Some(heading), diagnostics);
        open = Some(heading);
    }
    report_empty(document, open, None, diagnostics);
}

fn check_words(document: &Document, heading: &Heading, diagnostics: &mut Vec<Diagnostic>) {
    let text = heading.text.trim();
    let place = || document.place(heading.span);
    let count = words(text).count();
    if shouts(text) {
        let message =
            "this heading stands in capital letters: it is slow to read, and some screen readers spell it out";
        let help =
            format!("write \"{}\", names with their capitals; the theme makes headings stand out", quietly(text));
        diagnostics.push(Diagnostic::new(&codes::HEADING_CAPITALS, place(), message).help(help));
    }
    let stop = text.chars().last().filter(|last| matches!(last, ':' | ';' | ','));
    let full_stop = text.ends_with('.') && !text.ends_with("..") && !shortened(text);
    if let Some(stop) = stop.or(full_stop.then_some('.')) {
        let message = format!("this heading ends with \"{stop}\"");
        let help = "take it out: in lists of contents and in links the heading stands without what follows it";
        let fault = Diagnostic::new(&codes::HEADING_PUNCTUATION, place(), message).help(help);
        diagnostics.push(fault);
    }
    if count > MOST_WORDS {
        let message = format!("this heading has {count} words; a heading is a name, and {MOST_WORDS} are the most");
        let help = "give the section a short name, and let the rest be its first sentence";
        diagnostics.push(Diagnostic::new(&codes::LONG_HEADING, place(), message).help(help));
    }
}

/// Whether a text stands in capitals: three words or more, so that "DBS" and "LAC REVIEWS" pass. Scripts without capitals, as
/// those of Hebrew and Arabic, never do.
fn shouts(text: &str) -> bool {
    let (mut all, mut small) = (0, 0);
    for letter in text.chars().filter(|c| c.is_uppercase() || c.is_lowercase()) {
        all += 1;
        small += usize::from(letter.is_lowercase());
    }
    let long = text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 4).count();
    small == 0 && all >= 10 && long >= 2
}

/// The same words in small letters, the first with its capital.
fn quietly(text: &str) -> String {
    let lower = text.to_lowercase();
    let mut letters = lower.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn shortened(text: &str) -> bool {
    let last = text.trim_end_matches('.').rsplit(char::is_whitespace).next().unwrap_or("");
    ["etc", "Ltd", "Inc", "Co", "e.g", "i.e", "Jr", "St", "No"].contains(&last) || last.len() <= 1 || last.contains('.')
}

/// Reports a section in which nothing stands before the next heading of its level or above, or before the end.
fn report_empty(
    document: &Document,
    open: Option<&Heading>,
    next: Option<&Heading>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(open) = open.filter(|open| open.level > 1 && !open.text.trim().is_empty()) else { return };
    if next.is_some_and(|next| next.level > open.level || next.text.trim().is_empty()) {
        return;
    }
    let message = format!("nothing stands under \"{}\"", open.text.trim());
    let help = "write what belongs there, or take the heading out; if it is the title of what follows, let the headings \
                below it have one # more";
    diagnostics.push(Diagnostic::new(&codes::EMPTY_SECTION, document.place(open.span), message).help(help));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_phrases_in_capitals_shout() {
        assert!(shouts("WHAT TO DO FIRST WITH PARENTS"));
        assert!(!shouts("MARAC") && !shouts("NHS and CAMHS") && !shouts("DBS AND NHS") && !shouts(""));
        assert!(!shouts("נוהל 2.1: הגנה על ילדים (מהדורה שנייה)") && !shouts("دليل حماية الأطفال، الإصدار 3.2 (LINDEN)"));
        assert!(shouts("ΟΔΗΓΙΕΣ ΓΙΑ ΤΟΥΣ ΓΟΝΕΙΣ"));
        assert_eq!(quietly("WHAT TO DO"), "What to do");
    }
}
