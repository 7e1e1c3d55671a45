//! Faults that no document can hold: bytes, links, pipes, places that are no place for a site, and surroundings that a
//! program must bear.

use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use chapterhouse::config::settings::parse_site_config;
use chapterhouse::parse::document::parse_document;
use chapterhouse::parse::registers::parse_register;
use chapterhouse::source::source_tree::SourceText;

use crate::base_manual::{Manual, SOUND, TODAY, tree_of};

const CHAPTER: &str = "content/01-part/01-chapter.md";

/// The lines that name a code.
fn lines_of(manual: &Manual, code: &str) -> Vec<String> {
    let code = format!("[{code}]");
    manual.build().lines.into_iter().filter(|line| line.contains(&code)).collect()
}

fn stderr(run: &Output) -> String {
    String::from_utf8_lossy(&run.stderr).into_owned()
}

// Bytes

#[test]
fn utf16_is_told_and_nothing_else_is_said_of_the_file() {
    for mark in [[0xFF, 0xFE], [0xFE, 0xFF]] {
        for path in [CHAPTER, "content/registers/contacts.yml", "site.toml"] {
            let manual = Manual::sound();
            manual.write(path, [&mark[..], b"-\0-\0-\0\n\0"].concat());
            let said = format!(
                "{path}:1:1: error[not-utf8]: this file is saved as UTF-16 (open it in your editor and save it as UTF-8)"
            );
            let run = manual.run(&["check", "-q", "--format", "short"]);
            assert_eq!(String::from_utf8_lossy(&run.stdout).trim_end(), said);
        }
    }
}

#[test]
fn one_byte_that_is_not_utf8_does_not_break_the_links_to_its_file() {
    let manual = Manual::sound();
    manual.write(CHAPTER, [SOUND.as_bytes(), b"---\n\n## Cafe\n\nThe caf\xE9. [gone](gone.md)\n"].concat());
    manual.write("content/01-part/03-other.md", format!("{SOUND}---\n\n[a](01-chapter.md#cafe)\n"));
    let outcome = manual.build();
    assert_eq!(outcome.codes(), ["not-utf8", "broken-link"]);
    assert!(outcome.lines[0].starts_with(&format!("{CHAPTER}:9:8: ")), "{}", outcome.lines[0]);
    assert!(outcome.output.is_none());
}

#[test]
fn byte_order_mark_and_line_ends_make_no_difference() {
    let plain = format!("{SOUND}---\n\n## One\n\nText\nand more.\n\n- a\n- b\n");
    let texts = [
        plain.clone(),
        format!("\u{FEFF}{plain}"),
        plain.replace('\n', "\r\n"),
        plain.replace('\n', "\r"),
        plain.replacen('\n', "\r\n", 4),
        format!("\u{FEFF}{}", plain.replace('\n', "\r\n").trim_end()),
        plain.trim_end().to_owned(),
    ];
    let sites: Vec<_> = texts
        .iter()
        .map(|text| {
            let manual = Manual::sound();
            manual.write(CHAPTER, text);
            let outcome = manual.build();
            assert_eq!(outcome.lines, [""; 0]);
            outcome.output.unwrap()
        })
        .collect();
    for (site, text) in sites.iter().zip(&texts) {
        assert_eq!(site, &sites[0], "{text:?}");
    }
}

#[test]
fn control_characters_are_errors_and_hidden_ones_warnings() {
    let manual = Manual::with_chapter("A\0B\u{7}C \u{202E}D \u{200B}E \u{2066}F\n");
    assert_eq!(lines_of(&manual, "control-character").len(), 2);
    assert_eq!(lines_of(&manual, "hidden-character").len(), 3);
    let sound = Manual::with_chapter("Cymraeg, العربية, 👩\u{200D}👧, na\u{EF}ve.\n");
    assert_eq!(sound.build().lines, [""; 0]);
}

// What is no file

#[test]
fn symbolic_links_are_never_followed() {
    let manual = Manual::sound();
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("secret.csv"), "secret").unwrap();
    std::fs::write(elsewhere.path().join("secret.md"), format!("{SOUND}---\n\nsecret\n")).unwrap();
    for (target, path) in [
        (elsewhere.path().join("secret.csv"), "content/01-part/file.csv"),
        (elsewhere.path().join("secret.md"), "content/01-part/05-chapter.md"),
        (elsewhere.path().to_owned(), "content/02-folder"),
        (manual.path("content"), "content/01-part/loop"),
        (elsewhere.path().join("nothing"), "content/01-part/dangling.csv"),
        ("itself.csv".into(), "content/01-part/itself.csv"),
        (elsewhere.path().join("secret.csv"), "content/registers/glossary.yml"),
    ] {
        symlink(target, manual.path(path)).unwrap();
    }
    let outcome = manual.build();
    assert_eq!(outcome.codes(), ["symlink"]);
    assert_eq!(outcome.lines.len(), 7, "{:#?}", outcome.lines);
}

#[test]
fn a_content_folder_or_theme_behind_a_link_is_told() {
    let manual = Manual::sound();
    std::fs::rename(manual.path("content"), manual.path("texts")).unwrap();
    symlink("texts", manual.path("content")).unwrap();
    manual.write("themes/default/static/a.css", "");
    symlink("a.css", manual.path("themes/default/static/b.css")).unwrap();
    let lines = lines_of(&manual, "symlink");
    assert!(lines[0].starts_with("content:1:1: "), "{lines:#?}");
    assert!(lines[1].starts_with("themes/default/static/b.css:1:1: "), "{lines:#?}");
}

#[test]
fn a_pipe_or_a_socket_never_hangs_the_build() {
    let manual = Manual::sound();
    let pipe = manual.path("content/01-part/05-pipe.md");
    assert!(Command::new("mkfifo").arg(pipe).status().unwrap().success());
    let _socket = std::os::unix::net::UnixListener::bind(manual.path("content/01-part/socket.csv")).unwrap();
    assert_eq!(lines_of(&manual, "special-file").len(), 2);
    // Nor in a theme; and nobody waits for settings that never come.
    manual.write("themes/default/static/a.css", "");
    assert!(Command::new("mkfifo").arg(manual.path("themes/default/static/b.css")).status().unwrap().success());
    let lines = lines_of(&manual, "special-file");
    assert!(lines[2].starts_with("themes/default/static/b.css:1:1: "), "{lines:#?}");
    std::fs::remove_file(manual.path("site.toml")).unwrap();
    assert!(Command::new("mkfifo").arg(manual.path("site.toml")).status().unwrap().success());
    let run = manual.run(&["check"]);
    assert_eq!(run.status.code(), Some(2), "{}", stderr(&run));
}

#[test]
fn dot_files_and_editors_backups_are_never_published() {
    let manual = Manual::sound();
    let names = [".env", ".git/config", "01-part/.secret.csv", "01-part/02-sound.md~", "01-part/02-sound.md.bak"];
    for name in names.into_iter().chain(["01-part/#02-sound.md#", "01-part/.02-sound.md.swp", "01-part/~$plan.docx"]) {
        manual.write(&format!("content/{name}"), "secret");
    }
    let outcome = manual.build();
    assert_eq!(outcome.lines, [""; 0]);
    let site = outcome.output.unwrap();
    assert!(site.iter().all(|(_, file)| !file.bytes().windows(6).any(|bytes| bytes == b"secret")));
}

// Where a site may not be put

/// Builds into a folder that must be refused, and makes sure that nothing below `watched` changed.
fn refuses(manual: &Manual, output: &str, watched: &Path) -> String {
    let before = tree_of(watched);
    let run = manual.run(&["build", "-q", "-d", output]);
    assert_eq!(run.status.code(), Some(2), "{output}: {}", stderr(&run));
    assert!(tree_of(watched) == before, "{output}: something changed");
    stderr(&run)
}

#[test]
fn a_site_is_never_put_in_on_or_above_its_source() {
    let manual = Manual::sound();
    manual.write("themes/default/static/a.css", "");
    for output in ["content", "content/site", "content/01-part", "themes", "themes/x", ".", "..", "content/../content"]
    {
        let said = refuses(&manual, output, manual.root());
        assert!(said.contains("choose another folder for the site"), "{output}: {said}");
    }
}

#[test]
fn a_site_is_never_put_on_the_root_of_the_disk_or_on_a_home() {
    let manual = Manual::sound();
    assert!(refuses(&manual, "/", manual.root()).contains("root of the file system"));
    assert!(refuses(&manual, "/..", manual.root()).contains("root of the file system"));
    let home = tempfile::tempdir().unwrap();
    std::fs::write(home.path().join("letter"), "mine").unwrap();
    let words = ["build", "-q", "--today", TODAY, "-d", home.path().to_str().unwrap()];
    let run = manual.program(&words).env("HOME", home.path()).output().unwrap();
    assert_eq!(run.status.code(), Some(2), "{}", stderr(&run));
    assert_eq!(tree_of(home.path()).len(), 1);
}

#[test]
fn a_site_is_never_put_on_a_link_or_a_file() {
    let manual = Manual::sound();
    let elsewhere = tempfile::tempdir().unwrap();
    std::fs::write(elsewhere.path().join("letter"), "mine").unwrap();
    symlink(elsewhere.path(), manual.path("linked")).unwrap();
    manual.write("taken", "mine");
    assert!(refuses(&manual, "linked", elsewhere.path()).contains("symbolic link"));
    assert!(refuses(&manual, "taken", manual.root()).contains("not a folder"));
    assert!(refuses(&manual, "taken/below", manual.root()).contains("taken"));
}

#[test]
fn two_builds_at_once_leave_one_whole_site() {
    let manual = Manual::sound();
    let build = || {
        let mut command = manual.program(&["build", "-q", "--today", TODAY]);
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let running: Vec<_> = (0..4).map(|_| build()).collect();
    for child in running {
        let run = child.wait_with_output().unwrap();
        assert!(run.status.success(), "{}", stderr(&run));
    }
    let sums = ["-c", "--quiet", "SHA256SUMS"];
    let checked = Command::new("sha256sum").args(sums).current_dir(manual.path("public")).output().unwrap();
    assert!(checked.status.success(), "{}", stderr(&checked));
    let mut left: Vec<_> = std::fs::read_dir(manual.root()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    left.sort();
    left.retain(|name| !name.to_string_lossy().contains("lock"));
    assert_eq!(left, ["content", "public", "site.toml"]);
}

// Names and titles

#[test]
fn links_reach_files_with_unusual_names() {
    let manual = Manual::sound();
    let names = ["a b", "a#1", "50% plan", "élève", "🙂", "what & why", "it's \"so\"", "x+y=z", "[draft]", "%2e%2e"];
    let mut links = String::new();
    for (place, name) in names.iter().enumerate().filter(|(_, name)| !name.contains('"')) {
        let path = format!("content/02-odd names é/{:02}-{name}.md", place + 1);
        manual.write(&path, format!("{SOUND}id: odd-{place}\n---\n\n## Here\n\nText {place}.\n"));
        manual.write(&format!("content/02-odd names é/{name}.csv"), format!("{place}"));
        let encoded = |name: &str| name.replace('%', "%25").replace('#', "%23");
        let folder = "../02-odd names é";
        links.push_str(&format!("[to chapter {place}](<{folder}/{:02}-{}.md#here>)\n", place + 1, encoded(name)));
        links.push_str(&format!("[to file {place}](<{folder}/{}.csv>)\n", encoded(name)));
    }
    manual.write("content/02-odd names é/index.md", "---\ntitle: Odd\n---\n");
    manual.write(CHAPTER, format!("{SOUND}id: links\n---\n\n{links}"));
    let outcome = manual.build();
    assert_eq!(outcome.lines, [""; 0]);
    let site = outcome.output.unwrap();
    let page = String::from_utf8(site.get("chapter/links/index.html").unwrap().bytes().to_vec()).unwrap();
    let text = page.split_once("to chapter 0").unwrap().0.rsplit_once("<main").map_or(0, |(head, _)| head.len());
    let mut reached = 0;
    for href in page[text..].split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
        if !href.contains("odd") {
            continue;
        }
        let decoded = percent_encoding::percent_decode_str(href.split('#').next().unwrap()).decode_utf8().unwrap();
        let path = decoded.replace("&amp;", "&").replace("&#39;", "'");
        let path = path.trim_start_matches("../");
        assert!(site.get(path).is_some(), "{href} leads to {path}, which is not there");
        reached += 1;
    }
    assert!(reached >= 18, "{reached} links");
}

#[test]
fn a_title_is_text_on_every_page_and_in_every_file() {
    let title = r#"<script>alert("1")</script> & 'so' </title> {{ 1234 * 5678 }} é"#;
    let manual = Manual::sound();
    let yaml = title.replace('\'', "''");
    manual.write("site.toml", format!("[site]\ntitle = '''{title}'''\nbase_url = \"https://example.org/\"\n"));
    manual.write("content/01-part/index.md", format!("---\ntitle: '{yaml}'\n---\n"));
    let front = format!(
        "title: '{yaml}'\nowner: duty-team\nnext_review_on: 2027-11-01\nscope: '{yaml}'\nkeywords: ['{yaml}']\n"
    );
    let notes =
        format!("effective_from: 2026-05-06\namendments: [{{date: 2026-05-06, type: major, note: '{yaml}'}}]\n");
    manual.write(CHAPTER, format!("---\n{front}{notes}---\n\n[](02-sound.md) [](contact:duty-team)\n"));
    manual.write("content/01-part/03-b.md", format!("{SOUND}---\n\n[](01-chapter.md)\n"));
    manual.write(
        "content/registers/contacts.yml",
        format!("duty-team: {{name: '{yaml}', hours: '{yaml}', email: a@b.example}}\n"),
    );
    let outcome = manual.build();
    assert_eq!(outcome.lines, [""; 0]);
    let site = outcome.output.unwrap();
    let mut seen = 0;
    for (path, file) in &site {
        let text = String::from_utf8_lossy(file.bytes());
        if path.ends_with(".html") {
            // Half escaped is not escaped.
            let opens = |mark: &str, words: &str| {
                text.split(mark).skip(1).any(|rest| rest.chars().take(12).collect::<String>().contains(words))
            };
            assert!(!opens("<script", "alert") && !opens("</title", "{{"), "{path} holds the title as markup");
            assert!(!text.contains("7006652"), "{path} worked the title out");
            seen += text.matches("&lt;script&gt;alert(&quot;1&quot;)").count();
        }
    }
    assert!(seen > 10, "{seen}");
    let pages: serde_json::Value = serde_json::from_slice(site.get("pages.json").unwrap().bytes()).unwrap();
    assert!(pages.to_string().contains(&serde_json::to_string(title).unwrap()), "{pages}");
}

// What would take for ever. The bounds are wide, as machines are shared: what they guard against takes hours.

#[test]
fn deep_and_swelling_values_are_refused_at_once() {
    let bomb: String = ('b'..='i').fold("a: &a [x,x,x,x,x,x,x,x,x,x]\n".to_owned(), |text, letter| {
        let before = char::from(letter as u8 - 1);
        format!("{text}{letter}: &{letter} [{}]\n", vec![format!("*{before}"); 10].join(","))
    });
    let blocks: String = (0..2_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let deep = 100_000;
    let yaml = [
        bomb,
        format!("title: {}", "[".repeat(deep)),
        format!("title: {}", "{a: ".repeat(deep)),
        format!("title:\n{}x", "- ".repeat(deep)),
        "? ".repeat(deep),
        "&a ".repeat(deep),
        "!x ".repeat(deep),
        blocks,
        "- - \n".repeat(5_000),
        format!("title: \"{}", "x".repeat(deep)),
    ];
    for text in yaml {
        let start: String = text.chars().take(30).collect();
        let began = Instant::now();
        let document = parse_document(&SourceText::new("a.md", &format!("---\n{text}\n---\n")));
        let register = parse_register(&SourceText::new("glossary.yml", &text));
        assert!(began.elapsed() < Duration::from_secs(10), "{start} took {:?}", began.elapsed());
        assert!(!document.diagnostics.is_empty() && !register.diagnostics.is_empty(), "{start}");
    }
    let toml = ["[".repeat(deep), format!("a = {}", "[".repeat(deep)), format!("a = {}", "{a = ".repeat(deep))];
    let dotted = [format!("{} = 1", vec!["a"; deep].join(".")), format!("[{}]", vec!["a"; deep].join("."))];
    let spaced = [format!("{} = 1", vec!["a"; deep].join(" . ")), format!("{} = 1", vec!["\"a\""; deep].join("."))];
    for text in toml.into_iter().chain(dotted).chain(spaced) {
        let start: String = text.chars().take(30).collect();
        let began = Instant::now();
        let config = parse_site_config(&Arc::from("site.toml"), &text);
        assert!(began.elapsed() < Duration::from_secs(10), "{start} took {:?}", began.elapsed());
        assert!(!config.diagnostics.is_empty(), "{start}");
    }
}

#[test]
fn shared_passages_cannot_make_a_page_without_end() {
    let chain = |text: fn(usize) -> String| {
        let manual = Manual::with_chapter("{{#include ../shared/p0.md}}\n");
        for place in 0..500 {
            manual.write(&format!("content/shared/p{place}.md"), text(place));
        }
        manual
    };
    let long = chain(|place| format!("{{{{#include p{}.md}}}}\n", place + 1));
    let doubling = chain(|place| format!("{{{{#include p{0}.md}}}}\n\n{{{{#include p{0}.md}}}}\n", place + 1));
    for manual in [long, doubling] {
        let began = Instant::now();
        assert!(!lines_of(&manual, "nested-too-deeply").is_empty());
        assert!(began.elapsed() < Duration::from_secs(60), "{:?}", began.elapsed());
    }
}

// Surroundings

#[test]
fn nothing_is_needed_from_the_surroundings() {
    let manual = Manual::sound();
    let run = manual.program(&["build", "--today", TODAY]).env_clear().output().unwrap();
    assert!(run.status.success(), "{}", stderr(&run));
    let odd = [("LANG", "C"), ("LC_ALL", "C"), ("TERM", "dumb"), ("TZ", "Nowhere/Nothing"), ("HOME", "/nonexistent")];
    let run = manual.program(&["build", "--today", TODAY]).env_clear().envs(odd).output().unwrap();
    assert!(run.status.success(), "{}", stderr(&run));
    assert!(stderr(&run).contains("0 written"), "{}", stderr(&run));
}

#[test]
fn a_reader_who_closes_the_pipe_ends_no_build_in_a_panic() {
    let manual = Manual::sound();
    for place in 0..200 {
        manual.write(&format!("content/01-part/{place:03}-x.md"), "[a](gone.md)\n".repeat(50));
    }
    for words in [&["check", "--format", "short"][..], &["check", "--format", "json"], &["explain"], &["check"]] {
        let words = if words[0] == "check" { [words, &["--today", TODAY]].concat() } else { words.to_vec() };
        let mut child = manual.program(&words).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        if words.len() == 3 {
            drop(child.stderr.take());
        }
        let run = child.wait_with_output().unwrap();
        assert!(matches!(run.status.code(), Some(0 | 1)), "{words:?}: {:?}", run.status);
        assert!(!stderr(&run).contains("panicked"), "{words:?}: {}", stderr(&run));
    }
}
