//! The rooms of the house, in the order in which data passes through them.
//!
#![doc = include_str!("ARCHITECTURE.md")]

// The rooms, ground floor first: a room imports only rooms above it in this list. The empty lines keep the formatter
// from sorting it.

pub mod diagnostics;

pub mod memo;

pub mod data;

pub mod config;

pub mod source;

pub mod language;

pub mod parse;

pub mod model;

pub mod compare;

pub mod check;

pub mod external;

pub mod import;

pub mod edit;

pub mod render;

pub mod search;

pub mod publish;

pub mod stages;

pub mod memory;

pub mod reading;

pub mod rendering;

pub mod pipeline;

pub mod standing;

#[cfg(feature = "serve")]
pub mod preview;

pub mod cli;
