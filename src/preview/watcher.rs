//! Tells when the author's files change: the system says so, or, where it does not, they are looked at again and again. Takes
//! what is to be watched, gives signals. It must not know what becomes of a change.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::polling::Poller;
use crate::source::census::{Watched, nearest_folder};
use crate::source::mounts::silent_mount;

/// What a watcher tells.
#[derive(Debug)]
pub enum Signal {
    /// Files or folders changed, came or went.
    Changed(Vec<PathBuf>),
    /// A file is being written.
    Writing(PathBuf),
    /// A file was written to its end.
    Written(PathBuf),
    /// More happened than could be told.
    Lost,
    /// The system watches no more files.
    Limit,
    /// Somebody at the terminal has had enough.
    Stop,
}

/// How files may be watched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// As is best where the manual lies.
    Best,
    /// The system tells.
    Native,
    /// They are looked at.
    Poll,
}

/// Why files are looked at although the system could tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WhyPolling {
    /// That was asked for.
    Asked,
    /// The manual lies on another machine's disk, of this kind.
    Mount(&'static str),
    /// The system watches no more files.
    Limit,
    /// The system will not, and says why.
    Failed(String),
}

/// A watcher at work. It ends when this is dropped.
pub struct Watcher {
    /// Why it looks at the files instead of being told.
    pub polling: Option<WhyPolling>,
    _at_work: AtWork,
}

enum AtWork {
    Native(#[expect(dead_code, reason = "it works as long as it is there")] RecommendedWatcher),
    Poll(#[expect(dead_code, reason = "it works as long as it is there")] Poller),
}

impl Watcher {
    /// Begins to watch. What happens from now on is told.
    pub fn start(means: Means, watched: &[Watched], outside: &[PathBuf], signals: &Sender<Signal>) -> Self {
        let polling = match means {
            Means::Poll => WhyPolling::Asked,
            Means::Best if let Some(kind) = watched.iter().find_map(silent_place) => WhyPolling::Mount(kind),
            Means::Best | Means::Native => match watch_natively(watched, outside, signals.clone()) {
                Ok(native) => return Watcher { polling: None, _at_work: AtWork::Native(native) },
                Err(error) => why_not(&error),
            },
        };
        Watcher::poll(polling, watched, outside, signals)
    }

    /// Looks at the files from now on.
    pub fn poll(why: WhyPolling, watched: &[Watched], outside: &[PathBuf], signals: &Sender<Signal>) -> Self {
        let poller = Poller::start(watched.to_vec(), outside.to_vec(), signals.clone());
        Watcher { polling: Some(why), _at_work: AtWork::Poll(poller) }
    }
}

fn silent_place(place: &Watched) -> Option<&'static str> {
    silent_mount(nearest_folder(place.path())?)
}

fn why_not(error: &notify::Error) -> WhyPolling {
    match error.kind {
        ErrorKind::MaxFilesWatch => WhyPolling::Limit,
        _ => WhyPolling::Failed(error.to_string()),
    }
}

fn watch_natively(
    watched: &[Watched],
    outside: &[PathBuf],
    signals: Sender<Signal>,
) -> notify::Result<RecommendedWatcher> {
    let (places, apart) = (watched.to_vec(), outside.to_vec());
    let concerns = move |path: &Path| {
        places.iter().any(|place| place.concerns(path)) && !apart.iter().any(|folder| path.starts_with(folder))
    };
    let tell = move |happened: notify::Result<Event>| {
        for signal in signals_of(happened, &concerns) {
            // When nobody listens any more, the preview is ending.
            let _ = signals.send(signal);
        }
    };
    let mut native = RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false))?;
    let deep = watched.iter().filter(|place| place.is_deep()).map(|place| (place.path(), RecursiveMode::Recursive));
    // The folder above tells when what is watched comes or goes.
    let above = watched.iter().filter_map(|place| nearest_folder(place.path().parent()?));
    let above = above.chain(watched.iter().filter(|place| matches!(place, Watched::Sister(_))).map(Watched::path));
    let all: Vec<_> = deep.chain(above.map(|path| (path, RecursiveMode::NonRecursive))).collect();
    let mut begun: Vec<(&Path, RecursiveMode)> = Vec::new();
    for (path, mode) in all {
        let covered = |(other, how): &(&Path, RecursiveMode)| {
            *other == path || (*how == RecursiveMode::Recursive && path.starts_with(other))
        };
        if begun.iter().any(covered) {
            continue;
        }
        match native.watch(path, mode) {
            Ok(()) => begun.push((path, mode)),
            // What is not there, the folder above will tell of.
            Err(error) if is_missing(&error) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(native)
}

fn is_missing(error: &notify::Error) -> bool {
    match &error.kind {
        ErrorKind::PathNotFound => true,
        ErrorKind::Io(cause) => {
            matches!(cause.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory)
        }
        _ => false,
    }
}

/// What of an event is worth telling. That a file was read is not: a build reads all of them.
fn signals_of(happened: notify::Result<Event>, concerns: &dyn Fn(&Path) -> bool) -> Vec<Signal> {
    let event = match happened {
        Ok(event) => event,
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => return vec![Signal::Limit],
        Err(_) => return vec![Signal::Lost],
    };
    if event.need_rescan() {
        return vec![Signal::Lost];
    }
    let paths: Vec<PathBuf> = event.paths.into_iter().filter(|path| concerns(path)).collect();
    match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => paths.into_iter().map(Signal::Written).collect(),
        EventKind::Access(_) => Vec::new(),
        // Only Linux tells when a file is closed again.
        EventKind::Modify(ModifyKind::Data(_)) if cfg!(target_os = "linux") => {
            paths.into_iter().map(Signal::Writing).collect()
        }
        _ if paths.is_empty() => Vec::new(),
        _ => vec![Signal::Changed(paths)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{CreateKind, DataChange, Flag};

    #[test]
    fn reading_is_no_change_and_a_lost_event_is_every_change() {
        let concerns = |path: &Path| path.starts_with("/m");
        let told = |event: Event| signals_of(Ok(event), &concerns);
        let at = |kind: EventKind| Event::new(kind).add_path(PathBuf::from("/m/a.md"));
        assert!(told(at(EventKind::Access(AccessKind::Open(AccessMode::Any)))).is_empty());
        assert!(told(at(EventKind::Access(AccessKind::Close(AccessMode::Read)))).is_empty());
        assert!(matches!(told(at(EventKind::Create(CreateKind::File)))[..], [Signal::Changed(_)]));
        assert!(matches!(
            told(at(EventKind::Modify(ModifyKind::Data(DataChange::Any))))[..],
            [Signal::Writing(_) | Signal::Changed(_)]
        ));
        assert!(told(Event::new(EventKind::Create(CreateKind::File)).add_path(PathBuf::from("/other"))).is_empty());
        assert!(matches!(told(Event::new(EventKind::Other).set_flag(Flag::Rescan))[..], [Signal::Lost]));
        let full = notify::Error::new(ErrorKind::MaxFilesWatch);
        assert!(matches!(signals_of(Err(full), &concerns)[..], [Signal::Limit]));
    }
}
