//! What the list on top of a chapter repeats of a duty or a step: the sentence that it begins with, and every other that bounds
//! time, says what must or need not be done, or whom to ring.
//!
//! Takes blocks, gives plain words, and says when they are not all. Must not know how the list looks.

use super::html::Here;
use crate::compare::limit_words::{asks, limit_ends, names_number};
use crate::compare::text::Text;
use crate::parse::block::{Block, Inline};

/// The most letters of one sentence: whole sentences have room. What bounds time has it always.
const LONGEST: usize = 400;
/// The most letters of a duty or a step. The first sentence that bounds time has room, always.
const MOST: usize = 1_000;

/// So many links to contacts are looked for in each sentence: a box with more of them is cut long before the last.
const MOST_CONTACTS: usize = 64;

/// A sentence, or an item of a list.
#[derive(Debug, Default)]
struct Piece {
    words: String,
    kept: bool,
    /// Whether it stands in a list.
    item: bool,
    /// Whether an item begins with it.
    first: bool,
}

/// What is repeated of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The words, with "…" wherever something is left out.
    pub words: String,
    /// Whether anything is left out.
    pub cut: bool,
}

/// What is repeated of a text, and whether it names a number or a contact, or bounds time.
pub(super) fn tell(blocks: &[Block], here: Here<'_>) -> (Told, bool) {
    let mut contacts = Vec::new();
    let mut pieces = Vec::new();
    push_pieces(blocks, here, &mut contacts, &mut pieces);
    contacts.truncate(MOST_CONTACTS);
    let calls = |words: &str| names_number(words) || contacts.iter().any(|contact| words.contains(contact.as_str()));
    let mut matters = false;
    let (mut lead, mut lead_kept) = (None, false);
    for at in 0..pieces.len() {
        let Some(piece) = pieces.get_mut(at) else { break };
        let urgent = calls(&piece.words) || bounds_time(&piece.words);
        matters |= urgent;
        let asked = urgent || asks(&Text::plain(&piece.words));
        if piece.item {
            piece.kept = asked || lead_kept;
        } else {
            piece.kept = at == 0 || asked;
            lead = piece.words.ends_with(':').then_some(at);
            lead_kept = lead.is_some() && piece.kept;
        }
        // An item says little without what introduces it.
        if asked && let Some(lead) = lead.and_then(|lead| pieces.get_mut(lead)) {
            lead.kept = true;
        }
    }
    (join(&pieces), matters)
}

/// Whether a text says by when, or for how long.
pub(super) fn bounds_time(text: &str) -> bool {
    !limit_ends(&Text::plain(text)).is_empty()
}

/// The sentences of a text, in order. An empty one stands for what has no sentences.
fn push_pieces(blocks: &[Block], here: Here<'_>, contacts: &mut Vec<String>, pieces: &mut Vec<Piece>) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) | Block::Plain(inlines) => {
                push_contacts(inlines, here, contacts);
                let words = plain_words(inlines, here);
                let mut rest = words.trim();
                while !rest.is_empty() {
                    let (sentence, after) = split_sentence(rest);
                    pieces.push(Piece { words: sentence.to_owned(), ..Piece::default() });
                    rest = after;
                }
            }
            Block::List(list) => {
                for item in &list.items {
                    let at = pieces.len();
                    push_pieces(&item.blocks, here, contacts, pieces);
                    pieces.iter_mut().skip(at).for_each(|piece| piece.item = true);
                    pieces.iter_mut().skip(at).take(1).for_each(|piece| piece.first = true);
                }
            }
            Block::Include(index) => {
                let passage = here.passage.includes.get(*index as usize);
                if let (Some(Ok(passage)), Some(hrefs)) = (passage, here.hrefs.includes.get(*index as usize)) {
                    let terms = here.terms.include(*index as usize);
                    push_pieces(&passage.document.body.blocks, Here { passage, hrefs, terms }, contacts, pieces);
                }
            }
            Block::Html(_) | Block::Rule => {}
            _ => pieces.push(Piece::default()),
        }
    }
}

/// The sentences that are kept, as far as there is room, with marks where some are missing.
fn join(pieces: &[Piece]) -> Told {
    let mut told = Told::default();
    let (mut gap, mut bounded, mut behind_item) = (false, false, false);
    for piece in pieces {
        let bounds = bounds_time(&piece.words);
        let room = told.words.is_empty()
            || (bounds && !bounded)
            || told.words.chars().count() + piece.words.chars().count() <= MOST;
        if !piece.kept || !room || piece.words.is_empty() {
            gap = true;
            continue;
        }
        let between = match (told.words.is_empty(), gap) {
            (true, _) => "",
            (_, true) => " … ",
            _ if behind_item && piece.first => "; ",
            _ if behind_item && !piece.item => ". ",
            _ => " ",
        };
        if matches!(between, "; " | ". ") {
            told.words.truncate(told.words.trim_end_matches([';', ',', '.']).len());
        }
        told.words.push_str(between);
        let said = shorten_behind(&piece.words, LONGEST);
        told.cut |= gap || said.len() != piece.words.len();
        told.words.push_str(&said);
        (gap, bounded, behind_item) = (false, bounded | bounds, piece.item);
    }
    if gap && !told.words.is_empty() {
        told.cut = true;
        told.words.push_str(if told.words.ends_with('…') { "" } else { " …" });
    }
    told
}

/// What the links to contacts and telephone numbers are called.
fn push_contacts(inlines: &[Inline], here: Here<'_>, contacts: &mut Vec<String>) {
    for inline in inlines {
        match inline {
            Inline::Link(index, inner) => {
                let link = here.passage.document.body.links.get(*index as usize);
                let scheme = link.and_then(|link| link.destination.split_once(':')).map(|(scheme, _)| scheme);
                if scheme.is_some_and(|scheme| ["contact", "tel"].iter().any(|one| scheme.eq_ignore_ascii_case(one))) {
                    let name = plain_words(std::slice::from_ref(inline), here);
                    if !name.is_empty() {
                        contacts.push(name);
                    }
                } else {
                    push_contacts(inner, here, contacts);
                }
            }
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                push_contacts(inner, here, contacts);
            }
            _ => {}
        }
    }
}

/// A text up to the first mark that ends a sentence, and what follows it. A full stop ends one if a capital stands behind it and no
/// abbreviation before it.
pub(super) fn split_sentence(text: &str) -> (&str, &str) {
    for (at, mark) in text.match_indices(['.', '?', '!']) {
        let (before, after) = text.split_at_checked(at + mark.len()).unwrap_or((text, ""));
        let next = after.trim_start();
        if !after.starts_with(' ') || !next.starts_with(char::is_uppercase) {
            continue;
        }
        let word = before.rsplit(' ').next().and_then(|word| word.strip_suffix(mark)).unwrap_or_default();
        if mark != "." || (word.chars().count() > 2 && !word.contains('.')) {
            return (before, next);
        }
    }
    (text, "")
}

/// A text of at most so many letters, or of as many as it takes to say all that it says of time.
pub(super) fn shorten_behind(text: &str, most: usize) -> String {
    if text.chars().nth(most).is_none() {
        return text.to_owned();
    }
    let text = Text::plain(text);
    let last = limit_ends(&text).last().copied().unwrap_or_default();
    // The marks behind a limit belong to it: the next place to cut is the space behind them.
    let rest = text.shown.get(last..).unwrap_or_default();
    let end = rest.find(' ').map_or(text.shown.len(), |space| last + space + 1);
    let needed = text.shown.get(..end).unwrap_or_default().chars().count();
    shorten(&text.shown, most.max(needed))
}

/// A text of at most so many letters, cut between two words.
pub fn shorten(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((end, _)) => {
            let kept = text.get(..end).unwrap_or(text);
            let kept = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
            format!("{} …", kept.trim_end_matches([',', ';', ':']))
        }
    }
}

/// What readers see of a piece of running text, without marks.
pub(super) fn plain_words(inlines: &[Inline], here: Here<'_>) -> String {
    let mut words = String::new();
    push_words(inlines, here, &mut words);
    words
}

fn push_words(inlines: &[Inline], here: Here<'_>, words: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(_) | Inline::Resolved(_) => {
                words.push_str(inline.as_text(&here.passage.document.text).unwrap_or_default());
            }
            Inline::Code(text) => words.push_str(text),
            Inline::Emphasis(inner) | Inline::Strong(inner) | Inline::Strikethrough(inner) => {
                push_words(inner, here, words);
            }
            Inline::Link(index, inner) => {
                let written = here.passage.document.body.links.get(*index as usize);
                let href = here.hrefs.hrefs.get(*index as usize);
                match href.and_then(|href| href.text.as_ref()).filter(|_| written.is_some_and(|link| link.automatic)) {
                    Some(text) => words.push_str(text),
                    None => push_words(inner, here, words),
                }
            }
            Inline::Variable(index) => {
                if let Some(Some(value)) = here.passage.variables.get(*index as usize) {
                    words.push_str(value);
                }
            }
            Inline::SoftBreak | Inline::HardBreak => words.push(' '),
            Inline::Image(..) | Inline::FootnoteMark(_) | Inline::Html(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_where_readers_end_it() {
        for (text, first) in [
            ("You must ring. Then write.", "You must ring."),
            ("See s. 47 of the Act. Then write.", "See s. 47 of the Act."),
            ("Ring within 1.5 hours. then go on", "Ring within 1.5 hours. then go on"),
            ("No stop", "No stop"),
            ("Is the child safe? Ring.", "Is the child safe?"),
            ("Keep e.g. The form.", "Keep e.g. The form."),
            ("", ""),
        ] {
            assert_eq!(split_sentence(text).0, first);
        }
    }

    #[test]
    fn a_long_duty_is_cut_between_words() {
        assert_eq!(shorten("one two three", 13), "one two three");
        assert_eq!(shorten("one two, three", 10), "one two …");
        assert_eq!(shorten("éééééé", 3), "ééé …");
    }

    #[test]
    fn no_time_limit_is_cut_off() {
        assert_eq!(
            shorten_behind("The manager asks, within four working days, for a worker", 20),
            "The manager asks, within four working days …"
        );
        assert_eq!(shorten_behind("Ring by 17:00 the same working day", 6), "Ring by 17:00 the same working day");
        assert_eq!(shorten_behind("The manager asks for a worker", 20), "The manager asks …");
        assert_eq!(shorten_behind("Short", 5), "Short");
        assert_eq!(shorten_behind("Ask them (in “two days”), and go", 6), "Ask them (in “two days”) …");
    }

    #[test]
    fn what_is_left_out_is_marked() {
        let piece = |words: &str, kept: bool, item: bool| Piece { words: words.to_owned(), kept, item, first: item };
        let long = "word ".repeat(300);
        for (pieces, words, cut) in [
            (vec![piece("You must ring.", true, false), piece("Be kind.", false, false)], "You must ring. …", true),
            (vec![piece("One.", true, false), piece("Two.", true, false)], "One. Two.", false),
            (
                vec![piece("One.", true, false), piece("Two.", false, false), piece("Six.", true, false)],
                "One. … Six.",
                true,
            ),
            (vec![piece("Say:", true, false), piece("a;", true, true), piece("b.", true, true)], "Say: a; b.", false),
            (vec![piece("Say:", true, false), piece("a", true, true), piece("Go.", true, false)], "Say: a. Go.", false),
            (vec![piece("One.", true, false), piece(&long, true, false)], "One. …", true),
            (vec![piece(&long, true, false)], &format!("{} …", long.get(..399).unwrap()), true),
            (Vec::new(), "", false),
        ] {
            assert_eq!(join(&pieces), Told { words: words.to_owned(), cut });
        }
    }
}
