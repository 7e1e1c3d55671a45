//! Measures whole builds, stage by stage: cold, and warm after one edit in the same process.
//!
//! `cargo bench --bench stages -- DIR…` measures the manuals in some folders. Each line is the median of several runs,
//! in milliseconds, with its share of the whole; the last lines are sums and the process's peak memory. A folder's
//! output goes to memory (`/dev/shm`) where there is one, so that the disk is not what is measured.
//!
//! The clock is read here and nowhere in the build: the stages are told by the pipeline's own observer.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss
)]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use chapterhouse::config::settings::parse_site_config;
use chapterhouse::model::editions::Audience;
use chapterhouse::pipeline::{BuildRequest, Memory, Observer, Stage, build_site};
use chapterhouse::publish::disk::Publisher;
use chapterhouse::source::read_tree::{read_config, read_site};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const STAGES: [&str; 6] = ["read", "parse", "assemble", "check", "render", "publish"];
const COLD_RUNS: usize = 3;
const WARM_RUNS: usize = 20;

#[derive(Default)]
struct Clock(Mutex<Vec<(Stage, Instant)>>);

impl Observer for Clock {
    fn begin(&self, stage: Stage, _: usize) {
        self.0.lock().unwrap().push((stage, Instant::now()));
    }
}

/// One build: the milliseconds of each stage.
fn build(root: &Path, memory: &Memory, publisher: &mut Publisher) -> [f64; 6] {
    let mut times = [0.0; 6];
    let begun = Instant::now();
    let mut faults = Vec::new();
    let text = read_config(root).unwrap().take(&mut faults);
    let config = Arc::new(parse_site_config(&text.path, &text.text).take(&mut faults));
    let sources = read_site(root, text, &config, &[]).unwrap().take(&mut faults);
    times[0] = begun.elapsed().as_secs_f64() * 1000.0;
    let request = BuildRequest {
        today: jiff::civil::date(2026, 11, 15),
        as_at: None,
        audience: Audience::default(),
        deny: Vec::new(),
        outside: Vec::new(),
    };
    let clock = Clock::default();
    let built = build_site(&sources, &config, &request, memory, &clock, faults);
    let done = Instant::now();
    let marks = clock.0.into_inner().unwrap();
    for (index, (stage, at)) in marks.iter().enumerate() {
        let end = marks.get(index + 1).map_or(done, |(_, next)| *next);
        let place = STAGES.iter().position(|name| *name == stage.word()).unwrap();
        times[place] += (end - *at).as_secs_f64() * 1000.0;
    }
    let output = built.value.expect("the manual to be measured has errors");
    let writing = Instant::now();
    publisher.publish(&output).unwrap();
    times[5] = writing.elapsed().as_secs_f64() * 1000.0;
    times
}

fn medians(runs: &[[f64; 6]]) -> [f64; 6] {
    std::array::from_fn(|stage| {
        let mut column: Vec<f64> = runs.iter().map(|run| run[stage]).collect();
        column.sort_by(f64::total_cmp);
        column[column.len() / 2]
    })
}

fn print_row(name: &str, times: &[f64; 6]) {
    let whole: f64 = times.iter().sum();
    print!("{name:<28}{whole:>9.1}");
    for time in times {
        print!("{time:>10.1} {:>3.0}%", time / whole * 100.0);
    }
    println!();
}

fn some_chapter(folder: &Path) -> PathBuf {
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

fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("");
    let kilobytes: f64 = line.split_whitespace().nth(1).and_then(|number| number.parse().ok()).unwrap_or(0.0);
    format!("{:.0} MiB", kilobytes / 1024.0)
}

fn measure(root: &Path) {
    let memory_disk = Path::new("/dev/shm");
    let base = if memory_disk.is_dir() { memory_disk.to_owned() } else { std::env::temp_dir() };
    let output = base.join(format!("chapterhouse-bench-{}", std::process::id()));
    let mut cold = Vec::new();
    for _ in 0..COLD_RUNS {
        let mut publisher = Publisher::new(output.clone());
        cold.push(build(root, &Memory::default(), &mut publisher));
        drop(publisher);
        std::fs::remove_dir_all(&output).unwrap();
    }
    let peak_cold = peak_memory();
    let memory = Memory::default();
    let mut publisher = Publisher::new(output.clone());
    build(root, &memory, &mut publisher);
    let chapter = some_chapter(&root.join("content"));
    let original = std::fs::read_to_string(&chapter).unwrap();
    let mut warm = Vec::new();
    for run in 0..=WARM_RUNS {
        std::fs::write(&chapter, format!("{original}\nOne more sentence, the {run}th.\n")).unwrap();
        warm.push(build(root, &memory, &mut publisher));
    }
    std::fs::write(&chapter, original).unwrap();
    // The first warm build makes the spare tree that the later ones swap; it is not the rule.
    let (cold, warm) = (medians(&cold), medians(&warm[1..]));
    let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
    print_row(&format!("{name}, cold"), &cold);
    print_row(&format!("{name}, one edit"), &warm);
    let part = |times: &[f64; 6]| times[1] + times[2] + times[4] + times[5];
    println!(
        "{:<28}parse + assemble + render + publish after one edit: {:.1} ms, {:.1}% of the cold build; peak memory {peak_cold} cold, {} after {} rebuilds\n",
        "",
        part(&warm),
        part(&warm) / cold.iter().sum::<f64>() * 100.0,
        peak_memory(),
        WARM_RUNS + 1,
    );
    drop(publisher);
    std::fs::remove_dir_all(&output).unwrap();
}

fn main() {
    let roots: Vec<PathBuf> =
        std::env::args().skip(1).filter(|word| !word.starts_with("--")).map(PathBuf::from).collect();
    if roots.is_empty() {
        println!("name the folders to measure: cargo bench --bench stages -- DIR…");
        return;
    }
    print!("{:<28}{:>9}", "median, ms", "all");
    for stage in STAGES {
        print!("{stage:>10}     ");
    }
    println!();
    for root in roots {
        measure(&root);
    }
}
