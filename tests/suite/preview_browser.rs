//! The preview in a real browser: `tests/browser/preview.mjs` edits a manual as an author does and looks at the page.
//!
//! It needs node, Chromium and `npm install --prefix tests/browser`. Without them it says so and passes; where `CI` is `true`
//! it fails.

use crate::browser::{browser_tests, look_at};
use crate::built_site::copy_sample;

#[test]
fn the_page_follows_the_text_and_keeps_what_its_reader_did() {
    let Some(tests) = browser_tests() else { return };
    let folder = tempfile::tempdir().unwrap();
    let manual = folder.path().join("manual");
    copy_sample(&manual);
    // What has been in force may be changed here.
    std::fs::remove_file(manual.join("content/registers/editions.lock")).unwrap();
    let program = env!("CARGO_BIN_EXE_chapterhouse");
    look_at(&tests.join("preview.mjs"), [program.as_ref(), manual.as_os_str()]);
}
