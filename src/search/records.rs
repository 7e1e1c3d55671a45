//! What is searched: the entries of a set in reading order, and their sections.
//!
//! Takes a site, gives plain text. Knows neither tantivy nor a page.

use std::sync::Arc;

use jiff::civil::Date;

use crate::model::address::Address;
use crate::model::chapter::State;

/// What is searched as a whole, with statistics of its own.
#[derive(Clone, Debug, Default)]
pub struct SearchSet {
    /// Its name in addresses: `now` or `all`.
    pub name: &'static str,
    /// Whether the manual is in English, for which words have stems.
    pub english: bool,
    /// The forms by which glossary entries are known: the entry's id, and its forms as written.
    pub terms: Vec<(Arc<str>, Vec<Arc<str>>)>,
    /// Parts, for filters: the key in addresses, the number, the title, and the place of the part above.
    pub parts: Vec<PartRecord>,
    /// What is searched, in reading order.
    pub entries: Vec<EntryRecord>,
}

/// A part, as far as filters need it.
#[derive(Clone, Debug)]
pub struct PartRecord {
    /// The name of its folder without the prefix that orders it, with those above it: `first-contact`.
    pub key: Arc<str>,
    /// Its number as shown.
    pub number: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// The part that holds it, by its place.
    pub parent: Option<usize>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryKind {
    /// A chapter, or an edition of one.
    Chapter,
    /// A part's introduction.
    Part,
    /// The home page.
    Home,
    /// A register.
    Register,
}

/// One page that can be found.
#[derive(Clone, Debug)]
pub struct EntryRecord {
    /// What it is.
    pub kind: EntryKind,
    /// The chapter's permanent id; for others `home`, or their address: `part/first-contact`, `register/contacts`.
    pub id: Arc<str>,
    /// Its number as shown; empty if it has none.
    pub number: Arc<str>,
    /// Its title.
    pub title: Arc<str>,
    /// Its page.
    pub address: Address,
    /// How it stands on the day of the build.
    pub state: State,
    /// The first day on which it is in force; `None`: since ever (or not dated).
    pub from: Option<Date>,
    /// The day from which it is no longer in force. What is never in force ends where it begins, or before all days.
    pub until: Option<Date>,
    /// The day of the last change that readers are told of.
    pub changed: Option<Date>,
    /// Whether that change was that it came: it is new.
    pub is_new: bool,
    /// The part that holds it, by its place in the set.
    pub part: Option<usize>,
    /// Its type: "procedure", "policy"; for others `home`, `part`, `register`.
    pub type_word: Arc<str>,
    /// Whom it is for; empty: everyone.
    pub audience: Vec<Arc<str>>,
    /// The areas that it is for; empty: all.
    pub areas: Vec<Arc<str>>,
    /// Whether it is left out unless its audience is asked for.
    pub aside: bool,
    /// Its sections in reading order; never empty.
    pub sections: Vec<SectionRecord>,
}

/// A heading with what stands under it, up to the next.
#[derive(Clone, Debug, Default)]
pub struct SectionRecord {
    /// Its anchor; empty for what stands before the first heading.
    pub anchor: Box<str>,
    /// Its number as shown; empty if it has none.
    pub number: Box<str>,
    /// Its heading; empty for what stands before the first.
    pub heading: Box<str>,
    /// What else it should be found by, and nobody sees: keywords, earlier titles.
    pub also: Box<str>,
    /// Its text, a line for each paragraph, item, cell or caption; a tab at the end of a line to which the next belongs: of the cell before
    /// another, of a term, of a box's label.
    pub text: Box<str>,
}

#[cfg(test)]
impl EntryRecord {
    /// A chapter in force with some sections.
    pub(crate) fn test(title: &str, sections: Vec<SectionRecord>) -> Self {
        EntryRecord {
            kind: EntryKind::Chapter,
            id: Arc::from("test"),
            number: Arc::from("1.1"),
            title: Arc::from(title),
            address: Address::chapter("test"),
            state: State::Current,
            from: None,
            until: None,
            changed: None,
            is_new: false,
            part: None,
            type_word: Arc::from("procedure"),
            audience: Vec::new(),
            areas: Vec::new(),
            aside: false,
            sections,
        }
    }
}
