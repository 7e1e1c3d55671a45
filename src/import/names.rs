//! Takes chapters by their newest files, gives where each is to stand and under which id: where its newest file stood,
//! under the id that Chapterhouse would give it, unless another has it or the name works on some systems only.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::foreign::ForeignFile;
use crate::model::assemble_parts::FileName;
use crate::parse::front_matter::bad_id;
use crate::parse::slug::anchor_of;
use crate::source::file_names::unsafe_name;

/// Where a chapter stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its folder below the content folder; empty for that itself.
    pub folder: String,
    /// The file's name without its ending.
    pub stem: String,
    /// The ending with its dot.
    pub ending: String,
    /// Its id.
    pub id: String,
    /// Whether the id must be written down: the file's name does not give it.
    pub id_written: bool,
}

impl Target {
    /// The file of the newest edition.
    pub fn newest(&self) -> String {
        join(&self.folder, &format!("{}{}", self.stem, self.ending))
    }

    /// The file of an earlier edition.
    pub fn edition(&self, from: Date) -> String {
        join(&self.folder, &format!("{}@{from}{}", self.stem, self.ending))
    }
}

/// A path of a folder and a name.
pub fn join(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// The folder of a path and the name in it.
pub fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

/// Names chapters, each given by its newest file and the number of the snapshot that had it. Of two that want one name,
/// the one of the later snapshot gets it.
pub fn name_chapters(chapters: &[(&ForeignFile, usize)], endings: &[String]) -> Vec<Target> {
    let mut order: Vec<usize> = (0..chapters.len()).collect();
    order.sort_by_key(|index| {
        let (file, snapshot) = chapters.get(*index).map_or(("", 0), |(file, snapshot)| (file.path.as_ref(), *snapshot));
        (std::cmp::Reverse(snapshot), file)
    });
    let mut targets: BTreeMap<usize, Target> = BTreeMap::new();
    let mut stems: BTreeSet<String> = BTreeSet::new();
    let mut ids: BTreeSet<String> = BTreeSet::new();
    let wanted = |file: &ForeignFile| wanted_id(file, endings);
    let mut often: BTreeMap<String, usize> = BTreeMap::new();
    for (file, _) in chapters {
        *often.entry(wanted(file)).or_insert(0) += 1;
    }
    for index in order {
        let Some((file, _)) = chapters.get(index) else { continue };
        let (folder, name) = split(&file.path);
        let folder = safe_folder(folder);
        let ending = endings.iter().filter(|ending| name.ends_with(ending.as_str())).max_by_key(|ending| ending.len());
        let ending = ending.map_or(".md", String::as_str);
        let mut stem = safe_name(name.strip_suffix(ending).unwrap_or(name)).replace('@', "-");
        if is_introduction(&stem) {
            stem = format!("about-{}", stem.to_lowercase());
        }
        let stem = free(&stem, |stem| stems.insert(join(&folder, stem).to_lowercase()));
        let mut id = wanted(file);
        if often.get(&id).is_some_and(|often| *often > 1) && file.front.id.is_none() {
            let part = folder.rsplit('/').next().map(anchor_of).filter(|part| !folder.is_empty() && part != &id);
            id = part.map_or(id.clone(), |part| short(&format!("{part}-{id}")));
        }
        let id = free(&id, |id| ids.insert(id.to_owned()));
        let given = FileName::of(&format!("{stem}{ending}"), endings).slug;
        let target = Target { folder, ending: ending.to_owned(), id_written: given != id, stem, id };
        targets.insert(index, target);
    }
    targets.into_values().collect()
}

/// Whether a file of this stem introduces its folder.
pub fn is_introduction(stem: &str) -> bool {
    stem.eq_ignore_ascii_case("index") || stem.eq_ignore_ascii_case("readme")
}

fn wanted_id(file: &ForeignFile, endings: &[String]) -> String {
    if let Some(id) = &file.front.id {
        return id.clone();
    }
    let slug = short(&FileName::of(split(&file.path).1, endings).slug);
    if bad_id(&slug).is_none() { slug } else { format!("chapter-{slug}") }
}

/// An id of a length that leaves room for more.
fn short(id: &str) -> String {
    if id.len() <= 80 {
        return id.to_owned();
    }
    let cut = id.get(..80).unwrap_or(id);
    cut.rsplit_once('-').map_or(cut, |(whole, _)| whole).to_owned()
}

/// A name as wished, or the first with a number behind it that `claim` grants.
fn free(wish: &str, mut claim: impl FnMut(&str) -> bool) -> String {
    let mut name = wish.to_owned();
    let mut number = 1_usize;
    while !claim(&name) {
        number += 1;
        name = format!("{wish}-{number}");
    }
    name
}

/// A folder's path in names that work on every system, and that mean nothing else here.
pub fn safe_folder(folder: &str) -> String {
    let parts: Vec<String> = folder.split('/').filter(|part| !part.is_empty()).map(safe_name).collect();
    match parts.split_first() {
        Some((first, rest)) if first == "registers" => {
            std::iter::once("registers-1").chain(rest.iter().map(String::as_str)).collect::<Vec<_>>().join("/")
        }
        _ => parts.join("/"),
    }
}

/// A name that works on every system.
pub fn safe_name(name: &str) -> String {
    if unsafe_name(name).is_none() {
        return name.to_owned();
    }
    let plain: String =
        name.chars().map(|c| if c.is_control() || "<>:\"\\|?*".contains(c) { '-' } else { c }).take(60).collect();
    let plain = plain.trim().trim_end_matches('.').trim_end();
    if unsafe_name(plain).is_none() && !plain.is_empty() { plain.to_owned() } else { format!("file-{plain}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::foreign::read_foreign;
    use crate::import::front_keys::KnownIds;
    use crate::source::source_tree::SourceText;

    fn names(files: &[(&str, &str, usize)]) -> Vec<(String, String, bool)> {
        let endings = [".md".to_owned()];
        let read = |path: &str, text: &str| {
            read_foreign(&SourceText::new(path, text), jiff::civil::date(2025, 1, 1), &KnownIds::default(), &endings)
        };
        let files: Vec<(ForeignFile, usize)> = files.iter().map(|(path, text, at)| (read(path, text), *at)).collect();
        let files: Vec<(&ForeignFile, usize)> = files.iter().map(|(file, at)| (file, *at)).collect();
        let targets = name_chapters(&files, &endings);
        targets.into_iter().map(|target| (target.newest(), target.id, target.id_written)).collect()
    }

    #[test]
    fn keeps_names_and_gives_every_chapter_its_own_id() {
        let found = names(&[
            ("a/0504.82.md", "x", 1),
            ("a/no-ar.md", "x", 1),
            ("b/no-ar.md", "x", 1),
            ("b/visits.md", "---\nid: home-visits\n---\n", 1),
            ("b/visits.md", "x", 0),
            ("registers/README.md", "x", 0),
        ]);
        let expected = [
            ("a/0504.82.md", "0504-82", false),
            ("a/no-ar.md", "a-no-ar", true),
            ("b/no-ar.md", "b-no-ar", true),
            ("b/visits.md", "home-visits", true),
            ("b/visits-2.md", "visits", true),
            ("registers-1/about-readme.md", "readme", true),
        ];
        assert_eq!(found, expected.map(|(path, id, written)| (path.to_owned(), id.to_owned(), written)));
    }
}
