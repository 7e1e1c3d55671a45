//! Paths between files of the content, as links write them. Takes and gives paths relative to the site's root, with `/`.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What cannot stand bare in the destination of a link.
const IN_LINKS: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'(')
    .add(b')')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// The folder of a file; empty for one at the root.
pub fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The way from one file to another.
pub fn relative_path(from: &str, to: &str) -> String {
    let start: Vec<&str> = folder_of(from).split('/').filter(|part| !part.is_empty()).collect();
    let goal: Vec<&str> = to.split('/').filter(|part| !part.is_empty()).collect();
    let shared = start.iter().zip(&goal).take_while(|(a, b)| a == b).count();
    // The folder itself stands on its own way only as its name.
    let shared = shared.min(goal.len().saturating_sub(1));
    let up = std::iter::repeat_n("..", start.len() - shared);
    up.chain(goal.into_iter().skip(shared)).collect::<Vec<&str>>().join("/")
}

/// A path as it stands in a link; signs of other alphabets stay as they are, a colon at the beginning would be a scheme.
pub fn encoded(path: &str) -> String {
    let mut text = String::with_capacity(path.len());
    for letter in path.chars() {
        if letter.is_ascii() {
            let mut place = [0; 4];
            text.extend(utf8_percent_encode(letter.encode_utf8(&mut place), IN_LINKS));
        } else {
            text.push(letter);
        }
    }
    let first = text.split('/').next().unwrap_or("");
    if first.contains(':') { format!("./{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_way() {
        assert_eq!(relative_path("content/a/x.md", "content/b/y.md"), "../b/y.md");
        assert_eq!(relative_path("content/a/x.md", "content/a/y.md"), "y.md");
        assert_eq!(relative_path("content/index.md", "content/a/y.md"), "a/y.md");
        assert_eq!(relative_path("content/a/b/x.md", "content/a/x/p.png"), "../x/p.png");
        assert_eq!(relative_path("x.md", "a/y.md"), "a/y.md");
    }

    #[test]
    fn encodes_what_links_cannot_hold() {
        assert_eq!(encoded("../a b/naïve (1) #2 100%.md"), "../a%20b/naïve%20%281%29%20%232%20100%25.md");
    }
}
