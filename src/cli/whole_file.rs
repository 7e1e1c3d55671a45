//! Writing a file in one step: whoever stops this finds the old one or the new one.

use std::io::Write as _;
use std::path::Path;

/// Writes a file, with the folders above it.
///
/// # Errors
/// When the machine will not.
pub fn write_whole(path: &Path, text: &str) -> std::io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    std::fs::create_dir_all(folder)?;
    let mut beside = tempfile::NamedTempFile::new_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.persist(path)?;
    Ok(())
}
