//! The manual of a preview at a moment: what was read, the last site without errors, and what is wrong. Takes what was read,
//! gives files of the site, in whichever view they are asked for; never changes.
//!
//! What cannot be made costs nothing that could: a revision always shows the last site there was.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::civil::Date;

use super::change::Report;
use super::faces::{Face, face_at};
use super::view::View;
use crate::config::page_files::{PageEnding, PageFiles};
use crate::config::site_config::SiteConfig;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::memory::Memory;
use crate::model::chapter::{Edition, State};
use crate::model::editions::Audience;
use crate::pipeline::BuildRequest;
use crate::source::manual_reader::ManualRead;
use crate::stages::{NoObserver, Observer};
use crate::standing::{Made, StandingSite, stand_site};

/// The most views besides the whole that are kept at a time.
const MOST_VIEWS: usize = 3;

/// Everything that was read for a revision.
pub(super) struct Inputs {
    pub(super) read: ManualRead,
    pub(super) config: Arc<SiteConfig>,
    /// What is wrong with the files and the settings.
    pub(super) faults: Vec<Diagnostic>,
    pub(super) today: Date,
    pub(super) outside: Vec<PathBuf>,
}

/// The manual at a moment.
pub struct Revision {
    /// Its number, rising.
    pub number: u64,
    /// The day that it is of.
    pub today: Date,
    /// What is wrong with the manual, and what it was read from.
    pub report: Report,
    /// The address that opens a file in the author's editor, with `{file}`, `{line}` and `{column}` in it.
    pub editor: Arc<str>,
    /// The last site without errors.
    pub(super) whole: Option<Arc<StandingSite>>,
    /// The newest site, with its errors if need be.
    pub(super) newest: Option<Arc<StandingSite>>,
    pub(super) inputs: Option<Arc<Inputs>>,
    pub(super) views: Arc<Views>,
}

impl Revision {
    /// A file of the last site that could be made, and what is wrong with its making.
    pub fn file(&self, view: View, path: &str) -> Option<Made> {
        self.site(view)?.file(path)
    }

    /// Whether the last site that could be made has a file.
    pub fn has(&self, view: View, path: &str) -> bool {
        self.site(view).is_some_and(|site| site.has(path))
    }

    /// Whether there is a site at all, an older one if need be.
    pub fn has_any_site(&self, view: View) -> bool {
        self.site(view).is_some()
    }

    /// What the page at a path of the site is called, and which files it is made of, as they were read last.
    pub fn face_at(&self, path: &str) -> Option<Face> {
        face_at(self.newest.as_ref()?.site(), path)
    }

    /// Whether a text is to come that would change the chapter at an address.
    pub fn has_changes(&self, folder: &str) -> bool {
        let id = folder.strip_prefix("chapter/").map(|id| id.trim_end_matches('/'));
        let chapter = self.newest.as_ref().and_then(|site| site.site().chapter(id?));
        let comes = |edition: &Edition| {
            edition.visible && matches!(edition.state, State::Draft | State::Prospective | State::Future)
        };
        chapter.is_some_and(|chapter| chapter.state == State::Current && chapter.editions.iter().any(comes))
    }

    /// What is wrong with the manual as one sees it.
    pub fn report(&self, view: View) -> Report {
        if view == View::WHOLE { self.report.clone() } else { self.views.of(view, self).0 }
    }

    /// What the files of pages are called.
    pub fn pages(&self) -> PageFiles {
        self.inputs.as_ref().map_or(PageFiles { ending: PageEnding::Html, named: true }, |inputs| inputs.config.pages)
    }

    /// The address under which the manual is published, ending in `/`, or nothing.
    pub fn base_url(&self) -> &str {
        self.inputs.as_ref().map_or("", |inputs| inputs.config.base_url.as_str())
    }

    fn site(&self, view: View) -> Option<Arc<StandingSite>> {
        if view == View::WHOLE { self.whole.clone() } else { self.views.of(view, self).1 }
    }
}

/// The views that were asked for.
pub(super) struct Views {
    memory: Arc<Memory>,
    /// The one asked for last stands last.
    made: Mutex<Vec<MadeView>>,
}

struct MadeView {
    view: View,
    number: u64,
    report: Report,
    site: Option<Arc<StandingSite>>,
}

impl Views {
    /// None of them was asked for yet.
    pub(super) fn new(memory: Arc<Memory>) -> Self {
        Views { memory, made: Mutex::default() }
    }

    fn of(&self, view: View, revision: &Revision) -> (Report, Option<Arc<StandingSite>>) {
        let mut made = lock(&self.made);
        let found = made.iter().position(|one| one.view == view).map(|at| made.remove(at));
        let mut one = found.unwrap_or_else(|| MadeView { view, number: 0, report: Report::default(), site: None });
        if one.number < revision.number {
            if let Some(inputs) = &revision.inputs {
                // A day is looked at once, and there are many: what is remembered for one goes with it.
                let own = view.as_at.map(|_| Arc::new(Memory::default()));
                let memory = own.as_ref().unwrap_or(&self.memory);
                let (report, site) = stand(inputs, view, memory, one.site.as_deref(), &NoObserver);
                one.site = Some(site).filter(|_| report.has_site).or(one.site);
                one.report = report;
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

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Stands a site up. `before` is the last one without errors, whose templates are known to make its pages.
pub(super) fn stand(
    inputs: &Inputs,
    view: View,
    memory: &Arc<Memory>,
    before: Option<&StandingSite>,
    observer: &dyn Observer,
) -> (Report, Arc<StandingSite>) {
    let request = request(inputs, view);
    let sources = &inputs.read.sources;
    let site = stand_site(sources, &inputs.config, &request, memory, observer, inputs.faults.clone());
    let mut diagnostics = Arc::clone(site.report());
    // A fault of a site's own template shows when a page is made: with a new theme, or new settings, each is made once.
    let proven = sources.theme.is_empty() || before.is_some_and(|before| before.common() == site.common());
    let found = if site.is_sound() && !proven { site.find_faults() } else { Vec::new() };
    let has_site = site.is_sound() && found.is_empty();
    if !found.is_empty() {
        Arc::make_mut(&mut diagnostics).extend(found);
    }
    (Report { diagnostics, sources: Arc::clone(sources), trouble: None, has_site }, Arc::new(site))
}

/// A day that is past is shown as it stood then; one to come, as the manual will be if nothing else changes.
fn request(inputs: &Inputs, view: View) -> BuildRequest {
    let past = view.as_at.filter(|day| *day < inputs.today);
    BuildRequest {
        today: view.as_at.filter(|_| past.is_none()).unwrap_or(inputs.today),
        as_at: past,
        audience: Audience { drafts: view.drafts, future: view.future },
        review: view.review,
        deny: Vec::new(),
        outside: inputs.outside.clone(),
    }
}
