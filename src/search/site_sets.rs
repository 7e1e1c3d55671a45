//! The files for searching a site, remembered: a set that holds what it held costs nothing but being gathered, and of a set
//! that has changed only what changed is packed anew.
//!
//! Takes a site, gives the files of its sets. What a file is to those who publish it, they say.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::analysis::Analyzer;
use super::export::{Publication, export_set, hash_parts};
use super::gather::search_sets;
use super::index::{IndexError, SetIndex};
use super::records::SearchSet;
use super::script::pack;
use super::set_hash::hash_set;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::Place;
use crate::memo::{ContentHash, Memo};
use crate::model::site::Site;

/// The files of a set: their paths in the site, and what they are to those who publish them.
pub struct SetFiles<F> {
    /// In the order of their making.
    pub files: Vec<(String, F)>,
    /// The hashes of what was packed into them.
    packed: Vec<ContentHash>,
}

/// What is remembered from build to build.
pub struct SearchMemory<F> {
    sets: Memo<Result<SetFiles<F>, Box<Diagnostic>>>,
    packed: Memo<Arc<[u8]>>,
}

impl<F> Default for SearchMemory<F> {
    fn default() -> Self {
        SearchMemory { sets: Memo::default(), packed: Memo::default() }
    }
}

impl<F> SearchMemory<F> {
    /// How many sets were indexed in all.
    pub fn sets_indexed(&self) -> usize {
        self.sets.made()
    }

    /// How many files were packed in all.
    pub fn files_packed(&self) -> usize {
        self.packed.made()
    }

    /// Ends a build: forgets what it did not use.
    pub fn forget_unused(&self) {
        self.sets.forget_unused();
        self.packed.forget_unused();
    }
}

/// The files of each set of a site; none if its settings want no search.
pub fn files_of_sets<F: Send + Sync>(
    site: &Site,
    memory: &SearchMemory<F>,
    to_file: impl Fn(&str, Vec<u8>) -> F + Sync,
) -> Vec<Arc<Result<SetFiles<F>, Box<Diagnostic>>>> {
    let settings = &site.config.search;
    if !settings.enabled {
        return Vec::new();
    }
    let mut sets = search_sets(site, &settings.aside);
    sets.retain(|set| settings.archive || set.name == "now");
    let page = site.config.pages.behind_folder();
    let published = ContentHash::of(format!("{page} {:?}", site.config.areas).as_bytes());
    let fault = |fault: IndexError| {
        let fault = Diagnostic::new(&codes::SEARCH_INDEX, Place::file(&site.config.file), fault.to_string());
        Box::new(fault.help("build again; `enabled = false` in `[search]` builds the site without a search"))
    };
    // One after the other, so that only one index is in memory; each is made in parallel.
    let files_of = |set: SearchSet| {
        let key = ContentHash::of_all([hash_set(&set), published]);
        let files = memory.sets.recall(key, || make_files(site, &set, page, memory, &to_file).map_err(fault));
        if let Ok(files) = files.as_ref() {
            files.packed.iter().for_each(|key| memory.packed.keep(*key));
        }
        files
    };
    sets.into_iter().map(files_of).collect()
}

fn make_files<F: Send + Sync>(
    site: &Site,
    set: &SearchSet,
    page: &str,
    memory: &SearchMemory<F>,
    to_file: &(impl Fn(&str, Vec<u8>) -> F + Sync),
) -> Result<SetFiles<F>, IndexError> {
    let analyzer = Analyzer::of(set);
    let index = SetIndex::build(set, &analyzer)?;
    let used = Mutex::new(Vec::new());
    let pack_remembered = |parts: &[Vec<u8>]| {
        let key = hash_parts(parts);
        used.lock().unwrap_or_else(PoisonError::into_inner).push(key);
        memory.packed.recall(key, || pack(parts)).as_ref().clone()
    };
    let publication = Publication { page, areas: &site.config.areas, pack: &pack_remembered };
    let files = export_set(set, &index, &analyzer, &publication)?;
    let to_file = |(path, bytes): (String, Vec<u8>)| {
        let file = to_file(&path, bytes);
        (path, file)
    };
    let files = files.into_par_iter().map(to_file).collect();
    Ok(SetFiles { files, packed: used.into_inner().unwrap_or_else(PoisonError::into_inner) })
}
