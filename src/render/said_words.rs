//! The words of a language as templates read them, `say.NAME`: a text, or pieces where a template puts markup around what is
//! given to it.
//!
//! Takes the words and what is the same on every page. A message that needs anything else and chooses by it is no template's:
//! the views say it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::views::page::SiteView;
use crate::language::message::{Given, Part};
use crate::language::words::Words;

/// What the names of the words begin with that scripts fill, or read from the page.
const SCRIPT: &str = "script_";

/// A message for templates.
#[derive(Serialize)]
#[serde(untagged)]
pub enum SaidWords {
    /// A text.
    Text(String),
    /// Pieces in their order.
    Pieces(Vec<SaidPiece>),
}

/// A piece of a message: `text`, or in `is` the name of what stands there.
#[derive(Serialize)]
pub struct SaidPiece {
    is: String,
    text: String,
}

/// All words that templates may say.
pub fn said_words(words: &Words, site: &SiteView) -> BTreeMap<String, SaidWords> {
    let given: [(&str, Given<'_>); 7] = [
        ("site_title", (&site.title).into()),
        ("publisher", (&site.publisher).into()),
        ("built_on", (&site.built_on).into()),
        ("as_at", (&site.as_at).into()),
        ("stale_after", (&site.stale_after).into()),
        ("valid_for", (&site.print_valid_for).into()),
        ("next_update", (&site.next_update).into()),
    ];
    let said = words.names().filter_map(|(name, _)| {
        let said = if name.starts_with(SCRIPT) {
            SaidWords::Text(words.template(name))
        } else {
            said_of(words.parts(name, &given)?)
        };
        Some((name.to_owned(), said))
    });
    said.collect()
}

fn said_of(parts: Vec<Part>) -> SaidWords {
    match parts.as_slice() {
        [] => SaidWords::Text(String::new()),
        [Part::Text(text)] => SaidWords::Text(text.clone()),
        _ => SaidWords::Pieces(parts.into_iter().map(piece_of).collect()),
    }
}

fn piece_of(part: Part) -> SaidPiece {
    match part {
        Part::Text(text) => SaidPiece { is: String::new(), text },
        Part::Place(is) => SaidPiece { is, text: String::new() },
    }
}
