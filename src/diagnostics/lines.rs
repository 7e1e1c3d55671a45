//! Takes a text, gives the line and column of any byte offset in it. Knows nothing of files.

use std::ops::Range;
use std::sync::Arc;

/// A position as people count it: both numbers begin at 1, columns are characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// After so many bytes the characters so far are noted: a line of a megabyte may hold thousands of faults.
const STRIDE: usize = 512;

/// The starts of a text's lines, so that many offsets of one text cost little each.
pub struct LineIndex {
    text: Arc<str>,
    starts: Vec<usize>,
    /// How many characters begin before each multiple of [`STRIDE`]; empty where every character is one byte.
    characters: Vec<usize>,
}

impl LineIndex {
    /// Indexes a text whose lines end in `\n`.
    pub fn new(text: Arc<str>) -> Self {
        let starts = std::iter::once(0)
            .chain(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1))
            .collect();
        let mut characters = Vec::new();
        if !text.is_ascii() {
            let mut count = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                characters.push(count);
                count += begun(chunk);
            }
            characters.push(count);
        }
        LineIndex { text, starts, characters }
    }

    /// The position of a byte offset. An offset past the end gives the end; one inside a character gives that character.
    pub fn position(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let column = self.characters_before(offset) - self.characters_before(start) + 1;
        let inside = !self.text.is_char_boundary(offset);
        Position { line, column: if inside { column - 1 } else { column } }
    }

    /// The bytes of the line that holds an offset, without its end.
    pub fn line_at(&self, offset: usize) -> Range<usize> {
        let offset = offset.min(self.text.len());
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        start..self.starts.get(line).map_or(self.text.len(), |next| next - 1)
    }

    /// How many characters begin before an offset.
    fn characters_before(&self, offset: usize) -> usize {
        let Some(noted) = self.characters.get(offset / STRIDE) else { return offset };
        let from = offset / STRIDE * STRIDE;
        noted + self.text.as_bytes().get(from..offset).map_or(0, begun)
    }
}

/// How many characters begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0b1100_0000 != 0b1000_0000).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_and_survives_any_offset() {
        let index = LineIndex::new("åäö\nx\n".into());
        assert_eq!(index.position(0), Position { line: 1, column: 1 });
        assert_eq!(index.position(1), Position { line: 1, column: 1 });
        assert_eq!(index.position(2), Position { line: 1, column: 2 });
        assert_eq!(index.position(7), Position { line: 2, column: 1 });
        assert_eq!(index.position(999), Position { line: 3, column: 1 });
        assert_eq!([index.line_at(0), index.line_at(6), index.line_at(8), index.line_at(99)], [0..6, 0..6, 7..8, 9..9]);
    }

    #[test]
    fn a_long_line_is_counted_as_exactly_as_a_short_one() {
        let text = "å".repeat(3 * STRIDE) + "\nb" + &"€x".repeat(STRIDE);
        let index = LineIndex::new(text.as_str().into());
        for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
            let before = text.get(..offset).unwrap();
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            assert_eq!(index.position(offset), Position { line, column }, "{offset}");
        }
    }
}
