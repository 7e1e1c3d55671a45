//! The paths that pages had before, as authors write them. Takes what was written, gives the path of a file below the site's root, or
//! why no page can stand there. Knows no chapter, and nobody else's claims.

use percent_encoding::percent_decode_str;

use crate::config::page_files::without_index;
use crate::source::file_names::{is_left_behind, unsafe_name};

/// The longest old path, in bytes: with a folder before it, more cannot be written on every system.
const LONGEST: usize = 200;

/// Why a page cannot stand at a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsafePath {
    /// What is wrong with it.
    pub why: String,
    /// What was meant, if that is plain.
    pub meant: Option<String>,
}

/// A path without `/` at either end and without the index file at its end.
pub fn plain_path(path: &str) -> &str {
    let path = path.trim_matches('/');
    Some(without_index(path)).filter(|rest| !rest.is_empty()).unwrap_or(path).trim_end_matches('/')
}

/// An old path as the path of a file, not encoded.
///
/// # Errors
/// Why no page can stand there.
pub fn safe_path(written: &str) -> Result<String, UnsafePath> {
    let no = |why: &str| Err(UnsafePath { why: why.to_owned(), meant: None });
    if written.contains("://") || written.starts_with("//") {
        return no("it is a whole web address");
    }
    if written.contains(['?', '#']) {
        return no("it holds `?` or `#`, and nothing from there on reaches a page of this site");
    }
    let decoded = percent_decode_str(written).decode_utf8_lossy().into_owned();
    if let Some(rest) = decoded.strip_prefix('/') {
        let meant = safe_path(rest).ok().map(|_| written.trim_start_matches('/').to_owned());
        return Err(UnsafePath {
            why: "it begins with a `/`; it starts from the site's own address".to_owned(),
            meant,
        });
    }
    let path = plain_path(&decoded);
    if path.is_empty() {
        return no("it is empty");
    }
    if path.len() > LONGEST {
        return no(&format!("it is {} bytes long; {LONGEST} is the most", path.len()));
    }
    for part in path.split('/') {
        if matches!(part, "" | "." | "..") {
            return no("its parts must be names, not `..`, `.` or nothing");
        }
        if is_left_behind(part) {
            return no(&format!("a file named `{part}` is never published"));
        }
        if let Some(why) = unsafe_name(part) {
            return no(&why);
        }
    }
    Ok(path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_paths_become_paths_of_files() {
        for (written, path) in [
            ("procedures/visits.html", "procedures/visits.html"),
            ("x/y/", "x/y"),
            ("x/y/index.html", "x/y"),
            ("Home%20visits.aspx", "Home visits.aspx"),
            ("100%.html", "100%.html"),
        ] {
            assert_eq!(safe_path(written).unwrap(), path, "{written}");
        }
    }

    #[test]
    fn what_can_be_no_address_is_refused() {
        for written in [
            "",
            "/",
            "../x",
            "x/../y",
            "x//y",
            "%2e%2e/x",
            "x/%2e%2e",
            "c:/x",
            "C:\\x",
            "x\\y",
            "a\u{7}b",
            "x%00",
            ".git/x",
            "https://old.example/x",
            "//old.example/x",
            "x?id=1",
            "x#y",
            "/x",
            "con/x.html",
            "%5c%5chost",
        ] {
            assert!(safe_path(written).is_err(), "{written}");
        }
        assert!(safe_path(&"x/".repeat(101)).is_err());
        let meant = safe_path("/procedures/visits.html").map_err(|no| no.meant);
        assert_eq!(meant, Err(Some("procedures/visits.html".to_owned())));
    }
}
