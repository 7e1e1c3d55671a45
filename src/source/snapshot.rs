//! Takes a folder that holds a manual as it stood on a day, gives its files as values: texts, pictures and attachments,
//! and what was left out with the reason. It reads what others wrote, for importing; it understands none of it.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use walkdir::WalkDir;

use super::file_names::{is_left_behind, is_published};
use super::read_tree::SourceError;
use super::source_tree::{Asset, SourceText};
use super::text::read_text;

/// A manual as it stood on a day.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The day.
    pub date: Date,
    /// What it was taken from, for reports: a folder, a tag, a commit.
    pub name: String,
    /// Its Markdown files by their paths within it.
    pub texts: Vec<SourceText>,
    /// Its pictures and attachments by their paths within it.
    pub assets: Vec<Asset>,
    /// Files that cannot be taken over, by their paths within it, each with the reason.
    pub left_out: Vec<(String, String)>,
    /// Markdown files that are not UTF-8, by their paths within it.
    pub unreadable: Vec<String>,
}

impl Snapshot {
    /// A snapshot without files.
    pub fn empty(date: Date, name: &str) -> Self {
        Snapshot {
            date,
            name: name.to_owned(),
            texts: Vec::new(),
            assets: Vec::new(),
            left_out: Vec::new(),
            unreadable: Vec::new(),
        }
    }

    /// Whether a file of this path is looked at: nothing that an editor or an operating system left behind is.
    pub fn wants(path: &str) -> bool {
        !path.split('/').any(is_left_behind)
    }

    /// Takes a file in. `endings` are those of Markdown files.
    pub fn add(&mut self, path: &str, bytes: Vec<u8>, endings: &[String]) {
        let name = path.rsplit('/').next().unwrap_or(path);
        if endings.iter().any(|ending| name.len() > ending.len() && name.ends_with(ending.as_str())) {
            let text = read_text(&Arc::from(path), bytes).value;
            if text.whole {
                self.texts.push(text);
            } else {
                self.unreadable.push(path.to_owned());
            }
        } else if is_published(name) {
            self.assets.push(Asset::new(Arc::from(path), Arc::from(bytes)));
        } else {
            self.leave_out(path, "files of this kind are not published");
        }
    }

    /// Notes a file that is not taken in.
    pub fn leave_out(&mut self, path: &str, why: &str) {
        self.left_out.push((path.to_owned(), why.to_owned()));
    }

    /// Puts the files in the order of their paths.
    pub fn sort(&mut self) {
        self.texts.sort_by(|a, b| a.path.cmp(&b.path));
        self.assets.sort_by(|a, b| a.path.cmp(&b.path));
        self.left_out.sort();
        self.unreadable.sort();
    }
}

/// Reads a folder as it stood on a day. No symbolic link is followed.
///
/// # Errors
/// When the folder or a file in it cannot be read.
pub fn read_snapshot(
    folder: &Path,
    date: Date,
    name: &str,
    within: &str,
    endings: &[String],
) -> Result<Snapshot, SourceError> {
    let mut snapshot = Snapshot::empty(date, name);
    let folder = folder.join(within);
    let failed = |path: &Path, cause: std::io::Error| SourceError::CannotRead { path: path.to_owned(), cause };
    let wanted = |name: &std::ffi::OsStr| name.to_str().is_none_or(|name| !is_left_behind(name));
    let walk = WalkDir::new(&folder).min_depth(1).sort_by_file_name().into_iter();
    for entry in walk.filter_entry(|entry| wanted(entry.file_name())) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(&folder).to_owned();
            failed(&path, error.into())
        })?;
        if entry.file_type().is_dir() {
            continue;
        }
        let inside = entry.path().strip_prefix(&folder).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = inside.iter().map(|part| part.to_str()).collect();
        let Some(path) = parts.map(|parts| parts.join("/")) else {
            snapshot.leave_out(&inside.to_string_lossy(), "its name is not UTF-8 text");
            continue;
        };
        if !entry.file_type().is_file() {
            snapshot.leave_out(&path, "it is a symbolic link, or neither a file nor a folder");
            continue;
        }
        let bytes = std::fs::read(entry.path()).map_err(|cause| failed(entry.path(), cause))?;
        snapshot.add(&path, bytes, endings);
    }
    snapshot.sort();
    Ok(snapshot)
}
