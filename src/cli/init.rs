//! `chapterhouse init`: a small working manual, with the handbook for authors in it.

use std::path::{Path, PathBuf};

use rust_embed::RustEmbed;

use super::args::{InitArguments, SiteArguments};
use super::failure::Failure;
use super::load::load;
use super::lock::record;
use super::report::say;
use super::schema::print::{FILES, schema_text};

/// The small manual.
#[derive(RustEmbed)]
#[folder = "src/cli/starter/"]
struct Starter;

/// The handbook for authors: part 7 of the sample manual.
#[derive(RustEmbed)]
#[folder = "content/07-for-authors/"]
struct Handbook;

/// Where the handbook stands in a new manual: behind whatever parts its authors write.
const HANDBOOK: &str = "content/90-for-authors";

/// Where the schemas stand by which an editor completes what is typed.
const SCHEMAS: &str = ".vscode/schemas";

/// Writes the manual. Nothing that exists is written over: if any of its files is there already, nothing is written.
///
/// # Errors
/// When a file is in the way, or the machine will not write.
pub fn run(typed: &InitArguments) -> Result<bool, Failure> {
    let folder = typed.directory.clone().unwrap_or_else(|| PathBuf::from("."));
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    for (prefix, path, file) in Starter::iter()
        .map(|path| ("", path.clone(), Starter::get(&path)))
        .chain(Handbook::iter().map(|path| (HANDBOOK, path.clone(), Handbook::get(&path))))
    {
        let Some(file) = file else { continue };
        // Cargo would leave a file called .gitignore out of a package.
        let hidden = path == "gitignore" || path.starts_with("vscode/");
        let path = if hidden { format!(".{path}") } else { path.to_string() };
        files.push((folder.join(prefix).join(path), file.data.into_owned()));
    }
    files.extend(FILES.iter().map(|(kind, name)| (folder.join(SCHEMAS).join(name), schema_text(*kind).into_bytes())));
    // Whoever has set up an editor here has done so in their own way.
    let editor = folder.join(".vscode");
    if editor.symlink_metadata().is_ok() {
        files.retain(|(path, _)| !path.starts_with(&editor));
    }
    files.sort();
    let in_the_way: Vec<&Path> =
        files.iter().map(|(path, _)| path.as_path()).filter(|path| path.symlink_metadata().is_ok()).collect();
    if let Some(first) = in_the_way.first() {
        let more = if in_the_way.len() > 1 { format!(" and {} more", in_the_way.len() - 1) } else { String::new() };
        let message = format!(
            "{}{more} would be written over\nhelp: choose an empty folder: chapterhouse init DIR",
            first.display()
        );
        return Err(Failure::Usage(message));
    }
    for (path, bytes) in &files {
        let failed = |cause| Failure::File { action: "write", path: path.clone(), cause };
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).map_err(failed)?;
        }
        std::fs::write(path, bytes).map_err(failed)?;
    }
    // What has been in force is recorded from the first day on.
    let site = SiteArguments { root: Some(folder.clone()), ..SiteArguments::default() };
    let (recorded, _) = record(&load(&site, &[], None)?)?;
    let count = files.len() + usize::from(!recorded.is_empty());
    let shown = folder.display();
    let enter = if folder == Path::new(".") { String::new() } else { format!("cd {} && ", quoted(&shown.to_string())) };
    say(&format!("wrote a manual of {count} files to {shown}"));
    say(&format!("now: {enter}chapterhouse serve --open"));
    Ok(true)
}

/// A path as a shell reads it (POSIX.1-2024, Shell Command Language, 2.2): in quotation marks where a sign of it would mean
/// something else.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+,:@%=".contains(c);
    // What begins with a hyphen would be an option.
    let path = if path.starts_with('-') { format!("./{path}") } else { path.to_owned() };
    if path.chars().all(plain) { path } else { format!("'{}'", path.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_quoted_where_a_shell_needs_it() {
        for plain in ["manual", "../a/b-c_1.2", "/srv/Handbücher"] {
            assert_eq!(quoted(plain), plain);
        }
        for (path, shown) in [
            ("a b/ö", "'a b/ö'"),
            ("it's", "'it'\\''s'"),
            ("$HOME", "'$HOME'"),
            ("~x", "'~x'"),
            ("a;b", "'a;b'"),
            ("-x", "./-x"),
        ] {
            assert_eq!(quoted(path), shown);
        }
    }
}
