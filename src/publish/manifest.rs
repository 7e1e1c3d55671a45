//! The manifest `SHA256SUMS`: which files of a folder are ours.
//!
//! Takes paths and sums and gives the text that `sha256sum -c` verifies; takes such a
//! text and gives the paths it lists. Also says which paths may stand in a site at all.
//! It must not know where files lie, nor touch a disk.

use std::collections::HashSet;

/// The name of the manifest, at the root of a site.
pub const FILE_NAME: &str = "SHA256SUMS";

/// The first line: many folders have a list of sums of this name, and the files on ours may be removed. `sha256sum` passes over it.
pub const MARK: &str = "# Files that Chapterhouse wrote: its next build may replace and remove them, and no others.\n";

/// A file that every site has: by it the list of a site is known that was made before there was a mark.
const SITE_FILE: &str = "pages.json";

/// Writes the manifest for the given files, in the order they come.
pub fn render<'a>(files: impl Iterator<Item = (&'a str, &'a [u8; 32])>) -> String {
    let mut text = MARK.to_owned();
    for (path, sha256) in files {
        // The escape rule of coreutils: a name that would break the line is written with
        // escapes, and a backslash at the start of the line says so.
        let escaped = path.contains(['\\', '\n', '\r']);
        if escaped {
            text.push('\\');
        }
        push_hex(&mut text, sha256);
        text.push_str("  ");
        if escaped {
            for character in path.chars() {
                match character {
                    '\\' => text.push_str("\\\\"),
                    '\n' => text.push_str("\\n"),
                    '\r' => text.push_str("\\r"),
                    other => text.push(other),
                }
            }
        } else {
            text.push_str(path);
        }
        text.push('\n');
    }
    text
}

/// Appends bytes as lower-case hexadecimal digits.
pub fn push_hex(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        for half in [byte >> 4, byte & 15] {
            text.push(char::from_digit(u32::from(half), 16).unwrap_or('0'));
        }
    }
}

/// The safe paths a manifest lists, or `None` if the bytes are no manifest of ours.
///
/// A line that is no line of a manifest is passed over, and so is one whose path is
/// unsafe: what it names is none of ours. A list without the mark is somebody else's file
/// that happens to have the name, unless there are no bytes at all: then it lists nothing.
pub fn parse(bytes: &[u8]) -> Option<HashSet<String>> {
    let text = String::from_utf8_lossy(bytes);
    let paths: HashSet<String> =
        text.split_terminator('\n').filter_map(parse_line).filter(|path| path_fault(path).is_none()).collect();
    let ours = text.is_empty() || text.starts_with(MARK.trim_end()) || paths.contains(SITE_FILE);
    ours.then_some(paths)
}

fn parse_line(line: &str) -> Option<String> {
    let (escaped, line) = match line.strip_prefix('\\') {
        Some(rest) => (true, rest),
        None => (false, line),
    };
    let (sum, path) = line.split_at_checked(64)?;
    if !sum.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    // The second sign is a star when a sum was taken in binary mode.
    let path = path.strip_prefix("  ").or_else(|| path.strip_prefix(" *"))?;
    if !escaped {
        return Some(path.to_owned());
    }
    let mut plain = String::with_capacity(path.len());
    let mut characters = path.chars();
    while let Some(character) = characters.next() {
        if character != '\\' {
            plain.push(character);
            continue;
        }
        plain.push(match characters.next()? {
            '\\' => '\\',
            'n' => '\n',
            'r' => '\r',
            _ => return None,
        });
    }
    Some(plain)
}

/// Why a path may not stand in a site, or `None` if it may.
pub fn path_fault(path: &str) -> Option<&'static str> {
    if path.is_empty() {
        return Some("it is empty");
    }
    if path.starts_with('/') {
        return Some("it is absolute");
    }
    if path.bytes().any(|byte| byte == b'\\') {
        return Some("it holds a backslash");
    }
    if path.bytes().any(|byte| byte == 0) {
        return Some("it holds a NUL byte");
    }
    path.split('/').find_map(|part| match part {
        "" => Some("it has an empty part"),
        "." | ".." => Some("it has a part `.` or `..`"),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::{MARK, parse, path_fault, render};

    #[test]
    fn what_is_written_is_read_back() {
        let sum = [7; 32];
        let paths = ["a/b.html", "new\nline", "return\r", "ä ö"];
        let text = render(paths.into_iter().map(|path| (path, &sum)));
        let read = parse(text.as_bytes()).unwrap_or_default();
        assert_eq!(read.len(), paths.len());
        assert!(paths.iter().all(|path| read.contains(*path)), "{read:?}");
    }

    #[test]
    fn unsafe_and_foreign_lines_are_ignored() {
        let sum = "0".repeat(64);
        let text =
            format!("{MARK}{sum}  /etc/passwd\n{sum}  ../up\n\\{sum}  a\\\\b\nnonsense\n{sum}  fine\n{sum} *starred\n");
        let read = parse(text.as_bytes()).unwrap_or_default();
        assert_eq!(read.len(), 2, "{read:?}");
        assert!(read.contains("fine") && read.contains("starred"));
        assert_eq!(parse(b"just a note\n"), None);
        assert!(parse(b"").is_some_and(|paths| paths.is_empty()));
    }

    #[test]
    fn a_list_of_somebody_else_is_none_of_ours() {
        let line = |path: &str| format!("{}  {path}\n", "0".repeat(64));
        assert_eq!(parse(line("thesis.odt").as_bytes()), None);
        assert!(parse(format!("{MARK}{}", line("a.html")).as_bytes()).is_some());
        assert!(parse([line("index.html"), line("pages.json")].concat().as_bytes()).is_some());
    }

    #[test]
    fn only_plain_relative_paths_are_safe() {
        for bad in ["", "/a", "a//b", "a/", "./a", "a/..", "a\\b", "a\0b"] {
            assert!(path_fault(bad).is_some(), "{bad:?}");
        }
        for good in ["a", "a/b.html", ".well-known/x", "..a", "a b/ü"] {
            assert!(path_fault(good).is_none(), "{good:?}");
        }
    }
}
