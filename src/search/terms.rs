//! What an index knows of each term, read out of tantivy again.
//!
//! Takes the index of a set, gives terms in the order of bytes and their postings. Knows nothing of files.

use std::iter::Peekable;
use std::sync::Arc;

use tantivy::postings::{Postings, TermInfo};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, InvertedIndexReader, TERMINATED};

use super::index::{IndexError, SetIndex};

/// A term and where its postings lie, by field.
#[derive(Clone, Debug)]
pub struct Term {
    /// The term.
    pub key: Box<[u8]>,
    all: TermInfo,
    heading: Option<TermInfo>,
    title: Option<TermInfo>,
}

impl Term {
    /// In how many sections it is.
    pub fn frequency(&self) -> u32 {
        self.all.doc_freq
    }
}

/// A section that holds a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The section's ordinal.
    pub section: u32,
    /// How often.
    pub times: u32,
}

/// Where a term is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermPostings {
    /// In everything.
    pub all: Vec<Place>,
    /// In headings.
    pub heading: Vec<Place>,
    /// In titles: each section of an entry.
    pub title: Vec<Place>,
    /// The places in `all`, section by section, as many as its times.
    pub places: Vec<u32>,
}

/// A folded word, and the number of sections that hold it.
pub type Word = (Box<[u8]>, u32);

/// The terms of an index.
pub struct Terms {
    /// In the order of bytes.
    pub terms: Vec<Term>,
    readers: Option<[Arc<InvertedIndexReader>; 3]>,
}

impl Terms {
    /// The terms of an index.
    ///
    /// # Errors
    ///
    /// Says that the index cannot be read.
    pub fn of(index: &SetIndex) -> Result<Self, IndexError> {
        let fields = index.fields;
        let Some(segment) = index.segment() else { return Ok(Terms { terms: Vec::new(), readers: None }) };
        let open = |field| segment.inverted_index(field).map_err(|fault| IndexError::new("read", fault));
        let readers = [open(fields.all)?, open(fields.heading)?, open(fields.title)?];
        let [all, heading, title] = &readers;
        let mut headings = infos(heading)?.into_iter().peekable();
        let mut titles = infos(title)?.into_iter().peekable();
        let mut terms = Vec::new();
        // What is in a heading or a title is in `all` too.
        for (key, all) in infos(all)? {
            let heading = of_key(&mut headings, &key);
            let title = of_key(&mut titles, &key);
            terms.push(Term { key, all, heading, title });
        }
        Ok(Terms { terms, readers: Some(readers) })
    }

    /// Where a term is.
    ///
    /// # Errors
    ///
    /// Says that the index cannot be read.
    pub fn postings(&self, term: &Term) -> Result<TermPostings, IndexError> {
        let mut postings = TermPostings::default();
        let Some([all, heading, title]) = &self.readers else { return Ok(postings) };
        postings.all = places(all, &term.all, Some(&mut postings.places))?;
        if let Some(info) = &term.heading {
            postings.heading = places(heading, info, None)?;
        }
        if let Some(info) = &term.title {
            postings.title = places(title, info, None)?;
        }
        Ok(postings)
    }
}

/// The words of an index in the order of bytes.
pub fn words(index: &SetIndex) -> Vec<Word> {
    let words = index.words().beginning_with("");
    words.map(|(word, frequency)| (Box::from(word.as_bytes()), frequency)).collect()
}

/// The stored length of a field by section, and how many tokens all have together.
///
/// # Errors
///
/// Says that the index cannot be read.
pub fn lengths(index: &SetIndex, field: Field) -> Result<(Vec<u8>, u64), IndexError> {
    let fail = |fault| IndexError::new("read", fault);
    let Some(segment) = index.segment() else { return Ok((Vec::new(), 0)) };
    let norms = segment.get_fieldnorms_reader(field).map_err(fail)?;
    let tokens = segment.inverted_index(field).map_err(fail)?.total_num_tokens();
    Ok(((0..segment.max_doc()).map(|section| norms.fieldnorm_id(section)).collect(), tokens))
}

type Info = (Box<[u8]>, TermInfo);
type Infos = Peekable<std::vec::IntoIter<Info>>;

/// What is said of a key, whose predecessors were asked for before.
fn of_key(infos: &mut Infos, key: &[u8]) -> Option<TermInfo> {
    while infos.next_if(|(other, _)| other.as_ref() < key).is_some() {}
    infos.next_if(|(other, _)| other.as_ref() == key).map(|(_, info)| info)
}

fn infos(reader: &InvertedIndexReader) -> Result<Vec<Info>, IndexError> {
    let mut found = Vec::with_capacity(reader.terms().num_terms());
    let mut terms = reader.terms().stream().map_err(|fault| IndexError::new("read", fault))?;
    while terms.advance() {
        found.push((Box::from(terms.key()), terms.value().clone()));
    }
    Ok(found)
}

fn places(
    reader: &InvertedIndexReader,
    info: &TermInfo,
    mut places: Option<&mut Vec<u32>>,
) -> Result<Vec<Place>, IndexError> {
    let option = if places.is_some() { IndexRecordOption::WithFreqsAndPositions } else { IndexRecordOption::WithFreqs };
    let mut postings =
        reader.read_postings_from_terminfo(info, option).map_err(|fault| IndexError::new("read", fault))?;
    let mut found = Vec::with_capacity(info.doc_freq as usize);
    let mut here = Vec::new();
    while postings.doc() != TERMINATED {
        found.push(Place { section: postings.doc(), times: postings.term_freq() });
        if let Some(places) = places.as_deref_mut() {
            postings.positions(&mut here);
            places.append(&mut here);
        }
        postings.advance();
    }
    Ok(found)
}
