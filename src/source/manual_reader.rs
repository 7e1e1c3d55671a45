//! Reads a manual again and again, as a preview does.
//!
//! Takes the manual's folder once, and each time what may have changed in it; gives everything that a build reads. A file that
//! did not change is not read again, and where somebody says which files changed, no other is looked at. The result is that
//! of reading everything anew.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use super::kept_files::KeptFiles;
use super::read_sisters::read_sisters;
use super::read_tree::{ReadFile, SourceError, keep_file, read_content_by};
use super::source_tree::{Asset, SourceText, SourceTree};
use crate::config::site_config::SiteConfig;
use crate::diagnostics::diagnostic::Diagnostic;

/// A manual as it was read.
#[derive(Clone)]
pub struct ManualRead {
    /// Its files.
    pub sources: Arc<SourceTree>,
    /// What is wrong with them as files.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads one manual as often as it changes.
pub struct ManualReader {
    root: PathBuf,
    kept: KeptFiles,
    last: Option<ManualRead>,
}

impl ManualReader {
    /// A reader of the manual in a folder.
    pub fn new(root: &Path) -> Self {
        ManualReader { root: root.to_owned(), kept: KeptFiles::default(), last: None }
    }

    /// How many files of the content were read in all.
    pub fn files_read(&self) -> usize {
        self.kept.read
    }

    /// Walks through the manual and reads what is new. `outside` are folders that are no content; a file written at
    /// `trusted_before` or later is read the next time too, whatever the disk says of it then.
    ///
    /// # Errors
    /// When a file or folder cannot be read; what was read before is not forgotten.
    pub fn read(
        &mut self,
        config: SourceText,
        settings: &SiteConfig,
        outside: &[PathBuf],
        trusted_before: SystemTime,
    ) -> Result<ManualRead, SourceError> {
        let kept = &mut self.kept;
        let read =
            read_content_by(&self.root, config, settings, outside, |found| kept.read_all(found, trusted_before))?;
        let mut sources = read.value;
        sources.sisters = read_sisters(&self.root, settings);
        let read = ManualRead { sources: Arc::new(sources), diagnostics: read.diagnostics };
        self.last = Some(read.clone());
        Ok(read)
    }

    /// Reads some files again of a manual that was read before, and no others. Gives nothing if that is not enough: a file is
    /// new or gone, or it is none of the content's.
    ///
    /// # Errors
    /// When one of the files cannot be read.
    pub fn read_changed(
        &mut self,
        paths: &BTreeSet<PathBuf>,
        trusted_before: SystemTime,
    ) -> Result<Option<ManualRead>, SourceError> {
        let Some(mut read) = self.last.take() else { return Ok(None) };
        let mut changed = Vec::new();
        for path in paths {
            if !self.kept.knows(path) {
                // What an editor wrote beside the file and took away again was never there.
                if !path.exists() && !self.kept.knows_below(path) {
                    continue;
                }
                return Ok(None);
            }
            let Some(file) = self.kept.read_again(path, trusted_before)? else { return Ok(None) };
            changed.push(file);
        }
        let sources = Arc::make_mut(&mut read.sources);
        for file in changed {
            replace_file(sources, file, &mut read.diagnostics);
        }
        self.last = Some(read.clone());
        Ok(Some(read))
    }
}

/// Puts a file into the place of the one that was read before.
fn replace_file(tree: &mut SourceTree, file: ReadFile, diagnostics: &mut Vec<Diagnostic>) {
    let mut alone = SourceTree::default();
    let mut faults = Vec::new();
    keep_file(&mut alone, file, &mut faults);
    for (texts, new) in [
        (&mut tree.pages, alone.pages.pop()),
        (&mut tree.passages, alone.passages.pop()),
        (&mut tree.registers, alone.registers.pop()),
    ] {
        let Some(new) = new else { continue };
        diagnostics.retain(|fault| fault.place.file != new.path);
        if let Ok(at) = texts.binary_search_by(|text: &SourceText| text.path.cmp(&new.path))
            && let Some(text) = texts.get_mut(at)
        {
            *text = new;
        }
    }
    if let Some(new) = alone.assets.pop() {
        diagnostics.retain(|fault| fault.place.file != new.path);
        if let Ok(at) = tree.assets.binary_search_by(|asset: &Asset| asset.path.cmp(&new.path))
            && let Some(asset) = tree.assets.get_mut(at)
        {
            *asset = new;
        }
    }
    diagnostics.append(&mut faults);
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::config::settings::parse_site_config;
    use crate::source::read_tree::{read_config, read_site};

    /// Any moment: every file is older than it.
    fn tomorrow() -> SystemTime {
        SystemTime::now() + Duration::from_secs(86_400)
    }

    struct Manual {
        folder: tempfile::TempDir,
        reader: ManualReader,
    }

    impl Manual {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let reader = ManualReader::new(folder.path());
            let manual = Manual { folder, reader };
            manual.write("site.toml", "[site]\ntitle = \"T\"\n");
            for name in ["content/1-part/1-one.md", "content/1-part/2-two.md", "content/registers/contacts.yml"] {
                manual.write(name, "text");
            }
            manual
        }

        fn write(&self, name: &str, text: &str) {
            let path = self.folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }

        fn read(&mut self, trusted_before: SystemTime) -> ManualRead {
            let config = read_config(self.folder.path()).unwrap().value;
            let settings = parse_site_config(&config.path, &config.text).value;
            self.reader.read(config, &settings, &[], trusted_before).unwrap()
        }

        fn read_changed(&mut self, names: &[&str]) -> Option<ManualRead> {
            let paths = names.iter().map(|name| self.folder.path().join(name)).collect();
            self.reader.read_changed(&paths, tomorrow()).unwrap()
        }

        /// What reading everything anew gives.
        fn anew(&self) -> (SourceTree, Vec<Diagnostic>) {
            let config = read_config(self.folder.path()).unwrap().value;
            let settings = parse_site_config(&config.path, &config.text).value;
            let read = read_site(self.folder.path(), config, &settings, &[]).unwrap();
            (read.value, read.diagnostics)
        }

        fn assert_same(&self, read: &ManualRead) {
            let (sources, diagnostics) = self.anew();
            assert_eq!(read.sources.hash(), sources.hash());
            let texts = |tree: &SourceTree| tree.pages.iter().map(|text| text.path.clone()).collect::<Vec<_>>();
            assert_eq!(texts(&read.sources), texts(&sources));
            let told = |faults: &[Diagnostic]| {
                let mut told: Vec<String> = faults.iter().map(|fault| format!("{fault:?}")).collect();
                told.sort();
                told
            };
            assert_eq!(told(&read.diagnostics), told(&diagnostics));
        }
    }

    #[test]
    fn what_did_not_change_is_not_read_again() {
        let mut manual = Manual::new();
        let read = manual.read(tomorrow());
        manual.assert_same(&read);
        assert_eq!(manual.reader.files_read(), 3);
        manual.write("content/1-part/1-one.md", "longer text");
        manual.write("content/1-part/3-three.md", "new");
        std::fs::remove_file(manual.folder.path().join("content/1-part/2-two.md")).unwrap();
        let read = manual.read(tomorrow());
        manual.assert_same(&read);
        assert_eq!(manual.reader.files_read(), 5);
    }

    #[test]
    fn a_file_that_was_just_written_is_read_again() {
        let mut manual = Manual::new();
        manual.read(SystemTime::UNIX_EPOCH);
        manual.read(tomorrow());
        assert_eq!(manual.reader.files_read(), 6);
    }

    #[test]
    fn only_what_is_named_is_read() {
        let mut manual = Manual::new();
        manual.read(tomorrow());
        manual.write("content/1-part/1-one.md", "with a NUL \0");
        let read = manual.read_changed(&["content/1-part/1-one.md", "content/1-part/4913"]).unwrap();
        assert!(!read.diagnostics.is_empty());
        manual.assert_same(&read);
        manual.write("content/1-part/1-one.md", "without");
        let read = manual.read_changed(&["content/1-part/1-one.md"]).unwrap();
        assert!(read.diagnostics.is_empty());
        manual.assert_same(&read);
        assert_eq!(manual.reader.files_read(), 5);
    }

    #[test]
    fn new_and_lost_files_want_a_walk() {
        let mut manual = Manual::new();
        manual.read(tomorrow());
        manual.write("content/1-part/9-nine.md", "new");
        assert!(manual.read_changed(&["content/1-part/9-nine.md"]).is_none());
        manual.read(tomorrow());
        std::fs::remove_dir_all(manual.folder.path().join("content/1-part")).unwrap();
        assert!(manual.read_changed(&["content/1-part"]).is_none());
        let read = manual.read(tomorrow());
        manual.assert_same(&read);
    }
}
