//! Changes to several of an author's files at once: all of them or none.
//!
//! [`planned`] is what is to happen, [`carry_out`] does it, [`journal`] is what it writes down first, and [`recover`]
//! finishes or undoes what was stopped in the middle. The rest of the program gives texts and never touches a file of
//! the content by itself.

pub mod carry_out;
pub mod journal;
pub mod planned;
pub mod recover;
