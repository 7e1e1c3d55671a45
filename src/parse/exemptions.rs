//! Exemptions: "leave this as it is, and why". `<!-- allow CODE: reason -->` in a text, `# allow CODE: reason` in YAML,
//! `allow: {CODE: reason}` in front matter.
//!
//! Takes what an author wrote, gives which codes it names and which bytes of the file it covers, and reports what cannot
//! be exempted. Applies nothing: `check::exemptions` does.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::Event;

use super::markdown::Builder;
use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::diagnostics::suggest::nearest;

/// That faults of some codes are left as they are in a piece of a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Exemption {
    /// The codes. What cannot be exempted is left out and was reported.
    pub codes: Vec<&'static Code>,
    /// Where the exemption itself stands, so that what is hashed or compared can go without it.
    pub span: Span,
    /// The bytes that it covers: a fault that begins here is exempted.
    pub covers: Span,
    /// Whether it says why.
    pub reasoned: bool,
}

/// An exemption as written: names of codes, each with its offset, and the reason.
struct Written<'a> {
    names: Vec<(usize, &'a str)>,
    reason: &'a str,
}

/// Reads the inside of a comment. `None` if it is a comment like any other: an exemption begins with "allow" and names
/// that could be codes, then a colon; without the colon it is one only if the first of them is a code.
fn read_words(inside: &str) -> Option<Written<'_>> {
    let trimmed = inside.trim_start();
    let rest = trimmed.strip_prefix("allow").or_else(|| trimmed.strip_prefix("Allow"))?;
    if !rest.starts_with(char::is_whitespace) {
        return None;
    }
    let offset = inside.len() - rest.len();
    let plain = |name: &str| !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let names = |list: &'_ str| -> Vec<(usize, usize)> {
        let mut at = 0;
        list.split(',')
            .map(|piece| {
                let start = at + (piece.len() - piece.trim_start().len());
                at += piece.len() + 1;
                (start, piece.trim().len())
            })
            .collect()
    };
    let written = |list: &'_ str, reason| {
        let names = names(list)
            .into_iter()
            .filter_map(|(at, length)| Some((offset + at, rest.get(at..at + length)?)))
            .collect::<Vec<_>>();
        Written { names, reason }
    };
    if let Some((list, reason)) = rest.split_once(':') {
        let found = written(list, reason.trim());
        if found.names.iter().all(|(_, name)| plain(name)) {
            return Some(found);
        }
    }
    let first = rest.split_whitespace().next().map(|word| word.trim_end_matches([',', ':']));
    let first = first.filter(|first| codes::find_code(first).is_some())?;
    let end = rest.find(first).map_or(rest.len(), |at| at + first.len());
    Some(written(rest.get(..end).unwrap_or(rest), ""))
}

/// Reads the inside of a comment that begins at `at` in a file; `form` is how the whole is written, for the mend. Gives
/// the codes that it exempts, and whether it says why; or `None` if it is no exemption.
fn read_comment(
    path: &Arc<str>,
    inside: &str,
    at: usize,
    form: fn(&str) -> String,
    faults: &mut Vec<Diagnostic>,
) -> Option<(Vec<&'static Code>, bool)> {
    let written = read_words(inside)?;
    let mut known = Vec::new();
    for (offset, name) in &written.names {
        let place = Place::new(path, Span::new(at + offset..at + offset + name.len()));
        known.extend(exemptible(name, place, faults).filter(|code| !known.contains(code)));
    }
    if written.reason.is_empty() {
        let names = written.names.iter().map(|(_, name)| *name).collect::<Vec<_>>().join(", ");
        let start = written.names.first().map_or(at, |(offset, _)| at + offset);
        let end = written.names.last().map_or(at, |(offset, name)| at + offset + name.len());
        let place = Place::new(path, Span::new(start..end.max(start)));
        let help = format!("say why after a colon: {}", form(&format!("allow {names}: …")));
        faults.push(Diagnostic::new(&codes::EXEMPTION_WITHOUT_REASON, place, NO_REASON).help(help));
    }
    Some((known, !written.reason.is_empty()))
}

/// What is said of an exemption that does not say why.
pub const NO_REASON: &str = "this exemption gives no reason, so nobody can tell later whether it still holds";

/// The code of a name, if an exemption can be made from it; reports it if not.
pub fn exemptible(name: &str, place: Place, faults: &mut Vec<Diagnostic>) -> Option<&'static Code> {
    let (message, help) = match codes::find_code(name) {
        Some(code) if code.adjustable => return Some(code),
        Some(_) => (
            format!("no exemption can be made from `{name}`: with that fault the site would be wrong or unsafe"),
            "take the exemption out, and mend the fault".to_owned(),
        ),
        None => {
            let near = nearest(name, codes::ALL.iter().filter(|code| code.adjustable).map(|code| code.name));
            let help = near.map_or_else(
                || "write the code as the report of the fault prints it, between [ and ]".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            (format!("`{name}` is not the code of a check"), help)
        }
    };
    faults.push(Diagnostic::new(&codes::BAD_EXEMPTION, place, message).help(help));
    None
}

/// Whether an exemption may stand in a comment of some YAML.
pub fn may_exempt(yaml: &str) -> bool {
    yaml.contains("allow ")
}

/// The exemptions that comments of YAML make between two offsets of a file: at the end of a line for that line, and for
/// what stands under it; on a line of its own for the line that follows, and what stands under that.
pub fn yaml_exemptions(
    path: &Arc<str>,
    text: &str,
    range: Range<usize>,
    faults: &mut Vec<Diagnostic>,
) -> Vec<Exemption> {
    let mut found: Vec<Exemption> = Vec::new();
    let yaml = text.get(range.clone()).unwrap_or("");
    if !may_exempt(yaml) {
        return found;
    }
    // Exemptions that wait for their line; those whose lines are being read, with how far in the first of them stands.
    let mut waiting: Vec<usize> = Vec::new();
    let mut open: Vec<(usize, Vec<usize>)> = Vec::new();
    let mut at = range.start;
    let mut last_end = at;
    for line in yaml.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let comment = comment_of(line);
        let alone = comment.is_some_and(|offset| line.get(..offset).is_some_and(|before| before.trim().is_empty()));
        let holds = !line.trim().is_empty() && !alone;
        if holds {
            while let Some((_, ended)) = open.pop_if(|(first, _)| indent <= *first) {
                end_at(last_end, &ended, &mut found);
            }
            last_end = at + line.len();
        }
        let mut begun = if holds { std::mem::take(&mut waiting) } else { Vec::new() };
        if let Some(inside) = comment.and_then(|offset| line.get(offset + 1..)) {
            let start = at + line.len() - inside.len();
            let form = |words: &str| format!("# {words}");
            if let Some((codes, reasoned)) = read_comment(path, inside.trim_end(), start, form, faults) {
                if alone { &mut waiting } else { &mut begun }.push(found.len());
                let span = Span::new(start - 1..start + inside.trim_end().len());
                let covers = if alone { span } else { Span::new(at..at + line.len()) };
                found.push(Exemption { codes, span, covers, reasoned });
            }
        }
        if !begun.is_empty() {
            open.push((indent, begun));
        }
        at += line.len();
    }
    for (_, ended) in open {
        end_at(last_end, &ended, &mut found);
    }
    found
}

/// Lets exemptions cover everything up to an offset.
fn end_at(end: usize, places: &[usize], found: &mut [Exemption]) {
    for place in places {
        if let Some(exemption) = found.get_mut(*place) {
            exemption.covers.end = Span::new(end..end).end;
        }
    }
}

/// Where a comment begins in a line of YAML, which must begin the line or stand behind a space and in no quotation.
fn comment_of(line: &str) -> Option<usize> {
    // Nobody writes more of them in a line, and each is looked at with all that stands before it.
    line.match_indices('#').map(|(at, _)| at).take(8).find(|at| {
        let before = line.get(..*at).unwrap_or("");
        let apart = before.is_empty() || before.ends_with([' ', '\t']);
        apart && {
            let quoted = before.contains(": '") && before.matches('\'').count() % 2 == 1;
            !quoted && before.matches('"').count() % 2 == 0
        }
    })
}

impl<'s, I: Iterator<Item = (Event<'s>, Range<usize>)>> Builder<'s, I> {
    /// Notes the exemptions in a comment. One that stands by itself waits for the block that follows.
    pub(super) fn note_exemptions(&mut self, range: &Range<usize>, covers: Option<&Range<usize>>) {
        let source = self.source(range);
        let mut from = 0;
        while let Some(open) = source.get(from..).and_then(|rest| rest.find("<!--")).map(|at| from + at) {
            let rest = source.get(open + 4..).unwrap_or("");
            let Some(length) = rest.find("-->") else {
                self.report_open_comment(range.start + open);
                break;
            };
            from = open + 4 + length + 3;
            let start = range.start + open + self.start;
            let inside = rest.get(..length).unwrap_or("");
            let form = |words: &str| format!("<!-- {words} -->");
            let Some((codes, reasoned)) = read_comment(self.path, inside, start + 4, form, &mut self.faults) else {
                continue;
            };
            let span = Span::new(start..start + 4 + length + 3);
            let covered = covers.map_or(span, |covers| self.span(covers));
            if covers.is_none() {
                self.waiting.push(self.body.exemptions.len());
            }
            self.body.exemptions.push(Exemption { codes, span, covers: covered, reasoned });
        }
    }

    /// Gives a block to the exemptions that wait for one.
    pub(super) fn cover(&mut self, range: &Range<usize>) {
        if self.waiting.is_empty() {
            return;
        }
        let span = self.span(range);
        // A caption belongs to the table behind it.
        let caption = self.source(range).starts_with("Table:");
        for place in &self.waiting {
            if let Some(exemption) = self.body.exemptions.get_mut(*place) {
                exemption.covers.end = span.end;
            }
        }
        // Only the block right behind it: of two captions, the second is a paragraph.
        if !caption || self.captioned {
            self.waiting.clear();
        }
        self.captioned = caption && !self.captioned;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(inside: &str) -> Option<(Vec<&str>, &str)> {
        read_words(inside).map(|found| (found.names.into_iter().map(|(_, name)| name).collect(), found.reason))
    }

    #[test]
    fn exemptions_are_told_from_other_comments() {
        assert_eq!(names(" allow long-duty: quoted: law "), Some((vec!["long-duty"], "quoted: law")));
        assert_eq!(names("allow a, b-c: why"), Some((vec!["a", "b-c"], "why")));
        assert_eq!(names(" allow vague-link-text "), Some((vec!["vague-link-text"], "")));
        assert_eq!(names(" allow vague-link-text because I say so "), Some((vec!["vague-link-text"], "")));
        assert_eq!(names(" allow time for this "), None);
        assert_eq!(names(" allow time for this: an hour "), None);
        assert_eq!(names(" allowed: x "), None);
    }

    #[test]
    fn comments_of_yaml_cover_an_entry_or_a_line() {
        let text = "# allow expired: kept\na:\n  b: 1\n\n  c: 2\nd: 3 # allow expired: why\ne: \"# allow x: y\"\n";
        let mut faults = Vec::new();
        let found = yaml_exemptions(&Arc::from("r.yml"), text, 0..text.len(), &mut faults);
        let covered: Vec<&str> = found.iter().map(|found| text.get(found.covers.range()).unwrap()).collect();
        assert_eq!(covered, ["# allow expired: kept\na:\n  b: 1\n\n  c: 2\n", "d: 3 # allow expired: why\n"]);
        assert_eq!(faults, []);
    }
}
