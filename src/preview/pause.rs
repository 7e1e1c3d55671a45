//! When to begin: not while somebody is still writing. Takes what changed and when, says how long to wait. One save is
//! answered at once; a burst, as when another branch is checked out, becomes one change. Reads no clock itself.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::change::Change;

/// How long after a save nothing else must happen.
const QUIET: Duration = Duration::from_millis(8);
/// The same where several files change.
const QUIET_IN_A_BURST: Duration = Duration::from_millis(40);
/// The same where a file is still open for writing: its end may be missing.
const QUIET_WHILE_OPEN: Duration = Duration::from_millis(60);
/// The longest that a change waits for others.
const LONGEST: Duration = Duration::from_millis(250);
/// More paths than this are a burst. An editor that saves by renaming touches three.
const FEW: usize = 3;

/// What changed since the last time, and how long ago.
#[derive(Debug, Default)]
pub struct Gathered {
    paths: BTreeSet<PathBuf>,
    everything: bool,
    /// Files that are being written.
    open: BTreeSet<PathBuf>,
    /// When the first and the last of it happened.
    times: Option<(Instant, Instant)>,
}

impl Gathered {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.times.is_none()
    }

    /// Notes that files or folders changed.
    pub fn note_paths(&mut self, paths: impl IntoIterator<Item = PathBuf>, now: Instant) {
        self.paths.extend(paths);
        self.note(now);
    }

    /// Notes that a file is being written.
    pub fn note_writing(&mut self, path: PathBuf, now: Instant) {
        self.open.insert(path.clone());
        self.note_paths([path], now);
    }

    /// Notes that a file was written to its end. Of one that nobody wrote to this says nothing.
    pub fn note_written(&mut self, path: &PathBuf, now: Instant) {
        if self.open.remove(path) {
            self.note(now);
        }
    }

    /// Notes that anything may have changed.
    pub fn note_everything(&mut self, now: Instant) {
        self.everything = true;
        self.note(now);
    }

    fn note(&mut self, now: Instant) {
        let first = self.times.map_or(now, |(first, _)| first);
        self.times = Some((first, now));
    }

    /// How long to wait still, if nothing else happens; nothing if nothing happened.
    pub fn wait(&self, now: Instant) -> Option<Duration> {
        let (first, last) = self.times?;
        let quiet = match () {
            () if !self.open.is_empty() => QUIET_WHILE_OPEN,
            () if self.everything || self.paths.len() > FEW => QUIET_IN_A_BURST,
            () => QUIET,
        };
        let begin = (last + quiet).min(first + LONGEST);
        Some(begin.saturating_duration_since(now))
    }

    /// What changed; from now on, nothing did.
    pub fn take(&mut self) -> Change {
        let gathered = std::mem::take(self);
        if gathered.everything { Change::Everything } else { Change::Paths(gathered.paths) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_save_is_answered_at_once_and_a_burst_when_it_is_over() {
        let start = Instant::now();
        let after = |milliseconds: u64| start + Duration::from_millis(milliseconds);
        let path = |number: usize| PathBuf::from(format!("{number}.md"));
        let mut gathered = Gathered::default();
        assert_eq!(gathered.wait(start), None);
        gathered.note_paths([path(1)], start);
        assert_eq!(gathered.wait(after(2)), Some(Duration::from_millis(6)));
        assert_eq!(gathered.wait(after(9)), Some(Duration::ZERO));
        // A file that is open is waited for, and no longer once it is closed.
        gathered.note_writing(path(2), after(9));
        assert_eq!(gathered.wait(after(9)), Some(QUIET_WHILE_OPEN));
        gathered.note_written(&path(2), after(12));
        assert_eq!(gathered.wait(after(12)), Some(QUIET));
        // A burst goes on; what began it waits no longer than is bearable.
        for number in 0..40 {
            gathered.note_paths([path(number)], after(12 + 10 * number as u64));
        }
        assert_eq!(gathered.wait(after(200)), Some(Duration::from_millis(50)));
        assert!(matches!(gathered.take(), Change::Paths(paths) if paths.len() == 40));
        assert!(gathered.is_empty());
        gathered.note_everything(start);
        assert_eq!(gathered.take(), Change::Everything);
    }
}
