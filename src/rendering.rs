//! All files of a site, made: its pages in parallel, and beside them what machines read and what is searched.
//!
//! Takes a manual that was checked, and the theme that is to show it; gives the tree of its site. Each page is remembered by the
//! hash of what it is made from, unless its bytes are handed on. Nothing here reads a clock, the environment or a disk.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::compare::comparisons::Comparisons;
use crate::compare::editions::compare_editions;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::memo::ContentHash;
use crate::memory::{MadePage, Memory};
use crate::model::editions::Audience;
use crate::model::site::Site;
use crate::publish::output_tree::{FileTaker, OutputFile, OutputTree};
use crate::render::chapter_key::{ChapterKeys, pictures_key};
use crate::render::downloads::{Inside, files_to_load};
use crate::render::faults::ToldFaults;
use crate::render::keep_files::{keep_files, published};
use crate::render::pages::{PageRecipe, plan_recipe};
use crate::render::plan::{PageKind, PlannedPage, chapters_of, plan_pages};
use crate::render::site_files::site_files;
use crate::render::theme::Theme;
use crate::render::views::make_page::ChapterSurroundings;
use crate::render::views::make_site::site_view;
use crate::search::site_sets::files_of_sets;
use crate::source::source_tree::SourceTree;
use crate::stages::{Observer, Stage};

/// All files of a site, to be made.
pub(crate) struct Rendering<'a> {
    /// What the manual was read from.
    pub(crate) sources: &'a SourceTree,
    /// The manual.
    pub(crate) site: &'a Site,
    /// What shows it.
    pub(crate) theme: &'a Theme,
    /// The hash of what all pages share.
    pub(crate) common: ContentHash,
    /// How editions differ.
    pub(crate) comparisons: &'a Comparisons,
    /// Who the site is for.
    pub(crate) audience: Audience,
    /// What was made before.
    pub(crate) memory: &'a Memory,
    /// Who follows it.
    pub(crate) observer: &'a dyn Observer,
}

/// The faults that the pages of a site for review tell; of any other site they tell none.
pub(crate) fn told_faults(sources: &SourceTree, site: &Site, report: &[Diagnostic]) -> ToldFaults {
    let told = site.proposals.as_ref().map(|proposals| ToldFaults::of(report, proposals, |path| sources.text(path)));
    told.unwrap_or_default()
}

/// The version of a theme, as it stands in the addresses of its files.
pub(crate) fn version_of(hash: ContentHash) -> String {
    hash.hex().chars().take(8).collect()
}

impl Rendering<'_> {
    /// Makes all files, and gives them to `taker` as they are made. Faults of templates, and of paths, join the report.
    pub(crate) fn run(&self, taker: &dyn FileTaker, report: &mut Vec<Diagnostic>) -> OutputTree {
        let Rendering { sources, site, theme, memory, observer, .. } = *self;
        let plan = plan_pages(site);
        observer.begin(Stage::Render, plan.len());
        let shared = ChapterSurroundings::of(site);
        let keys = taker.keeps_bytes().then(|| self.keys(&shared));
        let faults = told_faults(sources, site, report);
        let loaded = files_to_load(sources, site, theme);
        let make_page = |planned: &PlannedPage| {
            let page =
                self.page(planned, keys.as_ref(), &shared, &faults, &|path| loaded.get(path).map(Inside::lent), taker);
            observer.step();
            page
        };
        let to_file = |(path, text): (String, String)| {
            let file = taker.take(&path, text.into_bytes());
            (path, file)
        };
        let ((made, machine_files), search_files) = rayon::join(
            || {
                let made = rayon::join(
                    || plan.par_iter().map(make_page).collect::<Vec<_>>(),
                    || site_files(site, &plan, self.audience).into_iter().map(to_file).collect::<Vec<_>>(),
                );
                // What is left of it: it began with the pages.
                observer.begin(Stage::Search, 0);
                made
            },
            || files_of_sets(site, &memory.search, |path, bytes| taker.take(path, bytes)),
        );
        let mut output = OutputTree::new();
        let mut put = |path: String, file: OutputFile, report: &mut Vec<Diagnostic>| {
            if output.insert(path.clone(), file).is_some() {
                let place = Place::file(&Arc::from(path.as_str()));
                let fault = Diagnostic::new(
                    &codes::OUTPUT_CLASH,
                    place,
                    "two things would be written to this path of the site",
                );
                report.push(fault.help("rename one of them"));
            }
        };
        for page in made {
            match page.as_ref() {
                Ok((path, file)) => put(path.clone(), file.clone(), report),
                Err(fault) => report.push(fault.as_ref().clone()),
            }
        }
        for (path, file) in self.files_as_they_are(taker) {
            put(path, file, report);
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
        for file in self.lists_to_keep(&plan, &output) {
            let (path, file) = to_file(file);
            output.insert(path, file);
        }
        output
    }

    fn keys(&self, shared: &ChapterSurroundings) -> ChapterKeys {
        // No page shows the record of editions.
        let shown = self.sources.registers.iter().filter(|text| !text.path.ends_with(".lock")).map(|text| text.hash);
        ChapterKeys::of(self.site, shared, ContentHash::of_all([self.common].into_iter().chain(shown)))
    }

    /// One page: remembered where there are keys, else made and handed on.
    fn page<'f>(
        &self,
        planned: &PlannedPage,
        keys: Option<&ChapterKeys>,
        shared: &ChapterSurroundings,
        faults: &ToldFaults,
        file: &dyn Fn(&str) -> Option<Inside<'f>>,
        taker: &dyn FileTaker,
    ) -> Arc<MadePage> {
        let Rendering { site, theme, common, comparisons, memory, .. } = *self;
        let compared = |chapter: usize, older: usize, newer: usize| {
            let key = comparisons.key(chapter, older, newer)?;
            let editions = &site.chapters.get(chapter)?.editions;
            let (before, after) = (editions.get(older)?, editions.get(newer)?);
            Some(memory.comparisons.recall(key, || compare_editions(site, before, after)))
        };
        let recipe = || plan_recipe(site, planned, common, shared, &compared, faults);
        let make = |recipe: PageRecipe<'_>| {
            let path = recipe.file.clone();
            let html = recipe.make(theme, file)?;
            let file = taker.take(&path, html.into_bytes());
            Ok((path, file))
        };
        let Some(keys) = keys else { return Arc::new(make(recipe())) };
        let with_pictures = |key, chapters| ContentHash::of_all([key, self.hash_pictures(chapters)]);
        let key = match planned.kind {
            // A manual is mostly chapters: what their pages depend on is hashed without making the view.
            PageKind::Chapter(place) => keys.chapter(place),
            PageKind::Edition(place, _) | PageKind::History(place) => keys.of_chapter(place, &planned.kind),
            PageKind::Amendments(year) => keys.amendments(site, year),
            PageKind::Compare(place, older, newer) | PageKind::Changes(place, older, newer) => {
                // The page may be remembered; what it was made from must be too, for when its looks change.
                let comparison = comparisons.key(place, older, newer).inspect(|key| memory.comparisons.keep(*key));
                ContentHash::of_all([keys.of_chapter(place, &planned.kind)].into_iter().chain(comparison))
            }
            PageKind::Print(part) => keys.several(&planned.kind, chapters_of(site, part)),
            PageKind::ChapterFile(place) => with_pictures(keys.of_chapter(place, &planned.kind), place..place + 1),
            PageKind::ManualFile(part) => {
                let chapters = chapters_of(site, part);
                with_pictures(keys.several(&planned.kind, chapters.clone()), chapters)
            }
            _ => {
                let recipe = recipe();
                return memory.pages.recall(recipe.key(), || make(recipe));
            }
        };
        memory.pages.recall(key, || make(recipe()))
    }

    /// The files of the theme and those of authors, which are published as they are.
    fn files_as_they_are(&self, taker: &dyn FileTaker) -> Vec<(String, OutputFile)> {
        let Rendering { sources, site, theme, memory, .. } = *self;
        let file = |path: &str, hash: ContentHash, bytes: &[u8]| {
            let make = || taker.take(path, bytes.to_vec());
            if taker.keeps_bytes() { memory.files.recall(hash, make).as_ref().clone() } else { make() }
        };
        let of_theme = theme.statics.iter().filter_map(|(path, bytes)| Some((path, published(site, path, bytes)?)));
        let mut files: Vec<(String, OutputFile)> =
            of_theme.map(|(path, bytes)| (path.clone(), file(path, ContentHash::of(bytes), bytes))).collect();
        let of_authors = site.attachments.iter().zip(&sources.assets).filter(|(file, _)| !file.held_back);
        files.extend(of_authors.map(|(attachment, asset)| {
            (attachment.path.to_string(), file(&attachment.path, asset.hash, &asset.bytes))
        }));
        files
    }

    /// The hash of the pictures that some chapters show.
    fn hash_pictures(&self, chapters: Range<usize>) -> ContentHash {
        pictures_key(self.site, chapters, &|place| self.sources.assets.get(place).map(|asset| asset.hash))
    }

    /// The lists of what a browser keeps: they tell of all files that are there.
    fn lists_to_keep(&self, plan: &[PlannedPage], output: &OutputTree) -> Vec<(String, String)> {
        let listed = output.iter().map(|(path, file)| (path, file.sha256(), file.length()));
        let view = site_view(self.site, &version_of(self.theme.hash));
        let sum = |text: &str| *OutputFile::new(text.as_bytes().to_vec()).sha256();
        keep_files(self.site, &view, plan, listed, &sum)
    }
}
