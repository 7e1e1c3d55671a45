//! What is wrong with a manual, as the panel of a page shows it: line, column, the line itself with the fault marked, how to
//! mend it, and the address that opens an editor there. Takes a report, gives plain data; escapes nothing, because the page
//! puts it in as text.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::Arc;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::change::Report;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::lines::{LineIndex, Position};
use crate::diagnostics::place::Place;
use crate::source::source_tree::SourceTree;

/// The most faults that a page is told of; the rest are counted.
pub const MOST_SHOWN: usize = 100;
/// The most characters of a line that are shown on either side of a fault.
const WINDOW: usize = 120;
/// What stays as it is in the path of a file within an address.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// A fault, with its place in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Notice {
    code: &'static str,
    severity: &'static str,
    message: String,
    help: Option<String>,
    file: String,
    line: usize,
    column: usize,
    /// The line of the source: before the fault, the fault, behind it.
    excerpt: [String; 3],
    /// The address that opens an editor there.
    edit: String,
}

/// The faults of a page and the others, those that fit.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Sorted {
    /// Those of the page's own files.
    pub here: Vec<Notice>,
    /// The others.
    pub elsewhere: Vec<Notice>,
    /// How many more there are.
    pub more: usize,
}

/// Writes notices; each file is indexed once.
pub struct Notices<'a> {
    sources: &'a SourceTree,
    diagnostics: &'a [Diagnostic],
    editor: &'a str,
    files: HashMap<Arc<str>, (Arc<str>, LineIndex)>,
}

impl<'a> Notices<'a> {
    /// The notices of a report. `editor` is the address of an editor as `site.toml` gives it.
    pub fn of(report: &'a Report, editor: &'a str) -> Self {
        Notices { sources: &report.sources, diagnostics: &report.diagnostics, editor, files: HashMap::new() }
    }

    /// The notices, errors first, those of some files before the others. `root` is the manual's folder.
    pub fn sorted(&mut self, own: &BTreeSet<Arc<str>>, root: &Path) -> Sorted {
        let mut all: Vec<&Diagnostic> = self.diagnostics.iter().collect();
        all.sort_by_key(|one| (one.severity, !own.contains(&one.place.file)));
        let mut sorted = Sorted { more: all.len().saturating_sub(MOST_SHOWN), ..Sorted::default() };
        for diagnostic in all.into_iter().take(MOST_SHOWN) {
            let notice = self.notice(diagnostic, root);
            if own.contains(&diagnostic.place.file) { &mut sorted.here } else { &mut sorted.elsewhere }.push(notice);
        }
        sorted
    }

    /// One fault as a line of text.
    pub fn line(&mut self, diagnostic: &Diagnostic) -> String {
        let Position { line, column } = self.file(&diagnostic.place).1.position(diagnostic.place.span.start as usize);
        let help = diagnostic.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
        let (severity, code) = (diagnostic.severity.word(), diagnostic.code.name);
        format!("{}:{line}:{column}: {severity}[{code}]: {}{help}", diagnostic.place.file, diagnostic.message)
    }

    fn notice(&mut self, diagnostic: &Diagnostic, root: &Path) -> Notice {
        let place = &diagnostic.place;
        let (text, lines) = self.file(place);
        let position = lines.position(place.span.start as usize);
        let excerpt = excerpt(text, lines, place);
        Notice {
            code: diagnostic.code.name,
            severity: diagnostic.severity.word(),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            file: place.file.to_string(),
            line: position.line,
            column: position.column,
            excerpt,
            edit: edit_address(self.editor, &root.join(&*place.file), position),
        }
    }

    fn file(&mut self, place: &Place) -> &(Arc<str>, LineIndex) {
        let sources = self.sources;
        self.files.entry(Arc::clone(&place.file)).or_insert_with(|| {
            let text = sources.text(&place.file).unwrap_or_else(|| Arc::from(""));
            (Arc::clone(&text), LineIndex::new(text))
        })
    }
}

/// The line of a place in three pieces: what stands before it, what is marked, and what stands behind.
fn excerpt(text: &str, lines: &LineIndex, place: &Place) -> [String; 3] {
    let start = (place.span.start as usize).min(text.len());
    let line = lines.line_at(start);
    let end = (place.span.end as usize).clamp(start, line.end.max(start));
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or("");
    let before: Vec<char> = slice(line.start, start).chars().rev().take(WINDOW).collect();
    let cut = |text: &str| text.chars().take(WINDOW).collect::<String>();
    [before.into_iter().rev().collect(), cut(slice(start, end)), cut(slice(end, line.end))]
}

/// The address at which an editor opens a file.
fn edit_address(editor: &str, file: &Path, position: Position) -> String {
    let path = file.to_string_lossy().replace('\\', "/");
    let path = if path.starts_with('/') { path } else { format!("/{path}") };
    let path = utf8_percent_encode(&path, PATH).to_string();
    let filled = editor.replace("{line}", &position.line.to_string()).replace("{column}", &position.column.to_string());
    filled.replace("{file}", &path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::codes;
    use crate::diagnostics::place::Span;
    use crate::source::source_tree::SourceText;

    fn report(texts: &[(&str, &str)], faults: Vec<Diagnostic>) -> Report {
        let pages = texts.iter().map(|(path, text)| SourceText::new(path, text)).collect();
        let sources = Arc::new(SourceTree { pages, ..SourceTree::default() });
        Report { diagnostics: Arc::new(faults), sources, trouble: None, has_site: false }
    }

    #[test]
    fn the_faults_of_a_page_come_first_with_their_lines() {
        let fault = |file: &str, span: std::ops::Range<usize>| {
            Diagnostic::new(&codes::BROKEN_LINK, Place::new(&Arc::from(file), Span::new(span)), "no such page")
        };
        let text = "one\nsee [åäö](x.md) there\n";
        let report = report(&[("a.md", "a"), ("b c.md", text)], vec![fault("a.md", 0..1), fault("b c.md", 8..22)]);
        let own = BTreeSet::from([Arc::from("b c.md")]);
        let sorted = Notices::of(&report, "vscode://file{file}:{line}:{column}").sorted(&own, Path::new("/the manual"));
        assert_eq!((sorted.here.len(), sorted.elsewhere.len(), sorted.more), (1, 1, 0));
        let here = &sorted.here[0];
        assert_eq!((here.line, here.column), (2, 5));
        assert_eq!(here.excerpt, ["see ", "[åäö](x.md)", " there"].map(str::to_owned));
        assert_eq!(here.edit, "vscode://file/the%20manual/b%20c.md:2:5");
    }

    #[test]
    fn any_place_has_an_excerpt() {
        let text = "å\n\nx".to_owned() + &"y".repeat(1000);
        let lines = LineIndex::new(Arc::from(text.as_str()));
        for start in 0..=text.len() + 3 {
            for length in [0, 1, 5000] {
                let place = Place::new(&Arc::from("a.md"), Span::new(start..start + length));
                assert!(excerpt(&text, &lines, &place).iter().all(|piece| piece.chars().count() <= WINDOW));
            }
        }
    }
}
