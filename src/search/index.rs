//! The index of a set: one segment, its documents the set's sections in reading order, so that a document's id is the
//! section's ordinal.
//!
//! Takes records, gives a tantivy index in memory. What it holds is the same for equal records; nothing of it is published
//! as it is. Knows neither a question nor the files for browsers.

use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;
use tantivy::directory::{Directory, RamDirectory};
use tantivy::indexer::SingleSegmentIndexWriter;
use tantivy::schema::document::Document;
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{TextAnalyzer, TokenizerManager};
use tantivy::{Index, ReloadPolicy, Searcher, SegmentReader};

use super::analysis::Analyzer;
use super::coded::{CodedSections, CodedTokenizer, Coder};
use super::records::{EntryRecord, SearchSet};
use super::word_list::WordList;

/// The name of the tokenizer that takes coded sections apart.
const CODED: &str = "coded";
/// What tantivy is told it may use before it writes; it plans its tables by it, and nothing is written before the end.
const MEMORY: usize = 256 << 20;
/// How much text, in bytes, is analysed while what came before it is indexed.
const AHEAD: usize = 2 << 20;
/// How much of it one thread takes at a time.
const SHARE: usize = 128 << 10;

/// Why there is no index.
#[derive(Debug, thiserror::Error)]
#[error("the search index could not be {what}: {source}")]
pub struct IndexError {
    what: &'static str,
    source: tantivy::TantivyError,
}

impl IndexError {
    /// What could not be done with the index: "written".
    pub fn new(what: &'static str, source: impl Into<tantivy::TantivyError>) -> Self {
        IndexError { what, source: source.into() }
    }
}

/// The fields of a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The entry's title: stems, with frequencies.
    pub title: Field,
    /// The section's heading, and what else it is found by: stems, with frequencies.
    pub heading: Field,
    /// Everything: stems, with frequencies and places.
    pub all: Field,
}

/// The index of a set.
#[derive(Clone)]
pub struct SetIndex {
    /// Its fields.
    pub fields: Fields,
    searcher: Searcher,
    words: Arc<WordList>,
}

impl SetIndex {
    /// The index of a set, in memory.
    ///
    /// # Errors
    ///
    /// Says what tantivy could not do.
    pub fn build(set: &SearchSet, analyzer: &Analyzer) -> Result<Self, IndexError> {
        Self::build_in(RamDirectory::create(), set, analyzer)
    }

    /// The same in an empty folder.
    ///
    /// # Errors
    ///
    /// Says what tantivy could not do.
    pub fn build_in(
        folder: impl Into<Box<dyn Directory>>,
        set: &SearchSet,
        analyzer: &Analyzer,
    ) -> Result<Self, IndexError> {
        let fail = |source| IndexError::new("made", source);
        let (schema, fields) = schema();
        let builder = Index::builder().schema(schema).tokenizers(tokenizers());
        let mut writer = builder.single_segment_index_writer(folder, MEMORY).map_err(fail)?;
        let words = add_entries(&set.entries, analyzer, fields, &mut writer).map_err(fail)?;
        Self::of(&writer.finalize().map_err(fail)?, words)
    }

    /// An index that was made before, with its words, for asking it.
    ///
    /// # Errors
    ///
    /// Says what tantivy could not do.
    pub fn of(index: &Index, words: WordList) -> Result<Self, IndexError> {
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
        let reader: tantivy::IndexReader = reader.map_err(|source| IndexError::new("opened", source))?;
        Ok(SetIndex { fields: schema().1, searcher: reader.searcher(), words: Arc::new(words) })
    }

    /// What answers queries.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The different words, unstemmed.
    pub fn words(&self) -> &WordList {
        &self.words
    }

    /// The one segment; `None` if the set has no section.
    pub fn segment(&self) -> Option<&SegmentReader> {
        self.searcher.segment_readers().first()
    }
}

/// The schema of every index.
fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let mut field = |name: &str, option: IndexRecordOption| {
        let indexing = TextFieldIndexing::default().set_tokenizer(CODED).set_index_option(option);
        builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
    };
    let fields = Fields {
        title: field("title", IndexRecordOption::WithFreqs),
        heading: field("heading", IndexRecordOption::WithFreqs),
        all: field("all", IndexRecordOption::WithFreqsAndPositions),
    };
    (builder.build(), fields)
}

fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::new();
    manager.register(CODED, TextAnalyzer::from(CodedTokenizer::default()));
    manager
}

/// A section on its way into the index: one of some that were coded together.
struct SectionDocument {
    fields: Fields,
    coded: Arc<CodedSections>,
    at: usize,
}

impl Document for SectionDocument {
    type Value<'a> = &'a str;
    type FieldsValuesIter<'a> = std::array::IntoIter<(Field, &'a str), 3>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        let fields = self.fields;
        let [title, heading, all] = match self.coded.get(self.at) {
            Some(section) => [section.title, section.heading, section.all],
            None => [""; 3],
        };
        [(fields.title, title), (fields.heading, heading), (fields.all, all)].into_iter()
    }
}

/// What is used again and again: coders know the words that they have met, buffers have their memory.
struct Pool<T>(Mutex<Vec<T>>);

impl<T> Pool<T> {
    fn new() -> Self {
        Pool(Mutex::new(Vec::new()))
    }

    fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn put(&self, used: T) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(used);
    }
}

/// Indexes the sections of entries in order, and gives their words. While some are indexed, the next are analysed by what threads there are.
fn add_entries(
    entries: &[EntryRecord],
    analyzer: &Analyzer,
    fields: Fields,
    writer: &mut SingleSegmentIndexWriter<SectionDocument>,
) -> tantivy::Result<WordList> {
    let (coders, buffers) = (Pool::new(), Pool::new());
    let share = |entries: &[EntryRecord]| {
        let mut coder = coders.take().unwrap_or_else(|| Coder::new(analyzer));
        let mut sections: CodedSections = buffers.take().unwrap_or_default();
        for entry in entries {
            coder.code(entry, &mut sections);
        }
        coders.put(coder);
        Arc::new(sections)
    };
    let code = |entries: &[EntryRecord]| -> Vec<Arc<CodedSections>> {
        let shares: Vec<&[EntryRecord]> = portions(entries, SHARE).collect();
        shares.into_par_iter().map(share).collect()
    };
    let mut portions = portions(entries, AHEAD);
    let mut ready = portions.next().map(code).unwrap_or_default();
    while !ready.is_empty() {
        let next = portions.next();
        let add = || {
            for coded in ready {
                for at in 0..coded.len() {
                    writer.add_document(SectionDocument { fields, coded: Arc::clone(&coded), at })?;
                }
                if let Ok(mut read) = Arc::try_unwrap(coded) {
                    read.clear();
                    buffers.put(read);
                }
            }
            tantivy::Result::Ok(())
        };
        let (added, ahead) = rayon::join(add, || next.map(code).unwrap_or_default());
        added?;
        ready = ahead;
    }
    let counted = std::iter::from_fn(|| coders.take()).flat_map(Coder::into_words);
    Ok(WordList::of(counted.collect()))
}

/// Entries in pieces of about so many bytes of text.
fn portions(mut entries: &[EntryRecord], bytes: usize) -> impl Iterator<Item = &[EntryRecord]> {
    std::iter::from_fn(move || {
        let mut size = 0;
        let full = entries.iter().position(|entry| {
            size += entry.sections.iter().map(|section| section.text.len() + entry.title.len() + 64).sum::<usize>();
            size >= bytes
        });
        let (portion, rest) = entries.split_at(full.map_or(entries.len(), |last| last + 1));
        entries = rest;
        (!portion.is_empty()).then_some(portion)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::records::SectionRecord;
    use tantivy::schema::Term;
    use tantivy::{DocSet, TERMINATED};

    fn set(entries: usize) -> SearchSet {
        let entry = |number: usize| {
            let section = |of: usize| SectionRecord {
                heading: format!("Heading {of}").into(),
                text: format!("Text number{} of entry{number} and a word.", number * 3 + of).into(),
                ..SectionRecord::default()
            };
            EntryRecord::test(&format!("Title {number}"), (0..3).map(section).collect())
        };
        SearchSet { english: true, entries: (0..entries).map(entry).collect(), ..SearchSet::default() }
    }

    fn index_of(set: &SearchSet) -> SetIndex {
        SetIndex::build(set, &Analyzer::of(set)).unwrap()
    }

    /// A term, and where it stands: in which sections, how often, at which places.
    type Standing = (String, Vec<(u32, u32, Vec<u32>)>);

    fn postings(index: &SetIndex, field: Field) -> Vec<Standing> {
        let Some(segment) = index.segment() else { return Vec::new() };
        let inverted = segment.inverted_index(field).unwrap();
        let mut terms = inverted.terms().stream().unwrap();
        let mut all = Vec::new();
        while terms.advance() {
            let option = IndexRecordOption::WithFreqsAndPositions;
            let mut postings = inverted.read_postings_from_terminfo(terms.value(), option).unwrap();
            let mut found = Vec::new();
            while postings.doc() != TERMINATED {
                let mut places = Vec::new();
                if field == index.fields.all {
                    tantivy::postings::Postings::positions(&mut postings, &mut places);
                }
                found.push((postings.doc(), tantivy::postings::Postings::term_freq(&postings), places));
                postings.advance();
            }
            all.push((String::from_utf8(terms.key().to_vec()).unwrap(), found));
        }
        all
    }

    #[test]
    fn documents_are_sections_in_reading_order() {
        let index = index_of(&set(5000));
        assert_eq!(index.searcher().num_docs(), 15_000);
        let segment = index.segment().unwrap();
        for number in [0_u32, 1, 7_000, 14_999] {
            let term = Term::from_field_text(index.fields.all, &format!("number{number}"));
            let mut found = segment
                .inverted_index(index.fields.all)
                .unwrap()
                .read_postings(&term, IndexRecordOption::Basic)
                .unwrap()
                .unwrap();
            assert_eq!((found.doc(), found.advance()), (number, TERMINATED));
        }
        let norms = segment.get_fieldnorms_reader(index.fields.all).unwrap();
        assert_eq!(norms.fieldnorm(0), 11);
    }

    #[test]
    fn two_builds_hold_the_same() {
        let set = set(300);
        let (one, two) = (index_of(&set), index_of(&set));
        assert!(one.words().len() > 900 && one.words() == two.words());
        for field in [one.fields.title, one.fields.heading, one.fields.all] {
            let postings = postings(&one, field);
            assert!(!postings.is_empty());
            assert_eq!(postings, self::postings(&two, field));
        }
    }

    #[test]
    fn a_set_without_sections_has_an_index_too() {
        let index = index_of(&set(0));
        assert_eq!(index.searcher().num_docs(), 0);
        assert_eq!(postings(&index, index.fields.all), []);
    }

    #[test]
    fn portions_hold_every_entry_once() {
        let set = set(100);
        let portions: Vec<usize> = portions(&set.entries, 1000).map(<[EntryRecord]>::len).collect();
        assert!(portions.len() > 10 && portions.iter().sum::<usize>() == 100, "{portions:?}");
    }
}
