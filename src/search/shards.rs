//! Terms in files of a size that a phone loads at once: where they stand, at which places, and the words that begin alike.
//!
//! Takes the terms of an index, gives the bytes of each file (FORMAT.md). `14-shards.js` reads them.

use super::bytes::{Bytes, separator};
use super::index::IndexError;
use super::terms::{Place, Term, TermPostings, Terms, Word};

/// About how many bytes the postings of a file take, in a set of at most 10,000 sections. A larger set has larger files, so
/// that the list of files does not grow as fast as it does.
const POSTINGS: usize = 1800;
/// The same for words.
const WORDS: usize = 3500;
/// Above so many sections the lengths of sections stand beside the postings, since no question needs all of them.
const MANY: usize = 20_000;

/// What the postings of all terms are written with.
pub struct Layout {
    /// The ordinal of each entry's first section, and the number of sections behind the last.
    pub first: Vec<u32>,
    /// By section: the stored length of its heading.
    pub heading_norms: Vec<u8>,
    /// By section: the stored length of everything.
    pub all_norms: Vec<u8>,
    /// By section: the stored length of its entry's title.
    pub title_norms: Vec<u8>,
    /// By entry: how many different content stems its title has.
    pub title_words: Vec<u8>,
}

impl Layout {
    /// How many sections there are.
    pub fn sections(&self) -> usize {
        self.all_norms.len()
    }

    /// Whether the lengths stand beside the postings.
    pub fn norms_inline(&self) -> bool {
        self.sections() > MANY
    }

    fn grown(&self, size: usize) -> usize {
        // With the root of the number of sections.
        let hundredths = self.sections().isqrt().clamp(100, 250);
        size * hundredths / 100
    }
}

/// Terms in files: those in the order of bytes, then one for each very frequent term.
pub struct Cut<'t> {
    /// The terms of each file.
    pub files: Vec<Vec<&'t Term>>,
    /// Between each two of the first files, a text that separates them.
    pub separators: Vec<&'t [u8]>,
    /// The terms that have a file of their own, in the order of bytes.
    pub alone: Vec<&'t [u8]>,
}

/// Cuts terms into files.
pub fn cut_terms<'t>(terms: &'t [Term], layout: &Layout) -> Cut<'t> {
    let most = layout.grown(POSTINGS);
    let each = if layout.norms_inline() { 2 } else { 1 };
    let mut cut = Cut { files: Vec::new(), separators: Vec::new(), alone: Vec::new() };
    let mut alone = Vec::new();
    let mut file: Vec<&Term> = Vec::new();
    let mut size = 0;
    for term in terms {
        let here = term.key.len() / 2 + 4 + term.frequency() as usize * each;
        if here > most * 2 / 3 {
            alone.push(vec![term]);
            cut.alone.push(&term.key);
            continue;
        }
        if size + here > most
            && let Some(last) = file.last()
        {
            cut.separators.push(separator(&last.key, &term.key));
            cut.files.push(std::mem::take(&mut file));
            size = 0;
        }
        size += here;
        file.push(term);
    }
    cut.files.push(file);
    cut.files.append(&mut alone);
    cut
}

/// A file of postings and the file of places beside it.
pub type Written = ([Vec<u8>; 3], [Vec<u8>; 2]);

/// The bytes of a file of postings, and of the file of places beside it, each in parts of one kind.
///
/// # Errors
///
/// Says that the index cannot be read.
pub fn write_terms(terms: &Terms, file: &[&Term], layout: &Layout) -> Result<Written, IndexError> {
    let (mut keys, mut columns) = (Bytes::default(), Columns::default());
    let (mut sizes, mut places) = (Bytes::default(), Bytes::default());
    keys.count(file.len());
    let mut before: &[u8] = &[];
    for term in file {
        let postings = terms.postings(term)?;
        keys.after(before, &term.key);
        before = &term.key;
        write_postings(&postings, layout, &mut keys, &mut columns);
        let start = places.len();
        write_places(&postings, &mut places);
        sizes.count(places.len() - start);
    }
    let Columns { steps, times, beside } = columns;
    keys.raw(&steps.into_bytes());
    Ok(([keys.into_bytes(), times.into_bytes(), beside.into_bytes()], [sizes.into_bytes(), places.into_bytes()]))
}

/// What is said of each place: how far it is from the one before it, how often the term is there, what stands beside.
#[derive(Default)]
struct Columns {
    steps: Bytes,
    times: Bytes,
    beside: Bytes,
}

impl Columns {
    /// Writes a place behind another, and gives it.
    fn write(&mut self, place: u32, times: u32, before: u32, beside: &[u8]) -> u32 {
        self.steps.number(u64::from(place.saturating_sub(before)));
        self.times.number(u64::from(times));
        self.beside.raw(beside);
        place
    }
}

fn norm(norms: &[u8], place: usize) -> u8 {
    norms.get(place).copied().unwrap_or(0)
}

fn write_postings(postings: &TermPostings, layout: &Layout, counts: &mut Bytes, columns: &mut Columns) {
    counts.count(postings.all.len());
    counts.count(postings.heading.len());
    let mut before = 0;
    for Place { section, times } in &postings.all {
        let length = [norm(&layout.all_norms, *section as usize)];
        before = columns.write(*section, *times, before, if layout.norms_inline() { &length } else { &[] });
    }
    before = 0;
    for Place { section, times } in &postings.heading {
        before = columns.write(*section, *times, before, &[norm(&layout.heading_norms, *section as usize)]);
    }
    // A title is in every section of its entry: it is said once.
    let firsts = postings.title.iter().filter_map(|Place { section, times }| {
        let entry = layout.first.binary_search(section).ok()?;
        Some((entry, *section as usize, *times))
    });
    let firsts: Vec<(usize, usize, u32)> = firsts.filter(|(entry, ..)| *entry < layout.title_words.len()).collect();
    counts.count(firsts.len());
    before = 0;
    for (entry, section, times) in firsts {
        let beside = [norm(&layout.title_norms, section), norm(&layout.title_words, entry)];
        before = columns.write(u32::try_from(entry).unwrap_or(u32::MAX), times, before, &beside);
    }
}

fn write_places(postings: &TermPostings, body: &mut Bytes) {
    let mut places = postings.places.iter();
    for section in &postings.all {
        let mut before = 0;
        for place in places.by_ref().take(section.times as usize) {
            // Two terms of one section may be the same at one place only if an analysis said a term twice; it does not.
            body.number(u64::from(place.saturating_sub(before)));
            before = *place;
        }
    }
}

/// Words in files, each file's words and then their frequencies, and texts that separate the files.
pub fn write_words<'w>(words: &'w [Word], layout: &Layout) -> (Vec<[Vec<u8>; 2]>, Vec<&'w [u8]>) {
    let most = layout.grown(WORDS);
    let (mut files, mut separators) = (Vec::new(), Vec::new());
    let mut rest = words;
    loop {
        let mut size = 0;
        let full = rest.iter().position(|(word, _)| {
            size += word.len() / 2 + 3;
            size > most
        });
        let (file, after) = rest.split_at(full.unwrap_or(rest.len()));
        let (mut texts, mut frequencies) = (Bytes::default(), Bytes::default());
        texts.sorted(file.iter().map(|(word, _)| word.as_ref()));
        for (_, frequency) in file {
            frequencies.number(u64::from(*frequency));
        }
        files.push([texts.into_bytes(), frequencies.into_bytes()]);
        let (Some((last, _)), Some((next, _))) = (file.last(), after.first()) else { return (files, separators) };
        separators.push(separator(last, next));
        rest = after;
    }
}
