//! The registers, found by id.

use std::collections::HashMap;

use crate::parse::editions_lock::EditionsLock;
use crate::parse::registers::{Contact, Reference, Register, RegisterFile, Term, Update};

/// Entries in the author's order, each to be found by its id.
#[derive(Clone, Debug)]
pub struct Entries<T> {
    /// The entries.
    pub all: Vec<T>,
    by_id: HashMap<String, usize>,
}

impl<T> Default for Entries<T> {
    fn default() -> Self {
        Entries { all: Vec::new(), by_id: HashMap::new() }
    }
}

impl<T> Entries<T> {
    fn extend(&mut self, entries: impl IntoIterator<Item = T>, id: impl Fn(&T) -> &str) {
        for entry in entries {
            self.by_id.entry(id(&entry).to_owned()).or_insert(self.all.len());
            self.all.push(entry);
        }
    }

    /// The place of the entry with an id.
    pub fn position(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The entry with an id.
    pub fn get(&self, id: &str) -> Option<&T> {
        self.all.get(self.position(id)?)
    }

    /// All ids, in no order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.by_id.keys().map(String::as_str)
    }
}

/// All registers of a manual.
#[derive(Clone, Debug, Default)]
pub struct Registers {
    /// Law, guidance, standards, forms.
    pub references: Entries<Reference>,
    /// Roles and teams.
    pub contacts: Entries<Contact>,
    /// Terms.
    pub glossary: Entries<Term>,
    /// Named updates, the planned one among them.
    pub updates: Entries<Update>,
    /// The record of editions; `None` where there is none that can be trusted.
    pub lock: Option<EditionsLock>,
    /// The files, for showing where something stands.
    pub files: Vec<RegisterFile>,
}

impl Registers {
    /// The registers that some files hold.
    pub fn of(files: Vec<RegisterFile>) -> Self {
        let mut registers = Registers::default();
        for file in &files {
            match file.register.clone() {
                Register::References(entries) => registers.references.extend(entries, |entry| &entry.id),
                Register::Contacts(entries) => registers.contacts.extend(entries, |entry| &entry.id),
                Register::Glossary(entries) => registers.glossary.extend(entries, |entry| &entry.id),
                Register::Updates(entries) => registers.updates.extend(entries, |entry| &entry.id),
                Register::Editions(lock) => registers.lock = lock,
                Register::Other => {}
            }
        }
        registers.files = files;
        registers
    }

    /// Whether a register, by its name, could be read: if not, nothing is said of what it does not hold.
    pub fn is_readable(&self, name: &str) -> bool {
        let unreadable = |file: &&RegisterFile| !file.understood && stem_of(&file.path) == name;
        !self.files.iter().any(|file| unreadable(&file))
    }

    /// The file that holds a register, by the register's name: "contacts".
    pub fn file(&self, name: &str) -> Option<&RegisterFile> {
        self.files.iter().find(|file| {
            matches!(
                (name, &file.register),
                ("references", Register::References(_))
                    | ("contacts", Register::Contacts(_))
                    | ("glossary", Register::Glossary(_))
                    | ("updates", Register::Updates(_))
                    | ("editions", Register::Editions(_))
            )
        })
    }
}

fn stem_of(path: &str) -> &str {
    path.rsplit('/').next().and_then(|name| name.split('.').next()).unwrap_or("")
}
