//! What the program itself says on pages, in feeds, on paper and in scripts: one file of words for each language.
//!
//! Takes files of words and the tag of a language, gives [`words::Words`], which the site carries to whoever writes for readers.
//! Diagnostics and the command line stay English and know nothing of this. The only room that knows Fluent and plural rules.

pub mod alphabet;
pub mod builtin_words;
pub mod direction;
pub mod message;
pub mod read_words;
pub mod time;
pub mod words;
