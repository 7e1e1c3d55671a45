//! Marks that stayed text: a footnote that nothing defines, a link with a space in it, a misplaced include.
//!
//! Takes a piece of running text and its place in the source, reports what its author cannot have meant as text. What
//! stands in code never comes here, and what a backslash makes plain is left alone.

use std::ops::Range;

use pulldown_cmark::Event;

use super::markdown::Builder;
use crate::diagnostics::codes;

/// The most bytes that a mark is looked for in: nobody writes a longer one, and the cost must not grow with the square
/// of the text.
const WINDOW: usize = 400;

impl<'s, I: Iterator<Item = (Event<'s>, Range<usize>)>> Builder<'s, I> {
    /// Reports the marks in a piece of text.
    pub(super) fn report_leftovers(&mut self, text: &str, range: &Range<usize>) {
        if text.contains("[^") {
            self.report_footnotes(range);
        }
        if text.contains("](") || text.contains("] (") {
            self.report_broken_brackets(range);
        }
        if text.contains("{{#include") {
            self.report_misplaced_include(range);
        }
    }

    /// Reports marks of footnotes in a piece of text: those that lead to a footnote are not left as text.
    fn report_footnotes(&mut self, range: &Range<usize>) {
        let mut from = range.start;
        while let Some((at, label)) = find_footnote(self.source(&(from..range.end))) {
            let mark = from + at..from + at + label.len() + 3;
            let message = format!("the footnote `[^{label}]` is not there");
            let help = format!("add it on a line of its own at the end of the text: [^{label}]: …");
            from = mark.end;
            self.fault(&codes::UNDEFINED_FOOTNOTE, &mark, message, Some(help));
        }
    }

    /// Reports what was meant for a link and is none, because a space stands in its target or between its brackets.
    fn report_broken_brackets(&mut self, range: &Range<usize>) {
        let source = self.source(range);
        let mut found = Vec::new();
        for (at, _) in source.match_indices(']') {
            let (before, after) = source.split_at_checked(at).unwrap_or((source, ""));
            let inside = after.strip_prefix("](").map(|rest| (rest, false));
            let before = last_bytes(before);
            let Some((rest, apart)) = inside.or_else(|| Some((after.strip_prefix("] (")?, true))) else { continue };
            let (Some(open), Some((target, _))) = (before.rfind('['), first_bytes(rest).split_once(')')) else {
                continue;
            };
            let text = before.get(open..).unwrap_or("");
            let escaped = before.ends_with('\\') || before.get(..open).is_some_and(|head| head.ends_with('\\'));
            let meant = if apart {
                target.split('#').next().is_some_and(|path| path.to_lowercase().ends_with(".md"))
            } else {
                target.contains(' ') && target.contains('.') && !target.contains(['<', '"', '\''])
            };
            if escaped || !meant || target.contains('\n') {
                continue;
            }
            let start = at - (before.len() - open);
            let end = at + (after.len() - rest.len()) + target.len() + 1;
            let (why, help) = if apart {
                ("a space stands between its brackets", format!("write {text}]({target})"))
            } else {
                ("a space stands in its target", format!("put the target between < and >: {text}](<{target}>)"))
            };
            let message = format!("`{text}]` is not a link: {why}");
            found.push((range.start + start..range.start + end, message, help));
        }
        for (place, message, help) in found {
            self.fault(&codes::BROKEN_LINK, &place, message, Some(help));
        }
    }

    /// Reports a line that was to take in a shared passage and stands where it is text.
    fn report_misplaced_include(&mut self, range: &Range<usize>) {
        let source = self.source(range);
        let Some(at) = source.find("{{#include").filter(|at| !source.get(..*at).unwrap_or("").ends_with('\\')) else {
            return;
        };
        let length = source.get(at..).and_then(|rest| rest.find("}}")).map_or(10, |end| end + 2);
        let place = range.start + at..range.start + at + length;
        let message = "this would be shown as it stands, and the passage would not be taken in".to_owned();
        let help = "put it on a line of its own, with an empty line before and after it".to_owned();
        self.fault(&codes::INCLUDE_MISSING, &place, message, Some(help));
    }
}

/// The first `[^label]` in a piece of source that no backslash makes plain: where it begins, and the label.
fn find_footnote(source: &str) -> Option<(usize, &str)> {
    source.match_indices("[^").find_map(|(at, _)| {
        let (label, _) = first_bytes(source.get(at + 2..)?).split_once(']')?;
        let escaped = source.get(..at).is_some_and(|before| before.ends_with('\\'));
        let plain = !label.is_empty() && !label.contains(['[', '\n', '\\']);
        (plain && !escaped).then_some((at, label))
    })
}

fn first_bytes(text: &str) -> &str {
    (0..=WINDOW.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or("")
}

fn last_bytes(text: &str) -> &str {
    (text.len().saturating_sub(WINDOW)..=text.len()).find_map(|start| text.get(start..)).unwrap_or("")
}
