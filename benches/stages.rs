//! Measures whole builds, stage by stage: cold, and warm after one edit in the same process.
//!
//! `cargo bench --bench stages -- DIR…` measures the manuals in some folders. Each line is the median of several runs,
//! in milliseconds, with its share of the whole; the last lines are sums and the process's peak memory. A folder's
//! output goes to memory (`/dev/shm`) where there is one, so that the disk is not what is measured.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::cast_precision_loss
)]

use std::path::{Path, PathBuf};

use chapterhouse::memory::Memory;
use chapterhouse::publish::disk::Publisher;

mod measured;

use measured::{STAGES, Times, build, medians, output_folder, peak_memory, print_row, some_chapter};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const COLD_RUNS: usize = 3;
const WARM_RUNS: usize = 20;

fn measure(root: &Path) {
    let output = output_folder();
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
    let part = |times: &Times| times[1] + times[2] + times[4] + times[5] + times[6];
    println!(
        "{:<28}parse + assemble + render + search + publish after one edit: {:.1} ms, {:.1}% of the cold build; peak memory {peak_cold} cold, {} after {} rebuilds\n",
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
