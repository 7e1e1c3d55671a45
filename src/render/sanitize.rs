//! The cleaner that a text with raw HTML passes before it is published.
//!
//! Unsafe HTML is reported where it stands and stops the build; this is the second wall, for what a reporter might miss
//! and for previews that show a text in spite of its faults. Elements are balanced, so that no text can close what the
//! page opened.

use std::collections::HashSet;
use std::sync::OnceLock;

use ammonia::Builder;

use crate::parse::html_policy::{ALLOWED_SCHEMES, ATTRIBUTES, ELEMENTS};

/// What the HTML writer itself uses besides what authors may.
const OWN_ELEMENTS: &[&str] =
    &["aside", "section", "h2", "h3", "h4", "h5", "h6", "img", "input", "thead", "tbody", "nav"];
const OWN_ATTRIBUTES: &[&str] = &[
    "id",
    "aria-label",
    "aria-labelledby",
    "aria-hidden",
    "data-label",
    "data-reach",
    "tabindex",
    "role",
    "alt",
    "src",
    "loading",
    "type",
    "disabled",
    "checked",
];

fn cleaner() -> &'static Builder<'static> {
    static CLEANER: OnceLock<Builder<'static>> = OnceLock::new();
    CLEANER.get_or_init(|| {
        let mut builder = Builder::empty();
        let elements: HashSet<&str> = ELEMENTS.iter().chain(OWN_ELEMENTS).copied().collect();
        let attributes: HashSet<&str> = ATTRIBUTES.iter().chain(OWN_ATTRIBUTES).copied().collect();
        builder
            .tags(elements)
            .generic_attributes(attributes)
            .clean_content_tags(["script", "style", "iframe", "noscript", "template", "svg", "math"].into())
            .url_schemes(ALLOWED_SCHEMES.iter().copied().collect())
            .url_relative(ammonia::UrlRelative::PassThrough)
            .link_rel(None)
            .strip_comments(true);
        builder
    })
}

/// The same HTML with nothing in it that can act, and with every element closed.
pub fn clean(html: &str) -> String {
    cleaner().clean(&flatten(html)).to_string()
}

/// The deepest nesting of elements that is kept; what our own writer makes of the deepest text stays well below it.
const DEEPEST: usize = 512;

/// Elements whose end may be left out, or that have none: many of them one after the other do not nest.
const WITHOUT_END: &[&str] = &[
    "br", "col", "colgroup", "dd", "dt", "hr", "img", "input", "li", "p", "rp", "rt", "tbody", "td", "tfoot", "th",
    "thead", "tr", "wbr",
];

/// The same HTML without the tags of elements nested deeper than [`DEEPEST`]. A reader of HTML looks through all open
/// elements at each tag: without a bound a long row of tags that are never closed costs the square of its length.
fn flatten(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let (mut depth, mut rest) = (0_usize, html);
    while let Some((before, tag)) = rest.find('<').and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        let closing = tag.starts_with("</");
        let name = tag.trim_start_matches(['<', '/']);
        let name = name.get(..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len())).unwrap_or("");
        let (tag, after) = tag.split_at_checked(tag_length(tag)).unwrap_or((tag, ""));
        rest = after;
        let nests = !name.is_empty() && !WITHOUT_END.iter().any(|plain| plain.eq_ignore_ascii_case(name));
        let too_deep = if closing { depth > DEEPEST } else { depth >= DEEPEST };
        match (nests, closing) {
            (true, true) => depth = depth.saturating_sub(1),
            (true, false) => depth += 1,
            _ => {}
        }
        if !(nests && too_deep) {
            out.push_str(tag);
        }
    }
    out.push_str(rest);
    out
}

/// The length of the tag or comment that begins a text, in bytes; 1 for a `<` that begins neither.
fn tag_length(text: &str) -> usize {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.find("-->").map_or(text.len(), |end| end + 7);
    }
    if !text.get(1..).is_some_and(|rest| rest.trim_start_matches('/').starts_with(|c: char| c.is_ascii_alphabetic())) {
        return 1;
    }
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_survives() {
        for html in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<svg><script>alert(1)</script></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<form><input name=x></form><iframe src=//a></iframe>",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<p style=\"x\">",
        ] {
            let cleaned = clean(html).to_lowercase();
            for bad in ["<script", "<iframe", "<form", "<svg", "<math", "<style", "style=", "href=\"javascript"] {
                assert!(!cleaned.contains(bad), "{html} gave {cleaned}");
            }
            // A handler may survive as harmless text or inside a quoted title, never as an attribute of its own.
            let outside_quotes: String = cleaned.split('"').step_by(2).collect();
            assert!(!outside_quotes.contains("onerror="), "{html} gave {cleaned}");
        }
    }

    #[test]
    fn what_the_writer_makes_passes_unchanged() {
        let html = "<h2 id=\"a\"><span class=\"number\">1</span> A</h2><table class=\"t\"><tbody><tr><td data-label=\"x\">y</td></tr></tbody></table>";
        assert_eq!(clean(html), html);
    }

    #[test]
    fn depth_is_bounded_and_text_is_kept() {
        let deep = clean(&("<div>x".repeat(2_000) + &"</div>".repeat(2_000) + "<p>y</p>"));
        assert_eq!((deep.matches("<div>").count(), deep.matches("</div>").count()), (DEEPEST, DEEPEST));
        assert_eq!(deep.matches('x').count(), 2_000);
        assert!(deep.ends_with("</div><p>y</p>"));
        let flat = "<!-- <b> --><p title=\"a>b\">1 < 2<br>".repeat(600);
        assert_eq!(flatten(&flat), flat);
    }

    #[test]
    fn elements_are_balanced() {
        assert_eq!(clean("</main></div><p>x<b>y"), "<p>x<b>y</b></p>");
    }
}
