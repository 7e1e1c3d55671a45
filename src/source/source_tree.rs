//! The author's files as values. Takes nothing from disk; [`super::read_tree`] fills it.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::config::site_config::SiteConfig;
use crate::data::picture_size::{PictureSize, picture_size};
use crate::memo::ContentHash;

/// A text file: UTF-8, without byte-order mark, every line ending in `\n`.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// Its path relative to the site's root, with `/`.
    pub path: Arc<str>,
    /// The text. Of a file that was not UTF-8, what could be read, so that faults can be shown.
    pub text: Arc<str>,
    /// The hash of path and text.
    pub hash: ContentHash,
    /// Whether the text could be read whole. If not, the site is not built; what could be read is still parsed, so that
    /// its other faults are told and links to it are not called broken.
    pub whole: bool,
}

impl SourceText {
    /// A text at a path.
    pub fn new(path: &str, text: &str) -> Self {
        SourceText::with(Arc::from(path), Arc::from(text), true)
    }

    pub(super) fn with(path: Arc<str>, text: Arc<str>, whole: bool) -> Self {
        let state: &[u8] = if whole { b"whole" } else { b"in part" };
        let hash = ContentHash::of_all([path.as_bytes(), text.as_bytes(), state].map(ContentHash::of));
        SourceText { path, text, hash, whole }
    }
}

/// A file that is published as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its path relative to the site's root.
    pub path: Arc<str>,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
    /// The hash of its bytes.
    pub hash: ContentHash,
    /// How large it is, of a picture that says so.
    pub size: Option<PictureSize>,
}

impl Asset {
    /// A file at a path.
    pub fn new(path: Arc<str>, bytes: Arc<[u8]>) -> Self {
        let (hash, size) = (ContentHash::of(&bytes), picture_size(&path, &bytes));
        Asset { path, bytes, hash, size }
    }
}

/// Everything that a build reads.
#[derive(Clone, Debug, Default)]
pub struct SourceTree {
    /// `site.toml`.
    pub config: Option<SourceText>,
    /// The folder of the content, relative to the site's root.
    pub content: String,
    /// Markdown files of the content, by path.
    pub pages: Vec<SourceText>,
    /// Markdown files under `shared/`: passages for including, no chapters, by path.
    pub passages: Vec<SourceText>,
    /// Registers, by path.
    pub registers: Vec<SourceText>,
    /// Pictures and attachments, by path.
    pub assets: Vec<Asset>,
    /// What stands where the settings say that sister manuals are, by the sisters' short names.
    pub sisters: BTreeMap<String, Arc<SisterSource>>,
    /// The theme's files: the built-in ones with the site's own in their place, by path within the theme.
    pub theme: BTreeMap<String, ThemeFile>,
}

/// What stands where a sister manual is said to be.
#[derive(Clone, Debug)]
pub enum SisterSource {
    /// Nothing.
    Missing,
    /// Something that cannot be read: why.
    Unreadable(String),
    /// A file, which should be an inventory; its path is as the settings name it.
    Inventory(SourceText),
    /// The source of a manual.
    Manual {
        /// Its folder as the settings name it.
        folder: String,
        /// Its settings.
        settings: Arc<SiteConfig>,
        /// Its files, without its own sisters.
        tree: Box<SourceTree>,
    },
}

impl SisterSource {
    /// The hash of everything that stands there.
    pub fn hash(&self) -> ContentHash {
        let said = match self {
            SisterSource::Unreadable(why) => why.as_str(),
            _ => "",
        };
        let files = self
            .files()
            .into_iter()
            .flat_map(|(path, bytes)| [ContentHash::of(path.as_bytes()), ContentHash::of(bytes)]);
        ContentHash::of_all([ContentHash::of(said.as_bytes())].into_iter().chain(files))
    }

    /// Its files for the list of everything that was read.
    fn files(&self) -> Vec<(String, &[u8])> {
        match self {
            SisterSource::Missing | SisterSource::Unreadable(_) => Vec::new(),
            SisterSource::Inventory(text) => vec![(text.path.to_string(), text.text.as_bytes())],
            SisterSource::Manual { folder, tree, .. } => {
                let folder = folder.trim_end_matches('/');
                tree.files().into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)).collect()
            }
        }
    }
}

/// A file of the theme.
#[derive(Clone, Debug)]
pub struct ThemeFile {
    /// Where it came from, for messages: a path in the site, or the built-in theme's own.
    pub path: Arc<str>,
    /// Its bytes.
    pub bytes: Arc<[u8]>,
}

impl SourceTree {
    /// The hash of everything that was read: the BLAKE3 of a list of all files in the order of the bytes of their paths, a
    /// line each, the BLAKE3 of the file as hexadecimal digits, two spaces, the path. A list made with `b3sum` of files
    /// that are plain UTF-8 with one line end is the same.
    pub fn hash(&self) -> ContentHash {
        let mut list = String::new();
        for (path, bytes) in self.files() {
            list.push_str(&ContentHash::of(bytes).hex());
            list.push_str("  ");
            list.push_str(&path);
            list.push('\n');
        }
        ContentHash::of(list.as_bytes())
    }

    /// The hash of what stands where sister manuals are said to be.
    pub fn sisters_hash(&self) -> ContentHash {
        let sisters = self.sisters.iter().flat_map(|(name, sister)| [ContentHash::of(name.as_bytes()), sister.hash()]);
        ContentHash::of_all(sisters)
    }

    /// Puts the files into the order of their paths, in which they are looked for.
    pub fn sort(&mut self) {
        for texts in [&mut self.pages, &mut self.passages, &mut self.registers] {
            texts.sort_by(|a, b| a.path.cmp(&b.path));
        }
        self.assets.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// Everything that was read, in the order of the bytes of the paths. What belongs to sister manuals has the path by
    /// which the settings lead there.
    fn files(&self) -> Vec<(String, &[u8])> {
        let texts = self.config.iter().chain(&self.pages).chain(&self.passages).chain(&self.registers);
        let texts = texts.map(|text| (text.path.to_string(), text.text.as_bytes()));
        let assets = self.assets.iter().map(|asset| (asset.path.to_string(), asset.bytes.as_ref()));
        let theme = self.theme.values().map(|file| (file.path.to_string(), file.bytes.as_ref()));
        let sisters = self.sisters.values().flat_map(|sister| sister.files());
        let mut files: Vec<(String, &[u8])> = texts.chain(assets).chain(theme).chain(sisters).collect();
        files.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        files
    }

    /// The text of a file by its path, for showing faults. Theme files that are text are found too.
    pub fn text(&self, path: &str) -> Option<Arc<str>> {
        self.source_text(path)
            .map(|found| Arc::clone(&found.text))
            .or_else(|| {
                let asset = self.assets.iter().find(|asset| asset.path.as_ref() == path)?;
                Some(Arc::from(String::from_utf8_lossy(&asset.bytes)))
            })
            .or_else(|| {
                let file = self.theme.values().find(|file| file.path.as_ref() == path)?;
                Some(Arc::from(String::from_utf8_lossy(&file.bytes)))
            })
    }

    /// Whether a file was read as it stands: of a text in another encoding, characters are lost.
    pub fn is_whole(&self, path: &str) -> bool {
        self.source_text(path).is_none_or(|found| found.whole)
    }

    fn source_text(&self, path: &str) -> Option<&SourceText> {
        let config = self.config.as_ref().filter(|config| config.path.as_ref() == path);
        let mut lists = [&self.pages, &self.passages, &self.registers].into_iter();
        config.or_else(|| {
            lists.find_map(|texts| {
                let at = texts.binary_search_by(|text| text.path.as_ref().cmp(path)).ok()?;
                texts.get(at)
            })
        })
    }
}
