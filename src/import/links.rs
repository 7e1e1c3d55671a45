//! Takes the text of a file and where its neighbours went, gives the text with its links and pictures following them.
//! Only targets change, and only those that would otherwise lead elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use super::names::split;
use crate::parse::link_places::{link_places, write_target};

/// Where the files of one snapshot went.
#[derive(Clone, Debug, Default)]
pub struct Moves {
    /// For each path within the snapshot, the path below the content folder.
    pub places: BTreeMap<String, String>,
    /// For each path within the snapshot, anchors of a heading that became the title.
    pub gone: BTreeMap<String, Vec<String>>,
}

/// What following links did.
#[derive(Debug, Default)]
pub struct Followed {
    /// The text.
    pub text: String,
    /// How many targets were written anew.
    pub rewritten: usize,
    /// Targets that no file of the snapshot has.
    pub astray: BTreeSet<String>,
}

/// Rewrites the targets in the text of the file at `from` within its snapshot, which is to stand in `folder`.
pub fn follow_links(text: &str, from: &str, folder: &str, moves: &Moves) -> Followed {
    let mut followed = Followed::default();
    let mut done = 0;
    for place in link_places(text, 0) {
        if place.range.start < done {
            continue;
        }
        let Some(target) = new_target(&place.target, from, folder, moves, &mut followed.astray) else { continue };
        followed.text.push_str(text.get(done..place.range.start).unwrap_or(""));
        followed.text.push_str(&target);
        done = place.range.end;
        followed.rewritten += 1;
    }
    followed.text.push_str(text.get(done..).unwrap_or(""));
    followed
}

/// The target written anew; nothing if it can stay.
fn new_target(written: &str, from: &str, folder: &str, moves: &Moves, astray: &mut BTreeSet<String>) -> Option<String> {
    let written = written.trim();
    let scheme = written.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'));
    if written.is_empty() || scheme || written.starts_with("//") || written.starts_with('#') {
        return None;
    }
    let end = written.find(['?', '#']).unwrap_or(written.len());
    let (path, tail) = written.split_at_checked(end)?;
    let decoded = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let source = resolve(split(from).0, &decoded);
    let place = source.as_ref().and_then(|source| Some((source, moves.places.get(source)?)));
    let Some((source, place)) = place else {
        // A folder is no file, and not missing for that.
        let folder = source.is_some_and(|source| {
            let inside = format!("{source}/");
            let next = moves.places.range(inside.clone()..).next();
            source.is_empty() || next.is_some_and(|(path, _)| path.starts_with(&inside))
        });
        if !folder {
            astray.insert(written.to_owned());
        }
        return None;
    };
    let anchor = tail.split_once('#').map(|(_, anchor)| anchor);
    let gone = anchor.is_some_and(|anchor| {
        let decoded = percent_decode_str(anchor).decode_utf8_lossy();
        moves.gone.get(source).is_some_and(|gone| gone.iter().any(|gone| *gone == decoded))
    });
    if !gone && resolve(folder, &decoded).as_ref() == Some(place) && !path.starts_with('/') {
        return None;
    }
    let tail = if gone { tail.split('#').next().unwrap_or("") } else { tail };
    Some(format!("{}{tail}", write_target(&relative(folder, place))))
}

/// The path that a target means, from a folder; nothing if it leads out.
fn resolve(folder: &str, target: &str) -> Option<String> {
    let start = if target.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = start.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The way from a folder to a path.
fn relative(folder: &str, path: &str) -> String {
    let from: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    let to: Vec<&str> = path.split('/').collect();
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let up = std::iter::repeat_n("..", from.len() - shared);
    up.chain(to.into_iter().skip(shared)).collect::<Vec<_>>().join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_targets_that_moved_change() {
        let places = [("a/old.md", "b/new name.md"), ("a/same.md", "a/same.md"), ("pic.png", "pic@2024-01-01.png")];
        let moves = Moves {
            places: places.into_iter().map(|(from, to)| (from.to_owned(), to.to_owned())).collect(),
            gone: BTreeMap::from([("a/same.md".to_owned(), vec!["same".to_owned()])]),
        };
        let text = "[x](old.md#s \"t\") [y](same.md#part) [z](same.md#same) ![p](/pic.png) [o](https://e.org/a.md) [n](no.md) [r][q] [f](../a/)\n\n[q]: <./old.md>\n";
        let followed = follow_links(text, "a/from.md", "a", &moves);
        assert_eq!(
            followed.text,
            "[x](../b/new%20name.md#s \"t\") [y](same.md#part) [z](same.md) ![p](../pic@2024-01-01.png) [o](https://e.org/a.md) [n](no.md) [r][q] [f](../a/)\n\n[q]: ../b/new%20name.md\n"
        );
        assert_eq!((followed.rewritten, followed.astray.len()), (4, 1));
    }

    #[test]
    fn a_file_that_moved_keeps_its_own_links_right() {
        let moves =
            Moves { places: BTreeMap::from([("a/b.md".to_owned(), "a/b.md".to_owned())]), gone: BTreeMap::new() };
        assert_eq!(follow_links("[x](b.md)", "a/c.md", "z/y", &moves).text, "[x](../../a/b.md)");
    }
}
