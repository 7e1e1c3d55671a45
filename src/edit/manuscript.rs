//! A file as its author saved it, beside the uniform text that the program reads: without byte-order mark, every line
//! ending in `\n`. Takes changes to the uniform text, gives the file with everything else as it was saved.

use std::ops::Range;

use crate::source::source_tree::SourceText;

const BYTE_ORDER_MARK: &str = "\u{FEFF}";

/// A file's text as saved, and as read.
#[derive(Clone, Debug)]
pub struct Manuscript {
    raw: String,
    source: SourceText,
    /// Where each line begins: in the uniform text, in the raw one.
    lines: Vec<(usize, usize)>,
}

/// New text for a range of the uniform text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Splice {
    /// What it replaces.
    pub range: Range<usize>,
    /// What stands there afterwards, its lines ending in `\n`.
    pub text: String,
}

impl Splice {
    /// A replacement.
    pub fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Splice { range, text: text.into() }
    }

    /// An insertion.
    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Splice::new(at..at, text)
    }
}

impl Manuscript {
    /// A file's text, from the bytes of the file; nothing if they are not UTF-8.
    pub fn of_bytes(path: &str, bytes: Vec<u8>) -> Option<Self> {
        String::from_utf8(bytes).ok().map(|raw| Manuscript::new(path, raw))
    }

    /// A file's text.
    pub fn new(path: &str, raw: String) -> Self {
        let mut text = String::with_capacity(raw.len());
        let mut lines = Vec::new();
        let mut at = if raw.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        lines.push((0, at));
        while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
            let Some(length) = rest.find(['\r', '\n']) else {
                text.push_str(rest);
                break;
            };
            text.push_str(rest.get(..length).unwrap_or(""));
            text.push('\n');
            at += length + ending(rest.get(length..).unwrap_or("")).len();
            lines.push((text.len(), at));
        }
        Manuscript { source: SourceText::new(path, &text), raw, lines }
    }

    /// The text as the program reads it.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The same, with its path, for the parser.
    pub fn source(&self) -> &SourceText {
        &self.source
    }

    /// The text as saved.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// Its path.
    pub fn path(&self) -> &str {
        &self.source.path
    }

    /// The place in the raw text of an offset of the uniform one.
    fn raw_offset(&self, offset: usize) -> usize {
        let line = self.lines.partition_point(|(start, _)| *start <= offset).saturating_sub(1);
        let (start, raw) = self.lines.get(line).copied().unwrap_or((0, 0));
        (raw + offset.saturating_sub(start)).min(self.raw.len())
    }

    /// How the line that holds an offset ends; for the last line, how the first one does.
    fn line_end(&self, offset: usize) -> &str {
        let line = self.lines.partition_point(|(start, _)| *start <= offset);
        let end_of = |next: usize| {
            let (_, after) = self.lines.get(next)?;
            let before = self.raw.get(..*after)?;
            let bare = before.strip_suffix("\r\n").or_else(|| before.strip_suffix(['\r', '\n']))?;
            before.get(bare.len()..)
        };
        end_of(line).or_else(|| end_of(1)).unwrap_or("\n")
    }

    /// The file with some ranges replaced. New lines end as the lines about them do. Ranges are in the order of the text
    /// and do not overlap; one that does not fit is left out, which whoever compares afterwards sees.
    #[must_use]
    pub fn spliced(&self, splices: &[Splice]) -> Self {
        let mut raw = String::with_capacity(self.raw.len());
        let mut at = 0;
        for splice in splices {
            let (from, to) = (self.raw_offset(splice.range.start), self.raw_offset(splice.range.end));
            let Some(before) = self.raw.get(at..from).filter(|_| from <= to) else { continue };
            raw.push_str(before);
            let end = self.line_end(splice.range.start);
            if end == "\n" {
                raw.push_str(&splice.text);
            } else {
                raw.push_str(&splice.text.replace('\n', end));
            }
            at = to;
        }
        raw.push_str(self.raw.get(at..).unwrap_or(""));
        Manuscript::new(&self.source.path, raw)
    }

    /// The same text at another path.
    #[must_use]
    pub fn moved_to(&self, path: &str) -> Self {
        Manuscript::new(path, self.raw.clone())
    }
}

/// The line end that begins a text.
fn ending(text: &str) -> &str {
    let length = if text.starts_with("\r\n") { 2 } else { usize::from(!text.is_empty()) };
    text.get(..length).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_else_stays_as_it_was_saved() {
        let file = Manuscript::new("a.md", "\u{FEFF}one\r\ntwo\nthree\rfour".to_owned());
        assert_eq!(file.text(), "one\ntwo\nthree\nfour");
        let changed = file.spliced(&[Splice::insert(4, "new\n"), Splice::new(14..18, "end\nmore")]);
        assert_eq!(changed.raw(), "\u{FEFF}one\r\nnew\ntwo\nthree\rend\r\nmore");
        assert_eq!(file.spliced(&[]).raw(), file.raw());
        assert_eq!(file.spliced(&[Splice::insert(0, "x\n")]).raw(), "\u{FEFF}x\r\none\r\ntwo\nthree\rfour");
    }

    #[test]
    fn an_empty_file_takes_text() {
        assert_eq!(Manuscript::new("a.md", String::new()).spliced(&[Splice::insert(0, "a\n")]).raw(), "a\n");
    }
}
