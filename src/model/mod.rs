//! The manual as a whole: parts, chapters, editions, registers, and what refers to what.
//!
//! [`assemble::assemble_site`] is the only constructor of [`site::Site`], and nothing changes a site afterwards. The
//! model knows no HTML, no template and no file system; dates are civil dates, and `today` is given.

pub mod address;
pub mod again;
pub mod amendments;
pub mod assemble;
pub mod assemble_links;
pub mod assemble_parts;
pub mod chapter;
pub mod editions;
pub mod empty_record;
pub mod folded_words;
pub mod held_back;
pub mod in_force;
pub mod inventory;
pub mod lexicon;
pub mod link_sections;
pub mod link_words;
pub mod old_paths;
pub mod passage;
pub mod proposals;
pub mod record;
pub mod redirects;
pub mod reference_standing;
pub mod referrals;
pub mod registers;
pub mod resolve;
pub mod review;
pub mod review_register;
pub mod scope;
pub mod sisters;
pub mod site;
pub mod term_forms;
pub mod term_sieve;
pub mod term_uses;
pub mod timeline;
