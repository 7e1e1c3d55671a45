//! The preview in a real browser: `tests/browser/preview.mjs` edits a manual as an author does and looks at the page.
//!
//! It needs node, Chromium and `npm install --prefix tests/browser`. Without them it says so and passes; where `CI` is `true`
//! it fails.

use std::process::Command;

use crate::browser::find_missing;
use crate::built_site::{copy_sample, sample_root};

#[test]
fn the_page_follows_the_text_and_keeps_what_its_reader_did() {
    let tests = sample_root().join("tests/browser");
    if let Some(missing) = find_missing(&tests) {
        assert!(std::env::var("CI").as_deref() != Ok("true"), "the browser tests cannot run: {missing}");
        println!("browser tests skipped: {missing}");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let manual = folder.path().join("manual");
    copy_sample(&manual);
    // What has been in force may be changed here.
    std::fs::remove_file(manual.join("content/registers/editions.lock")).unwrap();
    let program = env!("CARGO_BIN_EXE_chapterhouse");
    let output = Command::new("node").arg(tests.join("preview.mjs")).arg(program).arg(&manual).output().unwrap();
    println!("{}", String::from_utf8_lossy(&output.stdout));
    assert!(output.status.success(), "see above\n{}", String::from_utf8_lossy(&output.stderr));
}
