//! Takes the root folder of a site, gives everything a build reads from it, and what is wrong with the files as files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use thiserror::Error;
use walkdir::WalkDir;

use super::file_names::{is_left_behind, is_published, unsafe_name};
use super::pictures::unsafe_svg;
use super::read_sisters::read_sisters;
use super::source_tree::{Asset, SourceText, SourceTree, ThemeFile};
use super::text::read_text;
use crate::config::site_config::SiteConfig;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::diagnostics::reported::Reported;

/// The machine would not let the source be read.
#[derive(Debug, Error)]
pub enum SourceError {
    /// A file or folder could not be read.
    #[error("cannot read {}: {cause}", path.display())]
    CannotRead {
        /// Which.
        path: PathBuf,
        /// Why.
        cause: std::io::Error,
    },
}

pub(super) fn cannot_read(path: &Path, cause: impl Into<std::io::Error>) -> SourceError {
    SourceError::CannotRead { path: path.to_owned(), cause: cause.into() }
}

/// Reads `site.toml` in the root folder.
///
/// # Errors
/// When the file cannot be read.
pub fn read_config(root: &Path) -> Result<Reported<SourceText>, SourceError> {
    let path = root.join("site.toml");
    // A pipe of this name would keep whoever reads it waiting.
    if path.exists() && !path.is_file() && !path.is_dir() {
        return Err(cannot_read(&path, std::io::Error::other("it is neither a file nor a folder")));
    }
    let bytes = std::fs::read(&path).map_err(|cause| cannot_read(&path, cause))?;
    Ok(read_text(&Arc::from("site.toml"), bytes))
}

/// How the names of registers end.
const REGISTERS: [&str; 3] = [".yml", ".yaml", ".lock"];

/// A file met on the walk, before it is read.
pub(super) struct Found {
    pub(super) on_disk: PathBuf,
    /// Its path relative to the site's root.
    pub(super) path: Arc<str>,
    pub(super) kind: FileKind,
}

/// What a file of the content is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FileKind {
    Page,
    Passage,
    Register,
    Asset,
}

/// A file, read.
#[derive(Clone)]
pub(super) enum ReadFile {
    Text(FileKind, Reported<SourceText>),
    Asset(Reported<Asset>),
}

/// Puts a file where it belongs.
pub(super) fn keep_file(tree: &mut SourceTree, file: ReadFile, diagnostics: &mut Vec<Diagnostic>) {
    match file {
        ReadFile::Text(kind, text) => {
            let text = text.take(diagnostics);
            match kind {
                FileKind::Page => tree.pages.push(text),
                FileKind::Passage => tree.passages.push(text),
                FileKind::Register | FileKind::Asset => tree.registers.push(text),
            }
        }
        ReadFile::Asset(asset) => tree.assets.push(asset.take(diagnostics)),
    }
}

/// Reads the content and the theme of a site, and what it needs of its sister manuals.
///
/// `outside` are folders that are no content even where they lie inside it: the output and the cache.
///
/// # Errors
/// When a file or folder cannot be read.
pub fn read_site(
    root: &Path,
    config: SourceText,
    settings: &SiteConfig,
    outside: &[PathBuf],
) -> Result<Reported<SourceTree>, SourceError> {
    let mut read = read_content(root, config, settings, outside)?;
    read.value.sisters = read_sisters(root, settings);
    Ok(read)
}

/// The same without the sister manuals: of one of them nothing more is needed.
///
/// # Errors
/// When a file or folder cannot be read.
pub(super) fn read_content(
    root: &Path,
    config: SourceText,
    settings: &SiteConfig,
    outside: &[PathBuf],
) -> Result<Reported<SourceTree>, SourceError> {
    let read = |found: &[Found]| found.par_iter().map(read_file).collect();
    read_content_by(root, config, settings, outside, read)
}

/// The same, by whoever reads files.
pub(super) fn read_content_by(
    root: &Path,
    config: SourceText,
    settings: &SiteConfig,
    outside: &[PathBuf],
    read: impl FnOnce(&[Found]) -> Result<Vec<ReadFile>, SourceError>,
) -> Result<Reported<SourceTree>, SourceError> {
    let mut diagnostics = Vec::new();
    let mut tree = SourceTree { config: Some(config), content: settings.content.clone(), ..SourceTree::default() };
    let content = root.join(&settings.content);
    if content.is_symlink() {
        diagnostics.push(symlink_fault(&Arc::from(settings.content.as_str())));
    }
    if !content.is_dir() {
        let message = format!("there is no folder {}", settings.content);
        let fault = Diagnostic::new(&codes::BAD_SETTING, settings.content_asked.clone(), message)
            .help("make it, or name the folder that holds the chapters: content = \"…\" in [site]");
        diagnostics.push(fault);
    }
    let found = if content.is_dir() { walk(root, &content, settings, outside, &mut diagnostics)? } else { Vec::new() };
    for file in read(&found)? {
        keep_file(&mut tree, file, &mut diagnostics);
    }
    tree.sort();
    if settings.theme != "default" && !root.join("themes").join(&settings.theme).is_dir() {
        let message = format!("there is no folder themes/{}", settings.theme);
        let fault = Diagnostic::new(&codes::BAD_SETTING, settings.theme_asked.clone(), message)
            .help("make the folder, or take the line `theme` out of [site]: then the built-in theme is used");
        diagnostics.push(fault);
    }
    tree.theme = read_theme(root, &settings.theme, &mut diagnostics)?;
    Ok(Reported::new(tree, diagnostics))
}

/// The site's own files of a theme, by their path within it.
fn read_theme(
    root: &Path,
    name: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<BTreeMap<String, ThemeFile>, SourceError> {
    let folder = root.join("themes").join(name);
    let mut files = BTreeMap::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in WalkDir::new(&folder).sort_by_file_name() {
        let entry = entry.map_err(|error| cannot_read(&folder, error))?;
        let name_hidden = entry.file_name().to_str().is_none_or(is_left_behind);
        let Some(inside) = relative(&folder, entry.path()).filter(|_| !name_hidden) else { continue };
        if entry.path_is_symlink() {
            diagnostics.push(symlink_fault(&Arc::from(format!("themes/{name}/{inside}").trim_end_matches('/'))));
        }
        if !entry.file_type().is_file() {
            if !entry.file_type().is_dir() && !entry.path_is_symlink() {
                diagnostics.push(special_fault(&Arc::from(format!("themes/{name}/{inside}")), "theme's"));
            }
            continue;
        }
        let bytes = std::fs::read(entry.path()).map_err(|cause| cannot_read(entry.path(), cause))?;
        let path: Arc<str> = Arc::from(format!("themes/{name}/{inside}"));
        files.insert(inside, ThemeFile { path, bytes: Arc::from(bytes) });
    }
    Ok(files)
}

pub(super) fn symlink_fault(path: &Arc<str>) -> Diagnostic {
    Diagnostic::new(&codes::SYMLINK, Place::file(path), "this is a symbolic link")
        .help("put a copy of the file here instead: what a link points to may not be meant for readers")
}

/// A pipe, a socket or a device: whoever reads it may wait for ever.
fn special_fault(path: &Arc<str>, whose: &str) -> Diagnostic {
    Diagnostic::new(&codes::SPECIAL_FILE, Place::file(path), "this is neither a file nor a folder")
        .help(format!("take it out of the {whose} folder"))
}

pub(super) fn unsafe_fault(path: &Arc<str>, why: String) -> Diagnostic {
    Diagnostic::new(&codes::UNSAFE_PATH, Place::file(path), why).help("rename it")
}

/// A file that is not published; `inside` is its path within the content.
pub(super) fn unpublished_fault(path: &Arc<str>, inside: &str, settings: &SiteConfig) -> Diagnostic {
    let name = inside.rsplit('/').next().unwrap_or(inside);
    let lower = name.to_lowercase();
    let register = inside.starts_with("registers/");
    let text = settings.markdown.iter().map(String::as_str);
    let endings = if register { REGISTERS.to_vec() } else { text.collect() };
    let meant = endings.into_iter().find(|ending| name.len() > ending.len() && lower.ends_with(ending));
    let (message, help) = if let Some(ending) = meant {
        let bare = name.get(..name.len() - ending.len()).unwrap_or(name);
        (
            format!("the ending of this file's name is not in small letters: it is not read as a {ending} file"),
            format!("rename it to `{bare}{ending}`"),
        )
    } else if register && (is_published(name) || text_ending(name, settings)) {
        (
            "only registers stand in this folder, and this is none".to_owned(),
            "move it to the folder of the chapters that it belongs to".to_owned(),
        )
    } else {
        (
            "files of this kind are not published".to_owned(),
            "take it out of the content folder, or save it as a picture, a PDF or an office document".to_owned(),
        )
    };
    Diagnostic::new(&codes::UNPUBLISHED_FILE, Place::file(path), message).help(help)
}

fn relative(base: &Path, path: &Path) -> Option<String> {
    let parts: Option<Vec<&str>> = path.strip_prefix(base).ok()?.iter().map(|part| part.to_str()).collect();
    parts.map(|parts| parts.join("/"))
}

fn walk(
    root: &Path,
    content: &Path,
    settings: &SiteConfig,
    outside: &[PathBuf],
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Vec<Found>, SourceError> {
    let mut found = Vec::new();
    let root_is_content = settings.content.is_empty();
    let mut entries = WalkDir::new(content).sort_by_file_name().into_iter();
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(content).to_owned();
            cannot_read(&path, error)
        })?;
        if entry.depth() == 0 {
            continue;
        }
        let kind = entry.file_type();
        let lossy: Arc<str> =
            Arc::from(entry.path().strip_prefix(root).unwrap_or(entry.path()).to_string_lossy().as_ref());
        let name = entry.file_name().to_str();
        let own =
            root_is_content && entry.depth() == 1 && matches!(name, Some("site.toml" | "themes" | "target" | "public"));
        if own || name.is_some_and(is_left_behind) || outside.iter().any(|other| other == entry.path()) {
            if kind.is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if kind.is_symlink() {
            diagnostics.push(symlink_fault(&lossy));
            continue;
        }
        if kind.is_dir() && name == Some("editions.lock") {
            let fault =
                Diagnostic::new(&codes::LOCK_DAMAGED, Place::file(&lossy), "the record of editions is a folder")
                    .help("take the file back from version control");
            diagnostics.push(fault);
            entries.skip_current_dir();
            continue;
        }
        if !kind.is_dir() && !kind.is_file() {
            diagnostics.push(special_fault(&lossy, "content"));
            continue;
        }
        let Some(name) = name else {
            let fault = Diagnostic::new(&codes::UNSAFE_PATH, Place::file(&lossy), "this name is not UTF-8 text")
                .help("rename it");
            diagnostics.push(fault);
            continue;
        };
        if let Some(why) = unsafe_name(name) {
            diagnostics.push(unsafe_fault(&lossy, why));
            if kind.is_dir() {
                entries.skip_current_dir();
            }
            continue;
        }
        if kind.is_dir() {
            continue;
        }
        let inside = relative(content, entry.path()).unwrap_or_default();
        let Some(kind) = kind_of(&inside, name, settings) else {
            diagnostics.push(unpublished_fault(&lossy, &inside, settings));
            continue;
        };
        found.push(Found { on_disk: entry.path().to_owned(), path: lossy, kind });
    }
    Ok(found)
}

/// What a file of the content is, by its path within it; nothing for a file that is not published.
pub(super) fn kind_of(inside: &str, name: &str, settings: &SiteConfig) -> Option<FileKind> {
    let folder = inside.split_once('/').map_or("", |(first, _)| first);
    if folder == "registers" {
        // Small letters only: on another system a file of this name in capitals would not be found.
        let register = REGISTERS.iter().any(|ending| name.ends_with(ending));
        return register.then_some(FileKind::Register);
    }
    if text_ending(name, settings) {
        return Some(if folder == "shared" { FileKind::Passage } else { FileKind::Page });
    }
    is_published(name).then_some(FileKind::Asset)
}

/// Whether a name ends as the names of texts do.
fn text_ending(name: &str, settings: &SiteConfig) -> bool {
    settings.markdown.iter().any(|ending| name.len() > ending.len() && name.ends_with(ending.as_str()))
}

fn read_file(found: &Found) -> Result<ReadFile, SourceError> {
    let bytes = std::fs::read(&found.on_disk).map_err(|cause| cannot_read(&found.on_disk, cause))?;
    Ok(read_bytes(found.kind, &found.path, bytes))
}

/// A file of its bytes.
pub(super) fn read_bytes(kind: FileKind, path: &Arc<str>, bytes: Vec<u8>) -> ReadFile {
    if kind != FileKind::Asset {
        return ReadFile::Text(kind, read_text(path, bytes));
    }
    let mut faults = Vec::new();
    if path.to_lowercase().ends_with(".svg")
        && let Some((at, what)) = unsafe_svg(&bytes)
    {
        let place = Place::new(path, Span::new(at..at + 1));
        let fault = Diagnostic::new(&codes::UNSAFE_SVG, place, format!("this picture holds {what}"))
            .help("export the picture again as plain SVG, or as PNG");
        faults.push(fault);
    }
    let asset = Asset::new(Arc::clone(path), Arc::from(bytes));
    ReadFile::Asset(Reported::new(asset, faults))
}
