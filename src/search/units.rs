//! What a question stands for: the terms that are looked for, and how each counts.
//!
//! Plain values, made of a question by `expand`, scored by `score`. They know no index.

/// Terms whose scores are added up, times a factor.
#[derive(Clone, Debug, PartialEq)]
pub struct Way {
    /// What their sum is multiplied by.
    pub factor: f32,
    /// Stems or compounds.
    pub terms: Vec<Box<str>>,
}

impl Way {
    /// One term, times a factor.
    pub fn one(factor: f32, term: impl Into<Box<str>>) -> Self {
        Way { factor, terms: vec![term.into()] }
    }
}

/// A unit of a question scores the best of its ways.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Unit {
    /// The ways.
    pub ways: Vec<Way>,
}

/// Words between quotes: stems, `None` for what no section can hold, each with its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Phrase {
    /// The stems.
    pub stems: Vec<(usize, Option<Box<str>>)>,
}

impl Phrase {
    /// The stems, if there is none that no section can hold.
    pub fn whole(&self) -> Option<Vec<(usize, &str)>> {
        self.stems.iter().map(|(place, stem)| Some((*place, stem.as_deref()?))).collect()
    }
}
