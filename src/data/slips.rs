//! Values that say something else than their author meant: Markdown in a text that readers see as it stands, and commas where a
//! list is meant.
//!
//! Takes the values of keys, reports what nobody can have meant. Whatever else a comma or a star may be, it is left alone.

use super::fields::Fields;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Span;

/// Keys whose values are shown as they stand.
const SHOWN: &[&str] = &[
    "title",
    "scope",
    "note",
    "reason",
    "driver",
    "equality_impact",
    "protective_marking",
    "term",
    "definition",
    "summary",
    "name",
    "hours",
    "text",
    "publisher",
];

/// Keys whose values are lists of short names, none of which has a comma in it.
const NAMES: &[&str] = &[
    "audience",
    "applies_to",
    "legislation",
    "guidance",
    "related",
    "forms",
    "supersedes",
    "keywords",
    "old_ids",
    "old_paths",
    "sections",
    "aliases",
];

/// Words that a list between square brackets would take for something else.
const NO_TEXT: &[&str] = &["true", "false", "yes", "no", "on", "off", "null", "y", "n"];

impl Fields<'_> {
    /// Reports Markdown and variables in a value that is shown as it stands.
    pub(super) fn question_marks(&self, key: &str, text: &str) {
        if !SHOWN.contains(&key) {
            return;
        }
        let Some((written, what)) = first_mark(text) else { return };
        let path = self.path_of(key);
        let span = self.reading.locate.words(&path, written).unwrap_or_else(|| self.reading.locate.value(&path));
        let message = format!("`{written}` would be shown as it stands: in `{key}` {what}");
        let help = "write plain words here".to_owned();
        let place = self.reading.place(span);
        self.reading.push(Diagnostic::new(&codes::MARKUP_AS_TEXT, place, message).help(help));
    }

    /// Reports a single text with commas under a key whose values are a list.
    pub(super) fn question_commas(&self, key: &str, text: &str) {
        if !NAMES.contains(&key) || text.contains('\n') {
            return;
        }
        let sign = if text.contains(';') { ';' } else { ',' };
        let parts: Vec<&str> = text.split(sign).map(str::trim).collect();
        // A path may have a comma in it.
        let one = parts.len() < 2 || parts.iter().any(|part| part.is_empty());
        if one || (key == "old_paths" && !text.contains(&format!("{sign} "))) {
            return;
        }
        let path = self.path_of(key);
        let value = self.reading.locate.value(&path);
        let list = format!("[{}]", parts.join(", "));
        let message = format!("`{key}` is a list, and this is one value of it: \"{text}\"");
        let written = self.reading.locate.words(&path, text);
        let mut fault = Diagnostic::new(&codes::SEVERAL_IN_ONE, self.reading.place(written.unwrap_or(value)), message)
            .help(format!("if several are meant, write {list}; if it is one, write [\"{text}\"]"));
        if let Some(written) = written.filter(|_| parts.iter().all(|part| is_name(part))) {
            let quotes = written.range().start.saturating_sub(value.range().start);
            // Elsewhere than at the start of the value or behind its quotation mark, it is not the whole of it.
            if quotes < 2 {
                let whole = value.range().start..written.range().end + quotes;
                fault = fault.mend(self.reading.place(Span::new(whole)), list);
            }
        }
        self.reading.push(fault);
    }
}

/// The first mark of Markdown in a text, and what it is.
fn first_mark(text: &str) -> Option<(&str, &'static str)> {
    let variable = text.match_indices("var.").find_map(|(at, _)| {
        let open = text.get(..at)?.trim_end_matches(' ').strip_suffix("{{")?.len();
        let length = text.get(open..)?.find("}}")? + 2;
        text.get(open..open + length)
    });
    let link = || {
        let at = text.find("](")?;
        let open = text.get(..at)?.rfind('[')?;
        let target =
            text.get(at + 2..)?.split(')').next().filter(|target| !target.is_empty() && !target.contains(' '))?;
        text.get(open..(at + 2 + target.len() + 1).min(text.len()))
    };
    let bold = || {
        let at = text.find("**")?;
        let inner = text.get(at + 2..)?;
        let close = inner.find("**")?;
        let words = inner.get(..close)?;
        let tight = !words.is_empty() && !words.starts_with([' ', '*']) && !words.ends_with(' ');
        tight.then(|| text.get(at..at + close + 4))?
    };
    variable
        .map(|written| (written, "no variable is filled in"))
        .or_else(|| link().map(|written| (written, "nothing becomes a link")))
        .or_else(|| bold().map(|written| (written, "nothing becomes bold")))
        .filter(|(written, _)| !written.contains('\n'))
}

/// Whether a part is a name that can stand in a list without quotation marks, and no part of a sentence.
fn is_name(part: &str) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '\'' | '’' | '(' | ')');
    let linking = ["and", "or", "including", "but", "except", "who", "which", "for", "with", "not"];
    let first = part.split(' ').next().unwrap_or("").to_lowercase();
    part.starts_with(char::is_alphabetic)
        && part.chars().all(plain)
        && part.split(' ').count() < 5
        && !linking.contains(&first.as_str())
        && !NO_TEXT.contains(&part.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_told_from_other_signs() {
        let mark = |text| first_mark(text).map(|(written, _)| written);
        assert_eq!(mark("Visits in {{ var.council }} now"), Some("{{ var.council }}"));
        assert_eq!(mark("See [home](home.md#a) now"), Some("[home](home.md#a)"));
        assert_eq!(mark("**All** staff"), Some("**All**"));
        for text in ["2 ** 3 ** 4", "[sic] (so)", "{{ x }}", "{{ var.", "**", "****", "a](", "[a]( b)", "*", "éé**"] {
            assert_eq!(mark(text), None, "{text}");
        }
    }

    #[test]
    fn names_are_told_from_sentences() {
        assert!(["social workers", "out-of-hours", "children's homes"].into_iter().all(is_name));
        assert!(!["and managers", "no", "3", "a: b", "one two three four five", ""].into_iter().any(is_name));
    }
}
