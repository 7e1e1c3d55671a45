//! Diagnostics as lines of text, and where they stand. Takes diagnostics and the texts that they speak of, gives a string;
//! prints nothing.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::Arc;

use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::lines::{LineIndex, Position};
use crate::diagnostics::place::Place;
use crate::source::source_tree::SourceTree;

/// Finds the lines and columns of places, each file's text indexed once.
pub struct Places<'a> {
    sources: &'a SourceTree,
    files: HashMap<Arc<str>, (Arc<str>, LineIndex)>,
    prefix: String,
}

impl<'a> Places<'a> {
    /// Places in these files.
    pub fn of(sources: &'a SourceTree) -> Self {
        Places { sources, files: HashMap::new(), prefix: String::new() }
    }

    /// The same for programs that know files by their paths in a repository: `prefix` is the manual's folder in it, with
    /// a `/` at its end, or nothing.
    #[must_use]
    pub fn below(mut self, prefix: String) -> Self {
        self.prefix = prefix;
        self
    }

    fn file(&mut self, file: &Arc<str>) -> &(Arc<str>, LineIndex) {
        let sources = self.sources;
        self.files.entry(Arc::clone(file)).or_insert_with(|| {
            let text = sources.text(file).unwrap_or_else(|| Arc::from(""));
            (Arc::clone(&text), LineIndex::new(text))
        })
    }

    /// A file's text.
    pub fn text(&mut self, file: &Arc<str>) -> Arc<str> {
        Arc::clone(&self.file(file).0)
    }

    /// Where a place begins.
    pub fn position(&mut self, place: &Place) -> Position {
        self.file(&place.file).1.position(place.span.start as usize)
    }

    /// Where a place ends: at the character after its last.
    pub fn end(&mut self, place: &Place) -> Position {
        self.file(&place.file).1.position(place.span.end.max(place.span.start) as usize)
    }

    /// The bytes of the line on which a place begins.
    pub fn line(&mut self, place: &Place) -> std::ops::Range<usize> {
        self.file(&place.file).1.line_at(place.span.start as usize)
    }

    /// A file's path in the repository.
    pub fn path(&self, file: &str) -> String {
        format!("{}{file}", self.prefix)
    }
}

/// A text with a sign in place of every control character, as a terminal may take orders from them and a line end would make a line that
/// nobody has said: names of files, and what authors wrote, come from anywhere. `keep_lines` leaves line ends.
pub fn visible(text: &str, keep_lines: bool) -> Cow<'_, str> {
    if !text.chars().any(char::is_control) {
        return Cow::Borrowed(text);
    }
    let sign = |letter: char| match letter {
        '\n' if keep_lines => letter,
        '\0'..='\x1f' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or(char::REPLACEMENT_CHARACTER),
        '\x7f' => '\u{2421}',
        _ if letter.is_control() => char::REPLACEMENT_CHARACTER,
        _ => letter,
    };
    Cow::Owned(text.chars().map(sign).collect())
}

/// A line each: `file:line:column: error[code]: message (help)`.
pub fn short(diagnostics: &[Diagnostic], places: &mut Places<'_>) -> String {
    let mut out = String::new();
    for diagnostic in diagnostics {
        short_one(diagnostic, places, &mut out);
    }
    out
}

/// The line of one diagnostic.
pub fn short_one(diagnostic: &Diagnostic, places: &mut Places<'_>, out: &mut String) {
    let Position { line, column } = places.position(&diagnostic.place);
    let help = diagnostic.help.as_ref().map(|help| format!(" ({})", visible(help, false))).unwrap_or_default();
    let _ = writeln!(
        out,
        "{}:{line}:{column}: {}[{}]: {}{help}",
        visible(&diagnostic.place.file, false),
        diagnostic.severity.word(),
        diagnostic.code.name,
        visible(&diagnostic.message, false)
    );
}

/// Workflow commands of GitHub Actions, with their own rules of escaping.
pub fn github(diagnostics: &[Diagnostic], places: &mut Places<'_>) -> String {
    let data = |text: &str| text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A");
    let property = |text: &str| data(text).replace(':', "%3A").replace(',', "%2C");
    let mut out = String::new();
    for diagnostic in diagnostics {
        let Position { line, column } = places.position(&diagnostic.place);
        let end = places.end(&diagnostic.place);
        // Columns count only where all of it stands on one line.
        let ending = match end {
            end if end.line > line => format!(",endLine={}", end.line),
            end if end.column > column => format!(",endColumn={}", end.column),
            _ => String::new(),
        };
        let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
        let _ = writeln!(
            out,
            "::{} file={},line={line},col={column}{ending},title={}::{}",
            diagnostic.severity.word(),
            property(&places.path(&diagnostic.place.file)),
            property(diagnostic.code.name),
            data(&format!("{}{help}", diagnostic.message))
        );
    }
    out
}
