//! The plan of the house, held against the code: which room may know which, and who may touch the world outside.
//!
//! Takes the text of the source files, gives every place that breaks a rule, with its line and the rule. It reads text,
//! not Rust: test modules and comments are passed over, and a rule is a word and the rooms that may say it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A word, the files or rooms (with a closing `/`) that may say it, and the rule.
type Rule = (&'static str, &'static [&'static str], &'static str);

const RULES: &[Rule] = &[
    ("serde_yaml", &["parse/"], "only parse reads YAML"),
    ("pulldown_cmark", &["parse/"], "only parse reads Markdown"),
    ("toml::", &["config/"], "only config reads TOML"),
    ("fluent_syntax", &["language/"], "only language reads files of words"),
    ("icu_plurals", &["language/"], "only language reads files of words"),
    ("tera", &["render/theme.rs"], "only the theme knows its template language"),
    ("Tera", &["render/theme.rs"], "only the theme knows its template language"),
    ("oxc_parser", &["render/short_script.rs"], "one reader of scripts"),
    ("ammonia", &["render/sanitize.rs"], "one cleaner"),
    ("gix", &["source/"], "only source reads git"),
    ("tantivy", &["search/"], "only search knows its index"),
    ("notify", &["preview/"], "only preview watches files"),
    ("hyper", &["preview/"], "only preview serves anything"),
    ("tokio", &["preview/"], "only preview serves anything"),
    ("clap", &["cli/"], "only the command line knows how it is typed"),
    ("clap_complete", &["cli/"], "only the command line knows how it is typed"),
    ("annotate_snippets", &["cli/"], "only the command line prints"),
    ("indicatif", &["cli/"], "only the command line prints"),
    ("anstream", &["cli/"], "only the command line prints"),
    ("println!", &["cli/"], "only the command line prints"),
    ("print!", &["cli/"], "only the command line prints"),
    ("eprintln!", &["cli/"], "only the command line prints"),
    ("eprint!", &["cli/"], "only the command line prints"),
    ("dbg!", &[], "nothing prints for its programmer"),
    ("io::stdout", &["cli/"], "only the command line prints"),
    ("io::stderr", &["cli/"], "only the command line prints"),
    ("std::env", &["cli/", "main.rs"], "only the command line reads the environment"),
    ("process::Command", &[], "nothing runs another program"),
    ("open::that_detached", &["cli/serve.rs"], "nothing but serve --open has another program run"),
    ("std::net", &["preview/"], "a build makes no network request"),
    ("ureq", &["external/http.rs"], "only check --external makes a network request"),
    ("rustls", &["external/http.rs"], "only check --external makes a network request"),
    ("rustls_native_certs", &["external/http.rs"], "only check --external makes a network request"),
    ("HttpWeb", &["external/http.rs", "cli/external.rs"], "only check --external makes a network request"),
    ("std::fs", &["source/", "publish/", "cli/"], "only source reads the author's files"),
    ("walkdir", &["source/"], "only source reads the author's files"),
    ("is_file()", &["source/", "publish/", "cli/"], "only source looks at the author's files"),
    ("is_dir()", &["source/", "publish/", "cli/"], "only source looks at the author's files"),
    ("exists()", &["source/", "publish/", "cli/"], "only source looks at the author's files"),
    ("symlink_metadata", &["source/", "publish/", "cli/"], "only source looks at the author's files"),
    ("canonicalize", &["source/", "publish/", "cli/"], "only source looks at the author's files"),
    // One call asks what kind of file system a folder is on.
    ("rustix", &["publish/", "source/mounts.rs"], "only publish writes a site"),
    (
        "fs::write",
        &["publish/", "cli/export.rs", "cli/init.rs", "cli/review.rs", "cli/schema/print.rs"],
        "only publish writes a site",
    ),
    ("OpenOptions", &["publish/", "cli/new.rs"], "only publish writes a site"),
    ("File::create", &["publish/"], "only publish writes a site"),
    ("create_dir", &["publish/"], "only publish writes a site"),
    (
        "create_dir_all",
        &[
            "publish/",
            "cli/init.rs",
            "cli/lock.rs",
            "cli/new.rs",
            "cli/schema/print.rs",
            "cli/search.rs",
            "cli/whole_file.rs",
        ],
        "only publish writes a site",
    ),
    ("fs::rename", &["publish/"], "only publish writes a site"),
    ("fs::copy", &["publish/"], "only publish writes a site"),
    // An import that fails takes back what it has written.
    ("remove_file", &["publish/", "cli/import_target.rs"], "only publish removes anything"),
    ("remove_dir", &["publish/"], "only publish removes anything"),
    ("remove_dir_all", &["publish/"], "only publish removes anything"),
    // Waiting for another build needs a clock; no file that is published knows of it.
    // So does waiting for an author's next change.
    ("Instant::now", &["cli/", "preview/", "publish/lock.rs"], "only the command line reads a clock"),
    ("SystemTime::now", &["cli/"], "only the command line reads a clock"),
    ("Zoned::now", &["cli/"], "only the command line reads a clock"),
    ("Timestamp::now", &["cli/"], "only the command line reads a clock"),
];

/// Rooms that read the same model and must not know each other.
const APART: &[&str] = &["check", "render", "search"];

/// The most lines of a file, its test module aside.
const LONGEST: usize = 400;

/// Files of the room `check` that are no rules: what rules are made of, and what is done with what they find.
const NO_RULES: &[&str] = &[
    "mod",
    "run",
    "severities",
    "exemptions",
    "finish",
    "neighbours",
    "prose_dates",
    "syllables",
    "link_mends",
    "named_files",
    "citations",
    "first_names",
    "plain_text",
];

/// Names that say nothing of what a file holds.
const EMPTY_NAMES: &[&str] = &["common", "utils", "util", "helpers", "helper", "misc"];

/// A source file.
struct SourceFile {
    /// Its path within `src`, with `/`.
    path: String,
    /// Its lines with their numbers, test modules and comments aside.
    code: Vec<(usize, String)>,
    /// How many lines stand before its test module.
    length: usize,
    /// Its first line.
    first: String,
}

impl SourceFile {
    /// The room that it belongs to: its folder, or itself.
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or("");
        first.trim_end_matches(".rs")
    }

    fn is_allowed(&self, places: &[&str]) -> bool {
        places.iter().any(|place| if place.ends_with('/') { self.path.starts_with(place) } else { self.path == *place })
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file below a folder, by its path within it.
fn files_below(folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let inside = path.strip_prefix(folder).unwrap();
                let parts: Vec<&str> = inside.iter().map(|part| part.to_str().unwrap()).collect();
                found.push(parts.join("/"));
            }
        }
    }
    found.sort();
    found
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn source_files() -> Vec<SourceFile> {
    let paths = files_below(&root().join("src"));
    let mut files = Vec::new();
    for path in paths.into_iter().filter(|path| path.ends_with(".rs")) {
        let text = read(&format!("src/{path}"));
        let lines = || text.lines().take_while(|line| *line != "#[cfg(test)]");
        let code = lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//"));
        files.push(SourceFile {
            code: code.map(|(index, line)| (index + 1, line.to_owned())).collect(),
            length: lines().count(),
            first: text.lines().next().unwrap_or("").to_owned(),
            path,
        });
    }
    assert!(files.len() > 50, "the source was not found");
    files
}

/// The rooms in the order of `lib.rs`: the map in code.
fn rooms() -> Vec<String> {
    let text = read("src/lib.rs");
    let rooms = text.lines().filter_map(|line| Some(line.strip_prefix("pub mod ")?.strip_suffix(';')?.to_owned()));
    rooms.collect()
}

/// Where a word stands in a line as a word of its own.
fn says(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let opens = word.starts_with(part) && line[..at].ends_with(part);
        let closes = word.ends_with(part) && line[at + word.len()..].starts_with(part);
        !opens && !closes
    })
}

/// The rooms that a line names as `crate::room`.
fn named_rooms(line: &str) -> Vec<&str> {
    let after = line.split("crate::").skip(1);
    after.map(|rest| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or("")).collect()
}

fn assert_none(broken: &[String]) {
    let mut list = String::new();
    for place in broken {
        let _ = writeln!(list, "{place}");
    }
    assert!(broken.is_empty(), "{} places break the plan of the house:\n{list}", broken.len());
}

#[test]
fn a_room_imports_only_rooms_listed_before_it() {
    let rooms = rooms();
    let mut broken = Vec::new();
    for file in source_files().iter().filter(|file| !matches!(file.path.as_str(), "lib.rs" | "main.rs")) {
        let own = rooms.iter().position(|room| room == file.room());
        let own = own.unwrap_or_else(|| panic!("src/{}: its room is not in lib.rs", file.path));
        let depth = file.path.matches('/').count() + usize::from(!file.path.ends_with("mod.rs"));
        for (number, line) in &file.code {
            let at = format!("src/{}:{number}", file.path);
            for name in named_rooms(line) {
                match rooms.iter().position(|room| room == name) {
                    Some(other) if other <= own => {}
                    Some(_) => {
                        broken.push(format!("{at}: {} imports {name}, which lib.rs lists after it", file.room()));
                    }
                    None => broken.push(format!("{at}: write imports out, one room a line: crate::{name}…")),
                }
            }
            if line.contains(&"super::".repeat(depth)) {
                broken.push(format!("{at}: reaches another room by super::; write crate::"));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn check_render_and_search_never_import_each_other() {
    let mut broken = Vec::new();
    for file in source_files().iter().filter(|file| APART.contains(&file.room())) {
        for (number, line) in &file.code {
            for name in named_rooms(line).into_iter().filter(|name| *name != file.room() && APART.contains(name)) {
                broken.push(format!("src/{}:{number}: {} must not know {name}", file.path, file.room()));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn each_thing_of_the_world_is_named_in_its_room_only() {
    let mut broken = Vec::new();
    for file in source_files() {
        for (number, line) in &file.code {
            for (word, _, rule) in RULES.iter().filter(|(word, places, _)| says(line, word) && !file.is_allowed(places))
            {
                broken.push(format!("src/{}:{number}: says {word}, but {rule}", file.path));
            }
        }
    }
    assert_none(&broken);
}

#[test]
fn every_file_says_what_it_is_and_is_of_a_length_to_be_read() {
    let mut broken = Vec::new();
    for file in source_files() {
        let opened = file.first.starts_with("//!") || file.first.starts_with("#![doc = include_str!(");
        if !opened {
            broken.push(format!("src/{}:1: opens with //!, what it takes, gives and must not know", file.path));
        }
        if file.length > LONGEST {
            broken.push(format!("src/{}:{}: a file has at most {LONGEST} lines; divide it", file.path, file.length));
        }
        let name = file.path.rsplit('/').next().unwrap_or("").trim_end_matches(".rs");
        if EMPTY_NAMES.contains(&name) {
            broken.push(format!("src/{}:1: a file is named for what it holds, never {name}", file.path));
        }
    }
    assert_none(&broken);
}

#[test]
fn a_face_holds_no_types() {
    let mut broken = Vec::new();
    for file in source_files().iter().filter(|file| file.path.ends_with("mod.rs")) {
        for (number, line) in file.code.iter().filter(|(_, line)| !line.is_empty()) {
            let module = ["pub mod ", "mod ", "pub(crate) mod "].iter().any(|word| line.starts_with(word));
            let docs = line.starts_with("#![doc = include_str!(");
            if !(docs || module && line.ends_with(';')) {
                broken.push(format!("src/{}:{number}: mod.rs is docs and the list of modules", file.path));
            }
        }
    }
    assert_none(&broken);
}

/// The compiler does not miss a file that no module names; nor does it miss a test, a rule or a template.
#[test]
fn nothing_is_forgotten() {
    let mut broken = Vec::new();
    let files = source_files();
    for file in &files {
        let Some((folder, name)) = file.path.rsplit_once('/') else { continue };
        let name = name.trim_end_matches(".rs");
        let face = if name == "mod" { continue } else { format!("{folder}/mod.rs") };
        let named = files
            .iter()
            .any(|other| other.path == face && other.code.iter().any(|(_, line)| says(line, &format!("mod {name};"))));
        if !named {
            broken.push(format!("src/{face}:1: does not name {name}.rs, which is therefore not compiled"));
        }
    }
    let main = read("tests/suite/main.rs");
    for file in files_below(&root().join("tests/suite")) {
        let Some(name) = file.strip_suffix(".rs").filter(|name| *name != "main") else { continue };
        if !main.lines().any(|line| line == format!("mod {name};")) {
            broken.push(format!("tests/suite/main.rs:1: does not name {name}.rs, whose tests therefore do not run"));
        }
        if !read(&format!("tests/suite/{file}")).starts_with("//!") {
            broken.push(format!("tests/suite/{file}:1: opens with //!, what it takes, gives and must not know"));
        }
    }
    // The rules of running text share one walk, which lists them.
    let rules = read("src/check/run.rs") + &read("src/check/writing.rs");
    for file in files.iter().filter(|file| file.room() == "check") {
        let name = file.path.trim_start_matches("check/").trim_end_matches(".rs");
        let listed = NO_RULES.contains(&name) || rules.contains(&format!("super::{name}::"));
        if !listed {
            broken.push(format!("src/check/run.rs:1: does not list the rule of {name}.rs"));
        }
    }
    for file in files_below(&root().join("src/diagnostics/explanations")) {
        if chapterhouse::diagnostics::codes::find_code(file.trim_end_matches(".md")).is_none() {
            broken.push(format!("src/diagnostics/explanations/{file}:1: explains a code that is not there"));
        }
    }
    broken.extend(forgotten_templates(&files));
    assert_none(&broken);
}

fn forgotten_templates(files: &[SourceFile]) -> Vec<String> {
    let folder = "themes/default/templates";
    let templates = files_below(&root().join(folder));
    let texts: Vec<String> = templates.iter().map(|template| read(&format!("{folder}/{template}"))).collect();
    let mut named: BTreeSet<&str> = BTreeSet::new();
    for template in &templates {
        let quoted = format!("\"{template}\"");
        let by_view = files
            .iter()
            .any(|file| file.room() == "render" && file.code.iter().any(|(_, line)| line.contains(&quoted)));
        if by_view || texts.iter().any(|text| text.contains(&quoted)) {
            named.insert(template);
        }
    }
    let unnamed = templates.iter().filter(|template| !named.contains(template.as_str()));
    unnamed.map(|template| format!("{folder}/{template}:1: nothing uses this template")).collect()
}

#[test]
fn words_are_found_as_words() {
    assert!(says("use std::fs::File;", "std::fs") && says("    print!(\"x\")", "print!"));
    assert!(!says("    sprint!(\"x\")", "print!") && !says("use iteration;", "tera"));
    assert_eq!(named_rooms("use crate::parse::block::X; crate::model"), ["parse", "model"]);
    assert_eq!(named_rooms("use crate::{parse, model};"), [""]);
}
