//! The scripts of the theme, and of the preview, are what their notes of types say: TypeScript checks them, strictly, and writes nothing.
//!
//! It needs node and `npm install --prefix tests/browser`. Without them it says so and passes; where `CI` is `true` it fails.

use std::process::Command;

use crate::built_site::sample_root;

#[test]
fn the_scripts_keep_their_types() {
    let tests = sample_root().join("tests/browser");
    let compiler = tests.join("node_modules/typescript/lib/tsc.js");
    for project in ["tsconfig.json", "tsconfig.keep.json", "tsconfig.preview.json"] {
        let mut command = Command::new("node");
        let output = if compiler.exists() {
            command.arg(&compiler).arg("-p").arg(tests.join(project)).output().ok()
        } else {
            None
        };
        let Some(output) = output else {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "there is no node, or no {}", compiler.display());
            println!("skipped: run `npm install --prefix tests/browser` first");
            return;
        };
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    }
}
