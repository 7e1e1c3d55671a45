//! The manual of a preview: read, built and kept, revision by revision. Takes the manual's folder and what changed in it,
//! gives the files of its site and what is wrong with it. The only file of the room that knows the pipeline; it must not know
//! who asks.
//!
//! What cannot be built costs nothing that could: a revision always shows the last site there was.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::{Duration, Instant};

use jiff::civil::Date;

use super::change::{Change, Rebuilt, Report};
use super::faces::{Face, faces};
use super::view::View;
use crate::config::settings::parse_site_config;
use crate::config::site_config::SiteConfig;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::memo::ContentHash;
use crate::memory::Memory;
use crate::model::editions::Audience;
use crate::pipeline::{BuildRequest, build_site, read_manual};
use crate::publish::output_tree::{OutputFile, OutputTree};
use crate::source::census::Watched;
use crate::source::read_tree::{SourceError, read_config, read_site};
use crate::source::source_tree::SourceTree;
use crate::stages::{NoObserver, Observer, Stage};

/// The most views besides the whole that are kept at a time.
const MOST_VIEWS: usize = 3;

/// What a preview is of.
pub struct SessionSettings {
    /// The manual's folder.
    pub root: PathBuf,
    /// The day in a time zone. It is asked anew each time: the day may turn while a preview runs.
    pub today: Box<dyn Fn(&str) -> Date + Send + Sync>,
    /// Folders that hold no content though they may lie in the content folder.
    pub outside: Box<dyn Fn() -> Vec<PathBuf> + Send + Sync>,
}

/// Everything that was read for a revision.
struct Inputs {
    sources: Arc<SourceTree>,
    config: Arc<SiteConfig>,
    faults: Vec<Diagnostic>,
    today: Date,
    outside: Vec<PathBuf>,
}

/// The manual at a moment.
pub struct Revision {
    /// Its number, rising.
    pub number: u64,
    /// The day that it is of.
    pub today: Date,
    /// What is wrong with the manual, and what it was read from.
    pub report: Report,
    /// Which files its pages are made of.
    pub faces: Arc<Vec<Face>>,
    /// The address that opens a file in the author's editor, with `{file}`, `{line}` and `{column}` in it.
    pub editor: Arc<str>,
    whole: Option<Arc<OutputTree>>,
    inputs: Option<Arc<Inputs>>,
    views: Arc<Views>,
}

impl Revision {
    /// A file of the last site that could be built.
    pub fn file(&self, view: View, path: &str) -> Option<OutputFile> {
        self.site(view)?.get(path).cloned()
    }

    /// Whether there is a site at all, an older one if need be.
    pub fn has_any_site(&self, view: View) -> bool {
        self.site(view).is_some()
    }

    /// What is wrong with the manual as one sees it.
    pub fn report(&self, view: View) -> Report {
        if view == View::WHOLE { self.report.clone() } else { self.views.of(view, self).0 }
    }

    /// The address under which the manual is published, ending in `/`, or nothing.
    pub fn base_url(&self) -> &str {
        self.inputs.as_ref().map_or("", |inputs| inputs.config.base_url.as_str())
    }

    fn site(&self, view: View) -> Option<Arc<OutputTree>> {
        if view == View::WHOLE { self.whole.clone() } else { self.views.of(view, self).1 }
    }
}

/// The views that were asked for, and what is remembered of each.
#[derive(Default)]
struct Views {
    /// The one asked for last stands last.
    made: Mutex<Vec<MadeView>>,
}

struct MadeView {
    view: View,
    number: u64,
    memory: Memory,
    report: Report,
    site: Option<Arc<OutputTree>>,
}

impl Views {
    fn of(&self, view: View, revision: &Revision) -> (Report, Option<Arc<OutputTree>>) {
        let mut made = lock(&self.made);
        let found = made.iter().position(|one| one.view == view).map(|at| made.remove(at));
        let mut one = found.unwrap_or_else(|| MadeView {
            view,
            number: 0,
            memory: Memory::default(),
            report: Report::default(),
            site: None,
        });
        if one.number < revision.number {
            if let Some(inputs) = &revision.inputs {
                let (report, site) = build(inputs, view, &one.memory, &NoObserver);
                one.report = report;
                one.site = site.or(one.site);
            } else {
                one.report = revision.report.clone();
            }
            one.number = revision.number;
        }
        let answer = (one.report.clone(), one.site.clone());
        if made.len() >= MOST_VIEWS {
            made.remove(0);
        }
        made.push(one);
        answer
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn build(inputs: &Inputs, view: View, memory: &Memory, observer: &dyn Observer) -> (Report, Option<Arc<OutputTree>>) {
    let request = request(inputs, view);
    let built = build_site(&inputs.sources, &inputs.config, &request, memory, observer, inputs.faults.clone());
    let site = built.value.map(Arc::new);
    let report = Report {
        diagnostics: Arc::new(built.diagnostics),
        sources: Arc::clone(&inputs.sources),
        trouble: None,
        has_site: site.is_some(),
    };
    (report, site)
}

/// A day that is past is shown as it stood then; one to come, as the manual will be if nothing else changes.
fn request(inputs: &Inputs, view: View) -> BuildRequest {
    let past = view.as_at.filter(|day| *day < inputs.today);
    BuildRequest {
        today: view.as_at.filter(|_| past.is_none()).unwrap_or(inputs.today),
        as_at: past,
        audience: Audience { drafts: view.drafts, future: view.future },
        deny: Vec::new(),
        outside: inputs.outside.clone(),
    }
}

/// A manual being previewed.
pub struct Session {
    settings: SessionSettings,
    memory: Mutex<Memory>,
    current: RwLock<Arc<Revision>>,
}

impl Session {
    /// A session of which nothing is read yet: [`Session::refresh`] makes its first revision.
    pub fn open(settings: SessionSettings) -> Self {
        let current = Arc::new(Revision {
            number: 0,
            today: (settings.today)("UTC"),
            report: Report::default(),
            faces: Arc::default(),
            editor: Arc::from(""),
            whole: None,
            inputs: None,
            views: Arc::default(),
        });
        Session { settings, memory: Mutex::default(), current: RwLock::new(current) }
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

    /// Reads the manual anew and makes what comes of it current. For one thread at a time.
    pub fn refresh(&self, _change: &Change) -> Rebuilt {
        let memory = lock(&self.memory);
        let before = self.current();
        let clock = Clock::default();
        clock.enter("read");
        let inputs = match self.read() {
            Ok(inputs) => Arc::new(inputs),
            Err(error) => return self.keep_with_trouble(&before, &error),
        };
        let files = before.inputs.as_ref().map(|old| changed_files(&old.sources, &inputs.sources)).unwrap_or_default();
        let same_faults = before.inputs.as_ref().is_some_and(|old| old.faults == inputs.faults);
        if files.is_empty() && same_faults && before.today == inputs.today && before.report.trouble.is_none() {
            let (errors, warnings) = before.report.counts();
            let has_site = before.report.has_site;
            return Rebuilt { number: before.number, has_site, errors, warnings, ..Rebuilt::default() };
        }
        let manual = read_manual(&inputs.sources, &inputs.config, &request(&inputs, View::WHOLE), &memory, &NoObserver);
        let faces = faces(&manual.value.site);
        let (report, site) = build(&inputs, View::WHOLE, &memory, &clock);
        let written = site.as_ref().map(|new| count_changed(before.whole.as_deref(), new));
        let (errors, warnings) = report.counts();
        let rebuilt = Rebuilt {
            number: before.number + 1,
            differs: true,
            pages: faces.iter().filter(|face| !face.files.is_disjoint(&files)).cloned().collect(),
            files,
            written,
            has_site: report.has_site,
            errors,
            warnings,
            stages: clock.finish(),
        };
        self.replace(Revision {
            number: rebuilt.number,
            today: inputs.today,
            report,
            faces: Arc::new(faces),
            editor: Arc::from(inputs.config.editor.as_str()),
            whole: site.or_else(|| before.whole.clone()),
            inputs: Some(inputs),
            views: Arc::clone(&before.views),
        });
        rebuilt
    }

    fn read(&self) -> Result<Inputs, SourceError> {
        let root = &self.settings.root;
        let mut faults = Vec::new();
        let text = read_config(root)?.take(&mut faults);
        let settings = parse_site_config(&text.path, &text.text);
        let config = if text.whole { settings.take(&mut faults) } else { settings.value };
        let today = (self.settings.today)(&config.time_zone);
        let outside = self.outside();
        let sources = Arc::new(read_site(root, text, &config, &outside)?.take(&mut faults));
        Ok(Inputs { sources, config: Arc::new(config), faults, today, outside })
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
                faces: Arc::clone(&before.faces),
                editor: Arc::clone(&before.editor),
                whole: before.whole.clone(),
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

/// The files that one tree has and the other has not, or otherwise.
fn changed_files(old: &SourceTree, new: &SourceTree) -> BTreeSet<Arc<str>> {
    let (old, new) = (hashes(old), hashes(new));
    let differing = old.iter().filter(|(path, hash)| new.get(*path) != Some(*hash)).map(|(path, _)| path);
    let added = new.keys().filter(|path| !old.contains_key(*path));
    differing.chain(added).cloned().collect()
}

fn hashes(tree: &SourceTree) -> BTreeMap<Arc<str>, ContentHash> {
    let texts = tree.config.iter().chain(&tree.pages).chain(&tree.passages).chain(&tree.registers);
    let mut hashes: BTreeMap<Arc<str>, ContentHash> = texts.map(|text| (Arc::clone(&text.path), text.hash)).collect();
    hashes.extend(tree.assets.iter().map(|asset| (Arc::clone(&asset.path), asset.hash)));
    hashes.extend(tree.theme.values().map(|file| (Arc::clone(&file.path), ContentHash::of(&file.bytes))));
    for (name, sister) in &tree.sisters {
        let path: Arc<str> = Arc::from(format!("sister manual {name}"));
        hashes.insert(path, sister.hash());
    }
    hashes
}

fn count_changed(old: Option<&OutputTree>, new: &OutputTree) -> usize {
    new.iter().filter(|(path, file)| old.and_then(|old| old.get(path)).is_none_or(|old| old != *file)).count()
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
