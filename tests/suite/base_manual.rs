//! The smallest sound manual, in a folder of its own, for tests that put one fault into it.
//!
//! Takes files to add or replace, gives what Chapterhouse says of the whole. A test of its own makes sure that the
//! manual as it stands gets no word.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use chapterhouse::cli::report_formats::{Places, short};
use chapterhouse::config::settings::parse_site_config;
use chapterhouse::diagnostics::diagnostic::Diagnostic;
use chapterhouse::memory::Memory;
use chapterhouse::model::editions::Audience;
use chapterhouse::pipeline::{BuildRequest, build_site};
use chapterhouse::publish::output_tree::OutputTree;
use chapterhouse::source::read_tree::{read_config, read_site};
use chapterhouse::stages::NoObserver;
use jiff::civil::date;

/// The day on which every test looks at a manual.
pub const TODAY: &str = "2026-11-15";

/// Front matter that leaves nothing to be said, up to and without its last line.
pub const SOUND: &str = "---\ntitle: Sound\nowner: duty-team\nnext_review_on: 2027-11-01\n";

const FILES: &[(&str, &str)] = &[
    // Most tests are about one fault of one file, and keep no record of editions.
    ("site.toml", "[site]\ntitle = \"Procedures\"\n\n[checks]\nedition-not-recorded = \"off\"\n"),
    ("content/registers/contacts.yml", "duty-team: {name: Duty team}\n"),
    ("content/01-part/index.md", "---\ntitle: The first part\n---\n"),
    (
        "content/01-part/02-sound.md",
        "---\ntitle: A sound chapter\nowner: duty-team\nnext_review_on: 2027-11-01\n---\n\n## Timescales\n\nRing the duty team the same day.\n",
    ),
];

/// A manual in a temporary folder.
pub struct Manual {
    folder: tempfile::TempDir,
}

/// What Chapterhouse makes of a manual.
pub struct Outcome {
    /// Everything that is wrong.
    pub diagnostics: Vec<Diagnostic>,
    /// The same as `--format short` prints it, a line each.
    pub lines: Vec<String>,
    /// The site, if it may be published.
    pub output: Option<OutputTree>,
}

impl Manual {
    /// The sound manual.
    pub fn sound() -> Self {
        let manual = Manual { folder: tempfile::tempdir().unwrap() };
        for (path, text) in FILES {
            manual.write(path, text);
        }
        manual
    }

    /// The sound manual with one chapter, `content/01-part/01-chapter.md`, that holds a text.
    pub fn with_chapter(text: &str) -> Self {
        let manual = Manual::sound();
        manual.write("content/01-part/01-chapter.md", format!("{SOUND}---\n\n{text}"));
        manual
    }

    /// Its folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in its folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file, with the folders above it.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// Builds it in memory for an audience.
    pub fn build_for(&self, audience: Audience) -> Outcome {
        self.build_with(audience, &Memory::default())
    }

    /// Builds it in memory with what earlier builds remember.
    pub fn build_with(&self, audience: Audience, memory: &Memory) -> Outcome {
        let mut diagnostics = Vec::new();
        let text = read_config(self.root()).unwrap().take(&mut diagnostics);
        let config = Arc::new(parse_site_config(&text.path, &text.text).take(&mut diagnostics));
        let outside = [self.path("public")];
        let sources = read_site(self.root(), text, &config, &outside).unwrap().take(&mut diagnostics);
        let request = BuildRequest {
            today: date(2026, 11, 15),
            as_at: None,
            audience,
            review: false,
            deny: Vec::new(),
            outside: outside.to_vec(),
        };
        let built = build_site(&sources, &config, &request, memory, &NoObserver, diagnostics);
        let lines = short(&built.diagnostics, &mut Places::of(&sources)).lines().map(str::to_owned).collect();
        Outcome { lines, diagnostics: built.diagnostics, output: built.value }
    }

    /// Builds it in memory, as for readers.
    pub fn build(&self) -> Outcome {
        self.build_for(Audience::default())
    }

    /// The program, ready to run in the manual's folder.
    pub fn program(&self, words: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_chapterhouse"));
        command.args(words).current_dir(self.root()).env_remove("SOURCE_DATE_EPOCH").env("NO_COLOR", "1");
        command
    }

    /// Runs the program in the manual's folder on the day of the tests.
    pub fn run(&self, words: &[&str]) -> Output {
        let words = [words, &["--today", TODAY]].concat();
        self.program(&words).output().unwrap()
    }
}

impl Outcome {
    /// The names of the codes, each once, in the order of the report.
    pub fn codes(&self) -> Vec<&'static str> {
        let mut codes: Vec<&str> = self.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect();
        codes.dedup();
        codes
    }
}

/// Every file and symbolic link below a folder, with its bytes or its target: equal lists are equal trees.
pub fn tree_of(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut tree = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            let kind = path.symlink_metadata().unwrap().file_type();
            let bytes = if kind.is_symlink() {
                std::fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes()
            } else if kind.is_dir() {
                open.push(path.clone());
                Vec::new()
            } else {
                std::fs::read(&path).unwrap()
            };
            tree.push((path.strip_prefix(folder).unwrap().to_owned(), bytes));
        }
    }
    tree.sort();
    tree
}

#[test]
fn the_sound_manual_is_sound() {
    let outcome = Manual::sound().build();
    assert_eq!(outcome.lines, [""; 0]);
    assert!(outcome.output.is_some());
}
