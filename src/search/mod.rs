//! Search: the manual's sections as records, one tantivy index for each set that is searched as a whole, the files from which
//! a reader's browser gives the same answers, and asking the index natively.
//!
//! Takes the model, gives files and answers. Knows no page and no theme. The only place that knows tantivy.
//!
#![doc = include_str!("QUERY.md")]
#![doc = include_str!("FORMAT.md")]

pub mod analysis;
pub mod answer;
pub mod ask;
pub mod bytes;
pub mod coded;
pub mod engines;
pub mod exact;
pub mod expand;
pub mod export;
pub mod facts;
pub mod filters;
pub mod gather;
pub mod glossary_forms;
pub mod grouping;
pub mod html_words;
pub mod index;
pub mod judge;
pub mod judged_places;
pub mod judgements;
pub mod kept_index;
pub mod lookup;
pub mod ndjson;
pub mod question;
pub mod reading;
pub mod records;
pub mod register_records;
pub mod score;
pub mod script;
pub mod section_text;
pub mod set_hash;
pub mod shards;
pub mod shown;
pub mod site_sets;
pub mod snippet;
pub mod spelling;
pub mod stop_words;
pub mod terms;
pub mod units;
pub mod vocabulary;
pub mod word_list;
pub mod words;
