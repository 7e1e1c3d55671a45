//! Who answers for what is wrong. Takes a manual, gives the owner of any file of it: a chapter's files belong to the owner
//! of the edition in force, registers, settings and the theme to the manual itself. Prints nothing.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::sync::Arc;

use super::report_human::thousands;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::model::chapter::State;
use crate::model::site::Site;
use crate::parse::document::Document;

/// What answers for files that are no chapter's.
pub const MANUAL: &str = "the manual";

/// The most owners that are counted by name at the end of a report.
const MOST_OWNERS: usize = 20;

/// The owners of files.
#[derive(Debug, Default)]
pub struct Owners {
    /// By the path of a file, or of a chapter's folder of pictures.
    files: HashMap<String, Arc<str>>,
    /// What each owner is called, by id.
    names: BTreeMap<Arc<str>, String>,
}

impl Owners {
    /// The owners of a manual's files.
    pub fn of(site: &Site) -> Self {
        let mut owners = Owners::default();
        for contact in &site.registers.contacts.all {
            owners.names.insert(Arc::from(contact.id.as_str()), contact.name.clone());
        }
        let introductions = site.parts.iter().filter_map(|part| part.text.as_ref());
        let introductions = introductions.chain(site.home.iter().map(|(_, text)| text));
        for document in introductions.map(|text| &text.passage.document).chain(&site.unpublished) {
            owners.add(document, document.front_matter.owner.as_deref());
        }
        for chapter in &site.chapters {
            let current = chapter.editions.iter().find(|edition| edition.state == State::Current);
            let in_force = current.and_then(|edition| edition.front().owner.as_deref());
            for edition in &chapter.editions {
                owners.add(edition.document(), in_force.or(edition.front().owner.as_deref()));
            }
        }
        owners
    }

    fn add(&mut self, document: &Document, owner: Option<&str>) {
        let Some(owner) = owner else { return };
        let known = self.names.get_key_value(owner).map(|(id, _)| Arc::clone(id));
        let owner = known.unwrap_or_else(|| {
            let id: Arc<str> = Arc::from(owner);
            self.names.insert(Arc::clone(&id), String::new());
            id
        });
        let path: &str = &document.path;
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = name.split(['@', '.']).next().unwrap_or(name);
        // An introduction answers for its own file, not for what lies beside it.
        if stem != "index" {
            self.files.entry(format!("{folder}/{stem}")).or_insert_with(|| Arc::clone(&owner));
        }
        self.files.insert(path.to_owned(), owner);
    }

    /// The owner of a file by its id; nothing where it is the manual's own.
    pub fn of_file(&self, file: &str) -> Option<&str> {
        let mut path = file;
        loop {
            if let Some(owner) = self.files.get(path) {
                return Some(owner);
            }
            path = path.rsplit_once('/')?.0;
        }
    }

    /// Every owner that can be asked for, by id.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(AsRef::as_ref)
    }

    /// An owner as people know it: "Duty team (duty-team)".
    pub fn called(&self, owner: Option<&str>) -> String {
        let Some(id) = owner else { return MANUAL.to_owned() };
        match self.names.get(id).filter(|name| !name.is_empty()) {
            Some(name) => format!("{name} ({id})"),
            None => id.to_owned(),
        }
    }

    /// How many errors and warnings each owner has, the owner with most first.
    pub fn counts(&self, diagnostics: &[Diagnostic]) -> Vec<(Option<&str>, usize, usize)> {
        let mut counts: BTreeMap<Option<&str>, (usize, usize)> = BTreeMap::new();
        for diagnostic in diagnostics {
            let count = counts.entry(self.of_file(&diagnostic.place.file)).or_default();
            if diagnostic.is_error() { count.0 += 1 } else { count.1 += 1 }
        }
        let mut counts: Vec<_> =
            counts.into_iter().map(|(owner, (errors, warnings))| (owner, errors, warnings)).collect();
        counts.sort_by(|a, b| (b.1, b.2).cmp(&(a.1, a.2)).then_with(|| self.called(a.0).cmp(&self.called(b.0))));
        counts
    }

    /// Diagnostics in the order of [`Owners::counts`], those of each owner as they stood.
    pub fn grouped<'d>(&self, diagnostics: &[Diagnostic], mut shown: Vec<&'d Diagnostic>) -> Vec<&'d Diagnostic> {
        let counts = self.counts(diagnostics);
        let ranks: HashMap<Option<&str>, usize> =
            counts.iter().enumerate().map(|(rank, (owner, _, _))| (*owner, rank)).collect();
        shown.sort_by_cached_key(|one| ranks.get(&self.of_file(&one.place.file)).copied());
        shown
    }

    /// A line for each owner; nothing where all is one owner's.
    pub fn table(&self, diagnostics: &[Diagnostic]) -> String {
        let counts = self.counts(diagnostics);
        let mut out = String::new();
        if counts.len() < 2 {
            return out;
        }
        out.push_str("  errors  warnings  owner\n");
        let more = counts.len().saturating_sub(MOST_OWNERS);
        for (owner, errors, warnings) in counts.into_iter().take(MOST_OWNERS) {
            let (errors, warnings) = (thousands(errors), thousands(warnings));
            let _ = writeln!(out, "  {errors:>6}  {warnings:>8}  {}", self.called(owner));
        }
        if more > 0 {
            let _ = writeln!(out, "                    … and {more} more; --by-owner lists all");
        }
        out
    }
}
