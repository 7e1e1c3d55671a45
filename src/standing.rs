//! A manual that stands: checked, its pages planned, and each file of its site made when somebody asks for it.
//!
//! Takes what a build takes, gives the files that the build would write, one by one and byte for byte: `tests/suite/standing.rs`
//! holds it to that. What nobody asks for is not made, so that a preview of a large manual is quick and small. Like the build
//! it reads no clock and no disk.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use crate::compare::editions::compare_editions;
use crate::config::site_config::SiteConfig;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::reported::Reported;
use crate::memo::ContentHash;
use crate::memory::Memory;
use crate::model::site::Site;
use crate::pipeline::{BuildRequest, Checked, finish_checked};
use crate::publish::output_tree::{InMemory, OutputFile, OutputTree};
use crate::render::downloads::Inside;
use crate::render::faults::ToldFaults;
use crate::render::keep_files;
use crate::render::pages::plan_recipe;
use crate::render::plan::{PlannedPage, file_of, plan_chapter_pages, plan_pages, plan_shared_pages};
use crate::render::site_files::site_files;
use crate::render::theme::Theme;
use crate::render::views::make_page::ChapterSurroundings;
use crate::rendering::told_faults;
use crate::search::site_sets::files_of_sets;
use crate::source::source_tree::SourceTree;
use crate::stages::{NoObserver, Observer};

/// The sums of all files of a site, which its last file lists.
const SUMS: &str = "SHA256SUMS";
/// Files that tell of all others.
const LISTS: [&str; 3] = [SUMS, keep_files::HEAD, keep_files::LIST];

/// What may be wrong with a file that is asked for: the template that should make it is faulty.
pub type Made = Result<OutputFile, Box<Diagnostic>>;

/// A manual whose files are made when they are asked for.
pub struct StandingSite {
    sources: Arc<SourceTree>,
    request: BuildRequest,
    checked: Checked,
    sound: bool,
    memory: Arc<Memory>,
    surroundings: ChapterSurroundings,
    report: Arc<Vec<Diagnostic>>,
    /// What is wrong, as the reviewer's pages tell it.
    faults: OnceLock<ToldFaults>,
    /// The pages that are of no single chapter, by their files.
    shared_pages: OnceLock<HashMap<String, PlannedPage>>,
    /// Files for machines and for searching, by their paths.
    machine_files: OnceLock<BTreeMap<String, OutputFile>>,
    search_files: OnceLock<HashMap<String, OutputFile>>,
    lists: OnceLock<HashMap<&'static str, OutputFile>>,
}

/// Reads and checks a manual, and stands it up; `earlier` are faults of its files. What is remembered of builds before is
/// used, and nothing of it is forgotten: whoever keeps the memory says when.
pub fn stand_site(
    sources: &Arc<SourceTree>,
    config: &Arc<SiteConfig>,
    request: &BuildRequest,
    memory: &Arc<Memory>,
    observer: &dyn Observer,
    earlier: Vec<Diagnostic>,
) -> StandingSite {
    let mut report = earlier;
    let checked = finish_checked(sources, config, request, memory, observer, &mut report);
    StandingSite {
        sources: Arc::clone(sources),
        request: request.clone(),
        surroundings: ChapterSurroundings::of(&checked.site),
        sound: checked.theme.value.is_some()
            && !report.iter().any(|fault| checked.stops(fault) && !is_being_written(fault)),
        checked,
        report: Arc::new(report),
        faults: OnceLock::new(),
        memory: Arc::clone(memory),
        shared_pages: OnceLock::new(),
        machine_files: OnceLock::new(),
        search_files: OnceLock::new(),
        lists: OnceLock::new(),
    }
}

/// Whether a fault is that somebody writes in a text that is on record. They are to see what they write, and are told what to do
/// about it; published it is not.
fn is_being_written(fault: &Diagnostic) -> bool {
    fault.code.name == codes::EDITION_ALTERED.name
}

impl StandingSite {
    /// The manual.
    pub fn site(&self) -> &Site {
        &self.checked.site
    }

    /// Everything that is wrong with the manual.
    pub fn report(&self) -> &Arc<Vec<Diagnostic>> {
        &self.report
    }

    /// How many pages the site has.
    pub fn count_pages(&self) -> usize {
        plan_pages(self.site()).len()
    }

    /// How many of them are of one chapter, by its id.
    pub fn count_chapter_pages(&self, id: &str) -> usize {
        self.site().places.get(id).map_or(0, |place| plan_chapter_pages(self.site(), *place).len())
    }

    /// Whether the manual is free of errors, but for texts on record that somebody writes in: of one that is not, no page is to be
    /// shown.
    pub fn is_sound(&self) -> bool {
        self.sound
    }

    /// Whether the site has a file at a path. Nothing is made to tell.
    pub fn has(&self, path: &str) -> bool {
        self.planned(path).is_some()
            || self.static_file(path).is_some()
            || self.attachment(path).is_some()
            || self.is_list(path)
            || self.file(path).is_some()
    }

    /// A file of the site by its path, made now if it was not before; nothing if the site has none there.
    pub fn file(&self, path: &str) -> Option<Made> {
        if let Some(planned) = self.planned(path) {
            return Some(self.make_page(&planned));
        }
        if let Some(bytes) = self.static_file(path).or_else(|| self.attachment(path)) {
            return Some(Ok(OutputFile::new(bytes.to_vec())));
        }
        if self.is_list(path) {
            let list = || {
                let whole = self.whole().value;
                LISTS.into_iter().filter_map(|path| Some((path, whole.get(path)?.clone()))).collect()
            };
            return self.lists.get_or_init(list).get(path).cloned().map(Ok);
        }
        let found =
            if path.starts_with("search/") { self.search_files().get(path) } else { self.machine_files().get(path) };
        found.cloned().map(Ok)
    }

    /// The page that stands at a path.
    pub fn planned(&self, path: &str) -> Option<PlannedPage> {
        let site = &self.checked.site;
        // A chapter's pages all stand below its own address: of a large manual no list is made to find one.
        let id = path.strip_prefix("chapter/").and_then(|rest| rest.split('/').next());
        let place = id.and_then(|id| site.places.get(id));
        let of_chapter = place.map(|place| plan_chapter_pages(site, *place)).unwrap_or_default();
        if let Some(found) = of_chapter.into_iter().find(|planned| file_of(site, planned) == path) {
            return Some(found);
        }
        let by_file =
            || plan_shared_pages(site).into_iter().map(|planned| (file_of(site, &planned), planned)).collect();
        self.shared_pages.get_or_init(by_file).get(path).cloned()
    }

    /// All files of the site, as a build would write them, and everything that is wrong. Nothing of it is kept.
    pub fn whole(&self) -> Reported<OutputTree> {
        let mut faults = self.report.to_vec();
        let Some(theme) = self.theme() else { return Reported::new(OutputTree::new(), faults) };
        let (memory, audience) = (Memory::default(), self.request.audience);
        let rendering = self.checked.rendering(&self.sources, theme, audience, &memory, &NoObserver);
        let tree = rendering.run(&InMemory, &mut faults);
        Reported::new(tree.seal(), faults)
    }

    /// What is wrong with the making of pages: each is made once, and none kept.
    pub fn find_faults(&self) -> Vec<Diagnostic> {
        let made = plan_pages(self.site()).into_par_iter().filter_map(|planned| self.make_page(&planned).err());
        made.map(|fault| *fault).collect()
    }

    fn theme(&self) -> Option<&Theme> {
        self.checked.theme.value.as_ref()
    }

    fn make_page(&self, planned: &PlannedPage) -> Made {
        let Checked { site, common, comparisons, .. } = &self.checked;
        let compared = |chapter: usize, older: usize, newer: usize| {
            let key = comparisons.key(chapter, older, newer)?;
            let editions = &site.chapters.get(chapter)?.editions;
            let (before, after) = (editions.get(older)?, editions.get(newer)?);
            Some(self.memory.comparisons.recall(key, || compare_editions(site, before, after)))
        };
        let faults = self.faults.get_or_init(|| told_faults(&self.sources, site, &self.report));
        let recipe = plan_recipe(site, planned, *common, &self.surroundings, &compared, faults);
        match self.theme() {
            Some(theme) => recipe
                .make(theme, &|path| Some(Inside::of(path, self.static_file(path).or_else(|| self.attachment(path))?)))
                .map(|html| OutputFile::new(html.into_bytes())),
            None => Ok(OutputFile::new(Vec::new())),
        }
    }

    fn is_list(&self, path: &str) -> bool {
        path == SUMS || path != keep_files::WORKER && keep_files::has(self.site(), path)
    }

    fn static_file(&self, path: &str) -> Option<&[u8]> {
        let statics = &self.theme()?.statics;
        let (_, bytes) = statics.iter().find(|(found, _)| found == path)?;
        keep_files::published(self.site(), path, bytes)
    }

    fn attachment(&self, path: &str) -> Option<&[u8]> {
        let mut both = self.checked.site.attachments.iter().zip(&self.sources.assets);
        both.find(|(file, _)| !file.held_back && file.path.as_ref() == path).map(|(_, asset)| asset.bytes.as_ref())
    }

    fn machine_files(&self) -> &BTreeMap<String, OutputFile> {
        self.machine_files.get_or_init(|| {
            let site = &self.checked.site;
            let files = site_files(site, &plan_pages(site), self.request.audience);
            files.into_iter().map(|(path, text)| (path, OutputFile::new(text.into_bytes()))).collect()
        })
    }

    fn search_files(&self) -> &HashMap<String, OutputFile> {
        self.search_files.get_or_init(|| {
            let sets = files_of_sets(&self.checked.site, &self.memory.search, |_, bytes| OutputFile::new(bytes));
            self.memory.search.forget_unused();
            let files = sets.iter().filter_map(|set| set.as_ref().as_ref().ok()).flat_map(|set| &set.files);
            files.cloned().collect()
        })
    }

    /// The hash of what all pages share: pages of two sites that differ in it differ too.
    pub fn common(&self) -> ContentHash {
        self.checked.common
    }
}
