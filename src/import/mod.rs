//! Dated snapshots of a manual from elsewhere become chapters with editions.
//!
//! Takes snapshots, oldest first; gives the files to be written and a report of what was paired and by what. Everything
//! here is pure: reading the snapshots belongs to `source`, writing the files to the command line.
//!
//! From the outside in: [`plan`] (the whole of it), [`pair`] (which files are one chapter), [`foreign`] and
//! [`front_keys`] (a file of a manual that is not ours), [`numbers`] (its number), [`likeness`] (titles and texts that
//! are nearly the same), [`names`] (where things go), [`links`] (targets that follow them), [`editions`] (which texts
//! make an edition), [`written`] (an edition's file), [`report`].

pub mod editions;
pub mod foreign;
pub mod front_keys;
pub mod likeness;
pub mod links;
pub mod names;
pub mod numbers;
pub mod pair;
pub mod plan;
pub mod report;
pub mod written;
