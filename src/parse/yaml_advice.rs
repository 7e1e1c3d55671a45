//! Takes YAML that cannot be read and what its reader says of it, gives what an author did wrong there, in words of the trade, and
//! where. The reader stops where it can go no further, which is often lines below the slip.
//!
//! This reads lines, not YAML: what it does not recognise, it says of the place where reading stopped.

use std::ops::Range;

use super::missing_quotes::is_known_key;

/// What to say of YAML that cannot be read.
pub(super) struct Advice {
    /// Where the slip is, in bytes of the YAML.
    pub place: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The longest key that is named in a message, in bytes.
const LONGEST_KEY: usize = 40;

/// What is wrong with YAML whose reader stopped `at` a byte with a message.
pub(super) fn advise(yaml: &str, at: usize, message: &str) -> Advice {
    let lines = Lines::upto(yaml, at);
    let found = lines
        .tab()
        .or_else(|| quotation(yaml, at))
        .or_else(|| lines.no_key(message))
        .or_else(|| lines.set_in(at, message))
        .or_else(|| first_line(yaml, message));
    found.unwrap_or_else(|| Advice {
        place: at..at + 1,
        message: message.to_owned(),
        help: general_help(message).to_owned(),
    })
}

fn general_help(message: &str) -> &'static str {
    if message.contains("mapping values are not allowed") {
        "a value that holds a colon and a space must stand in quotation marks"
    } else if message.contains("cannot start any token") {
        "put a value that begins with @, ` or % in quotation marks"
    } else if message.contains("block mapping") || message.contains("expected ':'") {
        "each line is `key: value`; lines that belong together stand equally far in"
    } else if message.contains("end of stream") {
        "a quotation mark is opened here and not closed"
    } else if message.contains("expected ','") {
        "a bracket is opened here and not closed, or in it a comma or quotation marks are missing"
    } else if message.contains("escape character") || message.contains("hexadecimal number") {
        "in \"…\" a backslash says how to read what follows: put '…' around the value, or write each backslash twice"
    } else {
        "each line is `key: value`; put a value with unusual signs in quotation marks"
    }
}

/// A line with what it begins with.
#[derive(Clone, Copy)]
struct Line<'a> {
    /// Its first byte.
    start: usize,
    text: &'a str,
    /// How many bytes stand before its key or text: white space, and the dashes of lists.
    before: usize,
    /// Whether it is an item of a list.
    item: bool,
    /// The key, where it is `key: value` or `key:`.
    key: Option<&'a str>,
}

impl<'a> Line<'a> {
    fn of(start: usize, text: &'a str) -> Self {
        let mut rest = text.trim_start();
        let mut item = false;
        while let Some(behind) = rest.strip_prefix("- ") {
            (rest, item) = (behind.trim_start(), true);
        }
        Line { start, text, before: text.len() - rest.len(), item, key: colon_of(rest).and_then(|at| rest.get(..at)) }
    }

    /// How far in it begins.
    fn indent(&self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    fn content(&self) -> &'a str {
        self.text.get(self.before..).unwrap_or("").trim_end()
    }

    /// What stands behind the key.
    fn value(&self) -> &'a str {
        let key = self.key.map_or(0, |key| key.len() + 1);
        self.content().get(key..).unwrap_or("").trim_start()
    }

    fn is_text(&self) -> bool {
        !self.content().is_empty() && !self.content().starts_with('#')
    }

    fn place(&self) -> Range<usize> {
        self.start + self.before..self.start + self.before + self.content().len()
    }
}

/// Where the first colon stands that a space or the end of the line follows.
fn colon_of(text: &str) -> Option<usize> {
    let ends = |at: usize| text.get(at + 1..).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n']));
    text.match_indices(':').map(|(at, _)| at).find(|at| ends(*at))
}

/// The line at which reading stopped, and those above it.
struct Lines<'a> {
    above: Vec<Line<'a>>,
    last: Line<'a>,
}

impl<'a> Lines<'a> {
    fn upto(yaml: &'a str, at: usize) -> Self {
        let mut above = Vec::new();
        let mut start = 0;
        for text in yaml.split_inclusive('\n') {
            let line = Line::of(start, text);
            start += text.len();
            if at < start {
                return Lines { above, last: line };
            }
            if line.is_text() {
                above.push(line);
            }
        }
        Lines { above, last: Line::of(start, "") }
    }

    /// A tab at the start of the line.
    fn tab(&self) -> Option<Advice> {
        let tab = self.last.text.get(..self.last.indent())?.find('\t')?;
        Some(Advice {
            place: self.last.start + tab..self.last.start + tab + 1,
            message: "a tab stands at the start of the line".to_owned(),
            help: "put spaces in its place: lines are set in with spaces only".to_owned(),
        })
    }

    /// The nearest line above that has a key, and the lines below it, down to where reading stopped, that have none.
    fn without_key(&self) -> (Option<&Line<'a>>, &[Line<'a>]) {
        let key = self.above.iter().rposition(|line| line.key.is_some());
        let below = key.map_or(0, |place| place + 1);
        (key.and_then(|place| self.above.get(place)), self.above.get(below..).unwrap_or_default())
    }

    /// A line above whose key lacks its colon, or the space behind it. The reader takes it for a text, and stops at the next key.
    fn no_key(&self, message: &str) -> Option<Advice> {
        if !message.contains("mapping values are not allowed") && !message.contains("expected ':'") {
            return None;
        }
        let (key, without) = self.without_key();
        let column = key.map_or(0, |line| line.before);
        let plain =
            |line: &&Line<'_>| line.before <= column && !line.content().starts_with(['{', '[', '"', '\'', '-', '?']);
        without.iter().find(plain).and_then(without_colon)
    }

    /// A line that does not begin where its neighbours do.
    fn set_in(&self, at: usize, message: &str) -> Option<Advice> {
        let line = &self.last;
        let (key, _) = self.without_key();
        let above = key?;
        let own_colon = line.key.is_some_and(|key| line.start + line.before + key.len() == at);
        let further = message.contains("mapping values are not allowed")
            && own_colon
            && line.before > above.before
            && !above.value().is_empty();
        let first = line.start + line.indent();
        let astray = at == first
            && (message.contains("expected key") || message.contains("'-' indicator"))
            && line.text.starts_with(' ');
        if !further && !astray {
            return None;
        }
        let named = above.key.filter(|key| further && !line.item && key.len() <= LONGEST_KEY);
        let help = match named {
            Some(key) => format!("begin it where `{key}:` begins, in the same column"),
            None => "begin it where the lines that it belongs to begin, in the same column".to_owned(),
        };
        let message = "this line does not begin where its neighbours begin".to_owned();
        Some(Advice { place: first..line.place().end, message, help })
    }
}

/// What is said of a line that should be `key: value` and is not.
fn without_colon(line: &Line<'_>) -> Option<Advice> {
    let content = line.content();
    let length = content.find(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-').unwrap_or(content.len());
    let (word, rest) = content.split_at_checked(length)?;
    let short = !word.is_empty() && word.len() <= LONGEST_KEY;
    let (message, help) = if rest.starts_with(':') && short {
        ("a space is missing behind the colon".to_owned(), format!("write `{word}: …`, with a space behind the colon"))
    } else if short && is_known_key(word) {
        (format!("a colon is missing behind `{word}`"), format!("write `{word}: …`, with a colon and a space"))
    } else {
        let help = "put a colon and a space behind the key: `key: value`; a text that goes on in a second line stands further in";
        ("this line has no key".to_owned(), help.to_owned())
    };
    Some(Advice { place: line.place(), message, help })
}

/// A first line that is a text by itself, or begins further in than those below it: the reader takes these for another text.
fn first_line(yaml: &str, message: &str) -> Option<Advice> {
    if !message.contains("more than one document") || yaml.contains("\n---") {
        return None;
    }
    let mut start = 0;
    let mut first = None;
    for text in yaml.split_inclusive('\n') {
        let line = Line::of(start, text);
        start += text.len();
        if line.is_text() {
            first = Some(line);
            break;
        }
    }
    let line = first?;
    if !line.text.starts_with(' ') {
        return if line.key.is_none() && !line.item { without_colon(&line) } else { None };
    }
    let message = "this line does not begin where its neighbours begin".to_owned();
    let help = "take out the space before it: it begins where the lines below begin, in the same column".to_owned();
    Some(Advice { place: line.place(), message, help })
}

/// A value in quotation marks that ends before its line does, or that takes in the lines below, because a mark is not closed.
fn quotation(yaml: &str, at: usize) -> Option<Advice> {
    let mut start = 0;
    // The column of a key whose text stands in the lines below, as it is written.
    let mut block: Option<usize> = None;
    while start <= at {
        let text = yaml.get(start..)?.split_inclusive('\n').next()?;
        let line = Line::of(start, text);
        start += text.len();
        if block.is_some_and(|column| line.indent() > column) || !line.is_text() {
            continue;
        }
        let value = if line.key.is_some() { line.value() } else { line.content() };
        block = value.starts_with(['|', '>']).then_some(line.indent());
        let Some(mark) = value.chars().next().filter(|c| matches!(c, '"' | '\'') && (line.key.is_some() || line.item))
        else {
            continue;
        };
        let open = line.start + line.before + line.content().len() - value.len();
        let Some(close) = closing(yaml, open, mark) else {
            return Some(not_closed(open, mark));
        };
        let rest = yaml.get(close + 1..)?.split('\n').next()?;
        let over = rest.trim();
        // What stands behind is read after the mark: the reader stopped there, or at the end of its line.
        let stopped = (close..=close + 1 + rest.len() + 1).contains(&at);
        if stopped && !over.is_empty() && !over.starts_with('#') {
            return Some(if close < start { ends_early(close, mark, over) } else { not_closed(open, mark) });
        }
        start = start.max(close + 1 + rest.len() + 1);
    }
    None
}

/// Where the mark stands that closes what is opened at a byte.
fn closing(yaml: &str, open: usize, mark: char) -> Option<usize> {
    let mut letters = yaml.get(open + 1..)?.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let doubled = mark == '\'' && letters.peek().is_some_and(|(_, next)| *next == mark);
        if letter == '\\' && mark == '"' || letter == mark && doubled {
            letters.next();
        } else if letter == mark {
            return Some(open + 1 + at);
        }
    }
    None
}

fn not_closed(open: usize, mark: char) -> Advice {
    Advice {
        place: open..open + 1,
        message: "a quotation mark is opened here and not closed".to_owned(),
        help: format!("put {mark} where the value ends"),
    }
}

fn ends_early(close: usize, mark: char, over: &str) -> Advice {
    let place = close..close + 1;
    if !over.contains(mark) {
        let message = "the quotation marks close here, and more stands behind them".to_owned();
        return Advice { place, message, help: "put the whole of the value in quotation marks".to_owned() };
    }
    let help = if mark == '"' {
        "put '…' around the whole of the value, or a backslash before each mark inside it: \\\""
    } else {
        "put \"…\" around the whole of the value, or write each mark inside it twice: ''"
    };
    let message = "this mark closes the value, though more of it follows".to_owned();
    Advice { place, message, help: help.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::yaml::{YamlFault, read_yaml};

    /// Line, column, message and help.
    fn said(yaml: &str) -> String {
        let Err(YamlFault::Syntax { at, message }) = read_yaml(yaml, 1 << 16) else {
            return "it can be read".to_owned();
        };
        let Advice { place, message, help } = advise(yaml, at, &message);
        let before = yaml.get(..place.start).unwrap_or_default();
        let column = before.chars().rev().take_while(|c| *c != '\n').count() + 1;
        format!("{}:{column} {message} ({help})", before.matches('\n').count() + 1)
    }

    #[test]
    fn a_key_without_colon_or_space_is_told_on_its_own_line() {
        let space = "1:1 a space is missing behind the colon (write `title: …`, with a space behind the colon)";
        assert_eq!(said("title:Visits\nowner: duty-team\n"), space);
        assert_eq!(said("title:Visits\n\n# a note\nowner: duty-team\n"), space);
        let colon = "1:1 a colon is missing behind `title` (write `title: …`, with a colon and a space)";
        assert_eq!(said("title Visits\nowner: duty-team\n"), colon);
        assert!(said("title: V\nowner:duty-team\n").starts_with("2:1 a space is missing behind the colon"));
        assert!(said("title: V\nowner duty-team\nversion: 1\n").starts_with("2:1 a colon is missing behind `owner`"));
        assert!(said("title: V\nsome words\nowner: a\n").starts_with("2:1 this line has no key"));
    }

    #[test]
    fn a_line_that_stands_too_far_in_is_told_to_begin_with_its_neighbours() {
        let astray = "this line does not begin where its neighbours begin";
        assert_eq!(
            said("title: V\n type: procedure\n"),
            format!("2:2 {astray} (begin it where `title:` begins, in the same column)")
        );
        assert_eq!(
            said("a:\n  - type: minor\n     note: x\n"),
            format!("3:6 {astray} (begin it where `type:` begins, in the same column)")
        );
        for (yaml, place) in [
            ("a:\n  - type: minor\n   note: x\n", "3:4"),
            ("a:\n  - b\n - c\n", "3:2"),
            (" title: V\nowner: x\n", "1:2"),
        ] {
            assert!(said(yaml).starts_with(&format!("{place} {astray}")), "{yaml}: {}", said(yaml));
        }
    }

    #[test]
    fn a_tab_is_told_to_be_spaces() {
        for (yaml, place) in
            [("title: V\n\towner: x\n", "2:1"), ("a:\n\tb: c\n", "2:1"), ("a:\n  b: c\n \td: e\n", "3:2")]
        {
            assert!(said(yaml).starts_with(&format!("{place} a tab stands at the start")), "{yaml}: {}", said(yaml));
        }
    }

    #[test]
    fn quotation_marks_are_told_where_they_are_wrong() {
        let open = "1:8 a quotation mark is opened here and not closed (put \" where the value ends)";
        assert_eq!(said("title: \"Visits\nowner: x\nversion: \"1.0\"\n"), open);
        assert_eq!(said("title: \"Visits\nowner: x\n"), open);
        assert!(said("title: 'Visits\nscope: it's\n").starts_with("1:8 a quotation mark is opened here"));
        assert!(said("a: \"b\"\ntitle: \"Visits\nversion: \"1\"\n").starts_with("2:8 a quotation mark is opened here"));
        let inner = said("a: b\nscope: \"He said \"hello\" to us\"\n");
        assert!(
            inner.starts_with("2:17 this mark closes the value, though more of it follows (put '…' around"),
            "{inner}"
        );
        let apostrophe = said("title: 'It's here'\n");
        assert!(apostrophe.contains("write each mark inside it twice: ''"), "{apostrophe}");
        assert!(said("title: \"Visits\" at home\n").contains("the whole of the value"));
        assert!(said("title: \"C:\\new \\q\"\n").contains("backslash"));
    }

    #[test]
    fn what_is_something_else_is_told_where_reading_stopped() {
        assert!(said("title: V: the first\n").contains("a value that holds a colon and a space"));
        assert!(said("a: [b, c\nd: e\n").contains("a bracket is opened here"));
        assert!(said("a: |\n  b: \"c\" d\ne: F: g\n").starts_with("3:5 mapping values"));
        assert!(said("a: @b\n").contains("begins with @"));
        assert_eq!(said("a: \"b\n  c\"\nd: 'it''s'\n"), "it can be read");
    }
}
