//! Measures what a preview does between a save and the page: one file read again, the manual put together and checked, one page
//! made.
//!
//! `cargo bench --bench preview -- DIR…` measures the manuals in some folders: in milliseconds, the median of several saves
//! of one chapter, stage by stage; then the memory that the process holds. With `SEARCH=1` also how long the files for
//! searching take. With `REBUILDS=10000` a preview is refreshed as often instead, its page asked for each time, and the memory
//! that the process holds is printed ten times on the way: every hundredth save gives the chapter another heading.

#![allow(missing_docs, clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use chapterhouse::memory::Memory;
use chapterhouse::preview::change::Change;
use chapterhouse::preview::session::{Session, SessionSettings};
use chapterhouse::preview::view::View;
use chapterhouse::source::manual_reader::ManualReader;
use chapterhouse::source::read_tree::read_config;
use chapterhouse::standing::stand_site;

mod measured;

use measured::{Clock, Times, medians, peak_memory, print_row, read, some_chapter};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SAVES: usize = 20;

fn measure(root: &Path) {
    let chapter = some_chapter(&root.join("content"));
    let text = std::fs::read_to_string(&chapter).unwrap();
    let first = read(root);
    let (config, request) = (first.config, first.request);
    let mut reader = ManualReader::new(root);
    let later = SystemTime::now() + Duration::from_secs(3_600);
    let settings = read_config(root).unwrap().value;
    let begun = Instant::now();
    reader.read(settings.clone(), &config, &[], later).unwrap();
    let walk = begun.elapsed();
    let begun = Instant::now();
    let read = reader.read(settings, &config, &[], later).unwrap();
    let walk_again = begun.elapsed();
    let memory = Arc::new(Memory::default());
    let begun = Instant::now();
    let mut standing = stand_site(&read.sources, &config, &request, &memory, &Clock::default(), Vec::new());
    let cold = begun.elapsed();
    drop(read);
    let page = page_of(&standing, &chapter, root);
    let mut saves = Vec::new();
    let worked = processor_time();
    for save in 0..SAVES {
        std::fs::write(&chapter, format!("{text}\n\nA line of save number {save}.\n")).unwrap();
        let begun = Instant::now();
        let paths: BTreeSet<PathBuf> = [chapter.clone()].into();
        let read = reader.read_changed(&paths, later).unwrap().unwrap();
        let mut times = Times::default();
        times[0] = begun.elapsed().as_secs_f64() * 1000.0;
        let clock = Clock::default();
        let stood = stand_site(&read.sources, &config, &request, &memory, &clock, read.diagnostics);
        clock.fill(&mut times);
        standing = stood;
        let begun = Instant::now();
        let file = standing.file(&page).unwrap().unwrap();
        times[4] = begun.elapsed().as_secs_f64() * 1000.0;
        assert!(String::from_utf8_lossy(file.bytes()).contains(&format!("save number {save}.")));
        saves.push(times);
    }
    let worked = processor_time().saturating_sub(worked) / u32::try_from(SAVES).unwrap();
    std::fs::write(&chapter, text).unwrap();
    let name = root.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    print_row(&format!("{name}, a save"), &medians(&saves));
    println!("  {worked:.1?} of processor time for each save");
    println!(
        "  first walk {walk:.0?}, walk of what is known {walk_again:.0?}, first check {cold:.0?}, {}",
        peak_memory()
    );
    if std::env::var_os("SEARCH").is_none() {
        return;
    }
    let begun = Instant::now();
    standing.file("search/now/m.js").unwrap().unwrap();
    println!("  files for searching {:.0?}, {}", begun.elapsed(), peak_memory());
}

/// What a preview holds after many saves.
fn measure_growth(root: &Path, rebuilds: usize) {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("manual");
    for entry in walkdir::WalkDir::new(root).into_iter().map(Result::unwrap) {
        let place = copy.join(entry.path().strip_prefix(root).unwrap());
        if entry.file_type().is_dir() {
            std::fs::create_dir_all(place).unwrap();
        } else {
            std::fs::copy(entry.path(), place).unwrap();
        }
    }
    let chapter = some_chapter(&copy.join("content"));
    let text = std::fs::read_to_string(&chapter).unwrap();
    let session = Session::open(SessionSettings {
        root: copy,
        today: Box::new(|_| jiff::civil::date(2026, 11, 15)),
        now: Box::new(SystemTime::now),
        outside: Box::new(Vec::new),
    });
    session.refresh(&Change::Everything);
    println!("{}: held at first: {} MiB", root.display(), held_memory());
    let changed = Change::Paths([chapter.clone()].into());
    for save in 1..=rebuilds {
        let heading = save / 100;
        std::fs::write(&chapter, format!("{text}\n\nSave number {save}.\n\n## Heading {heading}\n\nText.\n")).unwrap();
        let rebuilt = session.refresh(&changed);
        assert!(rebuilt.has_site && rebuilt.differs, "save {save}");
        let page = &rebuilt.pages.first().unwrap().folder;
        let made = session.current().file(View::WHOLE, &format!("{page}index.html")).unwrap().unwrap();
        assert!(String::from_utf8_lossy(made.bytes()).contains(&format!("Save number {save}.")));
        if save % (rebuilds / 10).max(1) == 0 {
            println!("  after {save} rebuilds: {} MiB", held_memory());
        }
    }
}

/// The memory that the process holds now, in MiB.
fn held_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn processor_time() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(now.tv_sec).unwrap(), u32::try_from(now.tv_nsec).unwrap())
}

/// The page of the chapter in a file.
fn page_of(standing: &chapterhouse::standing::StandingSite, chapter: &Path, root: &Path) -> String {
    let path = chapter.strip_prefix(root).unwrap().to_string_lossy().into_owned();
    let found = standing.site().chapters.iter().find(|found| found.shown().unwrap().document().path.as_ref() == path);
    found.unwrap().address.file(standing.site().config.pages)
}

fn main() {
    let folders: Vec<PathBuf> =
        std::env::args().skip(1).filter(|argument| argument != "--bench").map(Into::into).collect();
    let rebuilds = std::env::var("REBUILDS").ok().map(|number| number.parse().expect("REBUILDS is a number"));
    for folder in &folders {
        match rebuilds {
            Some(rebuilds) => measure_growth(folder, rebuilds),
            None => measure(folder),
        }
    }
    if folders.is_empty() {
        println!("name the folders of manuals: cargo bench --bench preview -- DIR…");
    }
}
