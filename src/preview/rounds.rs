//! The rounds of a preview: wait for a change, make the manual anew, tell everybody. Takes signals, gives revisions; prints
//! nothing. One thread does it, so that no two builds meet.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use jiff::civil::Date;
use serde::Serialize;

use super::change::{Change, Rebuilt};
use super::hub::Hub;
use super::pause::Gathered;
use super::revision::Revision;
use super::session::Session;
use super::watcher::{Means, Signal, Watcher, WhyPolling};
use crate::source::census::{Census, Identity, Watched, identity};

/// How often it is asked whether the day has turned, or the manual's folder was put elsewhere.
const TICK: Duration = Duration::from_secs(2);
/// The same while the folder is not there.
const TICK_WHILE_GONE: Duration = Duration::from_millis(250);
/// How long it has to be quiet before it is made sure that no change was missed.
const SURE_AFTER: Duration = Duration::from_millis(600);

/// Something that whoever runs a preview may want to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Files are looked at again and again.
    Polling(WhyPolling),
    /// The manual's folder is not there any more.
    RootGone,
    /// It is there again.
    RootBack,
    /// The day has turned.
    Day(Date),
}

/// Who runs a preview.
pub trait Listener {
    /// A change was made.
    fn rebuilt(&self, rebuilt: &Rebuilt, revision: &Revision);
    /// Something is to be known.
    fn noted(&self, note: &Note);
}

/// A preview's work.
pub struct Rounds<'a> {
    session: &'a Session,
    hub: &'a Hub,
    listener: &'a dyn Listener,
    means: Means,
    signals: (Sender<Signal>, Receiver<Signal>),
    watcher: Option<Watcher>,
    watched: Vec<Watched>,
    gathered: Gathered,
    /// Whether what is watched has come, gone, or been put elsewhere.
    moved: bool,
    root: Option<Identity>,
    day: Date,
    /// The files when it was last made sure that none was missed, and what was told since.
    known: Census,
    told: BTreeSet<PathBuf>,
    sure_at: Option<Instant>,
    /// What was already said of why files are looked at.
    said: Option<WhyPolling>,
}

impl<'a> Rounds<'a> {
    /// The work on a session whose first revision is made.
    pub fn new(
        session: &'a Session,
        hub: &'a Hub,
        listener: &'a dyn Listener,
        means: Means,
        signals: (Sender<Signal>, Receiver<Signal>),
    ) -> Self {
        let day = session.current().today;
        Rounds {
            session,
            hub,
            listener,
            means,
            signals,
            watcher: None,
            watched: Vec::new(),
            gathered: Gathered::default(),
            moved: true,
            root: identity(session.root()),
            day,
            known: Census::default(),
            told: BTreeSet::new(),
            sure_at: None,
            said: None,
        }
    }

    /// Works until it is told to stop.
    pub fn run(mut self) {
        if self.root.is_none() {
            self.listener.noted(&Note::RootGone);
        }
        self.watch();
        // What changed before anything was watched.
        self.gathered.note_everything(Instant::now());
        loop {
            let now = Instant::now();
            let tick = if self.root.is_some() { TICK } else { TICK_WHILE_GONE };
            let sure = self.sure_at.map_or(tick, |at| at.saturating_duration_since(now));
            let wait = self.gathered.wait(now).unwrap_or(tick.min(sure));
            match self.signals.1.recv_timeout(wait) {
                Ok(Signal::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                Ok(signal) => self.hear(signal),
                Err(RecvTimeoutError::Timeout) if self.gathered.is_empty() => self.look_round(),
                Err(RecvTimeoutError::Timeout) => self.work(),
            }
        }
    }

    fn hear(&mut self, signal: Signal) {
        let now = Instant::now();
        match signal {
            Signal::Changed(paths) => {
                self.moved |= paths.iter().any(|path| self.watched.iter().any(|place| carries(path, place)));
                self.told.extend(paths.iter().cloned());
                self.gathered.note_paths(paths, now);
            }
            Signal::Writing(path) => {
                self.told.insert(path.clone());
                self.gathered.note_writing(path, now);
            }
            Signal::Written(path) => self.gathered.note_written(&path, now),
            Signal::Lost => self.gathered.note_everything(now),
            Signal::Limit => {
                let outside = self.session.outside();
                self.watcher = Some(Watcher::poll(WhyPolling::Limit, &self.watched, &outside, &self.signals.0));
                self.say_how();
                self.gathered.note_everything(now);
            }
            Signal::Stop => {}
        }
    }

    /// A file that stands where `site.toml` does is no change of it: watching begins anew before anything is read.
    fn watch(&mut self) {
        self.watched = self.session.watched();
        let outside = self.session.outside();
        // The old one goes first: both may not fit.
        self.watcher = None;
        self.watcher = Some(Watcher::start(self.means, &self.watched, &outside, &self.signals.0));
        self.known = Census::take(&self.watched, &outside);
        self.told.clear();
        self.moved = false;
        self.say_how();
    }

    fn say_how(&mut self) {
        let polling = self.watcher.as_ref().and_then(|watcher| watcher.polling.clone());
        if let Some(why) = polling.filter(|why| self.said.as_ref() != Some(why)) {
            self.listener.noted(&Note::Polling(why.clone()));
            self.said = Some(why);
        }
    }

    /// Makes what has changed.
    fn work(&mut self) {
        self.moved |= self.find_root();
        if self.moved {
            self.watch();
            self.gathered.note_everything(Instant::now());
        }
        let change = self.gathered.take();
        self.refresh(&change);
        if self.session.watched() != self.watched {
            self.watch();
            self.gathered.note_everything(Instant::now());
        }
        self.sure_at = Some(Instant::now() + SURE_AFTER);
    }

    fn refresh(&mut self, change: &Change) {
        let rebuilt = self.session.refresh(change);
        let revision = self.session.current();
        if revision.today != self.day {
            self.day = revision.today;
            self.listener.noted(&Note::Day(self.day));
        }
        if rebuilt.differs {
            self.hub.tell(&event(&rebuilt));
            self.listener.rebuilt(&rebuilt, &revision);
        }
    }

    /// When nothing happens: whether the folder is still the same, the day still is, and nothing was missed.
    fn look_round(&mut self) {
        let now = Instant::now();
        if self.find_root() {
            self.moved = true;
            self.gathered.note_everything(now);
        }
        if self.session.today() != self.day {
            self.gathered.note_everything(now);
        }
        if self.sure_at.is_some_and(|at| at <= now) {
            self.sure_at = None;
            self.make_sure(now);
        }
    }

    /// Whether the manual's folder is another than it was, or there again.
    fn find_root(&mut self) -> bool {
        let found = identity(self.session.root());
        let before = std::mem::replace(&mut self.root, found);
        match (before, found) {
            (Some(_), None) => {
                self.listener.noted(&Note::RootGone);
                self.gathered.note_everything(Instant::now());
                false
            }
            (None, Some(_)) => {
                self.listener.noted(&Note::RootBack);
                self.moved = true;
                true
            }
            _ => before != found,
        }
    }

    /// Looks at all files once, and takes up what nobody told of.
    fn make_sure(&mut self, now: Instant) {
        let census = Census::take(&self.watched, &self.session.outside());
        let changed = self.known.differences(&census);
        let missed: Vec<PathBuf> = changed.into_iter().filter(|path| !self.told.contains(path)).collect();
        self.known = census;
        self.told.clear();
        if !missed.is_empty() {
            self.gathered.note_paths(missed, now);
        }
    }
}

/// Whether what happens to a path happens to the whole of what is watched there.
fn carries(path: &Path, place: &Watched) -> bool {
    let itself = matches!(place, Watched::File(_)) && place.path() == path;
    place.path().starts_with(path) && !itself
}

/// What open pages are told.
#[derive(Serialize)]
struct Told<'a> {
    number: u64,
    looks: bool,
    scripts: bool,
    pages: Vec<ToldPage<'a>>,
}

#[derive(Serialize)]
struct ToldPage<'a> {
    title: &'a str,
    folder: &'a str,
}

/// The most pages that are named.
const MOST_NAMED: usize = 20;

fn event(rebuilt: &Rebuilt) -> String {
    let pages = rebuilt.pages.iter().take(MOST_NAMED);
    let told = Told {
        number: rebuilt.number,
        looks: rebuilt.changes_looks(),
        scripts: rebuilt.changes_scripts(),
        pages: pages.map(|face| ToldPage { title: &face.title, folder: &face.folder }).collect(),
    };
    serde_json::to_string(&told).unwrap_or_default()
}
