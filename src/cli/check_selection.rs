//! Which faults somebody asked for. Takes what was typed and everything that is wrong, gives the part that is meant and the
//! rest.

use std::path::Path;

use super::changed_since::Since;
use super::check_args::CheckSelection;
use super::failure::Failure;
use super::load::{Loaded, check_code};
use super::report_owners::Owners;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::suggest::did_you_mean;
use crate::memory::Memory;

/// The word for what is no chapter's.
const MANUAL: &str = "manual";

/// What is asked for.
pub struct Selection {
    codes: Vec<String>,
    /// Files and folders by their paths from the manual's folder.
    paths: Vec<String>,
    owner: Option<AskedOwner>,
    since: Option<Since>,
}

/// Whose faults are asked for.
enum AskedOwner {
    /// A contact's, by its id.
    Contact(String),
    /// Those of what is no chapter's.
    Manual,
}

impl Selection {
    /// What was typed, as it is meant.
    ///
    /// # Errors
    /// When a code, an owner, a path or a commit is not there, or the repository cannot be read.
    pub fn of(typed: &CheckSelection, loaded: &Loaded, memory: &Memory, owners: &Owners) -> Result<Self, Failure> {
        typed.code.iter().try_for_each(|code| check_code("--code", code, &[]))?;
        let paths = typed.paths.iter().map(|path| find_path(path, loaded)).collect::<Result<_, _>>()?;
        let owner = typed.owner.as_deref().map(|id| find_owner(id, owners)).transpose()?;
        let since = typed.changed_since.as_deref().map(|name| Since::of(name, loaded, memory)).transpose()?;
        Ok(Selection { codes: typed.code.clone(), paths, owner, since })
    }

    /// Whether it is a part, and not everything.
    pub fn is_part(&self) -> bool {
        !self.codes.is_empty() || !self.paths.is_empty() || self.owner.is_some() || self.since.is_some()
    }

    /// What is asked for, and the rest.
    pub fn split(&mut self, diagnostics: Vec<Diagnostic>, owners: &Owners) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
        diagnostics.into_iter().partition(|diagnostic| self.holds(diagnostic, owners))
    }

    fn holds(&mut self, diagnostic: &Diagnostic, owners: &Owners) -> bool {
        let file: &str = &diagnostic.place.file;
        let inside = |path: &String| {
            path.is_empty()
                || file.strip_prefix(path.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        // What was there at a commit is counted off one by one, whatever else is asked for.
        let new = self.since.as_mut().is_none_or(|since| since.is_new(diagnostic));
        new && (self.codes.is_empty() || self.codes.iter().any(|code| code == diagnostic.code.name))
            && (self.paths.is_empty() || self.paths.iter().any(inside))
            && match &self.owner {
                None => true,
                Some(AskedOwner::Contact(id)) => owners.of_file(file) == Some(id),
                Some(AskedOwner::Manual) => owners.of_file(file).is_none(),
            }
    }
}

fn find_owner(id: &str, owners: &Owners) -> Result<AskedOwner, Failure> {
    if owners.ids().any(|known| known == id) {
        return Ok(AskedOwner::Contact(id.to_owned()));
    }
    if id == MANUAL {
        return Ok(AskedOwner::Manual);
    }
    let help = did_you_mean(id, owners.ids().chain([MANUAL])).unwrap_or_else(|| {
        format!("name a contact of registers/contacts.yml by its id, or \"{MANUAL}\" for what is no chapter's")
    });
    Err(Failure::Usage(format!("--owner {id}: registers/contacts.yml has no such contact\nhelp: {help}")))
}

/// A path that was typed, from the manual's folder, with `/`.
fn find_path(typed: &Path, loaded: &Loaded) -> Result<String, Failure> {
    let shown = typed.display();
    let wrong = |message: &str, help: String| Failure::Usage(format!("{shown}: {message}\nhelp: {help}"));
    let here = std::env::current_dir().unwrap_or_default();
    let content = loaded.root.join(&loaded.config.content);
    let root = loaded.root.canonicalize().unwrap_or_else(|_| loaded.root.clone());
    let there = [&here, &loaded.root, &content].into_iter().filter_map(|base| base.join(typed).canonicalize().ok());
    let there: Vec<_> = there.collect();
    let inside = there.iter().find_map(|path| path.strip_prefix(&root).ok());
    if let Some(inside) = inside {
        let parts: Vec<_> = inside.iter().map(|part| part.to_string_lossy()).collect();
        return Ok(parts.join("/"));
    }
    if !there.is_empty() {
        return Err(wrong("this is not in the manual", "name a file or a folder of the manual".to_owned()));
    }
    let wanted = typed.to_string_lossy().trim_end_matches('/').to_owned();
    let mut known: Vec<&str> = Vec::new();
    for page in &loaded.sources.pages {
        // From the manual's folder and from its content, whichever was meant.
        let inside = page.path.strip_prefix(loaded.config.content.as_str()).unwrap_or(&page.path);
        for mut path in [&*page.path, inside.trim_start_matches('/')] {
            known.push(path);
            while let Some((folder, _)) = path.rsplit_once('/') {
                path = folder;
                known.push(path);
            }
        }
    }
    known.sort_unstable();
    known.dedup();
    let help = did_you_mean(&wanted, known).unwrap_or_else(|| "name a file or a folder of the manual".to_owned());
    Err(wrong("there is no such file or folder in the manual", help))
}
