//! What a file's name says: whether it is published at all, what kind it is, and whether its name works everywhere.
//!
//! Knows names only; opens nothing.

/// Kinds of file that are published as they are: pictures and attachments.
const PUBLISHED: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx",
    "odt", "ods", "odp", "rtf", "csv", "txt", "zip", "mp3", "mp4", "ics",
];

/// Whether a file or folder is never read: dot-files, editors' backups, what operating systems leave behind.
pub fn is_left_behind(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    name.starts_with('.')
        || name.starts_with('#')
        || name.starts_with("~$")
        || name.ends_with('~')
        || matches!(ending, "bak" | "swp" | "swo" | "tmp" | "orig" | "rej")
        || matches!(lower.as_str(), "thumbs.db" | "desktop.ini" | "node_modules" | "__macosx")
}

/// Whether a file of this name is published as it is.
pub fn is_published(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| PUBLISHED.contains(&ending.to_ascii_lowercase().as_str()))
}

/// Whether a file of this name is a picture that a page can show.
pub fn is_picture(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    matches!(ending.as_str(), "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "svg" | "ico")
}

/// Why a name cannot be published on every web server and file share, if so. Spaces, accents and emoji are fine.
pub fn unsafe_name(name: &str) -> Option<String> {
    let stem = name.split('.').next().unwrap_or("").trim_end().to_ascii_lowercase();
    let device = matches!(stem.as_str(), "con" | "prn" | "aux" | "nul")
        || (stem.len() == 4
            && (stem.starts_with("com") || stem.starts_with("lpt"))
            && stem.ends_with(|c: char| c.is_ascii_digit()));
    if device {
        return Some(format!("\"{stem}\" is reserved on Windows"));
    }
    if let Some(c) = name.chars().find(|c| c.is_control() || "<>:\"\\|?*".contains(*c)) {
        let shown = if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
        return Some(format!("`{shown}` cannot stand in a file's name on every system"));
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        return Some("a name must not begin or end with a space or end with a dot".to_owned());
    }
    (name.len() > 200).then(|| format!("the name is {} bytes long; 200 is the most", name.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_is_never_published() {
        for name in [".env", "a.md~", "#a.md#", "~$plan.docx", "a.md.bak", "Thumbs.db"] {
            assert!(is_left_behind(name), "{name}");
        }
        assert!(!is_left_behind("a.md"));
        assert!(is_published("Form.PDF") && !is_published("run.js") && !is_published("page.html"));
    }

    #[test]
    fn knows_names_that_break_elsewhere() {
        for name in ["con.md", "LPT1", "a:b.md", "a\\b.md", "a.", " a.md"] {
            assert!(unsafe_name(name).is_some(), "{name}");
        }
        for name in ["naïve plan #1 100%.md", "🙂.md", "console.md"] {
            assert!(unsafe_name(name).is_none(), "{name}");
        }
    }
}
