//! Numbers to ring in text that is written from right to left.
//!
//! "01632 960111" is two numbers to the rules by which directions are mixed (UAX #9): in Arabic or Hebrew the second group is set
//! before the first, and somebody rings a number that is none. Each such run is set apart, from left to right.
//!
//! Takes the HTML of a text, gives it with these runs enclosed. Knows no element but those in which signs stand as they are.

use std::borrow::Cow;

use super::downloads::tag_inside;

/// The fewest digits of a run that is set apart: fewer are set in their order by most readers' habits, or are no number to ring.
const FEWEST_DIGITS: usize = 5;

/// Sets numbers of several groups apart, where anything in the text is written from right to left, or all of it is.
pub fn set_numbers_apart(html: &str, from_right: bool) -> Cow<'_, str> {
    if !from_right && (html.is_ascii() || !html.chars().any(is_from_right)) {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let (mut rest, mut as_it_is) = (html, false);
    while !rest.is_empty() {
        let (text, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if as_it_is {
            out.push_str(text);
        } else {
            push_apart(&mut out, text);
        }
        // What stands in quotation marks does not end it.
        let inside = tag.get(1..).map_or("", tag_inside);
        let tag = tag.get(..inside.len() + 2).unwrap_or(tag);
        out.push_str(tag);
        if let Some(name) = tag.get(1..).filter(|name| name.starts_with("code") || name.starts_with("/code")) {
            as_it_is = !name.starts_with('/');
        }
        rest = rest.get(text.len() + tag.len()..).unwrap_or_default();
    }
    Cow::Owned(out)
}

fn push_apart(out: &mut String, text: &str) {
    let mut written = 0;
    let mut at = 0;
    while let Some(begin) = text.get(at..).and_then(|rest| rest.find(|c: char| c.is_ascii_digit() || c == '+')) {
        let begin = at + begin;
        let signs = signs_at(text.get(begin..).unwrap_or_default());
        let run = signs.trim_end_matches(|c: char| !c.is_ascii_digit());
        // Past all of its signs: nothing behind the first of them is a beginning.
        at = begin + signs.len();
        if is_apart(run) {
            out.push_str(text.get(written..begin).unwrap_or_default());
            out.extend(["<bdi dir=\"ltr\">", run, "</bdi>"]);
            written = begin + run.len();
        }
    }
    out.push_str(text.get(written..).unwrap_or_default());
}

/// The digits that a text begins with, and what may stand among them.
fn signs_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, '+' | ' ' | '\u{a0}' | '(' | ')' | '-' | '.'));
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}

/// Whether a run is set wrong where all around it is written from right to left: it is one of several groups.
fn is_apart(run: &str) -> bool {
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    digits >= FEWEST_DIGITS && digits < run.len()
}

/// Letters of scripts that are written from right to left: Hebrew to Arabic Extended-A, and their forms for presentation.
fn is_from_right(sign: char) -> bool {
    matches!(u32::from(sign), 0x0590..=0x08ff | 0xfb1d..=0xfdff | 0xfe70..=0xfeff | 0x10800..=0x10fff | 0x1e800..=0x1efff)
}

#[cfg(test)]
mod tests {
    use super::set_numbers_apart;

    #[test]
    fn numbers_stand_in_their_order() {
        let apart = |html: &str| set_numbers_apart(html, false).into_owned();
        assert_eq!(apart("<p>على 01632 960111.</p>"), "<p>على <bdi dir=\"ltr\">01632 960111</bdi>.</p>");
        assert_eq!(apart("<p>על +44 (0)1632 960111</p>"), "<p>על <bdi dir=\"ltr\">+44 (0)1632 960111</bdi></p>");
        assert_eq!(apart("<p>ب 999 أو 101</p>"), "<p>ب 999 أو 101</p>");
        assert_eq!(
            apart("<p id=\"a 01632 960111\">ب <code>01632 960111</code></p>"),
            "<p id=\"a 01632 960111\">ب <code>01632 960111</code></p>"
        );
        assert_eq!(apart("ب 12, 01632 960111 3"), "ب 12, <bdi dir=\"ltr\">01632 960111 3</bdi>");
        assert_eq!(apart("ب + 5"), "ب + 5");
        let picture = "<img alt=\"ب > 01632 960111\" />";
        assert_eq!(apart(picture), picture, "a tag ends behind its quotation marks");
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        let html = "<p>Ring 01632 960111.</p>";
        assert_eq!(set_numbers_apart(html, false), html);
        assert_eq!(set_numbers_apart(html, true), "<p>Ring <bdi dir=\"ltr\">01632 960111</bdi>.</p>");
        for odd in ["ب <", "ب <code", "ب <p>+", "", "ب 5"] {
            assert_eq!(set_numbers_apart(odd, false), odd);
        }
    }
}
