//! The preview's own script and looks, compiled into the program. They are served under one reserved address and put into
//! pages as they are sent: no published site holds them.

/// What the addresses of the preview's own files begin with, behind the first `/`.
pub const OWN_PREFIX: &str = "~preview/";

/// The script, its pieces joined in one function.
pub const SCRIPT: &str = concat!(
    "(() => {\n\"use strict\";\n",
    include_str!("page/10-pristine.js"),
    include_str!("page/20-matching.js"),
    include_str!("page/25-morphing.js"),
    include_str!("page/30-marking.js"),
    include_str!("page/40-parts.js"),
    include_str!("page/50-panel.js"),
    include_str!("page/60-bar.js"),
    include_str!("page/70-page.js"),
    include_str!("page/80-stream.js"),
    "})();\n"
);

/// The looks of what changed in a page.
pub const PAGE_LOOKS: &str = include_str!("page/page.css");

/// The looks of the bar and the panel.
pub const BAR_LOOKS: &str = include_str!("page/bar.css");

/// One of the preview's own files, by its name.
pub fn own_file(name: &str) -> Option<&'static str> {
    match name {
        "preview.js" => Some(SCRIPT),
        "page.css" => Some(PAGE_LOOKS),
        "bar.css" => Some(BAR_LOOKS),
        _ => None,
    }
}
