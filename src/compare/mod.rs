//! Two editions of one chapter against each other: what was put in, taken out, moved and renamed, by words.
//!
//! Takes texts with everything in them resolved, gives plain data that checks, pages and the terminal all read. Pure.
//! Knows nothing of how a comparison is shown, and decides nothing about editions but how their texts differ.

pub mod ages;
pub mod align;
pub mod blocks;
pub mod comparison;
pub mod comparisons;
pub mod editions;
pub mod facts;
pub mod flatten;
pub mod judge;
pub mod likeness;
pub mod limit_words;
pub mod matters;
pub mod names;
pub mod sections;
pub mod set_out;
pub mod summary;
pub mod tables;
pub mod text;
pub mod word_diff;
