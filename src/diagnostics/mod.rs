//! What can be wrong with a manual's source, and how that is said.
//!
//! A fault of the content is a value, never a panic and never a printed line: every stage returns
//! [`reported::Reported`], its result together with all that it found wrong while making it. This room knows
//! nothing of manuals, files on disk or terminals.

pub mod codes;
pub mod diagnostic;
pub mod lines;
pub mod place;
pub mod reported;
pub mod suggest;
