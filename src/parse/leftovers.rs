//! Marks that stayed text: a footnote that nothing defines, a link whose brackets are wrong, a misplaced include.
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
        if text.contains(']') {
            self.report_broken_brackets(range);
        }
        // What a passage is taken in with may be written wrongly and stand in the wrong place: the first is said first.
        if text.contains('{') && !self.report_near_braces(range) && text.contains("{{#include") {
            self.report_misplaced_include(range);
        }
    }

    /// Whether a backslash makes plain what stands at a place: it is no part of the piece of text that begins there.
    pub(super) fn is_plain(&self, at: usize) -> bool {
        self.markdown.get(..at).is_some_and(|before| before.ends_with('\\'))
    }

    /// Reports marks of footnotes in a piece of text: those that lead to a footnote are not left as text.
    fn report_footnotes(&mut self, range: &Range<usize>) {
        let mut from = range.start;
        while let Some((at, label)) = find_footnote(self.source(&(from..range.end))) {
            let mark = from + at..from + at + label.len() + 3;
            let message = format!("the footnote `[^{label}]` is not there");
            let help = format!("add it on a line of its own at the end of the text: [^{label}]: …");
            from = mark.end;
            if self.is_plain(mark.start) {
                continue;
            }
            self.fault(&codes::UNDEFINED_FOOTNOTE, &mark, message, Some(help));
        }
    }

    /// Reports what was meant for a link and is none, because its brackets do not stand as they must.
    fn report_broken_brackets(&mut self, range: &Range<usize>) {
        let source = self.source(range);
        let mut found = Vec::new();
        for (at, _) in source.match_indices(']') {
            let (before, after) = source.split_at_checked(at).unwrap_or((source, ""));
            let Some(slip) = broken_link(last_bytes(before), first_bytes(after)) else { continue };
            let start = range.start + at - slip.back;
            if self.is_plain(start) {
                continue;
            }
            found.push((start..range.start + at + slip.ahead, slip.message, slip.help));
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
        if self.is_plain(place.start) {
            return;
        }
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

/// What was meant for a link: so many bytes before and behind a closing bracket, and what is wrong with it.
struct BrokenLink {
    back: usize,
    ahead: usize,
    message: String,
    help: String,
}

/// What was meant for a link, by the text before a closing bracket and the text from it on.
fn broken_link(before: &str, after: &str) -> Option<BrokenLink> {
    let open = before.rfind('[')?;
    let (head, text) = before.split_at_checked(open)?;
    let label = text.get(1..)?;
    if before.ends_with('\\') || head.ends_with('\\') {
        return None;
    }
    let slip = |start: &str, ahead: usize, written: &str, why: &str, help: String| {
        let message = format!("`{written}` is not a link: {why}");
        Some(BrokenLink { back: before.len() - start.len(), ahead, message, help })
    };
    let behind = after.get(1..)?;
    if let Some(rest) = behind.strip_prefix('(') {
        let word = rest.split_whitespace().next().unwrap_or("");
        let inside = rest.split_once(')').map(|(target, _)| target);
        let spaced = inside.is_some_and(|target| target.contains(' '));
        // A title has quotation marks, and with a target between < and > this would be a link.
        let open_ended =
            inside.is_none() || (spaced && !inside.is_some_and(|target| target.contains(['<', '"', '\''])));
        if open_ended && rest.starts_with(word) && leads_somewhere(word) {
            let target = word.trim_end_matches(['.', ',', ';', ':', ']']);
            let why = "the round bracket behind its target is not closed";
            return slip(head, 2 + target.len(), &format!("{text}]({target}"), why, format!("write {text}]({target})"));
        }
        let target = inside.filter(|target| open_ended && spaced && target.contains('.') && !target.contains('\n'))?;
        let help = format!("put the target between < and >: {text}](<{target}>)");
        return slip(head, 3 + target.len(), &format!("{text}]"), "a space stands in its target", help);
    }
    if let Some(rest) = behind.strip_prefix(" (") {
        let (target, _) = rest.split_once(')')?;
        let path = target.split('#').next().is_some_and(|path| path.to_lowercase().ends_with(".md"));
        let help = format!("write {text}]({target})");
        // `[1] (https://…)` is how sources are cited.
        let cited = label.bytes().all(|byte| byte.is_ascii_digit());
        return ((path || (leads_somewhere(target) && !cited)) && !target.contains('\n'))
            .then(|| slip(head, 4 + target.len(), &format!("{text}]"), "a space stands between its brackets", help))?;
    }
    // `(text)[target.md]`
    if let Some(inner) = head.strip_suffix(')').filter(|_| leads_somewhere(label)) {
        let round = inner.rfind('(')?;
        let (start, words) = inner.split_at_checked(round)?;
        let words = words.get(1..)?;
        let used = words.trim().is_empty() || start.ends_with([']', '\\']) || behind.starts_with(['(', '[', ':']);
        let help = format!("write [{words}]({label})");
        let why = "its round and square brackets are the wrong way round";
        return (!used).then(|| slip(start, 1, &format!("({words})[{label}]"), why, help))?;
    }
    // `[text]target.md)`
    let (target, _) = behind.split_once(')')?;
    let enclosed = head.matches('(').count() > head.matches(')').count();
    let why = "the round bracket before its target is missing";
    (leads_somewhere(target) && !enclosed && !label.is_empty())
        .then(|| slip(head, 2 + target.len(), &format!("{text}]{target})"), why, format!("write {text}]({target})")))?
}

/// Whether a word looks like the target of a link: the path of a chapter, a web address, an id or a section.
fn leads_somewhere(word: &str) -> bool {
    let schemes = ["http://", "https://", "ref:", "contact:", "term:", "sister:", "#"];
    let path = word.split('#').next().unwrap_or("");
    let chapter = path.len() > 3 && path.get(path.len() - 3..).is_some_and(|ending| ending.eq_ignore_ascii_case(".md"));
    let other = schemes.iter().filter_map(|scheme| word.strip_prefix(scheme));
    !word.contains([' ', '\t', '\n', '(', '[', '<', '>'])
        && (chapter || other.into_iter().any(|rest| rest.starts_with(char::is_alphabetic)))
}

fn first_bytes(text: &str) -> &str {
    (0..=WINDOW.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or("")
}

fn last_bytes(text: &str) -> &str {
    (text.len().saturating_sub(WINDOW)..=text.len()).find_map(|start| text.get(start..)).unwrap_or("")
}
