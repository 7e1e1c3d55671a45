//! Braces that were meant for a variable or a shared passage and are text: `{{ Var.council }}`, `{{ var.council }`,
//! `{{# include ../shared/a.md}}`.
//!
//! Takes running text, reports what its author can have meant for nothing else, and keeps single words in braces for those who
//! know the names of variables. Braces of other programs are left alone.

use std::ops::Range;

use pulldown_cmark::Event;

use super::document::Use;
use super::markdown::Builder;
use crate::diagnostics::codes;

/// The most bytes in which braces are looked for that close others: nobody writes a longer name.
const WINDOW: usize = 200;

/// What braces were meant for.
#[derive(Debug, PartialEq, Eq)]
enum Meant<'a> {
    /// A shared passage, by its path.
    Passage(&'a str),
    /// A variable, by its name.
    Variable(&'a str),
    /// Perhaps a variable.
    Word(&'a str),
}

/// Braces, and what they were meant for.
#[derive(Debug, PartialEq, Eq)]
struct Braces<'a> {
    range: Range<usize>,
    meant: Meant<'a>,
    closed: bool,
}

impl<'s, I: Iterator<Item = (Event<'s>, Range<usize>)>> Builder<'s, I> {
    /// Reports braces in a piece of text, and says whether a shared passage was meant by any.
    pub(super) fn report_near_braces(&mut self, range: &Range<usize>) -> bool {
        let source = self.source(range);
        let mut passage = false;
        for braces in near_braces(source) {
            let written = source.get(braces.range.clone()).unwrap_or("");
            let place = range.start + braces.range.start..range.start + braces.range.end;
            if self.is_plain(place.start) {
                continue;
            }
            match braces.meant {
                Meant::Word(name) => self.body.braced_words.push(Use { name: name.into(), span: self.span(&place) }),
                Meant::Variable(name) => {
                    let why = if braces.closed { "" } else { ": its braces are not closed" };
                    let message = format!("`{written}` is not a variable and would be shown as it stands{why}");
                    let help = format!("write {{{{ var.{name} }}}}");
                    self.fault(&codes::VARIABLE_AS_TEXT, &place, message, Some(help));
                }
                Meant::Passage(path) => {
                    passage = true;
                    let message =
                        format!("`{written}` would be shown as it stands, and the passage would not be taken in");
                    let help = format!("write {{{{#include {path}}}}} on a line of its own");
                    self.fault(&codes::INCLUDE_MISSING, &place, message, Some(help));
                }
            }
        }
        passage
    }
}

/// The braces in a text that were meant for something and are written wrongly.
fn near_braces(text: &str) -> Vec<Braces<'_>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find('{')).map(|at| from + at) {
        let rest = text.get(at..).unwrap_or("");
        let inner = rest.trim_start_matches('{');
        let opening = rest.len() - inner.len();
        from = at + opening;
        // `${name}` is of other programs, and what a backslash makes plain is meant as it stands.
        let plain = text.get(..at).is_some_and(|before| before.ends_with(['\\', '$', '#', '%']));
        if plain || opening > 2 {
            continue;
        }
        let inner = first_bytes(inner);
        let end = inner.find(['{', '}']).unwrap_or(inner.len());
        let Some((inside, after)) = inner.split_at_checked(end) else { continue };
        let closing = (after.len() - after.trim_start_matches('}').len()).min(2);
        let Some((meant, length)) = meaning(inside, opening, closing) else { continue };
        let closed = closing > 0;
        let end = from + length + closing;
        found.push(Braces { range: at..end, meant, closed });
        from = end;
    }
    found
}

/// What was meant by the text between braces, and how many bytes of it belong to it; nothing where it is right, or of others.
fn meaning(inside: &str, opening: usize, closing: usize) -> Option<(Meant<'_>, usize)> {
    let word = inside.trim();
    let right = opening == 2 && closing == 2;
    if let Some(path) = passage_of(word) {
        let exact = right && inside.starts_with("#include ");
        return (!exact && opening + closing > 2).then_some((Meant::Passage(path), inside.len()));
    }
    if let Some(name) = variable_of(word) {
        let length = name.find(|c: char| !is_of_name(c)).unwrap_or(name.len());
        let (short, more) = name.split_at_checked(length)?;
        if closing == 0 {
            let start = inside.find(name)?;
            return (opening == 2 && !short.is_empty()).then_some((Meant::Variable(short), start + length));
        }
        let exact =
            inside.trim_matches(' ').strip_prefix("var.").is_some_and(|rest| rest.trim_end_matches(' ') == short);
        // Arithmetic and calls are of other programs: a name may only have blanks in it.
        let named = !short.is_empty() && more.chars().all(|c| is_of_name(c) || c == ' ') && name.len() <= 60;
        return (named && !(exact && right) && (opening == 2 || more.is_empty()))
            .then_some((Meant::Variable(name), inside.len()));
    }
    let single = opening == 2 && closing > 0 && !matches!(word, "" | "var") && word.chars().all(is_of_name);
    single.then_some((Meant::Word(word), inside.len()))
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '-'
}

/// The path in `# include PATH` and what is near to it.
fn passage_of(word: &str) -> Option<&str> {
    let rest = word.strip_prefix('#').unwrap_or(word).trim_start();
    let (verb, path) = rest.split_at_checked(7)?;
    let path = path.trim_start_matches(':').trim().trim_matches(['"', '\'', '“', '”']);
    let chapter = path.len() > 3 && path.get(path.len() - 3..).is_some_and(|ending| ending.eq_ignore_ascii_case(".md"));
    let apart =
        !path.starts_with(char::is_alphanumeric) || rest.get(7..).is_some_and(|rest| rest.starts_with([' ', ':']));
    (verb.eq_ignore_ascii_case("include") && chapter && apart && !path.contains(char::is_whitespace)).then_some(path)
}

/// What stands behind `var.` and what is near to it.
fn variable_of(word: &str) -> Option<&str> {
    let (head, name) = word.split_once(['.', ':'])?;
    let head = head.trim_end();
    let name = name.trim();
    (["var", "vars", "variable"].iter().any(|known| head.eq_ignore_ascii_case(known)) && !name.is_empty())
        .then_some(name)
}

fn first_bytes(text: &str) -> &str {
    (0..=WINDOW.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first braces in a text: what they are, and what was meant.
    fn first(text: &str) -> Option<(&str, Meant<'_>)> {
        let braces = near_braces(text).into_iter().next()?;
        Some((text.get(braces.range)?, braces.meant))
    }

    #[test]
    fn near_misses_are_found() {
        for written in [
            "{{ Var.council }}",
            "{{var.council}",
            "{{ var.council",
            "{ var.council }",
            "{var.council}}",
            "{{ var . council }}",
            "{{ var. council }}",
            "{{ vars.council }}",
            "{{ var:council }}",
        ] {
            let text = format!("At {written} é");
            assert_eq!(first(&text), Some((written, Meant::Variable("council"))), "{written}");
        }
        assert_eq!(first("{{ var.out of hours }}"), Some(("{{ var.out of hours }}", Meant::Variable("out of hours"))));
        for written in [
            "{{# include ../shared/x.md}}",
            "{{include ../shared/x.md}}",
            "{{ include ../shared/x.md }}",
            "{{#include ../shared/x.md}",
            "{{#include../shared/x.md}}",
            "{{#Include ../shared/x.md}}",
            "{#include ../shared/x.md}}",
            "{{ #include \"../shared/x.md\" }}",
        ] {
            assert_eq!(first(written), Some((written, Meant::Passage("../shared/x.md"))), "{written}");
        }
        assert_eq!(first("{{ council }}"), Some(("{{ council }}", Meant::Word("council"))));
    }

    #[test]
    fn what_is_right_or_of_others_is_left_alone() {
        for text in [
            "{{ var.council }}",
            "{{var.a}}{{ var.b }}",
            "{{#include ../shared/x.md}}",
            "{{ var }} {{ 7 * 7 }} {{var.}} {# no #} {{{ }}}",
            "\\{{ var.council }",
            "${var.council}",
            "{{{ var.council }}}",
            "{{ var.a + var.b }}",
            "{% include x.md %}",
            "{ include } {a} {}",
            "{{ page.title }}",
            "{var.f(x)}",
            "{",
        ] {
            let found: Vec<_> = near_braces(text);
            assert!(found.is_empty(), "{text}: {found:?}");
        }
    }
}
