//! The words of an author's raw HTML, for searching: tags are left out, those of blocks end a line.
//!
//! Takes a piece of HTML as written, gives its text. It is never shown as HTML, so nothing here needs to be a cleaner.

/// Elements that stand within a line.
const WITHIN_A_LINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// References to characters that stand in running text.
const REFERENCES: &[(&str, &str)] = &[
    ("amp;", "&"),
    ("lt;", "<"),
    ("gt;", ">"),
    ("quot;", "\""),
    ("apos;", "'"),
    ("#39;", "'"),
    ("nbsp;", " "),
    ("ndash;", "–"),
    ("mdash;", "—"),
    ("lsquo;", "‘"),
    ("rsquo;", "’"),
    ("ldquo;", "“"),
    ("rdquo;", "”"),
    ("hellip;", "…"),
    ("pound;", "£"),
];

/// Whether a character ends a line.
pub fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// The text of a piece of raw HTML; a line break stands for each tag that ends a line.
pub fn words_of_html(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, found) = rest.split_at(at);
        words.push_str(before);
        rest = match found.strip_prefix('&') {
            Some(after) => {
                let known = REFERENCES.iter().find_map(|(name, sign)| Some((sign, after.strip_prefix(name)?)));
                let (sign, behind) = known.map_or(("&", after), |(sign, behind)| (*sign, behind));
                words.push_str(sign);
                behind
            }
            None if found.starts_with("<!--") => found.split_once("-->").map_or("", |(_, behind)| behind),
            None => {
                // What is never closed is no text.
                let Some((tag, behind)) = found.split_once('>') else { return words };
                let name = tag.trim_start_matches(['<', '/']);
                let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or("").to_ascii_lowercase();
                if !WITHIN_A_LINE.contains(&name.as_str()) {
                    words.push('\n');
                }
                behind
            }
        };
    }
    words.push_str(rest);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_go_and_blocks_end_lines() {
        let html =
            "<table><tr><td>H<sub>2</sub>O &amp; <B>more</B></td><td>&pound;5&x;</td></tr></table><!-- no > --> end";
        let words = words_of_html(html);
        let lines: Vec<&str> = words.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["H2O & more", "£5&x;", "end"]);
        assert_eq!(words_of_html("a <b"), "a ");
        assert_eq!(words_of_html("<br />"), "\n");
        assert_eq!(words_of_html("<em>"), "");
        assert_eq!(words_of_html("x <!-- never closed"), "x ");
    }
}
