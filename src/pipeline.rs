//! The build on one page.
//!
//! Takes everything that was read, gives the files of the site and everything found wrong on the way. Each pure call is
//! remembered by the hash of what it was given: a rebuild runs the same lines and makes only what is new. Nothing here
//! reads a clock, the environment or a disk.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::check::exemptions::Exemptions;
use crate::check::finish::{finish_check, finish_report};
use crate::check::record::tell_of_record;
use crate::check::run::{Findings, check_again, check_document, check_site};
use crate::check::settled::drop_settled;
use crate::compare::comparisons::Comparisons;
use crate::config::site_config::SiteConfig;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::reported::Reported;
use crate::memo::ContentHash;
use crate::memory::{Kept, Memory};
use crate::model::again::Assembled;
use crate::model::assemble::assemble_site;
use crate::model::editions::{Audience, Vantage};
use crate::model::empty_record::find_empty_record;
use crate::model::proposals::Proposals;
use crate::model::scope::Scope;
use crate::model::site::Site;
use crate::parse::document::Document;
use crate::publish::output_tree::{FileTaker, InMemory, OutputTree};
use crate::reading::read_files;
use crate::render::brand_css::brand_css;
use crate::render::theme::{Theme, load_theme, theme_files, theme_files_key};
use crate::render::views::make_site::site_view;
use crate::rendering::{Rendering, version_of};
use crate::source::source_tree::SourceTree;
use crate::stages::{Observer, Stage};

/// What a build is asked for, besides its source.
#[derive(Clone, Debug)]
pub struct BuildRequest {
    /// The day on which the manual is built.
    pub today: Date,
    /// The earlier day that the manual is shown as at: frozen, for a record.
    pub as_at: Option<Date>,
    /// Who the site is for.
    pub audience: Audience,
    /// Whether it is for those who review what is to come: with what would go live, and marked as not in force.
    pub review: bool,
    /// Codes whose warnings stop the build: names, or "warnings" for all.
    pub deny: Vec<String>,
    /// Folders that hold no content though they may lie in the content folder.
    pub outside: Vec<PathBuf>,
}

/// A manual, checked.
pub struct Checked {
    /// The site.
    pub site: Site,
    /// The theme that is to show it; nothing if it is faulty.
    pub(crate) theme: Arc<Reported<Option<Theme>>>,
    /// The hash of what all pages share.
    pub(crate) common: ContentHash,
    /// How editions differ.
    pub(crate) comparisons: Comparisons,
    /// What authors leave as it is, with reasons.
    exemptions: Exemptions,
}

impl Checked {
    /// Whether no site is made with a fault. One for review is made in spite of errors in texts that are not in force yet,
    /// as far as a site might also take them for warnings: those who decide are to see them.
    pub(crate) fn stops(&self, fault: &Diagnostic) -> bool {
        let shown = |proposals: &Proposals| fault.code.adjustable && proposals.holds(&fault.place.file);
        fault.is_error() && !self.site.proposals.as_deref().is_some_and(shown)
    }

    /// All files of its site, to be made.
    pub(crate) fn rendering<'a>(
        &'a self,
        sources: &'a SourceTree,
        theme: &'a Theme,
        audience: Audience,
        memory: &'a Memory,
        observer: &'a dyn Observer,
    ) -> Rendering<'a> {
        let &Checked { ref site, common, ref comparisons, .. } = self;
        Rendering { sources, site, theme, common, comparisons, audience, memory, observer }
    }
}

/// Reads a manual and puts it together, and checks nothing of it.
pub fn read_manual(
    sources: &SourceTree,
    config: &Arc<SiteConfig>,
    request: &BuildRequest,
    memory: &Memory,
    observer: &dyn Observer,
) -> Reported<Site> {
    let mut report = Vec::new();
    let files = read_files(sources, config, request.today, memory, observer, &mut report);
    let parts = files.seen_from(Vantage::on(request.today), sources, config, request.audience, request.review, memory);
    let site = assemble_site(parts).take(&mut report);
    Reported::new(site, report)
}

/// Reads and checks a manual. The diagnostics are sorted, and stand at the severities that the site sets.
///
/// A manual that was checked before, and of which only sentences were rewritten since, is not put together and checked anew: the
/// new texts take their places, and they alone are checked. What comes out is the same; `tests/suite/again.rs` holds it to that.
pub fn check_manual(
    sources: &SourceTree,
    config: &Arc<SiteConfig>,
    request: &BuildRequest,
    memory: &Memory,
    observer: &dyn Observer,
) -> Reported<Checked> {
    let mut report = Vec::new();
    let files = read_files(sources, config, request.today, memory, observer, &mut report);
    let parts_seen_from = |vantage| files.seen_from(vantage, sources, config, request.audience, request.review, memory);
    let vantage = Vantage::on(request.today);
    let writing = &config.writing;
    let rules = ContentHash::of(format!("{writing:?}").as_bytes());
    let check = |document: &Arc<Document>| {
        let key = ContentHash::of_all([document.hash, rules]);
        memory.checks.recall(key, || check_document(document, writing))
    };

    let parts = parts_seen_from(vantage);
    let plain = request.as_at.is_none() && !request.review;
    let before = if plain { memory.take_kept(vantage, request.audience) } else { None };
    let again = before.and_then(|kept| Some((kept.assembled.again(&parts)?, kept)));
    let (mut site, mut comparisons, told) = if let Some(((assembled, rewritten), kept)) = again {
        observer.begin(Stage::Check, 1);
        let site = assembled.site.clone();
        report.extend(assembled.report.iter().cloned());
        let comparisons = kept.comparisons.again(&site, &rewritten.chapters, &memory.comparisons);
        let scope = Scope::Only(rewritten.clone());
        let found: Vec<Arc<Findings>> = scope.texts(&site).map(|text| check(&text.passage.document)).collect();
        let found = check_again(&site, rewritten, &comparisons, &found, kept.found);
        let told = found.told(&site);
        memory.keep(Kept { assembled, comparisons: comparisons.clone(), found, again: kept.again + 1 });
        (site, comparisons, told)
    } else {
        let note = if plain { Some(Assembled::of(&parts)) } else { None };
        let mut order = Vec::new();
        let site = assemble_site(parts).take(&mut order);
        report.extend(order.iter().cloned());
        observer.begin(Stage::Check, 1);
        let documents: Vec<&Arc<Document>> = files.documents.iter().chain(&files.passages).collect();
        let found: Vec<Arc<Findings>> = documents.into_par_iter().map(check).collect();
        let comparisons = Comparisons::of(&site, &memory.comparisons);
        let found = check_site(&site, &comparisons, &found);
        let told = found.told(&site);
        if let Some(note) = note {
            let assembled = note(site.clone(), order);
            memory.keep(Kept { assembled, comparisons: comparisons.clone(), found, again: 0 });
        }
        (site, comparisons, told)
    };
    report.extend(told);
    // What was found while files were read knows nothing of what is in force.
    drop_settled(&site, &Scope::Whole, &mut report);
    if let Some(day) = request.as_at {
        let record = assemble_site(parts_seen_from(Vantage::as_at(day, request.today))).value;
        // The source is checked as it is today. A text that names a chapter which came later is no fault of the record.
        report.extend(find_empty_record(&site, &record));
        comparisons = Comparisons::of(&record, &memory.comparisons);
        site = record;
    }

    let colours = brand_css(&config.brand);
    let key = theme_files_key(&sources.theme, &colours, &site.words);
    let made = memory.theme_files.recall(key, || theme_files(&sources.theme, &colours, &site.words));
    let (looks, looks_hash) = (&made.0, made.1);
    let view = site_view(&site, &version_of(looks_hash));
    let shared = format!("{view:?} {} {} {}", site.words.hash.hex(), config.fingerprint(), env!("CARGO_PKG_VERSION"));
    let common = ContentHash::of_all([looks_hash, ContentHash::of(shared.as_bytes())]);
    let theme = memory.themes.recall(common, || load_theme(looks, looks_hash, &view, &site.words));
    report.extend(theme.diagnostics.iter().cloned());

    tell_of_record(&site, &mut report);
    let documents = files.documents.iter().chain(&files.passages);
    let mut exemptions = Exemptions::gather(documents, &sources.registers, &mut report);
    finish_report(&mut report, config, &request.deny, &mut exemptions);
    Reported::new(Checked { site, theme, common, comparisons, exemptions }, report)
}

/// A manual that was looked at, and what its authors answer for.
pub struct Examined {
    /// The manual.
    pub site: Site,
    /// How many faults more its authors exempted, with reasons.
    pub exempted: usize,
}

/// A manual, and everything that is wrong with it, `earlier` faults of its files among it.
pub fn check_report(
    sources: &SourceTree,
    config: &Arc<SiteConfig>,
    request: &BuildRequest,
    memory: &Memory,
    observer: &dyn Observer,
    earlier: Vec<Diagnostic>,
) -> Reported<Examined> {
    check_report_and(sources, config, request, memory, observer, earlier, &mut |_| Vec::new())
}

/// The same, and what somebody else finds wrong with the manual: it is adjusted and exempted like all else.
pub fn check_report_and(
    sources: &SourceTree,
    config: &Arc<SiteConfig>,
    request: &BuildRequest,
    memory: &Memory,
    observer: &dyn Observer,
    earlier: Vec<Diagnostic>,
    find_more: &mut dyn FnMut(&Site) -> Vec<Diagnostic>,
) -> Reported<Examined> {
    let mut report = earlier;
    let mut checked = check_manual(sources, config, request, memory, observer).take(&mut report);
    report.extend(find_more(&checked.site));
    finish_check(&mut report, config, &request.deny, &mut checked.exemptions);
    Reported::new(Examined { site: checked.site, exempted: checked.exemptions.exempted }, report)
}

/// Reads and checks a manual, and finishes the report, in which earlier faults may stand.
pub(crate) fn finish_checked(
    sources: &SourceTree,
    config: &Arc<SiteConfig>,
    request: &BuildRequest,
    memory: &Memory,
    observer: &dyn Observer,
    report: &mut Vec<Diagnostic>,
) -> Checked {
    let mut checked = check_manual(sources, config, request, memory, observer).take(report);
    finish_check(report, config, &request.deny, &mut checked.exemptions);
    checked
}

/// Builds a manual: the files of its site, or nothing if its source has errors.
pub fn build_site(
    sources: &SourceTree,
    config: &Arc<SiteConfig>,
    request: &BuildRequest,
    memory: &Memory,
    observer: &dyn Observer,
    earlier: Vec<Diagnostic>,
) -> Reported<Option<OutputTree>> {
    build_site_into(&InMemory, sources, config, request, memory, observer, earlier)
}

/// The same, with the bytes of files handed to somebody as they are made: what is given then holds the sums of those that were
/// taken. Nobody is handed a file of a manual whose source has errors; of one whose templates have, the whole is void.
pub fn build_site_into(
    taker: &dyn FileTaker,
    sources: &SourceTree,
    config: &Arc<SiteConfig>,
    request: &BuildRequest,
    memory: &Memory,
    observer: &dyn Observer,
    earlier: Vec<Diagnostic>,
) -> Reported<Option<OutputTree>> {
    let mut report = earlier;
    let mut checked = finish_checked(sources, config, request, memory, observer, &mut report);
    let mut output = None;
    if let (Some(theme), false) = (checked.theme.value.as_ref(), report.iter().any(|fault| checked.stops(fault))) {
        taker.begin();
        output = Some(checked.rendering(sources, theme, request.audience, memory, observer).run(taker, &mut report));
        finish_report(&mut report, config, &request.deny, &mut checked.exemptions);
    }
    memory.forget_unused();
    if report.iter().any(|fault| checked.stops(fault)) {
        output = None;
    }
    Reported::new(output.map(OutputTree::seal), report)
}
