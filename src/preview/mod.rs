//! The preview: shows a manual in a browser while it is written, and every change as it is saved. The only room that knows
//! a watcher of files, or serves anything. What a manual says, it asks the pipeline.

pub mod answers;
pub mod change;
pub mod content_types;
pub mod faces;
pub mod gate;
pub mod guests;
pub mod hub;
pub mod notices;
pub mod own_files;
pub mod page_tags;
pub mod pause;
pub mod polling;
pub mod revision;
pub mod rounds;
pub mod server;
pub mod session;
pub mod state;
pub mod view;
pub mod watcher;
