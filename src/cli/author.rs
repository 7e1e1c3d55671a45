//! What the commands that change an author's files share: the manual with everything in it, what was typed in the
//! author's words, and the way from new texts to files.
//!
//! Before anything is written, the manual is read once more with the new texts in it: a change that would bring a new
//! error into it is not made.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::args::{Format, SiteArguments, Talk};
use super::author_args::AuthorArguments;
use super::author_record::{RecordChange, record_events};
use super::changes::carry_out::carry_out;
use super::changes::planned::FileChange;
use super::failure::Failure;
use super::load::{Loaded, load};
use super::report::{print, print_diagnostics, say, tally};
use crate::data::dates::parse_date;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::lines::LineIndex;
use crate::diagnostics::suggest::did_you_mean;
use crate::edit::front_matter::CannotEdit;
use crate::edit::manuscript::Manuscript;
use crate::memory::Memory;
use crate::model::assemble_parts::FileName;
use crate::model::chapter::{Chapter, Edition};
use crate::model::site::Site;
use crate::parse::document::Document;
use crate::parse::editions_lock::{FILE, HEAD, LockEvent};
use crate::pipeline::check_manual;
use crate::publish::file_store::FileStore;
use crate::publish::local_disk::Disk;
use crate::source::source_tree::SourceTree;
use crate::stages::NoObserver;

/// A manual as its author sees it: drafts and all.
pub struct Author {
    loaded: Loaded,
    memory: Memory,
    faults: Vec<Diagnostic>,
    dry_run: bool,
    /// The manual.
    pub site: Site,
}

impl From<CannotEdit> for Failure {
    fn from(cannot: CannotEdit) -> Self {
        Failure::Usage(cannot.to_string())
    }
}

/// That something that was typed, or is asked for, cannot be.
pub fn refusal<T>(message: impl Into<String>) -> Result<T, Failure> {
    Err(Failure::Usage(message.into()))
}

impl Author {
    /// Reads the manual.
    ///
    /// # Errors
    /// When there is none, or the machine will not read it.
    pub fn open(typed: &AuthorArguments) -> Result<Self, Failure> {
        let everything = SiteArguments {
            root: typed.root.clone(),
            today: typed.today.clone(),
            drafts: true,
            future: true,
            deny: Vec::new(),
            talk: Talk::default(),
        };
        let loaded = load(&everything, &[], None)?;
        let memory = Memory::default();
        let checked = check_manual(&loaded.sources, &loaded.config, &loaded.request, &memory, &NoObserver);
        let mut faults = loaded.diagnostics.clone();
        let site = checked.take(&mut faults).site;
        Ok(Author { loaded, memory, faults, dry_run: typed.dry_run, site })
    }

    /// The day.
    pub fn today(&self) -> Date {
        self.loaded.request.today
    }

    /// The manual's folder.
    pub fn root(&self) -> &Path {
        &self.loaded.root
    }

    /// The content folder, relative to the manual's.
    pub fn content(&self) -> &str {
        &self.loaded.config.content
    }

    /// The files that were read.
    pub fn sources(&self) -> &SourceTree {
        &self.loaded.sources
    }

    /// A file's name taken apart.
    pub fn name_of(&self, path: &str) -> FileName {
        FileName::of(path.rsplit('/').next().unwrap_or(path), &self.loaded.config.markdown)
    }

    /// The chapter that was typed: by its id, or by the path of one of its files.
    ///
    /// # Errors
    /// When there is none.
    pub fn chapter(&self, typed: &str) -> Result<&Chapter, Failure> {
        let chapter = self.find(typed)?;
        self.check_readable(chapter)?;
        Ok(chapter)
    }

    /// Makes sure that what the front matter of a chapter's files says is known: what could not be read counts as not
    /// said, and nobody should be told that it is missing.
    fn check_readable(&self, chapter: &Chapter) -> Result<(), Failure> {
        for edition in &chapter.editions {
            let document = edition.document();
            let unread = |fault: &&Diagnostic| {
                fault.is_error()
                    && fault.place.file == document.path
                    && (!document.understood || is_unread(fault, document))
            };
            let Some(fault) = self.faults.iter().find(unread) else { continue };
            let index = LineIndex::new(Arc::clone(&document.text));
            let line = index.position(fault.place.span.range().start).line;
            return refusal(format!(
                "{}:{line}: {}; nothing was changed\nhelp: mend this first: {}",
                document.path,
                fault.message,
                fault.help.as_deref().unwrap_or("chapterhouse check says more")
            ));
        }
        Ok(())
    }

    /// Makes sure that what readers see of a text is known, before it is put on record: unread settings may stand in it as anything.
    ///
    /// # Errors
    /// When it is not.
    pub fn check_whole(&self, edition: &Edition) -> Result<(), Failure> {
        let settings = self.loaded.sources.config.as_ref().map(|settings| &settings.path);
        let unread = |fault: &&Diagnostic| fault.is_error() && Some(&fault.place.file) == settings;
        let path = &edition.document().path;
        match self.faults.iter().find(unread) {
            Some(fault) => refusal(format!(
                "{}: {}, and texts hold what it says; nothing was changed\nhelp: mend the settings first: chapterhouse check",
                fault.place.file, fault.message
            )),
            None if edition.text.passage.is_whole() => Ok(()),
            None => refusal(format!(
                "{path} holds a variable or a passage that is not there, so its text is not known; nothing was changed\n\
                 help: chapterhouse check names it; put that right first"
            )),
        }
    }

    fn find(&self, typed: &str) -> Result<&Chapter, Failure> {
        if let Some(chapter) = self.site.chapter(typed) {
            return Ok(chapter);
        }
        let path = typed.trim_start_matches("./");
        let named = |edition: &Edition| {
            let own: &str = &edition.document().path;
            own == path || own.strip_prefix(self.content()).is_some_and(|inside| inside.trim_start_matches('/') == path)
        };
        if let Some(chapter) = self.site.chapters.iter().find(|chapter| chapter.editions.iter().any(named)) {
            return Ok(chapter);
        }
        let mut known: Vec<&str> = self.site.chapters.iter().map(|chapter| chapter.id.as_ref()).collect();
        known.sort_unstable();
        let help = did_you_mean(typed, known).unwrap_or_else(|| {
            "give the chapter's id: its file's name without number and ending, or its `id:`".to_owned()
        });
        refusal(format!("there is no chapter `{typed}`\nhelp: {help}"))
    }

    /// The edition in the file without a date in its name.
    ///
    /// # Errors
    /// When there is no such file.
    pub fn newest<'a>(&self, chapter: &'a Chapter) -> Result<&'a Edition, Failure> {
        let plain = |edition: &&Edition| self.name_of(&edition.document().path).edition.is_none();
        chapter.editions.iter().find(plain).ok_or_else(|| {
            Failure::Usage(format!(
                "the chapter `{}` has no file without a date in its name\nhelp: its newest edition stands in such a file: rename it",
                chapter.id
            ))
        })
    }

    /// A file as it was saved.
    ///
    /// # Errors
    /// When it cannot be read, is not UTF-8, or is no longer what was read before.
    pub fn manuscript(&self, document: &Document) -> Result<Manuscript, Failure> {
        let file = self.file(&document.path)?;
        if file.text() == document.text.as_ref() {
            return Ok(file);
        }
        refusal(format!(
            "{} was changed while this command was at work; nothing was written\nhelp: run the command again",
            document.path
        ))
    }

    fn file(&self, path: &str) -> Result<Manuscript, Failure> {
        let on_disk: PathBuf = self.root().join(path);
        let bytes = std::fs::read(&on_disk).map_err(|cause| Failure::File { action: "read", path: on_disk, cause })?;
        Manuscript::of_bytes(path, bytes).ok_or_else(|| {
            Failure::Usage(format!(
                "{path} is not saved as UTF-8; nothing was changed\nhelp: open it in your editor and save it as UTF-8"
            ))
        })
    }

    /// Makes sure that a contact is in the register.
    ///
    /// # Errors
    /// When it is not.
    pub fn contact(&self, option: &str, id: &str) -> Result<(), Failure> {
        let contacts = &self.site.registers.contacts;
        if contacts.get(id).is_some() {
            return Ok(());
        }
        let mut known: Vec<&str> = contacts.ids().collect();
        known.sort_unstable();
        let help = did_you_mean(id, known)
            .unwrap_or_else(|| "add it there first: a role or a team, no personal name".to_owned());
        refusal(format!("{option} {id}: registers/contacts.yml has no such contact\nhelp: {help}"))
    }

    /// The day that an option names.
    ///
    /// # Errors
    /// When it is none.
    pub fn day(option: &str, typed: Option<&str>) -> Result<Option<Date>, Failure> {
        typed
            .map(|typed| parse_date(typed).map_err(|why| Failure::Usage(format!("{option} {typed}: {why}"))))
            .transpose()
    }

    /// Writes the changes, or with `--dry-run` prints them; keeps the record of editions true. Gives whether it was done.
    ///
    /// # Errors
    /// When a file is in the way, is no longer what was read, or the machine will not write.
    pub fn complete(
        &self,
        command: &str,
        mut changes: Vec<FileChange>,
        record: &RecordChange,
    ) -> Result<bool, Failure> {
        changes.retain(|change| !matches!(change, FileChange::Replace { old, new, .. } if old == new));
        let sources = after(&self.loaded.sources, &changes);
        let (site, _) = self.read(&sources);
        let events = record_events(&self.site, &site, record, self.today())?;
        changes.extend(self.recorded(&events)?);
        let sources = after(&self.loaded.sources, &changes);
        let (_, faults) = self.read(&sources);
        let new = new_errors(&self.faults, &faults);
        if !new.is_empty() {
            print_diagnostics(&new, &sources, Format::Human, Talk::default());
            say(&format!(
                "nothing was changed: afterwards the manual would have {} that it does not have now",
                tally(&new)
            ));
            return Ok(false);
        }
        if self.dry_run {
            for change in &changes {
                print(&change.diff());
            }
            say("nothing was written: this is what the command would change");
            return Ok(true);
        }
        let store: Arc<dyn FileStore> = Arc::new(Disk);
        carry_out(&store, self.root(), command, &changes)?;
        for change in &changes {
            say(&change.done());
        }
        Ok(true)
    }

    /// Whether anything is written at all.
    pub fn is_dry_run(&self) -> bool {
        self.dry_run
    }

    fn read(&self, sources: &SourceTree) -> (Site, Vec<Diagnostic>) {
        let mut faults = self.loaded.diagnostics.clone();
        let checked = check_manual(sources, &self.loaded.config, &self.loaded.request, &self.memory, &NoObserver);
        let site = checked.take(&mut faults).site;
        (site, faults)
    }

    /// The change to the record that adds some lines to it.
    fn recorded(&self, events: &[LockEvent]) -> Result<Option<FileChange>, Failure> {
        if events.is_empty() {
            return Ok(None);
        }
        let lines: String = events.iter().map(LockEvent::line).collect();
        let path = format!("{}/registers/{FILE}", self.content()).trim_start_matches('/').to_owned();
        if !self.root().join(&path).is_file() {
            return Ok(Some(FileChange::Create { path, new: format!("{HEAD}{lines}").into_bytes() }));
        }
        let old = self.file(&path)?.raw().to_owned();
        let closing = if old.ends_with('\n') { "" } else { "\n" };
        let new = format!("{old}{closing}{lines}").into_bytes();
        Ok(Some(FileChange::Replace { path, old: old.into_bytes(), new }))
    }
}

/// Whether a fault means that a value of the front matter was passed over.
fn is_unread(fault: &Diagnostic, document: &Document) -> bool {
    let codes = [
        &codes::BAD_DATE,
        &codes::WRONG_TYPE,
        &codes::BAD_CHOICE,
        &codes::BAD_DURATION,
        &codes::BAD_ID,
        &codes::DUPLICATE_KEY,
    ];
    let inside = document.yaml.as_ref().is_some_and(|yaml| yaml.contains(&fault.place.span.range().start));
    inside && codes.iter().any(|code| code.name == fault.code.name)
}

/// The change of a file's text.
pub fn replaced(old: &Manuscript, new: &Manuscript) -> FileChange {
    FileChange::Replace {
        path: old.path().to_owned(),
        old: old.raw().as_bytes().to_vec(),
        new: new.raw().as_bytes().to_vec(),
    }
}

/// The source as it would be.
pub fn after(sources: &SourceTree, changes: &[FileChange]) -> SourceTree {
    let mut tree = sources.clone();
    let mut new: BTreeMap<&str, &[u8]> = BTreeMap::new();
    let mut gone: BTreeSet<&str> = BTreeSet::new();
    for change in changes {
        match change {
            FileChange::Create { path, new: bytes } | FileChange::Replace { path, new: bytes, .. } => {
                new.insert(path, bytes);
            }
            FileChange::Move { from, to, new: bytes, .. } => {
                gone.insert(from);
                new.insert(to, bytes);
            }
            FileChange::MoveFolder { from, to } => {
                for asset in &mut tree.assets {
                    if let Some(rest) = asset.path.strip_prefix(from.as_str()).filter(|rest| rest.starts_with('/')) {
                        asset.path = Arc::from(format!("{to}{rest}"));
                    }
                }
                tree.assets.sort_by(|a, b| a.path.cmp(&b.path));
            }
        }
    }
    let text =
        |path: &str, bytes: &[u8]| Manuscript::new(path, String::from_utf8_lossy(bytes).into_owned()).source().clone();
    for list in [&mut tree.pages, &mut tree.passages, &mut tree.registers] {
        list.retain(|file| !gone.contains(file.path.as_ref()));
        for file in list {
            if let Some(bytes) = new.remove(file.path.as_ref()) {
                *file = text(&file.path, bytes);
            }
        }
    }
    let registers = format!("{}/registers/", sources.content).trim_start_matches('/').to_owned();
    for (path, bytes) in new {
        let list = if path.starts_with(&registers) { &mut tree.registers } else { &mut tree.pages };
        list.push(text(path, bytes));
    }
    tree.pages.sort_by(|a, b| a.path.cmp(&b.path));
    tree.registers.sort_by(|a, b| a.path.cmp(&b.path));
    tree
}

/// Errors of kinds of which there are more than before, those that were there before left out.
fn new_errors(before: &[Diagnostic], after: &[Diagnostic]) -> Vec<Diagnostic> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for fault in before.iter().filter(|fault| fault.is_error()) {
        *counts.entry(fault.code.name).or_default() += 1;
    }
    let mut now: BTreeMap<&str, usize> = BTreeMap::new();
    for fault in after.iter().filter(|fault| fault.is_error()) {
        *now.entry(fault.code.name).or_default() += 1;
    }
    let known: HashSet<(&str, &str)> = before.iter().map(|fault| (fault.code.name, fault.message.as_str())).collect();
    let more = |fault: &Diagnostic| {
        let rises = fault.is_error() && now.get(fault.code.name) > counts.get(fault.code.name);
        rises && !known.contains(&(fault.code.name, fault.message.as_str()))
    };
    after.iter().filter(|fault| more(fault)).cloned().collect()
}
