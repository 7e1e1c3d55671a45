//! The manual of a preview: read, built and kept, revision by revision. Takes the manual's folder and what changed in it,
//! gives the revision that shows it now. It and `revision.rs` alone know how a site is made; they must not know who asks.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, Instant, SystemTime};

use jiff::civil::Date;

use super::change::{Change, Reach, Rebuilt, Report};
use super::faces::{Face, faces_of};
use super::revision::{Inputs, Revision, Views, lock, stand};
use super::view::View;
use crate::config::settings::parse_site_config;
use crate::memory::Memory;
use crate::source::census::Watched;
use crate::source::differences::changed_files;
use crate::source::manual_reader::ManualReader;
use crate::source::read_tree::{SourceError, read_config};
use crate::stages::{Observer, Stage};
use crate::standing::StandingSite;

/// How long after it was written a file may be written once more without its stamp telling: the coarsest clock of a file
/// system counts in steps of two seconds.
const UNSURE: Duration = Duration::from_secs(2);

/// What a preview is of.
pub struct SessionSettings {
    /// The manual's folder.
    pub root: PathBuf,
    /// The day in a time zone. It is asked anew each time: the day may turn while a preview runs.
    pub today: Box<dyn Fn(&str) -> Date + Send + Sync>,
    /// The moment that it is by the clock of this machine, against which stamps of files are held.
    pub now: Box<dyn Fn() -> SystemTime + Send + Sync>,
    /// Folders that hold no content though they may lie in the content folder.
    pub outside: Box<dyn Fn() -> Vec<PathBuf> + Send + Sync>,
}

/// A manual being previewed.
pub struct Session {
    settings: SessionSettings,
    memory: Arc<Memory>,
    reader: Mutex<ManualReader>,
    current: RwLock<Arc<Revision>>,
}

impl Session {
    /// A session of which nothing is read yet: [`Session::refresh`] makes its first revision.
    pub fn open(settings: SessionSettings) -> Self {
        let memory = Arc::new(Memory::default());
        let current = Arc::new(Revision {
            number: 0,
            today: (settings.today)("UTC"),
            report: Report::default(),
            editor: Arc::from(""),
            whole: None,
            newest: None,
            inputs: None,
            views: Arc::new(Views::new(Arc::clone(&memory))),
        });
        let reader = Mutex::new(ManualReader::new(&settings.root));
        Session { settings, memory, reader, current: RwLock::new(current) }
    }

    /// The manual as it is now.
    pub fn current(&self) -> Arc<Revision> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The manual's folder.
    pub fn root(&self) -> &PathBuf {
        &self.settings.root
    }

    /// The day that it is now, where the manual is.
    pub fn today(&self) -> Date {
        let zone = self.current().inputs.as_ref().map(|inputs| inputs.config.time_zone.clone());
        (self.settings.today)(zone.as_deref().unwrap_or("UTC"))
    }

    /// What has to be watched for changes, with what the settings say now.
    pub fn watched(&self) -> Vec<Watched> {
        let root = &self.settings.root;
        let mut watched = vec![Watched::File(root.join("site.toml"))];
        let current = self.current();
        let Some(inputs) = &current.inputs else {
            watched.push(Watched::Folder(root.join("content")));
            return watched;
        };
        watched.push(Watched::Folder(root.join(&inputs.config.content)));
        watched.push(Watched::Folder(root.join("themes").join(&inputs.config.theme)));
        for (inventory, _) in inputs.config.sisters.values().filter_map(|sister| sister.inventory.as_ref()) {
            watched.push(Watched::Sister(root.join(inventory)));
        }
        watched
    }

    /// Folders that hold no content.
    pub fn outside(&self) -> Vec<PathBuf> {
        (self.settings.outside)()
    }

    /// Reads what changed of the manual and makes what comes of it current. For one thread at a time.
    pub fn refresh(&self, change: &Change) -> Rebuilt {
        let mut reader = lock(&self.reader);
        let before = self.current();
        let clock = Clock::default();
        clock.enter("read");
        let inputs = match self.read(&mut reader, change, before.inputs.as_deref()) {
            Ok(inputs) => Arc::new(inputs),
            Err(error) => return self.keep_with_trouble(&before, &error),
        };
        let old = before.inputs.as_ref();
        let files = old.map(|old| changed_files(&old.read.sources, &inputs.read.sources)).unwrap_or_default();
        let same_faults = old.is_some_and(|old| old.faults == inputs.faults);
        if files.is_empty() && same_faults && before.today == inputs.today && before.report.trouble.is_none() {
            let (errors, warnings) = before.report.counts();
            let has_site = before.report.has_site;
            return Rebuilt { number: before.number, has_site, errors, warnings, ..Rebuilt::default() };
        }
        let (report, site) = stand(&inputs, View::WHOLE, &self.memory, before.whole.as_deref(), &clock);
        let stages = clock.finish();
        let pages = faces_of(site.site(), &files);
        let reach = report.has_site.then(|| reach(before.whole.as_deref(), &site, &files, &pages));
        let (errors, warnings) = report.counts();
        let rebuilt = Rebuilt {
            number: before.number + 1,
            differs: true,
            pages,
            files,
            reach,
            has_site: report.has_site,
            errors,
            warnings,
            stages,
        };
        self.replace(Revision {
            number: rebuilt.number,
            today: inputs.today,
            whole: Some(&site).filter(|_| report.has_site).or(before.whole.as_ref()).map(Arc::clone),
            newest: Some(site),
            report,
            editor: Arc::from(inputs.config.editor.as_str()),
            inputs: Some(inputs),
            views: Arc::clone(&before.views),
        });
        // Nobody waits until the old manual is given back and what it alone used is forgotten.
        let memory = Arc::clone(&self.memory);
        std::thread::spawn(move || {
            memory.forget_unread();
            drop(before);
        });
        rebuilt
    }

    /// Reads what changed; everything where that is not known, or not enough.
    fn read(&self, reader: &mut ManualReader, change: &Change, before: Option<&Inputs>) -> Result<Inputs, SourceError> {
        let trusted_before = (self.settings.now)().checked_sub(UNSURE).unwrap_or(SystemTime::UNIX_EPOCH);
        if let (Change::Paths(paths), Some(before)) = (change, before)
            && let Some(read) = reader.read_changed(paths, trusted_before)?
        {
            let today = (self.settings.today)(&before.config.time_zone);
            let mut faults = before.faults.clone();
            let earlier = &before.read.diagnostics;
            faults.retain(|fault| !earlier.contains(fault));
            faults.extend(read.diagnostics.iter().cloned());
            let (config, outside) = (Arc::clone(&before.config), before.outside.clone());
            return Ok(Inputs { read, config, faults, today, outside });
        }
        let mut faults = Vec::new();
        let text = read_config(&self.settings.root)?.take(&mut faults);
        let settings = parse_site_config(&text.path, &text.text);
        let config = if text.whole { settings.take(&mut faults) } else { settings.value };
        let today = (self.settings.today)(&config.time_zone);
        let outside = self.outside();
        let read = reader.read(text, &config, &outside, trusted_before)?;
        faults.extend(read.diagnostics.iter().cloned());
        Ok(Inputs { read, config: Arc::new(config), faults, today, outside })
    }

    /// What cannot be read is told beside what could be read before.
    fn keep_with_trouble(&self, before: &Arc<Revision>, error: &SourceError) -> Rebuilt {
        let trouble: Arc<str> = Arc::from(error.to_string());
        let differs = before.report.trouble.as_ref() != Some(&trouble);
        let report = Report { trouble: Some(trouble), has_site: false, ..before.report.clone() };
        let (errors, warnings) = report.counts();
        let number = before.number + u64::from(differs);
        if differs {
            self.replace(Revision {
                number,
                today: before.today,
                report,
                editor: Arc::clone(&before.editor),
                whole: before.whole.clone(),
                newest: before.newest.clone(),
                inputs: before.inputs.clone(),
                views: Arc::clone(&before.views),
            });
        }
        Rebuilt { number, differs, errors, warnings, ..Rebuilt::default() }
    }

    fn replace(&self, revision: Revision) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(revision);
    }
}

/// How far a change reaches. Where paths, sections, registers, settings and theme are the same, only the pages of the chapters
/// that were written in can look otherwise, and lists that show a chapter's scope or dates.
fn reach(before: Option<&StandingSite>, site: &StandingSite, files: &BTreeSet<Arc<str>>, pages: &[Face]) -> Reach {
    let same =
        |before: &StandingSite| before.common() == site.common() && before.site().links_key == site.site().links_key;
    let known = files.iter().all(|file| pages.iter().any(|page| page.files.contains(file)));
    if !known || !before.is_some_and(same) {
        return Reach::All(site.count_pages());
    }
    let of_page = |page: &Face| {
        page.folder.strip_prefix("chapter/").map_or(1, |id| site.count_chapter_pages(id.trim_end_matches('/')))
    };
    Reach::Some(pages.iter().map(of_page).sum())
}

/// Follows a build and notes how long each stage took.
#[derive(Default)]
struct Clock(Mutex<Vec<(&'static str, Instant)>>);

impl Clock {
    fn enter(&self, stage: &'static str) {
        lock(&self.0).push((stage, Instant::now()));
    }

    fn finish(&self) -> Vec<(&'static str, Duration)> {
        let begun = lock(&self.0);
        let ends = begun.iter().skip(1).map(|(_, at)| *at).chain([Instant::now()]);
        begun.iter().zip(ends).map(|((stage, begun), end)| (*stage, end.duration_since(*begun))).collect()
    }
}

impl Observer for Clock {
    fn begin(&self, stage: Stage, _steps: usize) {
        self.enter(stage.word());
    }
}
