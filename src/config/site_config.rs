//! What `site.toml` says, as plain data. Everything has a value: what the file leaves out has its default here.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Span as Length;
use jiff::ToSpan;

use super::brand::Brand;
use super::external_links::ExternalLinks;
use super::offline_settings::OfflineSettings;
use super::page_files::{PageEnding, PageFiles};
use super::preview_settings::DEFAULT_EDITOR;
use super::search_settings::SearchSettings;
use crate::diagnostics::diagnostic::Severity;
use crate::diagnostics::place::Place;

/// A manual's settings.
#[derive(Clone, Debug)]
pub struct SiteConfig {
    /// The path of the file that the settings came from.
    pub file: Arc<str>,
    /// Whether the file could be read; if not, nothing is said of what it lacks.
    pub understood: bool,
    /// The manual's title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// The address under which it is published, ending in `/`; empty if it was not given.
    pub base_url: String,
    /// The language of the text, a BCP 47 tag.
    pub language: String,
    /// Where it says so.
    pub language_asked: Place,
    /// The time zone in which the manual's days begin, an IANA name.
    pub time_zone: String,
    /// The folder that holds the chapters, relative to the site's root; empty for the root itself.
    pub content: String,
    /// Where it says so.
    pub content_asked: Place,
    /// The endings of files that are read as Markdown, each with its dot.
    pub markdown: Vec<String>,
    /// The folder under `themes/` that overrides files of the built-in theme.
    pub theme: String,
    /// Where it says so.
    pub theme_asked: Place,
    /// Sister manuals by their short names.
    pub sisters: BTreeMap<String, SisterManual>,
    /// What makes it its publisher's own.
    pub brand: Brand,
    /// The hosts for which a file of redirects is written.
    pub redirect_hosts: Vec<RedirectHost>,
    /// Areas that `applies_to` and local passages may name, with their names for readers. Empty: any name will do.
    pub areas: BTreeMap<String, String>,
    /// Where readers report a page that they cannot use, and what is known not to work.
    pub accessibility: Accessibility,
    /// How long before its review a chapter is due soon.
    pub due_soon: Length,
    /// The time between reviews by type of chapter, where a chapter does not say.
    pub review_defaults: BTreeMap<String, Length>,
    /// For how many days a chapter is marked as new or updated.
    pub badge_days: i64,
    /// How long a printed copy is valid, in words ("48 hours").
    pub print_valid_for: String,
    /// The most chapters that one page for printing the whole manual holds; a larger manual is printed by part.
    pub print_whole_up_to: usize,
    /// After what time a copy of the site tells its reader that there may be a newer one; never if there is none.
    pub stale_after: Option<(Length, String)>,
    /// What the files of pages are called, and whether links name them.
    pub pages: PageFiles,
    /// What can be searched.
    pub search: SearchSettings,
    /// What readers may take along.
    pub offline: OfflineSettings,
    /// The address that opens a file in the author's editor from the preview: `{file}` is its path, beginning with `/`,
    /// `{line}` and `{column}` are numbers from 1.
    pub editor: String,
    /// How the addresses outside the manual are tested, when that is asked for.
    pub external_links: ExternalLinks,
    /// The severity of checks that the site sets: the code's name, then `None` for "off".
    pub severities: BTreeMap<String, Option<Severity>>,
    /// The same for one folder of the content, the longest path that fits deciding.
    pub folder_severities: BTreeMap<String, BTreeMap<String, Option<Severity>>>,
    /// Variables for the text.
    pub variables: BTreeMap<String, String>,
    /// How the text is to be written.
    pub writing: Writing,
}

/// What a site asks of the writing of its texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Writing {
    /// Whether the texts are in English, which the rules of sentences and words know.
    pub english: bool,
    /// Whether readers take the first figure of a date for the month.
    pub month_first: bool,
    /// The highest age, in years, at which a reader may have to be to read a chapter without effort.
    pub reading_age: i64,
    /// The most words of a sentence that is a duty or a step.
    pub longest_duty: i64,
}

impl Writing {
    /// The rules for a language (a BCP 47 tag), with the bounds that hold where a site sets none.
    pub fn of_language(language: &str) -> Self {
        let tag = language.to_ascii_lowercase();
        let english = tag == "en" || tag.starts_with("en-");
        Writing { english, month_first: tag == "en-us", reading_age: 20, longest_duty: 40 }
    }
}

/// Another manual that chapters may link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SisterManual {
    /// Its title.
    pub title: String,
    /// Its address, ending in `/`; empty if it was not given.
    pub base_url: String,
    /// Where its inventory is, relative to the site's root, and where the file says so.
    pub inventory: Option<(String, Place)>,
    /// Where the file names it.
    pub place: Place,
}

/// A kind of web server or host that reads redirects from a file of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RedirectHost {
    /// `_redirects`, as Netlify reads it.
    Netlify,
    /// A file to include in a `server` block of nginx.
    Nginx,
    /// A file to include in the configuration of Apache.
    Apache,
    /// `web.config` of Internet Information Services.
    Iis,
}

/// What the accessibility statement says besides the law's own part.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accessibility {
    /// The contact (an id in the register) that readers turn to.
    pub contact: Option<String>,
    /// Where the file names it.
    pub contact_place: Option<Place>,
    /// What is known not to work, a line each.
    pub known_problems: Vec<String>,
    /// The day on which the statement was last checked, as written.
    pub checked_on: Option<jiff::civil::Date>,
}

impl SiteConfig {
    /// The settings of an empty file.
    pub fn defaults(file: Arc<str>) -> Self {
        SiteConfig {
            language_asked: Place::file(&file),
            content_asked: Place::file(&file),
            theme_asked: Place::file(&file),
            file,
            understood: true,
            title: "Procedures manual".to_owned(),
            publisher: String::new(),
            base_url: String::new(),
            language: "en-GB".to_owned(),
            time_zone: "Europe/London".to_owned(),
            content: "content".to_owned(),
            markdown: vec![".md".to_owned(), ".markdown".to_owned()],
            theme: "default".to_owned(),
            sisters: BTreeMap::new(),
            brand: Brand::default(),
            redirect_hosts: Vec::new(),
            areas: BTreeMap::new(),
            accessibility: Accessibility::default(),
            due_soon: 90.days(),
            review_defaults: BTreeMap::new(),
            badge_days: 60,
            print_valid_for: "48 hours".to_owned(),
            print_whole_up_to: 400,
            stale_after: Some((35.days(), "35 days".to_owned())),
            pages: PageFiles { ending: PageEnding::Html, named: true },
            search: SearchSettings::default(),
            offline: OfflineSettings::default(),
            editor: DEFAULT_EDITOR.to_owned(),
            external_links: ExternalLinks::default(),
            severities: BTreeMap::new(),
            folder_severities: BTreeMap::new(),
            variables: BTreeMap::new(),
            writing: Writing::of_language("en-GB"),
        }
    }

    /// Everything that the settings say, in one text: equal settings give equal texts. For hashing.
    pub fn fingerprint(&self) -> String {
        format!("{self:?}")
    }
}
