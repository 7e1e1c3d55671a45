//! A manual built to a folder by the program itself, for tests that look at the whole site as a reader would get it.
//!
//! Takes the folder of a manual, gives every file of its site. It must not know what a test looks for.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The day on which the manuals are built.
const TODAY: &str = "2026-11-15";

/// A built site.
pub(crate) struct BuiltSite {
    /// The address under which it says that it is published, with a slash at its end.
    pub(crate) base_url: String,
    /// Every file by its path, with `/` between folders.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
}

impl BuiltSite {
    /// The name of a folder's page.
    pub(crate) fn index(&self) -> &'static str {
        if self.files.contains_key("index.aspx") { "index.aspx" } else { "index.html" }
    }

    pub(crate) fn text(&self, path: &str) -> &str {
        let bytes = self.files.get(path).unwrap_or_else(|| panic!("the site has no {path}"));
        std::str::from_utf8(bytes).unwrap_or_else(|fault| panic!("{path}: {fault}"))
    }
}

/// The folder of the sample manual.
pub(crate) fn sample_root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Copies the sample manual into a folder, where it may be changed.
pub(crate) fn copy_sample(manual: &Path) {
    let sample = sample_root();
    for entry in walkdir::WalkDir::new(sample.join("content")).into_iter().map(Result::unwrap) {
        let place = manual.join(entry.path().strip_prefix(&sample).unwrap());
        if entry.file_type().is_dir() {
            fs::create_dir_all(place).unwrap();
        } else {
            fs::copy(entry.path(), place).unwrap();
        }
    }
    fs::copy(sample.join("site.toml"), manual.join("site.toml")).unwrap();
}

/// The site of the sample manual.
pub(crate) fn build_sample() -> BuiltSite {
    let folder = tempfile::tempdir().unwrap();
    build_to(&sample_root(), &folder.path().join("site"));
    read_site(&folder.path().join("site"))
}

/// The site of the sample manual with pages of another ending.
pub(crate) fn build_with_ending(ending: &str) -> BuiltSite {
    let folder = tempfile::tempdir().unwrap();
    let (manual, site) = (folder.path().join("manual"), folder.path().join("site"));
    copy_sample(&manual);
    let settings = fs::read_to_string(manual.join("site.toml")).unwrap();
    let hosts = "[links]\nredirects = [\"netlify\", \"nginx\", \"apache\", \"iis\"]\n";
    let output = format!("[output]\nextension = \"{ending}\"\n");
    let changed = settings.replacen("[output]\n", &output, 1);
    assert!(changed != settings && !settings.contains("[links]"), "the settings of the sample are others now");
    fs::write(manual.join("site.toml"), format!("{changed}\n{hosts}")).unwrap();
    build_to(&manual, &site);
    read_site(&site)
}

/// The site of the manual that `init` writes.
pub(crate) fn build_starter() -> BuiltSite {
    let folder = tempfile::tempdir().unwrap();
    let manual = folder.path().join("manual");
    run(Command::new(env!("CARGO_BIN_EXE_chapterhouse")).arg("init").arg(&manual));
    build_to(&manual, &folder.path().join("site"));
    read_site(&folder.path().join("site"))
}

/// The record of the sample manual as it stood on a day.
pub(crate) fn build_record(day: &str) -> BuiltSite {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    let mut program = Command::new(env!("CARGO_BIN_EXE_chapterhouse"));
    program.args(["build", "--quiet", "--today", TODAY, "--as-at", day, "--root"]).arg(sample_root());
    run(program.arg("--dest-dir").arg(&site));
    read_site(&site)
}

/// The site of the sample manual for those who review what is to come.
pub(crate) fn build_review() -> BuiltSite {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("site");
    build_review_to(&sample_root(), &site);
    read_site(&site)
}

/// Builds the manual of one folder into another, for those who review what is to come.
pub(crate) fn build_review_to(root: &Path, destination: &Path) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_chapterhouse"));
    program.args(["build", "--quiet", "--review", "--today", TODAY, "--root"]).arg(root);
    run(program.arg("--dest-dir").arg(destination));
}

/// Builds the manual of one folder into another.
pub(crate) fn build_to(root: &Path, destination: &Path) {
    let mut program = Command::new(env!("CARGO_BIN_EXE_chapterhouse"));
    program.args(["build", "--quiet", "--today", TODAY, "--root"]).arg(root).arg("--dest-dir").arg(destination);
    run(&mut program);
}

fn run(program: &mut Command) {
    let output = program.env_remove("SOURCE_DATE_EPOCH").output().unwrap();
    assert!(output.status.success(), "{program:?}\n{}", String::from_utf8_lossy(&output.stderr));
}

/// A site that stands in a folder.
pub(crate) fn read_site(folder: &Path) -> BuiltSite {
    let mut files = BTreeMap::new();
    for entry in
        walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file())
    {
        let path = entry.path().strip_prefix(folder).unwrap();
        let path: Vec<&str> = path.iter().map(|part| part.to_str().unwrap()).collect();
        files.insert(path.join("/"), fs::read(entry.path()).unwrap());
    }
    let robots = String::from_utf8(files["robots.txt"].clone()).unwrap();
    let sitemap = robots.lines().find_map(|line| line.strip_prefix("Sitemap: "));
    // A record says of no address that it is published there.
    let base_url = sitemap.map_or("https://nowhere.example/", |sitemap| sitemap.strip_suffix("sitemap.xml").unwrap());
    BuiltSite { base_url: base_url.to_owned(), files }
}
