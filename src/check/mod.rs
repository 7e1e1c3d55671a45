//! What is wrong with a manual that can be read: one file for each rule.
//!
//! A rule reads a document or the finished site and gives diagnostics; it changes nothing and knows nothing of pages.
//! [`run`] is the list of rules. Rules of one document are remembered with it.

pub mod amended_sections;
pub mod amendments;
pub mod areas;
pub mod capitals;
pub mod citations;
pub mod consequences;
pub mod contact_details;
pub mod editions;
pub mod exemptions;
pub mod first_names;
pub mod future_dates;
pub mod headings;
pub mod includes;
pub mod link_mends;
pub mod link_text;
pub mod links;
pub mod minor_changes;
pub mod neighbours;
pub mod personal_names;
pub mod pictures;
pub mod placeholders;
pub mod plain_text;
pub mod record;
pub mod reference_register;
pub mod references_in_force;
pub mod register_ids;
pub mod registered_addresses;
pub mod replaced_references;
pub mod reviews;
pub mod run;
pub mod severities;
pub mod tables;
pub mod typed_contacts;
pub mod unpublished;
pub mod unrecorded_changes;
pub mod unused_contacts;
pub mod variables;
