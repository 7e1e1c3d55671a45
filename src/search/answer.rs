//! What is asked and what is answered, as plain values: the same for the terminal, for judgements and for tests.

use jiff::civil::Date;

/// What leaves entries out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters {
    /// The key of a part.
    pub part: Option<String>,
    /// A type of chapter.
    pub type_word: Option<String>,
    /// An audience.
    pub audience: Option<String>,
    /// An area.
    pub area: Option<String>,
    /// Only what changed on this day or later.
    pub changed_since: Option<Date>,
    /// Only what is in force on this day; for the set `all`.
    pub as_at: Option<Date>,
    /// Whether what is only for an audience that is set aside is shown too.
    pub aside: bool,
}

/// A question.
#[derive(Clone, Debug, Default)]
pub struct Question {
    /// The words as typed.
    pub words: String,
    /// Whether it is still being typed.
    pub unfinished: bool,
    /// What leaves entries out.
    pub filters: Filters,
    /// The most entries to give.
    pub limit: usize,
}

/// Why an entry stands before those that score more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exact {
    /// The question is its number.
    Number,
    /// The question is its title.
    Title,
    /// It does not.
    No,
}

/// A word that is not in the manual, and what is shown instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The word as typed, folded.
    pub asked: String,
    /// The words that it stands for, best first.
    pub shown: Vec<String>,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// The words that were repaired.
    pub repairs: Vec<Repair>,
    /// The words that no section holds and nothing is shown for, folded, in the order in which they were asked for.
    pub missing: Vec<String>,
    /// Whether no section holds the phrases, so that their words were looked for.
    pub loosened: bool,
    /// The terms that the question stands for, for marking: stems and compounds, in code-point order.
    pub terms: Vec<String>,
    /// How many entries there are in all.
    pub entries: usize,
    /// How many sections there are in all.
    pub sections: usize,
    /// How many entries would be there besides without the filter of what is set aside.
    pub aside: usize,
    /// How many entries would be there without any filter but that of what is set aside.
    pub unfiltered: usize,
    /// The best of them.
    pub hits: Vec<Hit>,
}

/// An entry that answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Its place in the set.
    pub entry: usize,
    /// Why it stands where it does.
    pub exact: Exact,
    /// Its score.
    pub score: f64,
    /// Its best sections: their ordinals in the set, and their scores.
    pub sections: Vec<(u32, f32)>,
}
