//! The properties that get short names are those of the search's scripts alone: no browser, file, form or other script knows them.
//!
//! It needs node and `npm install --prefix tests/browser`. Without them it says so and passes; where `CI` is `true` it fails.

use std::process::Command;

use chapterhouse::render::short_names::PRIVATE;

use crate::browser::browser_tests;
use crate::built_site::sample_root;

#[test]
fn private_properties_are_known_to_no_other() {
    // It needs the types of the browser tests.
    if browser_tests().is_none() {
        return;
    }
    let script = sample_root().join("tests/search/names.mjs");
    let of = |names: &[&str]| Command::new("node").arg(&script).args(names).output().unwrap();
    let found = of(PRIVATE);
    assert!(
        found.status.success(),
        "{}{}",
        String::from_utf8_lossy(&found.stdout),
        String::from_utf8_lossy(&found.stderr)
    );
    // It finds what is wrong.
    let wrong = of(&["length", "class", "audience", "since", "forget", "nobody"]);
    let told = String::from_utf8(wrong.stdout).unwrap();
    assert!(!wrong.status.success() && told.lines().count() >= 6, "{told}");
}
