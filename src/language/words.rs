//! The words of a manual's language: every message that pages, feeds, files and scripts say, by name.
//!
//! Takes the tag of a language and a theme's own files of words, gives the words and what is wrong with the files. A language builds
//! on English: what its file leaves out is said in English.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use icu_locale_core::Locale;
use icu_plurals::{PluralRules, PluralRulesOptions};

use super::alphabet::Alphabet;
use super::builtin_words::{ENDING, FOLDER, builtin_languages, builtin_words};
use super::direction::direction_of;
use super::message::{Given, Message, Part};
use super::read_words::{ReadWords, read_words};
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::diagnostics::reported::Reported;
use crate::diagnostics::suggest::nearest;
use crate::memo::ContentHash;
use crate::source::source_tree::ThemeFile;

/// The language on which all others build.
const ENGLISH: &str = "en";
/// So many missing words are named.
const MOST_NAMED: usize = 4;

/// What diagnostics and the command line say in: these are always in English.
static IN_ENGLISH: LazyLock<Words> = LazyLock::new(|| Words::builtin(ENGLISH));

/// The words of a language.
pub struct Words {
    /// The language tag of the site.
    tag: String,
    messages: BTreeMap<String, Message>,
    rules: Option<PluralRules>,
    /// Its letters.
    pub alphabet: Alphabet,
    /// The hash of all of it.
    pub hash: ContentHash,
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Words({})", self.tag)
    }
}

impl Words {
    /// The words that the program brings for a language tag; English for one that it does not speak.
    pub fn builtin(tag: &str) -> Self {
        Words::of(tag, &Place::file(&Arc::from("")), &BTreeMap::new()).value
    }

    /// The program's own English.
    pub fn english() -> &'static Self {
        &IN_ENGLISH
    }

    /// The hash of all that the words of a language are made of, by which they are remembered.
    pub fn key(tag: &str, asked: &Place, theme: &BTreeMap<String, ThemeFile>) -> ContentHash {
        let of_words = theme.iter().filter(|(path, _)| path.starts_with(FOLDER));
        let files = of_words.flat_map(|(path, file)| [ContentHash::of(path.as_bytes()), ContentHash::of(&file.bytes)]);
        ContentHash::of_all([ContentHash::of(format!("{tag} {asked:?}").as_bytes())].into_iter().chain(files))
    }

    /// The words of a language, a theme's own in place of the program's, message by message. `asked` is where the manual asks for
    /// the language.
    pub fn of(tag: &str, asked: &Place, theme: &BTreeMap<String, ThemeFile>) -> Reported<Self> {
        let mut diagnostics = Vec::new();
        let english = read_words(&builtin_words(ENGLISH).unwrap_or_default()).messages;
        let mut messages = english.clone();
        let own = |name: &str| theme.get(&format!("{FOLDER}{name}{ENDING}"));
        let names = names_of(tag);
        let builtin = names.iter().find_map(|name| builtin_words(name));
        let is_builtin = builtin.is_some();
        messages.extend(builtin.map(|text| read_words(&text).messages).unwrap_or_default());
        // The general file first: en.ftl, and in its place en-gb.ftl.
        let files: Vec<&ThemeFile> = names.iter().rev().filter_map(|name| own(name)).collect();
        let mut said = 0;
        let mut missing: Vec<&str> = english.keys().map(String::as_str).collect();
        for file in &files {
            let read = read_file(file, &english, &mut diagnostics);
            said += read.messages.len();
            missing.retain(|name| !read.messages.contains_key(*name));
            messages.extend(read.messages);
        }
        match files.first() {
            Some(file) if !is_builtin && said > 0 && !missing.is_empty() => {
                diagnostics.push(incomplete(&file.path, &missing));
            }
            None if !is_builtin => diagnostics.push(unknown_language(tag, asked)),
            _ => {}
        }
        let alphabet = messages.get("alphabet").and_then(Message::alone).map(Alphabet::of).unwrap_or_default();
        let rules = Locale::try_from_str(tag)
            .ok()
            .filter(|_| is_builtin || !files.is_empty())
            .or_else(|| Locale::try_from_str(ENGLISH).ok())
            .and_then(|locale| PluralRules::try_new(locale.into(), PluralRulesOptions::default()).ok());
        let hash = ContentHash::of(format!("{tag} {messages:?}").as_bytes());
        Reported::new(Words { tag: tag.to_owned(), messages, rules, alphabet, hash }, diagnostics)
    }

    /// The language tag that pages carry.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// `rtl` for a language that is written from right to left, else `ltr`.
    pub fn direction(&self) -> &'static str {
        direction_of(&self.tag)
    }

    /// What is said without anything given; of an unknown name the name, which a test would see.
    pub fn say<'a>(&'a self, name: &'a str) -> &'a str {
        self.messages.get(name).and_then(Message::alone).unwrap_or(name)
    }

    /// What is said with some values.
    pub fn tell(&self, name: &str, given: &[(&str, Given<'_>)]) -> String {
        let Some(message) = self.messages.get(name) else { return name.to_owned() };
        let mut out = String::new();
        message.tell(given, self.rules.as_ref(), &mut out);
        out
    }

    /// Who a text is for, by the word of its front matter: "social workers"; of a word that is not known, that word.
    pub fn audience(&self, word: &str) -> String {
        self.tell("audience", &[("audience", word.into()), ("plain", word.replace('-', " ").into())])
    }

    /// A message in pieces, for whoever puts markup around what is given; what is the same on every page is given here.
    /// Nothing of one that chooses by anything else.
    pub fn parts(&self, name: &str, given: &[(&str, Given<'_>)]) -> Option<Vec<Part>> {
        self.messages.get(name)?.parts(given, self.rules.as_ref())
    }

    /// A message as scripts take it, with `{name}` where a value stands.
    pub fn template(&self, name: &str) -> String {
        self.messages.get(name).map_or_else(|| name.to_owned(), |message| message.with_class("other"))
    }

    /// The names of all messages, with the names of what is given to each.
    pub fn names(&self) -> impl Iterator<Item = (&str, Vec<&str>)> {
        self.messages.iter().map(|(name, message)| (name.as_str(), message.names().into_iter().collect()))
    }
}

/// The names that a language's file may have, the nearest first: `en-gb`, `en`.
fn names_of(tag: &str) -> Vec<String> {
    let tag = tag.to_ascii_lowercase();
    let general = tag.split('-').next().unwrap_or_default().to_owned();
    if general == tag { vec![tag] } else { vec![tag, general] }
}

fn read_file(file: &ThemeFile, english: &BTreeMap<String, Message>, diagnostics: &mut Vec<Diagnostic>) -> ReadWords {
    let Ok(text) = std::str::from_utf8(&file.bytes) else {
        let fault = Diagnostic::new(&codes::NOT_UTF8, Place::file(&file.path), "this file of words is not UTF-8 text");
        diagnostics.push(fault.help("open it in your editor and save it as UTF-8"));
        return ReadWords::default();
    };
    let mut read = read_words(text);
    let mut fault = |place, message: String, help: String| {
        let place = Place::new(&file.path, Span::new(place));
        diagnostics.push(Diagnostic::new(&codes::BAD_WORDS, place, message).help(help));
    };
    for (place, message) in std::mem::take(&mut read.faults) {
        fault(place, message, "each message is a line `name = words`; lines that go on begin with spaces".to_owned());
    }
    for (name, message) in &read.messages {
        let Some(known) = english.get(name) else {
            let meant = nearest(name, english.keys().map(String::as_str));
            let help = meant
                .map_or_else(|| "take it out: nothing says it".to_owned(), |meant| format!("did you mean `{meant}`?"));
            fault(read.place_of(name), format!("the program has no words `{name}`"), help);
            continue;
        };
        let given = known.names();
        for extra in message.names().difference(&given) {
            let known: Vec<String> = given.iter().map(|name| format!("`${name}`")).collect();
            let help = if known.is_empty() {
                "these words are said as they are: take it out".to_owned()
            } else {
                format!("it is given {}", known.join(", "))
            };
            fault(read.place_of(name), format!("`{name}` is not given `${extra}`"), help);
        }
    }
    read
}

fn incomplete(path: &Arc<str>, missing: &[&str]) -> Diagnostic {
    let named: Vec<String> = missing.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
    let more = if missing.len() > MOST_NAMED { " and others" } else { "" };
    let message = format!("this file leaves out {}{more}: pages say them in English", named.join(", "));
    Diagnostic::new(&codes::WORDS_MISSING, Place::file(path), message)
        .help("copy what is missing from words/en.ftl of the built-in theme, and translate it")
}

fn unknown_language(tag: &str, asked: &Place) -> Diagnostic {
    let name = names_of(tag).pop().unwrap_or_default();
    let known = builtin_languages().join(" and ");
    let message = format!("Chapterhouse has no words in \"{tag}\", so that what it says itself on pages is English");
    Diagnostic::new(&codes::UNKNOWN_LANGUAGE, asked.clone(), message)
        .help(format!("it speaks {known}; another language is a file words/{name}.ftl in a theme of your own"))
}
