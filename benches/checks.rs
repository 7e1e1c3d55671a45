//! Measures `check` beside parsing: what all rules together cost, and whether the cost grows with the manual and no faster.
//!
//! `cargo bench --bench checks -- DIR…` checks the manuals in some folders, cold, with nothing remembered. A line holds the
//! median milliseconds of each stage; the line below it, the whole and the checks as multiples of parsing, and the cost of
//! a file. Nothing is rendered and nothing printed of what is found but its number.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::path::{Path, PathBuf};

use chapterhouse::memory::Memory;

mod measured;

use measured::{STAGES, check, medians, peak_memory, print_row};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const RUNS: usize = 5;

fn measure(root: &Path) {
    let mut runs = Vec::new();
    let mut last = (0, 0);
    for _ in 0..RUNS {
        let memory = Memory::default();
        let (times, files, found) = check(root, &memory);
        runs.push(times);
        last = (files, found);
    }
    let times = medians(&runs);
    let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
    print_row(&name, &times);
    let (read, parse, assemble, rules) = (times[0], times[1], times[2], times[3]);
    let (files, found) = last;
    println!(
        "{:<28}read and parse, then everything: {:.2}; parse, then everything after reading: {:.2}; rules alone: {:.2} of parsing",
        "",
        (read + parse + assemble + rules) / (read + parse),
        (parse + assemble + rules) / parse,
        rules / parse,
    );
    let each = (assemble + rules) * 1000.0 / f64::from(u32::try_from(files).unwrap_or(u32::MAX).max(1));
    println!(
        "{:<28}{files} files, {found} diagnostics, {each:.1} µs a file for assembling and rules; peak memory {}\n",
        "",
        peak_memory()
    );
}

fn main() {
    let folders: Vec<PathBuf> =
        std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).map(PathBuf::from).collect();
    let folders = if folders.is_empty() { vec![PathBuf::from(".")] } else { folders };
    print!("{:<28}{:>9}", "", "whole, ms");
    for stage in STAGES {
        print!("{stage:>15}");
    }
    println!();
    for folder in &folders {
        measure(folder);
    }
}
