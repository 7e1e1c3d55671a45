//! The build on one page.
//!
//! Takes everything that was read, gives the files of the site and everything found wrong on the way. Each pure call is
//! remembered by the hash of what it was given: a rebuild runs the same lines and makes only what is new. Nothing here
//! reads a clock, the environment or a disk.

use std::ops::Range;
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
use crate::compare::editions::compare_editions;
use crate::config::site_config::SiteConfig;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
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
use crate::publish::output_tree::{OutputFile, OutputTree};
use crate::reading::read_files;
use crate::render::brand_css::brand_css;
use crate::render::chapter_key::{ChapterKeys, pictures_key};
use crate::render::downloads::{Inside, files_to_load};
use crate::render::faults::ToldFaults;
use crate::render::keep_files::{keep_files, published};
use crate::render::pages::{PageRecipe, plan_recipe};
use crate::render::plan::{PageKind, PlannedPage, chapters_of, plan_pages};
use crate::render::site_files::site_files;
use crate::render::theme::{Theme, load_theme, theme_files, theme_files_key};
use crate::render::views::make_page::ChapterSurroundings;
use crate::render::views::make_site::site_view;
use crate::search::site_sets::files_of_sets;
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
    let mut report = earlier;
    let mut checked = finish_checked(sources, config, request, memory, observer, &mut report);
    let mut output = None;
    if let (Some(theme), false) = (checked.theme.value.as_ref(), report.iter().any(|fault| checked.stops(fault))) {
        output = Some(render_site(sources, &checked, theme, request.audience, memory, observer, &mut report));
        finish_report(&mut report, config, &request.deny, &mut checked.exemptions);
    }
    memory.forget_unused();
    if report.iter().any(|fault| checked.stops(fault)) {
        output = None;
    }
    Reported::new(output.map(OutputTree::seal), report)
}

/// The version of a theme, as it stands in the addresses of its files.
fn version_of(hash: ContentHash) -> String {
    hash.hex().chars().take(8).collect()
}

/// The faults that the pages of a site for review tell; of any other site they tell none.
pub(crate) fn told_faults(sources: &SourceTree, site: &Site, report: &[Diagnostic]) -> ToldFaults {
    let told = site.proposals.as_ref().map(|proposals| ToldFaults::of(report, proposals, |path| sources.text(path)));
    told.unwrap_or_default()
}

pub(crate) fn render_site(
    sources: &SourceTree,
    checked: &Checked,
    theme: &Theme,
    audience: Audience,
    memory: &Memory,
    observer: &dyn Observer,
    report: &mut Vec<Diagnostic>,
) -> OutputTree {
    let &Checked { ref site, common, ref comparisons, .. } = checked;
    let plan = plan_pages(site);
    observer.begin(Stage::Render, plan.len());
    let shared = ChapterSurroundings::of(site);
    // No page shows the record of editions.
    let shown = sources.registers.iter().filter(|text| !text.path.ends_with(".lock")).map(|text| text.hash);
    let keys = ChapterKeys::of(site, &shared, ContentHash::of_all([common].into_iter().chain(shown)));
    let faults = told_faults(sources, site, report);
    let loaded = files_to_load(sources, site, theme);
    let lend = |path: &str| loaded.get(path).map(Inside::lent);
    let make_page = |planned: &PlannedPage| {
        let compared = |chapter: usize, older: usize, newer: usize| {
            let key = comparisons.key(chapter, older, newer)?;
            let editions = &site.chapters.get(chapter)?.editions;
            let (before, after) = (editions.get(older)?, editions.get(newer)?);
            Some(memory.comparisons.recall(key, || compare_editions(site, before, after)))
        };
        let recipe = || plan_recipe(site, planned, common, &shared, &compared, &faults);
        let make = |recipe: PageRecipe<'_>| {
            let file = recipe.file.clone();
            recipe.make(theme, &lend).map(|html| (file, OutputFile::new(html.into_bytes())))
        };
        let with_pictures = |key, chapters| ContentHash::of_all([key, hash_pictures(sources, site, chapters)]);
        let page = match planned.kind {
            // A manual is mostly chapters: what their pages depend on is hashed without making the view.
            PageKind::Chapter(place) => memory.pages.recall(keys.chapter(place), || make(recipe())),
            PageKind::Edition(place, _) | PageKind::History(place) => {
                memory.pages.recall(keys.of_chapter(place, &planned.kind), || make(recipe()))
            }
            PageKind::Amendments(year) => memory.pages.recall(keys.amendments(site, year), || make(recipe())),
            PageKind::Compare(place, older, newer) | PageKind::Changes(place, older, newer) => {
                // The page may be remembered; what it was made from must be too, for when its looks change.
                let comparison = comparisons.key(place, older, newer).inspect(|key| memory.comparisons.keep(*key));
                let key = ContentHash::of_all([keys.of_chapter(place, &planned.kind)].into_iter().chain(comparison));
                memory.pages.recall(key, || make(recipe()))
            }
            PageKind::Print(part) => {
                memory.pages.recall(keys.several(&planned.kind, chapters_of(site, part)), || make(recipe()))
            }
            PageKind::ChapterFile(place) => {
                let key = with_pictures(keys.of_chapter(place, &planned.kind), place..place + 1);
                memory.pages.recall(key, || make(recipe()))
            }
            PageKind::ManualFile(part) => {
                let key = with_pictures(keys.several(&planned.kind, chapters_of(site, part)), chapters_of(site, part));
                memory.pages.recall(key, || make(recipe()))
            }
            _ => {
                let recipe = recipe();
                memory.pages.recall(recipe.key, || make(recipe))
            }
        };
        observer.step();
        page
    };
    let to_file = |(path, text): (String, String)| (path, OutputFile::new(text.into_bytes()));
    let ((made, machine_files), search_files) = rayon::join(
        || {
            let made = rayon::join(
                || plan.par_iter().map(make_page).collect::<Vec<_>>(),
                || site_files(site, &plan, audience).into_iter().map(to_file).collect::<Vec<_>>(),
            );
            // What is left of it: it began with the pages.
            observer.begin(Stage::Search, 0);
            made
        },
        || files_of_sets(site, &memory.search, OutputFile::new),
    );
    let mut output = OutputTree::new();
    let mut put = |path: String, file: OutputFile, report: &mut Vec<Diagnostic>| {
        if output.insert(path.clone(), file).is_some() {
            let place = Place::file(&Arc::from(path.as_str()));
            let fault =
                Diagnostic::new(&codes::OUTPUT_CLASH, place, "two things would be written to this path of the site");
            report.push(fault.help("rename one of them"));
        }
    };
    for page in made {
        match page.as_ref() {
            Ok((path, file)) => put(path.clone(), file.clone(), report),
            Err(fault) => report.push(fault.as_ref().clone()),
        }
    }
    for (path, bytes) in theme.statics.iter().filter_map(|(path, bytes)| Some((path, published(site, path, bytes)?))) {
        let file = memory.files.recall(ContentHash::of(bytes), || OutputFile::new(bytes.to_vec()));
        put(path.clone(), file.as_ref().clone(), report);
    }
    for (attachment, asset) in site.attachments.iter().zip(&sources.assets).filter(|(file, _)| !file.held_back) {
        let file = memory.files.recall(asset.hash, || OutputFile::new(asset.bytes.to_vec()));
        put(attachment.path.to_string(), file.as_ref().clone(), report);
    }
    for (path, file) in machine_files {
        put(path, file, report);
    }
    for set in search_files {
        match set.as_ref() {
            Ok(set) => set.files.iter().for_each(|(path, file)| put(path.clone(), file.clone(), report)),
            Err(fault) => report.push(fault.as_ref().clone()),
        }
    }
    let lists = lists_to_keep(site, theme, &plan, &output).into_iter().map(to_file);
    lists.for_each(|(path, file)| drop(output.insert(path, file)));
    output
}

/// The hash of the pictures that some chapters show.
fn hash_pictures(sources: &SourceTree, site: &Site, chapters: Range<usize>) -> ContentHash {
    pictures_key(site, chapters, &|place| sources.assets.get(place).map(|asset| asset.hash))
}

/// The lists of what a browser keeps: they tell of all files that are there.
fn lists_to_keep(site: &Site, theme: &Theme, plan: &[PlannedPage], output: &OutputTree) -> Vec<(String, String)> {
    let listed = output.iter().map(|(path, file)| (path, file.sha256(), file.bytes().len()));
    let view = site_view(site, &version_of(theme.hash));
    let sum = |text: &str| *OutputFile::new(text.as_bytes().to_vec()).sha256();
    keep_files(site, &view, plan, listed, &sum)
}
