//! Follows a build: a bar on a terminal when the work is long, and the time of each stage when it is asked for.

use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::stages::{Observer, Stage};

/// Work of fewer steps than this is over before a bar could be read.
const LONG: usize = 1_000;

/// An observer with a clock and, on a terminal, a bar.
pub struct Progress {
    bar: ProgressBar,
    started: Instant,
    stages: Mutex<Vec<(Stage, Instant)>>,
}

impl Progress {
    /// A progress that is shown only when `shown` and standard error is a terminal.
    pub fn new(shown: bool) -> Self {
        let visible = shown && std::io::stderr().is_terminal();
        let target = if visible { ProgressDrawTarget::stderr() } else { ProgressDrawTarget::hidden() };
        let bar = ProgressBar::with_draw_target(Some(0), target);
        if let Ok(style) = ProgressStyle::with_template("{msg:>9} {bar:30} {pos}/{len}") {
            bar.set_style(style);
        }
        Progress { bar, started: Instant::now(), stages: Mutex::default() }
    }

    /// Ends the work: the bar goes, the times remain.
    pub fn finish(&self) -> Vec<(Stage, Duration)> {
        self.bar.finish_and_clear();
        let stages = self.stages.lock().unwrap_or_else(PoisonError::into_inner);
        let ends = stages.iter().skip(1).map(|(_, at)| *at).chain([Instant::now()]);
        stages.iter().zip(ends).map(|((stage, begun), end)| (*stage, end.duration_since(*begun))).collect()
    }

    /// The time since the work began.
    pub fn elapsed(&self) -> Duration {
        self.started.elapsed()
    }
}

impl Observer for Progress {
    fn begin(&self, stage: Stage, steps: usize) {
        self.stages.lock().unwrap_or_else(PoisonError::into_inner).push((stage, Instant::now()));
        if steps >= LONG {
            self.bar.set_length(steps as u64);
            self.bar.set_position(0);
            self.bar.set_message(stage.word());
        }
    }

    fn step(&self) {
        self.bar.inc(1);
    }
}
