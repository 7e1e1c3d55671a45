//! The page of forms: each with where it is and which chapters send readers to it.

use serde::Serialize;

use super::lists::CitedReferenceView;
use super::make_page::Surroundings;
use super::make_registers::cited_references;
use super::page::PageView;
use crate::parse::registers::ReferenceKind;

/// `forms.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct FormsView {
    /// Head and surroundings.
    pub page: PageView,
    /// The forms by their titles.
    pub forms: Vec<CitedReferenceView>,
}

/// `forms.html`.
pub fn forms_view(around: &Surroundings<'_>) -> FormsView {
    let forms = cited_references(around, &[ReferenceKind::Form]).pop().unwrap_or_default();
    FormsView { forms, page: around.page(around.words().say("forms")) }
}
