//! Everything an author wrote, read once.
//!
//! The only room that reads the author's files. It follows no symbolic link, opens nothing that is not a plain file,
//! and never publishes what an editor or an operating system left behind. It understands no file: it makes texts
//! uniform, says which is which by path, and hands on.

pub mod census;
pub mod committed;
pub mod differences;
pub mod file_names;
pub mod git_snapshots;
mod kept_files;
pub mod manual_reader;
pub mod mounts;
pub mod pictures;
mod read_sisters;
pub mod read_tree;
pub mod snapshot;
pub mod source_tree;
pub mod text;
