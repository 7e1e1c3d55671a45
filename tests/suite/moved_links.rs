//! Links when files move: each leads where it led, and no other byte changes.
//!
//! Takes invented Markdown with links in every form and place, and moves; reads the result with the same parser as a
//! build. Knows only the room `edit` and the parser.

use std::collections::HashMap;

use chapterhouse::edit::links::{Moves, relinked};
use chapterhouse::edit::manuscript::Manuscript;
use chapterhouse::model::resolve::path_within;
use chapterhouse::parse::document::parse_passage;
use percent_encoding::percent_decode_str;
use proptest::prelude::*;

/// Links as people write them, from a file in `content/c/`; none of them can be mistaken.
const LINKS: &[&str] = &[
    "[one](../a/x.md)",
    "[one](../a/x.md#here \"A title\")",
    "[*one* `](` two](/a/x.md)",
    "[](<../a/x.md>)",
    "[§]( ../a/x.md?q#r  'it''s' )",
    "![map](../a/x/map.svg (title))",
    "[![map](../a/x/map.svg)](../a/x.md)",
    "[other](../a/y.md)",
    "[self](z.md#one)",
    "[out](https://a.example/a/x.md)",
    "[mail](mailto:x@a.example) <https://a.example/a/x.md>",
    "[here](#one) [law](ref:act) \\[no](../a/x.md)",
    "[d][D] and [D]",
    "`[code](../a/x.md)`",
    "[enc](../%61/x.md)",
    "[esc](../a/x\\.md)",
];

const LINES: &[(&str, &str)] = &[
    ("", "\n\n"),
    ("> ", "\n>\n> more\n\n"),
    ("- ", "\n"),
    ("## ", "\n\n"),
    ("| a |\n|---|\n| ", " |\n\n"),
    ("    ", "\n\n"),
];

fn markdown() -> impl Strategy<Value = String> {
    let piece = (0..LINKS.len(), 0..LINES.len(), "[a-zå ]{0,6}");
    proptest::collection::vec(piece, 1..8).prop_map(|pieces| {
        let mut text = String::from("---\ntitle: T\nextra: \"[a](../a/x.md)\"\n---\n\n");
        for (link, line, words) in pieces {
            let (open, close) = LINES[line];
            text.push_str(&format!("{open}{words}{}{close}", LINKS[link]));
        }
        text + "\n\n[d]: ../a/x.md#end\n  'D'\n\n[unused]: <../a/x/map.svg>\n"
    })
}

/// Where every link leads.
fn targets(file: &Manuscript) -> Vec<String> {
    let links = parse_passage(file.source()).value.body.links;
    let goal = |written: &str| {
        let (path, rest) = written.split_at(written.find(['#', '?']).unwrap_or(written.len()));
        let decoded = percent_decode_str(path).decode_utf8_lossy().into_owned();
        match path_within("content", file.path(), &decoded) {
            Some(path) if !decoded.is_empty() && !written.contains(':') => format!("{path}{rest}"),
            _ => written.to_owned(),
        }
    };
    links.iter().map(|link| goal(&link.destination)).collect()
}

/// A text without the destinations of its links.
fn without(text: &str, names: &[&str]) -> String {
    names.iter().fold(text.to_owned(), |text, name| text.replace(name, ""))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_link_leads_where_it_led(text in markdown(), home_moves in any::<bool>(), crlf in any::<bool>()) {
        let raw = if crlf { text.replace('\n', "\r\n") } else { text };
        let file = Manuscript::new("content/c/z.md", raw.clone());
        let mut files = HashMap::from([("content/a/x.md".to_owned(), "content/b/d/n w.md".to_owned())]);
        if home_moves {
            files.insert("content/c/z.md".to_owned(), "content/b/é.md".to_owned());
        }
        let folders = vec![("content/a/x".to_owned(), "content/b/d/n w".to_owned())];
        let moves = Moves { content: "content".to_owned(), files, folders };
        let home = moves.after(file.path());
        let changed = relinked(&file, &home, &moves);
        prop_assert!(changed.is_ok(), "{:?}\n{}", changed.err(), raw);
        let changed = changed.unwrap();
        let wanted: Vec<String> = targets(&file)
            .into_iter()
            .map(|target| {
                let at = target.find(['#', '?']).unwrap_or(target.len());
                if target.contains(':') { target } else { format!("{}{}", moves.after(&target[..at]), &target[at..]) }
            })
            .collect();
        prop_assert_eq!(targets(&changed), wanted);
        let old = ["../a/x.md", "../a/x/map.svg", "/a/x.md", "../%61/x.md", "../a/x\\.md", "../a/y.md", "z.md"];
        let new = [
            "../b/d/n%20w.md", "../b/d/n w.md", "../b/d/n%20w/map.svg", "../b/d/n w/map.svg", "/b/d/n%20w.md", "../b/d/n w/map.svg",
            "d/n%20w.md", "d/n w.md", "d/n%20w/map.svg", "d/n w/map.svg", "é.md",
        ];
        let all = [&old[..], &new[..]].concat();
        prop_assert_eq!(without(changed.raw(), &all), without(&raw, &all));
        // What is no link stays.
        for kept in ["`[code](../a/x.md)`", "\\[no](../a/x.md)", "extra: \"[a](../a/x.md)\"", "<https://a.example/a/x.md>"] {
            prop_assert_eq!(changed.raw().matches(kept).count(), raw.matches(kept).count());
        }
    }
}
