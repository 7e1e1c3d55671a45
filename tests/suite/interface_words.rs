//! What the program itself says comes from the files of words, all of it: the sites of the golden tests are built in a language
//! in which every word of the file is put between brackets, and what stands outside of them must come from the author.
//!
//! And the files themselves: one language says what the other says, from the same values, and nothing that nobody asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chapterhouse::language::builtin_words::{builtin_languages, builtin_words};
use chapterhouse::language::words::Words;
use chapterhouse::memory::Memory;
use chapterhouse::pipeline::{BuildRequest, build_site};
use chapterhouse::publish::output_tree::OutputTree;
use chapterhouse::source::source_tree::ThemeFile;
use chapterhouse::stages::NoObserver;
use fluent_syntax::ast::{Entry, Expression, Pattern, PatternElement};
use fluent_syntax::{parser, serializer};
use jiff::civil::date;

use crate::built_manual::{ReadManual, TODAY, page, read_manual, request, review_request};
use crate::page_reader::{Piece, pieces, unescaped};

/// The words of English, each piece of text that holds a letter between brackets.
fn bracketed() -> String {
    let text = builtin_words("en").unwrap();
    let mut file = parser::parse(text).unwrap();
    for entry in &mut file.body {
        if let Entry::Message(message) = entry
            // Letters and where they stand are no words.
            && message.id.name != "alphabet"
            && let Some(value) = &mut message.value
        {
            bracket(value);
        }
    }
    serializer::serialize(&file)
}

fn bracket(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } if value.chars().any(char::is_alphabetic) => {
                let (start, end) = (value.len() - value.trim_start().len(), value.trim_end().len());
                *value = format!("{}⟦{}⟧{}", &value[..start], &value[start..end], &value[end..]);
            }
            PatternElement::Placeable { expression: Expression::Select { variants, .. } } => {
                for variant in variants.iter_mut() {
                    bracket(&mut variant.value);
                }
            }
            PatternElement::TextElement { .. } | PatternElement::Placeable { .. } => {}
        }
    }
}

fn built(root: &Path, request: &BuildRequest) -> OutputTree {
    let ReadManual { mut sources, config, faults } = read_manual(root);
    let words = ThemeFile { path: Arc::from("themes/mine/words/en.ftl"), bytes: bracketed().into_bytes().into() };
    sources.theme.insert("words/en.ftl".to_owned(), words);
    let built = build_site(&sources, &config, request, &Memory::default(), &NoObserver, faults);
    built.value.unwrap_or_else(|| panic!("{}: {:#?}", root.display(), built.diagnostics))
}

/// The words of some text, in small letters.
fn words_of(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 1);
    words.map(str::to_lowercase)
}

/// Every word that the author of a manual wrote anywhere, names of files included.
fn author_words(folder: &Path, words: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        words.extend(words_of(&path.file_name().unwrap().to_string_lossy()));
        if path.is_dir() {
            if !path.ends_with("expected") {
                author_words(&path, words);
            }
        } else if let Ok(text) = fs::read_to_string(&path) {
            words.extend(words_of(&text));
        }
    }
}

/// What is a name, and the same in every language.
const NAMES: &[&str] = &["atom", "json", "feed", "chapterhouse", "html", "csv"];
/// Attributes that are read aloud or shown.
const SHOWN: &[&str] = &["aria-label", "alt", "title", "data-label", "data-citation", "placeholder"];

/// The texts of a page and of its attributes, without code and without what a check says of the source: that is said in English.
fn texts_of(html: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let (mut faults, mut code) = (0_usize, false);
    for piece in pieces(html) {
        match piece {
            Piece::Open("ul", rest) if faults > 0 || rest.contains("faults") => faults += 1,
            Piece::Close("ul") => faults = faults.saturating_sub(1),
            Piece::Open("code" | "style" | "script", _) => code = true,
            Piece::Close("code" | "style" | "script") => code = false,
            Piece::Text(text) if faults == 0 && !code && !text.contains("⟦(line⟧") => texts.push(unescaped(text)),
            Piece::Open(name, rest) => {
                let shown = SHOWN.iter().chain((name == "meta" && rest.contains("description")).then_some(&"content"));
                for attribute in shown {
                    let value = rest.split_once(&format!(" {attribute}=\"")).and_then(|(_, rest)| rest.split_once('"'));
                    texts.extend(value.map(|(value, _)| unescaped(value)));
                }
            }
            Piece::Close(_) | Piece::Text(_) => {}
        }
    }
    texts
}

/// A text without what stands between brackets; those of a place that a script fills count too.
fn outside(text: &str) -> String {
    let text = text.replace('{', "⟦").replace('}', "⟧");
    let mut depth = 0_i32;
    let outside = text.chars().map(|c| {
        depth += i32::from(c == '⟦') - i32::from(c == '⟧');
        if depth > 0 || c == '⟧' { ' ' } else { c }
    });
    outside.collect()
}

#[test]
fn every_word_of_the_interface_comes_from_the_file() {
    let sites = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/sites");
    let mut missed: BTreeMap<String, String> = BTreeMap::new();
    for name in ["amendments", "compare", "editions", "markdown", "review", "reviews"] {
        let root = sites.join(name);
        let mut known: BTreeSet<String> = NAMES.iter().map(|name| (*name).to_owned()).collect();
        author_words(&root, &mut known);
        let record = BuildRequest { as_at: Some(date(2026, 6, 1)), ..request(TODAY) };
        for request in [request(TODAY), review_request(TODAY), record] {
            if name == "review" && !request.review {
                continue;
            }
            let output = built(&root, &request);
            for (path, _) in output.iter().filter(|(path, _)| path.ends_with(".html")) {
                for text in texts_of(&page(&output, path)) {
                    for word in words_of(&outside(&text)).filter(|word| !known.contains(word)) {
                        missed.entry(word).or_insert_with(|| format!("{name}/{path}: {text}"));
                    }
                }
            }
        }
    }
    assert!(missed.is_empty(), "not from the file of words: {missed:#?}");
}

#[test]
fn every_language_says_the_same_from_the_same_values() {
    let english = Words::builtin("en");
    let values = |words: &Words| -> BTreeMap<String, Vec<String>> {
        words.names().map(|(name, given)| (name.to_owned(), given.into_iter().map(str::to_owned).collect())).collect()
    };
    for language in builtin_languages() {
        let text = builtin_words(&language).unwrap();
        let own: Vec<&str> = text.lines().filter_map(|line| Some(line.split_once(" =")?.0)).collect();
        let own: Vec<&str> = own.into_iter().filter(|name| !name.contains([' ', '#', '['])).collect();
        let names: BTreeSet<&str> = own.iter().copied().collect();
        assert_eq!(own.len(), names.len(), "{language}: a name stands twice");
        let (of_english, of_own) = (values(&english), values(&Words::builtin(&language)));
        assert_eq!(names, of_english.keys().map(String::as_str).collect(), "{language}");
        for (name, given) in &of_english {
            assert_eq!(given, &of_own[name], "{language}: {name}");
        }
    }
}

/// Names of which only the beginning stands in a template: `say["state_" ~ edition.state]`.
const FAMILIES: &[&str] = &["state_", "mark_", "severity_"];

#[test]
fn nothing_stands_in_the_file_that_nobody_says() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let (mut code, mut templates, mut scripts) = (String::new(), String::new(), String::new());
    gather(&root.join("src"), &mut code);
    gather(&root.join("themes/default/templates"), &mut templates);
    gather(&root.join("themes/default/static"), &mut scripts);
    let names: Vec<String> = Words::builtin("en").names().map(|(name, _)| name.to_owned()).collect();
    let said = |name: &str| {
        let in_template = templates
            .match_indices(&format!("say.{name}"))
            .any(|(at, found)| !templates[at + found.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'));
        let in_code = code.contains(&format!("\"{name}\"")) || scripts.contains(&format!("\"say:{name}\""));
        in_template || in_code || FAMILIES.iter().any(|family| name.starts_with(family))
    };
    let unsaid: Vec<&String> = names.iter().filter(|name| !said(name)).collect();
    assert!(unsaid.is_empty(), "nobody says {unsaid:?}");
    let mut rest = templates.as_str();
    while let Some((_, after)) = rest.split_once("say.") {
        let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
        assert!(names.contains(&name), "a template says `{name}`, which is not in the file");
        rest = after;
    }
    for (name, _) in scripts.split("\"say:").skip(1).filter_map(|after| after.split_once('"')) {
        assert!(names.iter().any(|known| known == name), "a script says `{name}`, which is not in the file");
    }
}

/// What scripts say to browsers in capital letters.
const TO_BROWSERS: &[&str] = &["ArrowDown", "ArrowUp", "Enter", "Escape", "NFD", "QuotaExceededError", "Y"];

/// Whether a text of a script is for readers: words with a capital letter or a quotation mark before them, or with a place for a value.
fn is_for_readers(text: &str) -> bool {
    let first = text.trim_start().chars().next().unwrap_or(' ');
    !TO_BROWSERS.contains(&text)
        && (first.is_uppercase() || first == '“' || (text.replace("${", "").contains('{') && text.contains('}')))
        && text.chars().any(char::is_lowercase)
}

/// The texts in quotation marks of a script, without its comments.
fn texts_of_script(script: &str) -> impl Iterator<Item = &str> {
    let code = script.lines().filter(|line| !line.trim_start().starts_with(['/', '*']));
    // A mark without another in its line stands in a pattern.
    code.flat_map(|line| {
        let pairs = line.matches('"').count() / 2;
        line.split('"').skip(1).step_by(2).take(pairs)
    })
}

#[test]
fn scripts_say_no_word_of_their_own() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let scripts = root.join("themes/default/static/js");
    for name in ["search", "search-more", "keep", "search-page.js", "search-marks.js", "cite.js", "words.js"] {
        let mut text = String::new();
        let path = scripts.join(name);
        if path.is_dir() {
            gather(&path, &mut text);
        } else {
            text = fs::read_to_string(&path).unwrap();
        }
        let own: Vec<&str> = texts_of_script(&text).filter(|text| is_for_readers(text)).collect();
        assert!(own.is_empty(), "{name} says {own:?} and not a message of the file");
        assert!(text.contains("\"say:"), "{name} says nothing");
    }
    assert!(["Try again", "{n} results", "“{words}” - "].iter().all(|text| is_for_readers(text)));
    // What they say comes into what is published.
    let output = built(&root.join("tests/sites/editions"), &request(TODAY));
    for (name, said) in [
        ("search", "⟦Try again⟧"),
        ("search-more", "⟦or⟧"),
        ("search-page", "⟦Did you mean:⟧"),
        ("cite", "⟦Citation copied⟧"),
        ("keep", "⟦There is nothing newer.⟧"),
        ("search-marks", "⟦Remove the marks⟧"),
    ] {
        let script = page(&output, &format!("theme/js/{name}.js"));
        assert!(script.contains(said) && !script.contains("say:"), "{name} does not say {said}");
    }
}

fn gather(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, text);
        } else if let Ok(found) = fs::read_to_string(&path) {
            text.push_str(&found);
        }
    }
}
