//! Publishing: putting a finished tree of files on disk, all of it or nothing.
//!
//! Takes an output folder and the files a site is made of, gives a folder that at every
//! moment holds either the earlier site or the new one. This room is the only writer of
//! a site. It knows paths and bytes; it must not know what the files mean.
//!
//! Start at [`output_tree`] for what is published and at [`disk`] for publishing it.
//! The rest, from the outside in: [`destination`] (where a site may be put), [`error`],
//! [`lock`] (one build at a time), [`staging`] (the folder a site is completed in),
//! [`live_site`] and [`inventory`] (what stands in the output folder), [`ahead`] (files that
//! are written while others are made), [`differences`] (what has to change), [`fill`] (a
//! fresh tree), [`refresh`] (an earlier tree brought up to date), [`swap`] (the moment of
//! publication), [`manifest`] (the list of what is ours), [`file_store`], [`local_disk`] and
//! [`removal`] (the operations on files).

pub mod ahead;
pub mod destination;
pub mod differences;
pub mod disk;
pub mod error;
pub mod file_store;
pub mod fill;
pub mod inventory;
pub mod live_site;
pub mod local_disk;
pub mod lock;
pub mod manifest;
pub mod output_tree;
pub mod refresh;
pub mod removal;
pub mod staging;
pub mod swap;
