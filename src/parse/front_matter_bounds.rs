//! Where front matter begins and ends in a file, and where it seems to be but is not. Takes the file's text, gives places in it;
//! knows nothing of what the keys mean.

use std::ops::Range;

/// Dashes that are longer than a hyphen: en dash, em dash, horizontal bar.
const LONG: [char; 3] = ['\u{2013}', '\u{2014}', '\u{2015}'];

/// The end of the YAML and the start of the text, at the first line that is `---` or `...`.
pub(super) fn closing_line(text: &str, start: usize) -> Option<(usize, usize)> {
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return Some((at, at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Front matter below an empty line, or between lines of another number of dashes, of long dashes (which a word processor makes
/// of three hyphens), or of plus signs (which other programs use): where its first line stands, and where the text begins.
pub(super) fn misplaced_front_matter(text: &str) -> Option<(Range<usize>, usize)> {
    let start = text.len() - text.trim_start().len();
    let (line, rest) = text.get(start..)?.split_once('\n')?;
    let fence = line.trim_end();
    let next = rest.lines().next()?;
    let opens = (is_dashes(fence) && is_key(next.trim_end())) || (fence == "+++" && next.contains('='));
    if !opens {
        return None;
    }
    let mut at = start + line.len() + 1;
    for line in rest.split_inclusive('\n') {
        at += line.len();
        let line = line.trim_end();
        if line == fence || line == "---" || is_long(line) {
            break;
        }
    }
    Some((start..start + fence.len(), at))
}

/// Whether a line is dashes and nothing else: two hyphens or more, or long ones.
fn is_dashes(line: &str) -> bool {
    (line.len() >= 2 && line.bytes().all(|byte| byte == b'-')) || is_long(line)
}

/// Whether a line is what a word processor makes of three hyphens.
fn is_long(line: &str) -> bool {
    line.contains(LONG) && line.chars().all(|c| c == '-' || LONG.contains(&c))
}

/// Where front matter that is opened as it should be ends with long dashes.
pub(super) fn long_closing(text: &str, start: usize) -> Option<(Range<usize>, usize)> {
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        let dashes = line.trim_end();
        if is_long(dashes) {
            return Some((at..at + dashes.len(), at + line.len()));
        }
        at += line.len();
    }
    None
}

/// Whether a line is `key: value` or `key:`.
fn is_key(line: &str) -> bool {
    line.split_once(':').is_some_and(|(key, rest)| {
        !key.is_empty()
            && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
            && (rest.is_empty() || rest.starts_with(' '))
    })
}

/// Where the text begins in a file whose front matter lacks its first `---`: keys, then a line of dashes.
pub(super) fn unopened_front_matter(text: &str) -> Option<usize> {
    let mut at = 0;
    for (index, line) in text.split_inclusive('\n').enumerate().take(60) {
        let trimmed = line.trim_end();
        if trimmed == "---" {
            return (index > 0).then_some(at + line.len());
        }
        let belongs = is_key(trimmed) || (index > 0 && (trimmed.starts_with(' ') || trimmed.starts_with("- ")));
        if !belongs {
            return None;
        }
        at += line.len();
    }
    None
}
