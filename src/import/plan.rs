//! The import on one page: takes snapshots, oldest first, gives every file to be written, by its path below the content
//! folder, and the report. Writes nothing and knows nothing of the manual that is there already but its paths.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use super::editions::{Appearance, Change, ImportedEdition, find_editions};
use super::foreign::{ForeignFile, read_foreign};
use super::front_keys::KnownIds;
use super::links::{Followed, Moves, follow_links};
use super::names::{Target, is_introduction, join, name_chapters, safe_folder, safe_name, split};
use super::pair::{Means, Pairing, Trace, pair_files};
use super::report::{ChapterReport, EditionReport, ImportReport, LikePair, SnapshotReport};
use super::written::{edition_text, empty_introduction, introduction_text};
use crate::memo::ContentHash;
use crate::model::assemble_parts::FileName;
use crate::source::snapshot::Snapshot;

/// What is to be imported, and how.
pub struct ImportRequest<'a> {
    /// Snapshots, oldest first, each of another day.
    pub snapshots: &'a [Snapshot],
    /// Pairs of paths, an older and a newer, that are one chapter.
    pub told: &'a [(String, String)],
    /// By what files may be paired.
    pub means: &'a [Means],
    /// Ids that the manual's registers hold.
    pub known: &'a KnownIds,
    /// The endings of Markdown files.
    pub endings: &'a [String],
    /// Paths below the content folder that are there already.
    pub present: &'a BTreeSet<String>,
    /// The title of the home page, if the manual needs one.
    pub home_title: &'a str,
}

/// What an import would write.
#[derive(Debug, Default)]
pub struct ImportPlan {
    /// Files by their paths below the content folder.
    pub files: BTreeMap<String, Vec<u8>>,
    /// What was done.
    pub report: ImportReport,
    /// Pairs that were told and met no files.
    pub unused: Vec<String>,
}

/// Targets that lead nowhere, each behind the file that holds it.
type Astray = BTreeSet<(String, String)>;

/// The files of one snapshot, read.
struct Sorted {
    chapters: Vec<ForeignFile>,
    introductions: Vec<ForeignFile>,
}

/// Plans an import.
pub fn plan_import(request: &ImportRequest<'_>) -> ImportPlan {
    let days: Vec<Date> = request.snapshots.iter().map(|snapshot| snapshot.date).collect();
    let introduced = introduced_folders(request);
    let sorted: Vec<Sorted> =
        request.snapshots.iter().map(|snapshot| sort_files(snapshot, request, &introduced)).collect();
    let lists: Vec<Vec<&ForeignFile>> = sorted.iter().map(|sorted| sorted.chapters.iter().collect()).collect();
    let Pairing { chapters, ambiguities, unused } = pair_files(&lists, request.told, request.means);
    let newest: Vec<(&ForeignFile, usize)> = chapters
        .iter()
        .filter_map(|trace| trace.files.last().and_then(|(at, file, _)| Some((*lists.get(*at)?.get(*file)?, *at))))
        .collect();
    let targets = name_chapters(&newest, request.endings);
    let mut plan = ImportPlan { unused, ..ImportPlan::default() };
    let moves = move_files(request, &sorted, &lists, &chapters, &targets, &mut plan.files);

    let made: Vec<(Vec<ImportedEdition<'_>>, Astray)> = chapters
        .par_iter()
        .zip(&targets)
        .map(|(trace, target)| {
            let mut astray = Astray::new();
            let appearances = trace.files.iter().filter_map(|(at, index, _)| {
                let file = *lists.get(*at)?.get(*index)?;
                let Followed { text, rewritten, astray: lost } =
                    follow_links(&file.body, &file.path, &target.folder, moves.get(*at)?);
                astray.extend(lost.into_iter().map(|lost| (target.newest(), lost)));
                Some(Appearance { snapshot: *at, file, body: text, rewritten })
            });
            let editions = find_editions(appearances.collect(), &days);
            (editions, astray)
        })
        .collect();

    plan.report.snapshots = start_reports(request, &sorted);
    plan.report.ambiguous = ambiguities.into_iter().collect();
    report_pairs(&mut plan.report, &lists, &chapters, &days);
    for ((editions, astray), (target, trace)) in made.iter().zip(targets.iter().zip(&chapters)) {
        write_chapter(&mut plan, editions, target);
        report_chapter(&mut plan.report, editions, target, trace, days.len());
        plan.report.links_astray.extend(astray.iter().cloned());
    }
    write_introductions(&mut plan, request, &sorted, &moves);
    add_missing_introductions(&mut plan, request);
    plan.report.chapters.sort_by(|a, b| a.editions.last().map(|e| &e.file).cmp(&b.editions.last().map(|e| &e.file)));
    plan.report.files = plan.files.len();
    plan
}

/// Folders that have an index.md in any snapshot: a README.md beside it is a chapter.
fn introduced_folders(request: &ImportRequest<'_>) -> BTreeSet<String> {
    let texts = request.snapshots.iter().flat_map(|snapshot| &snapshot.texts);
    let indexes = texts.filter(|text| stem_of(&text.path, request.endings).eq_ignore_ascii_case("index"));
    indexes.map(|text| split(&text.path).0.to_owned()).collect()
}

fn stem_of(path: &str, endings: &[String]) -> String {
    FileName::of(split(path).1, endings).stem
}

fn sort_files(snapshot: &Snapshot, request: &ImportRequest<'_>, with_index: &BTreeSet<String>) -> Sorted {
    let texts = snapshot.texts.par_iter().filter(|text| !is_passage(&text.path));
    let read: Vec<ForeignFile> =
        texts.map(|text| read_foreign(text, snapshot.date, request.known, request.endings)).collect();
    let introduces = |file: &ForeignFile| {
        let stem = stem_of(&file.path, request.endings);
        is_introduction(&stem) && (stem.eq_ignore_ascii_case("index") || !with_index.contains(split(&file.path).0))
    };
    let (introductions, chapters) = read.into_iter().partition(introduces);
    Sorted { chapters, introductions }
}

/// Shared passages are no chapters; they stand in the texts that include them.
fn is_passage(path: &str) -> bool {
    path.starts_with("shared/")
}

/// Where every file of every snapshot goes. Pictures and passages are put into `files` on the way.
fn move_files(
    request: &ImportRequest<'_>,
    sorted: &[Sorted],
    lists: &[Vec<&ForeignFile>],
    chapters: &[Trace],
    targets: &[Target],
    files: &mut BTreeMap<String, Vec<u8>>,
) -> Vec<Moves> {
    let mut moves: Vec<Moves> = vec![Moves::default(); request.snapshots.len()];
    for (trace, target) in chapters.iter().zip(targets) {
        for (at, index, _) in &trace.files {
            let file = lists.get(*at).and_then(|list| list.get(*index));
            if let (Some(moves), Some(file)) = (moves.get_mut(*at), file) {
                moves.places.insert(file.path.to_string(), target.newest());
                moves.gone.insert(file.path.to_string(), file.title_anchors.clone());
            }
        }
    }
    let there = present_introductions(request);
    let mut places: BTreeMap<(String, ContentHash), String> = BTreeMap::new();
    let mut plain: BTreeSet<String> = BTreeSet::new();
    for (at, snapshot) in request.snapshots.iter().enumerate().rev() {
        let Some(moves) = moves.get_mut(at) else { continue };
        for file in sorted.get(at).map(|sorted| sorted.introductions.as_slice()).unwrap_or_default() {
            let own = introduction_path(&file.path);
            let place = there.get(split(&own).0).map_or(own, |there| (*there).clone());
            moves.places.insert(file.path.to_string(), place);
            moves.gone.insert(file.path.to_string(), file.title_anchors.clone());
        }
        for passage in snapshot.texts.iter().filter(|text| is_passage(&text.path)) {
            moves.places.insert(passage.path.to_string(), passage.path.to_string());
            files.entry(passage.path.to_string()).or_insert_with(|| passage.text.as_bytes().to_vec());
        }
        for asset in &snapshot.assets {
            let key = (asset.path.to_string(), asset.hash);
            let place = places.entry(key).or_insert_with(|| {
                let (folder, name) = split(&asset.path);
                let path = join(&safe_folder(folder), &safe_name(name));
                // A picture that changed keeps its place; what it was before gets the day after its name.
                let mut path = if plain.insert(asset.path.to_string()) { path } else { dated(&path, snapshot.date) };
                while files.get(&path).is_some_and(|bytes| bytes.as_slice() != asset.bytes.as_ref()) {
                    path = dated(&path, snapshot.date);
                }
                files.insert(path.clone(), asset.bytes.to_vec());
                path
            });
            moves.places.insert(asset.path.to_string(), place.clone());
        }
    }
    moves
}

fn dated(path: &str, day: Date) -> String {
    match path.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}@{day}.{ending}"),
        None => format!("{path}@{day}"),
    }
}

fn introduction_path(path: &str) -> String {
    let (folder, name) = split(path);
    join(&safe_folder(folder), name)
}

fn write_chapter(plan: &mut ImportPlan, editions: &[ImportedEdition<'_>], target: &Target) {
    for (place, edition) in editions.iter().enumerate() {
        let path = if place + 1 == editions.len() { target.newest() } else { target.edition(edition.from) };
        plan.files.insert(path, edition_text(edition, target, place + 1).into_bytes());
        plan.report.links_rewritten += edition.rewritten;
        let unread = edition.newest().filter(|file| file.front.unread.is_some());
        plan.report.unread_front_matter.extend(unread.map(|file| file.path.to_string()));
    }
}

/// Introductions that the manual has already, by their folders: they stay.
fn present_introductions<'a>(request: &ImportRequest<'a>) -> BTreeMap<&'a str, &'a String> {
    let there = request.present.iter().filter(|path| is_introduction(&stem_of(path, request.endings)));
    there.map(|path| (split(path).0, path)).collect()
}

fn write_introductions(plan: &mut ImportPlan, request: &ImportRequest<'_>, sorted: &[Sorted], moves: &[Moves]) {
    let there = present_introductions(request);
    let mut written: BTreeMap<String, String> = BTreeMap::new();
    for (sorted, moves) in sorted.iter().zip(moves).rev() {
        for file in &sorted.introductions {
            let path = introduction_path(&file.path);
            if there.contains_key(split(&path).0) {
                plan.report.introductions_left.push(path);
                continue;
            }
            let followed = follow_links(&file.body, &file.path, split(&path).0, moves);
            match written.get(&path) {
                Some(text) if *text == followed.text => {}
                Some(_) => plan.report.introductions_changed.push(path),
                None => {
                    plan.files.insert(path.clone(), introduction_text(file, &followed.text).into_bytes());
                    plan.report.links_rewritten += followed.rewritten;
                    plan.report.links_astray.extend(followed.astray.into_iter().map(|lost| (path.clone(), lost)));
                    written.insert(path, followed.text);
                }
            }
        }
    }
    for paths in [&mut plan.report.introductions_changed, &mut plan.report.introductions_left] {
        paths.sort();
        paths.dedup();
    }
}

/// Every folder with chapters gets an introduction, with the folder's name for a title.
fn add_missing_introductions(plan: &mut ImportPlan, request: &ImportRequest<'_>) {
    let mut folders: BTreeSet<String> = BTreeSet::from([String::new()]);
    for path in plan.files.keys().filter(|path| request.endings.iter().any(|ending| path.ends_with(ending.as_str()))) {
        let mut folder = split(path).0;
        while !folder.is_empty() && !is_passage(path) {
            folders.insert(folder.to_owned());
            folder = split(folder).0;
        }
    }
    let paths = plan.files.keys().chain(request.present);
    let introduced: BTreeSet<String> = paths
        .filter(|path| is_introduction(&stem_of(path, request.endings)))
        .map(|path| split(path).0.to_owned())
        .collect();
    for folder in folders.difference(&introduced) {
        let title = if folder.is_empty() { request.home_title.to_owned() } else { folder_title(folder) };
        plan.files.insert(join(folder, "index.md"), empty_introduction(&title).into_bytes());
    }
}

fn folder_title(folder: &str) -> String {
    let name = split(folder).1;
    let words = name.trim_start_matches(|c: char| c.is_ascii_digit()).trim_start_matches(['-', '_', '.', ' ']);
    let words = if words.is_empty() { name } else { words }.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

fn start_reports(request: &ImportRequest<'_>, sorted: &[Sorted]) -> Vec<SnapshotReport> {
    let reports = request.snapshots.iter().zip(sorted).map(|(snapshot, sorted)| SnapshotReport {
        date: snapshot.date.to_string(),
        name: snapshot.name.clone(),
        documents: sorted.chapters.len(),
        introductions: sorted.introductions.len(),
        attachments: snapshot.assets.len(),
        left_out: snapshot.left_out.clone(),
        ..SnapshotReport::default()
    });
    reports.collect()
}

fn report_pairs(report: &mut ImportReport, lists: &[Vec<&ForeignFile>], chapters: &[Trace], days: &[Date]) {
    let path =
        |at: usize, index: usize| lists.get(at).and_then(|list| list.get(index)).map(|file| file.path.to_string());
    for trace in chapters {
        for pair in trace.files.windows(2) {
            let [(before, old, _), (at, new, Some(means))] = pair else { continue };
            if let Some(snapshot) = report.snapshots.get_mut(*at) {
                *snapshot.paired.entry(*means).or_insert(0) += 1;
            }
            if *means == Means::Likeness {
                let date = days.get(*at).map(ToString::to_string).unwrap_or_default();
                let (old, new) = (path(*before, *old).unwrap_or_default(), path(*at, *new).unwrap_or_default());
                report.alike.push(LikePair { date, old, new });
            }
        }
    }
}

fn report_chapter(
    report: &mut ImportReport,
    editions: &[ImportedEdition<'_>],
    target: &Target,
    trace: &Trace,
    snapshots: usize,
) {
    let path = || target.newest();
    for edition in editions {
        for (place, (at, file)) in edition.seen.iter().enumerate() {
            let Some(snapshot) = report.snapshots.get_mut(*at) else { continue };
            if place > 0 {
                snapshot.unchanged += 1;
                let before = place.checked_sub(1).and_then(|before| edition.seen.get(before));
                if before.is_some_and(|(_, before)| {
                    before.front.extra != file.front.extra || before.front.ours != file.front.ours
                }) {
                    snapshot.front_matter_only.push(path());
                }
                continue;
            }
            match edition.change {
                Change::New if *at > 0 => snapshot.added.push(path()),
                Change::New => {}
                Change::Text => snapshot.changed.push(path()),
                Change::Typography => {
                    snapshot.changed.push(path());
                    snapshot.typography_only.push(path());
                }
                Change::Returned => snapshot.returned.push(path()),
            }
        }
    }
    let there: BTreeSet<usize> = trace.files.iter().map(|(at, _, _)| *at).collect();
    for at in there.iter().map(|at| at + 1).filter(|at| *at < snapshots && !there.contains(at)) {
        if let Some(snapshot) = report.snapshots.get_mut(at) {
            snapshot.removed.push(path());
        }
    }
    let count = editions.len();
    let reports = editions.iter().enumerate().map(|(place, edition)| EditionReport {
        from: edition.from.to_string(),
        file: if place + 1 == count { target.newest() } else { target.edition(edition.from) },
        sources: edition.seen.iter().map(|(_, file)| file.path.to_string()).collect(),
        withdrawn_on: edition.withdrawn_on.map(|on| on.to_string()),
    });
    let title = editions.last().and_then(ImportedEdition::newest).map(|file| file.title.clone()).unwrap_or_default();
    report.chapters.push(ChapterReport { id: target.id.clone(), title, editions: reports.collect() });
}
