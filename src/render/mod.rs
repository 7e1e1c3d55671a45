//! From the model to pages: what is shown where, and how it is written as HTML.
//!
//! Templates get data, never functions: one view for each template, of the same name. Views hold no places in the
//! source, read no clock and refer to nothing in the site, so that a page can be remembered by the hash of its view.
//! Only [`theme`] knows Tera.

pub mod brand_css;
pub mod builtin_theme;
pub mod change_overlay;
mod changes_blocks;
pub mod changes_html;
pub mod chapter_key;
pub mod compare_html;
pub mod compare_words;
pub mod downloads;
pub mod duties;
pub mod duty_words;
pub mod escape;
pub mod faults;
pub mod feeds;
pub mod hrefs;
pub mod html;
mod html_inlines;
mod html_tables;
pub mod inventory_file;
pub mod joined_scripts;
pub mod keep_files;
pub mod key;
pub mod machine_files;
pub mod next_change;
pub mod number_runs;
pub mod pages;
pub mod plan;
pub mod redirect_files;
pub mod review_calendar;
pub mod review_files;
pub mod said_words;
pub mod sanitize;
pub mod script_words;
pub mod short_names;
pub mod short_script;
pub mod short_sheet;
pub mod site_files;
pub mod term_marks;
pub mod theme;
pub mod timeline_files;
pub mod used_styles;
pub mod views;
