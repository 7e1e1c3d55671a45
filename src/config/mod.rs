//! `site.toml`: what a manual says of itself as a whole.
//!
//! The only room that knows TOML. It reads no file: it is given the text.

pub mod brand;
pub mod external_links;
pub mod link_settings;
pub mod offline_settings;
pub mod page_files;
pub mod preview_settings;
pub mod read_toml;
pub mod search_settings;
pub mod settings;
pub mod site_config;
