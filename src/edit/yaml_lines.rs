//! Where the keys of front matter stand, with all their lines.
//!
//! Takes the text of YAML in block style, gives its first-level entries. This reads lines and quotation marks, not YAML:
//! it gives nothing where it is not sure, and whoever uses it reads the result again with the real reader.

use std::ops::Range;

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Not at all.
    Empty,
    /// Bare words.
    Plain,
    /// In quotation marks.
    Quoted,
    /// In brackets or braces.
    Flow,
    /// After `|` or `>`, on the lines below.
    BlockScalar,
    /// Items after dashes, on the lines below.
    BlockList,
    /// Something else on the lines below.
    Nested,
    /// With an anchor, an alias or a tag.
    Marked,
}

/// A key of the first level with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The key, without quotation marks.
    pub key: &'a str,
    /// Where its line begins.
    pub line: usize,
    /// Just behind the colon.
    pub colon: usize,
    /// How its value is written.
    pub form: Form,
    /// The value: of a value on the lines below, those lines.
    pub value: Range<usize>,
    /// Behind its last line.
    pub end: usize,
}

/// The entries of a text in their order; nothing if it is not written line by line.
pub fn entries(yaml: &str) -> Option<Vec<Entry<'_>>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < yaml.len() {
        let line = line_at(yaml, at);
        if line.trim().is_empty() || line.starts_with('#') {
            at += line.len();
            continue;
        }
        let entry = entry_at(yaml, at)?;
        at = entry.end;
        found.push(entry);
    }
    Some(found)
}

/// The line that begins at an offset, with its end.
pub fn line_at(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or("");
    rest.split_inclusive('\n').next().unwrap_or("")
}

fn entry_at(yaml: &str, line: usize) -> Option<Entry<'_>> {
    let rest = yaml.get(line..)?;
    let (key, colon) = match rest.chars().next()? {
        quote @ ('"' | '\'') => {
            let end = quoted_end(rest, quote)?;
            let key = rest.get(1..end.checked_sub(1)?)?;
            let after = rest.get(end..)?;
            let colon = end + (after.len() - after.trim_start_matches(' ').len());
            (key, colon)
        }
        ' ' | '\t' | '-' | '?' | '{' | '[' | '&' | '*' | '!' | '%' | '@' | '`' | '|' | '>' => return None,
        _ => {
            let bare = line_at(yaml, line);
            let colon = bare.match_indices(':').map(|(at, _)| at).find(|at| {
                bare.get(at + 1..).is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '\n']))
            })?;
            (bare.get(..colon)?.trim_end(), colon)
        }
    };
    let colon = line + colon + 1;
    if yaml.get(colon - 1..colon) != Some(":") {
        return None;
    }
    let after = yaml.get(colon..)?;
    let value = colon + (after.len() - after.trim_start_matches([' ', '\t']).len());
    let text = yaml.get(value..)?;
    let (form, value) = match text.chars().next() {
        None | Some('\n' | '#') => below(yaml, value),
        Some(quote @ ('"' | '\'')) => (Form::Quoted, value..value + quoted_end(text, quote)?),
        Some('[' | '{') => (Form::Flow, value..value + flow_end(text)?),
        Some('|' | '>') => (Form::BlockScalar, value..lines_below(yaml, value, false)),
        Some('&' | '*' | '!') => (Form::Marked, value..lines_below(yaml, value, true)),
        Some(_) => (Form::Plain, value..plain_end(yaml, value)),
    };
    let end = match form {
        Form::Empty => value.end + line_at(yaml, value.end).len(),
        Form::Plain | Form::Quoted | Form::Flow => {
            let tail = line_at(yaml, value.end);
            let bare = tail.trim();
            let comment = bare.starts_with('#') && tail.starts_with([' ', '\t']);
            if !bare.is_empty() && !comment {
                return None;
            }
            value.end + tail.len()
        }
        _ => value.end,
    };
    Some(Entry { key, line, colon, form, value, end })
}

/// A value that does not stand behind its colon, seen from the end of the key's line.
fn below(yaml: &str, at: usize) -> (Form, Range<usize>) {
    let first = at + line_at(yaml, at).len();
    let mut next = first;
    while next < yaml.len() {
        let line = line_at(yaml, next);
        let bare = line.trim();
        if bare.is_empty() || bare.starts_with('#') {
            next += line.len();
            continue;
        }
        let item = bare == "-" || bare.starts_with("- ");
        if item {
            return (Form::BlockList, next..lines_below(yaml, at, true));
        }
        if line.starts_with([' ', '\t']) {
            return (Form::Nested, next..lines_below(yaml, at, false));
        }
        break;
    }
    (Form::Empty, at..at)
}

/// The end of the lines below one that belong to it: those further in, and with `dashes` those that begin with a dash.
fn lines_below(yaml: &str, at: usize, dashes: bool) -> usize {
    let mut end = at + line_at(yaml, at).len();
    let mut next = end;
    while next < yaml.len() {
        let line = line_at(yaml, next);
        let bare = line.trim_end();
        next += line.len();
        let belongs = line.starts_with([' ', '\t']) || (dashes && (bare == "-" || bare.starts_with("- ")));
        if bare.is_empty() || (dashes && bare.starts_with('#')) {
            continue;
        }
        if !belongs {
            break;
        }
        end = next;
    }
    end
}

/// The end of bare words, which may go on below.
fn plain_end(yaml: &str, at: usize) -> usize {
    let words = |line: &str| line.find(" #").map_or(line, |comment| line.get(..comment).unwrap_or("")).trim_end().len();
    let first = line_at(yaml, at);
    let mut end = at + words(first);
    let mut next = at + first.len();
    let mut open = words(first) == first.trim_end().len();
    while open && next < yaml.len() {
        let line = line_at(yaml, next);
        let bare = line.trim();
        if !bare.is_empty() && (!line.starts_with([' ', '\t']) || bare.starts_with('#')) {
            break;
        }
        if !bare.is_empty() {
            end = next + words(line);
            open = words(line) == line.trim_end().len();
        }
        next += line.len();
    }
    end
}

/// The length of a text in quotation marks, both of them counted.
fn quoted_end(text: &str, quote: char) -> Option<usize> {
    let mut letters = text.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        if quote == '"' && letter == '\\' {
            letters.next();
        } else if letter == quote {
            if quote == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') {
                letters.next();
                continue;
            }
            return Some(at + 1);
        }
    }
    None
}

/// The length of what stands in brackets, both of them counted.
pub fn flow_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut before = ' ';
    let mut at = 0;
    while let Some(letter) = text.get(at..)?.chars().next() {
        let opens = matches!(before, ' ' | '\n' | '\t' | '[' | '{' | ',' | ':');
        match letter {
            '"' | '\'' if opens => {
                at += quoted_end(text.get(at..)?, letter)?;
                before = letter;
                continue;
            }
            '#' if matches!(before, ' ' | '\n' | '\t') => {
                at += line_at(text, at).len().saturating_sub(1).max(1);
                continue;
            }
            '[' | '{' => depth += 1,
            ']' | '}' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
        before = letter;
        at += letter.len_utf8();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(yaml: &str) -> Vec<(&str, Form, &str, &str)> {
        let found = entries(yaml).unwrap();
        let text = |range: Range<usize>| yaml.get(range).unwrap();
        found.iter().map(|e| (e.key, e.form, text(e.value.clone()), text(e.line..e.end))).collect()
    }

    #[test]
    fn finds_values_of_every_form() {
        let yaml = "# top\ntitle: Å fine day # why\n\"id\" : 'it''s'\nscope: >-\n  one # no comment\n\n  two\nlong: a\n  b # c\n\
                    empty:\ntags: [a, \"]\", # ]\n  b]\nlist:\n- a\n# between\n- b: 1\n  c: 2\n# after\nmap:\n  k: v\n";
        assert_eq!(
            read(yaml),
            [
                ("title", Form::Plain, "Å fine day", "title: Å fine day # why\n"),
                ("id", Form::Quoted, "'it''s'", "\"id\" : 'it''s'\n"),
                (
                    "scope",
                    Form::BlockScalar,
                    ">-\n  one # no comment\n\n  two\n",
                    "scope: >-\n  one # no comment\n\n  two\n"
                ),
                ("long", Form::Plain, "a\n  b", "long: a\n  b # c\n"),
                ("empty", Form::Empty, "", "empty:\n"),
                ("tags", Form::Flow, "[a, \"]\", # ]\n  b]", "tags: [a, \"]\", # ]\n  b]\n"),
                (
                    "list",
                    Form::BlockList,
                    "- a\n# between\n- b: 1\n  c: 2\n",
                    "list:\n- a\n# between\n- b: 1\n  c: 2\n"
                ),
                ("map", Form::Nested, "  k: v\n", "map:\n  k: v\n"),
            ]
        );
    }

    #[test]
    fn is_not_sure_of_what_is_not_in_lines() {
        for yaml in ["{title: a}\n", "- a\n", "? a\n: b\n", "title: \"open\n", "a: [b] c\n"] {
            assert_eq!(entries(yaml), None, "{yaml}");
        }
    }
}
