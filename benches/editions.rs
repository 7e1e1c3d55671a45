//! Measures a manual of many editions: whether the cost of a build grows with the number of edition files, and no faster.
//!
//! `cargo bench --bench editions -- [CHAPTERS] [EDITIONS…]` writes invented manuals of so many chapters (1,000 when none
//! is said) with 3, 6 and 12 editions each, and builds each of them: cold, and warm after one edit. A line holds the
//! milliseconds of each stage; the line below it, the whole divided by the number of edition files. The text is always the
//! same for the same numbers; each edition changes a little of the one before.

#![allow(
    missing_docs,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::cast_precision_loss
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use chapterhouse::memory::Memory;
use chapterhouse::publish::disk::Publisher;

mod measured;

use measured::{STAGES, Times, build, medians, output_folder, peak_memory, print_row};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const COLD_RUNS: usize = 3;
const WARM_RUNS: usize = 10;
const CHAPTERS_IN_A_PART: usize = 50;
const SECTIONS: usize = 6;

const WORDS: &[&str] = &[
    "the", "child", "worker", "plan", "visit", "must", "should", "record", "family", "meeting", "review", "manager",
    "carer", "school", "health", "agree", "decision", "within", "days", "before", "after", "every", "team", "court",
    "order", "risk", "safe", "contact", "letter", "report", "notice", "need", "service", "area", "when", "and", "of",
    "to", "a", "in", "with", "is", "for", "by", "who", "asks", "writes", "signs", "sends", "keeps",
];

/// Numbers that look like chance and are the same each time.
struct Chance(u64);

impl Chance {
    fn of(parts: [usize; 3]) -> Self {
        let start = parts.iter().fold(0x9E37_79B9_7F4A_7C15_u64, |seed, part| {
            (seed ^ (*part as u64 + 1)).wrapping_mul(0xBF58_476D_1CE4_E5B9).rotate_left(29)
        });
        Chance(start)
    }

    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most
    }

    fn sentence(&mut self) -> String {
        let length = 9 + self.below(14);
        let mut sentence = String::new();
        for place in 0..length {
            let word = WORDS[self.below(WORDS.len())];
            if place == 0 {
                sentence.push_str(&word[..1].to_uppercase());
                sentence.push_str(&word[1..]);
            } else {
                sentence.push(' ');
                sentence.push_str(word);
            }
        }
        sentence + "."
    }
}

/// The text of a section as it stands in an edition: from one edition to the next, one section of the chapter changes.
fn section(chapter: usize, section: usize, edition: usize) -> String {
    let changed = (1..=edition).rev().find(|edition| (edition + chapter) % SECTIONS == section).unwrap_or(0);
    let mut chance = Chance::of([chapter, section, 0]);
    let mut text = format!("## {} {section}\n\n", chance.sentence().trim_end_matches('.'));
    for _ in 0..3 {
        for _ in 0..3 {
            text.push_str(&chance.sentence());
            text.push(' ');
        }
        text.truncate(text.trim_end().len());
        text.push_str("\n\n");
    }
    match section % 3 {
        0 => {
            let _ = writeln!(text, "> [!STEPS Within {} working days]", 2 + changed);
            for step in 1..=4 {
                let _ = writeln!(text, "> {step}. {}", chance.sentence());
            }
        }
        1 => {
            text.push_str("| Who | What | Within |\n|---|---|---|\n");
            for row in 0..5 {
                let days = 1 + (changed + row) % 28;
                let _ = writeln!(text, "| {} | {} | {days} days |", WORDS[chance.below(8)], chance.sentence());
            }
        }
        _ => {
            for _ in 0..4 {
                let _ = writeln!(text, "- {}", chance.sentence());
            }
        }
    }
    if changed > 0 {
        let _ = writeln!(text, "\n{}", Chance::of([chapter, section, changed]).sentence());
    }
    text
}

/// The file of an edition, the first being edition 0.
fn edition_text(chapter: usize, edition: usize, chapters: usize) -> String {
    let from = first_day(edition);
    let (kind, note) = match edition {
        0 => ("new", "A new chapter.".to_owned()),
        edition => ("major", format!("Section {} has another time limit.", (edition + chapter) % SECTIONS)),
    };
    let mut text = format!(
        "---\ntitle: Chapter {chapter} of the manual\nscope: For everyone who works with chapter {chapter}.\nowner: duty-team\nversion: \"{}\"\neffective_from: {from}\nnext_review_on: 2027-05-01\namendments:\n  - date: {from}\n    type: {kind}\n    note: {note}\n---\n\n",
        edition + 1
    );
    for number in 0..SECTIONS {
        text.push_str(&section(chapter, number, edition));
        text.push('\n');
    }
    let other = (chapter * 7 + 3) % chapters;
    let _ = writeln!(text, "See [](../{}/{}).", part_name(other / CHAPTERS_IN_A_PART), file_name(other));
    text
}

/// Editions follow each other every four months, so that the twelfth is in force on the day of the build.
fn first_day(edition: usize) -> String {
    format!("{}-{:02}-01", 2022 + edition / 3, 1 + 4 * (edition % 3))
}

fn part_name(part: usize) -> String {
    format!("{:02}-part-{part}", part + 1)
}

fn file_name(chapter: usize) -> String {
    format!("{:02}-chapter-{chapter}.md", chapter % CHAPTERS_IN_A_PART + 1)
}

/// Writes a manual. Gives how many edition files it has.
fn write_manual(root: &Path, chapters: usize, editions: usize) -> usize {
    let write = |path: PathBuf, text: &str| {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    };
    let content = root.join("content");
    write(root.join("site.toml"), "[site]\ntitle = \"Many editions\"\n");
    write(content.join("registers/contacts.yml"), "duty-team: {name: Duty team}\n");
    write(content.join("index.md"), "---\ntitle: Many editions\n---\n");
    for chapter in 0..chapters {
        let part = chapter / CHAPTERS_IN_A_PART;
        let folder = content.join(part_name(part));
        if chapter % CHAPTERS_IN_A_PART == 0 {
            write(folder.join("index.md"), &format!("---\ntitle: Part {part}\n---\n"));
        }
        for edition in 0..editions {
            let name = file_name(chapter);
            let name = if edition + 1 == editions {
                name
            } else {
                name.replace(".md", &format!("@{}.md", first_day(edition)))
            };
            write(folder.join(name), &edition_text(chapter, edition, chapters));
        }
    }
    chapters * editions
}

fn print_each(name: &str, times: &Times, files: usize) {
    let each = times.map(|time| time * 1000.0 / files as f64);
    print!("{:<28}{:>9.1}", format!("  µs for each, {name}"), each.iter().sum::<f64>());
    for time in each {
        print!("{time:>10.1}     ");
    }
    println!();
}

fn measure(chapters: usize, editions: usize) -> f64 {
    let root = std::env::temp_dir().join(format!("chapterhouse-editions-{}-{editions}", std::process::id()));
    let files = write_manual(&root, chapters, editions);
    let output = output_folder();
    let mut cold = Vec::new();
    for _ in 0..COLD_RUNS {
        let mut publisher = Publisher::new(output.clone());
        cold.push(build(&root, &Memory::default(), &mut publisher));
        drop(publisher);
        std::fs::remove_dir_all(&output).unwrap();
    }
    let memory = Memory::default();
    let mut publisher = Publisher::new(output.clone());
    build(&root, &memory, &mut publisher);
    let middle = chapters / 2;
    let edited = root.join("content").join(part_name(middle / CHAPTERS_IN_A_PART)).join(file_name(middle));
    let original = std::fs::read_to_string(&edited).unwrap();
    let mut warm = Vec::new();
    for run in 0..=WARM_RUNS {
        std::fs::write(&edited, format!("{original}\nOne more sentence, the {run}th.\n")).unwrap();
        warm.push(build(&root, &memory, &mut publisher));
    }
    drop(publisher);
    std::fs::remove_dir_all(&output).unwrap();
    std::fs::remove_dir_all(&root).unwrap();
    // The first warm build makes the spare tree that the later ones swap; it is not the rule.
    let (cold, warm) = (medians(&cold), medians(&warm[1..]));
    print_row(&format!("{files} files of {editions}, cold"), &cold);
    print_each("cold", &cold, files);
    print_row(&format!("{files} files of {editions}, one edit"), &warm);
    println!();
    cold.iter().sum::<f64>() / files as f64
}

fn main() {
    let words = std::env::args().skip(1).filter(|word| !word.starts_with("--"));
    let numbers: Vec<usize> = words.map(|word| word.parse().expect("numbers: CHAPTERS EDITIONS…")).collect();
    let chapters = numbers.first().copied().unwrap_or(1_000);
    let counts = if numbers.len() > 1 { numbers[1..].to_vec() } else { vec![3, 6, 12] };
    print!("{:<28}{:>9}", format!("{chapters} chapters; median, ms"), "all");
    for stage in STAGES {
        print!("{stage:>10}     ");
    }
    println!();
    let each: Vec<f64> = counts.iter().map(|editions| measure(chapters, *editions)).collect();
    if let (Some(first), Some(last)) = (each.first(), each.last()) {
        println!(
            "an edition file costs {:.2} times as much at the end as at the beginning: 1.00 is linear",
            last / first
        );
    }
    println!("peak memory {}", peak_memory());
}
