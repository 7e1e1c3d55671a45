//! All integration tests, in one program: it is linked once. `tests/README.md` says how to add one.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "a test stops at the first thing that is not as it should be"
)]

mod again;
mod ageing;
mod amendment_pages;
mod architecture;
mod as_at;
mod author_changes;
mod base_manual;
mod brand;
mod browser;
mod built_manual;
mod built_site;
mod chance;
mod change_marks;
mod changed_since;
mod check_fix;
mod check_reports;
mod commonmark;
mod comparisons;
mod consequences;
mod dated_manual;
mod duties;
mod explanations;
mod external_links;
mod faults;
mod feeds;
mod fenced_files;
mod from_right;
mod front_matter_edits;
mod glossary;
mod golden;
mod hard_manual;
mod heard;
mod held_back;
mod hostile_places;
mod import_editions;
mod interface_words;
mod literate;
mod moved_links;
mod next_change;
mod offline;
mod page_reader;
mod pictures;
mod preview_browser;
mod preview_safety;
mod preview_warm;
mod preview_watching;
mod properties;
mod publishing;
mod record_safety;
mod redirects;
mod referred_from;
mod registers;
mod reviews;
mod schemas;
mod script_names;
mod script_types;
mod search_answers;
mod search_equality;
mod search_export;
mod search_files;
mod search_judged;
mod search_meaning;
mod search_questions;
mod search_rebuilds;
mod search_records;
mod search_sets;
mod search_words;
mod seeds;
mod served_manual;
mod sisters;
mod site_links;
mod site_pages;
mod standing;
mod standing_text;
mod strict_html;
mod term_search;
mod transcripts;
mod written_text;
