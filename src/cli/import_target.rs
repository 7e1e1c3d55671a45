//! The manual that an import writes into: one that is there, or a new one; and the writing, all of it or nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::ImportArguments;
use super::failure::Failure;
use super::load::find_root;
use crate::config::settings::parse_site_config;
use crate::config::site_config::SiteConfig;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::import::front_keys::KnownIds;
use crate::parse::document::parse_document;
use crate::parse::registers::{Register, parse_register};
use crate::publish::file_store::{EntryKind, FileStore};
use crate::publish::local_disk::Disk;
use crate::source::read_tree::{read_config, read_site};
use crate::source::source_tree::{SourceText, SourceTree};

/// The manual to write into.
pub struct ImportTarget {
    /// Its folder.
    pub root: PathBuf,
    /// Whether it is still to be made.
    pub is_new: bool,
    /// Its settings.
    pub config: Arc<SiteConfig>,
    /// What it holds already.
    pub sources: SourceTree,
    /// Paths below its content folder that are there already.
    pub present: BTreeSet<String>,
    /// Ids that its chapters give themselves.
    pub ids: Vec<String>,
    /// Ids that its registers hold.
    pub known: KnownIds,
    /// What is wrong with it already.
    pub diagnostics: Vec<Diagnostic>,
    /// Files that a new manual needs besides its content, below its root.
    pub settings: Vec<(String, String)>,
}

/// Finds the manual: the one that holds the named folder's `site.toml`, a new one in an empty or missing folder, or,
/// when no folder is named, the manual of `--root`.
///
/// # Errors
/// When there is none, or the folder holds something else.
pub fn find_target(typed: &ImportArguments) -> Result<ImportTarget, Failure> {
    let root = match &typed.into {
        Some(into) if into.join("site.toml").is_file() => into.clone(),
        Some(into) => return new_target(into, typed),
        None => find_root(typed.root.as_deref())?,
    };
    for (given, option) in [(typed.time_zone.is_some(), "--time-zone"), (!typed.ending.is_empty(), "--ending")] {
        if given {
            let help = "this manual has its own, in site.toml";
            return Err(Failure::Usage(format!("{option} is for a new manual\nhelp: {help}")));
        }
    }
    let mut diagnostics = Vec::new();
    let text = read_config(&root)?.take(&mut diagnostics);
    let config = Arc::new(parse_site_config(&text.path, &text.text).take(&mut diagnostics));
    let sources = read_site(&root, text, &config, &[root.join(".chapterhouse"), root.join("public")])?;
    let sources = sources.take(&mut diagnostics);
    let content = root.join(&config.content);
    let present = files_below(&content)?;
    let ids = sources.pages.iter().filter_map(|page| parse_document(page).value.front_matter.id).collect();
    let known = known_ids(&sources);
    Ok(ImportTarget { root, is_new: false, config, sources, present, ids, known, diagnostics, settings: Vec::new() })
}

fn new_target(into: &Path, typed: &ImportArguments) -> Result<ImportTarget, Failure> {
    let failed = |cause| Failure::File { action: "read", path: into.to_owned(), cause };
    let empty = match Disk.kind(into).map_err(failed)? {
        None => true,
        Some(EntryKind::Folder) => Disk.list(into).map_err(failed)?.1.is_empty(),
        Some(_) => false,
    };
    if !empty {
        let message = format!("{} holds something, and no site.toml", into.display());
        return Err(Failure::Usage(format!(
            "{message}\nhelp: name a manual's folder, or one that is empty or not there"
        )));
    }
    let zone = typed.time_zone.as_deref().unwrap_or("Europe/London");
    if jiff::tz::TimeZone::get(zone).is_err() {
        let help = "write it as the time zone database does, as in Europe/London";
        return Err(Failure::Usage(format!("--time-zone {zone}: there is no such time zone\nhelp: {help}")));
    }
    let text = format!(
        "# Written by chapterhouse import-editions. `chapterhouse init` writes a manual whose site.toml names every setting.\n\
         [site]\n\
         # The name of the whole manual: put its own here.\n\
         title = \"Imported manual\"\n\
         # Who publishes it: put the name here.\n\
         publisher = \"Publisher to be named\"\n\
         # Where the manual's days begin and end.\n\
         time_zone = \"{zone}\"\n\
         content = \"content\"\n{}",
        markdown_line(&typed.ending)?
    );
    let config = SourceText::new("site.toml", &text);
    let mut diagnostics = Vec::new();
    let settings = parse_site_config(&config.path, &config.text).take(&mut diagnostics);
    let sources = SourceTree { content: settings.content.clone(), config: Some(config), ..SourceTree::default() };
    Ok(ImportTarget {
        root: into.to_owned(),
        is_new: true,
        config: Arc::new(settings),
        sources,
        present: BTreeSet::new(),
        ids: Vec::new(),
        known: KnownIds::default(),
        diagnostics,
        settings: vec![("site.toml".to_owned(), text)],
    })
}

/// The setting for other endings of Markdown files than the usual.
fn markdown_line(endings: &[String]) -> Result<String, Failure> {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-' || c == '_';
    if let Some(wrong) = endings.iter().find(|ending| !ending.starts_with('.') || !ending.chars().all(plain)) {
        let help = "write it with its dot, as in --ending .html.md.erb";
        return Err(Failure::Usage(format!("--ending {wrong}: this is no ending of a file's name\nhelp: {help}")));
    }
    if endings.is_empty() {
        return Ok(String::new());
    }
    let quoted: Vec<String> = [".md", ".markdown"]
        .into_iter()
        .chain(endings.iter().map(String::as_str))
        .map(|ending| format!("\"{ending}\""))
        .collect();
    Ok(format!("markdown = [{}]\n", quoted.join(", ")))
}

fn known_ids(sources: &SourceTree) -> KnownIds {
    let mut known = KnownIds::default();
    for text in &sources.registers {
        match parse_register(text).value.register {
            Register::Contacts(contacts) => known.contacts.extend(contacts.into_iter().map(|contact| contact.id)),
            Register::References(references) => {
                known.references.extend(references.into_iter().map(|reference| reference.id));
            }
            _ => {}
        }
    }
    known
}

/// Every file below a folder by its path within it, whatever its kind.
fn files_below(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let mut found = BTreeSet::new();
    let mut open = vec![(folder.to_owned(), String::new())];
    while let Some((folder, inside)) = open.pop() {
        let failed = |cause| Failure::File { action: "read", path: folder.clone(), cause };
        if Disk.kind(&folder).map_err(failed)?.is_none() {
            continue;
        }
        for entry in Disk.list(&folder).map_err(failed)?.1 {
            let name = entry.name.to_string_lossy().into_owned();
            let path = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            if entry.kind == EntryKind::Folder {
                open.push((folder.join(&entry.name), path));
            } else {
                found.insert(path);
            }
        }
    }
    Ok(found)
}

/// Writes the files of an import below the content folder, all of them or none: they are completed in a folder beside
/// their place, and only then moved there.
///
/// # Errors
/// When the machine will not write; what was moved is taken back.
pub fn write_all(files: &BTreeMap<String, Vec<u8>>, target: &ImportTarget) -> Result<(), Failure> {
    let content = &target.config.content;
    let below = |path: &String| if content.is_empty() { path.clone() } else { format!("{content}/{path}") };
    let mut all: BTreeMap<String, &[u8]> = files.iter().map(|(path, bytes)| (below(path), bytes.as_slice())).collect();
    all.extend(target.settings.iter().map(|(path, text)| (path.clone(), text.as_bytes())));
    let name = format!(".chapterhouse-import-{}", std::process::id());
    let beside = target.root.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let staging = if target.is_new { beside.join(&name) } else { target.root.join(&name) };
    let done = stage(&all, &staging).and_then(|()| {
        if target.is_new { move_whole(&staging, &target.root) } else { move_each(&all, &staging, &target.root) }
    });
    if done.is_err() || !target.is_new {
        // What stays behind here is no part of any manual.
        let _ = Disk.remove_tree(&staging);
    }
    done
}

fn failed(action: &'static str, path: &Path) -> impl Fn(std::io::Error) -> Failure {
    let path = path.to_owned();
    move |cause| Failure::File { action, path: path.clone(), cause }
}

fn stage(files: &BTreeMap<String, &[u8]>, staging: &Path) -> Result<(), Failure> {
    create_folders(staging, &mut Vec::new())?;
    for (path, bytes) in files {
        write_new(&staging.join(path), bytes)?;
    }
    match Disk.sync_file_system(staging) {
        Err(cause) if cause.kind() != std::io::ErrorKind::Unsupported => Err(failed("write", staging)(cause)),
        _ => Ok(()),
    }
}

/// Writes a file that is not there yet, and the folders that hold it.
///
/// # Errors
/// When it is there, or the machine will not write.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    create_folders(path.parent().unwrap_or(Path::new("")), &mut Vec::new())?;
    Disk.write_file(path, bytes).map_err(failed("write", path))
}

/// Makes a folder and those that hold it; notes those that are new, outermost first.
fn create_folders(folder: &Path, made: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let missing = |folder: &&Path| !folder.as_os_str().is_empty() && Disk.kind(folder).is_ok_and(|kind| kind.is_none());
    let mut absent: Vec<&Path> = folder.ancestors().take_while(missing).collect();
    absent.reverse();
    for folder in absent {
        Disk.create_folder(folder).map_err(failed("write", folder))?;
        made.push(folder.to_owned());
    }
    Ok(())
}

/// One step: the new manual is there, or it is not.
fn move_whole(staging: &Path, root: &Path) -> Result<(), Failure> {
    if Disk.kind(root).map_err(failed("read", root))?.is_some() {
        Disk.remove_folder(root).map_err(failed("write", root))?;
    }
    Disk.rename(staging, root).map_err(failed("write", root))
}

fn move_each(files: &BTreeMap<String, &[u8]>, staging: &Path, root: &Path) -> Result<(), Failure> {
    let (mut folders, mut moved) = (Vec::new(), Vec::new());
    let mut each = || {
        for path in files.keys() {
            let to = root.join(path);
            if Disk.kind(&to).map_err(failed("read", &to))?.is_some() {
                let there = std::io::Error::from(std::io::ErrorKind::AlreadyExists);
                return Err(failed("write", &to)(there));
            }
            create_folders(to.parent().unwrap_or(root), &mut folders)?;
            Disk.rename(&staging.join(path), &to).map_err(failed("write", &to))?;
            moved.push(to);
        }
        Ok(())
    };
    let done = each();
    if done.is_err() {
        for path in moved.iter().rev() {
            let _ = Disk.remove_file(path);
        }
        for folder in folders.iter().rev() {
            let _ = Disk.remove_folder(folder);
        }
    }
    done
}
