//! The default theme as it is compiled into the program: paths and bytes, as they were written. Knows no template. What is
//! published of scripts and sheets is made where a theme is put together.

use rust_embed::RustEmbed;

/// The files of `themes/default/`.
#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct Builtin;

/// Every file of the built-in theme: its path within the theme, and its bytes.
pub fn builtin_files() -> impl Iterator<Item = (String, Vec<u8>)> {
    let mut paths: Vec<String> = Builtin::iter().map(|path| path.to_string()).collect();
    paths.sort_unstable();
    paths.into_iter().filter_map(|path| {
        let file = Builtin::get(&path)?;
        Some((path, file.data.into_owned()))
    })
}
