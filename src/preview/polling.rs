//! Looks at the author's files again and again, where the system does not tell of changes. Takes what is to be watched, gives
//! signals; opens no file.

use std::path::PathBuf;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::watcher::Signal;
use crate::source::census::{Census, Watched};

/// The shortest time between two looks.
const INTERVAL: Duration = Duration::from_millis(400);
/// Looking takes no more than one part in so many of the time.
const SHARE: u32 = 20;

/// Looks until it is dropped.
pub struct Poller {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Poller {
    /// Begins to look. What changes from now on is told.
    pub fn start(watched: Vec<Watched>, outside: Vec<PathBuf>, signals: Sender<Signal>) -> Self {
        let (stop, stopped) = channel();
        let mut before = Census::take(&watched, &outside);
        let thread = std::thread::spawn(move || {
            let mut pause = INTERVAL;
            while stopped.recv_timeout(pause) == Err(RecvTimeoutError::Timeout) {
                let begun = Instant::now();
                let now = Census::take(&watched, &outside);
                let changed = before.differences(&now);
                before = now;
                if !changed.is_empty() && signals.send(Signal::Changed(changed.into_iter().collect())).is_err() {
                    return;
                }
                pause = INTERVAL.max(begun.elapsed() * SHARE);
            }
        });
        Poller { stop: Some(stop), thread: Some(thread) }
    }
}

impl Drop for Poller {
    fn drop(&mut self) {
        self.stop = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
