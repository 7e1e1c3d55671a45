//! Takes the bytes of a file, gives uniform text and what is wrong with it: not UTF-8, control characters, characters
//! that nobody sees. A file saved with a byte-order mark or with another system's line ends gives the same text as the
//! plain file.

use std::sync::Arc;

use super::source_tree::SourceText;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::diagnostics::reported::Reported;

/// The most faults of one kind that are told of one file; more would only hide the others.
const MOST: usize = 5;

/// So many bytes of a file tell which encoding it has.
const LOOKED_AT: usize = 512;

/// Reads the bytes of a text file.
pub fn read_text(path: &Arc<str>, bytes: Vec<u8>) -> Reported<SourceText> {
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) || is_unmarked_utf_16(&bytes) {
        let fault = Diagnostic::new(&codes::NOT_UTF8, Place::file(path), "this file is saved as UTF-16")
            .help("open it in your editor and save it as UTF-8");
        return Reported::new(SourceText::with(Arc::clone(path), Arc::from(""), false), vec![fault]);
    }
    let (text, broken_at) = match String::from_utf8(bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(at))
        }
    };
    let bom = text.starts_with('\u{FEFF}');
    let text = if bom { text.get(3..).unwrap_or("").to_owned() } else { text };
    let before = broken_at.map(|at| {
        let valid = text.get(..at.saturating_sub(if bom { 3 } else { 0 })).unwrap_or("");
        uniform_line_ends(valid.to_owned()).len()
    });
    let text = uniform_line_ends(text);
    let mut faults = Vec::new();
    if let Some(at) = before {
        let fault = Diagnostic::new(
            &codes::NOT_UTF8,
            Place::new(path, Span::new(at..at + 3)),
            "this character is not saved as UTF-8",
        )
        .help("open the file in your editor and save it as UTF-8; then look at this place, a character is lost here");
        faults.push(fault);
    }
    find_characters(path, &text, &mut faults);
    let whole = broken_at.is_none();
    Reported::new(SourceText::with(Arc::clone(path), Arc::from(text), whole), faults)
}

/// Whether every second byte of a file's beginning is zero: text as UTF-16 without the mark that says so.
fn is_unmarked_utf_16(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(LOOKED_AT)).unwrap_or_default();
    let zeros = |from: usize| start.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    let most = |some: usize, none: usize| some * 8 >= start.len() * 3 && none == 0;
    start.len() >= 4 && (most(first, second) || most(second, first))
}

fn uniform_line_ends(text: String) -> String {
    if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

fn find_characters(path: &Arc<str>, text: &str, faults: &mut Vec<Diagnostic>) {
    let plain = |byte: u8| (0x20..0x7F).contains(&byte) || byte == b'\n' || byte == b'\t';
    let suspicious = |byte: u8| matches!(byte, 0xC2 | 0xE2 | 0xEF);
    if text.bytes().all(|byte| plain(byte) || (byte >= 0x80 && !suspicious(byte))) {
        return;
    }
    let (mut controls, mut hidden) = (0, 0);
    for (at, c) in text.char_indices() {
        let place = || Place::new(path, Span::new(at..at + c.len_utf8()));
        if c.is_control() && c != '\n' && c != '\t' {
            controls += 1;
            if controls <= MOST {
                let message =
                    format!("a control character (U+{:04X}) stands here, which no reader can see", u32::from(c));
                let fault = Diagnostic::new(&codes::CONTROL_CHARACTER, place(), message).help("delete it");
                // Others may be what is left of a letter or a quotation mark.
                faults.push(if c == '\u{C}' { fault.mend(place(), "") } else { fault });
            }
        } else if let Some(name) = hidden_name(c) {
            hidden += 1;
            if hidden <= MOST {
                let message = format!("{name} (U+{:04X}) stands here, which no reader can see", u32::from(c));
                let fault = Diagnostic::new(&codes::HIDDEN_CHARACTER, place(), message);
                // The mark of a file's beginning has no meaning further on.
                faults.push(if c == '\u{FEFF}' {
                    fault.help("delete it").mend(place(), "")
                } else {
                    fault.help("delete it, unless the language needs it here")
                });
            }
        }
    }
}

/// Characters that change or break text unseen. Joiners that scripts and emoji need are not among them.
fn hidden_name(c: char) -> Option<&'static str> {
    match c {
        '\u{200B}' => Some("a zero-width space"),
        '\u{2060}' | '\u{FEFF}' => Some("a zero-width no-break space"),
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => Some("a direction override"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> Reported<SourceText> {
        read_text(&Arc::from("a.md"), bytes.to_vec())
    }

    #[test]
    fn line_ends_and_byte_order_mark_make_no_difference() {
        let plain = read("a\nb\n".as_bytes()).value;
        for other in ["\u{FEFF}a\nb\n", "a\r\nb\r\n", "a\rb\r", "a\r\nb\n"] {
            assert_eq!(read(other.as_bytes()).value.hash, plain.hash);
        }
    }

    #[test]
    fn utf_16_without_its_mark_is_told_as_that() {
        for bytes in [b"#\0 \0A\0l\0l\0\n\0".as_slice(), b"\0#\0 \0A\0l\0l\0\n"] {
            let read = read(bytes);
            assert_eq!(read.diagnostics.len(), 1, "{:?}", read.diagnostics);
            assert_eq!(read.diagnostics[0].message, "this file is saved as UTF-16");
        }
        assert_eq!(read(b"# A\0l\0l of it").diagnostics[0].code.name, "control-character");
    }

    #[test]
    fn says_where_text_stops_being_utf8() {
        let reported = read(b"ab\r\nc\xE9d");
        assert!(!reported.value.whole);
        assert_eq!(reported.diagnostics[0].place.span.start, 4);
        assert_eq!(read(&[0xFF, 0xFE, b'a', 0]).diagnostics[0].code, &codes::NOT_UTF8);
    }

    #[test]
    fn finds_what_nobody_sees() {
        let codes: Vec<&str> =
            read("a\0b\u{202E}c\u{200D}".as_bytes()).diagnostics.iter().map(|d| d.code.name).collect();
        assert_eq!(codes, ["control-character", "hidden-character"]);
    }
}
