//! Importing dated snapshots: on the day of each snapshot the manual says what that snapshot said.
//!
//! Takes invented snapshots as values (and one git repository, made here), gives them to the import, and reads what it
//! would write as a build would. It must not know how files are paired.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::Arc;

use chapterhouse::config::settings::parse_site_config;
use chapterhouse::import::front_keys::KnownIds;
use chapterhouse::import::pair::Means;
use chapterhouse::import::plan::{ImportPlan, ImportRequest, plan_import};
use chapterhouse::memory::Memory;
use chapterhouse::model::chapter::State;
use chapterhouse::model::editions::Audience;
use chapterhouse::pipeline::{BuildRequest, check_manual};
use chapterhouse::source::snapshot::Snapshot;
use chapterhouse::source::source_tree::{Asset, SourceText, SourceTree};
use chapterhouse::stages::NoObserver;
use jiff::civil::{Date, date};
use proptest::prelude::*;

const ALL: &[Means] = &[Means::Id, Means::Number, Means::Path, Means::Likeness];

fn endings() -> Vec<String> {
    vec![".md".to_owned()]
}

fn snapshot(day: Date, files: &[(String, String)]) -> Snapshot {
    let mut snapshot = Snapshot::empty(day, &day.to_string());
    for (path, text) in files {
        snapshot.add(path, text.clone().into_bytes(), &endings());
    }
    snapshot.sort();
    snapshot
}

fn import(snapshots: &[Snapshot]) -> ImportPlan {
    plan_import(&ImportRequest {
        snapshots,
        told: &[],
        means: ALL,
        known: &KnownIds::default(),
        endings: &endings(),
        present: &BTreeSet::new(),
        home_title: "Home",
    })
}

/// The texts in force on a day, without the white space around them; and the codes of what is wrong.
fn in_force(plan: &ImportPlan, day: Date) -> (BTreeSet<String>, BTreeSet<&'static str>) {
    let text = SourceText::new("site.toml", "[site]\ntitle = \"T\"\n");
    let config = Arc::new(parse_site_config(&text.path, &text.text).value);
    let mut sources = SourceTree { content: "content".to_owned(), config: Some(text), ..SourceTree::default() };
    for (path, bytes) in &plan.files {
        let place = format!("content/{path}");
        if path.ends_with(".md") {
            sources.pages.push(SourceText::new(&place, std::str::from_utf8(bytes).unwrap()));
        } else {
            sources.assets.push(Asset::new(Arc::from(place), Arc::from(bytes.as_slice())));
        }
    }
    sources.pages.sort_by(|a, b| a.path.cmp(&b.path));
    let request = BuildRequest {
        today: date(2026, 11, 15),
        as_at: Some(day),
        audience: Audience::default(),
        review: false,
        deny: Vec::new(),
        outside: Vec::new(),
    };
    let checked = check_manual(&sources, &config, &request, &Memory::default(), &NoObserver);
    let mut texts = BTreeSet::new();
    for chapter in &checked.value.site.chapters {
        for edition in chapter.editions.iter().filter(|edition| edition.state == State::Current) {
            let text = &edition.document().text;
            let body = text.splitn(3, "---\n").nth(2).unwrap();
            texts.insert(format!("{}: {}", edition.title, body.trim()));
        }
    }
    (texts, checked.diagnostics.iter().map(|diagnostic| diagnostic.code.name).collect())
}

/// A chapter in one snapshot: in which folder, under which kind of name, and with which text; none if it is missing.
type Appearance = Option<(u8, u8, u8)>;

fn appearance() -> impl Strategy<Value = Appearance> {
    prop_oneof![1 => Just(None), 4 => (0..3_u8, 0..3_u8, 0..3_u8).prop_map(Some)]
}

fn file_of(chapter: usize, (folder, name, text): (u8, u8, u8)) -> (String, String) {
    let number = format!("05{chapter:02}.{chapter}0");
    let name = match name {
        0 => format!("{number}-visits-{chapter}.md"),
        1 => format!("{number}.md"),
        _ => format!("chapter-{chapter}.md"),
    };
    let body = format!("Chapter {chapter} says {text} days.\n\n- one\n- two\n");
    let text = match text {
        0 => format!("# {number} Visits\n\n{body}"),
        1 => format!("---\ntitle: {number} Visits\nkind: Policy\n---\n\n{body}"),
        _ => format!("---\ncode: \"{number}\"\ntitle: Visits\nadopted: 2020-01-01\n---\n{body}"),
    };
    (format!("part-{folder}/{name}"), text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn on_the_day_of_each_snapshot_its_texts_are_in_force(
        manual in prop::collection::vec(prop::collection::vec(appearance(), 4), 1..6),
    ) {
        let days = [date(2023, 12, 31), date(2024, 2, 29), date(2024, 3, 1), date(2025, 6, 2)];
        let mut snapshots = Vec::new();
        for (at, day) in days.iter().enumerate() {
            let files: Vec<(String, String)> = manual
                .iter()
                .enumerate()
                .filter_map(|(chapter, appearances)| Some(file_of(chapter, appearances[at]?)))
                .collect();
            snapshots.push(snapshot(*day, &files));
        }
        let plan = import(&snapshots);
        for (at, day) in days.iter().enumerate() {
            let expected: BTreeSet<String> = manual
                .iter()
                .enumerate()
                .filter_map(|(chapter, appearances)| {
                    let (_, _, text) = appearances[at]?;
                    Some(format!("Visits: Chapter {chapter} says {text} days.\n\n- one\n- two"))
                })
                .collect();
            for day in [*day, day.tomorrow().unwrap()] {
                // Two of these days follow each other.
                if day == days[at] || !days.contains(&day) {
                    let (texts, codes) = in_force(&plan, day);
                    prop_assert_eq!(&texts, &expected, "on {}", day);
                    let allowed = ["missing-key", "no-review-date", "empty-manual", "unpublished-chapter", "edition-not-recorded", "chapter-numbers"];
                    let wrong: Vec<&&str> = codes.iter().filter(|code| !allowed.contains(*code)).collect();
                    prop_assert!(wrong.is_empty(), "{:?}", wrong);
                }
            }
        }
    }
}

/// A line of front matter as people and other programs write it, right or wrong.
fn key_line() -> impl Strategy<Value = String> {
    let key = prop::sample::select(vec![
        "title",
        "id",
        "code",
        "policy",
        "number",
        "name",
        "draft",
        "type",
        "owner",
        "order",
        "keywords",
        "reviewed",
        "last_reviewed_on",
        "review_in",
        "version",
        "extra",
        "amendments",
        "withdrawn",
        "no",
        "\"q k\"",
        "?",
        "- x",
        "# c",
    ]);
    let value = prop::sample::select(vec![
        "",
        " Visits",
        " \"0501.20\"",
        " 0501.20",
        " true",
        " [a, b]",
        " {a: 1",
        " 2024-01-01",
        " 12 months",
        " |\n  a\n\n  b",
        " >-\n   a",
        "\n- a\n- b",
        " 'it''s' # why",
        " “1001.20”",
        " &x y",
        " *x",
        " !!str z",
        " .nan",
        " a: b",
        "\t- t",
        " ~",
    ]);
    (key, value).prop_map(|(key, value)| format!("{key}:{value}\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_file_holds_what_is_written_can_be_read(
        keys in prop::collection::vec(key_line(), 0..6),
        fence in prop::sample::select(vec!["---\n", "", "+++\n", "----\n", "\n---\n"]),
        close in prop::sample::select(vec!["---\n", "...\n", "", "+++\n", "----\n"]),
        body in "(# ?)?[ -~é“\n]{0,60}",
    ) {
        let text = format!("{fence}{}{close}{body}", keys.concat());
        let day = date(2024, 3, 1);
        let plan = import(&[snapshot(day, &[("a.md".to_owned(), text.clone())])]);
        let written = file(&plan, "a.md");
        let read = chapterhouse::parse::document::parse_document(&SourceText::new("content/a.md", &written));
        let front = &read.value.front_matter;
        prop_assert!(front.title.is_some() && front.effective_from == Some(day), "{}", written);
        let about_front = |name: &str| name.starts_with("front-matter") || ["unknown-key", "wrong-type"].contains(&name);
        let codes: Vec<&str> = read.diagnostics.iter().map(|found| found.code.name).filter(|name| about_front(name)).collect();
        prop_assert!(codes.is_empty(), "{:?} of\n{}\nfrom\n{}", codes, written, text);
        // Every word of the file is in what is written, if not in the title.
        let all = format!("{} {written}", plan.report.chapters[0].title);
        let words = body.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        for word in words {
            prop_assert!(all.contains(word), "{} is lost from\n{}\nof\n{}", word, written, text);
        }
    }
}

fn texts(files: &[(&str, &str)]) -> Vec<(String, String)> {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn file(plan: &ImportPlan, path: &str) -> String {
    let names: Vec<&String> = plan.files.keys().collect();
    let bytes = plan.files.get(path).unwrap_or_else(|| panic!("no {path} in {names:?}"));
    String::from_utf8(bytes.clone()).unwrap()
}

#[test]
fn a_chapter_that_went_missing_is_withdrawn_and_one_that_came_back_reinstated() {
    let kept = ("kept.md", "# Kept\n\nText.\n");
    let gone = ("gone.md", "# Gone\n\nOld text.\n");
    let plan = import(&[
        snapshot(date(2024, 1, 10), &texts(&[kept, gone])),
        snapshot(date(2024, 6, 1), &texts(&[kept])),
        snapshot(date(2025, 1, 1), &texts(&[kept, gone])),
        snapshot(date(2025, 6, 1), &texts(&[kept])),
    ]);
    let first = file(&plan, "gone@2024-01-10.md");
    assert!(first.contains("withdrawn: {on: 2024-06-01, reason: \"Not in the manual of 1 June 2024.\"}"), "{first}");
    let second = file(&plan, "gone.md");
    assert!(second.contains("type: reinstated") && second.contains("withdrawn: {on: 2025-06-01"), "{second}");
    assert!(file(&plan, "kept.md").contains("effective_from: 2024-01-10"));
    assert_eq!(plan.report.snapshots[3].unchanged, 1);
    assert_eq!(plan.report.snapshots[2].returned, ["gone.md"]);
    for day in [date(2024, 6, 1), date(2025, 7, 1)] {
        assert_eq!(in_force(&plan, day).0.len(), 1);
    }
}

#[test]
fn a_change_of_typography_is_an_edition_and_told_as_one() {
    let plan = import(&[
        snapshot(date(2024, 1, 10), &texts(&[("a.md", "# A\n\nIt's \"so\".\n"), ("b.md", "# B\n\n14 days\n")])),
        snapshot(date(2024, 6, 1), &texts(&[("a.md", "# A\n\nIt’s “so”.\n"), ("b.md", "# B\n\n15 days\n")])),
    ]);
    let snapshot = &plan.report.snapshots[1];
    assert_eq!((snapshot.changed.len(), snapshot.typography_only.as_slice()), (2, ["a.md".to_owned()].as_slice()));
    assert!(file(&plan, "a.md").contains("in typography only"));
}

#[test]
fn front_matter_alone_makes_no_edition_and_the_newer_is_kept() {
    let plan = import(&[
        snapshot(date(2024, 1, 10), &texts(&[("a.md", "---\ntitle: A\nlegal: old\n---\nText.\n")])),
        snapshot(date(2024, 6, 1), &texts(&[("a.md", "---\ntitle: A\nlegal: new # why\n---\n\n# A\n\nText.\n\n")])),
    ]);
    let text = file(&plan, "a.md");
    assert!(text.contains("extra:\n  legal: new # why\n---\n\nText.\n") && text.contains("effective_from: 2024-01-10"));
    assert_eq!(plan.report.snapshots[1].front_matter_only, ["a.md"]);
    assert_eq!(plan.files.len(), 2);
}

#[test]
fn a_picture_that_changed_is_kept_in_both_forms() {
    let text = "# A\n\n![a](a/p.png)\n";
    let with = |day: Date, picture: &[u8]| {
        let mut snapshot = snapshot(day, &texts(&[("a.md", text)]));
        snapshot.add("a/p.png", picture.to_vec(), &endings());
        snapshot
    };
    let plan = import(&[with(date(2024, 1, 10), b"old"), with(date(2024, 6, 1), b"new")]);
    assert_eq!((file(&plan, "a/p.png"), file(&plan, "a/p@2024-01-10.png")), ("new".to_owned(), "old".to_owned()));
    assert!(file(&plan, "a@2024-01-10.md").contains("![a](a/p@2024-01-10.png)"));
    assert!(file(&plan, "a.md").contains("![a](a/p.png)"));
    let codes = in_force(&plan, date(2024, 7, 1)).1;
    assert!(!codes.contains("broken-image") && !codes.contains("broken-link"), "{codes:?}");
}

#[test]
fn a_draft_never_comes_into_force() {
    let plan = import(&[
        snapshot(date(2024, 1, 10), &texts(&[("a.md", "---\ntitle: A\n---\nText.\n")])),
        snapshot(date(2024, 6, 1), &texts(&[("a.md", "---\ntitle: A\ndraft: true\n---\nText.\n")])),
    ]);
    assert!(file(&plan, "a.md").contains("draft: true") && !file(&plan, "a@2024-01-10.md").contains("draft"));
    assert_eq!(in_force(&plan, date(2024, 7, 1)).0.len(), 1);
}

/// Costs grow with the number of files, not with its square.
#[test]
fn titles_that_are_all_alike_are_paired_in_good_time() {
    let many = |prefix: &str| {
        let mut files = Vec::new();
        for index in 0..1_500 {
            let mut text = String::new();
            let _ = writeln!(text, "# Notice of the same title\n\nText {index}.");
            files.push((format!("{prefix}-{index}.md"), text));
        }
        files
    };
    let plan = import(&[snapshot(date(2024, 1, 10), &many("a")), snapshot(date(2024, 6, 1), &many("b"))]);
    assert!(plan.report.alike.is_empty());
    assert_eq!(plan.report.chapters.len(), 3_000);
}

/// A repository with two commits of one file, tagged v1 (at the end of 2023 in UTC) and v2.
#[cfg(feature = "git")]
mod git {
    use super::*;
    use chapterhouse::source::git_snapshots::{CommitName, read_commits};
    use jiff::tz::TimeZone;

    fn commit(repository: &gix::Repository, seconds: i64, tag: &str, text: &str) {
        use gix::objs::tree::{Entry, EntryKind};
        let blob = repository.write_object(gix::objs::Blob { data: text.as_bytes().to_vec() }).unwrap().detach();
        let file = Entry { mode: EntryKind::Blob.into(), filename: "a.md".into(), oid: blob };
        let folder = repository.write_object(gix::objs::Tree { entries: vec![file] }).unwrap().detach();
        let link = Entry { mode: EntryKind::Link.into(), filename: "link.md".into(), oid: blob };
        let docs = Entry { mode: EntryKind::Tree.into(), filename: "docs".into(), oid: folder };
        let tree = repository.write_object(gix::objs::Tree { entries: vec![docs, link] }).unwrap().detach();
        let person = gix::actor::Signature {
            name: "Example".into(),
            email: "example@example.org".into(),
            time: gix::date::Time { seconds, offset: 0 },
        };
        let commit = gix::objs::Commit {
            tree,
            parents: Vec::new().into(),
            author: person.clone(),
            committer: person,
            encoding: None,
            message: "Example".into(),
            extra_headers: Vec::new(),
        };
        let id = repository.write_object(commit).unwrap().detach();
        let tags = repository.git_dir().join("refs/tags");
        std::fs::create_dir_all(&tags).unwrap();
        std::fs::write(tags.join(tag), format!("{id}\n")).unwrap();
    }

    #[test]
    fn tags_become_snapshots_of_their_commits_day_in_the_manuals_zone() {
        let folder = tempfile::tempdir().unwrap();
        let repository = gix::init(folder.path()).unwrap();
        // 2023-12-31 at 23:30 and 2024-06-01 at 12:00 in UTC.
        commit(&repository, 1_704_065_400, "v1", "# A\n\nOld.\n");
        commit(&repository, 1_717_243_200, "v2", "# A\n\nNew.\n");
        let read = |names: &[CommitName], patterns: &[&str], zone: &str, within: &str| {
            let patterns: Vec<String> = patterns.iter().map(|pattern| (*pattern).to_owned()).collect();
            read_commits(folder.path(), names, &patterns, &TimeZone::get(zone).unwrap(), within, &endings())
        };
        let days = |snapshots: &[Snapshot]| snapshots.iter().map(|found| found.date).collect::<Vec<_>>();
        let found = read(&[], &["v*"], "Europe/London", "docs").unwrap();
        assert_eq!(days(&found), [date(2023, 12, 31), date(2024, 6, 1)]);
        assert_eq!(days(&read(&[], &["v1"], "Europe/Paris", "docs").unwrap()), [date(2024, 1, 1)]);
        assert_eq!(found[1].texts[0].path.as_ref(), "a.md");
        let named = [CommitName { name: "v2".to_owned(), date: Some(date(2024, 5, 1)) }];
        let whole = read(&named, &[], "UTC", "").unwrap();
        assert_eq!((days(&whole), whole[0].texts[0].path.as_ref()), (vec![date(2024, 5, 1)], "docs/a.md"));
        assert_eq!(whole[0].left_out.len(), 1);
        assert_eq!(import(&found).report.chapters[0].editions.len(), 2);
        let missing = [CommitName { name: "v3".to_owned(), date: None }];
        assert!(read(&missing, &[], "UTC", "").unwrap_err().to_string().contains("`v3`"));
    }
}
