//! The list of rules. A new rule is a file beside this one and a line here.

use std::sync::Arc;

use super::claims::Claim;
use crate::compare::comparisons::Comparisons;
use crate::config::site_config::Writing;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::site::Site;
use crate::parse::document::Document;

/// A rule that reads one document alone.
pub type DocumentRule = fn(&Document, &mut Vec<Diagnostic>);

/// A rule that reads the whole site.
pub type SiteRule = fn(&Site, &mut Vec<Diagnostic>);

/// A rule that reads how each edition differs from the one before it.
pub type ComparisonRule = fn(&Site, &Comparisons, &mut Vec<Diagnostic>);

/// Rules of one document.
pub static DOCUMENT_RULES: &[DocumentRule] = &[
    super::headings::check_headings,
    super::pictures::check_pictures,
    super::link_text::check_link_text,
    super::tables::check_tables,
    super::table_captions::check_table_captions,
    super::link_names::check_link_names,
    super::heading_style::check_heading_style,
    super::section_numbers::check_section_numbers,
    super::list_introductions::check_list_introductions,
    super::cut_values::check_cut_values,
];

/// Rules of the whole site.
pub static SITE_RULES: &[SiteRule] = &[
    super::links::check_links,
    super::own_site::check_own_site,
    super::links_not_in_force::check_links_not_in_force,
    super::sisters::check_inventories,
    super::sisters::check_sister_links,
    super::redirects::check_redirects,
    super::includes::check_includes,
    super::variables::check_variables,
    super::areas::check_areas,
    super::register_ids::check_register_ids,
    super::replaced_references::check_replaced_references,
    super::references_in_force::check_references_in_force,
    super::reference_register::check_reference_register,
    super::registered_addresses::check_registered_addresses,
    super::unused_contacts::check_unused_contacts,
    super::contact_details::check_contact_details,
    super::personal_names::check_personal_names,
    super::typed_contacts::check_typed_contacts,
    super::glossary_entries::check_glossary_entries,
    super::deprecated_terms::check_deprecated_terms,
    super::editions::check_editions,
    super::amendments::check_amendments,
    super::keywords::check_keywords,
    super::record::check_record,
    super::placeholders::check_placeholders,
    super::reviews::check_reviews,
    super::future_dates::check_future_dates,
    super::unpublished::check_unpublished,
    super::capitals::check_capitals,
    super::chapter_numbers::check_chapter_numbers,
    super::brand::check_brand,
];

/// Rules of editions against each other.
pub static COMPARISON_RULES: &[ComparisonRule] = &[
    super::unrecorded_changes::check_unrecorded_changes,
    super::minor_changes::check_minor_changes,
    super::amended_sections::check_amended_sections,
];

/// What was found in one document.
pub struct Findings {
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// What its sentences claim of days: right or wrong only with the day and the rest of the site.
    pub claims: Vec<Claim>,
}

/// Runs the rules of one document.
pub fn check_document(document: &Document, writing: &Writing) -> Findings {
    let mut diagnostics = Vec::new();
    for rule in DOCUMENT_RULES {
        rule(document, &mut diagnostics);
    }
    let claims = super::writing::check_writing(document, writing, &mut diagnostics);
    Findings { diagnostics, claims }
}

/// Everything found in single documents that is worth saying on the day of the site.
fn gather_findings(site: &Site, findings: &[Arc<Findings>]) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> =
        findings.iter().flat_map(|findings| findings.diagnostics.iter().cloned()).collect();
    super::claims::check_claims(site, findings.iter().flat_map(|findings| &findings.claims), &mut found);
    super::settled::drop_settled(site, &mut found);
    found
}

/// Runs the rules of the whole site, and those of editions against each other; gives what they found and what was found in
/// single documents.
pub fn check_site(site: &Site, comparisons: &Comparisons, findings: &[Arc<Findings>]) -> Vec<Diagnostic> {
    use rayon::prelude::*;
    let mut found: Vec<Diagnostic> = SITE_RULES
        .par_iter()
        .map(|rule| {
            let mut diagnostics = Vec::new();
            rule(site, &mut diagnostics);
            diagnostics
        })
        .flatten()
        .collect();
    for rule in COMPARISON_RULES {
        rule(site, comparisons, &mut found);
    }
    found.extend(gather_findings(site, findings));
    super::consequences::drop_consequences(site, &mut found);
    found
}
