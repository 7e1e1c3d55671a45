//! Takes the files of each snapshot, gives which of them are one chapter, and by what that is known: by what was said,
//! by id, by number, by path, and last by the likeness of titles. What is ambiguous is never guessed.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::foreign::ForeignFile;
use super::likeness::{best_matches, words_of};
use super::names::split;
use super::numbers::loose_number;

/// The least likeness of two titles (of 1000) by which files are paired.
const ALIKE: usize = 650;

/// The least of two whose numbers say otherwise.
const NEARLY_THE_SAME: usize = 900;

/// How often what is left is looked at again.
const ROUNDS: usize = 10;

/// By what two files are known to be one chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Means {
    /// Someone said so.
    Told,
    /// Both have one id.
    Id,
    /// Both have one number.
    Number,
    /// Both stand at one path.
    Path,
    /// Their titles are alike.
    Likeness,
}

/// The files of one chapter.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// Snapshot, file in it, and by what it was paired with the one before; oldest first.
    pub files: Vec<(usize, usize, Option<Means>)>,
}

/// Something that could be meant in several ways, and was therefore not decided.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Ambiguity {
    /// Which snapshot.
    pub snapshot: usize,
    /// Such as "number 0501.90".
    pub what: String,
    /// The files.
    pub files: Vec<String>,
}

/// What pairing gives.
#[derive(Debug, Default)]
pub struct Pairing {
    /// The chapters in the order in which they first appear.
    pub chapters: Vec<Trace>,
    /// What was left undecided.
    pub ambiguities: BTreeSet<Ambiguity>,
    /// Pairs that were told and met no files.
    pub unused: Vec<String>,
}

/// Pairs the files of snapshots, oldest first. `told` are pairs of paths, an older and a newer; `means` are those by
/// which files may be paired besides.
pub fn pair_files(snapshots: &[Vec<&ForeignFile>], told: &[(String, String)], means: &[Means]) -> Pairing {
    let mut pairing = Pairing::default();
    let mut used: BTreeSet<usize> = BTreeSet::new();
    for number in 0..snapshots.len() {
        let matched = Round::new(snapshots, number, &mut pairing).run(told, means, &mut used);
        for (file, found) in matched.into_iter().enumerate() {
            match found {
                Some((chapter, means)) => {
                    if let Some(trace) = pairing.chapters.get_mut(chapter) {
                        trace.files.push((number, file, Some(means)));
                    }
                }
                None => pairing.chapters.push(Trace { files: vec![(number, file, None)] }),
            }
        }
    }
    let unused = told.iter().enumerate().filter(|(index, _)| !used.contains(index));
    pairing.unused = unused.map(|(_, (old, new))| format!("{old}={new}")).collect();
    pairing
}

/// The pairing of one snapshot with all chapters before it.
struct Round<'a> {
    number: usize,
    files: &'a [&'a ForeignFile],
    /// The newest file of each chapter, and whether it was in the snapshot just before.
    chapters: Vec<(&'a ForeignFile, bool)>,
    ambiguities: &'a mut BTreeSet<Ambiguity>,
    /// For each file, its chapter.
    matched: Vec<Option<(usize, Means)>>,
    /// For each chapter, whether it has a file now.
    taken: Vec<bool>,
    /// Files whose id or number others have too.
    unclear: BTreeSet<usize>,
    /// Chapters of which the same is true.
    unclear_chapters: BTreeSet<usize>,
}

impl<'a> Round<'a> {
    fn new(snapshots: &'a [Vec<&'a ForeignFile>], number: usize, pairing: &'a mut Pairing) -> Self {
        let files = snapshots.get(number).map(Vec::as_slice).unwrap_or_default();
        let newest = pairing.chapters.iter().filter_map(|trace| {
            let (snapshot, file, _) = trace.files.last()?;
            Some((*snapshots.get(*snapshot)?.get(*file)?, *snapshot + 1 == number))
        });
        let chapters: Vec<(&ForeignFile, bool)> = newest.collect();
        let taken = vec![false; chapters.len()];
        let ambiguities = &mut pairing.ambiguities;
        let matched = vec![None; files.len()];
        Round {
            number,
            files,
            chapters,
            ambiguities,
            matched,
            taken,
            unclear: BTreeSet::new(),
            unclear_chapters: BTreeSet::new(),
        }
    }

    fn run(
        mut self,
        told: &[(String, String)],
        means: &[Means],
        used: &mut BTreeSet<usize>,
    ) -> Vec<Option<(usize, Means)>> {
        self.by_told(told, used);
        for means in [Means::Id, Means::Number, Means::Path, Means::Likeness].iter().filter(|by| means.contains(by)) {
            match means {
                Means::Told => {}
                Means::Id => self.by_key(Means::Id, |file| file.front.id.clone()),
                Means::Number => self.by_key(Means::Number, |file| file.number.clone()),
                Means::Path => self.by_path(),
                Means::Likeness => self.by_likeness(),
            }
        }
        self.matched
    }

    fn accept(&mut self, chapter: usize, file: usize, means: Means) {
        let free = self.taken.get(chapter) == Some(&false) && self.matched.get(file) == Some(&None);
        let id = |file: Option<&&ForeignFile>| file.and_then(|file| file.front.id.clone());
        let (old, new) = (id(self.chapters.get(chapter).map(|(file, _)| file)), id(self.files.get(file)));
        let at_odds = means != Means::Told && old.is_some() && new.is_some() && old != new;
        if !free || at_odds {
            return;
        }
        if let (Some(taken), Some(matched)) = (self.taken.get_mut(chapter), self.matched.get_mut(file)) {
            *taken = true;
            *matched = Some((chapter, means));
        }
    }

    fn by_told(&mut self, told: &[(String, String)], used: &mut BTreeSet<usize>) {
        for (index, (old, new)) in told.iter().enumerate() {
            let file = self.files.iter().position(|file| file.path.as_ref() == new);
            let chapter = self.chapters.iter().position(|(file, _)| file.path.as_ref() == old);
            if let (Some(file), Some(chapter)) = (file, chapter) {
                used.insert(index);
                self.accept(chapter, file, Means::Told);
            }
        }
    }

    fn by_key(&mut self, means: Means, key: impl Fn(&ForeignFile) -> Option<String>) {
        let mut here: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (index, file) in self.files.iter().enumerate() {
            if let Some(key) = key(file) {
                here.entry(key).or_default().push(index);
            }
        }
        // Chapters of the snapshot just before come first; then those that went missing earlier.
        for present in [true, false] {
            let mut before: BTreeMap<String, Vec<usize>> = BTreeMap::new();
            for (index, (file, _)) in self.chapters.iter().enumerate().filter(|(_, (_, was))| *was == present) {
                if let Some(key) = key(file) {
                    before.entry(key).or_default().push(index);
                }
            }
            for (value, files) in &here {
                match (before.get(value).map(Vec::as_slice).unwrap_or_default(), files.as_slice()) {
                    ([chapter], [file]) => self.accept(*chapter, *file, means),
                    ([], [_]) => {}
                    (chapters, files) => {
                        self.unclear.extend(files);
                        self.unclear_chapters.extend(chapters);
                    }
                }
            }
        }
        for (value, files) in here.into_iter().filter(|(_, files)| files.len() > 1) {
            let word = if means == Means::Id { "id" } else { "number" };
            let paths = files.iter().filter_map(|file| Some(self.files.get(*file)?.path.to_string())).collect();
            self.ambiguities.insert(Ambiguity { snapshot: self.number, what: format!("{word} {value}"), files: paths });
        }
    }

    fn by_path(&mut self) {
        for present in [true, false] {
            let before: BTreeMap<&str, usize> = self
                .chapters
                .iter()
                .enumerate()
                .filter(|(index, (_, was))| *was == present && self.taken.get(*index) == Some(&false))
                .map(|(index, (file, _))| (file.path.as_ref(), index))
                .collect();
            let found: Vec<(usize, usize)> = self
                .files
                .iter()
                .enumerate()
                .filter_map(|(index, file)| Some((*before.get(file.path.as_ref())?, index)))
                .collect();
            for (chapter, file) in found {
                self.accept(chapter, file, Means::Path);
            }
        }
    }

    fn by_likeness(&mut self) {
        // What is paired is out of the way of what was as like to it: the rest may be clear then.
        for _ in 0..ROUNDS {
            let found = self.alike();
            if found.is_empty() {
                break;
            }
            for (chapter, file) in found {
                self.accept(chapter, file, Means::Likeness);
            }
        }
    }

    /// Chapters and files that are each other's likest, of those that are left.
    fn alike(&self) -> Vec<(usize, usize)> {
        let open = |index: &usize| self.taken.get(*index) == Some(&false);
        let old: Vec<usize> = (0..self.chapters.len())
            .filter(|index| open(index) && !self.unclear_chapters.contains(index))
            .filter(|index| self.chapters.get(*index).is_some_and(|(_, present)| *present))
            .collect();
        let new: Vec<usize> = (0..self.files.len())
            .filter(|index| self.matched.get(*index) == Some(&None) && !self.unclear.contains(index))
            .collect();
        let chapter = |place: usize| old.get(place).and_then(|index| self.chapters.get(*index)).map(|(file, _)| *file);
        let file = |place: usize| new.get(place).and_then(|index| self.files.get(*index)).copied();
        let words = |file: Option<&ForeignFile>| file.map(|file| words_of(&file.title)).unwrap_or_default();
        let old_words: Vec<Vec<String>> = (0..old.len()).map(|place| words(chapter(place))).collect();
        let new_words: Vec<Vec<String>> = (0..new.len()).map(|place| words(file(place))).collect();
        let number = |file: Option<&ForeignFile>| file.and_then(|file| file.number.as_deref().map(loose_number));
        let folder = |file: Option<&ForeignFile>| file.map(|file| split(&file.path).0.to_owned());
        let least = |one: usize, other: usize| {
            let (before, after) = (number(chapter(one)), number(file(other)));
            if before.is_some() && after.is_some() && before != after { NEARLY_THE_SAME } else { ALIKE }
        };
        let bonus = |one: usize, other: usize| {
            let (before, after) = (chapter(one), file(other));
            let same_number = number(before).is_some() && number(before) == number(after);
            300 * usize::from(same_number) + 100 * usize::from(folder(before) == folder(after))
        };
        let matches = best_matches(&old_words, &new_words, &least, &bonus);
        matches.iter().zip(&new).filter_map(|(place, file)| Some((*old.get((*place)?)?, *file))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::foreign::read_foreign;
    use crate::import::front_keys::KnownIds;
    use crate::source::source_tree::SourceText;

    const ALL: &[Means] = &[Means::Id, Means::Number, Means::Path, Means::Likeness];

    /// For each chapter, its paths and by what they were paired.
    fn pairs(snapshots: &[&[(&str, &str)]], told: &[(&str, &str)]) -> (Vec<String>, Pairing) {
        let endings = [".md".to_owned()];
        let read = |(path, text): &(&str, &str)| {
            read_foreign(&SourceText::new(path, text), jiff::civil::date(2025, 1, 1), &KnownIds::default(), &endings)
        };
        let files: Vec<Vec<ForeignFile>> = snapshots.iter().map(|files| files.iter().map(read).collect()).collect();
        let lists: Vec<Vec<&ForeignFile>> = files.iter().map(|files| files.iter().collect()).collect();
        let told: Vec<(String, String)> = told.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        let pairing = pair_files(&lists, &told, ALL);
        let shown = pairing.chapters.iter().map(|trace| {
            let files = trace.files.iter().map(|(at, file, means)| {
                let by = means.map(|means| format!(" by {means:?}")).unwrap_or_default();
                format!("{}:{}{by}", at, lists[*at][*file].path)
            });
            files.collect::<Vec<_>>().join(", ")
        });
        (shown.collect(), pairing)
    }

    #[test]
    fn the_number_is_the_identity_though_every_file_was_renamed() {
        let (found, _) = pairs(
            &[
                &[("0504.82-Visits.md", ""), ("0504.83-Calls.md", "")],
                &[("0504.82.md", "---\ntitle: 0504.82 Calls\n---\n"), ("x.md", "---\ncode: \"0504.83\"\n---\n")],
            ],
            &[],
        );
        assert_eq!(found, ["0:0504.82-Visits.md, 1:0504.82.md by Number", "0:0504.83-Calls.md, 1:x.md by Number"]);
    }

    #[test]
    fn two_files_with_one_number_are_never_guessed() {
        let two = "---\ncode: \"1.1\"\n---\n";
        let (found, pairing) =
            pairs(&[&[("a.md", two), ("b.md", two)], &[("a.md", two), ("c.md", two), ("d.md", "# B\n")]], &[]);
        assert_eq!(found, ["0:a.md, 1:a.md by Path", "0:b.md", "1:c.md", "1:d.md"]);
        assert_eq!(pairing.ambiguities.len(), 2);
        let (told, _) = pairs(&[&[("a.md", two), ("b.md", two)], &[("a.md", two), ("c.md", two)]], &[("b.md", "c.md")]);
        assert_eq!(told, ["0:a.md, 1:a.md by Path", "0:b.md, 1:c.md by Told"]);
    }

    #[test]
    fn different_ids_are_different_chapters_at_one_path() {
        let (found, pairing) =
            pairs(&[&[("a.md", "---\nid: one\n---\n")], &[("a.md", "---\nid: two\n---\n")]], &[("x.md", "y.md")]);
        assert_eq!(found, ["0:a.md", "1:a.md"]);
        assert_eq!(pairing.unused, ["x.md=y.md"]);
    }

    #[test]
    fn what_went_missing_is_found_again() {
        let one = "---\nid: one\n---\n";
        let (found, _) = pairs(&[&[("a.md", one)], &[("b.md", "")], &[("c.md", one)]], &[]);
        assert_eq!(found, ["0:a.md, 2:c.md by Id", "1:b.md"]);
    }

    #[test]
    fn numbers_that_differ_need_titles_that_do_not() {
        let (found, _) = pairs(
            &[
                &[("r/0410.01-x.md", "# Transfers\n"), ("p/0300.03-y.md", "# Evaluations of staff\n")],
                &[("p/0401.13.md", "# Certified transfers\n"), ("p/0300.05.md", "# Evaluations of staff\n")],
            ],
            &[],
        );
        assert_eq!(found, ["0:r/0410.01-x.md", "0:p/0300.03-y.md, 1:p/0300.05.md by Likeness", "1:p/0401.13.md"]);
    }
}
