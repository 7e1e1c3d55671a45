//! What a page uses of a sheet of styles: a single file carries no rule that nothing in it can meet.
//!
//! Takes a sheet, read once, and pages in which no script runs; gives the rules whose elements, classes and ids all stand on a
//! page, in their order. What a rule asks besides, of attributes, states and what stands inside `:is()` or `:not()`, is not
//! looked at: such a rule stays.

use std::collections::HashSet;
use std::ops::Range;

use cssparser::{ParseError, Parser, Token};

use super::downloads::tag_inside;

/// A sheet, in rules.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    text: String,
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug)]
enum Piece {
    /// What stays wherever it is: a page, a face, an import.
    Always(Range<usize>),
    /// A rule, with the names that each of its selectors asks for.
    Rule { whole: Range<usize>, selectors: Vec<Vec<Name>> },
    /// Rules under a condition, behind its opening brace.
    Group { head: Range<usize>, pieces: Vec<Piece> },
}

/// What an element must be, or be called.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Name {
    Element(String),
    Class(String),
    Id(String),
}

/// What the elements of a page are, and are called.
#[derive(Debug, Default)]
pub struct PageNames<'a> {
    elements: HashSet<&'a str>,
    classes: HashSet<&'a str>,
    ids: HashSet<&'a str>,
}

impl<'a> PageNames<'a> {
    /// Those of a page, in the HTML that this program writes: names in small letters, values in quotation marks.
    pub fn of(html: &'a str) -> Self {
        let mut names = PageNames::default();
        let mut rest = html;
        while let Some((_, behind)) = rest.split_once('<') {
            let tag = tag_inside(behind);
            rest = behind.get(tag.len()..).unwrap_or_default();
            names.elements.insert(tag.split([' ', '\n', '/']).next().unwrap_or_default());
            names.classes.extend(value_of(tag, " class=\"").unwrap_or_default().split_ascii_whitespace());
            names.ids.extend(value_of(tag, " id=\""));
        }
        names
    }

    fn have(&self, name: &Name) -> bool {
        match name {
            Name::Element(name) => self.elements.contains(name.as_str()),
            Name::Class(name) => self.classes.contains(name.as_str()),
            Name::Id(name) => self.ids.contains(name.as_str()),
        }
    }
}

fn value_of<'a>(tag: &'a str, opening: &str) -> Option<&'a str> {
    tag.split_once(opening)?.1.split('"').next()
}

impl Sheet {
    /// Reads a sheet. One that cannot be read to its end stays whole.
    pub fn of(text: String) -> Self {
        let mut pieces = Vec::new();
        if read(&mut Parser::new(&text), &mut pieces).is_err() {
            pieces = vec![Piece::Always(0..text.len())];
        }
        Sheet { text, pieces }
    }

    /// The rules that a page uses.
    pub fn used_by(&self, page: &PageNames<'_>) -> String {
        let mut out = String::with_capacity(self.text.len());
        self.write(&self.pieces, page, &mut out);
        out
    }

    fn write(&self, pieces: &[Piece], page: &PageNames<'_>, out: &mut String) {
        let words = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default();
        for piece in pieces {
            match piece {
                Piece::Always(whole) => out.push_str(words(whole)),
                Piece::Rule { whole, selectors } => {
                    if selectors.iter().any(|names| names.iter().all(|name| page.have(name))) {
                        out.push_str(words(whole));
                    }
                }
                Piece::Group { head, pieces } => {
                    let before = out.len();
                    out.push_str(words(head));
                    let opened = out.len();
                    self.write(pieces, page, out);
                    if out.len() == opened {
                        out.truncate(before);
                    } else {
                        out.push('}');
                    }
                }
            }
        }
    }
}

/// What is read before the block of a rule.
#[derive(Default)]
struct Prelude {
    selectors: Vec<Vec<Name>>,
    /// The word behind the @, of a rule that has one.
    at: Option<String>,
}

fn read(parser: &mut Parser<'_>, pieces: &mut Vec<Piece>) -> Result<(), ParseError<()>> {
    loop {
        let start = parser.position().byte_index();
        let mut prelude = Prelude { selectors: vec![Vec::new()], at: None };
        let (mut class, mut state) = (false, false);
        let ends_in_block = loop {
            let Ok(token) = parser.next_including_whitespace() else {
                let end = parser.position().byte_index();
                if end > start {
                    pieces.push(Piece::Always(start..end));
                }
                return Ok(());
            };
            let name = match token {
                token if token.is_parse_error() => return Err(ParseError::unexpected_token()),
                Token::CurlyBracketBlock => break true,
                Token::Semicolon => break false,
                Token::AtKeyword(word) => {
                    prelude.at = Some(word.to_ascii_lowercase());
                    None
                }
                Token::Comma => {
                    prelude.selectors.push(Vec::new());
                    None
                }
                Token::Ident(word) if class => Some(Name::Class(word.to_string())),
                Token::Ident(word) if !state => Some(Name::Element(word.to_string())),
                Token::IDHash(word) => Some(Name::Id(word.to_string())),
                _ => None,
            };
            (class, state) = (matches!(token, Token::Delim('.')), matches!(token, Token::Colon));
            if let (Some(name), Some(names)) = (name, prelude.selectors.last_mut()) {
                names.push(name);
            }
        };
        if !ends_in_block {
            pieces.push(Piece::Always(start..parser.position().byte_index()));
            continue;
        }
        let head = start..parser.position().byte_index();
        let is_group = matches!(prelude.at.as_deref(), Some("media" | "supports" | "layer" | "container"));
        let mut inner_pieces = Vec::new();
        parser.parse_nested_block(|inner| {
            if is_group {
                return read(inner, &mut inner_pieces);
            }
            while inner.next().is_ok() {}
            Ok(())
        })?;
        let whole = start..parser.position().byte_index();
        pieces.push(match prelude.at {
            Some(_) if is_group => Piece::Group { head, pieces: inner_pieces },
            Some(_) => Piece::Always(whole),
            None => Piece::Rule { whole, selectors: prelude.selectors },
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn used(sheet: &str, html: &str) -> String {
        Sheet::of(sheet.to_owned()).used_by(&PageNames::of(html))
    }

    #[test]
    fn a_rule_that_nothing_can_meet_goes() {
        let sheet = ":root{--a:1}p{a:b}.x p,nav a{c:d}.y.z{e:f}#i>b{g:h}@page{margin:1cm}";
        assert_eq!(used(sheet, "<p class=\"y\">"), ":root{--a:1}p{a:b}@page{margin:1cm}");
        assert_eq!(
            used(sheet, "<p class=\"z y\"><b id=\"i\">"),
            ":root{--a:1}p{a:b}.y.z{e:f}#i>b{g:h}@page{margin:1cm}"
        );
        assert_eq!(used(sheet, "<nav><a href=\"p\">"), ":root{--a:1}.x p,nav a{c:d}@page{margin:1cm}");
    }

    #[test]
    fn what_is_not_looked_at_stays() {
        for sheet in [
            ":is(.x,.y){a:b}",
            "p:not(.x):has(q)::before{a:b}",
            "[data-x]>*{a:b}",
            "p:hover{content:\"}.x{\"}",
            "@font-face{src:url(x.css)}",
            "@import \"a.css\";p{a:b}",
            "@media print{p{a:b}}",
            "p{a:b;.x &{c:d}}",
        ] {
            assert_eq!(used(sheet, "<p class=\"y\">"), sheet);
        }
    }

    #[test]
    fn a_condition_under_which_nothing_is_said_goes() {
        let sheet = "@media print{.x{a:b}@supports (a:b){.y{c:d}}}p{e:f}";
        assert_eq!(used(sheet, "<p>"), "p{e:f}");
        assert_eq!(used(sheet, "<p class=\"y\">"), "@media print{@supports (a:b){.y{c:d}}}p{e:f}");
    }

    #[test]
    fn a_sheet_that_cannot_be_read_stays_whole() {
        for sheet in ["p{a:b}}.x{c:d}", "p{a:b}.x]{c:d}", ""] {
            assert_eq!(used(sheet, "<p>"), sheet);
        }
    }
}
