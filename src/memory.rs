//! What is remembered from build to build: the results of the pipeline's pure calls, by the hashes of what they were given; and
//! the manual as it was checked last.
//!
//! Takes nothing and makes nothing: the pipeline asks and fills it. A build ends by forgetting what it did not use.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use crate::check::run::{Findings, Found};
use crate::compare::comparison::Comparison;
use crate::compare::comparisons::Comparisons;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::reported::Reported;
use crate::language::words::Words;
use crate::memo::Memo;
use crate::model::again::Assembled;
use crate::model::editions::{Audience, Vantage};
use crate::model::lexicon::Lexicon;
use crate::model::passage::PageText;
use crate::model::sisters::Sisters;
use crate::parse::document::Document;
use crate::parse::registers::RegisterFile;
use crate::publish::output_tree::OutputFile;
use crate::render::theme::{Theme, ThemeFiles};
use crate::search::site_sets::SearchMemory;

/// The most manuals that are kept to be checked again: the views that somebody looks at by turns.
const MOST_KEPT: usize = 4;

/// How often in a row a manual is checked again before it is checked anew: what its builds remembered meanwhile is forgotten then.
const MOST_AGAIN: usize = 200;

/// A manual that was checked, to be checked again where only words were changed.
pub(crate) struct Kept {
    pub(crate) assembled: Assembled,
    pub(crate) comparisons: Comparisons,
    pub(crate) found: Found,
    /// How often it was checked again since it was checked anew.
    pub(crate) again: usize,
}

/// A page and its path in the site, or the fault of its template.
pub(crate) type MadePage = Result<(String, OutputFile), Box<Diagnostic>>;

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
    pub(crate) words: Memo<Reported<Arc<Words>>>,
    pub(crate) theme_files: Memo<ThemeFiles>,
    pub(crate) themes: Memo<Reported<Option<Theme>>>,
    pub(crate) pages: Memo<MadePage>,
    pub(crate) files: Memo<OutputFile>,
    pub(crate) search: SearchMemory<OutputFile>,
    /// The one checked last stands last.
    kept: Mutex<Vec<Kept>>,
    /// Whether the manual was checked again since something was forgotten: it used little of what is remembered, and all of it is
    /// needed when it is checked anew.
    again: AtomicBool,
    checked_again: AtomicUsize,
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

    /// How many times a manual was checked again, and not anew, because only words of it were changed.
    pub fn checked_again(&self) -> usize {
        self.checked_again.load(Ordering::Relaxed)
    }

    /// The manual that was checked before, as it is seen from a day by an audience. Whoever takes it gives back what comes of it.
    pub(crate) fn take_kept(&self, vantage: Vantage, audience: Audience) -> Option<Kept> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|kept| kept.assembled.is_seen_from(vantage, audience))?;
        Some(kept.remove(place)).filter(|kept| kept.again < MOST_AGAIN)
    }

    pub(crate) fn keep(&self, checked: Kept) {
        self.checked_again.fetch_add(usize::from(checked.again > 0), Ordering::Relaxed);
        self.again.store(checked.again > 0, Ordering::Relaxed);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MOST_KEPT {
            kept.remove(0);
        }
        kept.push(checked);
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
        if !self.again.load(Ordering::Relaxed) {
            self.checks.forget_unused();
            self.comparisons.forget_unused();
            self.texts.forget_unused();
        }
        self.documents.forget_unused();
        self.registers.forget_unused();
        self.sisters.forget_unused();
        self.lexicons.forget_unused();
        self.words.forget_unused();
        self.theme_files.forget_unused();
        self.themes.forget_unused();
    }
}
