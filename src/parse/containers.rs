//! Quotations that open with their kind: `> [!MUST]`, `> [!STEPS Within one working day]`.
//!
//! Takes the raw text of a quotation, gives its marker. Knows the kinds and nothing of what stands in them.

use super::block::ContainerKind;

/// The words for the kinds of container.
pub const KINDS: &[(&str, ContainerKind)] = &[
    ("NOTE", ContainerKind::Note),
    ("TIP", ContainerKind::Tip),
    ("IMPORTANT", ContainerKind::Important),
    ("WARNING", ContainerKind::Warning),
    ("CAUTION", ContainerKind::Caution),
    ("MUST", ContainerKind::Must),
    ("STEPS", ContainerKind::Steps),
    ("CHECKLIST", ContainerKind::Checklist),
    ("LOCAL", ContainerKind::Local),
    ("VERBATIM", ContainerKind::Verbatim),
];

/// The marker that opens a container.
#[derive(Debug, PartialEq, Eq)]
pub struct Marker<'a> {
    /// The word as written.
    pub word: &'a str,
    /// What stands behind it.
    pub argument: &'a str,
    /// Where the marker begins, in bytes of the text given.
    pub start: usize,
    /// One past its closing bracket.
    pub end: usize,
}

impl Marker<'_> {
    /// The kind, if the word is known (in capitals or not).
    pub fn kind(&self) -> Option<ContainerKind> {
        KINDS.iter().find(|(word, _)| word.eq_ignore_ascii_case(self.word)).map(|(_, kind)| *kind)
    }
}

/// The marker at the start of a quotation's raw text, which begins with `>`.
pub fn read_marker(quotation: &str) -> Option<Marker<'_>> {
    let line = quotation.lines().next()?;
    let inner = line.trim_start().strip_prefix('>')?.trim_start();
    let start = line.len() - inner.len();
    let rest = inner.strip_prefix("[!")?;
    let close = rest.find(']')?;
    let (inside, _) = rest.split_at_checked(close)?;
    // `STEPS:` is no kind, and is reported as none rather than shown as text.
    let word_end = inside.find(char::is_whitespace).unwrap_or(inside.len());
    let (word, argument) = inside.split_at_checked(word_end)?;
    word.starts_with(|c: char| c.is_ascii_alphabetic()).then(|| Marker {
        word,
        argument: argument.trim(),
        start,
        end: start + 2 + close + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_kind_and_argument() {
        let marker = read_marker("> [!STEPS Within one working day]\n> 1. Ring").unwrap();
        assert_eq!((marker.kind(), marker.argument), (Some(ContainerKind::Steps), "Within one working day"));
        assert_eq!(marker.end, "> [!STEPS Within one working day]".len());
        assert_eq!(read_marker("> [!musst]").unwrap().kind(), None);
        assert_eq!(read_marker("> [!] text"), None);
        assert_eq!(read_marker("> [link]"), None);
    }
}
