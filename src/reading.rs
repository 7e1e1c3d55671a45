//! The files of a manual, read: takes what stands in a source, gives documents, passages and registers, and what a site is put
//! together from. Puts nothing together itself.

use std::sync::Arc;

use jiff::civil::Date;

use crate::config::site_config::SiteConfig;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::reported::Reported;
use crate::language::words::Words;
use crate::memo::ContentHash;
use crate::memory::Memory;
use crate::model::assemble::Parts;
use crate::model::editions::{Audience, Vantage};
use crate::model::lexicon::Lexicon;
use crate::model::sisters::Sisters;
use crate::parse::document::{Document, parse_document, parse_passage};
use crate::parse::parse_all::parse_all;
use crate::parse::registers::{RegisterFile, parse_register};
use crate::source::source_tree::SourceTree;
use crate::stages::{Observer, Stage};

/// The files of a manual, read and not put together yet.
pub(crate) struct ReadFiles {
    /// Chapters and introductions, by path.
    pub(crate) documents: Vec<Arc<Document>>,
    /// Shared passages.
    pub(crate) passages: Vec<Arc<Document>>,
    registers: Vec<RegisterFile>,
    lexicon: Arc<Lexicon>,
    sisters: Arc<Sisters>,
    words: Arc<Words>,
    /// The hash of registers and of what is known of sister manuals.
    shared: ContentHash,
}

/// Reads the files of a manual, each once: what was read before is remembered.
pub(crate) fn read_files(
    sources: &SourceTree,
    config: &SiteConfig,
    today: Date,
    memory: &Memory,
    observer: &dyn Observer,
    report: &mut Vec<Diagnostic>,
) -> ReadFiles {
    observer.begin(Stage::Parse, sources.pages.len() + sources.passages.len());
    let step = || observer.step();
    let documents = parse_all(&sources.pages, parse_document, &memory.documents, &step, report);
    let passages = parse_all(&sources.passages, parse_passage, &memory.documents, &step, report);
    let mut registers = Vec::new();
    for text in &sources.registers {
        registers.push(memory.registers.recall(text.hash, || parse_register(text)).as_ref().clone().take(report));
    }
    observer.begin(Stage::Assemble, 1);
    let lexicon = Lexicon::remembered(&memory.lexicons, &registers);
    let day = ContentHash::of(today.to_string().as_bytes());
    let named = ContentHash::of_all([sources.sisters_hash(), day]);
    let sisters = memory.sisters.recall(named, || Sisters::of(&sources.sisters, today));
    let shared = ContentHash::of_all(sources.registers.iter().map(|text| text.hash).chain([named]));
    let (language, asked, theme) = (&config.language, &config.language_asked, &sources.theme);
    let told = memory.words.recall(Words::key(language, asked, theme), || {
        let told = Words::of(language, asked, theme);
        Reported::new(Arc::new(told.value), told.diagnostics)
    });
    let words = told.as_ref().clone().take(report);
    ReadFiles { documents, passages, registers, lexicon, sisters, words, shared }
}

impl ReadFiles {
    /// What the manual is put together from, as one sees it from a day.
    pub(crate) fn seen_from(
        &self,
        vantage: Vantage,
        sources: &SourceTree,
        config: &Arc<SiteConfig>,
        audience: Audience,
        review: bool,
        memory: &Memory,
    ) -> Parts {
        Parts {
            documents: self.documents.clone(),
            passages: self.passages.clone(),
            registers: self.registers.clone(),
            attachments: sources.assets.iter().map(|asset| (Arc::clone(&asset.path), asset.size)).collect(),
            sisters: self.sisters.as_ref().clone(),
            config: Arc::clone(config),
            words: Arc::clone(&self.words),
            vantage,
            audience,
            review,
            lexicon: Arc::clone(&self.lexicon),
            source: if vantage.frozen { sources.hash() } else { ContentHash::of(&[]) },
            shared: self.shared,
            texts: Arc::clone(&memory.texts),
        }
    }
}
