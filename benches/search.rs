//! Measures what search costs a build: CPU, time and memory of gathering records, of indexing them and of writing the files
//! for the browser.
//!
//! `cargo bench --bench search -- DIR…` measures the manuals in some folders, each step three times, and prints the medians.
//! CPU is that of the process, all threads together. The peak is that of the process up to then, so name small manuals first.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss
)]

use std::path::{Path, PathBuf};
use std::time::Instant;

use chapterhouse::memory::Memory;
use chapterhouse::pipeline::read_manual;
use chapterhouse::search::analysis::Analyzer;
use chapterhouse::search::export::{Publication, export_set, pack_anew};
use chapterhouse::search::gather::search_sets;
use chapterhouse::search::index::SetIndex;
use chapterhouse::stages::NoObserver;
use rustix::time::{ClockId, clock_gettime};

mod measured;

use measured::{peak_memory, read};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RUNS: usize = 3;

/// The seconds of CPU that the process has used.
fn cpu() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// What a step gives, and its seconds of CPU and of the clock.
fn timed<T>(step: impl FnOnce() -> T) -> (T, [f64; 2]) {
    let (begun, used) = (Instant::now(), cpu());
    let made = step();
    (made, [cpu() - used, begun.elapsed().as_secs_f64()])
}

fn median(runs: &[[f64; 2]], column: usize) -> f64 {
    let mut values: Vec<f64> = runs.iter().map(|run| run[column]).collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn measure(root: &Path) {
    let manual = read(root);
    let memory = Memory::default();
    let site = read_manual(&manual.sources, &manual.config, &manual.request, &memory, &NoObserver).value;
    let before = peak_memory();
    let mut steps: [Vec<[f64; 2]>; 3] = Default::default();
    let (mut sections, mut bytes, mut files) = (0, 0, 0);
    for _ in 0..RUNS {
        let (sets, gathering) = timed(|| search_sets(&site, &site.config.search.aside));
        let (indexes, indexing) = timed(|| {
            let build = |set| SetIndex::build(set, &Analyzer::of(set)).unwrap();
            sets.iter().map(build).collect::<Vec<_>>()
        });
        let (exported, exporting) = timed(|| {
            let page = site.config.pages.behind_folder();
            let publication = Publication { page, areas: &site.config.areas, pack: &pack_anew };
            let export = |(set, index)| export_set(set, index, &Analyzer::of(set), &publication).unwrap();
            sets.iter().zip(&indexes).map(export).collect::<Vec<_>>()
        });
        for (step, times) in steps.iter_mut().zip([gathering, indexing, exporting]) {
            step.push(times);
        }
        files = exported.iter().map(Vec::len).sum();
        bytes = exported.iter().flatten().map(|(_, bytes)| bytes.len()).sum::<usize>();
        sections = sets.iter().flat_map(|set| &set.entries).map(|entry| entry.sections.len()).sum();
    }
    let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
    println!("{name}: {sections} sections, {files} files, {} KB", bytes / 1024);
    let mut sum = [0.0; 2];
    for (name, runs) in ["gather", "index", "export"].iter().zip(&steps) {
        let times = [median(runs, 0), median(runs, 1)];
        println!("  {name:<8}{:>8.2} s CPU {:>8.2} s", times[0], times[1]);
        sum = [sum[0] + times[0], sum[1] + times[1]];
    }
    println!(
        "  {:<8}{:>8.2} s CPU {:>8.2} s; peak memory {before} before, {} after\n",
        "all",
        sum[0],
        sum[1],
        peak_memory()
    );
    std::mem::forget((site, memory));
}

fn main() {
    let roots: Vec<PathBuf> =
        std::env::args().skip(1).filter(|word| !word.starts_with("--")).map(PathBuf::from).collect();
    if roots.is_empty() {
        println!("name the folders to measure: cargo bench --bench search -- DIR…");
        return;
    }
    for root in roots {
        measure(&root);
    }
}
