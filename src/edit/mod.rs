//! Changes to an author's texts, made as a person would make them by hand.
//!
//! Takes a text, gives the changed text; touches no file. Everything that a change does not mean stays byte for byte:
//! comments, the order of keys, quotation marks, indentation, line ends, a byte-order mark. What was changed is read
//! again and compared with what was wanted; if it says anything else, nothing is given but words for doing it by hand.
//!
//! [`manuscript`] keeps the author's own bytes beside the uniform text that the rest of the program reads.
//! [`front_matter`] changes keys, [`links`] changes where links lead, [`standing_text`] writes out what a text shares
//! with others.

pub mod front_matter;
pub mod links;
pub mod manuscript;
pub mod mends;
pub mod paths;
pub mod standing_text;
pub mod unified_diff;
pub mod versions;
pub mod yaml_lines;
pub mod yaml_values;
