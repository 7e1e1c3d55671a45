//! One thing wrong in the source: what, where, how bad, and how to mend it.

use super::codes::Code;
use super::place::Place;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The site is not published.
    Error,
    /// The site is published; somebody should look.
    Warning,
}

impl Severity {
    /// The word that a report prints.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A change of the source that puts a fault right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// What is taken out: a file and the bytes of it. An empty span only puts in.
    pub place: Place,
    /// What stands there instead.
    pub text: String,
}

/// One thing wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which kind of fault; `chapterhouse explain` tells more of it.
    pub code: &'static Code,
    /// How bad, after the site's own `[checks]`.
    pub severity: Severity,
    /// Where.
    pub place: Place,
    /// What is wrong, in one line.
    pub message: String,
    /// How to mend it, if more can be said than the message says.
    pub help: Option<String>,
    /// Other places that belong to it, each with a few words.
    pub related: Vec<(Place, String)>,
    /// The changes that mend it, where nothing else can have been meant: safe to make without asking twice.
    pub mends: Vec<Mend>,
}

impl Diagnostic {
    /// A fault with its code's own severity.
    pub fn new(code: &'static Code, place: Place, message: impl Into<String>) -> Self {
        Diagnostic {
            code,
            severity: code.severity,
            place,
            message: message.into(),
            help: None,
            related: Vec::new(),
            mends: Vec::new(),
        }
    }

    /// Says how to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says how to mend it, where there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Names another place that belongs to it.
    #[must_use]
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }

    /// Gives a change that mends it. Only for what is certain: the fault is gone with it, and no meaning changes.
    #[must_use]
    pub fn mend(mut self, place: Place, text: impl Into<String>) -> Self {
        self.mends.push(Mend { place, text: text.into() });
        self
    }

    /// The same, where there is one.
    #[must_use]
    pub fn maybe_mend(mut self, mend: Option<Mend>) -> Self {
        self.mends.extend(mend);
        self
    }

    /// Whether the site may not be published with it.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

/// Puts diagnostics into the order in which they are reported: by file, place, code, text; exact repeats once.
pub fn sort_diagnostics(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| {
        (&a.place, a.code.name, &a.message, &a.help).cmp(&(&b.place, b.code.name, &b.message, &b.help))
    });
    diagnostics.dedup();
}
