//! The files of words that are compiled into the program: languages and texts. Knows nothing of what they say.

use rust_embed::RustEmbed;

/// Where a theme keeps its files of words.
pub const FOLDER: &str = "words/";
/// The end of their names.
pub const ENDING: &str = ".ftl";

/// The files of `themes/default/words/`.
#[derive(RustEmbed)]
#[folder = "themes/default/words/"]
struct Builtin;

/// The languages that the program speaks: the names of their files, in order.
pub fn builtin_languages() -> Vec<String> {
    let mut languages: Vec<String> =
        Builtin::iter().filter_map(|path| path.strip_suffix(ENDING).map(str::to_owned)).collect();
    languages.sort_unstable();
    languages
}

/// The text of the file of a language, if the program has one.
pub fn builtin_words(language: &str) -> Option<String> {
    let file = Builtin::get(&format!("{language}{ENDING}"))?;
    String::from_utf8(file.data.into_owned()).ok()
}
