//! Changes to front matter: every byte that a change does not mean stays, and every other key says what it said.
//!
//! Takes invented front matter in all the ways in which people write it, and every kind of change; knows only the room
//! `edit`.

use chapterhouse::data::node::{Node, Step};
use chapterhouse::edit::front_matter::{Change, edit_once};
use chapterhouse::edit::manuscript::Manuscript;
use chapterhouse::edit::yaml_values::{Item, Scalar, Value, node_of};
use jiff::civil::date;
use proptest::prelude::*;

/// Lines that say a key, written as people write it. No two kinds say the same key.
const LINES: &[&[&str]] = &[
    &["title: Home visits\n", "\"title\": 'It''s: \"odd\" # not a comment' # a comment\n", "title:   \"a \\\" b\"\n"],
    &["", "id: home-visits # permanent\n", "'id': \"home-visits\"\n"],
    &[
        "",
        "scope: >-\n  One # no comment\n\n  two: three\n",
        "scope: |\n    - a\n    b: c\n",
        "scope: one\n  two\n  three # end\n",
    ],
    &["", "owner: duty-team\n", "owner:\n  duty-team\n"],
    &["", "version: 2.3\n", "version: \"2.3\"   # counted\n", "version: '2.10'\n"],
    &["", "effective_from: 2025-01-01\n", "effective_from:    2025-01-01 # first\n", "effective_from: '2025-01-01'\n"],
    &[
        "",
        "last_reviewed_on: 2025-01-01\n",
        "last_reviewed_on:\n",
        "last_reviewed_on: # never\n",
        "last_reviewed_on: ~\n",
    ],
    &[
        "",
        "# about the list\nkeywords: [a, \"b, c\", # why\n  d]\n",
        "keywords:\n- a\n# between\n- b\n",
        "keywords: []\n",
    ],
    &["", "related: [one, two]\n", "related:\n  - one # first\n  - 'two'\n", "related: [ 'one', \"two\" ]\n"],
    &[
        "",
        "old_ids: [before]\n",
        "old_ids:\n  - before\n\n",
        "old_ids: []  # none\n",
        "old_ids:\n",
        "old_ids: [a,\n  b,\n  ]\n",
    ],
    &[
        "",
        "amendments:\n  - date: 2025-01-01\n    type: new\n    note: \"a: b # c\"\n",
        "amendments:\n- date: 2025-01-01\n  type: new\n  note: >-\n    long\n    text\n\n- {date: 2024-01-01, type: minor}\n",
        "amendments:\n    # newest first\n    -   date: 2025-01-01\n        type: minor\n",
        "amendments: []\n",
        "amendments: # none yet\n",
        "amendments: [ {date: 2025-01-01, type: new, note: 'a, ]'}, ] # flow\n",
        "amendments:\n  - {date: 2025-01-01, type: minor}\n  # last words\n",
    ],
    &[
        "",
        "review_extension: {to: 2025-01-01, by: a, reason: b}\n",
        "review_extension:\n  to: 2025-01-01 # x\n  by: a\n  reason: b\n",
    ],
    &["", "extra:\n  a: {b: [1, 2]}\n  # inside\n", "extra: &x {a: 1}\n"],
];

const BETWEEN: &[&str] = &["", "", "", "# a comment\n", "\n", "  # further in\n"];

fn changes() -> Vec<Change> {
    let group = Item::Group(vec![
        ("date", Value::One(Scalar::Date(date(2026, 11, 15)))),
        ("type", Value::One(Scalar::Word("review".to_owned()))),
        ("note", Value::One(Scalar::Text("It's \"so\": # yes\\".to_owned()))),
        ("sections", Value::List(vec!["one".to_owned(), "no".to_owned()])),
    ]);
    let step = |key: &str| Step::Key(key.to_owned(), 0);
    vec![
        Change::Set("version", Scalar::Label("2.10".to_owned())),
        Change::Set("effective_from", Scalar::Date(date(2026, 12, 1))),
        Change::Set("last_reviewed_on", Scalar::Date(date(2026, 11, 15))),
        Change::Set("id", Scalar::Word("new-id".to_owned())),
        Change::Set("owner", Scalar::Word("no".to_owned())),
        Change::Set("draft", Scalar::Flag(true)),
        Change::Set("scope", Scalar::Text("short".to_owned())),
        Change::SetGroup(
            "withdrawn",
            vec![("on", Scalar::Date(date(2026, 12, 1))), ("reason", Scalar::Text("x: y".to_owned()))],
        ),
        Change::Remove("amendments"),
        Change::Remove("review_extension"),
        Change::Remove("scope"),
        Change::Remove("published_on"),
        Change::AddItem("amendments", group.clone(), false),
        Change::OnlyItem("amendments", group.clone()),
        Change::AddItem("amendments", group, true),
        Change::AddItem("old_ids", Item::Word("12".to_owned()), true),
        Change::AddItem("keywords", Item::Word("first".to_owned()), false),
        Change::Replace(vec![step("related"), Step::Item(1)], "three".to_owned()),
    ]
}

fn front_matter() -> impl Strategy<Value = String> {
    let keys: Vec<_> = LINES.iter().map(|ways| (0..ways.len(), 0..BETWEEN.len(), any::<u16>())).collect();
    keys.prop_map(|chosen| {
        let mut lines: Vec<(u16, String)> = chosen
            .into_iter()
            .zip(LINES)
            .map(|((way, between, order), ways)| (order, format!("{}{}", BETWEEN[between], ways[way])))
            .collect();
        lines.sort();
        lines.into_iter().map(|(_, line)| line).collect()
    })
}

fn yaml_of(file: &Manuscript) -> String {
    let text = file.text();
    let rest = text.strip_prefix("---\n").expect("front matter");
    rest[..rest.find("---\n").expect("its end")].to_owned()
}

fn keys(yaml: &str) -> Vec<(String, Node)> {
    match node_of(yaml).expect("readable") {
        Node::Map(keys) => keys,
        _ => Vec::new(),
    }
}

fn name(change: &Change) -> String {
    match change {
        Change::Set(key, _)
        | Change::SetGroup(key, _)
        | Change::Remove(key)
        | Change::AddItem(key, ..)
        | Change::OnlyItem(key, _) => (*key).to_owned(),
        Change::Replace(path, _) => match &path[0] {
            Step::Key(key, _) => key.clone(),
            Step::Item(_) => unreachable!(),
        },
    }
}

/// The lines of `old` that are not in `new`, in order: what a change took away.
fn lost(old: &str, new: &str) -> Vec<String> {
    let mut rest: Vec<&str> = new.split_inclusive('\n').collect();
    let mut lost = Vec::new();
    for line in old.split_inclusive('\n') {
        match rest.iter().position(|other| *other == line) {
            Some(at) => drop(rest.drain(..=at)),
            None => lost.push(line.to_owned()),
        }
    }
    lost
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn a_change_changes_its_key_and_nothing_else(yaml in front_matter(), ends in 0..3_usize, mark in any::<bool>()) {
        let ends = ["\n", "\r\n", "\r"][ends];
        let text = format!("---\n{yaml}---\n\n## One\n\ntwo  \nthree");
        let raw = format!("{}{}", if mark { "\u{FEFF}" } else { "" }, text.replace('\n', ends));
        let file = Manuscript::new("content/a.md", raw.clone());
        prop_assert_eq!(file.text(), text.as_str());
        for change in changes() {
            let has = keys(&yaml).iter().any(|(key, _)| *key == name(&change));
            let Ok(changed) = edit_once(&file, &change) else {
                // What is refused is refused for a reason: the key is not there, or is marked, or holds a comment.
                let hard = yaml.contains("&x") || yaml.contains('#') || !has || yaml.contains("b,\n  ]") || yaml.contains("], ]");
                prop_assert!(hard, "refused {:?} in\n{}", change, yaml);
                continue;
            };
            prop_assert_eq!(changed.raw().starts_with('\u{FEFF}'), mark);
            if ends != "\n" {
                prop_assert!(!changed.raw().replace(ends, "").contains('\n'), "mixed line ends");
            }
            let tail = |raw: &str| raw[raw.find("## One").unwrap()..].to_owned();
            prop_assert_eq!(tail(changed.raw()), tail(&raw));
            let own = name(&change);
            let others = |yaml: &str| keys(yaml).into_iter().filter(|(key, _)| *key != own).collect::<Vec<_>>();
            let new_yaml = yaml_of(&changed);
            prop_assert_eq!(others(&new_yaml), others(&yaml));
            // Lines go only where the change says so: those of its own key.
            let gone = lost(&yaml, &new_yaml);
            let first = |line: &str| line.trim_start_matches(['"', '\'']).starts_with(own.as_str());
            match &change {
                Change::AddItem(..) => prop_assert!(gone.len() <= 3, "{:?}", gone),
                Change::Set(..) if !has => prop_assert!(gone.is_empty(), "{:?}", gone),
                Change::Set(key, _) if *key != "scope" && *key != "owner" => {
                    prop_assert!(gone.iter().all(|line| first(line)), "{:?}", gone);
                    let comment = |yaml: &str| yaml.lines().filter(|line| line.contains('#')).count();
                    prop_assert_eq!(comment(&new_yaml), comment(&yaml));
                }
                Change::SetGroup(..) => prop_assert!(gone.is_empty(), "{:?}", gone),
                Change::Remove(_) if !has => prop_assert_eq!(changed.raw(), raw.as_str()),
                _ => {}
            }
        }
    }

    #[test]
    fn whatever_stands_in_a_file_an_edit_neither_panics_nor_harms_it(text in "(---\n)?([a-z]{1,3}: ?[\\[\\]{}\"'#|>&*!a-z0-9 ,:-]{0,12}\n|[ -]{0,4}[a-z#\"':\\[{]{0,6}\n){0,8}(---\n)?[a-zå\n]{0,9}") {
        let file = Manuscript::new("content/a.md", text);
        for change in changes() {
            if let Ok(changed) = edit_once(&file, &change) {
                let before = file.text().strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n")).map(|(_, body)| body);
                prop_assert!(before.is_none_or(|body| changed.text().ends_with(body)));
            }
        }
    }
}

#[test]
fn a_file_without_front_matter_gets_one() {
    let file = Manuscript::new("content/a.md", "# One\r\n\r\ntext\r\n".to_owned());
    let changed = edit_once(&file, &Change::Set("id", Scalar::Word("one".to_owned()))).unwrap();
    assert_eq!(changed.raw(), "---\r\nid: one\r\n---\r\n\r\n# One\r\n\r\ntext\r\n");
}

#[test]
fn what_cannot_be_read_is_refused_with_the_line_to_write() {
    for text in
        ["---\ntitle: \"open\n---\n", "---\ntitle: a\n", "---\n{title: a}\n---\n", "---\ntitle: a\nid: b\nid: c\n---\n"]
    {
        let file = Manuscript::new("content/a.md", text.to_owned());
        let refused = edit_once(&file, &Change::Set("id", Scalar::Word("one".to_owned()))).unwrap_err().to_string();
        assert!(refused.contains("nothing was changed\nhelp: write `id: one` into its front matter"), "{refused}");
    }
}

#[test]
fn a_person_would_have_written_it_so() {
    let file = Manuscript::new(
        "content/a.md",
        "---\ntitle: A\nversion: \"2.3\" # counted\nreview_in: 12 months\namendments:\n- date: 2025-01-01\n  type: minor\nextra: {}\n---\n"
            .to_owned(),
    );
    let changed = changes().into_iter().fold(file, |file, change| match change {
        Change::Set("version" | "effective_from", _)
        | Change::AddItem("amendments" | "old_ids", _, true)
        | Change::SetGroup(..) => edit_once(&file, &change).unwrap(),
        _ => file,
    });
    assert_eq!(
        changed.raw(),
        "---\ntitle: A\nversion: \"2.10\" # counted\neffective_from: 2026-12-01\nreview_in: 12 months\nwithdrawn:\n  on: 2026-12-01\n  \
         reason: \"x: y\"\nold_ids: [\"12\"]\namendments:\n- date: 2025-01-01\n  type: minor\n- date: 2026-11-15\n  type: review\n  \
         note: \"It's \\\"so\\\": # yes\\\\\"\n  sections: [one, \"no\"]\nextra: {}\n---\n"
    );
}
