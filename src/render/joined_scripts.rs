//! Scripts that are written in several files and published as one, shortened, and the stamp by which scripts of one publication know
//! each other. Takes the files of a theme, gives them with each folder `static/js/NAME/` in place of its pieces as the file `static/js/NAME.js`.
//! Knows nothing of what the scripts do.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::short_names::short_name;
use super::short_script::shorten_script;
use crate::memo::ContentHash;
use crate::source::source_tree::ThemeFile;

const SCRIPTS: &str = "static/js/";
/// Where a script says this, the stamp of all scripts is published in its place. A script that a cache has from an earlier publication
/// has another, so that two that belong together can tell.
const STAMP: &str = "STAMP-OF-ALL-SCRIPTS";
/// The scripts that know each other's private properties, and share them with no other.
const FAMILY: &str = "static/js/search";
/// How much of the hash of all scripts is their stamp.
const STAMP_LENGTH: usize = 8;

/// Joins the pieces, in the order of their names, inside one function: what one piece declares, those behind it see, and the
/// page does not. A theme that has a file `static/js/NAME.js` of its own publishes that instead. What was joined is shortened, and so is
/// what `is_ours` names by its path: what a site wrote as a file of its own is published as it was written. If a site wrote any script,
/// properties keep their names, since that script may ask for them. `say` puts words where any script says their names.
pub fn join_scripts(
    files: BTreeMap<String, ThemeFile>,
    is_ours: impl Fn(&str) -> bool,
    say: impl Fn(&str) -> String,
) -> BTreeMap<String, ThemeFile> {
    let all_ours = files.keys().all(|path| !is_script(path) || is_ours(path));
    let shorten = |path: &str, file| shorten(file, all_ours && path.starts_with(FAMILY));
    let mut kept = BTreeMap::new();
    let mut joined: BTreeMap<String, Vec<ThemeFile>> = BTreeMap::new();
    for (path, mut file) in files {
        if is_script(&path)
            && let Ok(text) = std::str::from_utf8(&file.bytes)
        {
            file.bytes = Arc::from(say(text).into_bytes());
        }
        if let Some(folder) = folder_of(&path) {
            joined.entry(format!("{SCRIPTS}{folder}.js")).or_default().push(file);
        } else {
            let file = if is_script(&path) && is_ours(&path) { shorten(&path, file) } else { file };
            kept.insert(path, file);
        }
    }
    for (path, pieces) in joined {
        let joined = shorten(&path, join(&pieces));
        kept.entry(path).or_insert(joined);
    }
    stamp_scripts(&mut kept);
    kept
}

fn is_script(path: &str) -> bool {
    path.starts_with(SCRIPTS) && path.rsplit('.').next() == Some("js")
}

/// A piece of a site's own may be no script: then the browser is told so by what was written.
fn shorten(file: ThemeFile, has_private: bool) -> ThemeFile {
    let name_of = |name: &str| if has_private { short_name(name) } else { None };
    match std::str::from_utf8(&file.bytes).ok().and_then(|text| shorten_script(text, &name_of)) {
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
        join_scripts(files, |path| path.ends_with("ours.js"), |text| text.replace("say:it", "It"))
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
    fn private_properties_are_shortened_where_all_scripts_are_ours() {
        let made = |other: &str| -> Vec<String> {
            let piece = "house.search = { folded: 1, \"folded\": house.terms, length: 2 };";
            let made = joined(&[
                (other, "o.folded;"),
                ("static/js/search/ours.js", piece),
                ("static/js/keep/ours.js", "k.folded = 1;"),
            ]);
            ["static/js/search.js", "static/js/keep.js"].map(|path| made[path].clone()).to_vec()
        };
        let [folded, terms] = ["folded", "terms"].map(|name| short_name(name).unwrap());
        let [short, long] = [made("static/js/x-ours.js"), made("static/js/own.js")];
        assert!(short[0].contains(&format!("{{{folded}:1,folded:house.{terms},length:2}}")), "{}", short[0]);
        assert!(long[0].contains("{folded:1,folded:house.terms,length:2}"), "{}", long[0]);
        assert!(short[1].contains("k.folded") && short[1] == long[1], "{}", short[1]);
    }

    #[test]
    fn all_scripts_say_words() {
        let made = joined(&[
            ("static/js/own.js", "a( 'say:it' );"),
            ("static/js/find/10-a.js", "a('say:it')"),
            ("static/a.txt", "say:it"),
        ]);
        assert_eq!(made["static/js/own.js"], "a( 'It' );");
        assert_eq!(made["static/js/find.js"], "a(`It`);");
        assert_eq!(made["static/a.txt"], "say:it");
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
