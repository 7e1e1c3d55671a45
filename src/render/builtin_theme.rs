//! The default theme as it is compiled into the program: paths and bytes. Knows no template.
//!
//! Styles are given without their comments and spaces: these are for who works on the theme, and every reader would load them with
//! every first page. Scripts are given as they are written; what is published of them is made where they are joined.

use rust_embed::RustEmbed;

/// The files of `themes/default/`.
#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct Builtin;

/// Every file of the built-in theme: its path within the theme, and its bytes as they are published.
pub fn builtin_files() -> impl Iterator<Item = (String, Vec<u8>)> {
    let mut paths: Vec<String> = Builtin::iter().map(|path| path.to_string()).collect();
    paths.sort_unstable();
    paths.into_iter().filter_map(|path| {
        let file = Builtin::get(&path)?;
        let bytes = file.data.into_owned();
        let is_style = path.rsplit('.').next() == Some("css");
        Some((path, if is_style { without_spaces(&without_comments(&bytes)) } else { bytes }))
    })
}

/// A style without the lines that are nothing but comment. No text of the built-in theme runs over lines, so that
/// what looks like a comment there is one.
fn without_comments(bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let mut kept = String::with_capacity(text.len());
    let mut inside = false;
    for line in text.lines() {
        let words = line.trim();
        // A line that opens a comment and goes on behind it is kept as it is.
        let opens = words.starts_with("/*") && words.find("*/").is_none_or(|end| end + 2 == words.len());
        if inside || opens {
            inside = !words.ends_with("*/");
        } else {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept.into_bytes()
}

/// A style without the spaces, lines, last semicolons and first zeros that mean nothing. What stands in quotation marks stays as it is.
fn without_spaces(bytes: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else { return bytes.to_vec() };
    let mut kept = String::with_capacity(text.len());
    let mut quote = None;
    let mut space = false;
    for c in text.chars() {
        if quote.is_none() && c.is_ascii_whitespace() {
            space = true;
            continue;
        }
        // A space before a colon is one between an element and what is in it; before all of these it is none.
        let counts = !matches!(c, '{' | '}' | ';' | ',' | '>')
            && !kept.is_empty()
            && !kept.ends_with(['{', '}', ';', ',', '>', ':']);
        if space && counts {
            kept.push(' ');
        }
        space = false;
        let is_needless = match c {
            '}' => kept.ends_with(';'),
            '.' => [":0", " 0", ",0", "(0"].iter().any(|zero| kept.ends_with(zero)),
            _ => false,
        };
        if is_needless && quote.is_none() {
            kept.pop();
        }
        kept.push(c);
        quote = match quote {
            None if matches!(c, '"' | '\'') => Some(c),
            Some(open) if open == c => None,
            quote => quote,
        };
    }
    kept.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_that_mean_nothing_go() {
        let text = "@media screen and (min-width: 60em) {\n  .a :focus, .b > c:not(.d) { margin: 0 calc(1rem + 2px); }\n  \
            .e::before { content: \"a : b; }\"; top: 0.5rem; left: 10.5rem; }\n}\n";
        let kept = String::from_utf8(without_spaces(text.as_bytes())).unwrap();
        let wanted = "@media screen and (min-width:60em){.a :focus,.b>c:not(.d){margin:0 calc(1rem + 2px)}.e::before{content:\"a : b; }\";top:.5rem;left:10.5rem}}";
        assert_eq!(kept, wanted);
    }

    #[test]
    fn no_comment_is_left_in_a_builtin_style() {
        for (path, bytes) in builtin_files().filter(|(path, _)| path.rsplit('.').next() == Some("css")) {
            let text = String::from_utf8(bytes).unwrap();
            assert!(!text.contains("/*") && text.matches('"').count().is_multiple_of(2), "{path}");
        }
    }

    #[test]
    fn only_lines_that_are_comment_go() {
        let text = "/* a\n   b */\n/** c */\nd { e: f; } /* g */\n  /* h */ i { j: k }\n";
        let kept = String::from_utf8(without_comments(text.as_bytes())).unwrap();
        assert_eq!(kept, "d { e: f; } /* g */\n  /* h */ i { j: k }\n");
    }
}
