//! Values written by people in YAML or TOML, and one way to read them that reports every fault, not the first.
//!
//! Front matter, registers and `site.toml` all pass through here, so that an unknown key or a bad date gets the same
//! message everywhere. This room knows neither YAML nor TOML: the rooms that do give it a tree and a way to find places.

pub mod certain;
pub mod colours;
pub mod dates;
pub mod fields;
pub mod lists;
pub mod node;
pub mod picture_size;
pub mod reading;
mod slips;
pub mod telephone;
pub mod web_address;
