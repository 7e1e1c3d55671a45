//! Where in the source something stands: a file and a range of bytes in its text.
//!
//! Takes nothing and knows nothing of the text itself; [`super::lines`] turns offsets into lines and columns.

use std::ops::Range;
use std::sync::Arc;

/// A range of bytes in one source text (after line ends were made uniform; see the source room).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from byte offsets; offsets beyond 4 GiB are held at that bound (no source file is so large).
    pub fn new(range: Range<usize>) -> Self {
        let clamp = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        Span { start: clamp(range.start), end: clamp(range.end) }
    }

    /// The span as a range of byte offsets.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The same span moved on by `offset` bytes.
    #[must_use]
    pub fn shifted(self, offset: u32) -> Self {
        Span { start: self.start.saturating_add(offset), end: self.end.saturating_add(offset) }
    }
}

/// A span in a named file. The path is relative to the site's root, with `/` between its parts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the site's root.
    pub file: Arc<str>,
    /// Where in it.
    pub span: Span,
}

impl Place {
    /// A place in a file.
    pub fn new(file: &Arc<str>, span: Span) -> Self {
        Place { file: Arc::clone(file), span }
    }

    /// The start of a file: for faults of the file as a whole.
    pub fn file(file: &Arc<str>) -> Self {
        Place::new(file, Span::default())
    }
}
