//! Text into HTML. The one place where text of an author becomes markup.

/// Appends text with every character escaped that means something in HTML, in text and in quoted attributes alike.
pub fn push_text(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(text.get(from..at).unwrap_or(""));
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or(""));
}

/// A text, escaped.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_text(&mut out, text);
    out
}

/// Appends an address for an attribute: escaped as text, and with everything percent-encoded that could end it.
pub fn push_href(out: &mut String, href: &str) {
    if href
        .bytes()
        .all(|b| b.is_ascii_graphic() && !matches!(b, b'&' | b'<' | b'>' | b'"' | b'\'' | b'`' | b'\\' | b'[' | b']'))
    {
        out.push_str(href);
        return;
    }
    for byte in href.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#39;"),
            0x21..=0x7E if !matches!(byte, b'<' | b'>' | b'"' | b'`' | b'\\' | b'[' | b']') => {
                out.push(char::from(byte));
            }
            _ => {
                const DIGITS: [char; 16] =
                    ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
                out.push('%');
                out.extend(DIGITS.get(usize::from(byte >> 4)));
                out.extend(DIGITS.get(usize::from(byte & 15)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_breaks_out() {
        let mut out = String::new();
        push_text(&mut out, "a<b>&\"c\"");
        assert_eq!(out, "a&lt;b&gt;&amp;&quot;c&quot;");
        out.clear();
        push_href(&mut out, "a b\"><é?x=1&y=%20");
        assert_eq!(out, "a%20b%22%3E%3C%C3%A9?x=1&amp;y=%20");
    }
}
