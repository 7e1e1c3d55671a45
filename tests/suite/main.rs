//! All integration tests, in one program: it is linked once.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod base_manual;
mod explanations;
mod faults;
mod fenced_files;
mod literate;
