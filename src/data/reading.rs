//! What the groups of one file share while they are read: the file's name, its places, and the faults found in it.
//!
//! Takes a way to find places, gives diagnostics. Knows nothing of what keys there are.

use std::cell::RefCell;
use std::sync::Arc;

use super::node::{Locate, Step};
use crate::diagnostics::codes::{self, Code};
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};

/// What all groups of one file share: its name, its places, its faults.
pub struct Reading<'a> {
    file: &'a Arc<str>,
    /// Finds places again.
    pub(super) locate: &'a dyn Locate,
    /// The code of a key that is not known.
    pub(super) unknown: &'static Code,
    /// The code of a value of the wrong kind.
    pub(super) wrong: &'static Code,
    /// What stands between a key and its value.
    pub(super) sign: &'static str,
    faults: RefCell<Vec<Diagnostic>>,
}

impl<'a> Reading<'a> {
    /// A reading of front matter or a register.
    pub fn of_yaml(file: &'a Arc<str>, locate: &'a dyn Locate) -> Self {
        Reading {
            file,
            locate,
            unknown: &codes::UNKNOWN_KEY,
            wrong: &codes::WRONG_TYPE,
            sign: ":",
            faults: RefCell::default(),
        }
    }

    /// A reading of `site.toml`.
    pub fn of_settings(file: &'a Arc<str>, locate: &'a dyn Locate) -> Self {
        Reading {
            file,
            locate,
            unknown: &codes::UNKNOWN_SETTING,
            wrong: &codes::BAD_SETTING,
            sign: " =",
            faults: RefCell::default(),
        }
    }

    /// A reading of another file of TOML or JSON.
    pub fn of_toml(file: &'a Arc<str>, locate: &'a dyn Locate) -> Self {
        Reading { sign: " =", ..Reading::of_yaml(file, locate) }
    }

    /// Everything found wrong.
    pub fn into_faults(self) -> Vec<Diagnostic> {
        self.faults.into_inner()
    }

    /// Takes a fault that was found.
    pub(super) fn push(&self, fault: Diagnostic) {
        self.faults.borrow_mut().push(fault);
    }

    /// A fault at a value in which one word was certainly meant for another.
    pub(super) fn mended(
        &self,
        code: &'static Code,
        path: &[Step],
        message: String,
        words: (&str, Option<&str>),
    ) -> Diagnostic {
        let place = self.place(self.locate.value(path));
        let fault = Diagnostic::new(code, place.clone(), message);
        let (written, Some(meant)) = words else { return fault };
        let raw = self.locate.raw(path).filter(|raw| raw.matches(written).count() == 1);
        match raw {
            Some(raw) => fault.mend(place, raw.replace(written, meant)),
            None => fault,
        }
    }

    /// Reports a fault at a value.
    pub fn fault(&self, code: &'static Code, path: &[Step], message: impl Into<String>, help: Option<String>) {
        let place = self.place(self.locate.value(path));
        self.push(Diagnostic::new(code, place, message).maybe_help(help));
    }

    /// Reports a fault at a key.
    pub fn key_fault(&self, code: &'static Code, path: &[Step], message: impl Into<String>, help: Option<String>) {
        let place = self.place(self.locate.key(path));
        self.push(Diagnostic::new(code, place, message).maybe_help(help));
    }

    /// The place of a value, for a fault that only those can find who see more than this file.
    pub fn place_of(&self, path: &[Step]) -> Place {
        self.place(self.locate.value(path))
    }

    /// The place of a key, for the same.
    pub fn place_of_key(&self, path: &[Step]) -> Place {
        self.place(self.locate.key(path))
    }

    /// A place in this file.
    pub(super) fn place(&self, span: Span) -> Place {
        Place::new(self.file, span)
    }
}
