//! Which raw HTML may stand in a chapter.
//!
//! Takes a piece of raw HTML, gives everything in it that is not allowed. What is allowed carries meaning and can do
//! nothing: no script, no frame, no form, no style, no handler. The same list drives the cleaner that every page with
//! raw HTML passes before it is published, so that what this misses is harmless all the same.

/// Elements that may stand in raw HTML.
pub const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "hr",
    "i",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Attributes that any of them may carry.
pub const ATTRIBUTES: &[&str] = &[
    "class", "colspan", "datetime", "dir", "headers", "href", "lang", "open", "reversed", "rowspan", "scope", "span",
    "start", "title", "value",
];

/// Something not allowed: where in the piece, what, and what to do instead.
#[derive(Debug, PartialEq, Eq)]
pub struct Offence {
    /// Byte offset of it in the piece.
    pub at: usize,
    /// What is wrong.
    pub message: String,
    /// What to do instead.
    pub help: &'static str,
    /// The element, where the whole of it is not allowed.
    pub element: Option<String>,
    /// Whether it is the element's end.
    pub closing: bool,
}

impl Offence {
    fn new(at: usize, message: String, help: &'static str) -> Self {
        Offence { at, message, help, element: None, closing: false }
    }
}

/// Everything that is not allowed in a piece of raw HTML.
pub fn find_offences(html: &str) -> Vec<Offence> {
    let mut offences = Vec::new();
    let mut at = 0;
    while let Some(found) = html.get(at..).and_then(|rest| rest.find('<')) {
        at += found;
        let rest = html.get(at..).unwrap_or("");
        if rest.starts_with("<!--") {
            at += rest.find("-->").map_or(rest.len(), |end| end + 3);
        } else if rest.starts_with("<!") || rest.starts_with("<?") {
            offences.push(Offence::new(at, "this is not an element".to_owned(), "delete it"));
            at += 2;
        } else if rest.get(1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')) {
            at += read_tag(rest, at, &mut offences);
        } else {
            at += 1;
        }
    }
    offences
}

/// Elements of HTML (HTML Living Standard, section 4) that are not allowed: what is neither here nor there is a word that
/// an author put between angle brackets.
const REFUSED_ELEMENTS: &[&str] = &[
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "base",
    "basefont",
    "bdo",
    "bgsound",
    "big",
    "blink",
    "body",
    "button",
    "canvas",
    "center",
    "data",
    "datalist",
    "dialog",
    "dir",
    "embed",
    "fieldset",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "html",
    "iframe",
    "image",
    "img",
    "input",
    "label",
    "legend",
    "link",
    "listing",
    "main",
    "map",
    "marquee",
    "math",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "output",
    "param",
    "picture",
    "plaintext",
    "portal",
    "progress",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "source",
    "spacer",
    "strike",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "track",
    "tt",
    "video",
    "xmp",
];

fn is_html(name: &str) -> bool {
    // A hyphen or colon makes an element that a script or another language of markup defines.
    name.contains(['-', ':']) || REFUSED_ELEMENTS.contains(&name)
}

/// Reads one tag, gives its length in bytes.
fn read_tag(tag: &str, at: usize, offences: &mut Vec<Offence>) -> usize {
    let closing = tag.starts_with("</");
    let name_start = if closing { 2 } else { 1 };
    let inner = tag.get(name_start..).unwrap_or("");
    let name_length = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == ':')).unwrap_or(inner.len());
    let name = inner.get(..name_length).unwrap_or("").to_ascii_lowercase();
    let refused = !ELEMENTS.contains(&name.as_str());
    if refused {
        let help = match name.as_str() {
            "img" => "write a picture as ![what it shows](picture.png)",
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                "write a heading with ## before it, so that it is numbered and can be linked to"
            }
            "script" | "iframe" | "style" | "form" | "object" | "embed" | "video" | "audio" => {
                "take it out, and link to the page that holds it instead"
            }
            _ if is_html(&name) => "take it out; plain Markdown says most things",
            _ => "put a backslash before it (\\<) if readers are to see it; if it is a placeholder, fill it in",
        };
        let message = if is_html(&name) {
            format!("the HTML element `<{name}>` is not allowed")
        } else {
            format!("`<{name}>` looks like HTML and is not, so that readers would not see it")
        };
        offences.push(Offence { element: Some(name.clone()), closing, ..Offence::new(at, message, help) });
    }
    // Of an element that goes as a whole nothing more need be said.
    let mut passed_over = Vec::new();
    let mut cursor = name_start + name_length;
    loop {
        let rest = tag.get(cursor..).unwrap_or("");
        let skipped = rest.len() - rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/').len();
        cursor += skipped;
        let rest = tag.get(cursor..).unwrap_or("");
        if rest.is_empty() {
            offences.push(Offence::new(at, format!("the tag `<{name}` is not closed"), "close it with >"));
            return tag.len();
        }
        if rest.starts_with('>') {
            return cursor + 1;
        }
        let found = if refused { &mut passed_over } else { &mut *offences };
        cursor += read_attribute(rest, at + cursor, closing, found);
    }
}

/// Reads one attribute, gives its length in bytes (at least 1).
fn read_attribute(text: &str, at: usize, closing: bool, offences: &mut Vec<Offence>) -> usize {
    let name_length =
        text.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(text.len()).max(1);
    let name = text.get(..name_length).unwrap_or(text).to_ascii_lowercase();
    let after = text.get(name_length..).unwrap_or("");
    let mut length = name_length;
    let mut value = "";
    if let Some(assigned) = after.trim_start().strip_prefix('=') {
        let assigned = assigned.trim_start();
        length = text.len() - assigned.len();
        let (piece, taken) = if let Some(quote @ ('"' | '\'')) = assigned.chars().next() {
            let inner = assigned.get(1..).unwrap_or("");
            inner.find(quote).map_or((inner, assigned.len()), |end| (inner.get(..end).unwrap_or(""), end + 2))
        } else {
            let end = assigned.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(assigned.len());
            (assigned.get(..end).unwrap_or(""), end)
        };
        value = piece;
        length += taken;
    }
    if closing || !ATTRIBUTES.contains(&name.as_str()) {
        let help = match name.as_str() {
            "style" => "take it out: the theme decides how pages look",
            "id" => "give the heading above an id instead: ## Heading {#my-id}",
            _ => "take it out",
        };
        offences.push(Offence::new(at, format!("the HTML attribute `{name}` is not allowed"), help));
    } else if name == "href"
        && link_scheme(&decode(value)).is_some_and(|scheme| !ALLOWED_SCHEMES.contains(&scheme.as_str()))
    {
        offences.push(Offence::new(at, format!("a link to `{value}` is not allowed"), "link to a web address"));
    } else if name == "href" && link_scheme(value).is_none() && !value.starts_with('#') {
        let help = "write links within the manual in Markdown, [text](chapter.md), so that they are checked";
        offences.push(Offence::new(at, format!("a raw HTML link to `{value}` is not checked"), help));
    }
    length
}

/// The kinds of address that a link may have.
pub const ALLOWED_SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// The scheme of an address, in lower case, as a browser would see it: white space and control characters in it do
/// not count. An address without a scheme has none.
pub fn link_scheme(address: &str) -> Option<String> {
    // Most links of a manual are paths.
    if !address.contains(':') {
        return None;
    }
    let seen: String = address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(200).collect();
    let (scheme, _) = seen.split_once(':')?;
    let plain = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    plain.then(|| scheme.to_ascii_lowercase())
}

/// Resolves character references in an attribute's value, as far as they can spell a scheme.
fn decode(value: &str) -> String {
    let mut decoded = String::new();
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        let (before, after) = rest.split_at_checked(at).unwrap_or((rest, ""));
        decoded.push_str(before);
        let reference = after.get(1..).unwrap_or("");
        let end = reference.find(|c: char| !(c.is_ascii_alphanumeric() || c == '#')).unwrap_or(reference.len());
        let name = reference.get(..end).unwrap_or("");
        let c = match name.strip_prefix('#') {
            Some(number) => {
                let code = match number.strip_prefix(['x', 'X']) {
                    Some(hex) => u32::from_str_radix(hex, 16),
                    None => number.parse(),
                };
                code.ok().and_then(char::from_u32)
            }
            None => match name {
                "colon" => Some(':'),
                "Tab" => Some('\t'),
                "NewLine" => Some('\n'),
                _ => None,
            },
        };
        decoded.push(c.unwrap_or('&'));
        let skip = if c.is_some() { end } else { 0 };
        rest = reference.get(skip..).unwrap_or("");
        if c.is_some() {
            rest = rest.strip_prefix(';').unwrap_or(rest);
        }
    }
    decoded.push_str(rest);
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harmless_html_passes() {
        for html in [
            "<abbr title=\"x\">",
            "</abbr>",
            "<br/>",
            "<!-- note -->",
            "<td colspan=2>",
            "<a href='https://a.example/'>",
        ] {
            assert_eq!(find_offences(html), [], "{html}");
        }
    }

    #[test]
    fn harmful_html_is_found_however_it_is_written() {
        for html in [
            "<script>",
            "<SCRIPT src=x>",
            "<iframe>",
            "<p onclick=x>",
            "<p\nonclick = 'x'>",
            "<p/onclick=x>",
            "<p style='x'>",
            "<a href=\"javascript:x\">",
            "<a href=\" jAva\tscript:x\">",
            "<a href='&#106;avascript&colon;x'>",
            "<svg onload=x>",
            "<div",
            "<math>",
            "<!DOCTYPE html>",
            "<a href='data:text/html,x'>",
        ] {
            assert_ne!(find_offences(html), [], "{html}");
        }
    }
}
