//! Reads a page, or the sitemap, more strictly than any browser does: what a browser would mend in silence is a fault here.
//!
//! Takes text, gives its elements in order, or the line and the fault. It must not know Chapterhouse.

/// Names and values, unescaped.
type Attributes = Vec<(String, String)>;

/// An element with what a test asks about it.
#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Attributes,
    /// All the text inside it, that of its children too, unescaped.
    pub(crate) text: String,
    /// The place of the element around it.
    pub(crate) parent: Option<usize>,
    pub(crate) line: usize,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

const VOID: &[&str] = &["br", "hr", "img", "input", "meta", "link", "col", "wbr"];

/// Elements whose start ends an open paragraph: the closing tag that the source then still holds would make a second one.
const ENDS_PARAGRAPH: &[&str] = &[
    "article",
    "aside",
    "blockquote",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Elements that are lost, or moved elsewhere, outside the parents named beside them.
const PARENTS: &[(&str, &[&str])] = &[
    ("li", &["ul", "ol"]),
    ("dt", &["dl", "div"]),
    ("dd", &["dl", "div"]),
    ("caption", &["table"]),
    ("thead", &["table"]),
    ("tbody", &["table"]),
    ("tr", &["thead", "tbody"]),
    ("th", &["tr"]),
    ("td", &["tr"]),
    ("summary", &["details"]),
];

/// What is being read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Language {
    Html,
    Xml,
}

/// Reads a page.
pub(crate) fn read_page(text: &str) -> Result<Vec<Element>, String> {
    let rest = text.strip_prefix("<!doctype html>\n").ok_or("line 1: no <!doctype html>")?;
    read(rest, 2, Language::Html)
}

/// Reads a file of XML.
pub(crate) fn read_xml(text: &str) -> Result<Vec<Element>, String> {
    let declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    let rest = text.strip_prefix(declaration).ok_or("line 1: no XML declaration")?;
    read(rest, 2, Language::Xml)
}

fn read(mut rest: &str, mut line: usize, language: Language) -> Result<Vec<Element>, String> {
    let mut elements: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    while !rest.is_empty() {
        let at = |fault: String| format!("line {line}: {fault}");
        let length = match rest.strip_prefix('<') {
            None => {
                let length = rest.find('<').unwrap_or(rest.len());
                let text = unescape(&rest[..length]).map_err(at)?;
                if open.is_empty() && !text.trim().is_empty() {
                    return Err(at(format!("text outside the root: {text:?}")));
                }
                for place in &open {
                    elements[*place].text.push_str(&text);
                }
                length
            }
            Some(comment) if comment.starts_with("!--") => {
                rest.find("-->").ok_or_else(|| at("a comment that nothing ends".to_owned()))? + 3
            }
            Some(closing) if closing.starts_with('/') => {
                let end = closing.find('>').ok_or_else(|| at("an end tag that nothing ends".to_owned()))?;
                let name = &closing[1..end];
                match open.pop().map(|place| &elements[place]) {
                    Some(element) if element.name == name => {}
                    Some(element) => {
                        return Err(at(format!("</{name}> ends <{}> of line {}", element.name, element.line)));
                    }
                    None => return Err(at(format!("</{name}> ends nothing"))),
                }
                end + 2
            }
            Some(tag) => {
                let (name, attributes, length) = read_tag(tag).map_err(at)?;
                let around: Vec<&str> = open.iter().map(|place| elements[*place].name.as_str()).collect();
                if language == Language::Html {
                    check_place(&name, &around).map_err(at)?;
                }
                if open.is_empty() && !elements.is_empty() {
                    return Err(at(format!("<{name}> is a second root")));
                }
                let void = language == Language::Html && VOID.contains(&name.as_str());
                elements.push(Element { name, attributes, text: String::new(), parent: open.last().copied(), line });
                if !void {
                    open.push(elements.len() - 1);
                }
                length + 1
            }
        };
        line += rest[..length].matches('\n').count();
        rest = &rest[length..];
    }
    match open.last().map(|place| &elements[*place]) {
        Some(element) => Err(format!("line {}: nothing ends <{}>", element.line, element.name)),
        None => Ok(elements),
    }
}

/// The name and attributes of a start tag, and how long it is from behind its `<` to its `>`.
fn read_tag(tag: &str) -> Result<(String, Attributes, usize), String> {
    let name_end = tag.find(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit()).unwrap_or(tag.len());
    let name = tag[..name_end].to_owned();
    if name.is_empty() {
        return Err(format!("a < that opens no element: {:?}", tag.chars().take(20).collect::<String>()));
    }
    let mut attributes = Attributes::new();
    let mut place = name_end;
    loop {
        let rest = &tag[place..];
        if rest.starts_with('>') {
            return Ok((name, attributes, place + 1));
        }
        if rest.starts_with(" />") && VOID.contains(&name.as_str()) {
            return Ok((name, attributes, place + 3));
        }
        let spaces = rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        if spaces == 0 {
            return Err(format!("<{name}> has a strange sign among its attributes"));
        }
        let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-:_".contains(c);
        let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let attribute = &rest[..length];
        if attribute.is_empty() || attributes.iter().any(|(own, _)| own == attribute) {
            return Err(format!("<{name}> has an empty, upper-case or repeated attribute {attribute:?}"));
        }
        place += spaces + length;
        let value = match rest[length..].strip_prefix('=') {
            None => String::new(),
            Some(quoted) => {
                let inner = quoted.strip_prefix('"').ok_or(format!("{attribute} of <{name}> is not in \"quotes\""))?;
                let end = inner.find('"').ok_or(format!("{attribute} of <{name}> has no closing quote"))?;
                place += end + 3;
                unescape(&inner[..end])?
            }
        };
        attributes.push((attribute.to_owned(), value));
    }
}

/// Whether an element may stand inside the open ones.
fn check_place(name: &str, around: &[&str]) -> Result<(), String> {
    let parent = around.last().copied().unwrap_or("");
    if ENDS_PARAGRAPH.contains(&name) && around.contains(&"p") {
        return Err(format!("<{name}> inside <p>"));
    }
    if ["a", "button"].contains(&name) && around.iter().any(|outer| ["a", "button", "summary"].contains(outer)) {
        return Err(format!("<{name}> inside <{parent}>, where nothing else can be pressed"));
    }
    if ["ul", "ol"].contains(&parent) && name != "li" {
        return Err(format!("<{name}> straight inside <{parent}>"));
    }
    match PARENTS.iter().find(|(child, _)| *child == name) {
        Some((_, parents)) if !parents.contains(&parent) => Err(format!("<{name}> straight inside <{parent}>")),
        _ => Ok(()),
    }
}

/// Text without its character references; a bare `&` is a fault.
fn unescape(text: &str) -> Result<String, String> {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        plain.push_str(&rest[..start]);
        let end = rest[start..].find(';').ok_or("an & that starts no character reference")? + start;
        let number = |digits: &str, base: u32| u32::from_str_radix(digits, base).ok().and_then(char::from_u32);
        let character = match &rest[start + 1..end] {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "nbsp" => Some('\u{a0}'),
            other => match other.strip_prefix("#x") {
                Some(digits) => number(digits, 16),
                None => other.strip_prefix('#').and_then(|digits| number(digits, 10)),
            },
        };
        plain.push(character.ok_or_else(|| format!("{} is no character reference", &rest[start..=end]))?);
        rest = &rest[end + 1..];
    }
    plain.push_str(rest);
    Ok(plain)
}

#[test]
fn what_a_browser_would_mend_is_a_fault() {
    let good = "<div><p>A &amp; B<br><em>c</em></p><ul><li><a href=\"#x\">d</a></li></ul><script src=\"a.js\" defer>\
                </script></div>";
    assert!(read_page(&format!("<!doctype html>\n{good}\n")).is_ok());
    for (html, fault) in [
        ("<div />", "empty, upper-case"),
        ("<p>a", "nothing ends <p>"),
        ("<p><em>a</p></em>", "</p> ends <em>"),
        ("<div></div></div>", "ends nothing"),
        ("<p>a</p><p>b</p>", "second root"),
        ("<div><p><ul></ul></p></div>", "<ul> inside <p>"),
        ("<div><a href=\"x\"><em><a href=\"y\">a</a></em></a></div>", "<a> inside <em>"),
        ("<div><li>a</li></div>", "<li> straight inside <div>"),
        ("<ul><p>a</p></ul>", "<p> straight inside <ul>"),
        ("<p>a & b</p>", "starts no character reference"),
        ("<p>a &bogus; b</p>", "is no character reference"),
        ("<p>a < b</p>", "opens no element"),
        ("<p id=a>b</p>", "not in \"quotes\""),
        ("<p id=\"a\" id=\"b\">c</p>", "repeated attribute"),
        ("<P>a</P>", "opens no element"),
    ] {
        let found = read_page(&format!("<!doctype html>\n{html}")).expect_err(html);
        assert!(found.contains(fault), "{html}: {found}");
    }
}
