//! A sheet of styles as readers load it: without comments, and without spaces and zeros that mean nothing.
//!
//! Takes the text of a sheet, gives another that means the same. Knows nothing of themes or of properties. cssparser tells where
//! one token ends and the next begins; tokens are written as they stood.

use cssparser::{ParseError, Parser, Token};

/// The sheet, shortened; nothing if it is not one that can be read to its end, or is nested too deeply to be meant.
pub fn shorten_sheet(text: &str) -> Option<String> {
    let mut short = Short { text: String::with_capacity(text.len()), gap: Gap::None, last: Kind::Parting };
    copy(&mut Parser::new(text), &mut short).ok()?;
    Some(short.text)
}

/// What stood between the last token that was written and the one to come.
#[derive(Clone, Copy, PartialEq)]
enum Gap {
    None,
    /// Two tokens that a comment keeps apart, with no space: `a/**/b` is neither `ab` nor `a b`.
    Comment,
    Space,
}

/// What a token is to the spaces beside it.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// A space before or behind it means nothing.
    Parting,
    /// Parts, and is not needed before the end of a block.
    Semicolon,
    /// A space behind it means nothing; one before it does: `a :hover` is not `a:hover`.
    Colon,
    Word,
}

struct Short {
    text: String,
    gap: Gap,
    last: Kind,
}

impl Short {
    /// Writes a token, behind the gap before it where that means anything.
    fn write(&mut self, token: &str, kind: Kind) {
        let gap = std::mem::replace(&mut self.gap, Gap::None);
        if self.last == Kind::Word && matches!(kind, Kind::Word | Kind::Colon) {
            self.text.push_str(match gap {
                Gap::None => "",
                Gap::Comment => "/**/",
                Gap::Space => " ",
            });
        }
        if token == "}" && self.last == Kind::Semicolon {
            self.text.pop();
        }
        self.text.push_str(token);
        self.last = kind;
    }
}

fn copy(parser: &mut Parser<'_>, short: &mut Short) -> Result<(), ParseError<()>> {
    loop {
        let start = parser.position();
        let Ok(token) = parser.next_including_whitespace_and_comments() else { return Ok(()) };
        let (kind, closing) = match token {
            Token::WhiteSpace(_) => {
                short.gap = Gap::Space;
                continue;
            }
            Token::Comment(_) => {
                short.gap = if short.gap == Gap::Space { Gap::Space } else { Gap::Comment };
                continue;
            }
            // How a browser goes on after these is not ours to say in other words.
            token if token.is_parse_error() => return Err(ParseError::unexpected_token()),
            Token::Function(_) | Token::ParenthesisBlock => (Kind::Word, ")"),
            Token::SquareBracketBlock => (Kind::Word, "]"),
            Token::CurlyBracketBlock => (Kind::Parting, "}"),
            Token::Semicolon => (Kind::Semicolon, ""),
            Token::Colon => (Kind::Colon, ""),
            // The sign between a parent and its child; in what asks for a width it compares.
            Token::Comma | Token::Delim('>') => (Kind::Parting, ""),
            _ => (Kind::Word, ""),
        };
        let is_number = matches!(token, Token::Number { .. } | Token::Dimension { .. } | Token::Percentage { .. });
        let written = parser.slice_from(start);
        match written.strip_prefix("0.") {
            Some(fraction) if is_number => short.write(&format!(".{fraction}"), kind),
            _ => short.write(written, kind),
        }
        if !closing.is_empty() {
            parser.parse_nested_block(|inner| copy(inner, short))?;
            short.write(closing, kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::builtin_theme::builtin_files;

    fn short(text: &str) -> String {
        shorten_sheet(text).unwrap()
    }

    #[test]
    fn spaces_and_comments_that_mean_nothing_go() {
        let text = "/* Says why. */\n@media screen and (min-width: 40em) {\n  a:hover,\n  b > c :not( i ) {\n    margin: 0 auto !important;\n    color: red;\n  }\n}\n";
        assert_eq!(
            short(text),
            "@media screen and (min-width:40em){a:hover,b>c :not( i ){margin:0 auto !important;color:red}}"
        );
    }

    #[test]
    fn what_means_something_stays() {
        for text in [
            r#"a{content:"/* , */  ;} : 0.5 > ";background:url(a/*0.5.png)}"#,
            r".a\: b .c\; d .e0.f{color:red}",
            "a{width:calc(1px + -2px);margin:10.5px -.5px}",
            "a/**/b{color:red}",
            "a{--empty:}",
            r#"@import "a.css";@layer a,b;"#,
            r#"[href^="tel:"] b{direction:ltr}"#,
        ] {
            assert_eq!(short(text), text);
        }
        assert_eq!(short("a { top: 0.5rem; left: -0.5rem }"), "a{top:.5rem;left:-0.5rem}");
        assert_eq!(short("a { b : c }"), "a{b :c}");
        assert_eq!(short("a /* x */ b{}"), "a b{}");
        assert_eq!(short("a/* x */ b{}"), "a b{}");
    }

    #[test]
    fn a_faulty_sheet_is_left_alone() {
        for text in ["a { content: \"x\n }", "a } b { }", "a ) {}", "a{b:url(x y)}"] {
            assert_eq!(shorten_sheet(text), None, "{text}");
        }
        assert_eq!(shorten_sheet(&"(".repeat(100_000)), None);
        assert_eq!(shorten_sheet("").as_deref(), Some(""));
    }

    #[test]
    fn the_themes_own_sheets_keep_every_token() {
        let words = |text: &str| {
            let parts =
                text.split(|c: char| c.is_whitespace() || "{};,:>(".contains(c)).filter(|word| !word.is_empty());
            parts
                .map(|word| word.strip_prefix("0.").map_or_else(|| word.to_owned(), |tail| format!(".{tail}")))
                .collect::<Vec<_>>()
        };
        let bare = |text: &str| {
            let mut rest = text;
            let mut bare = String::new();
            while let Some((before, after)) = rest.split_once("/*") {
                bare.push_str(before);
                rest = after.split_once("*/").unwrap().1;
            }
            bare + rest
        };
        for (path, bytes) in builtin_files().filter(|(path, _)| path.rsplit('.').next() == Some("css")) {
            let text = std::str::from_utf8(bytes.as_ref()).unwrap().to_owned();
            let shortened = short(&text);
            assert_eq!(words(&shortened), words(&bare(&text)), "{path}");
            assert!(shortened.len() * 10 < text.len() * 9, "{path}");
            assert_eq!(short(&shortened), shortened, "{path}");
        }
    }
}
