//! What one index knows of a term: how often it stands, in which sections, and what it scores there.
//!
//! Takes terms, gives the scores that tantivy works out for them. Every sum over several terms is made elsewhere, in the order of the
//! specification: tantivy's own unions add in an order of their own, which changes the last bit.

use tantivy::query::{EnableScoring, PhraseQuery, Query, Scorer, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, SegmentReader, TERMINATED, Term};

use super::index::{Fields, SetIndex};

/// A section's ordinal and a score.
pub type Scored = (u32, f32);

/// How much a heading counts beside the text.
const HEADING: f32 = 0.6;

/// One index, ready to be asked of terms.
pub struct Lookup<'a> {
    index: &'a SetIndex,
    fields: Fields,
}

impl<'a> Lookup<'a> {
    /// Asks an index.
    pub fn of(index: &'a SetIndex) -> Self {
        Lookup { index, fields: index.fields }
    }

    /// How many sections there are.
    pub fn sections(&self) -> u32 {
        self.index.segment().map_or(0, SegmentReader::max_doc)
    }

    /// In how many sections a term stands.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn frequency(&self, term: &str) -> tantivy::Result<u32> {
        let Some(segment) = self.index.segment() else { return Ok(0) };
        Ok(segment.inverted_index(self.fields.all)?.doc_freq(&Term::from_field_text(self.fields.all, term))?)
    }

    /// What a term weighs in a snippet: its idf in eighths, rounded up.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "32 bits are meant; a weight is small and above 0"
    )]
    pub fn weight(&self, term: &str) -> u32 {
        let frequency = self.frequency(term).unwrap_or(self.sections());
        let (with, without) = (f64::from(frequency) + 0.5, f64::from(self.sections().saturating_sub(frequency)) + 0.5);
        // As the browser works it out: each step but the logarithm in 32 bits.
        let idf = f64::from(1.0 + (without / with) as f32).ln() as f32;
        (8.0 * idf).ceil() as u32
    }

    /// Shows every word that begins with some letters, in the order of code points, and in how many sections it stands.
    pub fn words_from(&self, start: &str, mut show: impl FnMut(&str, u32)) {
        for (word, frequency) in self.index.words().beginning_with(start) {
            show(word, frequency);
        }
    }

    /// The score of a stem in each section that holds it: in the title, times `title`, in the heading, in all.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn scores(&self, stem: &str, title: f32) -> tantivy::Result<Vec<Scored>> {
        let Some(mut all) = self.scorer(self.fields.all, stem, 1.0)? else { return Ok(Vec::new()) };
        let mut titles = self.scorer(self.fields.title, stem, title)?;
        let mut headings = self.scorer(self.fields.heading, stem, HEADING)?;
        let mut scores = Vec::new();
        let mut section = all.doc();
        while section != TERMINATED {
            let score = score_at(titles.as_mut(), section) + score_at(headings.as_mut(), section) + all.score();
            scores.push((section, score));
            section = all.advance();
        }
        Ok(scores)
    }

    /// The score of a phrase in each section that holds it: stems, and the place of each.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn phrase(&self, stems: &[(usize, &str)]) -> tantivy::Result<Vec<Scored>> {
        let scorer = match stems {
            [] => return Ok(Vec::new()),
            [(_, stem)] => self.scorer(self.fields.all, stem, 1.0)?,
            _ => {
                let terms = stems.iter().map(|(place, stem)| (*place, Term::from_field_text(self.fields.all, stem)));
                self.scorer_of(&PhraseQuery::new_with_offset(terms.collect()), 1.0)?
            }
        };
        let Some(mut scorer) = scorer else { return Ok(Vec::new()) };
        let mut found = Vec::new();
        while scorer.doc() != TERMINATED {
            found.push((scorer.doc(), scorer.score()));
            scorer.advance();
        }
        Ok(found)
    }

    fn scorer(&self, field: Field, term: &str, boost: f32) -> tantivy::Result<Option<Box<dyn Scorer>>> {
        let term = Term::from_field_text(field, term);
        self.scorer_of(&TermQuery::new(term, IndexRecordOption::WithFreqs), boost)
    }

    fn scorer_of(&self, query: &dyn Query, boost: f32) -> tantivy::Result<Option<Box<dyn Scorer>>> {
        let Some(segment) = self.index.segment() else { return Ok(None) };
        let weight = query.weight(EnableScoring::enabled_from_searcher(self.index.searcher()))?;
        weight.scorer(segment, boost).map(Some)
    }
}

/// What a scorer says of a section; it has not gone past it.
fn score_at(scorer: Option<&mut Box<dyn Scorer>>, section: u32) -> f32 {
    let Some(scorer) = scorer else { return 0.0 };
    if scorer.doc() < section {
        scorer.seek(section);
    }
    if scorer.doc() == section { scorer.score() } else { 0.0 }
}
