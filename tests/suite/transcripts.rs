//! The command line as people see it: each `tests/cli/NAME.md` is read as a session at a terminal and played again.
//!
//! Takes the lines `$ command` of its `console` blocks, gives them to a shell in a new folder, and compares what is said
//! (standard output and error as they come) with what stands under them. `[..]` stands for anything in a line, `...` for
//! any lines; `? 1` is the exit code where it is not 0. A link to a folder `NAME.in/` names the folder's first contents.
//! With `CHAPTERHOUSE_BLESS=1`, what is said is written into the transcript. It knows nothing of what commands mean.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

/// A command, and what is to be said.
struct Step {
    command: String,
    expected: Vec<String>,
    /// The lines of the transcript on which the expected words stand: from, to.
    lines: (usize, usize),
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli")
}

fn read_steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            inside = !inside && line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            steps.push(Step { command: command.to_owned(), expected: Vec::new(), lines: (index + 1, index + 1) });
        } else if let Some(step) = steps.last_mut().filter(|_| inside) {
            if let Some(more) = line.strip_prefix("> ").filter(|_| step.expected.is_empty()) {
                step.command = format!("{}\n{more}", step.command);
                step.lines = (index + 1, index + 1);
            } else {
                step.expected.push(line.to_owned());
                step.lines.1 = index + 1;
            }
        }
    }
    steps
}

/// What a command says, with its exit code where it is not 0.
fn play(command: &str, here: &Path) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_chapterhouse"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap_or_default());
    let played = Command::new("sh")
        .args(["-c", &format!("exec 2>&1\n{command}")])
        .current_dir(here)
        .env_clear()
        .envs([("PATH", path.as_str()), ("HOME", "/nonexistent"), ("LC_ALL", "C"), ("TZ", "UTC")])
        .output()
        .unwrap();
    let mut said: Vec<String> = String::from_utf8_lossy(&played.stdout).lines().map(str::to_owned).collect();
    match played.status.code() {
        Some(0) => {}
        code => said.push(format!("? {}", code.map_or("killed".to_owned(), |code| code.to_string()))),
    }
    said
}

fn line_fits(line: &str, pattern: &str) -> bool {
    let mut parts = pattern.split("[..]");
    let Some(mut rest) = parts.next().and_then(|first| line.strip_prefix(first)) else { return false };
    let mut parts: Vec<&str> = parts.collect();
    let Some(last) = parts.pop() else { return rest.is_empty() };
    for part in parts {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

fn fits(said: &[String], expected: &[String]) -> bool {
    match (expected.split_first(), said.split_first()) {
        (None, first) => first.is_none(),
        (Some((pattern, rest)), _) if pattern == "..." => (0..=said.len()).any(|from| fits(&said[from..], rest)),
        (Some((pattern, expected)), Some((line, said))) => line_fits(line, pattern) && fits(said, expected),
        (Some(_), None) => false,
    }
}

/// A line with wild-cards for the times in it, as `0.1 s` and `12 ms`.
fn without_times(line: &str) -> String {
    let mut text = line.to_owned();
    for unit in [" s ", " ms"] {
        if let Some((before, after)) = line.split_once(unit) {
            let words = before.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            if words.len() < before.len() {
                text = format!("{} [..]{unit}{after}", words.trim_end());
            }
        }
    }
    text
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copy = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_folder(&path, &copy);
        } else {
            fs::copy(&path, &copy).unwrap();
        }
    }
}

/// Plays one transcript; gives the differences, and the transcript as it would be true.
fn play_transcript(path: &Path) -> (String, String) {
    let text = fs::read_to_string(path).unwrap();
    let place = tempfile::tempdir().unwrap();
    let here = fs::canonicalize(place.path()).unwrap();
    if let Some(start) = text.split("](").skip(1).find_map(|rest| rest.split_once("/)")).map(|(name, _)| name) {
        copy_folder(&folder().join(start), &here);
    }
    let steps = read_steps(&text);
    assert!(!steps.is_empty(), "{}: no line `$ command` in a block of kind console", path.display());
    let mut differences = String::new();
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let mut mended: Vec<((usize, usize), Vec<String>)> = Vec::new();
    for step in steps {
        let said: Vec<String> = play(&step.command, &here)
            .into_iter()
            .map(|line| line.replace(&here.display().to_string(), "[..]"))
            .collect();
        if !fits(&said, &step.expected) {
            let name = path.file_name().unwrap().to_string_lossy();
            let _ = writeln!(differences, "tests/cli/{name}:{}: $ {}", step.lines.0, step.command);
            let _ = writeln!(differences, "--- is to say\n{}\n--- says", step.expected.join("\n"));
            let _ = writeln!(differences, "{}\n", said.join("\n"));
            mended.push((step.lines, said.iter().map(|line| without_times(line)).collect()));
        }
    }
    for ((from, to), said) in mended.into_iter().rev() {
        lines.splice(from..to, said);
    }
    (differences, lines.join("\n") + "\n")
}

#[test]
fn every_transcript_is_true() {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
    paths.sort();
    let bless = std::env::var_os("CHAPTERHOUSE_BLESS").is_some();
    let (queue, found) = (Mutex::new(paths.into_iter()), Mutex::new(String::new()));
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let Some(path) = queue.lock().unwrap().next() else { break };
                    let (differences, mended) = play_transcript(&path);
                    if bless && !differences.is_empty() {
                        fs::write(&path, mended).unwrap();
                    }
                    found.lock().unwrap().push_str(&differences);
                }
            });
        }
    });
    let found = found.into_inner().unwrap();
    assert!(found.is_empty() || bless, "transcripts that are not true:\n{found}");
}

#[test]
fn wild_cards_stand_for_what_changes() {
    let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
    assert!(fits(&lines("built 3 files in 0.1 s (3 new)\nb\nc"), &lines("built 3 files in [..] s [..]\n...\nc")));
    assert!(
        !fits(&lines("a\nb"), &lines("a")) && !fits(&lines("a"), &lines("a\nb")) && !fits(&lines("ab"), &lines("a"))
    );
}
