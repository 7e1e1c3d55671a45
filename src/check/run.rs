//! The list of rules. A new rule is a file beside this one and a line here.

use std::sync::Arc;

use rayon::prelude::*;

use super::claims::Claim;
use crate::compare::comparisons::Comparisons;
use crate::config::site_config::Writing;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::scope::{Rewritten, Scope};
use crate::model::site::Site;
use crate::parse::document::Document;

/// A rule that reads one document alone.
pub type DocumentRule = fn(&Document, &mut Vec<Diagnostic>);

/// A rule that reads the whole site.
pub type SiteRule = fn(&Site, &mut Vec<Diagnostic>);

/// A rule that asks each text of a scope, and the rest of the site only for what is no matter of words: names, days, sections,
/// registers. What it finds wrong with a text stands in a file of that text's page.
pub type TextRule = fn(&Site, &Scope, &mut Vec<Diagnostic>);

/// A rule that reads how each edition of a scope's chapters differs from the one before it.
pub type ComparisonRule = fn(&Site, &Comparisons, &Scope, &mut Vec<Diagnostic>);

/// Rules of one document.
pub static DOCUMENT_RULES: &[DocumentRule] = &[
    super::headings::check_headings,
    super::pictures::check_pictures,
    super::link_text::check_link_text,
    super::tables::check_tables,
    super::table_captions::check_table_captions,
    super::limit_names::check_limit_names,
    super::link_names::check_link_names,
    super::heading_style::check_heading_style,
    super::section_numbers::check_section_numbers,
    super::list_introductions::check_list_introductions,
    super::cut_values::check_cut_values,
    super::effective_dates::check_effective_dates,
];

/// Rules of the manual's order: they read front matter, names, sections, registers and settings, and no sentence.
pub static ORDER_RULES: &[SiteRule] = &[
    super::sisters::check_inventories,
    super::redirects::check_redirects,
    super::register_ids::check_register_ids,
    super::reference_register::check_reference_register,
    super::glossary_entries::check_glossary_entries,
    super::editions::check_editions,
    super::amendments::check_amendments,
    super::keywords::check_keywords,
    super::placeholders::check_placeholders,
    super::reviews::check_reviews,
    super::future_dates::check_future_dates,
    super::unpublished::check_unpublished,
    super::capitals::check_capitals,
    super::chapter_numbers::check_chapter_numbers,
    super::brand::check_brand,
];

/// Rules of texts.
pub static TEXT_RULES: &[TextRule] = &[
    super::links::check_links,
    super::own_site::check_own_site,
    super::links_not_in_force::check_links_not_in_force,
    super::sisters::check_sister_links,
    super::includes::check_includes,
    super::variables::check_variables,
    super::areas::check_areas,
    super::replaced_references::check_replaced_references,
    super::references_in_force::check_references_in_force,
    super::registered_addresses::check_registered_addresses,
    super::contact_details::check_contact_links,
    super::personal_names::check_personal_names,
    super::typed_contacts::check_typed_contacts,
    super::deprecated_terms::check_deprecated_terms,
    super::record::check_record,
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

/// Everything that was found wrong with a manual.
pub struct Found {
    /// By the rules of the manual's order.
    order: Vec<Diagnostic>,
    /// Contacts that no text names.
    unused: Vec<Diagnostic>,
    /// In texts, by themselves, with the rest of the manual, and against the editions before them.
    texts: Vec<Diagnostic>,
}

/// Runs all rules over a manual; `findings` is what was found in its single documents.
pub fn check_site(site: &Site, comparisons: &Comparisons, findings: &[Arc<Findings>]) -> Found {
    let run = |rule: &SiteRule| {
        let mut diagnostics = Vec::new();
        rule(site, &mut diagnostics);
        diagnostics
    };
    let (order, texts) = rayon::join(
        || ORDER_RULES.par_iter().flat_map_iter(run).collect(),
        || check_texts(site, &Scope::Whole, comparisons, findings),
    );
    Found { order, unused: run(&(super::unused_contacts::check_unused_contacts as SiteRule)), texts }
}

/// The same for a manual that was checked before and in which nothing but some texts was rewritten; `findings` is what was found
/// in the documents of their pages.
pub fn check_again(
    site: &Site,
    rewritten: Rewritten,
    comparisons: &Comparisons,
    findings: &[Arc<Findings>],
    mut before: Found,
) -> Found {
    if rewritten.details {
        before.unused.clear();
        super::unused_contacts::check_unused_contacts(site, &mut before.unused);
    }
    let scope = Scope::Only(rewritten);
    let files = scope.files(site);
    before.texts.retain(|fault| !files.contains(fault.place.file.as_ref()));
    let mut again = check_texts(site, &scope, comparisons, findings);
    // What stands in a passage or a register is the same as before.
    again.retain(|fault| files.contains(fault.place.file.as_ref()));
    before.texts.append(&mut again);
    before
}

/// Everything that is wrong with the texts of a scope and worth saying on the day of the site.
fn check_texts(site: &Site, scope: &Scope, comparisons: &Comparisons, findings: &[Arc<Findings>]) -> Vec<Diagnostic> {
    let run = |rule: &TextRule| {
        let mut diagnostics = Vec::new();
        rule(site, scope, &mut diagnostics);
        diagnostics
    };
    let mut single: Vec<Diagnostic> =
        findings.iter().flat_map(|findings| findings.diagnostics.iter().cloned()).collect();
    super::claims::check_claims(site, scope, findings.iter().flat_map(|findings| &findings.claims), &mut single);
    super::settled::drop_settled(site, scope, &mut single);
    let mut found: Vec<Diagnostic> = TEXT_RULES.par_iter().flat_map_iter(run).collect();
    for rule in COMPARISON_RULES {
        rule(site, comparisons, scope, &mut found);
    }
    found.append(&mut single);
    found
}

impl Found {
    /// What there is to say of it: what follows from something else is left out.
    pub fn told(&self, site: &Site) -> Vec<Diagnostic> {
        let mut told = [self.order.as_slice(), &self.unused, &self.texts].concat();
        // It names a text that sends its readers there, and where in the text that is.
        super::contact_details::check_contact_register(site, &mut told);
        super::consequences::drop_consequences(site, &mut told);
        told
    }
}
