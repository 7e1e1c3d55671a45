//! Search: the manual's sections as records, one tantivy index for each set that is searched as a whole, the files from which
//! a reader's browser gives the same answers, and asking the index natively.
//!
//! Takes the model, gives files and answers. Knows no page and no theme. The only place that knows tantivy.
//!
#![doc = include_str!("QUERY.md")]

pub mod analysis;
pub mod answer;
pub mod coded;
pub mod glossary_forms;
pub mod index;
pub mod records;
pub mod stop_words;
pub mod vocabulary;
pub mod words;
