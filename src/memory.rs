//! What is remembered from build to build: the results of the pipeline's pure calls, by the hashes of what they were given.
//!
//! Takes nothing and makes nothing: the pipeline asks and fills it. A build ends by forgetting what it did not use.

use std::sync::Arc;

use crate::check::run::Findings;
use crate::compare::comparison::Comparison;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::reported::Reported;
use crate::memo::Memo;
use crate::model::lexicon::Lexicon;
use crate::model::passage::PageText;
use crate::model::sisters::Sisters;
use crate::parse::document::Document;
use crate::parse::registers::RegisterFile;
use crate::publish::output_tree::OutputFile;
use crate::render::theme::{Theme, ThemeFiles};
use crate::search::site_sets::SearchMemory;

/// What is remembered from build to build.
#[derive(Default)]
pub struct Memory {
    pub(crate) documents: Memo<Reported<Arc<Document>>>,
    pub(crate) checks: Memo<Findings>,
    pub(crate) comparisons: Memo<Comparison>,
    pub(crate) registers: Memo<Reported<RegisterFile>>,
    pub(crate) sisters: Memo<Sisters>,
    pub(crate) texts: Arc<Memo<PageText>>,
    pub(crate) lexicons: Memo<Lexicon>,
    pub(crate) theme_files: Memo<ThemeFiles>,
    pub(crate) themes: Memo<Reported<Option<Theme>>>,
    pub(crate) pages: Memo<Result<(String, OutputFile), Box<Diagnostic>>>,
    pub(crate) files: Memo<OutputFile>,
    pub(crate) search: SearchMemory<OutputFile>,
}

impl Memory {
    /// How many sets were indexed for searching in all.
    pub fn sets_indexed(&self) -> usize {
        self.search.sets_indexed()
    }

    /// How many comparisons of editions were made in all.
    pub fn comparisons_made(&self) -> usize {
        self.comparisons.made()
    }

    /// Ends a build: forgets what it did not use.
    pub(crate) fn forget_unused(&self) {
        self.forget_unread();
        self.pages.forget_unused();
        self.files.forget_unused();
        self.search.forget_unused();
    }

    /// Forgets what the check of a manual did not use; what its files are made of is kept.
    pub(crate) fn forget_unread(&self) {
        self.documents.forget_unused();
        self.checks.forget_unused();
        self.comparisons.forget_unused();
        self.registers.forget_unused();
        self.sisters.forget_unused();
        self.texts.forget_unused();
        self.lexicons.forget_unused();
        self.theme_files.forget_unused();
        self.themes.forget_unused();
    }
}
