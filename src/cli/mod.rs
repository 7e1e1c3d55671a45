//! The command line: one file for each command.
//!
//! The only room that reads the clock, the environment and the terminal. [`report`] is the only printer.

pub mod amend;
pub mod args;
pub mod author;
pub mod author_args;
pub mod author_record;
pub mod build;
pub mod changed_since;
pub mod changes;
pub mod check;
pub mod check_args;
pub mod check_fix;
pub mod check_selection;
pub mod compare;
pub mod compare_text;
pub mod completions;
pub mod correct;
pub mod explain;
pub mod external;
pub mod failure;
pub mod import_editions;
pub mod import_target;
pub mod init;
pub mod load;
pub mod lock;
pub mod mending;
pub mod mv;
pub mod new;
pub mod progress;
pub mod report;
pub mod report_formats;
pub mod report_human;
pub mod report_json;
pub mod report_owners;
pub mod report_sarif;
pub mod review;
pub mod review_done;
pub mod review_table;
pub mod run;
pub mod schema;
pub mod withdraw;
