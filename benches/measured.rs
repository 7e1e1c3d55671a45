//! One build, measured stage by stage: what the benches share. The clock is read here and nowhere in the build: the
//! stages are told by the pipeline's own observer.

#![allow(dead_code, reason = "no bench uses all of it")]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use chapterhouse::config::settings::parse_site_config;
use chapterhouse::config::site_config::SiteConfig;
use chapterhouse::diagnostics::diagnostic::Diagnostic;
use chapterhouse::memory::Memory;
use chapterhouse::model::editions::Audience;
use chapterhouse::pipeline::{BuildRequest, build_site, check_report};
use chapterhouse::publish::disk::Publisher;
use chapterhouse::source::read_tree::{read_config, read_site};
use chapterhouse::source::source_tree::SourceTree;
use chapterhouse::stages::{Observer, Stage};

/// The stages in their order.
pub(crate) const STAGES: [&str; 7] = ["read", "parse", "assemble", "check", "render", "search", "publish"];

/// The milliseconds of each stage.
pub(crate) type Times = [f64; STAGES.len()];

/// Notes when each stage begins.
#[derive(Default)]
pub(crate) struct Clock(Mutex<Vec<(Stage, Instant)>>);

impl Observer for Clock {
    fn begin(&self, stage: Stage, _: usize) {
        self.0.lock().unwrap().push((stage, Instant::now()));
    }
}

impl Clock {
    /// The milliseconds of each stage up to now.
    pub(crate) fn fill(self, times: &mut Times) {
        let done = Instant::now();
        let marks = self.0.into_inner().unwrap();
        for (index, (stage, at)) in marks.iter().enumerate() {
            let end = marks.get(index + 1).map_or(done, |(_, next)| *next);
            let place = STAGES.iter().position(|name| *name == stage.word()).unwrap();
            times[place] += (end - *at).as_secs_f64() * 1000.0;
        }
    }
}

/// One build: the milliseconds of each stage.
pub(crate) fn build(root: &Path, memory: &Memory, publisher: &mut Publisher) -> Times {
    let Read { sources, config, request, faults, mut times } = read(root);
    let clock = Clock::default();
    let built = build_site(&sources, &config, &request, memory, &clock, faults);
    clock.fill(&mut times);
    let output = built.value.expect("the manual to be measured has errors");
    let writing = Instant::now();
    publisher.publish(&output).unwrap();
    times[6] = writing.elapsed().as_secs_f64() * 1000.0;
    times
}

/// One check: the milliseconds of each stage, the number of files and of diagnostics.
pub(crate) fn check(root: &Path, memory: &Memory) -> (Times, usize, usize) {
    let Read { sources, config, request, faults, mut times } = read(root);
    let clock = Clock::default();
    let found = check_report(&sources, &config, &request, memory, &clock, faults);
    clock.fill(&mut times);
    (times, sources.pages.len(), found.diagnostics.len())
}

/// A manual as it was read, and what is asked of it.
pub(crate) struct Read {
    pub(crate) sources: SourceTree,
    pub(crate) config: Arc<SiteConfig>,
    pub(crate) request: BuildRequest,
    faults: Vec<Diagnostic>,
    times: Times,
}

/// Reads the manual of a folder.
pub(crate) fn read(root: &Path) -> Read {
    let begun = Instant::now();
    let mut faults = Vec::new();
    let text = read_config(root).unwrap().take(&mut faults);
    let config = Arc::new(parse_site_config(&text.path, &text.text).take(&mut faults));
    let sources = read_site(root, text, &config, &[]).unwrap().take(&mut faults);
    let mut times = Times::default();
    times[0] = begun.elapsed().as_secs_f64() * 1000.0;
    let request = BuildRequest {
        today: jiff::civil::date(2026, 11, 15),
        as_at: None,
        audience: Audience::default(),
        review: false,
        deny: Vec::new(),
        outside: Vec::new(),
    };
    Read { sources, config, request, faults, times }
}

/// A chapter in the middle of a manual.
pub(crate) fn some_chapter(folder: &Path) -> PathBuf {
    let mut found: Vec<PathBuf> = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).unwrap().flatten() {
            let path = entry.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") && !path.ends_with("index.md") {
                found.push(path);
            }
        }
    }
    found.sort();
    found[found.len() / 2].clone()
}

/// The median of each stage.
pub(crate) fn medians(runs: &[Times]) -> Times {
    std::array::from_fn(|stage| {
        let mut column: Vec<f64> = runs.iter().map(|run| run[stage]).collect();
        column.sort_by(f64::total_cmp);
        column[column.len() / 2]
    })
}

/// A line of a table: the whole, and each stage with its share.
pub(crate) fn print_row(name: &str, times: &Times) {
    let whole: f64 = times.iter().sum();
    print!("{name:<28}{whole:>9.1}");
    for time in times {
        print!("{time:>10.1} {:>3.0}%", time / whole * 100.0);
    }
    println!();
}

/// The most memory that the process has held.
pub(crate) fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("");
    let kilobytes: f64 = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0.0);
    format!("{:.0} MiB", kilobytes / 1024.0)
}

/// A folder for output in memory, where there is such a thing, so that the disk is not what is measured.
pub(crate) fn output_folder() -> PathBuf {
    let memory_disk = Path::new("/dev/shm");
    let base = if memory_disk.is_dir() { memory_disk.to_owned() } else { std::env::temp_dir() };
    base.join(format!("chapterhouse-bench-{}", std::process::id()))
}
