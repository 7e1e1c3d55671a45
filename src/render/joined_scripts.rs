//! Scripts that are written in several files and published as one, shortened, and the stamp by which scripts of one publication know
//! each other. Takes the files of a theme, gives them with each folder `static/js/NAME/` in place of its pieces as the file `static/js/NAME.js`.
//! Knows nothing of what the scripts do.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::short_script::shorten_script;
use crate::memo::ContentHash;
use crate::source::source_tree::ThemeFile;

const SCRIPTS: &str = "static/js/";
/// Where a script says this, the stamp of all scripts is published in its place. A script that a cache has from an earlier publication
/// has another, so that two that belong together can tell.
const STAMP: &str = "STAMP-OF-ALL-SCRIPTS";
/// How much of the hash of all scripts is their stamp.
const STAMP_LENGTH: usize = 8;

/// Joins the pieces, in the order of their names, inside one function: what one piece declares, those behind it see, and the
/// page does not. A theme that has a file `static/js/NAME.js` of its own publishes that instead. What was joined is shortened, and so is
/// what `is_ours` names by its path: what a site wrote as a file of its own is published as it was written.
pub fn join_scripts(files: BTreeMap<String, ThemeFile>, is_ours: impl Fn(&str) -> bool) -> BTreeMap<String, ThemeFile> {
    let mut kept = BTreeMap::new();
    let mut joined: BTreeMap<String, Vec<ThemeFile>> = BTreeMap::new();
    for (path, file) in files {
        if let Some(folder) = folder_of(&path) {
            joined.entry(format!("{SCRIPTS}{folder}.js")).or_default().push(file);
        } else {
            let file = if is_script(&path) && is_ours(&path) { shorten(file) } else { file };
            kept.insert(path, file);
        }
    }
    for (path, pieces) in joined {
        kept.entry(path).or_insert_with(|| shorten(join(&pieces)));
    }
    stamp_scripts(&mut kept);
    kept
}

fn is_script(path: &str) -> bool {
    path.starts_with(SCRIPTS) && path.rsplit('.').next() == Some("js")
}

/// A piece of a site's own may be no script: then the browser is told so by what was written.
fn shorten(file: ThemeFile) -> ThemeFile {
    match std::str::from_utf8(&file.bytes).ok().and_then(shorten_script) {
        Some(short) => ThemeFile { bytes: Arc::from(short.into_bytes()), path: file.path },
        None => file,
    }
}

fn stamp_scripts(files: &mut BTreeMap<String, ThemeFile>) {
    let scripts = files.iter().filter(|(path, _)| is_script(path));
    let hash = ContentHash::of_all(scripts.map(|(_, file)| ContentHash::of(&file.bytes))).hex();
    let stamp = hash.get(..STAMP_LENGTH).unwrap_or(&hash);
    for (path, file) in files {
        if let Ok(text) = std::str::from_utf8(&file.bytes)
            && is_script(path)
            && text.contains(STAMP)
        {
            file.bytes = Arc::from(text.replace(STAMP, stamp).into_bytes());
        }
    }
}

/// The folder that a piece is in; nothing for every other file.
fn folder_of(path: &str) -> Option<&str> {
    let (folder, name) = path.strip_prefix(SCRIPTS)?.split_once('/')?;
    (!name.contains('/') && name.rsplit('.').next() == Some("js")).then_some(folder)
}

fn join(pieces: &[ThemeFile]) -> ThemeFile {
    let mut bytes = b"(() => {\n\"use strict\";\n".to_vec();
    for piece in pieces {
        bytes.extend_from_slice(&piece.bytes);
        // The last line of a piece may be a comment.
        bytes.push(b'\n');
    }
    bytes.extend_from_slice(b"})();\n");
    let path = pieces.first().map_or_else(|| Arc::from(SCRIPTS), |piece| Arc::clone(&piece.path));
    ThemeFile { path, bytes: Arc::from(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(files: &[(&str, &str)]) -> BTreeMap<String, String> {
        let file = |text: &str| ThemeFile { path: Arc::from("x"), bytes: Arc::from(text.as_bytes()) };
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), file(text))).collect();
        let text = |file: ThemeFile| String::from_utf8(file.bytes.to_vec()).unwrap();
        join_scripts(files, |path| path.ends_with("ours.js"))
            .into_iter()
            .map(|(path, file)| (path, text(file)))
            .collect()
    }

    #[test]
    fn pieces_become_one_script_in_the_order_of_their_names() {
        let made = joined(&[
            ("static/js/find/20-b.js", "b(told, told); // end"),
            ("static/js/find/10-a.js", "const told = a();\n"),
        ]);
        assert_eq!(made.len(), 1);
        assert_eq!(made["static/js/find.js"], "(()=>{\"use strict\";let e=a();b(e,e)})();");
    }

    #[test]
    fn what_is_no_script_is_published_as_it_was_written() {
        let made = joined(&[("static/js/find/10-a.js", "const = 1;"), ("static/js/ours.js", "let 2;")]);
        assert_eq!(made["static/js/find.js"], "(() => {\n\"use strict\";\nconst = 1;\n})();\n");
        assert_eq!(made["static/js/ours.js"], "let 2;");
    }

    #[test]
    fn scripts_of_a_site_s_own_are_published_as_they_were_written() {
        let made = joined(&[("static/js/ours.js", "a( 1 );\n"), ("static/js/own.js", "a( 1 );\n")]);
        assert_eq!((&*made["static/js/ours.js"], &*made["static/js/own.js"]), ("a(1);", "a( 1 );\n"));
    }

    #[test]
    fn scripts_of_one_publication_have_one_stamp() {
        let (page, piece) = (("static/js/page.js", "p(\"STAMP-OF-ALL-SCRIPTS\");"), "f(\"STAMP-OF-ALL-SCRIPTS\");");
        let stamps = |other: &str| -> Vec<String> {
            let made = joined(&[page, ("static/js/find/10-a.js", piece), ("static/js/other.js", other)]);
            let stamp = |path: &str| {
                let (_, from) = made[path].split_once(['p', 'f']).unwrap();
                from.chars().filter(char::is_ascii_hexdigit).collect()
            };
            vec![stamp("static/js/page.js"), stamp("static/js/find.js")]
        };
        let (first, second) = (stamps("o"), stamps("changed"));
        assert_eq!(first[0], first[1]);
        assert_eq!(first[0].len(), STAMP_LENGTH);
        assert_ne!(first[0], second[0]);
    }

    #[test]
    fn what_is_no_piece_stays() {
        let made = joined(&[
            ("static/js/site.js", "s"),
            ("static/js/find/deeper/a.js", "d"),
            ("static/js/find/notes.txt", "n"),
            ("static/css/find/a.js", "c"),
            ("static/js/find/a.js", "piece"),
            ("static/js/find.js", "own"),
        ]);
        assert_eq!(made.len(), 5);
        assert_eq!(made["static/js/find.js"], "own");
        assert_eq!(made["static/js/find/deeper/a.js"], "d");
    }
}
