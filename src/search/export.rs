//! The files from which a browser gives the answers that the index gives.
//!
//! Takes a set and its index, gives scripts by their paths in the site (FORMAT.md): the same bytes for the same set. The
//! browser's side is `12-loader.js` and `15-index.js`. Knows no page.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rayon::prelude::*;

use super::analysis::Analyzer;
use super::bytes::Bytes;
use super::facts::write_facts;
use super::index::{IndexError, SetIndex};
use super::records::SearchSet;
use super::script::{pack, script, stamp};
use super::shards::{Layout, cut_terms, write_terms, write_words};
use super::shown::{piece_name, pieces, write_piece};
use super::stop_words::{is_stop_word, stop_words};
use super::terms::{Terms, lengths, words};
use crate::memo::ContentHash;

/// The form of the files, which is raised with every change of it: a script that knows another one says so.
pub const FORMAT: u64 = 4;

/// What the files say besides the set.
pub struct Publication<'a> {
    /// What the addresses of pages end in: `index.html` or nothing.
    pub page: &'a str,
    /// The titles of areas by their names.
    pub areas: &'a BTreeMap<String, String>,
    /// Packs bytes in parts, each of a kind of its own, and may remember what it packed.
    pub pack: &'a Pack<'a>,
}

/// What packs the parts of a file.
pub type Pack<'a> = dyn Fn(&[Vec<u8>]) -> Arc<[u8]> + Sync + 'a;

/// Packs bytes, and remembers nothing.
pub fn pack_anew(parts: &[Vec<u8>]) -> Arc<[u8]> {
    pack(parts)
}

/// The hash of bytes in parts.
pub fn hash_parts(parts: &[Vec<u8>]) -> ContentHash {
    ContentHash::of_all(parts.iter().map(|part| ContentHash::of(part)))
}

/// The files of a set, in the order of their making.
///
/// # Errors
///
/// Says that the index cannot be read.
pub fn export_set(
    set: &SearchSet,
    index: &SetIndex,
    analyzer: &Analyzer,
    publication: &Publication<'_>,
) -> Result<Vec<(String, Vec<u8>)>, IndexError> {
    let (layout, tokens) = layout(set, index, analyzer)?;
    let (shards, entries) =
        rayon::join(|| write_shards(set, index, &layout, tokens, publication), || write_entries(set, publication));
    let mut shards = shards?;
    let mut header = std::mem::take(&mut shards.header);
    header.raw(&entries.stamps);
    let header = header.into_bytes();
    let common = shards.hashes.iter().copied().chain([ContentHash::of(&header)]);
    let version = stamp(ContentHash::of_all(common));
    shards.files.push(("m".to_owned(), pack_anew(&[header])));
    let whole = shards.files.into_iter().map(|(name, packed)| (name, version.clone(), packed));
    let files: Vec<(String, String, Arc<[u8]>)> = whole.chain(entries.files).collect();
    let file = |(name, stamp, packed): (String, String, Arc<[u8]>)| {
        let name = format!("{}/{name}", set.name);
        (format!("search/{name}.js"), script(&name, &stamp, &packed))
    };
    Ok(files.into_par_iter().map(file).collect())
}

/// How many tokens `title`, `heading` and `all` have in all sections.
type Tokens = [u64; 3];

fn layout(set: &SearchSet, index: &SetIndex, analyzer: &Analyzer) -> Result<(Layout, Tokens), IndexError> {
    let (title_norms, title) = lengths(index, index.fields.title)?;
    let (heading_norms, heading) = lengths(index, index.fields.heading)?;
    let (all_norms, all) = lengths(index, index.fields.all)?;
    let mut first = vec![0];
    let mut sections = 0_u32;
    for entry in &set.entries {
        sections += u32::try_from(entry.sections.len()).unwrap_or(0);
        first.push(sections);
    }
    let title_words = set.entries.par_iter().map(|entry| {
        let title = analyzer.read(&entry.title).words;
        let content = title.iter().filter(|word| !word.stem.is_empty());
        let content = content.filter(|word| !is_stop_word(set.english, &word.folded));
        let stems: BTreeSet<&str> = content.map(|word| word.stem.as_ref()).collect();
        // A question has fewer words than a byte can count.
        u8::try_from(stems.len()).unwrap_or(u8::MAX)
    });
    let title_words = title_words.collect();
    Ok((Layout { first, heading_norms, all_norms, title_norms, title_words }, [title, heading, all]))
}

/// All files that are of one build as a whole.
struct Shards {
    /// The head of the file `m`, which the stamps of entries complete.
    header: Bytes,
    files: Vec<(String, Arc<[u8]>)>,
    hashes: Vec<ContentHash>,
}

fn write_shards(
    set: &SearchSet,
    index: &SetIndex,
    layout: &Layout,
    tokens: Tokens,
    publication: &Publication<'_>,
) -> Result<Shards, IndexError> {
    let terms = Terms::of(index)?;
    let cut = cut_terms(&terms.terms, layout);
    let half = layout.sections() / 2;
    let common = terms.terms.iter().filter(|term| term.frequency() as usize > half);
    let common: Vec<&[u8]> = common.map(|term| term.key.as_ref()).collect();
    let packed = |parts: &[Vec<u8>]| (hash_parts(parts), (publication.pack)(parts));
    let written: Vec<_> = cut
        .files
        .par_iter()
        .map(|file| {
            let (postings, places) = write_terms(&terms, file, layout)?;
            Ok((packed(&postings), packed(&places)))
        })
        .collect::<Result<_, IndexError>>()?;
    let words = words(index);
    let (word_files, word_separators) = write_words(&words, layout);
    let word_files: Vec<_> = word_files.par_iter().map(|file| packed(file)).collect();

    let mut header = Bytes::default();
    header.number(FORMAT);
    header.number(u64::from(set.english) | u64::from(layout.norms_inline()) << 1);
    header.count(layout.sections());
    header.count(set.entries.len());
    for tokens in tokens {
        header.number(tokens);
    }
    let stop: Vec<&[u8]> = stop_words(set.english).iter().map(|word| word.as_bytes()).collect();
    for sorted in [&cut.separators, &cut.alone, &word_separators, &common, &stop] {
        header.sorted(sorted.iter().copied());
    }

    let numbered = |letter: &'static str| move |(place, (hash, packed))| (format!("{letter}{place}"), hash, packed);
    let (postings, places): (Vec<_>, Vec<_>) = written.into_iter().unzip();
    let all = postings.into_iter().enumerate().map(numbered("t"));
    let all = all.chain(places.into_iter().enumerate().map(numbered("p")));
    let all = all.chain(word_files.into_iter().enumerate().map(numbered("d")));
    let single: [(&str, &[Vec<u8>]); 2] =
        [("n", &write_frame(set, layout)), ("c", &[write_facts(set, publication.areas)])];
    let all = all.chain(single.map(|(name, parts)| {
        let (hash, packed) = packed(parts);
        (name.to_owned(), hash, packed)
    }));
    let mut shards = Shards { header, files: Vec::new(), hashes: Vec::new() };
    for (name, hash, packed) in all {
        shards.hashes.push(hash);
        shards.files.push((name, packed));
    }
    Ok(shards)
}

/// What every question needs of all sections and entries, in parts of one kind.
fn write_frame(set: &SearchSet, layout: &Layout) -> [Vec<u8>; 4] {
    let mut parts: [Bytes; 4] = std::array::from_fn(|_| Bytes::default());
    let [sections, pieces_of, aside, glossary] = &mut parts;
    for entry in &set.entries {
        sections.count(entry.sections.len());
        pieces_of.count(pieces(entry).len());
        aside.count(usize::from(entry.aside));
    }
    if !layout.norms_inline() {
        aside.raw(&layout.all_norms);
    }
    glossary.count(set.terms.len());
    for (id, forms) in &set.terms {
        glossary.text(id);
        glossary.count(forms.len());
        for form in forms {
            glossary.text(form);
        }
    }
    parts.map(Bytes::into_bytes)
}

/// What is shown of entries. It changes with its entry, and is stamped with some neighbours: not with the whole, so that a new
/// word in one chapter does not write every file anew, nor each alone, since what every file must be is said in `m`.
struct Entries {
    stamps: Vec<u8>,
    files: Vec<(String, String, Arc<[u8]>)>,
}

fn write_entries(set: &SearchSet, publication: &Publication<'_>) -> Entries {
    let group = group_size(set.entries.len());
    let groups = set.entries.par_chunks(group).enumerate().map(|(number, entries)| {
        let mut files = Vec::new();
        let mut hashes = Vec::new();
        for (place, entry) in entries.iter().enumerate() {
            for (piece, sections) in pieces(entry).iter().enumerate() {
                let bytes = [write_piece(entry, sections, publication.page)];
                hashes.push(hash_parts(&bytes));
                files.push((piece_name(number * group + place, piece), (publication.pack)(&bytes)));
            }
        }
        (ContentHash::of_all(hashes), files)
    });
    let mut written = Entries { stamps: Vec::new(), files: Vec::new() };
    for (hash, files) in groups.collect::<Vec<_>>() {
        let bytes: Vec<u8> = hash.bytes().iter().copied().take(4).collect();
        let stamp = STANDARD.encode(&bytes);
        written.stamps.extend(bytes);
        written.files.extend(files.into_iter().map(|(name, packed)| (name, stamp.clone(), packed)));
    }
    written
}

/// How many entries have one stamp: about the root of their number, at least one.
fn group_size(entries: usize) -> usize {
    entries.isqrt().max(1)
}
