//! Takes the bytes of an SVG picture, gives the first place where it could do more than be looked at.
//!
//! An SVG opened by itself is a document that can run script. Content-security policy stops that on a well-kept server;
//! a file share has none, so such a picture is never published.

/// What must not stand in a picture, with the words for the message.
const FORBIDDEN: &[(&str, &str)] = &[
    ("<script", "a script"),
    ("<foreignobject", "foreign content"),
    ("<iframe", "a frame"),
    ("<handler", "a handler"),
    ("<!entity", "an entity"),
    ("<?xml-stylesheet", "a style sheet from elsewhere"),
    ("javascript:", "a script link"),
    ("vbscript:", "a script link"),
    ("data:text", "a hidden document"),
];

/// The first unsafe thing in a picture: its byte offset and what it is.
pub fn unsafe_svg(bytes: &[u8]) -> Option<(usize, String)> {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let found = FORBIDDEN.iter().filter_map(|(needle, words)| Some((text.find(needle)?, (*words).to_owned()))).min();
    found.or_else(|| find_handler(&text)).or_else(|| hidden_in_entities(&text))
}

/// An attribute such as `onload=`: a name that begins with "on" after white space, a quotation mark or a slash.
fn find_handler(text: &str) -> Option<(usize, String)> {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("on")) {
        let at = from + found;
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        let after = text.get(at + 2..).unwrap_or("");
        let letters = after.chars().take_while(char::is_ascii_alphabetic).count();
        let then = after.get(letters..).unwrap_or("").trim_start();
        if letters > 0 && then.starts_with('=') && before.is_some_and(|c| c.is_whitespace() || "\"'/".contains(c)) {
            return Some((at, format!("the handler on{}", after.get(..letters).unwrap_or(""))));
        }
        from = at + 2;
    }
    None
}

/// Letters written as character references, which could spell any of the above.
fn hidden_in_entities(text: &str) -> Option<(usize, String)> {
    let mut from = 0;
    while let Some(found) = text.get(from..).and_then(|rest| rest.find("&#")) {
        let at = from + found;
        let reference = text.get(at + 2..).unwrap_or("");
        let code = match reference.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(&hex.chars().take_while(char::is_ascii_hexdigit).collect::<String>(), 16),
            None => reference.chars().take_while(char::is_ascii_digit).collect::<String>().parse(),
        };
        let letter = code.ok().and_then(char::from_u32);
        if letter.is_none_or(|c| c.is_ascii_alphabetic() || c == ':' || c.is_control()) {
            return Some((at, "a letter written as a character reference".to_owned()));
        }
        from = at + 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_script_however_it_is_written() {
        for svg in [
            "<svg><script>1</script></svg>",
            "<svg onload=alert(1)>",
            "<svg/onload = 'x'>",
            "<svg><a href='JavaScript:x'/></svg>",
            "<svg><a href='&#x6A;avascript:x'/></svg>",
            "<svg><foreignObject/></svg>",
        ] {
            assert!(unsafe_svg(svg.as_bytes()).is_some(), "{svg}");
        }
        assert!(unsafe_svg(b"<svg><title>Once upon a time = &#8217;</title><path d='M0 0'/></svg>").is_none());
    }
}
