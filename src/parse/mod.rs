//! One file in, one value out, without knowledge of any other file.
//!
//! The only room that knows YAML and the only one that knows pulldown-cmark. Everything here is pure, so that the
//! pipeline can run it in parallel and remember it.

pub mod block;
pub mod containers;
pub mod definitions;
pub mod document;
pub mod editions_lock;
pub mod exemptions;
pub mod foreign_keys;
pub mod front_matter;
mod front_matter_bounds;
mod front_matter_keys;
pub mod hints;
pub mod html_policy;
pub mod inlines;
pub mod inventory;
pub mod keyword;
mod leftovers;
pub mod limit_columns;
pub mod link_places;
mod lost_lines;
pub mod markdown;
mod markdown_footnotes;
mod markdown_tables;
pub mod missing_quotes;
mod near_braces;
pub mod parse_all;
pub mod registers;
pub mod sections;
mod shape;
pub mod slug;
mod unfinished;
pub mod yaml;
mod yaml_advice;
pub mod yaml_entries;
