//! A manual on disk, read and built through the library, for tests that look at what is built.
//!
//! Takes a folder, gives its pages and everything found wrong. It must not know what a test looks for.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use chapterhouse::config::settings::parse_site_config;
use chapterhouse::config::site_config::SiteConfig;
use chapterhouse::diagnostics::diagnostic::Diagnostic;
use chapterhouse::diagnostics::reported::Reported;
use chapterhouse::memory::Memory;
use chapterhouse::model::editions::Audience;
use chapterhouse::pipeline::{BuildRequest, build_site};
use chapterhouse::publish::output_tree::OutputTree;
use chapterhouse::source::read_tree::{read_config, read_site};
use chapterhouse::source::source_tree::SourceTree;
use chapterhouse::stages::NoObserver;
use jiff::civil::{Date, date};

/// The day on which every manual of a test is built.
pub(crate) const TODAY: Date = date(2026, 11, 15);

/// A manual as it was read: its files, its settings, and the faults of both.
pub(crate) struct ReadManual {
    pub(crate) sources: SourceTree,
    pub(crate) config: Arc<SiteConfig>,
    pub(crate) faults: Vec<Diagnostic>,
}

/// Reads the manual of a folder.
pub(crate) fn read_manual(root: &Path) -> ReadManual {
    let mut faults = Vec::new();
    let text = read_config(root).unwrap().take(&mut faults);
    let config = parse_site_config(&text.path, &text.text).take(&mut faults);
    let sources = read_site(root, text, &config, &[]).unwrap().take(&mut faults);
    ReadManual { sources, config: Arc::new(config), faults }
}

/// What is asked of every build: the day of the tests, nothing but what is published.
pub(crate) fn request(today: Date) -> BuildRequest {
    BuildRequest {
        today,
        as_at: None,
        audience: Audience::default(),
        review: false,
        deny: Vec::new(),
        outside: Vec::new(),
    }
}

/// Builds the manual of a folder with what is remembered of builds before.
pub(crate) fn build_with(root: &Path, memory: &Memory) -> Reported<Option<OutputTree>> {
    let ReadManual { sources, config, faults } = read_manual(root);
    build_site(&sources, &config, &request(TODAY), memory, &NoObserver, faults)
}

/// Builds the manual of a folder, which must be free of errors.
pub(crate) fn build(root: &Path) -> OutputTree {
    let Reported { value, diagnostics } = build_with(root, &Memory::default());
    value.unwrap_or_else(|| panic!("{}: {diagnostics:#?}", root.display()))
}

/// What is asked of a build for those who review what is to come.
pub(crate) fn review_request(today: Date) -> BuildRequest {
    BuildRequest { review: true, audience: Audience { drafts: true, future: true }, ..request(today) }
}

/// Builds the manual of a folder for those who review what is to come: it may have errors in texts that are not in force.
pub(crate) fn build_for_review(root: &Path) -> OutputTree {
    let ReadManual { sources, config, faults } = read_manual(root);
    let memory = Memory::default();
    let built = build_site(&sources, &config, &review_request(TODAY), &memory, &NoObserver, faults);
    built.value.unwrap_or_else(|| panic!("{}: {:#?}", root.display(), built.diagnostics))
}

/// A page of a built manual as text.
pub(crate) fn page(output: &OutputTree, path: &str) -> String {
    let file = output.get(path).unwrap_or_else(|| {
        let paths: Vec<&str> = output.iter().map(|(path, _)| path).collect();
        panic!("no {path} among {paths:#?}")
    });
    String::from_utf8(file.bytes().to_vec()).unwrap()
}

/// Writes files into a folder: paths and texts.
pub(crate) fn write_files<'a>(root: &Path, files: impl IntoIterator<Item = (&'a str, &'a str)>) {
    for (path, text) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}
