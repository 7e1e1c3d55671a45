//! Reads built pages: tags and text, without any library that would mend what is wrong with them.
//!
//! Takes HTML as Chapterhouse writes it (every element closed, every `<` of text escaped), gives its pieces.

/// A piece of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// The start of an element: its name, the rest of the tag.
    Open(&'a str, &'a str),
    /// The end of an element.
    Close(&'a str),
    /// Text, still escaped.
    Text(&'a str),
}

/// Elements that have no end.
const VOID: &[&str] = &["br", "hr", "img", "input", "meta", "link", "col", "wbr"];

/// The pieces of a page in order; comments and the document's type are left out.
pub(crate) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = html;
    while !rest.is_empty() {
        let Some(inner) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            found.push(Piece::Text(&rest[..end]));
            rest = &rest[end..];
            continue;
        };
        let mut quote = None;
        let end = inner.char_indices().find(|(_, c)| match (quote, c) {
            (None, '"' | '\'') => {
                quote = Some(*c);
                false
            }
            (Some(open), _) => {
                if open == *c {
                    quote = None;
                }
                false
            }
            (None, _) => *c == '>',
        });
        let end = end.map_or(inner.len(), |(at, _)| at);
        let tag = &inner[..end];
        rest = inner.get(end + 1..).unwrap_or("");
        if let Some(name) = tag.strip_prefix('/') {
            found.push(Piece::Close(name.trim_end()));
        } else if !tag.starts_with('!') {
            let name_end = tag.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(tag.len());
            found.push(Piece::Open(&tag[..name_end], &tag[name_end..]));
        }
    }
    found
}

/// Why the elements of a page do not fit into each other, if so.
pub(crate) fn unbalanced(html: &str) -> Option<String> {
    let mut open = Vec::new();
    for piece in pieces(html) {
        match piece {
            Piece::Open(name, _) if !VOID.contains(&name) => open.push(name),
            Piece::Close(name) => match open.pop() {
                Some(opened) if opened == name => {}
                opened => return Some(format!("</{name}> closes {opened:?}")),
            },
            _ => {}
        }
    }
    (!open.is_empty()).then(|| format!("{open:?} are never closed"))
}

/// The insides of all elements of a name whose attributes hold a word, as `every(html, "div", "text")`; any word if it is
/// empty. Elements of the same kind within each other are each found.
pub(crate) fn every<'a>(html: &'a str, element: &str, word: &str) -> Vec<&'a str> {
    let mut found: Vec<(usize, &str)> = Vec::new();
    let mut open: Vec<Option<usize>> = Vec::new();
    let offset = |piece: &str| piece.as_ptr() as usize - html.as_ptr() as usize;
    for piece in pieces(html) {
        match piece {
            Piece::Open(name, _) if VOID.contains(&name) => {}
            Piece::Open(name, attributes) => {
                let held = attributes.split([' ', '=', '"']).any(|held| held == word || word.is_empty());
                let start = offset(attributes) + attributes.len() + 1;
                open.push((name == element && held).then_some(start));
            }
            Piece::Close(name) => {
                if let Some(Some(start)) = open.pop() {
                    found.push((start, html.get(start..offset(name) - 2).unwrap_or("")));
                }
            }
            Piece::Text(_) => {}
        }
    }
    found.sort_unstable();
    found.into_iter().map(|(_, inside)| inside).collect()
}

/// The inside of the first such element.
pub(crate) fn inside<'a>(html: &'a str, element: &str, word: &str) -> Option<&'a str> {
    every(html, element, word).first().copied()
}

/// A page without the elements that it keeps hidden.
pub(crate) fn without_hidden(html: &str) -> String {
    let mut kept = String::new();
    let mut depth = 0_usize;
    for piece in pieces(html) {
        match piece {
            Piece::Open(name, rest) => {
                let hidden = rest.split_whitespace().any(|word| word == "hidden");
                if !VOID.contains(&name) && (depth > 0 || hidden) {
                    depth += 1;
                }
                if depth == 0 {
                    kept.push_str(&format!("<{name}{rest}>"));
                }
            }
            Piece::Close(name) if depth == 0 => kept.push_str(&format!("</{name}>")),
            Piece::Close(_) => depth -= 1,
            Piece::Text(text) if depth == 0 => kept.push_str(text),
            Piece::Text(_) => {}
        }
    }
    kept
}

/// The words that readers see, entities resolved; links from headings to themselves are left out.
pub(crate) fn visible_text(html: &str) -> String {
    let mut text = String::new();
    let mut in_section_link = false;
    for piece in pieces(html) {
        match piece {
            Piece::Open("a", rest) if rest.contains("section-link") => in_section_link = true,
            Piece::Close("a") => in_section_link = false,
            Piece::Text(piece) if !in_section_link => text.push_str(&unescaped(piece)),
            // Blocks end words; marks within a line do not.
            Piece::Open(name, _) | Piece::Close(name)
                if !matches!(name, "em" | "strong" | "del" | "a" | "code" | "span" | "sup") =>
            {
                text.push(' ');
            }
            _ => {}
        }
    }
    text
}

pub(crate) fn unescaped(text: &str) -> String {
    let quotes = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&#x27;", "'");
    quotes.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}

#[test]
fn pages_are_read_as_they_stand() {
    let html = "<div class=\"a\"><p title=\"x>y\">A&amp;B <em>c</em>d<br /></p></div><p>e</p>";
    assert_eq!(unbalanced(html), None);
    assert!(unbalanced("<p><b>x</p></b>").is_some() && unbalanced("<p>").is_some());
    assert_eq!(inside(html, "div", "a"), Some("<p title=\"x>y\">A&amp;B <em>c</em>d<br /></p>"));
    assert_eq!(every("<p class=\"a b\">1<p id=\"b\">2</p></p>", "p", "b"), ["1<p id=\"b\">2</p>", "2"]);
    assert_eq!(without_hidden("<p>a<b hidden>b<i>c</i><br /></b>d</p>"), "<p>ad</p>");
    assert_eq!(visible_text(html).split_whitespace().collect::<Vec<_>>(), ["A&B", "cd", "e"]);
}
