//! The theme: templates and static files, the site's own in place of the built-in ones, file by file.
//!
//! Takes files, gives something that turns a view into a page. The only place that knows Tera.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use tera::{Context, ErrorKind, Tera};

use super::builtin_theme::builtin_files;
use super::joined_scripts::join_scripts;
use super::said_words::said_words;
use super::script_words::say_words;
use super::short_sheet::shorten_sheet;
use super::views::page::SiteView;
use crate::diagnostics::codes;
use crate::diagnostics::diagnostic::Diagnostic;
use crate::diagnostics::place::{Place, Span};
use crate::diagnostics::reported::Reported;
use crate::language::words::Words;
use crate::memo::ContentHash;
use crate::source::source_tree::ThemeFile;

/// The sheet of styles of every page.
const SHEET: &str = "static/css/site.css";

/// A theme, ready to make pages.
pub struct Theme {
    tera: Tera,
    /// Static files: their path in the site, and their bytes.
    pub statics: Vec<(String, Arc<[u8]>)>,
    /// The hash of all its files.
    pub hash: ContentHash,
    /// Where each template came from, and its text.
    sources: BTreeMap<String, (Arc<str>, String)>,
}

/// The files of a theme as they are published, by path within it, and the hash of them all.
pub type ThemeFiles = (BTreeMap<String, ThemeFile>, ContentHash);

/// The hash of all that [`theme_files`] is given.
pub fn theme_files_key(own: &BTreeMap<String, ThemeFile>, colours: &str, words: &Words) -> ContentHash {
    let file =
        |(path, file): (&String, &ThemeFile)| [path.as_bytes(), file.path.as_bytes(), &file.bytes].map(ContentHash::of);
    ContentHash::of_all(own.iter().flat_map(file).chain([ContentHash::of(colours.as_bytes()), words.hash]))
}

/// The files of the built-in theme with a site's own in their place, scripts joined, shortened, and with the words that they say. Sheets
/// are shortened too, but for those that a site wrote. `colours` follow the sheet of styles.
pub fn theme_files(own: &BTreeMap<String, ThemeFile>, colours: &str, words: &Words) -> ThemeFiles {
    let mut files: BTreeMap<String, ThemeFile> = builtin_files()
        .map(|(path, bytes)| {
            let shown = Arc::from(format!("themes/default/{path}"));
            (path, ThemeFile { path: shown, bytes: Arc::from(bytes) })
        })
        .collect();
    // A copy of what is built in, unchanged, is no work of the site's own.
    let written: BTreeSet<&str> = own
        .iter()
        .filter(|(path, file)| files.get(*path).is_none_or(|builtin| builtin.bytes != file.bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    files.extend(own.iter().map(|(path, file)| (path.clone(), file.clone())));
    for (_, file) in files.iter_mut().filter(|(path, _)| is_sheet(path) && !written.contains(path.as_str())) {
        if let Some(short) = std::str::from_utf8(&file.bytes).ok().and_then(shorten_sheet) {
            file.bytes = Arc::from(short.into_bytes());
        }
    }
    let mut files = join_scripts(files, |path| !written.contains(path), |script| say_words(script, words));
    for (_, worker) in files.iter_mut().filter(|(path, _)| path.starts_with("static/root/") && is_script(path)) {
        if let Ok(text) = std::str::from_utf8(&worker.bytes) {
            worker.bytes = Arc::from(say_words(text, words).into_bytes());
        }
    }
    if let Some(sheet) = files.get_mut(SHEET).filter(|_| !colours.is_empty()) {
        sheet.bytes = [&sheet.bytes, colours.as_bytes()].concat().into();
    }
    let hash = ContentHash::of_all(
        files.iter().flat_map(|(path, file)| [ContentHash::of(path.as_bytes()), ContentHash::of(&file.bytes)]),
    );
    (files, hash)
}

fn is_script(path: &str) -> bool {
    has_ending(path, "js")
}

fn is_sheet(path: &str) -> bool {
    has_ending(path, "css")
}

fn has_ending(path: &str, ending: &str) -> bool {
    path.rsplit('.').next() == Some(ending)
}

/// Reads the templates of a theme. With a fault in one of them the theme makes no page at all: half a theme would
/// publish half a page.
pub fn load_theme(
    files: &BTreeMap<String, ThemeFile>,
    hash: ContentHash,
    site: &SiteView,
    words: &Words,
) -> Reported<Option<Theme>> {
    let mut sources = BTreeMap::new();
    let mut statics = Vec::new();
    let mut diagnostics = Vec::new();
    for (path, file) in files {
        if let Some(name) = path.strip_prefix("templates/") {
            if let Ok(text) = std::str::from_utf8(&file.bytes) {
                sources.insert(name.to_owned(), (Arc::clone(&file.path), text.to_owned()));
            } else {
                let fault =
                    Diagnostic::new(&codes::NOT_UTF8, Place::file(&file.path), "this template is not UTF-8 text")
                        .help("open it in your editor and save it as UTF-8");
                diagnostics.push(fault);
            }
        } else if let Some(name) = path.strip_prefix("static/") {
            // A worker has to do with all pages below it only from the site's root.
            let place = name.strip_prefix("root/").map_or_else(|| format!("theme/{name}"), str::to_owned);
            statics.push((place, Arc::clone(&file.bytes)));
        }
    }
    let mut tera = Tera::new();
    tera.global_context().insert("site", site);
    tera.global_context().insert("say", &said_words(words, site));
    if let Err(error) = tera.add_raw_templates(sources.iter().map(|(name, (_, text))| (name.as_str(), text.as_str()))) {
        diagnostics.push(template_fault(&error, &sources, ""));
        return Reported::new(None, diagnostics);
    }
    if !diagnostics.is_empty() {
        return Reported::new(None, diagnostics);
    }
    Reported::new(Some(Theme { tera, statics, hash, sources }), diagnostics)
}

impl Theme {
    /// Makes a page from a view.
    ///
    /// # Errors
    /// A fault of the template, at its place.
    pub fn render(&self, template: &str, view: &impl Serialize) -> Result<String, Box<Diagnostic>> {
        let fault = |error: &tera::Error| Box::new(template_fault(error, &self.sources, template));
        let context = Context::from_serialize(view).map_err(|error| fault(&error))?;
        self.tera.render(template, &context).map_err(|error| fault(&error))
    }
}

fn template_fault(error: &tera::Error, sources: &BTreeMap<String, (Arc<str>, String)>, template: &str) -> Diagnostic {
    let builtin = |name: &str| Arc::<str>::from(format!("themes/default/templates/{name}"));
    let (name, message, range) = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            (report.filename().to_owned(), report.message().to_owned(), report.span().range.clone())
        }
        _ => {
            // Some faults come as finished text; the file they name is found in it.
            let text = error.to_string();
            let named = sources.keys().find(|name| text.contains(name.as_str())).cloned();
            (
                named.unwrap_or_else(|| template.to_owned()),
                text.lines().next().unwrap_or("").trim_start_matches("error: ").to_owned(),
                0..0,
            )
        }
    };
    let path = sources.get(&name).map_or_else(|| builtin(&name), |(path, _)| Arc::clone(path));
    Diagnostic::new(
        &codes::TEMPLATE_ERROR,
        Place::new(&path, Span::new(range)),
        format!("this template is faulty: {message}"),
    )
    .help("mend the template, or delete the site's own copy so that the built-in one is used")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::views::page::BrandView;

    fn site() -> SiteView {
        SiteView {
            title: "T".into(),
            publisher: String::new(),
            language: "en-GB".into(),
            direction: "ltr".into(),
            time_zone: String::new(),
            as_at: String::new(),
            as_at_iso: String::new(),
            for_review: false,
            stale_from: String::new(),
            stale_after: String::new(),
            built_on: String::new(),
            built_on_iso: String::new(),
            badge_days: 28,
            print_valid_for: String::new(),
            next_update: String::new(),
            version: String::new(),
            brand: BrandView::default(),
        }
    }

    fn load(name: &str, text: &str) -> Reported<Option<Theme>> {
        let file = ThemeFile { path: Arc::from(format!("themes/mine/{name}")), bytes: Arc::from(text.as_bytes()) };
        let (files, hash) = theme_files(&BTreeMap::from([(name.to_owned(), file)]), "", &Words::builtin("en"));
        load_theme(&files, hash, &site(), &Words::builtin("en"))
    }

    #[test]
    fn a_sheet_is_shortened_unless_a_site_wrote_it() {
        let builtin = builtin_files().find(|(path, _)| path == SHEET).unwrap().1;
        let published = |bytes: &[u8]| {
            let own = ThemeFile { path: Arc::from("themes/mine/static/css/site.css"), bytes: Arc::from(bytes) };
            let (files, _) = theme_files(&BTreeMap::from([(SHEET.to_owned(), own)]), "", &Words::builtin("en"));
            files[SHEET].bytes.to_vec()
        };
        let (without, _) = theme_files(&BTreeMap::new(), "", &Words::builtin("en"));
        assert!(without[SHEET].bytes.len() * 5 < builtin.len() * 4);
        // A copy of what is built in is no work of the site's own.
        assert_eq!(published(&builtin), without[SHEET].bytes.to_vec());
        let own = b"/* Ours. */\nbody { color: red }\n";
        assert_eq!(published(own), own);
    }

    #[test]
    fn a_fault_in_a_template_is_placed() {
        let reported = load("templates/home.html", "line one\n{% if %}x{% endif %}");
        assert!(reported.value.is_none());
        let place = &reported.diagnostics[0].place;
        assert_eq!(place.file.as_ref(), "themes/mine/templates/home.html");
        assert!(place.span.start > 8, "{place:?}");
    }

    #[test]
    fn a_fault_while_rendering_is_placed() {
        let theme = load("templates/home.html", "{{ site.title }}\n{{ absent.deep }}").value.unwrap();
        let fault = theme.render("home.html", &BTreeMap::<String, String>::new()).unwrap_err();
        assert_eq!(fault.place.file.as_ref(), "themes/mine/templates/home.html");
        assert!(fault.place.span.start > 16, "{:?}", fault.place);
    }
}
