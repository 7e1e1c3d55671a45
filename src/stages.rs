//! The stages of a build, and who follows them from outside: a progress bar, a benchmark. The build tells where it is, and
//! must not know what becomes of that.

/// The steps of a build, in their order: what a progress bar shows and a benchmark measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stage {
    /// Files into documents.
    Parse,
    /// Documents into the site.
    Assemble,
    /// Rules over the site.
    Check,
    /// The site into pages.
    Render,
    /// What searching takes longer than the pages, beside which it is made.
    Search,
}

impl Stage {
    /// The stage's name.
    pub fn word(self) -> &'static str {
        match self {
            Stage::Parse => "parse",
            Stage::Assemble => "assemble",
            Stage::Check => "check",
            Stage::Render => "render",
            Stage::Search => "search",
        }
    }
}

/// Follows a build from outside. It may read a clock; the build does not.
pub trait Observer: Sync {
    /// A stage begins; `steps` is how many steps it will have.
    fn begin(&self, stage: Stage, steps: usize) {
        let _ = (stage, steps);
    }

    /// One step is done.
    fn step(&self) {}
}

/// An observer that looks away.
pub struct NoObserver;

impl Observer for NoObserver {}
