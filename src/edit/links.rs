//! Where links lead, changed when files move. Takes a file, where it goes and where others go; gives the file with every
//! link and include leading where it led before, and nothing else changed.
//!
//! What was changed is read again: exactly the wanted destinations must have changed. A link whose destination cannot be
//! found for sure is named with its line.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::manuscript::{Manuscript, Splice};
use super::paths::{encoded, relative_path};
use crate::diagnostics::lines::LineIndex;
use crate::model::record::body_start;
use crate::model::resolve::path_within;
use crate::parse::definitions::link_definitions;
use crate::parse::document::parse_passage;
use crate::parse::html_policy::link_scheme;

/// The most places in one link at which its destination is looked for: each is read from there on.
const MOST_CANDIDATES: usize = 50;

/// What moves where: files by their paths, and folders with all that they hold.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    /// The content folder.
    pub content: String,
    /// Files: their old paths, their new ones.
    pub files: HashMap<String, String>,
    /// Folders: their old paths, their new ones.
    pub folders: Vec<(String, String)>,
}

/// A link that has to be changed by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsure {
    /// The file.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// Its destination as it is.
    pub from: String,
    /// Its destination as it should be.
    pub to: String,
}

impl Moves {
    /// Where a path is afterwards.
    pub fn after(&self, path: &str) -> String {
        if let Some(new) = self.files.get(path) {
            return new.clone();
        }
        for (old, new) in &self.folders {
            match path.strip_prefix(old.as_str()) {
                Some("") => return new.clone(),
                Some(rest) if rest.starts_with('/') => return format!("{new}{rest}"),
                _ => {}
            }
        }
        path.to_owned()
    }

    /// The path part of a link's destination, so that it leads on to the same file; nothing where it does already.
    fn path_for(&self, old_home: &str, new_home: &str, path: &str, decoded: &str) -> Option<String> {
        let target = path_within(&self.content, old_home, decoded)?;
        let goal = self.after(&target);
        if path_within(&self.content, new_home, decoded).as_deref() == Some(goal.as_str()) {
            return None;
        }
        let slash = if path.ends_with('/') { "/" } else { "" };
        let inside = || goal.strip_prefix(self.content.as_str()).unwrap_or(&goal).trim_start_matches('/').to_owned();
        let way = if path.starts_with('/') { format!("/{}", inside()) } else { relative_path(new_home, &goal) };
        Some(format!("{way}{slash}"))
    }

    /// The new path part of a destination, not encoded, and the rest of it with `#` or `?`.
    fn destination<'a>(&self, old_home: &str, new_home: &str, written: &'a str) -> Option<(String, &'a str)> {
        if link_scheme(written).is_some() || written.starts_with("//") {
            return None;
        }
        let (path, rest) = written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
        if path.is_empty() {
            return None;
        }
        let decoded = percent_decode_str(path).decode_utf8_lossy().into_owned();
        Some((self.path_for(old_home, new_home, path, &decoded)?, rest))
    }
}

/// The changes to a file that goes from its own path to another (or stays), when other files go where `moves` says.
///
/// # Errors
/// The links that have to be changed by hand.
pub fn link_splices(file: &Manuscript, home: &str, moves: &Moves) -> Result<Vec<Splice>, Vec<Unsure>> {
    let document = parse_passage(file.source()).value;
    let text = file.text();
    let mut splices: Vec<Splice> = Vec::new();
    let mut unsure: Vec<(usize, String, String)> = Vec::new();
    for link in document.body.links.iter().filter(|link| !link.refused) {
        let Some((path, rest)) = moves.destination(file.path(), home, &link.destination) else { continue };
        let span = link.span.range();
        match text.get(span.clone()).map(|source| (source, inline_destination(source, &link.destination))) {
            Some((source, Some(place))) => {
                let at = span.start + place.start..span.start + place.end;
                splices.extend(destination_splice(source.get(place).unwrap_or(""), at, &path));
            }
            // A link by label: its definition is changed below.
            Some((source, None)) if source.ends_with(']') => {}
            _ => unsure.push((span.start, link.destination.to_string(), format!("{}{rest}", encoded(&path)))),
        }
    }
    let start = body_start(&document);
    for definition in link_definitions(text, start) {
        let Some((path, rest)) = moves.destination(file.path(), home, &definition.destination) else { continue };
        let span = definition.span.range();
        let source = text.get(span.clone()).unwrap_or("");
        match definition_destination(source) {
            Some(place) => {
                let at = span.start + place.start..span.start + place.end;
                splices.extend(destination_splice(source.get(place).unwrap_or(""), at, &path));
            }
            None => unsure.push((span.start, definition.destination.to_string(), format!("{}{rest}", encoded(&path)))),
        }
    }
    for used in &document.body.includes {
        let Some(path) = moves.path_for(file.path(), home, &used.name, &used.name) else { continue };
        let span = used.span.range();
        match text.get(span.clone()).and_then(|source| source.find(used.name.as_ref())) {
            Some(at) => {
                let from = span.start + at;
                splices.push(Splice::new(from..from + used.name.len(), path));
            }
            None => unsure.push((span.start, used.name.to_string(), path)),
        }
    }
    if !unsure.is_empty() {
        return Err(name_lines(file, unsure));
    }
    splices.sort_by_key(|splice| (splice.range.start, splice.range.end));
    splices.dedup();
    Ok(splices)
}

/// The file with its links changed, if it says exactly what was wanted.
///
/// # Errors
/// The links that have to be changed by hand.
pub fn relinked(file: &Manuscript, home: &str, moves: &Moves) -> Result<Manuscript, Vec<Unsure>> {
    let splices = link_splices(file, home, moves)?;
    let changed = file.spliced(&splices).moved_to(home);
    let before = parse_passage(file.source()).value;
    let after = parse_passage(changed.source()).value;
    let wanted = |written: &str| match moves.destination(file.path(), home, written) {
        Some((path, rest)) => (true, format!("{path}{rest}")),
        None => (false, written.to_owned()),
    };
    let mut wrong: Vec<(usize, String, String)> = Vec::new();
    for (index, link) in before.body.links.iter().enumerate() {
        let (follows, goal) =
            if link.refused { (false, link.destination.to_string()) } else { wanted(&link.destination) };
        let now = after.body.links.get(index);
        // A destination that was written anew is encoded as a link must be.
        let right = now.is_some_and(|now| {
            let says = if follows { decoded_path(&now.destination) } else { now.destination.to_string() };
            says == goal && now.title == link.title && now.picture == link.picture
        });
        if !right {
            wrong.push((link.span.range().start, link.destination.to_string(), goal));
        }
    }
    let includes = before.body.includes.iter().map(|used| {
        let anew = moves.path_for(file.path(), home, &used.name, &used.name);
        anew.unwrap_or_else(|| used.name.to_string())
    });
    let same_includes = includes.eq(after.body.includes.iter().map(|used| used.name.to_string()));
    let same = before.body.links.len() == after.body.links.len()
        && same_includes
        && before.front_matter == after.front_matter
        && before.sections.len() == after.sections.len();
    if wrong.is_empty() && same {
        return Ok(changed);
    }
    if wrong.is_empty() {
        wrong.push((0, "its links".to_owned(), "what they led to".to_owned()));
    }
    Err(name_lines(file, wrong))
}

/// A destination whose path is decoded and whose anchor is as written.
fn decoded_path(destination: &str) -> String {
    let (path, rest) = destination.split_at(destination.find(['#', '?']).unwrap_or(destination.len()));
    format!("{}{rest}", percent_decode_str(path).decode_utf8_lossy().trim_start_matches("./"))
}

fn name_lines(file: &Manuscript, unsure: Vec<(usize, String, String)>) -> Vec<Unsure> {
    let index = LineIndex::new(Arc::clone(&file.source().text));
    let name = |(at, from, to)| Unsure { path: file.path().to_owned(), line: index.position(at).line, from, to };
    unsure.into_iter().map(name).collect()
}

/// The new text of a destination's path: in angle brackets spaces may stand as they are.
fn destination_splice(written: &str, at: Range<usize>, path: &str) -> Option<Splice> {
    let (inner, angled) = match written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        Some(inner) => (inner, true),
        None => (written, false),
    };
    let length = inner.find(['#', '?']).unwrap_or(inner.len());
    let from = at.start + usize::from(angled);
    let new = if angled { encoded(path).replace("%20", " ") } else { encoded(path) };
    (from + length <= at.end).then(|| Splice::new(from..from + length, new))
}

/// Where the destination stands in `[text](destination "title")`; `decoded` is what it says.
fn inline_destination(source: &str, decoded: &str) -> Option<Range<usize>> {
    let inside = source.strip_suffix(')')?;
    if inside.matches("](").take(MOST_CANDIDATES + 1).count() > MOST_CANDIDATES {
        return None;
    }
    let candidates = inside.match_indices("](").filter_map(|(at, _)| {
        let place = destination_at(inside, at + 2)?;
        let rest = inside.get(place.end..)?.trim_matches([' ', '\t', '\n']);
        let written = inside.get(place.clone())?;
        (is_title(rest) && says(written, decoded)).then_some(place)
    });
    let mut found: Vec<Range<usize>> = candidates.collect();
    // Two places would both do only in a text made for it; the reader decides in that case.
    if found.len() == 1 { found.pop() } else { None }
}

/// Where the destination stands in `[label]: destination "title"`.
fn definition_destination(source: &str) -> Option<Range<usize>> {
    let mut escaped = false;
    let close = source.char_indices().find(|(at, letter)| {
        let found = *letter == ']' && !escaped && source.get(at + 1..).is_some_and(|rest| rest.starts_with(':'));
        escaped = *letter == '\\' && !escaped;
        found
    });
    destination_at(source, close?.0 + 2)
}

/// The destination that begins at an offset, white space aside, its angle brackets counted.
fn destination_at(source: &str, from: usize) -> Option<Range<usize>> {
    let rest = source.get(from..)?;
    let start = from + (rest.len() - rest.trim_start_matches([' ', '\t', '\n']).len());
    let text = source.get(start..)?;
    let mut escaped = false;
    if text.starts_with('<') {
        for (at, letter) in text.char_indices().skip(1) {
            match letter {
                '\n' => return None,
                '>' if !escaped => return Some(start..start + at + 1),
                _ => escaped = letter == '\\' && !escaped,
            }
        }
        return None;
    }
    let mut depth = 0_usize;
    let mut end = text.len();
    for (at, letter) in text.char_indices() {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '(' => depth += 1,
            ')' if depth == 0 => {
                end = at;
                break;
            }
            ')' => depth -= 1,
            letter if letter == ' ' || letter.is_ascii_control() => {
                end = at;
                break;
            }
            _ => {}
        }
    }
    (end > 0).then_some(start..start + end)
}

/// Whether a text is nothing or the title of a link.
fn is_title(text: &str) -> bool {
    let Some(open) = text.chars().next() else { return true };
    let close = match open {
        '"' | '\'' => open,
        '(' => ')',
        _ => return false,
    };
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        if letter == close && !escaped {
            return at + letter.len_utf8() == text.len();
        }
        escaped = letter == '\\' && !escaped;
    }
    false
}

/// Whether a destination as written says what the reader of Markdown made of it.
fn says(written: &str, decoded: &str) -> bool {
    let inner = written.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')).unwrap_or(written);
    if inner.contains('&') {
        return true;
    }
    let mut plain = String::with_capacity(inner.len());
    let mut letters = inner.chars().peekable();
    while let Some(letter) = letters.next() {
        match letters.peek() {
            Some(next) if letter == '\\' && next.is_ascii_punctuation() => plain.extend(letters.next()),
            _ => plain.push(letter),
        }
    }
    plain == decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moves() -> Moves {
        let file = |old: &str, new: &str| (format!("content/{old}"), format!("content/{new}"));
        Moves {
            content: "content".to_owned(),
            files: HashMap::from([file("a/x.md", "b/new name.md")]),
            folders: vec![file("a/x", "b/new name")],
        }
    }

    fn change(path: &str, text: &str) -> Result<String, Vec<Unsure>> {
        let file = Manuscript::new(path, text.to_owned());
        relinked(&file, &moves().after(path), &moves()).map(|file| file.raw().to_owned())
    }

    #[test]
    fn changes_the_destination_and_nothing_else() {
        for (before, after) in [
            ("[a](../a/x.md)", "[a](../b/new%20name.md)"),
            ("[a]( <../a/x.md#two> 'A (title)' )", "[a]( <../b/new name.md#two> 'A (title)' )"),
            ("[a](/a/x.md?q#one \"t\\\"\")", "[a](/b/new%20name.md?q#one \"t\\\"\")"),
            ("[![p](../a/x/p.png)](../a/x.md)", "[![p](../b/new%20name/p.png)](../b/new%20name.md)"),
            ("[a `](../a/x.md)` b](../a/x.md)", "[a `](../a/x.md)` b](../b/new%20name.md)"),
            ("[a][x] [x] [x][]\n\n[x]: ../a/x.md#one 'T'", "[a][x] [x] [x][]\n\n[x]: ../b/new%20name.md#one 'T'"),
            ("[a](../a/%78.md)", "[a](../b/new%20name.md)"),
            ("[](../a/y.md) `[a](../a/x.md)` [w](https://a.example/a/x.md) [h](#one)", ""),
        ] {
            let after = if after.is_empty() { before } else { after };
            assert_eq!(change("content/c/z.md", before).unwrap(), after, "{before}");
        }
    }

    #[test]
    fn what_moves_takes_its_own_links_along() {
        let before = "See [y](y.md), [p](x/p.png), [z](../c/z.md#q), [self](x.md#s), [root](/c/z.md).\n\n{{#include ../shared/s.md}}\n";
        let after = "See [y](../a/y.md), [p](new%20name/p.png), [z](../c/z.md#q), [self](new%20name.md#s), [root](/c/z.md).\n\n{{#include ../shared/s.md}}\n";
        assert_eq!(change("content/a/x.md", before).unwrap(), after);
    }

    #[test]
    fn line_ends_and_the_rest_stay() {
        let text = "\u{FEFF}---\r\ntitle: T # x\r\n---\r\n\r\n> See [a](../a/x.md) \\[b](../a/x.md)\r\n";
        let wanted = text.replacen("../a/x.md", "../b/new%20name.md", 1);
        assert_eq!(change("content/c/z.md", text).unwrap(), wanted);
    }
}
